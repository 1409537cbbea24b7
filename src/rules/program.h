// The compiled pack: what match, link and fact read. Made once by compile.cc, never changed afterwards, shared by all threads.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/vocabulary.h"
#include "milepost/mention.h"
#include "rules/ast.h"

namespace re2 {
class RE2;
}

namespace milepost::rules {

using LexiconId = std::uint16_t;
using RowId = std::uint32_t;

/// A lexicon after compilation. Rows are the rows of ast.h's Lexicon in the same order.
struct LexiconTable {
  std::string name;
  std::vector<std::string> columns;
  std::vector<LexiconRow> rows;
  std::vector<std::vector<double>> numbers;  ///< [column][row]: the cell as a number, NaN when it is none; no rows where none is
  /// Index of a column, -1 when there is none.
  int column(std::string_view name) const;
  std::string_view cell(RowId row, int column) const {
    return column < 0 ? std::string_view{} : std::string_view(rows[row].cells[static_cast<std::size_t>(column)]);
  }
  double number(RowId row, int column) const;  ///< NaN when absent or no number
  /// Rows whose column has this text, in order; for linking by code ("t" in units).
  RowId find(int column, std::string_view text) const;  ///< kNone when none
};

/// A lexicon's entry found in the text: rows are Program::entry_rows[rows_begin, rows_end), all of one lexicon.
struct Entry {
  LexiconId lexicon = 0;
  bool plain = true;  ///< every row matches as it is found: no row asks for capitals or the exact words
  std::uint32_t rows_begin = 0, rows_end = 0;
};

struct TypeInfo {
  std::string name, group;
  bool linked = false;  ///< mentions are added by link, not by rules
};

struct RuleInfo {
  std::string id;
  TypeId type = 0;
  int prio = 0;
  std::string where;  ///< "rules/en/money.rules:88"
};

struct Machinery;  ///< patterns, triggers, strata: src/rules/machinery.h, read by match only

struct Program {
  Program();
  ~Program();
  Program(const Program&) = delete;

  RuleSet source;  ///< for explain, check and messages
  Vocabulary words;
  Segmentation segmentation;
  std::vector<std::uint32_t> classes;  ///< by WordId: bit set of word classes (words.tsv); for unknown words see class_of
  std::vector<std::string> class_names;
  std::vector<TypeInfo> types;          ///< 0 is no type
  std::vector<std::string> attributes;  ///< 0 is no attribute
  std::vector<LexiconTable> lexicons;
  std::vector<RuleInfo> rules;  ///< rules, then frames, then contexts, then scanners
  std::string hash;             ///< 16 hex digits
  std::unique_ptr<Machinery> machinery;

  TypeId type(std::string_view name) const;                  ///< 0 when no pack declares it
  AttributeId attribute(std::string_view name) const;        ///< 0 when no rule makes or reads it
  const LexiconTable* lexicon(std::string_view name) const;  ///< null when there is none
  LexiconId lexicon_id(std::string_view name) const;         ///< 0xffff when there is none
  std::uint32_t class_bit(std::string_view name) const;      ///< 0 when words.tsv has no such class
  /// Word classes of a token: of its word, else by its ending (words.tsv rows that start with "*").
  std::uint32_t class_of(const Token& token, std::string_view text) const;
  std::string_view setting(const std::string& key) const;  ///< pack.json: "en.decimal" -> "."; "" when absent

  /// Numbers the names once nothing is added any more: type(), attribute(), lexicon_id() and class_bit() are then one look into a table.
  void seal();

 private:
  using Names = std::unordered_map<std::string_view, std::size_t>;
  bool sealed_ = false;
  Names type_names_, attribute_names_, lexicon_names_, bit_names_;
};

}  // namespace milepost::rules
