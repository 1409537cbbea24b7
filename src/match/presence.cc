// Where a branch can match at all, for a whole sentence at once. Every atom that some branch needs has a mask, one bit a token; a branch's
// starts are the tokens from which each of its needs can be reached:
//
//   needs {plans} 0..0 and {Amount} 2..5      tokens:   The firm plans to spend about $ 5 bn
//   plans begins at                                     0   0    1     0  0     0     0 0 0
//   Amount begins at                                    0   0    0     0  0     1     0 0 0
//   Amount smeared 2..5 back                            1   1    1     1  0     0     0 0 0
//   starts                                              0   0    1     0  0     0     0 0 0
//
// What is left is run by the machine, which alone decides. O(needs x atoms) a woken branch; masks of shapes and of lexicon rows are made
// when first asked for.
#include <algorithm>
#include <bit>

#include "match/scratch.h"

namespace milepost::match {

namespace {

void wake(Scratch& s, std::uint32_t atom, bool linked) {
  const auto [b, e] = s.wakes->of(atom);
  for (const std::uint32_t* p = b; p != e; ++p) {
    if (s.woken_stamps[*p] == s.sentence_stamp) continue;
    s.woken_stamps[*p] = s.sentence_stamp;
    const rules::CompiledRule& rule = s.m.rules[s.m.branches[*p].rule];
    if (rule.linked == linked) s.woken[rule.stratum].push_back(*p);
  }
}

std::uint64_t* mask_at(Scratch& s, std::uint32_t atom) { return s.masks.data() + std::size_t{atom} * s.mask_words; }

/// Makes the mask valid for this sentence; true when it was not yet.
bool begin_mask(Scratch& s, std::uint32_t atom) {
  if (s.mask_stamps[atom] == s.sentence_stamp) return false;
  s.mask_stamps[atom] = s.sentence_stamp;
  std::fill_n(mask_at(s, atom), s.mask_words, 0);
  return true;
}

void put(Scratch& s, std::uint32_t atom, std::uint32_t token) {
  const std::uint32_t i = token - s.begin;
  mask_at(s, atom)[i >> 6] |= std::uint64_t{1} << (i & 63);
}

void see(Scratch& s, std::uint32_t atom, std::uint32_t token, bool linked) {
  if (begin_mask(s, atom)) wake(s, atom, linked);
  put(s, atom, token);
}

void find_shape(Scratch& s, std::uint32_t atom, const rules::ShapeTest& test) {
  for (std::uint32_t i = s.begin; i < s.end; ++i)
    if (shape_fits(s, test, i)) put(s, atom, i);
}

/// The places of a lexicon's entry that hold one of certain rows.
void find_rows(Scratch& s, std::uint32_t atom, const rules::Atom& a) {
  const std::vector<bool>& rows = s.m.row_sets[a.rows];
  const std::uint32_t whole = s.m.atom_of_lexicon[a.id];
  if (s.mask_stamps[whole] != s.sentence_stamp) return;
  const auto row_at = [&](std::uint32_t token) {
    for (std::uint32_t h = s.hits_begin[token]; h < s.hits_begin[token + 1]; ++h) {
      const rules::Entry& e = s.m.entries[s.hits[h].entry];
      if (e.lexicon != a.id) continue;
      for (std::uint32_t r = e.rows_begin; r < e.rows_end; ++r)
        if (rows[s.m.entry_rows[r]]) return true;
    }
    return false;
  };
  for (std::uint32_t w = 0; w < s.mask_words; ++w)
    for (std::uint64_t bits = mask_at(s, whole)[w]; bits != 0; bits &= bits - 1) {
      const std::uint32_t token = s.begin + w * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
      if (row_at(token)) put(s, atom, token);
    }
}

/// The mask of an atom; null when it is nowhere in the sentence.
const std::uint64_t* mask_of(Scratch& s, std::uint32_t atom) {
  const rules::Atom& a = s.m.atoms[atom];
  const bool eager = a.kind != rules::Atom::Kind::kShape && a.rows == kNone;
  if (eager) return s.mask_stamps[atom] == s.sentence_stamp ? mask_at(s, atom) : nullptr;
  if (begin_mask(s, atom)) {
    if (a.kind == rules::Atom::Kind::kShape)
      find_shape(s, atom, s.m.shapes[a.id]);
    else
      find_rows(s, atom, a);
  }
  return mask_at(s, atom);
}

/// to |= from, moved `by` tokens towards the sentence's begin.
void move_down(const std::uint64_t* from, std::uint64_t* to, std::uint32_t words, std::uint32_t by) {
  const std::uint32_t whole = by >> 6, part = by & 63;
  for (std::uint32_t w = 0; w + whole < words; ++w) {
    std::uint64_t v = from[w + whole] >> part;
    if (part != 0 && w + whole + 1 < words) v |= from[w + whole + 1] << (64 - part);
    to[w] |= v;
  }
}

/// Each bit spread to the tokens `min` to `max` before it. In place; doubling, so O(log(max - min)) passes.
void smear(std::uint64_t* mask, std::uint32_t words, std::uint32_t min, std::uint32_t max) {
  if (min > 0) {
    Mask moved{};
    move_down(mask, moved.data(), words, min);
    std::copy_n(moved.data(), words, mask);
  }
  std::uint32_t covered = 1;
  const std::uint32_t wanted = max - min + 1;
  while (covered < wanted) {
    const std::uint32_t by = std::min(covered, wanted - covered);
    move_down(mask, mask, words, by);  // words are read at or behind the one that is written
    covered += by;
  }
}

bool apply_need(Scratch& s, const rules::Need& need, Mask& starts) {
  Mask some;
  std::fill_n(some.data(), s.mask_words, 0);
  std::uint64_t any = 0;
  for (std::uint32_t i = need.begin; i < need.end; ++i) {
    const std::uint64_t* mask = mask_of(s, s.m.need_atoms[i]);
    if (mask == nullptr) continue;
    for (std::uint32_t w = 0; w < s.mask_words; ++w) any |= some[w] |= mask[w];
  }
  if (any == 0) return false;
  if (need.max > 0) smear(some.data(), s.mask_words, need.min, need.max);
  any = 0;
  for (std::uint32_t w = 0; w < s.mask_words; ++w) any |= starts[w] &= some[w];
  return any != 0;
}

}  // namespace

void begin_presence(Scratch& s) {
  ++s.sentence_stamp;
  s.mask_words = (s.end - s.begin + 63) / 64;
  for (auto& w : s.woken) w.clear();
}

void see_tokens(Scratch& s, bool linked) {
  const auto& tokens = s.text->tokens;
  for (std::uint32_t i = s.begin; i < s.end; ++i) {
    if (const std::uint32_t atom = s.m.starts[tokens[i].word].atom; atom != kNone) see(s, atom, i, linked);
    for (std::uint32_t h = s.hits_begin[i]; h < s.hits_begin[i + 1]; ++h) {
      const rules::Machinery::EntryUse& use = s.m.uses[s.hits[h].entry];
      if (use.atom != kNone) see(s, use.atom, i, linked);
      if (s.direct && use.directs_begin != use.directs_end) see_direct(s, use, i, s.hits[h].last);
    }
  }
  for (const std::uint32_t atom : s.m.waking_shapes) {
    if (!begin_mask(s, atom)) continue;
    find_shape(s, atom, s.m.shapes[s.m.atoms[atom].id]);
    const std::uint64_t* mask = mask_at(s, atom);
    if (std::any_of(mask, mask + s.mask_words, [](std::uint64_t m) { return m != 0; })) wake(s, atom, linked);
  }
}

void see_mention(Scratch& s, MentionId id, bool linked) {
  const Mention& m = s.chart->mentions[id];
  s.seen_types[m.type] = s.sentence_stamp;
  if (const std::uint32_t atom = s.m.atom_of_type[m.type]; atom != kNone) see(s, atom, m.first, linked);
}

bool needed_anywhere(Scratch& s, std::uint32_t need) {
  const rules::Need& n = s.m.needs[need];
  for (std::uint32_t i = n.begin; i < n.end; ++i) {
    const std::uint64_t* mask = mask_of(s, s.m.need_atoms[i]);
    if (mask != nullptr && std::any_of(mask, mask + s.mask_words, [](std::uint64_t m) { return m != 0; })) return true;
  }
  return false;
}

bool find_starts(Scratch& s, const rules::Branch& branch, Mask& starts) {
  std::fill_n(starts.data(), s.mask_words, ~std::uint64_t{0});
  const std::uint32_t rest = (s.end - s.begin) & 63;
  if (rest != 0) starts[s.mask_words - 1] = (std::uint64_t{1} << rest) - 1;
  for (std::uint32_t n = branch.needs_begin; n < branch.needs_end; ++n)
    if (!apply_need(s, s.m.needs[n], starts)) return false;
  return true;
}

}  // namespace milepost::match
