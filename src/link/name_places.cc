// Places, and the countries of what stands beside them.
#include "link/name.h"

namespace milepost::link {

using Cue = NameCues;

/// "She played for Leeds": the club of a town.
static bool plays(const Names& n, Candidate& c, const Mention& place) {
  const std::uint32_t begin = n.text.sentences[c.sentence].first;
  const Mention* before = c.first > begin ? n.cues.ending(Cue::kBefore, c.first, begin) : nullptr;
  if (before == nullptr || n.cues.attribute(*before, n.cues.kind) != "team" || n.cues.weight(*before, n.cues.org) < 3) return false;
  if (n.cues.attribute(place, n.cues.kind) != "city" || place.last != c.last || n.classed(c.first - 1, n.determiner)) return false;
  c.kind = "team";
  c.rule = before->rule;
  c.country = n.cues.attribute(place, n.cues.iso);
  return c.strong = true;
}

bool judge_place(Names& n, Candidate& c) {
  const Mention* m = n.cues.at(Cue::kPlace, c.first);
  if (m == nullptr) return false;
  const Mention* tail = m->last < c.last ? n.cues.ending(Cue::kTail, c.last, c.first) : nullptr;
  if (m->last < c.last && tail == nullptr) return false;
  if (tail != nullptr && n.cues.attribute(*tail, n.cues.sort) != "place") return false;  // "Kenya Airways Cup"
  if (plays(n, c, *m)) return true;
  c.type = Entity::Type::kPlace;
  c.rule = m->rule;
  if (const Mention* seat = n.cues.at(Cue::kStateSeat, c.first); seat != nullptr && seat->last == c.last && !n.headline[c.sentence]) {
    c.kind = "country";
    c.name = n.cues.attribute(*seat, n.cues.name);
    c.country = n.cues.attribute(*m, n.cues.iso);
    return true;
  }
  c.kind = n.cues.attribute(tail != nullptr ? *tail : *m, n.cues.kind);
  c.country = n.cues.attribute(*m, n.cues.iso);
  return true;
}

void note_country_before(Names& n, Candidate& c) {
  if (!c.country.empty() && !c.country_cue.empty()) return;
  const std::uint32_t begin = n.text.sentences[c.sentence].first;
  std::uint32_t i = c.first;
  std::uint32_t steps = 0;
  while (i > begin && steps++ < 4) {
    --i;
    constexpr std::uint32_t kNation = 1u << Cue::kDemonym | 1u << Cue::kPlace, kPasses = 1u << Cue::kCompanyNoun | 1u << Cue::kSeated;
    const std::uint32_t covered = n.cues.covered(i);
    const Mention* m = (covered & kNation) != 0 ? n.cues.ending(Cue::kDemonym, i + 1, begin) : nullptr;
    if (m == nullptr && (covered & kNation) != 0) m = n.cues.ending(Cue::kPlace, i + 1, begin);
    if (m != nullptr) {
      c.country = n.cues.attribute(*m, n.cues.iso);
      c.country_cue = n.text.span(m->first, m->last);
      return;
    }
    if ((covered & kPasses) != 0 || (n.token(i).is(Token::kLower) && n.classed(i, n.adjective))) continue;
    const std::string_view w = n.size(i) <= 4 ? n.view(i) : std::string_view{};
    if (w != "-" && w != "’s" && w != "'s") return;
  }
}

void note_country_within(const Names& n, Candidate& c) {
  for (std::uint32_t i = c.first; i < c.last && c.country.empty(); ++i) {
    const Mention* m = n.cues.at(Cue::kDemonym, i);
    if (m == nullptr) m = n.cues.at(Cue::kPlace, i);
    if (m == nullptr) continue;
    c.country = n.cues.attribute(*m, n.cues.iso);
    c.country_cue = n.text.span(m->first, m->last);
  }
}

const Mention* nation(const Names& n, const Candidate& c) {
  const Mention* adjective = n.cues.at(Cue::kDemonym, c.first);
  const Mention* place = n.cues.at(Cue::kPlace, c.first);
  return adjective == nullptr || (place != nullptr && place->last > adjective->last) ? place : adjective;  // "British Columbia"
}

void strip_country(Names& n, Candidate& c) {
  const Mention* m = nation(n, c);
  const bool adjective = m != nullptr && m == n.cues.at(Cue::kDemonym, c.first);
  if (m == nullptr || m->last >= c.last) return;
  c.country = n.cues.attribute(*m, n.cues.iso);
  c.country_cue = n.text.span(m->first, m->last);
  const std::string_view kind = n.cues.attribute(*m, n.cues.kind);
  if (kind == "region" || kind == "city") return;  // "Texas Instruments Inc", "West Bengal State Electricity Corporation": part of the name
  const bool short_form = n.token(c.first).is(Token::kUpper) || n.token(c.first).is(Token::kAbbreviation);  // U.S., UK
  const bool proper = n.cues.at(Cue::kKnownOrg, m->last) != nullptr || n.token(m->last).word == kUnknownWord;
  if (short_form || (adjective && proper)) c.first = m->last;  // "China Resources", "Indian Oil": part of the name
}

}  // namespace milepost::link
