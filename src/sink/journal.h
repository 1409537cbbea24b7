// PATH.journal: how much of PATH.part is good. One line of JSON, replaced as a whole.
#pragma once

#include <optional>
#include <string>

#include "milepost/sink.h"

namespace milepost::sink {

struct JournalEntry {
  Checkpoint at;
  std::uint64_t bytes = 0;  ///< of the part
};
/// Nothing where there is no journal; an Error where it belongs to another run, which is not to be overwritten unasked.
Result<std::optional<JournalEntry>> read_journal(const std::string& path, const std::string& run);
Result<void> write_journal(const std::string& path, const JournalEntry& entry);
/// Makes a rename durable.
Result<void> sync_folder_of(const std::string& path);

}  // namespace milepost::sink
