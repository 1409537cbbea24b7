// Levels that words fix without a figure: net zero, self-sufficiency; every one of what is covered; what is brought to an end.
#include <algorithm>

#include "fact/kept.h"

namespace milepost::fact {

namespace {

using Kind = Predicate::Kind;

class Levels {
 public:
  Levels(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field)
      : s_(scene), words_(words), w_(ids), f_(field), parts_(scene.kept->parts), phrases_(scene, words, parts_, field) {}

  std::vector<WordLevel> run() {
    for (const GoalCue& c : f_.levels) {
      if (c.first > f_.first && s_.text.tokens[c.first].is(Token::kCap) && !f_.headline) continue;  // within a name
      if (c.a == "fixed") fixed(c);
      if (c.a == "all") all(c);
      if (c.a == "adjective") described(c);
      if (c.a == "full") full(c);
      if (c.a == "free" && dated())  // wants to be free of malaria by 2030
        if (const Predicate* p = before(c.first); p != nullptr && p->kind == Kind::kAim && p->last == c.first) end_of(c.last, level_of(c));
      if (c.a == "end") ended(c);
    }
    for (const Predicate& p : f_.predicates) ends(p);
    return std::move(out_);
  }

 private:
  void fixed(const GoalCue& c);
  void all(const GoalCue& c);
  void described(const GoalCue& c);
  void full(const GoalCue& c);
  std::string_view with_state(std::string_view things, const Predicate& p) const;
  void ended(const GoalCue& c);
  void ends(const Predicate& p);
  void end_of(std::uint32_t noun, WordLevel level);
  WordLevel level_of(const GoalCue& c) const;
  const Predicate* before(std::uint32_t i) const;
  const Predicate* behind(std::uint32_t i) const;
  bool dated(bool far = false) const;
  std::string_view currency() const;

  const Scene& s_;
  const link::Words& words_;
  const GoalWords& w_;
  const Field& f_;
  const PartWords& parts_;
  Phrases phrases_;
  std::vector<WordLevel> out_;
};

WordLevel Levels::level_of(const GoalCue& c) const {
  const Mention& m = s_.chart.mentions[c.mention];
  WordLevel l;
  l.first = c.first, l.last = c.last, l.mention = c.mention;
  l.value = s_.chart.get(m, w_.value).number;
  l.unit = s_.chart.get(m, w_.unit).text;
  l.unit_name = l.unit == "%" ? "percent" : l.unit;
  l.direction = s_.chart.get(m, w_.direction).text;
  l.basis = s_.chart.get(m, w_.basis).text;
  return l;
}

const Predicate* Levels::before(std::uint32_t i) const {
  const Predicate* best = nullptr;
  for (const Predicate& p : f_.predicates)
    if (p.last <= i) best = &p;
  return best;
}

const Predicate* Levels::behind(std::uint32_t i) const {
  for (const Predicate& p : f_.predicates)
    if (p.first >= i && p.form == Predicate::Form::kFinite) return &p;
  return nullptr;
}

/// A time that lies ahead stands in the sentence; for `far`, more than a day.
bool Levels::dated(bool far) const {
  return std::any_of(f_.times.begin(), f_.times.end(), [&](std::uint32_t t) {
    const Time& time = s_.linked.times[t];
    if (time.role == TimeRole::kSet || (far && time.granularity == "day")) return false;
    if (time.end.empty()) return time.granularity != "day" && std::string_view(time.start) > s_.published;  // from 2026
    return (time.role == TimeRole::kDeadline || (time.granularity == "year" && !time.preposition.empty())) &&
           std::string_view(time.end) > s_.published;
  });
}

void Levels::fixed(const GoalCue& c) {
  const Predicate* p = before(c.first);
  const bool reached = p != nullptr && p->verb != nullptr && p->verb->a == "reach" && c.first - p->last <= 3;
  const bool named = std::any_of(f_.nouns.begin(), f_.nouns.end(), [&](const GoalCue& n) {
    return n.c != "deed" && ((n.first >= c.last && n.first - c.last <= 3) || (n.last <= c.first && c.first - n.last <= 3));
  });
  const bool share = s_.chart.get(s_.chart.mentions[c.mention], w_.value).number > 0;
  if (!((reached && (!share || p->form != Predicate::Form::kInfinitive)) || named || dated())) return;
  WordLevel l = level_of(c);
  std::uint32_t last = c.last;
  if (last + 1 < f_.last && words_.preposition(last) && !phrases_.timed(last + 1)) {  // in power generation
    const Range r = phrases_.noun_at(last + 1, 0);
    if (!r.empty()) last = r.last;
  }
  l.indicator = s_.text.view(s_.text.span(c.first, last));
  if (p != nullptr && p->head != kNone && c.first > p->last + 1 &&
      phrases_.word(c.first - 1, parts_.to))  // cut emissions from its mills to
    if (const std::string_view thing = phrases_.text(phrases_.object_of(p->last, c.first)); !thing.empty()) l.indicator = thing;
  out_.push_back(l);
}

/// "connect every village", "all buildings must meet", "all of its power will come": coverage that is promised or ordered.
void Levels::all(const GoalCue& c) {
  std::uint32_t from = c.last;
  if (c.first > f_.first + 1 && words_.preposition(c.first - 1) && phrases_.counted(c.first - 2)) return;  // 60% of all adults
  if (from + 1 < f_.last && phrases_.word(from, parts_.of)) ++from;
  const bool of = from > c.last;
  while (from + 1 < f_.last && words_.determiner(from) && (!words_.pronoun(from) || words_.nominal(from + 1))) ++from;
  if (from >= f_.last || words_.pronoun(from) || words_.preposition(from) || (from > c.last && !of && c.last > c.first + 1)) return;
  const Range noun = phrases_.noun_at(from, 0);
  if (noun.empty() || noun.first != from) return;
  if (cue_over(f_.uncounted, noun.last - 1) != nullptr) return;  // meet all the commitments
  for (const std::uint32_t t : f_.times)
    if (s_.chart.mentions[s_.linked.times[t].mention].first <= c.first && c.first < s_.chart.mentions[s_.linked.times[t].mention].last)
      return;
  WordLevel l = level_of(c);
  const Predicate* p = before(c.first);
  const GoalCue* cover = p != nullptr && p->head != kNone ? cue_over(f_.covers, p->head) : nullptr;
  const bool direct = cover != nullptr && cover->a != "subject" && p->kind == Kind::kAim &&
                      ((p->last == c.first && (dated() || p->modality == "committed" || p->modality == "legislated")) ||
                       (p->last < c.first && words_.preposition(c.first - 1) && c.first - p->last <= 8 && dated()));
  const Predicate* q = behind(noun.last);
  for (const Predicate& x : f_.predicates)  // wants every school to have a library
    if (x.form == Predicate::Form::kInfinitive && x.first >= noun.last && x.first <= noun.last + 1 && p != nullptr && p->head == kNone)
      q = &x;
  const bool ordered = q != nullptr && q->first - noun.last <= 8 && q->kind == Kind::kAim && q->kept.empty() && !direct &&
                       q->head != kNone && dated(q->bare_will) && cue_over(f_.covers, q->head) != nullptr;
  if (!direct && !ordered) return;
  l.predicate = direct ? p : q;
  const Range whole = phrases_.noun_at(from, 1);
  l.indicator = phrases_.text(whole.empty() ? noun : whole);
  if (ordered) l.indicator = with_state(l.indicator, *q);
  out_.push_back(l);
}

/// "homes" and "will be connected to the sewer" -> "homes connected to the sewer"; "must have solar panels" -> "with solar panels".
std::string_view Levels::with_state(std::string_view things, const Predicate& p) const {
  std::uint32_t from = p.last;
  while (from < f_.last && from < p.last + 3 && (words_.determiner(from) || words_.preposition(from) || phrases_.is(from, "lead"))) ++from;
  Range object = phrases_.noun_at(from, 0);
  if (object.empty())  // an A or B rating
    for (object = {from, from};
         object.last < f_.last && words_.alpha(object.last) && !phrases_.timed(object.last) && object.last < from + 7;)
      ++object.last;
  object = phrases_.trimmed(object);
  const bool near = !object.empty() && object.first <= from + 1;
  if (p.passive) {
    std::uint32_t end = p.head + 1;
    if (end + 1 < f_.last && words_.preposition(end) && !phrases_.timed(end + 1) && !phrases_.word(end, parts_.by))
      if (const Range r = phrases_.noun_at(end + 1, 0); !r.empty()) end = r.last;
    return joined(s_, things, phrases_.plain({p.head, end}));
  }
  if (words_.to_be(p.head) && p.last < f_.last && words_.adjective(p.last)) return joined(s_, things, words_.view(p.last));
  for (MentionId m = s_.chart.starts[p.head]; m != kNone; m = s_.chart.mentions[m].next)
    if (s_.chart.mentions[m].type == parts_.deed && near)
      if (const std::string_view held = s_.chart.get(s_.chart.mentions[m], parts_.held).text; !held.empty() && held != ".")
        return joined(s_, joined(s_, things, held), phrases_.plain(object));
  return things;
}

/// "will be fully electrified", "must become wholly renewable": the whole of the subject in a state that has no degrees beyond it.
void Levels::full(const GoalCue& c) {
  if (c.last >= f_.last) return;
  const TypeId type = s_.program.type("WholeState");
  bool state = false;
  for (MentionId m = s_.chart.starts[c.last]; m != kNone; m = s_.chart.mentions[m].next) state = state || s_.chart.mentions[m].type == type;
  if (!state) return;
  const Predicate* p = nullptr;
  for (const Predicate& x : f_.predicates)
    if (x.kind == Kind::kAim && x.kept.empty() && ((x.first < c.first && c.first < x.last) || (x.last == c.first && x.verb != nullptr)))
      p = &x;
  if (p == nullptr) return;
  const bool bound = p->form == Predicate::Form::kFinite && (p->modality == "legislated" || p->modality == "committed");
  if (!bound && !dated()) return;
  Range subject = phrases_.subject_at(p->first);
  if (subject.empty() && p != f_.predicates.data()) subject = phrases_.subject_at(f_.predicates.front().first);
  if (subject.empty()) return;
  WordLevel l = level_of(c);
  l.predicate = p;
  l.indicator = joined(s_, phrases_.text(subject), words_.view(c.last));
  out_.push_back(l);
}

/// "zero-emission buildings", "buildings must be zero-emission".
void Levels::described(const GoalCue& c) {
  const Predicate* p = before(c.first);
  if (p == nullptr || p->kind != Kind::kAim || p->verb == nullptr || p->verb->a != "reach" || p->verb->b != "yes" || p->last != c.first)
    return;
  for (const std::uint32_t q : f_.quantities) {  // "30% of trucks will be zero-emission": the share is the level
    const Mention& m = s_.chart.mentions[s_.linked.quantities[q].mention];
    if (s_.linked.quantities[q].dimension == "percent" && m.last <= p->first && p->first - m.last < 30) return;
  }
  WordLevel l = level_of(c);
  l.predicate = p;
  const Range r = phrases_.noun_at(c.last, 0);
  const Range subject = phrases_.subject_at(p->first);
  if (!r.empty() && r.first == c.last)
    l.indicator = s_.text.view(s_.text.span(c.first, r.last));
  else if (!subject.empty())
    l.indicator = phrases_.text(subject);
  else
    l.indicator = s_.text.view(s_.text.span(c.first, c.last));
  out_.push_back(l);
}

/// What the money of this document is.
std::string_view Levels::currency() const {
  for (const Quantity& q : s_.linked.quantities)
    if (q.dimension == "money") return q.unit;
  return {};
}

/// The thing that ends, its phrase beginning at `noun`.
void Levels::end_of(std::uint32_t noun, WordLevel level) {
  Range r = phrases_.noun_at(noun, 0);
  if (r.empty() && noun < f_.last && cue_over(f_.ended, noun) != nullptr) r = {noun, noun + 1};
  if (r.empty()) return;
  if (r.last < f_.last)  // gas flaring
    if (const GoalCue* longer = cue_over(f_.ended, r.last); longer != nullptr && longer->first < r.last + 1) r.last = longer->last;
  const GoalCue* thing = cue_over(f_.ended, r.last - 1);
  if (thing == nullptr) return;
  Range whole = phrases_.noun_at(noun, 1);
  if (whole.last < r.last) whole = r;
  for (const std::uint32_t q : f_.quantities) {
    const Mention& m = s_.chart.mentions[s_.linked.quantities[q].mention];
    bool apart = false;  // fees, for which $5m was paid; end waste and plant 500 trees
    for (std::uint32_t t = whole.last; t < m.first && !apart; ++t) {
      apart = phrases_.mark(t, ',');
      for (const Predicate& p : f_.predicates) apart = apart || (p.first == t && p.head != kNone);
    }
    if (m.first >= noun && m.first < whole.last + 5 && !apart && !phrases_.timed(m.first))
      return;  // "remove duties on 90% of goods" is a level of its own
  }
  if (thing->a != "money" && !dated() && level.predicate != nullptr &&
      (level.predicate->modality == "planned" || level.predicate->modality == "committed" ||
       level.predicate->form != Predicate::Form::kFinite))
    return;  // "aims to end hunger", "our work to end hunger"
  level.value = 0, level.unit = "%", level.unit_name = "percent", level.direction = "eliminate", level.basis = "absolute";
  if (thing->a == "money" && !currency().empty()) level.unit = level.unit_name = currency();
  if (thing->a == "thing" && words_.plural(r.last - 1)) {
    const std::string_view one = words_.singular({r.last - 1, r.last, r.last - 1}, ' ', s_.arena);
    level.unit = s_.arena.copy("{" + std::string(one) + "}");
    level.unit_name = one;
  }
  level.indicator = whole.last == r.last ? phrases_.plain(phrases_.trimmed({r.first, r.last - 1}).empty() ? r : Range{r.first, r.last})
                                         : phrases_.text(whole);
  out_.push_back(level);
}

/// "mandates a phase-out of", not "will speed up the phase-out of".
void Levels::ended(const GoalCue& c) {
  const Predicate* p = before(c.first);
  if (p != nullptr && ((p->bare_will && !dated()) || p->kind == Kind::kNegated)) return;
  end_of(c.last, level_of(c));
}

void Levels::ends(const Predicate& p) {
  if (p.kind != Kind::kAim || p.head == kNone) return;
  for (const WordLevel& l : out_)  // "close all coal mines" is one
    if (l.predicate == &p) return;
  const GoalCue* phase = cue_over(f_.phases, p.head);
  if (phase == nullptr && (p.verb == nullptr || p.verb->a != "eliminate")) return;
  WordLevel l;
  l.first = p.head, l.last = p.last, l.predicate = &p;
  l.mention = phase != nullptr ? phase->mention : p.verb->mention;
  for (std::uint32_t t = p.last; t + 1 < f_.last && t < p.last + 8; ++t)  // stop traders from dodging taxes: conduct, no level
    if (const GoalCue* from = cue_at(f_.adjuncts, t); from != nullptr && from->a == "from" && words_.gerund(t + 1)) return;
  if (!p.passive) return end_of(p.last, l);
  const Range subject = phrases_.subject_at(p.first);
  if (!subject.empty()) end_of(subject.first, l);
}

}  // namespace

std::vector<WordLevel> word_levels(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field) {
  if (field.levels.empty() && field.ended.empty() && field.phases.empty()) return {};
  return Levels(scene, words, ids, field).run();
}

}  // namespace milepost::fact
