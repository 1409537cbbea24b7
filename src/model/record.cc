#include "milepost/record.h"

#include <algorithm>

#include "base/sha256.h"
#include "base/siphash.h"
#include "milepost/json.h"
#include "model/bodies.h"
#include "model/line.h"

namespace milepost {

std::string_view type_name(RecordType type) {
  static constexpr std::string_view kNames[kRecordTypes] = {"document",  "quantity", "time",     "organization", "person", "place",
                                                            "statement", "target",   "forecast", "observation",  "deal",   "error"};
  return kNames[static_cast<std::size_t>(type)];
}

std::string record_id(std::string_view document, RecordType type, Span bytes, std::uint32_t ordinal) {
  const RecordId id = RecordIds(document).of(type, bytes, ordinal);
  return {id.data(), id.size()};
}

RecordIds::RecordIds(std::string_view document) {
  const auto hash = sha256(document);
  std::copy_n(hash.begin(), key_.size(), key_.begin());
}

RecordId RecordIds::of(RecordType type, Span bytes, std::uint32_t ordinal) const {
  static constexpr char kHex[] = "0123456789abcdef";
  std::array<char, 16> message;
  std::size_t at = 0;
  for (const std::uint32_t n : {static_cast<std::uint32_t>(type), bytes.begin, bytes.end, ordinal})
    for (int i = 0; i < 4; ++i) message[at++] = static_cast<char>(n >> (8 * i) & 0xFF);
  RecordId hex;
  at = 0;
  for (const std::uint8_t b : siphash128(key_, {message.data(), message.size()})) {
    hex[at++] = kHex[b >> 4];
    hex[at++] = kHex[b & 15];
  }
  return hex;
}

void add_spans(Room& room, Span bytes, Span chars) {
  room.add("{\"bytes\":[").add(bytes.begin).add(",").add(bytes.end);
  room.add("],\"chars\":[").add(chars.begin).add(",").add(chars.end).add("]}");
}

LineFrame::LineFrame(std::string_view document, std::string_view pack) {
  Room(document_, document.size() + 32).add(",\"document\":").quoted(document).add(",\"span\":");
  Room(pack_, pack.size() + 32).add(",\"pack\":").quoted(pack).add(",\"from\":[");
}

void LineFrame::add(Room& room, const RecordView& r) const {
  room.add("{\"schema\":").quoted(kSchemaVersion).add(",\"type\":\"").add(type_name(r.type)).add("\",\"id\":").quoted(r.id);
  room.add(document_);
  add_spans(room, r.bytes, r.chars);
  room.add(",\"text\":").quoted(r.text).add(",\"sentence\":").add(r.sentence).add(",\"rule\":").quoted(r.rule).add(pack_);
  for (std::size_t i = 0; i < r.from.size(); ++i) {
    if (i > 0) room.add(",");
    room.quoted(r.from[i]);
  }
  room.add("]");
  if (!r.body.empty()) room.add(",").add(r.body);
  room.add("}\n");
}

void append_json(std::string& out, const Record& r, std::string_view pack) {
  const std::vector<std::string_view> from(r.from.begin(), r.from.end());
  Room room(out, 360 + r.document.size() + r.text.size() + r.body.size());
  LineFrame(r.document, pack).add(room, {r.type, r.id, r.bytes, r.chars, r.text, r.sentence, r.rule, from, r.body});
}

}  // namespace milepost
