// What a goal measures, by the phrase that the amount hangs on. Door: indicator_of.
#include "fact/goal_indicator.h"

#include <algorithm>

#include "fact/kept.h"

namespace milepost::fact {

/// Things that are counted: "visas offered in each country", "new homes".
std::string_view Measured::of_things(bool direct) const {
  const std::uint32_t number = ids_.number;
  std::uint32_t from = first_;
  for (std::uint32_t t = first_; q_.range && t < last_; ++t)  // 25 to 27 million
    if (words_.token(t).is(Token::kNumeral)) from = t;
  while (from < last_ && (!words_.alpha(from) || (scene_.program.class_of(words_.token(from), {}) & number) != 0 ||
                          words_.determiner(from) || phrases_.is(from, "lead")))
    ++from;
  if (from < field_.last && phrases_.word(from, ids_.of)) {  // six of its mines, six of its 40 mines
    ++from;
    if (from + 1 < field_.last && words_.determiner(from) && words_.token(from + 1).is(Token::kNumeral)) from += 2;
  }
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
  const bool change =
      verb_ != nullptr && verb_->last <= first_ && scene_.chart.get(scene_.chart.mentions[verb_->mention], goal_.basis).text == "change";
  if (direct && verb_ != nullptr && verb_->last <= first_ && !change) out = joined(scene_, out, deed(ids_.done));
  if (base.last + 1 < field_.last && phrases_.verbal(base.last) && !phrases_.timed(base.last + 1)) {
    const Range object = phrases_.noun_at(base.last + 1, 0);  // countries completing a review
    if (!object.empty()) return joined(scene_, out, phrases_.plain({base.last, object.last}));
  }
  if (const Range r = tail(phrases_.skip_aside(base.last)); !r.empty()) out = joined(scene_, out, phrases_.plain({r.first, r.last}));
  return out;
}

/// "25% of output will be reserved for small firms": the amount's phrase and what is to be done with it.
std::string_view Measured::as_subject() const {
  if (set_.capacity)  // a mill with a capacity of 5 Mt will be built
    if (const std::string_view own = of_capacity(); !own.empty()) return own;
  std::string_view out = things_ ? of_things(false) : complement();
  if (out.empty() && after_ + 1 < field_.last && phrases_.word(after_, ids_.of) && words_.pronoun(after_ + 1))
    out = resolved({after_ + 1, after_ + 2});  // 3 GW of it
  if (out.empty() && percent_ && first_ > field_.first && words_.relative(first_ - 1))
    out = of_things_before();            // of which 80% will be sold
  if (out.empty() && led_by() != kNone)  // the unit of 800 MW
    if (const std::string_view before = of_noun_before(); !before.empty()) return before;
  if (set_.mood == nullptr) return out;
  const Predicate& p = *set_.predicate;
  if (const std::string_view held = deed(ids_.held); !held.empty() && !out.empty() && !set_.passive) {  // schools will have a lab
    const Range what = phrases_.noun_at(p.last, 0);
    return what.empty() || what.first > p.last + 1 ? out : joined(scene_, joined(scene_, out, held), phrases_.plain(what));
  }
  if (percent_ && !set_.passive && p.head != kNone && words_.to_be(p.head) && p.last < field_.last) {  // must be women
    const Range what = words_.adjective(p.last) ? Range{p.last, p.last + 1} : phrases_.noun_at(p.last, 0);
    return what.empty() ? out : joined(scene_, out, phrases_.plain(what));
  }
  if (!set_.passive || set_.noun != nullptr) return out;
  std::uint32_t k = borrowed() ? set_.predicate->head : set_.mood->last;
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
  const bool hung =
      after_ + 1 < field_.last && (phrases_.word(after_, ids_.in) || phrases_.word(after_, ids_.of)) && !phrases_.timed(after_ + 1);
  const bool told = set_.predicate != nullptr && set_.predicate->first < lead && lead <= set_.predicate->last;  // is to fall to 4% of
  if (hung && !told && lead > field_.first && phrases_.is(lead - 1, "change"))
    return resolved(phrases_.noun_at(after_ + 1, 1));  // a rise of 4% in
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
  const std::string_view made = deed(ids_.made);
  const bool hung = verb_ != nullptr && verb_->c == "ing" && verb_->first > field_.first && words_.preposition(verb_->first - 1);
  if (hung && made.find(' ') != std::string_view::npos) return made.substr(0, made.find(' '));  // its goal of producing 5 Mt
  const std::string_view subject = made.empty() ? made : of_subject();
  return subject.empty() ? subject : joined(scene_, made, subject);
}

/// "an operating margin of 4%", "a fee of 2 euros": the noun that the amount describes.
std::string_view Measured::of_noun_before() const {
  const std::uint32_t led = led_by();
  std::uint32_t lead = phrases_.lead_of(first_);
  while (lead < first_ && phrases_.is(lead, "general")) ++lead;  // a pass rate of
  if (led == kNone || led == field_.first || !phrases_.word(led, ids_.of) || led != lead) return {};
  Range noun = phrases_.subject_at(led);
  for (std::uint32_t i = noun.last; i-- > noun.first + 1;)
    if (words_.preposition(i) && !phrases_.word(i, ids_.of)) {
      noun.first = i + 1;
      break;
    }
  while (noun.first + 1 < noun.last && (phrases_.is(noun.first, "drop") || words_.determiner(noun.first))) ++noun.first;
  if (noun.last == noun.first + 1 && noun.first > field_.first + 1 && words_.determiner(noun.first - 2) && words_.alpha(noun.first - 1) &&
      !words_.adverb(noun.first - 1) && !words_.preposition(noun.first - 1) && !words_.determiner(noun.first - 1))
    --noun.first;  // "a pass rate": a verb in a noun's place
  if (noun.first + 1 < noun.last && words_.gerund(noun.first) && !words_.noun(noun.first) && !words_.adjective(noun.first))
    ++noun.first;                                  // achieving savings of
  const bool alone = noun.last <= noun.first + 1;  // "a rate of", not "a poverty rate of"
  if (noun.empty() || noun.last != led || (alone && phrases_.is(led - 1, "general")) || phrases_.is(led - 1, "change") ||
      phrases_.is(led - 1, "power"))
    return {};
  const auto aims = [&](const GoalCue& c) { return c.first < led && led <= c.last; };
  if (std::any_of(field_.nouns.begin(), field_.nouns.end(), aims)) return {};
  const Range own = tail(after_);
  const std::string_view text = resolved(noun);
  return own.empty() || phrases_.word(after_, ids_.of) ? text : joined(scene_, text, phrases_.plain(own));
}

/// "wind will make up 40% of power", "debt must stay below 60% of GDP": what the share is of, behind what has it.
std::string_view Measured::part_of_whole() const {
  if (!percent_ || after_ >= field_.last || !phrases_.word(after_, ids_.of)) return {};
  const bool part = scene_.chart.get(scene_.chart.mentions[verb_->mention], goal_.basis).text == "part";
  const bool kept = set_.passive && (verb_->a == "maintain" || verb_->a == "limit");  // to be kept below 3% of GDP
  if (!part && !kept && !(moves() && moved_to())) return {};
  const std::string_view subject = of_subject();
  const Range whole = phrases_.noun_at(after_ + 1, 0);
  if (subject.empty() || whole.empty()) return {};
  return joined(scene_, subject, phrases_.plain({after_, whole.last}));
}

/// "a deficit" and "of GDP" behind the amount.
std::string_view Measured::share_of(std::string_view part) const {
  const Range whole = after_ + 1 < field_.last && phrases_.word(after_, ids_.of) ? phrases_.noun_at(after_ + 1, 0) : Range{};
  return whole.empty() ? part : joined(scene_, part, phrases_.plain({after_, whole.last}));
}

std::string_view Measured::of_verb() const {
  // A verb that no lexicon names may stand nearer to the amount: "bringing people together to conserve 30% of".
  const bool nearer = set_.predicate != nullptr && set_.predicate->head != kNone && set_.predicate->form != Predicate::Form::kGerund &&
                      set_.predicate->form != Predicate::Form::kParticiple && set_.predicate->head >= verb_->last &&
                      set_.predicate->head < first_ && phrases_.lead_of(first_) <= set_.predicate->head + 2;
  const Range object = phrases_.object_of(nearer ? set_.predicate->head + 1 : verb_->last, first_);
  const std::uint32_t led = led_by();
  if (!object.empty() && !phrases_.text(object).empty()) {
    const std::string_view text = resolved(object);
    const std::uint32_t head = phrases_.head(object);
    const bool aim =
        std::any_of(field_.nouns.begin(), field_.nouns.end(), [&](const GoalCue& c) { return c.first <= head && head < c.last; });
    const GoalCue* level = cue_over(field_.nouns, head);
    if (level != nullptr && level->c == "level" && head + 2 < object.last && words_.preposition(head + 1))
      return phrases_.text({head + 2, object.last});                                             // the goal for exports
    if (aim && level != nullptr && level->c == "level" && moves() && led != kNone) return text;  // cut the sugar quota by
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
  // "plans to raise this to"
  const bool own_noun = !things_ && !moved_to() && !complement().empty();  // replace it with 2 GW of wind
  if (const Range raw{verb_->last, phrases_.lead_of(first_)}; !own_noun && raw.last <= raw.first + 1 && verb_->last < first_) {
    const Range one{verb_->last, verb_->last + 1};
    if (phrases_.pronoun(one) && words_.preposition(one.last))
      if (const std::string_view before = resolved(one); !before.empty()) return before;
  }
  if (things_ && (!moves() || led == kNone))
    if (const std::string_view own = of_things(true); !own.empty()) return own;
  const bool change = scene_.chart.get(scene_.chart.mentions[verb_->mention], goal_.basis).text == "change";
  if (things_ && led != kNone && phrases_.word(led, ids_.to))  // "will grow to 900 shops"
    if (const std::string_view own = of_things(false); !own.empty()) return own;
  if (moves() && !change && led == kNone && !set_.passive && !percent_)  // widen 500 km of roads
    if (const std::string_view own = complement(); !own.empty()) return own;
  if (moves() && !change) {
    if (led != kNone && phrases_.word(led, ids_.by) && after_ < field_.last && words_.determiner(after_))  // by 50% the amount of
      return phrases_.text(phrases_.noun_at(after_, 1));
    if (const std::string_view text = of_subject(); !text.empty()) return text;
  }
  if (const std::string_view part = part_of_whole(); !part.empty()) return part;
  if (const std::string_view own = things_ ? of_things(false) : complement(); !own.empty()) {
    const std::string_view done = deed(ids_.done);
    const bool priced = q_.dimension == "money" || (q_.unit.size() > 3 && q_.unit[3] == '/' && q_.unit[0] >= 'A' && q_.unit[0] <= 'Z');
    const bool matter = !percent_ && q_.dimension != "power" && !priced && !change;
    return (percent_ && q_.role == QuantityRole::kShare) || matter ? joined(scene_, own, done) : own;
  }
  if (const std::string_view made = made_by_subject(); !made.empty()) return made;
  const bool land = led == kNone && !set_.passive && q_.dimension == "area";  // bring 400 ha under irrigation
  if (const Range r = land ? tail(after_) : Range{}; !r.empty())
    if (const std::string_view own = phrases_.text(r); !own.empty()) return own;
  return of_subject();
}

/// "a target of 40% for renewables", "its emissions goal of 55%".
std::string_view Measured::of_aim() const {
  if (const std::string_view own = complement(); !own.empty()) return own;
  const std::uint32_t end = set_.noun->last <= first_ ? set_.noun->first : first_;
  const link::Phrase p = words_.left(field_.first, end);
  const bool limit = set_.noun->b == "legislated" || set_.noun->a == "limit";  // a catch quota, a ceiling
  if (limit && set_.noun->last <= first_)
    if (const link::Phrase own = words_.left(field_.first, set_.noun->last); !own.empty()) return phrases_.text({own.first, own.last});
  return p.empty() ? std::string_view{} : phrases_.text({p.first, p.last});
}

/// The auxiliary stands in the clause before: "will be built and 40 others repaired".
bool Measured::borrowed() const {
  return set_.predicate != nullptr && set_.mood != nullptr && set_.predicate->form == Predicate::Form::kFinite &&
         set_.predicate->head == set_.predicate->first && set_.mood->last < set_.predicate->first;
}

std::string_view Measured::of_subject() const {
  const GoalCue* cue = set_.mood != nullptr && set_.mood->first < first_ ? set_.mood
                       : verb_ != nullptr && verb_->first <= first_      ? verb_
                                                                         : nullptr;
  if (verb_ != nullptr && verb_->c == "ing" && verb_->first < first_ && verb_->first > field_.first && phrases_.mark(verb_->first - 1, ','))
    if (const std::string_view same = same_unit_before(); !same.empty()) return same;  // "at least 2% of fuel, rising to 6%"
  if (verb_ != nullptr && verb_->c == "ing" && verb_->first < first_ && verb_->first > field_.first && words_.noun(verb_->first - 1))
    return resolved(phrases_.subject_at(verb_->first));  // "with prices rising to"
  // "causes prices to drop", "expects demand to be": the subject of an infinitive stands before "to".
  if (verb_ != nullptr && verb_->first > field_.first + 1 && verb_->first <= first_ && phrases_.word(verb_->first - 1, ids_.to)) {
    const std::uint32_t before = verb_->first - 2;
    const bool name = words_.nominal(before) || (words_.finite(before) && before > field_.first && words_.noun(before - 1));
    const bool own = (set_.mood == nullptr || set_.mood->last <= before) && (name || phrases_.timed(before)) &&
                     std::none_of(field_.nouns.begin(), field_.nouns.end(), [&](const GoalCue& c) { return c.last == before + 1; });
    Range subject = own ? phrases_.subject_at(before + 1) : Range{};
    if (own && !subject.empty() && subject.last == before && words_.alpha(before)) ++subject.last;  // expects rice exports to
    if (own) return resolved(subject);
  }
  for (std::uint32_t i = borrowed() ? set_.predicate->head : field_.first; i-- > field_.first;)
    if (words_.conjunction(i)) return resolved(phrases_.trimmed({i + 1, set_.predicate->head}));
  return resolved(phrases_.subject_at(cue != nullptr ? cue->first : phrases_.lead_of(first_)));
}

/// "cut water use by 30% and energy use by 12%": the second thing of one verb stands between the two amounts.
std::string_view Measured::of_second_object() const {
  if (verb_ == nullptr || !(moves() || verb_->a == "reach") || !moved_to() || verb_->last > first_) return {};
  const std::uint32_t lead = phrases_.lead_of(first_);
  std::uint32_t joint = kNone;
  for (std::uint32_t i = lead; i-- > verb_->last && lead - i < 10;) {
    if (phrases_.counted(i) || phrases_.timed(i)) break;
    if (words_.conjunction(i) || phrases_.mark(i, ',')) {
      joint = i;
      break;
    }
  }
  if (joint == kNone || joint + 1 >= lead || words_.preposition(joint + 1)) return {};
  const bool deed = words_.gerund(joint + 1) && joint + 2 == lead;  // "and fishing 30%"
  if (!words_.nominal(joint + 1) && !words_.determiner(joint + 1) && !deed) return {};
  bool amount = false;  // one stands before: else both things move alike
  for (const std::uint32_t i : field_.quantities) {
    const Quantity& o = scene_.linked.quantities[i];
    const Mention& m = scene_.chart.mentions[o.mention];
    amount = amount || (m.last <= joint && m.first >= verb_->last && o.dimension == q_.dimension);
  }
  if (!amount) return {};
  return deed ? phrases_.plain({joint + 1, lead}) : phrases_.text({joint + 1, lead});
}

/// "2,000 homes, half of them for rent": what the last counted amount before measures.
std::string_view Measured::of_things_before() const {
  const Quantity* before = nullptr;
  for (const std::uint32_t i : field_.quantities) {
    const Quantity& o = scene_.linked.quantities[i];
    const bool stuff = o.dimension == "mass" || o.dimension == "volume" || o.dimension == "energy" || o.dimension == "power";
    if (scene_.chart.mentions[o.mention].last <= first_ && (o.unit.starts_with("{") || stuff)) before = &o;
  }
  if (before == nullptr || depth_ <= 0) return {};
  const Mention& m = scene_.chart.mentions[before->mention];
  const Setting setting = setting_of(scene_, words_, goal_, field_, m.first, m.last);
  return Measured(scene_, words_, goal_, ids_, field_, setting, *before, m.first, m.last).read(depth_ - 1);
}

/// "expects inflation at 5%": the object of a mood without a verb.
std::string_view Measured::of_expected() const {
  const Predicate* p = set_.predicate;
  if (p == nullptr || p->head != kNone || p->mood == nullptr || set_.subject || p->last >= first_ || words_.auxiliary(p->mood->last - 1))
    return {};
  std::uint32_t from = p->last;
  while (from < first_ && phrases_.timed(from)) ++from;  // forecasts 2025/26 wheat production at
  const Range object = phrases_.object_of(from, first_);
  return object.empty() ? std::string_view{} : resolved(object);
}

/// The subject of "targets", "is aiming for" is who aims, not what is measured.
bool Measured::aims_itself() const {
  const Predicate* p = set_.predicate;
  return p != nullptr && p->head == kNone && p->kind == Predicate::Kind::kAim && p->mood != nullptr && !words_.auxiliary(p->mood->last - 1);
}

std::string_view Measured::read(int depth) const {
  depth_ = depth;
  std::string_view out;
  if (q_.role == QuantityRole::kFactor && verb_ != nullptr && verb_->first == first_) {  // "double its output"
    out = resolved(phrases_.noun_at(last_, 2));
    if (!out.empty()) return out;
  }
  const bool bare = !things_ || last_ >= field_.last || !words_.nominal(last_);  // "300 shops and over 500 in Oslo"
  if (bare && !set_.capacity && joint_amount() != nullptr) out = of_amount_before(depth);
  if (out.empty() && set_.subject) out = as_subject();
  if (out.empty() && percent_ && after_ + 1 < field_.last && phrases_.word(after_, ids_.of) && words_.pronoun(after_ + 1))
    out = of_things_before();
  if (out.empty() && set_.capacity) out = of_capacity();
  if (const std::string_view other = of_second_object(); !other.empty()) return other;
  const std::string_view laid = deed(ids_.laid);
  if (out.empty() && !laid.empty() && direct() && !set_.subject)  // exporters will face 25% tariffs
    if (const std::string_view borne = of_subject(); !borne.empty()) return joined(scene_, joined(scene_, complement(), laid), borne);
  if (out.empty() && (percent_ || q_.role == QuantityRole::kDelta)) out = of_change();
  if (out.empty() && !things_ && direct() && (percent_ ? !moved_to() : !moves())) out = complement();
  if (out.empty() && !things_ && (after_ >= field_.last || !phrases_.word(after_, ids_.of))) out = of_noun_before();
  if (out.empty() && percent_ && set_.verb == nullptr && !set_.subject)  // foresees a deficit of 3% of GDP
    if (const std::string_view share = of_noun_before(); !share.empty()) out = share_of(share);
  if (out.empty() && verb_ != nullptr && verb_->last <= first_) out = of_verb();
  if (out.empty() && set_.noun != nullptr) out = of_aim();
  if (out.empty() && things_) out = of_things(false);
  if (const std::uint32_t led = led_by(); out.empty() && percent_ && verb_ == nullptr && led != kNone && phrases_.word(led, ids_.at))
    if (const std::string_view part = of_expected(); !part.empty() || set_.predicate != nullptr)  // the deficit is seen at 3% of GDP
      if (const std::string_view whose = part.empty() ? of_subject() : part; !whose.empty()) out = share_of(whose);
  if (out.empty()) out = complement();
  if (out.empty()) out = of_expected();
  if (out.empty() && aims_itself()) out = measured_before(first_);  // the ministry is aiming for 20%
  if (out.empty()) out = of_subject();
  out = beyond_aim(out);
  return out.empty() ? q_.concept_text.substr(0, q_.concept_text.find(", ")) : out;
}

std::string_view indicator_of(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field,
                              const Setting& setting, const Quantity& q, std::uint32_t first, std::uint32_t last) {
  return Measured(scene, words, ids, scene.kept->parts, field, setting, q, first, last).read(2);
}

}  // namespace milepost::fact
