// Branches that need no machine. A pack has dozens of rules that only give the words of a lexicon, or one word, a type,
//
//   rule en.goal.verb : GoalVerb
//     match  a:@goal_verbs
//     make   { role = a.role; form = a.form }
//
// and they make most of a text's mentions. What such a rule makes of an entry is known beforehand: the attributes stand ready in the pack,
// and finding the entry is all that is left to do. The branch itself is compiled as any other and stays the reference.
#include <algorithm>

#include "rules/compile.h"

namespace milepost::rules {

bool Compiler::is_direct(const Branch& b) const {
  const CompiledRule& rule = m_.rules[b.rule];
  const Op op = m_.code[b.program].op;
  if (b.size != 2 || (op != Op::kLexicon && op != Op::kWord) || rule.frame >= 0 || !rule.where.empty()) return false;
  if (op == Op::kWord && rule.linked) return false;
  if (b.rule > 0xffff || rule.stratum > 0xff) return false;  // as wide as Direct's fields
  return std::all_of(rule.make.begin(), rule.make.end(), [&](const auto& made) {
    return known_before(rule, made.second, op == Op::kLexicon ? m_.code[b.program].slot : 0xff);
  });
}

/// Whether an expression needs nothing but a row in capture `slot`: literals, cells, what other branches capture (absent here), first().
bool Compiler::known_before(const CompiledRule& rule, std::uint32_t node, std::uint8_t slot) const {
  const Node& n = rule.expressions[node];
  if (n.op == Expr::Op::kAttribute || n.op == Expr::Op::kNumber || n.op == Expr::Op::kText) return true;
  if (n.op == Expr::Op::kName) return n.slot != slot;
  if (n.op == Expr::Op::kNeg) return rule.expressions[n.children[0]].op == Expr::Op::kNumber;
  if (n.op != Expr::Op::kCall || (n.function != Node::Function::kFirst && n.function != Node::Function::kText)) return false;
  return std::all_of(n.children.begin(), n.children.end(), [&](std::uint32_t child) { return known_before(rule, child, slot); });
}

/// The value of such an expression for a row, as an index into cell_values; 0 is absent.
std::uint32_t Compiler::value_before(const CompiledRule& rule, std::uint32_t node, std::uint8_t slot, LexiconId lexicon, RowId row) {
  const Node& n = rule.expressions[node];
  if (n.op == Expr::Op::kNumber || n.op == Expr::Op::kText) return constant(n, n.number);
  if (n.op == Expr::Op::kNeg) return constant(n, -rule.expressions[n.children[0]].number);
  if (n.op == Expr::Op::kAttribute && n.slot == slot) {
    const int column = m_.columns[n.attribute * m_.cells.size() + lexicon];
    const Machinery::Cells& cells = m_.cells[lexicon];
    return column < 0 ? 0 : cells.values[std::size_t{row} * cells.columns + static_cast<std::size_t>(column)];
  }
  if (n.op == Expr::Op::kCall && n.function == Node::Function::kFirst)
    for (const std::uint32_t child : n.children)
      if (const std::uint32_t v = value_before(rule, child, slot, lexicon, row); v != 0) return v;
  return 0;
}

/// By group: the number of its list when all its branches are direct, none has a guard or beats another, and all wait for nothing; else
/// 0xffff.
std::vector<std::uint16_t> Compiler::direct_lists() const {
  std::vector<bool> pure(m_.groups, true), any(m_.groups, false);
  for (const CompiledRule& r : m_.rules)
    if (r.frame >= 0 || r.linked || r.stratum != 0 || !r.guards.empty() || !r.beats.empty()) pure[r.group] = false;
  for (const Branch& b : m_.branches) {
    any[m_.rules[b.rule].group] = true;
    if (!b.direct) pure[m_.rules[b.rule].group] = false;
  }
  std::vector<std::uint16_t> lists(m_.groups, 0xffff);
  std::uint16_t next = 0;
  for (std::size_t g = 0; g < m_.groups; ++g)
    if (pure[g] && any[g]) lists[g] = next++;
  return lists;
}

/// What the rule makes of a row, as values of cell_values; equal lists stand in direct_attributes once.
void Compiler::set_direct_attributes(const CompiledRule& rule, std::uint8_t slot, LexiconId lexicon, RowId row, Direct& d) {
  std::vector<std::pair<AttributeId, std::uint32_t>> made;
  for (const auto& [id, node] : rule.make) {
    const std::uint32_t value = value_before(rule, node, slot, lexicon, row);
    if (value != 0) made.emplace_back(id, value);
  }
  const auto [it, fresh] = direct_lists_of_.try_emplace(made, static_cast<std::uint32_t>(m_.direct_attributes.size()));
  if (fresh)
    for (const auto& [id, value] : made) m_.direct_attributes.push_back({id, m_.cell_values[value]});
  d.made.attributes = it->second | Chart::kOfPack;
  d.made.attribute_count = static_cast<std::uint16_t>(made.size());
}

/// The atoms of the rule's type whose tests the attributes pass.
void Compiler::set_direct_atoms(const CompiledRule& rule, Direct& d) {
  const std::span<const Attribute> attributes(m_.direct_attributes.data() + (d.made.attributes & ~Chart::kOfPack), d.made.attribute_count);
  const auto passes = [&](std::uint32_t set) {
    for (std::uint32_t i = 0; i < m_.test_sets[set].count; ++i) {
      const AttributeTest& t = m_.tests[m_.test_sets[set].begin + i];
      const auto it = std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.id == t.attribute; });
      if (!t.passes(it == attributes.end() ? Value{} : it->value)) return false;
    }
    return true;
  };
  std::vector<std::uint32_t> atoms;
  Phase& phase = m_.phases[rule.linked ? 1 : 0];
  for (const std::uint32_t a : phase.atoms_of_type[rule.type])
    if (m_.atoms[a].rows == kNone || passes(m_.atoms[a].rows)) atoms.push_back(a);
  const auto [it, fresh] = direct_atoms_.try_emplace({rule.linked, atoms}, static_cast<std::uint32_t>(phase.seen_atoms.size()));
  if (fresh) phase.seen_atoms.insert(phase.seen_atoms.end(), atoms.begin(), atoms.end());
  d.atoms = it->second;
  d.atom_count = static_cast<std::uint16_t>(atoms.size());
}

/// A literal of a rule among cell_values.
std::uint32_t Compiler::constant(const Node& n, double number) {
  const auto [it, fresh] = constants_.try_emplace(&n, static_cast<std::uint32_t>(m_.cell_values.size()));
  if (fresh) m_.cell_values.push_back(n.op == Expr::Op::kText ? Value::of(std::string_view(n.text)) : Value::of(number));
  return it->second;
}

namespace {

/// Shapes that the first token of a row's entry cannot have, as far as that is easily told.
std::uint16_t refused_shapes(const LexiconRow& row) {
  if (row.match == LexiconRow::Match::kUpper || row.match == LexiconRow::Match::kCap) return Token::kLower;
  if (row.match != LexiconRow::Match::kExact) return 0;
  const std::string_view word = std::string_view(row.entry).substr(0, row.entry.find_first_of(" -'"));
  const auto has = [&](auto test) { return std::any_of(word.begin(), word.end(), test); };
  if (word.empty() || has([](char c) { return (c & 0x80) != 0; })) return 0;
  if (!has([](char c) { return c >= 'A' && c <= 'Z'; })) return Token::kCap | Token::kUpper | Token::kMixed;
  return word[0] >= 'A' && word[0] <= 'Z' ? Token::kLower : 0;
}

}  // namespace

void Compiler::add_direct(const Branch& b, std::uint16_t list, std::vector<std::vector<Direct>>& by_entry) {
  const Instruction& in = m_.code[b.program];
  const CompiledRule& rule = m_.rules[b.rule];
  Direct d;
  d.rule = static_cast<std::uint16_t>(b.rule);
  d.made.rule = rule.id;
  d.made.type = rule.type;
  d.stratum = static_cast<std::uint8_t>(rule.stratum);
  d.branch = b.number;
  d.number = m_.direct_branches;
  d.list = list;
  d.captured = in.slot == 0xff ? 0 : 1;
  if (in.op == Op::kWord) {
    set_direct_attributes(rule, 0xff, 0, 0, d);
    set_direct_atoms(rule, d);
    word_directs_[in.a].push_back(d);
    return;
  }
  const auto lexicon = static_cast<LexiconId>(in.a);
  for (const std::uint32_t e : entries_of_[lexicon]) {
    const Entry& entry = m_.entries[e];
    for (std::uint32_t r = entry.rows_begin; r < entry.rows_end; ++r) {
      const RowId row = m_.entry_rows[r];
      if (in.b != kNone && !m_.row_sets[in.b][row]) continue;
      d.match = program_.lexicons[lexicon].rows[row].match;
      d.refused = refused_shapes(program_.lexicons[lexicon].rows[row]);
      const bool always = d.match == LexiconRow::Match::kFold;
      d.lexicon = lexicon;
      d.row = row;
      set_direct_attributes(rule, in.slot, lexicon, row, d);
      set_direct_atoms(rule, d);
      by_entry[e].push_back(d);
      if (always) break;
    }
  }
}

void Compiler::finish_directs() {
  const std::vector<std::uint16_t> lists = direct_lists();
  for (const std::uint16_t l : lists)
    if (l != 0xffff) m_.direct_lists = std::max<std::uint16_t>(m_.direct_lists, static_cast<std::uint16_t>(l + 1));
  std::vector<std::vector<Direct>> by_entry(m_.entries.size());
  entries_of_.resize(program_.lexicons.size());
  for (std::uint32_t e = 0; e < m_.entries.size(); ++e) entries_of_[m_.entries[e].lexicon].push_back(e);
  for (const Branch& b : m_.branches) {
    if (!b.direct) continue;
    add_direct(b, lists[m_.rules[b.rule].group], by_entry);
    ++m_.direct_branches;
  }
  for (std::size_t number = 0; number < 2; ++number)
    for (std::size_t e = 0; e < m_.entries.size(); ++e) {
      NodeUse& use = m_.phases[number].uses[e];
      use.directs_begin = static_cast<std::uint32_t>(m_.directs.size());
      for (const Direct& d : by_entry[e])
        if (m_.rules[d.rule].linked == (number == 1)) m_.directs.push_back(d);
      use.directs_end = static_cast<std::uint32_t>(m_.directs.size());
    }
}

}  // namespace milepost::rules
