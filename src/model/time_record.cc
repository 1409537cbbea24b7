#include "model/bodies.h"

namespace milepost {

std::string_view name_of(TimeRole role) {
  static constexpr std::string_view kNames[] = {"publication", "event", "deadline", "period", "baseline", "duration", "set", "vague"};
  return kNames[static_cast<std::size_t>(role)];
}

void add_body(Room& room, const Time& t) {
  Fields(room)
      .text_or_null("value", t.value)
      .text_or_null("mod", t.mod)
      .text_or_null("start", t.start)
      .text_or_null("end", t.end)
      .text_or_null("edtf", t.edtf)
      .text_or_null("granularity", t.granularity)
      .text("role", name_of(t.role))
      .text_or_null("anchor", t.anchor)
      .text("bound", t.bound.empty() ? "exact" : t.bound)
      .text_or_null("quantifier", t.quantifier);
}

}  // namespace milepost
