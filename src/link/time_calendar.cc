// Dates, months, weekdays, seasons and units that the words count from somewhere: which one on the calendar.
#include <cstdio>
#include <cstdlib>

#include "link/time_resolver.h"

namespace milepost::link {

namespace {
constexpr int kNewYear = 8;  ///< in a narrative a month that lies further back belongs to the next year
}

/// The year written with a date, or with the one it is joined to by one token: "May 3 and June 5, 2024".
std::optional<int> Resolver::year_of(const Mention& m) const {
  if (auto y = number(m, TimeAttribute::kY)) return text(m, TimeAttribute::kEra) == "BC" ? -*y : short_year(*y);
  if (auto shift = number(m, TimeAttribute::kShift); shift && base() && text(m, TimeAttribute::kUnit) == "Y") return base()->year + *shift;
  if (text(m, TimeAttribute::kAnchor) == "previous" && context_.date()) return context_.date()->year;
  if (given_year_) return given_year_;
  if (m.last + 1 >= chart_.starts.size() || text_.sentence_of[m.last] != text_.sentence_of[m.first]) return std::nullopt;
  for (MentionId k = chart_.starts[m.last + 1]; k != kNone; k = chart_.mentions[k].next) {
    const Mention& x = chart_.mentions[k];
    const std::string_view kind = text(x, TimeAttribute::kKind);
    if (x.type == m.type && (kind == "date" || kind == "month" || kind == "quarter")) {
      const auto y = number(x, TimeAttribute::kY);
      return y ? std::optional<int>(short_year(*y)) : std::nullopt;
    }
  }
  return std::nullopt;
}

Period Resolver::date(const Mention& m, int month, int day) {
  if (month > 12 && day <= 12) std::swap(month, day);
  if (month < 1 || month > 12) return unplaced("", "day");
  if (auto y = year_of(m)) {
    const Date d{*y, month, day};
    return valid(d) ? day_period(d) : unplaced("", "day");
  }
  const auto from = base();
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "XXXX-%02d-%02d", month, day);
  if (!from) return unplaced(buffer, "day");
  Date best{from->year, month, day};
  if (narrative_ && context_.date()) {
    if (!context_.only_year() && month < from->month - kNewYear) ++best.year;
  } else {
    for (const int y : {from->year - 1, from->year + 1}) {
      const Date d{y, month, day};
      if (valid(d) && (!valid(best) || std::abs(to_days(d) - to_days(*from)) < std::abs(to_days(best) - to_days(*from)))) best = d;
    }
    const int shift = number(m, TimeAttribute::kShift).value_or(0);
    if ((shift > 0 || looks_ahead(m)) && best < *from) best.year += 1;
    if (shift < 0 && best >= *from) best.year -= 1;
  }
  for (int tries = 0; tries < 4 && !valid(best); ++tries) ++best.year;  // 29 February
  if (!valid(best)) return unplaced(buffer, "day");
  return anchored(day_period(best), base_name());
}

/// "the 22nd": of the context's month, else the nearest one.
Period Resolver::day_of_month(const Mention& m, int day) const {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "XXXX-XX-%02d", day);
  const bool near = context_near(m) && context_.names_month();
  const auto from = near ? context_.date() : base();
  if (!from || day < 1 || day > 31) return unplaced(buffer, "day");
  Date best{from->year, from->month, day};
  if (const auto shift = number(m, TimeAttribute::kShift); shift && text(m, TimeAttribute::kUnit) == "M") {
    const Date moved_to = add_months({from->year, from->month, 1}, *shift);
    best = {moved_to.year, moved_to.month, day};
  } else if (!near && !narrative_) {
    if (to_days(best) - to_days(*from) > 15 && !looks_ahead(m))
      best = {add_months({best.year, best.month, 1}, -1).year, (best.month + 10) % 12 + 1, day};
    if (best < *from && looks_ahead(m)) best = {add_months({best.year, best.month, 1}, 1).year, best.month % 12 + 1, day};
  }
  if (!valid(best)) return unplaced(buffer, "day");
  return anchored(day_period(best), near ? "previous" : base_name());
}

Period Resolver::bare_month(const Mention& m, int month) {
  if (auto y = year_of(m)) return month_period(*y, month);
  const auto from = base();
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "XXXX-%02d", month);
  if (!from) return unplaced(buffer, "month");
  int y = from->year;
  if (narrative_ && context_.date()) {
    if (!context_.only_year() && month < from->month - kNewYear) ++y;
  } else {
    const int distance = month - from->month, shift = number(m, TimeAttribute::kShift).value_or(0);
    if (distance > 6) --y;
    if (distance < -6) ++y;
    const bool before = y < from->year || (y == from->year && month < from->month);
    if (shift > 0 ? before || (y == from->year && month == from->month) : shift == 0 && before && looks_ahead(m)) ++y;
    if (shift < 0 && !before) --y;
  }
  return anchored(month_period(y, month), base_name());
}

/// "this year", "last month", "the next day": the last of these counts from the context where there is one.
Period Resolver::unit(const Mention& m, std::string_view u, int shift) const {
  const bool previous = text(m, TimeAttribute::kAnchor) == "previous" && context_near(m) && shift != 0;
  const auto from = previous ? context_.date() : base();
  if (!from) return unplaced(u == "Y" ? "XXXX" : u == "M" ? "XXXX-XX" : u == "D" ? "XXXX-XX-XX" : u == "W" ? "XXXX-WXX" : "", "year");
  const std::string_view anchor = previous ? "previous" : base_name();
  if (u == "D") return anchored(day_period(add_days(*from, shift)), anchor);
  if (u == "WE" && shift == 0 && text(m, TimeAttribute::kAnchor) == "last" && weekday(*from) <= 4 && !looks_ahead(m))
    return anchored(week_period(add_days(*from, -7), true), anchor);  // "the weekend", said on a Monday
  if (u == "W" || u == "WE" || u == "FN") return anchored(week_period(add_days(*from, 7L * shift), u == "WE"), anchor);
  const Date first{from->year, from->month, 1};
  if (u == "M") return anchored(month_period(add_months(first, shift).year, add_months(first, shift).month), anchor);
  if (u == "Q") return anchored(quarter_period(add_months(first, 3 * shift).year, (add_months(first, 3 * shift).month + 2) / 3), anchor);
  if (u == "Y") return anchored(year_period(from->year + shift), anchor);
  if (u == "DE") {
    Period p = decade_period(from->year + 10 * shift);
    if (from->year > 0) p.value += "X";
    return anchored(std::move(p), anchor);
  }
  if (u == "CE" && from->year > 0) {
    const int c = from->year / 100 + shift;
    return anchored(span_period({c * 100 + 1, 1, 1}, {c * 100 + 100, 12, 31}, std::to_string(c) + "XX", "century"), anchor);
  }
  return unplaced("", "year");
}

/// "that day", "the same year": the context's.
Period Resolver::same(const Mention& m, std::string_view u) const {
  const auto& at = context_.date();
  if (u == "D") return at && context_.names_day() ? anchored(day_period(*at), "previous") : unplaced("XXXX-XX-XX", "day");
  if (u == "M")
    return at && context_.names_month() ? anchored(month_period(at->year, at->month), "previous") : unplaced("XXXX-XX", "month");
  if (u == "Y") return at ? anchored(year_period(at->year), "previous") : unplaced("XXXX", "year");
  const bool week = u == "W" || u == "WE";
  if (week)
    return at && context_.names_day() ? anchored(week_period(*at, u == "WE"), "previous")
                                      : unplaced(u == "W" ? "XXXX-WXX" : "XXXX-WXX-WE", "week");
  if (u == "DE") return at ? anchored(decade_period(at->year), "previous") : unplaced("", "decade");
  if (!at || !context_near(m)) return unplaced("PAST_REF", "vague");  // at that time
  return same(m, context_.names_day() ? "D" : context_.names_month() ? "M" : "Y");
}

Period Resolver::weekday_of(const Mention& m) const {
  const int wd = number(m, TimeAttribute::kWd).value_or(1);
  constexpr int kUnshifted = 9;
  int shift = number(m, TimeAttribute::kShift).value_or(kUnshifted);
  const bool by_week = text(m, TimeAttribute::kUnit) == "W";  // Tuesday of next week
  const auto from = narrative_ && context_.names_day() ? context_.date() : reference_;
  if (!from) return unplaced("XXXX-WXX-" + std::to_string(wd), "day");
  const int today = weekday(*from);
  int distance = wd - today;
  if (by_week) {
    distance += 7 * shift;
  } else if (shift == kUnshifted) {
    distance = distance > 0 ? distance - 7 : distance;  // the last such day, today included
    if (looks_ahead(m) && distance < 0) distance += 7;
  } else if (shift > 0) {
    distance = distance <= 0 ? distance + 7 : distance;
  } else if (shift < 0) {
    distance = distance >= 0 ? distance - 7 : distance;
  }
  return anchored(day_period(add_days(*from, distance)), base_name());
}

Period Resolver::season(const Mention& m) const {
  const std::string_view s = text(m, TimeAttribute::kSeason);
  const int first = s == "SU" ? 6 : s == "FA" ? 9 : s == "WI" ? 12 : 3;
  if (const auto y = number(m, TimeAttribute::kY)) return season_period(text(m, TimeAttribute::kEra) == "BC" ? -*y : short_year(*y), s);
  if (given_year_) return season_period(*given_year_, s);
  const auto from = base();
  if (!from) return unplaced("XXXX-" + std::string(s), "season");
  const auto shift = number(m, TimeAttribute::kShift);
  int y = from->year;
  if (text(m, TimeAttribute::kUnit) == "Y") {
    y += shift.value_or(0);
  } else if (shift.value_or(0) > 0) {
    y += from->month >= first ? 1 : 0;
  } else if (shift.value_or(0) < 0) {
    y -= from->month <= first + 2 ? 1 : 0;
  } else if (!shift && !narrative_ && first > from->month + 1 && !looks_ahead(m)) {
    --y;  // what is told lies behind
  } else if (narrative_ && s == "WI" && !context_.only_year() && from->month < 4) {
    --y;
  }
  return anchored(season_period(y, s), base_name());
}

}  // namespace milepost::link
