// A document: the text that every span refers to, and what is known about it before it is read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace milepost {

/// Where the bytes of a document came from.
///   {"news.tar.gz", "jsonl", "2024/05.jsonl", 81231, 17}: the 17th document (from 0) of a member of an archive
struct Source {
  std::string path, format, member;
  std::uint64_t offset = 0;   ///< byte offset of the document in the (decompressed) file or member
  std::uint64_t ordinal = 0;  ///< number of the document in the file or member, from 0
};

/// What a reader delivers. `text` is valid UTF-8 and never changes afterwards; where there is a title it is the title, a line feed and the
/// body. Repairs (U+FFFD for invalid bytes, mojibake) were made before and stand in `flags`.
struct Document {
  std::string id;  ///< native id, else URL and date, else path and ordinal
  std::string title, url;
  std::string published;         ///< ISO date "2024-05-02", "" when unknown
  std::string published_source;  ///< header, metadata, argument, file_name, url, feed …; "" when unknown
  std::string language;          ///< BCP 47, "" when not stated
  std::string text;
  std::uint32_t title_bytes = 0;  ///< length of the title at the start of text; 0 when there is none
  Source source;
  std::string duplicate_of;        ///< id of an earlier document with the same words; "" when there is none
  std::string cluster;             ///< id of the first of the documents that tell the same in nearly the same words; "" when there is none
  std::vector<std::string> flags;  ///< sorted, unique: repaired_utf8, repaired_mojibake, truncated …
  std::uint64_t repaired = 0;      ///< how many bytes became U+FFFD

  std::string_view view() const& { return text; }
  std::string_view view() && = delete;
};

}  // namespace milepost
