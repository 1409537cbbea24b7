// Contexts: an attribute for the mentions in reach of a cue (after ConText, Harkema et al. 2009). O(cues x reach).
#include "match/scratch.h"

namespace milepost::match {

namespace {

struct Reach {
  std::uint32_t from, to;
};

Reach reach_of(const Scratch& s, const rules::CompiledContext& c, std::uint32_t first, std::uint32_t last) {
  using Kind = rules::Context::Reach;
  const std::uint32_t n = c.max == 0 ? rules::kMaxWindow : c.max;
  const std::uint32_t back = first - s.begin > n ? first - n : s.begin, on = s.end - last > n ? last + n : s.end;
  switch (c.reach) {
    case Kind::kForward:
      return {last, on};
    case Kind::kBackward:
      return {back, first};
    case Kind::kBoth:
      return {back, on};
    case Kind::kSentence:
      return {s.begin, s.end};
  }
  return {first, last};
}

void mark(Scratch& s, const rules::CompiledContext& c, const std::vector<TypeId>& types, std::uint32_t first, std::uint32_t last) {
  Reach r = reach_of(s, c, first, last);
  if (c.stop != kNone) {
    for (std::uint32_t i = last; i < r.to; ++i)
      if (run_sub(s, c.stop, i, s.end) != kNone) r.to = i;
    for (std::uint32_t i = first; i-- > r.from;)
      if (run_sub(s, c.stop, i, s.end) != kNone) r.from = i + 1;
  }
  for (std::uint32_t i = r.from; i < r.to; ++i)
    for (MentionId m = s.chart->starts[i]; m != kNone; m = s.chart->mentions[m].next)
      for (const TypeId t : types)
        if (s.chart->mentions[m].type == t && s.chart->mentions[m].last <= r.to) s.chart->set(m, c.attribute, c.value);
}

}  // namespace

void apply_contexts(Scratch& s, std::vector<TypeId> rules::CompiledContext::*marked) {
  for (const rules::CompiledContext& c : s.m.contexts) {
    const std::vector<TypeId>& types = c.*marked;
    bool wanted = false;
    for (const TypeId t : types) wanted |= s.seen_types[t] == s.sentence_stamp;
    if (!wanted) continue;
    for (std::uint32_t i = s.begin; i < s.end; ++i) {
      if (c.pseudo != kNone) {
        const std::uint32_t skip = run_sub(s, c.pseudo, i, s.end);
        if (skip != kNone && skip > i) {
          i = skip - 1;
          continue;
        }
      }
      for (const std::uint32_t cue : c.cues) {
        const std::uint32_t last = run_sub(s, cue, i, s.end);
        if (last == kNone || last == i) continue;
        mark(s, c, types, i, last);
        break;
      }
    }
  }
}

}  // namespace milepost::match
