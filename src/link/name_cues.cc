#include "link/name_cues.h"

#include <cstring>

namespace milepost::link {

NameCues::NameCues(const rules::Program& program) {
  static constexpr const char* kNames[kKinds] = {"KnownOrg",    "OrgHead",     "OrgFirst",  "LegalForm",   "PlaceName", "Demonym",
                                                 "PersonTitle", "RoleNoun",    "FirstName", "CompanyNoun", "NameStop",  "AcronymStop",
                                                 "NameLink",    "Seated",      "NameTail",  "TeamName",    "GroupNoun", "NameBefore",
                                                 "NameAfter",   "StateOffice", "StateSeat"};
  name = program.attribute("name");
  kind = program.attribute("kind");
  country = program.attribute("country");
  iso = program.attribute("iso");
  strength = program.attribute("strength");
  code = program.attribute("countries");
  sort = program.attribute("sort");
  org = program.attribute("org");
  person = program.attribute("person");
  place = program.attribute("place");
  other = program.attribute("other");
  for (std::uint8_t k = 0; k < kKinds; ++k) types[k] = program.type(kNames[k]);
}

void NameCues::open(const Chart& chart) {
  chart_ = &chart;
  marks_.resize(chart.starts.size() + 1);
  std::memset(marks_.data(), 0, marks_.size() * sizeof(Marks));
  proper_.clear(chart.starts.size());
}

const Mention* NameCues::first_of(Cue k, std::uint32_t token) const {
  MentionId m = chart_->starts[token];
  while (chart_->mentions[m].type != types[k]) m = chart_->mentions[m].next;
  return &chart_->mentions[m];
}

const Mention* NameCues::longest_to(Cue k, std::uint32_t end, std::uint32_t from) const {
  for (std::uint32_t i = end; i-- > from && i + 6 >= end;) {
    if (!is(k, i)) return nullptr;
    const Mention* m = at(k, i);
    if (m != nullptr && m->last == end) return m;
  }
  return nullptr;
}

}  // namespace milepost::link
