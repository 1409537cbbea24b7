// What is written of a document, or of a piece of a very long one: the rows of its records, before they become Records or lines of JSON.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "milepost/linked.h"
#include "milepost/pipeline.h"
#include "milepost/token.h"
#include "model/room.h"
#include "rules/program.h"

namespace milepost {

/// Rows are added in any order, each with its body behind it, and come out in the contract's: the document, then by begin, longer first,
/// type. Buffers are kept for the next document.
///   rows.begin(document, text, program, mentions);
///   rows.add(RecordType::kTime, t.span, t.sentence, rule);
///   add_body(rows.body(), t);
///   rows.end(options.types);
class Written {
 public:
  using RowId = std::uint32_t;

  /// `mentions`: how many there are, for remember(). All that is given must live as long as the rows are looked at.
  void begin(const Document& document, const Text& text, const rules::Program& program, std::size_t mentions);
  /// Ordinals tell apart records of one type at one span.
  RowId add(RecordType type, Span span, std::uint32_t sentence, RuleId rule);
  Room& body() { return bodies_; }  ///< of the row added last
  /// The mention stands for this row when others are built from it.
  void remember(MentionId m, RowId row) {
    if (m < row_of_.size()) row_of_[m] = row;
  }
  /// The row added last was built from these mentions.
  void cite(const std::vector<MentionId>& from);
  std::string_view id(RowId row) const { return {rows_[row].id.data(), rows_[row].id.size()}; }
  void end(std::uint32_t types);  ///< a bit per RecordType that is wanted

  RecordCounts counts() const;
  void append_lines(std::string& out, std::string_view pack);
  /// Instead of what `out` holds; the strings there are used again.
  void records(std::vector<Record>& out) const;

 private:
  struct Row {
    RecordType type = RecordType::kDocument;
    Span bytes, chars;
    std::uint32_t sentence = 0, ordinal = 0;
    RuleId rule = kNone;
    std::uint32_t body = 0, from = 0;  ///< where they begin; they end where those of the next row begin
    RecordId id{};
  };
  std::uint32_t ordinal_of_last();
  std::size_t place(RowId row) const;
  std::string_view rule(const Row& r) const {
    return r.rule < program_->rules.size() ? std::string_view(program_->rules[r.rule].id) : std::string_view();
  }
  std::string_view body(RowId row) const;
  std::span<const RowId> from(RowId row) const;

  const Document* document_ = nullptr;
  const Text* text_ = nullptr;
  const rules::Program* program_ = nullptr;
  std::optional<RecordIds> ids_;
  std::vector<Row> rows_;
  std::string bodies_room_, line_room_;
  Room bodies_{bodies_room_, 4096}, line_{line_room_, 4096};
  std::vector<RowId> from_;    ///< of all rows
  std::vector<RowId> row_of_;  ///< by mention
  std::vector<RowId> seen_;    ///< hash table: the latest row of a type and span
  struct Place {
    std::uint64_t span;  ///< begin, then the longer one first
    std::uint32_t type;
    RowId row;
    auto operator<=>(const Place&) const = default;
  };
  std::vector<Place> order_;  ///< the rows that are wanted, sorted
};

}  // namespace milepost
