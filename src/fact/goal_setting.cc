// What an amount stands in: the verb group whose object or subject it is, the aim that names it, the word beside it that says "planned".
#include <algorithm>

#include "fact/goal.h"

namespace milepost::fact {

GoalWords::GoalWords(const rules::Program& p)
    : mood(p.type("GoalMood")),
      verb(p.type("GoalVerb")),
      noun(p.type("GoalNoun")),
      spend(p.type("SpendVerb")),
      capacity(p.type("CapacityCue")),
      level(p.type("LexicalLevel")),
      quantity(p.type("Quantity")),
      bound(p.type("BoundCue")),
      time(p.type("Time")),
      prep(p.type("TimePrep")),
      adjective(p.type("GoalAdjective")),
      act(p.type("AimAct")),
      say(p.type("SayCue")),
      adjunct(p.type("AdjunctCue")),
      condition(p.type("ConditionCue")),
      restated(p.type("RestatedCue")),
      rate(p.type("RateCue")),
      purpose(p.type("PurposeCue")),
      definite(p.type("DefiniteCue")),
      additional(p.type("AdditionalCue")),
      uncounted(p.type("UncountedCue")),
      market(p.type("MarketCue")),
      compared(p.type("ComparedCue")),
      step(p.type("StepCue")),
      cover(p.type("CoverVerb")),
      ended(p.type("EndedCue")),
      phase(p.type("PhaseVerb")),
      place_unit(p.type("PlaceUnit")),
      share(p.type("ShareNoun")),
      estimate(p.type("EstimateCue")),
      done(p.type("DoneCue")),
      outline(p.type("OutlineCue")),
      past_word(p.type("PastCue")),
      deed_noun(p.type("DeedNoun")),
      reader(p.type("ReaderCue")),
      unaimed(p.type("Unaimed")),
      mood_of(p.attribute("mood")),
      modality(p.attribute("modality")),
      form(p.attribute("form")),
      denied(p.attribute("denied")),
      role(p.attribute("role")),
      money(p.attribute("money")),
      basis(p.attribute("basis")),
      value(p.attribute("value")),
      unit(p.attribute("unit")),
      direction(p.attribute("direction")),
      time_of(p.attribute("time")),
      holds(p.attribute("holds")),
      works(p.attribute("works")),
      of(p.attribute("of")),
      side(p.attribute("side")),
      kind(p.attribute("kind")),
      always(p.attribute("always")),
      share_of(p.attribute("share")),
      clause(p.attribute("clause")),
      reach(p.attribute("reach")),
      becomes(p.attribute("becomes")),
      past(p.class_bit("past")),
      part(p.class_bit("part")),
      ing(p.class_bit("ing")),
      auxiliary(p.class_bit("aux") | p.class_bit("modal")),
      modal(p.class_bit("modal")),
      preposition(p.class_bit("prep")),
      be(p.class_bit("be")),
      to(p.class_bit("to")),
      infinitive(p.class_bit("base")),
      verbal(p.class_bit("verb")),
      third(p.class_bit("s")),
      adverb(p.class_bit("adv")),
      negation(p.class_bit("neg")),
      relative(p.class_bit("wh")),
      subordinate(p.class_bit("sub")),
      conjunction(p.class_bit("conj")),
      determiner(p.class_bit("det")),
      plural(p.class_bit("plural")),
      noun_class(p.class_bit("noun")),
      have(p.class_bit("have")) {}

namespace {

using Kind = Predicate::Kind;
using Form = Predicate::Form;
constexpr std::uint32_t kSubjectReach = 14, kNearNoun = 6;

class Surroundings {
 public:
  Surroundings(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field)
      : s_(scene), words_(words), w_(ids), f_(field) {}

  bool has(std::uint32_t i, std::uint32_t bits) const { return (words_.classes(i) & bits) != 0; }
  std::string_view view(std::uint32_t i) const { return words_.view(i); }

  /// First token of the amount with what bounds it: "up to", "an additional", "a total of".
  std::uint32_t begin_of(std::uint32_t first) const {
    std::uint32_t i = first;
    while (i > f_.first && first - i < 6) {
      const std::uint32_t k = i - 1;
      bool bound = false;
      for (std::uint32_t b = k + 1; b-- > f_.first && k - b < 4;)
        for (MentionId m = s_.chart.starts[b]; m != kNone && !bound; m = s_.chart.mentions[m].next)
          if (s_.chart.mentions[m].type == w_.bound && s_.chart.mentions[m].last == i && !in_verb(b)) {
            i = b;
            bound = true;
          }
      if (bound) continue;
      if (words_.alpha(k) && !in_verb(k) &&
          (words_.determiner(k) || (has(k, w_.adverb) && !has(k, w_.preposition | w_.verbal)) ||
           (words_.adjective(k) && !words_.noun(k)))) {
        i = k;
        continue;
      }
      break;
    }
    return i;
  }

  /// "surpass" bounds an amount and is the verb as well.
  bool in_verb(std::uint32_t i) const {
    return std::any_of(f_.predicates.begin(), f_.predicates.end(), [&](const Predicate& p) { return p.first <= i && i < p.last; });
  }

  /// The verb group that an amount is the object of: the last one before it.
  const Predicate* object_of(std::uint32_t first) const {
    const Predicate* best = nullptr;
    for (const Predicate& p : f_.predicates) {
      if (p.last > first) break;
      best = &p;
    }
    if (best == nullptr || best->head == kNone || best->says) return best;
    for (std::uint32_t t = best->last; t < first; ++t)  // a clause whose verb is still to come, or was not understood
      if (view(t) == ";" || view(t) == ":" ||
          (words_.alpha(t) && cue_over(f_.purposes, t) == nullptr &&
           (has(t, w_.relative) || (has(t, w_.subordinate) && !has(t, w_.determiner | w_.preposition | w_.adverb)))))
        return nullptr;
    return best;
  }

  /// "raised the price that it pays by 5%": the verb before a relative clause whose own verb moves nothing.
  const Predicate* moving(const Predicate* p, std::uint32_t begin) const {
    const auto moves = [](const Predicate& x) { return x.verb != nullptr && (x.verb->a == "increase" || x.verb->a == "decrease"); };
    if (p == nullptr || p == f_.predicates.data() || moves(*p)) return p;
    const Predicate* before = p - 1;
    if (p->form == Form::kGerund && p->first > f_.first && for_at(p->first - 1) && moves(*before)) {  // cut the time for refunding tax to
      for (std::uint32_t t = before->last; t < begin; ++t)
        if (!words_.alpha(t) && !s_.text.tokens[t].is(Token::kNumeral) && !words_.hyphen(t)) return p;
      return before;
    }
    if (p->form != Form::kFinite) return p;
    if (!moves(*before) || before->level >= p->level || before->last >= p->first) return p;
    bool opened = false;
    const auto counted = [&](std::uint32_t t) {  // from 80% to
      return std::any_of(f_.quantities.begin(), f_.quantities.end(), [&](std::uint32_t q) {
        const Mention& m = s_.chart.mentions[s_.linked.quantities[q].mention];
        return m.first <= t && t < m.last;
      });
    };
    for (std::uint32_t t = before->last; t < begin; ++t) {
      if (!words_.alpha(t) && !counted(t) && !s_.text.tokens[t].is(Token::kNumeral) && !words_.hyphen(t)) return p;
      opened = opened || (t < p->first && has(t, w_.relative | w_.subordinate));
    }
    return opened ? before : p;
  }

  bool boundary(std::uint32_t i) const {
    const std::string_view v = view(i);
    if (v == "\u2013") return i > f_.first && s_.text.tokens[i - 1].end < s_.text.tokens[i].begin;
    return !words_.alpha(i) ? v == "," || v == ";" || v == ":" || v == "\u201c" || v == "\u2014" || v == "\""
                            : has(i, w_.subordinate | w_.relative) &&
                                  !(has(i, w_.determiner) && i > f_.first && has(i - 1, w_.preposition));  // of that copper
  }

  /// "25% of output will be reserved": the finite group behind the amount with nothing but its own phrase between.
  const Predicate* subject_of(std::uint32_t first, std::uint32_t last, const Predicate* before, bool fact = false) const {
    const Predicate* next = nullptr;
    for (const Predicate& p : f_.predicates)
      if (p.first >= last && p.form == Form::kFinite) {
        next = &p;
        break;
      }
    if (next != nullptr && next->mood != nullptr && next->mood->first == next->first && next->mood->last > next->first + 1 &&
        has(next->first, w_.noun_class) && next->first <= last + 1)
      return nullptr;  // "a $6 billion plan to"
    if (next != nullptr && next->mood != nullptr && next->mood->first == next->first && has(next->first, w_.to) && next->first <= last + 1)
      return nullptr;  // "$3 billion to strengthen"
    if (next == nullptr || next->first > last + kSubjectReach || (next->kind == Kind::kFact) != fact || (next->mood == nullptr) != fact)
      return nullptr;
    bool joined = false;
    for (std::uint32_t t = last; t < next->first; ++t) {
      if (view(t) == "(" || view(t) == ")") continue;
      if (boundary(t)) return nullptr;
      joined = joined || has(t, w_.conjunction);
    }
    bool opened =
        before == nullptr || before->says || (before->head == kNone && !(fact && before->mood != nullptr && before->modality == "planned"));
    if (before != nullptr)
      for (std::uint32_t t = before->last; t < first && !opened; ++t) opened = boundary(t) || has(t, w_.conjunction);
    return opened && !(joined && before != nullptr && !before->says && before->head != kNone) ? next : nullptr;
  }

  /// "a target of 40%", "the quota is 5 Mt", "its 55% target".
  const GoalCue* noun_of(std::uint32_t first, std::uint32_t begin, std::uint32_t last) const {
    const GoalCue* best = nullptr;
    for (const GoalCue& n : f_.nouns) {
      if (n.c != "level") continue;
      const std::uint32_t from = behind_time(n.last);  // the target for 2030 is
      if (from < begin && begin - from <= 4 && plain_between(from, begin)) best = &n;
      if (n.first > last && n.first - last <= kNearNoun && named_between(last, n.first)) return &n;
    }
    if (best == nullptr) best = noun_of_list(begin);
    (void)first;
    return best;
  }

  /// "for 2030" behind a noun: where it ends.
  std::uint32_t behind_time(std::uint32_t at) const {
    if (at + 1 >= f_.last || !has(at, w_.preposition)) return at;
    for (const std::uint32_t t : f_.times) {
      const Mention& m = s_.chart.mentions[s_.linked.times[t].mention];
      if (m.first == at + 1 && m.last < f_.last) return m.last;
    }
    return at;
  }

  /// "The targets are 12 GW of wind, 8 GW of solar and 2 GW of storage", "The aims are: a literacy rate of 98%, …": an aim holds for a
  /// list.
  const GoalCue* noun_of_list(std::uint32_t begin) const {
    for (std::uint32_t t = begin; t-- > f_.first;) {
      if (view(t) == ":") return noun_before_colon(t);
      if (in_verb(t) || view(t) == ";" || view(t) == "\u2014" || has(t, w_.relative | w_.subordinate)) return nullptr;
      for (const std::uint32_t q : f_.quantities) {
        const Mention& m = s_.chart.mentions[s_.linked.quantities[q].mention];
        if (m.last != t + 1 || s_.linked.quantities[q].dimension == "time") continue;
        bool joint = false;
        for (std::uint32_t k = m.last; k < begin; ++k) joint = joint || view(k) == "," || has(k, w_.conjunction);
        return joint && m.first < begin ? noun_of(m.first, begin_of(m.first), m.last) : nullptr;
      }
    }
    return nullptr;
  }

  /// "aims for 2030 are:", "set these targets:".
  const GoalCue* noun_before_colon(std::uint32_t colon) const {
    const GoalCue* best = nullptr;
    for (const Predicate& p : f_.predicates)
      if (p.last <= colon && colon - p.last <= 8 && p.kind == Kind::kNegated) return nullptr;  // failed to achieve its objectives:
    for (const GoalCue& n : f_.nouns)
      if (n.c == "level" && n.a != "limit" && n.last <= colon && colon - n.last <= 8 && has(n.last - 1, w_.plural)) best = &n;
    return best;
  }

  bool for_at(std::uint32_t i) const {
    const GoalCue* c = cue_at(f_.steps, i);
    return c != nullptr && c->a == "for";
  }

  const GoalCue* work_of(std::uint32_t begin) const {
    for (const GoalCue& n : f_.nouns)
      if (n.c == "work" && n.last < begin && begin - n.last <= 5 && for_at(n.last) && named_between(n.last + 1, begin, 1)) return &n;
    return nullptr;
  }

  const GoalCue* adjective_of(std::uint32_t first, std::uint32_t last) const {
    for (const GoalCue& a : f_.adjectives) {
      if (a.last <= first && first - a.last <= 2 && !has(a.last - 1, w_.auxiliary)) {
        bool plain = true;
        for (std::uint32_t t = a.last; t < first; ++t) plain = plain && !boundary(t) && !has(t, w_.preposition | w_.auxiliary);
        const bool passive = a.first > f_.first && has(a.first - 1, w_.auxiliary);
        if (plain && !passive) return &a;
      }
      if (a.first >= last && a.first - last <= 2 && a.a == "aim" && a.b != "committed") {
        bool plain = true;
        for (std::uint32_t t = last; t < a.first; ++t) plain = plain && !boundary(t) && !has(t, w_.auxiliary);
        if (plain && a.last < f_.last && words_.nominal(a.last)) return &a;
      }
    }
    return nullptr;
  }

  void behind_adjunct(Setting& s, std::uint32_t last) const {
    if (s.begin <= f_.first) return;
    const GoalCue* c = cue_over(f_.adjuncts, s.begin - 1);
    if (c != nullptr && c->last == s.begin) {
      (c->a == "count" ? s.count_adjunct : s.adjunct) = true;
      s.from = c->a == "from";
    }
    for (const GoalCue& a : f_.adjuncts) {  // "compared with a surge of 1,210 dollars"
      if (a.a != "compare" || a.last > s.begin || s.begin - a.last > 4) continue;
      bool same = true;
      for (std::uint32_t t = a.last; t < s.begin; ++t) same = same && words_.alpha(t) && !in_verb(t);
      if (same) s.from = true;
    }
    for (const GoalCue& p : f_.place_units) {
      if (p.first < s.begin || p.first > last + 2 || words_.hyphen(p.last)) continue;
      s.count_adjunct = s.count_adjunct || words_.preposition(s.begin - 1) || place_list(s.begin);
    }
  }

  /// "in 46 states, three territories and [21 tribes]": a place in a list of counted places that a preposition leads.
  bool place_list(std::uint32_t begin) const {
    std::uint32_t t = begin - 1;
    if (!has(t, w_.conjunction) && view(t) != ",") return false;
    for (std::uint32_t steps = 0; t > f_.first && steps < 24; --t, ++steps) {
      if (in_verb(t)) return false;
      if (!has(t, w_.preposition)) continue;
      const auto led = [&](const GoalCue& c) {
        return c.first > t && c.first <= t + 4 && c.last < begin &&
               std::any_of(f_.quantities.begin(), f_.quantities.end(), [&](std::uint32_t q) {
                 const Mention& m = s_.chart.mentions[s_.linked.quantities[q].mention];
                 return m.first > t && m.last <= c.first;
               });
      };
      if (std::any_of(f_.place_units.begin(), f_.place_units.end(), led)) return true;
    }
    return false;
  }

  /// "employers above 100 workers", "projects of up to 5 MW": a threshold that belongs to the noun before it.
  bool threshold(std::uint32_t begin, std::uint32_t first) const {
    if (begin <= f_.first || begin >= first || !words_.alpha(begin - 1) || in_verb(begin - 1)) return false;
    bool bound = false;
    for (MentionId m = s_.chart.starts[begin]; m != kNone; m = s_.chart.mentions[m].next)
      bound = bound || (s_.chart.mentions[m].type == w_.bound && s_.chart.mentions[m].last <= first);
    return bound && words_.noun(begin - 1) && words_.nominal(begin - 1) && !words_.preposition(begin - 1);
  }

  bool capacity_near(std::uint32_t begin) const {
    for (const GoalCue& c : f_.capacities)
      if (c.last <= begin && begin - c.last <= 2) return true;
    return false;
  }

 private:
  bool plain_between(std::uint32_t a, std::uint32_t b) const {
    for (std::uint32_t t = a; t < b; ++t) {
      if (!words_.alpha(t)) return false;
      const bool fixed = t > a && has(t, w_.part) && has(t - 1, w_.be);  // the quota was set at
      if (!fixed && (!has(t, w_.preposition | w_.be | w_.determiner | w_.adverb) || has(t, w_.to | w_.subordinate))) return false;
      if (fixed) continue;
      const GoalCue* step = cue_at(f_.steps, t);
      if (has(t, w_.preposition) && (step == nullptr || (step->a != "of" && step->a != "at"))) return false;
    }
    return has(a, w_.preposition | w_.be);
  }
  /// Nothing but words of a noun phrase, and up to `links` prepositions.
  bool named_between(std::uint32_t a, std::uint32_t b, int links = 0) const {
    for (std::uint32_t t = a; t < b; ++t) {
      if (words_.alpha(t) && has(t, w_.preposition) && links-- > 0) continue;
      if (s_.text.tokens[t].is(Token::kNumeral) || words_.hyphen(t)) continue;
      if (!words_.alpha(t) || has(t, w_.auxiliary | w_.conjunction) || words_.finite(t)) return false;
      if (has(t, w_.preposition) && !(t + 1 < b && s_.text.tokens[t + 1].is(Token::kNumeral))) return false;
    }
    return true;
  }

  const Scene& s_;
  const link::Words& words_;
  const GoalWords& w_;
  const Field& f_;
};

}  // namespace

Setting setting_of(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field, std::uint32_t first,
                   std::uint32_t last) {
  const Surroundings around(scene, words, ids, field);
  Setting s;
  s.begin = around.begin_of(first);
  const Predicate* object = around.object_of(s.begin);
  if (s.begin > field.first) s.step = cue_at(field.steps, s.begin - 1);
  if (s.step != nullptr && s.step->a == "at") s.step = nullptr;
  if (s.step != nullptr)  // "raise the share of power made by wind to 40%"
    while (object != nullptr && object->form == Form::kParticiple && object->kind == Kind::kFact && object != field.predicates.data())
      --object;
  if (s.step != nullptr && (s.step->a == "by" || s.step->a == "to")) object = around.moving(object, s.begin);
  for (const Predicate& p : field.predicates)  // "is to double": the amount is the verb
    if (p.head == first) object = &p;
  const Predicate* subject = object != nullptr && object->head == first ? nullptr : around.subject_of(first, last, object);
  if (subject == nullptr && !(object != nullptr && object->head == first)) subject = around.subject_of(first, last, object, true);
  if (s.begin > field.first && object == nullptr && subject == nullptr &&
      around.capacity_near(s.begin))  // "the mill, with a capacity of …, will"
    for (const Predicate& p : field.predicates)
      if (subject == nullptr && p.first >= last && p.form == Form::kFinite && p.kind == Kind::kAim) object = &p;
  s.predicate = subject != nullptr ? subject : object;
  s.place = subject != nullptr ? Setting::Place::kSubject : object != nullptr ? Setting::Place::kObject : Setting::Place::kNone;
  s.noun = around.noun_of(first, s.begin, last);
  if (s.noun == nullptr) s.noun = around.work_of(s.begin);
  s.adjective = around.adjective_of(first, last);
  s.capacity = around.capacity_near(s.begin);
  around.behind_adjunct(s, last);
  s.threshold = around.threshold(s.begin, first);
  if (s.predicate != nullptr) {
    const Predicate& p = *s.predicate;
    s.verb = p.verb;
    s.mood = p.kind == Kind::kAim || p.kind == Kind::kForecast || p.kind == Kind::kNegated ? p.mood : nullptr;
    s.past = p.kind == Kind::kFact;
    s.past_at = s.past ? p.first : kNone;
    s.passive = p.passive;
    s.spend = p.spends;
    s.subject = s.place == Setting::Place::kSubject;
    if (s.noun == nullptr && p.noun != nullptr && s.place == Setting::Place::kObject && p.verb == nullptr) s.noun = p.noun;
  }
  return s;
}

Span clause_of(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field, const Setting& setting,
               std::uint32_t first, std::uint32_t last) {
  // From the clause's opening before its finite verb to the sentence's end or the next finite clause.
  std::uint32_t from = first, to = field.last;
  const Predicate* finite = nullptr;
  for (const Predicate& p : field.predicates)
    if (p.form == Form::kFinite && p.first <= first && p.kind != Kind::kFact) finite = &p;
  if (finite != nullptr) from = std::min(from, finite->first);
  if (setting.predicate != nullptr && setting.predicate->first < from) from = setting.predicate->first;
  if (setting.noun != nullptr) from = std::min(from, setting.noun->first);
  const bool resumed = from > field.first && words.view(from - 1) == ",";  // "losses, which were 15%, must": behind an aside
  std::uint32_t open = 0;                                                  // brackets that a colon stands in: "(ABC: XYZ)"
  const auto opens = [&](std::uint32_t t) {
    const std::string_view v = words.view(t);
    if (v == ")") ++open;
    if (v == "(" && open > 0) --open;
    const bool inner = v == ":" && (open > 0 || (t + 1 < field.last && words.attached(t) && words.attached(t + 1)));
    const bool led = t > field.first + 1 && words.preposition(t - 1) && words.view(t - 2) == ",";  // ", for which"
    const bool aside = resumed && t > field.first && (led || words.view(t - 1) == ",");
    return v == ";" || (v == ":" && !inner) || v == "\u201c" || v == "\"" ||
           (words.alpha(t) && (words.classes(t) & (ids.subordinate | ids.relative)) != 0 && t + 1 < from && !aside);
  };
  std::uint32_t begin = from;
  while (begin > field.first && !opens(begin - 1)) --begin;
  std::uint32_t end = std::max(last, setting.predicate != nullptr ? setting.predicate->last : last);
  while (end < to && words.view(end) != ";" && words.view(end) != "\u201d" && words.view(end) != "\"") ++end;
  while (end > last + 0 && end > begin + 1 && scene.text.tokens[end - 1].is(Token::kPunct) &&
         (words.view(end - 1) == "." || words.view(end - 1) == ","))
    --end;
  while (begin < first && scene.text.tokens[begin].is(Token::kPunct)) ++begin;
  return scene.text.span(begin, end);
}

}  // namespace milepost::fact
