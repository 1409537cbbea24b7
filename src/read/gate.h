// The gate between bytes and documents: what every format does with the fields it found. Private to the room.
#pragma once

#include <string>
#include <string_view>

#include "milepost/document.h"
#include "milepost/result.h"
#include "read/readers.h"

namespace milepost::read {

/// What a format found out about an article, still in the bytes of its source.
struct Fields {
  std::string id, title, url, published, language, body;
  std::string published_source = "metadata";  ///< where `published` was read
  bool month_first = false;                   ///< 05-02-2024 is the 2nd of May
};

/// What the source says about its bytes. kUtf8: the format itself promises UTF-8, so a bad byte is damage; kLabel: a name stands beside the
/// text; kUnknown: it is found out.
struct Charset {
  enum class Kind : std::uint8_t { kUtf8, kLabel, kUnknown } kind = Kind::kUtf8;
  std::string label;
};

/// Makes a document: UTF-8, no NUL, mojibake undone, title and body put together; a date (from the field, else from the URL, else from the
/// file's name) with its source; an id (its own, else URL and date, else path and ordinal). Every repair leaves a flag.
Document make_document(Fields fields, const Charset& charset, Source source, const ReadOptions& options);

/// An error about a document or stream of `source`. `at` is its line, row or byte offset.
Error error_at(Error e, const Source& source, std::uint64_t at = 0);
Error too_long(std::uint64_t limit);

/// "news.zip#2024/05.jsonl"
std::string place_of(const Source& source);

/// The ISO date in a field: "2024-05-02T10:00Z", "02.05.2024", "20240502", "Thu, 02 May 2024 10:00:00 GMT", "26-FEB-1987 15:01",
/// seconds since 1970; "" when there is none. Figures like 05-02-2024 are read only where one of them is no month, or `month_first`.
std::string normalised_date(std::string_view field, bool month_first = false);
/// The date in a path like /2024/05/02/ or news-2024-05-02.txt.
std::string date_in_path(std::string_view path);

/// Makes `text` valid UTF-8. Returns the flag that says how: "" when it was, "charset_windows-1252", "repaired_utf8" (`repaired` counts).
std::string make_utf8(std::string& text, const Charset& charset, std::uint64_t& repaired);

/// Undoes UTF-8 that was read as windows-1252 and written again: "â‚¬5m" -> "€5m", "caf\u00C3\u00A9" -> "café". Only where the text proves
/// that this happened; "Brontë…”" stays. Returns whether anything changed.
bool undo_mojibake(std::string& text);

/// The words of HTML, blocks on lines of their own, scripts and styles left out.
std::string text_of_html(const std::string& html);
/// Replaces &lt; &eacute; &#228; in plain text.
std::string decode_entities(std::string_view text);
/// The code point of an HTML entity's name without & and ;, or 0.
std::uint32_t entity(std::string_view name);

}  // namespace milepost::read
