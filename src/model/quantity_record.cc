// Names of the enumerators and the body of a quantity record.
#include "milepost/json.h"
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

namespace {

void append_value(std::string& out, double low, double high, bool range) {
  if (range) out += '[';
  append_json_number(out, low);
  if (!range) return;
  out += ',';
  append_json_number(out, high);
  out += ']';
}

}  // namespace

void append_body(std::string& out, const Quantity& q) {
  std::string value, si, flags = "[";
  append_value(value, q.low, q.high, q.range);
  if (q.si_low && q.si_high) {
    si = "{\"value\":";
    append_value(si, *q.si_low, *q.si_high, q.range);
    si += ",\"unit\":";
    append_json_string(si, q.si_unit);
    si += '}';
  }
  for (const std::string_view flag : q.flags) {
    if (flags.size() > 1) flags += ',';
    append_json_string(flags, flag);
  }
  flags += ']';
  JsonFields f(out);
  f.raw("value", value).text("unit", q.unit).text_or_null("unit_name", q.unit_name).text_or_null("dimension", q.dimension);
  f.text("bound", name_of(q.bound)).text_or_null("direction", name_of(q.direction)).text("role", name_of(q.role));
  f.text_or_null("concept", q.concept_text);
  if (si.empty()) {
    f.null("si");
  } else {
    f.raw("si", si);
  }
  f.raw("flags", flags);
}

}  // namespace milepost
