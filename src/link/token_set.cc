#include "link/token_set.h"

#include <algorithm>
#include <array>

#include "base/lanes.h"

namespace milepost::link {

void TokenKinds::read(const std::vector<Token>& tokens) {
  for (TokenSet* set : {&wordless, &marks, &large, &shouted, &small}) set->clear(tokens.size());
  const Token* token = tokens.data();
  std::array<std::uint16_t, 16> shapes{};
  for (std::size_t i = 0; i < tokens.size(); i += 16) {
    const std::size_t size = std::min<std::size_t>(16, tokens.size() - i);
    if (size < 16) shapes = {};
    for (std::size_t k = 0; k < size; ++k) shapes[k] = token[i + k].shape;
    wordless.add_sixteen(i / 16, have_all(shapes.data(), Token::kAlpha) ^ 0xffff);
    marks.add_sixteen(i / 16, have_all(shapes.data(), Token::kPunct));
    large.add_sixteen(i / 16, have_some(shapes.data(), Token::kCap | Token::kMixed | Token::kNumeral));
    shouted.add_sixteen(i / 16, have_all(shapes.data(), Token::kUpper));
    small.add_sixteen(i / 16, have_all(shapes.data(), Token::kAlpha | Token::kLower | Token::kSpaceBefore));
  }
}

}  // namespace milepost::link
