// Slots. A frame's trigger has matched; each slot takes the best mention of its types within the clause or sentence:
// cue > side > distance > order of types. One mention fills one slot. O(slots x mentions of the scope), at most 64 candidates a slot.
#include <algorithm>

#include "match/scratch.h"

namespace milepost::match {

bool barrier_at(const Scratch& s, std::uint32_t token) {
  if (s.m.barrier == 0xffff) return false;
  bool found = false;
  s.each_entry(token, [&](const rules::Entry& e, std::uint32_t last) {
    if (e.lexicon != s.m.barrier) return;
    for (std::uint32_t r = e.rows_begin; r < e.rows_end && !found; ++r)
      found = e.plain || row_fits(s, e.lexicon, s.m.entry_rows[r], token, last);
  });
  return found;
}

void clause_around(const Scratch& s, std::uint32_t first, std::uint32_t last, std::uint32_t& from, std::uint32_t& to) {
  from = first;
  while (from > s.begin && !barrier_at(s, from - 1)) --from;
  to = last;
  while (to < s.end && !barrier_at(s, to)) ++to;
}

namespace {

struct Filler {
  Captured captured;
  std::uint32_t rank = 0;  ///< lower is better: cue, side, distance, order of types
  std::uint32_t distance = 0, order = 0;
  bool cued = false;

  bool better_than(const Filler& o) const {
    if (cued != o.cued) return cued;
    if (distance != o.distance) return distance < o.distance;
    return order < o.order;
  }
};

bool taken(const std::vector<Captured>& captures, const Captured& c) {
  return std::any_of(captures.begin(), captures.end(),
                     [&](const Captured& o) { return o.set() && o.mention == c.mention && c.mention != kNone; });
}

bool offer(Scratch& s, const rules::CompiledSlot& slot, std::uint32_t first, std::uint32_t last, Filler f, Filler& best, bool& found) {
  const bool left = f.captured.last <= first;
  if (!left && f.captured.first < last) return false;  // within the trigger
  if (slot.side == rules::Slot::Side::kRight && left) return false;
  if ((slot.side == rules::Slot::Side::kLeft || slot.side == rules::Slot::Side::kSubject) && !left) return false;
  f.distance = left ? first - f.captured.last : f.captured.first - last;
  if (slot.max != 0 && f.distance > slot.max) return false;
  if (slot.cue != kNone) {
    f.cued = ends_here(s, slot.cue, f.captured.first, slot.cue_least, slot.cue_most);
    if (!f.cued) return false;
  }
  if (found && !f.better_than(best)) return false;
  best = f;
  found = true;
  return true;
}

}  // namespace

bool fill_slots(Scratch& s, const rules::CompiledRule& rule, std::uint32_t first, std::uint32_t last) {
  const rules::CompiledFrame& frame = s.m.frames[static_cast<std::size_t>(rule.frame)];
  std::uint32_t from = s.begin, to = s.end;
  if (!frame.sentence_scope) clause_around(s, first, last, from, to);
  s.captures.resize(rule.captures.size());
  for (const rules::CompiledSlot& slot : frame.slots) {
    Filler best;
    bool found = false;
    for (std::uint32_t i = from; i < to; ++i) {
      std::uint32_t order = 0;
      for (const rules::CompiledSlot::Filler& filler : slot.fillers) {
        ++order;
        if (filler.type != 0) {
          for (MentionId m = s.chart->starts[i]; m != kNone; m = s.chart->mentions[m].next) {
            const Mention& mention = s.chart->mentions[m];
            if (mention.type != filler.type || mention.last > to) continue;
            if (filler.test != kNone && !tests_pass(s, filler.test, filler.tests, mention)) continue;
            Filler f;
            f.captured = {mention.first, mention.last, m};
            f.order = order;
            if (!taken(s.captures, f.captured)) offer(s, slot, first, last, f, best, found);
          }
        } else {
          s.each_entry(i, [&](const rules::Entry& e, std::uint32_t end) {
            if (e.lexicon != filler.lexicon || end > to) return;
            for (std::uint32_t r = e.rows_begin; r < e.rows_end; ++r) {
              const rules::RowId row = s.m.entry_rows[r];
              if (filler.rows != kNone && !s.m.row_sets[filler.rows][row]) continue;
              if (!e.plain && !row_fits(s, e.lexicon, row, i, end)) continue;
              Filler f;
              f.captured = {i, end, kNone, e.lexicon, row};
              f.order = order;
              offer(s, slot, first, last, f, best, found);
              break;
            }
          });
        }
      }
    }
    if (slot.required && !found) return false;
    if (found) {
      s.captures[slot.slot] = best.captured;
      if (best.captured.mention != kNone) s.consumed.push_back(best.captured.mention);
    }
  }
  return true;
}

}  // namespace milepost::match
