// Writing JSON without building trees: append to a string, keys in the order of the calls.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace milepost {

/// Appends `s` as a JSON string with its quotes. Control characters and DEL are escaped; UTF-8 stays as it is.
void append_json_string(std::string& out, std::string_view s);

/// Appends the shortest decimal that reads back to the same double: 1000000, 0.34, 1e+21. NaN and infinities become null.
void append_json_number(std::string& out, double value);
void append_json_number(std::string& out, std::uint32_t value);

/// Fields of an object, one after the other: JsonFields f(out); f.text("unit", "t").number("value", 40);
/// An absent value is written as null, never left out.
class JsonFields {
 public:
  explicit JsonFields(std::string& out) : out_(out) {}
  JsonFields& text(std::string_view key, std::string_view value);          ///< "" stays ""
  JsonFields& text_or_null(std::string_view key, std::string_view value);  ///< "" becomes null
  JsonFields& number(std::string_view key, double value);
  JsonFields& boolean(std::string_view key, bool value);
  JsonFields& null(std::string_view key);
  JsonFields& raw(std::string_view key, std::string_view json);  ///< `json` is written as it is
  std::string& key(std::string_view key);                        ///< the value is to be appended to what it returns

 private:
  void put(std::string_view key, std::string_view value, bool quoted);
  std::string& out_;
  bool first_ = true;
};

}  // namespace milepost
