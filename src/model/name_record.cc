#include <string>

#include "milepost/json.h"
#include "model/bodies.h"

namespace milepost {

namespace {

std::string pair_of(Span s) { return "[" + std::to_string(s.begin) + "," + std::to_string(s.end) + "]"; }

std::string spans_json(const Entity& entity, const Text& text) {
  std::string out = "[";
  for (const Span s : entity.spans) {
    if (out.size() > 1) out += ',';
    out += "{\"bytes\":" + pair_of(s) + ",\"chars\":" + pair_of({text.chars_before(s.begin), text.chars_before(s.end)}) + "}";
  }
  return out + "]";
}

}  // namespace

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
    std::string aliases = "[";
    for (const std::string_view a : e.aliases) {
      if (aliases.size() > 1) aliases += ',';
      append_json_string(aliases, a);
    }
    f.text_or_null("kind", e.kind)
        .text_or_null("country", e.country)
        .text_or_null("country_cue", e.country_cue.empty() ? std::string_view{} : text.view(e.country_cue))
        .raw("aliases", aliases + "]");
  } else if (e.type == Entity::Type::kPerson) {
    f.text_or_null("role", e.role)
        .text_or_null("organization", e.organization == kNone ? std::string_view{} : linked.entities[e.organization].name)
        .text_or_null("country", e.country);
  } else {
    f.text_or_null("country", e.country).text_or_null("kind", e.kind);
  }
  f.raw("mentions", spans_json(e, text));
}

}  // namespace milepost
