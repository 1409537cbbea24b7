// The words of a goal: indicator, actor, deadline, baseline.
#include <algorithm>

#include "fact/goal.h"

namespace milepost::fact {

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
