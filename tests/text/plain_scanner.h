// The tokens of a text, read byte by byte: what src/text/scanner.cc must give as well.
#pragma once

#include <array>
#include <utility>

#include "base/utf8.h"
#include "base/vocabulary.h"
#include "milepost/token.h"

namespace milepost::text::plain {

enum Class : std::uint8_t { kOther, kLower, kUpper, kDigit, kBlank, kLine, kHigh };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> t{};
  for (unsigned c = 0; c < 256; ++c) {
    if (c >= 'a' && c <= 'z')
      t[c] = kLower;
    else if (c >= 'A' && c <= 'Z')
      t[c] = kUpper;
    else if (c >= '0' && c <= '9')
      t[c] = kDigit;
    else if (c == '\n' || c == '\r' || c == '\f' || c == '\v')
      t[c] = kLine;
    else if (c <= ' ' || c == 0x7F)
      t[c] = kBlank;
    else if (c >= 0x80)
      t[c] = kHigh;
    else
      t[c] = kOther;
  }
  return t;
}
inline constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

class Scanner {
 public:
  Scanner(std::string_view text, std::uint32_t begin, std::uint32_t end, const Vocabulary& words, std::vector<Token>& out)
      : text_(text), at_(begin), end_(end), words_(words), out_(out) {}

  void run() {
    std::uint16_t before = Token::kSpaceBefore | Token::kLineStart;
    while (at_ < end_) {
      const std::uint8_t c = kClasses[static_cast<unsigned char>(text_[at_])];
      Token t;
      t.begin = at_;
      t.shape = before;
      switch (c) {
        case kLower:
        case kUpper:
          word(t);
          break;
        case kDigit:
          numeral(t);
          break;
        case kBlank:
          before |= Token::kSpaceBefore;
          ++at_;
          continue;
        case kLine:
          before |= Token::kSpaceBefore | Token::kLineStart;
          ++at_;
          continue;
        case kHigh: {
          const CodePoint p = decode(text_.substr(at_, 4));
          const Glyph g = glyph(p.value);
          if (g == Glyph::kSpace || g == Glyph::kNewline) {
            before = static_cast<std::uint16_t>(before | Token::kSpaceBefore | (g == Glyph::kNewline ? Token::kLineStart : 0));
            at_ += p.size;
            continue;
          }
          if (g == Glyph::kLetter || g == Glyph::kExtend)
            word(t);
          else if (g == Glyph::kDigit)
            numeral(t);
          else
            single(t, p.size, g == Glyph::kIdeograph ? Token::kAlpha : Token::kPunct);
          break;
        }
        default:
          if (text_[at_] == '\\' && escaped()) {
            if (text_[++at_] != '_') continue;  // "\[1\]" is [1]
            before |= Token::kSpaceBefore;      // "Ann\_Lee" is Ann Lee
            ++at_;
            continue;
          }
          other(t);
          break;
      }
      t.end = at_;
      out_.push_back(t);
      before = std::exchange(cut_, std::uint16_t{0});
    }
  }

 private:
  void single(Token& t, std::uint32_t size, std::uint16_t shape) {
    t.shape = static_cast<std::uint16_t>(t.shape | shape | Token::kNonAscii);
    at_ += size;
    look_up(t);
  }

  /// A backslash of Markdown before punctuation, which only keeps it from being markup.
  bool escaped() const { return at_ + 1 < end_ && std::string_view("_[]()#*.~`$-+!<>&|").find(text_[at_ + 1]) != std::string_view::npos; }

  /// ASCII punctuation; an apostrophe with letters behind a word makes one token with them.
  void other(Token& t) {
    t.shape |= Token::kPunct;
    const bool apostrophe = text_[at_] == '\'';
    ++at_;
    if (apostrophe) clitic(t);
    look_up(t);
  }

  void clitic(Token& t) {
    if (at_ >= end_ || out_.empty() || out_.back().end != t.begin) return;
    const bool behind_number = out_.back().is(Token::kNumeral) && text_[at_] == 's';
    if (!out_.back().is(Token::kAlpha) && !behind_number) return;
    const std::uint8_t c = kClasses[static_cast<unsigned char>(text_[at_])];
    if (c != kLower && c != kUpper) return;
    while (at_ < end_ &&
           (kClasses[static_cast<unsigned char>(text_[at_])] == kLower || kClasses[static_cast<unsigned char>(text_[at_])] == kUpper))
      ++at_;
    t.shape = static_cast<std::uint16_t>((t.shape & ~Token::kPunct) | Token::kAlpha | Token::kLower);
  }

  bool digit_at(std::uint32_t i) const { return i < end_ && text_[i] >= '0' && text_[i] <= '9'; }

  void numeral(Token& t) {
    t.shape |= Token::kNumeral;
    while (at_ < end_) {
      if (digit_at(at_)) {
        ++at_;
      } else if ((text_[at_] == '.' || text_[at_] == ',') && digit_at(at_ + 1) && at_ > t.begin) {
        ++at_;
      } else if (kClasses[static_cast<unsigned char>(text_[at_])] == kHigh) {
        const CodePoint p = decode(text_.substr(at_, 4));
        if (glyph(p.value) != Glyph::kDigit) break;
        t.shape |= Token::kNonAscii;
        at_ += p.size;
      } else {
        break;
      }
    }
    look_up(t);
  }

  /// "U.S.", "e.g.", "L.P": single ASCII letters with full stops between. Returns the end, or 0.
  std::uint32_t dotted(std::uint32_t i) const {
    const auto letter = [&](std::uint32_t k) {
      return k < end_ &&
             (kClasses[static_cast<unsigned char>(text_[k])] == kLower || kClasses[static_cast<unsigned char>(text_[k])] == kUpper);
    };
    std::uint32_t pairs = 0;
    while (letter(i) && i + 1 < end_ && text_[i + 1] == '.') i += 2, ++pairs;
    if (pairs >= 1 && letter(i) && !letter(i + 1) && (i + 1 >= end_ || kClasses[static_cast<unsigned char>(text_[i + 1])] != kHigh))
      return i + 1;
    return pairs >= 2 && !letter(i) ? i : 0;
  }

  void word(Token& t) {
    t.shape |= Token::kAlpha;
    if (at_ + 1 < end_ && text_[at_ + 1] == '.') {
      if (const std::uint32_t end = dotted(at_); end != 0) {
        const bool upper = kClasses[static_cast<unsigned char>(text_[at_])] == kUpper;
        t.shape = static_cast<std::uint16_t>(t.shape | Token::kAbbreviation | (upper ? Token::kCap | Token::kUpper : Token::kLower));
        at_ = end;
        return look_up(t);
      }
    }
    std::uint32_t uppers = 0, lowers = 0;
    bool first_upper = false, mixed = false;
    while (at_ < end_) {
      const std::uint8_t c = kClasses[static_cast<unsigned char>(text_[at_])];
      if (c == kLower) {
        ++lowers;
        ++at_;
      } else if (c == kUpper) {
        first_upper |= at_ == t.begin;
        mixed |= lowers > 0;
        ++uppers;
        ++at_;
      } else if (c == kHigh) {
        const CodePoint p = decode(text_.substr(at_, 4));
        const Glyph g = glyph(p.value);
        if (g != Glyph::kLetter && g != Glyph::kExtend) break;
        if (is_upper(p.value)) {
          first_upper |= at_ == t.begin;
          mixed |= lowers > 0;
          ++uppers;
        } else if (is_lower(p.value)) {
          ++lowers;
        }
        t.shape |= Token::kNonAscii;
        at_ += p.size;
      } else {
        break;
      }
    }
    if (mixed && uppers <= 2 && !t.is(Token::kNonAscii) && unglue(t, first_upper)) mixed = false, uppers = first_upper ? 1 : 0;
    if (first_upper) t.shape |= Token::kCap;
    if (uppers >= 2 && lowers == 0) t.shape |= Token::kUpper;
    if (uppers == 0) t.shape |= Token::kLower;
    if (mixed) t.shape |= Token::kMixed;
    look_up(t);
  }

  /// "planetThe", "By Ann LeeNorland": two lines that lost the end between them; the word ends before the second capital, a line begins.
  bool unglue(const Token& t, bool first_upper) {
    constexpr std::uint32_t kHead = 4, kByline = 3, kTail = 3;
    std::uint32_t hump = t.begin + 1;
    while (hump < at_ && kClasses[static_cast<unsigned char>(text_[hump])] == kLower) ++hump;
    if (hump - t.begin < (first_upper ? kByline : kHead) || at_ - hump < kTail) return false;
    for (std::uint32_t i = hump + 1; i < at_; ++i)
      if (kClasses[static_cast<unsigned char>(text_[i])] != kLower) return false;
    if (first_upper ? !in_byline(t) : in_address(t)) return false;
    at_ = hump;
    cut_ = Token::kSpaceBefore | Token::kLineStart;
    return true;
  }

  /// Letters that a stroke, a dot, a hyphen or the like ties to more letters.
  bool in_address(const Token& t) const {
    const std::string_view ties = "./@#-_=&?:";
    const bool before = t.begin > 0 && !t.is(Token::kSpaceBefore) && ties.find(text_[t.begin - 1]) != std::string_view::npos;
    const std::uint8_t next = kClasses[at_ + 1 < end_ ? static_cast<unsigned char>(text_[at_ + 1]) : ' '];
    const bool more = next >= kLower && next <= kDigit;
    return before || (more && ties.find(text_[at_]) != std::string_view::npos);
  }

  /// "it ends.By Ann Le": a stop without white space around it, and behind it two words with capitals or more.
  bool in_byline(const Token& t) const {
    std::uint32_t words = 0;
    if (!t.is(Token::kSpaceBefore)) return false;
    for (std::size_t i = out_.size(); i-- > 1 && words <= 3;) {
      const Token& x = out_[i];
      if (!x.is(Token::kAlpha) || !x.is(Token::kCap)) return false;
      ++words;
      const Token &stop = out_[i - 1], &last = out_[i > 1 ? i - 2 : 0];
      const char c = text_[stop.begin];
      if (!x.is(Token::kSpaceBefore))
        return words >= 2 && i >= 2 && stop.is(Token::kPunct) && (c == '.' || c == '!' || c == '?') && !stop.is(Token::kSpaceBefore) &&
               last.is(Token::kLower);
    }
    return false;
  }

  void look_up(Token& t) {
    if (t.is(Token::kNonAscii)) {
      const std::string_view bytes = text_.substr(t.begin, at_ - t.begin);
      if (bytes == "\u2019" || bytes == "\u2018") return curly(t);
      folded_.clear();
      fold(bytes.substr(0, 256), folded_);
      t.word = words_.find(folded_);
      return;
    }
    folded_.clear();
    fold(text_.substr(t.begin, at_ - t.begin), folded_);
    t.word = folded_.size() > Vocabulary::kLongest ? kUnknownWord : words_.find(folded_);
  }

  void curly(Token& t) {
    const bool closing = text_.substr(t.begin, 3) == "\u2019";
    if (closing) clitic(t);
    folded_.clear();
    fold(text_.substr(t.begin, at_ - t.begin), folded_);
    t.word = words_.find(folded_);
  }

  std::string_view text_;
  std::uint32_t at_, end_;
  const Vocabulary& words_;
  std::vector<Token>& out_;
  std::uint16_t cut_ = 0;  ///< shape of the next token, where one word was cut
  std::string folded_;
};

inline void scan_tokens(std::string_view text, std::uint32_t begin, std::uint32_t end, const Vocabulary& words, std::vector<Token>& out) {
  Scanner(text, begin, end, words, out).run();
}

}  // namespace milepost::text::plain
