// A plug: records out.
#pragma once

#include <string>
#include <vector>

#include "milepost/document.h"
#include "milepost/record.h"
#include "milepost/result.h"

namespace milepost {

/// How far a run has come. A sink keeps it with its output, so that a run that died goes on there.
struct Checkpoint {
  std::string run;           ///< fingerprint of the inputs, options and rules: a run goes on only where it is the same
  std::uint64_t inputs = 0;  ///< how many inputs are wholly in the output
  std::string report;        ///< the run's report up to here, as JSON
};

/// Takes records, one input at a time, in input order. write() may buffer; checkpoint() makes durable what was written before it;
/// finish() completes the output. After an Error the sink is dead: nothing half-written stands under the output's name, and what a
/// checkpoint made durable can be resumed.
class Sink {
 public:
  virtual ~Sink() = default;
  /// The records of one document (the first is its `document` record), or error records of an unreadable one, or none of an input that
  /// was passed over. `json` holds the same records as lines of JSON, ready to be written.
  [[nodiscard]] virtual Result<void> write(const std::vector<Record>& records, std::string_view json) = 0;
  /// More records of the document written last: those of a very long one come piece by piece.
  [[nodiscard]] virtual Result<void> write_more(const std::vector<Record>& records, std::string_view json) = 0;
  /// Whether write() looks at the records; a sink of lines does not, and is then given none.
  virtual bool wants_records() const { return true; }
  [[nodiscard]] virtual Result<void> checkpoint(const Checkpoint&) { return {}; }
  [[nodiscard]] virtual Result<void> finish() = 0;
};

}  // namespace milepost
