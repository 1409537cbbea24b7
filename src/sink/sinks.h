// Where records go. A sink is one file and one function here.
#pragma once

#include <memory>
#include <string>

#include "milepost/pipeline.h"
#include "milepost/sink.h"

namespace milepost::sink {

/// JSON Lines to a file ("-": standard output). A file is written beside its name and renamed by finish(), so it is there whole or not at
/// all.
Result<std::unique_ptr<Sink>> jsonl(const std::string& path);

/// SQLite: tables run, document, record and error, one view a type of record. A document's records are replaced as a whole; a document
/// whose text and rules are unchanged is left alone. One transaction; finish() commits.
Result<std::unique_ptr<Sink>> sqlite(const std::string& path, const std::string& pack);

/// Targets, forecasts and deals as lines for people, to `path` ("-": standard output). `wide`: columns of the terminal.
Result<std::unique_ptr<Sink>> table(const std::string& path, unsigned wide, bool colour);

/// All sinks get everything; finishes in order, the first error wins.
std::unique_ptr<Sink> both(std::unique_ptr<Sink> a, std::unique_ptr<Sink> b);

}  // namespace milepost::sink
