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
  Phrases phrases_;
};

/// The amount and, where a time follows it closely, when it held.
void Start::take(const Quantity& o, Goal& goal) const {
  goal.baseline_low = o.low;
  goal.baseline_high = o.high;
  goal.baseline_unit = o.unit;
  goal.from.push_back(o.mention);
  const std::uint32_t end = mention(o).last;
  for (const Time& t : scene_.linked.times) {
    const Mention& m = scene_.chart.mentions[t.mention];
    const bool close = m.first >= end && m.first - end <= 3 && t.sentence == o.sentence;
    if (!close || t.value.empty() || t.role == TimeRole::kDuration || t.role == TimeRole::kSet) continue;
    if (t.end.empty() && std::string_view(t.start) > scene_.published) continue;  // from 3% effective July 1
    if (t.role == TimeRole::kVague)
      goal.baseline_time = scene_.published.substr(0, 4);  // from 9 GW now
    else if (goal.deadline.empty() || t.end.empty() || std::string_view(t.end).substr(0, 4) < goal.deadline.substr(0, 4))
      goal.baseline_time = scene_.arena.copy(t.end.empty() || t.granularity == "year" ? t.value : t.end);
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

void Start::level(Goal& goal) const {
  for (const std::uint32_t i : field_.quantities) {
    const Quantity& o = scene_.linked.quantities[i];
    if (o.mention == q_.mention || o.role != QuantityRole::kFrom) continue;
    const Mention& m = mention(o);
    const std::uint32_t gap = m.first >= at_.last ? m.first - at_.last : at_.first - std::min(m.last, at_.first);
    if (gap <= 10 && (alike(o) || o.unit == q_.unit)) return take(o, goal);
  }
  for (const std::uint32_t i : field_.quantities) {
    const Quantity& o = scene_.linked.quantities[i];
    if (o.mention == q_.mention || !alike(o) || o.unit != q_.unit || !current(o)) continue;
    take(o, goal);
    goal.baseline_time = scene_.published.substr(0, 4);
    return;
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

/// "compared with 2005", "below 1990 levels".
void Start::year(Goal& goal) const {
  if (!goal.baseline_time.empty()) return;
  if (const GoalCue* than = cue_at(field_.compared, at_.last); than != nullptr && than_now(than->last)) {
    goal.baseline_time = scene_.published.substr(0, 4);
    return;
  }
  for (const std::uint32_t i : field_.times) {
    const Time& t = scene_.linked.times[i];
    const Mention& m = scene_.chart.mentions[t.mention];
    if (t.value.empty() || t.granularity != "year") continue;
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
