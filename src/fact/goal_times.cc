// When a goal is due. A time belongs to the amount it follows, else to the amount its clause begins with; never to the past, never to where
// a change starts from.
#include <algorithm>

#include "fact/kept.h"

namespace milepost::fact {

namespace {

constexpr int kNever = -1000;

/// One sentence's times, asked for one amount.
class Calendar {
 public:
  Calendar(const Scene& scene, const link::Words& words, const Field& field, const Quantity& q)
      : scene_(scene),
        words_(words),
        field_(field),
        q_(q),
        at_(scene.chart.mentions[q.mention]),
        comparator_(scene.program.type("Comparator")),
        from_(scene.kept->parts.from),
        than_(scene.kept->parts.than) {}

  const Time* due(const Goal& goal) const;
  /// "over the next 5-6 years": the years that the longest of them lasts; 0 when the text has no such length.
  int coming_years() const;
  /// "between 2005 and 2030": the year before "and"; null for other times.
  const Time* start_of(const Time& end) const;
  /// "the 2030 targets": the year that names an aim of the sentence; "" when there is none.
  std::string_view year_of_aim() const;
  const Time* year_behind(const Time& t) const;
  std::string_view point(const Time& t) const;

 private:
  bool may(const Time& t, const Goal& goal) const;
  bool compared(const Time& t) const;
  bool others_clause(const Time& t) const;
  bool earlier_clause(const Time& t) const;
  bool amount_between(std::uint32_t first, std::uint32_t last) const;
  int score(const Time& t) const;
  bool dates(const Mention& x) const;
  const Mention& mention_of(const Quantity& o) const { return scene_.chart.mentions[o.mention]; }
  const Mention& mention(const Time& t) const { return scene_.chart.mentions[t.mention]; }

  const Scene& scene_;
  const link::Words& words_;
  const Field& field_;
  const Quantity& q_;
  const Mention& at_;
  const TypeId comparator_;
  const WordId from_, than_;
};

std::string_view Calendar::year_of_aim() const {
  for (const std::uint32_t i : field_.quantities) {
    const Mention& m = mention_of(scene_.linked.quantities[i]);
    const std::string_view digits = words_.view(m.first);
    const bool year = digits.size() == 4 && digits.starts_with("20") && words_.token(m.first).is(Token::kNumeral) &&
                      digits >= scene_.published.substr(0, 4);
    if (year && m.first + 1 < field_.last && cue_over(field_.nouns, m.first + 1) != nullptr) return digits;
  }
  return {};
}

/// "1 January next year": the year that stands directly behind a day without one; null when there is none.
const Time* Calendar::year_behind(const Time& t) const {
  if (t.granularity != "day" || t.anchor != "document") return nullptr;
  for (const std::uint32_t i : field_.times) {
    const Time& y = scene_.linked.times[i];
    if (y.granularity == "year" && y.value.size() == 4 && mention(y).first == mention(t).last) return &y;
  }
  return nullptr;
}

/// The instant of a time as a goal carries it: a period's end at the period's grain, or the day from which something holds.
std::string_view Calendar::point(const Time& t) const {
  const bool from = t.end.empty();
  std::string day = from ? t.start : t.end;
  if (const Time* year = year_behind(t); year != nullptr) day.replace(0, 4, year->value);
  const std::string_view whole = scene_.arena.copy(day);
  if (from) return whole.substr(0, t.granularity == "year" ? 4 : t.granularity == "month" ? 7 : 10);
  if (t.value.starts_with("P") && !t.value.starts_with("PT"))
    return whole.substr(0, t.value.ends_with("Y") ? 4 : t.value.ends_with("M") ? 7 : 10);
  return whole;
}

bool Calendar::amount_between(std::uint32_t first, std::uint32_t last) const {
  return std::any_of(field_.quantities.begin(), field_.quantities.end(), [&](std::uint32_t i) {
    const Mention& m = mention_of(scene_.linked.quantities[i]);
    return first <= m.first && m.last <= last;
  });
}

/// "will save $4m a year and provide a gain of $9m by 2030": another verb with an amount of its own stands between.
bool Calendar::others_clause(const Time& t) const {
  const std::uint32_t until = mention(t).first;
  const Predicate* own = nullptr;  // "every town is to have at least one clinic by 2026": the verb whose subject it is
  for (const Predicate& p : field_.predicates)
    if (p.form == Predicate::Form::kFinite) {
      bool comma = false;
      for (std::uint32_t i = at_.last; i < p.first; ++i) comma = comma || words_.view(i) == ",";
      if (p.first >= at_.last && !comma) own = &p;
      break;
    }
  return std::any_of(field_.predicates.begin(), field_.predicates.end(), [&](const Predicate& p) {
    const bool apart = p.form == Predicate::Form::kFinite || (p.first > field_.first && words_.conjunction(p.first - 1));
    return &p != own && p.first >= at_.last && p.last <= until && apart && amount_between(p.last, until);
  });
}

/// "from a year earlier", "from February": what a change is compared with, not when it was.
bool Calendar::compared(const Time& t) const {
  const Mention& m = mention(t);
  for (std::uint32_t i = m.first > field_.first + 5 ? m.first - 5 : field_.first; i <= m.first; ++i)
    for (MentionId k = scene_.chart.starts[i]; k != kNone; k = scene_.chart.mentions[k].next)
      if (scene_.chart.mentions[k].type == comparator_ && scene_.chart.mentions[k].last > m.first) return true;
  for (std::uint32_t i = m.first, steps = 0; i-- > field_.first && steps < 6 && words_.alpha(i); ++steps)
    if (words_.token(i).word == than_) return true;                               // than in the same quarter of 2022
  const bool own = m.first >= at_.last || amount_between(field_.first, m.first);  // not "From May, prices rose 5%"
  return m.first > field_.first && own && words_.token(m.first - 1).word == from_ && !t.start.empty() && t.end.empty();
}

/// "has risen by 30% since 2022, and income was 5 million": the time belongs to the clause before.
bool Calendar::earlier_clause(const Time& t) const {
  if (mention(t).last > at_.first || !amount_between(field_.first, mention(t).first)) return false;
  return std::any_of(field_.predicates.begin(), field_.predicates.end(), [&](const Predicate& p) {
    return p.form == Predicate::Form::kFinite && p.first >= mention(t).last && p.last <= at_.first && p.first > mention(t).last + 1;
  });
}

bool Calendar::may(const Time& t, const Goal& goal) const {
  if (t.role == TimeRole::kBaseline || t.role == TimeRole::kSet || t.role == TimeRole::kVague || t.role == TimeRole::kPublication)
    return false;
  if (t.end.empty() && t.start.empty()) return false;
  const std::string_view last = t.end.empty() ? std::string_view(t.start) : std::string_view(t.end);
  const bool told = goal.kind == Goal::Kind::kObservation;
  if (told && compared(t)) return false;
  if (!told && !scene_.published.empty() && last < scene_.published && year_behind(t) == nullptr) return false;
  for (const std::uint32_t i : field_.times) {  // the year of a day is told with the day
    const Time& d = scene_.linked.times[i];
    if (t.granularity == "year" && mention(d).last == mention(t).first && year_behind(d) == &t) return false;
  }
  for (const std::uint32_t i : field_.quantities) {  // "up from 1.9% in 1986"
    const Quantity& o = scene_.linked.quantities[i];
    const std::uint32_t end = scene_.chart.mentions[o.mention].last;
    if (o.role == QuantityRole::kFrom && mention(t).first >= end && mention(t).first - end <= 2 && !dates(mention_of(o))) return false;
  }
  if (others_clause(t)) return false;
  for (const GoalCue& say : field_.says)  // "Until 2029 it will …, he said, adding that": the time stays in its own clause
    if (mention(t).last <= say.first && say.last <= at_.first && amount_between(mention(t).last, say.first)) return false;
  const bool dateline = t.granularity == "day" && t.anchor == "explicit" && last == scene_.published && mention(t).last <= at_.first;
  if (told) return !dateline && !earlier_clause(t);
  const bool day = t.role == TimeRole::kEvent && t.granularity == "day";
  if (day && goal.kind != Goal::Kind::kForecast && t.preposition.empty()) return false;
  if (t.granularity == "day" && last == scene_.published && t.role != TimeRole::kDeadline) {  // "…, he said on Friday" of a Friday
    if (mention(t).last <= at_.first) return false;
    for (std::uint32_t i = at_.last; i < mention(t).first; ++i)
      if (words_.finite(i)) return false;
  }
  return true;
}

/// "2030" of "by 2030", read as a number too.
bool Calendar::dates(const Mention& x) const {
  return std::any_of(field_.times.begin(), field_.times.end(),
                     [&](std::uint32_t i) { return mention(scene_.linked.times[i]).overlaps(x); });
}

int Calendar::score(const Time& t) const {
  const Mention& m = mention(t);
  const bool behind = m.first >= at_.last;
  const int distance = static_cast<int>(behind ? m.first - at_.last : at_.first - std::min(m.last, at_.first)) + (behind ? 0 : 3);
  int score = 100 - distance + (t.role == TimeRole::kDeadline ? 10 : 0);
  for (const std::uint32_t other : field_.quantities) {
    const Quantity& o = scene_.linked.quantities[other];
    const Mention& x = scene_.chart.mentions[o.mention];
    if (o.mention == q_.mention || o.dimension == "time" || x.overlaps(m) || x.overlaps(at_) || dates(x)) continue;
    const bool between = behind ? x.first >= at_.last && x.last <= m.first : x.first >= m.last && x.last <= at_.first;
    const bool owns = x.last <= m.first && m.first - x.last <= 4;  // the time follows another amount closely
    if (between) score -= 6;
    if (owns) score -= behind && between ? 4 : 25;
  }
  return score;
}

const Time* Calendar::due(const Goal& goal) const {
  const Time* best = nullptr;
  int most = kNever;
  for (const std::uint32_t i : field_.times) {
    const Time& t = scene_.linked.times[i];
    if (!may(t, goal)) continue;
    if (const int s = score(t); s > most) most = s, best = &t;
  }
  return best;
}

int Calendar::coming_years() const {
  for (const std::uint32_t i : field_.times) {
    const Time& t = scene_.linked.times[i];
    const Mention& m = mention(t);
    if (t.role != TimeRole::kDuration || m.first < field_.first + 2 || m.first < at_.last) continue;
    if ((words_.classes(m.first - 1) & scene_.program.class_bit("ord")) == 0) continue;
    const bool other = std::any_of(field_.quantities.begin(), field_.quantities.end(), [&](std::uint32_t k) {
      const Quantity& o = scene_.linked.quantities[k];
      return o.unit == q_.unit && mention_of(o).first >= at_.last && mention_of(o).last <= m.first;
    });
    if (other) continue;
    for (const std::uint32_t k : field_.quantities) {
      const Quantity& o = scene_.linked.quantities[k];
      if (o.unit == "a" && scene_.chart.mentions[o.mention].overlaps(m) && o.high < 100) return static_cast<int>(o.high);
    }
  }
  return 0;
}

const Time* Calendar::start_of(const Time& end) const {
  for (const std::uint32_t i : field_.times) {
    const Time& t = scene_.linked.times[i];
    const Mention& m = mention(t);
    const bool joined =
        m.last + 1 == mention(end).first && words_.conjunction(m.last) && m.first > field_.first && words_.preposition(m.first - 1);
    if (joined && t.granularity == "year" && end.granularity == "year" && t.value < end.value) return &t;
  }
  return nullptr;
}

}  // namespace

namespace {

/// When what was observed took place; "since 2019" and "from 2021 to 2022" tell from where it is counted.
void set_period(const Scene& scene, const Time& t, Goal& goal) {
  goal.from.push_back(t.mention);
  const bool years = t.granularity == "year" && t.value.size() == 4 && std::string_view(t.end).substr(0, 4) > t.value;
  if (t.end.empty() || years) goal.baseline_time = goal.baseline_time.empty() ? scene.arena.copy(t.value) : goal.baseline_time;
  if (years)
    goal.deadline = scene.arena.copy(std::string_view(t.end).substr(0, 4));
  else if (t.value.starts_with('P') && !t.start.empty() && !t.end.empty())
    goal.deadline = scene.arena.copy(t.start + "/" + t.end);
  else if (!t.end.empty() && !t.value.starts_with('P'))
    goal.deadline = scene.arena.copy(t.value);
}

}  // namespace

void set_deadline(const Scene& scene, const link::Words& words, const Field& field, const Quantity& q, Goal& goal) {
  goal.sentence = field.sentence;
  const Calendar calendar(scene, words, field, q);
  const std::string_view published = scene.published.substr(0, 4);
  if (const int years = calendar.coming_years(); goal.kind != Goal::Kind::kObservation && years > 0 && published.size() == 4) {
    goal.period_start = published;
    goal.deadline = scene.arena.copy(std::to_string(std::stoi(std::string(published)) + years));
    return;
  }
  const Time* t = calendar.due(goal);
  if (goal.kind == Goal::Kind::kObservation) {
    if (t != nullptr) set_period(scene, *t, goal);
    return;
  }
  if (t == nullptr) {
    goal.deadline = calendar.year_of_aim();
    return;
  }
  goal.deadline = calendar.point(*t);
  goal.from.push_back(t->mention);
  const bool range = t->value.starts_with("P") && !t->start.empty() && (t->granularity == "year" || t->anchor == "document");
  const bool coming = t->anchor == "document" && t->granularity == "year" && words.determiner(scene.chart.mentions[t->mention].first) &&
                      !published.empty() && std::string_view(t->start).substr(0, 4) > published;  // over the next year
  if (range)
    goal.period_start = scene.arena.copy(t->start).substr(0, 4);
  else if (coming)
    goal.period_start = published;
  std::string_view from;
  if (const Time* start = calendar.start_of(*t); start != nullptr)
    from = scene.arena.copy(start->value);
  else if (t->granularity == "year" && t->value.size() == 4 && !t->start.empty() && std::string_view(t->end).substr(0, 4) > t->value)
    from = scene.arena.copy(t->value);
  if (from.empty()) return;
  goal.period_start = from;
  if (goal.basis == "change" && from < published && goal.baseline_time.empty()) goal.baseline_time = from;
}

namespace {

/// Do the words name the same thing: one word of five letters or more in common.
bool shares_word(std::string_view phrase, std::string_view text) {
  for (std::size_t at = 0; at < phrase.size();) {
    const std::size_t end = std::min(phrase.find(' ', at), phrase.size());
    if (end - at >= 5 && text.find(phrase.substr(at, end - at)) != std::string_view::npos) return true;
    at = end + 1;
  }
  return false;
}

/// The period under way that the sentence before names for the same thing: "raised tariffs for the current fiscal year".
void continue_period(const Scene& scene, Goal& goal) {
  if (goal.sentence == 0 || scene.published.empty() || (goal.direction != "increase" && goal.direction != "decrease")) return;
  const Sentence& before = scene.text.sentences[goal.sentence - 1];
  if (!shares_word(goal.indicator, scene.text.view(scene.text.span(before.first, before.last)))) return;
  for (const Time& t : scene.linked.times) {
    const bool under_way = t.sentence + 1 == goal.sentence && t.anchor == "document" && t.granularity == "year" && !t.end.empty() &&
                           std::string_view(t.start) <= scene.published && scene.published <= std::string_view(t.end);
    if (under_way) goal.deadline = scene.arena.copy(t.end);
  }
}

/// The time that the next sentence gives for the completion of a planned work: "It is to be ready by October."
void complete_later(const Scene& scene, Goal& goal) {
  if (goal.direction != "reach" || goal.sentence + 1 >= scene.text.sentences.size()) return;
  const Sentence& next = scene.text.sentences[goal.sentence + 1];
  if (next.paragraph != scene.text.sentences[goal.sentence].paragraph) return;
  for (const Quantity& q : scene.linked.quantities)
    if (q.sentence == goal.sentence + 1 && q.emitted && q.dimension != "time") return;  // it has a goal of its own
  const TypeId cue = scene.program.type("CompletionCue");
  std::uint32_t at = kNone;
  for (std::uint32_t i = next.first; i < next.last; ++i)
    for (MentionId m = scene.chart.starts[i]; m != kNone; m = scene.chart.mentions[m].next)
      if (scene.chart.mentions[m].type == cue) at = scene.chart.mentions[m].last;
  if (at == kNone) return;
  for (const Time& t : scene.linked.times) {
    const bool due = t.sentence == goal.sentence + 1 && !t.end.empty() && std::string_view(t.end) > scene.published &&
                     (t.role == TimeRole::kDeadline || t.role == TimeRole::kPeriod) && scene.chart.mentions[t.mention].first >= at;
    if (due && scene.chart.mentions[t.mention].first - at <= 4) goal.deadline = scene.arena.copy(t.end);
  }
}

}  // namespace

void continue_deadline(const Scene& scene, const std::vector<Goal>& before, Goal& goal) {
  if (goal.kind == Goal::Kind::kObservation) return;
  if (!goal.deadline.empty()) return;
  continue_period(scene, goal);
  if (goal.deadline.empty()) complete_later(scene, goal);
  if (!goal.deadline.empty() || before.empty()) return;
  for (auto last = before.rbegin(); last != before.rend() && last->sentence + 1 >= goal.sentence; ++last) {
    const bool part = last->kind == goal.kind && last->sentence + 1 == goal.sentence && last->unit == goal.unit &&
                      last->basis == goal.basis && last->low && goal.low && *goal.low <= *last->low;
    if (!part || last->deadline.empty()) continue;
    goal.deadline = last->deadline;
    goal.period_start = last->period_start;
    return;
  }
}

void set_comparator(const Scene& scene, const Field& field, std::uint32_t last, Goal& goal) {
  if (goal.kind != Goal::Kind::kObservation) return;
  const TypeId type = scene.program.type("Comparator");
  std::uint32_t until = field.last;  // what stands before the next amount is this one's
  for (const std::uint32_t q : field.quantities)
    if (const std::uint32_t at = scene.chart.mentions[scene.linked.quantities[q].mention].first; at >= last) until = std::min(until, at);
  for (std::uint32_t i = field.first; i < field.last; ++i)
    for (MentionId m = scene.chart.starts[i]; m != kNone; m = scene.chart.mentions[m].next) {
      if (scene.chart.mentions[m].type != type || (!goal.comparator.empty() && i >= last + 8)) continue;
      goal.comparator = scene.chart.get(scene.chart.mentions[m], scene.program.attribute("with")).text;
      if (i >= last && i < until) return;
    }
  const bool against = goal.basis == "change" && !goal.baseline_low;
  if (!goal.baseline_time.empty() && (against || goal.comparator.empty())) goal.comparator = goal.baseline_time;
}

}  // namespace milepost::fact
