#include "model/bodies.h"

namespace milepost {

namespace {

void add_roles(Room& room, const Deal& deal) {
  room.add("[");
  for (std::size_t i = 0; i < deal.parties.size(); ++i) {
    const Deal::Party& p = deal.parties[i];
    if (i > 0) room.add(",");
    room.add("{");
    Fields(room).text("name", p.name).text_or_null("role", p.role).text_or_null("country", p.country);
    room.add("}");
  }
  room.add("]");
}

}  // namespace

void add_body(Room& room, const Deal& deal, std::string_view attribution) {
  Fields f(room);
  f.text_or_null("kind", deal.type).text_or_null("stage", deal.stage);
  add_list(f.key("parties"), deal.parties, [](const Deal::Party& p) -> std::string_view { return p.name; });
  add_roles(f.key("roles"), deal);
  if (deal.low && deal.high)
    add_value(f.key("value"), *deal.low, *deal.high, *deal.low != *deal.high);
  else
    f.null("value");
  f.text_or_null("currency", deal.currency)
      .text_or_null("value_of", deal.value_of)
      .text_or_null("subject", deal.subject)
      .text_or_null("place", deal.place)
      .text_or_null("date", deal.date)
      .text("speaker", deal.speaker.empty() ? "narrator" : deal.speaker)
      .text_or_null("attribution", attribution);
}

}  // namespace milepost
