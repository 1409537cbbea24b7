// From linked mentions and frames to facts.
#pragma once

#include <memory>

#include "base/arena.h"
#include "link/phrase.h"
#include "milepost/fact.h"
#include "milepost/token.h"
#include "rules/program.h"

namespace milepost::fact {

struct Kept;  ///< fact/kept.h

/// What every door of this room is given.
struct Scene {
  const Text& text;
  const rules::Program& program;
  const link::Words& words;
  const Chart& chart;
  const Linked& linked;
  Arena& arena;
  std::string_view published;  ///< ISO date of the document, "" when unknown
  bool open_aims = true;       ///< whether aims without a figure are asked for
  Kept* kept = nullptr;        ///< given by the Gatherer
};

/// Reads the facts of one document after another. One a thread: it keeps what the packs say, and its buffers.
class Gatherer {
 public:
  explicit Gatherer(const rules::Program& program);
  ~Gatherer();
  /// Fills `facts` by the doors below, statements first.
  void gather(Scene scene, Facts& facts);

 private:
  std::unique_ptr<Kept> kept_;
};

void gather_statements(const Scene& scene, Facts& facts);
void gather_goals(const Scene& scene, Facts& facts);  ///< targets, forecasts, observations
void gather_deals(const Scene& scene, Facts& facts);

}  // namespace milepost::fact
