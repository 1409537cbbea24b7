// Where records go. A sink is one file and one function here; sinks.cc chooses by the target's form.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "milepost/pipeline.h"
#include "milepost/sink.h"

namespace milepost::sink {

/// What a run tells its sinks about itself.
struct RunFacts {
  std::string run;      ///< fingerprint, as in Checkpoint
  std::string pack;     ///< hash of the rules
  std::string tool;     ///< "milepost 0.1.0"
  std::string started;  ///< time of day for the run history, "" for none; never part of a record
  bool resume = false;  ///< go on with what a run of this fingerprint left
};

/// A sink, and where an earlier run left it (inputs 0: at the beginning).
struct Opened {
  std::unique_ptr<Sink> sink;
  Checkpoint at;
};

/// JSON Lines to a file ("-": standard output), compressed by its ending.
Result<Opened> jsonl(const std::string& path, const RunFacts& facts);
/// Targets, forecasts and deals as lines for people, to `path` ("-": standard output). `wide`: columns of the terminal.
Result<Opened> table(const std::string& path, unsigned wide, bool colour);
/// A database or folder of files: NAME.db, sqlite:FILE, postgres:[SCHEMA], csv:FOLDER, duckdb:FILE, parquet:FOLDER.
Result<Opened> store(const std::string& target, const RunFacts& facts);

/// SQLite: tables run, document, record, error, evidence (full text), one view a type of record. A document's records are replaced as a
/// whole; a document whose text and rules are unchanged is left alone. A transaction from checkpoint to checkpoint.
Result<Opened> sqlite(const std::string& path, const RunFacts& facts);
/// PostgreSQL: the same tables and views in a schema, by COPY. Where to connect stands in libpq's environment variables or service file.
Result<Opened> postgres(const std::string& schema, const RunFacts& facts);
/// One file a type of record, formula-safe.
Result<Opened> csv(const std::string& folder, const RunFacts& facts);
/// DuckDB and Parquet by libduckdb, where it is installed.
Result<Opened> duckdb(const std::string& path, const RunFacts& facts);
Result<Opened> parquet(const std::string& folder, const RunFacts& facts);

/// Several sinks as one. Each passes over what it has already; the whole goes on where the least advanced stands.
Opened all_of(std::vector<Opened> sinks);

}  // namespace milepost::sink
