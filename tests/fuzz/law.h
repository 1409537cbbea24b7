// Laws that every fuzz target holds its results to. A broken law is a crash, with its reason on standard error.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "milepost/document.h"
#include "milepost/pack.h"
#include "milepost/pipeline.h"
#include "milepost/record.h"
#include "read/gate.h"

namespace milepost::fuzz {

#define MILEPOST_LAW(held, why)                        \
  do {                                                 \
    if (!(held)) {                                     \
      std::fprintf(stderr, "broken law: %s\n", (why)); \
      std::abort();                                    \
    }                                                  \
  } while (false)

/// The shipped rules, compiled once.
inline const Pack& shipped_pack() {
  static const PackResult opened = open_pack(MILEPOST_SOURCE "/rules");
  MILEPOST_LAW(opened.pack != nullptr, "the shipped rules do not compile");
  return *opened.pack;
}

/// Bytes as a document, the way every reader makes one.
inline Document document_of(const std::uint8_t* data, std::size_t size) {
  read::Fields fields;
  fields.id = "d";
  fields.body.assign(reinterpret_cast<const char*>(data), size);
  return read::make_document(std::move(fields), {}, {}, {});
}

inline bool border(std::string_view text, std::uint32_t at) {
  return at <= text.size() && (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

/// What holds of every record of a document: its place is inside the text, on borders of code points, holds its words; its line is one line
/// of valid JSON that says the same.
inline void hold(const Record& r, const Document& document, const std::string& line) {
  MILEPOST_LAW(r.bytes.begin <= r.bytes.end && border(document.text, r.bytes.begin) && border(document.text, r.bytes.end),
               "a span is no place in the text");
  if (r.type != RecordType::kDocument)
    MILEPOST_LAW(std::string_view(document.text).substr(r.bytes.begin, r.bytes.end - r.bytes.begin) == r.text,
                 "a record's words are not those of its span");
  MILEPOST_LAW(!line.empty() && line.find('\n') == line.size() - 1, "a record is not one line");
  const auto json = nlohmann::json::parse(line, nullptr, false);
  MILEPOST_LAW(json.is_object() && json["text"] == r.text && json["id"] == r.id, "a line is no JSON of its record");
}

/// Scans a document and holds every record to the laws. Returns the lines.
inline std::string scan(Scanner& scanner, const Document& document) {
  std::string all, line;
  for (const Record& r : scanner.scan(document)) {
    line.clear();
    append_json(line, r, "pack");
    hold(r, document, line);
    all += line;
  }
  return all;
}

}  // namespace milepost::fuzz
