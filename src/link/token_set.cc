#include "link/token_set.h"

#include <array>
#include <cstddef>

#include "base/lanes.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace milepost::link {

namespace {

/// The shapes of sixteen tokens side by side.
void copy_shapes(const Token* tokens, std::uint16_t* out) {
#if defined(__SSE2__)
  static_assert(offsetof(Token, shape) == 12 && Token::kNonAscii < 0x4000);
  const auto four = [](const Token* t) {
    const auto load = [](const Token* one) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(one)); };
    const __m128i high = _mm_unpackhi_epi64(_mm_unpackhi_epi32(load(t), load(t + 1)), _mm_unpackhi_epi32(load(t + 2), load(t + 3)));
    return _mm_and_si128(high, _mm_set1_epi32(0x7fff));
  };
  for (std::size_t i = 0; i < 16; i += 8)
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), _mm_packs_epi32(four(tokens + i), four(tokens + i + 4)));
#else
  for (std::size_t i = 0; i < 16; ++i) out[i] = tokens[i].shape;
#endif
}

}  // namespace

void TokenKinds::read(const std::vector<Token>& tokens) {
  for (TokenSet* set : {&wordless, &marks, &large, &shouted, &small}) set->clear(tokens.size());
  const Token* token = tokens.data();
  std::array<std::uint16_t, 16> shapes{};
  for (std::size_t i = 0; i < tokens.size(); i += 16) {
    if (tokens.size() - i >= 16) {
      copy_shapes(token + i, shapes.data());
    } else {
      shapes = {};
      for (std::size_t k = 0; i + k < tokens.size(); ++k) shapes[k] = token[i + k].shape;
    }
    wordless.add_sixteen(i / 16, have_all(shapes.data(), Token::kAlpha) ^ 0xffff);
    marks.add_sixteen(i / 16, have_all(shapes.data(), Token::kPunct));
    large.add_sixteen(i / 16, have_some(shapes.data(), Token::kCap | Token::kMixed | Token::kNumeral));
    shouted.add_sixteen(i / 16, have_all(shapes.data(), Token::kUpper));
    small.add_sixteen(i / 16, have_all(shapes.data(), Token::kAlpha | Token::kLower | Token::kSpaceBefore));
  }
}

}  // namespace milepost::link
