// Private to the room: what facts begin with, by one walk over the mentions of a document.
#pragma once

#include <cstdint>
#include <vector>

#include "fact/fact.h"
#include "link/token_set.h"

namespace milepost::fact {

class Fields;
struct GoalWords;
struct SayWords;
struct DealWords;

/// The mentions that a fact may begin with, so that no reader looks at the many sentences that hold none.
///   "The mill will add 40 jobs, the firm said." -> hints: kAim (will), kVerb (add), kSaying (said); sayings: said
class Openers {
 public:
  enum Hint : std::uint8_t { kAim = 1, kVerb = 2, kLevel = 4, kSaying = 8, kDeal = 16, kOther = 32 };

  /// `fields`: by type, whether Fields keep its mentions.
  Openers(const rules::Program& program, const Fields& fields, const GoalWords& goals, const SayWords& sayings, const DealWords& deals);
  void read(const Scene& scene);

  std::uint8_t hints(std::uint32_t sentence) const { return hints_[sentence]; }
  /// Cues of saying in text order, longer first.
  const std::vector<MentionId>& sayings() const { return sayings_; }
  /// Cues of deals of a sentence, in the order in which the rules made them; empties `out` first.
  void deals(const Scene& scene, std::uint32_t sentence, std::vector<MentionId>& out) const;
  /// The tokens at which a cue of goals, sayings or deals begins.
  const link::TokenSet& cues() const { return cues_; }

 private:
  std::vector<std::uint8_t> hint_of_;  ///< by type
  std::vector<MentionId> picked_;      ///< mentions of types with a hint, of one reading
  link::TokenSet cues_;
  std::vector<std::uint8_t> hints_;  ///< by sentence
  std::vector<MentionId> sayings_, deals_;
};

}  // namespace milepost::fact
