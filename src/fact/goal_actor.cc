// Who aims. Doors: Actors::of. The order of its sources is the order of the contract: the clause, the sentence, the speaker, the sentences
// before, the document.
#include "fact/goal_actor.h"

#include <algorithm>

#include "fact/kept.h"

namespace milepost::fact {

namespace {

constexpr std::uint32_t kBack = 40;    ///< names looked at before a pointing word, nearest first
constexpr std::uint32_t kListed = 12;  ///< sentences of a list behind the words that lead to it

}  // namespace

Actors::Actors(const Scene& scene, const link::Words& words, const std::vector<Statement>& statements)
    : scene_(scene),
      words_(words),
      statements_(statements),
      attribution_(statements),
      ids_(scene.kept->parts),
      pointer_(scene.program.type("SpeakerWord")),
      saying_(scene.program.type("Saying")),
      who_(scene.program.attribute("who")),
      names_(scene.kept->names.all()) {}

void Actors::prepare() {
  if (ready_) return;
  ready_ = true;
  index_names();
  std::size_t main = 0, state = 0;
  main_ = document_actor(false, main);
  state_ = document_actor(true, state);
  if (state * 2 < main) state_ = kNone;  // named in passing
}

/// Whom "it", "the ministry", "the government" or "we" means at a token.
Actors::Who Actors::pointed(std::string_view who, std::uint32_t token, std::string_view word) const {
  if (who == "self") return speaker(token, true);
  const bool seat = token + 1 < scene_.text.tokens.size() && role(token + 1) == "seat";  // the ministry
  const auto fits = [&](const Entity& e, bool exact) {
    const bool organization = e.type == Entity::Type::kOrganization;
    if (who == "office") return e.type == Entity::Type::kPerson && (exact ? in_office(e, word) : e.role.empty());
    if (who == "person") return e.type == Entity::Type::kPerson;
    if (exact) return (organization || e.type == Entity::Type::kPlace) && holds(e.name, word);
    if (who == "firm") return organization && (e.kind == "company" || e.kind.empty());
    if (who == "body") return organization && (seat ? e.kind == "government" : e.kind != "company");
    if (who == "state") return is_state(e) || (organization && last_role(e) == "government");
    return e.type != Entity::Type::kPerson && acts(e);
  };
  const std::uint32_t sentence = scene_.text.sentence_of[token];
  if (who == "it" || who == "they" || who == "person") {  // the subject of this sentence or the one before
    for (std::uint32_t s = sentence + 1, steps = 0; s-- > 0 && steps < 3; ++steps) {
      const Sentence& at = scene_.text.sentences[s];
      const Who found = subject_of(at.first, s == sentence ? token : at.last, true, s == sentence);
      if (found.entity != kNone && fits(scene_.linked.entities[found.entity], false)) return found;
      if (found.known() && who != "person" && found.entity == kNone) return found;
    }
  }
  if (who == "firm")  // "Norland Steel signed a deal with Ore Ltd. The company plans": who was told of before who was named in passing
    for (std::uint32_t s = sentence, steps = 0; s-- > 0 && steps < 3; ++steps) {
      const Who found = subject_of(scene_.text.sentences[s].first, scene_.text.sentences[s].last, false);
      if (found.entity != kNone && fits(scene_.linked.entities[found.entity], true)) break;  // "the Norland company" is named by its word
      if (found.entity != kNone && fits(scene_.linked.entities[found.entity], false)) return found;
    }
  if (who == "they") return {};  // the things of the sentence before
  const auto end = std::lower_bound(names_.begin(), names_.end(), token, [](const Named& n, std::uint32_t t) { return n.first < t; });
  const auto begin = end - std::min<std::ptrdiff_t>(end - names_.begin(), static_cast<std::ptrdiff_t>(kBack));
  for (const bool exact : {true, false}) {
    if (exact && (who == "it" || who == "they" || who == "person")) continue;
    for (auto n = end; n != begin;)
      if (--n; fits(scene_.linked.entities[n->entity], exact)) return {n->entity, {}};
    if (exact && who == "state" && state_ != kNone && is_state(scene_.linked.entities[state_])) return {state_, {}};
    if (!exact || who == "office") continue;
    for (std::uint32_t e = 0; e < scene_.linked.entities.size() && e < kBack; ++e)
      if (fits(scene_.linked.entities[e], true)) return {e, {}};
  }
  if (seat && who == "body" && state_ != kNone) return {state_, {}};
  if (who == "office") return office(word);
  return who == "state" && role(token + 1) == "government" ? Who{kNone, word} : Who{};
}

/// The first name of a stretch that no preposition leads, or whom its pointing word means; whose something is too, with `owners`.
Actors::Who Actors::subject_of(std::uint32_t first, std::uint32_t before, bool follow, bool owners) const {
  for (std::uint32_t t = first; t < before; ++t) {
    const Named* n = named_at(t);
    if (n != nullptr) {
      if (const std::uint32_t seat = seat_behind(*n); n->first >= first && seat != kNone && !led(*n, first))
        return {kNone, scene_.text.view(scene_.text.span(n->first, seat + 1))};
      const bool aside = n->first > first && !words_.alpha(n->first - 1) && words_.view(n->first - 1) == "(";
      if (n->first >= first && acts(scene_.linked.entities[n->entity]) && !led(*n, first) && !aside && !modifies(*n) &&
          !object(*n, first) && (owners || !owns(*n))) {
        const std::uint32_t person = person_behind(*n, before);
        return {person != kNone ? person : n->entity, {}};
      }
      t = n->last - 1;
      continue;
    }
    if (const std::uint32_t seat = seat_ahead(t); seat != kNone && (t == first || !words_.preposition(t - 1)))
      return {kNone, scene_.text.view(scene_.text.span(t, seat + 1))};
    if (!follow || (t > first && words_.preposition(t - 1))) continue;
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
  if (const Who inner = speaking(token); inner.known()) {
    if (scene_.linked.entities[inner.entity].type != Entity::Type::kPerson) return inner;
    Who body = of_person(inner.entity);
    if (self && body.entity == inner.entity)
      if (const Who other = spoken_for(inner.entity); other.known()) body = other;
    return self || body.entity != inner.entity ? body : Who{};
  }
  std::string_view unnamed;  // "the Norland government"; the outermost
  if (self)
    attribution_.find(at, [&](const Statement& s) {
      if (s.speaker_text.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos) unnamed = s.speaker_text;
      return false;
    });
  if (!unnamed.empty()) return {kNone, unnamed};
  if (!self || main_ == kNone) return {};
  const Entity& main = scene_.linked.entities[main_];  // "we" of a statement is its government, country or firm
  const bool speaks_for = main.kind == "company" || governs(main) || state_ == kNone;
  return {speaks_for ? main_ : state_, {}};
}

/// "…, Norland's transport ministry said": the unnamed body whose words stand at a token, where a name tells whose it is.
Actors::Who Actors::told_by(const Phrases& phrases, std::uint32_t token) const {
  const std::uint32_t found =
      attribution_.find(scene_.text.tokens[token].span(), [](const Statement& s) { return s.speaker == kNone && !s.speaker_text.empty(); });
  if (found == kNone) return {};
  const std::string_view all = scene_.text.document->text, words = statements_[found].speaker_text;
  if (words.data() < all.data() || words.data() + words.size() > all.data() + all.size()) return {};
  const auto begin = static_cast<std::uint32_t>(words.data() - all.data()), end = begin + static_cast<std::uint32_t>(words.size());
  const auto before = [](const Token& t, std::uint32_t byte) { return t.begin < byte; };
  const auto& tokens = scene_.text.tokens;
  const auto at = [&](std::uint32_t byte) {
    return static_cast<std::uint32_t>(std::lower_bound(tokens.begin(), tokens.end(), byte, before) - tokens.begin());
  };
  const Range r{at(begin), at(end)};
  for (std::uint32_t t = r.first; t < r.last; ++t)
    if (const std::string_view kind = role(t); kind == "seat" || kind == "government" || kind == "members")
      return in_phrase(phrases, r, false);
  return !r.empty() && role(r.last - 1) == "voice" ? body_of(r.first) : Who{};
}

/// The one whose words stand at a token.
Actors::Who Actors::speaking(std::uint32_t token) const {
  const std::uint32_t found = attribution_.find(scene_.text.tokens[token].span(), [](const Statement& s) { return s.speaker != kNone; });
  return found == kNone ? Who{} : Who{statements_[found].speaker, {}};
}

/// Is the amount at a token told in this entity's words?
bool Actors::speaks(std::uint32_t entity, std::uint32_t token) const {
  return attribution_.find(scene_.text.tokens[token].span(), [&](const Statement& s) { return s.speaker == entity; }) != kNone;
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
  const TypeId type = ids_.owner;
  for (std::uint32_t i = noun->first, steps = 0; i-- > 0 && steps < 3; ++steps)  // my plan, its target
    for (MentionId m = scene_.chart.starts[i]; m != kNone; m = scene_.chart.mentions[m].next)
      if (scene_.chart.mentions[m].type == type) {
        const std::string_view who = scene_.chart.get(scene_.chart.mentions[m], who_).text;
        return who == "me" ? speaking(i) : pointed(who, i, words_.view(i));
      }
  return {};
}

/// "has asked Norland to cut": the one who is to do it.
Actors::Who Actors::asked(const Phrases& phrases, const Field& field, const Setting& setting) const {
  const Predicate* p = setting.predicate;
  const bool named = setting.verb == nullptr && p != nullptr && p->form == Predicate::Form::kInfinitive && p->head != kNone;
  if (setting.verb == nullptr && !named) return {};
  const std::uint32_t deed = named ? p->head : setting.verb->first;
  if (deed < field.first + 3 || !phrases.word(deed - 1, ids_.to)) return {};
  std::uint32_t end = deed - 2;
  if (phrases.mark(end, ')'))  // Norland Energy (NE)
    while (end > field.first + 1 && words_.view(end + 1) != "(") --end;
  const Named* n = named_at(end);
  if (n == nullptr || n->first <= field.first || led(*n, field.first) || !acts(scene_.linked.entities[n->entity])) return {};
  std::uint32_t verb = n->first - 1;
  while (verb > field.first && words_.determiner(verb)) --verb;
  return words_.finite(verb) ? Who{n->entity, {}} : Who{};
}

/// Has the subject, by what it is to have, no will of its own: "the town will have 400 new homes"?
bool Actors::has_only(const Setting& setting, const Who& who) const {
  if (setting.verb == nullptr || setting.predicate == nullptr || !setting.predicate->bare_will) return false;
  if ((who.entity != kNone && scene_.linked.entities[who.entity].type != Entity::Type::kPlace)) return false;
  if (who.entity != kNone && is_state(scene_.linked.entities[who.entity])) return false;
  for (MentionId m = scene_.chart.starts[setting.verb->first]; m != kNone; m = scene_.chart.mentions[m].next) {
    const Mention& x = scene_.chart.mentions[m];
    if (const std::string_view held = x.type == ids_.deed ? scene_.chart.get(x, ids_.held).text : std::string_view{}; !held.empty())
      return held != "." && setting.verb->last == x.last;
  }
  return false;
}

/// "VAT will go up to 21%", "VAT is to be raised": a word in capitals that no name is known for, and that is what is measured.
bool Actors::moves_itself(const Setting& setting, const Who& who) const {
  const bool moves = setting.verb != nullptr && (setting.verb->a == "increase" || setting.verb->a == "decrease");
  if (who.entity != kNone) return false;
  return setting.passive ||
         (moves && setting.step != nullptr && setting.verb->last < setting.begin && setting.begin <= setting.verb->last + 1);
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
  if (forecast && cue != nullptr && setting.verb != nullptr && setting.verb->first > cue->last + 1 &&
      phrases.word(setting.verb->first - 1, ids_.to))  // "the bank expects Norland's output to rise"
    if (const Who who = in_phrase(phrases, phrases.subject_at(setting.verb->first - 1), true); who.known()) return who;
  if (cue == nullptr)
    if (const Who who = asked(phrases, field, setting); who.known()) return who;
  if (cue != nullptr && !receives) {
    const Range subject = phrases.subject_at(cue->first);
    if (const Who who = in_phrase(phrases, subject, forecast);
        who.known() && !setting.subject && !has_only(setting, who) && !moves_itself(setting, who))
      return who;
    if (const Who who = agent(phrases, field, setting); who.known() && setting.passive) return who;
    if (const Who who = asked(phrases, field, setting); who.known()) return who;
    if (const Who who = behind_instrument(subject); who.known()) return who;
    if (const Who who = behind_name(phrases, subject); who.known()) return who;
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
  if (const Who who = told_by(phrases, first); who.known()) return who;
  if (cue != nullptr)
    if (const Who who = of_state(phrases.subject_at(cue->first)); who.known()) return who;
  for (const Predicate& p : field.predicates)  // "this program is worth $5m and will create"
    if (p.form == Predicate::Form::kFinite && p.first > field.first && p.first < until) {
      if (const Who who = of_state(phrases.subject_at(p.first)); who.known()) return who;
      break;
    }
  for (std::uint32_t t = field.first; t < first; ++t)  // any body named before the amount
    if (const Named* n = named_at(t); n != nullptr) {
      if (scene_.linked.entities[n->entity].type == Entity::Type::kOrganization && acts(scene_.linked.entities[n->entity]))
        return {n->entity, {}};
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

/// "the statistics bureau said that rents rose": who tells of a country's figures.
bool Actors::reporter(const Entity& e) const { return e.type == Entity::Type::kOrganization && e.kind != "company" && !e.kind.empty(); }

/// "Inflation fell", "the trade deficit narrowed": figures that a country has.
bool Actors::of_economy(const Field& field, const Phrases& phrases, const Setting& setting) const {
  const std::uint32_t at = setting.predicate != nullptr ? setting.predicate->first : field.first;
  const Range subject = phrases.subject_at(at);
  return std::any_of(field.markets.begin(), field.markets.end(),
                     [&](const GoalCue& c) { return c.last <= subject.last && c.first >= subject.first; });
}

Actor Actors::of(const Field& field, const Setting& setting, std::uint32_t first, Goal::Kind kind) {
  prepare();
  const Phrases phrases(scene_, words_, ids_, field);
  Who who = stated(field, phrases, setting, first, kind);
  if (!who.known() && kind == Goal::Kind::kForecast && of_market(field, phrases, setting)) return {};
  if (kind == Goal::Kind::kObservation && state_ != kNone) {
    const bool reports = who.entity != kNone && speaks(who.entity, first) && reporter(scene_.linked.entities[who.entity]);
    if (reports || (!who.known() && of_economy(field, phrases, setting))) return {name({state_, {}}), true};
  }
  bool assumed = false;
  const bool told = who.known();
  const std::uint32_t remembered = field.led.empty() ? kRemembered : kListed;
  const auto paragraph = [&](std::uint32_t sentence) { return scene_.text.sentences[sentence].paragraph; };
  const Entity* main = main_ != kNone ? &scene_.linked.entities[main_] : nullptr;
  const bool state = main != nullptr && governs(*main);  // what nobody is named with is the state's
  const bool follows = field.sentence > 0 && (!state || paragraph(field.sentence) == paragraph(field.sentence - 1));
  const bool same = !state || !field.led.empty() || paragraph(field.sentence) == paragraph(last_sentence_);
  if (!who.known() && kind != Goal::Kind::kForecast && last_.known() && same && field.sentence <= last_sentence_ + remembered) who = last_;
  if (!who.known() && kind != Goal::Kind::kForecast && follows) {
    const Sentence& before = scene_.text.sentences[field.sentence - 1];
    who = subject_of(before.first, before.last, true, false);
    if (who.entity != kNone && scene_.linked.entities[who.entity].kind == "region") who = {};
  }
  const bool forecast = kind == Goal::Kind::kForecast;
  if (!who.known() && forecast && state_ != kNone) who = {state_, {}}, assumed = true;
  if (!who.known() && main_ != kNone && !forecast) who = {main_, {}}, assumed = true;
  if (const Who body = !told && who.entity != kNone ? spoken_for(who.entity) : Who{}; body.known()) who = body;
  if (!assumed && !forecast && who.known()) last_ = who, last_sentence_ = field.sentence;
  return {name(who), assumed};
}

}  // namespace milepost::fact
