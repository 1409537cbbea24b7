// Units of amounts: codes composed from rows and counted nouns, SI values, and units spread to amounts that leave them out.
#include <algorithm>
#include <cmath>

#include "link/amount.h"

namespace milepost::link {
namespace {

std::string_view joined(Arena& arena, std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view p : parts) out += p;
  return arena.copy(out);
}

/// "housing property" -> "{housing_property}"
std::string_view bracketed(Arena& arena, std::string_view name) {
  std::string out = "{";
  for (const char c : name) out += c == ' ' ? '_' : c;
  out += '}';
  return arena.copy(out);
}

/// Whether a code needs brackets below a slash.
bool composed(std::string_view code) {
  return code.find('/') != std::string_view::npos || (code.find('.') != std::string_view::npos && code[0] != '{');
}

void set_si(Amount& a, double factor, std::string_view unit) {
  if (!(factor > 0) || unit.empty()) return;
  a.q.si_low = a.q.low * factor;
  a.q.si_high = a.q.high * factor;
  a.q.si_unit = unit;
}

/// "per year" right behind the amount.
const Cues::Per* per_at(const QuantityLinking& l, std::uint32_t token) {
  for (const Cues::Per& p : l.cues.pers)
    if (p.first == token) return &p;
  return nullptr;
}

void add_per(QuantityLinking& l, Amount& a, const Cues::Per& per) {
  const Mention& m = l.chart.mentions[per.mention];
  const Value row = l.chart.get(m, l.ids.row), noun = l.chart.get(m, l.ids.noun);
  std::string_view code, name, si;
  double factor = NAN;
  if (row.kind == Value::Kind::kRow) {
    const rules::LexiconTable& units = l.program.lexicons[row.lexicon];
    code = units.cell(row.index, units.column("code"));
    name = units.cell(row.index, units.column("name"));
    si = units.cell(row.index, units.column("si"));
    factor = units.number(row.index, units.column("factor"));
    if (composed(code)) code = joined(l.arena, {"(", code, ")"});
  } else if (noun) {
    std::string buffer;
    name = l.arena.copy(l.words.singular_of(noun.text, buffer));
    code = joined(l.arena, {"{", name, "}"});
  } else {
    return;
  }
  const std::string_view upper = a.q.unit == "1" && !a.q.unit_name.empty() ? joined(l.arena, {"{", a.q.unit_name, "}"}) : a.q.unit;
  a.q.unit = joined(l.arena, {upper, "/", code});
  a.q.unit_name = a.q.unit_name.empty() ? joined(l.arena, {"per ", name}) : joined(l.arena, {a.q.unit_name, " per ", name});
  if (a.q.si_low && factor > 0 && !si.empty()) {
    a.q.si_low = *a.q.si_low / factor;
    a.q.si_high = *a.q.si_high / factor;
    a.q.si_unit = joined(l.arena, {a.q.si_unit, "/", si});
  } else {
    a.q.si_low.reset();
    a.q.si_high.reset();
  }
  a.q.dimension = "rate";
  a.end = per.last;
}

void name_row(QuantityLinking& l, Amount& a) {
  const rules::LexiconTable& u = *a.units;
  a.q.unit = u.cell(a.row, u.column("code"));
  a.q.unit_name = u.cell(a.row, u.column("name"));
  a.q.dimension = a.kind == "money" ? std::string_view("money") : u.cell(a.row, u.column("dimension"));
  if (a.kind != "money") set_si(a, u.number(a.row, u.column("factor")), u.cell(a.row, u.column("si")));
  if (a.q.unit == "t" && !(u.number(a.row, u.column("factor")) > 0)) a.q.flags.push_back("ambiguous_ton");
  (void)l;
}

}  // namespace

void name_unit(QuantityLinking& l, Amount& a) {
  if (a.row != kNone) {
    name_row(l, a);
  } else if (a.kind == "measure") {  // an age without its unit
    a.q.unit = a.unit;
    a.q.dimension = "age";
    if (const rules::LexiconTable* ages = l.program.lexicon("age_units"); ages != nullptr) {
      const rules::RowId r = ages->find(ages->column("code"), a.unit);
      if (r != kNone) a.units = ages, a.row = r, name_row(l, a);
    }
  } else if (a.kind == "percent") {
    a.q.unit = "%";
    a.q.unit_name = a.q.dimension = "percent";
  } else if (a.kind == "multiple") {
    a.q.unit = "1";
    a.q.dimension = "factor";
  } else if (!a.counted.empty()) {
    a.q.unit_name = l.words.singular(a.counted, ' ', l.arena);
    a.q.unit = a.kind == "share" ? std::string_view("1") : bracketed(l.arena, a.q.unit_name);
    a.q.dimension = a.kind == "share" ? "fraction" : "count";
  } else if (a.kind == "share") {
    a.q.dimension = "fraction";
  }
  if (a.kind == "multiple") return;
  if (const Cues::Per* per = per_at(l, a.end)) {
    add_per(l, a, *per);
  } else if (a.end + 1 < l.end && l.cue(a.end) == CueWord::kOf) {  // barrels of crude a day
    const std::uint32_t end = a.end;
    std::uint32_t t = end + 1;
    while (t < l.end && t < end + 5 && l.words.nominal(t) && per_at(l, t) == nullptr) ++t;
    const Cues::Per* behind = t < l.end && t > end + 1 ? per_at(l, t) : nullptr;
    if (behind != nullptr && l.chart.get(l.chart.mentions[behind->mention], l.ids.kind).text != "each") add_per(l, a, *behind), a.end = end;
  } else if (a.end < l.end && l.words.view(a.end) == "(") {  // C$6 (US$4.46) per share
    std::uint32_t close = a.end;
    while (close < l.end && close < a.end + 8 && l.words.view(close) != ")") ++close;
    const Cues::Per* behind = per_at(l, close + 1);
    const std::uint32_t end = a.end;
    if (behind != nullptr) add_per(l, a, *behind), a.end = end;
  }
}

namespace {

bool bare(const Amount& a) { return a.kind == "number" && a.row == kNone && a.counted.empty(); }

void take(Amount& a, const Amount& from) {
  a.kind = from.kind;
  a.units = from.units;
  a.row = from.row;
  a.counted = from.counted;
  a.q.emitted = true;
  for (const std::string_view f : from.q.flags) a.q.flags.push_back(f);
}

std::uint32_t before_bounds(const QuantityLinking& l, std::uint32_t i) {
  for (const Cues::Bound& b : l.cues.bounds)
    if (!b.after && b.last == i) return b.first;
  return i;
}

bool in_bound(const QuantityLinking& l, std::uint32_t t) {
  return std::any_of(l.cues.bounds.begin(), l.cues.bounds.end(), [&](const Cues::Bound& b) { return b.first <= t && t < b.last; });
}

bool is_points(const Amount& a) { return a.row != kNone && a.units->cell(a.row, a.units->column("code")) == "{point}"; }

/// Units of amounts that leave out what was said before: "from 14 mpg to 24", "64 points to 4,577", "up 2% … by 1".
void spread_backward(QuantityLinking& l, std::size_t i) {
  Amount& b = l.amounts[i];
  const Amount& a = l.amounts[i - 1];
  const std::uint32_t begin = before_bounds(l, b.first), a_begin = before_bounds(l, a.first);
  if (!bare(b) || !b.q.emitted || begin == l.begin) return;
  const CueWord c = l.cue(begin - 1);
  if (c == CueWord::kTo || c == CueWord::kFrom || c == CueWord::kAt) {
    for (std::size_t k = i; k-- > 0;)
      if (is_points(l.amounts[k])) return take(b, l.amounts[k]);
  }
  if (bare(a) || a.kind == "share" || a.kind == "multiple") return;
  const bool opened = a_begin > l.begin && l.cue(a_begin - 1) == CueWord::kFrom;
  if ((c == CueWord::kTo || c == CueWord::kFrom) && (opened || c == CueWord::kFrom) && begin - a.last <= (b.scale > 1 ? 8u : 4u) &&
      a.kind != "percent")
    return take(b, a);
  if (c == CueWord::kBy && a.kind == "percent" && b.q.high < 100) return take(b, a);
  const bool per = std::any_of(l.cues.pers.begin(), l.cues.pers.end(), [&](const Cues::Per& p) { return p.first == b.last; });
  if (a.kind != "count") return;
  const bool open = b.last < l.end && (l.words.relative(b.last) || (l.words.preposition(b.last) && b.scale > 1) || per);
  if (open && b.first - a.end < 12) take(b, a);
}

}  // namespace

void spread_units(QuantityLinking& l) {
  // Forward: "from 450,000 to 1 million tons", "5, 10 and 15 percent".
  bool spread = false;
  for (std::size_t i = l.amounts.size(); i-- > 1;) {
    Amount& a = l.amounts[i - 1];
    const Amount& b = l.amounts[i];
    if (!bare(a) || bare(b) || b.kind == "share" || b.first < a.last || b.first - a.last > 3) {
      spread = false;
      continue;
    }
    bool near = b.first > a.last;
    for (std::uint32_t t = a.last; t < b.first; ++t) {
      const std::string_view v = l.words.view(t);
      near = near && (l.cue(t) == CueWord::kTo || l.words.conjunction(t) || (v == "," && (spread || t + 1 < b.first)) || v == "/" ||
                      v == "-" || l.words.hyphen(t) || in_bound(l, t));
    }
    const bool year = a.form == "digits" && a.q.low >= 1900 && a.q.high <= 2100 && !a.q.emitted;
    spread = near && !year && !l.text.tokens[b.first].is(Token::kPunct);
    if (!spread) continue;
    take(a, b);
    if (a.scale == 1 && b.scale > 1 && a.form == "digits" && a.q.high < 100 && a.q.high <= 2 * b.q.low / b.scale)
      a.q.low *= b.scale, a.q.high *= b.scale;
  }
  for (std::size_t i = 1; i < l.amounts.size(); ++i) spread_backward(l, i);
}

}  // namespace milepost::link
