// What an amount measures by what stands before: joint amounts, pronouns, nouns taken up.
#include <algorithm>

#include "fact/goal_indicator.h"

namespace milepost::fact {

/// What the amount of the same unit before in the sentence measures.
std::string_view Measured::same_unit_before() const {
  const Quantity* before = nullptr;
  for (const std::uint32_t i : field_.quantities) {
    const Quantity& o = scene_.linked.quantities[i];
    const bool same = o.unit == q_.unit || (o.unit.size() > q_.unit.size() && o.unit.starts_with(q_.unit) && o.unit[q_.unit.size()] == '/');
    if (scene_.chart.mentions[o.mention].last <= first_ && same) before = &o;
  }
  if (before == nullptr || depth_ <= 0) return {};
  const Mention& m = scene_.chart.mentions[before->mention];
  const Setting setting = setting_of(scene_, words_, goal_, field_, m.first, m.last);
  return Measured(scene_, words_, goal_, ids_, field_, setting, *before, m.first, m.last).read(depth_ - 1);
}

/// The amount of the same unit that this one is joined to: "by 40% by 2030 and 80% by 2050"; null when there is none.
const Quantity* Measured::joint_amount() const {
  const Quantity* before = nullptr;
  for (const std::uint32_t i : field_.quantities) {
    const Quantity& o = scene_.linked.quantities[i];
    const Mention& m = scene_.chart.mentions[o.mention];
    if (m.last <= first_ && o.unit == q_.unit && (before == nullptr || scene_.chart.mentions[before->mention].last < m.last)) before = &o;
  }
  if (before == nullptr) return nullptr;
  const Mention& m = scene_.chart.mentions[before->mention];
  const std::uint32_t led = led_by(), lead = phrases_.lead_of(first_);
  const std::uint32_t led_before = m.first > field_.first ? phrases_.lead_of(m.first) : m.first;
  const auto acts = [&](const Predicate& p) {  // another verb between the two: "and lower gas prices by 13%"
    const bool own =
        p.form == Predicate::Form::kFinite || p.form == Predicate::Form::kInfinitive || (p.first > 0 && words_.conjunction(p.first - 1));
    return m.last <= p.first && p.last <= first_ && own;
  };
  if (std::any_of(field_.predicates.begin(), field_.predicates.end(), acts)) return nullptr;
  const bool same_lead =
      led != kNone && led_before < m.first && words_.token(led).word == words_.token(led_before).word && first_ - m.last < 16;
  bool joint = false;
  const std::uint32_t behind = phrases_.skip_aside(m.last);
  for (std::uint32_t i = m.last; i < first_; ++i) {
    if (words_.finite(i)) return nullptr;
    joint = joint || words_.conjunction(i) || (phrases_.mark(i, ',') && i + 1 >= lead);
    const bool light = !words_.alpha(i) || words_.conjunction(i) || words_.preposition(i) || words_.determiner(i) || words_.adverb(i) ||
                       phrases_.timed(i) || phrases_.is(i, "lead") || phrases_.is(i, "each");
    const bool hung = i < lead && first_ - m.last < 14 && behind < field_.last && words_.preposition(behind);  // 9% of coal mines and 3% of
    if (!light && !same_lead && !hung) return nullptr;
  }
  return joint ? before : nullptr;
}

/// The second of two joint amounts measures what the first does, or what hangs on it alone: "9% of imports from A and 3% from B".
std::string_view Measured::of_amount_before(int depth) const {
  const Quantity* before = depth > 0 ? joint_amount() : nullptr;
  if (before == nullptr) return {};
  const Mention& m = scene_.chart.mentions[before->mention];
  const Setting setting = setting_of(scene_, words_, goal_, field_, m.first, m.last);
  const Measured first(scene_, words_, goal_, ids_, field_, setting, *before, m.first, m.last);
  for (std::uint32_t t = m.last; t + 2 < first_; ++t)  // "the share of paper to 60% and that of glass to 80%"
    if ((words_.pronoun(t) || words_.determiner(t) || words_.relative(t)) && phrases_.word(t + 1, ids_.of)) {
      const Range other = phrases_.noun_at(t + 2, 0);
      const std::string_view one = first.read(depth - 1), of = words_.view(t + 1);
      const std::size_t cut = one.find(" " + std::string(of) + " ");
      if (!other.empty() && cut != std::string_view::npos) return joined(scene_, one.substr(0, cut), phrases_.plain({t + 1, other.last}));
    }
  const Range own = tail(after_), whole = first.complement_range();
  if (own.empty() || phrases_.word(after_, ids_.of)) return complement().empty() ? first.read(depth - 1) : std::string_view{};
  std::uint32_t cut = whole.first;
  while (cut < whole.last && words_.token(cut).word != words_.token(after_).word) ++cut;
  if (cut == whole.last) return first.read(depth - 1);
  return joined(scene_, phrases_.text({whole.first, cut}), phrases_.plain({own.first, own.last}));
}

/// The fuller phrase with the same noun before: "that fee" -> "late fees of credit cards".
std::string_view Measured::taken_from_before(std::uint32_t noun) const {
  std::string word, other, buffer;
  const auto plain = [&](std::uint32_t i, std::string& out) {
    out.clear();
    const std::string_view view = words_.view(i);
    fold(words_.singular_of(view, buffer), out);
  };
  plain(noun, word);
  const std::uint32_t begin = field_.sentence >= 3 ? scene_.text.sentences[field_.sentence - 3].first : 0;
  for (std::uint32_t i = noun; i-- > begin && noun - i < 160;) {
    if (!words_.alpha(i) || words_.token(i).end - words_.token(i).begin + 3 < word.size()) continue;
    plain(i, other);
    if (other != word) continue;
    link::Phrase p = words_.left(scene_.text.sentences[scene_.text.sentence_of[i]].first, i + 1);
    if (p.empty()) continue;
    std::uint32_t last = p.last;
    const std::uint32_t end = scene_.text.sentences[scene_.text.sentence_of[i]].last;
    if (last + 1 < end && words_.preposition(last) && !words_.to_be(last) && !words_.token(last + 1).is(Token::kNumeral)) {
      const link::Phrase next = words_.right(last + 1, end);
      if (!next.empty() && !phrases_.word(last, ids_.by) && !phrases_.word(last, ids_.to)) last = next.last;
    }
    const std::string_view text = phrases_.text({p.first, last});
    if (text.find(' ') != std::string_view::npos) return text;
  }
  return {};
}

/// The words of a phrase; pronouns and nouns that are taken up from before are followed to what they mean.
std::string_view Measured::resolved(Range r) const {
  const std::uint32_t taken = phrases_.pronoun(r) ? r.first : phrases_.taken_up(phrases_.trimmed(r).empty() ? r : phrases_.trimmed(r));
  if (taken == kNone) return phrases_.text(r);
  const bool empty = phrases_.pronoun(r) || phrases_.is(taken, "general");
  if (!empty)
    if (const std::string_view fuller = taken_from_before(taken); !fuller.empty()) return fuller;
  if (empty)
    if (const std::string_view before = measured_before(std::min(taken, first_)); !before.empty()) return before;
  return phrases_.pronoun(r) ? std::string_view{} : phrases_.text(r);
}

/// What the last amount of the same dimension before a token measures, in this sentence or the two before.
std::string_view Measured::measured_before(std::uint32_t until) const {
  const Quantity* before = nullptr;
  for (const Quantity& o : scene_.linked.quantities)
    if (o.sentence + 3 > field_.sentence && scene_.chart.mentions[o.mention].last <= until && o.mention != q_.mention &&
        o.dimension == q_.dimension && !o.concept_text.empty())
      before = &o;
  if (before == nullptr) return {};
  if (before->sentence != field_.sentence || depth_ <= 0) return before->concept_text.substr(0, before->concept_text.find(", "));
  const Mention& m = scene_.chart.mentions[before->mention];
  const Setting setting = setting_of(scene_, words_, goal_, field_, m.first, m.last);
  return Measured(scene_, words_, goal_, ids_, field_, setting, *before, m.first, m.last).read(depth_ - 1);
}

/// Words of nothing but an aim ("our aim is 5 Mt", "is aiming for 20%", "binding goals of 55%") name no thing: it stands before.
std::string_view Measured::beyond_aim(std::string_view out) const {
  const std::string_view text = scene_.text.document->text;
  if (out.empty() || out.data() < text.data() || out.data() >= text.data() + text.size()) return out;
  const auto begin = static_cast<std::uint32_t>(out.data() - text.data()), end = begin + static_cast<std::uint32_t>(out.size());
  bool aim = false;
  for (std::uint32_t t = field_.first; t < field_.last; ++t) {
    const Token& token = scene_.text.tokens[t];
    if (token.begin < begin || token.begin >= end) continue;
    const bool named =
        cue_over(field_.nouns, t) != nullptr || cue_over(field_.moods, t) != nullptr || cue_over(field_.adjectives, t) != nullptr;
    if (!named) return out;
    aim = true;
  }
  const std::string_view before = aim ? measured_before(first_) : std::string_view{};
  return before.empty() ? out : before;
}

}  // namespace milepost::fact
