// What an amount is in its clause, and whether it can be a level that somebody aims at. Doors: read(), measurable(). Cues decide; every
// look is bounded by the sentence.
#include "fact/goal_amount.h"

#include <algorithm>
#include <cmath>

namespace milepost::fact {

bool Amounts::money(const Quantity& q) {
  const auto upper = [&](std::size_t i) { return q.unit[i] >= 'A' && q.unit[i] <= 'Z'; };
  return q.dimension == "money" || (q.dimension == "rate" && q.unit.size() > 4 && q.unit[3] == '/' && upper(0) && upper(1) && upper(2));
}

bool Amounts::idle(const Quantity& q) {
  if (q.dimension == "time") return q.role != QuantityRole::kDelta && q.role != QuantityRole::kTo;
  return q.dimension == "age" || q.dimension == "temperature" || q.dimension == "speed" || q.dimension == "angle" ||
         q.dimension == "frequency" || q.dimension == "pressure" || q.dimension == "generation";
}

std::string_view Amounts::basis_of(const Setting& s) const {
  return s.verb == nullptr ? std::string_view{} : s_.chart.get(s_.chart.mentions[s.verb->mention], ids_.basis).text;
}

bool Amounts::works(const Setting& s) const {
  return s.verb != nullptr && s_.chart.get(s_.chart.mentions[s.verb->mention], ids_.works).text == "yes";
}

bool Amounts::near(const std::vector<GoalCue>& cues, const Mention& m, std::uint32_t begin, std::uint32_t after) const {
  for (const GoalCue& c : cues) {
    if (c.first >= begin && c.last <= m.first) return true;
    if (c.first < m.first || c.first > m.last + after) continue;
    bool phrase = true;
    for (std::uint32_t t = m.last; t < c.first; ++t) phrase = phrase && (words_.nominal(t) || words_.hyphen(t) || is(t, "/"));
    if (phrase) return true;
  }
  return false;
}

bool Amounts::additional(const Field& f, const Mention& m, std::uint32_t begin) const {
  for (const GoalCue& c : f.additionals) {
    if (c.a != "after" && c.first >= begin && c.last <= m.first) return true;
    if (c.a != "before" && c.first >= m.first && c.first <= m.last && c.first + 1 < s_.text.tokens.size() && words_.nominal(c.last))
      return true;
  }
  return false;
}

std::uint32_t Amounts::behind(const Field& f, const Mention& m) const {
  if (!is(m.last, "(")) return m.last;
  for (std::uint32_t t = m.last; t < f.last && t < m.last + 8; ++t)
    if (is(t, ")")) return t + 1;
  return m.last;
}

void Amounts::count_noun(const Field& f, const Mention& m, Quantity& q) const {
  std::uint32_t i = m.last;
  if (i + 1 < f.last && words_.preposition(i) && words_.relative(i + 1)) {
    for (const std::uint32_t other : f.quantities) {
      const Quantity& o = s_.linked.quantities[other];
      if (s_.chart.mentions[o.mention].last > m.first) break;
      if (o.unit.starts_with("{")) q.unit = o.unit, q.unit_name = o.unit_name;
    }
    return;
  }
  if (i + 2 < f.last && words_.preposition(i) && words_.determiner(i + 1))  // 40 of its 400 stores
    for (const std::uint32_t other : f.quantities) {
      const Quantity& o = s_.linked.quantities[other];
      if (s_.chart.mentions[o.mention].first != i + 2 || !o.unit.starts_with("{") || q.low > o.low) continue;
      q.unit = o.unit, q.unit_name = o.unit_name;
      return;
    }
  const bool alone = i >= f.last || !words_.nominal(i) || words_.preposition(i);
  if (q.role == QuantityRole::kTo && alone) {  // "rising to 90"
    for (const std::uint32_t other : f.quantities) {
      const Quantity& o = s_.linked.quantities[other];
      const std::uint32_t end = s_.chart.mentions[o.mention].last;
      if (end > m.first) break;
      const bool pair = o.role == QuantityRole::kFrom && m.first - end <= 1;  // from five hours to four
      if (o.unit.starts_with("{") || pair) q.unit = o.unit, q.unit_name = o.unit_name, q.dimension = pair ? o.dimension : q.dimension;
    }
    return;
  }
  while (i + 1 < f.last && words_.determiner(i)) ++i;
  std::uint32_t sized = i;  // "8-ounce"
  if (i + 3 < f.last && s_.text.tokens[i].is(Token::kNumeral) && words_.hyphen(i + 1)) sized = i + 3;
  const link::Phrase p = words_.counted(sized, f.last, q.low);
  if (p.empty() || p.first != sized) return;
  std::string_view noun = words_.singular({sized > i ? p.first : p.head, p.head + 1, p.head}, ' ', s_.arena);
  if (sized > i) noun = s_.arena.copy(std::string(s_.text.view(s_.text.span(i, sized))) + " " + std::string(noun));
  q.unit = s_.arena.copy("{" + std::string(noun) + "}");
  q.unit_name = noun;
}

bool Amounts::held(const Field& f, const Mention& m) const {
  const GoalCue* of = m.last < f.last ? cue_at(f.steps, m.last) : nullptr;
  if (of == nullptr || of->a != "of") return false;
  for (const GoalCue& c : f.uncounted)
    if (c.first > m.last && c.first <= m.last + 5) {
      bool phrase = true;
      for (std::uint32_t t = m.last + 1; t < c.first; ++t)
        phrase = phrase && !words_.preposition(t) && !words_.conjunction(t) && !is(t, ",");
      if (phrase) return true;
    }
  return false;
}

/// Which way a noun of change at the head of the words [first, last) goes: "an increase in exports".
Direction Amounts::changed(std::uint32_t first, std::uint32_t last) const {
  const TypeId type = s_.program.type("ChangeCue");
  for (std::uint32_t t = first; t < last && t < first + 4 && !words_.preposition(t); ++t)
    for (MentionId m = s_.chart.starts[t]; m != kNone; m = s_.chart.mentions[m].next) {
      const Mention& x = s_.chart.mentions[m];
      if (x.type == type && t + 1 < last && words_.preposition(t + 1))
        return s_.chart.get(x, ids_.direction).text == "down" ? Direction::kDown : Direction::kUp;
    }
  return Direction::kUnstated;
}

/// Does an amount begin at a token: "half of 1 per cent"?
bool Amounts::is_amount(const Field& f, std::uint32_t token) const {
  return std::any_of(f.quantities.begin(), f.quantities.end(),
                     [&](std::uint32_t q) { return s_.chart.mentions[s_.linked.quantities[q].mention].first == token; });
}

/// "the second half", "half a year": a part of a time.
bool Amounts::of_time(const Mention& m) const {
  if (m.first > 0 && words_.adjective(m.first - 1)) return true;
  for (MentionId id = s_.chart.starts[m.first]; id != kNone; id = s_.chart.mentions[id].next)
    if (s_.chart.mentions[id].type == ids_.time) return true;
  return std::any_of(s_.linked.times.begin(), s_.linked.times.end(), [&](const Time& t) {
    const Mention& at = s_.chart.mentions[t.mention];
    return at.first <= m.first && m.first < at.last;
  });
}

Quantity Amounts::read(const Field& f, std::uint32_t index, const Setting& s) const {
  Quantity q = s_.linked.quantities[index];
  const Mention& m = s_.chart.mentions[q.mention];
  if (q.unit == "1" && q.role != QuantityRole::kFactor && m.last < f.last) count_noun(f, m, q);
  const bool part =
      !s_.text.tokens[m.first].is(Token::kNumeral) && q.low > 0 && q.high < 1 && !of_time(m) && !s.adjunct && !is_amount(f, m.last);
  if (part && s_.linked.quantities[index].unit == "1" && q.role != QuantityRole::kFactor) {  // "half of the schools"
    const auto percent = [](double x) { return std::round(x * 1e4) / 1e2; };
    q.low = percent(q.low), q.high = percent(q.high);
    q.unit = "%", q.unit_name = "percent", q.dimension = "percent", q.role = QuantityRole::kShare;
  }
  for (const GoalCue& c : f.compared)  // "40% below 2005 levels"
    if (c.first == m.last && (q.dimension == "percent" || q.role == QuantityRole::kFactor || q.unit == "{times}")) {
      if (q.unit == "{times}") q.unit = "1", q.role = QuantityRole::kFactor, q.dimension = {};  // three times larger than
      if (q.role != QuantityRole::kFactor) q.role = QuantityRole::kDelta;
      q.direction = c.a == "down" ? Direction::kDown : Direction::kUp;
    }
  const bool hung = s.step != nullptr && s.step->a == "of" && s.verb == nullptr && s.predicate != nullptr && s.predicate->last < s.begin;
  if (hung && q.dimension == "percent" && q.role == QuantityRole::kLevel)  // "plans an increase in exports of 30%"
    if (const Direction way = changed(s.predicate->last, s.begin); way != Direction::kUnstated)
      q.role = QuantityRole::kDelta, q.direction = way;
  if (s.predicate != nullptr && !s.predicate->kept.empty() && s.place == Setting::Place::kObject && q.role == QuantityRole::kDelta)
    q.role = QuantityRole::kTo;  // must not rise above
  const std::string_view role = s.verb != nullptr ? s.verb->a : std::string_view{};
  const bool moves = role == "increase" || role == "decrease";
  if (q.unit == "{times}" && moves && s.place == Setting::Place::kObject && s.verb->last <= s.begin)  // grow 1.5 times
    q.unit = "1", q.role = QuantityRole::kFactor, q.dimension = {}, q.direction = role == "increase" ? Direction::kUp : Direction::kDown;
  const bool passes = moves && s.verb->last == s.begin && s.place == Setting::Place::kObject &&
                      (q.role == QuantityRole::kLevel || q.role == QuantityRole::kDelta);
  if (passes)  // "fall below 90 Mt": a level, where the verb brings its own bound
    if (const std::string_view side = s_.chart.get(s_.chart.mentions[s.verb->mention], ids_.denied).text; !side.empty() && side != ".")
      q.role = QuantityRole::kTo, q.direction = role == "increase" ? Direction::kUp : Direction::kDown;
  const bool brought = s.step != nullptr && s.step->a == "to" && role == "reach" && s.verb->b == "yes" && s.verb->last + 2 < s.begin &&
                       s.place == Setting::Place::kObject && q.unit == "1" && q.role == QuantityRole::kLevel;
  if (brought) q.role = QuantityRole::kTo;  // bring the number of clinics to 87
  if (s.step != nullptr && (s.step->a == "to" || s.step->a == "by") && moves && s.verb->last <= s.begin && q.dimension != "time" &&
      q.role != QuantityRole::kFactor) {
    q.role = s.step->a == "to" ? QuantityRole::kTo : QuantityRole::kDelta;
    q.direction = role == "increase" ? Direction::kUp : Direction::kDown;
  }
  return q;
}

bool Amounts::stands(const Field& f, const Quantity& q) const {
  const Mention& m = s_.chart.mentions[q.mention];
  for (std::uint32_t t = m.first; t < m.last; ++t)
    for (MentionId id = s_.chart.starts[t]; id != kNone; id = s_.chart.mentions[id].next)
      if (s_.chart.mentions[id].type == ids_.time && s_.chart.mentions[id].last >= m.last && t == m.first && q.dimension != "percent" &&
          q.dimension != "money" && q.dimension != "time")
        return false;
  const bool counted = q.unit.starts_with("{") || q.unit == "1";
  const std::string_view digits = words_.view(m.first);
  if (counted && digits.size() == 4 && q.low >= 1900 && q.low <= 2100 && digits.find(',') == std::string_view::npos &&
      s_.text.tokens[m.first].is(Token::kNumeral) && (q.unit == "1" || q.bound == Bound::kExact || q.bound == Bound::kLessThan))
    return false;
  if (q.range && q.high == q.low * 10 && q.dimension != "percent") return false;
  if (m.first > f.first + 1 && words_.hyphen(m.first - 1) && words_.alpha(m.first - 2)) return false;  // C-130
  if (counted && m.first > f.first && is(m.first - 1, "(") && m.last < f.last && s_.text.tokens[m.last].is(Token::kCap)) return false;
  const GoalCue* step = m.first > f.first ? cue_at(f.steps, m.first - 1) : nullptr;
  const bool led = m.first > f.first && (is(m.first - 1, ",") || (step != nullptr && step->a == "at"));
  const auto title = [&](std::uint32_t t) {
    return t < f.last && s_.text.tokens[t].is(Token::kCap) && !s_.text.tokens[t].is(Token::kUpper);
  };
  if (counted && led && title(m.first + 1) && title(m.first + 2)) return false;  // ", 621 Alder Creek Road"
  if (counted && m.last + 1 < f.last && words_.preposition(m.last) && cue_at(f.definites, m.last + 1) != nullptr &&
      !is_amount(f, m.last + 2))
    return false;                                                                               // 10 of these
  if (q.role == QuantityRole::kFactor && cue_at(f.uncounted, m.last) != nullptr) return false;  // double check
  if (m.last + 2 < f.last && words_.conjunction(m.last) && words_.hyphen(m.last + 2)) {         // "two and three-storey"
    const bool number = s_.text.tokens[m.last + 1].is(Token::kNumeral) || (words_.classes(m.last + 1) & s_.program.class_bit("num")) != 0;
    if (number) return false;
  }
  const bool hyphen = m.first + 1 < s_.text.tokens.size() && words_.hyphen(m.first + 1);
  const bool route = q.dimension == "length" && q.si_low && *q.si_low >= 1000;  // a 40-km line
  if (hyphen && !route && !q.range && q.dimension != "power" && q.dimension != "percent" && q.dimension != "energy" &&
      q.dimension != "money")
    return false;
  std::uint32_t end = m.last;  // "83 FR 28711", "49 W 23rd Street"
  while (end < f.last && s_.text.tokens[end].end <= q.span.end) ++end;
  if (end + 1 < f.last && s_.text.tokens[end].is(Token::kNumeral) && !words_.hyphen(end + 1) && q.dimension != "percent" && !money(q))
    return false;
  if (q.dimension == "percent" && end + 1 < f.last && words_.hyphen(end) && words_.participle(end + 1))
    return false;  // its 100%-owned mill
  const auto capital = [&](std::uint32_t t) { return t < f.last && s_.text.tokens[t].is(Token::kCap); };
  if (q.dimension == "percent" && !f.headline && capital(end) && capital(end + 1)) return false;  // the 90% Protection Outcome Period
  if (m.first > f.first && is(m.first - 1, "(") && (is(m.last, ")") || q.dimension == "money")) return false;
  for (const std::uint32_t other : f.quantities) {  // N of A each
    const Mention& o = s_.chart.mentions[s_.linked.quantities[other].mention];
    const bool count = s_.linked.quantities[other].unit.starts_with("{");
    if (!count || counted || o.last > m.first || m.first - o.last > 8) continue;
    bool linked = m.first - o.last <= 3;
    for (const GoalCue& c : f.capacities) linked = linked || (c.first >= o.last && c.last <= m.first);
    if (linked && q.dimension == "power" && s_.linked.quantities[other].low > 1 &&
        (m.first - o.last <= 3 || (m.last < f.last && (words_.classes(m.last) & ids_.determiner) != 0)))
      return false;
  }
  return true;
}

bool Amounts::restated(const Field& f, const Mention& m, std::uint32_t begin) const {
  for (const GoalCue& c : f.restated) {
    if (c.a == "yes" && c.first >= begin && c.last <= m.first) return true;
    if (c.last > begin || begin - c.last > 1) continue;
    if (c.a == "yes") return true;
    for (const std::uint32_t other : f.quantities) {
      const Mention& o = s_.chart.mentions[s_.linked.quantities[other].mention];
      if (o.last <= c.first && c.first - o.last <= 5 && o.first < m.first) return true;
    }
  }
  return false;
}

bool Amounts::dealt(const Quantity& q) const {
  if (!money(q)) return false;
  if (std::binary_search(deal_mentions_.begin(), deal_mentions_.end(), q.mention)) return true;
  auto at = std::lower_bound(deal_sums_.begin(), deal_sums_.end(), q.sentence, [](const auto& d, std::uint32_t s) { return d.first < s; });
  for (; at != deal_sums_.end() && at->first == q.sentence; ++at)
    if (std::abs(at->second - q.low) <= 1e-9 * q.low) return true;
  return false;
}

void Amounts::note_deals() {
  for (const Deal& d : facts_.deals) {
    deal_mentions_.insert(deal_mentions_.end(), d.from.begin(), d.from.end());
    if (d.low) deal_sums_.emplace_back(d.sentence, *d.low);
  }
  std::sort(deal_mentions_.begin(), deal_mentions_.end());
  std::sort(deal_sums_.begin(), deal_sums_.end());
}

bool Amounts::money_fits(const Field& f, const Quantity& q, const Setting& s) const {
  const Mention& m = s_.chart.mentions[q.mention];
  if (dealt(q)) return false;
  for (const GoalCue& r : f.rates) {  // "a 2-euro handling fee", "the fee to less than $10"
    const std::uint32_t end = behind(f, m);
    if (r.first >= end && r.first - end <= 4) {
      bool named = true;
      for (std::uint32_t t = end; t < r.first; ++t)  // "$5m to fund growth" is no rate
        named = named && (words_.classes(t) & ids_.to) == 0 && (words_.nominal(t) || words_.preposition(t) || words_.hyphen(t));
      if (named) return true;
    }
    if (r.last <= m.first && s.verb != nullptr && s.verb->last <= r.first && !s.spend) return true;
  }
  const bool open = s.predicate != nullptr ? s.predicate->kind == Predicate::Kind::kForecast && s.predicate->head == kNone : !f.led.empty();
  const Predicate* p = s.predicate;
  const bool object = p != nullptr && p->head == kNone && s.begin <= p->last + 6;
  const bool foreseen = object && p->kind == Predicate::Kind::kForecast && p->form == Predicate::Form::kFinite && s.begin > p->last + 1;
  const bool aimed = foreseen || (object && p->kind == Predicate::Kind::kAim && p->modality != "committed");
  if ((open || aimed) && s.step != nullptr && s.step->a == "of" &&
      (aimed || (p == nullptr && !f.led.empty()) || cue_over(f.markets, s.begin - 2) != nullptr))
    return true;  // "expects sales of $3bn", "targets investment of $5bn"
  if (s.spend || s.verb == nullptr || s.verb->b != "yes") return false;
  const bool raised = (s.verb->a == "increase" || s.verb->a == "decrease") && s.place == Setting::Place::kObject;
  const bool stepped = (s.step != nullptr && (s.step->a == "to" || s.step->a == "by")) || q.role == QuantityRole::kDelta ||
                       q.role == QuantityRole::kTo || q.role == QuantityRole::kFrom;
  const bool span = std::any_of(f.quantities.begin(), f.quantities.end(), [&](std::uint32_t other) {
    const Mention& o = s_.chart.mentions[s_.linked.quantities[other].mention];
    return s_.linked.quantities[other].unit == q.unit && o.first == s.verb->last && (o.first == m.first ? q.range : o.last + 1 == s.begin);
  });
  return !raised || (stepped && !span);  // "raise $5m", "raise $5m to $6m" is not "raise it to $5m"
}

bool Amounts::definite(const Field& f, const Quantity& q, const Setting& s) const {
  const bool plain_change =
      (q.dimension == "percent" || money(q)) && q.role == QuantityRole::kDelta && s.noun == nullptr && s.step == nullptr;
  if ((q.dimension == "percent" && !plain_change) || (q.role == QuantityRole::kDelta && !plain_change) ||
      (q.role == QuantityRole::kTo && !q.unit.starts_with("{")))
    return false;
  const std::uint32_t first = s_.chart.mentions[q.mention].first;
  const bool owned = s.begin > f.first && (words_.possessive(s.begin) || words_.possessive(s.begin - 1));
  if (owned && q.unit.starts_with("{") && s.noun == nullptr) return true;  // the firm's 40 shops
  for (const GoalCue& d : f.definites)
    if (d.first >= s.begin && d.last <= first) return true;
  return false;
}

bool Amounts::factor_noun(const Quantity& q, const Setting& s) const {
  const std::uint32_t at = s_.chart.mentions[q.mention].first;
  return q.role == QuantityRole::kFactor && (words_.classes(at) & ids_.ing) != 0 && !(s.predicate != nullptr && s.predicate->head == at);
}

bool Amounts::size(const Quantity& q, const Setting& s) const {
  const Mention& m = s_.chart.mentions[q.mention];
  const bool before_noun = m.last < s_.text.tokens.size() && words_.nominal(m.last) && !words_.preposition(m.last);
  if (!before_noun || q.role != QuantityRole::kLevel) return false;
  if (q.dimension == "mass") return q.si_low && *q.si_low < 1e6;
  if (q.dimension == "length") return q.si_low && *q.si_low < 100;
  return (q.dimension == "area" || q.dimension == "volume") && !works(s);
}

bool Amounts::rated(const Field& f, const Quantity& q, const Setting& s) const {
  const Mention& m = s_.chart.mentions[q.mention];
  const std::uint32_t from = s.predicate != nullptr && s.place == Setting::Place::kObject ? s.predicate->first : m.first;
  for (const GoalCue& r : f.rates) {
    if (r.first >= m.last && r.first <= m.last + 3 && near(f.rates, m, m.first, 3)) return true;
    if (r.last <= m.first && (r.first >= from || r.last == from)) return true;  // "raise the tax to", "the tariff will be"
  }
  return false;
}

bool Amounts::measurable(const Field& f, const Quantity& q, const Setting& s) const {
  if (!stands(f, q) || definite(f, q, s)) return false;
  const Mention& at = s_.chart.mentions[q.mention];
  const bool shown = (q.dimension == "percent" || money(q) || q.unit.starts_with("{")) && q.role != QuantityRole::kFactor &&
                     q.dimension != "percentage_point";
  if (shown && q.role != QuantityRole::kTo && (near(f.uncounted, at, at.first, 3) || held(f, at)) &&
      !(s.verb != nullptr && s.verb->a == "maintain" && s.predicate->modality != "expected" && !money(q)))
    return false;
  for (const GoalCue& c : f.uncounted)  // "fines of up to 4%"
    if (shown && c.a == "yes" && c.last < s.begin && s.begin - c.last <= 1 && words_.preposition(c.last)) return false;
  for (const GoalCue& c : f.conditions)  // "subject to a 5% fee"
    if (c.last <= s.begin && s.begin - c.last <= 3 && c.a != "yes") return false;
  const bool sought = s.predicate != nullptr && s.predicate->kind == Predicate::Kind::kAim && s.predicate->head == kNone &&
                      s.predicate->mood != nullptr && s.place == Setting::Place::kObject;  // targets foreign investment of $5bn
  const bool cut = s.step != nullptr && (s.step->a == "by" || s.step->a == "to") && s.verb != nullptr && s.verb->last < s.begin &&
                   (s.verb->a == "increase" || s.verb->a == "decrease");  // cut its costs by $5m
  for (const GoalCue& c : f.spends)                                       // "at a cost of $5m"
    if (q.dimension == "money" && !sought && !cut && c.last <= s.begin && s.begin - c.last <= 1) return false;
  if (q.role == QuantityRole::kFrom || q.role == QuantityRole::kWorth) return false;
  if (factor_noun(q, s) || size(q, s) || (s.from && s.noun == nullptr)) return false;
  const bool placed = s.count_adjunct && (s.step == nullptr || s.step->a != "by") && (q.unit.starts_with("{") || q.dimension == "power");
  const bool own = s.verb != nullptr && s.verb->last == s.begin;  // "stood at 12 GW"
  if (placed && !own && s.place != Setting::Place::kNone && (s.step == nullptr || s.step->a != "to") &&
      cue_over(f.adjuncts, s.begin > 0 ? s.begin - 1 : 0) != nullptr)
    return false;  // "at 499 High Street"
  if (idle(q)) return false;
  if (q.dimension == "rate" && (q.unit.ends_with("/h") || q.unit.ends_with("/s")) && !q.unit.starts_with("k{") &&
      q.unit.find('W') == std::string_view::npos && !q.unit.starts_with("{") && !q.unit.starts_with("t") && !money(q))
    return false;
  const bool change = q.role == QuantityRole::kDelta || q.role == QuantityRole::kTo;
  const bool moved = change && s.verb != nullptr && (s.verb->a == "increase" || s.verb->a == "decrease");
  const bool kept = s.predicate != nullptr && !s.predicate->kept.empty() && s.place == Setting::Place::kObject;
  if (q.dimension == "time" && !moved && !kept) return false;
  if (money(q) && (!money_fits(f, q, s) || (s.place == Setting::Place::kSubject && !s.passive))) return false;
  if (q.dimension == "percent" && at.last + 1 < f.last && words_.preposition(at.last) && words_.relative(at.last + 1))
    return false;  // of whom
  if (s.threshold && !change && !money(q) && s.noun == nullptr) return false;
  const bool compared = cue_at(f.compared, at.last) != nullptr && s.begin > f.first && is(s.begin - 1, ",");
  if (q.dimension != "percent" && compared)  // "80 million tons, 20 million tons more than planned"
    for (const std::uint32_t other : f.quantities) {
      const Quantity& o = s_.linked.quantities[other];
      const std::uint32_t end = s_.chart.mentions[o.mention].last;
      if (o.unit == q.unit && end <= at.first && at.first - end <= 8) return false;
    }
  const bool bare = q.unit == "1" && q.role != QuantityRole::kFactor;
  const bool zero = bare && q.low == 0 && q.high == 0 && s.begin > f.first && words_.preposition(s.begin - 1);  // keep imports at zero
  const bool by =
      moved && s.step != nullptr && s.step->a == "by" && at.last - at.first == 1 && q.low >= kSmallCount;  // cut its staff by 400
  if (bare && q.role != QuantityRole::kTo && q.role != QuantityRole::kShare && !zero && !by) return false;
  if (q.unit.starts_with("{") && q.low < 2 && !q.range && q.role != QuantityRole::kTo && q.dimension != "percentage_point") return false;
  return !restated(f, s_.chart.mentions[q.mention], s.begin);
}

}  // namespace milepost::fact
