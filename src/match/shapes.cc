// Tests of single tokens, and where in the sentence tokens pass them: sixteen at once where the test is one of bits.
#include <bit>

#include "base/lanes.h"
#include "base/vocabulary.h"
#include "match/scratch.h"

namespace milepost::match {

namespace {

/// The value of a numeral of at most nine digits and nothing else; kNone of any other.
std::uint32_t small_value(std::string_view digits) {
  if (digits.size() > 9) return kNone;
  std::uint32_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return kNone;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value;
}

bool number_fits(const rules::ShapeTest& test, std::uint32_t value, std::size_t digits) {
  if (value == kNone) return false;
  if (test.kind == rules::ShapeTest::Kind::kYear) return digits == 4 && value >= 1000 && value <= 2999;
  return value >= test.low && value <= test.high;
}

/// Sets the bits of a sentence's tokens: those of tokens 16 i … 16 i + 15 are bits_of(16 i).
template <typename F>
void set_sixteens(const Scratch& s, std::uint64_t* to, F bits_of) {
  const std::uint32_t size = s.end - s.begin;
  for (std::uint32_t i = 0; i < size; i += 16) to[i >> 6] |= bits_of(i) << (i & 63);
  if ((size & 63) != 0) to[s.mask_words - 1] &= (std::uint64_t{1} << (size & 63)) - 1;
}

}  // namespace

void classify(Scratch& s) {
  const Text& text = *s.text;
  std::vector<std::uint32_t>& out = s.chart->classes;
  out.assign(text.tokens.size() + 16, 0);  // sixteen are looked at together
  const std::uint32_t* known = s.program.classes.data();
  const std::size_t size = s.program.classes.size();
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    const Token& t = text.tokens[i];
    if (t.word != kUnknownWord && t.word < size) {
      out[i] = known[t.word];
    } else if (t.is(Token::kAlpha)) {
      out[i] = s.program.class_of(t, text.view(t));
    }
  }
}

void begin_shapes(Scratch& s) {
  for (std::uint32_t i = s.begin; i < s.end; ++i) s.shapes[i - s.begin] = s.text->tokens[i].shape;
  s.numerals_read = false;
  std::fill_n(s.numeral_mask.data(), s.mask_words, 0);
  set_sixteens(s, s.numeral_mask.data(), [&](std::uint32_t i) { return have_all(&s.shapes[i], Token::kNumeral); });
}

bool any_numeral(const Scratch& s) {
  return std::any_of(s.numeral_mask.data(), s.numeral_mask.data() + s.mask_words, [](std::uint64_t m) { return m != 0; });
}

namespace {

/// The numerals of the sentence with their values, read once.
const std::vector<Scratch::SmallNumber>& small_numbers(Scratch& s) {
  if (s.numerals_read) return s.small_numbers;
  s.numerals_read = true;
  s.small_numbers.clear();
  for (std::uint32_t w = 0; w < s.mask_words; ++w)
    for (std::uint64_t bits = s.numeral_mask[w]; bits != 0; bits &= bits - 1) {
      const std::uint32_t at = w * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
      const Token& t = s.text->tokens[s.begin + at];
      s.small_numbers.push_back({at, small_value(s.text->view(t)), t.end - t.begin});
    }
  return s.small_numbers;
}

}  // namespace

void find_shape(Scratch& s, const rules::ShapeTest& test, std::uint64_t* to) {
  using Kind = rules::ShapeTest::Kind;
  const auto set = [&](std::uint32_t at) { to[at >> 6] |= std::uint64_t{1} << (at & 63); };
  if (test.kind == Kind::kMask) {
    set_sixteens(s, to, [&](std::uint32_t i) { return have_all(&s.shapes[i], test.mask); });
  } else if (test.kind == Kind::kClass) {
    const std::uint32_t* classes = s.chart->classes.data() + s.begin;
    set_sixteens(s, to, [&](std::uint32_t i) { return have_some(classes + i, test.classes); });
  } else if (test.kind == Kind::kYear || test.kind == Kind::kNumber) {
    for (const Scratch::SmallNumber& n : small_numbers(s))
      if (number_fits(test, n.value, n.digits)) set(n.at);
  } else if (test.kind == Kind::kRegex && test.mask != 0) {
    for (const Scratch::SmallNumber& n : small_numbers(s))
      if (shape_fits(s, test, s.begin + n.at)) set(n.at);
  } else {
    for (std::uint32_t i = 0; i < s.end - s.begin; ++i)
      if (shape_fits(s, test, s.begin + i)) set(i);
  }
}

bool shape_fits(Scratch& s, const rules::ShapeTest& test, std::uint32_t token) {
  const Token& t = s.text->tokens[token];
  switch (test.kind) {
    case rules::ShapeTest::Kind::kMask:
      return (t.shape & test.mask) == test.mask;
    case rules::ShapeTest::Kind::kAny:
      return true;
    case rules::ShapeTest::Kind::kClass:
      return (s.chart->classes[token] & test.classes) != 0;
    case rules::ShapeTest::Kind::kRegex:
      return regex_fits(s, test.regex, token);
    case rules::ShapeTest::Kind::kYear:
    case rules::ShapeTest::Kind::kNumber:
      return t.is(Token::kNumeral) && number_fits(test, small_value(s.text->view(t)), t.end - t.begin);
  }
  return false;
}

bool regex_fits(Scratch& s, std::uint32_t regex, std::uint32_t token) {
  const Token& t = s.text->tokens[token];
  if (t.word != kUnknownWord) return t.word < s.m.regex_words[regex].size() && s.m.regex_words[regex][t.word];
  s.folded.clear();
  fold(s.text->view(t), s.folded);
  return s.folded.size() <= 256 && re2::RE2::FullMatch(s.folded, *s.m.regexes[regex]);
}

}  // namespace milepost::match
