// What is known of each word and of each node of the trie, gathered where match looks for it: one record each.
#include <algorithm>
#include <bit>
#include <tuple>

#include "rules/compile.h"

namespace milepost::rules {

namespace {

/// Lays `own` and what stands in from[begin, end) side by side at the end of `from`, unless it is there already; gives where and how many.
template <class T>
std::pair<std::uint32_t, std::uint16_t> side_by_side(const std::vector<T>& own, std::uint32_t begin, std::uint32_t end,
                                                     std::vector<T>& from) {
  const auto count = static_cast<std::uint16_t>(own.size() + (end - begin));
  if (own.empty()) return {begin, count};
  const auto at = static_cast<std::uint32_t>(from.size());
  from.insert(from.end(), own.begin(), own.end());
  for (std::uint32_t i = begin; i < end; ++i) from.push_back(T(from[i]));
  return {at, count};
}

}  // namespace

/// Whether only a numeral token, a number or what rules make of numbers can stand there.
bool Compiler::of_numbers(const Atom& a, const std::vector<bool>& numeric_types) const {
  if (a.kind == Atom::Kind::kType) return numeric_types[a.id];
  return a.kind == Atom::Kind::kShape && m_.shapes[a.id].numeral();
}

/// By branch: whether it matches nothing without a number. A type is one of numbers when every branch of every rule that makes it is.
std::vector<bool> Compiler::numeric_branches() const {
  std::vector<bool> types(program_.types.size(), false), branches(m_.branches.size(), false);
  const TypeId number = program_.type("Number");  // made by the scanner of numbers, unless rules make some of their own
  types[number] = std::none_of(m_.rules.begin(), m_.rules.end(), [&](const CompiledRule& r) { return r.type == number; });
  for (bool changed = true; changed;) {
    changed = false;
    std::vector<bool> made(types.size(), false), all(types.size(), true);
    for (std::size_t b = 0; b < branches.size(); ++b) {
      const Branch& branch = m_.branches[b];
      for (std::uint32_t n = branch.needs_begin; n < branch.needs_end && !branches[b]; ++n) {
        const Need& need = m_.needs[n];
        branches[b] = std::all_of(m_.need_atoms.begin() + need.begin, m_.need_atoms.begin() + need.end,
                                  [&](std::uint32_t atom) { return of_numbers(m_.atoms[atom & ~Need::kLazy], types); });
      }
      const TypeId type = m_.rules[branch.rule].type;
      made[type] = true;
      if (!branches[b]) all[type] = false;
    }
    for (std::size_t t = 1; t < types.size(); ++t)
      if (made[t] && all[t] && !types[t] && !program_.types[t].linked) types[t] = changed = true;
  }
  return branches;
}

/// By atom: phase 1 asks for it only where a number stands.
std::vector<bool> Compiler::atoms_for_numbers() const {
  const std::vector<bool> numeric = numeric_branches();
  std::vector<bool> out(m_.atoms.size(), true), rules(m_.rules.size(), true);
  const auto note = [&](const Need& n) {
    for (std::uint32_t i = n.begin; i < n.end; ++i) out[m_.need_atoms[i] & ~Need::kLazy] = false;
  };
  for (std::size_t b = 0; b < numeric.size(); ++b) {
    if (numeric[b]) continue;
    rules[m_.branches[b].rule] = false;
    for (std::uint32_t n = m_.branches[b].needs_begin; n < m_.branches[b].looks_end; ++n) note(m_.needs[n]);
  }
  for (std::size_t r = 0; r < rules.size(); ++r)
    for (const CompiledGuard& g : m_.rules[r].guards)
      if (!rules[r] && g.need != kNone) note(m_.needs[g.need]);
  for (const auto& [atom, branch] : wakes_)
    if (!numeric[branch]) out[atom] = false;
  for (std::size_t a = 0; a < out.size(); ++a)
    if (m_.wakes_later[a]) out[a] = false;
  return out;
}

/// Puts what a word becomes without further ado first, if nothing of a list needs a test before it; gives the atoms of that.
std::vector<std::uint32_t> Compiler::find_plain(std::uint32_t begin, std::uint32_t count, const Phase& phase) {
  const auto first = m_.directs.begin() + begin, end = first + count;
  const auto listed = std::stable_partition(first, end, [](const Direct& d) { return d.list != 0xffff; });
  const auto tested = std::find_if(first, listed, [](const Direct& d) { return d.match != LexiconRow::Match::kFold; });
  const auto plain = std::min(tested, first + std::min<std::uint32_t>(count, 0xff));
  std::vector<std::uint32_t> atoms;
  for (auto d = first; d != plain; ++d)
    atoms.insert(atoms.end(), phase.seen_atoms.begin() + d->atoms, phase.seen_atoms.begin() + d->atoms + d->atom_count);
  if (count != 0) first->plain = static_cast<std::uint8_t>(plain - first);
  return atoms;
}

/// The record of a node stands at its first entry.
void Compiler::finish_nodes(Phase& phase, const std::vector<bool>& for_numbers) {
  for (const TrieNode& node : m_.nodes) {
    if (node.entries_begin == node.entries_end) continue;
    NodeUse& use = phase.uses[node.entries_begin];
    use.atoms_end = phase.uses[node.entries_end - 1].atoms_end;
    use.directs_end = phase.uses[node.entries_end - 1].directs_end;
    const auto atoms = phase.seen_atoms.begin();
    const auto rest =
        std::stable_partition(atoms + use.atoms_begin, atoms + use.atoms_end, [&](std::uint32_t a) { return !for_numbers[a]; });
    use.always_end = static_cast<std::uint32_t>(rest - atoms);
  }
}

void Compiler::finish_starts() {
  const std::vector<bool> for_numbers = atoms_for_numbers();
  finish_nodes(m_.phases[0], for_numbers);
  finish_nodes(m_.phases[1], std::vector<bool>(m_.atoms.size(), false));
  m_.starts.resize(program_.words.size());
  std::vector<std::uint32_t> node_of(program_.words.size());
  std::vector<std::uint64_t> next(nodes_);
  m_.edge_bits.resize(std::bit_ceil(nodes_ / 8 + 1));
  for (const Machinery::Edge& e : m_.edges) {
    if (e.node == kNone) continue;
    if (e.node == 0) node_of[e.word] = e.to;
    if (e.node != 0) next[e.node] |= Machinery::next_bit(e.word);
    const std::size_t at = Machinery::edge_place(e.node, e.word) & (m_.edge_bits.size() * 64 - 1);
    m_.edge_bits[at >> 6] |= std::uint64_t{1} << (at & 63);
  }
  m_.word_atoms.assign(program_.words.size(), kNone);
  for (std::uint32_t i = 0; i < m_.atoms.size(); ++i)
    if (m_.atoms[i].kind == Atom::Kind::kWord) m_.word_atoms[m_.atoms[i].id] = i;
  Phase& phase = m_.phases[0];
  for (WordId w = 1; w < m_.starts.size(); ++w) {
    Machinery::WordStart& s = m_.starts[w];
    const TrieNode& node = m_.nodes[node_of[w]];
    s.next = next[node_of[w]];
    std::vector<std::uint32_t> atoms;
    if (const std::uint32_t atom = m_.word_atoms[w]; atom != kNone && phase.useful[atom] != 0) atoms.push_back(atom);
    const auto own = word_directs_.find(w);
    NodeUse use;
    if (node_of[w] != 0 && node.entries_begin != node.entries_end) use = phase.uses[node.entries_begin];
    s.node = node_of[w];
    s.entries = node.entries_begin;
    if (node_of[w] != 0) s.entry_count = static_cast<std::uint16_t>(node.entries_end - node.entries_begin);
    std::tie(s.directs, s.direct_count) =
        side_by_side(own == word_directs_.end() ? std::vector<Direct>() : own->second, use.directs_begin, use.directs_end, m_.directs);
    for (const std::uint32_t a : find_plain(s.directs, s.direct_count, phase))
      if (std::find(atoms.begin(), atoms.end(), a) == atoms.end()) atoms.push_back(a);
    std::tie(s.seen, s.seen_count) = side_by_side(atoms, use.atoms_begin, use.atoms_end, phase.seen_atoms);
    const auto seen = phase.seen_atoms.begin() + s.seen;
    const auto rest = std::stable_partition(seen, seen + s.seen_count, [&](std::uint32_t a) { return !for_numbers[a]; });
    s.always_count = static_cast<std::uint16_t>(rest - seen);
  }
}

}  // namespace milepost::rules
