// A file that is there whole or not at all. Private to the room.
#pragma once

#include <string>
#include <string_view>

#include "milepost/result.h"

namespace milepost::sink {

/// Writes to `path.part` and renames on finish(); the destructor removes what was not finished. "-" and devices are written to directly.
class Output {
 public:
  static Result<Output> open(const std::string& path);
  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();
  Result<void> write(std::string_view bytes);
  Result<void> finish();

 private:
  Output(int fd, std::string path, std::string part) : fd_(fd), path_(std::move(path)), part_(std::move(part)) {}
  Result<void> flush();
  Error failure(const char* doing) const;

  int fd_;
  std::string path_, part_;  ///< part_ "" when written to directly
  std::string buffer_;
};

}  // namespace milepost::sink
