// Any bytes as a JSON document: the one-pass scanner agrees with a known parser on what is JSON, and cuts out and decodes what it holds.
#include "base/json_scan.h"
#include "base/utf8.h"
#include "fuzz/law.h"

namespace {

using Json = nlohmann::json;

/// Where the two may differ: a byte order mark, numbers beyond a double, lone surrogates, NUL.
bool beyond(const std::string& text) {
  return text.starts_with("\xEF\xBB\xBF") || text.find("\\u") != std::string::npos || text.find_first_of("eE") != std::string::npos ||
         text.size() > 300;
}

void hold_value(std::string_view value) {
  const Json known = Json::parse(value, nullptr, false);
  MILEPOST_LAW(!known.is_discarded(), "what was cut out is no JSON");
  if (!known.is_string()) return;
  std::string decoded;
  milepost::decode_json_string(value, decoded);
  const std::string& want = known.get_ref<const std::string&>();
  MILEPOST_LAW(decoded == want || want.find('\0') != std::string::npos, "a string is decoded to other words");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace milepost;
  if (size > 1 << 14) return 0;
  std::string text(reinterpret_cast<const char*>(data), size);
  repair_utf8(text);
  std::vector<JsonMember> members;
  std::vector<std::string_view> elements;
  std::size_t at = 0;
  const JsonFault object = cut_object(text, members, at);
  MILEPOST_LAW(at <= text.size(), "a fault lies outside the text");
  const JsonFault array = cut_array(text, elements, at);
  MILEPOST_LAW((object == JsonFault::kSyntax) == (array == JsonFault::kSyntax), "JSON as an object, none as an array");
  const bool known = text.find('\0') == std::string::npos && Json::accept(text);  // that parser takes a NUL for the end
  if (known && !text.starts_with("\xEF\xBB\xBF")) MILEPOST_LAW(object != JsonFault::kSyntax, "JSON is refused");
  if (!known && !beyond(text)) MILEPOST_LAW(object == JsonFault::kSyntax || object == JsonFault::kTooDeep, "no JSON is taken");
  if (known && object == JsonFault::kNone)
    for (const JsonMember& m : members) hold_value(m.value);
  if (known && array == JsonFault::kNone)
    for (const std::string_view e : elements) hold_value(e);
  std::string decoded;  // whatever stands between quotes
  if (known)
    for (const JsonMember& m : members) decode_json_string("\"" + std::string(m.key) + "\"", decoded);
  std::string again = decoded;
  MILEPOST_LAW(repair_utf8(again) == 0, "a decoded string is no valid UTF-8");
  return 0;
}
