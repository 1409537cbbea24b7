// The compiler's own noun, shared by compile.cc (names, lexicons, order), patterns.cc (patterns to instructions) and triggers.cc.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/machinery.h"
#include "rules/pack_files.h"

namespace milepost::rules {

/// Captures of a rule by name, in order of first appearance.
struct CaptureTable {
  std::vector<std::string> names;
  std::uint8_t slot(const std::string& name);  ///< adds it
  int find(const std::string& name) const;     ///< -1 when unknown
};

class Compiler {
 public:
  Compiler(Program& program, const Tokenizer& tokenize, std::vector<Diagnostic>& diagnostics)
      : program_(program), m_(*program.machinery), tokenize_(tokenize), diagnostics_(diagnostics) {}
  void run();

  /// In how many ways a pattern may match from one place, and the steps that trying all of them takes.
  struct Ways {
    double ways = 1, steps = 1;
  };

 private:
  // compile.cc
  void number_types();
  void build_lexicons();
  std::uint32_t step(std::uint32_t node, WordId word);  ///< the trie's edge, added when it is not there
  void add_entry(LexiconId lexicon, RowId row);
  void finish_trie();
  void read_classes();
  void fill_classes();
  void build_segmentation();
  void add_rules();
  CompiledRule begin_rule(const std::string& id, const std::string& type, std::optional<int> prio, const Position& at);
  void add_rule(const Rule& rule);
  void add_frame(const Frame& frame);
  void add_context(const Context& context);
  void order_strata();
  void order_branches();
  void finish_regexes();
  void finish_columns();
  void finish_ranks();
  void finish_cells();
  void error(const Position& at, std::string message, std::string cure = "");
  AttributeId attribute(const std::string& name);
  WordId word(std::string_view text);
  const std::vector<WordId>& cut(std::string_view text);  ///< its words, in ids_; its tokens, in tokens_
  std::vector<WordId> phrase(std::string_view text, std::vector<std::string>* exact = nullptr);
  void note_types(const Pattern& pattern, std::vector<TypeId>& out) const;

  // patterns.cc
  std::uint32_t sub_program(const Pattern& pattern);
  void emit(const Pattern& pattern, CaptureTable& captures);
  void emit_once(const Pattern& pattern, std::uint8_t slot, CaptureTable& captures);
  void emit_set(const std::vector<const Pattern*>& members, CaptureTable& captures);
  void emit_alternatives(const std::vector<Pattern>& branches, std::uint8_t slot, CaptureTable& captures);
  std::uint32_t add(Instruction instruction);
  std::uint32_t row_set(LexiconId lexicon, const std::vector<Condition>& conditions);
  std::uint32_t tests(const std::vector<Condition>& conditions);
  std::uint32_t test_set(const std::vector<Condition>& conditions);
  std::pair<std::uint8_t, std::uint8_t> look_width(const Pattern& argument) const;
  std::uint32_t shape(const Pattern& pattern);
  std::uint32_t gap(const Pattern& pattern);
  std::uint32_t regex(const Pattern& pattern);
  std::uint32_t expression(const Expr& expr, const CaptureTable& captures, std::vector<Node>& out);
  CompiledGuard guard(const Guard& guard);
  void add_branches(const std::vector<Pattern>& matches, std::uint32_t rule, CaptureTable& captures);

  // triggers.cc
  /// A Need before it is numbered. `cost` is a guess of how often one of its atoms occurs.
  struct Trigger {
    std::vector<Atom> atoms;
    std::int32_t left_min = 0, left_max = 0;
    double cost = 1e9;
    bool found = false;
    bool look = false;  ///< of a look or guard
  };
  struct Width {
    std::uint32_t min = 0, max = 0;
  };
  Width width(const Pattern& pattern) const;
  Width width_once(const Pattern& pattern) const;
  Trigger trigger(const Pattern& pattern);
  Trigger trigger_once(const Pattern& pattern);
  double word_cost(WordId word) const;
  double lexicon_cost(LexiconId lexicon, std::uint32_t rows);
  double type_cost(const std::string& type) const;
  double shape_cost(std::uint32_t shape) const;
  BranchNote note(const Pattern& pattern, const Trigger& trigger) const;
  void wake(const Trigger& trigger, std::uint32_t branch);
  void finish_wakes();
  void fill_phase(std::size_t number);
  void sort_atoms(Phase& phase) const;
  void fill_uses(Phase& phase) const;
  Wake wakes_where(const std::function<bool(const Branch&)>& wanted) const;

  // starts.cc
  bool of_numbers(const Atom& a, const std::vector<bool>& numeric_types) const;
  std::vector<bool> numeric_branches() const;
  std::vector<bool> atoms_for_numbers() const;
  void finish_nodes(Phase& phase, const std::vector<bool>& for_numbers);
  std::vector<std::uint32_t> find_plain(std::uint32_t begin, std::uint32_t count, const Phase& phase);
  void finish_starts();

  // directs.cc
  void finish_directs();
  bool is_direct(const Branch& branch) const;
  std::vector<std::uint16_t> direct_lists() const;
  void add_direct(const Branch& branch, std::uint16_t list, std::vector<std::vector<Direct>>& by_entry);
  bool known_before(const CompiledRule& rule, std::uint32_t node, std::uint8_t slot) const;
  std::uint32_t value_before(const CompiledRule& rule, std::uint32_t node, std::uint8_t slot, LexiconId lexicon, RowId row);
  void set_direct_attributes(const CompiledRule& rule, std::uint8_t slot, LexiconId lexicon, RowId row, Direct& direct);
  void set_direct_atoms(const CompiledRule& rule, Direct& direct);
  std::uint32_t constant(const Node& node, double number);

  // cost.cc
  Ways ways(const Pattern& pattern) const;
  Ways ways_once(const Pattern& pattern) const;
  void check_cost(const Pattern& pattern);

  // needs.cc
  std::vector<Trigger> needs(const Pattern& pattern);
  std::vector<Trigger> needs_once(const Pattern& pattern);
  std::uint32_t atom(const Atom& atom);
  bool anywhere(const Trigger& trigger) const;
  void add_need(const Trigger& trigger);
  void add_needs(const Pattern& pattern, const Trigger& trigger, Branch& branch);
  void finish_required();
  Trigger look_need(const Pattern& argument, bool next);

  Program& program_;
  Machinery& m_;
  const Tokenizer& tokenize_;
  std::vector<Diagnostic>& diagnostics_;
  std::map<std::string, AttributeId> attribute_ids_;
  std::map<std::string, TypeId> type_ids_;
  std::map<std::string, LexiconId> lexicon_ids_;
  std::vector<std::uint16_t> group_of_;  ///< by TypeId
  struct NodeRow {
    std::uint32_t node = 0;
    LexiconId lexicon = 0;
    RowId row = 0;
  };
  std::uint32_t nodes_ = 1;         ///< of the trie
  std::vector<NodeRow> node_rows_;  ///< an entry ends here
  std::vector<Token> tokens_;
  std::vector<WordId> ids_;
  std::string folded_;
  std::vector<bool> classified_;           ///< by WordId
  std::uint32_t common_classes_ = 0;       ///< those of words that stand in every sentence
  std::vector<std::vector<TypeId>> uses_;  ///< by index into Machinery::rules
  std::map<std::string, std::uint32_t> shape_ids_, regex_ids_;
  std::map<std::pair<LexiconId, std::uint32_t>, double> lexicon_costs_;  ///< by lexicon and row set
  std::map<Atom, std::uint32_t> atom_ids_;
  std::map<std::pair<LexiconId, std::string>, std::uint32_t> row_set_ids_;
  std::map<std::string, std::uint32_t> test_set_ids_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> wakes_;                                   ///< atom, branch
  std::map<std::vector<std::pair<AttributeId, std::uint32_t>>, std::uint32_t> direct_lists_of_;  ///< attributes -> begin
  std::map<WordId, std::vector<Direct>> word_directs_;                                           ///< of branches of one word
  std::map<std::pair<bool, std::vector<std::uint32_t>>, std::uint32_t> direct_atoms_;            ///< phase, atoms -> begin in seen_atoms
  std::vector<std::vector<std::uint32_t>> entries_of_;                                           ///< by LexiconId
  std::map<const Node*, std::uint32_t> constants_;                                               ///< literal -> cell value
  const Pattern* element_ = nullptr;                                                             ///< whose instructions are being added
  const std::vector<Guard>* guards_ = nullptr;  ///< of the rule or frame whose branches are being added
};

}  // namespace milepost::rules
