#include "model/bodies.h"

namespace milepost {

namespace {

void add_value(Room& room, const std::optional<double>& low, const std::optional<double>& high) {
  if (low)
    add_value(room, *low, high.value_or(*low), high && *high != *low);
  else
    room.add("null");
}

void add_baseline(Room& room, const Goal& g) {
  if (!g.baseline_low && g.baseline_time.empty()) {
    room.add("null");
    return;
  }
  room.add("{");
  Fields f(room);
  add_value(f.key("value"), g.baseline_low, g.baseline_high);
  f.text_or_null("unit", g.baseline_unit).text_or_null("time", g.baseline_time);
  room.add("}");
}

void add_check(Room& room, const Goal& g) {
  if (!g.stated_multiple) {
    room.add("null");
    return;
  }
  room.add("{");
  Fields f(room);
  f.number("stated", *g.stated_multiple);
  if (g.implied_multiple) f.number("implied", *g.implied_multiple);
  room.add("}");
}

}  // namespace

void add_body(Room& room, const Goal& g, std::string_view attribution) {
  Fields f(room);
  f.text_or_null("actor", g.actor)
      .text_or_null("indicator", g.indicator)
      .text_or_null("object", g.object)
      .text_or_null("direction", g.direction);
  add_value(f.key("value"), g.low, g.high);
  f.text_or_null("unit", g.unit)
      .text_or_null("unit_name", g.unit_name)
      .text_or_null("basis", g.basis)
      .text("bound", g.bound == Bound::kExact || g.bound == Bound::kAbout        ? name_of(g.bound)
                     : g.bound == Bound::kAtLeast || g.bound == Bound::kMoreThan ? "at_least"
                                                                                 : "at_most");
  add_baseline(f.key("baseline"), g);
  if (g.kind == Goal::Kind::kObservation)
    f.text_or_null("period", g.period).text_or_null("comparator", g.comparator);
  else
    f.text_or_null("deadline", g.deadline).text_or_null("period_start", g.period_start);
  f.text_or_null("modality", g.modality);
  if (g.kind != Goal::Kind::kObservation)
    f.text("grade", {&g.grade, 1}).text("kind", g.topic).text_or_null("instrument", g.instrument).text_or_null("means", g.means);
  f.text_or_null("place", g.place).text("speaker", g.speaker.empty() ? "narrator" : g.speaker).text_or_null("attribution", attribution);
  if (g.kind != Goal::Kind::kObservation) {
    f.text_or_null("conditional", g.conditional);
    add_check(f.key("check"), g);
  }
  add_list(f.key("flags"), g.flags);
}

}  // namespace milepost
