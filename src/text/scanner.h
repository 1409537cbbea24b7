// The scanner of tokens, shared by documents and phrases of lexicons. Private to the room.
#pragma once

#include <string>

#include "base/vocabulary.h"
#include "milepost/token.h"

namespace milepost::text {

/// Appends the tokens of bytes [begin, end) of `text`. Rules, in this order:
///   a numeral is digits with "." or "," between digits: 1,234.5
///   a word is letters, marks and invisible format characters; an ideograph is a token of its own
///   letters with full stops, two or more, are one token: U.S., e.g., a.m.
///   an apostrophe with letters after it, directly behind a word, is one token: 's, 'll; with s, behind a numeral as well: 2024's
///   every other character that is no white space is one token; a backslash of Markdown before punctuation is none ("\[1\]"), and with
///   an underscore it is white space ("Ann\_Lee")
void scan_tokens(std::string_view text, std::uint32_t begin, std::uint32_t end, const Vocabulary& words, std::vector<Token>& out);
/// The same tokens without reading sixteen bytes at a time: what the fast way is held to. For tests.
void scan_tokens_by_byte(std::string_view text, std::uint32_t begin, std::uint32_t end, const Vocabulary& words, std::vector<Token>& out);

}  // namespace milepost::text
