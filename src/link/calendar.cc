#include "link/calendar.h"

#include <charconv>

namespace milepost::link {

bool leap(int y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }

int days_in_month(int y, int m) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && leap(y) ? 29 : kDays[(m - 1) % 12];
}

bool valid(const Date& d) { return d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= days_in_month(d.year, d.month); }

long to_days(const Date& d) {
  const long y = d.year - (d.month <= 2 ? 1 : 0);
  const long era = (y >= 0 ? y : y - 399) / 400;
  const long yoe = y - era * 400;
  const long doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

Date from_days(long z) {
  z += 719468;
  const long era = (z >= 0 ? z : z - 146096) / 146097;
  const long doe = z - era * 146097;
  const long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const long mp = (5 * doy + 2) / 153;
  const int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  return {static_cast<int>(yoe + era * 400 + (month <= 2 ? 1 : 0)), month, static_cast<int>(doy - (153 * mp + 2) / 5 + 1)};
}

int weekday(const Date& d) { return static_cast<int>(((to_days(d) + 3) % 7 + 7) % 7) + 1; }

Date add_months(const Date& d, int months) {
  const int total = d.year * 12 + d.month - 1 + months;
  const int year = total >= 0 ? total / 12 : -((11 - total) / 12);
  const int month = total - year * 12 + 1;
  const int last = days_in_month(year, month);
  return {year, month, d.day < last ? d.day : last};
}

Date add_days(const Date& d, long days) { return from_days(to_days(d) + days); }
Date month_end(int year, int month) { return {year, month, days_in_month(year, month)}; }

Week iso_week(const Date& d) {
  const Date thursday = add_days(d, 4 - weekday(d));
  return {thursday.year, static_cast<int>((to_days(thursday) - to_days({thursday.year, 1, 1})) / 7) + 1};
}

std::optional<Date> parse_date(std::string_view s) {
  if (s.size() < 10 || s[4] != '-' || s[7] != '-') return std::nullopt;
  Date d;
  const auto part = [&](std::size_t at, std::size_t n, int& out) {
    const auto [end, code] = std::from_chars(s.data() + at, s.data() + at + n, out);
    return code == std::errc{} && end == s.data() + at + n;
  };
  if (!part(0, 4, d.year) || !part(5, 2, d.month) || !part(8, 2, d.day) || !valid(d)) return std::nullopt;
  return d;
}

namespace {

/// A date as it is printed: room for "BC2147483648-12-31".
class Printed {
 public:
  Printed& year(int y) {
    const bool before = y < 0;
    if (before) *end_++ = 'B', *end_++ = 'C', y = -y;
    if (y > 9999) {
      end_ = std::to_chars(end_, buffer_ + sizeof buffer_, y).ptr;
      return *this;
    }
    two(y / 100);
    two(y % 100);
    return *this;
  }
  /// A month or a day.
  Printed& part(int n) {
    *end_++ = '-';
    two(n);
    return *this;
  }
  std::string text() const { return {buffer_, static_cast<std::size_t>(end_ - buffer_)}; }

 private:
  void two(int n) {
    if (n < 0 || n > 99) {
      end_ = std::to_chars(end_, buffer_ + sizeof buffer_, n).ptr;
      return;
    }
    *end_++ = static_cast<char>('0' + n / 10);
    *end_++ = static_cast<char>('0' + n % 10);
  }
  char buffer_[32];
  char* end_ = buffer_;
};

}  // namespace

std::string print_year(int y) { return Printed().year(y).text(); }
std::string print_month(int y, int m) { return Printed().year(y).part(m).text(); }
std::string print(const Date& d) { return Printed().year(d.year).part(d.month).part(d.day).text(); }

}  // namespace milepost::link
