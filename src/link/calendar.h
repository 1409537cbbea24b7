// The proleptic Gregorian calendar, in plain integers. Pure functions, no clock, no locale.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace milepost::link {

/// A day. month 1-12, day 1-31; valid() says whether it exists.
struct Date {
  int year = 0, month = 1, day = 1;
  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

bool leap(int year);
int days_in_month(int year, int month);
bool valid(const Date& date);
/// Days since 1970-01-01 and back (Howard Hinnant, chrono-compatible low-level date algorithms).
long to_days(const Date& date);
Date from_days(long days);
/// 1 Monday … 7 Sunday (ISO 8601).
int weekday(const Date& date);
/// Month arithmetic that clamps the day: 2024-01-31 + 1 month = 2024-02-29.
Date add_months(const Date& date, int months);
Date add_days(const Date& date, long days);
Date month_end(int year, int month);
struct Week {
  int year, week;
};
Week iso_week(const Date& date);

/// "2024-05-02" -> a Date; nothing when it is not one.
std::optional<Date> parse_date(std::string_view iso);
/// "2024-05-02"; "2024-05"; years are padded to four digits; years before our era are negative and print as TIMEX3 has them: BC0480.
std::string print(const Date& date);
std::string print_month(int year, int month);
std::string print_year(int year);

}  // namespace milepost::link
