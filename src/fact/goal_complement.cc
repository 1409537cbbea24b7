// What stands directly around an amount: its lead-in and verb, and what hangs on it.
#include <algorithm>

#include "fact/goal_indicator.h"

namespace milepost::fact {

/// The preposition of the lead-in, nearest to the verb; kNone when there is none.
std::uint32_t Measured::led_by() const {
  const std::uint32_t lead = phrases_.lead_of(first_);
  for (std::uint32_t i = lead; i < first_; ++i) {
    const bool bound = i + 1 < first_ && phrases_.word(i, ids_.at) && phrases_.is(i + 1, "lead");  // at least
    const bool up = phrases_.word(i, ids_.to) && i > lead && words_.adverb(i - 1);                 // up to
    const bool over = words_.adverb(i) || (i + 1 < first_ && phrases_.word(i + 1, ids_.to));       // over, about; up
    if (words_.preposition(i) && !bound && !up && !over && !phrases_.word(i, ids_.than)) return i;
  }
  return kNone;
}

/// The verb that the amount belongs to: the one that is given, unless it is part of a noun ("the building stock"), else the nearest before.
const GoalCue* Measured::verb_before(const GoalCue* given) const {
  const std::uint32_t lead = phrases_.lead_of(first_);
  const auto in_noun = [&](const GoalCue& c) {
    if (c.first == field_.first || c.last >= lead) return false;
    if (c.c == "ing") return words_.adjective(c.first - 1) && words_.noun(c.last);
    return (c.c == "past" || c.c == "part") && words_.noun(c.first - 1) && words_.preposition(c.last);  // energy produced by
  };
  if (given != nullptr && !in_noun(*given)) {
    for (const GoalCue& c : field_.verbs)  // "will be built by Helio to process": the infinitive next to the amount
      if (c.first > given->last && c.last <= lead && lead - c.last < 6 && phrases_.word(c.first - 1, ids_.to)) given = &c;
    return given;
  }
  if (given == nullptr && set_.subject) return nullptr;
  const GoalCue* best = nullptr;
  const std::uint32_t from = set_.mood != nullptr && set_.mood->last <= lead ? set_.mood->last : field_.first;
  for (const GoalCue& c : field_.verbs)
    if (c.first >= from && c.last <= lead && lead - c.last < 16 && c.c != "past" && !in_noun(c) &&
        (c.c != "ing" || c.first == field_.first || words_.preposition(c.first - 1)))
      best = &c;
  return best;
}

/// "by 5%", "to 5%": the amount moves what stands elsewhere.
bool Measured::moved_to() const {
  const std::uint32_t led = led_by();
  return led != kNone &&
         (phrases_.word(led, ids_.by) || phrases_.word(led, ids_.to) || phrases_.word(led, ids_.from) || phrases_.word(led, ids_.at));
}

/// The participle or the noun of the verb's deed; "" when it has none.
std::string_view Measured::deed(AttributeId which) const {
  if (verb_ == nullptr) return {};
  for (MentionId m = scene_.chart.starts[verb_->first]; m != kNone; m = scene_.chart.mentions[m].next) {
    const Mention& at = scene_.chart.mentions[m];
    if (at.type == ids_.deed && at.last == verb_->last) {
      const std::string_view text = scene_.chart.get(at, which).text;
      return text == "." ? std::string_view{} : text;
    }
  }
  return {};
}

/// A phrase that a preposition hangs on what ends at `at`: "in each country"; not a time, not "by", "to" or "through".
Range Measured::tail(std::uint32_t at) const {
  if (at + 1 >= field_.last || !words_.preposition(at) || phrases_.is(at, "means") || phrases_.word(at, ids_.by) ||
      phrases_.word(at, ids_.to))
    return {at, at};
  const Range r = phrases_.noun_at(at + 1, 0);
  if (r.empty() || phrases_.timed(at + 1) || phrases_.timed(r.first) || phrases_.is(r.last - 1, "when")) return {at, at};
  if (r.last < field_.last && (phrases_.timed(r.last) || phrases_.counted(r.last))) return {at, at};  // over the next 5 years
  return {at, r.last};
}

/// "of solar capacity", "solar plant", "for low-value parcels": what hangs on the amount itself, a time between them or not.
Range Measured::complement_range() const {
  for (std::uint32_t i = first_ + 1; i + 1 < last_; ++i)  // tonnes of CO2, read as one unit
    if (phrases_.word(i, ids_.of)) return {i + 1, last_};
  std::uint32_t at = after_;
  if (cue_at(field_.compared, at) != nullptr) return {at, at};  // 26% below 2005 levels
  if (at + 1 < field_.last && words_.preposition(at) && phrases_.timed(at + 1)) {
    ++at;
    while (at < field_.last && phrases_.timed(at)) ++at;
  }
  if (at >= field_.last || phrases_.timed(at)) return {at, at};
  if (phrases_.word(at, ids_.of)) {
    std::uint32_t noun = at + 1;
    while (percent_ && noun + 1 < field_.last && (words_.determiner(noun) || phrases_.counted(noun))) ++noun;  // half of the 51 schools
    return phrases_.noun_at(noun, q_.dimension == "power" ? 0 : 1);
  }
  const bool worded = q_.role == QuantityRole::kShare && !words_.token(first_).is(Token::kNumeral);
  if (percent_ && worded && words_.determiner(at)) return phrases_.noun_at(at + 1, 1);  // half the crop
  if (words_.nominal(at) && !words_.finite(at) && !phrases_.verbal(at)) return phrases_.noun_at(at, 2);
  const bool measure =  // on average
      at + 1 < field_.last && phrases_.is(at + 1, "lead") && (at + 2 >= field_.last || !words_.nominal(at + 2));
  if (measure) return {at, at};
  const bool hangs = phrases_.word(at, ids_.for_) || phrases_.word(at, ids_.in) || phrases_.word(at, ids_.on);
  if (hangs && at + 1 < field_.last && !phrases_.timed(at + 1) && !phrases_.is(phrases_.noun_at(at + 1, 0).last - 1, "when"))
    return phrases_.noun_at(at + 1, 1);
  return {at, at};
}

/// A plant of so many megawatts is measured by its capacity.
std::string_view Measured::complement() const {
  const Range r = complement_range();
  if (r.last == r.first + 1 && phrases_.is(r.first, "change")) return same_unit_before();  // "just short of a 55% cut"
  const std::string_view out = phrases_.text(r);
  if (out.empty() || q_.dimension != "power") return out;
  for (std::uint32_t i = r.first; i < r.last; ++i)
    if (phrases_.is(i, "power")) return out;
  const rules::LexiconTable* nouns = scene_.program.lexicon("measure_nouns");
  const rules::RowId row = nouns == nullptr ? kNone : nouns->find(nouns->column("dimension"), q_.dimension);
  return row == kNone ? out : joined(scene_, phrases_.text(phrases_.noun_at(r.first, 0)), nouns->rows[row].entry);
}

/// The noun stands directly behind the amount: "40 MW solar park", "a 2 euro fee".
bool Measured::direct() const {
  return after_ < field_.last && words_.nominal(after_) && !words_.finite(after_) && !phrases_.verbal(after_) && !phrases_.timed(after_) &&
         !words_.preposition(after_) && !(words_.adverb(after_) && !words_.adjective(after_));
}

}  // namespace milepost::fact
