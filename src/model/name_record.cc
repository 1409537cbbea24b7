#include <string>

#include "milepost/json.h"
#include "model/bodies.h"

namespace milepost {

void append_body(std::string& out, const Entity& e, const Text& text, const Linked& linked) {
  JsonFields f(out);
  f.text("name", e.name);
  if (e.type == Entity::Type::kOrganization) {
    if (e.legal_form.empty()) {
      f.null("legal_form");
    } else {
      std::string form = "{";
      JsonFields(form).text_or_null("code", e.legal_form_code).text("text", e.legal_form);
      f.raw("legal_form", form + "}");
    }
    f.text_or_null("kind", e.kind)
        .text_or_null("country", e.country)
        .text_or_null("country_cue", e.country_cue.empty() ? std::string_view{} : text.view(e.country_cue));
    f.key("aliases") += '[';
    for (std::size_t i = 0; i < e.aliases.size(); ++i) {
      if (i > 0) out += ',';
      append_json_string(out, e.aliases[i]);
    }
    out += ']';
  } else if (e.type == Entity::Type::kPerson) {
    f.text_or_null("role", e.role)
        .text_or_null("organization", e.organization == kNone ? std::string_view{} : linked.entities[e.organization].name)
        .text_or_null("country", e.country);
  } else {
    f.text_or_null("country", e.country).text_or_null("kind", e.kind);
  }
  f.key("mentions") += '[';
  for (std::size_t i = 0; i < e.spans.size(); ++i) {
    const Span s = e.spans[i];
    if (i > 0) out += ',';
    append_spans(out, s, {text.chars_before(s.begin), text.chars_before(s.end)});
  }
  out += ']';
}

}  // namespace milepost
