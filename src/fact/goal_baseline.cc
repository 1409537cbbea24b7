// Where a goal starts from. Only what the text gives: "from 4 GW", "up from 9%", "below 2005 levels", "currently 30", or the figure of the
// sentence before that the goal takes up ("that fee"). Nothing is inferred.
#include <algorithm>

#include "fact/kept.h"

namespace milepost::fact {

namespace {

class Start {
 public:
  Start(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field, const Setting& setting, const Quantity& q)
      : scene_(scene),
        words_(words),
        ids_(ids),
        field_(field),
        set_(setting),
        q_(q),
        at_(scene.chart.mentions[q.mention]),
        comparator_(scene.program.type("Comparator")),
        phrases_(scene, words, scene.kept->parts, field) {}

  void level(Goal& goal) const;
  void year(Goal& goal) const;

 private:
  /// The same kind of amount; "from 12 to 15 euros an hour" leaves out "an hour".
  bool alike(const Quantity& o) const {
    if (q_.unit.size() > o.unit.size() && q_.unit.starts_with(o.unit) && q_.unit[o.unit.size()] == '/') return true;
    return o.dimension == q_.dimension && (!o.dimension.empty() || o.unit == q_.unit);
  }
  const Mention& mention(const Quantity& o) const { return scene_.chart.mentions[o.mention]; }
  void take(const Quantity& o, Goal& goal) const;
  bool starts(const Quantity& o) const;
  bool others(const Mention& time) const;
  bool of_other(const Quantity& o) const;
  bool fits(const Quantity& o) const;
  const Quantity* nearest() const;
  const Time* measured_against() const;
  bool take_up(Goal& goal) const;
  bool current(const Quantity& o) const;
  bool than_now(std::uint32_t first) const;
  const Quantity* told_before() const;

  const Scene& scene_;
  const link::Words& words_;
  const GoalWords& ids_;
  const Field& field_;
  const Setting& set_;
  const Quantity& q_;
  const Mention& at_;
  const TypeId comparator_;
  Phrases phrases_;
};

/// The amount and, where a time follows it closely, when it held.
void Start::take(const Quantity& o, Goal& goal) const {
  goal.baseline_low = o.low;
  goal.baseline_high = o.high;
  goal.baseline_unit = o.unit;
  goal.from.push_back(o.mention);
  if (current(o)) {
    goal.baseline_time = scene_.published.substr(0, 4);
    return;
  }
  const std::uint32_t end = mention(o).last;
  for (const Time& t : scene_.linked.times) {
    const Mention& m = scene_.chart.mentions[t.mention];
    const bool close = m.first >= end && m.first - end <= 3 && t.sentence == o.sentence;
    if (!close || t.value.empty() || t.role == TimeRole::kDuration || t.role == TimeRole::kSet) continue;
    if (t.end.empty() && std::string_view(t.start) > scene_.published) continue;  // from 3% effective July 1
    if (t.role == TimeRole::kVague || t.value == scene_.published)
      goal.baseline_time = scene_.published.substr(0, 4);  // from 9 GW now
    else if (goal.deadline.empty() || t.end.empty() || std::string_view(t.end).substr(0, 4) < goal.deadline.substr(0, 4))
      goal.baseline_time =
          scene_.arena.copy(t.end.empty() || t.granularity == "year" || goal.kind == Goal::Kind::kObservation ? t.value : t.end);
    else
      continue;
    break;
  }
}

/// "currently 9 GW", "the current 9 GW", "9 GW now".
bool Start::current(const Quantity& o) const {
  const Mention& m = mention(o);
  const std::uint32_t from = m.first > field_.first + 3 ? m.first - 3 : field_.first, to = std::min(field_.last, m.last + 2);
  for (std::uint32_t i = from; i < to; ++i) {
    if (m.first <= i && i < m.last) continue;
    if (i < m.first && phrases_.is(i, "current")) return true;
    for (const std::uint32_t k : field_.times) {
      const Time& t = scene_.linked.times[k];
      if (t.role == TimeRole::kVague && t.value == "PRESENT_REF" && scene_.chart.mentions[t.mention].first == i) return true;
    }
  }
  return false;
}

/// "Output was 28 Mt in 1986, and the new pits will raise it to 44": the level of the clause before, told as past.
const Quantity* Start::told_before() const {
  if (q_.role != QuantityRole::kTo) return nullptr;
  for (const std::uint32_t i : field_.quantities) {
    const Quantity& o = scene_.linked.quantities[i];
    const Mention& m = mention(o);
    if (m.last > at_.first || o.unit != q_.unit || o.role != QuantityRole::kLevel || o.range || phrases_.timed(m.first)) continue;
    if (setting_of(scene_, words_, ids_, field_, m.first, m.last).past) return &o;
  }
  return nullptr;
}

/// The figure, or the two of them, that "that fee" or "the tariff" takes up from the sentence before, where that names the same noun.
bool Start::take_up(Goal& goal) const {
  if (field_.sentence == 0 || set_.verb == nullptr || (set_.verb->a != "increase" && set_.verb->a != "decrease")) return false;
  if (q_.role == QuantityRole::kDelta || q_.role == QuantityRole::kFactor) return false;
  const Range object = phrases_.object_of(set_.verb->last, at_.first);
  const std::uint32_t noun = object.empty() ? kNone : phrases_.taken_up(object);
  if (noun == kNone) return false;
  const Sentence& before = scene_.text.sentences[field_.sentence - 1];
  std::string word, other, buffer;
  fold(words_.singular_of(words_.view(noun), buffer), word);
  bool same = phrases_.is(noun, "general");
  for (std::uint32_t i = before.first; i < before.last && !same; ++i) {
    other.clear();
    if (words_.alpha(i)) fold(words_.singular_of(words_.view(i), buffer), other);
    same = other == word;
  }
  if (!same) return false;
  const Quantity* found[3] = {};
  int n = 0;
  for (const Quantity& o : scene_.linked.quantities)
    if (o.sentence + 1 == field_.sentence && o.emitted && o.dimension != "time" && o.unit == q_.unit && n < 3) found[n++] = &o;
  if (n == 0 || n == 3) return false;  // which of many is not told
  take(*found[0], goal);
  const Time* only = nullptr;  // the one period that sentence is about
  int times = 0;
  for (const Time& t : scene_.linked.times)
    if (t.sentence + 1 == field_.sentence && t.granularity == "year" && t.end.size() == 10) only = &t, ++times;
  if (goal.baseline_time.empty() && times == 1) goal.baseline_time = scene_.arena.copy(only->end.substr(0, 4));
  if (n == 2) {
    goal.baseline_low = std::min(found[0]->low, found[1]->low);
    goal.baseline_high = std::max(found[0]->high, found[1]->high);
    goal.baseline_time = {};
  }
  return true;
}

/// "up from 9%", "against 120 today": an amount that the words put behind another as its start.
bool Start::starts(const Quantity& o) const {
  if (o.role == QuantityRole::kFrom) return true;
  const Mention& m = mention(o);
  if (m.first < at_.last) return false;
  const Setting s = setting_of(scene_, words_, ids_, field_, m.first, m.last);
  const bool bare = s.begin == m.first && s.begin > field_.first && words_.token(s.begin - 1).word == scene_.kept->parts.than;
  return s.from && !bare && (s.step == nullptr || s.step->a != "to");
}

/// "while B fell from 31% to 23%": the start of another amount.
bool Start::of_other(const Quantity& o) const {
  return std::any_of(field_.quantities.begin(), field_.quantities.end(), [&](std::uint32_t i) {
    const Quantity& x = scene_.linked.quantities[i];
    const Mention& m = mention(x);
    return x.mention != q_.mention && x.role == QuantityRole::kTo && x.unit == q_.unit && m.first >= mention(o).last &&
           m.first - mention(o).last <= 2;
  });
}

/// The same kind of amount; a bare number behind counted things; behind a change in percent, what is changed ("by 20%, from 5 tonnes").
bool Start::fits(const Quantity& o) const {
  const Mention& m = mention(o);
  const bool year = o.low >= 1900 && o.low <= 2100 && words_.view(m.first).size() == 4;
  if (year && (o.unit == "1" || o.dimension == "count")) return false;  // from 1990 levels
  if (q_.unit.starts_with("{") && o.unit == "1" && m.first > at_.last) return true;
  if (o.unit == q_.unit || alike(o)) return o.unit == q_.unit || q_.dimension != "count";
  const bool changed = q_.dimension == "percent" && q_.role == QuantityRole::kDelta;
  return changed && o.role == QuantityRole::kFrom && m.first > at_.last && o.dimension != "time" && o.unit != "1";
}

/// The start nearest to the amount, with no other amount of its kind between.
const Quantity* Start::nearest() const {
  constexpr std::uint32_t kBefore = 10, kBehind = 24;
  const Quantity* best = nullptr;
  std::uint32_t least = kBehind + 1;
  for (const std::uint32_t i : field_.quantities) {
    const Quantity& o = scene_.linked.quantities[i];
    const Mention& m = mention(o);
    const bool behind = m.first >= at_.last;
    const std::uint32_t gap = behind ? m.first - at_.last : at_.first - std::min(m.last, at_.first);
    if (o.mention == q_.mention || gap >= least || (!behind && gap > kBefore) || !starts(o) || !fits(o) || of_other(o)) continue;
    const bool other = std::any_of(field_.quantities.begin(), field_.quantities.end(), [&](std::uint32_t k) {
      const Quantity& x = scene_.linked.quantities[k];
      const Mention& at = mention(x);
      return behind && x.unit == q_.unit && at.first >= at_.last && at.last <= m.first;
    });
    if (!other) best = &o, least = gap;
  }
  return best;
}

void Start::level(Goal& goal) const {
  if (const Quantity* o = nearest(); o != nullptr) return take(*o, goal);
  for (const std::uint32_t i : field_.quantities) {
    const Quantity& o = scene_.linked.quantities[i];
    if (o.mention == q_.mention || !alike(o) || (o.unit != q_.unit && !o.si_low) || !current(o)) continue;
    return take(o, goal);
  }
  if (const Quantity* o = told_before(); o != nullptr) return take(*o, goal);
  if (take_up(goal)) return;
  for (std::uint32_t i = at_.first, steps = 0; goal.direction == "maintain" && i > field_.first && steps < 5; ++steps)
    if (phrases_.is(--i, "current")) {  // "keep output at current levels of 24,000 tonnes"
      take(q_, goal);
      goal.baseline_time = scene_.published.substr(0, 4);
      return;
    }
}

/// "larger than today", "than its current size": within three tokens.
bool Start::than_now(std::uint32_t first) const {
  for (std::uint32_t i = first; i < field_.last && i < first + 3; ++i) {
    if (phrases_.is(i, "current")) return true;
    for (const std::uint32_t k : field_.times) {
      const Time& t = scene_.linked.times[k];
      if (t.role == TimeRole::kVague && t.value == "PRESENT_REF" && scene_.chart.mentions[t.mention].first == i) return true;
    }
  }
  return false;
}

/// "8% more than in 2022", "rose 14% from 2022": the time that a change is measured against, behind it in its clause.
const Time* Start::measured_against() const {
  constexpr std::uint32_t kReach = 10;
  const PartWords& parts = scene_.kept->parts;
  for (std::uint32_t i = at_.last; i < field_.last && i < at_.last + kReach; ++i) {
    const bool than = words_.token(i).word == parts.than, from = words_.token(i).word == parts.from;
    if (!words_.alpha(i) && !words_.token(i).is(Token::kNumeral)) return nullptr;
    if (!than && !from) continue;
    for (MentionId c = scene_.chart.starts[i]; c != kNone; c = scene_.chart.mentions[c].next)
      if (scene_.chart.mentions[c].type == comparator_) return nullptr;  // than the year before
    for (const std::uint32_t k : field_.times) {
      const Time& t = scene_.linked.times[k];
      const Mention& m = scene_.chart.mentions[t.mention];
      const bool dated = (t.granularity == "year" || t.granularity == "month" || t.granularity == "quarter") && !t.value.starts_with('P');
      const bool next = m.first == i + 1 || (than && m.first <= i + 6 && m.first > i && words_.preposition(m.first - 1));
      const bool open = m.last < field_.last && (words_.token(m.last).word == parts.to || words_.token(m.last).word == parts.than);
      if (dated && next && !open && !t.value.empty() && std::string_view(t.start) < scene_.published) return &t;
    }
    return nullptr;
  }
  return nullptr;
}

/// "rose 3% from December and 12% from a year earlier": the time stands before the amount, behind another one.
bool Start::others(const Mention& time) const {
  return time.last <= at_.first && std::any_of(field_.quantities.begin(), field_.quantities.end(), [&](std::uint32_t i) {
           const Quantity& o = scene_.linked.quantities[i];
           return o.emitted && o.dimension != "time" && mention(o).last <= time.first;
         });
}

/// "compared with 2005", "below 1990 levels".
void Start::year(Goal& goal) const {
  if (!goal.baseline_time.empty()) return;
  if (const GoalCue* than = cue_at(field_.compared, at_.last); than != nullptr && than_now(than->last)) {
    goal.baseline_time = scene_.published.substr(0, 4);
    return;
  }
  if (goal.basis == "change")
    if (const Time* t = measured_against(); t != nullptr) {
      goal.baseline_time = scene_.arena.copy(t->value);
      return;
    }
  for (const std::uint32_t i : field_.times) {
    const Time& t = scene_.linked.times[i];
    const Mention& m = scene_.chart.mentions[t.mention];
    if (t.value.empty() || t.granularity != "year") continue;
    if (goal.kind == Goal::Kind::kObservation && others(m)) continue;
    const bool level = m.last < field_.last && phrases_.is(m.last, "general") && m.first > field_.first && words_.preposition(m.first - 1);
    if (t.role != TimeRole::kBaseline && !(level && t.value < scene_.published.substr(0, 4))) continue;
    goal.baseline_time = scene_.arena.copy(t.value);
    return;
  }
  for (const std::uint32_t i : field_.quantities) {  // "1990 levels", read as a count
    const Quantity& o = scene_.linked.quantities[i];
    const Mention& m = mention(o);
    if (o.low < 1900 || o.low > 2100 || o.range || m.last >= field_.last || m.first == field_.first) continue;
    const std::string_view digits = words_.view(m.first);
    if (digits.size() != 4 || !words_.preposition(m.first - 1) || !phrases_.is(m.last, "general")) continue;
    goal.baseline_time = digits;
    return;
  }
}

}  // namespace

void set_baseline(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field, const Setting& setting,
                  const Quantity& q, Goal& goal) {
  const Start start(scene, words, ids, field, setting, q);
  start.level(goal);
  start.year(goal);
}

}  // namespace milepost::fact
