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

#include "match/see.h"

namespace milepost::match {

namespace {

/// The mask of one of a need's atoms; all zero when it is nowhere in the sentence.
const std::uint64_t* mask_of(Scratch& s, std::uint32_t need_atom) {
  const std::uint32_t atom = need_atom & ~rules::Need::kLazy;
  if ((need_atom & rules::Need::kLazy) != 0 && first_seen(s, atom)) find_shape(s, s.m.shapes[s.m.atoms[atom].id], mask_at(s, atom));
  return mask_at(s, atom);
}

std::uint64_t shifted(std::uint64_t v, std::int32_t down) {
  if (down > 63 || down < -63) return 0;
  return down >= 0 ? v >> down : v << -down;
}

/// Each bit spread over the places from which it is `min` to `max` tokens away; doubling, so O(log(max - min)) steps.
std::uint64_t smear(std::uint64_t v, std::int32_t min, std::int32_t max) {
  const auto spread = [](std::uint64_t x, std::int32_t wanted, bool down) {
    for (std::int32_t covered = 1; covered < wanted;) {
      const std::int32_t by = std::min({covered, wanted - covered, 63});
      x |= shifted(x, down ? by : -by);
      covered += by;
    }
    return x;
  };
  if (min == max) return shifted(v, min);
  if (min >= 0) return spread(shifted(v, min), max - min + 1, true);
  const std::int32_t nearest = std::min(max, -1);
  const std::uint64_t before = spread(shifted(v, nearest), nearest - min + 1, false);
  return max < 0 ? before : before | spread(v, max + 1, true);
}

/// The same for one word of a mask, without branches where that can be.
std::uint64_t smear(std::uint64_t v, const rules::Need& need) {
  if (!need.ahead) [[unlikely]]
    return smear(v, need.min, need.max);
  v >>= need.min;
  for (const std::uint8_t by : need.spread) v |= v >> by;
  return v;
}

/// to |= from, moved `by` tokens towards the sentence's begin, or away from it when negative.
void move(const std::uint64_t* from, std::uint64_t* to, std::uint32_t words, std::int32_t by) {
  const auto whole = static_cast<std::uint32_t>(std::abs(by)) >> 6, part = static_cast<std::uint32_t>(std::abs(by)) & 63;
  for (std::uint32_t w = 0; w + whole < words; ++w) {
    const std::uint32_t at = by >= 0 ? w + whole : words - 1 - w - whole;
    std::uint64_t v = by >= 0 ? from[at] >> part : from[at] << part;
    if (by >= 0 && part != 0 && at + 1 < words) v |= from[at + 1] << (64 - part);
    if (by < 0 && part != 0 && at > 0) v |= from[at - 1] >> (64 - part);
    to[by >= 0 ? w : words - 1 - w] |= v;
  }
}

/// The same for a mask of several words.
Mask smear(const Mask& mask, std::uint32_t words, std::int32_t min, std::int32_t max) {
  Mask out;
  std::fill_n(out.data(), words, 0);
  const auto spread = [&](std::int32_t from, std::int32_t wanted, std::int32_t sign) {
    Mask x;
    std::fill_n(x.data(), words, 0);
    move(mask.data(), x.data(), words, from);
    for (std::int32_t covered = 1; covered < wanted;) {
      const std::int32_t by = std::min(covered, wanted - covered);
      move(x.data(), x.data(), words, sign * by);  // words are read at or behind the one that is written, seen in the direction of the move
      covered += by;
    }
    for (std::uint32_t w = 0; w < words; ++w) out[w] |= x[w];
  };
  if (max >= 0) spread(std::max(min, 0), max - std::max(min, 0) + 1, 1);
  if (min < 0) spread(std::min(max, -1), std::min(max, -1) - min + 1, -1);
  return out;
}

/// Whether some atom of a need was seen in the sentence, or has not been looked for.
bool may_be_there(const Scratch& s, const rules::Need& need) {
  for (std::uint32_t i = need.begin; i < need.end; ++i) {
    const std::uint32_t atom = s.m.need_atoms[i];
    if ((atom & rules::Need::kLazy) != 0 || s.mask_stamps[atom] == s.sentence_stamp) return true;
  }
  return false;
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
  if (need.max != 0 || need.min != 0) some = smear(some, s.mask_words, need.min, need.max);
  any = 0;
  for (std::uint32_t w = 0; w < s.mask_words; ++w) any |= starts[w] &= some[w];
  return any != 0;
}

/// find_starts for a sentence of at most 64 tokens.
std::uint64_t short_starts(Scratch& s, const rules::Branch& branch) {
  const bool anchored = s.direct && branch.anchored;
  std::uint64_t starts = anchored ? 1 : ~std::uint64_t{0} >> (64 - (s.end - s.begin));
  const std::uint64_t* masks = s.masks.data();
  const std::uint32_t* need_atoms = s.m.need_atoms.data();
  const rules::Need *need = s.m.needs.data() + branch.needs_begin,
                    *end = s.m.needs.data() + (s.direct ? branch.looks_end : branch.needs_end);
  for (; need != end && starts != 0; ++need) {
    std::uint64_t some = 0;
    if (need->atom != kNone) {
      some = masks[need->atom];
    } else {
      for (std::uint32_t i = need->begin; i < need->end; ++i) {
        const std::uint32_t atom = need_atoms[i];
        some |= (atom & rules::Need::kLazy) == 0 ? masks[atom] : *mask_of(s, atom);
      }
    }
    if (some == 0) return 0;
    starts &= smear(some, *need);
  }
  return starts;
}

}  // namespace

void begin_presence(Scratch& s) {
  if (s.mask_words == 1)
    for (std::uint32_t i = 0; i < s.touched_count; ++i) s.masks[s.touched[i]] = 0;
  else
    for (std::uint32_t i = 0; i < s.touched_count; ++i) std::fill_n(mask_at(s, s.touched[i]), s.mask_words, 0);
  s.touched_count = s.waking_count = 0;
  s.mask_stamps.back() = ++s.sentence_stamp;
  s.mask_words = (s.end - s.begin + 63) / 64;
  std::fill(s.woken.begin(), s.woken.end(), 0);
}

namespace {

/// All atoms of the token's hits; for runs that look at direct branches too.
void see_all_hits(Scratch& s, std::uint32_t token) {
  s.each_entry(token, [&](const rules::Entry& entry, std::uint32_t) {
    for (const std::uint32_t a : s.m.atoms_of_lexicon[entry.lexicon])
      if (s.m.holds(entry, s.m.atoms[a].rows)) see(s, a, token);
  });
}

void see_shapes_of(Scratch& s, const std::vector<std::uint32_t>& atoms) {
  for (const std::uint32_t atom : atoms) {
    if (!first_seen(s, atom)) continue;
    std::uint64_t* mask = mask_at(s, atom);
    find_shape(s, s.m.shapes[s.m.atoms[atom].id], mask);
    if (std::any_of(mask, mask + s.mask_words, [](std::uint64_t m) { return m != 0; })) s.waking[s.waking_count++] = atom;
  }
}

/// What a node's entries at tokens [token, last) are seen as, up to an end of its atoms, and what they become.
inline void see_node(Scratch& s, const rules::NodeUse& use, std::uint32_t atoms_end, std::uint32_t token, std::uint32_t last) {
  for (std::uint32_t a = use.atoms_begin; a < atoms_end; ++a) see(s, s.phase->seen_atoms[a], token);
  if (use.directs_begin != use.directs_end) see_direct(s, use.directs_begin, use.directs_end, token, last);
}

/// What a word's directs make of it. `alone`: no entry of several words stands here.
inline void see_word(Scratch& s, const rules::Machinery::WordStart& word, std::uint32_t token, bool alone) {
  const rules::Direct* d = s.m.directs.data() + word.directs;
  const std::uint8_t plain = alone ? d->plain : std::uint8_t{0};
  if (plain != 0) append(s.ready, ReadyMatch{token, 1, plain, true, d});
  if (plain != word.direct_count) see_direct(s, word.directs + plain, word.directs + word.direct_count, token, token + 1);
}

void see_shapes(Scratch& s) {
  if (any_numeral(s)) see_shapes_of(s, s.phase->waking_numerals);
  see_shapes_of(s, s.phase->waking_shapes);
}

}  // namespace

void see_tokens(Scratch& s, std::uint32_t last) {
  const Token* tokens = s.text->tokens.data();
  const rules::NodeUse* uses = s.phase->uses.data();
  const std::uint32_t* seen_atoms = s.phase->seen_atoms.data();
  const rules::Machinery::WordStart* starts = s.m.starts.data();
  begin_shapes(s);
  const bool numbers = any_numeral(s) || s.chart->mentions.size() != s.numbers_from;
  std::uint32_t taken = 0;  // end of the entries of several words so far
  const auto end_of_text = static_cast<std::uint32_t>(s.text->tokens.size()) - 1;
  for (std::uint32_t i = s.begin; i < s.end; ++i) {
    // What is known of words lies far apart: it is fetched while the words before are looked at.
    __builtin_prefetch(&starts[tokens[std::min(i + 8, end_of_text)].word]);
    __builtin_prefetch(s.m.directs.data() + starts[tokens[std::min(i + 4, end_of_text)].word].directs);
    const rules::Machinery::WordStart& word = starts[tokens[i].word];
    if (word.empty()) {
      s.hits_begin[i + 1] = s.hits_begin[i];
      continue;
    }
    if (goes_on(s, i, last, word)) {
      find_hits(s, i, last, word);
      for (const Hit& hit : s.hits_at(i)) {
        if (hit.last == i + 1) break;
        const rules::NodeUse& use = uses[hit.entries_begin];
        see_node(s, use, numbers ? use.atoms_end : use.always_end, i, hit.last);
        taken = std::max(taken, hit.last);
      }
    } else {
      add_hit(s, i, word);
    }
    const std::uint32_t* atoms = seen_atoms + word.seen;
    for (const std::uint32_t *a = atoms, *end = a + (numbers ? word.seen_count : word.always_count); a != end; ++a) see(s, *a, i);
    if (word.direct_count != 0) see_word(s, word, i, i >= taken);
  }
  see_shapes(s);
}

void see_tokens_again(Scratch& s) {
  const rules::NodeUse* uses = s.phase->uses.data();
  const std::uint8_t* useful = s.phase->useful.data();
  begin_shapes(s);
  for (std::uint32_t i = s.begin; i < s.end; ++i) {
    const std::uint32_t atom = s.m.word_atoms[s.text->tokens[i].word];
    if (atom != kNone && useful[atom] != 0) see(s, atom, i);
    if (!s.direct) {
      see_all_hits(s, i);
      continue;
    }
    for (const Hit& hit : s.hits_at(i)) see_node(s, uses[hit.entries_begin], uses[hit.entries_begin].atoms_end, i, hit.last);
  }
  see_shapes(s);
}

void see_mention(Scratch& s, MentionId id) {
  const Mention& m = s.chart->mentions[id];
  s.seen_types[m.type] = s.sentence_stamp;
  for (const std::uint32_t atom : s.phase->atoms_of_type[m.type]) {
    const std::uint32_t tests = s.m.atoms[atom].rows;
    if (tests == kNone || tests_pass(s, s.m.test_sets[tests].begin, s.m.test_sets[tests].count, m)) see(s, atom, m.first);
  }
}

bool needed_anywhere(Scratch& s, std::uint32_t need) {
  const rules::Need& n = s.m.needs[need];
  for (std::uint32_t i = n.begin; i < n.end; ++i) {
    const std::uint64_t* mask = mask_of(s, s.m.need_atoms[i]);
    if (std::any_of(mask, mask + s.mask_words, [](std::uint64_t m) { return m != 0; })) return true;
  }
  return false;
}

bool needed_near(Scratch& s, std::uint32_t need, std::uint32_t first, std::uint32_t last) {
  const rules::Need& n = s.m.needs[need];
  const auto size = static_cast<std::int32_t>(s.end - s.begin);
  const std::int32_t from = std::max(static_cast<std::int32_t>(first - s.begin) + n.min, 0);
  const std::int32_t to = std::min(static_cast<std::int32_t>(last - s.begin) + n.max, size - 1);
  if (from > to) return false;
  const auto low = static_cast<std::uint32_t>(from), high = static_cast<std::uint32_t>(to);
  for (std::uint32_t i = n.begin; i < n.end; ++i) {
    const std::uint64_t* mask = mask_of(s, s.m.need_atoms[i]);
    for (std::uint32_t w = low >> 6; w <= high >> 6; ++w) {
      std::uint64_t bits = mask[w];
      if (w == low >> 6) bits &= ~std::uint64_t{0} << (low & 63);
      if (w == high >> 6) bits &= ~std::uint64_t{0} >> (63 - (high & 63));
      if (bits != 0) return true;
    }
  }
  return false;
}

bool find_starts(Scratch& s, const rules::Branch& branch, Mask& starts) {
  if (s.mask_words == 1) return (starts[0] = short_starts(s, branch)) != 0;
  const std::uint32_t end = s.direct ? branch.looks_end : branch.needs_end;
  for (std::uint32_t n = branch.needs_begin; n < end; ++n)
    if (!may_be_there(s, s.m.needs[n])) return false;
  std::fill_n(starts.data(), s.mask_words, ~std::uint64_t{0});
  const std::uint32_t rest = (s.end - s.begin) & 63;
  if (rest != 0) starts[s.mask_words - 1] = (kBit << rest) - 1;
  if (s.direct && branch.anchored) {
    std::fill_n(starts.data(), s.mask_words, 0);
    starts[0] = 1;
  }
  for (std::uint32_t n = branch.needs_begin; n < end; ++n)
    if (!apply_need(s, s.m.needs[n], starts)) return false;
  return true;
}

}  // namespace milepost::match
