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
  const std::uint8_t* what = what_.data();
  const Mention* mentions = chart.mentions.data();
  const auto size = static_cast<MentionId>(chart.mentions.size());
  // What a mention is cannot be foreseen: all are written down, and those that nobody asks for written over.
  const std::uint8_t last = cues != nullptr ? kNobody : kNameCue;
  if (picked_.size() < size) picked_.resize(size);
  MentionId* const picked = picked_.data();
  std::size_t count = 0;
  for (MentionId m = 0; m < size; ++m) {
    picked[count] = m;
    count += what[mentions[m].type] < last ? 1 : 0;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Mention& m = mentions[picked[i]];
    const std::uint8_t w = what[m.type];
    if (w >= kNameCue)
      cues->add(static_cast<NameCues::Cue>(w - kNameCue), m);
    else
      lists_[w].push_back(picked[i]);
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
