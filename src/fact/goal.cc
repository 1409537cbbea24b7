// Targets, forecasts and observations. Every amount of a sentence is looked at once: what it stands in (setting_of), whether that is an
// aim, an expectation or a fact (accept), in which direction and how far it goes (shape). What money flows, what ages, lasts or ranks is
// none. Linear in amounts x the words of a sentence.
#include "fact/goal.h"

#include "fact/goal_actor.h"

#include <algorithm>
#include <cmath>

namespace milepost::fact {

namespace {

using Kind = Predicate::Kind;

constexpr double kSmallCount = 10;

class Reader {
 public:
  Reader(const Scene& scene, Facts& facts) : s_(scene), facts_(facts), ids_(scene.program), words_(scene.text, scene.program), actors_(scene, words_, facts.statements) {}

  void run() {
    collect();
    for (Field& f : fields_)
      if (!f.quantities.empty() || !f.levels.empty() || !f.ended.empty() || !f.phases.empty()) read(f);
    merge_goals(s_, facts_.goals);
  }

 private:
  void collect();
  void collect_cues(Field& f);
  void read(Field& f);
  void consider(const Field& f, std::uint32_t index);
  void lexical(const Field& f, const WordLevel& level);
  bool additional(const Field& f, const Mention& m, std::uint32_t begin) const;
  std::uint32_t behind(const Field& f, const Mention& m) const;
  void count_noun(const Field& f, const Mention& m, Quantity& q) const;
  bool held(const Field& f, const Mention& m) const;
  Quantity read_amount(const Field& f, std::uint32_t index, Setting& s) const;
  bool stands(const Field& f, const Quantity& q) const;
  bool near(const std::vector<GoalCue>& cues, const Mention& m, std::uint32_t begin, std::uint32_t after) const;
  void consequence(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  bool restated(const Field& f, const Mention& m, std::uint32_t begin) const;
  bool dealt(const Quantity& q) const;
  bool money_fits(const Field& f, const Quantity& q, const Setting& s) const;
  bool definite(const Field& f, const Quantity& q, const Setting& s) const;
  bool factor_noun(const Quantity& q, const Setting& s) const;
  bool size(const Quantity& q, const Setting& s) const;
  bool measurable(const Field& f, const Quantity& q, const Setting& s) const;
  bool accept(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  bool accept_noun(const Setting& s, Goal& g) const;
  bool to_be(const Setting& s) const;
  bool shared(const Field& f, const Quantity& q, const Setting& s) const;
  bool gives_share(const Field& f, const Predicate& p) const;
  bool accept_verb(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  bool observe(const Quantity& q, const Setting& s, Goal& g) const;
  void shape(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  void set_basis(const Field& f, const Quantity& q, const Setting& s, std::string_view role, Goal& g) const;
  bool rated(const Field& f, const Quantity& q, const Setting& s) const;
  void set_unit(const Quantity& q, Goal& g) const;
  std::string_view name_of_unit(std::string_view code) const;
  void finish(const Field& f, const Setting& s, Goal g, std::uint32_t first, std::uint32_t last);
  /// A sum, or a sum each year, head or unit.
  static bool money(const Quantity& q) {
    return q.dimension == "money" || (q.dimension == "rate" && q.unit.size() > 4 && q.unit[3] == '/' && q.unit[0] >= 'A' && q.unit[0] <= 'Z' &&
                                      q.unit[1] >= 'A' && q.unit[1] <= 'Z' && q.unit[2] >= 'A' && q.unit[2] <= 'Z');
  }
  std::string_view basis_of(const Setting& s) const {
    return s.verb == nullptr ? std::string_view{} : s_.chart.get(s_.chart.mentions[s.verb->mention], ids_.basis).text;
  }
  bool is(std::uint32_t i, std::string_view mark) const { return i < s_.text.tokens.size() && words_.view(i) == mark; }
  bool works(const Setting& s) const {
    return s.verb != nullptr && s_.chart.get(s_.chart.mentions[s.verb->mention], ids_.works).text == "yes";
  }

  const Scene& s_;
  Facts& facts_;
  GoalWords ids_;
  link::Words words_;
  Actors actors_;
  std::vector<Field> fields_;
};

void Reader::collect() {
  fields_.resize(s_.text.sentences.size());
  for (std::uint32_t q = 0; q < s_.linked.quantities.size(); ++q)
    if (s_.linked.quantities[q].sentence < fields_.size()) fields_[s_.linked.quantities[q].sentence].quantities.push_back(q);
  for (std::uint32_t t = 0; t < s_.linked.times.size(); ++t)
    if (s_.linked.times[t].sentence < fields_.size()) fields_[s_.linked.times[t].sentence].times.push_back(t);
  for (std::uint32_t i = 0; i < fields_.size(); ++i) {
    Field& f = fields_[i];
    f.sentence = i;
    f.first = s_.text.sentences[i].first;
    f.last = s_.text.sentences[i].last;
    if (f.first < f.last) collect_cues(f);
  }
}

void Reader::collect_cues(Field& f) {
  std::uint32_t capitals = 0, letters = 0;
  for (std::uint32_t t = f.first; t < f.last; ++t) {
    const Token& token = s_.text.tokens[t];
    if (token.is(Token::kAlpha)) ++letters, capitals += token.is(Token::kCap) ? 1 : 0;
    for (MentionId id = s_.chart.starts[t]; id != kNone; id = s_.chart.mentions[id].next) {
      const Mention& m = s_.chart.mentions[id];
      const auto text = [&](AttributeId a) { return s_.chart.get(m, a).text; };
      const auto keep = [&](std::vector<GoalCue>& cues, AttributeId a, AttributeId b, AttributeId c) {
        cues.push_back({m.first, m.last, id, text(a), text(b), text(c)});
      };
      if (m.type == ids_.mood) keep(f.moods, ids_.mood_of, ids_.modality, ids_.form);
      if (m.type == ids_.verb) keep(f.verbs, ids_.role, ids_.money, ids_.form);
      if (m.type == ids_.noun) keep(f.nouns, ids_.role, ids_.modality, ids_.holds);
      if (m.type == ids_.adjective) keep(f.adjectives, ids_.mood_of, ids_.modality, ids_.form);
      if (m.type == ids_.act) keep(f.acts, ids_.form, ids_.form, ids_.form);
      if (m.type == ids_.say) keep(f.says, ids_.form, ids_.form, ids_.form);
      if (m.type == ids_.spend) keep(f.spends, ids_.share_of, ids_.form, ids_.form);
      if (m.type == ids_.capacity) f.capacities.push_back({m.first, m.last, id, {}, {}, {}});
      if (m.type == ids_.adjunct) keep(f.adjuncts, ids_.of, ids_.form, ids_.form);
      if (m.type == ids_.done) f.dones.push_back({m.first, m.last, id, {}, {}, {}});
      if (m.type == ids_.share) f.shares.push_back({m.first, m.last, id, {}, {}, {}});
      if (m.type == ids_.place_unit) f.place_units.push_back({m.first, m.last, id, {}, {}, {}});
      if (m.type == ids_.condition) keep(f.conditions, ids_.clause, ids_.form, ids_.form);
      if (m.type == ids_.restated) keep(f.restated, ids_.always, ids_.form, ids_.form);
      if (m.type == ids_.estimate) f.estimated = true;
      if (m.type == ids_.rate) f.rates.push_back({m.first, m.last, id, {}, {}, {}});
      if (m.type == ids_.purpose) f.purposes.push_back({m.first, m.last, id, {}, {}, {}});
      if (m.type == ids_.definite) f.definites.push_back({m.first, m.last, id, {}, {}, {}});
      if (m.type == ids_.additional) keep(f.additionals, ids_.side, ids_.form, ids_.form);
      if (m.type == ids_.uncounted) keep(f.uncounted, ids_.of, ids_.form, ids_.form);
      if (m.type == ids_.step) keep(f.steps, ids_.role, ids_.form, ids_.form);
      if (m.type == ids_.market) f.markets.push_back({m.first, m.last, id, {}, {}, {}});
      if (m.type == ids_.compared) keep(f.compared, ids_.direction, ids_.form, ids_.form);
      if (m.type == ids_.cover) f.covers.push_back({m.first, m.last, id, {}, {}, {}});
      if (m.type == ids_.ended) keep(f.ended, ids_.unit, ids_.form, ids_.form);
      if (m.type == ids_.phase) f.phases.push_back({m.first, m.last, id, {}, {}, {}});
      if (m.type == ids_.level) keep(f.levels, ids_.kind, ids_.form, ids_.form);
    }
  }
  const bool head = s_.text.sentences[f.sentence].block == Sentence::Block::kHead;
  f.headline = head && capitals * 3 > letters * 2;
  f.question = words_.view(f.last - 1) == "?";
}

void Reader::read(Field& f) {
  if (f.question) return;
  read_predicates(s_, words_, ids_, f);
  for (const Predicate& p : f.predicates)  // "if nothing is done, families will pay": a warning
    if (p.kind == Kind::kCondition && p.negated) return;
  for (const std::uint32_t q : f.quantities) consider(f, q);
  for (const WordLevel& level : word_levels(s_, words_, ids_, f)) lexical(f, level);
}

/// Amounts that are no levels: years, vague counts, the size in "8-ounce bottle", conversions in brackets, "48 turbines of 2 MW each".
bool Reader::stands(const Field& f, const Quantity& q) const {
  const Mention& m = s_.chart.mentions[q.mention];
  for (std::uint32_t t = m.first; t < m.last; ++t)
    for (MentionId id = s_.chart.starts[t]; id != kNone; id = s_.chart.mentions[id].next)
      if (s_.chart.mentions[id].type == ids_.time && s_.chart.mentions[id].last >= m.last && t == m.first && q.dimension != "percent" &&
          q.dimension != "money")
        return false;
  const bool counted = q.unit.starts_with("{") || q.unit == "1";
  const std::string_view digits = words_.view(m.first);
  if (counted && digits.size() == 4 && q.low >= 1900 && q.low <= 2100 && digits.find(',') == std::string_view::npos &&
      s_.text.tokens[m.first].is(Token::kNumeral) && (q.unit == "1" || q.bound == Bound::kExact || q.bound == Bound::kLessThan))
    return false;
  if (q.range && q.high == q.low * 10 && q.dimension != "percent") return false;
  const bool hyphen = m.first + 1 < s_.text.tokens.size() && words_.hyphen(m.first + 1);
  if (hyphen && !q.range && q.dimension != "power" && q.dimension != "percent" && q.dimension != "energy" && q.dimension != "money")
    return false;
  std::uint32_t end = m.last;  // "83 FR 28711", "49 W 23rd Street"
  while (end < f.last && s_.text.tokens[end].end <= q.span.end) ++end;
  if (end + 1 < f.last && s_.text.tokens[end].is(Token::kNumeral) && !words_.hyphen(end + 1) && q.dimension != "percent" && !money(q)) return false;
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

/// "160 dollars a fortnight, or 4,200 a year": the amount before it has said it.
bool Reader::restated(const Field& f, const Mention& m, std::uint32_t begin) const {
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

bool Reader::dealt(const Quantity& q) const {
  if (!money(q)) return false;
  for (const Deal& d : facts_.deals)
    if (std::find(d.from.begin(), d.from.end(), q.mention) != d.from.end() ||
        (d.low && d.sentence == q.sentence && std::abs(*d.low - q.low) <= 1e-9 * q.low))
      return true;
  return false;
}

bool Reader::money_fits(const Field& f, const Quantity& q, const Setting& s) const {
  const Mention& m = s_.chart.mentions[q.mention];
  if (dealt(q)) return false;
  for (const GoalCue& r : f.rates) {  // "a 2-euro handling fee", "the fee to less than $10"
    const std::uint32_t end = behind(f, m);
    if (r.first >= end && r.first - end <= 4) {
      bool named = true;
      for (std::uint32_t t = end; t < r.first; ++t) named = named && (words_.nominal(t) || words_.preposition(t) || words_.hyphen(t));
      if (named) return true;
    }
    if (r.last <= m.first && s.verb != nullptr && s.verb->last <= r.first && !s.spend) return true;
  }
  if (s.spend || s.verb == nullptr || s.verb->b != "yes") return false;
  const bool raised = (s.verb->a == "increase" || s.verb->a == "decrease") && s.place == Setting::Place::kObject;
  const bool stepped = (s.step != nullptr && (s.step->a == "to" || s.step->a == "by")) || q.role == QuantityRole::kDelta || q.role == QuantityRole::kTo || q.role == QuantityRole::kFrom;
  return !raised || stepped;  // "raise $5m" is not "raise it to $5m"
}

/// "the 25 countries": known ones, counted, not aimed at.
bool Reader::definite(const Field& f, const Quantity& q, const Setting& s) const {
  const bool plain_change = q.dimension == "percent" && q.role == QuantityRole::kDelta && s.noun == nullptr && s.step == nullptr;
  if ((q.dimension == "percent" && !plain_change) || (q.role == QuantityRole::kDelta && !plain_change) || q.role == QuantityRole::kTo) return false;
  const std::uint32_t first = s_.chart.mentions[q.mention].first;
  for (const GoalCue& d : f.definites)
    if (d.first >= s.begin && d.last <= first) return true;
  return false;
}

/// A cue within the words before the amount (from `begin`) or up to `after` words of its noun phrase behind it.
bool Reader::near(const std::vector<GoalCue>& cues, const Mention& m, std::uint32_t begin, std::uint32_t after) const {
  for (const GoalCue& c : cues) {
    if (c.first >= begin && c.last <= m.first) return true;
    if (c.first < m.first || c.first > m.last + after) continue;
    bool phrase = true;
    for (std::uint32_t t = m.last; t < c.first; ++t) phrase = phrase && (words_.nominal(t) || words_.hyphen(t) || is(t, "/"));
    if (phrase) return true;
  }
  return false;
}

/// "an additional 40", "30 more".
bool Reader::additional(const Field& f, const Mention& m, std::uint32_t begin) const {
  for (const GoalCue& c : f.additionals) {
    if (c.a != "after" && c.first >= begin && c.last <= m.first) return true;
    if (c.a != "before" && c.first >= m.first && c.first <= m.last && c.first + 1 < s_.text.tokens.size() && words_.nominal(c.last)) return true;
  }
  return false;
}

/// First token behind the amount and the brackets that say it again: "2 euro ($2.27) fee".
std::uint32_t Reader::behind(const Field& f, const Mention& m) const {
  if (!is(m.last, "(")) return m.last;
  for (std::uint32_t t = m.last; t < f.last && t < m.last + 8; ++t)
    if (is(t, ")")) return t + 1;
  return m.last;
}

/// What a bare number counts: "1,000 such vehicles", "42 million 8-ounce bottles", "50 of which" (the things counted before).
void Reader::count_noun(const Field& f, const Mention& m, Quantity& q) const {
  std::uint32_t i = m.last;
  if (i + 1 < f.last && words_.preposition(i) && words_.relative(i + 1)) {
    for (const std::uint32_t other : f.quantities) {
      const Quantity& o = s_.linked.quantities[other];
      if (s_.chart.mentions[o.mention].last > m.first) break;
      if (o.unit.starts_with("{")) q.unit = o.unit, q.unit_name = o.unit_name;
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

/// "812,775 of the company's shares": what is counted stands behind "of".
bool Reader::held(const Field& f, const Mention& m) const {
  const GoalCue* of = m.last < f.last ? cue_at(f.steps, m.last) : nullptr;
  if (of == nullptr || of->a != "of") return false;
  for (const GoalCue& c : f.uncounted)
    if (c.first > m.last && c.first <= m.last + 5) {
      bool phrase = true;
      for (std::uint32_t t = m.last + 1; t < c.first; ++t) phrase = phrase && !words_.preposition(t) && !words_.conjunction(t) && !is(t, ",");
      if (phrase) return true;
    }
  return false;
}

/// The amount as its clause has it: what it counts, and whether it is a level gone to or a change by so much.
Quantity Reader::read_amount(const Field& f, std::uint32_t index, Setting& s) const {
  Quantity q = s_.linked.quantities[index];
  const Mention& m = s_.chart.mentions[q.mention];
  if (q.unit == "1" && q.role != QuantityRole::kFactor && m.last < f.last) count_noun(f, m, q);
  for (const GoalCue& c : f.compared)  // "40% below 2005 levels"
    if (c.first == m.last && (q.dimension == "percent" || q.role == QuantityRole::kFactor)) {
      if (q.role != QuantityRole::kFactor) q.role = QuantityRole::kDelta;
      q.direction = c.a == "down" ? Direction::kDown : Direction::kUp;
    }
  const std::string_view role = s.verb != nullptr ? s.verb->a : std::string_view{};
  const bool moves = role == "increase" || role == "decrease";
  if (s.step != nullptr && (s.step->a == "to" || s.step->a == "by") && moves && s.verb->last <= s.begin && q.dimension != "time" &&
      q.role != QuantityRole::kFactor) {
    q.role = s.step->a == "to" ? QuantityRole::kTo : QuantityRole::kDelta;
    q.direction = role == "increase" ? Direction::kUp : Direction::kDown;
  }
  return q;
}

/// "beyond the halving": no multiple, unless a verb.
bool Reader::factor_noun(const Quantity& q, const Setting& s) const {
  const std::uint32_t at = s_.chart.mentions[q.mention].first;
  return q.role == QuantityRole::kFactor && (words_.classes(at) & ids_.ing) != 0 && !(s.predicate != nullptr && s.predicate->head == at);
}

/// "a 200 kg bus", "a 3/8-inch pane": the size of a thing, not how much of it.
bool Reader::size(const Quantity& q, const Setting& s) const {
  const Mention& m = s_.chart.mentions[q.mention];
  const bool before_noun = m.last < s_.text.tokens.size() && words_.nominal(m.last) && !words_.preposition(m.last);
  if (!before_noun || q.role != QuantityRole::kLevel) return false;
  if (q.dimension == "mass") return q.si_low && *q.si_low < 1e6;
  if (q.dimension == "length") return q.si_low && *q.si_low < 100;
  return (q.dimension == "area" || q.dimension == "volume") && !works(s);
}

bool Reader::measurable(const Field& f, const Quantity& q, const Setting& s) const {
  if (!stands(f, q) || definite(f, q, s)) return false;
  const Mention& at = s_.chart.mentions[q.mention];
  const bool shown = (q.dimension == "percent" || money(q) || q.unit.starts_with("{")) && q.role != QuantityRole::kFactor;
  if (shown && q.role != QuantityRole::kTo && (near(f.uncounted, at, at.first, 3) || held(f, at)) && !(s.verb != nullptr && s.verb->a == "maintain")) return false;
  for (const GoalCue& c : f.uncounted)  // "fines of up to 4%"
    if (shown && c.a == "yes" && c.last < s.begin && s.begin - c.last <= 1 && words_.preposition(c.last)) return false;
  for (const GoalCue& c : f.spends)  // "at a cost of $5m"
    if (q.dimension == "money" && c.last <= s.begin && s.begin - c.last <= 1) return false;
  if (q.role == QuantityRole::kFrom || q.role == QuantityRole::kWorth) return false;
  if (factor_noun(q, s) || size(q, s)) return false;
  if (q.dimension == "age" || q.dimension == "temperature" || q.dimension == "speed" || q.dimension == "angle") return false;
  if (q.dimension == "rate" && (q.unit.ends_with("/h") || q.unit.ends_with("/s")) && !q.unit.starts_with("k{") && q.unit.find("W") == std::string_view::npos && !q.unit.starts_with("{") && !q.unit.starts_with("t") && !money(q))
    return false;
  const bool change = q.role == QuantityRole::kDelta || q.role == QuantityRole::kTo;
  if (q.dimension == "time" && !(change && s.verb != nullptr && (s.verb->a == "increase" || s.verb->a == "decrease"))) return false;
  if (money(q) && !money_fits(f, q, s)) return false;
  if (s.threshold && !change && !money(q) && s.noun == nullptr) return false;
  const bool bare = q.unit == "1" && q.role != QuantityRole::kFactor;
  if (bare && q.role != QuantityRole::kTo && q.role != QuantityRole::kShare) return false;
  if (q.unit.starts_with("{") && q.low < 2 && !q.range && !change) return false;
  return !restated(f, s_.chart.mentions[q.mention], s.begin);
}

bool Reader::accept_noun(const Setting& s, Goal& g) const {
  const Predicate* p = s.predicate;
  if (s.noun->c == "level") {
    const bool before = p != nullptr && p->last <= s.noun->first && s.noun->first - p->last <= 6;
    if (before && (p->kind == Kind::kNegated || p->kind == Kind::kCondition)) return false;
    if (before && p->kind == Kind::kFact && p->verb != nullptr && p->verb->a == "reach" && !p->acts) return false;  // met its target of
  } else if (p != nullptr && (p->kind == Kind::kNegated || p->kind == Kind::kCondition)) {
    return false;
  }
  g.kind = Goal::Kind::kTarget;
  g.modality = s.noun->b;
  return true;
}

/// "will be": the verb itself, not part of a passive.
bool Reader::to_be(const Setting& s) const {
  const Predicate* p = s.predicate;
  return p != nullptr && s.verb != nullptr && p->head != kNone && !p->passive && s.verb->last == p->head + 1 &&
         (words_.classes(p->head) & ids_.be) != 0;
}

/// "the share of women will be 40%".
bool Reader::shared(const Field& f, const Quantity& q, const Setting& s) const {
  return q.dimension == "percent" && std::any_of(f.shares.begin(), f.shares.end(), [&](const GoalCue& c) { return c.last <= s.predicate->first; });
}

/// "will fund 60% of the cost", not "will buy 60% of the shares".
bool Reader::gives_share(const Field& f, const Predicate& p) const {
  const GoalCue* c = cue_over(f.spends, p.head);
  return c != nullptr && c->a == "yes";
}

bool Reader::accept_verb(const Field& f, const Quantity& q, const Setting& s, Goal& g) const {
  const Predicate& p = *s.predicate;
  const bool change = q.role == QuantityRole::kDelta || q.role == QuantityRole::kTo || q.role == QuantityRole::kFactor;
  const bool power = q.dimension == "power", counted = q.unit.starts_with("{"), percent = q.dimension == "percent";
  g.kind = p.kind == Kind::kForecast ? Goal::Kind::kForecast : Goal::Kind::kTarget;
  g.modality = p.kind == Kind::kForecast ? "expected" : p.modality;
  if (s.place == Setting::Place::kSubject) {
    if (counted && (q.low < kSmallCount || near(f.place_units, s_.chart.mentions[q.mention], s.begin, 2))) return p.passive && works(s);
    if (to_be(s) && !power) return false;
    return s.verb != nullptr;
  }
  if (to_be(s) && !change && !s.capacity && !rated(f, q, s) && !shared(f, q, s)) return false;  // "the cost will be"

  const std::string_view basis = basis_of(s);
  if (basis == "subject" || (basis == "to" && q.role != QuantityRole::kTo && !(s.step != nullptr && s.step->a == "to"))) return false;
  const bool share = percent && q.role == QuantityRole::kShare;
  const bool added = counted && additional(f, s_.chart.mentions[q.mention], s.begin);
  if ((s.adjunct || (s.count_adjunct && counted)) && !change && !s.capacity && !power && !share) return false;
  if (p.spends && p.mood == nullptr && p.modality == "planned" && p.form == Predicate::Form::kFinite) return added;  // "is investing in 14 more beds"
  if (s.verb == nullptr && power && p.acts) return true;  // asked to defer a phase of 400 MW
  if (s.verb == nullptr) return change || s.capacity || (share && p.spends && gives_share(f, p)) || (added && p.spends) || (p.head == kNone && !counted);
  if (counted && q.low < kSmallCount && !works(s) && s.verb->a != "increase" && s.verb->a != "decrease") return false;
  return true;
}

bool Reader::observe(const Quantity& q, const Setting& s, Goal& g) const {
  if (s.verb == nullptr || q.dimension == "money" || !s.past) return false;
  if (q.role != QuantityRole::kDelta && q.role != QuantityRole::kTo) return false;
  g.kind = Goal::Kind::kObservation;
  g.modality = "achieved";
  return s.verb->a == "increase" || s.verb->a == "decrease";
}

bool Reader::accept(const Field& f, const Quantity& q, const Setting& s, Goal& g) const {
  const Predicate* p = s.predicate;
  const bool sized = q.dimension == "power" || q.dimension == "length" || (s.noun != nullptr && s.noun->b != "committed");
  if (s.noun != nullptr && (s.noun->c == "level" || sized)) return accept_noun(s, g);
  if (p != nullptr && (p->kind == Kind::kNegated || p->kind == Kind::kCondition)) return false;
  const bool few = q.unit.starts_with("{") && q.low < kSmallCount && !works(s);
  if (s.adjective != nullptr && !few && !(p != nullptr && p->spends && q.dimension == "money")) {
    const bool forecast = s.adjective->a == "forecast";
    g.kind = forecast ? Goal::Kind::kForecast : Goal::Kind::kTarget;
    g.modality = s.adjective->b;
    if (!forecast || (p != nullptr && (p->kind == Kind::kAim || p->kind == Kind::kForecast))) return true;
  }
  if (p == nullptr) return false;
  if (p->kind == Kind::kAim || p->kind == Kind::kForecast) return accept_verb(f, q, s, g);
  for (const GoalCue& c : f.dones)
    if (p->kind == Kind::kFact && c.first >= p->last && c.last <= s.begin) return false;
  if (p->kind == Kind::kFact && p->acts && (q.dimension == "power" || (q.role == QuantityRole::kDelta && s.verb == nullptr))) {
    g.kind = Goal::Kind::kTarget;
    g.modality = "planned";
    return true;
  }
  return p->kind == Kind::kFact && observe(q, s, g);
}

/// A percentage that is a rate ("50% tariffs", "the tax will be 5%"), not a share of something.
bool Reader::rated(const Field& f, const Quantity& q, const Setting& s) const {
  const Mention& m = s_.chart.mentions[q.mention];
  const std::uint32_t from = s.predicate != nullptr && s.place == Setting::Place::kObject ? s.predicate->first : m.first;
  for (const GoalCue& r : f.rates) {
    if (r.first >= m.last && r.first <= m.last + 3 && near(f.rates, m, m.first, 3)) return true;
    if (r.last <= m.first && (r.first >= from || r.last == from)) return true;  // "raise the tax to", "the tariff will be"
  }
  return false;
}

void Reader::set_basis(const Field& f, const Quantity& q, const Setting& s, std::string_view role, Goal& g) const {
  const bool percent = q.dimension == "percent" || q.dimension == "percentage_point";
  const bool moves = role == "increase" || role == "decrease";
  const bool delta = q.role == QuantityRole::kDelta, to = q.role == QuantityRole::kTo;
  if (q.role == QuantityRole::kFactor) {
    g.basis = "multiple";
    g.unit = "1";
    g.unit_name = "times";
    g.direction = q.direction == Direction::kDown ? "decrease" : "increase";
  } else if (percent && q.role == QuantityRole::kShare) {
    g.basis = "share";
  } else if (percent && (delta || (moves && !to))) {
    g.basis = "change";
  } else if (percent) {
    bool share = role != "increase" && role != "decrease" && !rated(f, q, s);
    for (const GoalCue& c : f.shares)
      share = share || (s.predicate != nullptr && c.first + 12 > s.predicate->first && c.last <= s_.chart.mentions[q.mention].first);
    g.basis = share ? "share" : "absolute";
  } else {
    const bool direct = s.place == Setting::Place::kObject && s.verb != nullptr && s.verb->last == s.begin && q.role == QuantityRole::kLevel;
    g.basis = basis_of(s) == "change" || (moves && (delta || direct)) ? "change" : "absolute";
  }
}

void Reader::shape(const Field& f, const Quantity& q, const Setting& s, Goal& g) const {
  std::string_view role = s.verb != nullptr ? s.verb->a : s.noun != nullptr ? s.noun->a : "reach";
  const bool turns = q.role == QuantityRole::kDelta || q.role == QuantityRole::kFactor || q.role == QuantityRole::kTo;
  if (q.direction == Direction::kUp && (role == "reach" || s.verb == nullptr) && turns) role = "increase";
  if (q.direction == Direction::kDown && (role == "reach" || s.verb == nullptr || role == "increase") && turns) role = "decrease";
  g.direction = role;
  set_basis(f, q, s, role, g);
  if (role == "eliminate" && q.low != 0) g.direction = "reach";
  switch (q.bound) {
    case Bound::kMoreThan:
      g.bound = Bound::kAtLeast;
      break;
    case Bound::kLessThan:
      g.bound = Bound::kAtMost;
      break;
    default:
      g.bound = q.bound;
  }
  if (role == "limit" && g.bound == Bound::kExact) g.bound = Bound::kAtMost;
}

/// What follows from the words around: an addition ("200 more beds"), the end of a share ("end the 10%"), a market that nobody steers.
void Reader::consequence(const Field& f, const Quantity& q, const Setting& s, Goal& g) const {
  const Mention& m = s_.chart.mentions[q.mention];
  const bool moves = g.direction == "increase" || g.direction == "decrease";
  const bool hung = s.begin > f.first && words_.preposition(s.begin - 1) && q.role == QuantityRole::kLevel && s.place == Setting::Place::kObject;
  if (moves && hung && q.unit.starts_with("{")) g.direction = "reach", g.basis = "absolute";  // raise the efficiency of 40 mills
  if (g.direction == "reach" && q.unit.starts_with("{") && additional(f, m, s.begin)) g.direction = "increase", g.basis = "change";
  if (s.verb != nullptr && s.verb->a == "eliminate" && q.dimension == "percent" && !s.adjunct && s.verb->last <= s.begin) {
    for (const GoalCue& d : f.definites)
      if (d.first >= s.begin && d.last <= m.first) {
        g.baseline_low = q.low, g.baseline_high = q.high, g.baseline_unit = q.unit;
        g.low = g.high = 0;
        g.direction = "eliminate";
      }
  }
  const Predicate* p = s.predicate;
  const bool supposed = p != nullptr && (p->bare_will || p->modality == "proposed");
  if (g.kind == Goal::Kind::kTarget && f.estimated && supposed && s.noun == nullptr) g.kind = Goal::Kind::kForecast, g.modality = "expected";
  if (g.kind == Goal::Kind::kTarget && p != nullptr && p->bare_will && s.noun == nullptr) {
    for (const GoalCue& c : f.markets) {
      const bool moved = p->verb != nullptr && (p->verb->a == "increase" || p->verb->a == "decrease");
      if (moved && c.first >= p->last && c.last <= s.begin && s.place == Setting::Place::kObject) g.kind = Goal::Kind::kForecast, g.modality = "expected";
      bool subject = c.last <= p->first && p->first - c.last <= 3 && !(c.first > f.first && words_.preposition(c.first - 1));
      for (std::uint32_t t = c.last; t < p->first && subject; ++t) subject = words_.alpha(t) || s_.text.tokens[t].is(Token::kNumeral);
      if (subject) g.kind = Goal::Kind::kForecast, g.modality = "expected";
    }
  }
}

/// The name of a unit's first part, for units whose annotation was cut.
std::string_view Reader::name_of_unit(std::string_view code) const {
  const rules::LexiconTable* units = s_.program.lexicon("units");
  if (units == nullptr) return {};
  const rules::RowId row = units->find(units->column("code"), code.substr(0, code.find('/')));
  return row == kNone ? std::string_view{} : units->cell(row, units->column("name"));
}

void Reader::set_unit(const Quantity& q, Goal& g) const {
  g.low = q.low;
  g.high = q.high;
  g.unit = q.unit;
  g.unit_name = q.unit_name;
  g.si_low = q.si_low;
  g.si_unit = q.si_unit;
  if (const std::size_t open = g.unit.find('{'); open != std::string_view::npos && open > 0 && g.unit[open - 1] != '/') {  // t{CO2}
    const std::size_t close = g.unit.find('}', open);
    g.unit = s_.arena.copy(std::string(g.unit.substr(0, open)) + std::string(close == std::string_view::npos ? "" : g.unit.substr(close + 1)));
    g.unit_name = name_of_unit(g.unit);
  }
  if (!g.unit.starts_with("{")) return;  // the head noun alone; what qualifies it is part of the indicator
  if (g.unit.size() > 1 && g.unit[1] >= '0' && g.unit[1] <= '9') return;  // a sized container stays whole
  const std::size_t cut = g.unit.rfind('_');
  if (cut == std::string_view::npos) return;
  g.unit = s_.arena.copy("{" + std::string(g.unit.substr(cut + 1)));
  g.unit_name = g.unit.substr(1, g.unit.size() - 2);
}

void Reader::finish(const Field& f, const Setting& s, Goal g, std::uint32_t first, std::uint32_t last) {
  g.sentence = f.sentence;
  g.span = clause_of(s_, words_, ids_, f, s, first, last);
  const Actor actor = actors_.of(f, s, first, g.kind);
  g.actor = actor.name;
  set_means(s_, words_, f, first, last, g);
  set_comparator(s_, f, last, g);
  if (actor.assumed) g.flags.push_back("actor_assumed");
  g.grade = g.deadline.empty() ? 'B' : 'A';
  g.topic = s.capacity ? "project_capacity" : "policy";
  const GoalCue* act = s.predicate != nullptr && s.predicate->acts && s.predicate->head != kNone ? cue_over(f.acts, s.predicate->head) : nullptr;
  const GoalCue* cue = s.noun != nullptr ? s.noun : s.mood != nullptr ? s.mood : s.adjective != nullptr ? s.adjective : s.verb != nullptr ? s.verb : act;
  if (cue != nullptr) g.rule = s_.chart.mentions[cue->mention].rule;
  if (g.kind == Goal::Kind::kObservation) {
    g.period = g.deadline;
    g.deadline = {};
  }
  facts_.goals.push_back(std::move(g));
}

void Reader::consider(const Field& f, std::uint32_t index) {
  const Mention& m = s_.chart.mentions[s_.linked.quantities[index].mention];
  Setting s = setting_of(s_, words_, ids_, f, m.first, m.last);
  const Quantity q = read_amount(f, index, s);
  Goal g;
  if (!measurable(f, q, s) || !accept(f, q, s, g)) return;
  set_unit(q, g);
  shape(f, q, s, g);
  consequence(f, q, s, g);
  g.indicator = indicator_of(s_, words_, ids_, f, s, q, m.first, m.last);
  g.from.push_back(q.mention);
  set_deadline(s_, words_, f, q, g);
  continue_deadline(s_, facts_.goals, g);
  set_baseline(s_, words_, ids_, f, s, q, g);
  finish(f, s, std::move(g), m.first, m.last);
}

void Reader::lexical(const Field& f, const WordLevel& level) {
  Setting s = setting_of(s_, words_, ids_, f, level.first, level.last);
  if (level.predicate != nullptr) s.predicate = level.predicate, s.verb = level.predicate->verb, s.mood = level.predicate->mood;
  const Predicate* p = s.predicate;
  if (p != nullptr && (p->kind == Kind::kNegated || p->kind == Kind::kCondition)) return;
  const bool willed = p != nullptr && (p->kind == Kind::kAim || p->kind == Kind::kForecast);
  if (s.noun == nullptr && !willed) return;
  Goal g;
  g.kind = willed && p->kind == Kind::kForecast ? Goal::Kind::kForecast : Goal::Kind::kTarget;
  g.modality = s.noun != nullptr ? s.noun->b : p->modality;
  g.low = g.high = level.value;
  g.unit = level.unit;
  g.unit_name = level.unit_name;
  g.direction = level.direction;
  g.basis = level.basis;
  g.indicator = level.indicator;
  g.from.push_back(level.mention);
  Quantity q;
  q.mention = level.mention;
  q.role = QuantityRole::kTo;
  set_deadline(s_, words_, f, q, g);
  finish(f, s, std::move(g), level.first, level.last);
}

}  // namespace

void gather_goals(const Scene& scene, Facts& facts) { Reader(scene, facts).run(); }

}  // namespace milepost::fact
