// Dates of metadata: ISO, basic, European and American figures, mail headers. Month names are those of RFC 822, not of a language.
#include <array>
#include <charconv>

#include "read/gate.h"

namespace milepost::read {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

int number(std::string_view s) {
  int v = 0;
  std::from_chars(s.data(), s.data() + s.size(), v);
  return v;
}

std::string whole(int y, int m, int d) {
  constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (m < 1 || m > 12 || d < 1 || d > kDays[static_cast<std::size_t>(m - 1)] || y < 1000) return "";
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(y) + "-" + two(m) + "-" + two(d);
}

/// Days since 1970 to a date (proleptic Gregorian).
std::string from_days(std::int64_t z) {
  z += 719468;
  const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const std::int64_t doe = z - era * 146097, yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  const std::int64_t m = mp < 10 ? mp + 3 : mp - 9;
  return whole(static_cast<int>(yoe + era * 400 + (m <= 2 ? 1 : 0)), static_cast<int>(m), static_cast<int>(doy - (153 * mp + 2) / 5 + 1));
}

class Figures {
 public:
  explicit Figures(std::string_view s) : s_(s) {}
  /// Length of the run of digits at i, 0 when i stands inside one.
  std::size_t run(std::size_t i) const {
    if (i > 0 && digit(i - 1)) return 0;
    std::size_t n = 0;
    while (digit(i + n)) ++n;
    return n;
  }
  bool digit(std::size_t i) const { return i < s_.size() && s_[i] >= '0' && s_[i] <= '9'; }
  char at(std::size_t i) const { return i < s_.size() ? s_[i] : '\0'; }
  int value(std::size_t i, std::size_t n) const { return number(s_.substr(i, n)); }
  /// 1 to 12 for a month's first three letters at i.
  int month(std::size_t i) const {
    for (std::size_t m = 0; m < kMonths.size(); ++m) {
      bool same = i + 3 <= s_.size();
      for (std::size_t k = 0; same && k < 3; ++k) same = static_cast<char>(s_[i + k] | 0x20) == kMonths[m][k];
      if (same) return static_cast<int>(m) + 1;
    }
    return 0;
  }

 private:
  std::string_view s_;
};

/// 2024-05-02, 2024/5/2, 2024.05.02 at i.
std::string year_first(const Figures& f, std::size_t i) {
  const char sep = f.at(i + 4);
  if (sep != '-' && sep != '/' && sep != '.' && sep != '_') return "";
  const std::size_t m = f.run(i + 5);
  if (m < 1 || m > 2 || f.at(i + 5 + m) != sep) return "";
  const std::size_t d = f.run(i + 6 + m);
  return d < 1 || d > 2 ? "" : whole(f.value(i, 4), f.value(i + 5, m), f.value(i + 6 + m, d));
}

/// 02.05.2024, 26-FEB-1987, 2 May 2024, 13/05/2024 at i; n digits stand there.
std::string day_first(const Figures& f, std::size_t i, std::size_t n, bool month_first) {
  const char sep = f.at(i + n);
  std::size_t k = i + n + 1;
  if (sep != '-' && sep != '/' && sep != '.' && sep != ' ') return "";
  if (const int m = f.month(k); m != 0) {
    while (f.at(k) != '\0' && f.at(k) != ' ' && f.at(k) != '-' && f.at(k) != '/') ++k;
    return f.run(k + 1) == 4 ? whole(f.value(k + 1, 4), m, f.value(i, n)) : "";
  }
  const std::size_t m = f.run(k);
  if (sep == ' ' || m < 1 || m > 2 || f.at(k + m) != sep || f.run(k + m + 1) != 4) return "";
  const int a = f.value(i, n), b = f.value(k, m), y = f.value(k + m + 1, 4);
  if (sep == '.') return whole(y, b, a);
  if (month_first || b > 12) return whole(y, a, b);
  if (a > 12 || a == b) return whole(y, b, a);
  return "";  // 05-02-2024: nobody can say
}

}  // namespace

std::string normalised_date(std::string_view s, bool month_first) {
  const Figures f(s);
  std::size_t digits = 0;
  while (f.digit(digits)) ++digits;
  if (digits == s.size() && (digits == 10 || digits == 13)) {  // seconds or milliseconds since 1970
    std::int64_t v = 0;
    std::from_chars(s.data(), s.data() + s.size(), v);
    return from_days((digits == 13 ? v / 1000 : v) / 86400);
  }
  for (std::size_t i = 0; i < s.size(); ++i) {
    const std::size_t n = f.run(i);
    std::string date;
    if (n == 4)
      date = year_first(f, i);
    else if (n == 8 || (n == 14 && f.value(i, 4) > 1900))
      date = whole(f.value(i, 4), f.value(i + 4, 2), f.value(i + 6, 2));
    else if (n == 1 || n == 2)
      date = day_first(f, i, n, month_first);
    else if (const int m = i == 0 || f.at(i - 1) == ' ' ? f.month(i) : 0; m != 0) {  // May 2, 2024
      std::size_t k = i;
      while (f.at(k) != '\0' && f.at(k) != ' ') ++k;
      const std::size_t d = f.run(k + 1);
      const std::size_t y = k + 1 + d + (f.at(k + 1 + d) == ',' ? 2 : 1);
      if ((d == 1 || d == 2) && f.run(y) == 4) date = whole(f.value(y, 4), m, f.value(k + 1, d));
    }
    if (!date.empty()) return date;
  }
  return "";
}

std::string date_in_path(std::string_view path) {
  const Figures f(path);
  std::string found;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const std::size_t n = f.run(i);
    const std::string date = n == 4 ? year_first(f, i) : n == 8 ? whole(f.value(i, 4), f.value(i + 4, 2), f.value(i + 6, 2)) : "";
    if (date >= "1900" && date < "2100") found = date;  // the last one stands nearest to the name
  }
  return found;
}

}  // namespace milepost::read
