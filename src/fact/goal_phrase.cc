// Phrases around an amount, by word classes; no grammar beyond them. Doors: the members of Phrases.
#include "fact/goal_phrase.h"

#include <algorithm>

namespace milepost::fact {

namespace {

constexpr std::uint32_t kMaxReach = 24, kMaxWords = 11;

}  // namespace

PartWords::PartWords(const rules::Program& p)
    : word(p.type("IndicatorWord")),
      deed(p.type("GoalDeed")),
      actor(p.type("DealActor")),
      actor_word(p.type("ActorWord")),
      means(p.type("MeansCue")),
      place(p.type("Place")),
      owner(p.type("OwnerWord")),
      role(p.attribute("role")),
      done(p.attribute("done")),
      made(p.attribute("made")),
      held(p.attribute("held")),
      laid(p.attribute("laid")),
      who(p.attribute("who")),
      name(p.attribute("name")),
      of(kUnknownWord),
      in(kUnknownWord),
      for_(kUnknownWord),
      by(kUnknownWord),
      to(kUnknownWord),
      with(kUnknownWord),
      from(kUnknownWord),
      at(kUnknownWord),
      on(kUnknownWord),
      than(kUnknownWord),
      number(p.class_bit("num")),
      own(p.class_bit("poss")) {
  if (const rules::LexiconTable* rows = p.lexicon("articles"); rows != nullptr)
    for (rules::RowId r = 0; r < rows->rows.size() && r < 2; ++r) articles[r] = p.words.find(rows->rows[r].entry);
  const rules::LexiconTable* cues = p.lexicon("amount_cues");
  if (cues == nullptr) return;
  const int column = cues->column("role");
  const auto find = [&](std::string_view text) {
    const rules::RowId r = cues->find(column, text);
    return r == kNone ? kUnknownWord : p.words.find(cues->rows[r].entry);
  };
  of = find("of"), in = find("in"), for_ = find("for"), by = find("by"), to = find("to"), with = find("with"), from = find("from"),
  at = find("at"), on = find("on"), than = find("than");
}

bool Phrases::is(std::uint32_t token, std::string_view role) const {
  for (MentionId m = scene_.chart.starts[token]; m != kNone; m = scene_.chart.mentions[m].next) {
    if (scene_.chart.mentions[m].type != ids_.word) continue;
    std::string_view roles = scene_.chart.get(scene_.chart.mentions[m], ids_.role).text;
    while (!roles.empty()) {
      const std::size_t end = std::min(roles.find(' '), roles.size());
      if (roles.substr(0, end) == role) return true;
      roles.remove_prefix(std::min(end + 1, roles.size()));
    }
  }
  return false;
}

bool Phrases::mark(std::uint32_t token, char c) const {
  const Token& t = words_.token(token);
  return t.is(Token::kPunct) && t.end - t.begin == 1 && scene_.text.document->text[t.begin] == c;
}

bool Phrases::possessive(std::uint32_t token) const {
  return words_.attached(token) && (words_.view(token) == "'s" || words_.view(token) == "\u2019s");
}

bool Phrases::dash(std::uint32_t token) const {
  const std::string_view v = words_.view(token);
  return words_.token(token).is(Token::kPunct) && (v == "\u2013" || v == "\u2014" || v == "--" || (v == "-" && !words_.attached(token)));
}

/// Times that end a phrase: not "a year", "Year 12" or "Future".
bool Phrases::ends(const Time& t) const {
  if (t.role == TimeRole::kSet || t.role == TimeRole::kVague) return false;
  return t.role != TimeRole::kDuration || !words_.determiner(scene_.chart.mentions[t.mention].first);
}

bool Phrases::timed(std::uint32_t token) const {
  return std::any_of(field_.times.begin(), field_.times.end(), [&](std::uint32_t t) {
    const Mention& m = scene_.chart.mentions[scene_.linked.times[t].mention];
    return m.first <= token && token < m.last && ends(scene_.linked.times[t]);
  });
}

bool Phrases::counted(std::uint32_t token) const {
  return std::any_of(field_.quantities.begin(), field_.quantities.end(), [&](std::uint32_t q) {
    const Mention& m = scene_.chart.mentions[scene_.linked.quantities[q].mention];
    return m.first <= token && token < m.last;
  });
}

std::uint32_t Phrases::wall_before(std::uint32_t t) const {
  std::uint32_t wall = field_.first;
  for (const std::uint32_t i : field_.times) {
    const Time& time = scene_.linked.times[i];
    const Mention& m = scene_.chart.mentions[time.mention];
    if (m.last <= t && ends(time) && time.role != TimeRole::kDuration) wall = std::max(wall, m.last);
  }
  for (const std::uint32_t i : field_.quantities) {
    const Quantity& q = scene_.linked.quantities[i];
    const Mention& m = scene_.chart.mentions[q.mention];
    if (m.last <= t && q.emitted && q.dimension != "time" && q.dimension != "age") wall = std::max(wall, m.last);
  }
  return wall;
}

std::uint32_t Phrases::wall_after(std::uint32_t i) const {
  std::uint32_t wall = std::min(field_.last, i + kMaxReach);
  for (const std::uint32_t k : field_.times) {
    const Time& t = scene_.linked.times[k];
    const Mention& m = scene_.chart.mentions[t.mention];
    if (m.first >= i && ends(t)) wall = std::min(wall, m.first);
  }
  for (const std::uint32_t k : field_.quantities) {
    const Quantity& q = scene_.linked.quantities[k];
    if (q.mention != kNone && scene_.chart.mentions[q.mention].first >= i && q.emitted)
      wall = std::min(wall, scene_.chart.mentions[q.mention].first);
  }
  for (std::uint32_t k = i; k < wall; ++k)
    if (mark(k, '(') || mark(k, ';') || mark(k, ':')) return k;
  return wall;
}

/// "**" around a name.
bool Phrases::emphasis(std::uint32_t token) const {
  const std::string_view v = words_.view(token);
  return words_.token(token).is(Token::kPunct) && v.find_first_not_of('*') == std::string_view::npos;
}

std::uint32_t Phrases::skip_left(std::uint32_t t) const {
  const std::uint32_t begin = field_.first;
  for (bool again = true; again && t > begin;) {
    again = false;
    const std::uint32_t k = t - 1;
    if (emphasis(k)) {
      t = k, again = true;
    } else if (timed(k)) {
      while (t > begin && timed(t - 1)) --t;
      while (t > begin + 1 && (words_.preposition(t - 1) || words_.determiner(t - 1))) --t;
      again = true;
    } else if (mark(k, ')')) {
      std::uint32_t open = k;
      while (open > begin && !mark(open, '(') && k - open < kMaxReach) --open;
      if (mark(open, '(')) t = open, again = true;
    } else if (dash(k)) {
      std::uint32_t open = k;  // a new mill — Norland Steel — with
      while (open > begin && k - open < 10 && !words_.finite(open) && !(open < k && dash(open))) --open;
      t = open < k && dash(open) ? open : k;
      again = true;
    } else if (mark(k, ',')) {
      std::uint32_t open = k;  // "X, the maker of Y, plans": the aside ends here and has no verb of its own
      while (open > begin && k - open < kMaxReach) {
        --open;
        std::uint32_t group = open;  // ", owned by Y,", ", to be built by Y,"
        while (group > begin && (words_.to_be(group - 1) || word(group - 1, ids_.to))) --group;
        const bool hung = (words_.participle(open) || words_.to_be(open)) && group > begin && mark(group - 1, ',') &&
                          (group == open || word(group, ids_.to));
        if (mark(open, ',') || (words_.finite(open) && !hung && !described(open, k))) break;
      }
      std::uint32_t told = open;                 // ", which are parts of batteries,": the aside is a clause
      const auto opens = [&](std::uint32_t i) {  // ", which", ", for which"
        return words_.relative(i) && (mark(i - 1, ',') || (i > begin + 1 && words_.preposition(i - 1) && mark(i - 2, ',')));
      };
      while (told > begin + 1 && k - told < kMaxReach && !mark(open, ',') && !opens(told)) --told;
      if (!mark(open, ',') && told > begin && opens(told)) open = mark(told - 1, ',') ? told - 1 : told - 2;
      t = mark(open, ',') && open > begin && k - open > 1 ? open : k;
      again = true;
    } else if (words_.relative(k) || words_.auxiliary(k) || (words_.adverb(k) && !words_.noun(k))) {
      t = k, again = true;
    }
  }
  return t;
}

Range Phrases::subject_at(std::uint32_t t) const {
  // "a player in the market, which is", "a market projected to": what describes a noun describes the nearest one.
  bool near = t < field_.last && words_.participle(t) && !words_.auxiliary(t) && t > field_.first && words_.nominal(t - 1);
  for (const Predicate& x : field_.predicates)  // sales in the north amounted to
    near = near && !(x.first == t && x.form == Predicate::Form::kFinite && x.kind == Predicate::Kind::kFact);
  const std::uint32_t given = t;
  t = skip_left(t);
  for (std::uint32_t i = t; i < given; ++i) near = !mark(i, ',') && (near || words_.relative(i));  // an aside ends at its comma
  std::uint32_t end = t;
  if (t > field_.first && counted(t - 1)) {  // an average family of four
    while (t > field_.first && counted(t - 1)) --t;
    while (t > field_.first && words_.preposition(t - 1)) --t;
  }
  link::Phrase p = words_.left(wall_before(t), t);
  for (std::uint32_t steps = 0; !p.empty() && steps < 2; ++steps) {
    std::uint32_t k = p.first;  // "imports from around the world"
    while (k > field_.first && words_.determiner(k - 1)) --k;
    const bool number = k > field_.first + 1 && (words_.token(k - 1).is(Token::kNumeral) || (words_.classes(k - 1) & ids_.number) != 0);
    if (k <= field_.first + 1 || (!words_.preposition(k - 1) && !number)) break;
    if (number && !words_.noun(k - 2) && words_.alpha(k - 2)) break;  // "the company's two projects"
    if (number) --k;
    while (k > field_.first && (words_.preposition(k - 1) || words_.determiner(k - 1))) --k;
    const link::Phrase before = words_.left(wall_before(k), k);
    if (before.empty()) break;
    p.first = before.first;
  }
  for (std::uint32_t i = p.first + 1; i + 1 < p.last; ++i)  // projections showing demand: what the gerund is about
    if (words_.gerund(i) && !words_.noun(i) && !words_.preposition(i + 1) && words_.noun(i - 1)) p.first = i + 1;
  for (const Predicate& x : field_.predicates)  // "the plan calls for the number of"
    if (x.form == Predicate::Form::kFinite && p.first < x.last && x.last < p.last) p.first = x.last;
  for (std::uint32_t i = p.first + 1; i < p.last; ++i)
    if (words_.relative(i) && i + 1 < p.last) p.first = i + 1;
  for (std::uint32_t i = p.last; near && i-- > p.first + 1;)
    if (words_.preposition(i)) {
      if (!word(i, ids_.of) && !words_.token(p.last - 1).is(Token::kCap)) p.first = i + 1;
      break;
    }
  if (p.empty() && t > field_.first && words_.conjunction(t - 1)) {  // "rose in May but will fall": the subject of the first verb
    std::uint32_t verb = kNone;
    for (const std::vector<GoalCue>* cues : {&field_.moods, &field_.verbs})
      for (const GoalCue& c : *cues)
        if (c.last < t && words_.finite(c.first) && (verb == kNone || c.first > verb)) verb = c.first;
    if (verb != kNone && verb > field_.first) return subject_at(verb);
  }
  if (!p.empty()) return {p.first, p.last == t ? end : p.last};
  if (t > field_.first && (words_.pronoun(t - 1) || words_.determiner(t - 1))) return {t - 1, t};
  return {t, t};
}

std::uint32_t Phrases::lead_of(std::uint32_t first) const {
  std::uint32_t t = first;
  while (t > field_.first && first - t < 8) {
    const std::uint32_t k = t - 1;
    const bool sign = words_.token(k).is(Token::kPunct) && !mark(k, ',') && !mark(k, ';') && !mark(k, ':') && !mark(k, '.') &&
                      !mark(k, '(') && !mark(k, ')');
    const bool led = words_.preposition(k) || words_.determiner(k) || (words_.adverb(k) && !words_.noun(k)) || is(k, "lead") || sign;
    if (!led || timed(k) || counted(k)) break;
    t = k;
  }
  return t;
}

/// "energy produced by": a participle that describes the noun before it.
bool Phrases::described(std::uint32_t i, std::uint32_t end) const {
  return i > field_.first && i + 1 < end && words_.participle(i) && words_.noun(i - 1) && words_.preposition(i + 1);
}

/// "the number of import permits from 37": a plural noun that may be a verb ends the object.
bool Phrases::heads(std::uint32_t i, std::uint32_t until) const {
  return i > field_.first + 1 && i + 1 <= until && words_.noun(i) && words_.plural(i) && words_.noun(i - 1) && !words_.plural(i - 1) &&
         (i + 1 == until || words_.preposition(i + 1));
}

Range Phrases::object_of(std::uint32_t from, std::uint32_t until) const {
  std::uint32_t end = lead_of(until);
  for (const std::uint32_t k : field_.times) {
    const Mention& m = scene_.chart.mentions[scene_.linked.times[k].mention];
    if (m.first >= from && m.first < end && ends(scene_.linked.times[k])) end = m.first;
  }
  for (const std::uint32_t k : field_.quantities) {  // "from 4 to 9 Mt"
    const Quantity& q = scene_.linked.quantities[k];
    const Mention& m = scene_.chart.mentions[q.mention];
    const bool inner = q.unit == "1" && m.first > from && words_.token(m.first - 1).is(Token::kCap);  // Year 12
    if (m.first >= from && m.first < end && !inner && q.dimension != "age") end = m.first;
  }
  // "from 4 to 9 Mt": the object ends before the first of them; "so they are", "which": before the clause that follows.
  for (std::uint32_t i = from; i < end; ++i)
    if ((i > from && (words_.relative(i) || words_.finite(i)) && !described(i, end) && !heads(i, until)) || mark(i, ',')) {
      const bool list = mark(i, ',') && i + 1 < end && words_.nominal(i + 1) && !words_.gerund(i + 1);
      if (!list) end = i;
    }
  return trimmed({from, end});
}

std::uint32_t Phrases::skip_aside(std::uint32_t i) const {
  for (bool again = true; again && i < field_.last;) {
    again = false;
    if (mark(i, '(')) {  // (GW)
      std::uint32_t close = i;
      while (close + 1 < field_.last && close - i < 12 && !mark(close, ')')) ++close;
      if (mark(close, ')')) i = close + 1, again = true;
    } else {
      for (const std::uint32_t k : field_.times) {
        const Time& t = scene_.linked.times[k];
        const Mention& m = scene_.chart.mentions[t.mention];
        if (m.first == i && (t.role == TimeRole::kSet || (t.role == TimeRole::kDuration && words_.determiner(i)))) i = m.last, again = true;
      }
      if (!again && is(i, "each")) ++i, again = true;
    }
  }
  return i;
}

Range Phrases::noun_at(std::uint32_t i, int links) const {
  const std::uint32_t wall = wall_after(i);
  link::Phrase p = words_.right(i, wall);
  if (p.empty() && i + 2 < wall && words_.adjective(i) && mark(i + 1, ','))
    p = words_.right(i + 2, wall), p.first = p.empty() ? p.first : i;
  for (std::uint32_t k = i; p.empty() && k + 1 < wall && k < i + 3 && (words_.gerund(k) || words_.adverb(k) || words_.adjective(k)); ++k) {
    p = words_.right(k + 1, wall);  // floating offshore wind
    if (!p.empty()) p.first = i;
  }
  if (p.empty()) return {i, i};
  const std::uint32_t first = p.first;
  std::uint32_t end = p.last;
  for (std::uint32_t k = first + 1; k < end; ++k)  // "jobs Norland supports": a name behind a plural begins something new
    if (words_.token(k).is(Token::kCap) && !words_.token(k).is(Token::kUpper) && words_.token(k - 1).is(Token::kLower) &&
        words_.plural(k - 1))
      end = k;
  if (end + 1 < wall && possessive(end)) {  // Norland's existing network
    std::uint32_t k = end + 1;
    while (k + 1 < wall && words_.participle(k) && !words_.noun(k)) ++k;
    if (const link::Phrase own = words_.right(k, wall); !own.empty()) end = own.last;
  }
  const bool costs = end < wall && words_.alpha(end) && words_.noun(end) && words_.plural(end) && !words_.plural(end - 1) &&
                     (end + 1 >= field_.last || words_.preposition(end + 1) || words_.conjunction(end + 1) || words_.relative(end + 1) ||
                      !words_.alpha(end + 1));
  if (costs) ++end;  // a noun that may be a verb: "compliance costs"
  for (int steps = 0; steps < 4 && end + 1 < wall; ++steps) {
    const bool acts =
        std::any_of(field_.predicates.begin(), field_.predicates.end(), [&](const Predicate& x) { return x.first == end + 1; });
    const bool does = words_.verb(end + 1) && !words_.noun(end + 1) && !words_.participle(end + 1) && !words_.adjective(end + 1);
    if (words_.conjunction(end) && !acts && !does && words_.nominal(end + 1) && !words_.finite(end + 1) && !words_.gerund(end + 1) &&
        !words_.adverb(end + 1)) {
      const link::Phrase next = words_.right(end + 1, wall);
      const bool one = !words_.plural(end - 1) && next.head < wall && words_.plural(next.head);  // vehicle and pedestrian barriers
      if (next.empty() || (!one && next.last < wall && words_.finite(next.last)) ||
          (next.last == end + 2 && next.last < field_.last && words_.determiner(next.last)))  // farms and supply each
        break;
      end = next.last;
      continue;
    }
    const bool participle = words_.participle(end) && words_.preposition(end + 1) && !words_.adjective(end);
    const std::uint32_t at = participle ? end + 1 : end;
    const bool of = word(at, ids_.of);
    if ((links <= 0 && !of) || at + 1 >= wall || !words_.preposition(at) || word(at, ids_.by) || word(at, ids_.to) || is(at, "means"))
      break;
    const link::Phrase next = words_.right(at + 1, wall);
    if (next.empty()) break;
    end = next.last;
    if (!of) --links;
  }
  return trimmed({first, end});
}

bool Phrases::verbal(std::uint32_t token) const {
  if (!words_.gerund(token) || words_.noun(token)) return false;
  return token + 1 >= field_.last || !words_.nominal(token + 1) || words_.plural(token + 1);
}

bool Phrases::pronoun(Range r) const {
  r = {r.first, r.last};
  return r.last == r.first + 1 && (words_.pronoun(r.first) || words_.determiner(r.first));
}

std::uint32_t Phrases::head(Range r) const {
  std::uint32_t found = kNone;
  for (std::uint32_t i = r.first; i < r.last; ++i) {
    if (words_.preposition(i) && found != kNone) break;
    if (words_.noun(i) || words_.token(i).is(Token::kCap)) found = i;
  }
  return found;
}

std::uint32_t Phrases::taken_up(Range r) const {
  std::uint32_t from = r.first;
  while (from < r.last && words_.determiner(from)) ++from;
  const std::uint32_t article = from > r.first ? from - 1 : r.first > field_.first ? r.first - 1 : kNone;
  const bool definite = article != kNone && words_.determiner(article) && (words_.classes(article) & ids_.own) == 0 &&
                        !word(article, ids_.articles[0]) && !word(article, ids_.articles[1]);
  return definite && r.last == from + 1 && words_.noun(from) ? from : kNone;
}

Range Phrases::trimmed(Range r) const {
  const auto empty_word = [&](std::uint32_t i) {
    return words_.determiner(i) || words_.preposition(i) || words_.conjunction(i) || words_.relative(i) ||
           (words_.adverb(i) && !words_.noun(i) && !words_.adjective(i)) || words_.auxiliary(i) || is(i, "each");
  };
  const auto joined = [&](std::uint32_t i) { return i + 2 < r.last && words_.hyphen(i + 1); };  // out-of-town
  while (r.first < r.last && (!words_.alpha(r.first) || (empty_word(r.first) && !joined(r.first))) &&
         !words_.token(r.first).is(Token::kNumeral))
    ++r.first;
  while (r.last > r.first && ((!words_.alpha(r.last - 1) && !words_.token(r.last - 1).is(Token::kNumeral)) || empty_word(r.last - 1)))
    --r.last;
  // children turning 16
  const bool goes_on = r.last < field_.last && (words_.token(r.last).is(Token::kNumeral) || words_.determiner(r.last));
  if (r.last > r.first + 1 && words_.gerund(r.last - 1) && !words_.noun(r.last - 1) && (goes_on || words_.plural(r.last - 2))) --r.last;
  return r;
}

std::string_view Phrases::text(Range r) const {
  r = trimmed(r);
  for (std::uint32_t i = r.first + 1; i + 1 < r.last && i < r.first + 6; ++i)  // Norland's exports: exports
    if (possessive(i)) r = trimmed({i + 1, r.last});
  while (r.first + 1 < r.last && is(r.first, "drop")) r = trimmed({r.first + 1, r.last});
  bool noun = false;
  std::uint32_t count = 0, open = kNone;
  for (std::uint32_t i = r.first; i < r.last; ++i) {
    noun = noun || (words_.alpha(i) && !words_.pronoun(i) && (words_.noun(i) || words_.gerund(i) || words_.token(i).is(Token::kCap)));
    if (i > r.first && dash(i)) r.last = i;
    if (mark(i, '(')) open = i;
    if (mark(i, ')')) open = kNone;
    if (words_.alpha(i) && ++count > kMaxWords) r.last = i;
  }
  if (open != kNone && open < r.last) r.last = open;
  for (std::uint32_t i = r.last; i-- > r.first + 1;)  // "wheat in the current season"
    if (words_.preposition(i)) {
      if (is(r.last - 1, "when") && !word(i, ids_.of)) r.last = i;
      break;
    }
  r = trimmed(r);
  return !noun || r.empty() ? std::string_view{} : plain(r);
}

std::string_view Phrases::plain(Range r) const {
  const std::string_view all = scene_.text.view(scene_.text.span(r.first, r.last));
  if (all.find_first_of("\n\t\r") == std::string_view::npos && all.find("  ") == std::string_view::npos) return all;
  std::string out;
  for (const char c : all) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space)
      out += c;
    else if (out.back() != ' ')
      out += ' ';
  }
  return scene_.arena.copy(out);
}

std::string_view joined(const Scene& scene, std::string_view a, std::string_view b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  std::string out(a);
  out += ' ';
  out += b;
  return scene.arena.copy(out);
}

}  // namespace milepost::fact
