// Targets, forecasts and observations. Every amount of a sentence is looked at once: what it stands in (setting_of), whether that is an
// aim, an expectation or a fact (accept), in which direction and how far it goes (Shape). Linear in amounts x the words of a sentence.
#include "fact/goal.h"

#include <algorithm>

#include "fact/goal_actor.h"
#include "fact/goal_amount.h"

namespace milepost::fact {

namespace {

using Kind = Predicate::Kind;

constexpr double kSmallCount = 10;

class Reader {
 public:
  Reader(const Scene& scene, Facts& facts)
      : s_(scene),
        facts_(facts),
        ids_(scene.program),
        words_(scene.text, scene.program),
        actors_(scene, words_, facts.statements),
        amounts_(scene, words_, ids_, facts),
        shape_(scene, words_, ids_, amounts_) {}

  void run() {
    fields_ = fields_of(s_, ids_);
    for (Field& f : fields_)
      if (!f.quantities.empty() || !f.levels.empty() || !f.ended.empty() || !f.phases.empty()) read(f);
    merge_goals(s_, facts_.goals);
  }

 private:
  void read(Field& f);
  void consider(const Field& f, std::uint32_t index);
  void lexical(const Field& f, const WordLevel& level);
  bool accept(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  bool accept_noun(const Setting& s, Goal& g) const;
  bool to_be(const Setting& s) const;
  bool shared(const Field& f, const Quantity& q, const Setting& s) const;
  bool gives_share(const Field& f, const Predicate& p) const;
  bool accept_verb(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  bool observe(const Quantity& q, const Setting& s, Goal& g) const;
  void finish(const Field& f, const Setting& s, Goal g, std::uint32_t first, std::uint32_t last);

  const Scene& s_;
  Facts& facts_;
  GoalWords ids_;
  link::Words words_;
  Actors actors_;
  Amounts amounts_;
  Shape shape_;
  std::vector<Field> fields_;
};

void Reader::read(Field& f) {
  if (f.question) return;
  read_predicates(s_, words_, ids_, f);
  for (const Predicate& p : f.predicates)  // "if nothing is done, families will pay": a warning
    if (p.kind == Kind::kCondition && p.negated) return;
  for (const std::uint32_t q : f.quantities) consider(f, q);
  for (const WordLevel& level : word_levels(s_, words_, ids_, f)) lexical(f, level);
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

bool Reader::to_be(const Setting& s) const {
  const Predicate* p = s.predicate;
  return p != nullptr && s.verb != nullptr && p->head != kNone && !p->passive && s.verb->last == p->head + 1 &&
         (words_.classes(p->head) & ids_.be) != 0;
}

bool Reader::shared(const Field& f, const Quantity& q, const Setting& s) const {
  return q.dimension == "percent" && std::any_of(f.shares.begin(), f.shares.end(), [&](const GoalCue& c) { return c.last <= s.predicate->first; });
}

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
    if (counted && (q.low < kSmallCount || amounts_.near(f.place_units, s_.chart.mentions[q.mention], s.begin, 2))) return p.passive && amounts_.works(s);
    if (to_be(s) && !power) return false;
    return s.verb != nullptr;
  }
  if (to_be(s) && !change && !s.capacity && !amounts_.rated(f, q, s) && !shared(f, q, s)) return false;  // "the cost will be"

  const std::string_view basis = amounts_.basis_of(s);
  if (basis == "subject" || (basis == "to" && q.role != QuantityRole::kTo && !(s.step != nullptr && s.step->a == "to"))) return false;
  const bool share = percent && q.role == QuantityRole::kShare;
  const bool added = counted && amounts_.additional(f, s_.chart.mentions[q.mention], s.begin);
  if ((s.adjunct || (s.count_adjunct && counted)) && !change && !s.capacity && !power && !share) return false;
  if (p.spends && p.mood == nullptr && p.modality == "planned" && p.form == Predicate::Form::kFinite) return added;  // "is investing in 14 more beds"
  if (s.verb == nullptr && power && p.acts) return true;  // asked to defer a phase of 400 MW
  if (s.verb == nullptr) return change || s.capacity || (share && p.spends && gives_share(f, p)) || (added && p.spends) || (p.head == kNone && !counted);
  if (counted && q.low < kSmallCount && !amounts_.works(s) && s.verb->a != "increase" && s.verb->a != "decrease") return false;
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
  const bool few = q.unit.starts_with("{") && q.low < kSmallCount && !amounts_.works(s);
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
  const Quantity q = amounts_.read(f, index, s);
  Goal g;
  if (!amounts_.measurable(f, q, s) || !accept(f, q, s, g)) return;
  shape_.give(f, q, s, g);
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
