// Lexicon hits in one pass over the tokens. O(tokens x longest entry).
#include "match/see.h"

namespace milepost::match {

namespace {

/// Adds what is found from a word on that may begin longer entries, longest first.
void add_hits(Scratch& s, std::uint32_t token, std::uint32_t last, const rules::Machinery::WordStart& start) {
  const Token* tokens = s.text->tokens.data();
  const rules::TrieNode* nodes = s.m.nodes.data();
  const auto push = [&](const rules::TrieNode& node, std::uint32_t end) {
    if (node.entries_begin != node.entries_end) append(s.hits, Hit{end, node.entries_begin, node.entries_end});
  };
  std::uint32_t node = start.node;
  s.path.clear();
  for (std::uint32_t j = token + 1; node != 0; ++j) {
    s.path.push_back(node);
    if (!nodes[node].inner || j >= last || tokens[j].word == kUnknownWord || !s.m.may_step(node, tokens[j].word)) break;
    node = s.m.step(node, tokens[j].word);
  }
  for (auto k = static_cast<std::uint32_t>(s.path.size()); k-- > 0;) push(nodes[s.path[k]], token + 1 + k);
}

}  // namespace

void begin_hits(Scratch& s) {
  s.hits.clear();
  s.hits_begin.assign(s.text->tokens.size() + 1, 0);
}

void find_hits(Scratch& s, std::uint32_t token, std::uint32_t last, const rules::Machinery::WordStart& word) {
  if (!goes_on(s, token, last, word)) return add_hit(s, token, word);
  add_hits(s, token, last, word);
  s.hits_begin[token + 1] = static_cast<std::uint32_t>(s.hits.size());
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

}  // namespace milepost::match
