// Sentences. A stop ends one unless what stands around it says otherwise; line ends do in text that is not hard-wrapped. Door: segment().
// One pass over the tokens, one over the bytes for the code-point index.
#include <algorithm>
#include <bit>

#include "base/words8.h"
#include "text/scanner.h"
#include "text/text.h"

namespace milepost {

std::uint32_t Text::chars_before(std::uint32_t byte) const {
  if (code_points.back().before == document->text.size()) return byte;  // ASCII throughout
  const CodePoints& block = code_points[byte / 64];
  const std::uint32_t chars = block.before + byte % 64;
  if (block.continued == 0) return chars;
  return chars - static_cast<std::uint32_t>(std::popcount(block.continued & ((std::uint64_t{1} << byte % 64) - 1)));
}

namespace text {

namespace {

/// White space between two tokens.
struct Break {
  std::uint32_t lines = 0;  ///< line ends
  bool blank_line = false;
};

class Cutter {
 public:
  Cutter(const Document& document, const Segmentation& table, Text& out)
      : bytes_(document.text), table_(table), out_(out), ordinal_(out.last_ordinal), paragraph_(out.last_paragraph) {}

  /// Cuts tokens [first, size) into sentences; ordinals count from 1, and on from the piece before.
  void run(std::uint32_t first) {
    measure_lines(first);
    const Token* const tokens = out_.tokens.data();
    const auto n = static_cast<std::uint32_t>(out_.tokens.size());
    for (std::uint32_t begin = first, i = first; i < n; ++i) {
      const std::uint32_t most = std::min(n, begin + kMaxTokens) - 1;  // the last token that the sentence may have
      const Token *t = tokens + i, *const last = tokens + most;
      while (t < last && !may_end(t[0], t[1])) ++t;
      i = static_cast<std::uint32_t>(t - tokens);
      const bool full = i + 1 - begin >= kMaxTokens;
      const Break gap = i + 1 < n ? between(i) : Break{1, true};
      const bool cut = i + 1 == n || full || gap.blank_line || (gap.lines > 0 && line_ends_sentence(i)) || stop_ends_sentence(i);
      if (!cut) continue;
      if (full && !gap.blank_line) ++out_.cuts;
      add(begin, i + 1);
      begin = i + 1;
      if (gap.blank_line || (gap.lines > 0 && !wrapped_)) ++paragraph_;
    }
    out_.last_ordinal = ordinal_;
    out_.last_paragraph = paragraph_;
  }

  /// Sentences that begin before this byte are lines of front matter: titles and labels, no text.
  void set_front_matter(std::uint32_t end) { front_matter_ = end; }

  void add_head(std::uint32_t first, std::uint32_t last) {
    if (first == last) return;
    out_.sentences.push_back({first, last, 0, 0, Sentence::Block::kHead});
    paragraph_ = 1;
  }

 private:
  /// A sentence ends at a line's end, or behind a mark that white space or, where that was lost, a capital follows.
  static bool may_end(const Token& t, const Token& next) {
    constexpr std::uint32_t kMarks = Token::kPunct | Token::kAbbreviation;
    if (((t.shape & kMarks) | (next.shape & Token::kLineStart)) == 0) return false;  // most of them
    if (!next.is(Token::kSpaceBefore)) return t.is(Token::kPunct) && next.is(Token::kCap);
    return true;
  }

  Break between(std::uint32_t i) const {
    Break b;
    const Token &x = out_.tokens[i], &y = out_.tokens[i + 1];
    if (!y.is(Token::kLineStart)) return b;
    bool cr = false;
    for (std::uint32_t k = x.end; k < y.begin; ++k) {
      const char c = bytes_[k];
      if (c == '\n' && !cr) ++b.lines;
      if (c == '\r') ++b.lines;
      cr = c == '\r';
    }
    b.lines = std::max(b.lines, 1u);
    b.blank_line = b.lines > 1;
    return b;
  }

  /// Text is hard-wrapped when it has lines and hardly any is longer than a terminal is wide.
  void measure_lines(std::uint32_t first) {
    std::uint32_t lines = 0, full = 0, longer = 0;
    const Token* t = out_.tokens.data() + first;
    const Token* const last = out_.tokens.data() + out_.tokens.size();
    for (std::uint32_t line_begin = t < last ? t->begin : 0; last - t > 1; ++t) {
      if (!t[1].is(Token::kLineStart)) continue;
      const std::uint32_t length = t->end - line_begin;
      ++lines;
      if (length >= 45 && length <= 100) ++full;
      if (length > 100) ++longer;
      line_begin = t[1].begin;
    }
    wrapped_ = lines >= 2 && full * 2 >= lines && longer * 10 <= lines;
  }

  bool starts_item(std::uint32_t i) const {
    const auto& tokens = out_.tokens;
    if (i + 1 >= tokens.size() || tokens[i + 1].is(Token::kLineStart)) return false;
    const Token &t = tokens[i], &next = tokens[i + 1];
    const std::string_view w = out_.view(t);
    if (t.is(Token::kNumeral) && w.size() <= 2 && !next.is(Token::kSpaceBefore)) {
      const std::string_view mark = out_.view(next);
      return (mark == "." || mark == ")") && i + 2 < tokens.size() && tokens[i + 2].is(Token::kSpaceBefore);
    }
    if (!t.is(Token::kPunct) || !next.is(Token::kSpaceBefore)) return false;
    return w == "-" || w == "*" || w == "#" || w == "\u2022" || w == "\u2013" || w == "\u25AA" || w == "\u00B7" || w == "\u25CF" ||
           w == "\u2023";
  }

  bool line_ends_sentence(std::uint32_t i) const {
    const auto& tokens = out_.tokens;
    const Token& next = tokens[i + 1];
    if (starts_item(i + 1)) return true;
    if (next.is(Token::kAlpha) && next.is(Token::kLower)) return false;
    if (!wrapped_) return !(tokens[i].is(Token::kPunct) && is_comma(i)) || !next.is(Token::kAlpha);
    // Hard-wrapped: the line goes on unless the next word would have fitted in well.
    std::uint32_t k = i;
    while (k > 0 && !tokens[k].is(Token::kLineStart)) --k;
    return tokens[i].end - tokens[k].begin + (next.end - next.begin) < 45;
  }

  bool is_comma(std::uint32_t i) const { return out_.view(out_.tokens[i]) == ","; }

  bool closes(std::uint32_t i) const {
    const std::string_view w = out_.view(out_.tokens[i]);
    return w == ")" || w == "]" || w == "\"" || w == "'" || w == "\u201D" || w == "\u2019" || w == "\u00BB";
  }

  /// Whether the sentence ends behind token i: a stop, or marks that close behind a stop.
  bool stop_ends_sentence(std::uint32_t i) const {
    const auto& tokens = out_.tokens;
    if (i + 1 >= tokens.size()) return false;
    if (!tokens[i + 1].is(Token::kSpaceBefore)) return tokens[i].is(Token::kPunct) && glued_ends(i);
    std::uint32_t stop = i;
    while (stop > 0 && closes(stop) && !tokens[stop].is(Token::kSpaceBefore)) --stop;
    const Token& t = tokens[stop];
    const std::string_view w = out_.view(t);
    std::uint32_t n = i + 1;  // the word that would begin the next sentence
    while (n + 1 < tokens.size() && tokens[n].is(Token::kPunct) && !tokens[n + 1].is(Token::kSpaceBefore)) ++n;
    const Token& next = tokens[n];
    if (next.is(Token::kAlpha) && next.is(Token::kLower)) return false;
    if (t.is(Token::kAbbreviation))
      return w.ends_with('.') && next.is(Token::kAlpha) && (table_.of(next.word) & Segmentation::kStarter) != 0;
    if (w == "!" || w == "?" || w == "\u2026") return true;
    if (w != "." || stop == 0) return false;
    if (tokens[stop - 1].is(Token::kLineStart) && starts_item(stop - 1)) return false;
    return dot_ends(tokens[stop - 1], t, next, stop != i);
  }

  /// "it came to an end.This year": a stop that lost the white space behind it, between a small word and one with a capital.
  bool glued_ends(std::uint32_t i) const {
    constexpr std::uint32_t kWord = 3;
    const auto& tokens = out_.tokens;
    const Token& next = tokens[i + 1];
    if (i + 2 >= tokens.size() || !next.is(Token::kAlpha) || !next.is(Token::kCap)) return false;
    if (!tokens[i + 2].is(Token::kSpaceBefore) && !is_comma(i + 2)) return false;
    std::uint32_t stop = i;
    while (stop > 0 && closes(stop) && !tokens[stop].is(Token::kSpaceBefore)) --stop;
    const std::string_view w = out_.view(tokens[stop]);
    if (stop < 2 || tokens[stop].is(Token::kSpaceBefore) || (w != "." && w != "!" && w != "?")) return false;
    const Token& word = tokens[stop - 1];
    const bool plain = word.is(Token::kAlpha) && word.is(Token::kLower) && word.end - word.begin >= kWord;
    return plain && (word.is(Token::kSpaceBefore) || out_.view(tokens[stop - 2]) == "-");
  }

  bool dot_ends(const Token& word, const Token& dot, const Token& next, bool closed) const {
    if (dot.is(Token::kSpaceBefore)) return true;
    if (closed) return true;
    const std::uint8_t flags = table_.of(word.word);
    if ((flags & Segmentation::kNeverEnds) != 0) return false;
    const bool starter = next.is(Token::kAlpha) && (table_.of(next.word) & Segmentation::kStarter) != 0;
    if ((flags & Segmentation::kAbbreviation) != 0 && word.is(Token::kAlpha)) return starter;
    const bool initial = word.is(Token::kAlpha) && word.is(Token::kCap) && word.end - word.begin == 1;
    return !initial || starter;
  }

  Sentence::Block block(std::uint32_t first, std::uint32_t last) const {
    if (out_.tokens[first].begin < front_matter_) return Sentence::Block::kHead;
    if (out_.tokens[first].is(Token::kLineStart)) {
      if (out_.view(out_.tokens[first]) == "#") return Sentence::Block::kHead;
      if (starts_item(first)) return Sentence::Block::kList;
    }
    const std::string_view words =
        std::string_view(bytes_).substr(out_.tokens[first].begin, out_.tokens[last - 1].end - out_.tokens[first].begin);
    if (words.find('\t') != std::string_view::npos || words.find('|') != std::string_view::npos) return Sentence::Block::kTable;
    return Sentence::Block::kBody;
  }

  /// What runs on for more than kMaxTokens is no sentence but a table or an accident; cut, it costs what its length costs.
  void add(std::uint32_t first, std::uint32_t last) {
    for (; last - first > kMaxTokens; first += kMaxTokens, ++out_.cuts)
      out_.sentences.push_back({first, first + kMaxTokens, ++ordinal_, paragraph_, block(first, first + kMaxTokens)});
    out_.sentences.push_back({first, last, ++ordinal_, paragraph_, block(first, last)});
  }
  /// Tokens of a sentence at the most, fewer than what the engine matches together (rules::kMaxSentence). Whatever compares the words or
  /// amounts of one sentence with each other is bounded by it, also in text that never ends a sentence.
  static constexpr std::uint32_t kMaxTokens = 300;

  const std::string& bytes_;
  const Segmentation& table_;
  Text& out_;
  std::uint32_t ordinal_, paragraph_, front_matter_ = 0;
  bool wrapped_ = false;
};

/// Finds the header of wire copy at the begin of the body: its end, with date and dateline noted in `out`.
std::uint32_t read_header(const Document& document, std::uint32_t body, const Segmentation& table, Text& out) {
  out.header = out.dateline = {body, body};
  out.header_date = {};
  const std::string_view start = std::string_view(document.text).substr(body, 400);
  for (const auto& reader : table.headers) {
    const Segmentation::Header h = reader(start);
    if (h.whole.empty()) continue;
    out.header_date = h.date;
    const auto offset = static_cast<std::uint32_t>(h.dateline.data() - document.text.data());
    if (!h.dateline.empty()) out.dateline = {offset, static_cast<std::uint32_t>(offset + h.dateline.size())};
    out.header = {body, static_cast<std::uint32_t>(body + h.whole.size())};
    break;
  }
  return out.header.end;
}

/// The end of a block of labels between two lines of dashes at the begin of a text, `begin` when there is none.
std::uint32_t front_matter_end(std::string_view text, std::uint32_t begin) {
  constexpr std::string_view kFence = "---\n";
  std::size_t at = begin;
  while (at < text.size() && (text[at] == '\n' || text[at] == ' ')) ++at;
  if (!text.substr(at).starts_with(kFence)) return begin;
  const std::size_t close = text.find("\n---\n", at + 3);
  return close == std::string_view::npos ? begin : static_cast<std::uint32_t>(close + 5);
}

/// Bytes that continue a code point, of 64 at the most.
std::uint64_t continued(std::string_view block) {
  std::uint64_t bits = 0, any = 0;
  if (block.size() == 64) {
    for (std::size_t i = 0; i < 64; i += 8) any |= words8::load(block.data() + i);
    if ((any & words8::kTops) == 0) return 0;  // ASCII
  }
  for (std::size_t i = 0; i < block.size(); i += 8) {
    const std::uint64_t w = words8::load(block, i);
    if ((w & words8::kTops) != 0) bits |= words8::bits(w & ~(w << 1)) << i;
  }
  return bits;
}

void index_code_points(std::string_view text, std::vector<Text::CodePoints>& index) {
  index.clear();
  index.reserve(text.size() / 64 + 2);
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < text.size(); i += 64) {
    const std::string_view block = text.substr(i, 64);
    index.push_back({continued(block), before});
    before += static_cast<std::uint32_t>(block.size()) - static_cast<std::uint32_t>(std::popcount(index.back().continued));
  }
  index.push_back({0, before});
}

}  // namespace

void segment(const Document& document, const Vocabulary& words, const Segmentation& table, Text& out) {
  segment(document, {0, static_cast<std::uint32_t>(document.text.size())}, words, table, out);
}

void segment(const Document& document, Span part, const Vocabulary& words, const Segmentation& table, Text& out) {
  const bool opens = part.begin == 0;
  if (opens) index_code_points(document.text, out.code_points);
  if (opens) out.last_ordinal = out.last_paragraph = 0;
  out.document = &document;
  out.part = part;
  out.tokens.clear();
  out.sentences.clear();
  out.sentence_of.clear();
  out.cuts = 0;
  std::uint32_t body = std::clamp(document.title_bytes, part.begin, part.end);
  Cutter cutter(document, table, out);
  if (body > part.begin) {
    scan_tokens(document.text, part.begin, body, words, out.tokens);
    cutter.add_head(0, static_cast<std::uint32_t>(out.tokens.size()));
    if (body < part.end && document.text[body] == '\n') ++body;
  }
  const std::uint32_t header = std::min(part.end, read_header(document, opens ? body : part.end, table, out));
  const auto first = static_cast<std::uint32_t>(out.tokens.size());
  if (opens) {
    scan_tokens(document.text, body, header, words, out.tokens);
    cutter.add_head(first, static_cast<std::uint32_t>(out.tokens.size()));
  }
  const auto last = static_cast<std::uint32_t>(out.tokens.size());
  scan_tokens(document.text, opens ? header : body, part.end, words, out.tokens);
  if (opens) cutter.set_front_matter(front_matter_end(document.text, header));
  cutter.run(last);
  out.sentence_of.resize(out.tokens.size());
  for (std::uint32_t s = 0; s < out.sentences.size(); ++s)
    std::fill(out.sentence_of.begin() + out.sentences[s].first, out.sentence_of.begin() + out.sentences[s].last, s);
}

void tokenize_phrase(std::string_view phrase, const Vocabulary& words, std::vector<Token>& out) {
  const bool clitic = phrase.starts_with('\'') || phrase.starts_with("\u2019");
  if (!clitic) return scan_tokens(phrase, 0, static_cast<std::uint32_t>(phrase.size()), words, out);
  // "'s" is one token because of the word before it, which a phrase does not have.
  const std::string behind_word = "x" + std::string(phrase);
  const std::size_t first = out.size();
  scan_tokens(behind_word, 0, static_cast<std::uint32_t>(behind_word.size()), words, out);
  out.erase(out.begin() + static_cast<std::ptrdiff_t>(first));
  for (std::size_t i = first; i < out.size(); ++i) --out[i].begin, --out[i].end;
}

}  // namespace text
}  // namespace milepost
