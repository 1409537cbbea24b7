#include "fact/openers.h"

#include <algorithm>

#include "fact/kept.h"

namespace milepost::fact {

Openers::Openers(const rules::Program& program, const Fields& fields, const GoalWords& goals, const SayWords& sayings,
                 const DealWords& deals)
    : hint_of_(program.types.size(), 0) {
  for (const TypeId t : {goals.mood, goals.noun}) hint_of_[t] = kAim;
  for (const TypeId t : {goals.level, goals.ended, goals.phase}) hint_of_[t] = kLevel;
  hint_of_[goals.verb] = kVerb;
  hint_of_[sayings.saying] = kSaying;
  hint_of_[deals.cue] = kDeal;
  for (std::size_t t = 0; t < hint_of_.size(); ++t)
    if (fields.keep(static_cast<TypeId>(t))) hint_of_[t] |= kOther;
  for (const TypeId t : {deals.role, deals.stage, deals.worth, deals.actor}) hint_of_[t] |= kOther;
  hint_of_[0] = 0;
}

void Openers::read(const Scene& scene) {
  hints_.assign(scene.text.sentences.size(), 0);
  sayings_.clear();
  deals_.clear();
  const auto& mentions = scene.chart.mentions;
  const std::uint8_t* const hint_of = hint_of_.data();  // bytes may stand for anything, so that members would be read again each time
  const std::uint32_t* const sentence_of = scene.text.sentence_of.data();
  std::uint8_t* const hints = hints_.data();
  const auto size = static_cast<MentionId>(mentions.size());
  const Mention* const all = mentions.data();
  if (picked_.size() < size) picked_.resize(size);
  MentionId* const picked = picked_.data();
  std::size_t count = 0;
  for (MentionId m = 0; m < size; ++m) {  // no branch, since what a mention is cannot be foreseen
    picked[count] = m;
    count += hint_of[all[m].type] != 0 ? 1 : 0;
  }
  cues_.clear(scene.text.tokens.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Mention& m = all[picked[i]];
    const std::uint8_t hint = hint_of[m.type];
    hints[sentence_of[m.first]] |= hint;
    cues_.add(m.first);
    if ((hint & (kSaying | kDeal)) == 0) continue;
    if ((hint & kSaying) != 0) sayings_.push_back(picked[i]);
    if ((hint & kDeal) != 0) deals_.push_back(picked[i]);
  }
  std::sort(sayings_.begin(), sayings_.end(), [&](MentionId a, MentionId b) {
    const Mention &x = mentions[a], &y = mentions[b];
    return x.first != y.first ? x.first < y.first : x.last != y.last ? x.last > y.last : a < b;
  });
  std::stable_sort(deals_.begin(), deals_.end(), [&](MentionId a, MentionId b) {
    return scene.text.sentence_of[mentions[a].first] < scene.text.sentence_of[mentions[b].first];
  });
}

void Openers::deals(const Scene& scene, std::uint32_t sentence, std::vector<MentionId>& out) const {
  const auto place = [&](MentionId m) { return scene.text.sentence_of[scene.chart.mentions[m].first]; };
  auto at = std::partition_point(deals_.begin(), deals_.end(), [&](MentionId m) { return place(m) < sentence; });
  out.clear();
  for (; at != deals_.end() && place(*at) == sentence; ++at) out.push_back(*at);
}

}  // namespace milepost::fact
