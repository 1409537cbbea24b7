#include "link/period.h"

#include <cstdio>
#include <utility>

namespace milepost::link {
namespace {

std::string number(double n) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%g", n);
  return buffer;
}

/// EDTF counts years before our era from 0: 480 BC is -0479.
std::string edtf_year(int y) {
  if (y > 0) return print_year(y);
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, y == -1 ? "%04d" : "-%04d", -y - 1);
  return buffer;
}

/// First month and EDTF code of a season.
std::pair<int, int> season_of(std::string_view season) {
  if (season == "SU") return {6, 22};
  if (season == "FA") return {9, 23};
  if (season == "WI") return {12, 24};
  return {3, 21};
}

/// The k-th part of so many months of a year: (3, 3 months) is its third quarter; EDTF counts the parts on from `code`.
Period part_of_year(int y, int k, int months, const char* letter, int code, std::string_view granularity) {
  return {print_year(y) + "-" + letter + std::to_string(k),
          "",
          print_year(y) + "-" + std::to_string(code + k),
          Date{y, (k - 1) * months + 1, 1},
          month_end(y, k * months),
          granularity,
          "explicit",
          true};
}

}  // namespace

Period day_period(const Date& d) {
  const std::string text = print(d);
  return {text, "", d.year > 0 ? text : "", d, d, "day", "explicit", true};
}

Period month_period(int y, int m) {
  const std::string text = print_month(y, m);
  return {text, "", y > 0 ? text : "", Date{y, m, 1}, month_end(y, m), "month", "explicit", true};
}

Period quarter_period(int y, int q) { return part_of_year(y, q, 3, "Q", 32, "quarter"); }
Period half_period(int y, int h) { return part_of_year(y, h, 6, "H", 39, "half"); }

Period season_period(int y, std::string_view season) {
  const auto [first, code] = season_of(season);
  const Date last = add_months({y, first, 1}, 2);
  Period p = span_period({y, first, 1}, month_end(last.year, last.month), print_year(y) + "-" + std::string(season), "season");
  p.edtf = edtf_year(y) + "-" + std::to_string(code);
  return p;
}

Period year_period(int y) { return {print_year(y), "", edtf_year(y), Date{y, 1, 1}, Date{y, 12, 31}, "year", "explicit", true}; }

Period decade_period(int y) {
  const int b = y / 10 * 10;
  std::string value = print_year(b);
  value.pop_back();
  Period p{value, "", value + "X", Date{b, 1, 1}, Date{b + 9, 12, 31}, "decade", "explicit", true};
  if (y < 0) p.start = Date{b - 9, 1, 1}, p.end = Date{b, 12, 31}, p.edtf.clear();
  return p;
}

Period century_period(int c, bool before_our_era) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, before_our_era ? "BC%02d" : "%02d", c - 1);
  if (before_our_era) return span_period({-c * 100, 1, 1}, {-c * 100 + 99, 12, 31}, buffer, "century");
  return span_period({c * 100 - 99, 1, 1}, {c * 100, 12, 31}, buffer, "century");
}

Period week_period(const Date& day, bool weekend) {
  const Date monday = add_days(day, 1 - weekday(day));
  const Week w = iso_week(monday);
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-W%02d%s", w.year, w.week, weekend ? "-WE" : "");
  return span_period(weekend ? add_days(monday, 5) : monday, add_days(monday, 6), buffer, "week");
}

Period span_period(const Date& a, const Date& b, std::string value, std::string_view granularity) {
  return {std::move(value), "", a.year > 0 ? print(a) + "/" + print(b) : "", a, b, granularity, "explicit", true};
}

Period unplaced(std::string value, std::string_view granularity) { return {std::move(value), "", "", {}, {}, granularity, "", false}; }

Period part_of(Period p, std::string_view which) {
  if (which.empty()) return p;
  p.mod = which;
  if (p.granularity == "decade" && !p.value.empty() && p.value.back() != 'X') p.value += 'X';
  if (!p.start || !p.end) return p;
  const long a = to_days(*p.start), b = to_days(*p.end), third = (b - a + 1) / 3;
  if (p.granularity == "decade") {  // early: 0-3, mid: 4-6, late: 7-9
    if (which == "START")
      p.end = Date{p.start->year + 3, 12, 31};
    else if (which == "MID")
      p.start = Date{p.start->year + 4, 1, 1}, p.end = Date{p.end->year - 3, 12, 31};
  } else {
    if (which == "START") p.end = from_days(a + third);
    if (which == "MID") p.start = from_days(a + third), p.end = from_days(b - third);
  }
  if (p.start->year <= 0) return p;
  p.edtf = which == "END" ? "../" + print(*p.end) : print(*p.start) + "/" + print(*p.end);
  return p;
}

Period week_in(const Period& p, int n) {
  if (!p.start || !p.end || n == 0) return unplaced(p.value, "week");
  const Date thursday = n > 0 ? add_days(*p.start, (11 - weekday(*p.start)) % 7 + 7L * (n - 1))
                              : add_days(*p.end, -((weekday(*p.end) + 3) % 7) + 7L * (n + 1));
  Period week = week_period(thursday, false);
  week.anchor = p.anchor;
  return week;
}

Period weekday_in(const Period& p, int wd, int n) {
  if (!p.start || !p.end || n == 0) return unplaced("XXXX-WXX-" + std::to_string(wd), "day");
  const Date day = n > 0 ? add_days(*p.start, (wd + 7 - weekday(*p.start)) % 7 + 7L * (n - 1))
                         : add_days(*p.end, -((weekday(*p.end) + 7 - wd) % 7) + 7L * (n + 1));
  Period found = day_period(day);
  found.anchor = p.anchor;
  return found;
}

std::string length(std::optional<double> n, std::string_view u) {
  const auto times = [&](double k, const char* letter) { return "P" + (n ? number(*n * k) : std::string("X")) + letter; };
  const std::string count = n ? number(*n) : "X";
  if (u == "TH") return "PT" + count + "H";
  if (u == "TM") return "PT" + count + "M";
  if (u == "TS") return "PT" + count + "S";
  if (u == "DE") return times(10, "Y");
  if (u == "CE") return times(100, "Y");
  if (u == "ML") return times(1000, "Y");
  if (u == "FN") return times(2, "W");
  if (u == "H") return times(6, "M");
  return "P" + count + std::string(u);
}

Date moved(const Date& d, std::string_view u, int n) {
  if (u == "D") return add_days(d, n);
  if (u == "W" || u == "WE") return add_days(d, 7L * n);
  if (u == "FN") return add_days(d, 14L * n);
  if (u == "M") return add_months(d, n);
  if (u == "Q") return add_months(d, 3 * n);
  if (u == "H") return add_months(d, 6 * n);
  if (u == "Y") return add_months(d, 12 * n);
  if (u == "DE") return add_months(d, 120 * n);
  if (u == "CE") return add_months(d, 1200 * n);
  return d;
}

}  // namespace milepost::link
