// Private to the reading of goals: what keeps the will of a verb from an amount that it governs.
#pragma once

#include "fact/goal.h"

namespace milepost::fact {

///   "you will save 50%", "the mill already employs 400", "it would fall by 5% if it were sold", "an option to buy 40 shares"  -> no aims
class Unaimed {
 public:
  Unaimed(const Scene& scene, const link::Words& words, const GoalWords& ids) : s_(scene), words_(words), ids_(ids) {}

  /// The words around verb and amount say that it is not aimed at.
  bool apart(const Field& f, const Predicate& p, const Quantity& q, const Setting& s) const;
  /// The cue that keeps [first, last) from being aimed at, or makes of it what is expected; null when none does.
  const GoalCue* cue(const Field& f, std::uint32_t first, std::uint32_t last) const;

 private:
  bool aside(const Field& f, const Predicate& p, const Setting& s) const;
  bool addressed(const Field& f, const Predicate& p) const;
  bool reached(const Field& f, const Predicate& p, const Mention& m) const;
  bool standing(const Field& f, const Predicate& p) const;
  bool unreal(const Field& f, const Predicate& p) const;
  bool bracketed(const Predicate& p, const Quantity& q, const Setting& s) const;
  bool holds(const Field& f, const GoalCue& cue, std::uint32_t first, std::uint32_t last) const;

  const Scene& s_;
  const link::Words& words_;
  const GoalWords& ids_;
};

}  // namespace milepost::fact
