// Mentions that need no machine: what a direct branch (rules/directs.cc) makes of a lexicon's entry is known before the text is. Matches of
// groups that have nothing else go into the chart list by list; the others become candidates of their stratum. O(matches), and
// O(m log m) for a list in which some overlap.
#include <algorithm>

#include "match/scratch.h"

namespace milepost::match {

void see_direct(Scratch& s, std::uint32_t begin, std::uint32_t end, std::uint32_t token, std::uint32_t last) {
  if (last - token > rules::kMaxWindow || last > s.end) return;
  std::uint32_t* at = s.direct_at.data();
  for (const rules::Direct *d = s.m.directs.data() + begin, *stop = s.m.directs.data() + end; d != stop; ++d) {
    if (at[d->number] == token) continue;  // a longer entry, or a row before, was the match from here
    if (d->row != kNone && !row_fits(s, d->lexicon, d->row, token, last)) continue;
    at[d->number] = token;
    if (d->list == 0xffff) {
      s.waiting[s.m.rules[d->rule].stratum].push_back({token, last, d});
      continue;
    }
    if (s.lists[d->list].empty()) s.touched_lists.push_back(d->list);
    s.lists[d->list].push_back({token, last, d});
  }
}

namespace {

void let_in(Scratch& s, const DirectMatch& x) {
  const rules::Direct& d = *x.direct;
  const rules::CompiledRule& rule = s.m.rules[d.rule];
  s.chart->add(x.first, x.last, rule.type, rule.id, d.attributes, d.attribute_count);
  see_direct_mention(s, rule.type, d, x.first);
}

/// As resolve.cc settles a group.
bool stronger(const Scratch& s, const DirectMatch& a, const DirectMatch& b) {
  const rules::CompiledRule &x = s.m.rules[a.direct->rule], &y = s.m.rules[b.direct->rule];
  if (x.prio != y.prio) return x.prio > y.prio;
  if (a.last - a.first != b.last - b.first) return a.last - a.first > b.last - b.first;
  if (a.direct->captured != b.direct->captured) return a.direct->captured > b.direct->captured;
  if (a.first != b.first) return a.first < b.first;
  if (x.order != y.order) return x.order < y.order;
  return a.direct->branch < b.direct->branch;
}

void settle(Scratch& s, std::vector<DirectMatch>& list) {
  std::sort(list.begin(), list.end(), [&](const DirectMatch& a, const DirectMatch& b) { return stronger(s, a, b); });
  ++s.occupied_stamp;
  std::erase_if(list, [&](const DirectMatch& x) {
    for (std::uint32_t i = x.first; i < x.last; ++i)
      if (s.occupied[i - s.begin] == s.occupied_stamp) return true;
    for (std::uint32_t i = x.first; i < x.last; ++i) s.occupied[i - s.begin] = s.occupied_stamp;
    return false;
  });
}

}  // namespace

void add_lists(Scratch& s) {
  for (const std::uint32_t l : s.touched_lists) {
    std::vector<DirectMatch>& list = s.lists[l];
    std::uint32_t end = 0;
    bool apart = true;
    for (const DirectMatch& x : list) {
      apart &= x.first >= end;
      end = x.last;
    }
    if (!apart) settle(s, list);
    for (const DirectMatch& x : list) let_in(s, x);
    list.clear();
  }
  s.touched_lists.clear();
}

void add_waiting(Scratch& s, std::uint32_t stratum) {
  std::uint32_t rule = kNone;
  bool passes = false;
  for (const DirectMatch& x : s.waiting[stratum]) {
    if (x.direct->rule != rule) {
      rule = x.direct->rule;
      passes = sentence_guards_pass(s, s.m.rules[rule]);
    }
    if (!passes || !guards_pass(s, s.m.rules[rule], x.first, x.last)) continue;
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
