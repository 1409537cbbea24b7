// Records that were written before, from JSON Lines: what `milepost load` puts into a database.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "milepost/record.h"
#include "milepost/result.h"

namespace milepost::read {

/// What belongs together: a document's record and those of its text, or the error of one input.
struct RecordGroup {
  std::vector<Record> records;
  std::string json;  ///< their lines, as they stood
};

/// Reads groups one after the other. A line that is no record, or a record without its document's, is an Error that names it.
class RecordReader {
 public:
  virtual ~RecordReader() = default;
  virtual std::optional<Result<RecordGroup>> next() = 0;
  virtual std::uint64_t bytes_read() const = 0;
};
/// A file of records ("-": standard input), plain or compressed.
Result<std::unique_ptr<RecordReader>> open_records(const std::string& path);

}  // namespace milepost::read
