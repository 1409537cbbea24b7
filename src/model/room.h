// Bytes written behind the end of a string, without a call for each. Private to the room of records.
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
class Room {
 public:
  Room(std::string& out, std::size_t need) : out_(out) {
    const std::size_t before = out.size();
    out.resize(before + need);
    p_ = out.data() + before;
    end_ = out.data() + out.size();
  }
  ~Room() { out_.resize(static_cast<std::size_t>(p_ - out_.data())); }
  Room(const Room&) = delete;

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
  Room& quoted(std::string_view s);  ///< as a JSON string

 private:
  void make(std::size_t need) {
    if (static_cast<std::size_t>(end_ - p_) < need) grow(need);
  }
  void grow(std::size_t need);

  std::string& out_;
  char *p_, *end_;
};

}  // namespace milepost
