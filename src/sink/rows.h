// What databases make of records: the columns of a document, and the views that people ask. Private to the room.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "milepost/record.h"
#include "milepost/result.h"

namespace milepost::sink {

/// Columns of the document table in its order; "" is NULL.
struct DocumentRow {
  static constexpr std::array<const char*, 12> kColumns = {"text_sha256",      "pack",     "title",        "url",     "published",
                                                           "published_source", "dateline", "duplicate_of", "cluster", "language",
                                                           "source",           "flags"};
  std::array<std::string, kColumns.size()> values;
  const std::string& hash() const { return values[0]; }
  const std::string& pack() const { return values[1]; }
};

/// Reads a document's record from its line of JSON.
Result<DocumentRow> document_row(std::string_view json_line);

/// A column of a view: a field of the record's own data, by path ("baseline.value").
struct ViewColumn {
  const char* name;
  const char* path;
  enum class Kind : std::uint8_t {
    kText,
    kNumber,  ///< NULL where the field is no single number
    kLow,     ///< of a range [low, high]; the number itself otherwise
    kHigh,
    kJson  ///< lists and objects, as they stand
  } kind = Kind::kText;
};
struct View {
  const char* type;
  std::vector<ViewColumn> columns;
};
const std::vector<View>& views();
/// The statements that make a view anew over the tables record and document, as SQLite and PostgreSQL both understand them; `column` is how
/// the database reads a field.
std::string view_sql(const View& view, std::string (*column)(const ViewColumn&));

/// The indexes of both databases, made when a run is done, so that the first one does not carry them along.
inline constexpr const char* kIndexes = R"(
CREATE INDEX IF NOT EXISTS record_type ON record(type);
CREATE INDEX IF NOT EXISTS document_published ON document(published);
CREATE INDEX IF NOT EXISTS document_text ON document(text_sha256);
CREATE INDEX IF NOT EXISTS document_cluster ON document(cluster) WHERE cluster IS NOT NULL;
)";

/// Records whose words are in the full-text index.
bool is_evidence(RecordType type);
inline constexpr const char* kEvidenceTypes = "'target','forecast','observation','deal','statement'";

}  // namespace milepost::sink
