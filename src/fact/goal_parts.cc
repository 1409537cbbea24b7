// The words of a goal: indicator, actor, deadline, baseline.
#include <algorithm>

#include "fact/goal.h"

namespace milepost::fact {

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
