// What stands in the sentence, noted atom by atom: what the room does for every token, in line.
#pragma once

#include "match/scratch.h"

namespace milepost::match {

inline constexpr std::uint64_t kBit = 1;

/// push_back() whose growing stands apart, so that the way which is nearly always taken is short.
template <typename T>
[[gnu::noinline, gnu::cold]] void grow(std::vector<T>& v) {
  v.reserve(v.capacity() * 2 + 16);
}
template <typename T>
inline void append(std::vector<T>& v, const T& x) {
  if (v.size() == v.capacity()) [[unlikely]]
    grow(v);
  if (v.size() == v.capacity()) __builtin_unreachable();
  v.push_back(x);
}

inline std::uint64_t* mask_at(Scratch& s, std::uint32_t atom) { return s.masks.data() + std::size_t{atom} * s.mask_words; }

/// Whether the atom was not seen in this sentence yet. Masks that no sentence is using are zero. Notes that without branches: what comes
/// next is never foreseen.
[[gnu::always_inline]] inline bool first_seen(Scratch& s, std::uint32_t atom) {
  const bool first = s.mask_stamps[atom] != s.sentence_stamp;
  s.mask_stamps[atom] = s.sentence_stamp;
  s.touched[s.touched_count] = atom;
  s.touched_count += first ? 1 : 0;
  return first;
}

[[gnu::always_inline]] inline void see(Scratch& s, std::uint32_t atom, std::uint32_t token) {
  s.waking[s.waking_count] = atom;
  s.waking_count += first_seen(s, atom) & s.phase->waking[atom];
  const std::uint32_t i = token - s.begin;
  s.masks[std::size_t{atom} * s.mask_words + (i >> 6)] |= kBit << (i & 63);
}

/// Wakes what waits for the atoms that were seen since the last time.
inline void wake_seen(Scratch& s) {
  const rules::Wake& wakes = s.phase->wakes;
  std::uint64_t* woken = s.woken.data();
  for (std::uint32_t w = 0; w < s.waking_count; ++w) {
    const std::uint32_t atom = s.waking[w];
    s.later_there = s.later_there || s.m.wakes_later[atom];
    const rules::Wake::Item *item = wakes.items.data() + wakes.begin[atom], *end = wakes.items.data() + wakes.begin[atom + 1];
    for (; item != end; ++item) woken[item->at] |= item->bits;
  }
  s.waking_count = 0;
}

/// A mention that a direct branch made: what it is seen as is known.
inline void see_direct_mention(Scratch& s, const rules::Direct& d, std::uint32_t token) {
  s.seen_types[d.made.type] = s.sentence_stamp;
  const std::uint32_t* atoms = s.phase->seen_atoms.data() + d.atoms;
  for (std::uint32_t a = 0; a < d.atom_count; ++a) see(s, atoms[a], token);
}

/// The mention that a direct branch makes of tokens [first, last).
inline Mention mention_of(const rules::Direct& d, std::uint32_t first, std::uint32_t last) {
  Mention m = d.made;
  m.first = first;
  m.last = last;
  return m;
}

/// Whether the next word may be one with which longer entries go on.
inline bool goes_on(const Scratch& s, std::uint32_t token, std::uint32_t last, const rules::Machinery::WordStart& word) {
  if (word.next == 0 || token + 1 >= last) return false;
  const WordId next = s.text->tokens[token + 1].word;
  return next != kUnknownWord && (word.next & rules::Machinery::next_bit(next)) != 0 && s.m.may_step(word.node, next);
}

/// find_hits() where no longer entry begins.
inline void add_hit(Scratch& s, std::uint32_t token, const rules::Machinery::WordStart& word) {
  if (word.entry_count != 0) append(s.hits, Hit{token + 1, word.entries, word.entries + word.entry_count});
  s.hits_begin[token + 1] = static_cast<std::uint32_t>(s.hits.size());
}

/// Whether the row of a direct match fits the tokens.
inline bool fits(const Scratch& s, const rules::Direct& d, std::uint32_t token, std::uint32_t last) {
  if (d.match == rules::LexiconRow::Match::kFold) return true;
  const std::uint16_t shape = s.text->tokens[token].shape;
  if ((shape & d.refused) != 0) return false;
  if (d.match == rules::LexiconRow::Match::kCap) return (shape & Token::kCap) != 0;
  return row_fits(s, d.lexicon, d.row, token, last);
}

/// Notes what the direct branches [begin, end) make of a hit or word at tokens [token, last).
[[gnu::always_inline]] inline void see_direct(Scratch& s, std::uint32_t begin, std::uint32_t end, std::uint32_t token, std::uint32_t last) {
  if (last - token > rules::kMaxWindow || last > s.end) return;
  std::uint32_t* at = s.direct_at.data();
  for (const rules::Direct *d = s.m.directs.data() + begin, *stop = s.m.directs.data() + end; d != stop; ++d) {
    if (at[d->number] == token) continue;  // a longer entry, or a row before, was the match from here
    if (!fits(s, *d, token, last)) continue;
    at[d->number] = token;
    if (d->list == 0xffff) {
      append(s.waiting[d->stratum], DirectMatch{token, last, d});
      continue;
    }
    std::uint32_t& taken = s.list_end[d->list];
    if (token < taken) s.clashes[d->list] = 1, s.clash = true;
    taken = last;
    append(s.ready, ReadyMatch{token, static_cast<std::uint16_t>(last - token), 1, false, d});
  }
}

}  // namespace milepost::match
