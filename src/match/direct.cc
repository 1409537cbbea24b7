// Mentions that need no machine: what a direct branch (rules/directs.cc) makes of a lexicon's entry is known before the text is. Matches of
// groups that have nothing else go into the chart as they come, unless some overlap; the others become candidates of their stratum.
// O(matches).
#include <algorithm>

#include "match/see.h"

namespace milepost::match {

void add_ready(Scratch& s) {
  s.made.clear();
  for (const ReadyMatch& x : s.ready) {
    for (const rules::Direct *d = x.direct, *end = d + x.count; d != end; ++d) {
      if (s.clash && s.clashes[d->list] != 0) {
        s.waiting[0].push_back({x.first, x.first + x.size, d});  // resolve() settles who wins
        continue;
      }
      append(s.made, mention_of(*d, x.first, x.first + x.size));
      if (x.seen)
        s.seen_types[d->made.type] = s.sentence_stamp;
      else
        see_direct_mention(s, *d, x.first);
    }
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
    append(s.candidates, c);
  }
  s.waiting[stratum].clear();
}

}  // namespace milepost::match
