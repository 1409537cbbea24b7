// Any strings through what writes: JSON reads back the same, a terminal sees no control character, numbers keep their value.
#include <cmath>
#include <cstring>

#include "fuzz/law.h"
#include "milepost/json.h"
#include "review/entry.h"
#include "review/report.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace milepost;
  if (size > 1 << 14) return 0;
  double number = 0;
  if (size >= sizeof number) std::memcpy(&number, data, sizeof number);
  std::string digits;
  append_json_number(digits, number);
  const auto back = nlohmann::json::parse(digits, nullptr, false);
  MILEPOST_LAW(std::isfinite(number) ? back.is_number() && back.get<double>() == number : back.is_null(), "a number changed");
  const Document document = fuzz::document_of(data, size);
  Record r;
  r.type = RecordType::kTarget;
  r.id = record_id("d", r.type, {0, static_cast<std::uint32_t>(document.text.size())}, 0);
  r.document = "d";
  r.bytes = {0, static_cast<std::uint32_t>(document.text.size())};
  r.text = document.text;
  r.rule = "en.rule";
  JsonFields(r.body).text("actor", document.text).number("value", number);
  std::string line;
  append_json(line, r, "0123456789abcdef");
  fuzz::hold(r, document, line);
  const auto entry = review::parse_entry(review::without_pack(line));
  MILEPOST_LAW(entry && entry->text == document.text && entry->data["actor"] == document.text, "review reads another record");
  const std::string shown = review::harmless(document.text);
  for (const char c : shown) MILEPOST_LAW(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f, "a control character reaches the terminal");
  return 0;
}
