// A plug: bytes in, documents out.
#pragma once

#include <memory>
#include <optional>

#include "milepost/document.h"
#include "milepost/result.h"

namespace milepost {

/// Delivers documents one after the other.
class Reader {
 public:
  virtual ~Reader() = default;
  /// The next document; an Error for a document that could not be read (the reader goes on behind it); nothing at the end.
  [[nodiscard]] virtual std::optional<Result<Document>> next() = 0;
  /// Bytes of input consumed so far and in all (0: unknown), for progress.
  virtual std::uint64_t bytes_read() const { return 0; }
  virtual std::uint64_t bytes_total() const { return 0; }
};

}  // namespace milepost
