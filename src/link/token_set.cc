#include "link/token_set.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/lanes.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace milepost::link {

namespace {

constexpr std::uint16_t kLong = 0x4000;  ///< beside the shape: a token of four bytes or more
static_assert(Token::kNonAscii < kLong);

std::uint16_t shape_of(const Token& t) { return static_cast<std::uint16_t>(t.shape | (t.end - t.begin > 3 ? kLong : 0)); }

/// The shapes of sixteen tokens side by side, and which of them are long.
void copy_shapes(const Token* tokens, std::uint16_t* out) {
#if defined(__SSE2__)
  static_assert(offsetof(Token, begin) == 0 && offsetof(Token, end) == 4 && offsetof(Token, shape) == 12);
  const auto four = [](const Token* t) {
    const auto load = [](const Token* one) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(one)); };
    const __m128i a = load(t), b = load(t + 1), c = load(t + 2), d = load(t + 3);
    const __m128i shapes = _mm_unpackhi_epi64(_mm_unpackhi_epi32(a, b), _mm_unpackhi_epi32(c, d));
    const __m128i ab = _mm_unpacklo_epi32(a, b), cd = _mm_unpacklo_epi32(c, d);
    const __m128i sizes = _mm_sub_epi32(_mm_unpackhi_epi64(ab, cd), _mm_unpacklo_epi64(ab, cd));
    return _mm_or_si128(_mm_and_si128(shapes, _mm_set1_epi32(kLong - 1)),
                        _mm_and_si128(_mm_cmpgt_epi32(sizes, _mm_set1_epi32(3)), _mm_set1_epi32(kLong)));
  };
  for (std::size_t i = 0; i < 16; i += 8)
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), _mm_packs_epi32(four(tokens + i), four(tokens + i + 4)));
#else
  for (std::size_t i = 0; i < 16; ++i) out[i] = shape_of(tokens[i]);
#endif
}

}  // namespace

void TokenKinds::read(const std::vector<Token>& tokens) {
  for (TokenSet* set : {&wordless, &marks, &large, &shouted, &small, &longer}) set->clear(tokens.size());
  std::array<std::uint16_t, 16> shapes{};
  for (std::size_t begin = 0; begin < tokens.size(); begin += 64) {
    std::uint64_t words = 0, mark = 0, big = 0, loud = 0, low = 0, wide = 0;
    const std::size_t end = std::min(tokens.size(), begin + 64);
    for (std::size_t i = begin; i < end; i += 16) {
      if (end - i >= 16) {
        copy_shapes(tokens.data() + i, shapes.data());
      } else {
        shapes = {};
        for (std::size_t k = 0; i + k < end; ++k) shapes[k] = shape_of(tokens[i + k]);
      }
      const std::size_t at = i - begin;
      words |= have_all(shapes.data(), Token::kAlpha) << at;
      mark |= have_all(shapes.data(), Token::kPunct) << at;
      big |= have_some(shapes.data(), Token::kCap | Token::kMixed | Token::kNumeral) << at;
      loud |= have_all(shapes.data(), Token::kUpper) << at;
      low |= have_all(shapes.data(), Token::kAlpha | Token::kLower | Token::kSpaceBefore) << at;
      wide |= have_all(shapes.data(), Token::kAlpha | kLong) << at;
    }
    const std::size_t w = begin / 64;
    wordless.add_word(w, ~words & ~std::uint64_t{0} >> (64 - (end - begin)));
    marks.add_word(w, mark), large.add_word(w, big), shouted.add_word(w, loud), small.add_word(w, low), longer.add_word(w, wide);
  }
}

}  // namespace milepost::link
