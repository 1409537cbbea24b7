// What of the input is scanned: the sample, the dates, the limit, and the copies marked.
#pragma once

#include <optional>

#include "milepost/pipeline.h"
#include "pipeline/copies.h"

namespace milepost {

/// Whether a date lies within the options' bounds; an unknown one does only when there are none.
bool within(const RunOptions& how, std::string_view published);

class Intake {
 public:
  Intake(Reader& in, const RunOptions& how) : in_(in), how_(how), copies_(how.copies) {}
  /// The next input that is to be scanned or reported.
  std::optional<Result<Document>> next();
  /// How many documents were passed over since the last call.
  std::uint64_t passed_over();

 private:
  Reader& in_;
  const RunOptions& how_;
  Copies copies_;
  std::uint64_t number_ = 0, taken_ = 0, passed_over_ = 0;
};

}  // namespace milepost
