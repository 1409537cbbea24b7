// The mentions of a document that times, amounts and nominals are made of, by type. Private to the room.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "milepost/mention.h"
#include "rules/program.h"

namespace milepost::link {

/// One walk over the chart, so that nobody walks over all mentions, or over all tokens, to find a few.
///   "Output of 5 GW by 2030" -> of(kQuantity) = {"5 GW"}, of(kTime) = {"2030"}, of(kTimePrep) = {"by 2030"}
class Found {
 public:
  enum What : std::uint8_t { kTime, kTimeCore, kTimePrep, kTimePair, kQuantity, kBoundCue, kChangeCue, kPer, kOrgNominal, kWhats };

  explicit Found(const rules::Program& program);
  void read(const Chart& chart);
  /// In text order, longer first; cores, pairs and nominals in the order in which the rules made them.
  const std::vector<MentionId>& of(What what) const { return lists_[what]; }

 private:
  std::vector<std::uint8_t> what_;  ///< by TypeId; kWhats for the types that nobody asks for
  std::array<std::vector<MentionId>, kWhats> lists_;
};

}  // namespace milepost::link
