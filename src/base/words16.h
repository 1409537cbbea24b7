// Sixteen bytes of text looked at as one. By SSE2 on x86-64, else as two eights; tests hold the two together.
#pragma once

#ifdef __x86_64__
#include <emmintrin.h>
#endif

#include <array>
#include <bit>
#include <cstddef>
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

/// A bit for each byte above ASCII.
inline std::uint32_t high(const char* p) {
  return static_cast<std::uint32_t>(words8::bits(words8::load(p)) | words8::bits(words8::load(p + 8)) << 8);
}

/// A bit for each byte that ends a stretch of a JSON string: a quote, a backslash or a control character.
inline std::uint32_t json_marks(const char* p) {
  std::uint64_t bits = 0;
  for (std::ptrdiff_t i = 0; i < 2; ++i) {
    const std::uint64_t w = words8::load(p + 8 * i), low = w & ~words8::kTops;
    const auto is = [&](char c) { return ~((low ^ words8::kOnes * static_cast<unsigned char>(c)) + (words8::kTops - words8::kOnes)); };
    bits |= words8::bits((is('"') | is('\\') | ~(low + words8::kOnes * (0x80 - 0x20))) & ~w) << 8 * i;
  }
  return static_cast<std::uint32_t>(bits);
}

/// A bit for each ASCII letter or digit and each byte above ASCII.
inline std::uint32_t word_bytes(const char* p) {
  const std::uint64_t w[2] = {words8::load(p), words8::load(p + 8)};
  const auto of = [](std::uint64_t x) { return words8::bits(words8::letters(x) | words8::digits(x) | x); };
  return static_cast<std::uint32_t>(of(w[0]) | of(w[1]) << 8);
}

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

inline __m128i load(const char* p) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p)); }
inline __m128i all(int c) { return _mm_set1_epi8(static_cast<char>(c)); }
inline std::uint32_t bits(__m128i marks) { return static_cast<std::uint32_t>(_mm_movemask_epi8(marks)); }
/// Bytes from `first` on, `n` of them: `first` becomes the least of the signed bytes.
inline __m128i within(__m128i w, int first, int n) { return _mm_cmplt_epi8(_mm_add_epi8(w, all(0x80 - first)), all(0x80 + n)); }
/// The first `size` bytes.
inline void put(__m128i w, std::uint32_t size, std::uint64_t (&eights)[2]) {
  const __m128i own = _mm_and_si128(w, load(reinterpret_cast<const char*>(kOnesThenZeros.data()) + 16 - size));
  eights[0] = static_cast<std::uint64_t>(_mm_cvtsi128_si64(own));
  eights[1] = static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(own, own)));
}

inline Letters letters(const char* p) {
  const __m128i w = load(p), small = _mm_or_si128(w, all(0x20));
  Letters out;
  out.size = static_cast<std::uint32_t>(std::countr_one(bits(within(small, 'a', 26))));
  out.capitals = ~bits(_mm_slli_epi16(w, 2)) & ((1u << out.size) - 1);
  put(small, out.size, out.eights);
  return out;
}

inline std::uint32_t high(const char* p) { return bits(load(p)); }

inline std::uint32_t word_bytes(const char* p) {
  const __m128i w = load(p);
  return bits(_mm_or_si128(_mm_or_si128(within(_mm_or_si128(w, all(0x20)), 'a', 26), within(w, '0', 10)), w));
}

inline std::uint32_t json_marks(const char* p) {
  const __m128i w = load(p), marks = _mm_or_si128(_mm_cmpeq_epi8(w, all('"')), _mm_cmpeq_epi8(w, all('\\')));
  return bits(_mm_or_si128(marks, within(w, 0, 0x20)));
}

#else

using portable::high;
using portable::json_marks;
using portable::letters;
using portable::word_bytes;

#endif

}  // namespace milepost::words16
