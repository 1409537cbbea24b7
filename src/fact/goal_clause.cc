// Verb groups of a sentence and the will behind them. Finite verbs say it themselves ("plans to", "is expected to", "rose"); infinitives,
// gerunds and coordinated verbs take it from the verb, noun or act that they hang on. One pass from left to right.
#include <algorithm>

#include "fact/goal.h"

namespace milepost::fact {

const GoalCue* cue_over(const std::vector<GoalCue>& cues, std::uint32_t token) {
  const GoalCue* best = nullptr;
  for (const GoalCue& c : cues) {
    if (c.first > token) break;
    if (token < c.last && (best == nullptr || c.last - c.first > best->last - best->first)) best = &c;
  }
  return best;
}

const GoalCue* cue_at(const std::vector<GoalCue>& cues, std::uint32_t token) {
  for (const GoalCue& c : cues) {
    if (c.first == token) return &c;
    if (c.first > token) break;
  }
  return nullptr;
}

namespace {

using Kind = Predicate::Kind;
using Form = Predicate::Form;
constexpr std::uint32_t kNounReach = 16;

class Clauses {
 public:
  Clauses(const Scene& scene, const link::Words& words, const GoalWords& ids, Field& field)
      : s_(scene), words_(words), w_(ids), f_(field) {}

  void run() {
    f_.predicates.clear();
    for (std::uint32_t i = f_.first; i < f_.last;) i = step(i);
    for (std::size_t k = 0; k < f_.predicates.size(); ++k) inherit(k);
  }

 private:
  bool has(std::uint32_t i, std::uint32_t bits) const { return i < f_.last && (words_.classes(i) & bits) != 0; }
  bool opens(std::uint32_t i) const { return i == f_.first || (i == f_.first + 1 && !words_.alpha(f_.first)); }
  bool lower(std::uint32_t i) const { return f_.headline || !s_.text.tokens[i].is(Token::kCap) || opens(i); }
  bool is(std::uint32_t i, std::string_view mark) const { return words_.view(i) == mark; }

  std::uint32_t step(std::uint32_t i);
  std::uint32_t group(std::uint32_t i, const GoalCue* mood);
  std::uint32_t plain(std::uint32_t i);
  bool mood_here(const GoalCue& m) const;
  void main_verb(Predicate& p, std::uint32_t i, bool after_be);
  bool verbal(std::uint32_t i) const;
  bool reduced(std::uint32_t i, bool finite) const;
  bool amount(std::uint32_t i) const;
  bool behind_amount(std::uint32_t i) const;
  bool within_object(std::uint32_t i) const;
  void add(Predicate p);
  void inherit(std::size_t k);
  void take(Predicate& p, const Predicate& from);
  const GoalCue* noun_before(std::uint32_t i) const;

  const Scene& s_;
  const link::Words& words_;
  const GoalWords& w_;
  Field& f_;
  std::uint32_t level_ = 0;
  bool condition_ = false, purpose_ = false;
};

/// A mood that is a single word may be a noun or participle where it stands: "the forecast", "the project".
bool Clauses::mood_here(const GoalCue& m) const {
  if (amount(m.first)) return false;
  if (m.last - m.first > 1) return true;
  if (m.c.empty() || m.c == ".") {  // "an estimated 40" is no verb, "is estimated at 40" is one
    if (has(m.first, w_.noun_class) && !has(m.first, w_.auxiliary)) return words_.finite(m.first) && !within_object(m.first);
    if (!has(m.first, w_.part | w_.ing)) return true;
    for (std::uint32_t t = m.first; t > f_.first && m.first - t < 3; --t)
      if (has(t - 1, w_.be)) return true;
    return false;
  }
  if (m.first > f_.first && (has(m.first - 1, w_.auxiliary) || has(m.first - 1, w_.to))) return true;
  if (m.c != "ing" && m.c != "base" && within_object(m.first)) return false;  // "in a targeted campaign"
  if (f_.headline) return m.c == "s" || m.c == "base" || m.c == "past";
  if (m.c == "ing") return has(m.first, w_.verbal) && !(m.first > f_.first && has(m.first - 1, w_.determiner | w_.preposition));
  if (m.c == "s" && m.last < f_.last && has(m.last, w_.determiner)) return true;
  if (m.c == "s" && m.first > f_.first && s_.text.tokens[m.first - 1].is(Token::kCap))  // "the Agency projects spending will"
    for (std::uint32_t t = m.last; t < f_.last && t < m.last + 5; ++t)
      if (has(t, w_.modal)) return true;
  return words_.finite(m.first);
}

bool Clauses::verbal(std::uint32_t i) const {
  return i < f_.last && words_.alpha(i) && (has(i, w_.verbal | w_.part | w_.ing | w_.past) || cue_over(f_.verbs, i) != nullptr);
}

void Clauses::main_verb(Predicate& p, std::uint32_t i, bool after_be) {
  p.head = i;
  p.last = std::max(p.last, i + 1);
  if (const GoalCue* v = cue_over(f_.verbs, i); v != nullptr && v->first >= p.first) {
    p.verb = v;
    p.last = std::max(p.last, v->last);
  }
  if (cue_over(f_.spends, i) != nullptr && (p.verb == nullptr || p.verb->b != "yes")) p.spends = true;
  if (cue_over(f_.says, i) != nullptr) p.says = true;
  if (cue_over(f_.acts, i) != nullptr) p.acts = true;
  p.passive = after_be && has(i, w_.part) && !has(i, w_.ing);
  p.base = !has(i, w_.past | w_.part | w_.ing) || has(i, w_.infinitive);
}

/// Auxiliaries, moods and the verb that they lead: "will soon be required to cut", "has been raised", "is building".
std::uint32_t Clauses::group(std::uint32_t i, const GoalCue* mood) {
  Predicate p;
  p.first = i;
  p.last = i;
  bool be = false, have = false, negated = false, past = false, led = false;
  std::uint32_t last_auxiliary = kNone;
  for (std::uint32_t j = i; j < f_.last;) {
    const GoalCue* m = j == i && mood != nullptr ? mood : cue_at(f_.moods, j);
    if (m != nullptr && mood_here(*m)) {
      if (p.mood == nullptr || m->a != "aim" || p.mood->a == "aim") p.mood = p.mood != nullptr && p.mood->a == "neg" ? p.mood : m;
      if (m->a == "neg") p.mood = m;
      if (p.bare_will || m->b != "expected" || m->a != "aim") p.bare_will = false;
      if (m->a == "aim" && m->b == "expected") p.bare_will = true;
      if (be && past && m->a == "aim" && m->b == "expected" && m->last > m->first + 1) negated = true;  // "was set to rise"
      if (have && past && has(m->first, w_.past | w_.part)) negated = true;  // "had planned to"
      if (m->c == "past" && m->first == i) past = true;
      be = has(m->last - 1, w_.be), have = false;
      led = true;
      j = m->last;
      p.last = j;
      last_auxiliary = j - 1;
      continue;
    }
    if (has(j, w_.negation) && !has(j, w_.determiner)) {
      negated = true;
      p.last = ++j;
      continue;
    }
    if (has(j, w_.auxiliary)) {
      if (has(j, w_.past) && p.mood == nullptr) past = true;
      be = has(j, w_.be), have = has(j, w_.have);
      last_auxiliary = j;
      p.last = ++j;
      continue;
    }
    const bool floating = led && has(j, w_.determiner) && j + 1 < f_.last && verbal(j + 1) && !has(j + 1, w_.noun_class);  // "each have"
    if (((has(j, w_.adverb) && !verbal(j)) || floating) && j + 1 < f_.last) {
      ++j;
      continue;
    }
    const bool main = verbal(j) && (lower(j) || p.mood != nullptr) && (led || be || have || !has(j, w_.determiner));
    const bool fits = be ? has(j, w_.part | w_.ing) : have ? has(j, w_.part | w_.past) : led || has(last_auxiliary, w_.auxiliary);
    const bool object = m == nullptr && p.mood != nullptr && !has(p.last - 1, w_.to | w_.auxiliary | w_.preposition) && !be && !have;
    if (main && fits && !object) {
      main_verb(p, j, be);
      const bool works = p.verb != nullptr && s_.chart.get(s_.chart.mentions[p.verb->mention], w_.works).text == "yes";
      if (be && has(j, w_.ing) && p.mood == nullptr && (works || p.spends) && !past)
        p.kind = Kind::kAim, p.modality = "planned";
    } else if (last_auxiliary != kNone && p.head == kNone) {  // "is", "has" as the verb itself
      p.verb = cue_over(f_.verbs, last_auxiliary);
      if (p.verb != nullptr && p.verb->first < p.first) p.verb = nullptr;
      if (p.verb != nullptr) p.head = last_auxiliary;
    }
    break;
  }
  p.past = past || (p.mood == nullptr && have && p.head != last_auxiliary);
  const bool named = p.mood != nullptr && p.mood->first == i && p.mood->last > i + 1 && has(i, w_.noun_class) && i > f_.first &&
                     (has(i - 1, w_.determiner) || words_.adjective(i - 1));  // "a plan to cut"
  if (p.mood != nullptr && have && p.head != last_auxiliary && !p.bare_will && has(p.mood->last - 1, w_.modal)) negated = true;  // would have built
  p.negated = negated;
  if (negated || (p.mood != nullptr && p.mood->a == "neg"))
    p.kind = Kind::kNegated;
  else if (p.mood != nullptr)
    p.kind = p.mood->a == "forecast" ? Kind::kForecast : Kind::kAim, p.modality = p.kind == Kind::kForecast ? "expected" : p.mood->b;
  else if (p.kind == Kind::kOpen)
    p.kind = Kind::kFact;
  if (p.last == p.first) p.last = p.first + 1;
  if (named && !f_.headline) {
    p.form = Form::kInfinitive;
    const Predicate* b = f_.predicates.empty() ? nullptr : &f_.predicates.back();
    if (b != nullptr && (b->kind == Kind::kNegated || b->kind == Kind::kCondition) && b->last + 3 >= i) p.kind = b->kind;  // "abandoned a plan to"
  }
  const bool finite = named || p.mood == nullptr || p.mood->first != i || has(i, w_.auxiliary) || words_.finite(i) ||
                      (has(i, w_.verbal) && (!has(i, w_.ing | w_.part) || (s_.text.tokens[i].is(Token::kCap) && !has(i, w_.ing)))) || !words_.alpha(i);
  if (!finite && !f_.headline) p.form = Form::kParticiple;  // "staff working to", "homes expected to"
  const std::uint32_t next = p.last;
  add(p);
  return next;
}

void Clauses::add(Predicate p) {
  p.level = level_;
  if (purpose_ && p.form == Form::kFinite) {  // "so that costs are 5% lower"
    if (p.kind == Kind::kFact && !p.past) p.kind = Kind::kOpen;
    purpose_ = false;
  }
  if (condition_ && (p.form == Form::kFinite || p.kind == Kind::kOpen)) p.kind = Kind::kCondition;
  f_.predicates.push_back(p);
}

/// A word of an amount, or the noun right behind a number: "20 million pumps".
bool Clauses::amount(std::uint32_t i) const {
  if (cue_over(f_.verbs, i) != nullptr && !has(i, w_.noun_class)) return false;
  for (const std::uint32_t q : f_.quantities) {
    const Quantity& x = s_.linked.quantities[q];
    if (x.role == QuantityRole::kFactor) continue;
    const Mention& m = s_.chart.mentions[x.mention];
    if (m.last == i && has(i, w_.plural)) return true;
    if (m.last <= i && x.span.end >= s_.text.tokens[i].end) return true;
  }
  return false;
}

/// "a 2-euro handling fee": part of what the amount belongs to.
bool Clauses::behind_amount(std::uint32_t i) const {
  for (const std::uint32_t q : f_.quantities) {
    const Mention& m = s_.chart.mentions[s_.linked.quantities[q].mention];
    if (m.last == i || (m.last + 1 == i && is(m.last, ")") && m.last < f_.last)) return i + 1 < f_.last && words_.nominal(i + 1);
  }
  return false;
}

/// Between the verb and the end of its object: no finite verb can stand here.
bool Clauses::within_object(std::uint32_t i) const {
  if (f_.predicates.empty() || f_.headline) return false;
  const Predicate& b = f_.predicates.back();
  if (b.head == kNone || b.says || b.form == Form::kParticiple) return false;
  for (std::uint32_t t = b.last; t < i; ++t)
    if ((!words_.alpha(t) && !s_.text.tokens[t].is(Token::kNumeral) && !words_.hyphen(t)) ||
        has(t, w_.subordinate | w_.relative | w_.conjunction))
      return false;
  return true;
}

/// A participle behind the noun that it describes: "power made by wind", not "output increased by 5%".
bool Clauses::reduced(std::uint32_t i, bool finite) const {
  if (i == f_.first || !words_.alpha(i - 1) || has(i - 1, w_.auxiliary)) return false;
  if (!words_.noun(i - 1) && !s_.text.tokens[i - 1].is(Token::kCap)) return false;
  if (i + 1 >= f_.last || !has(i + 1, w_.preposition)) return false;
  if (!finite) return true;
  const std::uint32_t next = i + 2 < f_.last ? i + 2 : i + 1;
  if (!f_.predicates.empty()) {  // within the object of a verb
    const Predicate& b = f_.predicates.back();
    bool open = b.head != kNone && !b.says;
    for (std::uint32_t t = b.last; t < i && open; ++t) open = words_.alpha(t) && !has(t, w_.subordinate | w_.relative | w_.conjunction);
    if (open) return true;
  }
  for (std::uint32_t t = next; t < f_.last && t < i + 14; ++t) {  // a verb of its own follows
    if (!words_.alpha(t) && !s_.text.tokens[t].is(Token::kNumeral)) return false;
    if (has(t, w_.subordinate | w_.relative | w_.conjunction)) return false;
    if (has(t, w_.auxiliary)) return true;
  }
  return false;
}

/// A verb without auxiliary or mood: finite, infinitive, gerund or participle.
std::uint32_t Clauses::plain(std::uint32_t i) {
  Predicate p;
  p.first = i;
  p.last = i;
  if (has(i, w_.to) && i + 1 < f_.last) {
    std::uint32_t j = i + 1;
    while (j < f_.last && has(j, w_.adverb) && !verbal(j)) ++j;
    const bool infinitive = j < f_.last && words_.alpha(j) && !has(j, w_.determiner | w_.preposition) && !s_.text.tokens[j].is(Token::kNumeral) &&
                            (lower(j) || f_.headline) && has(j, w_.infinitive | w_.verbal | w_.be | w_.have) && !has(j, w_.past | w_.part | w_.ing | w_.third);
    const bool named = infinitive && has(j, w_.noun_class) && i > f_.first && words_.noun(i - 1) && j + 1 < f_.last &&
                       (!words_.alpha(j + 1) || has(j + 1, w_.conjunction));  // "to research and development"
    if (named) return i + 1;
    if (!infinitive || (!has(j, w_.verbal | w_.auxiliary) && cue_over(f_.verbs, j) == nullptr)) return i + 1;
    p.form = Form::kInfinitive;
    const bool be = has(j, w_.be);
    std::uint32_t k = j;
    if (be || has(j, w_.have)) {
      k = j + 1;
      while (k < f_.last && (has(k, w_.adverb | w_.be) && !has(k, w_.verbal & ~w_.be))) ++k;
      if (k >= f_.last || !has(k, w_.part | w_.ing)) k = j;
    }
    p.last = j + 1;
    main_verb(p, k, be && k != j);
    p.base = true;
    const std::uint32_t next = p.last;
    add(p);
    return next;
  }
  if (!verbal(i) || !lower(i) || amount(i)) return i + 1;
  if (words_.hyphen(i + 1) || (i > f_.first && words_.hyphen(i - 1))) return i + 1;  // long-planned, oil-producing
  const bool before_determiner = i > f_.first && has(i - 1, w_.determiner);
  if (has(i, w_.ing) && !has(i, w_.auxiliary)) {
    if (before_determiner || (!lower(i) && !f_.headline)) return i + 1;
    const bool named = has(i, w_.noun_class) && i + 1 < f_.last && words_.nominal(i + 1) && i > f_.first &&
                       (words_.adjective(i - 1) || words_.noun(i - 1));  // the residential building stock
    if (named || behind_amount(i)) return i + 1;
    const bool bare = i + 1 < f_.last && (has(i + 1, w_.preposition) || (!words_.alpha(i + 1) && !s_.text.tokens[i + 1].is(Token::kNumeral)));
    if (has(i, w_.noun_class) && (cue_over(f_.verbs, i) == nullptr || (bare && i > f_.first && has(i - 1, w_.preposition) && cue_over(f_.spends, i) != nullptr))) return i + 1;
    p.form = Form::kGerund;
    main_verb(p, i, false);
    const std::uint32_t next = p.last;
    add(p);
    return next;
  }
  const bool previous_base = !f_.predicates.empty() && f_.predicates.back().base;
  const bool joined = i > f_.first && ((has(i - 1, w_.conjunction) && !has(i - 1, w_.subordinate)) || is(i - 1, ",") ||
                                        (has(i - 1, w_.adverb) && i > f_.first + 1 && (has(i - 2, w_.conjunction) || is(i - 2, ",")) && !has(i - 2, w_.subordinate)));
  const GoalCue* v = cue_over(f_.verbs, i);
  const bool base = v != nullptr ? v->c == "base" && v->first == i : words_.finite(i) && !has(i, w_.past | w_.third | w_.plural);
  const bool noun_phrase = has(i, w_.noun_class) && i + 1 < f_.last && words_.alpha(i + 1) && words_.noun(i + 1);  // "and power plants"
  if (joined && previous_base && base && !noun_phrase) {  // "to cut … and build …"
    p.form = Form::kInfinitive;
    main_verb(p, i, false);
    const std::uint32_t next = p.last;
    add(p);
    return next;
  }
  const bool first_word = opens(i);
  if (first_word && v != nullptr && v->c == "base" && i + 1 < f_.last && !has(i + 1, w_.auxiliary | w_.to | w_.preposition)) {  // "Ban hidden fees": an order
    main_verb(p, i, false);
    p.form = Form::kInfinitive;
    p.kind = f_.led.empty() ? Kind::kOpen : Kind::kAim;
    p.modality = f_.led;
    const std::uint32_t next = p.last;
    add(p);
    return next;
  }
  if (before_determiner && cue_over(f_.adjectives, i) != nullptr) return i + 1;  // a projected loss
  const bool past = has(i, w_.past);
  if (!past && !has(i, w_.part) && within_object(i)) {  // "will see tariffs go up", "to cut housing starts"
    const bool described = has(i, w_.noun_class) && words_.adjective(i - 1);  // "a monthly yield"
    if (described || v == nullptr || v->c != "base" || v->first != i || has(i - 1, w_.determiner) || !words_.finite(i)) return i + 1;
    p.form = Form::kInfinitive;
    main_verb(p, i, false);
    const std::uint32_t next = p.last;
    add(p);
    return next;
  }
  const bool finite = f_.headline ? (v != nullptr && (v->c == "past" || v->c == "s")) || cue_over(f_.acts, i) != nullptr : words_.finite(i);
  if (has(i, w_.part) && !before_determiner && reduced(i, finite)) {
    p.form = Form::kParticiple;
    main_verb(p, i, true);
    p.kind = Kind::kFact;
    p.past = true;
  } else if (finite) {
    main_verb(p, i, false);
    p.base = false;
    p.kind = Kind::kFact;
    p.past = past;
  } else {
    return i + 1;
  }
  const std::uint32_t next = p.last;
  add(p);
  return next;
}

std::uint32_t Clauses::step(std::uint32_t i) {
  if (!words_.alpha(i)) {
    const std::string_view v = words_.view(i);
    if (v == "," || v == "\u201d" || v == ")") {
      if (level_ > 0 && !f_.predicates.empty() && f_.predicates.back().level == level_) --level_;
      if (condition_ && !f_.predicates.empty() && f_.predicates.back().kind == Kind::kCondition) condition_ = false;
    } else if (v == ";" || v == ":") {
      level_ = 0, condition_ = false;
    }
    // "'ll" begins with a mark
    if (const GoalCue* m = cue_at(f_.moods, i); m != nullptr) return group(i, m);
    return i + 1;
  }
  if (const GoalCue* c = cue_at(f_.conditions, i); c != nullptr) {
    condition_ = condition_ || c->a == "yes";
    return c->last;
  }
  if (const GoalCue* m = cue_at(f_.moods, i); m != nullptr && mood_here(*m)) return group(i, m);
  if (const GoalCue* c = cue_at(f_.purposes, i); c != nullptr && !f_.predicates.empty()) {
    purpose_ = true;
    if (!has(i, w_.to)) return c->last;
  }
  if (has(i, w_.subordinate | w_.relative)) {
    const bool said = !f_.predicates.empty() && f_.predicates.back().says && f_.predicates.back().last == i;
    if (!said) level_ = std::min<std::uint32_t>(level_ + 1, 3);
    condition_ = false;
    return i + 1;
  }
  if (has(i, w_.auxiliary) && lower(i)) return group(i, nullptr);
  if (const GoalCue* c = cue_at(f_.adjuncts, i); c != nullptr && (c->last > i + 1 || has(i, w_.ing))) return c->last;  // compared with, including
  return plain(i);
}

void Clauses::take(Predicate& p, const Predicate& from) {
  p.kind = from.kind;
  p.modality = from.modality;
  if (p.mood == nullptr) p.mood = from.mood;
  if (from.kind == Kind::kFact) p.past = from.past;
  p.bare_will = from.bare_will;
}

/// The aim as a noun that an infinitive or "of …ing" spells out: "a contract from Norland Rail to build".
const GoalCue* Clauses::noun_before(std::uint32_t i) const {
  const GoalCue* best = nullptr;
  for (const GoalCue& n : f_.nouns) {
    if (n.last > i) break;
    if (i - n.last <= kNounReach) best = &n;
  }
  if (best == nullptr) return nullptr;
  for (std::uint32_t t = best->last; t < i; ++t) {
    if (is(t, ";") || is(t, ":") || is(t, "\u2014") || is(t, "(")) return nullptr;
    if (is(t, ",") && i - best->last > 3) return nullptr;
  }
  for (const Predicate& p : f_.predicates)
    if (p.first >= best->last && p.last <= i && p.form != Form::kParticiple) return nullptr;
  return best;
}

/// What hangs on another verb takes its will.
void Clauses::inherit(std::size_t k) {
  Predicate& p = f_.predicates[k];
  if (p.kind != Kind::kOpen && (p.form == Form::kFinite || p.form == Form::kParticiple)) {
    if (p.kind == Kind::kAim && p.bare_will && k > 0) {  // "is expected to rise … but will fall", "expects that it will"
      const Predicate& b = f_.predicates[k - 1];
      const bool moved = b.verb != nullptr && (b.verb->a == "increase" || b.verb->a == "decrease");
      if (b.kind == Kind::kForecast && (b.head == kNone || (moved && p.first - b.last < 24))) p.kind = Kind::kForecast, p.modality = "expected";
    }
    return;
  }
  if (p.kind != Kind::kOpen) return;
  const bool behind_comma = p.first > f_.first && is(p.first - 1, ",");
  const Predicate* from = nullptr;
  for (std::size_t j = k; j-- > 0;) {
    const Predicate& b = f_.predicates[j];
    if (b.form == Form::kParticiple) continue;
    if (behind_comma && b.level > p.level && (p.form == Form::kInfinitive || b.kind == Kind::kFact)) continue;
    from = &b;
    break;
  }
  const bool of = p.form == Form::kGerund && p.first > f_.first && has(p.first - 1, w_.preposition);
  if (p.form == Form::kInfinitive || of) {
    const GoalCue* n = noun_before(p.first);
    const bool in_force = n != nullptr && n->c == "frame" && from != nullptr && from->last <= n->first && from->kind == Kind::kFact && !from->acts;
    const bool apart = of && n != nullptr && n->last + 1 != p.first;  // "plans with 400 m of living space"
    if (n != nullptr && !in_force && !apart && (from == nullptr || from->last <= n->first || from->kind == Kind::kFact)) {
      const bool negated = from != nullptr && from->kind == Kind::kNegated && from->last + 4 >= n->first;
      const bool achieved = from != nullptr && from->kind == Kind::kFact && from->past && !from->acts && from->verb != nullptr &&
                            from->verb->a == "reach" && from->last <= n->first && from->last + 3 >= n->first;  // achieved its goal of
      p.noun = n;
      p.kind = negated ? Kind::kNegated : achieved ? Kind::kFact : Kind::kAim;
      p.modality = n->b;
      if (from != nullptr && (from->kind == Kind::kAim || from->kind == Kind::kCondition)) take(p, *from);
      return;
    }
  }
  const bool reduced_gerund = p.form == Form::kGerund && !behind_comma && !of && p.first > f_.first && words_.noun(p.first - 1);
  if (from != nullptr && reduced_gerund) {  // "next to a park hosting 40,000 guests": not what is willed
    bool comma = false;
    for (std::uint32_t t = from->last; t < p.first; ++t) comma = comma || is(t, ",");
    if (comma) return;
  }
  if (from == nullptr) {
    if (f_.headline && p.form == Form::kInfinitive) p.kind = Kind::kAim, p.modality = "planned";
    return;
  }
  take(p, *from);
  const bool outlined = p.form == Form::kGerund && behind_comma && cue_at(f_.outlines, p.first) != nullptr;
  if (from->kind == Kind::kFact && from->acts && (p.form == Form::kInfinitive || outlined)) {
    const GoalCue* act = cue_over(f_.acts, from->head);
    p.kind = Kind::kAim, p.past = false;
    p.modality = act != nullptr ? act->a : "planned";
  }
}

}  // namespace

void read_predicates(const Scene& scene, const link::Words& words, const GoalWords& ids, Field& field) {
  Clauses(scene, words, ids, field).run();
}

}  // namespace milepost::fact
