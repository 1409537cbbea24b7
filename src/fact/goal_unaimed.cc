// Amounts that a verb of aim governs and that nobody aims at all the same: terms of a deal, rewards, cases that are only supposed.
#include "fact/goal_unaimed.h"

#include <algorithm>

namespace milepost::fact {

using Kind = Predicate::Kind;

bool Unaimed::apart(const Field& f, const Predicate& p, const Quantity& q, const Setting& s) const {
  return aside(f, p, s) || addressed(f, p) || unreal(f, p) || standing(f, p) || bracketed(p, q, s) ||
         reached(f, p, s_.chart.mentions[q.mention]);
}

/// "for those seeking to settle, 2 miles to the sea": behind the comma the participle's will is over.
bool Unaimed::aside(const Field& f, const Predicate& p, const Setting& s) const {
  if (p.form != Predicate::Form::kParticiple || p.last > s.begin) return false;
  for (std::uint32_t t = p.last; t < s.begin; ++t)
    if (words_.view(t) == "," && f.first < t) return true;
  return false;
}

/// "you will save 50%".
bool Unaimed::addressed(const Field& f, const Predicate& p) const {
  return std::any_of(f.readers.begin(), f.readers.end(), [&](const GoalCue& c) { return c.last == p.first; });
}

/// "opening 30 clinics to date", "already supports 1,600 jobs".
bool Unaimed::reached(const Field& f, const Predicate& p, const Mention& m) const {
  return std::any_of(f.pasts.begin(), f.pasts.end(), [&](const GoalCue& c) { return c.first >= p.first && c.first <= m.last + 8; });
}

/// "built a school designed for 600 pupils": what it was made for stands by now.
bool Unaimed::standing(const Field& f, const Predicate& p) const {
  if (p.mood == nullptr || p.mood->first != p.first || &p == f.predicates.data()) return false;
  if ((words_.classes(p.first) & ids_.part) == 0 || !words_.noun(p.first - 1) || words_.pronoun(p.first - 1)) return false;
  const Predicate& b = *(&p - 1);
  if (b.kind != Kind::kFact || !b.past || b.form != Predicate::Form::kFinite || b.acts || b.verb == nullptr || b.verb->a != "reach")
    return false;
  for (std::uint32_t t = b.last; t < p.first; ++t)
    if (!words_.alpha(t) && !words_.hyphen(t) && words_.view(t) != "," && !s_.text.tokens[t].is(Token::kNumeral)) return false;
  return true;
}

/// "would fall by 5% if it were sold": a case that is not so; "would fall by 5% if approved" is one to be decided.
bool Unaimed::unreal(const Field& f, const Predicate& p) const {
  if (p.modality != "proposed" || p.mood == nullptr || (words_.classes(p.mood->first) & ids_.modal) == 0) return false;
  for (const GoalCue& c : f.conditions) {
    if (c.a != "yes") continue;
    for (const Predicate& x : f.predicates)
      if (x.kind == Kind::kCondition && x.past && x.form == Predicate::Form::kFinite && x.first > c.last && x.first - c.last <= 8)
        return true;
  }
  return false;
}

/// "homes of modest size (up to 40 per site)": a count in brackets that the verb before them does not reach into.
bool Unaimed::bracketed(const Predicate& p, const Quantity& q, const Setting& s) const {
  if (!q.unit.starts_with("{") || p.last > s.begin) return false;
  for (std::uint32_t t = s.begin; t-- > p.last;) {
    if (words_.view(t) == ")") return false;
    if (words_.view(t) == "(") return true;
  }
  return false;
}

/// [first, last) stands in the cue, or behind it: no mark parts them and, for what holds within a clause, no verb of a new one.
bool Unaimed::holds(const Field& f, const GoalCue& cue, std::uint32_t first, std::uint32_t last) const {
  if (cue.last > first) return cue.first < last && (cue.a == "after" || last >= cue.last);
  for (std::uint32_t t = cue.last; t < first; ++t)
    if (words_.view(t) == ";") return false;
  if (cue.a != "clause") return true;
  return std::none_of(f.predicates.begin(), f.predicates.end(),
                      [&](const Predicate& p) { return p.form == Predicate::Form::kFinite && p.first >= cue.last && p.last <= first; });
}

const GoalCue* Unaimed::cue(const Field& f, std::uint32_t first, std::uint32_t last) const {
  for (const GoalCue& c : f.unaimed)
    if (c.a == "sentence" || (c.a == "amount" ? c.first < last && first < c.last : holds(f, c, first, last))) return &c;
  return nullptr;
}

}  // namespace milepost::fact
