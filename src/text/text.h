// From bytes to tokens. The fast scanner and the ICU reference make the same tokens; tests/text hold them together.
#pragma once

#include <string>
#include <string_view>

#include "base/vocabulary.h"
#include "milepost/token.h"

namespace milepost::text {

/// Cuts a document into sentences and tokens. `document.text` must be valid UTF-8 and outlive `out`, whose buffers are reused.
void segment(const Document& document, const Vocabulary& words, const Segmentation& table, Text& out);

/// The same with bytes [part.begin, part.end) alone; a part behind the first goes on with the ordinals that `out` holds.
void segment(const Document& document, Span part, const Vocabulary& words, const Segmentation& table, Text& out);

/// Where a very long text is cut. What scanning keeps in memory grows with the piece, so pieces are bounded by bytes and by numbers.
inline constexpr std::uint32_t kPieceBytes = 128u << 10, kPieceNumbers = 4096;
struct Piece {
  Span bytes;
  bool within_sentence = false;  ///< it ends where no sentence ends
};
/// The piece that begins at byte `begin`: all that is left unless that is too long, else up to a blank line, a line's end, a sentence's end
/// or white space in its second half, the first of these that is there.
Piece next_piece(std::string_view text, std::uint32_t begin);

/// Tokens of a phrase of a lexicon or rule, as segment() would make them, appended to `out` with word ids interned by `words`.
void tokenize_phrase(std::string_view phrase, const Vocabulary& words, std::vector<Token>& out);

}  // namespace milepost::text
