// Who wins. Within a group: `beats`, then prio, length, captures, earlier start, rule id, branch. O(c log c + tokens covered) for c
// candidates.
#include <algorithm>

#include "match/see.h"

namespace milepost::match {

void add_candidate(Scratch& s, std::uint32_t rule, const rules::Branch& branch, std::uint32_t first, std::uint32_t last) {
  const rules::CompiledRule& r = s.m.rules[rule];
  if ((s.m.ranks[rule].guarded && !guards_pass(s, r, first, last)) || !conditions_hold(s, r, first, last)) return;
  if (Trace* t = s.options->trace; t != nullptr && t->rule == r.id) {
    t->found.push_back({first, last, t->path});
    t->passed.resize(s.m.code.size());
    for (const Trace::Step& step : t->path) t->passed[step.instruction] = true;
  }
  Candidate c;
  c.rule = rule;
  c.first = first;
  c.last = last;
  c.branch = branch.number;
  c.captures = static_cast<std::uint32_t>(s.capture_pool.size());
  for (std::size_t i = 0; i < r.captures.size(); ++i) {
    const Captured captured = i < s.captures.size() ? s.captures[i] : Captured{};
    c.captured = static_cast<std::uint16_t>(c.captured + (captured.set() ? 1 : 0));
    append(s.capture_pool, captured);
  }
  c.consumed = static_cast<std::uint32_t>(s.consumed_pool.size());
  c.consumed_count = static_cast<std::uint32_t>(s.consumed.size());
  s.consumed_pool.insert(s.consumed_pool.end(), s.consumed.begin(), s.consumed.end());
  c.more = static_cast<std::uint32_t>(s.more_pool.size());
  c.more_count = static_cast<std::uint32_t>(s.more.size());
  s.more_pool.insert(s.more_pool.end(), s.more.begin(), s.more.end());
  append(s.candidates, c);
}

namespace {

/// Within a group: not beaten, then prio, length, captures, earlier start, rule id, branch.
Scratch::Strength strength(const Scratch& s, std::uint32_t candidate) {
  const Candidate& c = s.candidates[candidate];
  const rules::Rank& r = s.m.ranks[c.rule];
  const auto put = [](std::uint64_t a, std::uint64_t b, std::uint64_t x, std::uint64_t y) { return a << 48 | b << 32 | x << 16 | y; };
  const std::uint64_t shorter = 0xffff - (c.last - c.first), fewer = 0xffffu - c.captured;
  const std::uint64_t last = std::uint64_t{c.first - s.begin} << 48 | std::uint64_t{r.order} << 16 | c.branch;
  return {put(r.group, r.prio | (c.beaten ? 0x8000u : 0u), shorter, fewer), last, candidate};
}

/// Marks candidates that overlap one whose rule `beats` theirs. Rules that stand higher in the relation speak first.
void apply_beats(Scratch& s) {
  std::vector<std::uint32_t>&speakers = s.speakers, &by_start = s.by_start;
  speakers.clear();
  for (std::uint32_t i = 0; i < s.candidates.size(); ++i)
    if (s.m.ranks[s.candidates[i].rule].beats) speakers.push_back(i);
  if (speakers.empty()) return;
  std::stable_sort(speakers.begin(), speakers.end(), [&](std::uint32_t a, std::uint32_t b) {
    return s.m.rules[s.candidates[a].rule].beats_depth > s.m.rules[s.candidates[b].rule].beats_depth;
  });
  by_start.resize(s.candidates.size());
  for (std::uint32_t i = 0; i < by_start.size(); ++i) by_start[i] = i;
  std::stable_sort(by_start.begin(), by_start.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return s.candidates[a].first < s.candidates[b].first; });
  for (const std::uint32_t i : speakers) {
    const Candidate& a = s.candidates[i];
    if (a.beaten) continue;
    const rules::CompiledRule& rule = s.m.rules[a.rule];
    const std::uint32_t from = a.first > rules::kMaxWindow ? a.first - rules::kMaxWindow : 0;
    auto it = std::lower_bound(by_start.begin(), by_start.end(), from,
                               [&](std::uint32_t c, std::uint32_t t) { return s.candidates[c].first < t; });
    for (; it != by_start.end() && s.candidates[*it].first < a.last; ++it) {
      Candidate& b = s.candidates[*it];
      if (*it == i || b.last <= a.first) continue;
      const RuleId loser = s.m.rules[b.rule].id;
      if (std::find(rule.beats.begin(), rule.beats.end(), loser) == rule.beats.end()) continue;
      b.beaten = true;
      if (s.options->suppressed != nullptr) s.options->suppressed->push_back({loser, b.first, b.last, rule.id, false});
    }
  }
}

/// `winners`: those of the group so far, strongest first.
void note_loss(const Scratch& s, const Candidate& c, const std::vector<const Candidate*>& winners) {
  for (const Candidate* w : winners) {
    if (w->last <= c.first || c.last <= w->first) continue;
    const bool tie = s.m.rules[w->rule].prio == s.m.rules[c.rule].prio && w->first == c.first && w->last == c.last &&
                     w->captured == c.captured && w->rule != c.rule;
    s.options->suppressed->push_back({s.m.rules[c.rule].id, c.first, c.last, s.m.rules[w->rule].id, tie});
    return;
  }
}

void admit(Scratch& s, const Candidate& c) {
  if (c.direct != nullptr) {
    const Mention made = mention_of(*c.direct, c.first, c.last);
    s.chart->add({&made, 1});
    return see_direct_mention(s, *c.direct, c.first);
  }
  const rules::CompiledRule& rule = s.m.rules[c.rule];
  std::vector<Attribute>& attributes = s.attributes;
  attributes.clear();
  const Captured* captures = s.capture_pool.data() + c.captures;
  for (const auto& [id, node] : rule.make)
    if (const Value v = evaluate(s, rule, node, captures)) attributes.push_back({id, v});
  const auto fill = [&](AttributeId attribute, const Captured& filled) {
    if (filled.mention != kNone)
      attributes.push_back({attribute, Value::mention(filled.mention)});
    else if (filled.row != kNone)
      attributes.push_back({attribute, Value::row(filled.lexicon, filled.row)});
  };
  if (rule.frame >= 0)
    for (const rules::CompiledSlot& slot : s.m.frames[static_cast<std::size_t>(rule.frame)].slots)
      fill(slot.attribute, captures[slot.slot]);
  for (std::uint32_t i = c.more; i < c.more + c.more_count; ++i) fill(s.more_pool[i].first, s.more_pool[i].second);
  std::vector<MentionId>& children = s.children;
  children.assign(s.consumed_pool.begin() + c.consumed, s.consumed_pool.begin() + c.consumed + c.consumed_count);
  see_mention(s, s.chart->add(c.first, c.last, rule.type, rule.id, attributes, children));
}

/// Lets candidates in, the strongest of each group first, where no stronger one of the group stands.
void settle(Scratch& s) {
  std::uint32_t group = kNone;
  std::vector<const Candidate*> winners;  // only for explain
  for (const Scratch::Strength& x : s.strengths) {
    const Candidate& c = s.candidates[x.candidate];
    if (s.m.ranks[c.rule].group != group) {
      group = s.m.ranks[c.rule].group;
      ++s.occupied_stamp;
      winners.clear();
    }
    if (c.beaten) continue;
    bool free = true;
    for (std::uint32_t t = c.first; t < c.last && free; ++t) free = s.occupied[t - s.begin] != s.occupied_stamp;
    if (!free) {
      if (s.options->suppressed != nullptr) note_loss(s, c, winners);
      continue;
    }
    for (std::uint32_t t = c.first; t < c.last; ++t) s.occupied[t - s.begin] = s.occupied_stamp;
    if (s.options->suppressed != nullptr) winners.push_back(&c);
    admit(s, c);
  }
}

/// Whether no two candidates of a group overlap, so that there is nothing to settle. Two groups may share a bit: then it may say no.
bool all_apart(Scratch& s) {
  std::uint64_t shared = 0;
  for (const Candidate& c : s.candidates) {
    const std::uint64_t bit = std::uint64_t{1} << (s.m.ranks[c.rule].group & 63);
    for (std::uint32_t t = c.first - s.begin; t < c.last - s.begin; ++t) {
      shared |= s.taken[t] & bit;
      s.taken[t] |= bit;
    }
  }
  for (const Candidate& c : s.candidates)
    for (std::uint32_t t = c.first - s.begin; t < c.last - s.begin; ++t) s.taken[t] = 0;
  return shared == 0;
}

}  // namespace

void resolve(Scratch& s) {
  if (s.candidates.empty()) return;
  if (s.candidates.size() == 1 || all_apart(s)) {
    for (const Candidate& c : s.candidates) admit(s, c);
  } else {
    apply_beats(s);
    s.strengths.clear();
    for (std::uint32_t i = 0; i < s.candidates.size(); ++i) s.strengths.push_back(strength(s, i));
    std::sort(s.strengths.begin(), s.strengths.end());
    settle(s);
  }
  wake_seen(s);
  s.candidates.clear();
  s.capture_pool.clear();
  s.consumed_pool.clear();
  s.more_pool.clear();
}

}  // namespace milepost::match
