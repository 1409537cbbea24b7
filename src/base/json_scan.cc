// One pass over the bytes; a stack of 64 bits tells objects from arrays. Tested against another parser by tests/base/json_scan_test.cc.
#include "base/json_scan.h"

#include <bit>
#include <cstring>

#include "base/words16.h"

namespace milepost {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool hex(char c) { return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

class Cursor {
 public:
  explicit Cursor(std::string_view s) : begin_(s.data()), p_(s.data()), end_(s.data() + s.size()) {}

  std::size_t at() const { return static_cast<std::size_t>(p_ - begin_); }
  const char* here() const { return p_; }
  bool deep() const { return deep_; }
  bool ended() {
    space();
    return p_ == end_;
  }
  void space() {
    while (p_ < end_ && (*p_ == ' ' || *p_ == '\n' || *p_ == '\t' || *p_ == '\r')) ++p_;
  }
  bool take(char c) {
    space();
    if (p_ == end_ || *p_ != c) return false;
    ++p_;
    return true;
  }
  bool next_is(char c) {
    space();
    return p_ < end_ && *p_ == c;
  }

  bool string() {
    if (!take('"')) return false;
    while (p_ < end_) {
      std::uint32_t found = 0;
      while (end_ - p_ >= 16 && (found = words16::json_marks(p_)) == 0) p_ += 16;
      if (found != 0) p_ += std::countr_zero(found);
      if (p_ == end_) return false;
      const char c = *p_;
      if (c == '"') {
        ++p_;
        return true;
      }
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c == '\\' && !escape()) return false;
      if (c != '\\') ++p_;
    }
    return false;
  }

  /// A value of any kind; `depth` levels are open around it.
  bool value(int depth) {
    const int base = depth;
    std::uint64_t objects = 0;
    for (;;) {
      bool opened = false;
      if (next_is('{') || next_is('[')) {
        if (depth >= kMaxJsonDepth) return !(deep_ = true);
        const bool object = *p_++ == '{';
        objects = object ? objects | 1ull << depth : objects & ~(1ull << depth);
        ++depth;
        opened = !next_is(object ? '}' : ']');
        if (opened && object && !key()) return false;
      } else if (!scalar()) {
        return false;
      }
      if (opened) continue;
      for (;;) {  // behind a value, or at the end of an empty object or array
        if (depth == base) return true;
        const bool object = (objects >> (depth - 1) & 1) != 0;
        if (take(',')) {
          if (object && !key()) return false;
          break;
        }
        if (!take(object ? '}' : ']')) return false;
        --depth;
      }
    }
  }

  bool key() { return string() && take(':'); }

 private:
  bool escape() {
    if (end_ - p_ < 2) return false;
    const char e = p_[1];
    if (e == 'u') {
      if (end_ - p_ < 6) return false;
      for (int i = 2; i < 6; ++i)
        if (!hex(p_[i])) return false;
      p_ += 6;
      return true;
    }
    if (std::strchr("\"\\/bfnrt", e) == nullptr || e == '\0') return false;
    p_ += 2;
    return true;
  }

  bool digits() {
    const char* from = p_;
    while (p_ < end_ && digit(*p_)) ++p_;
    return p_ > from;
  }

  bool scalar() {
    space();
    if (p_ == end_) return false;
    if (*p_ == '"') return string();
    for (const std::string_view word : {std::string_view("true"), std::string_view("false"), std::string_view("null")})
      if (static_cast<std::size_t>(end_ - p_) >= word.size() && std::memcmp(p_, word.data(), word.size()) == 0) {
        p_ += word.size();
        return true;
      }
    if (*p_ == '-') ++p_;
    if (p_ < end_ && *p_ == '0') {
      ++p_;
    } else if (!digits()) {
      return false;
    }
    if (p_ < end_ && *p_ == '.') {
      ++p_;
      if (!digits()) return false;
    }
    if (p_ < end_ && (*p_ == 'e' || *p_ == 'E')) {
      ++p_;
      if (p_ < end_ && (*p_ == '+' || *p_ == '-')) ++p_;
      if (!digits()) return false;
    }
    return true;
  }

  const char *begin_, *p_, *end_;
  bool deep_ = false;
};

JsonFault fault(const Cursor& c, std::size_t& at) {
  at = c.at();
  return c.deep() ? JsonFault::kTooDeep : JsonFault::kSyntax;
}

/// Cuts what stands between `open` and `close`; `member` is called with the raw text of each.
template <class Member>
JsonFault cut(std::string_view json, char open, char close, std::size_t& at, const Member& member) {
  Cursor c(json);
  if (!c.next_is(open)) {
    if (!c.value(0) || !c.ended()) return fault(c, at);
    return JsonFault::kNotThis;
  }
  c.take(open);
  if (!c.take(close)) {
    do {
      c.space();
      const char* key = c.here();
      const char* key_end = key;
      if (open == '{') {
        if (!c.string()) return fault(c, at);
        key_end = c.here();
        if (!c.take(':')) return fault(c, at);
        c.space();
      }
      const char* from = c.here();
      if (!c.value(1)) return fault(c, at);
      member(key, key_end, std::string_view(from, static_cast<std::size_t>(c.here() - from)));
    } while (c.take(','));
    if (!c.take(close)) return fault(c, at);
  }
  if (!c.ended()) return fault(c, at);
  return JsonFault::kNone;
}

char unescaped(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    default:
      return c;
  }
}

std::uint32_t four(const char* p) {
  std::uint32_t v = 0;
  for (int i = 0; i < 4; ++i) {
    const auto c = static_cast<std::uint32_t>(static_cast<unsigned char>(p[i]));
    v = v << 4 | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return v;
}

}  // namespace

void append_utf8(std::string& out, std::uint32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6), put(0x80 | (c & 63));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
  } else {
    put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 63)), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
  }
}

JsonFault cut_object(std::string_view json, std::vector<JsonMember>& members, std::size_t& at) {
  members.clear();
  return cut(json, '{', '}', at, [&](const char* key, const char* end, std::string_view value) {
    members.push_back({std::string_view(key + 1, static_cast<std::size_t>(end - key) - 2), value});
  });
}

JsonFault cut_array(std::string_view json, std::vector<std::string_view>& elements, std::size_t& at) {
  elements.clear();
  return cut(json, '[', ']', at, [&](const char*, const char*, std::string_view value) { elements.push_back(value); });
}

std::uint64_t decode_json_string(std::string_view quoted, std::string& out) {
  std::uint64_t replaced = 0;
  const char* p = quoted.data() + 1;
  const char* const end = quoted.data() + quoted.size() - 1;
  out.reserve(out.size() + quoted.size());
  while (p < end) {
    const char* stop = p;
    std::uint32_t found = 0;
    while (end - stop >= 16 && (found = words16::json_marks(stop)) == 0) stop += 16;
    if (found != 0) stop += std::countr_zero(found);
    while (stop < end && *stop != '\\') ++stop;
    if (stop != p) out.append(p, stop);
    if (stop == end) break;
    p = stop + 2;
    if (stop[1] != 'u') {
      out += unescaped(stop[1]);
      continue;
    }
    std::uint32_t c = four(p);
    p += 4;
    if (c >= 0xD800 && c < 0xDC00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u' && four(p + 2) >= 0xDC00 && four(p + 2) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (four(p + 2) - 0xDC00);
      p += 6;
    } else if ((c >= 0xD800 && c < 0xE000) || c == 0) {
      c = 0xFFFD;
      ++replaced;
    }
    append_utf8(out, c);
  }
  return replaced;
}

}  // namespace milepost
