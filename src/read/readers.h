// Bytes to documents. readers.cc holds the table of formats; a format is one file and one row.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "milepost/reader.h"
#include "milepost/result.h"

namespace milepost::read {

struct ReadOptions {
  std::string format;                            ///< "": by content; else a row of formats()
  std::map<std::string, std::string> fields;     ///< --map: {"title", "headline"}: where JSON and CSV keep a field; "meta.url" goes inside
  std::uint64_t max_document_bytes = 16u << 20;  ///< longer ones become an error
  bool repair = true;                            ///< undo mojibake
};

/// A stream of bytes: a file, standard input, or a member of an archive, decompressed.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Up to `n` bytes; 0 at the end. An Error where bytes are damaged; reading again goes on behind the damage, or ends.
  virtual Result<std::size_t> read(char* to, std::size_t n) = 0;
};

/// A row of the table of formats, for the help and the tests.
struct FormatInfo {
  const char* name;
  const char* endings;  ///< of file names, separated by spaces
  const char* about;
  std::unique_ptr<Reader> (*open)(std::unique_ptr<ByteSource>, Source, const ReadOptions&);
};
const std::vector<FormatInfo>& formats();

/// Opens inputs one after the other: files, folders (walked in sorted order, each folder once), "-" for standard input, and what stands
/// inside .gz .zst .xz .bz2 .zip .tar. Errors of one input or document are delivered by next(), which goes on behind them.
Result<std::unique_ptr<Reader>> open_inputs(std::vector<std::string> inputs, const ReadOptions& options);

// The formats. `source` names the stream in documents and errors.
std::unique_ptr<Reader> read_json(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options);
std::unique_ptr<Reader> read_csv(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options);
std::unique_ptr<Reader> read_reuters(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options);
std::unique_ptr<Reader> read_xml(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options);
std::unique_ptr<Reader> read_text(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options);

}  // namespace milepost::read
