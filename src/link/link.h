// From mentions to meaning: amounts with unit and role, times with dates, names with one identity each.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/arena.h"
#include "link/found.h"
#include "link/phrase.h"
#include "milepost/linked.h"
#include "milepost/token.h"
#include "rules/program.h"

namespace milepost::link {

struct AmountWords;
struct NameScratch;
struct TimeWords;

/// What one thread keeps from document to document: what the packs say of words, amounts and names, looked up once, and the buffers of
/// the steps.
class Linker {
 public:
  explicit Linker(const rules::Program& program);
  ~Linker();

  /// Resolves what phase 1 found by the steps below, in their order; each adds mentions of linked types to the chart where it finds more.
  /// `reference` is the document's ISO date, "" when unknown.
  void link(const Text& text, std::string_view reference, Chart& chart, Arena& arena, Linked& linked);

  /// Amounts and times alone, for a pack that may have no other rules (amount_types). Sums whose word many countries use stay as they are.
  void link_amounts(const Text& text, std::string_view reference, Chart& chart, Arena& arena, Linked& linked);

  /// Empties `linked`, and looks up the words and mentions of a document; the cues of names too where they are linked.
  void begin(const Text& text, const Chart& chart, bool names, Linked& linked);
  void link_times(const Text& text, std::string_view reference, Chart& chart, Linked& linked);
  void link_quantities(const Text& text, Chart& chart, Arena& arena, Linked& linked);
  void link_names(const Text& text, Chart& chart, Arena& arena, Linked& linked);

  /// The words of the document that was begun last.
  const Words& words() const { return words_; }

 private:
  const rules::Program& program_;
  Words words_;
  std::unique_ptr<NameScratch> names_;
  Found found_;
  std::unique_ptr<TimeWords> times_;
  std::unique_ptr<AmountWords> amounts_;
};

/// The types of mentions that amounts and times are linked from.
std::vector<std::string> amount_types();

/// After the names: sums whose word many countries use take the currency of the article's country.
void settle_currencies(const Text& text, const rules::Program& program, Arena& arena, Linked& linked);
/// After the names: fiscal years counted from the document's date end when those of the article's country do.
void settle_fiscal_years(const Text& text, std::string_view reference, const rules::Program& program, Linked& linked);

}  // namespace milepost::link
