// Names of the enumerators and the body of a quantity record.
#include "milepost/quantity.h"
#include "model/bodies.h"

namespace milepost {

std::string_view name_of(Bound bound) {
  constexpr std::string_view kNames[] = {"exact", "at_least", "at_most", "more_than", "less_than", "about"};
  return kNames[static_cast<std::size_t>(bound)];
}

std::string_view name_of(Direction direction) {
  constexpr std::string_view kNames[] = {"", "up", "down"};
  return kNames[static_cast<std::size_t>(direction)];
}

std::string_view name_of(QuantityRole role) {
  constexpr std::string_view kNames[] = {"level", "delta", "from", "to", "factor", "share", "capacity", "worth"};
  return kNames[static_cast<std::size_t>(role)];
}

void add_body(Room& room, const Quantity& q) {
  Fields f(room);
  add_value(f.key("value"), q.low, q.high, q.range);
  f.text("unit", q.unit).text_or_null("unit_name", q.unit_name).text_or_null("dimension", q.dimension);
  f.text("bound", name_of(q.bound)).text_or_null("direction", name_of(q.direction)).text("role", name_of(q.role));
  f.text_or_null("concept", q.concept_text);
  if (q.si_low && q.si_high) {
    add_value(f.key("si").add("{\"value\":"), *q.si_low, *q.si_high, q.range);
    room.add(",\"unit\":").quoted(q.si_unit).add("}");
  } else {
    f.null("si");
  }
  add_list(f.key("flags"), q.flags);
}

}  // namespace milepost
