#include "base/printable.h"

#include "base/utf8.h"

namespace milepost {

namespace {

bool obeyed(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

std::string hex(char32_t c) {
  std::string out;
  for (; c != 0 || out.empty(); c >>= 4) out.insert(out.begin(), "0123456789abcdef"[c & 15]);
  return out;
}

}  // namespace

std::string printable(std::string_view s, std::size_t width) {
  std::string out;
  std::size_t n = 0;
  for (std::size_t i = 0; i < s.size(); ++n) {
    const CodePoint c = decode(s.substr(i));
    if (n + 1 >= width && i + c.size < s.size()) return out + "…";
    if (c.value == '\n' || c.value == '\t' || c.value == '\r')
      out += ' ';
    else if (obeyed(c.value))
      out += "\\u{" + hex(c.value) + "}";
    else if (c.value == 0xFFFD)
      out += "\uFFFD";
    else
      out.append(s, i, c.size);
    i += c.size;
  }
  return out;
}

std::size_t columns(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return n;
}

}  // namespace milepost
