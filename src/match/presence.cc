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
// when first asked for. Most sentences have at most 64 tokens: their masks are one word, and a need costs a few instructions.
#include <algorithm>
#include <bit>

#include "match/scratch.h"

namespace milepost::match {

namespace {

constexpr std::uint64_t kBit = 1;

std::uint64_t* mask_at(Scratch& s, std::uint32_t atom) { return s.masks.data() + std::size_t{atom} * s.mask_words; }

void wake(Scratch& s, std::uint32_t atom) {
  const auto [b, e] = s.wakes->of(atom);
  for (const std::uint32_t* p = b; p != e; ++p) s.woken[*p >> 6] |= kBit << (*p & 63);
}

/// Whether the atom was not seen in this sentence yet. Masks that no sentence is using are zero.
bool first_seen(Scratch& s, std::uint32_t atom) {
  if (s.mask_stamps[atom] == s.sentence_stamp) return false;
  s.mask_stamps[atom] = s.sentence_stamp;
  s.touched.push_back(atom);
  return true;
}

void see(Scratch& s, std::uint32_t atom, std::uint32_t token) {
  if (first_seen(s, atom)) wake(s, atom);
  const std::uint32_t i = token - s.begin;
  mask_at(s, atom)[i >> 6] |= kBit << (i & 63);
}

/// Every token of the sentence, word by word.
template <typename F>
void each(const Scratch& s, const std::uint64_t* mask, F f) {
  for (std::uint32_t w = 0; w < s.mask_words; ++w)
    for (std::uint64_t bits = mask[w]; bits != 0; bits &= bits - 1) f(s.begin + w * 64 + static_cast<std::uint32_t>(std::countr_zero(bits)));
}

void see_classes(Scratch& s) {
  if (s.classes_stamp == s.sentence_stamp) return;
  s.classes_stamp = s.sentence_stamp;
  for (Mask& m : s.class_masks) std::fill_n(m.data(), s.mask_words, 0);
  for (std::uint32_t i = 0; i < s.end - s.begin; ++i)
    for (std::uint32_t bits = class_of(s, s.begin + i); bits != 0; bits &= bits - 1)
      s.class_masks[static_cast<std::size_t>(std::countr_zero(bits))][i >> 6] |= kBit << (i & 63);
}

void find_shape(Scratch& s, const rules::ShapeTest& test, std::uint64_t* to) {
  using Kind = rules::ShapeTest::Kind;
  if (test.kind == Kind::kMask) {
    std::fill_n(to, s.mask_words, ~std::uint64_t{0});
    for (std::uint32_t bits = test.mask; bits != 0; bits &= bits - 1)
      for (std::uint32_t w = 0; w < s.mask_words; ++w) to[w] &= s.shape_masks[static_cast<std::size_t>(std::countr_zero(bits))][w];
  } else if (test.kind == Kind::kClass) {
    see_classes(s);
    for (std::uint32_t bits = test.classes; bits != 0; bits &= bits - 1)
      for (std::uint32_t w = 0; w < s.mask_words; ++w) to[w] |= s.class_masks[static_cast<std::size_t>(std::countr_zero(bits))][w];
  } else if (test.kind == Kind::kAny) {
    for (std::uint32_t i = 0; i < s.end - s.begin; ++i) to[i >> 6] |= kBit << (i & 63);
  } else {
    each(s, s.shape_masks[static_cast<std::size_t>(std::countr_zero(unsigned{Token::kNumeral}))].data(), [&](std::uint32_t token) {
      if (shape_fits(s, test, token)) to[(token - s.begin) >> 6] |= kBit << ((token - s.begin) & 63);
    });
  }
}

/// The places of a lexicon's entry that hold one of certain rows.
void find_rows(Scratch& s, const rules::Atom& a, std::uint64_t* to) {
  const std::vector<bool>& rows = s.m.row_sets[a.rows];
  const auto row_at = [&](std::uint32_t token) {
    for (std::uint32_t h = s.hits_begin[token]; h < s.hits_begin[token + 1]; ++h) {
      const rules::Entry& e = s.m.entries[s.hits[h].entry];
      if (e.lexicon != a.id) continue;
      for (std::uint32_t r = e.rows_begin; r < e.rows_end; ++r)
        if (rows[s.m.entry_rows[r]]) return true;
    }
    return false;
  };
  each(s, mask_at(s, s.m.atom_of_lexicon[a.id]), [&](std::uint32_t token) {
    if (row_at(token)) to[(token - s.begin) >> 6] |= kBit << ((token - s.begin) & 63);
  });
}

/// The mask of one of a need's atoms; all zero when it is nowhere in the sentence.
const std::uint64_t* mask_of(Scratch& s, std::uint32_t need_atom) {
  const std::uint32_t atom = need_atom & ~rules::Need::kLazy;
  if ((need_atom & rules::Need::kLazy) != 0 && first_seen(s, atom)) {
    const rules::Atom& a = s.m.atoms[atom];
    if (a.kind == rules::Atom::Kind::kShape)
      find_shape(s, s.m.shapes[a.id], mask_at(s, atom));
    else
      find_rows(s, a, mask_at(s, atom));
  }
  return mask_at(s, atom);
}

/// Each bit spread to the tokens `min` to `max` before it; doubling, so O(log(max - min)) steps.
std::uint64_t smear(std::uint64_t v, std::uint32_t min, std::uint32_t max) {
  if (min > 63) return 0;
  v >>= min;
  const std::uint32_t wanted = max - min + 1;
  for (std::uint32_t covered = 1; covered < wanted;) {
    const std::uint32_t by = std::min({covered, wanted - covered, 63u});
    v |= v >> by;
    covered += by;
  }
  return v;
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

/// The same for a mask of several words, in place.
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
    for (std::uint32_t w = 0; w < s.mask_words; ++w) any |= some[w] |= mask[w];
  }
  if (any == 0) return false;
  if (need.max > 0) smear(some.data(), s.mask_words, need.min, need.max);
  any = 0;
  for (std::uint32_t w = 0; w < s.mask_words; ++w) any |= starts[w] &= some[w];
  return any != 0;
}

/// find_starts for a sentence of at most 64 tokens.
std::uint64_t short_starts(Scratch& s, const rules::Branch& branch) {
  std::uint64_t starts = ~std::uint64_t{0} >> (64 - (s.end - s.begin));
  for (std::uint32_t n = branch.needs_begin; n < branch.needs_end && starts != 0; ++n) {
    const rules::Need& need = s.m.needs[n];
    std::uint64_t some = 0;
    for (std::uint32_t i = need.begin; i < need.end; ++i) some |= *mask_of(s, s.m.need_atoms[i]);
    if (need.max > 0) some = smear(some, need.min, need.max);
    starts &= some;
  }
  return starts;
}

}  // namespace

void begin_presence(Scratch& s) {
  for (const std::uint32_t atom : s.touched) std::fill_n(mask_at(s, atom), s.mask_words, 0);
  s.touched.clear();
  ++s.sentence_stamp;
  s.mask_words = (s.end - s.begin + 63) / 64;
  std::fill(s.woken.begin(), s.woken.end(), 0);
}

void see_tokens(Scratch& s) {
  const Token* tokens = s.text->tokens.data();
  for (Mask& m : s.shape_masks) std::fill_n(m.data(), s.mask_words, 0);
  for (std::uint32_t i = s.begin; i < s.end; ++i) {
    const std::uint32_t at = i - s.begin;
    for (std::uint32_t bits = tokens[i].shape; bits != 0; bits &= bits - 1)
      s.shape_masks[static_cast<std::size_t>(std::countr_zero(bits))][at >> 6] |= kBit << (at & 63);
    if (const std::uint32_t atom = s.m.starts[tokens[i].word].atom; atom != kNone) see(s, atom, i);
    for (std::uint32_t h = s.hits_begin[i]; h < s.hits_begin[i + 1]; ++h) {
      const rules::Machinery::EntryUse& use = s.m.uses[s.hits[h].entry];
      if (use.atom != kNone) see(s, use.atom, i);
      if (s.direct && use.directs_begin != use.directs_end) see_direct(s, use, i, s.hits[h].last);
    }
  }
  for (const std::uint32_t atom : s.m.waking_shapes) {
    if (!first_seen(s, atom)) continue;
    std::uint64_t* mask = mask_at(s, atom);
    find_shape(s, s.m.shapes[s.m.atoms[atom].id], mask);
    if (std::any_of(mask, mask + s.mask_words, [](std::uint64_t m) { return m != 0; })) wake(s, atom);
  }
}

void see_mention(Scratch& s, MentionId id) {
  const Mention& m = s.chart->mentions[id];
  s.seen_types[m.type] = s.sentence_stamp;
  if (const std::uint32_t atom = s.m.atom_of_type[m.type]; atom != kNone) see(s, atom, m.first);
}

bool needed_anywhere(Scratch& s, std::uint32_t need) {
  const rules::Need& n = s.m.needs[need];
  for (std::uint32_t i = n.begin; i < n.end; ++i) {
    const std::uint64_t* mask = mask_of(s, s.m.need_atoms[i]);
    if (std::any_of(mask, mask + s.mask_words, [](std::uint64_t m) { return m != 0; })) return true;
  }
  return false;
}

bool find_starts(Scratch& s, const rules::Branch& branch, Mask& starts) {
  if (s.mask_words == 1) return (starts[0] = short_starts(s, branch)) != 0;
  std::fill_n(starts.data(), s.mask_words, ~std::uint64_t{0});
  const std::uint32_t rest = (s.end - s.begin) & 63;
  if (rest != 0) starts[s.mask_words - 1] = (kBit << rest) - 1;
  for (std::uint32_t n = branch.needs_begin; n < branch.needs_end; ++n)
    if (!apply_need(s, s.m.needs[n], starts)) return false;
  return true;
}

}  // namespace milepost::match
