#include "link/found.h"

#include <algorithm>

namespace milepost::link {

Found::Found(const rules::Program& program, const NameCues& cues) : what_(program.types.size() + 1, kNobody) {
  static constexpr const char* kNames[kWhats] = {"Time",     "TimeCore",  "TimePrep", "TimePair",  "Quantity",
                                                 "BoundCue", "ChangeCue", "Per",      "OrgNominal"};
  for (std::uint8_t w = 0; w < kWhats; ++w)
    if (const TypeId type = program.type(kNames[w]); type != 0) what_[type] = w;
  for (std::uint8_t cue = 0; cue < NameCues::kKinds; ++cue)
    if (cues.types[cue] != 0) what_[cues.types[cue]] = static_cast<std::uint8_t>(kNameCue + cue);
}

void Found::read(const Chart& chart, NameCues* cues) {
  for (auto& list : lists_) list.clear();
  const std::uint8_t *what = what_.data(), last = cues != nullptr ? kNobody : kNameCue;
  const Mention* mentions = chart.mentions.data();
  const auto size = static_cast<MentionId>(chart.mentions.size());
  for (MentionId m = 0; m < size; ++m) {
    const std::uint8_t w = what[mentions[m].type];
    if (w >= last) continue;
    if (w >= kNameCue)
      cues->add(static_cast<NameCues::Cue>(w - kNameCue), mentions[m]);
    else
      lists_[w].push_back(m);
  }
  for (std::uint8_t w = 0; w < kWhats; ++w) {
    if (w == kTimeCore || w == kTimePair || w == kOrgNominal) continue;
    std::sort(lists_[w].begin(), lists_[w].end(), [&](MentionId a, MentionId b) {
      const Mention &x = chart.mentions[a], &y = chart.mentions[b];
      return x.first != y.first ? x.first < y.first : x.last != y.last ? x.last > y.last : a < b;
    });
  }
}

}  // namespace milepost::link
