// Words of strangers on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace milepost {

/// What a terminal may be given: control characters and marks of direction as \u{1b}, line ends and tabs as spaces; at most `width`
/// characters, the last one an ellipsis where more would follow.
///   printable("a\x1b[31m", 80) -> "a\\u{1b}[31m"
std::string printable(std::string_view text, std::size_t width = SIZE_MAX);
/// How many columns it takes, a character a column.
std::size_t columns(std::string_view text);

}  // namespace milepost
