// Amounts that a verb of aim governs and that nobody aims at all the same: terms of a deal, rewards, cases that are only supposed.
#include "fact/goal.h"

namespace milepost::fact {

namespace {

/// [first, last) stands in the cue, or behind it: no mark parts them and, for what holds within a clause, no verb of a new one.
bool holds(const link::Words& words, const Field& field, const GoalCue& cue, std::uint32_t first, std::uint32_t last) {
  if (cue.last > first) return cue.a == "after" && cue.first < last;
  for (std::uint32_t t = cue.last; t < first; ++t)
    if (words.view(t) == ";") return false;
  if (cue.a != "clause") return true;
  for (const Predicate& p : field.predicates)
    if (p.form == Predicate::Form::kFinite && p.first >= cue.last && p.last <= first) return false;
  return true;
}

}  // namespace

const GoalCue* unaimed(const link::Words& words, const Field& field, std::uint32_t first, std::uint32_t last) {
  for (const GoalCue& c : field.unaimed)
    if (c.a == "sentence" || (c.a == "amount" ? c.first < last && first < c.last : holds(words, field, c, first, last))) return &c;
  return nullptr;
}

}  // namespace milepost::fact
