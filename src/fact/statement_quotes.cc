// Quotation marks in pairs. Straight marks open behind white space and close before it; a paragraph that ends within a quotation ends it.
#include "fact/statement.h"

namespace milepost::fact {

namespace {

enum class Mark { kNone, kOpen, kClose, kEither };

/// A character's bytes as one number.
constexpr std::uint32_t packed(std::string_view bytes) {
  std::uint32_t all = 0;
  for (const char c : bytes) all = all << 8 | static_cast<unsigned char>(c);
  return all;
}

bool space_after(const Text& text, std::uint32_t t) { return t + 1 >= text.tokens.size() || text.tokens[t + 1].is(Token::kSpaceBefore); }

Mark mark_of(const Text& text, std::uint32_t t) {
  const Token& token = text.tokens[t];
  if (!token.is(Token::kPunct)) return Mark::kNone;
  if (token.end - token.begin > 1) {
    if (token.end - token.begin > 3) return Mark::kNone;
    switch (packed(text.view(token))) {
      case packed("\u201C"):
      case packed("\u201E"):
      case packed("\u00AB"):
      case packed("\u2018"):
        return Mark::kOpen;
      case packed("\u201D"):
      case packed("\u00BB"):
        return Mark::kClose;
      default:
        return Mark::kNone;
    }
  }
  if (text.document->text[token.begin] != '"') return Mark::kNone;
  const bool before = token.is(Token::kSpaceBefore) || token.is(Token::kLineStart), after = space_after(text, t);
  return before == after ? Mark::kEither : before ? Mark::kOpen : Mark::kClose;
}

/// A right single mark that closes: behind punctuation, or before a gap where a left one is open.
bool closes_single(const Text& text, std::uint32_t t) {
  return text.view(text.tokens[t]) == "\u2019" &&
         (text.tokens[t - 1].is(Token::kPunct) ||
          (space_after(text, t) && t + 1 < text.tokens.size() && text.tokens[t + 1].is(Token::kLower)));
}

}  // namespace

std::vector<Quotation> quotations_of(const link::Words& words) {
  const Text& text = words.text();
  std::vector<Quotation> out;
  std::uint32_t open = kNone, paragraph = kNone;
  bool single = false;
  for (const Sentence& s : text.sentences) {
    if (s.paragraph != paragraph) {
      // the mark of a quotation that goes on in the next paragraph is opened again there
      if (open != kNone && s.first > open + 1 && mark_of(text, s.first) == Mark::kOpen) out.push_back({open + 1, s.first, false});
      open = kNone;
      paragraph = s.paragraph;
    }
    words.kinds().marks.each(s.first, s.last, [&](std::uint32_t t) {
      const Token& token = text.tokens[t];
      if (token.end - token.begin == 1 && text.document->text[token.begin] != '"') return;
      const Mark m = mark_of(text, t);
      const bool closes = m == Mark::kClose || (m == Mark::kEither && open != kNone) || (open != kNone && single && closes_single(text, t));
      if (closes) {
        if (open != kNone && t > open + 1) out.push_back({open + 1, t, false});
        open = kNone;
      } else if (m != Mark::kNone && (open == kNone || m == Mark::kOpen)) {
        if (open != kNone && text.view(text.tokens[t]) == "\u2018") return;
        open = t;
        single = text.view(text.tokens[t]) == "\u2018";
      }
    });
  }
  return out;
}

bool in_address(const Text& text, std::uint32_t first, std::uint32_t last) {
  const auto glue = [&](std::uint32_t t) {
    const std::string_view w = text.view(text.tokens[t]);
    return w == "-" || w == "/" || w == "_" || w == "=" || w == "%";
  };
  const bool before = first > 0 && !text.tokens[first].is(Token::kSpaceBefore) && glue(first - 1);
  const bool after = last < text.tokens.size() && !text.tokens[last].is(Token::kSpaceBefore) && glue(last);
  return before || after;
}

char stop_at(const Text& text, std::uint32_t token) {
  const Token& t = text.tokens[token];
  if (!t.is(Token::kPunct)) return '\0';
  if (t.end - t.begin == 1) return text.document->text[t.begin];
  if (mark_of(text, token) != Mark::kNone) return '"';
  const std::string_view w = text.view(t);
  if (w == "\u2013" || w == "\u2014") return ';';
  return '\0';
}

}  // namespace milepost::fact
