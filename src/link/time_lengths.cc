// Lengths of time, and times that lie a length away: "18 months", "the next five years", "two weeks ago", "three days after May 5".
#include <cmath>

#include "link/time_resolver.h"

namespace milepost::link {

namespace {

constexpr int kFarthest = 2000;  ///< units: what lies further away gets no dates

bool of_clock(std::string_view unit) { return unit.empty() || unit[0] == 'T'; }

/// What is one year away is a year, what is three days away a day.
Period around(const Date& d, std::string_view unit) {
  if (unit == "Y" || unit == "DE" || unit == "CE" || unit == "ML") return year_period(d.year);
  if (unit == "M" || unit == "Q" || unit == "H") return month_period(d.year, d.month);
  return day_period(d);
}

}  // namespace

Period Resolver::duration(const Mention& m) const {
  const Value n = chart_.get(m, words_.attributes[static_cast<std::size_t>(TimeAttribute::kN)]);
  const std::optional<double> count = n.kind == Value::Kind::kNumber ? std::optional<double>(n.number) : std::nullopt;
  std::string value = length(count, text(m, TimeAttribute::kUnit));
  if (const std::string_view second = text(m, TimeAttribute::kUnit2); !second.empty()) {  // one week and three days
    const std::string rest = length(number(m, TimeAttribute::kN2).value_or(1), second);
    const bool clock = value.find('T') != std::string::npos;
    value += clock && rest.starts_with("PT") ? rest.substr(2) : rest.substr(1);
  }
  return unplaced(std::move(value), "duration");
}

Period Resolver::next(const Mention& m) const {
  Period p = duration(m);
  const int sign = number(m, TimeAttribute::kSign).value_or(1);
  const auto from = base();
  const auto n = number(m, TimeAttribute::kN);
  const std::string_view unit = text(m, TimeAttribute::kUnit);
  if (!from || !n || *n > kFarthest || of_clock(unit)) return p;
  const Date other = moved(*from, unit, sign * *n);
  p.start = sign > 0 ? *from : other;
  p.end = sign > 0 ? other : *from;
  p.edtf = print(*p.start) + "/" + print(*p.end);
  p.anchor = base_name();
  return p;
}

Period Resolver::ago(const Mention& m) const {
  const std::string_view u = text(m, TimeAttribute::kUnit);
  const int n = number(m, TimeAttribute::kN).value_or(1), sign = number(m, TimeAttribute::kSign).value_or(-1);
  const bool previous = text(m, TimeAttribute::kAnchor) == "previous";
  const auto from = previous && context_.date() ? context_.date() : narrative_ ? base() : reference_;
  if (n == 0) return unplaced(sign < 0 ? "PAST_REF" : "FUTURE_REF", "vague");
  if (!from || n > kFarthest || of_clock(u)) return unplaced(length(n, u), "duration");
  Date d = moved(*from, u, sign * n);
  if (const std::string_view second = text(m, TimeAttribute::kUnit2); !second.empty()) {
    d = moved(d, second, sign * number(m, TimeAttribute::kN2).value_or(1));
    return anchored(around(d, second), previous ? "previous" : "document");
  }
  return anchored(around(d, u), previous ? "previous" : "document");
}

/// "two days before yesterday", "three weeks from tomorrow"; with `part` WITHIN the stretch up to there.
Period Resolver::offset(const Mention& m) {
  const Mention* of = inner(m);
  const std::string_view u = text(m, TimeAttribute::kUnit);
  const int n = number(m, TimeAttribute::kN).value_or(1), sign = number(m, TimeAttribute::kSign).value_or(1);
  const Period from = of == nullptr ? Period{} : core(*of);
  if (!from.start || n > kFarthest || of_clock(u)) return duration(m);
  const Date base = sign < 0 ? *from.start : *from.end, d = moved(base, u, sign * n);
  if (text(m, TimeAttribute::kPart) != "SPAN") return anchored(from.granularity == "day" ? day_period(d) : around(d, u), from.anchor);
  Period p = span_period(*from.start, moved(*from.start, u, n), length(n, u), "duration");  // a week starting tomorrow
  p.anchor = from.anchor;
  return p;
}

/// "in three weeks" where the clause looks ahead: the day, month or year that lies so far off; else a length.
Period Resolver::in_future(const Mention& m) const {
  const std::string_view u = text(m, TimeAttribute::kUnit);
  const auto n = number(m, TimeAttribute::kN);
  if (!reference_ || !n || *n > kFarthest || of_clock(u) || !looks_ahead(m)) return duration(m);
  Period p = duration(m);
  const Period there = around(moved(*reference_, u, *n), u);
  p.start = there.start, p.end = there.end, p.edtf = there.edtf;
  p.anchor = "document";
  return p;
}

/// "the rest of the year", "the year to date".
Period Resolver::rest(const Mention& m) const {
  Period p = unit(m, text(m, TimeAttribute::kUnit), 0);
  if (!p.start || !reference_) return p;
  const bool until_now = text(m, TimeAttribute::kPart) == "START";
  if (until_now)
    p.end = reference_;
  else
    p.start = base();
  if (!p.start || *p.end < *p.start) return p;
  p.edtf = print(*p.start) + "/" + print(*p.end);
  return p;
}

}  // namespace milepost::link
