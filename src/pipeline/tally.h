// What the rules do over a corpus: who speaks, who loses to whom, who costs what.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "milepost/reader.h"
#include "rules/program.h"

namespace milepost {

/// Counts over documents; vectors are by RuleId.
struct Tally {
  std::uint64_t documents = 0, sentences = 0;
  std::vector<Error> errors;         ///< of documents that could not be read
  std::vector<std::uint64_t> hits;   ///< mentions in the chart
  std::vector<std::uint64_t> lost;   ///< matches that a rival suppressed
  std::vector<std::uint64_t> tries;  ///< starts from which its patterns were tried
  std::vector<std::uint64_t> nanoseconds;
  std::map<std::pair<RuleId, RuleId>, std::uint64_t> pairs;  ///< loser, winner
};

/// Reads all documents of a reader through the rules; what cannot be read is among the errors. `now` is a clock in nanoseconds.
Tally tally(const rules::Program& program, Reader& reader, std::uint64_t (*now)());

}  // namespace milepost
