// The mentions of a document that times, amounts and nominals are made of, by type. Private to the room.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "link/name_cues.h"
#include "milepost/mention.h"
#include "rules/program.h"

namespace milepost::link {

/// One walk over the chart, so that nobody walks over all mentions, or over all tokens, to find a few.
///   "Output of 5 GW by 2030" -> of(kQuantity) = {"5 GW"}, of(kTime) = {"2030"}, of(kTimePrep) = {"by 2030"}
class Found {
 public:
  enum What : std::uint8_t { kTime, kTimeCore, kTimePrep, kTimePair, kQuantity, kBoundCue, kChangeCue, kPer, kOrgNominal, kWhats };

  Found(const rules::Program& program, const NameCues& cues);
  /// Names are cut by their cues where `cues` is given; it has been opened for the chart.
  void read(const Chart& chart, NameCues* cues);
  /// In text order, longer first; cores, pairs and nominals in the order in which the rules made them.
  const std::vector<MentionId>& of(What what) const { return lists_[what]; }

 private:
  static constexpr std::uint8_t kNameCue = kWhats;                      ///< and its NameCues::Cue
  static constexpr std::uint8_t kNobody = kNameCue + NameCues::kKinds;  ///< asks for it
  std::vector<std::uint8_t> what_;                                      ///< by TypeId
  std::array<std::vector<MentionId>, kWhats> lists_;
  std::vector<MentionId> picked_;  ///< those that somebody asks for, of one reading
};

}  // namespace milepost::link
