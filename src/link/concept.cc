// What an amount measures: the noun phrase after "of" or "for", the noun it stands before, else the subject of its clause. Door:
// find_concept().
#include "link/amount.h"

namespace milepost::link {
namespace {

bool strong_stop(std::string_view v) { return v == ";" || v == ":" || v == "\u201d" || v == "\u201c" || v == "\"" || v == "."; }

std::string_view words_of(const QuantityLinking& l, const Phrase& p) {
  return p.empty() ? std::string_view{} : l.text.view(l.text.span(p.first, p.last));
}

/// The subject: the noun phrase left of the verb that governs token i.
Phrase subject(const QuantityLinking& l, std::uint32_t i, std::uint32_t change) {
  const Words& w = l.words;
  const Phrase none{i, i, kNone};
  std::uint32_t verb = kNone;
  if (change != kNone && l.cues.changes[change].part != 'n' && l.cues.changes[change].first < i) {
    verb = l.cues.changes[change].first;
  } else {
    for (std::uint32_t t = i; t-- > l.begin;) {
      if (strong_stop(w.view(t))) return none;
      if (w.finite(t)) {
        verb = t;
        break;
      }
    }
  }
  if (verb == kNone) return none;
  std::uint32_t t = verb;
  while (t > l.begin) {
    const std::uint32_t k = t - 1;
    const bool group = w.alpha(k) && (w.finite(k) || w.auxiliary(k) || (w.adverb(k) && !w.noun(k)) ||
                                      (w.participle(k) && !w.noun(k) && k > l.begin && (w.auxiliary(k - 1) || w.finite(k - 1))) ||
                                      l.cue(k) == CueWord::kTo);
    if (!group) break;
    t = k;
  }
  while (t > l.begin && (w.view(t - 1) == "," || (w.pronoun(t - 1) && t - 1 > l.begin))) --t;  // which, that
  if (t > l.begin && w.view(t - 1) == ")") {
    while (t > l.begin && w.view(t - 1) != "(") --t;
    if (t > l.begin) --t;
  }
  return w.left(l.begin, t);
}

}  // namespace

std::string_view find_concept(const QuantityLinking& l, std::size_t index) {
  const Amount& a = l.amounts[index];
  const Words& w = l.words;
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
  if (!near.empty()) return words_of(l, near);
  const Phrase s = subject(l, begin, a.change);
  if (!s.empty()) return words_of(l, s);
  if (begin > l.begin && l.cue(begin - 1) != CueWord::kNone) return words_of(l, w.left(l.begin, begin - 1));
  return words_of(l, w.left(l.begin, begin));
}

}  // namespace milepost::link
