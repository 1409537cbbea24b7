#include "milepost/record.h"

#include <algorithm>

#include "base/sha256.h"
#include "base/siphash.h"
#include "milepost/json.h"
#include "model/bodies.h"
#include "model/room.h"

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
  std::array<char, 32> hex;
  at = 0;
  for (const std::uint8_t b : siphash128(key_, {message.data(), message.size()})) {
    hex[at++] = kHex[b >> 4];
    hex[at++] = kHex[b & 15];
  }
  out.assign(hex.data(), hex.size());
}

namespace {

void add_spans(Room& room, Span bytes, Span chars) {
  room.add("{\"bytes\":[").add(bytes.begin).add(",").add(bytes.end);
  room.add("],\"chars\":[").add(chars.begin).add(",").add(chars.end).add("]}");
}

}  // namespace

void append_spans(std::string& out, Span bytes, Span chars) {
  Room room(out, 72);
  add_spans(room, bytes, chars);
}

void append_json(std::string& out, const Record& r, std::string_view pack) {
  Room room(out, 360 + r.document.size() + r.text.size() + r.body.size());
  room.add("{\"schema\":").quoted(kSchemaVersion).add(",\"type\":").quoted(type_name(r.type)).add(",\"id\":").quoted(r.id);
  room.add(",\"document\":").quoted(r.document).add(",\"span\":");
  add_spans(room, r.bytes, r.chars);
  room.add(",\"text\":").quoted(r.text).add(",\"sentence\":").add(r.sentence);
  room.add(",\"rule\":").quoted(r.rule).add(",\"pack\":").quoted(pack).add(",\"from\":[");
  for (std::size_t i = 0; i < r.from.size(); ++i) {
    if (i > 0) room.add(",");
    room.quoted(r.from[i]);
  }
  room.add("]");
  if (!r.body.empty()) room.add(",").add(r.body);
  room.add("}\n");
}

}  // namespace milepost
