// Slots. A frame's trigger has matched; each slot takes the best mention of its types within the clause or sentence that stands where the
// slot says and has its cue directly before it: the right side > the nearest > the type named first. A slot of many takes all of them. One
// mention fills one slot. O(slots x mentions of the scope).
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
  std::uint32_t distance = 0, order = 0;
  bool left = false;

  bool better_than(const Filler& o) const {
    if (left != o.left) return o.left;
    if (distance != o.distance) return distance < o.distance;
    return order < o.order;
  }
};

bool verb_between(const Scratch& s, std::uint32_t from, std::uint32_t to) {
  const auto is_verb = [&](std::uint32_t classes) { return (classes & s.m.verb_class) != 0; };
  return std::any_of(s.chart->classes.begin() + from, s.chart->classes.begin() + to, is_verb);
}

/// One frame's slots being filled: its trigger stands at tokens [first, last).
class Filling {
 public:
  Filling(Scratch& s, std::uint32_t first, std::uint32_t last) : s_(s), first_(first), last_(last) {}

  /// The best filler within [from, to) or, of a slot that takes many, all in the order of the text; false when there is none.
  bool fill(const rules::CompiledSlot& slot, std::uint32_t from, std::uint32_t to) {
    Filler best;
    bool found = false;
    const auto offer = [&](const Captured& c, std::uint32_t order) {
      Filler f{c, 0, order, c.last <= first_};
      f.distance = f.left ? first_ - c.last : c.first - last_;
      if (taken(c) || !fits(slot, f)) return;
      if (slot.many && c.mention != kNone) s_.consumed.push_back(c.mention);
      if (slot.many && found) s_.more.emplace_back(slot.attribute, c);
      if (!found || (!slot.many && f.better_than(best))) best = f;
      found = true;
    };
    for (std::uint32_t i = from; i < to; ++i) {
      std::uint32_t order = 0;
      for (const rules::CompiledSlot::Filler& filler : slot.fillers) {
        ++order;
        if (filler.type != 0)
          each_mention(filler, i, to, [&](const Captured& c) { offer(c, order); });
        else
          each_row(filler, i, to, [&](const Captured& c) { offer(c, order); });
      }
    }
    if (!found) return false;
    s_.captures[slot.slot] = best.captured;
    if (!slot.many && best.captured.mention != kNone) s_.consumed.push_back(best.captured.mention);
    return true;
  }

 private:
  /// Whether a mention fills a slot already.
  bool taken(const Captured& c) const {
    const auto same = [&](const Captured& o) { return o.set() && o.mention == c.mention; };
    return c.mention != kNone && (std::any_of(s_.captures.begin(), s_.captures.end(), same) ||
                                  std::any_of(s_.more.begin(), s_.more.end(), [&](const auto& m) { return same(m.second); }));
  }

  bool fits(const rules::CompiledSlot& slot, const Filler& f) const {
    using Side = rules::Slot::Side;
    if (!f.left && f.captured.first < last_) return false;  // within the trigger
    if (f.left ? slot.side == Side::kRight : slot.side == Side::kLeft || slot.side == Side::kSubject) return false;
    if (slot.max != 0 && f.distance > slot.max) return false;
    if (slot.side == Side::kSubject && verb_between(s_, f.captured.last, first_)) return false;
    return slot.cue == kNone || ends_here(s_, slot.cue, f.captured.first, slot.cue_least, slot.cue_most);
  }

  template <typename F>
  void each_mention(const rules::CompiledSlot::Filler& filler, std::uint32_t token, std::uint32_t to, F f) const {
    for (MentionId m = s_.chart->starts[token]; m != kNone; m = s_.chart->mentions[m].next) {
      const Mention& mention = s_.chart->mentions[m];
      if (mention.type != filler.type || mention.last > to) continue;
      if (filler.test == kNone || tests_pass(s_, filler.test, filler.tests, mention)) f({mention.first, mention.last, m});
    }
  }

  template <typename F>
  void each_row(const rules::CompiledSlot::Filler& filler, std::uint32_t token, std::uint32_t to, F f) const {
    s_.each_entry(token, [&](const rules::Entry& e, std::uint32_t end) {
      if (e.lexicon != filler.lexicon || end > to) return;
      for (std::uint32_t r = e.rows_begin; r < e.rows_end; ++r) {
        const rules::RowId row = s_.m.entry_rows[r];
        if (filler.rows != kNone && !s_.m.row_sets[filler.rows][row]) continue;
        if (e.plain || row_fits(s_, e.lexicon, row, token, end)) return f({token, end, kNone, e.lexicon, row});
      }
    });
  }

  Scratch& s_;
  std::uint32_t first_, last_;
};

}  // namespace

bool fill_slots(Scratch& s, const rules::CompiledRule& rule, std::uint32_t first, std::uint32_t last) {
  const rules::CompiledFrame& frame = s.m.frames[static_cast<std::size_t>(rule.frame)];
  std::uint32_t from = s.begin, to = s.end;
  if (!frame.sentence_scope) clause_around(s, first, last, from, to);
  s.captures.resize(rule.captures.size());
  Filling filling(s, first, last);
  for (const rules::CompiledSlot& slot : frame.slots)
    if (!filling.fill(slot, from, to) && slot.required) return false;
  return true;
}

}  // namespace milepost::match
