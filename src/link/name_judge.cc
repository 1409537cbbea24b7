// What a candidate's own words say: well-known, with a legal form, with a head noun, with a nickname of teams; or barred as a law or index.
#include <algorithm>

#include "base/vocabulary.h"
#include "link/name.h"

namespace milepost::link {

namespace {

using Cue = NameCues;

/// Some of the words is no word of the language but a name.
bool has_proper(const Names& n, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t i = first; i < last; ++i)
    if (n.token(i).word == kUnknownWord || n.cues.is(Cue::kPlace, i) || n.cues.is(Cue::kDemonym, i) || n.cues.is(Cue::kKnownOrg, i) ||
        (n.token(i).is(Token::kUpper) && n.size(i) >= 3 && i + 1 < n.text.tokens.size() && !n.token(i + 1).is(Token::kUpper)))
      return true;
  return first + 1 < last && n.token(first).is(Token::kNumeral);  // "4 Fighter Wing"
}

/// "400 MILLION KG": letters of a unit behind a number, in a headline, are no form.
bool counted(const Names& n, const Candidate& c) {
  if (c.first == 0 || !n.token(c.first - 1).is(Token::kNumeral) || !n.space_before(c.first)) return false;
  for (std::uint32_t i = c.first; i < c.last; ++i)
    if (!n.token(i).is(Token::kUpper) || (n.token(i).word == kUnknownWord && n.size(i) > 3)) return false;
  return true;
}

bool judge_form(Names& n, Candidate& c) {
  const Mention* legal = n.cues.ending(Cue::kLegalForm, c.last, c.first);
  const bool right = legal != nullptr && legal->first > c.first;
  if (!right) {
    legal = n.cues.at(Cue::kLegalForm, c.first);
    if (legal == nullptr || legal->last >= c.last || c.last - legal->last > 6) return false;
    if (legal->last - legal->first == 1 && n.size(legal->first) < 2) return false;
    if (n.cues.attribute(*legal, n.cues.sort) != "before" && n.cues.attribute(*legal, n.cues.sort) != "both") return false;
  } else {
    const std::uint32_t left = legal->first - 1;
    if (!n.capital(left) && n.view(left) != "," && n.view(left) != "&" && !n.token(left).is(Token::kNumeral)) return false;
    if (n.cues.attribute(*legal, n.cues.sort) == "before") return false;
  }
  if (right && counted(n, c)) return false;
  c.legal = n.words(legal->first, legal->last);
  c.rule = legal->rule;
  c.code = n.cues.attribute(*legal, n.cues.code);
  if (right && c.first + 1 < legal->first) strip_country(n, c);
  c.kind = "company";
  c.strong = true;
  if (const Mention* head = right ? n.cues.ending(Cue::kOrgHead, legal->first, c.first) : nullptr; head != nullptr)
    if (const std::string_view kind = n.cues.attribute(*head, n.cues.kind); kind == "bank" || kind == "media") c.kind = kind;
  if (right && c.last == n.text.sentences[c.sentence].last && n.view(c.last - 1) == "." && c.last - 1 > legal->first)
    --c.last;  // the full stop is the sentence's
  // A full stop behind an abbreviated form belongs to it.
  if (right && c.last < n.text.sentences[c.sentence].last && n.view(c.last) == "." && !n.space_before(c.last) &&
      c.last + 1 < n.text.sentences[c.sentence].last && c.legal.size() <= 4)
    ++c.last;
  return true;
}

/// The well-known name within a candidate: at its begin, or behind a nationality.
const Mention* known_within(const Names& n, const Candidate& c) {
  const Mention* m = n.cues.at(Cue::kKnownOrg, c.first);
  if (m != nullptr) return m;
  const Mention* country = nation(n, c);
  if (country == nullptr || country->last >= c.last) return nullptr;
  return n.cues.at(Cue::kKnownOrg, country->last);
}

/// A well-known name with more behind it is another name when that ends in a head noun, a form or a place: "Uber India".
bool longer(const Names& n, const Candidate& c, std::uint32_t known_last) {
  if (!n.space_before(known_last) || n.view(known_last) == "-") return true;  // "Norvik2", "Norvik-EMG"
  if (n.cues.is(Cue::kLegalForm, c.last - 1)) return true;
  if (const Mention* head = n.cues.ending(Cue::kOrgHead, c.last, known_last))
    if (const std::string_view strength = n.cues.attribute(*head, n.cues.strength); strength != "low")
      return n.cues.attribute(*head, n.cues.kind) != "media" || strength == "yes";
  const Mention* place = n.cues.ending(Cue::kPlace, c.last, c.first);
  return place != nullptr && place->first >= known_last && place->first <= known_last + 1 &&
         n.cues.attribute(*place, n.cues.kind) != "city";
}

/// "the band Redgate Lane", "Dark Harbour Notes are a rock band": what stands beside the name calls it an organization outright.
bool claimed_behind(const Names& n, const Candidate& c) {
  const Mention* after = c.last < n.text.sentences[c.sentence].last ? n.cues.at(Cue::kAfter, c.last) : nullptr;
  return after != nullptr && n.cues.weight(*after, n.cues.org) >= 4 && !n.headline[c.sentence];
}

bool claimed(const Names& n, const Candidate& c) {
  const std::uint32_t begin = n.text.sentences[c.sentence].first;
  const Mention* before = c.first > begin ? n.cues.ending(Cue::kBefore, c.first, begin) : nullptr;
  return (before != nullptr && n.cues.weight(*before, n.cues.org) >= 3) || claimed_behind(n, c);
}

/// "Ford County", "Forbes Field": a place that bears a well-known name of one word; "Toyota Cup", an event.
bool site(const Names& n, const Candidate& c, const Mention& known) {
  const Mention* tail = known.last - known.first == 1 && !n.headline[c.sentence] ? n.cues.ending(Cue::kTail, c.last, known.last) : nullptr;
  if (tail == nullptr) return false;
  const std::string_view kind = n.cues.attribute(*tail, n.cues.kind);
  return kind == "event" || (n.cues.attribute(*tail, n.cues.sort) == "place" && tail->first == known.last);
}

bool judge_known(Names& n, Candidate& c) {
  const Mention* m = known_within(n, c);
  if (m == nullptr) return false;
  const std::string_view strength = n.cues.attribute(*m, n.cues.strength);
  const bool whole = m->last >= c.last;
  const std::uint32_t end = n.text.sentences[c.sentence].last;
  const bool stripped = m->first > c.first;
  if (strength == "index") {  // the S&P 500 is no organization, S&P the rater is one
    c.barred = whole && c.last < end && n.token(c.last).is(Token::kNumeral);
    c.lean = 0;
    return false;
  }
  if (!whole && site(n, c, *m)) return false;
  if (!whole && !stripped && c.last - m->last <= 2 && m->last - m->first == 1 && claimed_behind(n, c))
    return false;  // "Crane Connector is a bus service"
  if (!whole && !longer(n, c, m->last)) {
    // A known name and something else: the name is the organization, the rest its product or a person.
    if (strength == "weak") {
      if (n.cues.at(Cue::kStop, m->last) == nullptr || stripped || n.cues.is(Cue::kOrgHead, c.last - 1)) return false;
      c.last = m->last;  // "House Republicans"
      c.kind = n.cues.attribute(*m, n.cues.kind);
      c.lean = n.sentence_first(c) ? 2.f : 3.f;
      return false;
    }
    if (m->last - m->first == 1 && n.cues.is(Cue::kFirstName, m->first)) return false;
    c.whole = c.last;
    c.last = m->last;
  }
  c.kind = n.cues.attribute(*m, n.cues.kind);
  if (whole && strength == "weak") {  // a word of the language too: a capital within a sentence tells
    const bool other = n.cues.is(Cue::kPlace, c.first) || n.cues.is(Cue::kFirstName, c.first);
    const bool thing = c.kind == "company" && c.first > 0 && n.classed(c.first - 1, n.determiner);  // "the Amazon"
    if (c.country.empty()) c.country = n.cues.attribute(*m, n.cues.country);
    c.rule = m->rule;
    c.lean = thing ? 0.5f : n.sentence_first(c) || n.headline[c.sentence] || other ? 2.f : 3.f;
    return false;
  }
  if (stripped && c.kind != "government") strip_country(n, c);
  if (whole) c.last = std::max(c.last, m->last);
  if (const Mention* head = c.last > m->last ? n.cues.ending(Cue::kOrgHead, c.last, m->last) : nullptr; head != nullptr)
    c.kind = n.cues.attribute(*head, n.cues.kind);  // "Commonwealth Government"
  c.rule = m->rule;
  if (c.country.empty()) c.country = n.cues.attribute(*m, n.cues.country);
  c.strong = true;
  return true;
}

/// "Ministry of Energy", "Bank of Ghana", "Association of Mills".
bool judge_of(Names& n, Candidate& c) {
  const Mention* first = n.cues.at(Cue::kOrgFirst, c.first);
  if (first != nullptr && first->last < c.last && n.cues.attribute(*first, n.cues.sort) == "before" && !n.headline[c.sentence] &&
      (n.token(first->last).word == kUnknownWord || n.cues.is(Cue::kPlace, first->last))) {  // "Air Karvel", "Hotel Varga"
    c.kind = n.cues.attribute(*first, n.cues.kind);
    c.rule = first->rule;
    return c.strong = true;
  }
  first = nullptr;
  for (std::uint32_t i = c.first; first == nullptr && i < c.last; ++i) {
    first = n.cues.at(Cue::kOrgFirst, i);
    if (first != nullptr && !(first->last < c.last && n.cues.is(Cue::kLink, first->last))) first = nullptr;
  }
  if (first == nullptr) return false;
  const Mention* tail = n.cues.at(Cue::kTail, first->first);  // "Board of Directors"
  if (tail != nullptr && tail->last > first->last) {
    c.barred = true;
    return false;
  }
  c.kind = n.cues.attribute(*first, n.cues.kind);
  c.rule = first->rule;
  c.strong = true;
  return true;
}

bool judge_head(Names& n, Candidate& c) {
  const Mention* head = n.cues.ending(Cue::kOrgHead, c.last, c.first);
  if (head == nullptr) return false;
  const std::string_view strength = n.cues.attribute(*head, n.cues.strength);
  if (head->first == c.first && (head->last - head->first == 1 || strength != "yes")) return false;  // "Group" alone is none
  const bool first_name = n.cues.is(Cue::kFirstName, c.first) && !n.cues.is(Cue::kPlace, c.first);
  if (first_name && c.last - c.first == 2 && strength != "yes") return false;
  c.kind = n.cues.attribute(*head, n.cues.kind);
  c.rule = head->rule;
  if (strength == "yes") return c.strong = true;
  const bool proper = has_proper(n, c.first, head->first);
  c.lean = strength == "mid" ? (proper ? 3.f : 2.f) : strength == "no" ? (proper ? 3.f : 1.5f) : (proper ? 1.5f : 1.f);
  return false;
}

/// "Ashford Rovers", "Oakland Tigers": a place and a nickname, or a nickname of teams alone later.
bool judge_team(Names& n, Candidate& c) {
  const Mention* team = n.cues.at(Cue::kTeam, c.first);
  if (team != nullptr && team->last < c.last && n.cues.attribute(*team, n.cues.strength) == "before") {  // "FC Basel"
    c.kind = "team";
    c.rule = team->rule;
    return c.strong = true;
  }
  team = n.cues.ending(Cue::kTeam, c.last, c.first);
  if (team != nullptr && team->first == c.first && c.first > 0 && n.view(c.last - 1).ends_with('s') && !n.headline[c.sentence] &&
      n.classed(c.first - 1, n.determiner)) {  // "the Tigers"
    c.lean = 2.5f;
    c.kind = "team";
  }
  if (team == nullptr || team->first == c.first || n.cues.is(Cue::kFirstName, c.first)) return false;
  bool place = n.cues.is(Cue::kPlace, c.first);
  if (const Mention* seat = n.cues.ending(Cue::kPlace, team->first, c.first); !place && seat != nullptr && seat->last == team->first) {
    c.first = seat->first;  // "National Champion Leeds Tigers"
    place = true;
  }
  if (!place && n.cues.attribute(*team, n.cues.strength) != "yes") {
    c.lean = 1.5f;  // "Northern Tigers": what stands around decides
    return false;
  }
  c.kind = "team";
  c.rule = team->rule;
  return c.strong = true;
}

/// "Oak River" is a place, "Clean Water Act" nothing that acts.
bool judge_tail(Names& n, Candidate& c) {
  const Mention* tail = n.cues.ending(Cue::kTail, c.last, c.first);
  if (tail == nullptr) return false;
  const Mention* head = n.cues.ending(Cue::kOrgHead, c.last, c.first);
  if (head != nullptr && head->first < tail->first) return false;  // "School District"
  const std::string_view kind = n.cues.attribute(*tail, n.cues.kind);
  if (kind != "event" && kind != "law" && claimed(n, c)) return false;
  if (n.cues.attribute(*tail, n.cues.sort) != "place") return c.barred = true, false;
  if (!has_proper(n, c.first, tail->first) || n.headline[c.sentence]) return c.barred = true, false;
  c.type = Entity::Type::kPlace;
  c.kind = n.cues.attribute(*tail, n.cues.kind);
  c.rule = tail->rule;
  if (const Mention* place = n.cues.at(Cue::kPlace, c.first)) c.country = n.cues.attribute(*place, n.cues.iso);
  return true;
}

/// "AdWorks", "YardTech", but not "McKay", "DeWitt": a capital within, behind more than the particle of a surname.
bool humped(const Names& n, std::uint32_t i) {
  if (!n.token(i).is(Token::kMixed) || !n.token(i).is(Token::kCap)) return false;
  const std::string_view w = n.view(i);
  std::size_t inner = 1;
  while (inner < w.size() && !(w[inner] >= 'A' && w[inner] <= 'Z')) ++inner;
  if (inner == w.size()) return false;
  std::string begin;
  fold(w.substr(0, inner), begin);
  return n.shape(begin, true) < 0;
}

/// The end that names of companies like: "Norvikbank", "Altynoil".
float ending_weight(const Names& n, std::uint32_t i) {
  if (n.token(i).word != kUnknownWord || n.token(i).is(Token::kUpper)) return 0;
  return std::max(0.f, n.shape(n.view(i), false));
}

/// What unknown words look like: "AdWorks", "Bankrate.com", "KMZ", "Hale & Pratt".
void lean_by_shape(const Names& n, Candidate& c) {
  if (const Mention* stop = n.cues.at(Cue::kAcronymStop, c.first); stop != nullptr && stop->last >= c.last) {
    c.barred = true;
    return;
  }
  const bool single = c.last - c.first == 1;
  const Token& t = n.token(c.first);
  if (single && t.is(Token::kUpper)) {
    if (n.size(c.first) > 6) return;
    c.lean = std::max(c.lean, n.size(c.first) >= 3 ? 2.5f : 0.5f);
  } else if (single && t.is(Token::kMixed) && t.is(Token::kCap)) {
    c.lean = std::max(c.lean, humped(n, c.first) ? 2.f : 0.5f);
  } else if (single) {
    c.lean = std::max(c.lean, ending_weight(n, c.first));
  } else {
    for (std::uint32_t i = c.first; i < c.last; ++i)
      if (humped(n, i)) c.lean = std::max(c.lean, 2.f);
    for (std::uint32_t i = c.first + 1; i + 1 < c.last; ++i)
      if (n.view(i) == "&") c.lean = std::max(c.lean, 2.5f);
    if (n.token(c.last - 1).is(Token::kLower) && n.view(c.last - 2) == ".") c.lean = std::max(c.lean, 2.f);
  }
}

/// "(NYSE: ABC)", "(Oslo: ABC.OL)": capitals behind a colon behind the name of an exchange.
bool ticker(const Names& n, const Candidate& c) {
  return n.token(c.first).is(Token::kUpper) && c.first >= 2 && n.view(c.first - 1) == ":" && n.capital(c.first - 2) &&
         c.last - c.first <= 3;
}

/// "Ltd": a form by itself.
bool bare(const Names& n, const Candidate& c) {
  if (n.cues.at(Cue::kKnownOrg, c.first) != nullptr) return false;
  const Mention* legal = n.cues.at(Cue::kLegalForm, c.first);
  return legal != nullptr && legal->last >= c.last && !n.token(c.first).is(Token::kUpper);
}

/// By the cues within the candidate and at the word before it, each kind of judge is asked only where its cue stands: most candidates have
/// none.
bool judge_by_cues(Names& n, Candidate& c, std::uint32_t within, std::uint32_t before) {
  const auto in = [&](NameCues::Cue cue) { return (within >> cue & 1u) != 0; };
  const auto led = [&](NameCues::Cue cue) { return (before >> cue & 1u) != 0; };
  if ((led(Cue::kTitle) && judge_titled(n, c)) || (in(Cue::kLegalForm) && judge_form(n, c)) || (in(Cue::kKnownOrg) && judge_known(n, c)))
    return true;
  const auto asked = [&](bool there, bool (*judged)(Names&, Candidate&)) { return there && !c.barred && judged(n, c); };
  return asked(in(Cue::kOrgFirst), judge_of) || asked(in(Cue::kPlace), judge_place) || asked(in(Cue::kTail), judge_tail) ||
         asked(in(Cue::kOrgHead), judge_head) || asked(in(Cue::kTeam), judge_team) ||
         asked(in(Cue::kFirstName) || led(Cue::kRole), judge_person);
}

}  // namespace

void judge(Names& n, Candidate& c) {
  if (c.decided || c.ordinal) return;
  const std::uint32_t within = n.cues.covered(c.first, c.last);
  if ((within >> Cue::kLegalForm & 1u) != 0 && bare(n, c)) {
    c.barred = true;
    return;
  }
  note_country_before(n, c);
  if (ticker(n, c) || c.defined) return;  // the memory ties it to the name before the brackets
  const std::uint32_t before = c.first > n.text.sentences[c.sentence].first ? n.cues.covered(c.first - 1) : 0;
  c.decided = (within != 0 || before != 0) && judge_by_cues(n, c, within, before);
  if (!c.decided && !c.barred) lean_by_shape(n, c);
  if (c.decided && c.type == Entity::Type::kOrganization && c.kind != "intergovernmental") note_country_within(n, c);
}

}  // namespace milepost::link
