// What somebody said, aims at, expects, observed or agreed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "milepost/linked.h"

namespace milepost {

/// Who said what span. speaker: index of an Entity in Linked::entities, or kNone (then speaker_text may name it).
struct Statement {
  Span span, cue;
  std::uint32_t sentence = 0;
  std::uint32_t speaker = kNone;
  std::string_view speaker_text;  ///< the words of an unnamed speaker: "the ministry"; "" when speaker is set
  bool direct = false;
  std::string_view venue, date, via;  ///< "" when not stated
  RuleId rule = 0;
};

/// A target, forecast or observation (gold/GUIDELINES vocabulary). Views point into document, pack or arena.
struct Goal {
  enum class Kind : std::uint8_t { kTarget, kForecast, kObservation };
  Kind kind = Kind::kTarget;
  Span span;  ///< the evidence
  std::uint32_t sentence = 0;
  std::string_view actor, indicator, object;
  std::string_view direction;       ///< increase decrease reach maintain limit eliminate
  std::optional<double> low, high;  ///< the value; equal unless a range; absent for aims without a figure
  std::string_view unit, unit_name;
  std::string_view basis;  ///< absolute change multiple share
  Bound bound = Bound::kExact;
  std::optional<double> baseline_low, baseline_high;
  std::string_view baseline_unit, baseline_time;
  std::string_view deadline, period_start;  ///< ISO date, month or year; "" when none
  std::string_view period, comparator;      ///< of observations
  std::string_view modality;                ///< legislated committed planned proposed expected achieved
  char grade = 'B';
  std::string_view topic = "policy";  ///< policy corporate project_capacity
  std::string_view instrument, means, place, conditional;
  std::uint32_t statement = kNone;      ///< index of the Statement it stands in
  std::string_view speaker;             ///< name, or "narrator"
  std::vector<std::string_view> flags;  ///< actor_assumed …
  std::optional<double> stated_multiple, implied_multiple;
  std::optional<double> si_low;  ///< the value in SI units where it has them, and which: for comparing levels
  std::string_view si_unit;
  std::vector<MentionId> from;  ///< mentions it was built from
  RuleId rule = 0;
};

struct Deal {
  struct Party {
    std::string_view name, role, country;
  };
  Span span;
  Span cue;  ///< the words that tell of it: "signed an agreement"
  std::uint32_t sentence = 0;
  std::string_view type;   ///< investment acquisition joint_venture contract agreement financing other
  std::string_view stage;  ///< rumoured planned announced memorandum concluded closed cancelled
  std::vector<Party> parties;
  std::optional<double> low, high;
  std::string_view currency, value_of, subject, place, date;
  std::uint32_t statement = kNone;
  std::string_view speaker;
  std::vector<MentionId> from;
  RuleId rule = 0;
};

struct Facts {
  std::vector<Statement> statements;
  std::vector<Goal> goals;
  std::vector<Deal> deals;
};

}  // namespace milepost
