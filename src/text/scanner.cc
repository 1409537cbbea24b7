// One pass; words of ASCII letters are read sixteen bytes at a time, other ASCII through a table of 256 classes, the rest through glyph().
// scan_tokens_by_byte() goes without what reads sixteen bytes at a time; tests hold the two together.
#include "text/scanner.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/utf8.h"
#include "base/words16.h"

namespace milepost::text {

namespace {

enum Class : std::uint8_t { kOther, kLower, kUpper, kDigit, kBlank, kLine, kHigh, kMark };

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
    else if (c == '\'' || c == '\\')
      t[c] = kOther;  // is read together with what stands behind it
    else
      t[c] = kMark;
  }
  return t;
}
constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

/// kFast: words are read sixteen bytes at a time where that can be done; without, every byte and every word the slow way.
template <bool kFast>
class Scanner {
 public:
  Scanner(std::string_view text, std::uint32_t begin, std::uint32_t end, const Vocabulary& words, std::vector<Token>& out)
      : text_(text.substr(0, end)), at_(begin), end_(end), words_(words), out_(out) {}

  void run() {
    std::uint16_t before = Token::kSpaceBefore | Token::kLineStart;
    while (at_ < end_) {
      if constexpr (kFast) {
        before = plain(before);
        if (at_ >= end_) break;
      }
      const std::uint8_t c = class_at(at_);
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
  std::uint8_t class_at(std::uint32_t i) const { return kClasses[static_cast<unsigned char>(text_[i])]; }
  bool letter_at(std::uint32_t i) const { return i < end_ && (class_at(i) == kLower || class_at(i) == kUpper); }

  /// Words of the last tokens, which are looked for a little later than they are read: by then the table's memory has come.
  class Sought {
   public:
    Sought(const Vocabulary& words, std::vector<Token>& out) : words_(words), out_(out) {}
    Sought(const Sought&) = delete;
    Sought& operator=(const Sought&) = delete;
    ~Sought() {
      for (std::uint32_t i = added_ < kMost ? 0 : added_ - kMost; i < added_; ++i) find(waiting_[i % kMost]);
    }
    /// The word of the token that comes next.
    void add(std::uint64_t eight) {
      words_.fetch_eight(eight);
      Waiting& w = waiting_[added_ % kMost];
      if (added_++ >= kMost) [[likely]]
        find(w);
      w = {eight, static_cast<std::uint32_t>(out_.size())};
    }

   private:
    struct Waiting {
      std::uint64_t eight;
      std::uint32_t token;
    };
    void find(const Waiting& w) { out_[w.token].word = words_.find_eight(w.eight); }

    static constexpr std::uint32_t kMost = 4;
    const Vocabulary& words_;
    std::vector<Token>& out_;
    Waiting waiting_[kMost];
    std::uint32_t added_ = 0;
  };

  /// Reads words of up to fifteen ASCII letters, numbers of up to seven digits, marks and white space as long as there is nothing else:
  /// letters above ASCII, a capital behind a small letter, a full stop behind one letter, an apostrophe. Takes and returns the shape of
  /// what comes next.
  std::uint16_t plain(std::uint16_t before) {
    const char* const text = text_.data();
    const std::uint32_t end = end_;
    std::uint32_t at = at_;
    const std::uint32_t safe = end < kAhead ? 0 : end - kAhead + 1;  // from here on bytes are copied first
    char last[kAhead];
    Sought sought(words_, out_);
    while (at < end) {
      const char* const from = at < safe ? text + at : copy(at, last);
      const words16::Letters w = words16::letters(from);
      std::uint32_t size = w.size, shape = before;
      WordId word = kUnknownWord;
      if (size != 0) {
        if (w.mixed() || size == 16 || (from[size] < 0 && !parts(from + size)) || (size == 1 && from[1] == '.')) break;
        shape |= shape_of(w);
        if (size <= 8)
          sought.add(w.eights[0]);
        else
          word = words_.find_short(w.eights, size);
      } else {
        const auto c = static_cast<unsigned char>(*from);
        const std::uint8_t kind = kClasses[c];
        if (kind == kBlank || kind == kLine || is_nbsp(from)) {
          before |= kind == kLine ? Token::kSpaceBefore | Token::kLineStart : Token::kSpaceBefore;
          at += c < 0x80 ? 1 : 2;
          continue;
        }
        if (kind == kMark) {
          size = 1;
          shape |= Token::kPunct;
          word = words_.find_byte(*from);
        } else if (kind == kDigit && (size = short_number(from)) != 0) {
          shape |= Token::kNumeral;
          sought.add(words8::first(words8::load(from), size));
        } else {
          break;
        }
      }
      out_.push_back({at, at + size, word, static_cast<std::uint16_t>(shape)});
      at += size;
      before = 0;
      if (from[size] == ' ') before = Token::kSpaceBefore, ++at;
    }
    at_ = at;
    return before;
  }

  static constexpr std::uint32_t kAhead = 20;  ///< bytes that plain() looks at

  /// These bytes from `at` on, zeros behind the end of the text.
  const char* copy(std::uint32_t at, char (&to)[kAhead]) const {
    std::memset(to, 0, sizeof to);
    return static_cast<const char*>(std::memcpy(to, text_.data() + at, std::min(kAhead, end_ - at)));
  }

  static bool is_nbsp(const char* p) { return p[0] == '\xC2' && p[1] == '\xA0'; }
  /// Whether no word goes on with the character above ASCII at p: a no-break space, or one of U+2010 to U+2027, which are dashes and
  /// quotes.
  static bool parts(const char* p) { return is_nbsp(p) || (p[0] == '\xE2' && p[1] == '\x80' && p[2] >= '\x90' && p[2] <= '\xA7'); }
  /// The digits at p, when they are seven at the most and all of the number; else 0.
  static std::uint32_t short_number(const char* p) {
    const std::uint32_t size = words8::before(~words8::digits(words8::load(p)) & words8::kTops);
    const char next = p[size];
    return size == 8 || next == '.' || next == ',' || (next < 0 && !parts(p + size)) ? 0 : size;
  }

  /// Of a word without capitals behind small letters.
  static std::uint16_t shape_of(const words16::Letters& w) {
    if (w.capitals == 0) return Token::kAlpha | Token::kLower;
    return w.capitals > 1 && w.capitals + 1 == 1u << w.size ? Token::kAlpha | Token::kCap | Token::kUpper : Token::kAlpha | Token::kCap;
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
    if (kFast && at_ == t.begin + 1)
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
      if (kFast && bytes.size() == 3 && parts(bytes.data())) {  // small letters are not another matter with these
        t.word = words_.find_short({words8::first(words8::load(text_, t.begin), 3), 0}, 3);
        return;
      }
      folded_.clear();
      fold(bytes.substr(0, 256), folded_);
      t.word = words_.find(folded_);
      return;
    }
    const std::uint32_t size = at_ - t.begin;
    if (size > Vocabulary::kLongest) return;
    if constexpr (!kFast) {
      folded_.clear();
      fold(text_.substr(t.begin, size), folded_);
      t.word = words_.find(folded_);
      return;
    }
    std::array<std::uint64_t, Vocabulary::kLongest / 8> eights;
    for (std::uint32_t i = 0; i < size; i += 8) eights[i / 8] = words8::lower(words8::first(words8::load(text_, t.begin + i), size - i));
    t.word = words_.find(eights.data(), size);
  }

  /// A quote, or an apostrophe with the letters behind it, which is looked up as a straight one.
  void curly(Token& t) {
    const bool closing = text_.substr(t.begin, 3) == "\u2019";
    if (closing) clitic(t);
    if (const std::uint32_t letters = at_ - t.begin - 3; kFast && closing && letters < 8) {
      const std::uint64_t behind = words8::lower(words8::first(words8::load(text_, t.begin + 3), letters));
      t.word = words_.find_short({behind << 8 | '\'', 0}, letters + 1);
      return;
    }
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
