// What an amount measures: the noun phrase after "of" or "for", the noun it stands before, else the subject of its clause. Door:
// find_concept().
#include "link/amount.h"

namespace milepost::link {
namespace {

bool strong_stop(std::string_view v) { return v == ";" || v == ":" || v == "\u201d" || v == "\u201c" || v == "\"" || v == "."; }

std::string_view words_of(const QuantityLinking& l, const Phrase& p) {
  return p.empty() ? std::string_view{} : l.text.view(l.text.span(p.first, p.last));
}

/// Left edge of the verb group that ends with the verb at token i: "is expected to rise".
std::uint32_t group_begin(const QuantityLinking& l, std::uint32_t i) {
  const Words& w = l.words;
  while (i > l.begin) {
    const std::uint32_t k = i - 1;
    const bool verbal = w.alpha(k) && (w.finite(k) || (w.adverb(k) && !w.noun(k)) || w.participle(k)) && !w.relative(k);
    if (!verbal && l.cue(k) != CueWord::kTo) break;
    i = k;
  }
  return i;
}

/// The comma that opens the aside which the comma at token t closes: ", excluding banks,"; kNone when there is none.
std::uint32_t aside(const QuantityLinking& l, std::uint32_t t) {
  for (std::uint32_t k = t; k > l.begin && k + 10 > t;) {
    --k;
    if (l.words.finite(k) || strong_stop(l.words.view(k))) return kNone;
    if (l.words.view(k) == ",") return k;
  }
  return kNone;
}

/// Steps left over times at the end of a noun phrase: "the economy in 2022 grew".
std::uint32_t skip_time(const QuantityLinking& l, std::uint32_t t) {
  const Words& w = l.words;
  for (bool again = true; again && t > l.begin;) {
    again = false;
    for (const auto& [first, last] : l.cues.times)
      if (last == t && first >= l.begin) t = first, again = true;
    if (!again && t > l.begin + 1 && w.token(t - 1).is(Token::kNumeral) && w.preposition(t - 2)) t -= 1, again = true;
    if (again && t > l.begin && w.preposition(t - 1)) --t;
  }
  return t;
}

/// Steps left over commas, brackets and relative words: the noun they hang on stands before.
std::uint32_t skip_relative(const QuantityLinking& l, std::uint32_t t) {
  const Words& w = l.words;
  while (t > l.begin) {
    const std::string_view v = w.view(t - 1);
    if (v == ")" && t - 1 > l.begin) {
      std::uint32_t open = t - 1;
      while (open > l.begin && w.view(open) != "(") --open;
      if (w.view(open) != "(") break;
      t = open;
    } else if (v == "," && aside(l, t - 1) != kNone) {
      t = aside(l, t - 1);
    } else if (v == "," || w.relative(t - 1)) {
      --t;
    } else {
      break;
    }
  }
  return t;
}

/// The subject of token i: the noun phrase before the nearest verb to the left that has one; pronouns send it further left.
Phrase subject(const QuantityLinking& l, std::uint32_t i, std::uint32_t change) {
  const Words& w = l.words;
  std::uint32_t t = i;
  if (change != kNone && l.cues.changes[change].part != 'n' && l.cues.changes[change].first < i) {
    t = group_begin(l, l.cues.changes[change].first);
    const Phrase p = w.left(l.begin, skip_time(l, skip_relative(l, t)));
    if (!p.empty()) return p;
  }
  while (t > l.begin) {
    --t;
    if (strong_stop(w.view(t))) break;
    if (!w.finite(t)) continue;
    t = group_begin(l, t);
    const Phrase p = w.left(l.begin, skip_time(l, skip_relative(l, t)));
    if (!p.empty()) return p;
  }
  return {i, i, kNone};
}

bool in_time(const QuantityLinking& l, const Phrase& p) {
  for (const auto& [first, last] : l.cues.times)
    if (first < p.last && p.first < last) return true;
  return false;
}

/// "(11 km)" after "seven miles": the amount that it converts.
bool converts(const QuantityLinking& l, std::size_t index) {
  if (index == 0) return false;
  const Amount &a = l.amounts[index], &b = l.amounts[index - 1];
  return b.q.emitted && a.first > b.end && a.first - b.end <= 3 && l.words.view(b.end) == "(";
}

}  // namespace

std::string_view find_concept(const QuantityLinking& l, std::size_t index) {
  const Amount& a = l.amounts[index];
  const Words& w = l.words;
  if (converts(l, index)) return l.amounts[index - 1].q.concept_text;
  Phrase near{a.end, a.end, kNone};
  if (a.end < l.end && (l.cue(a.end) == CueWord::kOf || l.cue(a.end) == CueWord::kFor)) {
    near = w.right(a.end + 1, l.end);
  } else if (a.counted.empty() && a.end < l.end) {
    near = w.right(w.hyphen(a.end) ? a.end + 1 : a.end, l.end);
  }
  std::uint32_t begin = a.first;
  for (const Cues::Bound& b : l.cues.bounds)
    if (!b.after && b.last == begin) begin = b.first;
  if (near.empty() && begin > l.begin && l.cue(begin - 1) == CueWord::kOf) near = w.left(l.begin, begin - 1);
  if (!near.empty() && in_time(l, near)) near = {a.end, a.end, kNone};
  if (!near.empty()) return words_of(l, near);
  const Phrase s = subject(l, begin, a.change);
  if (!s.empty()) return words_of(l, s);
  if (!a.counted.empty())  // 14 players left the club
    for (std::uint32_t t = a.end; t < l.end && t < a.end + 4; ++t)
      if (w.finite(t)) return words_of(l, w.right(t + 1, l.end));
  const CueWord behind = a.end < l.end ? l.cue(a.end) : CueWord::kNone;
  if (behind == CueWord::kTo || behind == CueWord::kFrom || behind == CueWord::kIn) {
    const Phrase p = w.right(a.end + 1, l.end);
    if (!p.empty() && !in_time(l, p)) return words_of(l, p);
  }
  if (begin > l.begin && l.cue(begin - 1) != CueWord::kNone) --begin;
  return words_of(l, w.left(l.begin, skip_time(l, begin)));
}

}  // namespace milepost::link
