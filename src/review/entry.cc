#include "review/entry.h"

#include <algorithm>
#include <cmath>

namespace milepost::review {

std::string without_pack(std::string_view line) {
  constexpr std::string_view kKey = "\"pack\":\"";
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  const std::size_t at = line.find(kKey);
  if (at == std::string_view::npos) return std::string(line);
  const std::size_t end = line.find("\",", at + kKey.size());
  if (end == std::string_view::npos || end - at > kKey.size() + 64) return std::string(line);
  std::string out(line.substr(0, at));
  out += line.substr(end + 2);
  return out;
}

std::string field_of(std::string_view line, std::string_view key) {
  const std::string wanted = "\"" + std::string(key) + "\":\"";
  const std::size_t at = line.find(wanted);
  if (at == std::string_view::npos) {  // written by another hand, with spaces
    const Json json = Json::parse(line, nullptr, false);
    return json.is_object() && json.contains(key) && json[std::string(key)].is_string() ? json[std::string(key)].get<std::string>()
                                                                                        : std::string();
  }
  std::size_t end = at + wanted.size();
  while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
  const Json value =
      Json::parse(line.substr(at + wanted.size() - 1, std::min(end, line.size() - 1) - at - wanted.size() + 2), nullptr, false);
  return value.is_string() ? value.get<std::string>() : std::string();
}

namespace {

Span span_of(const Json& pair) {
  if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_unsigned() || !pair[1].is_number_unsigned()) return {};
  return {pair[0].get<std::uint32_t>(), pair[1].get<std::uint32_t>()};
}

bool envelope(std::string_view key) {
  return key == "schema" || key == "type" || key == "id" || key == "document" || key == "span" || key == "text" || key == "sentence" ||
         key == "rule" || key == "pack" || key == "from";
}

bool same(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) {
    const double x = a.get<double>(), y = b.get<double>();
    return std::abs(x - y) <= 1e-9 * std::max(std::abs(x), std::abs(y));
  }
  if (a.is_array() && b.is_array())
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const Json& x, const Json& y) { return same(x, y); });
  if (a.is_object() && b.is_object()) {
    if (a.size() != b.size()) return false;
    for (const auto& [key, value] : a.items())
      if (!b.contains(key) || !same(value, b[key])) return false;
    return true;
  }
  return a == b;
}

void compare(const std::string& prefix, const Json& a, const Json& b, std::vector<std::string>& out) {
  for (const auto& [key, value] : a.items()) {
    const std::string path = prefix + key;
    const Json* other = b.contains(key) ? &b[key] : nullptr;
    if (other != nullptr && value.is_object() && other->is_object())
      compare(path + ".", value, *other, out);
    else if (other == nullptr || !same(value, *other))
      out.push_back(path);
  }
  for (const auto& [key, value] : b.items())
    if (!a.contains(key)) out.push_back(prefix + key);
}

}  // namespace

Result<Entry> parse_entry(std::string_view line) {
  Json json = Json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("type") || !json.contains("id") || !json["type"].is_string() || !json["id"].is_string())
    return tl::unexpected(Error{Error::Code::kBadFormat, "", 0, "a line is no record", "give what milepost scan wrote"});
  Entry e;
  const auto text = [&](const char* key) {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
  };
  e.id = text("id"), e.type = text("type"), e.document = text("document"), e.text = text("text"), e.rule = text("rule");
  if (json.contains("span") && json["span"].is_object()) {
    e.bytes = span_of(json["span"].value("bytes", Json()));
    e.chars = span_of(json["span"].value("chars", Json()));
  }
  if (json.contains("sentence") && json["sentence"].is_number_unsigned()) e.sentence = json["sentence"].get<std::uint32_t>();
  if (json.contains("from") && json["from"].is_array())
    for (const Json& id : json["from"])
      if (id.is_string()) e.from.push_back(id.get<std::string>());
  e.data = Json::object();
  for (auto& [key, value] : json.items())
    if (!envelope(key)) e.data[key] = std::move(value);
  return e;
}

std::string line_of(const Entry& e) {
  Json json;
  json["schema"] = "1.0";
  json["type"] = e.type;
  json["id"] = e.id;
  json["document"] = e.document;
  json["span"] = {{"bytes", {e.bytes.begin, e.bytes.end}}, {"chars", {e.chars.begin, e.chars.end}}};
  json["text"] = e.text;
  json["sentence"] = e.sentence;
  json["rule"] = e.rule;
  json["from"] = e.from;
  for (const auto& [key, value] : e.data.items()) json[key] = value;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<std::string> fields_changed(const Entry& before, const Entry& after) {
  std::vector<std::string> out;
  if (before.text != after.text) out.push_back("text");
  compare("", before.data, after.data, out);
  if (before.rule != after.rule) out.push_back("rule");
  return out;
}

}  // namespace milepost::review
