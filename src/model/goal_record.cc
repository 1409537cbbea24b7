#include "milepost/json.h"
#include "model/bodies.h"

namespace milepost {

namespace {

void append_value(std::string& out, const std::optional<double>& low, const std::optional<double>& high) {
  if (!low) {
    out += "null";
    return;
  }
  const bool range = high && *high != *low;
  if (range) out += '[';
  append_json_number(out, *low);
  if (range) {
    out += ',';
    append_json_number(out, *high);
    out += ']';
  }
}

std::string baseline_json(const Goal& g) {
  if (!g.baseline_low && g.baseline_time.empty()) return "null";
  std::string value, out = "{";
  append_value(value, g.baseline_low, g.baseline_high);
  JsonFields(out).raw("value", value).text_or_null("unit", g.baseline_unit).text_or_null("time", g.baseline_time);
  return out + "}";
}

std::string flags_json(const Goal& g) {
  std::string out = "[";
  for (const std::string_view flag : g.flags) {
    if (out.size() > 1) out += ',';
    append_json_string(out, flag);
  }
  return out + "]";
}

}  // namespace

void append_body(std::string& out, const Goal& g, std::string_view attribution) {
  std::string value, check = "null";
  append_value(value, g.low, g.high);
  if (g.stated_multiple) {
    check.assign(1, '{');
    JsonFields f(check);
    f.number("stated", *g.stated_multiple);
    if (g.implied_multiple) f.number("implied", *g.implied_multiple);
    check += "}";
  }
  JsonFields f(out);
  f.text_or_null("actor", g.actor)
      .text_or_null("indicator", g.indicator)
      .text_or_null("object", g.object)
      .text_or_null("direction", g.direction)
      .raw("value", value)
      .text_or_null("unit", g.unit)
      .text_or_null("unit_name", g.unit_name)
      .text_or_null("basis", g.basis)
      .text("bound", g.bound == Bound::kExact || g.bound == Bound::kAbout        ? name_of(g.bound)
                     : g.bound == Bound::kAtLeast || g.bound == Bound::kMoreThan ? "at_least"
                                                                                 : "at_most")
      .raw("baseline", baseline_json(g));
  if (g.kind == Goal::Kind::kObservation)
    f.text_or_null("period", g.period).text_or_null("comparator", g.comparator);
  else
    f.text_or_null("deadline", g.deadline).text_or_null("period_start", g.period_start);
  f.text_or_null("modality", g.modality);
  if (g.kind == Goal::Kind::kObservation) {
    f.text_or_null("place", g.place)
        .text("speaker", g.speaker.empty() ? "narrator" : g.speaker)
        .text_or_null("attribution", attribution)
        .raw("flags", flags_json(g));
    return;
  }
  const char grade[] = {g.grade, 0};
  f.text("grade", grade)
      .text("kind", g.topic)
      .text_or_null("instrument", g.instrument)
      .text_or_null("means", g.means)
      .text_or_null("place", g.place)
      .text("speaker", g.speaker.empty() ? "narrator" : g.speaker)
      .text_or_null("attribution", attribution)
      .text_or_null("conditional", g.conditional)
      .raw("check", check)
      .raw("flags", flags_json(g));
}

}  // namespace milepost
