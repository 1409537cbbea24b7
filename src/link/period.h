// A resolved stretch of time, and the arithmetic of calendar units. Pure functions, no document, no clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "link/calendar.h"

namespace milepost::link {

///   "the first half of 2024" -> value 2024-H1, edtf 2024-40, 2024-01-01 … 2024-06-30, granularity half
/// Years before our era are negative: 480 BC is -480. Both ends are inclusive.
struct Period {
  std::string value, mod, edtf;  ///< TIMEX3 value and mod; EDTF
  std::optional<Date> start, end;
  std::string_view granularity;  ///< day week month quarter half season year decade century, duration set vague …
  std::string_view anchor = "explicit";
  bool known = false;  ///< it lies on the calendar
};

Period day_period(const Date& day);
Period month_period(int year, int month);
Period quarter_period(int year, int quarter);
Period half_period(int year, int half);
/// first: the month it begins with; "SP" from March, "WI" from December of the year.
Period season_period(int year, std::string_view season);
Period year_period(int year);
/// The decade that holds the year: value 203, EDTF 203X.
Period decade_period(int year);
Period century_period(int century, bool before_our_era);
/// The ISO week that holds the day, or its weekend.
Period week_period(const Date& day, bool weekend);
Period span_period(const Date& start, const Date& end, std::string value, std::string_view granularity);
/// What the words say but no calendar places: "XXXX-05".
Period unplaced(std::string value, std::string_view granularity);

/// "early", "mid", "late" (START, MID, END) of a period. The end keeps the period's last day, and is open before it.
Period part_of(Period period, std::string_view which);
/// The n-th week of a period, 1 first, -1 last; weeks belong to the period that holds their Thursday.
Period week_in(const Period& period, int n);
/// The n-th such day of the week (1 Monday) of a period, 1 first, -1 last.
Period weekday_in(const Period& period, int weekday, int n);

/// TIMEX3 lengths: (5, "Y") P5Y; (2, "DE") P20Y; (none, "M") PXM. Letters as in time_units.tsv.
std::string length(std::optional<double> n, std::string_view unit);
/// So many units later; the day is clamped. Units of the clock leave it where it is.
Date moved(const Date& day, std::string_view unit, int n);

}  // namespace milepost::link
