// People: titles, first names, offices, and whom they work for.
#include <algorithm>

#include "link/name.h"

namespace milepost::link {

namespace {

using Cue = NameCues;

/// The country before the office: "Kazakh Minister of …", "Ghana's energy minister".
void note_country_of_office(const Names& n, Candidate& c, std::uint32_t office) {
  const std::uint32_t begin = n.text.sentences[c.sentence].first;
  if (office == begin) return;
  const bool small = n.view(office - 1).size() <= 4 && office - 1 > begin && !n.token(office - 1).is(Token::kCap);  // "'s"
  const std::uint32_t before = small ? office - 1 : office;
  const Mention* m = n.cues.ending(Cue::kDemonym, before, begin);
  if (m == nullptr) m = n.cues.ending(Cue::kPlace, before, begin);
  if (m == nullptr) return;
  c.country = n.cues.attribute(*m, n.cues.iso);
  c.country_cue = n.text.span(m->first, m->last);
}

/// A small word before an office that is part of it: "economy", "deputy".
bool narrows(const Names& n, std::uint32_t i) {
  static constexpr NameCues::Cue kOthers[] = {Cue::kDemonym, Cue::kPlace, Cue::kKnownOrg, Cue::kCompanyNoun, Cue::kSeated};
  if (!n.token(i).is(Token::kAlpha) || !n.token(i).is(Token::kLower) || n.timed(i)) return false;
  if (n.classed(i, n.function) || !n.classed(i, n.scratch.noun | n.adjective)) return false;
  return std::none_of(std::begin(kOthers), std::end(kOthers), [&](NameCues::Cue k) { return n.cues.is(k, i); });
}

/// "Mines Minister": common words with capitals before an office of state are its field, no body of that name.
std::string_view field_and_office(Names& n, const Candidate& c, const Mention& role) {
  const std::size_t at = static_cast<std::size_t>(&c - n.candidates.data());
  if (at == 0 || !n.cues.is(Cue::kStateOffice, role.last - 1)) return {};
  Candidate& field = n.candidates[at - 1];
  if (field.sentence != c.sentence || field.last != role.first || field.decided || !n.capital(role.first)) return {};
  for (std::uint32_t i = field.first; i < field.last; ++i)
    if (n.token(i).word == kUnknownWord || n.token(i).is(Token::kUpper) || n.cues.is(Cue::kPlace, i) || n.cues.is(Cue::kDemonym, i) ||
        n.cues.is(Cue::kKnownOrg, i))
      return {};
  field.barred = true;
  return n.words(field.first, role.last);
}

/// An office as the text has it, with the words that narrow it: "executive vice president", "Deputy Energy Minister".
std::string_view office_words(const Names& n, const Mention& role, std::uint32_t begin) {
  std::uint32_t from = role.first;
  while (from > begin && n.capital(from - 1) && n.capital(role.first) && !n.cues.is(Cue::kDemonym, from - 1) &&
         !n.cues.is(Cue::kPlace, from - 1) && !n.cues.is(Cue::kKnownOrg, from - 1) && n.cues.is(Cue::kRole, from - 1))
    --from;
  for (std::uint32_t steps = 0; steps < 3 && from > begin && n.token(role.first).is(Token::kLower); ++steps) {
    const bool joint = n.view(from - 1) == "-" && from - 1 > begin && !n.space_before(from) && !n.space_before(from - 1);
    if (!narrows(n, joint ? from - 2 : from - 1)) break;  // "deputy economy minister", "statistician-general"
    from -= joint ? 2 : 1;
  }
  return n.words(from, role.last);
}

const Mention* role_before(const Names& n, const Candidate& c) {
  const std::uint32_t begin = n.text.sentences[c.sentence].first;
  return c.first > begin ? n.cues.ending(Cue::kRole, c.first, begin) : nullptr;
}

/// "Y, chief executive of X" and "Y, X's chief executive": what stands in the apposition behind a person.
struct Apposition {
  std::uint32_t first = 0, last = 0;  ///< of the office; empty when there is none
  std::uint32_t employer = kNone;
};

/// Where an office's own words end: "head of marketing" before "at X", "director" before "of X".
std::uint32_t office_end(const Names& n, std::uint32_t last, std::uint32_t end, const Candidate* next) {
  const Mention* link = last < end ? n.cues.at(Cue::kLink, last) : nullptr;
  if (link == nullptr || n.cues.attribute(*link, n.cues.kind) != "of" || (next != nullptr && next->first <= link->last + 1)) return last;
  std::uint32_t i = link->last;
  while (i < end && i < link->last + 5 && n.token(i).is(Token::kAlpha) && !n.classed(i, n.function & ~n.determiner)) ++i;
  return i > link->last ? i : last;
}

Apposition apposition(const Names& n, std::uint32_t at) {
  Apposition found;
  const Candidate& c = n.candidates[at];
  const std::uint32_t end = n.text.sentences[c.sentence].last;
  if (c.last >= end || n.view(c.last) != ",") return found;
  const Mention* role = nullptr;
  for (std::uint32_t i = c.last + 1; role == nullptr && i < end && i < c.last + 8 && n.view(i) != ","; ++i) role = n.cues.at(Cue::kRole, i);
  if (role == nullptr) return found;
  const Candidate* next = nullptr;
  for (std::uint32_t i = at + 1; next == nullptr && i < n.candidates.size() && n.candidates[i].sentence == c.sentence; ++i)
    if (n.candidates[i].decided && n.candidates[i].type == Entity::Type::kOrganization) {
      next = &n.candidates[i];
      found.employer = i;
    }
  found.first = role->first;
  while (found.first > c.last + 1 && n.token(found.first - 1).is(Token::kAlpha) && !n.classed(found.first - 1, n.function) &&
         !n.cues.is(Cue::kDemonym, found.first - 1) && !n.cues.is(Cue::kKnownOrg, found.first - 1) &&
         (next == nullptr || found.first > next->last))
    --found.first;
  found.last = office_end(n, role->last, end, next);
  const bool behind = next != nullptr && next->first >= found.last && next->first <= found.last + 2;
  const bool before = next != nullptr && next->last <= found.first && next->last + 1 >= found.first;
  if (!behind && !before) found.employer = kNone;
  return found;
}

}  // namespace

std::uint32_t read_office(Names& n, std::uint32_t i, std::uint32_t end, std::uint32_t s) {
  const Mention* role = n.cues.at(Cue::kRole, i);
  if (role == nullptr || !n.capital(i) || role->last + 1 >= end) return i;
  const Mention* link = n.cues.at(Cue::kLink, role->last);
  const bool state = n.cues.is(Cue::kStateOffice, role->last - 1);
  const std::string_view joint = link == nullptr ? std::string_view{} : n.cues.attribute(*link, n.cues.kind);
  if (!(joint == "of" || (joint == "for" && state)) || link->last >= end || !n.capital(link->last)) return i;
  if (n.cues.at(Cue::kPlace, link->last) != nullptr || n.cues.at(Cue::kKnownOrg, link->last) != nullptr ||
      n.cues.is(Cue::kOrgFirst, link->last))
    return i;  // "President of Ghana", "Governor of the Bank of Ghana"
  std::uint32_t j = link->last, run = j;
  while (j < end) {
    if (n.capital(j)) {
      if (n.cues.is(Cue::kFirstName, j) && j + 1 < end && n.capital(j + 1) && j > link->last) {
        run = j;
        break;
      }
      ++j;
      continue;
    }
    const Mention* more = n.cues.at(Cue::kLink, j);
    const bool joins = n.view(j) == "," || (more != nullptr && n.cues.attribute(*more, n.cues.kind) == "and");
    const std::uint32_t next = more != nullptr ? more->last : j + 1;
    if (!joins || next >= end || !n.capital(next)) break;
    j = run = next;
  }
  std::uint32_t last = j;
  if (run < j && !n.cues.is(Cue::kFirstName, run)) run = j - run >= 3 ? j - 2 : j;  // "… and Construction X Y"
  if (n.cues.is(Cue::kFirstName, run))
    while (last < end && n.capital(last)) ++last;
  if (run == link->last || run >= last || last - run > 4) return i;
  if (!n.cues.is(Cue::kFirstName, run) && n.token(run).word != kUnknownWord && n.token(last - 1).word != kUnknownWord)
    return i;  // "Director of Exhibition Market Development"
  if (joint == "for" && !n.cues.is(Cue::kFirstName, run) && n.token(run).word != kUnknownWord)
    return i;                                                                                // "Secretary for Security Affairs"
  if (n.cues.is(Cue::kOrgHead, last - 1) || n.cues.is(Cue::kLegalForm, last - 1)) return i;  // "CEO of United Pump Group"
  Candidate c;
  c.first = run;
  c.last = last;
  c.sentence = s;
  c.type = Entity::Type::kPerson;
  c.decided = c.strong = true;
  c.rule = role->rule;
  c.role = n.words(i, run);
  c.state = state;
  note_country_of_office(n, c, i);
  n.candidates.push_back(c);
  return last;
}

bool wordy(const Names& n, const Candidate& c) {
  for (std::uint32_t i = c.first; i < c.last; ++i)
    if (n.cues.is(Cue::kOrgHead, i) || n.in_lower(i) || n.classed(i, n.function)) return true;
  return false;
}

bool judge_titled(Names& n, Candidate& c) {
  const std::uint32_t begin = n.text.sentences[c.sentence].first;
  const Mention* title = c.first > begin ? n.cues.ending(Cue::kTitle, c.first, begin) : nullptr;
  if (title == nullptr || c.last - c.first > 4) return false;
  c.type = Entity::Type::kPerson;
  c.strong = true;
  c.rule = title->rule;
  return true;
}

/// "Jan Lund Concert Band", "Orlando Regional Medical Center": more words than a person has stand before a noun of organizations.
static bool bears_name(const Names& n, const Candidate& c) {
  const Mention* head = n.cues.ending(Cue::kOrgHead, c.last, c.first);
  if (head == nullptr || head->first == c.first || n.headline[c.sentence]) return false;
  const std::string_view strength = n.cues.attribute(*head, n.cues.strength);
  if (strength != "yes" && strength != "mid") return false;
  if (n.cues.is(Cue::kPlace, c.first)) return true;
  std::uint32_t words = 0;
  for (std::uint32_t i = c.first; i < head->first; ++i)
    if (n.capital(i) && n.size(i) > 1 && (i == c.first || !n.cues.is(Cue::kFirstName, i))) ++words;
  return words + (head->last - head->first) >= 3;
}

bool judge_person(Names& n, Candidate& c) {
  const std::uint32_t begin = n.text.sentences[c.sentence].first;
  const std::uint32_t size = c.last - c.first;
  const Mention* role = role_before(n, c);
  const bool named = n.cues.is(Cue::kFirstName, c.first) && size >= 2 && size <= 5;
  if (!named && (!n.capital(c.first) || (size >= 2 && wordy(n, c)))) return false;
  if (!named && !(role != nullptr && size <= 4)) return false;
  if (role != nullptr && size == 1 && !named && (n.cues.is(Cue::kPlace, c.first) || n.token(c.first).is(Token::kUpper))) return false;
  if (named && n.headline[c.sentence] && role == nullptr && size > 3) return false;
  if (role != nullptr && size == 1 && n.cues.is(Cue::kDemonym, c.first)) return false;  // "a major Brazilian maker"
  const bool known = size == 1 && !n.cues.is(Cue::kFirstName, c.first) && n.token(c.first).word != kUnknownWord;
  if (role != nullptr && known && role->first > begin && n.classed(role->first - 1, n.determiner)) return false;  // "an Executive Order"
  if (role == nullptr && bears_name(n, c)) return false;
  if (role == nullptr) {  // companies are named after people: what stands around decides
    c.person = 4;
    c.rule = n.cues.at(Cue::kFirstName, c.first) != nullptr ? n.cues.at(Cue::kFirstName, c.first)->rule : kNone;
    return false;
  }
  c.type = Entity::Type::kPerson;
  c.strong = true;
  c.rule = role->rule;
  if (n.headline[c.sentence] && named && size > 2) {  // "… Tom Hale Meets Buyers", "… Tom J. Hale Meets Buyers"
    const bool initial = n.size(c.first + 1) == 1;
    c.last = std::min(c.last, c.first + (!initial ? 2 : n.view(c.first + 2) == "." ? 4 : 3));
  }
  c.role = field_and_office(n, c, *role);
  if (c.role.empty()) c.role = office_words(n, *role, begin);
  c.state = n.cues.is(Cue::kStateOffice, role->last - 1);
  c.country = {};
  c.country_cue = {};
  note_country_of_office(n, c, role->first);
  return true;
}

/// "Norvik partner, Tom Hale": the office stands behind the firm, and a comma before the person.
static void tie_behind_comma(const Names& n, Candidate& c, std::uint32_t at) {
  const Candidate& before = n.candidates[at];
  if (before.sentence != c.sentence || c.first < before.last + 2 || n.view(c.first - 1) != ",") return;
  const Mention* role = n.cues.ending(Cue::kRole, c.first - 1, before.last);
  if (role == nullptr || role->first != before.last || !before.decided || before.type != Entity::Type::kOrganization) return;
  c.employer = at;
  c.role = n.words(role->first, role->last);
}

void tie_people(Names& n) {
  for (std::uint32_t i = 0; i < n.candidates.size(); ++i) {
    Candidate& c = n.candidates[i];
    if (!c.decided || c.type != Entity::Type::kPerson) continue;
    if (i > 0) {  // "X CEO Y", "X's chief executive Y", "governor of X, Y"
      const Candidate& before = n.candidates[i - 1];
      const Mention* role = role_before(n, c);
      const bool near = role != nullptr && before.sentence == c.sentence && before.last <= role->first && role->first - before.last <= 1;
      if (near && before.decided && before.type == Entity::Type::kOrganization) c.employer = i - 1;
      if (!near && c.role.empty()) tie_behind_comma(n, c, i - 1);
    }
    if (c.employer == kNone && i + 1 < n.candidates.size()) {  // "Y of the X"
      const Candidate& next = n.candidates[i + 1];
      const Mention* link = n.cues.at(Cue::kLink, c.last);
      const bool of = link != nullptr && n.cues.attribute(*link, n.cues.kind) == "of" && next.sentence == c.sentence;
      if (of && next.decided && next.type == Entity::Type::kOrganization && next.first >= link->last && next.first <= link->last + 1)
        c.employer = i + 1;
    }
    if (c.employer != kNone || !c.role.empty()) continue;
    const Apposition found = apposition(n, i);
    if (found.first == found.last) continue;
    c.role = n.words(found.first, found.last);
    c.employer = found.employer;
  }
}

}  // namespace milepost::link
