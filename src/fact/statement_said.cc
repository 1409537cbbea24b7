// What is said beside a cue: the quotation or the words before it, or those behind it and behind where, when and to whom.
#include "fact/statement_reader.h"

namespace milepost::fact {

/// What stands before token `end`, which a comma or a closing mark ends: a quotation, or the words of the sentence.
StatementReader::Said StatementReader::before(std::uint32_t end) const {
  if (end == first_ || end > last_) return {};
  std::uint32_t t = end;
  if (stop(t - 1) == ',' && t > first_) --t;
  if (t > 0 && stop(t - 1) == '"')
    if (const Quotation* q = quote_to(t - 1); q != nullptr) {
      const bool whole = q->first <= first_ + 1;
      if (whole || q->last - q->first >= kShortQuote) return {{q->first, q->last}, true, true};
      return {{first_, t}, false, true};
    }
  if (t == end || t <= first_) return {};
  std::uint32_t begin = first_;
  while (begin < t && stop(begin) == '"') ++begin;
  return {{begin, t}, false, true};
}

/// Words that tell where, when and to whom: "at a meeting in Oslo", "on Monday", "reporters".
std::uint32_t StatementReader::skip_asides(std::uint32_t t, bool hearer) const {
  for (bool moved = true; moved && t < last_;) {
    moved = false;
    for (const TypeId type : {ids_.venue, ids_.time}) {
      const std::uint32_t at = type == ids_.time && words_.preposition(t) && t + 1 < last_ ? t + 1 : t;
      const MentionId m = speakers_.mention(at, type);
      if (m == kNone || scene_.chart.mentions[m].last > last_) continue;
      t = scene_.chart.mentions[m].last;
      moved = true;
      hearer = hearer && type != ids_.venue;
      break;
    }
    if (moved || t >= last_) continue;
    if (hearer && stop(t) == 0 && speakers_.joint(t) != "that") {
      const Named* n = speakers_.named_at(t);
      const link::Phrase p = words_.right(t, last_);
      const std::uint32_t end = n != nullptr ? n->last : p.empty() || words_.pronoun(t) ? t + 1 : p.last;
      if (end > t) t = end, moved = true;
      hearer = false;
    } else if (words_.adverb(t) && !words_.noun(t) && speakers_.joint(t).empty()) {
      ++t;
      moved = true;
    } else if (words_.preposition(t) && t + 1 < last_ && speakers_.named_at(t + 1) != nullptr &&
               stop(std::min(speakers_.named_at(t + 1)->last, last_ - 1)) != ',') {
      t = speakers_.named_at(t + 1)->last;  // "said in Oslo"
      moved = true;
    }
  }
  return t;
}

StatementReader::Said StatementReader::after(const SayCue& cue, std::size_t i) const {
  std::uint32_t t = skip_asides(cue.last, cue.kind == "tell");
  if (t < last_ && stop(t) == ',' && t + 1 < last_) {
    const bool that = speakers_.joint(t + 1) == "that", quote = stop(t + 1) == '"';
    if (!that && !quote) return {};
    ++t;
  }
  bool clause = false;
  if (t < last_ && words_.preposition(t))  // "said in an act published on Thursday that"
    for (std::uint32_t u = t; u < last_ && u < t + 12 && stop(u) == '\0'; ++u)
      if (speakers_.joint(u) == "that") t = u;
  if (t < last_ && (speakers_.joint(t) == "that" || stop(t) == ':')) {
    ++t;
    clause = true;
  }
  std::uint32_t end = last_;
  for (std::size_t n = i + 1; n < cues_.size(); ++n) {  // ", adding that": one more of the same speaker, or who passed it on
    const SayCue& next = cues_[n];
    const bool comma = next.first > t && stop(next.first - 1) == ',';
    const bool joined = next.first > t && speakers_.joint(next.first - 1) == "and" && next.kind != "act";
    if ((next.form == "ing" && (comma || joined)) || joined || (comma && next.kind == "source")) {
      end = next.first - 1;
      if (joined && end > t && stop(end - 1) == ',') --end;
      break;
    }
    if (comma && next.kind == "relay") {
      end = next.first - 1;
      break;
    }
  }
  if (t >= end) return {};
  if (stop(t) == '"')
    if (const Quotation* q = quote_from(t); q != nullptr) {
      if (q->last + 3 >= end || (q->last - q->first) * 10 >= (end - t) * 6) return {{q->first, q->last}, true, false};
    }
  if (end - t < 2) return {};
  const bool infinitive = t + 1 < end && words_.verb(t + 1) && scene_.text.tokens[t + 1].is(Token::kLower);
  if (cue.kind == "act" && !clause && words_.preposition(t) && !infinitive && speakers_.joint(t).empty()) return {};
  const bool open = cue.kind == "act" || clause;
  if (!open && !speakers_.finite(t, end)) return {};
  if (!open && (cue.kind == "that" || cue.kind == "relay")) {  // "concluded a meeting" says nothing
    const Reach subject = speakers_.phrase_after(t, end);
    if (subject.empty() || subject.last >= end || !words_.finite(subject.last)) return {};
  }
  return {{t, end}, false, false};
}

/// "…, said Ann Lee, head of the bank": the speaker stands behind the verb, and no clause follows.
bool StatementReader::inverted(const SayCue& cue, const Reach& phrase) const {
  if (phrase.empty() || cue.kind == "tell") return false;
  bool names = words_.determiner(phrase.first);
  for (std::uint32_t t = phrase.first; t < phrase.last && !names; ++t)
    names = scene_.text.tokens[t].is(Token::kCap) || speakers_.mention(t, ids_.pointer) != kNone;
  if (!names) return false;
  if (cue.last < phrase.first) return false;
  std::uint32_t end = phrase.last;
  while (end < last_ && stop(end) != ',' && speakers_.joint(end) != "and" && speakers_.joint(end) != "who") ++end;
  return !speakers_.finite(phrase.last, end);
}

}  // namespace milepost::fact
