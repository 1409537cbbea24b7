// Names that no run of capitals shows, since a sentence says what they are: "40 Days to Norvik is a rock band".
#include <algorithm>

#include "link/name.h"

namespace milepost::link {

namespace {

using Cue = NameCues;

constexpr std::uint32_t kWords = 8;  ///< tokens of one such name
constexpr std::size_t kNames = 8;    ///< such names of one document
constexpr std::size_t kLooks = 32;   ///< and such words that are looked for in the rest of it
constexpr float kOutright = 4;       ///< weight of a cue that says what the name is

/// A small word that names hold: "to", "of the"; not "and", which parts two names.
bool joins(const Names& n, std::uint32_t i) {
  const Mention* link = n.cues.at(Cue::kLink, i);
  return link != nullptr && n.cues.attribute(*link, n.cues.kind) != "and" && n.cues.attribute(*link, n.cues.kind) != "poss";
}

bool same(const Names& n, const Defined& d, std::uint32_t i) {
  for (std::uint32_t k = d.first; k < d.last; ++k)
    if (n.view(k) != n.view(i + (k - d.first))) return false;
  return true;
}

/// The end of a name from a sentence's begin up to the words that say what it is, or `first`.
std::uint32_t explained(const Names& n, std::uint32_t first, std::uint32_t end) {
  bool small = false;
  for (std::uint32_t i = first; i < end && i < first + kWords; ++i) {
    const Mention* after = small && n.capital(i - 1) ? n.cues.at(Cue::kAfter, i) : nullptr;
    if (after != nullptr && n.view(i) != "," && n.cues.weight(*after, n.cues.org) >= kOutright) return i;
    if (n.capital(i) || (i == first && n.token(i).is(Token::kNumeral))) continue;
    if (!n.token(i).is(Token::kLower) || (!joins(n, i) && !n.classed(i, n.determiner))) return first;
    small = true;
  }
  return first;
}

/// "Hale of Norland": a name and where it is.
bool seated(const Names& n, const Defined& d) {
  const Mention* place = n.cues.ending(Cue::kPlace, d.last, d.first);
  if (place == nullptr || place->first <= d.first) return false;
  const Mention* link = n.cues.ending(Cue::kLink, place->first, d.first);
  return link != nullptr && n.cues.attribute(*link, n.cues.kind) == "of";
}

/// It stands in the document again, or begins with a number.
bool again(const Names& n, const Defined& d) {
  if (n.token(d.first).is(Token::kNumeral)) return true;
  const auto size = static_cast<std::uint32_t>(n.text.tokens.size());
  for (std::uint32_t i = d.last; i + (d.last - d.first) <= size; ++i)
    if (same(n, d, i)) return true;
  return false;
}

}  // namespace

void find_defined(Names& n) {
  std::size_t looks = 0;
  for (std::uint32_t s = 0; s < n.text.sentences.size() && n.defined.size() < kNames; ++s) {
    const Sentence& sentence = n.text.sentences[s];
    std::uint32_t first = sentence.first;
    if (n.headline[s] || first + 4 > sentence.last) continue;
    if (n.classed(first, n.determiner)) ++first;
    if (n.cues.is(Cue::kStop, first) || n.cues.is(Cue::kRole, first) || n.cues.is(Cue::kOrgFirst, first) ||
        (n.timed(first) && !n.token(first).is(Token::kNumeral)))
      continue;
    const Defined d{first, explained(n, first, sentence.last)};
    if (d.last == first || read_run(n, first, d.last, false) == d.last || seated(n, d)) continue;
    if (++looks > kLooks) return;
    if (again(n, d)) n.defined.push_back(d);
  }
}

std::uint32_t defined_at(const Names& n, std::uint32_t i, std::uint32_t end) {
  for (const Defined& d : n.defined)
    if (i + (d.last - d.first) <= end && same(n, d, i)) return i + (d.last - d.first);
  return i;
}

}  // namespace milepost::link
