#include "base/utf8.h"

#include <utf8proc.h>

#include <array>
#include <bit>

#include "base/words16.h"

namespace milepost {

CodePoint decode(std::string_view s) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const auto tail = [&](std::size_t i) { return i < s.size() && (byte(i) & 0xC0) == 0x80; };
  if (s.empty()) return {};
  const unsigned char b = byte(0);
  if (b < 0x80) return {b, 1};
  if (b >= 0xC2 && b < 0xE0 && tail(1)) return {static_cast<char32_t>((b & 0x1Fu) << 6 | (byte(1) & 0x3Fu)), 2};
  if (b >= 0xE0 && b < 0xF0 && tail(1) && tail(2))
    return {static_cast<char32_t>((b & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu)), 3};
  if (b >= 0xF0 && b < 0xF5 && tail(1) && tail(2) && tail(3))
    return {static_cast<char32_t>((b & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu)), 4};
  return {};
}

namespace {

/// Length of the well-formed sequence at s[i], or 0; `bad` is then the length of the maximal ill-formed subpart.
std::size_t well_formed(std::string_view s, std::size_t i, std::size_t& bad) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(s[k]); };
  const unsigned char b = byte(i);
  if (b < 0x80) return 1;
  bad = 1;
  unsigned char low = 0x80, high = 0xBF;
  std::size_t n = 0;
  if (b >= 0xC2 && b <= 0xDF)
    n = 2;
  else if (b >= 0xE0 && b <= 0xEF)
    n = 3, low = b == 0xE0 ? 0xA0 : 0x80, high = b == 0xED ? 0x9F : 0xBF;
  else if (b >= 0xF0 && b <= 0xF4)
    n = 4, low = b == 0xF0 ? 0x90 : 0x80, high = b == 0xF4 ? 0x8F : 0xBF;
  else
    return 0;
  for (std::size_t k = 1; k < n; ++k) {
    if (i + k >= s.size() || byte(i + k) < low || byte(i + k) > high) {
      bad = k;
      return 0;
    }
    low = 0x80, high = 0xBF;
  }
  return n;
}

/// Where the first byte above 0x7F stands, from `i` on; sixteen bytes at once.
std::size_t ascii_end(std::string_view s, std::size_t i) {
  for (; i + 16 <= s.size(); i += 16)
    if (const std::uint32_t high = words16::high(s.data() + i); high != 0) return i + static_cast<std::size_t>(std::countr_zero(high));
  while (i < s.size() && static_cast<unsigned char>(s[i]) < 0x80) ++i;
  return i;
}

/// Where the first ill-formed sequence begins.
std::size_t sound_end(std::string_view s) {
  std::size_t bad = 1;
  for (std::size_t i = ascii_end(s, 0);;) {
    if (i >= s.size()) return i;
    if (static_cast<unsigned char>(s[i]) < 0x80) {
      i = ascii_end(s, i);
      continue;
    }
    const std::size_t n = well_formed(s, i, bad);
    if (n == 0) return i;
    i += n;
  }
}

Glyph classify(char32_t c) {
  if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029 || c == '\f' || c == '\v') return Glyph::kNewline;
  if (c == ' ' || c == '\t' || c == 0x200B) return Glyph::kSpace;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LO:
      return (c >= 0x2E80 && c < 0xAC00) || (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x40000) ? Glyph::kIdeograph
                                                                                                         : Glyph::kLetter;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return Glyph::kLetter;
    case UTF8PROC_CATEGORY_ND:
      return Glyph::kDigit;
    case UTF8PROC_CATEGORY_ZS:
      return Glyph::kSpace;
    case UTF8PROC_CATEGORY_CF:
      return Glyph::kExtend;
    case UTF8PROC_CATEGORY_CC:
      return Glyph::kSpace;
    default:
      return Glyph::kPunct;
  }
}

struct Tables {
  static constexpr char32_t kSize = 0x3000;  // covers every script written with spaces that news uses, and all usual punctuation
  std::array<Glyph, kSize> glyphs;
  std::array<std::uint8_t, kSize> cases;
  Tables() {
    for (char32_t c = 0; c < kSize; ++c) {
      glyphs[c] = classify(c);
      const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
      cases[c] = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT ? 1 : category == UTF8PROC_CATEGORY_LL ? 2 : 0;
    }
  }
};
const Tables kTables;

}  // namespace

bool is_ascii(std::string_view bytes) { return ascii_end(bytes, 0) == bytes.size(); }
bool is_utf8(std::string_view bytes) { return sound_end(bytes) == bytes.size(); }

std::uint64_t repair_utf8(std::string& bytes) {
  std::size_t i = sound_end(bytes), bad = 1;
  if (i == bytes.size()) return 0;
  std::string out = bytes.substr(0, i);
  std::uint64_t repaired = 0;
  while (i < bytes.size()) {
    const std::size_t n = well_formed(bytes, i, bad);
    if (n != 0) {
      out.append(bytes, i, n);
      i += n;
    } else {
      out += "\xEF\xBF\xBD";
      ++repaired;
      i += bad;
    }
  }
  bytes = std::move(out);
  return repaired;
}

Glyph glyph(char32_t c) { return c < Tables::kSize ? kTables.glyphs[c] : classify(c); }
bool is_upper(char32_t c) {
  if (c < Tables::kSize) return kTables.cases[c] == 1;
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}
bool is_lower(char32_t c) {
  return c < Tables::kSize ? kTables.cases[c] == 2 : utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LL;
}

void append_folded(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return;
  }
  std::array<utf8proc_int32_t, 8> folded{};
  int boundary = 0;
  const auto n = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), folded.data(), folded.size(), UTF8PROC_CASEFOLD, &boundary);
  for (utf8proc_ssize_t i = 0; i < n; ++i) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = utf8proc_encode_char(folded[static_cast<std::size_t>(i)], bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
  }
}

}  // namespace milepost
