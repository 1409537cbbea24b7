#include "milepost/json.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "model/room.h"

namespace milepost {

namespace {

constexpr char kHex[] = "0123456789abcdef";

std::uint64_t load(const char* p, std::size_t n) {
  std::uint64_t w = 0;
  std::memcpy(&w, p, n);
  return w;
}

/// Bytes of a word that must be escaped (quotes, backslashes, control characters, DEL) have their top bit set in the result; so may bytes
/// above the first of them. A byte is a control character or a quote (0x22) when it is below 0x21 with its bit 0x02 turned over.
std::uint64_t escaped_in(std::uint64_t w) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ull, kTops = 0x8080808080808080ull;
  const std::uint64_t low = (w ^ kOnes * 0x02) - kOnes * 0x21, backslash = (w ^ kOnes * '\\') - kOnes, del = (w & ~kTops) + kOnes;
  return (low | backslash | del) & ~w & kTops;
}

bool is_escaped(char c) {
  const auto b = static_cast<unsigned char>(c);
  return b < 0x20 || b == '"' || b == '\\' || b == 0x7F;
}

/// Writes an escape of at most six bytes; returns where it ends.
char* escape(char* p, char c) {
  static constexpr std::string_view kNamed = "\"\\\n\t\r", kNames = "\"\\ntr";
  *p++ = '\\';
  if (const std::size_t k = kNamed.find(c); k != std::string_view::npos) {
    *p++ = kNames[k];
    return p;
  }
  const auto b = static_cast<unsigned char>(c);
  for (const char x : {'u', '0', '0', kHex[b >> 4], kHex[b & 15]}) *p++ = x;
  return p;
}

}  // namespace

std::size_t plain_end(std::string_view s, std::size_t i) {
  const std::size_t n = s.size();
  while (n - i >= 8) {
    if (const std::uint64_t found = escaped_in(load(s.data() + i, 8)); found != 0)
      return i + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    i += 8;
  }
  if (i >= 8 && i < n && escaped_in(load(s.data() + n - 8, 8)) == 0) return n;
  while (i < n && !is_escaped(s[i])) ++i;
  return i;
}

void Room::grow(std::size_t need) {
  const std::size_t used = size();
  out_.resize(used + need + std::max(used, kMore));
  p_ = out_.data() + used;
  end_ = out_.data() + out_.size();
}

/// What need not be escaped is copied while it is looked at, eight bytes at a time; the last ones may be written twice.
Room& Room::quoted(std::string_view s) {
  const std::size_t n = s.size();
  make(n + 2);
  char* const to = p_ + 1;
  std::size_t i = 0;
  for (; n - i >= 8; i += 8) {
    const std::uint64_t w = load(s.data() + i, 8);
    if (escaped_in(w) != 0) return quoted_from(s, i);
    std::memcpy(to + i, &w, 8);
  }
  if (i < n && n >= 8) {
    const std::uint64_t w = load(s.data() + n - 8, 8);
    if (escaped_in(w) != 0) return quoted_from(s, i);
    std::memcpy(to + n - 8, &w, 8);
  } else {
    for (; i < n; ++i) {
      if (is_escaped(s[i])) return quoted_from(s, i);
      to[i] = s[i];
    }
  }
  *p_ = to[n] = '"';
  p_ += n + 2;
  return *this;
}

/// The first `plain` bytes need not be escaped.
Room& Room::quoted_from(std::string_view s, std::size_t plain) {
  make(s.size() * 6 + 2);
  *p_++ = '"';
  std::size_t stop = plain_end(s, plain), from = 0;
  for (;; stop = plain_end(s, from)) {
    if (stop > from) std::memcpy(p_, s.data() + from, stop - from);
    p_ += stop - from;
    if (stop == s.size()) break;
    p_ = escape(p_, s[stop]);
    from = stop + 1;
  }
  *p_++ = '"';
  return *this;
}

namespace {

/// The end of the shortest decimal that reads back to the same double.
char* write_number(char* p, char* end, double value) {
  if (!std::isfinite(value)) return static_cast<char*>(std::memcpy(p, "null", 4)) + 4;  // NOLINT(bugprone-not-null-terminated-result)
  const bool whole = std::abs(value) < 1e15 && value == std::floor(value);
  return whole ? std::to_chars(p, end, static_cast<long long>(value)).ptr : std::to_chars(p, end, value).ptr;
}

}  // namespace

Room& Room::number(double value) {
  constexpr std::size_t kLongest = 40;
  make(kLongest);
  p_ = write_number(p_, p_ + kLongest, value);
  return *this;
}

void add_value(Room& room, double low, double high, bool range) {
  if (range) room.add("[");
  room.number(low);
  if (range) room.add(",").number(high).add("]");
}

void append_json_string(std::string& out, std::string_view s) { Room(out, s.size() + 2).quoted(s); }

void append_json_number(std::string& out, double value) {
  char buffer[40];
  out.append(buffer, write_number(buffer, buffer + sizeof buffer, value));
}

void append_json_number(std::string& out, std::uint32_t value) {
  char buffer[10];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

void JsonFields::put(std::string_view key, std::string_view value, bool quoted) {
  Room room(out_, key.size() + value.size() + 6);
  if (!first_) room.add(",");
  first_ = false;
  room.add("\"").add(key).add("\":");
  quoted ? room.quoted(value) : room.add(value);
}

std::string& JsonFields::key(std::string_view k) {
  if (!first_) out_ += ',';
  first_ = false;
  out_ += '"';
  out_ += k;
  out_ += "\":";
  return out_;
}

JsonFields& JsonFields::text(std::string_view k, std::string_view v) {
  put(k, v, true);
  return *this;
}
JsonFields& JsonFields::text_or_null(std::string_view k, std::string_view v) { return v.empty() ? null(k) : text(k, v); }
JsonFields& JsonFields::number(std::string_view k, double v) {
  append_json_number(key(k), v);
  return *this;
}
JsonFields& JsonFields::boolean(std::string_view k, bool v) { return raw(k, v ? "true" : "false"); }
JsonFields& JsonFields::null(std::string_view k) { return raw(k, "null"); }
JsonFields& JsonFields::raw(std::string_view k, std::string_view v) {
  put(k, v, false);
  return *this;
}

}  // namespace milepost
