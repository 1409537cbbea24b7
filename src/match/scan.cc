// Lexicon hits in one pass over the tokens, and tests of single tokens. O(tokens x longest entry).
#include <cmath>

#include "base/vocabulary.h"
#include "match/scratch.h"

namespace milepost::match {

void find_hits(Scratch& s) {
  const Token* tokens = s.text->tokens.data();
  const auto n = static_cast<std::uint32_t>(s.text->tokens.size());
  const rules::Machinery::WordStart* starts = s.m.starts.data();
  const rules::TrieNode* nodes = s.m.nodes.data();
  s.hits.clear();
  s.hits_begin.resize(n + 1);
  std::uint32_t* begin = s.hits_begin.data();
  s.class_cache.assign(n, kNone);
  std::vector<std::uint32_t>& path = s.path;
  for (const Sentence& sentence : s.text->sentences) {
    for (std::uint32_t i = sentence.first, last = sentence.last; i < last; ++i) {
      begin[i] = static_cast<std::uint32_t>(s.hits.size());
      std::uint32_t node = starts[tokens[i].word].node;
      if (node == 0) continue;
      if (!nodes[node].inner) {  // most words begin no longer entry
        s.hits.push_back({i + 1, nodes[node].entries_begin, nodes[node].entries_end});
        continue;
      }
      path.clear();
      for (std::uint32_t j = i + 1; node != 0; ++j) {
        path.push_back(node);
        if (!nodes[node].inner || j >= last || tokens[j].word == kUnknownWord) break;
        node = s.m.step(node, tokens[j].word);
      }
      for (auto k = static_cast<std::uint32_t>(path.size()); k-- > 0;) {  // longest first
        const rules::TrieNode& here = nodes[path[k]];
        if (here.entries_begin != here.entries_end) s.hits.push_back({i + 1 + k, here.entries_begin, here.entries_end});
      }
    }
  }
  begin[n] = static_cast<std::uint32_t>(s.hits.size());
}

bool row_fits(const Scratch& s, std::uint32_t lexicon, std::uint32_t row, std::uint32_t first, std::uint32_t last) {
  switch (s.m.row_match[lexicon][row]) {
    case rules::LexiconRow::Match::kFold:
      return true;
    case rules::LexiconRow::Match::kCap:
      return s.text->tokens[first].is(Token::kCap);
    case rules::LexiconRow::Match::kUpper:
      for (std::uint32_t i = first; i < last; ++i) {
        const Token& t = s.text->tokens[i];
        if (t.is(Token::kAlpha) && !t.is(Token::kUpper) && !(t.is(Token::kCap) && t.end - t.begin == 1)) return false;
      }
      return true;
    case rules::LexiconRow::Match::kExact: {
      std::string_view exact = s.m.exact[lexicon][row];
      for (std::uint32_t i = first; i < last; ++i) {
        const std::string_view piece = s.text->view(s.text->tokens[i]);
        if (!exact.starts_with(piece) || exact.size() <= piece.size() || (exact[piece.size()] != '\n' && exact[piece.size()] != '\t'))
          return false;
        const bool spaced = exact[piece.size()] == '\t';  // "A$" is not "A $"
        if (i + 1 < last && spaced != s.text->tokens[i + 1].is(Token::kSpaceBefore)) return false;
        exact.remove_prefix(piece.size() + 1);
      }
      return exact.empty();
    }
  }
  return false;
}

std::uint32_t class_of(Scratch& s, std::uint32_t token) {
  std::uint32_t& cached = s.class_cache[token];
  if (cached == kNone) {
    const Token& t = s.text->tokens[token];
    if (t.word == kUnknownWord) {
      s.folded.clear();
      fold(s.text->view(t), s.folded);
    }
    cached = s.program.class_of(t, s.folded);
  }
  return cached;
}

bool shape_fits(Scratch& s, const rules::ShapeTest& test, std::uint32_t token) {
  const Token& t = s.text->tokens[token];
  switch (test.kind) {
    case rules::ShapeTest::Kind::kMask:
      return (t.shape & test.mask) == test.mask;
    case rules::ShapeTest::Kind::kAny:
      return true;
    case rules::ShapeTest::Kind::kClass:
      return (class_of(s, token) & test.classes) != 0;
    case rules::ShapeTest::Kind::kRegex:
      return regex_fits(s, test.regex, token);
    case rules::ShapeTest::Kind::kYear:
    case rules::ShapeTest::Kind::kNumber: {
      if (!t.is(Token::kNumeral)) return false;
      const std::string_view digits = s.text->view(t);
      if (digits.size() > 9) return false;
      std::uint32_t value = 0;
      for (const char c : digits) {
        if (c < '0' || c > '9') return false;
        value = value * 10 + static_cast<std::uint32_t>(c - '0');
      }
      if (test.kind == rules::ShapeTest::Kind::kYear) return digits.size() == 4 && value >= 1000 && value <= 2999;
      return value >= test.low && value <= test.high;
    }
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
