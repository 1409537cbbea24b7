// Targets, forecasts and observations. Every amount of a sentence is looked at once: who wills or expects it (setting_of), what is
// measured, in which direction, from where, until when. What money flows, what ages, lasts or ranks is none. Linear in amounts x the words
// of a sentence.
#include "fact/goal.h"

#include "fact/goal_actor.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace milepost::fact {

namespace {

class Reader {
 public:
  Reader(const Scene& scene, Facts& facts) : s_(scene), facts_(facts), ids_(scene.program), words_(scene.text, scene.program), actors_(scene, words_, facts.statements) {}

  void run() {
    collect();
    for (Field& f : fields_)
      if (!f.moods.empty() || !f.nouns.empty() || !f.verbs.empty()) read(f);
    merge();
  }

 private:
  void collect();
  void read(const Field& f);
  void consider(const Field& f, std::uint32_t index);
  void lexical(const Field& f, const GoalCue& level);
  bool stands(const Quantity& q) const;
  bool measurable(const Quantity& q, const Setting& s) const;
  bool accept(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  void shape(const Quantity& q, const Setting& s, Goal& g) const;
  void finish(const Field& f, const Setting& s, Goal g, std::uint32_t first);
  void merge();
  Span evidence(const Field& f) const;

  const Scene& s_;
  Facts& facts_;
  GoalWords ids_;
  link::Words words_;
  Actors actors_;
  std::vector<Field> fields_;
};

void Reader::collect() {
  fields_.resize(s_.text.sentences.size());
  for (std::uint32_t i = 0; i < fields_.size(); ++i) {
    Field& f = fields_[i];
    f.sentence = i;
    f.first = s_.text.sentences[i].first;
    f.last = s_.text.sentences[i].last;
    for (std::uint32_t t = f.first; t < f.last; ++t) {
      for (MentionId id = s_.chart.starts[t]; id != kNone; id = s_.chart.mentions[id].next) {
        const Mention& m = s_.chart.mentions[id];
        const auto text = [&](AttributeId a) { return s_.chart.get(m, a).text; };
        GoalCue cue{m.first, m.last, id, {}, {}, {}};
        if (m.type == ids_.mood) {
          cue.a = text(ids_.mood_of), cue.b = text(ids_.modality), cue.c = text(ids_.form);
          f.moods.push_back(cue);
        } else if (m.type == ids_.verb) {
          cue.a = text(ids_.role), cue.b = text(ids_.money), cue.c = text(ids_.form);
          f.verbs.push_back(cue);
        } else if (m.type == ids_.noun) {
          cue.a = text(ids_.role), cue.b = text(ids_.modality);
          f.nouns.push_back(cue);
        } else if (m.type == ids_.spend) {
          f.spends.push_back(cue);
        } else if (m.type == ids_.capacity) {
          f.capacities.push_back(cue);
        } else if (m.type == ids_.level) {
          f.levels.push_back(cue);
        }
      }
    }
  }
  for (std::uint32_t q = 0; q < s_.linked.quantities.size(); ++q)
    if (s_.linked.quantities[q].sentence < fields_.size()) fields_[s_.linked.quantities[q].sentence].quantities.push_back(q);
  for (std::uint32_t t = 0; t < s_.linked.times.size(); ++t)
    if (s_.linked.times[t].sentence < fields_.size()) fields_[s_.linked.times[t].sentence].times.push_back(t);
}

void Reader::read(const Field& f) {
  for (const std::uint32_t q : f.quantities) consider(f, q);
  for (const GoalCue& level : f.levels) lexical(f, level);
}

/// Amounts that are no levels: years, vague counts, the size in "8-ounce bottle", conversions in brackets.
bool Reader::stands(const Quantity& q) const {
  const Mention& m = s_.chart.mentions[q.mention];
  for (std::uint32_t t = m.first; t < m.last; ++t)
    for (MentionId id = s_.chart.starts[t]; id != kNone; id = s_.chart.mentions[id].next)
      if (s_.chart.mentions[id].type == ids_.time && q.dimension != "percent" && q.dimension != "money") return false;
  const bool counted = q.unit.starts_with("{") || q.unit == "1";
  const std::string_view digits = s_.text.view(s_.text.tokens[m.first]);
  if (counted && digits.size() == 4 && q.low >= 1900 && q.low <= 2100 && digits.find(',') == std::string_view::npos &&
      s_.text.tokens[m.first].is(Token::kNumeral))
    return false;
  if (counted && q.range && q.high == q.low * 10) return false;
  const bool hyphen = m.first + 1 < s_.text.tokens.size() && !s_.text.tokens[m.first + 1].is(Token::kSpaceBefore) &&
                      s_.text.view(s_.text.tokens[m.first + 1]) == "-";
  if (hyphen && q.dimension != "power" && q.dimension != "percent" && q.dimension != "energy") return false;
  if (m.first > 0 && s_.text.view(s_.text.tokens[m.first - 1]) == "(") return false;
  return true;
}

bool Reader::measurable(const Quantity& q, const Setting& s) const {
  if (!stands(q)) return false;
  if (s.subject && q.unit.starts_with("{") && !s.passive) return false;
  if (q.role == QuantityRole::kFrom) return false;
  if (q.dimension == "time" || q.dimension == "age") return false;
  if (q.role == QuantityRole::kWorth) return false;
  const bool money = q.dimension == "money";
  if (money && (s.spend || s.verb == nullptr || s.verb->b != "yes")) return false;
  if (q.dimension == "temperature" || q.dimension == "speed" || q.dimension == "angle") return false;
  const bool bare = q.unit == "1" && q.role != QuantityRole::kFactor;
  if (bare && q.role != QuantityRole::kTo && q.role != QuantityRole::kShare) return false;
  if (q.unit.starts_with("{") && q.low < 2 && !q.range) return false;
  return true;
}

bool Reader::accept(const Field& f, const Quantity& q, const Setting& s, Goal& g) const {
  if (s.mood != nullptr) {
    if (s.mood->a == "neg") return false;
    g.kind = s.mood->a == "forecast" ? Goal::Kind::kForecast : Goal::Kind::kTarget;
    g.modality = g.kind == Goal::Kind::kForecast ? "expected" : s.mood->b;
    if (s.verb == nullptr && s.noun == nullptr && !s.capacity && q.role != QuantityRole::kTo && q.role != QuantityRole::kDelta)
      return false;
    return true;
  }
  if (s.noun != nullptr && !s.past) {
    g.kind = Goal::Kind::kTarget;
    g.modality = s.noun->b;
    return true;
  }
  if (s.past && s.verb != nullptr && (q.role == QuantityRole::kDelta || q.role == QuantityRole::kTo) && q.dimension != "money") {
    g.kind = Goal::Kind::kObservation;
    g.modality = "achieved";
    return s.verb->a == "increase" || s.verb->a == "decrease";
  }
  (void)f;
  return false;
}

void Reader::shape(const Quantity& q, const Setting& s, Goal& g) const {
  const bool percent = q.dimension == "percent" || q.dimension == "percentage_point";
  std::string_view role = s.verb != nullptr ? s.verb->a : s.noun != nullptr ? s.noun->a : "reach";
  if (q.direction == Direction::kUp && (role == "reach" || s.verb == nullptr))
    role = q.role == QuantityRole::kDelta || q.role == QuantityRole::kFactor || q.role == QuantityRole::kTo ? "increase" : role;
  if (q.direction == Direction::kDown && (role == "reach" || s.verb == nullptr || role == "increase"))
    role = q.role == QuantityRole::kDelta || q.role == QuantityRole::kFactor || q.role == QuantityRole::kTo ? "decrease" : role;
  g.direction = role;
  const bool moves = role == "increase" || role == "decrease";
  if (q.role == QuantityRole::kFactor) {
    g.basis = "multiple";
    g.unit = "1";
    g.unit_name = "times";
    g.direction = q.direction == Direction::kDown ? "decrease" : "increase";
  } else if (percent) {
    g.basis = q.role == QuantityRole::kShare         ? "share"
              : moves && q.role != QuantityRole::kTo ? "change"
              : q.role == QuantityRole::kDelta       ? "change"
              : role == "reach"                      ? "share"
                                                     : "absolute";
  } else {
    const bool own = s.verb != nullptr && s_.chart.get(s_.chart.mentions[s.verb->mention], ids_.basis).text == "change";
    g.basis = own || (moves && (q.role == QuantityRole::kDelta)) ? "change" : "absolute";
  }
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

Span Reader::evidence(const Field& f) const {
  std::uint32_t last = f.last;
  while (last > f.first + 1 && s_.text.tokens[last - 1].is(Token::kPunct) && s_.text.view(s_.text.tokens[last - 1]) == ".") --last;
  return s_.text.span(f.first, last);
}

void Reader::finish(const Field& f, const Setting& s, Goal g, std::uint32_t first) {
  g.sentence = f.sentence;
  g.span = evidence(f);
  const Actor actor = actors_.of(f, s, first, g.kind);
  g.actor = actor.name;
  if (actor.assumed) g.flags = "actor_assumed";
  g.grade = g.deadline.empty() ? 'B' : 'A';
  g.topic = s.capacity ? "project_capacity" : "policy";
  const GoalCue* cue = s.mood != nullptr ? s.mood : s.noun != nullptr ? s.noun : s.verb;
  if (cue != nullptr) g.rule = s_.chart.mentions[cue->mention].rule;
  if (g.kind == Goal::Kind::kObservation) {
    g.period = g.deadline;
    g.deadline = {};
  }
  facts_.goals.push_back(std::move(g));
}

void Reader::consider(const Field& f, std::uint32_t index) {
  const Quantity& q = s_.linked.quantities[index];
  const Mention& m = s_.chart.mentions[q.mention];
  const Setting s = setting_of(s_, ids_, f, m.first, m.last);
  if (!measurable(q, s)) return;
  Goal g;
  if (!accept(f, q, s, g)) return;
  g.low = q.low;
  g.high = q.high;
  g.unit = q.unit;
  g.unit_name = q.unit_name;
  if (g.unit.starts_with("{")) {  // the head noun alone; what qualifies it is part of the indicator
    const std::size_t cut = g.unit.rfind('_');
    if (cut != std::string_view::npos) {
      g.unit = s_.arena.copy("{" + std::string(g.unit.substr(cut + 1)));
      g.unit_name = g.unit.substr(1, g.unit.size() - 2);
    }
  }
  shape(q, s, g);
  g.indicator = indicator_of(s_, words_, ids_, f, s, q, m.first, m.last);
  g.from.push_back(q.mention);
  set_deadline(s_, f, q, g);
  set_baseline(s_, f, q, g);
  finish(f, s, std::move(g), m.first);
}

void Reader::lexical(const Field& f, const GoalCue& level) {
  const Setting s = setting_of(s_, ids_, f, level.first, level.last);
  Goal g;
  Quantity q;
  q.mention = level.mention;
  q.role = QuantityRole::kTo;
  if (s.mood == nullptr && s.noun == nullptr) return;
  if (!accept(f, q, s, g) || g.kind == Goal::Kind::kObservation) return;
  const Mention& m = s_.chart.mentions[level.mention];
  g.low = g.high = s_.chart.get(m, ids_.value).number;
  g.unit = g.unit_name = s_.chart.get(m, ids_.unit).text;
  g.direction = s_.chart.get(m, ids_.direction).text;
  g.basis = s_.chart.get(m, ids_.basis).text;
  g.indicator = s_.text.view(s_.text.span(m.first, m.last));
  g.from.push_back(level.mention);
  set_deadline(s_, f, q, g);
  finish(f, s, std::move(g), level.first);
}

/// One record per indicator, level and deadline: the fullest mention stays, at the place of the first.
void Reader::merge() {
  std::map<std::tuple<int, double, double, std::string_view>, std::size_t> seen;
  std::vector<Goal> kept;
  for (Goal& g : facts_.goals) {
    const auto key = std::make_tuple(static_cast<int>(g.kind), g.low.value_or(-1), g.high.value_or(-1), g.unit);
    const auto it = seen.find(key);
    if (it != seen.end()) {
      Goal& first = kept[it->second];
      const bool same_time = first.deadline == g.deadline || first.deadline.empty() || g.deadline.empty();
      if (same_time) {
        const bool from_head = s_.text.sentences[first.sentence].block == Sentence::Block::kHead &&
                               s_.text.sentences[g.sentence].block != Sentence::Block::kHead;
        const bool fuller = first.deadline.empty() && !g.deadline.empty();
        if (from_head || fuller) {
          if (g.deadline.empty()) g.deadline = first.deadline, g.period_start = first.period_start, g.grade = first.grade;
          if (!g.baseline_low)
            g.baseline_low = first.baseline_low, g.baseline_high = first.baseline_high, g.baseline_unit = first.baseline_unit;
          first = std::move(g);
        }
        continue;
      }
    }
    seen[key] = kept.size();
    kept.push_back(std::move(g));
  }
  facts_.goals = std::move(kept);
}

}  // namespace

void gather_goals(const Scene& scene, Facts& facts) { Reader(scene, facts).run(); }

}  // namespace milepost::fact
