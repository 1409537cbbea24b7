#include "milepost/json.h"

#include <cmath>

namespace milepost {

void append_json_string(std::string& out, std::string_view s) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const auto c = static_cast<unsigned char>(s[i]);
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
    out.append(s, plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += "\\u00";
        out += kHex[c >> 4];
        out += kHex[c & 15];
    }
  }
  out.append(s, plain, s.size() - plain);
  out += '"';
}

void append_json_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  char buffer[40];
  const bool whole = std::abs(value) < 1e15 && value == std::floor(value);
  const auto [end, code] = whole ? std::to_chars(buffer, buffer + sizeof buffer, static_cast<long long>(value))
                                 : std::to_chars(buffer, buffer + sizeof buffer, value);
  out.append(buffer, end);
}

void JsonFields::key(std::string_view k) {
  if (!first_) out_ += ',';
  first_ = false;
  out_ += '"';
  out_ += k;
  out_ += "\":";
}

JsonFields& JsonFields::text(std::string_view k, std::string_view v) {
  key(k);
  append_json_string(out_, v);
  return *this;
}
JsonFields& JsonFields::text_or_null(std::string_view k, std::string_view v) { return v.empty() ? null(k) : text(k, v); }
JsonFields& JsonFields::number(std::string_view k, double v) {
  key(k);
  append_json_number(out_, v);
  return *this;
}
JsonFields& JsonFields::boolean(std::string_view k, bool v) { return raw(k, v ? "true" : "false"); }
JsonFields& JsonFields::null(std::string_view k) { return raw(k, "null"); }
JsonFields& JsonFields::raw(std::string_view k, std::string_view v) {
  key(k);
  out_ += v;
  return *this;
}

}  // namespace milepost
