// Eight bytes of text looked at as one number: the first byte is the lowest. Each function marks bytes by their top bit (0x80).
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace milepost::words8 {

inline constexpr std::uint64_t kOnes = 0x0101010101010101ull, kTops = 0x8080808080808080ull;

/// The eight bytes at p.
inline std::uint64_t load(const char* p) {
  std::uint64_t w = 0;
  std::memcpy(&w, p, 8);
  return w;
}
/// The eight bytes from `at` on; zero behind the end of the text.
inline std::uint64_t load(std::string_view text, std::size_t at) {
  if (text.size() >= at + 8) return load(text.data() + at);
  std::uint64_t w = 0;
  if (at < text.size()) std::memcpy(&w, text.data() + at, text.size() - at);
  return w;
}
/// The first n bytes; n is 0 to 8.
inline std::uint64_t first(std::uint64_t w, std::size_t n) { return n >= 8 ? w : w & ((std::uint64_t{1} << (8 * n)) - 1); }
/// How many bytes stand before the first marked one.
inline std::uint32_t before(std::uint64_t marks) { return marks == 0 ? 8 : static_cast<std::uint32_t>(std::countr_zero(marks)) / 8; }

/// Marks as eight bits, the first byte's is the lowest; only the top bits of `marks` count.
inline std::uint64_t bits(std::uint64_t marks) { return ((marks & kTops) >> 7) * 0x0102040810204080ull >> 56; }

/// ASCII letters of either case: with bit 0x20 set they are at least 'a' and not above 'z'.
inline std::uint64_t letters(std::uint64_t w) {
  const std::uint64_t small = (w & ~kTops) | kOnes * 0x20;
  return (small + kOnes * (0x80 - 'a')) & ~(small + kOnes * (0x7F - 'z')) & ~w & kTops;
}
/// ASCII digits.
inline std::uint64_t digits(std::uint64_t w) {
  const std::uint64_t low = w & ~kTops;
  return (low + kOnes * (0x80 - '0')) & ~(low + kOnes * (0x7F - '9')) & ~w & kTops;
}
/// Those of `letters` that are capitals: bit 0x20 is not set.
inline std::uint64_t capitals(std::uint64_t w, std::uint64_t letters) { return letters & ~(w << 2); }
/// Whether a capital stands behind a small letter: the last capital is above the first small letter.
inline bool mixed(std::uint64_t capitals, std::uint64_t small) { return small != 0 && capitals > (small & (0 - small)); }
/// Capitals become small letters.
inline std::uint64_t lower(std::uint64_t w, std::uint64_t capitals) { return w | (capitals >> 2); }
inline std::uint64_t lower(std::uint64_t w) { return lower(w, capitals(w, letters(w))); }

}  // namespace milepost::words8
