// What a goal measures. Every amount hangs on something: on the object of the verb ("cut its coal use by 40%"), on a noun of change ("a 40% cut
// in"), on its own noun ("500 homes"), on what "of" joins to it ("40% of output"), else on the subject of the clause.
#include <algorithm>

#include "fact/goal_phrase.h"

namespace milepost::fact {

namespace {

class Measured {
 public:
  Measured(const Scene& scene, const link::Words& words, const GoalWords& goal, const PartWords& ids, const Field& field, const Setting& setting,
           const Quantity& q, std::uint32_t first, std::uint32_t last)
      : scene_(scene),
        words_(words),
        goal_(goal),
        ids_(ids),
        field_(field),
        set_(setting),
        q_(q),
        first_(first),
        last_(last),
        after_(0),
        phrases_(scene, words, ids, field) {
    after_ = phrases_.skip_aside(last);
    percent_ = q.dimension == "percent" || q.dimension == "percentage_point";
    things_ = q.unit.starts_with("{") || (q.unit == "1" && q.role != QuantityRole::kFactor);
    verb_ = verb_before(setting.verb);
  }

  std::string_view read(int depth) const;

 private:
  std::string_view as_subject() const;
  std::string_view of_capacity() const;
  std::string_view of_change() const;
  std::string_view made_by_subject() const;
  std::string_view of_noun_before() const;
  std::string_view of_verb() const;
  std::string_view of_aim() const;
  std::string_view of_things(bool direct) const;
  std::string_view of_subject() const;
  const Quantity* joint_amount() const;
  std::string_view of_amount_before(int depth) const;
  Range complement_range() const;
  bool direct() const;
  bool moved_to() const;
  std::string_view same_unit_before() const;
  std::string_view complement() const;
  std::string_view resolved(Range r) const;
  std::string_view taken_from_before(std::uint32_t noun) const;
  std::string_view deed(AttributeId which) const;
  Range tail(std::uint32_t at) const;
  std::uint32_t led_by() const;
  const GoalCue* verb_before(const GoalCue* given) const;
  bool moves() const { return verb_ != nullptr && (verb_->a == "increase" || verb_->a == "decrease"); }

  const Scene& scene_;
  const link::Words& words_;
  const GoalWords& goal_;
  const PartWords& ids_;
  const Field& field_;
  const Setting& set_;
  const Quantity& q_;
  std::uint32_t first_, last_, after_;  ///< after_: behind the amount and its asides
  bool percent_ = false, things_ = false;
  const GoalCue* verb_ = nullptr;
  Phrases phrases_;
};

/// The preposition of the lead-in, nearest to the verb; kNone when there is none.
std::uint32_t Measured::led_by() const {
  const std::uint32_t lead = phrases_.lead_of(first_);
  for (std::uint32_t i = lead; i < first_; ++i) {
    const bool bound = i + 1 < first_ && phrases_.word(i, ids_.at) && phrases_.is(i + 1, "lead");      // at least
    const bool up = phrases_.word(i, ids_.to) && i > lead && words_.adverb(i - 1);                     // up to
    const bool over = words_.adverb(i) || (i + 1 < first_ && phrases_.word(i + 1, ids_.to));           // over, about; up
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
  return led != kNone && (phrases_.word(led, ids_.by) || phrases_.word(led, ids_.to) || phrases_.word(led, ids_.from) || phrases_.word(led, ids_.at));
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
  if (at + 1 >= field_.last || !words_.preposition(at) || phrases_.is(at, "means") || phrases_.word(at, ids_.by) || phrases_.word(at, ids_.to)) return {at, at};
  const Range r = phrases_.noun_at(at + 1, 0);
  if (r.empty() || phrases_.timed(at + 1) || phrases_.timed(r.first)) return {at, at};
  if (r.last < field_.last && (phrases_.timed(r.last) || phrases_.counted(r.last))) return {at, at};  // over the next 5 years
  return {at, r.last};
}

/// "of solar capacity", "solar plant", "for low-value parcels": what hangs on the amount itself, a time between them or not.
Range Measured::complement_range() const {
  for (std::uint32_t i = first_ + 1; i + 1 < last_; ++i)  // tonnes of CO2, read as one unit
    if (phrases_.word(i, ids_.of)) return {i + 1, last_};
  std::uint32_t at = after_;
  if (at + 1 < field_.last && words_.preposition(at) && phrases_.timed(at + 1)) {
    ++at;
    while (at < field_.last && phrases_.timed(at)) ++at;
  }
  if (at >= field_.last || phrases_.timed(at)) return {at, at};
  if (phrases_.word(at, ids_.of)) return phrases_.noun_at(at + 1, q_.dimension == "power" ? 0 : 1);
  if (words_.nominal(at) && !words_.finite(at) && !phrases_.verbal(at)) return phrases_.noun_at(at, 2);
  const bool hangs = phrases_.word(at, ids_.for_) || phrases_.word(at, ids_.in) || phrases_.word(at, ids_.on);
  if (hangs && at + 1 < field_.last && !phrases_.timed(at + 1)) return phrases_.noun_at(at + 1, 1);
  return {at, at};
}

/// What the amount of the same unit before in the sentence measures.
std::string_view Measured::same_unit_before() const {
  const Quantity* before = nullptr;
  for (const std::uint32_t i : field_.quantities) {
    const Quantity& o = scene_.linked.quantities[i];
    if (scene_.chart.mentions[o.mention].last <= first_ && o.unit == q_.unit) before = &o;
  }
  if (before == nullptr) return {};
  const Mention& m = scene_.chart.mentions[before->mention];
  const Setting setting = setting_of(scene_, words_, goal_, field_, m.first, m.last);
  return Measured(scene_, words_, goal_, ids_, field_, setting, *before, m.first, m.last).read(0);
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

/// Things that are counted: "visas offered in each country", "new homes".
std::string_view Measured::of_things(bool direct) const {
  const std::uint32_t number = ids_.number;
  std::uint32_t from = first_;
  while (from < last_ && (!words_.alpha(from) || (scene_.program.class_of(words_.token(from), {}) & number) != 0 || words_.determiner(from) ||
                          phrases_.is(from, "lead")))
    ++from;
  if (from < field_.last && phrases_.word(from, ids_.of)) ++from;  // six of its mines
  if (from < field_.last && words_.relative(from) && first_ > field_.first + 1) {  // "new homes, 50 of which"
    const Range before = phrases_.subject_at(phrases_.mark(first_ - 1, ',') ? first_ - 1 : first_);
    return phrases_.text(before);
  }
  const bool sized = from + 2 < field_.last && words_.token(from).is(Token::kNumeral) && words_.hyphen(from + 1);  // 8-ounce bottles
  Range base = phrases_.noun_at(sized ? from + 2 : from, 0);
  if (sized && !base.empty()) base.first = from;
  if (base.last < last_) base = {from, last_};
  if (base.last < field_.last && words_.alpha(base.last) && !words_.plural(base.last - 1) && words_.plural(base.last) && q_.low != 1 &&
      !words_.preposition(base.last) && !words_.auxiliary(base.last))
    ++base.last;  // "16 chemotherapy chairs"
  if (base.empty()) return {};
  std::string_view out = words_.determiner(from) ? resolved({from, base.last}) : phrases_.text(base);  // 1,000 such vehicles
  if (out.empty()) out = phrases_.plain({base.first, base.last});
  const bool change = verb_ != nullptr && verb_->last <= first_ &&
                      scene_.chart.get(scene_.chart.mentions[verb_->mention], goal_.basis).text == "change";
  if (direct && verb_ != nullptr && verb_->last <= first_ && !change) out = joined(scene_, out, deed(ids_.done));
  if (base.last + 1 < field_.last && phrases_.verbal(base.last) && !phrases_.timed(base.last + 1)) {
    const Range object = phrases_.noun_at(base.last + 1, 0);  // countries completing a review
    if (!object.empty()) return joined(scene_, out, phrases_.plain({base.last, object.last}));
  }
  if (const Range r = tail(phrases_.skip_aside(base.last)); !r.empty())
    out = joined(scene_, out, phrases_.plain({r.first, r.last}));
  return out;
}

/// "25% of output will be reserved for small firms": the amount's phrase and what is to be done with it.
std::string_view Measured::as_subject() const {
  std::string_view out = things_ ? of_things(false) : complement();
  if (out.empty() && after_ + 1 < field_.last && phrases_.word(after_, ids_.of) && words_.pronoun(after_ + 1))
    out = resolved({after_ + 1, after_ + 2});  // 3 GW of it
  if (!set_.passive || set_.mood == nullptr) return out;
  std::uint32_t k = set_.mood->last;
  while (k < field_.last && (words_.to_be(k) || (words_.adverb(k) && !words_.adjective(k)))) ++k;
  if (k >= field_.last || moves()) return out;
  const Range r = tail(k + 1);
  if (!words_.participle(k) && (r.empty() || !words_.adjective(k))) return out;
  return joined(scene_, out, phrases_.plain({k, r.empty() ? k + 1 : r.last}));
}

/// "with a capacity of 4 MW": the capacity of what stands before.
std::string_view Measured::of_capacity() const {
  const GoalCue* cue = nullptr;
  for (const GoalCue& c : field_.capacities)
    if (c.last <= first_ && first_ - c.last <= 3) cue = &c;
  if (cue == nullptr) return {};
  if (const std::string_view own = complement(); !own.empty() && after_ < field_.last && phrases_.word(after_, ids_.of)) return own;
  std::uint32_t noun = cue->first;
  while (noun < cue->last && (words_.preposition(noun) || words_.determiner(noun))) ++noun;
  const bool of = phrases_.word(cue->last - 1, ids_.of);
  const std::uint32_t until = set_.mood != nullptr && set_.mood->last <= cue->first && noun == cue->first ? set_.mood->first : cue->first;
  const std::string_view owner = resolved(phrases_.subject_at(until));
  if (!of || noun + 1 >= cue->last) return owner;
  const std::string_view head = phrases_.plain({noun, owner.empty() ? cue->last - 1 : cue->last});
  return joined(scene_, head, owner);
}

/// "a 40% cut in waste", "an increase in exports by 5%": what a noun of change changes.
std::string_view Measured::of_change() const {
  if (direct()) {  // a 65% emissions reduction
    const Range noun = phrases_.noun_at(after_, 0);
    if (noun.last > noun.first + 1 && phrases_.is(noun.last - 1, "change")) return phrases_.text({noun.first, noun.last - 1});
  }
  const std::uint32_t limit = std::min(field_.last, after_ + 4);
  for (std::uint32_t i = after_; i + 1 < limit; ++i) {
    if (phrases_.is(i, "change") && (phrases_.word(i + 1, ids_.in) || phrases_.word(i + 1, ids_.of) || phrases_.word(i + 1, ids_.on)))
      return resolved(phrases_.noun_at(i + 2, 1));
    if (!words_.nominal(i)) break;
  }
  const std::uint32_t lead = phrases_.lead_of(first_);
  const bool hung = after_ + 1 < field_.last && (phrases_.word(after_, ids_.in) || phrases_.word(after_, ids_.of)) && !phrases_.timed(after_ + 1);
  if (hung && lead > field_.first && phrases_.is(lead - 1, "change")) return resolved(phrases_.noun_at(after_ + 1, 1));  // a rise of 4% in
  for (std::uint32_t i = lead, steps = 0; i > field_.first + 1 && steps < 10; ++steps) {
    --i;
    if (words_.finite(i) || phrases_.timed(i) || phrases_.mark(i, ',')) break;
    if (phrases_.is(i, "change") && i + 1 < lead && (phrases_.word(i + 1, ids_.in) || phrases_.word(i + 1, ids_.of)))
      return resolved(phrases_.trimmed({i + 2, lead}));
  }
  return {};
}

/// "production of the mill": the deed's noun and who does it.
std::string_view Measured::made_by_subject() const {
  const std::string_view made = deed(ids_.made), subject = made.empty() ? made : of_subject();
  return subject.empty() ? subject : joined(scene_, made, subject);
}

/// "an operating margin of 4%", "a fee of 2 euros": the noun that the amount describes.
std::string_view Measured::of_noun_before() const {
  const std::uint32_t led = led_by();
  if (led == kNone || led == field_.first || !phrases_.word(led, ids_.of) || led != phrases_.lead_of(first_)) return {};
  Range noun = phrases_.subject_at(led);
  for (std::uint32_t i = noun.last; i-- > noun.first + 1;)
    if (words_.preposition(i) && !phrases_.word(i, ids_.of)) {
      noun.first = i + 1;
      break;
    }
  while (noun.first + 1 < noun.last && (phrases_.is(noun.first, "drop") || words_.determiner(noun.first))) ++noun.first;
  const bool alone = noun.last <= noun.first + 1;  // "a rate of", not "a poverty rate of"
  if (noun.empty() || noun.last != led || (alone && phrases_.is(led - 1, "general")) || phrases_.is(led - 1, "change") || phrases_.is(led - 1, "power"))
    return {};
  const auto aims = [&](const GoalCue& c) { return c.first < led && led <= c.last; };
  if (std::any_of(field_.nouns.begin(), field_.nouns.end(), aims)) return {};
  const Range own = tail(after_);
  const std::string_view text = resolved(noun);
  return own.empty() || phrases_.word(after_, ids_.of) ? text : joined(scene_, text, phrases_.plain(own));
}

std::string_view Measured::of_verb() const {
  // A verb that no lexicon names may stand nearer to the amount: "bringing people together to conserve 30% of".
  const bool nearer = set_.predicate != nullptr && set_.predicate->head != kNone && set_.predicate->form != Predicate::Form::kGerund &&
                      set_.predicate->form != Predicate::Form::kParticiple && set_.predicate->head >= verb_->last && set_.predicate->head < first_ &&
                      phrases_.lead_of(first_) <= set_.predicate->head + 2;
  const Range object = phrases_.object_of(nearer ? set_.predicate->head + 1 : verb_->last, first_);
  const std::uint32_t led = led_by();
  if (!object.empty() && !phrases_.text(object).empty()) {
    const std::string_view text = resolved(object);
    const std::uint32_t head = phrases_.head(object);
    const bool aim = std::any_of(field_.nouns.begin(), field_.nouns.end(), [&](const GoalCue& c) { return c.first <= head && head < c.last; });
    if (aim) return things_ ? of_things(false) : complement();
    if (led == kNone) {  // "save families $5 million in fees"
      if (const std::string_view own = things_ ? of_things(false) : complement(); !own.empty()) return own;
      if (const std::string_view made = made_by_subject(); !made.empty()) return made;
      return text;
    }
    if (phrases_.word(led, ids_.of)) {
      const std::string_view of = words_.view(led);
      if (things_) return joined(scene_, joined(scene_, text, of), of_things(false));
      if (const std::string_view own = complement(); !own.empty() && phrases_.word(after_, ids_.of)) return own;
      const Range r = tail(after_);
      return r.empty() ? text : joined(scene_, text, phrases_.plain({r.first, r.last}));
    }
    if (!moved_to() || (things_ && !moves())) {
      if (const std::string_view own = things_ ? of_things(false) : complement(); !own.empty()) return own;
    }
    return text;
  }
  if (const Range raw{verb_->last, phrases_.lead_of(first_)}; raw.last <= raw.first + 1 && verb_->last < first_) {  // "plans to raise this to"
    const Range one{verb_->last, verb_->last + 1};
    if (phrases_.pronoun(one) && words_.preposition(one.last))
      if (const std::string_view before = resolved(one); !before.empty()) return before;
  }
  if (things_ && (!moves() || led == kNone))
    if (const std::string_view own = of_things(true); !own.empty()) return own;
  const bool change = scene_.chart.get(scene_.chart.mentions[verb_->mention], goal_.basis).text == "change";
  if (things_ && led != kNone && phrases_.word(led, ids_.to))  // "will grow to 900 shops"
    if (const std::string_view own = of_things(false); !own.empty()) return own;
  if (moves() && !change) {
    if (led != kNone && phrases_.word(led, ids_.by) && after_ < field_.last && words_.determiner(after_))  // by 50% the amount of
      return phrases_.text(phrases_.noun_at(after_, 1));
    if (const std::string_view text = of_subject(); !text.empty()) return text;
  }
  if (const std::string_view own = things_ ? of_things(false) : complement(); !own.empty()) {
    const std::string_view done = deed(ids_.done);
    const bool priced = q_.dimension == "money" || (q_.unit.size() > 3 && q_.unit[3] == '/' && q_.unit[0] >= 'A' && q_.unit[0] <= 'Z');
    const bool matter = !percent_ && q_.dimension != "power" && !priced && !change;
    return (percent_ && q_.role == QuantityRole::kShare) || matter ? joined(scene_, own, done) : own;
  }
  if (const std::string_view made = made_by_subject(); !made.empty()) return made;
  return of_subject();
}

/// "a target of 40% for renewables", "its emissions goal of 55%".
std::string_view Measured::of_aim() const {
  if (const std::string_view own = complement(); !own.empty()) return own;
  const std::uint32_t end = set_.noun->last <= first_ ? set_.noun->first : first_;
  const link::Phrase p = words_.left(field_.first, end);
  return p.empty() ? std::string_view{} : phrases_.text({p.first, p.last});
}

std::string_view Measured::of_subject() const {
  const GoalCue* cue = set_.mood != nullptr && set_.mood->first < first_ ? set_.mood
                       : verb_ != nullptr && verb_->first <= first_ ? verb_
                                                                            : nullptr;
  if (verb_ != nullptr && verb_->c == "ing" && verb_->first < first_ && verb_->first > field_.first && words_.noun(verb_->first - 1))
    return resolved(phrases_.subject_at(verb_->first));  // "with prices rising to"
  // "causes prices to drop", "expects demand to be": the subject of an infinitive stands before "to".
  if (verb_ != nullptr && verb_->first > field_.first + 1 && verb_->first <= first_ && phrases_.word(verb_->first - 1, ids_.to)) {
    const std::uint32_t before = verb_->first - 2;
    const bool own = (set_.mood == nullptr || set_.mood->last <= before) && (words_.noun(before) || phrases_.timed(before)) &&
                     std::none_of(field_.nouns.begin(), field_.nouns.end(), [&](const GoalCue& c) { return c.last == before + 1; });
    if (own) return resolved(phrases_.subject_at(before + 1));
  }
  return resolved(phrases_.subject_at(cue != nullptr ? cue->first : phrases_.lead_of(first_)));
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
    const bool own = p.form == Predicate::Form::kFinite || p.form == Predicate::Form::kInfinitive || words_.conjunction(p.first - 1);
    return m.last <= p.first && p.last <= first_ && own;
  };
  if (std::any_of(field_.predicates.begin(), field_.predicates.end(), acts)) return nullptr;
  const bool same_lead = led != kNone && led_before < m.first && words_.token(led).word == words_.token(led_before).word && first_ - m.last < 16;
  bool joint = false;
  const std::uint32_t behind = phrases_.skip_aside(m.last);
  for (std::uint32_t i = m.last; i < first_; ++i) {
    if (words_.finite(i)) return nullptr;
    joint = joint || words_.conjunction(i) || (phrases_.mark(i, ',') && i + 1 >= lead);
    const bool light = !words_.alpha(i) || words_.conjunction(i) || words_.preposition(i) || words_.determiner(i) || words_.adverb(i) ||
                       phrases_.timed(i) || phrases_.is(i, "lead") || phrases_.is(i, "each");
    const bool hung = i < lead && behind < field_.last && words_.preposition(behind);  // 9% of coal mines and 3% of
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
  if (empty) {  // what the amount before it measures
    const Quantity* before = nullptr;
    for (const Quantity& o : scene_.linked.quantities)
      if (o.sentence + 3 > field_.sentence && scene_.chart.mentions[o.mention].last <= std::min(taken, first_) && o.mention != q_.mention && o.dimension == q_.dimension &&
          !o.concept_text.empty())
        before = &o;
    if (before != nullptr && before->sentence == field_.sentence) {
      const Mention& m = scene_.chart.mentions[before->mention];
      const Setting setting = setting_of(scene_, words_, goal_, field_, m.first, m.last);
      return Measured(scene_, words_, goal_, ids_, field_, setting, *before, m.first, m.last).read(0);
    }
    if (before != nullptr) return before->concept_text.substr(0, before->concept_text.find(", "));
  }
  return phrases_.pronoun(r) ? std::string_view{} : phrases_.text(r);
}

std::string_view Measured::read(int depth) const {
  std::string_view out;
  if (q_.role == QuantityRole::kFactor && verb_ != nullptr && verb_->first == first_) {  // "double its output"
    out = resolved(phrases_.noun_at(last_, 2));
    if (!out.empty()) return out;
  }
  const bool bare = !things_ || last_ >= field_.last || !words_.nominal(last_);  // "300 shops and over 500 in Oslo"
  if (bare && joint_amount() != nullptr) out = of_amount_before(depth);
  if (out.empty() && set_.subject) out = as_subject();
  if (out.empty() && set_.capacity) out = of_capacity();
  if (out.empty() && (percent_ || q_.role == QuantityRole::kDelta)) out = of_change();
  if (out.empty() && !things_ && direct() && (percent_ ? !moved_to() : !moves())) out = complement();
  if (out.empty() && !things_ && (after_ >= field_.last || !phrases_.word(after_, ids_.of))) out = of_noun_before();
  if (out.empty() && verb_ != nullptr && verb_->last <= first_) out = of_verb();
  if (out.empty() && set_.noun != nullptr) out = of_aim();
  if (out.empty() && things_) out = of_things(false);
  if (out.empty()) out = complement();
  if (out.empty()) out = of_subject();
  return out.empty() ? q_.concept_text.substr(0, q_.concept_text.find(", ")) : out;
}

}  // namespace

std::string_view indicator_of(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field, const Setting& setting,
                              const Quantity& q, std::uint32_t first, std::uint32_t last) {
  const PartWords parts(scene.program);
  return Measured(scene, words, ids, parts, field, setting, q, first, last).read(2);
}

}  // namespace milepost::fact
