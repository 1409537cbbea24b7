// Sides whose records were written before: files of JSON lines, databases, golden folders. Private to the room.
#pragma once

#include <memory>
#include <string>

#include "review/side.h"

namespace milepost::review {

/// A file that milepost scan wrote: JSON lines (also .gz .zst .xz .bz2) or an SQLite database, told apart by its first bytes.
Result<std::unique_ptr<Side>> stored_side(const std::string& path);
/// Every NAME.records.jsonl below a folder; the article NAME.txt beside it is its text.
Result<std::unique_ptr<Side>> golden_side(const std::string& folder);

}  // namespace milepost::review
