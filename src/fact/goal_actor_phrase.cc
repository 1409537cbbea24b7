// The name that a phrase means: its head, its owner, the seat of a government.
#include <algorithm>

#include "fact/goal_actor.h"
#include "fact/kept.h"

namespace milepost::fact {

namespace {

constexpr std::uint32_t kMostNames = 64;  ///< names looked at for a body that is only described

}  // namespace

const Named* Actors::named_at(std::uint32_t token) const { return scene_.kept->names.at(token); }

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

/// "the Ohio plant": a region that only says where something stands.
bool Actors::modifies(const Named& n) const {
  const Entity& e = scene_.linked.entities[n.entity];
  return e.type == Entity::Type::kPlace && e.kind == "region" && n.last < scene_.text.tokens.size() &&
         words_.token(n.last).is(Token::kLower) && words_.alpha(n.last) && words_.noun(n.last) && !words_.finite(n.last) &&
         (role(n.last).empty() || role(n.last) == "instrument" || role(n.last) == "work" || role(n.last) == "body");
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

/// "the cocoa board": a body told of by what it is for; the one whose name has all the words, else the words.
Actors::Who Actors::described(const Phrases& phrases, Range r) const {
  while (r.first < r.last && words_.determiner(r.first)) ++r.first;
  std::uint32_t end = r.first;
  while (end < r.last && words_.nominal(end) && words_.token(end).is(Token::kLower)) ++end;
  if (end < r.first + 2 || end > r.first + 4 || r.first == 0 || !words_.determiner(r.first - 1) ||
      phrases.taken_up({r.first - 1, end}) != kNone)
    return {};
  if (role(end - 1) != "body" && role(end - 1) != "government") return {};  // the central government
  for (std::uint32_t e = 0; e < scene_.linked.entities.size() && e < kMostNames; ++e) {
    const Entity& x = scene_.linked.entities[e];
    bool all = x.type == Entity::Type::kOrganization;
    for (std::uint32_t t = r.first; t < end && all; ++t) all = holds(x.name, words_.view(t));
    if (all) return {e, {}};
  }
  return {kNone, phrases.plain({r.first, end})};
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
    const bool city = e.type == Entity::Type::kPlace && e.kind == "city" && n->last == r.last && phrases.trimmed(r).first == n->first;
    if (city && !any) loose = {n->entity, {}};  // Mexico City plans to
    if (!acts(e) || based(*n)) continue;
    if (!led(*n, r.first) && !(modifies(*n) && (role(r.last - 1).empty() || role(r.last - 1) == "body"))) {
      if (e.type == Entity::Type::kPlace && n->last + 1 < r.last && phrases.possessive(n->last))  // Norland's Ministry of Trade
        if (const Named* own = named_at(n->last + 1); own != nullptr &&
                                                      scene_.linked.entities[own->entity].type == Entity::Type::kOrganization &&
                                                      acts(scene_.linked.entities[own->entity]))
          return {own->entity, {}};
      const Who seat = government(phrases, {n->first, r.last});
      if (seat.known() && (e.type == Entity::Type::kPlace || role(r.last - 1) == "members")) return seat;
      if (e.type == Entity::Type::kPlace && person_behind(*n, r.last) != kNone) return {person_behind(*n, r.last), {}};
      return {n->entity, {}, any ? kNone : partner_of(*n, r.last), words_.view(n->last)};
    }
    if (!loose.known() && (any || phrases.word(n->first - 1, ids_.of))) loose = {n->entity, {}};
  }
  if (const Who seat = government(phrases, r); seat.known()) return seat;
  if (const Who body = any ? Who{} : described(phrases, r); body.known()) return body;
  Range own = phrases.trimmed(r);  // a name that is no known one
  if (own.last > own.first + 1 && words_.token(own.last - 1).is(Token::kNumeral)) --own.last;
  if (own.last == own.first + 1 && words_.token(own.first).is(Token::kCap))  // the short name of a body: "Norland" for Norland Steel
    for (std::uint32_t e = 0; e < scene_.linked.entities.size(); ++e) {
      const Entity& x = scene_.linked.entities[e];
      const std::string_view word = words_.view(own.first);
      if (word.size() > 3 && !words_.token(own.first).is(Token::kAbbreviation) && x.type == Entity::Type::kOrganization && acts(x) &&
          x.name.size() > word.size() && x.name.starts_with(word) && x.name[word.size()] == ' ')
        return {e, {}};
    }
  bool caps =
      !own.empty() && own.last - own.first <= 6 && !(own.last == own.first + 1 && (any || (words_.plural(own.first) && !third(own.last))));
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

/// "Norland central government" with no name that is known, from its first word on; kNone when none begins here.
std::uint32_t Actors::seat_ahead(std::uint32_t token) const {
  const bool led = token > 0 && words_.determiner(token - 1);
  if (!words_.token(token).is(Token::kCap) || !(led || words_.adjective(token)) || words_.determiner(token)) return kNone;
  for (std::uint32_t t = token + 1; t < scene_.text.tokens.size() && t < token + 4; ++t) {
    if (const std::string_view kind = role(t); kind == "government" || kind == "seat") return t;
    if (!words_.alpha(t) || !words_.nominal(t) || named_at(t) != nullptr) break;
  }
  return kNone;
}

/// "ensures that Norland keeps", "backs Norland Steel": a name behind a verb that tells of no words, which is no subject.
bool Actors::object(const Named& n, std::uint32_t floor) const {
  std::uint32_t i = n.first;
  while (i > floor && words_.determiner(i - 1)) --i;
  if (i <= floor || !words_.finite(i - 1) || words_.token(i - 1).is(Token::kCap)) return false;
  for (MentionId m = scene_.chart.starts[i - 1]; m != kNone; m = scene_.chart.mentions[m].next)
    if (scene_.chart.mentions[m].type == saying_) return false;
  return true;
}

/// "Norland-based": the name only says where.
bool Actors::based(const Named& n) const {
  return n.last + 1 < scene_.text.tokens.size() && words_.hyphen(n.last) && words_.token(n.last + 1).is(Token::kLower);
}

/// "Norland and Oreland will": who is named with a name, to the end of the subject; kNone when nobody is.
std::uint32_t Actors::partner_of(const Named& n, std::uint32_t until) const {
  if (n.last + 1 >= until || !words_.conjunction(n.last)) return kNone;
  std::uint32_t t = n.last + 1;
  while (t + 1 < until && words_.determiner(t)) ++t;
  const Named* other = named_at(t);
  if (other == nullptr || other->first != t || other->last != until || other->entity == n.entity) return kNone;
  const Entity &a = scene_.linked.entities[n.entity], &b = scene_.linked.entities[other->entity];
  return acts(b) && a.type != Entity::Type::kPerson && b.type != Entity::Type::kPerson ? other->entity : kNone;
}

/// "Norland's exports": the name only says whose something is.
bool Actors::owns(const Named& n) const {
  const auto size = static_cast<std::uint32_t>(scene_.text.tokens.size());
  return n.last < size && words_.attached(n.last) && (words_.view(n.last) == "'s" || words_.view(n.last) == "\u2019s");
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

}  // namespace milepost::fact
