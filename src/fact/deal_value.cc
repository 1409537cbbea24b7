// What a deal is worth, how far it has come, and what it is about.
#include <algorithm>

#include "fact/deal.h"

namespace milepost::fact {

namespace {

constexpr std::uint32_t kNear = 3;    ///< tokens between a word of worth and its sum: "worth more than about"
constexpr std::uint32_t kDenied = 6;  ///< tokens between a denial and its cue: "enabled the two cities to"

/// A price of one piece ("4.46 dlrs per share", "at $20 each") is never the sum of a deal.
bool is_rate(const Scene& scene, const Sum& sum) { return scene.linked.quantities[sum.quantity].unit.find('/') != std::string_view::npos; }

/// A verb of saying, behind which another clause begins.
bool says(const Scene& scene, std::uint32_t token) {
  const TypeId saying = scene.program.type("Saying");
  for (MentionId m = scene.chart.starts[token]; m != kNone; m = scene.chart.mentions[m].next)
    if (scene.chart.mentions[m].type == saying) return true;
  return false;
}

}  // namespace

std::uint32_t sum_of(const Scene& scene, const Ground& g, const Cue& cue, std::uint32_t from, std::uint32_t until,
                     std::string_view& value_of) {
  value_of = {};
  for (const Sum& s : g.sums)
    if (s.first >= cue.first && s.last <= cue.last && !is_rate(scene, s)) {
      value_of = "deal";
      return s.quantity;
    }
  for (const Sum& s : g.sums) {
    if (s.first < cue.last || s.first >= until || is_rate(scene, s)) continue;
    if (cue.kind == "other" && s.first - cue.last > kDenied) continue;
    for (const Sign& w : g.worths) {
      if (w.last > s.first || s.first - w.last > kNear || w.first < cue.first) continue;
      if (w.word == "amount" && cue.kind != "financing" && cue.kind != "investment") continue;
      value_of = w.word == "deal" && s.first - cue.last > 6 && cue.shape != "noun" ? "ambiguous"
                 : w.word == "price" && cue.kind != "acquisition"                  ? "subject"
                                                                                   : "deal";
      return s.quantity;
    }
    if (s.first - cue.last <= kNear) {
      value_of = "deal";
      return s.quantity;
    }
  }
  for (std::size_t i = g.sums.size(); i-- > 0;) {  // before the cue, in its own noun phrase: "a $26 million supply contract"
    const Sum& s = g.sums[i];
    if (s.last > cue.first || s.first < from || is_rate(scene, s)) continue;
    if (cue.shape == "passive" && cue.first - s.last <= 8) {
      value_of = "deal";
      return s.quantity;
    }
    break;
  }
  return kNone;
}

std::string_view stage_before(const Scene& scene, const Ground& g, const Cue& cue) {
  for (std::size_t i = g.stages.size(); i-- > 0;) {
    const Sign& s = g.stages[i];
    if (s.word == "total") {  // a sum of many deals is none
      if (cue.needs == "money" && (s.first < cue.first || s.first - cue.last <= 4)) return "none";
      continue;
    }
    if (s.last > cue.first) continue;
    const std::uint32_t gap = cue.first - s.last;
    if (gap > kDenied || (gap > kNear && s.word != "none")) return {};
    for (std::uint32_t t = s.last; t < cue.first; ++t)
      if (const char mark = mark_at(scene.text, t); mark == ',' || mark == ';' || mark == ':' || mark == '"') return {};
    return s.word;
  }
  return {};
}

bool has_no_doer(const Scene& scene, const link::Words& words, const Ground& g, const Cue& cue) {
  if (cue.shape != "active" || cue.first < g.first + 2) return false;
  const auto lower = [&](std::uint32_t t) { return scene.text.tokens[t].is(Token::kLower); };
  const std::uint32_t before = cue.first - 1;
  const auto to = std::find_if(g.roles.begin(), g.roles.end(), [&](const Sign& s) { return s.word == "to" && s.last == cue.first; });
  if (to != g.roles.end()) {
    const bool staged = std::any_of(g.stages.begin(), g.stages.end(), [&](const Sign& s) { return s.last == cue.first; });
    const bool actor = std::any_of(g.names.begin(), g.names.end(), [&](const Named& n) { return n.last + 1 == to->first; });
    return !staged && !actor && to->first > g.first && lower(to->first - 1) && words.noun(to->first - 1) && !words.finite(to->first - 1);
  }
  const Token& verb = scene.text.tokens[cue.first];
  std::uint32_t noun = before;
  if (mark_at(scene.text, noun) == ')')  // "vehicles (LDVs) sold"
    while (noun > g.first && mark_at(scene.text, noun--) != '(') {
    }
  while (noun > g.first && words.adverb(noun) && !words.noun(noun) && !words.auxiliary(noun)) --noun;
  if ((scene.program.class_of(verb, {}) & scene.program.class_bit("past")) == 0 || !lower(noun) || !words.noun(noun)) return false;
  bool acts = false;
  for (std::uint32_t t = noun; t-- > g.first;) {
    if (says(scene, t)) return false;
    if ((!scene.text.tokens[t].is(Token::kAlpha) && mark_at(scene.text, t) != '-' && !scene.text.tokens[t].is(Token::kNumeral)) ||
        words.conjunction(t) || words.pronoun(t))
      break;
    acts = acts || (words.finite(t) && !words.auxiliary(t));
  }
  return acts;
}

namespace {

const Sign* role_at(const Ground& g, std::uint32_t token) {
  for (const Sign& s : g.roles)
    if (s.first == token) return &s;
  return nullptr;
}

bool holds_sum(const Ground& g, std::uint32_t first, std::uint32_t last) {
  return std::any_of(g.sums.begin(), g.sums.end(), [&](const Sum& x) { return x.first >= first && x.first < last; });
}

bool is_time(const Scene& scene, std::uint32_t token) {
  const TypeId time = scene.program.type("Time");
  for (MentionId m = scene.chart.starts[token]; m != kNone; m = scene.chart.mentions[m].next)
    if (scene.chart.mentions[m].type == time) return true;
  return false;
}

/// An amount that begins at a token; null when there is none.
const Quantity* amount_at(const Scene& scene, std::uint32_t token) {
  const TypeId quantity = scene.program.type("Quantity");
  for (MentionId m = scene.chart.starts[token]; m != kNone; m = scene.chart.mentions[m].next)
    if (scene.chart.mentions[m].type == quantity && scene.linked.index(m) < scene.linked.quantities.size())
      return &scene.linked.quantities[scene.linked.index(m)];
  return nullptr;
}

/// "over ten years": the length of a time.
bool is_length(const Scene& scene, std::uint32_t token) {
  const Quantity* q = amount_at(scene, token);
  return q != nullptr && q->dimension == "time";
}

/// "and the Norland Bank $278 million", "and hire 900 people", "and one with": behind "and" another deal or act begins.
bool other_deal(const Scene& scene, const link::Words& words, const Ground& g, std::uint32_t first, std::uint32_t until) {
  std::uint32_t at = first;
  while (at < until && words.determiner(at) && !scene.text.tokens[at].is(Token::kNumeral)) ++at;
  for (const Named& n : g.names)
    if (n.first == at && holds_sum(g, n.last, n.last + 1)) return true;
  if (at + 1 >= until) return false;
  const Sign* role = role_at(g, at + 1);
  if (role != nullptr && (role->word == "with" || role->word == "for") && amount_at(scene, at) != nullptr) return true;
  return at == first && words.verb(at) && amount_at(scene, at + 1) != nullptr;
}

/// Where the words on a subject end: at punctuation, a word of worth, a party, a clause or a time.
std::uint32_t subject_end(const Scene& scene, const link::Words& words, const Ground& g, std::uint32_t begin, std::uint32_t until) {
  std::uint32_t end = begin;
  for (; end < until; ++end) {
    const Token& t = scene.text.tokens[end];
    const char mark = mark_at(scene.text, end);
    if (mark == ',' || mark == ';' || mark == '.' || mark == '"' || mark == '(' || mark == '[' || mark == ':') break;
    if (t.is(Token::kPunct) && t.is(Token::kNonAscii)) break;
    if (std::any_of(g.worths.begin(), g.worths.end(), [&](const Sign& w) { return w.first == end && w.word == "deal"; })) break;
    const Sign* role = role_at(g, end);
    if (role == nullptr || end == begin) continue;
    if (role->word == "and" && other_deal(scene, words, g, role->last, until)) break;
    if (role->word == "relative" || role->word == "from" || role->word == "by" || role->word == "through") break;
    if (role->word != "and" && role->word != "of" && role->last < until &&
        (is_time(scene, role->last) || holds_sum(g, role->last, role->last + 2)))
      break;
  }
  while (end > begin && std::any_of(g.roles.begin(), g.roles.end(), [&](const Sign& s) { return s.last == end; })) --end;
  return end;
}

/// "raised $5 million and plans to hire": the infinitive hangs on a word of stage that "and" leads to.
bool begins_other_act(const Ground& g, const Sign& to, std::uint32_t from) {
  const auto follows_and = [&](std::uint32_t t) {
    return std::any_of(g.roles.begin(), g.roles.end(), [&](const Sign& r) { return r.word == "and" && r.last == t; });
  };
  return std::any_of(g.stages.begin(), g.stages.end(),
                     [&](const Sign& s) { return s.first > from && s.first < to.first && s.last == to.last && follows_and(s.first); });
}

}  // namespace

Span subject_of(const Scene& scene, const link::Words& words, const Ground& g, const Cue& cue, std::uint32_t from, std::uint32_t until) {
  for (const Sign& s : g.roles) {  // behind "on", "for", "to" and a verb
    if (s.first < from || s.last >= until || s.first < cue.first) continue;
    const bool infinitive =
        s.word == "to" && scene.text.tokens[s.last].is(Token::kLower) && words.verb(s.last) && !words.determiner(s.last);
    if (infinitive && begins_other_act(g, s, from)) break;
    if (infinitive && words.auxiliary(s.last)) continue;  // "to be built"
    if ((!is_aim(s) && !infinitive) || holds_sum(g, s.last, s.last + 3) || is_time(scene, s.last) || is_length(scene, s.last)) continue;
    if (words.determiner(s.last) && s.last + 1 < until && is_time(scene, s.last + 1)) continue;
    const std::uint32_t end = subject_end(scene, words, g, s.last, until);
    if (end > s.last + (infinitive ? 1U : 0U)) return scene.text.span(s.last, end);
  }
  for (const Sum& sum : g.sums) {  // "$3 billion in a battery plant", "$500 million of bonds"
    if (sum.first < cue.first || sum.last >= until) continue;
    const Sign* role = role_at(g, sum.last);
    if (role == nullptr || (role->word != "in" && role->word != "of") || is_time(scene, role->last)) continue;
    const std::uint32_t end = subject_end(scene, words, g, role->last, until);
    if (end > role->last) return scene.text.span(role->last, end);
  }
  if (cue.shape != "active" || cue.last >= until || holds_sum(g, cue.last, cue.last + 1)) return {};
  std::uint32_t at = cue.last;
  while (at < until && words.determiner(at) && amount_at(scene, at) == nullptr) ++at;
  if (const Quantity* q = at < until ? amount_at(scene, at) : nullptr; q != nullptr && q->dimension != "time" && q->dimension != "money") {
    const std::uint32_t end = scene.chart.mentions[q->mention].last;  // a 51% stake, 3.5 million tonnes; not One Harbour Bank
    const auto capital = [&](std::uint32_t t) { return t < until && scene.text.tokens[t].is(Token::kCap); };
    if (capital(at) || capital(at + 1)) return {};
    const link::Phrase counted = words.right(end, until);
    return scene.text.span(at, counted.empty() || counted.first != end ? end : counted.last);
  }
  const link::Phrase object = words.right(cue.last, until);
  const bool named = std::any_of(g.names.begin(), g.names.end(), [&](const Named& n) { return n.last == object.last; });
  return object.empty() || named ? Span{} : scene.text.span(object.first, object.last);
}

}  // namespace milepost::fact
