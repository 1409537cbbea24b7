#include "milepost/json.h"
#include "model/bodies.h"

namespace milepost {

namespace {

std::string names_json(const Deal& deal) {
  std::string out = "[";
  for (const Deal::Party& p : deal.parties) {
    if (out.size() > 1) out += ',';
    append_json_string(out, p.name);
  }
  return out + ']';
}

std::string roles_json(const Deal& deal) {
  std::string out = "[";
  for (const Deal::Party& p : deal.parties) {
    if (out.size() > 1) out += ',';
    out += '{';
    JsonFields(out).text("name", p.name).text_or_null("role", p.role).text_or_null("country", p.country);
    out += '}';
  }
  return out + ']';
}

}  // namespace

void append_body(std::string& out, const Deal& deal, std::string_view attribution) {
  std::string value = "null";
  if (deal.low && deal.high) {
    value.clear();
    if (*deal.low != *deal.high) value += '[';
    append_json_number(value, *deal.low);
    if (*deal.low != *deal.high) {
      value += ',';
      append_json_number(value, *deal.high);
      value += ']';
    }
  }
  JsonFields(out)
      .text_or_null("kind", deal.type)
      .text_or_null("stage", deal.stage)
      .raw("parties", names_json(deal))
      .raw("roles", roles_json(deal))
      .raw("value", value)
      .text_or_null("currency", deal.currency)
      .text_or_null("value_of", deal.value_of)
      .text_or_null("subject", deal.subject)
      .text_or_null("place", deal.place)
      .text_or_null("date", deal.date)
      .text("speaker", deal.speaker.empty() ? "narrator" : deal.speaker)
      .text_or_null("attribution", attribution);
}

}  // namespace milepost
