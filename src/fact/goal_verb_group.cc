// A verb group: auxiliaries, moods and the verb that they lead; or a verb alone, which may be a noun, an adjective or part of an amount.
#include <algorithm>

#include "fact/goal_clause.h"

namespace milepost::fact {

using Kind = Predicate::Kind;
using Form = Predicate::Form;

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
  if (m.c == "s" && m.first > f_.first && s_.text.tokens[m.first - 1].is(Token::kCap)) {  // "the Agency projects spending will"
    for (std::uint32_t t = m.last; t < f_.last && t < m.last + 5; ++t)
      if (has(t, w_.modal)) return true;
    const bool object = m.last < f_.last && words_.nominal(m.last) && !has(m.last, w_.preposition) && f_.predicates.empty();
    for (std::uint32_t t = m.last; object && t + 1 < f_.last && t < m.last + 6 && words_.alpha(t); ++t)
      if (has(t, w_.preposition) && (figure(t + 1) || figure(t + 2))) return true;  // "Norland targets exports of $5 billion"
  }
  return words_.finite(m.first);
}

/// An amount begins at token i.
bool Clauses::figure(std::uint32_t i) const {
  return std::any_of(f_.quantities.begin(), f_.quantities.end(),
                     [&](std::uint32_t q) { return s_.chart.mentions[s_.linked.quantities[q].mention].first == i; });
}

bool Clauses::verbal(std::uint32_t i) const {
  return i < f_.last && words_.alpha(i) && (has(i, w_.verbal | w_.part | w_.ing | w_.past) || f_.marked(i, Field::kVerbOver));
}

void Clauses::main_verb(Predicate& p, std::uint32_t i, bool after_be) {
  p.head = i;
  p.last = std::max(p.last, i + 1);
  if (const GoalCue* v = verb_over(i); v != nullptr && v->first >= p.first) {
    p.verb = v;
    p.last = std::max(p.last, v->last);
  }
  if (f_.marked(i, Field::kSpendOver) && (p.verb == nullptr || p.verb->b != "yes")) p.spends = true;
  if (f_.marked(i, Field::kSayOver)) p.says = true;
  if (f_.marked(i, Field::kActOver)) p.acts = true;
  p.passive = after_be && has(i, w_.part) && !has(i, w_.ing);
  p.base = !has(i, w_.past | w_.part | w_.ing) || has(i, w_.infinitive);
}

bool Clauses::amount(std::uint32_t i) const {
  if (f_.marked(i, Field::kVerbOver) && !has(i, w_.noun_class)) return false;
  for (const std::uint32_t q : f_.quantities) {
    const Quantity& x = s_.linked.quantities[q];
    if (x.role == QuantityRole::kFactor) continue;
    const Mention& m = s_.chart.mentions[x.mention];
    if (m.last == i && has(i, w_.plural)) return true;
    if (m.last <= i && x.span.end >= s_.text.tokens[i].end) return true;
  }
  return false;
}

bool Clauses::behind_amount(std::uint32_t i) const {
  for (const std::uint32_t q : f_.quantities) {
    const Mention& m = s_.chart.mentions[s_.linked.quantities[q].mention];
    if (m.last == i || (m.last + 1 == i && is(m.last, ")") && m.last < f_.last)) return i + 1 < f_.last && words_.nominal(i + 1);
  }
  return false;
}

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

/// A verb group while it is read from left to right.
struct Clauses::Chain {
  Predicate p;
  bool be = false, have = false, perfect = false, negated = false, past = false, led = false;
  std::uint32_t last_auxiliary = kNone;
};

/// The next mood of a chain: the later one is the stronger, a denial stays.
void Clauses::join_mood(Chain& c, const GoalCue& m) const {
  Predicate& p = c.p;
  const bool bare = m.a == "aim" && m.b == "expected";
  if (c.be && c.past && bare && m.last > m.first + 1) c.negated = true;       // "was set to rise"
  if (c.have && c.past && has(m.first, w_.past | w_.part)) c.negated = true;  // "had planned to"
  if (m.a == "neg" || p.mood == nullptr || (p.mood->a != "neg" && (m.a != "aim" || p.mood->a == "aim"))) p.mood = &m;
  p.bare_will = bare;
  if (m.c == "past" && m.first == p.first) c.past = true;
  c.be = has(m.last - 1, w_.be);
  c.have = false;
  c.led = true;
  p.last = m.last;
  c.last_auxiliary = m.last - 1;
}

/// One more auxiliary, negation or adverb at token j; false when the chain's verb or its end is reached.
bool Clauses::join_auxiliary(Chain& c, std::uint32_t& j) const {
  if (has(j, w_.negation) && !has(j, w_.determiner)) {
    c.negated = true;
    c.p.last = ++j;
    return true;
  }
  if (has(j, w_.auxiliary)) {
    if (has(j, w_.past) && c.p.mood == nullptr) c.past = true;
    c.perfect = c.perfect || (c.have && has(j, w_.part));  // has been, would have had
    c.be = has(j, w_.be), c.have = has(j, w_.have);
    c.last_auxiliary = j;
    c.p.last = ++j;
    return true;
  }
  const bool floating = c.led && has(j, w_.determiner) && j + 1 < f_.last && verbal(j + 1) && !has(j + 1, w_.noun_class);  // each have
  if (((has(j, w_.adverb) && !verbal(j)) || floating) && j + 1 < f_.last) {
    ++j;
    return true;
  }
  return false;
}

/// The verb at token j, or the last auxiliary as the verb itself: "is", "has".
void Clauses::join_verb(Chain& c, std::uint32_t j) {
  Predicate& p = c.p;
  if (j < f_.last) {
    const bool main = verbal(j) && (lower(j) || p.mood != nullptr) && (c.led || c.be || c.have || !has(j, w_.determiner));
    const bool fits = c.be ? has(j, w_.part | w_.ing) : c.have ? has(j, w_.part | w_.past) : c.led || has(c.last_auxiliary, w_.auxiliary);
    std::uint32_t end = p.last - 1;
    while (end > p.first && has(end, w_.negation)) --end;
    const bool object = p.mood != nullptr && !has(end, w_.to | w_.auxiliary | w_.preposition) && !c.be && !c.have;
    if (main && fits && !object) {
      main_verb(p, j, c.be);
      const bool works = p.verb != nullptr && s_.chart.get(s_.chart.mentions[p.verb->mention], w_.works).text == "yes";
      if (c.be && has(j, w_.ing) && p.mood == nullptr && (works || p.spends) && !c.past && !c.perfect)
        p.kind = Kind::kAim, p.modality = "planned";
      return;
    }
  } else {
    return;
  }
  if (c.last_auxiliary == kNone || p.head != kNone) return;
  p.verb = verb_over(c.last_auxiliary);
  if (p.verb != nullptr && p.verb->first < p.first) p.verb = nullptr;
  if (p.verb != nullptr) p.head = c.last_auxiliary;
}

/// "must not exceed", "may not be more than": a denied verb that keeps what it measures within bounds.
std::string_view Clauses::kept(const Predicate& p) const {
  if (p.mood == nullptr || p.mood->a == "forecast" || p.mood->b == "none" || p.verb == nullptr || p.head == kNone) return {};
  if (has(p.head, w_.be)) return p.bare_will ? std::string_view{} : "bound";
  const std::string_view side = s_.chart.get(s_.chart.mentions[p.verb->mention], w_.denied).text;
  return side == "." ? std::string_view{} : side;
}

/// "No household will lose more than 3%": the subject is denied, so that the bound of the amount binds.
bool Clauses::none_does(const Predicate& p) const {
  for (std::uint32_t t = p.first, steps = 0; t > f_.first && steps < 5; ++steps) {
    --t;
    if (!words_.alpha(t) || s_.text.tokens[t].is(Token::kNumeral) || has(t, w_.conjunction | w_.relative | w_.auxiliary)) return false;
    if (has(t, w_.negation) && has(t, w_.determiner)) return true;
  }
  return false;
}

/// What the whole chain says: denied, willed, expected or told.
void Clauses::settle(Chain& c) const {
  Predicate& p = c.p;
  p.past = c.past || (p.mood == nullptr && c.have && p.head != c.last_auxiliary);
  const bool perfect = p.mood != nullptr && (c.perfect || (c.have && p.head != c.last_auxiliary)) && !p.bare_will;
  if (perfect && has(p.mood->last - 1, w_.modal)) c.negated = true;  // would have built
  p.negated = c.negated;
  if (c.negated || (p.mood != nullptr && p.mood->a == "neg")) p.kept = kept(p);
  const bool none = !c.negated && p.mood != nullptr && p.mood->b != "none" && p.head != kNone && none_does(p);
  if (none && p.mood->a == "forecast")
    c.negated = true;
  else if (none)
    p.kept = "bound";
  if (!p.kept.empty()) {
    p.kind = Kind::kAim, p.negated = false;
    p.modality = p.mood->a == "duty" ? "proposed" : p.mood->b;
  } else if (c.negated || (p.mood != nullptr && p.mood->a == "neg")) {
    p.kind = Kind::kNegated;
  } else if (p.mood != nullptr) {
    const bool duty = p.mood->a == "duty";  // "should be raised" is a demand, "should rise" an expectation
    p.kind = p.mood->a == "forecast" || (duty && !p.passive) ? Kind::kForecast : Kind::kAim;
    p.modality = p.kind == Kind::kForecast ? "expected" : duty ? "proposed" : p.mood->b;
    if (p.kind == Kind::kForecast && p.mood->first == p.first && outlined(p.first)) p.kind = Kind::kAim, p.modality = "planned";
  } else if (p.kind == Kind::kOpen) {
    p.kind = Kind::kFact;
  }
  if (p.last == p.first) p.last = p.first + 1;
}

/// A mood that is a noun ("a plan to cut") or a participle ("staff working to", "homes expected to") is no finite verb.
void Clauses::settle_form(Predicate& p) const {
  const std::uint32_t i = p.first;
  if (p.mood == nullptr || p.mood->first != i || f_.headline) return;
  const bool named =
      p.mood->last > i + 1 && has(i, w_.noun_class) && i > f_.first && (has(i - 1, w_.determiner) || words_.adjective(i - 1));
  if (named) {
    p.form = Form::kInfinitive;
    const Predicate* b = f_.predicates.empty() ? nullptr : &f_.predicates.back();
    const bool near = b != nullptr && b->last + 3 >= i;
    if (near && (b->kind == Kind::kNegated || b->kind == Kind::kCondition)) p.kind = b->kind;  // abandoned a plan
    const bool met = near && b->kind == Kind::kFact && b->past && !b->acts && b->verb != nullptr && b->verb->a == "reach" &&
                     b->verb->b == "yes" && !has(b->head, w_.be);
    if (met) p.kind = Kind::kNegated;  // exceeded its pledge to
    return;
  }
  const bool capital = s_.text.tokens[i].is(Token::kCap) && !has(i, w_.ing);
  const bool plain_verb = has(i, w_.verbal) && (!has(i, w_.ing | w_.part) || capital);
  if (!has(i, w_.auxiliary) && !words_.finite(i) && !plain_verb && words_.alpha(i)) p.form = Form::kParticiple;
}

/// Auxiliaries, moods and the verb that they lead: "will soon be required to cut", "has been raised", "is building".
std::uint32_t Clauses::group(std::uint32_t i, const GoalCue* mood) {
  Chain c;
  c.p.first = c.p.last = i;
  std::uint32_t j = i;
  while (j < f_.last) {
    const GoalCue* m = j == i && mood != nullptr ? mood : mood_at(j);
    if (m != nullptr && mood_here(*m)) {
      join_mood(c, *m);
      j = m->last;
    } else if (!join_auxiliary(c, j)) {
      break;
    }
  }
  join_verb(c, j);
  settle(c);
  settle_form(c.p);
  return close(c.p);
}

std::uint32_t Clauses::close(const Predicate& p) {
  add(p);
  return p.last;
}

std::uint32_t Clauses::close_as(Form form, std::uint32_t i) {
  Predicate p;
  p.first = p.last = i;
  p.form = form;
  main_verb(p, i, false);
  return close(p);
}

/// "to cut", "to be cut"; not "to research and development".
std::uint32_t Clauses::infinitive(std::uint32_t i) {
  std::uint32_t j = i + 1;
  while (j < f_.last && has(j, w_.adverb) && !verbal(j)) ++j;
  if (j >= f_.last || !words_.alpha(j) || s_.text.tokens[j].is(Token::kNumeral) || !(lower(j) || f_.headline)) return i + 1;
  if (has(j, w_.determiner | w_.preposition | w_.ing | w_.third)) return i + 1;
  if (has(j, w_.past | w_.part) && !has(j, w_.infinitive)) return i + 1;  // "put" is both
  if (!has(j, w_.infinitive | w_.verbal | w_.be | w_.have)) return i + 1;
  if (!has(j, w_.verbal | w_.auxiliary) && !f_.marked(j, Field::kVerbOver)) return i + 1;
  const bool mark = j + 1 < f_.last && !words_.alpha(j + 1) && !s_.text.tokens[j + 1].is(Token::kNumeral);  // not "to train 400"
  const bool ends = mark || (j + 1 < f_.last && has(j + 1, w_.conjunction));
  if (has(j, w_.noun_class) && i > f_.first && words_.noun(i - 1) && ends) return i + 1;
  Predicate p;
  p.first = i;
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
  return close(p);
}

/// "creating jobs"; not "the residential building stock", "a 2-euro handling fee", "in funding for".
std::uint32_t Clauses::gerund(std::uint32_t i) {
  const bool inner = i > f_.first;
  if ((inner && has(i - 1, w_.determiner)) || behind_amount(i)) return i + 1;
  const bool noun = has(i, w_.noun_class), next = i + 1 < f_.last;
  if (noun && next && words_.nominal(i + 1) && inner && (words_.adjective(i - 1) || words_.noun(i - 1))) return i + 1;
  const bool bare = next && (has(i + 1, w_.preposition) || (!words_.alpha(i + 1) && !s_.text.tokens[i + 1].is(Token::kNumeral)));
  if (bare && inner && words_.adjective(i - 1) && i > f_.first + 1 && has(i - 2, w_.preposition)) return i + 1;  // from domestic shipping
  const bool sum = bare && inner && has(i - 1, w_.preposition) && f_.marked(i, Field::kSpendOver);
  if (noun && (!f_.marked(i, Field::kVerbOver) || sum)) return i + 1;
  const GoalCue* led = inner ? cue_over(f_.adjuncts, i - 1) : nullptr;
  if (led != nullptr && led->last == i && led->a == "past") {  // "after falling 2%"
    const std::uint32_t end = close_as(Form::kGerund, i);
    f_.predicates.back().kind = Kind::kFact;
    f_.predicates.back().past = true;
    return end;
  }
  return close_as(Form::kGerund, i);
}

/// "to cut … and build …": a verb beside one in its plain form.
bool Clauses::joint(std::uint32_t i, const GoalCue* v) const {
  if (i == f_.first || f_.predicates.empty()) return false;
  const Predicate* b = &f_.predicates.back();  // "will reduce the seed sown, cut waste and …"
  while (b->form == Form::kParticiple && b->mood == nullptr && b != f_.predicates.data()) --b;
  if (!b->base) return false;
  const auto links = [&](std::uint32_t t) { return (has(t, w_.conjunction) && !has(t, w_.subordinate)) || is(t, ","); };
  const bool adverbial = has(i - 1, w_.adverb) && i > f_.first + 1 && links(i - 2);
  if (!links(i - 1) && !adverbial) return false;
  const bool base = v != nullptr ? v->c == "base" && v->first == i : words_.finite(i) && !has(i, w_.past | w_.third | w_.plural);
  const bool moves = v != nullptr && v->first == i && (v->a == "increase" || v->a == "decrease" || v->a == "limit");  // and raise costs
  const bool noun_phrase =
      !moves && has(i, w_.noun_class) && i + 1 < f_.last && words_.alpha(i + 1) && words_.noun(i + 1);  // and power plants
  return base && !noun_phrase;
}

/// "Ban hidden fees": an order, or a point of a list.
std::uint32_t Clauses::order(std::uint32_t i) {
  Predicate p;
  p.first = p.last = i;
  main_verb(p, i, false);
  p.form = Form::kInfinitive;
  const bool dated = s_.text.sentences[f_.sentence].block == Sentence::Block::kList && due(s_, f_);
  p.kind = f_.led.empty() && !dated ? Kind::kOpen : Kind::kAim;
  p.modality = f_.led.empty() ? "planned" : f_.led;
  return close(p);
}

/// A participle that ends a clause joined to a passive one: its auxiliary stands there.
bool Clauses::gapped(std::uint32_t i) const {
  if (!has(i, w_.part) || f_.predicates.empty() || f_.headline) return false;
  const Predicate& b = f_.predicates.back();
  if (!b.passive || (b.kind != Kind::kAim && b.kind != Kind::kForecast) || b.form != Form::kFinite) return false;
  if (i + 1 < f_.last && words_.alpha(i + 1) && !has(i + 1, w_.preposition)) return false;
  std::uint32_t joint = kNone;
  for (std::uint32_t t = b.last; t < i; ++t) {
    if (has(t, w_.relative | w_.subordinate | w_.auxiliary) && !has(t, w_.determiner | w_.preposition)) return false;
    if (has(t, w_.conjunction)) joint = t;
  }
  return joint != kNone && joint + 1 < i && !has(joint + 1, w_.preposition) && words_.noun(i - 1);
}

/// "The plan for 2027 includes 40 schools": what an aim or a plan tells of is aimed at.
bool Clauses::outlined(std::uint32_t i) const {
  if (cue_at(f_.outlines, i) == nullptr) return false;
  for (const GoalCue& n : f_.nouns) {
    if (n.last > i || i - n.last > 6 || (n.c != "level" && n.c != "work" && n.b != "planned")) continue;
    bool subject = n.first == f_.first || !words_.noun(n.first - 1) || s_.text.tokens[n.first - 1].is(Token::kCap);  // no service plans
    for (std::uint32_t t = n.last; t < i; ++t) subject = subject && !has(t, w_.relative | w_.conjunction | w_.auxiliary) && !is(t, ",");
    for (const Predicate& p : f_.predicates) subject = subject && p.last <= n.first;
    if (subject) return true;
  }
  return false;
}

/// A finite verb, or a participle behind what it describes.
std::uint32_t Clauses::told(std::uint32_t i, const GoalCue* v) {
  const bool led = f_.headline && ((v != nullptr && (v->c == "past" || v->c == "s")) || f_.marked(i, Field::kActOver));
  const bool finite = f_.headline ? led : words_.finite(i);
  const bool determined = i > f_.first && has(i - 1, w_.determiner);
  Predicate p;
  p.first = p.last = i;
  p.kind = Kind::kFact;
  const bool perfect = !determined && i > f_.first && has(i, w_.part) && has(i - 1, w_.conjunction) && !f_.predicates.empty() &&
                       f_.predicates.back().kind == Kind::kAim && f_.predicates.back().form == Form::kFinite &&
                       f_.predicates.back().mood != nullptr && f_.predicates.back().head != kNone && !f_.predicates.back().passive &&
                       has(f_.predicates.back().head, w_.part) && !has(f_.predicates.back().head, w_.infinitive);
  if (perfect) {  // "will have completed 40 homes and opened two schools"
    const Predicate& b = f_.predicates.back();
    p.kind = b.kind, p.modality = b.modality, p.mood = b.mood, p.bare_will = b.bare_will;
    main_verb(p, i, false);
  } else if (!determined && gapped(i)) {  // "will be built and 40 others repaired"
    const Predicate& b = f_.predicates.back();
    p.kind = b.kind, p.modality = b.modality, p.mood = b.mood, p.bare_will = b.bare_will;
    main_verb(p, i, true);
  } else if (has(i, w_.part) && !determined && reduced(i, finite)) {
    p.form = Form::kParticiple;
    main_verb(p, i, true);
    p.past = true;
  } else if (finite) {
    main_verb(p, i, false);
    p.base = false;
    p.past = has(i, w_.past);
    if (!p.past && outlined(i)) p.kind = Kind::kAim, p.modality = "planned";
  } else {
    return i + 1;
  }
  return close(p);
}

/// "expects rice exports to rise": the noun whose verb follows.
bool Clauses::expected(std::uint32_t i) const {
  if (f_.predicates.empty() || i + 1 >= f_.last || !has(i, w_.noun_class) || !has(i + 1, w_.to)) return false;
  const Predicate& b = f_.predicates.back();
  if (b.mood == nullptr || b.head != kNone || has(b.last - 1, w_.to)) return false;
  for (std::uint32_t t = b.last; t < i; ++t)
    if (!words_.alpha(t) || has(t, w_.subordinate | w_.relative)) return false;
  return true;
}

/// A verb without auxiliary or mood: infinitive, gerund, joint verb, order, finite verb or participle.
/// "will provide piped water", "to supply clean drinking water": what describes the object of a verb directly before it.
bool Clauses::describes(std::uint32_t i) const {
  if (f_.predicates.empty() || i + 1 >= f_.last || !lower(i + 1)) return false;
  const Predicate& b = f_.predicates.back();
  if (b.head == kNone || b.last > i || i - b.last > 1 || (b.form == Form::kFinite && !b.base)) return false;
  const bool direct = b.last == i, noun = words_.noun(i + 1) && !has(i + 1, w_.auxiliary | w_.preposition);
  if (direct) return noun ? has(i, w_.part) && !has(i, w_.ing) : words_.adjective(i) && has(i + 1, w_.ing);
  return words_.adjective(i - 1) && noun && has(i, w_.ing);
}

std::uint32_t Clauses::plain(std::uint32_t i) {
  if (has(i, w_.to) && i + 1 < f_.last) return infinitive(i);
  if (!verbal(i) || !lower(i) || amount(i)) return i + 1;
  if (words_.hyphen(i + 1) || (i > f_.first && words_.hyphen(i - 1))) return i + 1;  // long-planned, oil-producing
  if (describes(i)) return i + 1;
  if (has(i, w_.ing) && !has(i, w_.auxiliary)) return gerund(i);
  const GoalCue* v = verb_over(i);
  if (joint(i, v)) return close_as(Form::kInfinitive, i);
  const bool plain_form = v != nullptr && v->c == "base";
  if (opens(i) && plain_form && i + 1 < f_.last && !has(i + 1, w_.auxiliary | w_.to | w_.preposition)) return order(i);
  const bool determined = i > f_.first && has(i - 1, w_.determiner);
  if (determined && cue_over(f_.adjectives, i) != nullptr) return i + 1;  // a projected loss
  if (expected(i)) return i + 1;
  const bool behind = !f_.predicates.empty() && f_.predicates.back().last == i && f_.predicates.back().head == i - 1;
  const bool attribute =
      has(i, w_.part) && i + 1 < f_.last && words_.noun(i + 1) && lower(i + 1) && !has(i + 1, w_.auxiliary | w_.preposition);
  if (behind && attribute && f_.predicates.back().form != Form::kFinite) return i + 1;  // to provide piped water
  if (behind && attribute && f_.predicates.back().base) return i + 1;
  if (has(i, w_.past | w_.part) || !within_object(i)) return told(i, v);
  const bool described = has(i, w_.noun_class) && words_.adjective(i - 1);           // "a monthly yield"
  const bool told_of = f_.predicates.back().acts && f_.predicates.back().last == i;  // "secured top places"
  const bool bare = plain_form && v->first == i && !described && !told_of && !has(i - 1, w_.determiner) && words_.finite(i);
  return bare ? close_as(Form::kInfinitive, i) : i + 1;  // "will see tariffs go up", "to cut housing starts"
}

}  // namespace milepost::fact
