// Numbers in digits and words. Door: scan_numerals(): one walk over the tokens; at each numeral or number word the longest number that
// begins there is read. Bounded look-back of one token. Tested by tests/match/numerals_test.cc.
#include "match/numerals.h"

#include <charconv>
#include <cmath>

#include "match/decimal.h"

namespace milepost::match {
namespace {

using Kind = NumeralKind;

class Scan {
 public:
  Scan(const Text& text, std::uint32_t first, std::uint32_t last, const NumeralTable& table)
      : text_(text), table_(table), first_(first), last_(last) {}

  /// The number that begins at token i; false when there is none, then `next` is where to go on.
  bool read(std::uint32_t i, Numeral& out, std::uint32_t& next) {
    next = i + 1;
    out = {};
    out.first = i;
    if (token(i).is(Token::kNumeral)) return read_digits(i, out, next);
    const NumeralWord& w = word(i);
    if (w.kinds == 0) return false;
    if (w.is(Kind::kLink) && attached(next)) {  // the digits of an address are none of ours
      while (attached(next)) ++next;
      return false;
    }
    if (w.is(Kind::kIndefinite)) return skip_indefinite(i, next);
    if (joined_before(i) && w.is(Kind::kUnit)) return false;  // "mid-one", "no-two"
    if (w.is(Kind::kVague)) return read_vague(i, out, next);
    if (w.is(Kind::kHalf)) return read_half(i, out, next);
    if (w.is(Kind::kFractionSign)) return read_sign_fraction(i, out, next);
    if (w.is(Kind::kArticle)) return read_article(i, out, next);
    if (w.is(Kind::kGroup)) return false;  // a dozen needs its article or number
    if (w.is(Kind::kSign) && token(i).is(Token::kAlpha) && i + 1 < last_ && spells(i + 1) && read_words(i + 1, out, next)) {
      return signed_by(w.value, i, out);
    }
    return spells(i) && read_words(i, out, next);
  }

 private:
  const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
  const NumeralWord& word(std::uint32_t i) const { return table_.of(token(i).word); }
  bool is(std::uint32_t i, Kind k) const { return i < last_ && word(i).is(k); }
  bool attached(std::uint32_t i) const { return i > 0 && i < last_ && token(i).begin == token(i - 1).end; }
  std::string_view view(std::uint32_t i) const { return text_.view(token(i)); }
  bool numeral(std::uint32_t i) const { return i < last_ && token(i).is(Token::kNumeral); }
  bool alpha(std::uint32_t i) const { return i < last_ && token(i).is(Token::kAlpha); }
  bool dash(std::uint32_t i) const { return i < last_ && token(i).is(Token::kPunct) && word(i).is(Kind::kSign) && word(i).value < 0; }
  bool joined_before(std::uint32_t i) const { return i > first_ + 1 && attached(i) && dash(i - 1) && attached(i - 1) && alpha(i - 2); }
  bool spells(std::uint32_t i) const {
    const NumeralWord& w = word(i);
    return w.is(Kind::kUnit) || w.is(Kind::kTeen) || w.is(Kind::kTen) || w.is(Kind::kHundred) || w.is(Kind::kScale) || w.is(Kind::kGroup);
  }
  bool is_scale(std::uint32_t i) const { return is(i, Kind::kScale) || is(i, Kind::kHundred) || is(i, Kind::kGroup); }

  bool signed_by(double sign, std::uint32_t i, Numeral& out) const {
    if (sign < 0) out.value = -out.value, std::swap(out.low, out.high), out.low = -out.low, out.high = -out.high;
    out.first = i;
    return true;
  }

  static bool finish(Numeral& out, double value, std::uint32_t end, std::uint32_t& next) {
    if (!std::isfinite(value)) return false;
    out.value = out.low = out.high = value;
    out.last = next = end;
    return true;
  }

  // several hundred, a few million: amounts without a figure
  bool skip_indefinite(std::uint32_t i, std::uint32_t& next) const {
    std::uint32_t j = i + 1;
    if (dash(j)) ++j;
    while (j < last_ && (is_scale(j) || is(j, Kind::kVague))) next = ++j;
    return false;
  }

  // thousands; tens of thousands
  bool read_vague(std::uint32_t i, Numeral& out, std::uint32_t& next) const {
    double value = word(i).value;
    std::uint32_t end = i + 1;
    while (end + 1 < last_ && is(end, Kind::kOf) && is(end + 1, Kind::kVague)) value *= word(end + 1).value, end += 2;
    finish(out, value, end, next);
    out.high = value * 10;
    out.form = Numeral::Form::kVague;
    return true;
  }

  // half a million, half-dozen, half
  bool read_half(std::uint32_t i, Numeral& out, std::uint32_t& next) const {
    std::uint32_t j = i + 1;
    if (is(j, Kind::kArticle))
      ++j;
    else if (dash(j) && attached(j))
      ++j;
    double scale = 1;
    std::uint32_t end = read_scales(j, scale);
    out.form = end > j ? Numeral::Form::kWords : Numeral::Form::kFraction;
    out.scale = scale;
    return finish(out, word(i).value * scale, end > j ? end : i + 1, next);
  }

  bool read_sign_fraction(std::uint32_t i, Numeral& out, std::uint32_t& next) const {
    double scale = 1;
    const std::uint32_t end = read_scales(i + 1, scale);
    out.form = Numeral::Form::kFraction;
    out.scale = scale;
    return finish(out, word(i).value * scale, end, next);
  }

  // a hundred, a dozen, a million and a half; a third of
  bool read_article(std::uint32_t i, Numeral& out, std::uint32_t& next) {
    const std::uint32_t j = i + 1;
    if (is_scale(j)) {
      if (!read_words(j, out, next)) return false;
      out.first = i;
      return true;
    }
    double scale = 1;
    if ((is(j, Kind::kFraction) || is(j, Kind::kHalf)) && (is(j + 1, Kind::kOf) || is_scale(j + 1) || word(j).value <= 0.01)) {
      const std::uint32_t end = read_of_scale(j + 1, scale);  // a quarter of a million
      out.form = scale == 1 ? Numeral::Form::kFraction : Numeral::Form::kWords;
      out.scale = scale;
      return finish(out, word(j).value * scale, end, next);
    }
    return false;
  }

  /// thousand, hundred thousand, dozen …: multiplies `scale`; returns the end.
  std::uint32_t read_scales(std::uint32_t i, double& scale) const {
    while (i < last_ && (is_scale(i) || is(i, Kind::kVague))) scale *= word(i).value, ++i;
    return i;
  }

  /// "three quarters", "fifty-four hundredths" at token i.
  bool fraction_follows(std::uint32_t i) const {
    std::uint32_t j = i;
    while (j < last_ && j < i + 4 && (is(j, Kind::kUnit) || is(j, Kind::kTeen) || is(j, Kind::kTen) || dash(j))) ++j;
    return j > i && is(j, Kind::kFraction) && plural(j) && (word(j).value < 0.1 || is(i, Kind::kUnit));
  }

  /// One below a thousand: "six hundred and forty-two". Returns the end, i when there is none.
  std::uint32_t read_small(std::uint32_t i, double& value) const {
    enum { kStart, kAfterTen, kAfterSmall, kAfterHundred } state = kStart;
    double sum = 0;
    std::uint32_t end = i;
    for (std::uint32_t j = i; j < last_;) {
      if (state == kAfterTen && dash(j) && is(j + 1, Kind::kUnit) && attached(j) == attached(j + 1)) ++j;
      if (state == kAfterHundred && is(j, Kind::kConnector) && j + 1 < last_ &&
          (is(j + 1, Kind::kUnit) || is(j + 1, Kind::kTeen) || is(j + 1, Kind::kTen))) {
        if (fraction_follows(j + 1)) break;  // one hundred and three quarters
        ++j;
      }
      const NumeralWord& w = word(j);
      if (w.is(Kind::kHundred) && state != kAfterHundred && (state != kStart || j == i)) {
        sum = (state == kStart ? 1 : sum) * w.value;
        state = kAfterHundred;
      } else if (w.is(Kind::kTen) && (state == kStart || state == kAfterHundred)) {
        sum += w.value, state = kAfterTen;
      } else if (w.is(Kind::kTeen) && (state == kStart || state == kAfterHundred)) {
        sum += w.value, state = kAfterSmall;
      } else if (w.is(Kind::kUnit) && (state == kStart || state == kAfterHundred || (state == kAfterTen && w.value > 0))) {
        sum += w.value, state = kAfterSmall;
      } else {
        break;
      }
      end = ++j;
    }
    value = sum;
    return end;
  }

  // twenty-eight thousand six hundred and forty-two; two and a half million; two thirds; two point five
  bool read_words(std::uint32_t i, Numeral& out, std::uint32_t& next) {
    double total = 0, last_scale = 0;
    std::uint32_t end = i;
    out.form = Numeral::Form::kWords;
    while (true) {
      std::uint32_t j = end;
      if (total > 0 && last_scale <= 1000 && is(j, Kind::kConnector)) ++j;
      double part = 0;
      std::uint32_t stop = read_small(j, part);
      if (stop == j) {
        if (j != i || !is_scale(i)) break;
        part = 1;
      } else if (end == i && (is(stop, Kind::kTen) || is(stop, Kind::kTeen)) && part < 100) {
        next = stop + 1;  // nineteen ninety: a year
        return false;
      }
      stop = read_words_tail(stop, part, out);
      double scale = 1;
      std::uint32_t scaled = stop;
      if (dash(stop) && attached(stop) && is_scale(stop + 1) && attached(stop + 1)) ++scaled;
      const std::uint32_t after = read_scales(scaled, scale);
      if (after == scaled && total > 0 && last_scale == 1) break;
      if (after > scaled) stop = after;
      if (total > 0 && scale >= last_scale) break;
      total += part * scale;
      out.scale = std::max(out.scale, scale);
      end = stop;
      last_scale = scale;
      if (scale == 1 || out.form == Numeral::Form::kFraction) break;
    }
    if (end == i) return false;
    if (dash(end) && attached(end) && attached(end + 1) && (is(end + 1, Kind::kFraction) || is(end + 1, Kind::kOrdinal))) {
      next = end + 2;  // forty-fifth
      return false;
    }
    end = read_half_tail(end, total, out.scale);
    return finish(out, total, end, next);
  }

  /// "of a million", "billion" after a fraction; `i` when there is none.
  std::uint32_t read_of_scale(std::uint32_t i, double& scale) const {
    if (is_scale(i)) return read_scales(i, scale);
    return is(i, Kind::kOf) && is(i + 1, Kind::kArticle) && is_scale(i + 2) ? read_scales(i + 2, scale) : i;
  }

  /// and a half; thirds; point five, after the words of a small number.
  std::uint32_t read_words_tail(std::uint32_t i, double& value, Numeral& out) const {
    const std::uint32_t f = dash(i) && (attached(i) || !attached(i + 1)) ? i + 1 : i;
    if (is(f, Kind::kFraction) && value >= 1 && (value == 1 || plural(f))) {
      double scale = 1;
      const std::uint32_t stop = read_of_scale(f + 1, scale);
      const bool period = word(f).value == 0.25 && f == i && scale == 1 && !is(f + 1, Kind::kOf);  // two quarters
      if (!period) {
        out.form = scale == 1 ? Numeral::Form::kFraction : Numeral::Form::kWords;
        value = value / (1 / word(f).value) * scale;
        return stop;
      }
    }
    if (is(f, Kind::kHalf) && value == 1) {
      out.form = Numeral::Form::kFraction;
      value *= word(f).value;
      return f + 1;
    }
    if (is(i, Kind::kPoint) && is(i + 1, Kind::kUnit)) {
      double place = 0.1;
      for (++i; is(i, Kind::kUnit); ++i, place /= 10) value += word(i).value * place;
      value = std::round(value * 1e9) / 1e9;
      return i;
    }
    if (is(i, Kind::kPoint) && (is(i + 1, Kind::kTeen) || is(i + 1, Kind::kTen))) {  // point twenty-five
      double part = 0;
      const std::uint32_t stop = read_small(i + 1, part);
      return value += part / 100, stop;
    }
    return read_half_tail(i, value, 1);
  }

  bool plural(std::uint32_t i) const {
    const std::string_view s = view(i);
    return s.size() > 2 && s.back() == 's';
  }

  /// "and a half", "and a quarter", "and three-quarters" after a number of this scale.
  std::uint32_t read_half_tail(std::uint32_t i, double& value, double scale) const {
    if (!is(i, Kind::kConnector)) {
      if (is(i, Kind::kFractionSign)) return value += word(i).value * scale, i + 1;
      return i;
    }
    std::uint32_t j = i + 1;
    if (is(j, Kind::kFractionSign)) return value += word(j).value * scale, j + 1;
    if (is(j, Kind::kArticle) || (is(j, Kind::kUnit) && word(j).value == 1)) {
      const std::uint32_t f = dash(j + 1) ? j + 2 : j + 1;
      double own = 1;
      if (is(f, Kind::kHalf) || is(f, Kind::kFraction)) {
        const std::uint32_t stop = scale > 1 ? read_scales(f + 1, own) : f + 1;
        return value += word(f).value * (stop > f + 1 ? own : scale), stop;
      }
    } else if (fraction_follows(j)) {
      double part = 0, own = 1;
      std::uint32_t f = read_small(j, part);
      if (dash(f)) ++f;
      const std::uint32_t stop = scale > 1 ? read_scales(f + 1, own) : f + 1;
      return value += part * word(f).value * (stop > f + 1 ? own : scale), stop;
    }
    return i;
  }

  bool read_digits(std::uint32_t i, Numeral& out, std::uint32_t& next) {
    Decimal digits;
    if (read_pointed(i, out, next)) return true;
    std::uint32_t end = i + 1;
    if (no_amount(i, next)) return false;
    if (!read_decimal(view(i), table_.decimal, table_.group, digits)) return false;
    if (view(i).size() > 1 && view(i)[0] == '0' && is_digit(view(i)[1])) return false;  // 007
    end = read_spaced_groups(i, digits);
    double value = digits.times_ten_to(0);
    const std::uint32_t simple = end;
    end = read_fraction(i, end, value, out);
    if (end == simple) end = read_exponent(end, digits, value);
    if (end == simple) {
      const std::uint32_t before = end;
      end = read_half_tail(end, value, 1);
      std::uint32_t scaled = read_digit_scales(i, end, digits, value, out);
      if (scaled > end && end == before) scaled = read_digit_rest(scaled, value, out);
      if (scaled == end && end > before && !is(before, Kind::kFractionSign)) out.form = Numeral::Form::kMixed;
      end = scaled;
    }
    if (end < last_ && attached(end) && is(end, Kind::kOrdinal) && out.form == Numeral::Form::kDigits) {
      next = end + 1;
      return false;
    }
    if (!finish(out, value, end, next)) return false;
    const std::uint32_t b = i;
    if (b > first_ && attached(b) && token(b - 1).is(Token::kPunct) && is(b - 1, Kind::kSign) && sign_stands_free(b - 1))
      return signed_by(word(b - 1).value, b - 1, out);
    if (b > first_ + 1 && dash(b - 1) && attached(b) && attached(b - 1) && alpha(b - 2) && is(b - 2, Kind::kSign))
      return signed_by(word(b - 2).value, b - 2, out);  // minus-130
    if (b > first_ && alpha(b - 1) && is(b - 1, Kind::kSign)) return signed_by(word(b - 1).value, b - 1, out);
    return true;
  }

  /// ".001": a point with nothing before it.
  bool read_pointed(std::uint32_t i, Numeral& out, std::uint32_t& next) const {
    if (i == first_ || !attached(i) || view(i - 1).size() != 1 || view(i - 1)[0] != table_.decimal) return false;
    if (!token(i - 1).is(Token::kSpaceBefore) && !(i > first_ + 1 && is(i - 2, Kind::kMoney))) return false;
    double value = 0, place = 0.1;
    for (const char c : view(i)) {
      if (!is_digit(c)) return false;
      value += (c - '0') * place, place /= 10;
    }
    out.first = i - 1;
    return finish(out, std::round(value * 1e12) / 1e12, i + 1, next);
  }

  bool sign_stands_free(std::uint32_t s) const {
    if (s == first_) return true;
    if (token(s).is(Token::kSpaceBefore)) return !numeral(s - 1);  // 75 -300mm
    const Token& before = token(s - 1);
    return before.is(Token::kPunct) && text_.view(before).size() == 1 && (text_.view(before)[0] == '(' || text_.view(before)[0] == '[');
  }

  /// Glued to letters before (M50, TA-35), clock times, telephone numbers: no amount; `next` is behind the whole run.
  bool no_amount(std::uint32_t i, std::uint32_t& next) const {
    if (i > first_ && view(i - 1) == "#") return skip_run(i, next);
    if (i > first_ && attached(i)) {
      const Token& before = token(i - 1);
      const std::string_view b = text_.view(before);
      const bool money = is(i - 1, Kind::kMoney) && !(i > first_ + 1 && attached(i - 1) && dash(i - 2));  // not in PLX-R18
      if (before.is(Token::kAlpha) && !money && !is(i - 1, Kind::kTimes)) return skip_run(i, next);
      if (b == "#" || b == "_" || b == "@" || b == "." || b == ":") return skip_run(i, next);
      if (dash(i - 1) && attached(i - 1) && i > first_ + 1 && alpha(i - 2) && !is(i - 2, Kind::kPlain) && !is(i - 2, Kind::kSign) &&
          !is(i - 2, Kind::kMoney) && !spells(i - 2) && !(i > first_ + 2 && numeral(i - 3) && attached(i - 2)))
        return skip_run(i, next);
    }
    if (telephone(i)) return skip_telephone(i, next);
    if (i + 2 < last_ && view(i + 1) == ":" && attached(i + 1) && numeral(i + 2) && attached(i + 2)) return skip_run(i, next);
    if (i + 4 < last_ && dash(i + 1) && attached(i + 1) && numeral(i + 2) && attached(i + 2) && dash(i + 3) && attached(i + 3) &&
        numeral(i + 4) && attached(i + 4))
      return skip_run(i, next);  // 1-800-555
    return false;
  }

  /// "+44 20 7989 0813", "242-8721", "1-800-AHA"
  bool telephone(std::uint32_t i) const {
    const bool joined = dash(i + 1) && attached(i + 1) && attached(i + 2);
    if (i > first_ && i + 4 < last_ && view(i - 1) == "(" && view(i + 1) == ")" && numeral(i + 2) && dash(i + 3) && numeral(i + 4))
      return true;
    if (i > first_ && attached(i) && view(i - 1) == "+" && i + 2 < last_ && view(i + 1) == "(" && numeral(i + 2)) return true;
    if (i > first_ && attached(i) && view(i - 1) == "+" && (i + 2 < last_) && numeral(i + 1) && numeral(i + 2)) return true;
    if (joined && view(i).size() == 3 && numeral(i + 2) && view(i + 2).size() == 4) return true;
    return joined && view(i) == "1" && numeral(i + 2) && view(i + 2).size() == 3 && dash(i + 3) && attached(i + 3);
  }
  bool skip_telephone(std::uint32_t i, std::uint32_t& next) const {
    next = i + 1;
    while (next < last_ && (numeral(next) || view(next) == "(" || view(next) == ")" || (attached(next) && (alpha(next) || dash(next)))))
      ++next;
    return true;
  }

  bool skip_run(std::uint32_t i, std::uint32_t& next) const {
    next = i + 1;
    while (next < last_ && attached(next) && (numeral(next) || alpha(next) || dash(next) || view(next) == ":" || view(next) == ".")) ++next;
    return true;
  }

  // 816 000; 1 234 567: groups of three after a plain space only where nothing else reads better
  std::uint32_t read_spaced_groups(std::uint32_t i, Decimal& digits) const {
    const std::string_view head = view(i);
    std::uint32_t end = i + 1;
    if (head.size() > 3 || digits.decimals || (head[0] == '0')) return end;
    std::uint32_t stop = end;
    bool narrow = true, round = true;
    while (stop < last_ && numeral(stop) && view(stop).substr(0, 3).size() == 3 && plain_group(view(stop))) {
      const std::string_view gap = text_.view(Span{token(stop - 1).end, token(stop).begin});
      if (gap.empty() || gap.size() > 3 || gap.find('\n') != std::string_view::npos || (gap.size() == 2 && gap[0] == ' ')) break;
      if (gap == " ") narrow = false;
      round = view(stop).substr(0, 3).back() == '0' && round;
      ++stop;
      if (view(stop - 1).size() > 3) break;
    }
    if (stop == end) return end;
    const bool named =
        i > first_ && token(i - 1).is(Token::kAlpha) && token(i - 1).is(Token::kCap) && !is(i - 1, Kind::kMoney) && i - 1 > first_;
    if (!narrow && ((stop == end + 1 && !round) || named)) return end;
    for (std::uint32_t j = end; j < stop; ++j)
      for (const char c : view(j)) {
        if (digits.size + 2 >= digits.text.size()) return end;
        digits.text[digits.size++] = c == table_.decimal ? '.' : c;
        if (c == table_.decimal) digits.decimals = true;
      }
    return stop;
  }
  bool plain_group(std::string_view s) const {
    for (std::size_t i = 0; i < 3; ++i)
      if (!is_digit(s[i])) return false;
    if (s.size() == 3) return true;
    if (s[3] != table_.decimal || s.size() == 4) return false;
    for (std::size_t i = 4; i < s.size(); ++i)
      if (!is_digit(s[i])) return false;
    return true;
  }

  /// "/4" after 3; "1/2" or "½" after 10.
  std::uint32_t read_fraction(std::uint32_t i, std::uint32_t end, double& value, Numeral& out) const {
    double part = 0;
    if (read_slash(i, part) && end == i + 1 && !(i > first_ && attached(i) && is(i - 1, Kind::kSlash))) {
      value = part;
      out.form = Numeral::Form::kFraction;
      return i + 3;
    }
    if (numeral(end) && !attached(end) && value < 1e6 && value == std::floor(value) && read_slash(end, part)) {
      value += part;
      return end + 3;
    }
    if (dash(end) && numeral(end + 1) && attached(end) && attached(end + 1) && value < 1000 && read_slash(end + 1, part)) {
      value += part;  // 5-1/2
      return end + 4;
    }
    return end;
  }
  bool read_slash(std::uint32_t i, double& value) const {
    if (i + 2 >= last_ || !numeral(i) || !is(i + 1, Kind::kSlash) || !attached(i + 1) || !numeral(i + 2) || !attached(i + 2)) return false;
    if (i + 3 < last_ && attached(i + 3) && is(i + 3, Kind::kSlash)) return false;
    Decimal a, b;
    if (!read_decimal(view(i), table_.decimal, table_.group, a) || !read_decimal(view(i + 2), table_.decimal, table_.group, b))
      return false;
    if (a.decimals || b.decimals || view(i)[0] == '0' || view(i + 2)[0] == '0') return false;
    const double over = a.times_ten_to(0), under = b.times_ten_to(0);
    constexpr std::array<double, 11> kUsual = {2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100};
    for (const double u : kUsual)
      if (under == u && over < under) return value = over / under, true;
    return false;
  }

  // 1.99E-29; 1.5 x 10^6
  std::uint32_t read_exponent(std::uint32_t end, const Decimal& digits, double& value) const {
    std::uint32_t j = end;
    if (is(j, Kind::kCaret) && attached(j)) return read_power(end, value);
    const bool times = is(j, Kind::kTimes) && numeral(j + 1) && view(j + 1) == "10" && is(j + 2, Kind::kCaret);
    if (times)
      j += 3;
    else if (is(j, Kind::kExponent) && attached(j))
      ++j;
    else
      return end;
    int sign = 1;
    if (j < last_ && token(j).is(Token::kPunct) && is(j, Kind::kSign) && attached(j)) sign = word(j).value < 0 ? -1 : 1, ++j;
    if (!numeral(j) || (!times && !attached(j)) || view(j).size() > 3) return end;
    int exponent = 0;
    const std::string_view s = view(j);
    if (std::from_chars(s.data(), s.data() + s.size(), exponent).ptr != s.data() + s.size()) return end;
    value = digits.times_ten_to(sign * exponent);
    return j + 1;
  }

  /// 1.1^23, 2.5^-1
  std::uint32_t read_power(std::uint32_t end, double& value) const {
    std::uint32_t j = end + 1;
    double sign = 1;
    for (; j < last_ && j < end + 4 && token(j).is(Token::kPunct) && is(j, Kind::kSign); ++j) sign *= word(j).value;
    Decimal power;
    if (!numeral(j) || !read_decimal(view(j), table_.decimal, table_.group, power)) return end;
    value = std::pow(value, sign * power.times_ten_to(0));
    return j + 1;
  }

  /// million, bn, k after digits.
  std::uint32_t read_digit_scales(std::uint32_t begin, std::uint32_t end, const Decimal& digits, double& value, Numeral& out) const {
    std::uint32_t j = end;
    if (dash(j) && attached(j) && is(j + 1, Kind::kScale) && attached(j + 1)) ++j;
    if (j < last_ && attached(j) && is(j, Kind::kSign) && word(j).value > 0 && is(j + 1, Kind::kScale)) ++j;  // 40+ million
    double scale = 1;
    std::uint32_t stop = read_scales(j, scale);
    if (stop == j) {
      if (j > end) j = end;
      scale = letter_scale(begin, j);
      stop = scale > 1 ? j + 1 : end;
      if (scale == 1) return end;
    }
    const int exponent = value == digits.times_ten_to(0) ? power_of_ten(scale) : -1;
    value = exponent >= 0 ? digits.times_ten_to(exponent) : value * scale;
    out.scale = scale;
    out.form = Numeral::Form::kMixed;
    return stop;
  }

  /// "3 million and a half", "3 hundred and twenty-one".
  std::uint32_t read_digit_rest(std::uint32_t i, double& value, const Numeral& out) const {
    const std::uint32_t half = read_half_tail(i, value, out.scale);
    if (half > i || out.scale != 100 || !is(i, Kind::kConnector)) return half;
    double part = 0;
    if (numeral(i + 1) && view(i + 1).size() <= 2) {
      Decimal rest;
      if (!is_scale(i + 2) && read_decimal(view(i + 1), table_.decimal, table_.group, rest)) return value += rest.times_ten_to(0), i + 2;
    }
    const std::uint32_t stop = read_small(i + 1, part);
    return stop > i + 1 && part < 100 ? (value += part, stop) : i;
  }

  /// What a letter after digits multiplies by; 1 when it is none.
  double letter_scale(std::uint32_t begin, std::uint32_t i) const {
    if (i >= last_ || !is(i, Kind::kMagnitude) || (i + 1 < last_ && attached(i + 1) && numeral(i + 1))) return 1;
    const NumeralWord& w = word(i);
    if (w.where == 'y') return w.magnitude;
    if (w.where == 'd') return attached(i) ? w.magnitude : 1;
    std::uint32_t b = begin;
    if (b > first_ && token(b - 1).is(Token::kPunct) && is(b - 1, Kind::kSign) && attached(b) && sign_stands_free(b - 1)) --b;
    if (b > first_ && is(b - 1, Kind::kMoney)) return w.magnitude;
    if (money_range_before(b)) return w.magnitude;
    const bool sign = i + 1 < last_ && is(i + 1, Kind::kMoney) && view(i + 1) != "/" && !(alpha(i + 1) && view(i + 1).size() == 1);
    if (sign) return w.magnitude;  // not the last letter of "$A"
    const bool noun = alpha(i + 1) && token(i + 1).is(Token::kLower) && !is(i + 1, Kind::kPlain) && view(i + 1).size() > 2;
    return attached(i) && noun && view(i).size() == 1 && w.magnitude == 1e6 ? w.magnitude : 1;
  }
  // "$2-3m"
  bool money_range_before(std::uint32_t b) const { return b > first_ + 2 && dash(b - 1) && numeral(b - 2) && is(b - 3, Kind::kMoney); }

  const Text& text_;
  const NumeralTable& table_;
  std::uint32_t first_, last_;
};

}  // namespace

std::string_view name_of(Numeral::Form form) {
  constexpr std::array<std::string_view, 5> kNames = {"digits", "words", "mixed", "fraction", "vague"};
  return kNames[static_cast<std::size_t>(form)];
}

void scan_numerals(const Text& text, std::uint32_t first, std::uint32_t last, const NumeralTable& table, std::vector<Numeral>& out) {
  Scan scan(text, first, last, table);
  Numeral found;
  for (std::uint32_t i = first; i < last;) {
    const Token& t = text.tokens[i];
    if (!t.is(Token::kNumeral) && !table.begins(t.word)) {  // most words
      ++i;
      continue;
    }
    std::uint32_t next = i + 1;
    if (scan.read(i, found, next)) out.push_back(found);
    i = next;
  }
}

}  // namespace milepost::match
