#include "link/time_resolver.h"

#include <cstdio>
#include <utility>

namespace milepost::link {

namespace {

int century_year(int y, int like) { return y >= 100 ? y : like / 100 * 100 + y; }

std::string with_part(const std::string& value, std::string_view part) { return part.empty() ? value : value + "T" + std::string(part); }

/// The day in "12.05.2024": day first unless that is impossible.
std::optional<Date> dotted(std::string_view words) {
  int d = 0, m = 0, y = 0;
  if (std::sscanf(std::string(words).c_str(), "%d.%d.%d", &d, &m, &y) != 3) return std::nullopt;
  if (m > 12) std::swap(d, m);
  const Date whole{y, m, d};
  return valid(whole) ? std::optional<Date>(whole) : std::nullopt;
}

}  // namespace

Period Resolver::years(const Mention& m) const {
  const int a = number(m, TimeAttribute::kY).value_or(0), second = number(m, TimeAttribute::kY2).value_or(0), b = century_year(second, a);
  if (text(m, TimeAttribute::kPart) == "season") {  // a league's or a crop's: the words do not tell from when to when
    Period p = unplaced("", "season");
    p.end = Date{b, 12, 31};
    return p;
  }
  if (b == a + 1 && second < 100) return span_period({a, 1, 1}, {b, 12, 31}, "FY" + print_year(b), "year");
  if (b <= a) return unplaced("", "year");
  Period p = span_period({a, 1, 1}, {b, 12, 31}, "P" + std::to_string(b - a + 1) + "Y", "year");
  p.edtf = print_year(a) + "/" + print_year(b);
  return p;
}

Period Resolver::months(const Mention& m) {
  const int a = number(m, TimeAttribute::kM).value_or(1), b = number(m, TimeAttribute::kM2).value_or(12);
  auto y = year_of(m);
  const int n = (b - a + 12) % 12 + 1;
  if (!y && !base()) return unplaced("P" + std::to_string(n) + "M", "month");
  std::string_view anchor = "explicit";
  if (!y) {
    y = base()->year;
    if (!narrative_ && a - base()->month > 6) --*y;
    anchor = base_name();
  }
  const Date start{b < a ? *y - 1 : *y, a, 1};
  Period p =
      n == 3 && a % 3 == 1 ? quarter_period(*y, (a + 2) / 3) : span_period(start, month_end(*y, b), "P" + std::to_string(n) + "M", "month");
  p.edtf = print_month(start.year, a) + "/" + print_month(*y, b);
  return anchored(std::move(p), anchor);
}

Period Resolver::days(const Mention& m) {
  const int month = number(m, TimeAttribute::kM).value_or(0), first = number(m, TimeAttribute::kD).value_or(1);
  Period a = month > 0 ? date(m, month, first) : day_of_month(m, first);
  if (!a.start) return a;
  const Date end{a.start->year, a.start->month, number(m, TimeAttribute::kD2).value_or(a.start->day)};
  if (!valid(end) || end < *a.start) return a;
  return anchored(span_period(*a.start, end, "P" + std::to_string(to_days(end) - to_days(*a.start) + 1) + "D", "day"), a.anchor);
}

Period Resolver::first_months(const Mention& m) const {
  const int n = number(m, TimeAttribute::kN).value_or(1);
  const bool weeks = text(m, TimeAttribute::kUnit) == "W", quarters = text(m, TimeAttribute::kUnit) == "Q";
  std::string value = "P" + std::to_string(n) + (weeks ? "W" : quarters ? "Q" : "M");
  const auto from = base();
  const auto y = number(m, TimeAttribute::kY);
  if (!y && !from) return unplaced(std::move(value), "month");
  const int which = y ? *y : from->year + number(m, TimeAttribute::kShift).value_or(0), k = quarters ? 3 * n : n;
  if (k < 1 || k > 12 || weeks) return unplaced(std::move(value), "month");
  const bool first = text(m, TimeAttribute::kPart) == "START";
  Period p = first ? span_period({which, 1, 1}, month_end(which, k), std::move(value), "month")
                   : span_period({which, 13 - k, 1}, {which, 12, 31}, std::move(value), "month");
  return anchored(std::move(p), y ? "explicit" : base_name());
}

Period Resolver::quarter(const Mention& m, bool half) const {
  const int q = number(m, TimeAttribute::kQ).value_or(1);
  const auto y = year_of(m), shift = number(m, TimeAttribute::kShift);
  const auto from = base();
  if (!y && !from) return unplaced((half ? "XXXX-H" : "XXXX-Q") + std::to_string(q), half ? "half" : "quarter");
  int which = y ? *y : from->year + shift.value_or(0);
  if (!y && !shift && !half && !narrative_ && q * 3 - 2 > from->month && !looks_ahead(m)) --which;
  const Period p = half ? half_period(which, q == 4 ? 2 : q) : quarter_period(which, q);
  return anchored(p, number(m, TimeAttribute::kY) ? "explicit" : base_name());
}

/// Which days a fiscal year has the words do not tell; it ends in the calendar year it is named by.
Period Resolver::fiscal(const Mention& m) const {
  int y = 0;
  std::string_view anchor = "explicit";
  if (const auto written = number(m, TimeAttribute::kY)) {
    y = short_year(*written);
    if (auto y2 = number(m, TimeAttribute::kY2)) y = century_year(*y2, y) < y ? y + 1 : century_year(*y2, y);
  } else if (base()) {
    y = base()->year + number(m, TimeAttribute::kShift).value_or(0);
    anchor = base_name();
  } else {
    return unplaced("XXXX", "year");
  }
  Period p = unplaced("FY" + print_year(y), "year");
  p.end = Date{y, 12, 31};
  p.known = true;
  return anchored(std::move(p), anchor);
}

Period Resolver::clock(const Mention& m) const {
  int h = number(m, TimeAttribute::kH).value_or(0);
  const std::string_view part = text(m, TimeAttribute::kPart);
  if (part == "pm" && h < 12) h += 12;
  if (part == "am" && h == 12) h = 0;
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "T%02d:%02d", h, number(m, TimeAttribute::kN).value_or(0));
  const bool previous = narrative_ && context_.names_day();
  const auto day = previous ? context_.date() : reference_;
  const std::string date = day && !(narrative_ && !previous) ? print(*day) : "XXXX-XX-XX";
  return unplaced(date + buffer + std::string(text(m, TimeAttribute::kZone)), "minute");
}

Period Resolver::core(const Mention& m) {
  const std::string_view kind = text(m, TimeAttribute::kKind);
  const auto y = number(m, TimeAttribute::kY);
  const bool before_era = text(m, TimeAttribute::kEra) == "BC";
  if (kind == "date") return date(m, number(m, TimeAttribute::kM).value_or(0), number(m, TimeAttribute::kD).value_or(1));
  if (kind == "day_of_month") return day_of_month(m, number(m, TimeAttribute::kD).value_or(1));
  if (kind == "dotted") {
    const auto d = dotted(text(m, TimeAttribute::kValue));
    return d ? day_period(*d) : unplaced("", "day");
  }
  if (kind == "month") return bare_month(m, number(m, TimeAttribute::kM).value_or(1));
  if (kind == "year") return year_period(before_era ? -y.value_or(1) : y.value_or(0));
  if (kind == "quarter" || kind == "half") return quarter(m, kind == "half");
  if (kind == "season") return season(m);
  if (kind == "decade") return decade_period(*y >= 100 ? *y : 1900 + *y + (*y <= 20 ? 100 : 0));
  if (kind == "century") return century_period(number(m, TimeAttribute::kCentury).value_or(1), before_era);
  if (kind == "fiscal") return fiscal(m);
  if (kind == "years") return years(m);
  if (kind == "months") return months(m);
  if (kind == "days") return days(m);
  if (kind == "first_months") return first_months(m);
  if (kind == "week") {
    const auto from = base();
    if (!y && !from) return unplaced("XXXX-WXX", "week");
    const Period p = week_in(year_period(y ? short_year(*y) : from->year), number(m, TimeAttribute::kN).value_or(1));
    return anchored(p, y ? "explicit" : base_name());
  }
  if (kind == "day" || kind == "weekday") {
    const std::string_view part = text(m, TimeAttribute::kPart);
    const bool named = kind == "weekday";
    Period p = named ? weekday_of(m)
               : reference_ && !narrative_
                   ? anchored(day_period(add_days(*reference_, number(m, TimeAttribute::kShift).value_or(0))), "document")
                   : unplaced("XXXX-XX-XX", "day");
    p.value = with_part(std::move(p.value), part);
    return p;
  }
  if (kind == "unit") {
    Period p = unit(m, text(m, TimeAttribute::kUnit), number(m, TimeAttribute::kShift).value_or(0));
    p.value = with_part(std::move(p.value), text(m, TimeAttribute::kPart));
    return p;
  }
  if (kind == "same") return same(m, text(m, TimeAttribute::kUnit));
  if (kind == "mid_century") {
    const int c = reference_ ? reference_->year / 100 : 20;
    Period p{std::to_string(c) + "XX", "MID", std::to_string(c) + "50~", {}, Date{c * 100 + 50, 12, 31}, "century", "document", true};
    return p;
  }
  if (kind == "clock") return clock(m);
  return unplaced("", "day");
}

Period Resolver::resolve(const Mention& m) {
  Period p = whole(m);
  if (const std::string_view day_part = text(m, TimeAttribute::kZone); inner(m) != nullptr && !day_part.empty())
    p.value = with_part(std::move(p.value), day_part);  // the night of May 13
  return p;
}

Period Resolver::whole(const Mention& m) {
  const std::string_view kind = text(m, TimeAttribute::kKind), part = text(m, TimeAttribute::kPart), u = text(m, TimeAttribute::kUnit);
  const int n = number(m, TimeAttribute::kN).value_or(1);
  if (kind == "offset") return offset(m);
  if (const Mention* of = inner(m); of != nullptr) {
    const Period p = core(*of);
    if (kind == "week_in") return week_in(p, n);
    if (kind == "weekday_in") return weekday_in(p, number(m, TimeAttribute::kWd).value_or(1), n);
    if (kind == "week_of") return p.start ? anchored(week_period(*p.start, false), p.anchor) : p;
    return part_of(p, part);
  }
  if (kind == "unit") return part_of(unit(m, u, number(m, TimeAttribute::kShift).value_or(0)), part);
  if (kind == "same") {
    Period p = same(m, u);
    const std::string_view day_part = text(m, TimeAttribute::kZone);
    p.value = with_part(std::move(p.value), day_part);
    return p;
  }
  if (kind == "week_in") return week_in(year_period(number(m, TimeAttribute::kY).value_or(0)), n);
  if (kind == "weekday_in") return weekday_in(unit(m, "M", 0), number(m, TimeAttribute::kWd).value_or(1), n);
  if (kind == "rest") return rest(m);
  if (kind == "duration") return duration(m);
  if (kind == "next" || kind == "recent") return next(m);
  if (kind == "ago") return ago(m);
  if (kind == "in") return in_future(m);
  if (kind == "plan") {
    const auto y = number(m, TimeAttribute::kY), y2 = number(m, TimeAttribute::kY2);
    if (!y || !y2) return unplaced("", "plan");
    Period p = span_period({*y, 1, 1}, {*y2, 12, 31}, "P" + std::to_string(*y2 - *y + 1) + "Y", "plan");
    p.edtf = print_year(*y) + "/" + print_year(*y2);
    return p;
  }
  if (kind == "set") return unplaced(std::string(text(m, TimeAttribute::kValue)), "set");
  if (kind == "every") {
    const Value count = chart_.get(m, words_.attributes[static_cast<std::size_t>(TimeAttribute::kN)]);
    return unplaced(length(count.number, u), "set");
  }
  if (kind == "every_weekday") return unplaced("XXXX-WXX-" + std::to_string(n), "set");
  if (kind == "vague") return unplaced(std::string(text(m, TimeAttribute::kValue)), "vague");
  return unplaced("", "period");
}

Period Resolver::resolve(const Mention& m, int year) {
  given_year_ = year;
  Period p = resolve(m);
  given_year_.reset();
  return p;
}

}  // namespace milepost::link
