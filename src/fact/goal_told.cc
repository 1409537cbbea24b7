// Levels that are told of: "produced 5 Mt in 2023". Whether a time has gone by or lies ahead is asked of the whole sentence.
#include <algorithm>

#include "fact/goal_amount.h"

namespace milepost::fact {

bool Amounts::to_be(const Setting& s) const {
  const Predicate* p = s.predicate;
  return p != nullptr && s.verb != nullptr && p->head != kNone && !p->passive && s.verb->last == p->head + 1 &&
         (words_.classes(p->head) & ids_.be) != 0;
}

bool due(const Scene& scene, const Field& field) {
  return std::any_of(field.times.begin(), field.times.end(), [&](std::uint32_t t) {
    const Time& time = scene.linked.times[t];
    return time.role == TimeRole::kDeadline && std::string_view(time.end) > scene.published;
  });
}

/// A month, a quarter or a year that has begun stands in the sentence: "in 2023", "last year".
bool Amounts::gone(const Field& f) const {
  return std::any_of(f.times.begin(), f.times.end(), [&](std::uint32_t t) {
    const Time& time = s_.linked.times[t];
    const bool period = time.granularity == "year" || time.granularity == "quarter" || time.granularity == "month";
    const std::string_view until = time.value.starts_with('P') ? time.end : time.start;
    return period && !time.start.empty() && !time.end.empty() && until < s_.published;
  });
}

bool Amounts::of_deed(const Quantity& q, const Setting& s, std::uint32_t from) const {
  constexpr std::uint32_t kNear = 4;
  if (!q.unit.starts_with("{") || q.low < kSmallCount || s.begin < from + 2 || s.begin - from > kNear) return false;
  for (MentionId m = s_.chart.starts[s.begin - 2]; m != kNone; m = s_.chart.mentions[m].next)
    if (s_.chart.mentions[m].type == ids_.deed_noun && s_.chart.mentions[m].last == s.begin - 1) return true;
  return false;
}

/// "set the fee at 20 euros for 2026": a rate that is decided for what is still to come.
bool Amounts::decided(const Field& f, const Quantity& q, const Setting& s) const {
  const Predicate& p = *s.predicate;
  if (p.kind != Predicate::Kind::kFact || p.form != Predicate::Form::kFinite || p.verb == nullptr || q.range) return false;
  const std::uint32_t at = s_.chart.mentions[q.mention].first;
  constexpr std::uint32_t kReach = 14;
  const auto before = [&](const GoalCue& c) { return c.last <= at && at - c.last < kReach; };
  const bool rate = rated(f, q, s) || std::any_of(f.rates.begin(), f.rates.end(), before);
  if (basis_of(s) != "set" || !rate) return false;
  const GoalCue* step = s.begin > f.first ? cue_at(f.steps, s.begin - 1) : nullptr;
  return step != nullptr && step->a == "at" && std::any_of(f.times.begin(), f.times.end(), [&](std::uint32_t t) {
           const Time& time = s_.linked.times[t];
           return time.granularity != "day" && time.role != TimeRole::kSet && std::string_view(time.end) > s_.published;
         });
}

/// "raised its target from 40 to 60 GW": a decided level, though the verb tells of it as done.
const GoalCue* Amounts::moved_aim(const Field& f, const Quantity& q, const Setting& s) const {
  const Predicate& p = *s.predicate;
  const bool moved = p.verb != nullptr && (p.verb->a == "increase" || p.verb->a == "decrease") && q.role == QuantityRole::kTo;
  if (!moved || p.kind != Predicate::Kind::kFact || p.form != Predicate::Form::kFinite) return nullptr;
  for (const GoalCue& n : f.nouns) {
    if (n.c != "level") continue;
    const bool object = !p.passive && s.place == Setting::Place::kObject && n.first >= p.last && n.first - p.last <= 4 && n.last <= s.begin;
    const bool subject = p.passive && n.last <= p.first && p.first - n.last <= 4;
    if (object || subject) return &n;
  }
  return nullptr;
}

/// "produced 5 Mt in 2023", "turnout was 64%", "accounts for 30% of supply": a level that is or was so.
bool Amounts::levelled(const Field& f, const Quantity& q, const Setting& s) const {
  const Predicate& p = *s.predicate;
  const bool counted = q.unit.starts_with("{"), percent = q.dimension == "percent";
  const bool plain = q.role == QuantityRole::kLevel || q.role == QuantityRole::kShare || q.role == QuantityRole::kCapacity;
  if (!plain || p.mood != nullptr || s.verb == nullptr || s.verb->a != "reach" || q.unit == "1" || f.headline) return false;
  if (s.place == Setting::Place::kSubject) return p.past && p.passive && gone(f) && (!counted || q.low >= kSmallCount);
  const std::string_view basis = basis_of(s), denied = s_.chart.get(s_.chart.mentions[s.verb->mention], ids_.denied).text;
  const bool paid = p.spends && (percent || money(q)), keeps = !denied.empty() && denied != ".";
  if (p.passive || paid || keeps || s.begin > s.verb->last + 1) return false;
  const std::uint32_t end = s_.chart.mentions[q.mention].last;
  const bool named = p.first > f.first && words_.alpha(p.first - 1) && !words_.pronoun(p.first - 1) && !words_.determiner(p.first - 1) &&
                     !words_.conjunction(p.first - 1);
  const bool before = end < f.last && !words_.preposition(end) && words_.nominal(end);
  const bool stood = to_be(s) || (p.past && basis == "part" && money(q));
  if (stood) return p.past && named && !counted && !before && q.dimension != "length";
  if (!p.past) return percent && named && basis == "part";
  if (money(q) ? s.verb->b != "yes" : percent && s.verb->b != "yes" && q.role != QuantityRole::kShare) return false;
  return gone(f) && (!counted || q.low >= kSmallCount) && (counted || basis != "subject");
}

}  // namespace milepost::fact
