// Private to the reading of targets, forecasts and observations: the cues of one sentence, and what an amount stands in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fact/fact.h"
#include "link/phrase.h"

namespace milepost::fact {

/// Ids of the types and attributes that rules/en/goal.rules makes.
struct GoalWords {
  explicit GoalWords(const rules::Program& program);
  TypeId mood, verb, noun, spend, capacity, level, quantity, time, prep;
  AttributeId mood_of, modality, form, role, money, basis, value, unit, direction, time_of;
  std::uint32_t past, part, auxiliary, preposition, be, to, infinitive;
};

/// A cue of the sentence: tokens [first, last).
struct GoalCue {
  std::uint32_t first = 0, last = 0;
  MentionId mention = kNone;
  std::string_view a, b, c;  ///< mood, modality, form; or role, money, basis
};

/// Everything of one sentence that goals are made of, in text order.
struct Field {
  std::uint32_t sentence = 0, first = 0, last = 0;
  std::vector<GoalCue> moods, verbs, nouns, spends, capacities, levels;
  std::vector<std::uint32_t> quantities, times;  ///< indices in Linked
  void clear();
};

/// What an amount stands in.
struct Setting {
  const GoalCue* mood = nullptr;
  const GoalCue* verb = nullptr;
  const GoalCue* noun = nullptr;
  bool past = false, capacity = false, subject = false, passive = false, spend = false;
  std::uint32_t past_at = kNone;
};

/// Reads the setting of tokens [first, last) in a field.
Setting setting_of(const Scene& scene, const GoalWords& words, const Field& field, std::uint32_t first, std::uint32_t last);

/// The parts of a goal that are words: what is measured, and who aims.
std::string_view indicator_of(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field,
                              const Setting& setting, const Quantity& q, std::uint32_t first, std::uint32_t last);
struct Actor {
  std::string_view name;
  bool assumed = false;
};

/// When a goal is due, from the times of its sentence.
void set_deadline(const Scene& scene, const Field& field, const Quantity& q, Goal& goal);
/// Where it starts from.
void set_baseline(const Scene& scene, const Field& field, const Quantity& q, Goal& goal);

}  // namespace milepost::fact
