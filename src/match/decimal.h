// Digits with marks, as texts write them, to a double that is as near as the digits allow.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace milepost::match {

/// Digits with a decimal point, ready for an exponent: "1,234.5" is 1234.5 with `decimals`.
struct Decimal {
  std::array<char, 64> text{};
  std::size_t size = 0;
  bool decimals = false;

  double times_ten_to(int exponent) const;
};

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads "1,234.5", "1,00,000", "0.75"; false when the marks stand where no number has them.
bool read_marked(std::string_view s, char decimal, char group, Decimal& out);

/// As read_marked(); "1,3" and "5,00" with the other mark for decimals, where no group can end so.
bool read_decimal(std::string_view s, char decimal, char group, Decimal& out);

/// The exponent of a power of ten, or -1.
int power_of_ten(double scale);

}  // namespace milepost::match
