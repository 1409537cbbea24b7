// Bytes written behind the end of a string, without a call for each. Private to the rooms that make records.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace milepost {

/// Where the first byte from `i` on stands that JSON must escape; the size when there is none.
std::size_t plain_end(std::string_view s, std::size_t i);

/// The string is made longer at once by what will probably be needed, and cut to what was written at the end:
///   Room(out, 64).add("{\"bytes\":").add(bytes.begin).add("}")
/// Until then nobody else may touch it.
class Room {
 public:
  Room(std::string& out, std::size_t need) : out_(out) {
    const std::size_t before = out.size();
    out.resize(before + need);
    p_ = out.data() + before;
    end_ = out.data() + out.size();
  }
  ~Room() { out_.resize(size()); }
  Room(const Room&) = delete;

  std::size_t size() const { return static_cast<std::size_t>(p_ - out_.data()); }  ///< of the string up to here
  std::string_view view() const { return {out_.data(), size()}; }
  void restart() { p_ = out_.data(); }  ///< writes over what is there
  Room& add(std::string_view s) {
    make(s.size());
    if (!s.empty()) std::memcpy(p_, s.data(), s.size());
    p_ += s.size();
    return *this;
  }
  template <std::size_t N>
  Room& add(const char (&literal)[N]) {
    make(N - 1);
    std::memcpy(p_, literal, N - 1);
    p_ += N - 1;
    return *this;
  }
  Room& add(std::uint32_t n) {
    make(10);
    p_ = std::to_chars(p_, p_ + 10, n).ptr;
    return *this;
  }
  Room& number(double value);        ///< as append_json_number()
  Room& quoted(std::string_view s);  ///< as a JSON string

 private:
  static constexpr std::size_t kMore = 256;
  void make(std::size_t need) {
    if (static_cast<std::size_t>(end_ - p_) < need) grow(need);
  }
  void grow(std::size_t need);
  Room& quoted_from(std::string_view s, std::size_t plain);

  std::string& out_;
  char *p_, *end_;
};

/// The fields of an object, as JsonFields writes them: Fields(room).text("unit", "t").number("value", 40)
/// An absent value is written as null, never left out.
class Fields {
 public:
  explicit Fields(Room& room) : room_(room) {}

  template <std::size_t N>
  Fields& text(const char (&name)[N], std::string_view value) {
    key(name).quoted(value);
    return *this;
  }
  template <std::size_t N>
  Fields& text_or_null(const char (&name)[N], std::string_view value) {  ///< "" becomes null
    return value.empty() ? null(name) : text(name, value);
  }
  template <std::size_t N>
  Fields& number(const char (&name)[N], double value) {
    key(name).number(value);
    return *this;
  }
  template <std::size_t N>
  Fields& null(const char (&name)[N]) {
    key(name).add("null");
    return *this;
  }
  /// The value is to be written to what it returns.
  template <std::size_t N>
  Room& key(const char (&name)[N]) {
    if (!first_) room_.add(",");
    first_ = false;
    return room_.add("\"").add(name).add("\":");
  }

 private:
  Room& room_;
  bool first_ = true;
};

/// ["a","b"]
template <class List, class TextOf>
void add_list(Room& room, const List& list, const TextOf& text_of) {
  room.add("[");
  bool first = true;
  for (const auto& element : list) {
    if (!first) room.add(",");
    first = false;
    room.quoted(text_of(element));
  }
  room.add("]");
}
template <class List>
void add_list(Room& room, const List& list) {
  add_list(room, list, [](std::string_view s) { return s; });
}

/// 3.2, or [2.5,4] when `range` is set.
void add_value(Room& room, double low, double high, bool range);

}  // namespace milepost
