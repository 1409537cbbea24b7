// Who wins. Within a group: `beats`, then prio, length, captures, earlier start, rule id, branch. O(c log c + tokens covered) for c
// candidates.
#include <algorithm>

#include "match/scratch.h"

namespace milepost::match {

void add_candidate(Scratch& s, std::uint32_t rule, const rules::Branch& branch, std::uint32_t first, std::uint32_t last) {
  const rules::CompiledRule& r = s.m.rules[rule];
  if (!guards_pass(s, r, first, last) || !conditions_hold(s, r, first, last)) return;
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
    s.capture_pool.push_back(captured);
  }
  c.consumed = static_cast<std::uint32_t>(s.consumed_pool.size());
  c.consumed_count = static_cast<std::uint32_t>(s.consumed.size());
  s.consumed_pool.insert(s.consumed_pool.end(), s.consumed.begin(), s.consumed.end());
  s.candidates.push_back(c);
}

namespace {

bool stronger(const Scratch& s, const Candidate& a, const Candidate& b) {
  const rules::CompiledRule &x = s.m.rules[a.rule], &y = s.m.rules[b.rule];
  if (x.group != y.group) return x.group < y.group;
  if (a.beaten != b.beaten) return b.beaten;
  if (x.prio != y.prio) return x.prio > y.prio;
  if (a.last - a.first != b.last - b.first) return a.last - a.first > b.last - b.first;
  if (a.captured != b.captured) return a.captured > b.captured;
  if (a.first != b.first) return a.first < b.first;
  if (x.order != y.order) return x.order < y.order;
  return a.branch < b.branch;
}

/// Marks candidates that overlap one whose rule `beats` theirs. Rules that stand higher in the relation speak first.
void apply_beats(Scratch& s) {
  std::vector<std::uint32_t>&speakers = s.speakers, &by_start = s.by_start;
  speakers.clear();
  for (std::uint32_t i = 0; i < s.candidates.size(); ++i)
    if (!s.m.rules[s.candidates[i].rule].beats.empty()) speakers.push_back(i);
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
  const rules::CompiledRule& rule = s.m.rules[c.rule];
  if (c.direct != nullptr) {
    s.chart->add(c.first, c.last, rule.type, rule.id, c.direct->attributes, c.direct->attribute_count);
    return see_direct_mention(s, *c.direct, c.first);
  }
  std::vector<Attribute>& attributes = s.attributes;
  attributes.clear();
  const Captured* captures = s.capture_pool.data() + c.captures;
  for (const auto& [id, node] : rule.make)
    if (const Value v = evaluate(s, rule, node, captures)) attributes.push_back({id, v});
  if (rule.frame >= 0) {
    for (const rules::CompiledSlot& slot : s.m.frames[static_cast<std::size_t>(rule.frame)].slots) {
      const Captured& filled = captures[slot.slot];
      if (filled.mention != kNone)
        attributes.push_back({slot.attribute, Value::mention(filled.mention)});
      else if (filled.row != kNone)
        attributes.push_back({slot.attribute, Value::row(filled.lexicon, filled.row)});
    }
  }
  std::vector<MentionId>& children = s.children;
  children.assign(s.consumed_pool.begin() + c.consumed, s.consumed_pool.begin() + c.consumed + c.consumed_count);
  see_mention(s, s.chart->add(c.first, c.last, rule.type, rule.id, attributes, children));
}

}  // namespace

void resolve(Scratch& s) {
  if (s.candidates.empty()) return;
  if (s.candidates.size() > 1) {
    apply_beats(s);
  }
  std::vector<std::uint32_t>& order = s.by_start;
  order.resize(s.candidates.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  if (order.size() > 1)
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return stronger(s, s.candidates[a], s.candidates[b]); });
  std::uint32_t group = kNone;
  std::vector<const Candidate*> winners;  // only for explain
  for (const std::uint32_t i : order) {
    const Candidate& c = s.candidates[i];
    const rules::CompiledRule& rule = s.m.rules[c.rule];
    if (rule.group != group) {
      group = rule.group;
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
  s.candidates.clear();
  s.capture_pool.clear();
  s.consumed_pool.clear();
}

}  // namespace milepost::match
