// Lexicon hits in one pass over the tokens, and what they wake. O(tokens x longest entry).
#include <cmath>

#include "base/vocabulary.h"
#include "match/scratch.h"

namespace milepost::match {

void find_hits(Scratch& s) {
  const auto& tokens = s.text->tokens;
  const auto n = static_cast<std::uint32_t>(tokens.size());
  s.hits.clear();
  s.hits_begin.resize(n + 1);
  s.class_cache.assign(n, kNone);
  for (const Sentence& sentence : s.text->sentences) {
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const auto begin = static_cast<std::uint32_t>(s.hits.size());
      s.hits_begin[i] = begin;
      const WordId w = tokens[i].word;
      std::uint32_t node = w < s.m.roots.size() ? s.m.roots[w] : 0;
      for (std::uint32_t j = i + 1; node != 0; ++j) {
        const rules::TrieNode& here = s.m.nodes[node];
        for (std::uint32_t e = here.entries_begin; e < here.entries_end; ++e) s.hits.push_back({j, e});
        if (j >= sentence.last || tokens[j].word == kUnknownWord) break;
        node = s.m.step(node, tokens[j].word);
      }
      for (std::size_t a = begin, b = s.hits.size(); a + 1 < b; ++a) std::swap(s.hits[a], s.hits[--b]);  // longest first
    }
  }
  s.hits_begin[n] = static_cast<std::uint32_t>(s.hits.size());
}

bool row_fits(const Scratch& s, std::uint32_t lexicon, std::uint32_t row, std::uint32_t first, std::uint32_t last) {
  const rules::LexiconRow& r = s.program.lexicons[lexicon].rows[row];
  switch (r.match) {
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

namespace {

void fire(Scratch& s, std::uint32_t branch, std::uint32_t token, bool linked) {
  const rules::CompiledRule& rule = s.m.rules[s.m.branches[branch].rule];
  if (rule.linked == linked) s.fires[rule.stratum].push_back({branch, token});
}

}  // namespace

void wake_tokens(Scratch& s, bool linked) {
  const auto& tokens = s.text->tokens;
  for (std::uint32_t i = s.begin; i < s.end; ++i) {
    if (tokens[i].word != kUnknownWord) {
      const auto [b, e] = s.m.by_word.of(tokens[i].word);
      for (const std::uint32_t* p = b; p != e; ++p) fire(s, *p, i, linked);
    }
    for (std::uint32_t h = s.hits_begin[i]; h < s.hits_begin[i + 1]; ++h) {
      if (s.hits[h].last > s.end) continue;
      const auto [b, e] = s.m.by_lexicon.of(s.m.entries[s.hits[h].entry].lexicon);
      for (const std::uint32_t* p = b; p != e; ++p) fire(s, *p, i, linked);
    }
    for (const std::uint32_t shape : s.m.shape_triggers) {
      if (!shape_fits(s, s.m.shapes[shape], i)) continue;
      const auto [b, e] = s.m.by_shape.of(shape);
      for (const std::uint32_t* p = b; p != e; ++p) fire(s, *p, i, linked);
    }
  }
}

void wake_mention(Scratch& s, MentionId id, bool linked) {
  const Mention& m = s.chart->mentions[id];
  s.seen_types[m.type] = s.sentence_stamp;
  const auto [b, e] = s.m.by_type.of(m.type);
  for (const std::uint32_t* p = b; p != e; ++p) fire(s, *p, m.first, linked);
}

}  // namespace milepost::match
