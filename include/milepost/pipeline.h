// Start here: open a pack, scan documents, get records.
//
//   auto opened = milepost::open_pack("rules");
//   milepost::Scanner scanner(*opened.pack, {});
//   for (const milepost::Record& r : scanner.scan(document)) …
#pragma once

#include <array>
#include <atomic>
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
  /// The same, piece by piece: a text longer than 128 KB or with more than 4,096 numbers is read in pieces that are cut between paragraphs
  /// where there are any, so that its length does not matter to the memory it takes. `take` is given the records of each piece in turn and
  /// says whether to go on. Names that a later piece mentions by a short form alone are not joined with those before.
  void scan(const Document& document, const std::function<bool(std::vector<Record>&)>& take);
  /// The same records as lines of JSON (append_json), without making them: their number of each type, and the lines, which may be taken.
  void scan_lines(const Document& document, const std::function<bool(std::string& lines, const RecordCounts& counts)>& take);
  /// Of the document scanned last: its pieces, and sentences or slots that were cut at a documented limit.
  std::uint64_t pieces() const;
  std::uint64_t capped() const;
  /// The date of the document scanned last, with what its text says; "" when unknown.
  const std::string& published() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What a run did. inputs = documents + errors, exactly; what options left out is counted apart.
struct RunReport {
  std::uint64_t inputs = 0, documents = 0, errors = 0;
  std::uint64_t passed_over = 0;                                ///< by --sample, --since, --until: neither documents nor errors
  std::uint64_t duplicates = 0, near_copies = 0, repaired = 0;  ///< of the documents
  RecordCounts records{};
  std::array<std::uint64_t, 7> errors_by_code{};  ///< by Error::Code
  std::uint64_t text_bytes = 0;
  std::uint64_t pieces = 0;  ///< of documents so long that they were read in several
  std::uint64_t capped = 0;  ///< sentences or slots cut at a documented limit
  bool stopped = false;      ///< RunOptions::stop was set before the end
};
/// {"inputs":3,"documents":2,"errors":1, … ,"records":{"document":2, …}}
std::string to_json(const RunReport& report);
/// The counts of a report that to_json wrote.
RunReport report_of_json(std::string_view json);

/// How a batch is run: where it begins, what of the input is taken, how often it is made durable.
struct RunOptions {
  std::string run;                          ///< fingerprint for checkpoints
  std::uint64_t skip = 0;                   ///< inputs that an earlier run has written: they are read again, not scanned
  RunReport before;                         ///< and its report
  std::uint64_t checkpoint = 4096;          ///< inputs between checkpoints; there is one every 8 MB of text as well
  std::uint64_t limit = UINT64_MAX;         ///< documents
  std::string since, until;                 ///< ISO dates, both inclusive; undated documents are passed over when one is set
  std::uint64_t seed = 0;                   ///< of the sample
  std::uint64_t sample = UINT64_MAX;        ///< the n-th document is taken when sample_rank(seed, n) is not above this
  std::uint32_t copies = 32768;             ///< among how many documents before it a copy is looked for, at most 65535; 0: not at all
  const std::atomic<bool>* stop = nullptr;  ///< ends the run at the next document; the sink is not finished
  std::function<void(const RunReport&)> progress = {};  ///< called on the calling thread now and then
};
/// A number of the n-th document that looks random and is the same on every machine.
std::uint64_t sample_rank(std::uint64_t seed, std::uint64_t n);

/// Reads everything, scans on `jobs` threads, writes in input order: the same bytes for any number of jobs. An Error means the sink failed;
/// documents that fail are error records.
Result<RunReport> run(Reader& in, const Pack& pack, const ScanOptions& options, Sink& out, const RunOptions& how = {});

}  // namespace milepost
