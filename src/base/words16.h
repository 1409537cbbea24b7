// The letters that sixteen bytes of text begin with. By SSE2 on x86-64, else as two eights; tests hold the two together.
#pragma once

#ifdef __x86_64__
#include <emmintrin.h>
#endif

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "base/words8.h"

namespace milepost::words16 {

/// "LNG ships" begins with 3 letters, all of them capitals (0b111, the first is the lowest bit); in small letters they are the eights "lng"
/// and "".
struct Letters {
  std::uint32_t size = 0;  ///< 16: all sixteen, and perhaps more behind them
  std::uint32_t capitals = 0;
  std::uint64_t eights[2] = {};

  /// Whether a capital stands behind a small letter.
  bool mixed() const { return (capitals & (capitals + 1)) != 0; }
};

namespace portable {

inline Letters letters(const char* p) {
  const std::uint64_t w[2] = {words8::load(p), words8::load(p + 8)};
  const auto found = static_cast<std::uint32_t>(words8::bits(words8::letters(w[0])) | words8::bits(words8::letters(w[1])) << 8);
  const auto large = static_cast<std::uint32_t>(words8::bits(~(w[0] << 2)) | words8::bits(~(w[1] << 2)) << 8);
  Letters out;
  out.size = static_cast<std::uint32_t>(std::countr_one(found));
  out.capitals = large & ((1u << out.size) - 1);
  constexpr std::uint64_t kSmall = words8::kOnes * 0x20;
  out.eights[0] = words8::first(w[0] | kSmall, out.size);
  out.eights[1] = out.size <= 8 ? 0 : words8::first(w[1] | kSmall, out.size - 8);
  return out;
}

}  // namespace portable

#ifdef __x86_64__

/// Sixteen bytes of ones and sixteen of zeros: from 16 - n on there are n ones.
inline constexpr std::array<std::uint64_t, 4> kOnesThenZeros = {~0ull, ~0ull, 0, 0};

inline Letters letters(const char* p) {
  const __m128i w = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  const __m128i small = _mm_or_si128(w, _mm_set1_epi8(0x20));
  // 'a' becomes the least of the signed bytes, and whatever is no letter is above 'z'.
  const __m128i moved = _mm_add_epi8(small, _mm_set1_epi8(static_cast<char>(0x80 - 'a')));
  const __m128i is_letter = _mm_cmplt_epi8(moved, _mm_set1_epi8(static_cast<char>(0x80 + 26)));
  Letters out;
  out.size = static_cast<std::uint32_t>(std::countr_one(static_cast<std::uint32_t>(_mm_movemask_epi8(is_letter))));
  out.capitals = ~static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_slli_epi16(w, 2))) & ((1u << out.size) - 1);
  const char* const mask = reinterpret_cast<const char*>(kOnesThenZeros.data()) + 16 - out.size;
  const __m128i own = _mm_and_si128(small, _mm_loadu_si128(reinterpret_cast<const __m128i*>(mask)));
  out.eights[0] = static_cast<std::uint64_t>(_mm_cvtsi128_si64(own));
  out.eights[1] = static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(own, own)));
  return out;
}

#else

inline Letters letters(const char* p) { return portable::letters(p); }

#endif

}  // namespace milepost::words16
