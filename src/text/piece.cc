// Where very long texts are cut. Linear: a byte is looked at once to count, and once more to find the place.
#include "base/words8.h"
#include "text/text.h"

namespace milepost::text {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The first byte that does not fit.
std::uint32_t limit_of(std::string_view text, std::uint32_t begin) {
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t end = size - begin <= kPieceBytes ? size : begin + kPieceBytes;
  if (end - begin <= 2 * kPieceNumbers) return end;  // two bytes a number at least
  std::uint32_t numbers = 0, i = begin + 1;
  for (std::uint64_t before = digit(text[begin]) ? 0x80 : 0; i + 8 <= end; i += 8) {  // eight at once, as long as they are few enough
    const std::uint64_t digits = words8::digits(words8::load(text.data() + i)), starts = digits & ~(digits << 8 | before);
    const auto more = static_cast<std::uint32_t>((starts >> 7) * words8::kOnes >> 56);
    if (numbers + more > kPieceNumbers) break;
    numbers += more;
    before = digits >> 56;
  }
  for (; i < end; ++i) {
    const bool starts = digit(text[i]) && !digit(text[i - 1]);
    if (starts && ++numbers > kPieceNumbers) return i;
  }
  return end;
}

/// Behind the last stop before `end` with white space behind it; 0 when there is none from `least` on.
std::uint32_t behind_stop(std::string_view text, std::uint32_t least, std::uint32_t end) {
  for (std::uint32_t i = end; i > least + 1; --i) {
    const char stop = text[i - 2];
    if (blank(text[i - 1]) && (stop == '.' || stop == '!' || stop == '?')) return i;
  }
  return 0;
}

}  // namespace

Piece next_piece(std::string_view text, std::uint32_t begin) {
  const std::uint32_t end = limit_of(text, begin);
  if (end == text.size()) return {{begin, end}, false};
  const std::uint32_t least = begin + (end - begin) / 2;
  for (const std::string_view mark : {"\n\n", "\n"})
    if (const std::size_t at = text.substr(least, end - least).rfind(mark); at != std::string_view::npos)
      return {{begin, least + static_cast<std::uint32_t>(at + mark.size())}, false};
  if (const std::uint32_t at = behind_stop(text, least, end); at != 0) return {{begin, at}, false};
  std::uint32_t at = end;
  while (at > least && !blank(text[at - 1])) --at;
  if (at > least) return {{begin, at}, true};
  at = end;
  while (at > begin + 1 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;  // no white space: between two code points
  return {{begin, at}, true};
}

}  // namespace milepost::text
