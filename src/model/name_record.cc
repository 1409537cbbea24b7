#include "model/bodies.h"

namespace milepost {

void add_body(Room& room, const Entity& e, const Text& text, const Linked& linked) {
  Fields f(room);
  f.text("name", e.name);
  if (e.type == Entity::Type::kOrganization) {
    if (e.legal_form.empty()) {
      f.null("legal_form");
    } else {
      f.key("legal_form").add("{");
      Fields(room).text_or_null("code", e.legal_form_code).text("text", e.legal_form);
      room.add("}");
    }
    f.text_or_null("kind", e.kind)
        .text_or_null("country", e.country)
        .text_or_null("country_cue", e.country_cue.empty() ? std::string_view{} : text.view(e.country_cue));
    add_list(f.key("aliases"), e.aliases);
  } else if (e.type == Entity::Type::kPerson) {
    f.text_or_null("role", e.role)
        .text_or_null("organization", e.organization == kNone ? std::string_view{} : linked.entities[e.organization].name)
        .text_or_null("country", e.country);
  } else {
    f.text_or_null("country", e.country).text_or_null("kind", e.kind);
  }
  f.key("mentions").add("[");
  for (std::size_t i = 0; i < e.spans.size(); ++i) {
    const Span s = e.spans[i];
    if (i > 0) room.add(",");
    add_spans(room, s, {text.chars_before(s.begin), text.chars_before(s.end)});
  }
  room.add("]");
}

}  // namespace milepost
