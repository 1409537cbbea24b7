// From bytes to tokens. The fast scanner and the ICU reference make the same tokens; tests/text hold them together.
#pragma once

#include <string>

#include "base/vocabulary.h"
#include "milepost/token.h"

namespace milepost::text {

/// Cuts a document into sentences and tokens. `document.text` must be valid UTF-8 and outlive `out`, whose buffers are reused.
void segment(const Document& document, const Vocabulary& words, const Segmentation& table, Text& out);

/// Tokens of a phrase of a lexicon or rule, as segment() would make them, appended to `out` with word ids interned by `words`.
void tokenize_phrase(std::string_view phrase, const Vocabulary& words, std::vector<Token>& out);

}  // namespace milepost::text
