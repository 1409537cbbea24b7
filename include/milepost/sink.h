// A plug: records out.
#pragma once

#include <vector>

#include "milepost/document.h"
#include "milepost/record.h"
#include "milepost/result.h"

namespace milepost {

/// Takes records, one document at a time, in input order. write() may buffer; only finish() makes them durable. After an Error the sink is
/// dead, and its destructor leaves no half-written output.
class Sink {
 public:
  virtual ~Sink() = default;
  /// All records of one document (the first is its `document` record), or error records of an unreadable one.
  /// `json` holds the same records as lines of JSON, ready to be written.
  [[nodiscard]] virtual Result<void> write(const std::vector<Record>& records, std::string_view json) = 0;
  [[nodiscard]] virtual Result<void> finish() = 0;
};

}  // namespace milepost
