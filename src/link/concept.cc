// What an amount measures: the noun phrase after "of" or "for", the noun it stands before, else the subject of its clause. Door:
// find_concept().
#include <algorithm>

#include "link/amount.h"

namespace milepost::link {
namespace {

bool strong_stop(std::string_view v) { return v == ";" || v == ":" || v == "\u201d" || v == "\u201c" || v == "\""; }

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
    if (!again && t > l.begin + 1 && w.pronoun(t - 1) && w.preposition(t - 2)) t -= 1, again = true;  // the voltage across it
    if (again && t > l.begin && (w.preposition(t - 1) || w.conjunction(t - 1) || w.hyphen(t - 1))) --t;
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

/// Noun phrases do not reach over times and other amounts.
std::uint32_t wall_before(const QuantityLinking& l, std::uint32_t t) {
  std::uint32_t wall = l.begin;
  for (const auto& [first, last] : l.cues.times) {
    const bool modifies = last < t && l.words.nominal(last) && first > l.begin && l.words.determiner(first - 1);
    if (last <= t && last > wall && !modifies) wall = last;  // "the September contract" is one phrase
  }
  for (const Amount& a : l.amounts)
    if (a.end <= t && a.end > wall) wall = a.q.emitted ? a.end : wall;
  return wall;
}

Phrase noun_before(const QuantityLinking& l, std::uint32_t t, bool alone = false) {
  t = skip_time(l, t);
  return l.words.left(wall_before(l, t), t, alone);
}

/// Whether the word of change at token t belongs to a clause without a subject of its own: "…, up 5%", "after losing 3%".
bool adverbial(const QuantityLinking& l, std::uint32_t t) {
  const Words& w = l.words;
  if (t == l.begin) return false;
  if (w.participle(t) && w.gerund(t - 1)) return true;  // having increased
  if (w.finite(t)) return false;
  if (w.gerund(t)) return w.preposition(t - 1) || w.conjunction(t - 1) || w.view(t - 1) == ",";
  return false;
}

bool is_dash(std::string_view v) { return v == "\u2014" || v == "\u2013"; }

/// "Acme — Shares of the retailer rose": the name before the dash belongs to the subject.
Phrase with_name(const QuantityLinking& l, Phrase p) {
  if (p.empty() || p.first < l.begin + 2 || !is_dash(l.words.view(p.first - 1))) return p;
  const Phrase name = l.words.left(l.begin, p.first - 1);
  if (!name.empty() && name.first == l.begin && l.words.named(name.head)) p.first = name.first;
  return p;
}

/// The subject of token i: the noun phrase before the nearest verb to the left that has one; pronouns send it further left, unless
/// something else names what is measured. The noun
/// before "to rise" is the object of another verb and counts only where that has no subject.
Phrase subject(const QuantityLinking& l, std::uint32_t i, std::uint32_t change, bool named) {
  const Words& w = l.words;
  Phrase object{i, i, kNone};
  std::uint32_t t = i;
  const bool led = change != kNone && l.cues.changes[change].part != 'n' && l.cues.changes[change].first < i;
  if (led) t = l.cues.changes[change].first + 1;
  bool far = false;  // behind a pronoun
  for (bool first = led; t > l.begin; first = false) {
    --t;
    if (strong_stop(w.view(t))) break;
    if (!first && !w.finite(t)) continue;
    const bool aside =
        first && t > l.begin && (adverbial(l, t) || (w.view(t - 1) == "," && l.cues.changes[change].part == 'a'));  // on a tear, up 3%
    t = group_begin(l, t);
    if (aside) continue;
    if (t > l.begin + 1 && w.pronoun(t - 1) && !w.determiner(t - 1) && w.noun(t - 2) && !w.finite(t - 2)) {  // the brand it bought
      const Phrase antecedent = noun_before(l, t - 1);
      if (!antecedent.empty()) return antecedent;
    }
    far = far || (named && t > l.begin && w.pronoun(t - 1) && !w.determiner(t - 1) && !w.relative(t - 1));
    const bool relative = t > l.begin && w.relative(t - 1) && (w.determiner(t - 1) || !w.conjunction(t - 1));
    const Phrase p = noun_before(l, skip_relative(l, t), relative);
    if (p.empty()) continue;
    if (far && !w.token(p.head).is(Token::kCap)) break;  // executives say it has a range of 5 km
    if (l.cue(t) != CueWord::kTo) return with_name(l, p);
    if (object.empty()) object = p;
  }
  return object;
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
  return b.q.emitted && (a.kind == b.kind || a.q.dimension == b.q.dimension) && a.first > b.end && a.first - b.end <= 3 &&
         l.words.view(b.end) == "(";
}

/// ", or more than $30 billion,": the amount before in other words.
bool restates(const QuantityLinking& l, std::size_t index) {
  if (index == 0 || !l.amounts[index - 1].q.emitted) return false;
  const Amount &a = l.amounts[index], &b = l.amounts[index - 1];
  std::uint32_t begin = a.first;
  for (const Cues::Bound& c : l.cues.bounds)
    if (!c.after && c.last == begin) begin = c.first;
  if (a.kind == "count" || begin < l.begin + 2 || !l.words.conjunction(begin - 1) || l.words.view(begin - 2) != ",") return false;
  const bool closed = a.end >= l.end || !l.words.alpha(a.end) || l.words.preposition(a.end);
  if (!closed || (a.end < l.end && l.cue(a.end) == CueWord::kOf) || begin - b.end > 8) return false;
  for (std::uint32_t t = b.end; t < begin; ++t)
    if (l.words.finite(t)) return false;
  return true;
}

/// A phrase with what hangs on it: "tax on imported vehicles", up to `end`.
Phrase with_complements(const QuantityLinking& l, Phrase p, std::uint32_t end) {
  for (int turns = 0; turns < 3 && !p.empty() && p.last + 1 < end; ++turns) {
    const CueWord c = l.cue(p.last);
    const bool change = std::any_of(l.cues.changes.begin(), l.cues.changes.end(), [&](const Cues::Change& x) { return x.last == p.last; });
    if (c == CueWord::kFor ? !change : c != CueWord::kOf && c != CueWord::kIn && (c != CueWord::kOn || l.words.determiner(p.last + 1)))
      break;
    const Phrase more = l.words.right(p.last + 1, end);
    if (more.empty() || more.first > p.last + 2 || in_time(l, more)) break;
    p.last = more.last;
  }
  return p;
}

/// What a verb of change or "double" changes: "grow sales by 35%", "double the volume of production from".
Phrase changed(const QuantityLinking& l, std::size_t index, std::uint32_t begin) {
  const Amount& a = l.amounts[index];
  std::uint32_t from = kNone;
  if (a.change != kNone && l.cues.changes[a.change].part == 'v') from = l.cues.changes[a.change].last;
  for (std::size_t k = 0; k < index && from == kNone; ++k)
    if (l.amounts[k].kind == "multiple" && begin - l.amounts[k].end < 12) from = l.amounts[k].end;
  if (from == kNone || from + 1 >= begin) return {begin, begin, kNone};
  return with_complements(l, l.words.right(from, begin), begin);
}

/// "players over the age of 21": those who have the age.
Phrase aged(const QuantityLinking& l, std::uint32_t begin, std::uint32_t first) {
  const Words& w = l.words;
  std::uint32_t t = begin;
  if (begin < first) return w.left(l.begin, begin);  // "over the age of" is a bound
  if (t < l.begin + 3 || l.cue(t - 1) != CueWord::kOf) return {begin, begin, kNone};
  t -= 2;  // the word for age
  while (t > l.begin && (w.determiner(t - 1) || w.preposition(t - 1) || w.adverb(t - 1))) --t;
  return w.left(l.begin, t);
}

/// What stands right beside the amount: after "of" or "for", the noun it stands before, the noun before "of".
Phrase beside(const QuantityLinking& l, std::size_t index, std::uint32_t begin) {
  const Amount& a = l.amounts[index];
  const Words& w = l.words;
  const Phrase none{a.end, a.end, kNone};
  std::uint32_t end = a.end;
  if (end + 1 < l.end && w.view(end) == "(") {  // 8 miles (13 kilometres) of new tunnels
    while (end < l.end && end < a.end + 8 && w.view(end) != ")") ++end;
    const CueWord behind = end + 1 < l.end ? l.cue(end + 1) : CueWord::kNone;
    end = behind == CueWord::kOf || behind == CueWord::kFor ? end + 1 : a.end;
  }
  Phrase near = none;
  const CueWord link = end < l.end ? l.cue(end) : CueWord::kNone;
  if (link == CueWord::kOf || link == CueWord::kFor) {
    near = w.right(end + 1, l.end);
    const Amount* next = index + 1 < l.amounts.size() ? &l.amounts[index + 1] : nullptr;
    if (near.empty() && next != nullptr && next->first <= end + 2) near = w.right(next->end, l.end);  // for an 8.5 kW system
  } else if ((a.counted.empty() || (a.q.high > 1 && !w.plural(a.counted.head))) && a.end < l.end) {   // a 3 cylinder engine
    near = w.right(w.hyphen(a.end) ? a.end + 1 : a.end, l.end);
  }
  if (!near.empty() && in_time(l, near)) near = none;
  if (!near.empty()) return link == CueWord::kFor ? near : with_complements(l, near, l.end);
  const bool leads = begin > l.begin && w.gerund(begin - 1);
  if ((link == CueWord::kIn && a.kind == "money") || ((link == CueWord::kTo || link == CueWord::kFrom) && leads)) {
    near = w.right(end + 1, l.end);  // $3bn in debt; wiping $5m from the firm's value
    if (!near.empty() && !in_time(l, near) && !l.text.tokens[near.head].is(Token::kCap)) return with_complements(l, near, l.end);
    near = none;
  }
  if (begin > l.begin + 1 && w.view(begin - 1) == ":") return w.left(wall_before(l, begin - 1), begin - 1);  // base price: $5
  const CueWord before = begin > l.begin ? l.cue(begin - 1) : CueWord::kNone;
  const bool owners = before == CueWord::kWith && begin > l.begin + 1 && w.noun(begin - 2) && !w.finite(begin - 2);
  if (near.empty() && owners && a.counted.empty()) return noun_before(l, begin - 1, true);  // customers with $5 in the bank
  const bool changes = a.change != kNone && l.cues.changes[a.change].last == begin;
  const bool doers = !changes && begin > l.begin + 1 && w.gerund(begin - 1) && w.noun(begin - 2) && !w.finite(begin - 1);
  if (near.empty() && doers && a.kind != "count") {  // people earning between $5 and $9
    near = w.left(wall_before(l, begin - 1), begin - 1, true);
    if (!near.empty()) near.last = begin;
    return near;
  }
  const bool upon = before == CueWord::kOn && a.kind == "count" && begin > l.begin + 1 && w.noun(begin - 2) && !w.finite(begin - 2);
  if (before == CueWord::kOf || before == CueWord::kWorth || upon) near = noun_before(l, begin - 1);
  const bool verbal = begin > l.begin + 2 && l.cue(begin - 3) == CueWord::kTo;                // to close at 4 points
  const bool gerund = begin > l.begin + 2 && w.gerund(begin - 2) && w.determiner(begin - 3);  // a grounding for 3 months
  const bool hangs = a.kind != "count" && begin > l.begin + 1 && (w.noun(begin - 2) || gerund) && !w.finite(begin - 2) && !verbal;
  if (near.empty() && hangs && (before == CueWord::kFor || before == CueWord::kAt)) near = noun_before(l, begin - 1);
  if (near.empty() && begin < a.first && begin > l.begin && w.noun(begin - 1) && !w.finite(begin - 1) && a.kind != "count")
    near = noun_before(l, begin);  // investments over 35 GWh
  return near.empty() ? changed(l, index, begin) : near;
}

/// "7- or 8-inch screens", "a 1.0l 3 cylinder engine": the noun behind the next amount is this one's too.
bool shares_noun(const QuantityLinking& l, std::size_t index) {
  if (index + 1 >= l.amounts.size()) return false;
  const Amount &a = l.amounts[index], &b = l.amounts[index + 1];
  if (a.kind == "count" || b.first < a.last || b.first - a.last > 2 || a.kind == "percent") return false;
  for (std::uint32_t t = a.last; t < b.first; ++t)
    if (!l.words.conjunction(t) && l.words.alpha(t)) return false;
  return b.end < l.end && l.words.nominal(l.words.hyphen(b.end) ? b.end + 1 : b.end);
}

/// "Shares of one were down 2%, the other by 3%": a noun phrase of its own before an amount whose verb was left out.
Phrase gapped(const QuantityLinking& l, std::size_t index, std::uint32_t begin) {
  const Phrase none{begin, begin, kNone};
  if (index == 0 || l.amounts[index].kind != "percent" || l.amounts[index - 1].kind != "percent") return none;
  const std::uint32_t from = l.amounts[index - 1].end;
  if (begin < from || begin - from > 8) return none;
  for (std::uint32_t t = from; t < begin; ++t)
    if (l.words.finite(t) || l.words.relative(t)) return none;
  const std::uint32_t end = begin > from && l.cue(begin - 1) == CueWord::kBy ? begin - 1 : begin;
  const Phrase p = noun_before(l, end);
  return !p.empty() && p.first >= from && p.last == end && !l.words.gerund(p.head) ? p : none;
}

/// Adjectives before an amount that stands before its noun: "the dual 12.3 inch screen".
Phrase modifiers(const QuantityLinking& l, std::uint32_t begin, const Phrase& near, const Amount& a) {
  const Words& w = l.words;
  if (near.empty() || near.first > a.end + 1 || near.first < a.end) return {begin, begin, kNone};
  std::uint32_t first = begin;
  while (first > l.begin && begin - first < 3 && w.nominal(first - 1) && !w.finite(first - 1) && !w.gerund(first - 1)) --first;
  const bool closed = first == l.begin || w.determiner(first - 1) || w.preposition(first - 1);
  return closed ? Phrase{first, begin, first} : Phrase{begin, begin, kNone};
}

/// The first noun phrase of the sentence, before token i.
Phrase opening(const QuantityLinking& l, std::uint32_t i) {
  for (std::uint32_t t = l.begin; t < i; ++t) {
    const Phrase p = l.words.right(t, i);
    if (p.empty()) continue;
    const bool names = l.words.noun(p.head) && !l.words.finite(p.head) && l.cue(p.head) == CueWord::kNone;
    if (names && !in_time(l, p) && !l.words.pronoun(t)) return p;
    t = p.last - 1;
  }
  return {i, i, kNone};
}

/// "14 players left the club": what is counted acts itself.
bool acts(const QuantityLinking& l, const Amount& a) {
  if (a.counted.empty() || a.end >= l.end) return false;
  const Words& w = l.words;
  return w.finite(a.end) || (w.relative(a.end) && !w.preposition(a.end) && (w.determiner(a.end) || !w.conjunction(a.end)));
}

/// Where no subject was found: what follows the verb of a counted noun, or "to" and "from" after the amount, or what stands before it.
Phrase further(const QuantityLinking& l, const Amount& a, std::uint32_t begin) {
  const Words& w = l.words;
  if (acts(l, a)) {  // 14 players left the club
    std::uint32_t t = a.end;
    while (t + 1 < l.end && t < a.end + 4 && (w.finite(t) || w.adverb(t)) && !w.preposition(t)) ++t;
    return w.determiner(t) && t > a.end ? w.right(t, l.end) : Phrase{begin, begin, kNone};
  }
  const CueWord behind = a.end < l.end ? l.cue(a.end) : CueWord::kNone;
  if (behind == CueWord::kTo || behind == CueWord::kFrom || behind == CueWord::kIn) {
    const Phrase p = w.right(a.end + 1, l.end);
    if (!p.empty() && !in_time(l, p)) return p;
  }
  if (begin > l.begin && l.cue(begin - 1) != CueWord::kNone) --begin;
  return noun_before(l, begin);
}

}  // namespace

std::string_view find_concept(const QuantityLinking& l, std::size_t index) {
  const Amount& a = l.amounts[index];
  if (converts(l, index) || restates(l, index)) return l.amounts[index - 1].q.concept_text;
  std::uint32_t begin = a.first;
  for (const Cues::Bound& b : l.cues.bounds)
    if (!b.after && b.last == begin) begin = b.first;
  if (a.q.dimension == "age") {
    if (const Phrase who = aged(l, begin, a.first); !who.empty()) {
      std::string name;
      l.words.append(who, name);
      return l.arena.copy(name);
    }
  }
  Phrase near = beside(l, index, begin);
  if (near.empty() && shares_noun(l, index)) near = beside(l, index + 1, l.amounts[index + 1].first);
  const Phrase own = gapped(l, index, begin);
  const Phrase by = !own.empty() ? own : acts(l, a) ? Phrase{begin, begin, kNone} : subject(l, begin, a.change, !near.empty());
  std::string out;
  l.words.append(modifiers(l, begin, near, a), out);
  if (!out.empty()) out += ' ';
  l.words.append(near, out);
  if (!by.empty() && (near.empty() || by.last <= near.first)) {
    if (!out.empty()) out += ", ";
    l.words.append(by, out);
  }
  if (out.empty()) l.words.append(further(l, a, begin), out);
  for (std::size_t k = index; out.empty() && !acts(l, a) && k-- > 0;)
    if (l.amounts[k].q.emitted) return l.amounts[k].q.concept_text;
  if (out.empty() && a.counted.empty()) l.words.append(opening(l, begin), out);
  return l.arena.copy(out);
}

}  // namespace milepost::link
