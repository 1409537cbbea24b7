// Characters to words of the rule language: lines into statements and clauses, and a cursor over the bytes of one clause.
// A statement begins at the left margin, its clauses are indented, a clause goes on while lines are indented deeper than it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/ast.h"

namespace milepost::rules {

/// A clause, or the head of a statement: bytes [begin, end) of the file, first character that is no space to last.
struct Clause {
  std::size_t begin = 0, end = 0;
  bool example = false;  ///< starts with + - ?
};

/// A statement: its head and the clauses below it. `type` and `let` have all their lines in the head.
struct Statement {
  Clause head;
  std::vector<Clause> clauses;
};

/// Offsets of line begins, for positions.
struct SourceMap {
  SourceMap(std::uint32_t file, std::string_view text);
  /// Line and column (in code points) of a byte. Cheap when called for nearby places of a line, one after the other.
  Position at(std::size_t offset) const;

  std::uint32_t file;
  std::string_view text;
  std::vector<std::size_t> lines;

 private:
  mutable std::size_t last_offset_ = 0;
  mutable std::uint32_t last_line_ = 0, last_column_ = 1;
};

/// Cuts a file; clauses that stand under no statement are reported and left out.
std::vector<Statement> split_statements(const SourceMap& map, std::vector<Diagnostic>& diagnostics);

/// Reads the words of one clause. The first complaint of a clause is reported, the rest of the clause is then nobody's.
class Cursor {
 public:
  Cursor(const SourceMap& map, Clause clause, std::vector<Diagnostic>& diagnostics)
      : map_(map), diagnostics_(diagnostics), at_(clause.begin), end_(clause.end) {}

  bool failed() const { return failed_; }
  void fail(std::string message, std::string cure = "") { fail_at(position(), std::move(message), std::move(cure)); }
  void fail_at(const Position& where, std::string message, std::string cure = "");
  Position position() const { return map_.at(at_ < end_ ? at_ : end_); }

  /// Skips white space, line ends and comments ("#" after white space), then the next byte; 0 at the end or after a complaint.
  char peek();
  char here() const { return at_ < end_ && !failed_ ? map_.text[at_] : '\0'; }  ///< without skipping
  char after() const { return at_ + 1 < end_ && !failed_ ? map_.text[at_ + 1] : '\0'; }
  bool at_end() { return peek() == '\0'; }
  bool take(char c);              ///< skips c after white space
  bool take_here(char c);         ///< skips c that stands directly here
  bool take(std::string_view s);  ///< skips an operator
  bool take_word(std::string_view word);
  void expect(char c);

  std::string name();                        ///< letters, digits, _; "" when there is none
  std::string dotted();                      ///< a name with dots within: en.money.after
  std::string quoted(char quote);            ///< "…" with \" and \\ within
  std::string regex();                       ///< /…/ with \/ for a slash
  std::string until(std::string_view stop);  ///< raw bytes up to one of `stop`
  std::string rest_of_line();                ///< trimmed
  bool number(double& value);                ///< 12, 0.01, 1e6
  bool small_number(std::uint32_t& value);
  std::size_t mark() const { return at_; }
  void back_to(std::size_t mark) { at_ = mark; }

 private:
  const SourceMap& map_;
  std::vector<Diagnostic>& diagnostics_;
  std::size_t at_, end_;
  bool failed_ = false;
};

}  // namespace milepost::rules
