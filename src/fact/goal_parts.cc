// The words of a goal: indicator, actor, deadline, baseline.
#include <algorithm>

#include "fact/goal.h"

namespace milepost::fact {

namespace {

bool has_noun(const link::Words& words, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t i = first; i < last; ++i)
    if (words.noun(i) && !words.preposition(i) && words.alpha(i)) return true;
  return false;
}

/// The words [first, last) without article at the begin, at most 9 of them.
std::string_view words_of(const Scene& scene, const link::Words& words, std::uint32_t first, std::uint32_t last) {
  while (first < last && (words.determiner(first) || words.preposition(first) || !words.alpha(first) || words.adverb(first))) ++first;
  while (last > first && (words.preposition(last - 1) || words.determiner(last - 1) || words.conjunction(last - 1) ||
                          scene.text.tokens[last - 1].is(Token::kPunct) || words.adverb(last - 1) || words.auxiliary(last - 1)))
    --last;
  if (last > first + 9) last = first + 9;
  return first < last ? scene.text.view(scene.text.span(first, last)) : std::string_view{};
}

/// End of the noun phrase that begins at i, with the phrases that "of", "for" or "in" hang on it.
std::uint32_t phrase_end(const link::Words& words, const Field& field, std::uint32_t i, int links) {
  link::Phrase p = words.right(i, field.last);
  if (p.empty()) return i;
  std::uint32_t end = p.last;
  while (links-- > 0 && end + 1 < field.last && words.preposition(end) && !words.to_be(end)) {
    const link::Phrase next = words.right(end + 1, field.last);
    if (next.empty()) break;
    end = next.last;
  }
  return end;
}

bool time_at(const Scene& scene, const Field& field, std::uint32_t token) {
  for (const std::uint32_t t : field.times) {
    const Mention& m = scene.chart.mentions[scene.linked.times[t].mention];
    if (m.first <= token && token < m.last) return true;
  }
  return false;
}

std::string_view joined(const Scene& scene, std::string_view a, std::string_view b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  std::string out(a);
  out += ' ';
  out += b;
  return scene.arena.copy(out);
}

}  // namespace

std::string_view indicator_of(const Scene& scene, const link::Words& words, const GoalWords&, const Field& field, const Setting& setting,
                              const Quantity& q, std::uint32_t first, std::uint32_t last) {
  const bool percent = q.dimension == "percent" || q.dimension == "percentage_point";
  const bool counted = q.unit.starts_with("{");
  // "21 percent of its power requirement", "400 MW of solar capacity", "1,100 houses in Oslo"
  if (counted && !setting.subject) {
    const std::uint32_t end = phrase_end(words, field, last, 1);
    std::uint32_t from = last;
    while (from > first && words.alpha(from - 1)) --from;
    std::uint32_t to = std::max(end, last);
    for (std::uint32_t i = last; i < to; ++i)
      if (time_at(scene, field, i)) to = i;
    if (const std::string_view w = words_of(scene, words, from, to); !w.empty()) return w;
  }
  if (setting.verb != nullptr && setting.verb->last <= first && !setting.subject) {  // the object between verb and amount
    std::uint32_t end = first;
    while (end > setting.verb->last &&
           (words.preposition(end - 1) || words.adverb(end - 1) || words.determiner(end - 1) || !words.alpha(end - 1)))
      --end;
    if (end > setting.verb->last && has_noun(words, setting.verb->last, end)) {
      std::uint32_t stop = setting.verb->last;
      while (stop < end && !time_at(scene, field, stop)) ++stop;
      if (const std::string_view w = words_of(scene, words, setting.verb->last, stop); !w.empty()) return w;
    }
  }
  std::uint32_t after = last;
  if (after < field.last && words.preposition(after) && !time_at(scene, field, after + 1 < field.last ? after + 1 : after)) {
    const std::uint32_t end = phrase_end(words, field, after + 1, 1);
    const std::string_view w = end > after + 1 ? words_of(scene, words, after + 1, end) : std::string_view{};
    if (!w.empty() && (!percent || setting.verb == nullptr || setting.verb->a == "reach" || setting.subject || setting.noun != nullptr))
      return w;
  }
  if (!percent || setting.capacity) {  // "200 MW solar plant"
    const link::Phrase p = words.right(last, field.last);
    if (!p.empty()) {
      std::uint32_t end = p.last;
      for (std::uint32_t i = p.first; i < end; ++i)
        if (time_at(scene, field, i)) end = i;
      if (const std::string_view w = words_of(scene, words, p.first, end); !w.empty())
        return q.dimension == "power" ? joined(scene, w, "") : w;
    }
  }
  if (percent && setting.noun == nullptr && last < field.last) {  // "a 40% cut in emissions"
    const link::Phrase p = words.right(last, field.last);
    if (!p.empty() && p.last < field.last && words.preposition(p.last)) {
      const std::uint32_t end = phrase_end(words, field, p.last + 1, 1);
      if (const std::string_view w = end > p.last + 1 ? words_of(scene, words, p.last + 1, end) : std::string_view{}; !w.empty()) return w;
    }
  }
  if (setting.mood != nullptr && setting.mood->first < first) {
    const link::Phrase p = words.left(field.first, setting.mood->first);
    if (!p.empty())
      if (const std::string_view w = words_of(scene, words, p.first, p.last);
          !w.empty() && (setting.verb == nullptr || q.role == QuantityRole::kTo || q.role == QuantityRole::kDelta || percent))
        return w;
  }
  return q.concept_text;
}

Actor actor_of(const Scene& scene, const GoalWords&, const Field& field, const Setting& setting, std::uint32_t first) {
  const auto name_at = [&](std::uint32_t token) -> const Entity* {
    for (MentionId m = scene.chart.starts[token]; m != kNone; m = scene.chart.mentions[m].next) {
      const std::uint32_t e = scene.linked.index(m);
      const std::string& type = scene.program.types[scene.chart.mentions[m].type].name;
      if (e == kNone || (type != "Organization" && type != "Place") || e >= scene.linked.entities.size()) continue;
      return &scene.linked.entities[e];
    }
    return nullptr;
  };
  const std::uint32_t preposition = scene.program.class_bit("prep");
  const auto behind_preposition = [&](std::uint32_t i) {
    for (std::uint32_t k = i, steps = 0; k > field.first && steps < 3; ++steps) {
      --k;
      const Token& t = scene.text.tokens[k];
      if (t.word != kUnknownWord && (scene.program.class_of(t, {}) & preposition) != 0) return true;
      if (!t.is(Token::kAlpha) || t.is(Token::kLower)) {
        if (t.word == kUnknownWord || (scene.program.class_of(t, {}) & scene.program.class_bit("det")) == 0) return false;
      }
    }
    return false;
  };
  const std::uint32_t until = setting.mood != nullptr && setting.mood->first < first ? setting.mood->first : first;
  const Entity* loose = nullptr;
  for (std::uint32_t i = until; i-- > field.first;) {
    const Entity* e = name_at(i);
    if (e == nullptr) continue;
    if (!behind_preposition(i)) return {e->name, false};
    if (loose == nullptr) loose = e;
  }
  // The document's actor: the organization or country named most, earlier ones first.
  const Entity* best = nullptr;
  std::size_t most = 0;
  for (const Entity& e : scene.linked.entities) {
    if (e.type == Entity::Type::kPerson || e.kind == "media" || e.kind == "exchange" || e.kind == "city" || e.kind == "area" ||
        e.spans.empty())
      continue;
    const std::size_t weight = e.spans.size() * 2 + (e.type == Entity::Type::kOrganization ? 1 : 0) + (e.spans[0].begin < 200 ? 3 : 0);
    if (weight > most) most = weight, best = &e;
  }
  if (best != nullptr) return {best->name, true};
  if (loose != nullptr) return {loose->name, true};
  return {};
}

namespace {

std::string_view due(const Scene& scene, const Time& t) {
  if (t.end.empty()) return {};
  const std::string_view end = scene.arena.copy(t.end);
  if (t.value.starts_with("P") && !t.value.starts_with("PT"))
    return end.substr(0, t.value.ends_with("Y") ? 4 : t.value.ends_with("M") ? 7 : 10);
  return end;
}

}  // namespace

void set_deadline(const Scene& scene, const Field& field, const Quantity& q, Goal& goal) {
  const Mention& at = scene.chart.mentions[q.mention];
  const Time* best = nullptr;
  int best_score = -1000;
  for (const std::uint32_t i : field.times) {
    const Time& t = scene.linked.times[i];
    if (t.role == TimeRole::kBaseline || t.role == TimeRole::kSet || t.role == TimeRole::kVague || t.end.empty()) continue;
    if (!scene.published.empty() && std::string_view(t.end) < scene.published) continue;
    if (t.role == TimeRole::kEvent && t.granularity == "day" && goal.kind != Goal::Kind::kForecast && t.preposition.empty()) continue;
    const Mention& m = scene.chart.mentions[t.mention];
    const int distance = m.first >= at.last ? static_cast<int>(m.first - at.last) : static_cast<int>(at.first - m.last) + 3;
    int score = 100 - distance + (t.role == TimeRole::kDeadline ? 20 : 0);
    for (const std::uint32_t other : field.quantities) {  // a time nearer to another amount belongs to that one
      const Mention& o = scene.chart.mentions[scene.linked.quantities[other].mention];
      if (o.first >= at.last && o.last <= m.first && o.first > at.first) score -= 6;
    }
    if (score > best_score) best_score = score, best = &t;
  }
  if (best == nullptr) return;
  goal.deadline = due(scene, *best);
  const bool range = best->value.starts_with("P") && !best->start.empty() && (best->granularity == "year" || best->anchor == "document");
  if (range) goal.period_start = scene.arena.copy(best->start).substr(0, 4);
  goal.from.push_back(best->mention);
}

void set_baseline(const Scene& scene, const Field& field, const Quantity& q, Goal& goal) {
  const Mention& at = scene.chart.mentions[q.mention];
  for (const std::uint32_t i : field.quantities) {
    const Quantity& o = scene.linked.quantities[i];
    if (o.mention == q.mention || o.role != QuantityRole::kFrom) continue;
    const Mention& m = scene.chart.mentions[o.mention];
    const std::uint32_t gap = m.first >= at.last ? m.first - at.last : at.first - m.last;
    if (gap > 10 || (o.dimension != q.dimension && o.unit != q.unit)) continue;
    goal.baseline_low = o.low;
    goal.baseline_high = o.high;
    goal.baseline_unit = o.unit;
    goal.from.push_back(o.mention);
    break;
  }
  for (const std::uint32_t i : field.times) {
    const Time& t = scene.linked.times[i];
    if (t.role != TimeRole::kBaseline || t.value.empty()) continue;
    goal.baseline_time = scene.arena.copy(t.value);
    break;
  }
}

}  // namespace milepost::fact
