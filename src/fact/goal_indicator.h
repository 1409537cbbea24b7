// Private to the reading of indicators: one amount, and the phrases that tell what it measures.
#pragma once

#include <string_view>

#include "fact/goal_phrase.h"

namespace milepost::fact {

/// What an amount measures. Every amount hangs on something: the object of its verb, a noun of change, its own noun, what "of" joins to it,
/// else the subject of its clause.
///   "cut its coal use by 40%" -> coal use    "500 new homes" -> new homes    "40% of output" -> output
class Measured {
 public:
  Measured(const Scene& scene, const link::Words& words, const GoalWords& goal, const PartWords& ids, const Field& field,
           const Setting& setting, const Quantity& q, std::uint32_t first, std::uint32_t last)
      : scene_(scene),
        words_(words),
        goal_(goal),
        ids_(ids),
        field_(field),
        set_(setting),
        q_(q),
        first_(first),
        last_(last),
        after_(0),
        phrases_(scene, words, ids, field) {
    if (last_ > first_ + 1 && words_.preposition(last_ - 1)) --last_;  // half of
    after_ = phrases_.skip_aside(last_);
    percent_ = q.dimension == "percent" || q.dimension == "percentage_point";
    things_ = q.unit.starts_with("{") || (q.unit == "1" && q.role != QuantityRole::kFactor);
    verb_ = verb_before(setting.verb);
  }

  std::string_view read(int depth) const;

 private:
  std::string_view beyond_aim(std::string_view out) const;
  std::string_view measured_before(std::uint32_t until) const;
  bool borrowed() const;
  bool aims_itself() const;
  std::string_view of_expected() const;
  std::string_view of_things_before() const;
  std::string_view of_second_object() const;
  std::string_view as_subject() const;
  std::string_view of_capacity() const;
  std::string_view of_change() const;
  std::string_view made_by_subject() const;
  std::string_view of_noun_before() const;
  std::string_view part_of_whole() const;
  std::string_view share_of(std::string_view part) const;
  std::string_view of_verb() const;
  std::string_view of_aim() const;
  std::string_view of_things(bool direct) const;
  std::string_view of_subject() const;
  const Quantity* joint_amount() const;
  std::string_view of_amount_before(int depth) const;
  Range complement_range() const;
  bool direct() const;
  bool moved_to() const;
  std::string_view same_unit_before() const;
  std::string_view complement() const;
  std::string_view resolved(Range r) const;
  std::string_view taken_from_before(std::uint32_t noun) const;
  std::string_view deed(AttributeId which) const;
  Range tail(std::uint32_t at) const;
  std::uint32_t led_by() const;
  const GoalCue* verb_before(const GoalCue* given) const;
  bool moves() const { return verb_ != nullptr && (verb_->a == "increase" || verb_->a == "decrease"); }

  const Scene& scene_;
  const link::Words& words_;
  const GoalWords& goal_;
  const PartWords& ids_;
  const Field& field_;
  const Setting& set_;
  const Quantity& q_;
  std::uint32_t first_, last_, after_;  ///< after_: behind the amount and its asides
  bool percent_ = false, things_ = false;
  const GoalCue* verb_ = nullptr;
  mutable int depth_ = 0;  ///< how many amounts back may still be asked
  Phrases phrases_;
};

}  // namespace milepost::fact
