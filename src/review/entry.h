// A record as review sees it: read back from its line of JSON, the pack's hash taken out, so that equal lines are equal records.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "milepost/result.h"
#include "milepost/span.h"

namespace milepost::review {

using Json = nlohmann::ordered_json;

/// One record. `data` holds the type's own fields (value, unit, actor …) in the contract's order.
///   {"schema":"1.0","type":"quantity","id":"4f3d…", … ,"value":40,"unit":"%"}  ->  {type quantity, id 4f3d…, data {value 40, unit %}}
struct Entry {
  std::string id, type, document, text, rule;
  Span bytes, chars;
  std::uint32_t sentence = 0;
  std::vector<std::string> from;
  Json data;
};

/// All records of one document as lines without line feed and without the pack's hash, in the order of the contract.
struct DocumentLines {
  std::string document;
  std::vector<std::string> lines;
  std::string text;  ///< the article, where the side has it
};

/// Takes `"pack":"…",` out of a record's line.
std::string without_pack(std::string_view line);
/// The value of a string key of the envelope, without parsing the line: field_of(line, "document"). "" when absent.
std::string field_of(std::string_view line, std::string_view key);
/// Parses a line; an Error (kBadFormat) when it is no record.
Result<Entry> parse_entry(std::string_view line);
/// The line of an entry, as append_json writes it without the pack's hash.
std::string line_of(const Entry& entry);

/// Paths of fields that differ, "value" or "baseline.unit"; `rule` and `text` are fields too. Numbers are equal within 1e-9 of their size.
std::vector<std::string> fields_changed(const Entry& before, const Entry& after);

}  // namespace milepost::review
