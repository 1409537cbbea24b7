// Who speaks: the phrase beside a cue of saying, and whom a pronoun, an office or "the ministry" means.
#include <algorithm>

#include "fact/kept.h"

namespace milepost::fact {

namespace {

constexpr std::uint32_t kLongest = 18;  ///< tokens of a speaker's phrase
constexpr std::size_t kBack = 60;       ///< names, speakers and entities looked at for a pointing word

/// Punctuation that no phrase of a speaker holds; hyphens, strokes, "&" and full stops within a sentence stand in names.
bool breaks(char stop) { return stop != '\0' && stop != '-' && stop != '&' && stop != '/' && stop != '\'' && stop != '.'; }

bool possessive_at(const Text& text, std::uint32_t token) {
  const std::string_view w = text.view(text.tokens[token]);
  return w.starts_with('\'') || w.starts_with("\u2019");
}

}  // namespace

SayWords::SayWords(const rules::Program& p)
    : saying(p.type("Saying")),
      pointer(p.type("SpeakerWord")),
      venue(p.type("Venue")),
      joint(p.type("SayJoint")),
      time(p.type("Time")),
      office(p.type("RoleNoun")),
      company(p.type("CompanyNoun")),
      body(p.type("SpeakerNoun")),
      paper(p.type("SpeakerPaper")),
      class_of(p.attribute("class")),
      form(p.attribute("form")),
      who(p.attribute("who")),
      words(p.attribute("words")),
      role(p.attribute("role")) {}

Speakers::Speakers(const Scene& scene, const SayWords& ids, const link::Words& words)
    : scene_(scene), ids_(ids), words_(words), named_(scene.kept->names), names_(named_.all()) {}

MentionId Speakers::mention(std::uint32_t token, TypeId type) const {
  for (MentionId m = scene_.chart.starts[token]; m != kNone; m = scene_.chart.mentions[m].next)
    if (scene_.chart.mentions[m].type == type) return m;
  return kNone;
}

std::string_view Speakers::joint(std::uint32_t token) const {
  const MentionId m = mention(token, ids_.joint);
  return m == kNone ? std::string_view{} : scene_.chart.get(scene_.chart.mentions[m], ids_.role).text;
}

const Named* Speakers::named_at(std::uint32_t token) const { return token < scene_.text.tokens.size() ? named_.at(token) : nullptr; }

bool Speakers::finite(std::uint32_t first, std::uint32_t last) const {
  for (std::uint32_t t = first; t < last; ++t) {
    if (named_.at(t) != nullptr || !words_.finite(t)) continue;
    const bool joined = t > first && stop_at(scene_.text, t - 1) == '-';  // "48 pct-owned by"
    if (!joined) return true;
  }
  return false;
}

Reach Speakers::phrase_before(std::uint32_t end, std::uint32_t floor) const {
  std::uint32_t t = end;
  while (t > floor && (words_.auxiliary(t - 1) || (words_.adverb(t - 1) && !words_.noun(t - 1) && named_at(t - 1) == nullptr))) --t;
  for (std::uint32_t back = t; back > floor && back + 5 > t; --back) {  // "Ann Lee on Monday said"
    const MentionId time = mention(back - 1, ids_.time);
    if (time == kNone || scene_.chart.mentions[time].last != t) continue;
    t = back - 1;
    if (t > floor && words_.preposition(t - 1)) --t;
    break;
  }
  Reach out{t, t};
  if (t > floor && stop_at(scene_.text, t - 1) == ')') {  // "Norland Power (NOPO) said"
    std::uint32_t u = t - 1;
    while (u > floor && stop_at(scene_.text, u) != '(') --u;
    if (t - u <= 8) out.first = out.last = t = u;
  }
  while (t > floor && out.last - t < kLongest) {
    if (const Named* n = named_at(t - 1); n != nullptr && n->first >= floor) {
      out.first = t = n->first;
      continue;
    }
    if (stop_at(scene_.text, t - 1) == ')') {  // "a Norland Power (NOPO) official"
      std::uint32_t u = t - 1;
      while (u > floor && stop_at(scene_.text, u) != '(') --u;
      if (u == floor || t - u > 8) break;
      out.first = t = u;
      continue;
    }
    if (breaks(stop_at(scene_.text, t - 1))) break;
    const std::string_view role = joint(t - 1);
    const bool list = role == "and" && t < out.last && t >= floor + 2 && scene_.text.tokens[t].is(Token::kCap) &&
                      scene_.text.tokens[t - 2].is(Token::kCap);
    if ((role == "and" && !list) || role == "that") break;
    if (role == "who") {
      if (out.last == t) out.first = --t;
      break;
    }
    const bool reduced = t < out.last && joint(t) == "by" && words_.participle(t - 1);  // "attorneys contacted by the court"
    if (words_.finite(t - 1) && !reduced) break;
    out.first = --t;
  }
  return out;
}

Reach Speakers::phrase_after(std::uint32_t begin, std::uint32_t ceiling) const {
  Reach out{begin, begin};
  while (out.last < ceiling && out.last - begin < kLongest) {
    const std::uint32_t t = out.last;
    if (const Named* n = named_at(t); n != nullptr && n->last <= ceiling) {
      out.last = std::max(n->last, t + 1);
      continue;
    }
    if (breaks(stop_at(scene_.text, t))) break;
    const std::string_view role = joint(t);
    const bool title = role == "and" && t > begin && t + 1 < ceiling && scene_.text.tokens[t - 1].is(Token::kCap) &&
                       scene_.text.tokens[t + 1].is(Token::kCap);  // "Minister of Industry and Trade Ann Lee"
    if (role == "that" || role == "who" || (role == "and" && !title)) break;
    if (mention(t, ids_.venue) != kNone || mention(t, ids_.time) != kNone) break;
    if (words_.preposition(t) && role != "of") break;
    if (words_.finite(t) && t > begin) break;
    ++out.last;
  }
  while (out.last > begin && named_at(out.last - 1) == nullptr && (words_.preposition(out.last - 1) || words_.determiner(out.last - 1)))
    --out.last;
  return out;
}

Reach Speakers::apposition_before(std::uint32_t end, std::uint32_t floor) const {
  std::uint32_t comma = end - 1;
  for (int chunk = 0; chunk < 4 && comma > floor; ++chunk) {
    std::uint32_t t = comma;
    while (t > floor && stop_at(scene_.text, t - 1) != ',' && stop_at(scene_.text, t - 1) != '"') --t;
    if (t == floor || stop_at(scene_.text, t - 1) == '"') return {};
    if (joint(t) != "who" && finite(t, comma)) return {};
    if (const Named* n = named_at(comma - 1);
        n != nullptr && n->first >= t && !led(*n, t) && scene_.linked.entities[n->entity].type == Entity::Type::kPerson)
      return {t, comma};  // "the head of the bank, Ann Lee, said"
    comma = t - 1;
    const Reach phrase = phrase_before(comma, floor);
    if (phrase.empty()) return {};
    const Named* n = named_at(phrase.last - 1);
    const bool unnamed = n == nullptr || (led(*n, phrase.first) && words_.determiner(phrase.first));  // "the government of Kenya"
    if (phrase.first == floor && unnamed && speaks(phrase)) return phrase;
    const bool begins = phrase.first == floor || breaks(stop_at(scene_.text, phrase.first - 1)) || !joint(phrase.first - 1).empty();
    if (n != nullptr && begins && scene_.linked.entities[n->entity].type != Entity::Type::kPlace && !led(*n, phrase.first)) return phrase;
  }
  return {};
}

std::uint32_t Speakers::holder_behind(Reach phrase, std::uint32_t ceiling) const {
  constexpr std::uint32_t kRest = 6;
  std::uint32_t comma = phrase.last;
  while (comma < ceiling && comma < phrase.last + kRest && !breaks(stop_at(scene_.text, comma)) && !words_.finite(comma)) ++comma;
  if (comma + 1 >= ceiling || stop_at(scene_.text, comma) != ',') return kNone;
  bool office = false;
  for (std::uint32_t t = phrase.first; t < comma; ++t) office = office || mention(t, ids_.office) != kNone;
  if (!office) return kNone;
  const Named* n = named_at(comma + 1);
  if (n == nullptr || n->first != comma + 1 || scene_.linked.entities[n->entity].type != Entity::Type::kPerson) return kNone;
  if (n->last < ceiling && words_.finite(n->last)) return kNone;
  for (std::uint32_t t = phrase.first; t < comma; ++t)
    if (const Named* o = named_at(t); o != nullptr && scene_.linked.entities[o->entity].type == Entity::Type::kPerson) return kNone;
  return n->entity;
}

bool Speakers::led(const Named& name, std::uint32_t floor) const {
  for (std::uint32_t t = name.first; t > floor; --t) {
    if (words_.preposition(t - 1)) return true;
    if (!words_.determiner(t - 1) && !words_.adjective(t - 1)) return false;
  }
  return false;
}

bool Speakers::is_person(const Speaker& s) const {
  return s.entity == kNone ? !s.text.empty() : scene_.linked.entities[s.entity].type == Entity::Type::kPerson;
}

Speaker Speakers::pointed(std::string_view who, std::string_view word, std::uint32_t token, std::string_view text) const {
  const auto& entities = scene_.linked.entities;
  const auto fits = [&](const Entity& e) {
    const bool organization = e.type == Entity::Type::kOrganization;
    if (who == "person") return e.type == Entity::Type::kPerson;
    if (who == "office") return e.type == Entity::Type::kPerson && holds(e.role, word);
    if (who == "firm") return organization && (e.kind == "company" || holds(e.name, word));
    if (who == "body") return organization && holds(e.name, word);
    if (who == "they" && is_state(e)) return false;
    if (who == "state") return is_state(e) || (organization && e.kind == "government");
    return organization || is_state(e);
  };
  const std::uint32_t here = paragraph(token);
  for (const bool near : {true, false})
    for (std::size_t h = heard_.size(), n = 0; h-- > 0 && n < kBack; ++n) {
      const Heard& x = heard_[h];
      if (near && x.paragraph != here) break;
      const bool surname = who == "person" && n < 3 && !x.speaker.text.empty() && x.speaker.text[0] >= 'A' && x.speaker.text[0] <= 'Z';
      const bool unnamed = who == "they" || surname || (who == "office" && holds(x.speaker.text, word)) || (near && who == "person");
      if (x.speaker.entity != kNone ? fits(entities[x.speaker.entity]) : unnamed) return x.speaker;
      if (who == "they" && n == 0 && x.speaker.entity == kNone) return x.speaker;
    }
  const auto end = std::lower_bound(names_.begin(), names_.end(), token, [](const Named& n, std::uint32_t t) { return n.first < t; });
  const auto begin = end - std::min<std::ptrdiff_t>(end - names_.begin(), static_cast<std::ptrdiff_t>(kBack));
  for (const bool subject : {true, false})  // a name that opens its sentence is what the text goes on about
    for (auto n = end; n != begin;) {
      --n;
      const bool opens = n->first <= scene_.text.sentences[scene_.text.sentence_of[n->first]].first + 1;
      const bool owner = who != "person" && !opens && n->last < token && possessive_at(scene_.text, n->last);  // "NASA's telescope. They"
      if (n->last <= token && (opens || !subject) && !owner && fits(entities[n->entity])) return {n->entity, {}};
    }
  if (who == "body")  // named only later
    for (std::uint32_t e = 0; e < entities.size() && e < kBack; ++e)
      if (fits(entities[e])) return {e, {}};
  if (who == "firm")  // a utility that is a public body
    for (std::size_t h = heard_.size(), n = 0; h-- > 0 && n < kBack; ++n)
      if (const std::uint32_t e = heard_[h].speaker.entity; e != kNone && entities[e].type == Entity::Type::kOrganization) return {e, {}};
  if (who == "person" || who == "it" || who == "they") return last();
  return {kNone, text};
}

bool Speakers::timed(std::uint32_t first, std::uint32_t last) const {
  while (first < last && mention(first, ids_.time) == kNone) ++first;
  return first < last;
}

Reach Speakers::writer_of(Reach phrase) const {
  const std::uint32_t head = phrase.last - 1;
  if (phrase.last < phrase.first + 2 || mention(head, ids_.paper) == kNone) return phrase;
  for (std::uint32_t t = head; t-- > phrase.first + 1;)
    if (possessive_at(scene_.text, t)) return !timed(phrase.first, t) ? Reach{phrase.first, t} : phrase;
  const Named* n = named_at(head - 1);
  return n != nullptr && n->last == head ? Reach{phrase.first, head} : phrase;  // "Norland Bank data"
}

Speaker Speakers::meant(Reach phrase) const {
  if (phrase.empty()) return {};
  phrase = writer_of(phrase);
  if (joint(phrase.first) == "who") {  // "Ann Lee, who said"
    std::uint32_t t = phrase.first;
    if (t > 0 && stop_at(scene_.text, t - 1) == ',') --t;
    const Named* n = t > 0 ? named_at(t - 1) : nullptr;
    return n == nullptr ? Speaker{} : Speaker{n->entity, {}};
  }
  if (const MentionId m = mention(phrase.last - 1, ids_.pointer);
      m != kNone && scene_.chart.get(scene_.chart.mentions[m], ids_.who).text == "self")
    return {};  // "Ann Lee and I"
  const Named* head = nullptr;
  for (std::uint32_t t = phrase.first; t < phrase.last; ++t) {
    const Named* n = named_at(t);
    if (n == nullptr || n->first < phrase.first) continue;
    if (scene_.linked.entities[n->entity].type == Entity::Type::kPerson && !led(*n, phrase.first)) return {n->entity, {}};
    if (n->last == phrase.last || stop_at(scene_.text, n->last) == '(') head = head == nullptr ? n : head;
    t = n->last - 1;
  }
  if (head != nullptr && (head->first == phrase.first || !led(*head, phrase.first))) return {head->entity, {}};
  for (std::uint32_t t = phrase.first; t < phrase.last; ++t) {
    const MentionId m = mention(t, ids_.pointer);
    if (m == kNone) continue;
    const Mention& x = scene_.chart.mentions[m];
    if (x.last != phrase.last) continue;
    const std::string_view who = scene_.chart.get(x, ids_.who).text;
    if (who == "self") return {};
    return pointed(who, words_.view(x.last - 1), x.first, scene_.text.view(scene_.text.span(x.last - 1, x.last)));
  }
  while (phrase.first + 1 < phrase.last &&
         (words_.determiner(phrase.first) || words_.preposition(phrase.first) || scene_.text.tokens[phrase.first].is(Token::kPunct)))
    ++phrase.first;
  if (stop_at(scene_.text, phrase.last - 1) == ')') return {};
  return {kNone, scene_.text.view(scene_.text.span(phrase.first, phrase.last))};
}

Reach Speakers::plain_subject(std::uint32_t first, std::uint32_t before) const {
  Reach out{first, first};
  std::uint32_t head = kNone;  // the noun before the first preposition
  while (out.last < before && out.last - first < kLongest && !words_.finite(out.last) && stop_at(scene_.text, out.last) == '\0') {
    if (head == kNone && (words_.preposition(out.last) || named_at(out.last) != nullptr)) {
      if (out.empty() || named_at(out.last) != nullptr) return {};
      head = out.last - 1;
    }
    const Named* n = named_at(out.last);
    out.last = n != nullptr ? std::max(n->last, out.last + 1) : out.last + 1;
  }
  if (out.last >= before || out.empty() || !words_.finite(out.last) || mention(first, ids_.pointer) != kNone) return {};
  while (out.last - out.first > 1 && words_.adverb(out.last - 1) && !words_.noun(out.last - 1)) --out.last;
  if (head == kNone) head = out.last - 1;
  for (const TypeId type : {ids_.office, ids_.company, ids_.body})
    if (mention(head, type) != kNone) return out;
  return {};
}

Speaker Speakers::subject(std::uint32_t first, std::uint32_t before) const {
  if (words_.preposition(first)) {  // "In Oslo, the team praised"
    std::uint32_t comma = first + 1;
    while (comma < before && stop_at(scene_.text, comma) != ',' && !words_.finite(comma)) ++comma;
    if (comma + 1 < before && stop_at(scene_.text, comma) == ',' && finite(comma + 1, before)) first = comma + 1;
  }
  if (const Reach plain = plain_subject(first, before); !plain.empty()) return meant(plain);
  for (std::uint32_t t = first; t < before; ++t) {
    const MentionId m = mention(t, ids_.pointer);
    if (m != kNone && (t == first || !words_.preposition(t - 1))) return meant({t, scene_.chart.mentions[m].last});
    const Named* n = named_at(t);
    if (n == nullptr) continue;
    if (n->first >= first && !led(*n, first) && stop_at(scene_.text, std::min(n->last, before)) != '\'') return {n->entity, {}};
    t = n->last - 1;
  }
  return {};
}

bool Speakers::speaks(Reach phrase) const {
  std::uint32_t head = phrase.first;  // the noun before the first preposition
  for (std::uint32_t t = phrase.first; t < phrase.last && !words_.preposition(t); ++t)
    if (t == phrase.first || t + 1 == phrase.last || !words_.preposition(t + 1) || !words_.participle(t)) head = t;
  if (named_at(head) != nullptr || scene_.text.tokens[head].is(Token::kCap) || words_.pronoun(head)) return true;
  for (std::uint32_t t = phrase.first; t <= head; ++t)
    for (const TypeId type : {ids_.office, ids_.company, ids_.body, ids_.pointer})
      if (const MentionId m = mention(t, type); m != kNone && scene_.chart.mentions[m].last == head + 1) return true;
  return false;
}

void Speakers::remember(const Speaker& speaker, std::uint32_t token) { heard_.push_back({speaker, paragraph(token)}); }

}  // namespace milepost::fact
