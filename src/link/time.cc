// Times: from the parts that rules found to TIMEX3 values, first and last days, EDTF and roles, anchored on the document's date by the
// measured rules: a month-day without a year is the nearest one; a bare month the nearest, later in a clause that looks ahead; a weekday
// the last one. Narratives of the past (most years written lie well before the document's) anchor on the time before instead. One pass over
// the mentions.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "link/calendar.h"
#include "link/link.h"

namespace milepost::link {

namespace {

/// A resolved period: TIMEX3 value, first and last day, and how fine it is.
struct Period {
  std::string value, mod, edtf;
  std::optional<Date> start, end;
  std::string_view granularity;
  std::string_view anchor = "explicit";
  bool known = false;  ///< the year is known
};

class Resolver {
 public:
  Resolver(const Text& text, const rules::Program& program, std::string_view reference, Chart& chart)
      : text_(text), p_(program), chart_(chart), reference_(parse_date(reference)) {
    names_ = {p_.attribute("kind"),  p_.attribute("y"),       p_.attribute("m"),    p_.attribute("d"),      p_.attribute("wd"),
              p_.attribute("q"),     p_.attribute("season"),  p_.attribute("unit"), p_.attribute("n"),      p_.attribute("shift"),
              p_.attribute("y2"),    p_.attribute("m2"),      p_.attribute("d2"),   p_.attribute("era"),    p_.attribute("part"),
              p_.attribute("value"), p_.attribute("century"), p_.attribute("sign"), p_.attribute("anchor"), p_.attribute("h"),
              p_.attribute("of"),    p_.attribute("to"),      p_.attribute("n2"),   p_.attribute("quant"),  p_.attribute("bound")};
    find_narrative();
  }

  Period resolve(const Mention& m);
  void role(const Mention& m, const Mention* prep, const Period& p, Time& t);
  void remember(const Period& p) {
    if (p.known && p.start) previous_ = p.start, previous_value_ = p.value;
  }

 private:
  enum Name : std::uint8_t {
    kKind,
    kY,
    kM,
    kD,
    kWd,
    kQ,
    kSeason,
    kUnit,
    kN,
    kShift,
    kY2,
    kM2,
    kD2,
    kEra,
    kPart,
    kValue,
    kCentury,
    kSign,
    kAnchor,
    kH,
    kOf,
    kTo,
    kN2,
    kQuant,
    kBound
  };

  std::string_view text(const Mention& m, Name n) const {
    const Value v = chart_.get(m, names_[n]);
    return v.kind == Value::Kind::kText ? v.text : std::string_view{};
  }
  std::optional<int> number(const Mention& m, Name n) const {
    const Value v = chart_.get(m, names_[n]);
    return v.kind == Value::Kind::kNumber && std::abs(v.number) < 1e7 ? std::optional<int>(static_cast<int>(v.number)) : std::nullopt;
  }
  const Mention* inner(const Mention& m, Name n) const {
    const Value v = chart_.get(m, names_[n]);
    return v.kind == Value::Kind::kMention ? &chart_.mentions[v.index] : nullptr;
  }

  void find_narrative() {
    if (!reference_) return;
    const TypeId core = p_.type("TimeCore");
    int past = 0, near = 0;
    for (const Mention& m : chart_.mentions) {
      if (m.type != core) continue;
      const auto y = number(m, kY);
      if (!y || *y < 100) continue;
      (*y < reference_->year - 3 ? past : near) += 1;
    }
    narrative_ = past >= 5 && past > 4 * near;
  }

  std::optional<Date> base() const { return narrative_ && previous_ ? previous_ : reference_; }
  static int century_year(int y, int like) { return y >= 100 ? y : like / 100 * 100 + y; }
  int short_year(int y) const { return y >= 100 ? y : y <= (reference_ ? reference_->year % 100 + 30 : 50) ? 2000 + y : 1900 + y; }

  static Period day(const Date& d) { return {print(d), "", print(d), d, d, "day", "explicit", true}; }
  static Period month(int y, int m) {
    return {print_month(y, m), "", print_month(y, m), Date{y, m, 1}, month_end(y, m), "month", "explicit", true};
  }
  static Period year(int y) { return {print_year(y), "", print_year(y), Date{y, 1, 1}, Date{y, 12, 31}, "year", "explicit", true}; }
  static Period quarter(int y, int q) {
    return {print_year(y) + "-Q" + std::to_string(q),
            "",
            print_year(y) + "-" + std::to_string(32 + q),
            Date{y, q * 3 - 2, 1},
            month_end(y, q * 3),
            "quarter",
            "explicit",
            true};
  }
  static Period half(int y, int h) {
    return {print_year(y) + "-H" + std::to_string(h),
            "",
            print_year(y) + "-" + std::to_string(39 + h),
            Date{y, h * 6 - 5, 1},
            month_end(y, h * 6),
            "half",
            "explicit",
            true};
  }
  static Period decade(int y) {
    const int b = y / 10 * 10;
    return {
        print_year(b).substr(0, 3), "", print_year(b).substr(0, 3) + "X", Date{b, 1, 1}, Date{b + 9, 12, 31}, "decade", "explicit", true};
  }
  static Period span(const Date& a, const Date& b, std::string value, std::string_view granularity) {
    return {std::move(value), "", print(a) + "/" + print(b), a, b, granularity, "explicit", true};
  }

  Period unknown(std::string value, std::string_view granularity) const {
    return {std::move(value), "", "", {}, {}, granularity, "", false};
  }
  Period core(const Mention& m);
  std::optional<int> year_of(const Mention& m) const;
  Period date(const Mention& m, int month_number, int day_number);
  Period bare_month(const Mention& m, int month_number);
  Period unit(const Mention& m, std::string_view u, int shift);
  Period weekday_of(const Mention& m);
  Period season(const Mention& m);
  Period fiscal(const Mention& m);
  Period months(const Mention& m);
  Period part(Period p, std::string_view which);
  Period duration(const Mention& m);
  Period next(const Mention& m);
  Period ago(const Mention& m);
  bool looks_ahead(const Mention& m) const;
  static std::string length(std::optional<double> n, std::string_view unit);
  static Date move(const Date& d, std::string_view unit, int n);

  const Text& text_;
  const rules::Program& p_;
  Chart& chart_;
  std::optional<Date> reference_, previous_;
  std::string previous_value_;
  std::array<AttributeId, 25> names_{};
  bool narrative_ = false;
};

std::string Resolver::length(std::optional<double> n, std::string_view u) {
  std::string count = "X";
  if (n) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%g", *n);
    count = buffer;
  }
  const auto times = [&](int k, const char* letter) {
    if (!n) return std::string("PX") + letter;
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%g", *n * k);
    return "P" + std::string(buffer) + letter;
  };
  if (u == "TH") return "PT" + count + "H";
  if (u == "TM") return "PT" + count + "M";
  if (u == "TS") return "PT" + count + "S";
  if (u == "DE") return times(10, "Y");
  if (u == "CE") return times(100, "Y");
  if (u == "ML") return times(1000, "Y");
  if (u == "FN") return times(2, "W");
  if (u == "H") return times(6, "M");
  if (u == "WE") return "P" + count + "WE";
  return "P" + count + std::string(u);
}

Date Resolver::move(const Date& d, std::string_view u, int n) {
  if (u == "D") return add_days(d, n);
  if (u == "W") return add_days(d, 7L * n);
  if (u == "FN") return add_days(d, 14L * n);
  if (u == "M") return add_months(d, n);
  if (u == "Q") return add_months(d, 3 * n);
  if (u == "H") return add_months(d, 6 * n);
  if (u == "Y") return add_months(d, 12 * n);
  if (u == "DE") return add_months(d, 120 * n);
  if (u == "CE") return add_months(d, 1200 * n);
  return d;
}

/// Whether a preposition of deadline or opening stands before the mention: what comes is in the future.
bool Resolver::looks_ahead(const Mention& m) const {
  const TypeId prep = p_.type("TimePrep");
  const AttributeId role = p_.attribute("role");
  for (std::uint32_t i = m.first; i-- > 0 && i + 4 > m.first;)
    for (MentionId k = chart_.starts[i]; k != kNone; k = chart_.mentions[k].next) {
      const Mention& x = chart_.mentions[k];
      if (x.type == prep && x.last == m.last && chart_.get(x, role).text == "deadline") return true;
    }
  return false;
}

/// The year written with a date, or with the one it is joined to by one token: "May 3 and June 5, 2024".
std::optional<int> Resolver::year_of(const Mention& m) const {
  if (auto y = number(m, kY)) return y;
  const TypeId type = m.type;
  if (m.last + 1 >= chart_.starts.size() || text_.sentence_of[m.last] != text_.sentence_of[m.first]) return std::nullopt;
  for (MentionId k = chart_.starts[m.last + 1]; k != kNone; k = chart_.mentions[k].next) {
    const Mention& x = chart_.mentions[k];
    const std::string_view kind = text(x, kKind);
    if (x.type == type && (kind == "date" || kind == "month" || kind == "quarter")) return number(x, kY);
  }
  return std::nullopt;
}

Period Resolver::date(const Mention& m, int month_number, int day_number) {
  if (month_number < 1 || month_number > 12) return unknown("", "day");
  if (auto y = year_of(m)) {
    const Date d{short_year(*y), month_number, day_number};
    return valid(d) ? day(d) : unknown("", "day");
  }
  const auto from = base();
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "XXXX-%02d-%02d", month_number, day_number);
  if (!from) return unknown(buffer, "day");
  Date best{from->year, month_number, day_number};
  if (!narrative_) {
    for (const int y : {from->year - 1, from->year + 1}) {
      const Date d{y, month_number, day_number};
      if (valid(d) && (!valid(best) || std::abs(to_days(d) - to_days(*from)) < std::abs(to_days(best) - to_days(*from)))) best = d;
    }
    if (looks_ahead(m) && best < *from) best.year += 1;
  }
  if (!valid(best)) return unknown(buffer, "day");
  Period p = day(best);
  p.anchor = narrative_ ? "previous" : "document";
  return p;
}

Period Resolver::bare_month(const Mention& m, int month_number) {
  if (auto y = year_of(m)) return month(short_year(*y), month_number);
  const auto from = base();
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "XXXX-%02d", month_number);
  if (!from) return unknown(buffer, "month");
  int y = from->year;
  if (!narrative_) {
    const int distance = month_number - from->month;
    if (distance > 6) --y;
    if (distance < -6) ++y;
    if (looks_ahead(m) && (y < from->year || (y == from->year && month_number < from->month))) ++y;
  }
  Period p = month(y, month_number);
  p.anchor = narrative_ ? "previous" : "document";
  return p;
}

Period Resolver::unit(const Mention&, std::string_view u, int shift) {
  const auto from = base();
  if (!from) return unknown(u == "Y" ? "XXXX" : u == "M" ? "XXXX-XX" : u == "D" ? "XXXX-XX-XX" : u == "W" ? "XXXX-WXX" : "", "year");
  Period p;
  if (u == "D")
    p = day(add_days(*from, shift));
  else if (u == "W" || u == "WE" || u == "FN") {
    const Date monday = add_days(*from, 1 - weekday(*from) + 7L * shift);
    const Week w = iso_week(monday);
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%04d-W%02d%s", w.year, w.week, u == "WE" ? "-WE" : "");
    p = span(u == "WE" ? add_days(monday, 5) : monday, add_days(monday, 6), buffer, "week");
  } else if (u == "M") {
    const Date d = add_months({from->year, from->month, 1}, shift);
    p = month(d.year, d.month);
  } else if (u == "Q") {
    const Date d = add_months({from->year, from->month, 1}, 3 * shift);
    p = quarter(d.year, (d.month + 2) / 3);
  } else if (u == "Y")
    p = year(from->year + shift);
  else if (u == "DE") {
    p = decade(from->year + 10 * shift);
    p.value += "X";
  } else if (u == "CE") {
    const int c = from->year / 100 + shift;
    p = span({c * 100 + 1, 1, 1}, {c * 100 + 100, 12, 31}, std::to_string(c) + "XX", "century");
  } else
    return unknown("", "year");
  p.anchor = narrative_ ? "previous" : "document";
  return p;
}

Period Resolver::weekday_of(const Mention& m) {
  const int wd = number(m, kWd).value_or(1), shift = number(m, kShift).value_or(9);
  if (!reference_) return unknown("XXXX-WXX-" + std::to_string(wd), "day");
  const int today = weekday(*reference_);
  int distance = wd - today;
  if (shift == 9)
    distance = distance > 0 ? distance - 7 : distance;  // the last such day, today included
  else if (shift == 1)
    distance = distance <= 0 ? distance + 7 : distance;
  else if (shift == -1)
    distance = distance >= 0 ? distance - 7 : distance;
  if (shift == 9 && looks_ahead(m) && distance < 0) distance += 7;
  Period p = day(add_days(*reference_, distance));
  p.anchor = "document";
  return p;
}

Period Resolver::season(const Mention& m) {
  const std::string_view s = text(m, kSeason);
  static constexpr std::pair<std::string_view, int> kFirst[] = {{"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}};
  int first = 3, code = 21;
  for (int i = 0; i < 4; ++i)
    if (kFirst[i].first == s) first = kFirst[i].second, code = 21 + i;
  auto y = number(m, kY);
  const auto from = base();
  std::string_view anchor = "explicit";
  if (!y) {
    if (!from) return unknown("XXXX-" + std::string(s), "season");
    const int shift = number(m, kShift).value_or(0);
    y = from->year;
    if (shift == 1 && from->month >= first) ++*y;
    if (shift == -1 && from->month <= first + 2) --*y;
    if (shift == 0 && !narrative_ && first - from->month > 6) --*y;
    anchor = "document";
  }
  const Date start{*y, first, 1};
  const Date last = add_months(start, 2);
  Period p = span(start, month_end(last.year, last.month), print_year(*y) + "-" + std::string(s), "season");
  p.edtf = print_year(*y) + "-" + std::to_string(code);
  p.anchor = anchor;
  return p;
}

Period Resolver::fiscal(const Mention& m) {
  int y = number(m, kY).value_or(0);
  y = short_year(y);
  if (auto y2 = number(m, kY2)) y = century_year(*y2, y) < y ? y + 1 : century_year(*y2, y);
  Period p = unknown("FY" + print_year(y), "year");
  p.end = Date{y, 12, 31};
  p.known = true;
  p.anchor = "explicit";
  return p;
}

Period Resolver::months(const Mention& m) {
  const int a = number(m, kM).value_or(1), b = number(m, kM2).value_or(12);
  auto y = number(m, kY);
  Period p;
  if (!y && !base()) return unknown("P" + std::to_string((b - a + 12) % 12 + 1) + "M", "month");
  std::string_view anchor = "explicit";
  if (!y) {
    y = base()->year;
    if (!narrative_ && a - base()->month > 6) --*y;
    anchor = "document";
  }
  const Date start{b < a ? *y - 1 : *y, a, 1};
  const int n = (b - a + 12) % 12 + 1;
  if (n == 3 && a % 3 == 1)
    p = quarter(*y, (a + 2) / 3);
  else
    p = span(start, month_end(*y, b), "P" + std::to_string(n) + "M", "month");
  p.edtf = print_month(start.year, a) + "/" + print_month(*y, b);
  p.anchor = anchor;
  return p;
}

Period Resolver::core(const Mention& m) {
  const std::string_view kind = text(m, kKind);
  const auto y = number(m, kY);
  const auto from = base();
  if (kind == "date") return number(m, kM) ? date(m, *number(m, kM), number(m, kD).value_or(1)) : unknown("", "day");
  if (kind == "dotted") {
    int d = 0, mo = 0, yr = 0;
    if (std::sscanf(std::string(text(m, kValue)).c_str(), "%d.%d.%d", &d, &mo, &yr) != 3) return unknown("", "day");
    if (mo > 12) std::swap(d, mo);
    return valid({yr, mo, d}) ? day({yr, mo, d}) : unknown("", "day");
  }
  if (kind == "slashed") {
    int mo = number(m, kM).value_or(1), d = number(m, kD).value_or(1);
    if (mo > 12) std::swap(mo, d);
    const Date whole{short_year(y.value_or(0)), mo, d};
    return valid(whole) ? day(whole) : unknown("", "day");
  }
  if (kind == "month") return bare_month(m, number(m, kM).value_or(1));
  if (kind == "year") {
    if (text(m, kEra) == "BC") {
      char buffer[16];
      std::snprintf(buffer, sizeof buffer, "BC%04d", y.value_or(0));
      return unknown(buffer, "year");
    }
    return year(*y);
  }
  if (kind == "quarter" || kind == "half") {
    const int q = number(m, kQ).value_or(1);
    int which = y ? short_year(*y) : from ? from->year + number(m, kShift).value_or(0) : 0;
    const bool half_year = kind == "half";
    if (!y && !from) return unknown((half_year ? "XXXX-H" : "XXXX-Q") + std::to_string(q), kind);
    if (!y && !number(m, kShift) && !half_year && !narrative_ && !looks_ahead(m) && q * 3 - 2 > from->month) --which;
    Period p = half_year ? half(which, q == 4 ? 2 : q) : quarter(which, q);
    if (!y) p.anchor = "document";
    return p;
  }
  if (kind == "season") return season(m);
  if (kind == "decade") return decade(*y >= 100 ? *y : 1900 + *y + (*y <= 20 ? 100 : 0));
  if (kind == "century") {
    const int c = number(m, kCentury).value_or(1) - 1;
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, text(m, kEra) == "BC" ? "BC%02d" : "%02d", c);
    return span({c * 100 + 1, 1, 1}, {c * 100 + 100, 12, 31}, buffer, "century");
  }
  if (kind == "fiscal") return fiscal(m);
  if (kind == "years") {
    const int a = *y, b = century_year(number(m, kY2).value_or(0), a);
    if (b == a + 1 && number(m, kY2).value_or(0) < 100) return span({a, 1, 1}, {b, 12, 31}, "FY" + print_year(b), "year");
    if (b <= a) return unknown("", "year");
    Period p = span({a, 1, 1}, {b, 12, 31}, "P" + std::to_string(b - a + 1) + "Y", "year");
    p.edtf = print_year(a) + "/" + print_year(b);
    return p;
  }
  if (kind == "months") return months(m);
  if (kind == "days") {
    Period a = date(m, number(m, kM).value_or(1), number(m, kD).value_or(1));
    if (!a.start) return a;
    const Date end{a.start->year, a.start->month, number(m, kD2).value_or(a.start->day)};
    if (!valid(end) || end < *a.start) return a;
    return span(*a.start, end, "P" + std::to_string(to_days(end) - to_days(*a.start) + 1) + "D", "day");
  }
  if (kind == "first_months") {
    const int n = number(m, kN).value_or(1);
    const bool weeks = text(m, kUnit).starts_with("w"), quarters = text(m, kUnit).starts_with("q");
    const std::string value = "P" + std::to_string(n) + (weeks ? "W" : quarters ? "Q" : "M");
    if (!y && !from) return unknown(value, "month");
    const int which = y ? *y : from->year + number(m, kShift).value_or(0);
    const int k = quarters ? 3 * n : n;
    if (k < 1 || k > 12 || weeks) return unknown(value, "month");
    const bool first = text(m, kPart) == "first";
    return first ? span({which, 1, 1}, month_end(which, k), value, "month") : span({which, 13 - k, 1}, {which, 12, 31}, value, "month");
  }
  if (kind == "day") {
    Period p = reference_ ? day(add_days(*reference_, number(m, kShift).value_or(0))) : unknown("XXXX-XX-XX", "day");
    p.anchor = "document";
    if (!text(m, kPart).empty()) p.value += "T" + std::string(text(m, kPart));
    return p;
  }
  if (kind == "weekday") {
    Period p = weekday_of(m);
    if (!text(m, kPart).empty()) p.value += "T" + std::string(text(m, kPart));
    return p;
  }
  if (kind == "unit") return unit(m, text(m, kUnit), number(m, kShift).value_or(0));
  if (kind == "mid_century") {
    const int c = from ? from->year / 100 : 20;
    Period p = unknown(std::to_string(c) + "XX", "century");
    p.mod = "MID";
    p.edtf = std::to_string(c) + "50~";
    p.end = Date{c * 100 + 50, 12, 31};
    p.known = true;
    return p;
  }
  if (kind == "clock") {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d", number(m, kH).value_or(0), number(m, kN).value_or(0));
    Period p = unknown((reference_ ? print(*reference_) : std::string("XXXX-XX-XX")) + buffer, "minute");
    return p;
  }
  return unknown("", "day");
}

Period Resolver::part(Period p, std::string_view which) {
  p.mod = which;
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
  if (which == "END")
    p.edtf = "../" + print(*p.end);
  else
    p.edtf = print(*p.start) + "/" + print(*p.end);
  return p;
}

Period Resolver::duration(const Mention& m) {
  const Value n = chart_.get(m, names_[kN]);
  const std::optional<double> count = n.kind == Value::Kind::kNumber ? std::optional<double>(n.number) : std::nullopt;
  return unknown(length(count, text(m, kUnit)), "duration");
}

Period Resolver::next(const Mention& m) {
  Period p = duration(m);
  const int sign = number(m, kSign).value_or(1);
  const auto from = base();
  if (!from || !number(m, kN) || *number(m, kN) > 2000) return p;
  const Date other = move(*from, text(m, kUnit), sign * *number(m, kN));
  p.start = sign > 0 ? *from : other;
  p.end = sign > 0 ? other : *from;
  p.edtf = print(*p.start) + "/" + print(*p.end);
  p.anchor = "document";
  p.known = false;
  return p;
}

Period Resolver::ago(const Mention& m) {
  const std::string_view u = text(m, kUnit);
  const int n = number(m, kN).value_or(1), sign = number(m, kSign).value_or(-1);
  const bool previous = text(m, kAnchor) == "previous";
  const auto from = previous && previous_ ? previous_ : reference_;
  if (!from || n > 2000 || n == 0 || u.empty() || u[0] == 'T')
    return n == 0 ? unknown(sign < 0 ? "PAST_REF" : "FUTURE_REF", "vague") : unknown(length(n, u), "duration");
  const Date d = move(*from, u, sign * n);
  Period p = u == "Y" || u == "DE" || u == "CE" ? year(d.year) : u == "M" || u == "Q" || u == "H" ? month(d.year, d.month) : day(d);
  p.anchor = previous ? "previous" : "document";
  return p;
}

Period Resolver::resolve(const Mention& m) {
  const std::string_view kind = text(m, kKind);
  const Mention* of = inner(m, kOf);
  if (of != nullptr) {
    Period p = core(*of);
    if (text(m, kPart).empty()) return p;
    if (p.granularity == "decade" && p.value.size() == 3) p.value += "X";
    return part(std::move(p), text(m, kPart));
  }
  if (kind == "unit") return part(unit(m, text(m, kUnit), number(m, kShift).value_or(0)), text(m, kPart));
  if (kind == "duration") return duration(m);
  if (kind == "next" || kind == "recent") return next(m);
  if (kind == "ago") return ago(m);
  if (kind == "set") return unknown(std::string(text(m, kValue)), "set");
  if (kind == "every") return unknown(length(chart_.get(m, names_[kN]).number, text(m, kUnit)), "set");
  if (kind == "every_weekday") return unknown("XXXX-WXX-" + std::to_string(number(m, kN).value_or(1)), "set");
  if (kind == "vague") return unknown(std::string(text(m, kValue)), "vague");
  return unknown("", "period");
}

void Resolver::role(const Mention& m, const Mention* prep, const Period& p, Time& t) {
  const std::string_view cue = prep == nullptr ? std::string_view{} : chart_.get(*prep, p_.attribute("role")).text;
  if (prep != nullptr) t.preposition = chart_.get(*prep, p_.attribute("prep")).text;
  if (p.granularity == "set")
    t.role = TimeRole::kSet;
  else if (p.granularity == "vague")
    t.role = TimeRole::kVague;
  else if (cue == "baseline")
    t.role = TimeRole::kBaseline;
  else if (p.granularity == "duration" && !p.end)
    t.role = cue == "within" ? TimeRole::kDeadline : TimeRole::kDuration;
  else if (cue == "deadline")
    t.role = TimeRole::kDeadline, t.start.clear();
  else if (cue == "start")
    t.role = TimeRole::kPeriod, t.end.clear();
  else if (p.start && p.end && *p.start != *p.end)
    t.role = TimeRole::kPeriod;
  else
    t.role = TimeRole::kEvent;
  if (t.role == TimeRole::kDeadline && p.granularity == "duration" && reference_ && number(m, kN)) {
    const int n = number(m, kN2).value_or(*number(m, kN));
    if (n < 2000) t.end = print(move(*reference_, text(m, kUnit), n));
    t.anchor = "document";
  }
  t.quantifier = text(m, kQuant);
  if (t.role == TimeRole::kDeadline && !t.end.empty()) t.edtf = "../" + t.end;
  if (cue == "start" && !t.start.empty()) t.edtf = t.start + "/..";
}

}  // namespace

namespace {

constexpr std::uint32_t kOpening = 30;  ///< tokens of the body's begin in which a date may be the document's own

/// A full date that stands by itself in the opening words ("OSLO, March 7, 2024 –", a line of its own): the day of publication.
bool is_dateline(const Text& text, const Mention& m, const Period& p, std::uint32_t opening) {
  if (p.granularity != "day" || p.anchor != "explicit" || !p.start) return false;
  if (text.header.covers(text.span(m.first, m.last))) return true;
  if (m.first < opening || m.first - opening >= kOpening || m.last >= text.tokens.size()) return false;
  const auto plain = [&](std::uint32_t t) { return text.tokens[t].is(Token::kAlpha) && text.tokens[t].is(Token::kLower); };
  return (m.first == 0 || !plain(m.first - 1)) && !plain(m.last);
}

/// The mention that dates the document, where nothing else does; kNone when there is none.
MentionId find_dateline(const Text& text, const Chart& chart, TypeId time, Resolver& resolver) {
  std::uint32_t opening = 0;
  while (opening < text.tokens.size() && text.tokens[opening].begin < text.document->title_bytes) ++opening;
  for (std::uint32_t t = opening; t < chart.starts.size() && t - opening < kOpening; ++t)
    for (MentionId i = chart.starts[t]; i != kNone; i = chart.mentions[i].next)
      if (chart.mentions[i].type == time && is_dateline(text, chart.mentions[i], resolver.resolve(chart.mentions[i]), opening)) return i;
  return kNone;
}

}  // namespace

void link_times(const Text& text, const rules::Program& program, std::string_view reference, Chart& chart, Arena&, Linked& linked) {
  const TypeId time = program.type("Time"), prep = program.type("TimePrep");
  const AttributeId target = program.attribute("time");
  if (time == 0) return;
  std::vector<MentionId> prep_of(chart.mentions.size(), kNone);
  for (MentionId i = 0; i < chart.mentions.size(); ++i) {
    if (chart.mentions[i].type != prep) continue;
    const Value v = chart.get(chart.mentions[i], target);
    if (v.kind == Value::Kind::kMention) prep_of[v.index] = i;
  }
  MentionId dateline = kNone;
  std::string dated(reference);
  if (reference.empty()) {
    Resolver undated(text, program, reference, chart);
    dateline = find_dateline(text, chart, time, undated);
    if (dateline != kNone) dated = print(*undated.resolve(chart.mentions[dateline]).start);
  }
  Resolver resolver(text, program, dated, chart);
  for (std::uint32_t token = 0; token < chart.starts.size(); ++token) {
    for (MentionId i = chart.starts[token]; i != kNone; i = chart.mentions[i].next) {
      const Mention& m = chart.mentions[i];
      if (m.type != time) continue;
      const Period p = resolver.resolve(m);
      Time t;
      t.mention = i;
      t.span = text.span(m.first, m.last);
      t.sentence = text.sentence_of[m.first];
      t.value = p.value;
      t.mod = p.mod;
      if (p.start) t.start = print(*p.start);
      if (p.end) t.end = print(*p.end);
      t.edtf = p.edtf;
      t.granularity = p.granularity;
      t.anchor = p.anchor;
      resolver.role(m, prep_of[i] == kNone ? nullptr : &chart.mentions[prep_of[i]], p, t);
      if (i == dateline || (text.header.covers(t.span) && t.granularity == "day")) t.role = TimeRole::kPublication;
      resolver.remember(p);
      linked.set(i, static_cast<std::uint32_t>(linked.times.size()));
      linked.times.push_back(std::move(t));
    }
  }
}

}  // namespace milepost::link
