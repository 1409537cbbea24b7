#include "milepost/record.h"

#include "base/sha256.h"
#include "milepost/json.h"

namespace milepost {

std::string_view type_name(RecordType type) {
  static constexpr std::string_view kNames[kRecordTypes] = {"document",  "quantity", "time",     "organization", "person", "place",
                                                            "statement", "target",   "forecast", "observation",  "deal",   "error"};
  return kNames[static_cast<std::size_t>(type)];
}

std::string record_id(std::string_view document, RecordType type, Span bytes, std::uint32_t ordinal) {
  std::string key(document);
  for (const std::uint32_t n : {static_cast<std::uint32_t>(type), bytes.begin, bytes.end, ordinal}) key += '\0' + std::to_string(n);
  return sha256_hex(key).substr(0, 32);
}

namespace {
std::string pair_of(Span s) { return "[" + std::to_string(s.begin) + "," + std::to_string(s.end) + "]"; }
}  // namespace

void append_json(std::string& out, const Record& r, std::string_view pack) {
  std::string from = "[";
  for (const std::string& id : r.from) {
    if (from.size() > 1) from += ',';
    append_json_string(from, id);
  }
  out += '{';
  JsonFields(out)
      .text("schema", kSchemaVersion)
      .text("type", type_name(r.type))
      .text("id", r.id)
      .text("document", r.document)
      .raw("span", "{\"bytes\":" + pair_of(r.bytes) + ",\"chars\":" + pair_of(r.chars) + "}")
      .text("text", r.text)
      .number("sentence", r.sentence)
      .text("rule", r.rule)
      .text("pack", pack)
      .raw("from", from + "]");
  if (!r.body.empty()) {
    out += ',';
    out += r.body;
  }
  out += "}\n";
}

}  // namespace milepost
