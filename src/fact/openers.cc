#include "fact/openers.h"

#include <algorithm>

#include "fact/kept.h"

namespace milepost::fact {

Openers::Openers(const rules::Program& program, const GoalWords& goals, const SayWords& sayings, const DealWords& deals)
    : hint_of_(program.types.size(), 0) {
  for (const TypeId t : {goals.mood, goals.noun}) hint_of_[t] = kAim;
  for (const TypeId t : {goals.level, goals.ended, goals.phase}) hint_of_[t] = kLevel;
  hint_of_[goals.verb] = kVerb;
  hint_of_[sayings.saying] = kSaying;
  hint_of_[deals.cue] = kDeal;
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
  for (MentionId m = 0; m < size; ++m) {
    const std::uint8_t hint = hint_of[all[m].type];
    if (hint == 0) continue;
    hints[sentence_of[all[m].first]] |= hint;
    if (hint == kSaying) sayings_.push_back(m);
    if (hint == kDeal) deals_.push_back(m);
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
