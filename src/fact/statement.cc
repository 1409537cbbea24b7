// Statements: every cue of saying with the words that are said and who says them; then quotations that no cue stands beside.
#include "fact/statement_reader.h"

namespace milepost::fact {

void StatementReader::read_sentence(std::uint32_t s) {
  const Sentence& x = scene_.text.sentences[s];
  first_ = x.first;
  last_ = x.last;
  const auto ends = [](char c) { return c == '.' || c == '!' || c == '?'; };
  while (last_ > first_ + 1 && ends(stop(last_ - 1))) --last_;
  sentence_begin_ = facts_.statements.size();
  cues_.clear();
  if (last_ - first_ > kLongestSentence) return;
  if ((scene_.kept->openers.hints(s) & Openers::kSaying) != 0) find_cues();
  for (std::size_t i = 0; i < cues_.size(); ++i) {
    if (cues_[i].kind == "title")
      read_title(cues_[i]);
    else if (cues_[i].kind == "source")
      read_source(cues_[i]);
    else
      read_verb(cues_[i], i);
  }
  carry(s);
}

/// The cues of the sentence: not within a quotation, a name or a web address, and no noun.
void StatementReader::find_cues() {
  const auto& sayings = scene_.kept->openers.sayings();
  const auto first_of = [&](MentionId m) { return scene_.chart.mentions[m].first; };
  auto at = std::partition_point(sayings.begin(), sayings.end(), [&](MentionId m) { return first_of(m) < first_; });
  for (std::uint32_t from = first_; at != sayings.end() && first_of(*at) < last_; ++at) {
    const MentionId m = *at;
    std::uint32_t t = first_of(m);
    if (t < from) continue;  // within the cue before, or a shorter one
    from = t + 1;
    if (quote_around(t) != nullptr) continue;
    if (t > first_ && scene_.text.tokens[t].is(Token::kCap) && stop(t - 1) == '\0') continue;  // "United States"
    const Mention& mention = scene_.chart.mentions[m];
    if (in_address(scene_.text, mention.first, mention.last)) continue;
    cues_.push_back(
        {m, mention.first, mention.last, scene_.chart.get(mention, ids_.class_of).text, scene_.chart.get(mention, ids_.form).text});
    t = mention.last - 1, from = mention.last;
    const bool present = cues_.back().form == "s" || cues_.back().form == "base";
    const bool wrapped = scene_.text.tokens[t].is(Token::kLineStart) && t > first_;        // a line end tells nothing of what stands before
    const std::string_view before = t > first_ ? words_.view(t - 1) : std::string_view{};  // "the minister's comments"
    const bool owned = t > first_ + 1 && (before.starts_with('\'') || before.starts_with("\u2019")) && !words_.pronoun(t - 2);
    const bool noun = mention.last == mention.first + 1 && present && ((!wrapped && !words_.finite(t)) || owned);
    if (noun) cues_.pop_back();  // "the latest estimates"
  }
}

/// "Statement by Minister Ann Lee": the whole text is hers.
void StatementReader::read_title(const SayCue& cue) {
  const auto& sentences = scene_.text.sentences;
  const std::uint32_t s = scene_.text.sentence_of[cue.first];
  if (s != 0 || sentences.size() < 2) return;
  const Speaker speaker = speakers_.meant(speakers_.phrase_after(cue.last, last_));
  if (speaker.entity == kNone) return;
  add(cue, {{sentences[1].first, sentences.back().last}, true, false}, speaker);
}

void StatementReader::read_source(const SayCue& cue) {
  Reach phrase = speakers_.phrase_after(cue.last, last_);
  const bool made =
      !phrase.empty() && phrase.last + 1 < last_ && words_.participle(phrase.last) && speakers_.joint(phrase.last + 1) == "by";
  if (const Reach maker = made ? speakers_.phrase_after(phrase.last + 2, last_) : Reach{}; !maker.empty())
    phrase = maker;  // "data compiled by the Nordic Bank"
  const Speaker speaker = speakers_.meant(phrase);
  if (!speaker.known()) return;
  const bool opens = cue.first == first_ || (cue.first <= first_ + 2 && stop(cue.first - 1) != ',');
  if (!opens && cue.first > first_) {
    const bool inside = phrase.last < last_ && stop(phrase.last) == ',' && phrase.last + 2 < last_;
    Said said = before(cue.first);
    if (said.reach.empty()) said = {{first_, cue.first}, false, true};
    if (inside && !said.direct) said.reach.last = last_;
    if (relayed(cue, speaker, said.reach)) return;
    return add(cue, said, speaker);
  }
  std::uint32_t t = phrase.last;
  while (t < last_ && stop(t) != ',') ++t;
  for (std::uint32_t u = t + 1; u < last_ && t + 1 < last_; ++u)  // "According to Ann Lee, head of the bank, it rained"
    if (stop(u) == ',') {
      if (!speakers_.finite(t + 1, u)) t = u;
      break;
    }
  if (t + 2 >= last_) return;
  add(cue, {{t + 1, last_}, false, false}, speaker);
}

void StatementReader::read_verb(const SayCue& cue, std::size_t i) {
  const std::string_view link = cue.first > first_ ? speakers_.joint(cue.first - 1) : std::string_view{};
  const bool joined = link == "and" || (link == "by" && cue.form == "ing");
  if (cue.form == "ing" || joined) {  // ", adding that", "and said that"
    if (!joined && (cue.first == first_ || stop(cue.first - 1) != ',')) return;
    const Said said = after(cue, i);
    if (said.reach.empty()) return;
    const bool spoke = facts_.statements.size() > sentence_begin_;
    Speaker speaker = spoke ? speakers_.last() : speakers_.subject(first_, cue.first);
    if (speaker.known()) add(cue, said, speaker);
    return;
  }
  Reach phrase = speakers_.phrase_before(cue.first, first_);
  Speaker speaker;
  Said said;
  std::uint32_t holder = kNone;
  if (phrase.empty()) {
    const Reach right = speakers_.phrase_after(cue.last, last_);
    const bool comma = phrase.first > first_ && (stop(phrase.first - 1) == ',' || stop(phrase.first - 1) == '"');
    if (!comma) return;
    if (inverted(cue, right)) {
      phrase = right;
      holder = speakers_.holder_behind(phrase, last_);
      said = before(cue.first);
    } else {
      phrase = speakers_.apposition_before(cue.first, first_);
      if (phrase.empty()) return;
      said = after(cue, i);
      if (said.reach.empty() && phrase.first > first_) said = before(phrase.first);
    }
  } else {
    const bool quoted = phrase.first > first_ && stop(phrase.first - 1) == '"';
    if (quoted) said = before(phrase.first);
    if (said.reach.empty()) said = after(cue, i);
    const std::uint32_t rest = skip_asides(cue.last, cue.kind == "tell");
    const bool ends =
        rest >= last_ || stop(rest) == ',' || stop(rest) == ';' || (words_.preposition(rest) && !speakers_.finite(rest, last_));
    const bool circumstance = !said.direct && cue.kind != "act" && cue.kind != "tell" && !said.reach.empty() && said.reach.first == rest &&
                              (words_.preposition(rest) || speakers_.joint(rest) == "and") && speakers_.finite(first_, phrase.first);
    const bool comma = phrase.first > first_ && stop(phrase.first - 1) == ',';
    if (comma && (circumstance || (said.reach.empty() && ends))) said = before(phrase.first);  // "…, the agency said when it met"
  }
  if (said.reach.empty()) return;
  speaker = holder != kNone ? Speaker{holder, {}} : speakers_.meant(phrase);
  if (speaker.text.empty() && speaker.entity == kNone) return;
  if (said.before && !said.direct && relayed(cue, speaker, said.reach)) return;
  if (cue.kind != "tell" && !said.direct && speaker.entity == kNone && !speakers_.speaks(phrase)) return;
  add(cue, said, speaker);
}

/// "…, said Ann Lee, reported the Norland Times": who passes on what stands before is no speaker of it.
bool StatementReader::relayed(const SayCue& cue, const Speaker& speaker, Reach said) {
  for (std::size_t k = facts_.statements.size(); k-- > sentence_begin_;) {
    Statement& inner = facts_.statements[k];
    const Span span = scene_.text.span(said.first, said.last);
    if (inner.span.begin < span.begin || inner.cue.end > scene_.text.tokens[cue.first].begin) continue;
    if (inner.via.empty()) inner.via = name(speaker);
    return true;
  }
  return false;
}

void StatementReader::set_occasion(Statement& out, Reach said) const {
  const auto outside = [&](std::uint32_t t) { return t < said.first || t >= said.last; };
  for (std::uint32_t t = first_; t < last_; ++t) {
    if (!outside(t)) continue;
    if (const MentionId m = speakers_.mention(t, ids_.venue); m != kNone && out.venue.empty())
      out.venue = scene_.chart.get(scene_.chart.mentions[m], ids_.words).text;
    if (const MentionId m = speakers_.mention(t, ids_.time); m != kNone && out.date.empty()) {
      const std::uint32_t i = scene_.linked.index(m);
      if (i == kNone || i >= scene_.linked.times.size()) continue;
      const Time& time = scene_.linked.times[i];
      if (time.granularity == "day" && time.role == TimeRole::kEvent) out.date = scene_.arena.copy(time.value);
    }
  }
}

void StatementReader::add(const SayCue& cue, const Said& said, const Speaker& speaker) {
  Statement out;
  out.span = scene_.text.span(said.reach.first, said.reach.last);
  out.cue = scene_.text.span(cue.first, cue.last);
  out.sentence = scene_.text.sentence_of[said.reach.first];
  out.speaker = speaker.entity;
  out.speaker_text = speaker.text;
  out.direct = said.direct;
  out.rule = scene_.chart.mentions[cue.mention].rule;
  set_occasion(out, said.reach);
  if (Quotation* q = quote_around(said.reach.first); q != nullptr && said.direct) q->taken = true;
  speakers_.remember(speaker, cue.first);
  goes_on_ = facts_.statements.size();
  if (said.direct || cue.kind != "source") goes_on_ = static_cast<std::size_t>(-1);
  carried_ = 0;
  facts_.statements.push_back(out);
}

/// A sentence of the same paragraph that says nothing of who speaks goes on with what was said before it.
void StatementReader::carry(std::uint32_t s) {
  if (facts_.statements.size() > sentence_begin_ || goes_on_ >= facts_.statements.size()) return;
  const bool named = [&] {
    for (std::uint32_t t = first_; t < std::min(first_ + 3, last_); ++t)
      if (const Named* n = speakers_.named_at(t); n != nullptr && scene_.linked.entities[n->entity].type != Entity::Type::kPlace)
        return true;
    return false;
  }();
  const bool quoted = stop(first_) == '"';
  if (!cues_.empty() || named || quoted || ++carried_ > kCarried || scene_.text.sentences[s].block != Sentence::Block::kBody) {
    goes_on_ = static_cast<std::size_t>(-1);
    return;
  }
  facts_.statements[goes_on_].span.end = scene_.text.tokens[last_ - 1].end;
}

/// Ends the paragraph before sentence `s`: its quotations that no cue stands beside belong to who spoke in it, else to who spoke last.
void StatementReader::begin_paragraph(std::uint32_t s) {
  const auto& sentences = scene_.text.sentences;
  const std::uint32_t end = s > 0 ? sentences[s - 1].last : 0;
  const Statement* own = paragraph_begin_ < facts_.statements.size() ? &facts_.statements[paragraph_begin_] : nullptr;
  const Statement* other = paragraph_begin_ > 0 ? &facts_.statements[paragraph_begin_ - 1] : nullptr;
  std::vector<Statement> found;
  for (; open_ < quotes_.size() && quotes_[open_].first < end; ++open_) {
    const Quotation& q = quotes_[open_];
    const Span span = scene_.text.span(q.first, q.last);
    const bool stands = q.first <= sentences[scene_.text.sentence_of[q.first]].first + 1;
    if (q.taken || q.last - q.first < kShortQuote || !stands) continue;
    const bool within = std::any_of(facts_.statements.begin() + static_cast<std::ptrdiff_t>(paragraph_begin_), facts_.statements.end(),
                                    [&](const Statement& x) { return x.span.covers(span); });
    const Statement* from = own != nullptr ? own : other;
    if (own != nullptr)
      for (std::size_t k = paragraph_begin_; k < facts_.statements.size(); ++k)
        if (facts_.statements[k].span.begin < span.begin) from = &facts_.statements[k];
    if (within || from == nullptr || (own == nullptr && stop(sentences[paragraph_].first) != '"')) continue;
    Statement out = *from;
    out.span = span;
    out.sentence = scene_.text.sentence_of[q.first];
    out.direct = true;
    out.venue = out.date = out.via = {};
    found.push_back(out);
  }
  facts_.statements.insert(facts_.statements.end(), found.begin(), found.end());
  paragraph_ = s;
  paragraph_begin_ = facts_.statements.size();
  goes_on_ = static_cast<std::size_t>(-1);
}

void gather_statements(const Scene& scene, Facts& facts) { StatementReader(scene, facts).read(); }

}  // namespace milepost::fact
