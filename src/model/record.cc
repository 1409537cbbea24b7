#include "milepost/record.h"

#include <algorithm>

#include "base/sha256.h"
#include "base/siphash.h"
#include "milepost/json.h"

namespace milepost {

std::string_view type_name(RecordType type) {
  static constexpr std::string_view kNames[kRecordTypes] = {"document",  "quantity", "time",     "organization", "person", "place",
                                                            "statement", "target",   "forecast", "observation",  "deal",   "error"};
  return kNames[static_cast<std::size_t>(type)];
}

std::string record_id(std::string_view document, RecordType type, Span bytes, std::uint32_t ordinal) {
  std::string out;
  RecordIds(document).write(out, type, bytes, ordinal);
  return out;
}

RecordIds::RecordIds(std::string_view document) {
  const auto hash = sha256(document);
  std::copy_n(hash.begin(), key_.size(), key_.begin());
}

void RecordIds::write(std::string& out, RecordType type, Span bytes, std::uint32_t ordinal) const {
  static constexpr char kHex[] = "0123456789abcdef";
  std::array<char, 16> message{};
  std::size_t at = 0;
  for (const std::uint32_t n : {static_cast<std::uint32_t>(type), bytes.begin, bytes.end, ordinal})
    for (int i = 0; i < 4; ++i) message[at++] = static_cast<char>(n >> (8 * i) & 0xFF);
  out.clear();
  for (const std::uint8_t b : siphash128(key_, {message.data(), message.size()})) {
    out += kHex[b >> 4];
    out += kHex[b & 15];
  }
}

namespace {

void append_pair(std::string& out, Span s) {
  out += '[';
  append_json_number(out, s.begin);
  out += ',';
  append_json_number(out, s.end);
  out += ']';
}

}  // namespace

void append_json(std::string& out, const Record& r, std::string_view pack) {
  out += '{';
  JsonFields fields(out);
  fields.text("schema", kSchemaVersion).text("type", type_name(r.type)).text("id", r.id).text("document", r.document);
  out += ",\"span\":{\"bytes\":";
  append_pair(out, r.bytes);
  out += ",\"chars\":";
  append_pair(out, r.chars);
  out += '}';
  fields.text("text", r.text).number("sentence", r.sentence).text("rule", r.rule).text("pack", pack);
  out += ",\"from\":[";
  for (std::size_t i = 0; i < r.from.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(out, r.from[i]);
  }
  out += ']';
  if (!r.body.empty()) {
    out += ',';
    out += r.body;
  }
  out += "}\n";
}

}  // namespace milepost
