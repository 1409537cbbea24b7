// Bytes to documents. readers.cc holds the table of formats; a format is one file and one row.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "milepost/reader.h"
#include "milepost/result.h"

namespace milepost::read {

struct ReadOptions {
  std::string format;                            ///< "" by content: text jsonl
  std::uint64_t max_document_bytes = 16u << 20;  ///< longer ones become an error
};

/// A stream of bytes: a file, standard input, or a member of an archive, decompressed.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Up to `n` bytes; 0 at the end; an Error when the bytes are damaged.
  virtual Result<std::size_t> read(char* to, std::size_t n) = 0;
};

/// Opens inputs one after the other: files, folders (walked in sorted order, each folder once), "-" for standard input, and what stands
/// inside .gz .zst .xz .bz2 .zip .tar. Errors of one input or document are delivered by next(), which goes on behind them.
Result<std::unique_ptr<Reader>> open_inputs(std::vector<std::string> inputs, const ReadOptions& options);

/// Documents of one stream of JSON lines; `source` names it in documents and errors.
std::unique_ptr<Reader> read_jsonl(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options);
/// One document of plain text.
std::unique_ptr<Reader> read_text(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options);

/// The first ISO date in a field such as "2024-05-02T10:00Z", "02.05.2024" or "20240502"; "" when there is none.
std::string normalised_date(std::string_view field);
/// Makes text what the line may read: valid UTF-8, NUL replaced; notes it in the document's flags.
void clean(Document& document);

}  // namespace milepost::read
