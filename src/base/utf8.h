// UTF-8: decoding, repair and the classes of code points that tokens are made of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace milepost {

/// One code point at the begin of valid UTF-8; `size` is its length in bytes (1 to 4). On a stray byte: U+FFFD and 1.
struct CodePoint {
  char32_t value = 0xFFFD;
  std::uint32_t size = 1;
};
CodePoint decode(std::string_view utf8);

/// Whether no byte is above 0x7F.
bool is_ascii(std::string_view bytes);
bool is_utf8(std::string_view bytes);

/// Makes `bytes` valid UTF-8: each maximal subpart of an ill-formed sequence becomes one U+FFFD (Unicode 15, section 3.9, table 3-8).
/// Returns the number of replacements.
std::uint64_t repair_utf8(std::string& bytes);

/// What a code point does in a token.
enum class Glyph : std::uint8_t {
  kLetter,     ///< letters and marks
  kIdeograph,  ///< a letter that is a token of its own (scripts without spaces between words)
  kDigit,      ///< decimal digits
  kExtend,     ///< invisible format characters: they stay in the word they stand in
  kSpace,
  kNewline,
  kPunct  ///< everything else; one token each
};
Glyph glyph(char32_t c);

/// Upper-case and title-case letters; lower-case letters.
bool is_upper(char32_t c);
bool is_lower(char32_t c);

/// Appends the full case folding of a code point (Unicode, CaseFolding.txt, status C and F): "ß" is "ss".
void append_folded(std::string& out, char32_t c);

}  // namespace milepost
