// Mentions that need no machine: what a direct branch (rules/directs.cc) makes of a lexicon's entry is known before the text is. Matches of
// groups that have nothing else go into the chart as they come, unless some overlap; the others become candidates of their stratum.
// O(matches).
#include <algorithm>

#include "match/see.h"

namespace milepost::match {

namespace {

/// Whether the row of a direct match fits the tokens.
inline bool fits(const Scratch& s, const rules::Direct& d, std::uint32_t token, std::uint32_t last) {
  if (d.match == rules::LexiconRow::Match::kFold) return true;
  if (d.match == rules::LexiconRow::Match::kCap) return s.text->tokens[token].is(Token::kCap);
  return row_fits(s, d.lexicon, d.row, token, last);
}

}  // namespace

void see_direct(Scratch& s, std::uint32_t begin, std::uint32_t end, std::uint32_t token, std::uint32_t last) {
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
    append(s.ready, DirectMatch{token, last, d});
  }
}

void add_ready(Scratch& s) {
  s.made.clear();
  for (const DirectMatch& x : s.ready) {
    if (s.clash && s.clashes[x.direct->list] != 0) {
      s.waiting[0].push_back(x);  // resolve() settles who wins
      continue;
    }
    Mention m = x.direct->made;
    m.first = x.first;
    m.last = x.last;
    append(s.made, m);
    see_direct_mention(s, *x.direct, x.first);
  }
  s.chart->add(s.made);
  s.ready.clear();
  if (s.clash) std::fill(s.clashes.begin(), s.clashes.end(), 0);
  s.clash = false;
}

void add_waiting(Scratch& s, std::uint32_t stratum) {
  std::uint32_t rule = kNone;
  bool passes = false, guarded = false;
  for (const DirectMatch& x : s.waiting[stratum]) {
    if (x.direct->rule != rule) {
      rule = x.direct->rule;
      guarded = s.m.ranks[rule].guarded;
      passes = !guarded || sentence_guards_pass(s, s.m.rules[rule]);
    }
    if (!passes || (guarded && !guards_pass(s, s.m.rules[rule], x.first, x.last))) continue;
    Candidate c;
    c.rule = rule;
    c.first = x.first;
    c.last = x.last;
    c.branch = x.direct->branch;
    c.captured = x.direct->captured;
    c.direct = x.direct;
    s.candidates.push_back(c);
  }
  s.waiting[stratum].clear();
}

}  // namespace milepost::match
