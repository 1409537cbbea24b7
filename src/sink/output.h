// A file that is there whole or not at all, and that a later run can go on with. Private to the room.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "milepost/sink.h"

namespace milepost::sink {

/// Writes to PATH.part and renames on finish(). The ending .gz, .zst, .xz or .bz2 compresses, a frame for each stretch between two
/// checkpoints. After a checkpoint, PATH.journal says how far PATH.part is good; both stay when the run dies. "-" and devices are written
/// to directly and keep nothing.
class Output {
 public:
  /// With `run`, goes on with what a run of that fingerprint left; resumed() says where.
  static Result<Output> open(const std::string& path, const std::string& run = "");
  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();
  const Checkpoint& resumed() const { return resumed_; }

  Result<void> write(std::string_view bytes);
  /// Everything so far is on the disk, and the journal says so.
  Result<void> checkpoint(const Checkpoint& at);
  Result<void> finish();

 private:
  struct Packer;
  Output(int fd, std::string path, std::string part);
  Result<void> drain(std::string_view bytes);
  Result<void> put(std::string_view bytes);
  Result<void> flush();
  Result<void> end_frame();
  Error failure(const std::string& doing) const;
  std::string journal() const { return path_ + ".journal"; }

  int fd_;
  std::string path_, part_;  ///< part_ "" when written to directly
  std::string buffer_;
  std::unique_ptr<Packer> packer_;  ///< null without compression
  std::uint64_t written_ = 0;       ///< bytes of the file, compressed
  Checkpoint resumed_;
  bool kept_ = false;  ///< a journal stands beside the part
};

}  // namespace milepost::sink
