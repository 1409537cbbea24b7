// The scanner of numbers: digits, number words and both together. It knows no word of any language; the words, their kinds and values are
// rows of the lexicons `numerals` and `magnitudes`, the marks are settings of the language's pack. Door: scan_numerals().
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/vocabulary.h"
#include "milepost/token.h"

namespace milepost::rules {
struct Program;
}

namespace milepost::match {

/// What a word may be in a number; the names in `numerals.tsv` are the same in lower case (see rules/en/numerals.tsv).
enum class NumeralKind : std::uint8_t {
  kNone,
  kUnit,
  kTeen,
  kTen,
  kHundred,
  kScale,
  kGroup,
  kVague,
  kHalf,
  kFraction,
  kFractionSign,
  kPoint,
  kSign,
  kArticle,
  kConnector,
  kOf,
  kIndefinite,
  kOrdinal,
  kTimes,
  kExponent,
  kCaret,
  kSlash,
  kPlain,
  kLink,
  kMagnitude,
  kMoney
};

/// A word may be several things ("a": article and plain word). `where` of a magnitude: 'y' any, 'd' directly attached, 'm' money.
struct NumeralWord {
  double value = 0;
  std::uint64_t kinds = 0;  ///< bit set over NumeralKind
  double magnitude = 0;
  char where = 0;

  bool is(NumeralKind k) const { return ((kinds >> static_cast<unsigned>(k)) & 1u) != 0; }
};

/// The rows a scan needs, by WordId. Made once a program.
class NumeralTable {
 public:
  NumeralTable() : words_(1) {}
  /// From the lexicons numerals, magnitudes and currencies of a compiled pack.
  static NumeralTable from(const rules::Program& program);
  /// Adds a word; returns false for an unknown kind.
  bool add(WordId word, std::string_view kind, double value, std::string_view where = {});
  const NumeralWord& of(WordId w) const { return words_[w < slots_.size() ? slots_[w] : 0]; }
  /// Whether a number may begin with a word, or something that holds digits which are none: one bit a word, for most begin none.
  bool begins(WordId w) const { return (w >> 6) < begins_.size() && (begins_[w >> 6] >> (w & 63) & 1) != 0; }

  char decimal = '.', group = ',';

 private:
  std::vector<std::uint16_t> slots_;  ///< by WordId: index into words_
  std::vector<NumeralWord> words_;    ///< 0 is every other word
  std::vector<std::uint64_t> begins_;
};

///   "1.2 million" {1200000, scale 1e6, mixed}   "twenty-eight" {28, words}   "3/4" {0.75, fraction}   "tens of thousands" {1e4..1e5,
///   vague}
struct Numeral {
  enum class Form : std::uint8_t { kDigits, kWords, kMixed, kFraction, kVague };
  std::uint32_t first = 0, last = 0;  ///< tokens
  double value = 0, low = 0, high = 0;
  double scale = 1;  ///< the magnitude folded into the value: 1e6 in "3 million", 1 for none
  Form form = Form::kDigits;
};
std::string_view name_of(Numeral::Form form);

/// Appends the numbers of the tokens [first, last) in order; they do not overlap. Left out: digits glued to letters (M50, 22nd), clock
/// times, telephone numbers and versions (1.2.3). Years and dates are left in: whoever knows dates takes them away. Linear in the tokens.
void scan_numerals(const Text& text, std::uint32_t first, std::uint32_t last, const NumeralTable& table, std::vector<Numeral>& out);

}  // namespace milepost::match
