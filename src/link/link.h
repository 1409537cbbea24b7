// From mentions to meaning: amounts with unit and role, times with dates, names with one identity each.
#pragma once

#include "base/arena.h"
#include "milepost/linked.h"
#include "milepost/token.h"
#include "rules/program.h"

namespace milepost::link {

/// Resolves what phase 1 found. Runs the doors below in order; each adds mentions of linked types to the chart where it finds more.
/// `reference` is the document's ISO date, "" when unknown.
void link(const Text& text, const rules::Program& program, std::string_view reference, Chart& chart, Arena& arena, Linked& linked);

void link_times(const Text& text, const rules::Program& program, std::string_view reference, Chart& chart, Arena& arena, Linked& linked);
void link_quantities(const Text& text, const rules::Program& program, Chart& chart, Arena& arena, Linked& linked);
void link_names(const Text& text, const rules::Program& program, Chart& chart, Arena& arena, Linked& linked);
/// After the names: sums whose word many countries use take the currency of the article's country.
void settle_currencies(const Text& text, const rules::Program& program, Arena& arena, Linked& linked);

}  // namespace milepost::link
