// The line on a terminal that says how far a run is.
#pragma once

#include <chrono>
#include <string>

#include "milepost/pipeline.h"

namespace milepost::cli {

/// Shows itself on standard error, when that is a terminal and a second has gone by; four times a second at most.
///   "   12,000 documents  31.2 MB/s  84,211 records  3 errors  41 %  0:02:10 left"
class Progress {
 public:
  Progress(const Reader& in, const std::string& wish);
  void show(const RunReport& report);
  void end();

 private:
  const Reader& in_;
  bool wanted_, shown_ = false;
  std::uint64_t total_ = 0, before_ = 0;
  bool first_ = true;
  std::chrono::steady_clock::time_point begin_, last_;
};

/// UTC, "2024-05-02T10:15:00Z".
std::string time_of_day();

}  // namespace milepost::cli
