#include "link/name_cues.h"

namespace milepost::link {

NameCues::NameCues(const Text& text, const rules::Program& program, const Chart& chart) : chart_(chart), flags_(text.tokens.size() + 1, 0) {
  static constexpr const char* kNames[kKinds] = {
      "KnownOrg", "OrgHead",     "OrgFirst", "LegalForm", "PlaceName", "Demonym",  "PersonTitle", "RoleNoun",   "FirstName", "CompanyNoun",
      "NameStop", "AcronymStop", "NameLink", "Seated",    "NameTail",  "TeamName", "GroupNoun",   "NameBefore", "NameAfter", "StateOffice",
      "StateSeat"};
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
  std::vector<std::uint8_t> kind_of(program.types.size(), kKinds);
  for (std::uint8_t k = 0; k < kKinds; ++k) {
    types[k] = program.type(kNames[k]);
    if (types[k] != 0) kind_of[types[k]] = k;
  }
  for (const Mention& m : chart.mentions)
    if (kind_of[m.type] < kKinds)
      for (std::uint32_t i = m.first; i < m.last; ++i) flags_[i] |= 1u << kind_of[m.type];
}

const Mention* NameCues::at(Cue k, std::uint32_t token) const {
  if (!is(k, token)) return nullptr;
  for (MentionId m = chart_.starts[token]; m != kNone; m = chart_.mentions[m].next)
    if (chart_.mentions[m].type == types[k]) return &chart_.mentions[m];
  return nullptr;
}

const Mention* NameCues::ending(Cue k, std::uint32_t end, std::uint32_t from) const {
  for (std::uint32_t i = end; i-- > from && i + 6 >= end;) {
    if (!is(k, i)) return nullptr;
    const Mention* m = at(k, i);
    if (m != nullptr && m->last == end) return m;
  }
  return nullptr;
}

}  // namespace milepost::link
