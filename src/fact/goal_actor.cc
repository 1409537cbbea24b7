// Who aims. Doors: Actors::of. The order of its sources is the order of the contract: the clause, the sentence, the speaker, the sentences
// before, the document.
#include "fact/goal_actor.h"

#include <algorithm>

namespace milepost::fact {

namespace {

constexpr std::uint32_t kBack = 40;  ///< names looked at before a pointing word, nearest first

/// initials("Global Health Security Agenda", "GHSA"): the capitals that words begin with spell the abbreviation.
bool initials(std::string_view name, std::string_view abbreviation) {
  std::size_t at = 0;
  bool start = true;
  for (const char c : name) {
    if (start && c >= 'A' && c <= 'Z') {
      if (at == abbreviation.size() || abbreviation[at] != c) return false;
      ++at;
    }
    start = c == ' ' || c == '-';
  }
  return at == abbreviation.size() && name.find(' ') != std::string_view::npos;
}

}  // namespace

Actors::Actors(const Scene& scene, const link::Words& words, const std::vector<Statement>& statements)
    : scene_(scene),
      words_(words),
      statements_(statements),
      ids_(scene.program),
      pointer_(scene.program.type("SpeakerWord")),
      who_(scene.program.attribute("who")) {}

void Actors::prepare() {
  if (ready_) return;
  ready_ = true;
  names_ = names_of(scene_);
  name_of_.assign(scene_.text.tokens.size(), kNone);
  for (std::uint32_t n = 0; n < names_.size(); ++n)
    for (std::uint32_t t = names_[n].first; t < names_[n].last; ++t)
      if (name_of_[t] == kNone) name_of_[t] = n;
  std::size_t main = 0, state = 0;
  main_ = document_actor(false, main);
  state_ = document_actor(true, state);
  if (state * 2 < main) state_ = kNone;  // named in passing
}

const Named* Actors::named_at(std::uint32_t token) const {
  return name_of_[token] == kNone ? nullptr : &names_[name_of_[token]];
}

/// May this entity aim at something? Media and cities are told of, they rarely aim.
bool Actors::acts(const Entity& e) const {
  if (e.type == Entity::Type::kPerson) return true;
  if (e.type == Entity::Type::kOrganization) return e.kind != "media" && last_role(e) != "instrument" && last_role(e) != "work";
  return e.kind == "country" || e.kind == "region";
}

/// A preposition stands before the name, articles, titles and other names between them or not.
bool Actors::led(const Named& n, std::uint32_t floor) const {
  for (std::uint32_t i = n.first, steps = 0; i > floor && steps < 4; ++steps) {
    --i;
    if (words_.preposition(i)) return true;
    if (!words_.determiner(i) && !words_.token(i).is(Token::kCap) && !(words_.adjective(i) && !words_.finite(i))) return false;
  }
  return false;
}

std::string_view Actors::role(std::uint32_t token) const {
  const TypeId type = scene_.program.type("ActorWord");
  for (MentionId m = scene_.chart.starts[token]; m != kNone; m = scene_.chart.mentions[m].next)
    if (scene_.chart.mentions[m].type == type) return scene_.chart.get(scene_.chart.mentions[m], ids_.role).text;
  return {};
}

/// The role of the last word of an entity's first mention: "Norland Housing Act" is an instrument.
std::string_view Actors::last_role(const Entity& e) const {
  if (e.mentions.empty() || e.mentions[0] >= scene_.chart.mentions.size()) return {};
  return role(scene_.chart.mentions[e.mentions[0]].last - 1);
}

/// "the Ohio plant": a region that only says where something stands.
bool Actors::modifies(const Named& n) const {
  const Entity& e = scene_.linked.entities[n.entity];
  return e.type == Entity::Type::kPlace && e.kind == "region" && n.last < scene_.text.tokens.size() && words_.token(n.last).is(Token::kLower) &&
         words_.alpha(n.last) && words_.noun(n.last) && !words_.finite(n.last) && (role(n.last).empty() || role(n.last) == "instrument" || role(n.last) == "work");
}

/// The organization or the country that is named most, earlier and in the title before others.
std::uint32_t Actors::document_actor(bool state, std::size_t& weight_of) const {
  std::uint32_t best = kNone;
  std::size_t most = 0;
  const std::uint32_t head = scene_.text.document->title_bytes;
  for (std::uint32_t i = 0; i < scene_.linked.entities.size(); ++i) {
    const Entity& e = scene_.linked.entities[i];
    if (e.type == Entity::Type::kPerson || !acts(e) || e.spans.empty() || e.kind == "exchange") continue;
    if (state && (e.type != Entity::Type::kPlace || e.kind != "country")) continue;
    std::size_t weight = 0;
    for (const MentionId m : e.mentions) {
      if (m >= scene_.chart.mentions.size()) continue;
      const std::uint32_t token = scene_.chart.mentions[m].first;
      const bool subject = name_of_[token] != kNone && !led(names_[name_of_[token]], scene_.text.sentences[scene_.text.sentence_of[token]].first);
      weight += subject ? 3 : 1;
      if (scene_.text.tokens[token].begin < head && subject) weight += 4;
    }
    if (e.spans[0].begin < head + 200) weight += 3;
    if (e.kind == "region") weight = weight / 2;
    if (e.type == Entity::Type::kOrganization && last_role(e) == "government") weight = weight * 2 + 4;
    if (weight > most) most = weight, best = i;
  }
  weight_of = most;
  return best;
}

/// The government, the firm or the office behind a person; the person where none is known.
Actors::Who Actors::of_person(std::uint32_t entity) const {
  const Entity& e = scene_.linked.entities[entity];
  if (e.type != Entity::Type::kPerson) return {entity, {}};
  if (e.organization != kNone && e.organization < scene_.linked.entities.size()) return {e.organization, {}};
  for (std::uint32_t i = 0; i < scene_.linked.entities.size() && !e.country.empty(); ++i)
    if (is_state(scene_.linked.entities[i]) && scene_.linked.entities[i].country == e.country) return {i, {}};
  return {entity, {}};
}

/// "the Norland government", "Oslo city council": a seat of government with a name before it.
Actors::Who Actors::government(const Phrases& phrases, Range r) const {
  for (std::uint32_t i = r.first + 1; i < r.last && !words_.preposition(i); ++i) {
    const std::string_view kind = role(i);
    if (kind != "seat" && kind != "government" && kind != "members") continue;
    std::uint32_t from = i;
    while (from > r.first && (words_.nominal(from - 1) || words_.hyphen(from - 1)) && !words_.determiner(from - 1)) --from;
    while (from < i && !words_.token(from).is(Token::kCap)) ++from;
    if (from < i) return {kNone, phrases.text({from, i + 1})};
  }
  return {};
}

/// A verb in the third person: what looks like a plural before it is a name.
bool Actors::third(std::uint32_t token) const {
  return token < scene_.text.tokens.size() && (words_.classes(token) & scene_.program.class_bit("s")) != 0;
}

/// The name or pointing word of a phrase: its head, or who owns it; with `any`, whoever stands in it.
Actors::Who Actors::in_phrase(const Phrases& phrases, Range r, bool any) const {
  if (r.empty()) return {};
  if (r.first > 0 && words_.determiner(r.first - 1)) --r.first;  // "the government" is one word to point with
  for (std::uint32_t t = r.first; t < r.last; ++t)
    for (MentionId m = scene_.chart.starts[t]; m != kNone; m = scene_.chart.mentions[m].next) {
      const Mention& x = scene_.chart.mentions[m];
      const bool owns = t == r.first && x.last < r.last && !words_.alpha(x.last);  // the company's output
      if (x.type == pointer_ && (x.last >= r.last || owns || (x.last == t + 1 && r.last == r.first + 1)))
        return pointed(scene_.chart.get(x, who_).text, t, words_.view(x.last - 1));
    }
  Who loose;
  for (std::uint32_t t = r.first; t < r.last; ++t) {
    const Named* n = named_at(t);
    if (n == nullptr) continue;
    const Entity& e = scene_.linked.entities[n->entity];
    t = n->last - 1;
    if (!acts(e)) continue;
    if (!led(*n, r.first) && !(modifies(*n) && role(r.last - 1).empty())) {
      if (e.type == Entity::Type::kPlace && n->last + 1 < r.last && phrases.possessive(n->last))  // Norland's Ministry of Trade
        if (const Named* own = named_at(n->last + 1); own != nullptr && scene_.linked.entities[own->entity].type == Entity::Type::kOrganization &&
                                                      acts(scene_.linked.entities[own->entity]))
          return {own->entity, {}};
      const Who seat = government(phrases, {n->first, r.last});
      if (seat.known() && (e.type == Entity::Type::kPlace || role(r.last - 1) == "members")) return seat;
      if (e.type == Entity::Type::kPlace && person_behind(*n, r.last) != kNone) return {person_behind(*n, r.last), {}};
      return {n->entity, {}};
    }
    if (!loose.known() && (any || phrases.word(n->first - 1, ids_.of))) loose = {n->entity, {}};
  }
  if (const Who seat = government(phrases, r); seat.known()) return seat;
  Range own = phrases.trimmed(r);  // a name that is no known one
  if (own.last > own.first + 1 && words_.token(own.last - 1).is(Token::kNumeral)) --own.last;
  if (own.last == own.first + 1 && words_.token(own.first).is(Token::kCap))  // the short name of a body: "Norland" for Norland Steel
    for (std::uint32_t e = 0; e < scene_.linked.entities.size(); ++e) {
      const Entity& x = scene_.linked.entities[e];
      const std::string_view word = words_.view(own.first);
      if (word.size() > 3 && !words_.token(own.first).is(Token::kAbbreviation) && x.type == Entity::Type::kOrganization && acts(x) && x.name.size() > word.size() && x.name.starts_with(word) && x.name[word.size()] == ' ')
        return {e, {}};
    }
  bool caps = !own.empty() && own.last - own.first <= 6 && !(own.last == own.first + 1 && (any || (words_.plural(own.first) && !third(own.last))));
  for (std::uint32_t t = own.first; t < own.last && caps; ++t)
    caps = words_.token(t).is(Token::kCap) && (words_.token(t).word == kUnknownWord || words_.token(t).is(Token::kUpper) || t > own.first);
  if (caps && named_at(own.last - 1) == nullptr && role(own.last - 1) != "instrument" && role(own.last - 1) != "work")
    return {kNone, phrases.text(own)};
  return loose;
}

/// The person whose title begins with a place's name: "Norland President Ann Lee"; kNone when there is none.
std::uint32_t Actors::person_behind(const Named& place, std::uint32_t until) const {
  for (std::uint32_t t = place.last; t < until && t < place.last + 4 && words_.token(t).is(Token::kCap); ++t)
    if (const Named* n = named_at(t); n != nullptr && scene_.linked.entities[n->entity].type == Entity::Type::kPerson) return n->entity;
  return kNone;
}

/// Whom "it", "the ministry", "the government" or "we" means at a token.
Actors::Who Actors::pointed(std::string_view who, std::uint32_t token, std::string_view word) const {
  if (who == "self") return speaker(token, true);
  const auto fits = [&](const Entity& e, bool exact) {
    const bool organization = e.type == Entity::Type::kOrganization;
    if (who == "person" || who == "office") return e.type == Entity::Type::kPerson;
    if (exact) return (organization || e.type == Entity::Type::kPlace) && holds(e.name, word);
    if (who == "firm") return organization && (e.kind == "company" || e.kind.empty());
    if (who == "body") return organization && e.kind != "company";
    if (who == "state") return is_state(e) || (organization && last_role(e) == "government");
    return e.type != Entity::Type::kPerson && acts(e);
  };
  const std::uint32_t sentence = scene_.text.sentence_of[token];
  if (who == "it" || who == "they" || who == "person") {  // the subject of this sentence or the one before
    for (std::uint32_t s = sentence + 1, steps = 0; s-- > 0 && steps < 3; ++steps) {
      const Sentence& at = scene_.text.sentences[s];
      const Who found = subject_of(at.first, s == sentence ? token : at.last);
      if (found.entity != kNone && fits(scene_.linked.entities[found.entity], false)) return found;
      if (found.known() && who != "person" && found.entity == kNone) return found;
    }
  }
  const auto end = std::lower_bound(names_.begin(), names_.end(), token, [](const Named& n, std::uint32_t t) { return n.first < t; });
  const auto begin = end - std::min<std::ptrdiff_t>(end - names_.begin(), static_cast<std::ptrdiff_t>(kBack));
  for (const bool exact : {true, false}) {
    if (exact && (who == "it" || who == "they" || who == "person")) continue;
    for (auto n = end; n != begin;)
      if (--n; fits(scene_.linked.entities[n->entity], exact)) return {n->entity, {}};
    if (!exact) continue;
    for (std::uint32_t e = 0; e < scene_.linked.entities.size() && e < kBack; ++e)
      if (fits(scene_.linked.entities[e], true)) return {e, {}};
  }
  return {};
}

/// The word of government behind a place's name: "Oslo city council"; kNone when there is none.
std::uint32_t Actors::seat_behind(const Named& n) const {
  if (scene_.linked.entities[n.entity].type != Entity::Type::kPlace) return kNone;
  for (std::uint32_t t = n.last; t < scene_.text.tokens.size() && t < n.last + 2; ++t) {
    const std::string_view kind = role(t);
    if (kind == "government" || kind == "seat") return t;
    if (!words_.alpha(t) || !words_.nominal(t)) break;
  }
  return kNone;
}

/// The first name of a stretch that no preposition leads, or whom its pointing word means.
Actors::Who Actors::subject_of(std::uint32_t first, std::uint32_t before) const {
  for (std::uint32_t t = first; t < before; ++t) {
    const Named* n = named_at(t);
    if (n != nullptr) {
      if (const std::uint32_t seat = seat_behind(*n); n->first >= first && seat != kNone && !led(*n, first))
        return {kNone, scene_.text.view(scene_.text.span(n->first, seat + 1))};
      const bool aside = n->first > first && !words_.alpha(n->first - 1) && words_.view(n->first - 1) == "(";
      if (n->first >= first && acts(scene_.linked.entities[n->entity]) && !led(*n, first) && !aside && !modifies(*n)) {
        const std::uint32_t person = person_behind(*n, before);
        return {person != kNone ? person : n->entity, {}};
      }
      t = n->last - 1;
      continue;
    }
    if (t > first && words_.preposition(t - 1)) continue;
    for (MentionId m = scene_.chart.starts[t]; m != kNone; m = scene_.chart.mentions[m].next) {
      const Mention& x = scene_.chart.mentions[m];
      if (x.type != pointer_ || t == 0) continue;
      const std::string_view who = scene_.chart.get(x, who_).text;
      if (who == "firm" || who == "body" || who == "state" || who == "self") return pointed(who, t, words_.view(x.last - 1));
    }
  }
  return {};
}

/// "will be built by Norland Steel".
Actors::Who Actors::agent(const Phrases& phrases, const Field& field, const Setting& setting) const {
  if (setting.mood == nullptr) return {};
  for (std::uint32_t i = setting.mood->last; i + 1 < field.last && i < setting.mood->last + 16; ++i) {
    if (phrases.mark(i, ';')) break;
    if (!phrases.word(i, ids_.by) || phrases.timed(i + 1)) continue;
    std::uint32_t t = i + 1;
    while (t < field.last && (words_.determiner(t) || words_.adjective(t))) ++t;
    if (const Named* n = t < field.last ? named_at(t) : nullptr; n != nullptr && n->first <= t && acts(scene_.linked.entities[n->entity]))
      return in_phrase(phrases, phrases.noun_at(i + 1, 0), false);
  }
  return {};
}

/// Who says the words at a token; for "we" the body spoken for.
Actors::Who Actors::speaker(std::uint32_t token, bool self) const {
  const Span at = scene_.text.tokens[token].span();
  const Statement* inner = nullptr;
  for (const Statement& s : statements_) {
    if (s.span.begin > at.begin) break;
    if (s.span.covers(at) && s.speaker != kNone) inner = &s;
  }
  if (inner != nullptr) {
    const Entity& e = scene_.linked.entities[inner->speaker];
    if (e.type != Entity::Type::kPerson) return {inner->speaker, {}};
    const Who body = of_person(inner->speaker);
    return self || body.entity != inner->speaker ? body : Who{};
  }
  for (const Statement& s : statements_)  // an unnamed speaker: "the Norland government"
    if (self && s.span.covers(at) && !s.speaker_text.empty() && s.speaker_text.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos)
      return {kNone, s.speaker_text};
  if (!self || main_ == kNone) return {};
  const Entity& main = scene_.linked.entities[main_];  // "we" of a statement is its government, country or firm
  const bool speaks_for = main.kind == "company" || last_role(main) == "government" || is_state(main) || state_ == kNone;
  return {speaks_for ? main_ : state_, {}};
}

/// Is the amount at a token told in this entity's words?
bool Actors::speaks(std::uint32_t entity, std::uint32_t token) const {
  const Span at = scene_.text.tokens[token].span();
  return std::any_of(statements_.begin(), statements_.end(), [&](const Statement& s) { return s.speaker == entity && s.span.covers(at); });
}

bool Actors::mention(std::uint32_t token, std::string_view type) const {
  const TypeId id = scene_.program.type(type);
  for (MentionId m = scene_.chart.starts[token]; m != kNone; m = scene_.chart.mentions[m].next)
    if (scene_.chart.mentions[m].type == id) return true;
  return false;
}

/// "Norland's goal of 40%": whose aim it is, where it is named before the amount.
Actors::Who Actors::owner_of_aim(const Phrases& phrases, const Setting& setting, std::uint32_t first) const {
  const GoalCue* noun = setting.noun != nullptr ? setting.noun : setting.predicate != nullptr ? setting.predicate->noun : nullptr;
  if (noun == nullptr || noun->last > first) return {};
  const Range before = phrases.subject_at(noun->first);
  for (std::uint32_t i = before.first; i < before.last; ++i)
    if (phrases.possessive(i)) return in_phrase(phrases, {before.first, i}, false);
  return {};
}

/// "has asked Norland to cut": the one who is to do it.
Actors::Who Actors::asked(const Phrases& phrases, const Field& field, const Setting& setting) const {
  if (setting.verb == nullptr || setting.verb->first < field.first + 3 || !phrases.word(setting.verb->first - 1, ids_.to)) return {};
  std::uint32_t end = setting.verb->first - 2;
  if (phrases.mark(end, ')'))  // Norland Energy (NE)
    while (end > field.first + 1 && words_.view(end + 1) != "(") --end;
  const Named* n = named_at(end);
  if (n == nullptr || n->first <= field.first || led(*n, field.first) || !acts(scene_.linked.entities[n->entity])) return {};
  std::uint32_t verb = n->first - 1;
  while (verb > field.first && words_.determiner(verb)) --verb;
  return words_.finite(verb) ? Who{n->entity, {}} : Who{};
}

/// "The policy aims": who is the subject where the policy was first told of.
Actors::Who Actors::behind_instrument(Range subject) const {
  if (subject.empty() || subject.last - subject.first > 2 || role(subject.last - 1) != "instrument") return {};
  const std::uint32_t sentence = scene_.text.sentence_of[subject.first];
  const WordId word = words_.token(subject.last - 1).word;
  for (std::uint32_t s = sentence, steps = 0; s-- > 0 && steps < 4; ++steps) {
    const Sentence& at = scene_.text.sentences[s];
    for (std::uint32_t t = at.first; t < at.last; ++t)
      if (word != kUnknownWord && words_.token(t).word == word)
        if (const Who who = subject_of(at.first, t); who.known()) return who.entity == kNone ? who : of_person(who.entity);
  }
  return {};
}

/// What the sentence itself says of who aims.
Actors::Who Actors::stated(const Field& field, const Phrases& phrases, const Setting& setting, std::uint32_t first, Goal::Kind kind) const {
  const bool forecast = kind == Goal::Kind::kForecast;
  const GoalCue* cue = setting.mood != nullptr ? setting.mood : setting.noun;
  if (cue == nullptr) cue = setting.verb;
  if (const Who who = owner_of_aim(phrases, setting, first); who.known()) return who;
  const bool receives = cue != nullptr && !forecast && mention(cue->first, "ReceiveVerb");
  if (receives)
    if (const Who who = speaker(first, false); who.known()) return who;
  if (cue != nullptr && !receives) {
    const Range subject = phrases.subject_at(cue->first);
    if (const Who who = in_phrase(phrases, subject, forecast); who.known() && !setting.subject) return who;
    if (const Who who = agent(phrases, field, setting); who.known() && setting.passive) return who;
    if (const Who who = asked(phrases, field, setting); who.known()) return who;
    if (const Who who = behind_instrument(subject); who.known()) return who;
    if (setting.noun != nullptr && setting.noun != cue)
      if (const Who who = in_phrase(phrases, phrases.subject_at(setting.noun->first), false); who.known()) return who;
  }
  if (forecast || receives) return {};
  const std::uint32_t until = cue != nullptr ? std::min(cue->first, first) : first;
  for (auto p = field.predicates.rbegin(); p != field.predicates.rend(); ++p) {  // the verbs that the clause hangs on, nearest first
    if (p->form != Predicate::Form::kFinite || p->first >= until || p->first <= field.first) continue;
    const Who who = in_phrase(phrases, phrases.subject_at(p->first), false);
    if (who.known()) return who.entity != kNone && speaks(who.entity, first) ? of_person(who.entity) : who;
  }
  if (const Who who = subject_of(field.first, std::max(until, field.first)); who.known())
    return who.entity != kNone && speaks(who.entity, first) ? of_person(who.entity) : who;

  if (const Who who = speaker(first, false); who.known()) return who;
  for (std::uint32_t t = field.first; t < first; ++t)  // any body named before the amount
    if (const Named* n = named_at(t); n != nullptr) {
      if (scene_.linked.entities[n->entity].type == Entity::Type::kOrganization && acts(scene_.linked.entities[n->entity])) return {n->entity, {}};
      t = n->last - 1;
    }
  return {};
}

/// Is the subject a market or a sector, which has no will?
bool Actors::of_market(const Field& field, const Phrases& phrases, const Setting& setting) const {
  const GoalCue* cue = setting.mood != nullptr ? setting.mood : setting.verb;
  if (cue == nullptr || cue->first <= field.first) return false;
  const Range subject = phrases.subject_at(cue->first);
  for (std::uint32_t i = subject.first; i < subject.last; ++i)
    if (role(i) == "market") return true;
  return false;
}

/// "the Global Seed Agenda (GSA)" for GSA: the words before the first abbreviation in brackets whose capitals spell it.
std::string_view Actors::spelled_out(std::string_view abbreviation) const {
  if (abbreviation.size() < 3 || abbreviation.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos) return {};
  const auto& tokens = scene_.text.tokens;
  for (std::uint32_t i = 2; i + 1 < tokens.size(); ++i) {
    if (words_.view(i) != abbreviation || words_.view(i - 1) != "(" || words_.view(i + 1) != ")") continue;
    std::size_t left = abbreviation.size();
    for (std::uint32_t k = i - 1; k > 0 && i - k < 16 && left > 0;) {
      --k;
      const bool letter = tokens[k].is(Token::kCap) && scene_.text.document->text[tokens[k].begin] == abbreviation[left - 1];
      if (letter && --left == 0) return scene_.text.view(scene_.text.span(k, i - 1));
      if (!letter && tokens[k].is(Token::kPunct) && !words_.hyphen(k)) break;
    }
  }
  return {};
}

std::string_view Actors::name(const Who& who) const {
  std::string_view given = who.entity != kNone ? scene_.linked.entities[who.entity].name : who.text;
  if (who.entity != kNone && given.find(' ') == std::string_view::npos && !last_role(scene_.linked.entities[who.entity]).empty())
    for (const Entity& e : scene_.linked.entities)  // "the Administration" for the Norland Administration
      if (e.type == Entity::Type::kOrganization && e.name.size() > given.size() + 1 && e.name.ends_with(given) &&
          e.name[e.name.size() - given.size() - 1] == ' ') {
        given = e.name;
        break;
      }
  if (given.size() > 12) return given;
  for (const Entity& e : scene_.linked.entities)
    if (e.type == Entity::Type::kOrganization && given.size() >= 3 && initials(e.name, given)) return e.name;
  if (const std::string_view whole = spelled_out(given); !whole.empty()) return whole;
  const rules::LexiconTable* full = scene_.program.lexicon("actor_names");
  if (full == nullptr) return given;
  for (rules::RowId r = 0; r < full->rows.size(); ++r)
    if (full->rows[r].entry == given) return full->cell(r, full->column("name"));
  return given;
}

Actor Actors::of(const Field& field, const Setting& setting, std::uint32_t first, Goal::Kind kind) {
  prepare();
  const Phrases phrases(scene_, words_, ids_, field);
  Who who = stated(field, phrases, setting, first, kind);
  if (!who.known() && kind == Goal::Kind::kForecast && of_market(field, phrases, setting)) return {};
  bool assumed = false;
  if (!who.known() && kind != Goal::Kind::kForecast && last_.known() && field.sentence <= last_sentence_ + 2) who = last_;
  if (!who.known() && kind != Goal::Kind::kForecast && field.sentence > 0) {
    const Sentence& before = scene_.text.sentences[field.sentence - 1];
    who = subject_of(before.first, before.last);
    if (who.entity != kNone && scene_.linked.entities[who.entity].kind == "region") who = {};
  }
  const bool forecast = kind == Goal::Kind::kForecast;
  if (!who.known() && forecast && state_ != kNone) who = {state_, {}}, assumed = true;
  if (!who.known() && main_ != kNone && !forecast) who = {main_, {}}, assumed = true;
  if (!assumed && who.known()) last_ = who, last_sentence_ = field.sentence;
  return {name(who), assumed};
}

}  // namespace milepost::fact
