// Where bytes come from: files, standard input, members of archives. Private to the room.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/readers.h"

namespace milepost::read {

/// The members of a compressed stream or archive, in order. A bare compressed file has one member without a name.
class Archive {
 public:
  struct State;
  struct Entry {
    std::string name;
    bool file = true;
    std::unique_ptr<ByteSource> bytes;  ///< valid until the next call of next()
  };
  explicit Archive(std::unique_ptr<ByteSource> bytes);
  std::optional<Result<Entry>> next();

 private:
  std::shared_ptr<State> state_;
  bool done_ = false;
};

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path);
/// The first bytes of a stream, which is wrapped so that they are read again.
Result<std::string> peek(std::unique_ptr<ByteSource>& bytes, std::size_t n);
/// gzip, zstd, xz, bzip2, zip or tar, by magic numbers.
bool is_container(std::string_view start);

}  // namespace milepost::read
