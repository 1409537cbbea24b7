// Sixteen numbers that stand side by side, looked at together: one bit of the answer for each.
#pragma once

#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace milepost {

/// Bit i: p[i] has all bits of `mask`, i = 0 … 15.
inline std::uint64_t have_all(const std::uint16_t* p, std::uint16_t mask) {
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi16(static_cast<short>(mask));
  const auto eight = [&](const std::uint16_t* at) {
    return _mm_cmpeq_epi16(_mm_and_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)), wanted), wanted);
  };
  return static_cast<std::uint64_t>(_mm_movemask_epi8(_mm_packs_epi16(eight(p), eight(p + 8))));
#else
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 16; ++i) bits |= std::uint64_t{(p[i] & mask) == mask} << i;
  return bits;
#endif
}

/// Bit i: p[i] has some bit of `mask`, i = 0 … 15.
inline std::uint64_t have_some(const std::uint16_t* p, std::uint16_t mask) {
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi16(static_cast<short>(mask)), zero = _mm_setzero_si128();
  const auto eight = [&](const std::uint16_t* at) {
    return _mm_cmpeq_epi16(_mm_and_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)), wanted), zero);
  };
  return static_cast<std::uint64_t>(_mm_movemask_epi8(_mm_packs_epi16(eight(p), eight(p + 8)))) ^ 0xffff;
#else
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 16; ++i) bits |= std::uint64_t{(p[i] & mask) != 0} << i;
  return bits;
#endif
}

/// Bit i: p[i] has some bit of `mask`, i = 0 … 15.
inline std::uint64_t have_some(const std::uint32_t* p, std::uint32_t mask) {
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi32(static_cast<int>(mask)), zero = _mm_setzero_si128();
  const auto four = [&](const std::uint32_t* at) {
    return _mm_cmpeq_epi32(_mm_and_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)), wanted), zero);
  };
  const __m128i none = _mm_packs_epi16(_mm_packs_epi32(four(p), four(p + 4)), _mm_packs_epi32(four(p + 8), four(p + 12)));
  return static_cast<std::uint64_t>(_mm_movemask_epi8(none)) ^ 0xffff;
#else
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 16; ++i) bits |= std::uint64_t{(p[i] & mask) != 0} << i;
  return bits;
#endif
}

}  // namespace milepost
