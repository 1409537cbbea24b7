#include "match/decimal.h"

#include <charconv>
#include <cmath>

namespace milepost::match {

double Decimal::times_ten_to(int exponent) const {
  std::array<char, 80> buffer{};
  for (std::size_t i = 0; i < size; ++i) buffer[i] = text[i];
  buffer[size] = 'e';
  const auto tail = std::to_chars(buffer.data() + size + 1, buffer.data() + buffer.size(), exponent);
  double value = 0;
  const auto read = std::from_chars(buffer.data(), tail.ptr, value);
  return read.ec == std::errc() ? value : NAN;
}

bool read_marked(std::string_view s, char decimal, char group, Decimal& out) {
  if (s.empty() || s.size() > 48 || !is_digit(s[0])) return false;
  std::size_t run = 0, groups = 0;
  out = {};
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char c = s[i];
    if (is_digit(c)) {
      out.text[out.size++] = c;
      ++run;
    } else if (c == group && !out.decimals) {
      if (groups == 0 ? run > 3 : run != 3 && run != 2) return false;
      ++groups, run = 0;
    } else if (c == decimal && !out.decimals && i + 1 < s.size()) {
      if (groups > 0 && run != 3) return false;
      out.text[out.size++] = '.';
      out.decimals = true, run = 0;
    } else {
      return false;
    }
  }
  return out.decimals || groups == 0 || run == 3;
}

bool read_decimal(std::string_view s, char decimal, char group, Decimal& out) {
  if (read_marked(s, decimal, group, out)) return true;
  const std::size_t mark = s.rfind(group);
  if (mark == std::string_view::npos || mark + 3 < s.size() || mark + 1 == s.size()) return false;
  return read_marked(s, group, decimal, out);
}

int power_of_ten(double scale) {
  int exponent = 0;
  while (scale >= 10 && exponent < 20) scale /= 10, ++exponent;
  return scale == 1 ? exponent : -1;
}

}  // namespace milepost::match
