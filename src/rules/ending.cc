#include "rules/ending.h"

#include <re2/re2.h>

#include <algorithm>

namespace milepost::rules {

namespace {
constexpr std::size_t kMaxTails = 512;
constexpr int kMaxDepth = 16;

bool is_literal(char c) {
  const auto b = static_cast<unsigned char>(c);
  return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-' || b == '\'' || b == ' ' || b >= 0x80;
}
}  // namespace

/// Writes an expression out, or gives up: `plain` is then false.
class Ending::Reader {
 public:
  explicit Reader(std::string_view s) : s_(s) {}
  using Tails = std::vector<Tail>;

  Tails read() {
    Tails out = alternatives();
    plain = plain && at_ == s_.size();
    return out;
  }
  bool plain = true;

 private:
  bool more() const { return plain && at_ < s_.size(); }

  Tails alternatives() {
    plain = plain && ++depth_ <= kMaxDepth;
    Tails out = sequence();
    while (more() && s_[at_] == '|') {
      ++at_;
      const Tails other = sequence();
      out.insert(out.end(), other.begin(), other.end());
      plain = plain && out.size() <= kMaxTails;
    }
    --depth_;
    return out;
  }

  Tails sequence() {
    Tails out(1);
    while (more() && s_[at_] != '|' && s_[at_] != ')') {
      const bool wide = static_cast<unsigned char>(s_[at_]) >= 0x80;
      Tails item = one();
      if (more() && s_[at_] == '?') {
        ++at_;
        item.emplace_back();
        plain = plain && !wide;  // it stands behind one byte of several
      }
      out = joined(out, item);
    }
    return out;
  }

  Tails one() {
    const char c = s_[at_++];
    Tail t;
    if (c == '^') {
      t.whole = true;
    } else if (c == '[') {
      return byte_class();
    } else if (c == '(') {
      plain = plain && at_ < s_.size() && s_[at_] != '?';
      Tails inner = alternatives();
      plain = plain && at_ < s_.size() && s_[at_] == ')';
      ++at_;
      return inner;
    } else if (is_literal(c)) {
      t.text = c;
    } else {
      plain = false;
    }
    return {t};
  }

  /// [aeiou] is five alternatives; [^a-z] what must stand before.
  Tails byte_class() {
    const bool negated = at_ < s_.size() && s_[at_] == '^';
    if (negated) ++at_;
    Bytes bytes;
    while (more() && s_[at_] != ']') {
      const auto low = static_cast<unsigned char>(s_[at_++]);
      auto high = low;
      if (at_ + 1 < s_.size() && s_[at_] == '-' && s_[at_ + 1] != ']') high = static_cast<unsigned char>(s_[at_ + 1]), at_ += 2;
      plain = plain && is_literal(static_cast<char>(low)) && is_literal(static_cast<char>(high)) && high < 0x80 && low <= high;
      for (unsigned b = low; b <= high; ++b) bytes.set(b);
    }
    plain = plain && at_ < s_.size() && bytes.any();
    ++at_;
    if (negated) return {Tail{false, true, ~bytes, ""}};
    Tails out;
    for (unsigned b = 0; b < 256; ++b)
      if (bytes[b]) out.push_back(Tail{false, false, {}, std::string(1, static_cast<char>(b))});
    return out;
  }

  /// Every tail of `a` before every tail of `b`. What looks back can only stand first.
  Tails joined(const Tails& a, const Tails& b) {
    Tails out;
    plain = plain && a.size() * b.size() <= kMaxTails;
    for (const Tail& x : a)
      for (const Tail& y : b) {
        if (!plain) return out;
        const bool first = x.text.empty() && !x.whole && !x.behind;
        plain = first || !(y.whole || y.behind);
        Tail t = first ? y : x;
        if (!first) t.text += y.text;
        out.push_back(std::move(t));
      }
    return out;
  }

  std::string_view s_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

Ending::Ending(std::string_view expression) {
  Reader reader(expression);
  tails_ = reader.read();
  if (reader.plain) {
    for (const Tail& t : tails_) {
      empty_ = empty_ || t.text.empty();
      if (!t.text.empty()) last_.set(static_cast<unsigned char>(t.text.back()));
    }
    return;
  }
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  slow_ = std::make_unique<re2::RE2>("(?:" + std::string(expression) + ")$", options);
}
Ending::Ending(Ending&&) noexcept = default;
Ending::~Ending() = default;

std::string Ending::error() const { return slow_ == nullptr || slow_->ok() ? "" : slow_->error(); }

bool Ending::fits(std::string_view word) const {
  if (slow_ != nullptr) return re2::RE2::PartialMatch(word, *slow_);
  if (!empty_ && (word.empty() || !last_[static_cast<unsigned char>(word.back())])) return false;
  return std::any_of(tails_.begin(), tails_.end(), [&](const Tail& t) {
    if (t.whole ? word != t.text : !word.ends_with(t.text)) return false;
    return !t.behind || (word.size() > t.text.size() && t.before[static_cast<unsigned char>(word[word.size() - t.text.size() - 1])]);
  });
}

}  // namespace milepost::rules
