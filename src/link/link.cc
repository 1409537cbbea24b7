#include "link/link.h"

namespace milepost::link {

void link(const Text& text, const rules::Program& program, std::string_view reference, Chart& chart, Arena& arena, Linked& linked) {
  linked.quantities.clear();
  linked.times.clear();
  linked.entities.clear();
  linked.of_mention.clear();
  link_times(text, program, reference, chart, arena, linked);
  link_quantities(text, program, chart, arena, linked);
  link_names(text, program, chart, arena, linked);
  settle_currencies(text, program, arena, linked);
}

}  // namespace milepost::link
