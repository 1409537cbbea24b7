// Private to the reading of goals: what an amount is in its clause, and whether it can be a level that somebody aims at.
#pragma once

#include <vector>

#include "fact/goal.h"

namespace milepost::fact {

/// Counted things fewer than these are told of, hardly aimed at.
inline constexpr double kSmallCount = 10;

///   "fines of up to 4%", "the 25 countries", "a 200 kg bus", "$5m of debt"  -> no levels
///   "1,000 such vehicles" -> 1,000 {vehicle}      "cut waste … by 5%" -> 5%, a change downwards
class Amounts {
 public:
  Amounts(const Scene& scene, const link::Words& words, const GoalWords& ids, const Facts& facts)
      : s_(scene), words_(words), ids_(ids), facts_(facts) {
    note_deals();
  }

  /// The amount as its clause has it: what it counts, and whether it is a level gone to or a change by so much.
  Direction changed(std::uint32_t first, std::uint32_t last) const;
  bool is_amount(const Field& f, std::uint32_t token) const;
  bool of_time(const Mention& m) const;
  Quantity read(const Field& f, std::uint32_t index, const Setting& s) const;
  bool measurable(const Field& f, const Quantity& q, const Setting& s) const;

  /// An age, a temperature, a time that does not change: what no verb makes a goal, whatever it stands in.
  static bool idle(const Quantity& q);
  /// A sum, or a sum each year, head or unit.
  static bool money(const Quantity& q);
  /// "an additional 40", "30 more".
  bool additional(const Field& f, const Mention& m, std::uint32_t begin) const;
  /// A percentage that is a rate ("50% tariffs", "the tax will be 5%"), not a share of something.
  bool rated(const Field& f, const Quantity& q, const Setting& s) const;
  /// A cue within the words before the amount (from `begin`) or up to `after` words of its noun phrase behind it.
  bool near(const std::vector<GoalCue>& cues, const Mention& m, std::uint32_t begin, std::uint32_t after) const;
  /// What the verb says of its basis; and whether what is under way is still to be reached.
  std::string_view basis_of(const Setting& s) const;
  bool works(const Setting& s) const;
  /// "was 5 Mt": the amount stands behind a form of "be".
  bool to_be(const Setting& s) const;
  /// "produced 5 Mt in 2023", "accounts for 30% of supply": a level that is or was so.
  bool levelled(const Field& f, const Quantity& q, const Setting& s) const;
  /// "the construction of 400 homes" directly behind a verb group that ends at `from`.
  bool of_deed(const Quantity& q, const Setting& s, std::uint32_t from) const;
  /// "set the fee at 20 euros": a rate that a verb of setting decides.
  bool decided(const Field& f, const Quantity& q, const Setting& s) const;
  /// "raised its target to 60 GW": the aim whose level a verb of the past moves; null when none is moved.
  const GoalCue* moved_aim(const Field& f, const Quantity& q, const Setting& s) const;

 private:
  bool gone(const Field& f) const;
  void note_deals();
  std::uint32_t behind(const Field& f, const Mention& m) const;
  void count_noun(const Field& f, const Mention& m, Quantity& q) const;
  bool held(const Field& f, const Mention& m) const;
  bool stands(const Field& f, const Quantity& q) const;
  bool restated(const Field& f, const Mention& m, std::uint32_t begin) const;
  bool dealt(const Quantity& q) const;
  bool money_fits(const Field& f, const Quantity& q, const Setting& s) const;
  bool definite(const Field& f, const Quantity& q, const Setting& s) const;
  bool factor_noun(const Quantity& q, const Setting& s) const;
  bool size(const Quantity& q, const Setting& s) const;
  bool is(std::uint32_t i, std::string_view mark) const { return i < s_.text.tokens.size() && words_.view(i) == mark; }

  const Scene& s_;
  const link::Words& words_;
  const GoalWords& ids_;
  const Facts& facts_;
  std::vector<MentionId> deal_mentions_;                     ///< sorted: amounts that deals were read from
  std::vector<std::pair<std::uint32_t, double>> deal_sums_;  ///< sorted: sentence and sum of deals
};

/// The shape of a goal: direction, basis, bound, unit and value.
class Shape {
 public:
  Shape(const Scene& scene, const link::Words& words, const Amounts& amounts) : s_(scene), words_(words), amounts_(amounts) {}
  void give(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;

 private:
  void shape(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  void set_basis(const Field& f, const Quantity& q, const Setting& s, std::string_view role, Goal& g) const;
  void set_unit(const Quantity& q, Goal& g) const;
  void consequence(const Field& f, const Quantity& q, const Setting& s, Goal& g) const;
  std::string_view name_of_unit(std::string_view code) const;

  const Scene& s_;
  const link::Words& words_;
  const Amounts& amounts_;
};

}  // namespace milepost::fact
