// Targets, forecasts and observations. Every amount of a sentence is looked at once: what it stands in (setting_of), whether that is an
// aim, an expectation or a fact (accept), in which direction and how far it goes (Shape). Linear in amounts x the words of a sentence.
#include "fact/goal.h"

#include <algorithm>

#include "fact/goal_actor.h"
#include "fact/goal_amount.h"
#include "fact/goal_unaimed.h"
#include "fact/kept.h"

namespace milepost::fact {

namespace {

using Kind = Predicate::Kind;

class Reader {
 public:
  Reader(const Scene& scene, Facts& facts)
      : s_(scene),
        facts_(facts),
        ids_(scene.kept->goals),
        words_(scene.words),
        actors_(scene, words_, facts.statements),
        amounts_(scene, words_, ids_, facts),
        shape_(scene, words_, amounts_),
        unaimed_(scene, words_, ids_) {}

  void run() {
    Fields& fields = s_.kept->fields;
    fields.open(s_);
    for (std::uint32_t i = 0; i < s_.text.sentences.size(); ++i) {
      const Sentence& sentence = s_.text.sentences[i];
      const bool promising = fields.promising(s_, i), colon = sentence.first < sentence.last && words_.view(sentence.last - 1) == ":";
      if (promising && !colon && !s_.open_aims && !fields.figured(s_, i)) {
        const bool list = sentence.block == Sentence::Block::kList;
        if (!list) led_ = led_due_ = {};
        waiting_.push_back({i, led_, led_due_});
      } else if (promising || colon) {
        Field& f = s_.kept->field;
        fields.lay(s_, i, f);
        lead(f);
        if (promising) read(f);
      } else if (sentence.block != Sentence::Block::kList) {
        led_ = led_due_ = {};
      }
    }
    merge_goals(s_, facts_.goals);
  }

 private:
  void lead(Field& f);
  void read(Field& f);
  /// An amount that is a goal, with what it stands in.
  struct Found {
    Setting setting;
    Quantity quantity;
    Goal goal;
    bool joint = false;  ///< of the same thing as the one before
  };
  /// A sentence of which no more than an aim without a figure may come, and what led to it.
  struct Waiting {
    std::uint32_t sentence = 0;
    std::string_view led, led_due;
  };
  bool tells(Field& f);
  void catch_up(std::uint32_t sentence);
  void consider(const Field& f, std::uint32_t index, std::vector<Found>& out) const;
  bool continues(const Field& f, const Quantity& q, const Setting& s, const Found& last) const;
  Found next_step(const Found& last, const Quantity& q, const Setting& own) const;
  void make(const Field& f, Found& found);
  void lexical(const Field& f, const WordLevel& level);
  void undetermined(const Field& f, const OpenAim& aim);
  std::string_view taken_up(const Field& f, const Setting& s, std::string_view indicator) const;
  bool accept(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  bool accept_noun(const Setting& s, Goal& g) const;
  bool shared(const Field& f, const Quantity& q, const Setting& s) const;
  bool gives_share(const Field& f, const Predicate& p) const;
  bool listed_from(const Field& f, std::uint32_t from, std::uint32_t to) const;
  bool listed(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  bool demanded(const Quantity& q, const Setting& s) const;
  bool accept_verb(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  bool ahead(const Field& f, const Mention& m, bool spans = true) const;
  bool observe(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  std::string_view firmest(const Field& f, const Setting& s, const Goal& g) const;
  std::string_view condition(const Field& f, const Setting& s, std::uint32_t first) const;
  std::string_view topic(const Setting& s, const Goal& g) const;
  void finish(const Field& f, const Setting& s, Goal g, std::uint32_t first, std::uint32_t last);

  const Scene& s_;
  Facts& facts_;
  const GoalWords& ids_;
  const link::Words& words_;
  Actors actors_;
  Amounts amounts_;
  Shape shape_;
  Unaimed unaimed_;
  std::string_view led_, led_due_;
  std::vector<Waiting> waiting_;
};

/// A table or list without a full stop: nothing in it is told, and what is read here looks over whole sentences.
bool endless(const Field& f) {
  constexpr std::uint32_t kLongest = 1000;
  return f.last - f.first > kLongest;
}

/// "The act would: - ban hidden fees - …", "The aims for 2030 are: - 40 GW of …": the will and the time of the words before a list hold for
/// its points.
void Reader::lead(Field& f) {
  const bool list = s_.text.sentences[f.sentence].block == Sentence::Block::kList;
  const bool colon = f.last > f.first && words_.view(f.last - 1) == ":";
  if (list) f.led = led_, f.led_due = led_due_;
  if (!list || colon) led_ = led_due_ = {};
  if (!colon || f.question || endless(f)) return;
  read_predicates(s_, words_, ids_, f);
  for (const Predicate& p : f.predicates) {
    if (p.kind == Kind::kAim && p.form != Predicate::Form::kParticiple) led_ = p.modality;
    if (p.kind == Kind::kFact && cue_at(f.outlines, p.first) != nullptr) led_ = {};  // aid committed to Norland includes:
  }
  for (const GoalCue& n : f.nouns)
    if (n.c == "level" && led_.empty()) led_ = n.b;
  for (const std::uint32_t t : f.times) {
    const Time& time = s_.linked.times[t];
    if (time.role != TimeRole::kSet && !time.end.empty() && time.granularity != "day" && std::string_view(time.end) > s_.published)
      led_due_ = s_.arena.copy(time.end);
  }
}

/// Reads the verb groups; false where nothing is told: a question, a list without stops, a warning ("if nothing is done, many will pay").
bool Reader::tells(Field& f) {
  if (f.question || endless(f)) return false;
  read_predicates(s_, words_, ids_, f);
  return std::none_of(f.predicates.begin(), f.predicates.end(), [](const Predicate& p) { return p.kind == Kind::kCondition && p.negated; });
}

/// Who aims is remembered for two sentences. Where aims without a figure are not asked for, those before a goal are read for their actors
/// alone, and all others never: "The firm will build a mill. [waits] It is to employ 40 people. [catches up: it is the firm]"
void Reader::catch_up(std::uint32_t sentence) {
  std::size_t from = waiting_.size();
  for (; from > 0 && waiting_[from - 1].sentence + Actors::kRemembered >= sentence; --from) sentence = waiting_[from - 1].sentence;
  Field& f = s_.kept->earlier;
  for (; from < waiting_.size(); ++from) {
    s_.kept->fields.lay(s_, waiting_[from].sentence, f);
    if (s_.text.sentences[f.sentence].block == Sentence::Block::kList) f.led = waiting_[from].led, f.led_due = waiting_[from].led_due;
    if (!tells(f)) continue;
    for (const OpenAim& aim : open_aims(s_, words_, f, facts_.goals, facts_.goals.size())) undetermined(f, aim);
  }
  waiting_.clear();
}

void Reader::read(Field& f) {
  if (!tells(f)) return;
  std::vector<Found> found;
  for (const std::uint32_t q : f.quantities) consider(f, q, found);
  const std::vector<WordLevel> levels = word_levels(s_, words_, ids_, f);
  if (found.empty() && levels.empty() && !s_.open_aims) return waiting_.push_back({f.sentence, f.led, f.led_due});
  catch_up(f.sentence);
  const std::size_t from = facts_.goals.size();
  for (Found& x : found) make(f, x);
  join_levels(s_, from, facts_.goals);
  for (const WordLevel& level : levels) lexical(f, level);
  for (const OpenAim& aim : open_aims(s_, words_, f, facts_.goals, from)) undetermined(f, aim);
}

bool Reader::accept_noun(const Setting& s, Goal& g) const {
  const Predicate* p = s.predicate;
  if (p != nullptr && p->noun == s.noun && (p->kind == Kind::kFact || p->kind == Kind::kNegated)) return false;  // met its goal of cutting
  const bool dropped = p != nullptr && p->verb != nullptr && p->verb->a == "eliminate" && p->last <= s.begin && s.noun->first >= s.begin;
  if (dropped) return false;  // scraps the $35 cap
  if (s.noun->c == "level") {
    const bool before = p != nullptr && p->last <= s.noun->first && s.noun->first - p->last <= 6;
    if (before && (p->kind == Kind::kNegated || p->kind == Kind::kCondition)) return false;
    const bool none = s.noun->first > 0 && (words_.classes(s.noun->first - 1) & ids_.negation) != 0;  // has no target
    const bool has = p != nullptr && !none && s.noun->b == "planned" && p->head != kNone && (words_.classes(p->head) & ids_.have) != 0 &&
                     !p->past;  // has a target of
    if (before && p->kind == Kind::kFact && p->verb != nullptr && p->verb->a == "reach" && !p->acts && !has)
      return false;  // met its target of
  } else if (p != nullptr && (p->kind == Kind::kNegated || p->kind == Kind::kCondition)) {
    return false;
  }
  g.kind = Goal::Kind::kTarget;
  g.modality = s.noun->b;
  return true;
}

bool Reader::shared(const Field& f, const Quantity& q, const Setting& s) const {
  return q.dimension == "percent" &&
         std::any_of(f.shares.begin(), f.shares.end(), [&](const GoalCue& c) { return c.last <= s.predicate->first; });
}

bool Reader::gives_share(const Field& f, const Predicate& p) const {
  const GoalCue* c = cue_over(f.spends, p.head);
  return c != nullptr && c->a == "yes";
}

/// "should be below 40 tonnes", "should make up half": a demand where "should rise" is an expectation.
bool Reader::demanded(const Quantity& q, const Setting& s) const {
  if (s.verb == nullptr || s.verb->a == "increase" || s.verb->a == "decrease") return false;
  if (s.place == Setting::Place::kSubject) return q.dimension == "percent" && q.role == QuantityRole::kShare;
  if (s.place != Setting::Place::kObject) return false;
  return amounts_.to_be(s) ? q.bound != Bound::kExact && q.bound != Bound::kAbout : q.dimension == "percent";
}

bool Reader::accept_verb(const Field& f, const Quantity& q, const Setting& s, Goal& g) const {
  const Predicate& p = *s.predicate;
  const bool change = q.role == QuantityRole::kDelta || q.role == QuantityRole::kTo || q.role == QuantityRole::kFactor;
  const bool power = q.dimension == "power", counted = q.unit.starts_with("{"), percent = q.dimension == "percent";
  g.kind = p.kind == Kind::kForecast ? Goal::Kind::kForecast : Goal::Kind::kTarget;
  g.modality = p.kind == Kind::kForecast ? "expected" : p.modality;
  const bool duty = p.mood != nullptr && p.mood->a == "duty", be = amounts_.to_be(s);
  if (duty && demanded(q, s)) g.kind = Goal::Kind::kTarget, g.modality = "proposed";
  if (s.place == Setting::Place::kSubject) {
    const Mention& at = s_.chart.mentions[q.mention];
    const bool named = percent && at.last < f.last && words_.nominal(at.last) && !words_.preposition(at.last);
    for (const GoalCue& d : f.definites)  // "the 10% tax rate will be raised"
      if (named && d.first >= s.begin && d.last <= at.first) return false;
    if (counted && (q.low < kSmallCount || amounts_.near(f.place_units, s_.chart.mentions[q.mention], s.begin, 2)))
      return p.passive && (amounts_.works(s) || (counted && due(s_, f)));
    const bool bound = p.modality == "legislated" || duty || ahead(f, {});
    const bool more = counted && amounts_.additional(f, at, s.begin);  // an extra 1,000 officers will be on the streets
    if (be && !power && !more && !(percent && bound && q.role == QuantityRole::kShare)) return false;
    if (s.verb == nullptr && percent && q.role == QuantityRole::kShare && p.passive && p.kind == Kind::kAim)
      return (!p.bare_will && p.modality != "proposed") || ahead(f, {});  // 60% of the timber is to be milled at home
    if (!p.passive && amounts_.basis_of(s) == "to") return false;         // actions that two dozen agencies will take
    bool own = false;                                                     // "100 artists have pledged" is no pledge of 100 artists
    for (std::uint32_t t = p.first; p.mood != nullptr && t < p.mood->first; ++t) own = own || (words_.classes(t) & ids_.have) != 0;
    const bool listed = p.head == kNone && p.mood != nullptr && !p.bare_will && !own && words_.participle(p.mood->last - 1);
    return s.verb != nullptr || (listed && (counted || power || q.dimension == "length"));  // construction of 15 bridges is planned
  }
  const bool bounded = q.bound != Bound::kExact && q.bound != Bound::kAbout;
  if (p.kept == "bound") return bounded && s.begin <= p.last + 1;                                   // must not be more than
  if (bounded && be && (p.modality == "legislated" || duty) && s.begin <= p.last + 1) return true;  // must be at least
  const bool quantified = !Amounts::money(q) && !counted && q.dimension != "time" && q.unit != "1" && s.begin <= p.last + 1;
  if (be && quantified && p.kind == Kind::kAim && ahead(f, s_.chart.mentions[q.mention])) return true;  // is to be 5 Mt in 2030
  if (be && !change && !s.capacity && !amounts_.rated(f, q, s) && !shared(f, q, s)) return false;       // "the cost will be"

  const std::string_view basis = amounts_.basis_of(s);
  if (basis == "subject" || (basis == "to" && q.role != QuantityRole::kTo && !(s.step != nullptr && s.step->a == "to"))) return false;
  if (p.noun != nullptr && p.noun->b == "committed" && p.spends && counted) return false;  // an agreement to buy 200 aircraft
  const bool share = percent && q.role == QuantityRole::kShare;
  const bool added = counted && amounts_.additional(f, s_.chart.mentions[q.mention], s.begin);
  if ((s.adjunct || (s.count_adjunct && counted)) && !change && !s.capacity && !power && !share) return false;
  if (p.spends && p.mood == nullptr && p.modality == "planned" && p.form == Predicate::Form::kFinite)
    return added;                                                                      // "is investing in 14 more beds"
  if (s.adjunct && q.role == QuantityRole::kDelta && s.step == nullptr) return false;  // "with 3% annual rises"
  if (s.verb == nullptr && power && p.acts) return true;                               // asked to defer a phase of 400 MW
  const bool wanted =
      p.head == kNone && p.kind == Kind::kAim && q.low >= kSmallCount &&
      (p.last == s.begin || listed_from(f, p.last, s.begin) || amounts_.of_deed(q, s, p.last));  // plans 40 new schools and 25 clinics
  if (s.verb == nullptr)
    return change || wanted || s.capacity || (share && p.spends && gives_share(f, p)) || (added && p.spends) ||
           (p.head == kNone && !counted);
  const bool dated = p.kind == Kind::kAim && !p.bare_will && s.begin <= p.last + 1 && ahead(f, s_.chart.mentions[q.mention]);
  if (counted && q.low < kSmallCount && !amounts_.works(s) && s.verb->a != "increase" && s.verb->a != "decrease" && !dated) return false;
  return true;
}

/// A change or level that a clause tells of as a fact: "rose 4.3%", "saw a 4.3% increase", "stood at 12 GW".
bool Reader::observe(const Field& f, const Quantity& q, const Setting& s, Goal& g) const {
  if (!s.past || s.predicate->form != Predicate::Form::kFinite) return false;
  const bool change = q.role == QuantityRole::kDelta || q.role == QuantityRole::kTo;
  const std::string_view role = s.verb != nullptr ? s.verb->a : std::string_view{};
  const bool moved = role == "increase" || role == "decrease" || (change && q.direction != Direction::kUnstated);
  const bool stood = role == "reach" && s.verb->b == "yes" && s.begin <= s.verb->last + 1 && !amounts_.to_be(s) && s.predicate->past;
  const bool told = Amounts::money(q) ? change && moved : change ? moved : stood;
  if (!told && !amounts_.levelled(f, q, s)) return false;
  g.kind = Goal::Kind::kObservation;
  g.modality = "achieved";
  return true;
}

/// "plans 40 schools, 25 clinics and": nothing but other amounts with their nouns between.
bool Reader::listed_from(const Field& f, std::uint32_t from, std::uint32_t to) const {
  bool joint = false;
  for (std::uint32_t t = from; t < to; ++t) {
    const bool amount = std::any_of(f.quantities.begin(), f.quantities.end(), [&](std::uint32_t q) {
      const Mention& m = s_.chart.mentions[s_.linked.quantities[q].mention];
      return m.first <= t && t < m.last;
    });
    const bool joins = words_.view(t) == "," || words_.conjunction(t);
    if (t == from && !amount) return false;
    joint = joint || joins;
    if (!amount && !joins && !words_.nominal(t) && !words_.hyphen(t) && !words_.preposition(t) && !words_.determiner(t)) return false;
  }
  return joint;
}

/// "- exports of 40 Mt", a point of a list of aims without a verb of its own.
bool Reader::listed(const Field& f, const Quantity& q, const Setting& s, Goal& g) const {
  if (f.led.empty() || s.adjunct || s.count_adjunct || s.from || q.dimension == "time") return false;
  const std::uint32_t end = s_.chart.mentions[q.mention].last;
  const bool named = s.step != nullptr || (end < f.last && (words_.nominal(end) || words_.preposition(end) || words_.preposition(end - 1)));
  if (!named && !q.unit.starts_with("{")) return false;
  for (const Predicate& p : f.predicates)
    if (p.form == Predicate::Form::kFinite) return false;
  g.kind = Goal::Kind::kTarget;
  g.modality = f.led;
  return true;
}

bool Reader::accept(const Field& f, const Quantity& q, const Setting& s, Goal& g) const {
  const Predicate* p = s.predicate;
  const bool sized = q.dimension == "power" || q.dimension == "length" || (s.noun != nullptr && s.noun->b != "committed");
  const bool named = s.noun != nullptr && (s.noun->c == "level" || sized) &&
                     !(q.role == QuantityRole::kFactor && s.noun->first >= s.begin) &&
                     !((q.dimension == "length" || q.dimension == "percentage_point") && s.noun->first >= s.begin) &&
                     !(q.unit.starts_with("{") && s.noun->first >= s.begin && words_.plural(s.noun->last - 1));  // two soft targets
  const bool paid = named && s.noun->b == "committed" && Amounts::money(q) && p != nullptr && p->kind == Kind::kFact;
  if (paid) return false;  // has secured commitments of $74m
  if (named) return accept_noun(s, g);
  if (p != nullptr && unaimed_.apart(f, *p, q, s)) return false;
  if (p != nullptr && (p->kind == Kind::kNegated || p->kind == Kind::kCondition)) return false;
  const bool few = q.unit.starts_with("{") && q.low < kSmallCount && !amounts_.works(s);
  if (s.adjective != nullptr && !few && !(p != nullptr && p->spends && q.dimension == "money")) {
    const bool forecast = s.adjective->a == "forecast";
    g.kind = forecast ? Goal::Kind::kForecast : Goal::Kind::kTarget;
    g.modality = s.adjective->b;
    if (!forecast || (p != nullptr && (p->kind == Kind::kAim || p->kind == Kind::kForecast))) return true;
  }
  const bool point = p != nullptr && p->form == Predicate::Form::kGerund && p->first <= f.first + 1;  // - replanting of 2% of the area
  if ((p == nullptr || point) && listed(f, q, s, g)) return true;
  if (p == nullptr) return false;
  for (const GoalCue& c : f.dones)  // the completion of the project to replace 50,000 meters
    if (p->noun != nullptr && c.last <= p->noun->first && p->noun->first - c.last <= 4) return false;
  if (p->kind == Kind::kAim || p->kind == Kind::kForecast) return accept_verb(f, q, s, g);
  for (const GoalCue& n : f.nouns)  // "won a 252 MW contract" tells the deal's size
    if (p->kind == Kind::kFact && n.b == "committed" && n.first <= s_.chart.mentions[q.mention].last + 3 &&
        n.first >= s_.chart.mentions[q.mention].last)
      return false;
  for (const GoalCue& c : f.dones)
    if (p->kind == Kind::kFact && c.first >= p->last && c.last <= s.begin) return false;
  const bool told = std::any_of(f.times.begin(), f.times.end(), [&](std::uint32_t t) {  // "announced a 5% rise in profit in 2023"
    const Time& time = s_.linked.times[t];
    return time.granularity != "day" && !time.end.empty() && !s_.published.empty() && std::string_view(time.end) < s_.published;
  });
  if (p->kind == Kind::kFact && p->acts && told && q.role == QuantityRole::kDelta) return false;
  if (amounts_.decided(f, q, s)) {
    g.kind = Goal::Kind::kTarget, g.modality = "legislated";
    return true;
  }
  if (const GoalCue* aim = amounts_.moved_aim(f, q, s); aim != nullptr) {
    g.kind = Goal::Kind::kTarget, g.modality = aim->b;
    return true;
  }
  const GoalCue* act = p->kind == Kind::kFact && p->acts ? cue_over(f.acts, p->head) : nullptr;
  const bool approved =
      act != nullptr && act->a == "committed" && amounts_.of_deed(q, s, p->last);  // approved the construction of 40 homes
  const bool held = s.verb != nullptr && s.verb->a == "maintain";                  // has secured a site for 2.8 MW
  if (p->kind == Kind::kFact && p->acts && !held &&
      (approved || q.dimension == "power" || (q.role == QuantityRole::kDelta && s.verb == nullptr))) {
    g.kind = Goal::Kind::kTarget;
    g.modality = act != nullptr ? act->a : "planned";
    return true;
  }
  if (p->kind != Kind::kFact || !observe(f, q, s, g)) return false;
  const bool lasting = !p->past && s.verb != nullptr;  // "cuts fees by 5% within two years", not "rose to 90 within a year"
  if (ahead(f, s_.chart.mentions[q.mention], lasting)) g.kind = Goal::Kind::kTarget, g.modality = "planned";
  return true;
}

/// "lifts the goal to 81% by 2030": what is due in a coming year has not been seen yet. A span ("within a year") counts from what is told.
bool Reader::ahead(const Field& f, const Mention& m, bool spans) const {
  const std::string_view published = std::string_view(s_.published).substr(0, 4);
  for (const std::uint32_t t : f.times) {
    const Time& time = s_.linked.times[t];
    if (s_.chart.mentions[time.mention].first < m.last || time.role == TimeRole::kSet) continue;
    if (!spans && time.value.starts_with('P')) continue;
    const bool due = time.role == TimeRole::kDeadline || (time.granularity == "year" && !time.preposition.empty());
    return due && !published.empty() && std::string_view(time.end).substr(0, 4) > published;
  }
  return false;
}

/// The strongest cue decides how firm an aim is; what is proposed stays proposed.
std::string_view Reader::firmest(const Field& f, const Setting& s, const Goal& g) const {
  if (g.kind != Goal::Kind::kTarget) return g.modality;
  static constexpr std::string_view kLadder[] = {"expected", "proposed", "planned", "committed", "legislated"};
  const auto rank = [&](std::string_view m) { return std::find(std::begin(kLadder), std::end(kLadder), m) - std::begin(kLadder); };
  std::string_view best = g.modality;
  if (best == "proposed" || (s.adjective != nullptr && s.adjective->b == "proposed")) return "proposed";
  const auto raise = [&](std::string_view m) {
    if (m != "proposed" && rank(m) > rank(best) && rank(m) < 5) best = m;
  };
  if (s.noun != nullptr) raise(s.noun->b);
  if (s.adjective != nullptr) raise(s.adjective->b);
  if (s.predicate != nullptr && s.predicate->noun != nullptr) raise(s.predicate->noun->b);
  for (const GoalCue& a : f.adjectives)
    if (a.b == "legislated") raise(a.b);
  return best;
}

/// The words of the condition: "if the plant is repaired", "subject to approval".
std::string_view Reader::condition(const Field& f, const Setting& s, std::uint32_t first) const {
  for (const GoalCue& c : f.conditions) {
    std::uint32_t end = c.last;
    while (end < f.last && !(s_.text.tokens[end].is(Token::kPunct) && !words_.hyphen(end) && words_.view(end) != "'")) ++end;
    if (end <= c.last || (c.first <= first && first < end) ||
        (s.predicate != nullptr && c.first < s.predicate->first && s.predicate->first < end))
      continue;
    return s_.text.view(s_.text.span(c.first, end));
  }
  return {};
}

/// A project's capacity, a company's own aim, or a policy.
std::string_view Reader::topic(const Setting& s, const Goal& g) const {
  const bool aim = s.noun != nullptr && s.noun->c == "level";
  if (s.capacity || (!aim && g.direction == "reach" && g.basis == "absolute" && g.unit.ends_with("W"))) return "project_capacity";
  return actors_.company(g.actor) ? "corporate" : "policy";
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
  g.modality = firmest(f, s, g);
  g.conditional = condition(f, s, first);
  g.topic = topic(s, g);
  const GoalCue* act =
      s.predicate != nullptr && s.predicate->acts && s.predicate->head != kNone ? cue_over(f.acts, s.predicate->head) : nullptr;
  const GoalCue* cue = s.noun != nullptr        ? s.noun
                       : s.mood != nullptr      ? s.mood
                       : s.adjective != nullptr ? s.adjective
                       : s.verb != nullptr      ? s.verb
                                                : act;
  if (cue != nullptr) g.rule = s_.chart.mentions[cue->mention].rule;
  if (g.kind == Goal::Kind::kObservation) {
    g.period = g.deadline;
    g.deadline = {};
  }
  split_goal(s_, words_, std::move(g), facts_.goals);
}

/// "cut emissions so that they are 26% lower": what the pronoun takes up is the object of the verb before.
std::string_view Reader::taken_up(const Field& f, const Setting& s, std::string_view indicator) const {
  if (s.predicate == nullptr || s.predicate->first < f.first + 2 || !words_.pronoun(s.predicate->first - 1)) return {};
  if (words_.view(s.predicate->first - 1) != indicator && cue_over(f.purposes, s.predicate->first - 2) == nullptr) return {};
  const Phrases phrases(s_, words_, s_.kept->parts, f);
  for (const Predicate* p = s.predicate; p != f.predicates.data();) {
    --p;
    if (p->head != kNone) return phrases.text(phrases.noun_at(p->last, 1));
  }
  return {};
}

void Reader::consider(const Field& f, std::uint32_t index, std::vector<Found>& out) const {
  if (Amounts::idle(s_.linked.quantities[index])) return;
  const Mention& m = s_.chart.mentions[s_.linked.quantities[index].mention];
  const Setting s = setting_of(s_, words_, ids_, f, m.first, m.last);
  const Quantity q = amounts_.read(f, index, s);
  Goal g;
  const bool stepped = !out.empty() && out.back().quantity.role == QuantityRole::kTo && s.step == nullptr && continues(f, q, s, out.back());
  if (stepped) {  // "to 10% in 2025, 15% in 2026"
    out.push_back(next_step(out.back(), q, s));
  } else if (amounts_.measurable(f, q, s) && accept(f, q, s, g)) {
    const GoalCue* bar = g.kind == Goal::Kind::kObservation ? nullptr : unaimed_.cue(f, m.first, m.last);
    if (bar != nullptr && bar->b != "forecast") return;
    if (bar != nullptr) g.kind = Goal::Kind::kForecast, g.modality = "expected";
    out.push_back({s, q, std::move(g), false});
  } else if (!out.empty() && continues(f, q, s, out.back())) {
    out.push_back(next_step(out.back(), q, s));
  }
}

/// "30 million by 2030 and 50 million by 2045", "below 12% in 2026 and below 9% by 2030": one more amount of the same kind with a coming
/// time of its own, joined to the last one within its clause.
bool Reader::continues(const Field& f, const Quantity& q, const Setting& s, const Found& last) const {
  const Mention &m = s_.chart.mentions[q.mention], &before = s_.chart.mentions[last.quantity.mention];
  if (last.goal.kind == Goal::Kind::kObservation || s.from || q.dimension == "time" || q.range != last.quantity.range) return false;
  const bool alone = m.last >= f.last || !words_.nominal(m.last) || words_.preposition(m.last);
  const bool bare = q.unit == "1" && last.quantity.unit != "1" && alone;
  if (q.unit != last.quantity.unit && !bare) return false;
  if (s.begin <= before.last || s.begin - before.last > 14) return false;
  const bool with = s.begin > f.first + 1 && words_.preposition(s.begin - 1) && words_.view(s.begin - 2) == ",";  // ", with 10% following"
  if (!words_.conjunction(s.begin - 1) && words_.view(s.begin - 1) != "," && !with) return false;
  for (const Predicate& p : f.predicates)
    if (p.first >= before.last && p.first < s.begin && p.form == Predicate::Form::kFinite && !words_.participle(p.first) &&
        !(with && last.setting.subject && last.setting.predicate == &p))
      return false;
  for (std::uint32_t t = before.last; t < s.begin; ++t)
    if (!words_.alpha(t) && !s_.text.tokens[t].is(Token::kNumeral) && words_.view(t) != "," && !words_.hyphen(t)) return false;
  return std::any_of(f.times.begin(), f.times.end(), [&](std::uint32_t t) {
    const Time& time = s_.linked.times[t];
    const Mention& at = s_.chart.mentions[time.mention];
    return at.first >= m.last && at.first - m.last <= 3 && !time.end.empty() && std::string_view(time.end) > s_.published;
  });
}

/// The same aim as the last one with another amount.
Reader::Found Reader::next_step(const Found& last, const Quantity& q, const Setting& own) const {
  const Quantity& before = last.quantity;
  Found x{last.setting, q, last.goal, true};
  x.setting.begin = own.begin;
  if (q.unit == "1") x.quantity.unit = before.unit, x.quantity.unit_name = before.unit_name, x.quantity.dimension = before.dimension;
  x.quantity.role = before.role, x.quantity.direction = before.direction;
  return x;
}

void Reader::make(const Field& f, Found& found) {
  const Setting& s = found.setting;
  const Quantity& q = found.quantity;
  const Mention& m = s_.chart.mentions[q.mention];
  Goal g = std::move(found.goal);
  shape_.give(f, q, s, g);
  g.indicator = indicator_of(s_, words_, ids_, f, s, q, m.first, m.last);
  if (const std::string_view other = taken_up(f, s, g.indicator); !other.empty()) g.indicator = other;
  if (found.joint && !facts_.goals.empty() && facts_.goals.back().sentence == f.sentence && !facts_.goals.back().from.empty()) {
    const Goal& last = facts_.goals.back();
    const Phrases phrases(s_, words_, s_.kept->parts, f);
    bool other = false;  // "to 40 Mt and barley output to 10 Mt"
    for (std::uint32_t t = s_.chart.mentions[last.from[0]].last; t + 1 < s.begin; ++t)
      other = other || (words_.conjunction(t) && words_.nominal(t + 1) && words_.noun(t + 1) && !phrases.timed(t + 1));
    if (!other) g.indicator = last.indicator;
  }
  g.from.push_back(q.mention);
  set_deadline(s_, words_, f, q, g);
  if (g.deadline.empty() && g.kind != Goal::Kind::kObservation) g.deadline = f.led_due;
  continue_deadline(s_, facts_.goals, g);
  set_baseline(s_, words_, ids_, f, s, q, g);
  finish(f, s, std::move(g), m.first, m.last);
}

void Reader::undetermined(const Field& f, const OpenAim& aim) {
  Setting s;
  s.predicate = aim.predicate, s.verb = aim.predicate->verb, s.mood = aim.predicate->mood, s.noun = aim.predicate->noun;
  s.begin = aim.last;
  if (!s_.open_aims) {  // remembered for the goals behind it
    actors_.of(f, s, aim.first, Goal::Kind::kTarget);
    return;
  }
  Goal g;
  g.kind = Goal::Kind::kTarget;
  g.modality = aim.predicate->modality;
  g.direction = s.verb->a;
  g.indicator = aim.indicator;
  Quantity q;
  q.mention = s.verb->mention;
  set_deadline(s_, words_, f, q, g);
  finish(f, s, std::move(g), aim.first, aim.last);
  Goal& made = facts_.goals.back();
  made.grade = made.deadline.empty() ? 'D' : 'C';
  made.span = s_.text.span(aim.first, aim.last);
}

void Reader::lexical(const Field& f, const WordLevel& level) {
  Setting s = setting_of(s_, words_, ids_, f, level.first, level.last);
  if (level.predicate != nullptr) s.predicate = level.predicate, s.verb = level.predicate->verb, s.mood = level.predicate->mood;
  const Predicate* p = s.predicate;
  if (p != nullptr && (p->kind == Kind::kNegated || p->kind == Kind::kCondition)) return;
  const bool willed = p != nullptr && (p->kind == Kind::kAim || p->kind == Kind::kForecast);
  if ((s.noun == nullptr && !willed) || unaimed_.cue(f, level.first, level.last) != nullptr) return;
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
