// Runs of capitals, cut where an office, a title or another sentence's worth of words parts them.
#include <algorithm>

#include "link/name.h"

namespace milepost::link {

namespace {

using Cue = NameCues;

void add(Names& n, std::uint32_t first, std::uint32_t last, std::uint32_t s) {
  const std::uint32_t floor = n.text.sentences[s].first;
  const auto headed = [&n, begin = first, end = last] {
    return end - begin > 1 && (n.cues.is(Cue::kOrgHead, end - 1) || n.cues.ending(Cue::kLegalForm, end, begin) != nullptr ||
                               n.cues.is(Cue::kOrgFirst, begin) || n.cues.is(Cue::kTail, end - 1));
  };
  const auto bodied = [&](std::uint32_t i) {  // "Christian Democratic Party of Norland"
    const Mention* body = n.cues.at(Cue::kOrgFirst, i);
    return body != nullptr && body->last < last && n.cues.is(Cue::kLink, body->last);
  };
  while (first < last && n.cues.at(Cue::kKnownOrg, first) == nullptr) {
    const Mention* place = n.cues.at(Cue::kPlace, first);
    if (place != nullptr && (place->last >= last || !n.classed(first, n.determiner))) break;  // "the Netherlands"
    const Mention* stop = n.cues.at(Cue::kStop, first);
    if (stop == nullptr || (first + 1 < last && n.token(first + 1).is(Token::kPunct))) break;
    const bool soft = n.cues.attribute(*stop, n.cues.strength) != "hard";
    const bool known_next = first + 1 < last && n.cues.at(Cue::kKnownOrg, first + 1) != nullptr;  // "Advertisement Reuters"
    const bool next_begins = first + 1 < last && (bodied(first + 1) || n.cues.at(Cue::kStop, first + 1) == nullptr);
    if (soft && !known_next && (next_begins || headed())) break;
    // "told Just Eat": a capital that nothing but the name explains
    if (first > floor && last - first > 1 && n.token(first - 1).is(Token::kLower) && !n.headline[s] && !n.classed(first, n.function)) break;
    ++first;
  }
  while (last > first && ((n.token(last - 1).is(Token::kPunct) && n.view(last - 1) != ".") ||
                          (n.token(last - 1).is(Token::kLower) && n.space_before(last - 1) && n.classed(last - 1, n.function))))
    --last;
  if (first >= last) return;
  // "Refiner Norvik Oil SA": the noun is large only because the sentence begins
  if (first == floor && last - first > 2 && n.cues.is(Cue::kCompanyNoun, first) && !n.headline[s] && !n.cues.is(Cue::kOrgHead, first) &&
      !n.cues.is(Cue::kOrgFirst, first) && !n.cues.is(Cue::kKnownOrg, first) && n.cues.ending(Cue::kLegalForm, last, first) != nullptr)
    ++first;
  // "Norvik Karagandy": an unknown word and the town where it stands
  const Mention* known = n.cues.at(Cue::kKnownOrg, first);
  const std::uint32_t behind = known != nullptr ? known->last : n.token(first).word == kUnknownWord ? first + 1 : last;
  const bool open = behind < last && !n.headline[s] && (known != nullptr || !n.cues.is(Cue::kFirstName, first));  // not "Jan Lund"
  const Mention* town = open ? n.cues.at(Cue::kPlace, behind) : nullptr;
  const bool two = town != nullptr && town->last == last && n.cues.attribute(*town, n.cues.kind) == "city";
  n.add_candidate(first, two ? behind : last, s);
  if (two) n.add_candidate(behind, last, s);
}

/// "Bishop Hale High School": a school that bears a title.
bool school(const Names& n, std::uint32_t first, std::uint32_t last) {
  const Mention* head = n.cues.ending(Cue::kOrgHead, last, first);
  return head != nullptr && last - first <= 6 && n.cues.attribute(*head, n.cues.kind) == "education";
}

/// "Department of Justice": an office behind a noun of organizations and "of" is what the body is for.
bool field_of_body(const Names& n, std::uint32_t i, std::uint32_t begin) {
  const Mention* link = i > begin ? n.cues.ending(Cue::kLink, i, begin) : nullptr;
  return link != nullptr && link->first > begin && n.cues.attribute(*link, n.cues.kind) == "of" &&
         n.cues.ending(Cue::kOrgFirst, link->first, begin) != nullptr;
}

/// Roles and titles within a run part it: "Apple CEO Tim Cook" is Apple, CEO, Tim Cook.
void cut(Names& n, std::uint32_t first, std::uint32_t last, std::uint32_t s) {
  constexpr std::uint32_t kParts = 1u << Cue::kTitle | 1u << Cue::kRole, kNames = 1u << Cue::kFirstName;
  const bool named_within = first + 2 < last && (n.cues.covered(first + 2, last) & kNames) != 0;
  if (!named_within && (n.cues.begun(first, last) & kParts) == 0) return add(n, first, last, s);
  std::uint32_t begin = first, i = first;
  const Mention* named = n.cues.at(Cue::kTitle, first) != nullptr ? n.cues.at(Cue::kTitle, first) : n.cues.at(Cue::kRole, first);
  if (named != nullptr && named->last < last && school(n, first, last)) i = named->last;
  while (i < last) {
    const Mention* title = n.cues.at(Cue::kTitle, i);
    const Mention* cue = title != nullptr ? title : n.cues.at(Cue::kRole, i);
    const bool person = i > begin + 1 && i + 1 < last && n.cues.is(Cue::kFirstName, i) && n.capital(i + 1) && n.capital(i) &&
                        (n.cues.is(Cue::kOrgHead, i - 1) || n.cues.ending(Cue::kKnownOrg, i, begin) != nullptr ||
                         n.cues.ending(Cue::kLegalForm, i, begin) != nullptr) &&
                        !n.cues.is(Cue::kOrgHead, last - 1) && !n.cues.is(Cue::kLegalForm, last - 1);
    if (person) {  // "Redgate Economics Daniel Martin"
      add(n, begin, i, s);
      begin = i;
    }
    const bool inner =
        i >= begin + 2 && n.classed(i - 1, n.scratch.possessive) && n.token(i - 2).is(Token::kLower);          // "Church of Our Lady"
    const bool whole = cue != nullptr && (cue->last <= last || cue == title || n.view(cue->last - 1) == ".");  // "Maryland Gov."
    const bool parts = whole && !inner && !field_of_body(n, i, begin) && n.cues.at(Cue::kKnownOrg, i) == nullptr &&
                       !n.cues.is(Cue::kOrgFirst, i) &&
                       (title != nullptr || (!n.cues.is(Cue::kOrgHead, i) && !(cue->last < last && n.cues.is(Cue::kOrgHead, cue->last))));
    if (!parts) {
      ++i;
      continue;
    }
    if (i > begin) add(n, begin, i, s);
    i = begin = std::min(cue->last, last);
  }
  if (begin < last) add(n, begin, last, s);
}

/// Where the run really begins: "3D Systems", "20th Century Fox", "139th Infantry Regiment" take the number before them.
std::uint32_t number_before(const Names& n, std::uint32_t i, std::uint32_t end, std::uint32_t floor) {
  if (i == floor) return i;
  const bool apart = i == floor + 1 || n.space_before(i - 1) || !n.token(i - 2).is(Token::kAlpha);  // not the 40 of "Justice40"
  const bool counts = n.space_before(i) && end < n.text.tokens.size() && n.token(end).is(Token::kLower) && n.view(end).ends_with('s') &&
                      n.classed(end, n.scratch.noun);  // "120 TV markets"
  if (apart && n.token(i - 1).is(Token::kNumeral) && !n.timed(i - 1) && !counts && (!n.space_before(i) || n.cues.is(Cue::kOrgHead, i)))
    return i - 1;
  const bool ordinal = i >= floor + 2 && n.token(i - 2).is(Token::kNumeral) && !n.space_before(i - 1) && n.token(i - 1).is(Token::kLower) &&
                       n.size(i - 1) == 2 && !n.timed(i - 2);
  const Mention* head = n.cues.ending(Cue::kOrgHead, end, i);
  if (head != nullptr && n.cues.attribute(*head, n.cues.kind) == "military" && n.token(i - 1).is(Token::kNumeral) && !n.timed(i - 1) &&
      !n.cues.is(Cue::kDemonym, i))
    return i - 1;  // "65 Air Division"
  if (ordinal && head != nullptr && n.cues.attribute(*head, n.cues.strength) != "no") return i - 2;
  return i;
}

/// "The 139th marched": an ordinal that stands for a unit, if the document knows one.
bool add_ordinal(Names& n, std::uint32_t i, const Sentence& sentence, std::uint32_t s) {
  if (i == sentence.first || i + 2 > sentence.last || !n.token(i).is(Token::kNumeral) || n.timed(i) || n.space_before(i + 1)) return false;
  if (!n.token(i + 1).is(Token::kLower) || n.size(i + 1) > 2 || !n.classed(i - 1, n.determiner)) return false;
  if (i + 2 < sentence.last) {  // not "the 45th time"
    if (n.capital(i + 2) || (n.classed(i + 2, n.scratch.noun) && !n.classed(i + 2, n.scratch.verb | n.function))) return false;
  }
  n.add_candidate(i, i + 2, s).ordinal = true;
  return true;
}

/// "Halden said": one word with a capital and nothing beside it that might belong to a name. Most runs are such, half of them no name but
/// the begin of a sentence, and what the long way round would find is known.
bool alone(const Names& n, std::uint32_t i, const Sentence& sentence) {
  constexpr std::uint32_t kBegins = 1u << Cue::kKnownOrg | 1u << Cue::kPlace | 1u << Cue::kOrgFirst | 1u << Cue::kRole | 1u << Cue::kTitle;
  const std::uint32_t next = i + 1;
  const bool ends = next == sentence.last || ((n.token(next).shape & kRunGoesOn) == 0 && !n.cues.begins(kCueGoesOn, next));
  if (!ends || n.cues.begins(kBegins, i) || !n.capital(i) || n.timed(i)) return false;
  const bool counted = (i > sentence.first && n.token(i - 1).is(Token::kNumeral)) ||
                       (i > sentence.first + 1 && n.token(i - 2).is(Token::kNumeral));  // "3D", "139th Regiment"
  return !counted;
}

void read_sentence(Names& n, std::uint32_t s) {
  const Sentence& sentence = n.text.sentences[s];
  const bool open = n.defined.empty();
  for (std::uint32_t i = sentence.first; i < sentence.last;) {
    if (open && (i = n.may_begin.next(i, sentence.last)) == sentence.last) break;
    if (const std::uint32_t past = n.defined.empty() ? i : defined_at(n, i, sentence.last); past > i) {
      n.add_candidate(i, past, s).defined = true;
      i = past;
      continue;
    }
    if (alone(n, i, sentence)) {
      if (!n.cues.begins(1u << Cue::kStop, i)) n.add_candidate(i, i + 1, s);
      ++i;
      continue;
    }
    const bool known = n.cues.begins(1u << Cue::kKnownOrg | 1u << Cue::kPlace, i);
    if (n.token(i).is(Token::kNumeral) && add_ordinal(n, i, sentence, s)) {
      i += 2;
      continue;
    }
    if ((!n.capital(i) && !known) || (n.timed(i) && !n.cues.begins(1u << Cue::kKnownOrg, i))) {
      ++i;
      continue;
    }
    if (const std::uint32_t past = read_office(n, i, sentence.last, s); past > i) {
      i = past;
      continue;
    }
    const std::uint32_t end = read_run(n, i, sentence.last, n.headline[s]);
    std::uint32_t office = i + 1;
    while (office < end && (!n.cues.begins(1u << Cue::kRole, office) || field_of_body(n, office, i))) ++office;
    const bool parted = office < end && n.cues.at(Cue::kRole, office)->last == end;  // "Kazakh Minister" and "of …" behind it
    cut(n, number_before(n, i, parted ? office : end, sentence.first), parted ? office : end, s);
    i = parted ? office : end;
    if (!parted) continue;
    const std::uint32_t past = read_office(n, i, sentence.last, s);
    i = past > i ? past : end;
  }
}

}  // namespace

void find_candidates(Names& names) {
  find_defined(names);
  for (std::uint32_t s = 0; s < names.text.sentences.size(); ++s) read_sentence(names, s);
}

}  // namespace milepost::link
