// What is known of each word, gathered where match looks for it: one record a word.
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

void Compiler::finish_starts() {
  m_.starts.resize(program_.words.size());
  std::vector<std::uint32_t> node_of(program_.words.size());
  std::vector<std::uint64_t> next(nodes_);
  for (const Machinery::Edge& e : m_.edges) {
    if (e.node == 0) node_of[e.word] = e.to;
    if (e.node != kNone && e.node != 0) next[e.node] |= Machinery::next_bit(e.word);
  }
  for (std::uint32_t i = 0; i < m_.atoms.size(); ++i)
    if (m_.atoms[i].kind == Atom::Kind::kWord) m_.starts[m_.atoms[i].id].atom = i;
  Phase& phase = m_.phases[0];
  for (WordId w = 1; w < m_.starts.size(); ++w) {
    Machinery::WordStart& s = m_.starts[w];
    const TrieNode& node = m_.nodes[node_of[w]];
    s.next = next[node_of[w]];
    std::vector<std::uint32_t> atoms;
    if (s.atom != kNone && phase.useful[s.atom] != 0) atoms.push_back(s.atom);
    const auto own = word_directs_.find(w);
    EntryUse use;
    if (node_of[w] != 0 && s.next == 0) {
      s.entry_count = static_cast<std::uint16_t>(node.entries_end - node.entries_begin);
      use.atoms_begin = phase.uses[node.entries_begin].atoms_begin, use.atoms_end = phase.uses[node.entries_end - 1].atoms_end;
      use.directs_begin = phase.uses[node.entries_begin].directs_begin, use.directs_end = phase.uses[node.entries_end - 1].directs_end;
    }
    s.at = s.next != 0 ? node_of[w] : node.entries_begin;
    std::tie(s.seen, s.seen_count) = side_by_side(atoms, use.atoms_begin, use.atoms_end, phase.seen_atoms);
    std::tie(s.directs, s.direct_count) =
        side_by_side(own == word_directs_.end() ? std::vector<Direct>() : own->second, use.directs_begin, use.directs_end, m_.directs);
    s.some = s.next != 0 || s.entry_count != 0 || s.seen_count != 0 || s.direct_count != 0;
  }
}

}  // namespace milepost::rules
