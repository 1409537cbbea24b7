#include "milepost/json.h"
#include <cmath>
#include "milepost/record.h"
namespace milepost {
void append_json_string(std::string& out, std::string_view s) {
  out += '"';
  for (const char ch : s) {
    const auto c = static_cast<unsigned char>(ch);
    if (c == '"' || c == '\\') { out += '\\'; out += ch; }
    else if (c < 0x20 || c == 0x7f) { const char* hex = "0123456789abcdef"; out += "\\u00"; out += hex[c >> 4]; out += hex[c & 15]; }
    else out += ch;
  }
  out += '"';
}
void append_json_number(std::string& out, double v) {
  if (!std::isfinite(v)) { out += "null"; return; }
  char b[40];
  const auto [e, c] = std::abs(v) < 1e15 && v == std::floor(v) ? std::to_chars(b, b + 40, static_cast<long long>(v)) : std::to_chars(b, b + 40, v);
  out.append(b, e);
}
void JsonFields::key(std::string_view k) { if (!first_) out_ += ','; first_ = false; append_json_string(out_, k); out_ += ':'; }
JsonFields& JsonFields::text(std::string_view k, std::string_view v) { key(k); append_json_string(out_, v); return *this; }
JsonFields& JsonFields::text_or_null(std::string_view k, std::string_view v) { key(k); if (v.empty()) out_ += "null"; else append_json_string(out_, v); return *this; }
JsonFields& JsonFields::number(std::string_view k, double v) { key(k); append_json_number(out_, v); return *this; }
JsonFields& JsonFields::boolean(std::string_view k, bool v) { key(k); out_ += v ? "true" : "false"; return *this; }
JsonFields& JsonFields::null(std::string_view k) { key(k); out_ += "null"; return *this; }
JsonFields& JsonFields::raw(std::string_view k, std::string_view v) { key(k); out_ += v; return *this; }
std::string_view type_name(RecordType t) {
  static constexpr std::string_view kNames[] = {"document", "quantity", "time", "organization", "person", "place", "statement", "target", "forecast", "observation", "deal", "error"};
  return kNames[static_cast<int>(t)];
}
std::string record_id(std::string_view d, RecordType t, Span s, std::uint32_t o) {
  std::uint64_t h = 0xcbf29ce484222325ull;
  for (const char c : std::string(d) + "|" + std::to_string(static_cast<int>(t)) + "|" + std::to_string(s.begin) + "|" + std::to_string(s.end) + "|" + std::to_string(o)) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  std::string out;
  for (int i = 0; i < 32; ++i, h = h * 6364136223846793005ull + 1442695040888963407ull) out += "0123456789abcdef"[h >> 60];
  return out;
}
void append_json(std::string& out, const Record& r, std::string_view pack) {
  out += '{';
  JsonFields f(out);
  const auto span = [](Span b) { return "[" + std::to_string(b.begin) + "," + std::to_string(b.end) + "]"; };
  f.text("schema", kSchemaVersion).text("type", type_name(r.type)).text("id", r.id).text("document", r.document).raw("span", "{\"bytes\":" + span(r.bytes) + ",\"chars\":" + span(r.chars) + "}").text("text", r.text).number("sentence", r.sentence).text("rule", r.rule).text("pack", pack);
  std::string from = "[";
  for (const auto& x : r.from) { if (from.size() > 1) from += ','; append_json_string(from, x); }
  f.raw("from", from + "]");
  if (!r.body.empty()) out += "," + r.body;
  out += "}\n";
}
}
