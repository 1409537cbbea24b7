// Start here: open a pack, scan documents, get records.
//
//   auto opened = milepost::open_pack("rules");
//   milepost::Scanner scanner(*opened.pack, {});
//   for (const milepost::Record& r : scanner.scan(document)) …
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "milepost/document.h"
#include "milepost/pack.h"
#include "milepost/reader.h"
#include "milepost/record.h"
#include "milepost/sink.h"

namespace milepost {

struct ScanOptions {
  std::string reference_date;        ///< ISO date for documents without one; "" leaves them undated
  std::uint32_t types = 0xffffffff;  ///< bit per RecordType that is written
  std::string grades = "AB";         ///< grades of targets that are written
  unsigned jobs = 1;                 ///< worker threads of run(); 0: one per core
};

/// Scans one document after the other on the calling thread; keeps its buffers. Not shared between threads; the pack is.
class Scanner {
 public:
  Scanner(const Pack& pack, ScanOptions options);
  ~Scanner();
  Scanner(Scanner&&) noexcept;
  /// The document's records in the order of the contract: document first, then by span begin, longer first, type. Valid until the next
  /// call.
  const std::vector<Record>& scan(const Document& document);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What a run did. inputs = documents + errors, exactly.
struct RunReport {
  std::uint64_t inputs = 0, documents = 0, errors = 0;
  std::array<std::uint64_t, kRecordTypes> records{};
  std::uint64_t text_bytes = 0;
  std::uint64_t capped = 0;  ///< sentences or slots cut at a documented limit
};

/// Reads everything, scans on `jobs` threads, writes in input order: the same bytes for any number of jobs.
/// `progress`, if set, is called on the calling thread now and then. An Error means the sink failed; documents that fail are error records.
Result<RunReport> run(Reader& in, const Pack& pack, const ScanOptions& options, Sink& out,
                      const std::function<void(const RunReport&)>& progress = {});

}  // namespace milepost
