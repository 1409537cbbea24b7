// Text as the rules see it: sentences of tokens over one buffer, eight-byte spans, no string per token.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "milepost/document.h"
#include "milepost/span.h"

namespace milepost {

/// Index of a folded word in a Vocabulary; 0 is every word that no rule names.
using WordId = std::uint32_t;
inline constexpr WordId kUnknownWord = 0;

/// One token. Letters and digits are apart ("3bn" is two tokens, "Q3" too), hyphens, dashes and quotes are tokens of their own, "'s" is
/// one token, "1,234.5" is one, "U.S." (letters with full stops) is one, every other punctuation character is one.
struct Token {
  enum Shape : std::uint16_t {
    kAlpha = 1,           ///< letters (and combining marks)
    kNumeral = 2,         ///< begins with a decimal digit; may hold group and decimal marks
    kPunct = 4,           ///< punctuation or symbol
    kCap = 8,             ///< first letter is upper case
    kUpper = 16,          ///< two letters or more, none lower case
    kLower = 32,          ///< no upper-case letter
    kMixed = 64,          ///< an upper-case letter after a lower-case one: iPhone, McDonald
    kSpaceBefore = 128,   ///< white space, or the text's begin, stands before
    kLineStart = 256,     ///< first token of a line
    kAbbreviation = 512,  ///< letters with full stops: U.S., e.g.
    kNonAscii = 1024
  };
  std::uint32_t begin = 0, end = 0;  ///< bytes of Document::text
  WordId word = kUnknownWord;
  std::uint16_t shape = 0;
  std::uint16_t pad = 0;

  constexpr Span span() const { return {begin, end}; }
  constexpr bool is(Shape s) const { return (shape & s) != 0; }
};
static_assert(sizeof(Token) == 16);

/// A run of tokens [first, last). Ordinal 0 is the title or the header line; the body's sentences count from 1.
struct Sentence {
  enum class Block : std::uint8_t { kHead, kBody, kList, kTable };
  std::uint32_t first = 0, last = 0;
  std::uint32_t ordinal = 0;
  std::uint32_t paragraph = 0;  ///< ordinal of the paragraph (separated by an empty line or a line end that ends a block)
  Block block = Block::kBody;
};

/// A document, or a piece of a very long one, cut into sentences and tokens; refers to the document, which must outlive it. Offsets and
/// ordinals are the document's. Reused for the next one: no allocation once the buffers have grown.
struct Text {
  const Document* document = nullptr;
  Span part;  ///< the bytes that were cut: all of them, or a piece
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;         ///< in order, disjoint; together they hold all tokens
  std::vector<std::uint32_t> sentence_of;  ///< for each token the index into `sentences`
  struct CodePoints {
    std::uint64_t continued = 0;  ///< the bytes of the block that go on with a code point; the first is the lowest bit
    std::uint32_t before = 0;     ///< code points that begin before the block
  };
  std::vector<CodePoints> code_points;  ///< of blocks of 64 bytes, and of what stands behind the last: see chars_before
  Span header;                          ///< " date 2024-05-02 ASTANA – ", or the dateline alone; empty when there is none
  std::string_view header_date;         ///< "2024-05-02" within the header, or empty
  Span dateline;                        ///< "ASTANA"; empty when there is none
  std::uint32_t last_ordinal = 0;       ///< of the last sentence, and its paragraph: the next piece counts on
  std::uint32_t last_paragraph = 0;
  std::uint32_t cuts = 0;  ///< sentences that were cut because they run on for too long

  std::string_view view(Span s) const { return {document->text.data() + s.begin, s.size()}; }
  std::string_view view(const Token& t) const { return view(t.span()); }
  /// Bytes from the first to the last token of [first, last), which is not empty.
  Span span(std::uint32_t first, std::uint32_t last) const { return {tokens[first].begin, tokens[last - 1].end}; }
  /// Code points before a byte offset.
  std::uint32_t chars_before(std::uint32_t byte) const;
};

}  // namespace milepost
