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
#include "pipeline/written.h"
#include "rules/program.h"

namespace milepost {

/// Buffers and results of one document, or of a piece of a very long one; valid until the next read().
class Line {
 public:
  explicit Line(const rules::Program& program);
  /// Document -> sentences, tokens -> mentions -> linked mentions -> facts. `reference` dates documents that have no date.
  void read(const Document& document, std::string_view reference, const match::Options& options = {});
  /// The same with a piece alone (text::next_piece). Pieces are read in order: the first one dates the document for all.
  void read(const Document& document, Span part, std::string_view reference, const match::Options& options = {});
  /// Numbers, units, money, percentages and times alone: document -> tokens -> mentions -> linked.quantities, linked.times. For a pack of
  /// link::amount_types(), and for measuring.
  void read_amounts(const Document& document, std::string_view reference);
  /// Facts -> rows of records, in the contract's order; the document's own is among those of the first piece.
  void write(const Document& document, const ScanOptions& options);
  /// The same, and the records.
  void write(const Document& document, const ScanOptions& options, std::vector<Record>& out);

  const rules::Program& program;
  Text text;
  Chart chart;
  Linked linked;
  Facts facts;
  Written written;
  std::string published, published_source;
  bool open_aims = true;                                             ///< whether facts hold aims without a figure, grades C and D
  std::uint64_t capped() const { return match::capped(*scratch_); }  ///< of all that were read

 private:
  Arena arena_;
  match::ScratchPtr scratch_;
  link::Linker linker_;
  fact::Gatherer gatherer_;
};

}  // namespace milepost
