// One document through the whole line, with every stage's result at hand: for run(), the prover, explain and the tests.
#pragma once

#include <string>
#include <vector>

#include "base/arena.h"
#include "fact/fact.h"
#include "link/link.h"
#include "match/match.h"
#include "milepost/pipeline.h"
#include "milepost/token.h"
#include "rules/program.h"

namespace milepost {

/// Buffers and results of one document; valid until the next read().
class Line {
 public:
  explicit Line(const rules::Program& program);
  /// Document -> sentences, tokens -> mentions -> linked mentions -> facts. `reference` dates documents that have no date.
  void read(const Document& document, std::string_view reference, const match::Options& options = {});
  /// Facts -> records, in the contract's order.
  void write(const Document& document, const ScanOptions& options, std::vector<Record>& out);

  const rules::Program& program;
  Text text;
  Chart chart;
  Linked linked;
  Facts facts;
  std::string published, published_source;
  std::uint64_t capped() const { return match::capped(*scratch_); }

 private:
  Arena arena_;
  match::ScratchPtr scratch_;
  link::Linker linker_;
  std::vector<Record> spare_;  ///< records of the document before
};

}  // namespace milepost
