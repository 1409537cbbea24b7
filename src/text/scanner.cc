// One pass; words of ASCII letters are read eight bytes at a time, other ASCII through a table of 256 classes, the rest through glyph().
// scan_tokens_by_byte() goes without what reads eight bytes at a time; tests hold the two together.
#include "text/scanner.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "base/words8.h"

namespace milepost::text {

namespace {

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
constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

/// kEights: words are read eight bytes at a time where that can be done; without, every byte and every word the slow way.
template <bool kEights>
class Scanner {
 public:
  Scanner(std::string_view text, std::uint32_t begin, std::uint32_t end, const Vocabulary& words, std::vector<Token>& out)
      : text_(text), at_(begin), end_(end), words_(words), out_(out) {}

  void run() {
    std::uint16_t before = Token::kSpaceBefore | Token::kLineStart;
    while (at_ < end_) {
      const std::uint8_t c = class_at(at_);
      if constexpr (kEights) {
        if ((c == kLower || c == kUpper) && short_word(before)) {
          before = space();
          continue;
        }
      }
      Token t;
      t.begin = at_;
      t.shape = before;
      switch (c) {
        case kLower:
        case kUpper:
          if (!kEights || !long_word(t)) word(t);
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
      if constexpr (kEights) before |= space();
    }
  }

 private:
  std::uint8_t class_at(std::uint32_t i) const { return kClasses[static_cast<unsigned char>(text_[i])]; }
  /// Reads the one space that stands behind most tokens.
  std::uint16_t space() {
    if (at_ >= end_ || text_[at_] != ' ') return 0;
    ++at_;
    return Token::kSpaceBefore;
  }
  bool letter_at(std::uint32_t i) const { return i < end_ && (class_at(i) == kLower || class_at(i) == kUpper); }

  /// A word of up to seven ASCII letters: its end, its shape and its small letters come from the same marks of eight bytes. False, and
  /// nothing is read, when it is of another kind: longer, with letters above ASCII, a full stop behind one letter, a capital inside.
  bool short_word(std::uint16_t before) {
    if (end_ - at_ < 8) return false;
    const std::uint64_t w = words8::load(text_.data() + at_), letters = words8::letters(w);
    const std::uint32_t size = words8::before(~letters & words8::kTops);
    if (size == 8) return false;
    const std::uint64_t next = w >> (8 * size) & 0xFF;
    if (next >= 0x80 || (size == 1 && next == '.')) return false;
    const std::uint64_t own = words8::first(letters, size), large = words8::capitals(w, own), small = own & ~large;
    if (words8::mixed(large, small)) return false;
    const std::uint64_t eight = words8::lower(words8::first(w, size), large);
    const WordId id = words_.find(&eight, size);
    out_.push_back({at_, at_ + size, id, static_cast<std::uint16_t>(before | shape_of(large, small))});
    at_ += size;
    return true;
  }

  /// The same for words of any length that the vocabulary may have, eight by eight.
  bool long_word(Token& t) {
    std::array<std::uint64_t, Vocabulary::kLongest / 8 + 1> eights;
    std::uint64_t large = 0, small = 0;  // marks of the first eight, with those of the others behind it in the last byte
    std::uint32_t size = 0;
    for (std::size_t i = 0;; ++i) {
      const std::uint64_t w = words8::load(text_, at_ + size), letters = words8::letters(w);
      const std::uint32_t n = std::min(words8::before(~letters & words8::kTops), end_ - at_ - size);
      const std::uint64_t own = words8::first(letters, n), capitals = words8::capitals(w, own);
      if ((capitals != 0 && small != 0) || words8::mixed(capitals, own & ~capitals)) return false;
      large |= i == 0 ? capitals : std::uint64_t{capitals != 0} << 63;
      small |= own & ~capitals;
      eights[i] = words8::first(words8::lower(w, capitals), n);
      size += n;
      if (n < 8) break;
      if (size == Vocabulary::kLongest) return false;
    }
    if (at_ + size < end_ && (class_at(at_ + size) == kHigh || (size == 1 && text_[at_ + 1] == '.'))) return false;
    t.shape |= shape_of(large, small);
    at_ += size;
    t.word = words_.find(eights.data(), size);
    return true;
  }

  /// Of a word without capitals behind small letters.
  static std::uint16_t shape_of(std::uint64_t large, std::uint64_t small) {
    if (large == 0) return Token::kAlpha | Token::kLower;
    return small == 0 && (large & (large - 1)) != 0 ? Token::kAlpha | Token::kCap | Token::kUpper : Token::kAlpha | Token::kCap;
  }

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
    const char c = text_[at_];
    ++at_;
    if (c == '\'') clitic(t);
    if (kEights && at_ == t.begin + 1)
      t.word = words_.find_byte(c);
    else
      look_up(t);
  }

  void clitic(Token& t) {
    if (at_ >= end_ || out_.empty() || out_.back().end != t.begin) return;
    const bool behind_number = out_.back().is(Token::kNumeral) && text_[at_] == 's';
    if (!out_.back().is(Token::kAlpha) && !behind_number) return;
    if (!letter_at(at_)) return;
    while (letter_at(at_)) ++at_;
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
      } else if (class_at(at_) == kHigh) {
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
    std::uint32_t pairs = 0;
    while (letter_at(i) && i + 1 < end_ && text_[i + 1] == '.') i += 2, ++pairs;
    if (pairs >= 1 && letter_at(i) && !letter_at(i + 1) && (i + 1 >= end_ || class_at(i + 1) != kHigh)) return i + 1;
    return pairs >= 2 && !letter_at(i) ? i : 0;
  }

  void word(Token& t) {
    t.shape |= Token::kAlpha;
    if (at_ + 1 < end_ && text_[at_ + 1] == '.') {
      if (const std::uint32_t end = dotted(at_); end != 0) {
        const bool upper = class_at(at_) == kUpper;
        t.shape = static_cast<std::uint16_t>(t.shape | Token::kAbbreviation | (upper ? Token::kCap | Token::kUpper : Token::kLower));
        at_ = end;
        return look_up(t);
      }
    }
    std::uint32_t uppers = 0, lowers = 0;
    bool first_upper = false, mixed = false;
    while (at_ < end_) {
      const std::uint8_t c = class_at(at_);
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
    const std::uint32_t size = at_ - t.begin;
    if (size > Vocabulary::kLongest) return;
    if constexpr (!kEights) {
      folded_.clear();
      fold(text_.substr(t.begin, size), folded_);
      t.word = words_.find(folded_);
      return;
    }
    std::array<std::uint64_t, Vocabulary::kLongest / 8> eights;
    for (std::uint32_t i = 0; i < size; i += 8) eights[i / 8] = words8::lower(words8::first(words8::load(text_, t.begin + i), size - i));
    t.word = words_.find(eights.data(), size);
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

}  // namespace

void scan_tokens(std::string_view text, std::uint32_t begin, std::uint32_t end, const Vocabulary& words, std::vector<Token>& out) {
  Scanner<true>(text, begin, end, words, out).run();
}

void scan_tokens_by_byte(std::string_view text, std::uint32_t begin, std::uint32_t end, const Vocabulary& words, std::vector<Token>& out) {
  Scanner<false>(text, begin, end, words, out).run();
}

}  // namespace milepost::text
