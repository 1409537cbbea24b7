// The contract: one record a line of JSON (schemas/record-1.0.schema.json), the same bytes on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "milepost/span.h"

namespace milepost {

inline constexpr std::string_view kSchemaVersion = "1.0";

/// Kinds of records, in the order in which the schema names them.
enum class RecordType : std::uint8_t {
  kDocument,
  kQuantity,
  kTime,
  kOrganization,
  kPerson,
  kPlace,
  kStatement,
  kTarget,
  kForecast,
  kObservation,
  kDeal,
  kError
};
inline constexpr std::size_t kRecordTypes = 12;
using RecordCounts = std::array<std::uint64_t, kRecordTypes>;  ///< by type
/// "document", "quantity" …
std::string_view type_name(RecordType type);

/// A record on its way to a sink. Strings are owned: a record outlives the document it was read from.
/// `body` is the JSON text of the type's own fields without the braces: `"value":40,"unit":"%"`, keys in the schema's order.
struct Record {
  RecordType type = RecordType::kDocument;
  std::string id;        ///< 32 hex digits: record_id()
  std::string document;  ///< the document's id
  Span bytes, chars;     ///< of the document's text; both empty for document and error records without a place
  std::string text;      ///< the exact words of the span
  std::uint32_t sentence = 0;
  std::string rule;               ///< id of the rule that made it; "" for document and error
  std::vector<std::string> from;  ///< ids of the records it was built from
  std::string body;
};

/// 32 hex digits.
using RecordId = std::array<char, 32>;

/// The ids of one document's records: hashes of document id, type, byte span and ordinal (number of earlier records of the type at the
/// span), as 32 hex digits. Not of the value or the rule: a changed value is a change, not a removal and an addition.
///   id = SipHash-2-4-128(key = the first 16 bytes of SHA-256(document id), type, begin, end, ordinal: 32 bits each, little-endian)
class RecordIds {
 public:
  explicit RecordIds(std::string_view document);
  RecordId of(RecordType type, Span bytes, std::uint32_t ordinal) const;

 private:
  std::array<std::uint8_t, 16> key_{};
};

/// One id alone.
std::string record_id(std::string_view document, RecordType type, Span bytes, std::uint32_t ordinal);

/// Appends the record as one line of JSON with its line feed. `pack` is the hash of the compiled rules.
void append_json(std::string& out, const Record& record, std::string_view pack);

}  // namespace milepost
