// Bounds, directions and roles: which cue an amount belongs to. Windows are bounded by the clause and kReach tokens.
#include "link/amount.h"

namespace milepost::link {
namespace {

constexpr std::uint32_t kReach = 14;

/// "go up to 45%": the bound's first word belongs to a verb.
bool part_of_verb(const QuantityLinking& l, const Cues::Bound& b) {
  for (const Cues::Change& c : l.cues.changes)
    if (c.part == 'v' && c.first < b.first && b.first < c.last) return true;
  return false;
}

const Cues::Bound* bound_before(const QuantityLinking& l, std::uint32_t token) {
  for (const Cues::Bound& b : l.cues.bounds)
    if (b.last == token && !b.after && !part_of_verb(l, b)) return &b;
  return nullptr;
}

const Cues::Bound* bound_after(const QuantityLinking& l, std::uint32_t token) {
  for (const Cues::Bound& b : l.cues.bounds)
    if (b.first == token && b.after) return &b;
  return nullptr;
}

/// Where the amount begins with its bound words: "more than 5%", "a nearly 5%".
std::uint32_t begin_with_bounds(const QuantityLinking& l, const Amount& a) {
  std::uint32_t i = a.first;
  for (int turns = 0; turns < 3; ++turns) {
    const Cues::Bound* b = bound_before(l, i);
    if (b == nullptr) break;
    i = b->first;
  }
  return i;
}

bool ends_clause(const QuantityLinking& l, std::uint32_t t) {
  const std::string_view v = l.words.view(t);
  return v == ";" || v == ":" || v == "(" || v == ")" || v == "\u2014" || v == "\u201d" || v == "\"";
}

bool binds(const QuantityLinking& l, const Cues::Bound& b) {
  for (const Amount& a : l.amounts)
    if (a.first == b.last) return true;
  for (const Cues::Bound& next : l.cues.bounds)
    if (next.first == b.last && !next.after) return true;
  return false;
}

bool overlaps_bound(const QuantityLinking& l, const Cues::Change& c) {
  for (const Cues::Bound& b : l.cues.bounds)
    if (!b.after && binds(l, b) && b.first < c.last && c.first < b.last && b.last - b.first > c.last - c.first) return true;
  return false;
}

/// The noun of change right behind an amount: "a 4.2% drop", "7% share price increase".
std::uint32_t noun_after(const QuantityLinking& l, const Amount& a) {
  for (std::uint32_t i = 0; i < l.cues.changes.size(); ++i) {
    const Cues::Change& c = l.cues.changes[i];
    if (c.first < a.end || c.first > a.end + 3 || c.part == 'a') continue;
    if (c.part == 'v' && (l.words.finite(c.first) || !l.words.noun(c.first))) continue;
    bool plain = true;
    for (std::uint32_t t = a.end; t < c.first; ++t) plain = plain && l.words.alpha(t) && !l.words.function(t) && !l.words.finite(t);
    if (plain) return i;
  }
  return kNone;
}

/// "5% higher", "3% down".
std::uint32_t adverb_after(const QuantityLinking& l, const Amount& a) {
  if (a.kind == "count" || a.kind == "number") return kNone;
  for (std::uint32_t i = 0; i < l.cues.changes.size(); ++i) {
    const Cues::Change& c = l.cues.changes[i];
    const bool leads = c.last < l.end && l.cue(c.last) == CueWord::kTo;  // from $5 down to $3
    if (c.first == a.end && c.part == 'a' && !leads && !overlaps_bound(l, c)) return i;
  }
  return kNone;
}

/// The nearest word of change to the left in the clause.
std::uint32_t change_before(const QuantityLinking& l, std::uint32_t from) {
  std::uint32_t best = kNone;
  for (std::uint32_t i = 0; i < l.cues.changes.size(); ++i) {
    const Cues::Change& c = l.cues.changes[i];
    if (c.last > from || overlaps_bound(l, c)) continue;
    if (c.part == 'a' && c.first > l.begin && l.words.finite(c.first - 1) && !l.words.auxiliary(c.first - 1)) continue;       // gave up
    if (c.part == 'a' && c.first > l.begin + 1 && l.words.verb(c.first - 1) && l.cue(c.first - 2) == CueWord::kTo) continue;  // to set up
    if (best == kNone || l.cues.changes[best].last < c.last) best = i;
  }
  if (best == kNone || from - l.cues.changes[best].last > kReach) return kNone;
  for (std::uint32_t t = l.cues.changes[best].last; t < from; ++t)
    if (ends_clause(l, t)) return kNone;
  return best;
}

bool verb_between(const QuantityLinking& l, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t t = first; t < last; ++t)
    if (l.words.finite(t)) return true;
  return false;
}

bool only_nouns(const QuantityLinking& l, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t t = first; t < last; ++t)
    if (!l.words.nominal(t) && !l.words.determiner(t)) return false;
  return true;
}

void set_role(Amount& a, QuantityRole role, Direction d, std::uint32_t change) {
  a.q.role = role;
  if (d != Direction::kUnstated) a.q.direction = d;
  a.change = change;
}

/// Roles that the words right around the amount give, without a change.
void plain_role(const QuantityLinking& l, Amount& a, std::uint32_t begin) {
  if (a.kind == "share" || (a.kind == "percent" && a.end < l.end && l.cue(a.end) == CueWord::kOf)) a.q.role = QuantityRole::kShare;
  if (begin > l.begin && l.cue(begin - 1) == CueWord::kWorth) a.q.role = QuantityRole::kWorth;
  if (begin > l.begin + 1 && l.cue(begin - 2) == CueWord::kWorth && l.cue(begin - 1) == CueWord::kAt) a.q.role = QuantityRole::kWorth;
  if (begin > l.begin + 1 && l.cue(begin - 2) == CueWord::kCapacity && l.cue(begin - 1) == CueWord::kOf) a.q.role = QuantityRole::kCapacity;
  for (std::uint32_t t = a.end; t < l.end && t < a.end + 5; ++t) {
    if (l.cue(t) == CueWord::kCapacity) a.q.role = QuantityRole::kCapacity;
    if (!l.words.alpha(t) || l.words.finite(t)) break;
  }
}

bool same_chain(const QuantityLinking& l, const Amount& a, const Amount& b) {
  if (b.first < a.end || b.first - a.end > 8) return false;
  for (std::uint32_t t = a.end; t < b.first; ++t)
    if (ends_clause(l, t) || l.words.auxiliary(t) || l.words.relative(t)) return false;
  return true;
}

/// "655 points, or 0.9%", "lost 2.2% and the other 1.1%": the change said before, without its verb.
bool repeats(const QuantityLinking& l, const Amount& previous, const Amount& a, std::uint32_t begin, CueWord before) {
  if (a.kind != "percent" || before == CueWord::kTo || before == CueWord::kFrom || before == CueWord::kOf || before == CueWord::kAt)
    return false;
  if (begin < previous.end || begin - previous.end > 8) return false;
  bool joined = false;
  for (std::uint32_t t = previous.end; t < begin; ++t) {
    if (ends_clause(l, t) || l.words.finite(t) || l.words.relative(t)) return false;
    joined = joined || (l.words.conjunction(t) && !l.words.relative(t));
  }
  return joined && (previous.kind == "percent" || begin - previous.end <= 2);
}

void assign_role(QuantityLinking& l, std::size_t i) {
  Amount& a = l.amounts[i];
  if (a.kind == "multiple") {
    a.q.role = QuantityRole::kFactor;
    return;
  }
  const std::uint32_t begin = begin_with_bounds(l, a);
  plain_role(l, a, begin);
  const CueWord before = begin > l.begin ? l.cue(begin - 1) : CueWord::kNone;
  const std::uint32_t cue = change_before(l, begin);
  const Amount* previous = i > 0 && l.amounts[i - 1].q.emitted ? &l.amounts[i - 1] : nullptr;
  const bool chained = previous != nullptr && previous->change != kNone && same_chain(l, *previous, a) && cue == previous->change;
  const Direction direction = cue == kNone ? Direction::kUnstated : l.cues.changes[cue].direction;

  if (const std::uint32_t adverb = adverb_after(l, a); adverb != kNone)
    return set_role(a, QuantityRole::kDelta, l.cues.changes[adverb].direction, adverb);
  if (before == CueWord::kFrom) {
    const bool from = cue != kNone || (i + 1 < l.amounts.size() && l.amounts[i + 1].first > a.end && same_chain(l, a, l.amounts[i + 1]) &&
                                       l.cue(l.amounts[i + 1].first - 1) == CueWord::kTo);
    if (from) return set_role(a, QuantityRole::kFrom, Direction::kUnstated, cue);
    return;
  }
  if (before == CueWord::kTo && previous != nullptr && previous->q.role == QuantityRole::kFrom && same_chain(l, *previous, a))
    return set_role(a, QuantityRole::kTo, direction, cue);
  if (const std::uint32_t noun = noun_after(l, a); noun != kNone && before != CueWord::kTo) {
    l.cues.changes[noun].used = true;
    return set_role(a, QuantityRole::kDelta, l.cues.changes[noun].direction, noun);
  }
  if (previous != nullptr && previous->q.role == QuantityRole::kDelta && (cue == kNone || cue == previous->change) &&
      repeats(l, *previous, a, begin, before))
    return set_role(a, QuantityRole::kDelta, previous->q.direction, previous->change);
  if (cue == kNone) return;
  const Cues::Change& c = l.cues.changes[cue];
  if (a.kind == "money" && !c.money && c.last == begin) return;  // raised $5 million
  const bool direct = c.last == begin;
  const bool near = begin - c.last <= 1 || !verb_between(l, c.last, begin);
  if (before == CueWord::kTo || (before == CueWord::kAt && near)) {
    if (near) set_role(a, QuantityRole::kTo, c.direction, cue);
  } else if (direct || (before == CueWord::kBy && near) || (before == CueWord::kOf && c.last == begin - 1 && c.part == 'n')) {
    set_role(a, QuantityRole::kDelta, c.direction, cue);
  } else if (near && !chained && a.kind == "percent" && c.part != 'n' && before == CueWord::kNone && only_nouns(l, c.last, begin)) {
    set_role(a, QuantityRole::kDelta, c.direction, cue);  // "boosted output 5%"
  }
}

}  // namespace

void assign_bounds(QuantityLinking& l) {
  for (Amount& a : l.amounts) {
    const Cues::Bound* after = bound_after(l, a.end);
    if (after == nullptr) after = bound_after(l, a.last);
    const Cues::Bound* before = bound_before(l, a.first);
    if (before != nullptr && before->bound == Bound::kExact) {
      if (const Cues::Bound* outer = bound_before(l, before->first); outer != nullptr) before = outer;
    }
    if (before != nullptr) a.q.bound = before->bound;
    if (after != nullptr && (before == nullptr || before->bound == Bound::kAbout || before->bound == Bound::kExact))
      a.q.bound = after->bound;
  }
}

/// "from 5 to 6 GW" without a word of change is one range; a falling pair stays two ends.
void join_ranges(QuantityLinking& l) {
  for (std::size_t i = 1; i < l.amounts.size(); ++i) {
    Amount &a = l.amounts[i - 1], &b = l.amounts[i];
    const bool pair = a.q.role == QuantityRole::kFrom && b.q.role == QuantityRole::kTo && a.change == kNone && b.change == kNone;
    const bool same = a.row == b.row && a.kind == b.kind && a.q.unit == b.q.unit;
    const Amount* multiple = nullptr;  // "double output from 5 to 10" is a change
    for (std::size_t k = 0; k + 1 < i; ++k)
      if (l.amounts[k].kind == "multiple" && a.first - l.amounts[k].end < 12) multiple = &l.amounts[k];
    if (pair && multiple != nullptr) b.q.direction = multiple->q.direction;
    if (!pair || multiple != nullptr || !same || a.q.range || b.q.range || a.q.low >= b.q.low || !a.q.emitted || b.first - a.end > 1)
      continue;
    b.q.low = a.q.low;
    if (a.q.si_low && b.q.si_low) b.q.si_low = a.q.si_low;
    b.q.range = true;
    b.q.role = QuantityRole::kLevel;
    b.begin = a.first;
    a.q.emitted = false;
  }
}

void assign_roles(QuantityLinking& l) {
  for (std::size_t i = 0; i < l.amounts.size(); ++i) assign_role(l, i);
  join_ranges(l);
}

}  // namespace milepost::link
