// Sixteen numbers that stand side by side, looked at together: one bit of the answer for each.
#pragma once

#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace milepost {

/// Bit i: the bits of p[i] that are in `mask` are `wanted`, i = 0 … 15.
inline std::uint64_t have_just(const std::uint16_t* p, std::uint16_t mask, std::uint16_t wanted) {
#if defined(__SSE2__)
  const __m128i in = _mm_set1_epi16(static_cast<short>(mask)), want = _mm_set1_epi16(static_cast<short>(wanted));
  const auto eight = [&](const std::uint16_t* at) {
    return _mm_cmpeq_epi16(_mm_and_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)), in), want);
  };
  return static_cast<std::uint64_t>(_mm_movemask_epi8(_mm_packs_epi16(eight(p), eight(p + 8))));
#else
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 16; ++i) bits |= std::uint64_t{(p[i] & mask) == wanted} << i;
  return bits;
#endif
}
/// Bit i: p[i] has all bits of `mask`.
inline std::uint64_t have_all(const std::uint16_t* p, std::uint16_t mask) { return have_just(p, mask, mask); }
/// Bit i: p[i] has some bit of `mask`.
inline std::uint64_t have_some(const std::uint16_t* p, std::uint16_t mask) { return have_just(p, mask, 0) ^ 0xffff; }

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
