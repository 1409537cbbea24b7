// JSON that others wrote: checked in one pass without recursion and cut into views, nothing is built.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace milepost {

inline constexpr int kMaxJsonDepth = 64;  ///< deeper nesting is refused

/// A member of an object as it stands in the text: {"title", "\"A \\\"new\\\" mine\""}. The key is without its quotes, both undecoded.
struct JsonMember {
  std::string_view key, value;
};

enum class JsonFault : std::uint8_t { kNone, kSyntax, kTooDeep, kNotThis };

/// Checks a whole text of one object (RFC 8259) and cuts it into its members. Behind a kSyntax, `at` is the byte where it went wrong.
/// kNotThis: a valid value, but no object.
JsonFault cut_object(std::string_view json, std::vector<JsonMember>& members, std::size_t& at);
/// The elements of an array, in the same way.
JsonFault cut_array(std::string_view json, std::vector<std::string_view>& elements, std::size_t& at);

/// Decodes a valid JSON string with its quotes and appends it. Lone surrogates and \u0000 become U+FFFD; returns how many did.
std::uint64_t decode_json_string(std::string_view quoted, std::string& out);
/// Appends a code point as UTF-8; what is none as U+FFFD.
void append_utf8(std::string& out, std::uint32_t code_point);

}  // namespace milepost
