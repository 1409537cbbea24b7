#include "link/link.h"

#include "link/amount.h"
#include "link/name.h"
#include "link/time_resolver.h"

namespace milepost::link {

Linker::Linker(const rules::Program& program)
    : program_(program),
      words_(program),
      names_(std::make_unique<NameScratch>(program)),
      found_(program, names_->cues),
      times_(std::make_unique<TimeWords>(program)),
      amounts_(std::make_unique<AmountWords>(program)) {}

Linker::~Linker() = default;

void Linker::begin(const Text& text, const Chart& chart, bool names, Linked& linked) {
  linked.quantities.clear();
  linked.times.clear();
  names_->take_back(linked.entities);
  linked.of_mention.assign(chart.mentions.size(), kNone);
  words_.read(text, chart.classes);
  if (names) names_->cues.open(chart);
  found_.read(chart, names ? &names_->cues : nullptr);
}

void Linker::link(const Text& text, std::string_view reference, Chart& chart, Arena& arena, Linked& linked) {
  begin(text, chart, true, linked);
  link_times(text, reference, chart, linked);
  link_quantities(text, chart, arena, linked);
  link_names(text, chart, arena, linked);
  settle_currencies(text, program_, arena, linked);
  settle_fiscal_years(text, reference, program_, linked);
}

void Linker::link_amounts(const Text& text, std::string_view reference, Chart& chart, Arena& arena, Linked& linked) {
  begin(text, chart, false, linked);
  link_times(text, reference, chart, linked);
  link_quantities(text, chart, arena, linked);
}

std::vector<std::string> amount_types() {
  return {"Time", "TimePrep", "TimePair", "TimeCore", "TimeAhead", "Quantity", "BoundCue", "ChangeCue", "Per"};
}

}  // namespace milepost::link
