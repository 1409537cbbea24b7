// Parties that a sentence only points at: "the company", "the state government", "the two countries".
#include <algorithm>

#include "fact/deal.h"

namespace milepost::fact {

namespace {

constexpr std::size_t kBack = 40;  ///< names looked at before a pointing word, nearest first

/// Does an entity fit what the word points at? `loose` leaves the word itself out of account.
bool fits(const Entity& e, std::string_view who, std::string_view word, bool loose) {
  const bool organization = e.type == Entity::Type::kOrganization;
  if (!loose) return organization && holds(e.name, word);
  if (who == "firm") return organization && e.kind == "company";
  if (who == "body") return organization && e.kind != "company";
  if (who == "state") return is_state(e);
  if (who == "nation") return is_state(e) && e.kind == "country";
  if (who == "person") return e.type == Entity::Type::kPerson;
  if (who == "it") return organization || e.kind == "country";
  return false;
}

}  // namespace

std::uint32_t stands_for(const Scene& scene, std::uint32_t e) {
  const auto& entities = scene.linked.entities;
  if (e >= entities.size()) return e;
  const Entity& x = entities[e];
  if (x.type != Entity::Type::kPerson) return e;
  if (x.organization != kNone) return x.organization;
  if (x.country.empty()) return x.role.empty() ? e : kNone;
  const rules::LexiconTable* offices = scene.program.lexicon("state_offices");
  if (offices == nullptr ||
      std::none_of(offices->rows.begin(), offices->rows.end(), [&](const auto& row) { return holds(x.role, row.entry); }))
    return e;
  for (std::uint32_t i = 0; i < entities.size(); ++i)
    if (entities[i].type == Entity::Type::kPlace && entities[i].kind == "country" && entities[i].country == x.country) return i;
  return kNone;
}

void point(const Scene& scene, const std::vector<Named>& names, const Ground& ground, const Sign& actor, std::string_view role,
           std::vector<Seat>& seats) {
  const std::uint32_t speaker = ground.speaker;
  const std::string_view word = scene.text.view(scene.text.tokens[actor.last - 1]);
  const auto end = std::lower_bound(names.begin(), names.end(), actor.first, [](const Named& n, std::uint32_t t) { return n.first < t; });
  const auto begin = end - std::min<std::ptrdiff_t>(end - names.begin(), static_cast<std::ptrdiff_t>(kBack));
  const auto seat = [&](std::uint32_t entity) {
    if (std::none_of(seats.begin(), seats.end(), [&](const Seat& s) { return s.entity == entity; }))
      seats.push_back({entity, role, actor.first, actor.last, {}});
  };
  if (actor.word == "pair") {  // the last two of one type
    std::vector<std::uint32_t> found;
    for (auto n = end; n != begin && found.size() < 2;) {
      --n;
      const Entity& e = scene.linked.entities[n->entity];
      const bool wanted = found.empty() ? e.type == Entity::Type::kOrganization || (is_state(e) && e.kind == "country")
                                        : e.type == scene.linked.entities[found[0]].type && n->entity != found[0] &&
                                              e.kind == scene.linked.entities[found[0]].kind;
      if (wanted) found.push_back(n->entity);
    }
    if (found.size() == 2) seat(found[1]), seat(found[0]);
    return;
  }
  if (!actor.country.empty())  // "Norwegian officials": Norway, where the text names it
    for (std::uint32_t e = 0; e < scene.linked.entities.size() && e < kBack; ++e) {
      const Entity& x = scene.linked.entities[e];
      if (x.country == actor.country && (x.kind == "country" || x.kind == "government") && x.type != Entity::Type::kPerson) return seat(e);
    }
  if (!actor.name.empty()) {
    seats.push_back({kNone, role, actor.first, actor.last, actor.name});
    return;
  }
  if (actor.word == "person") {  // whom the person acts for
    for (auto n = end; n != begin;)
      if (--n; scene.linked.entities[n->entity].type == Entity::Type::kPerson) {
        const std::uint32_t self = stands_for(scene, n->entity);
        if (self != kNone && self != n->entity) seat(self);
        return;
      }
    return;
  }
  if (const std::uint32_t self = speaker == kNone ? kNone : stands_for(scene, speaker); self != kNone) {
    const Entity& e = scene.linked.entities[self];
    if (actor.word == "self" || fits(e, actor.word, word, false) || (actor.word != "body" && fits(e, actor.word, word, true)))
      return seat(self);
  }
  const bool own = actor.word == "it" || actor.word == "self" || actor.word == "firm";
  if (speaker == kNone && own && !ground.speaker_text.empty()) {
    seats.push_back({kNone, role, actor.first, actor.last, ground.speaker_text});
    return;
  }
  if (actor.word == "it")  // what the sentence before began with
    for (auto n = end; n != begin;) {
      const std::uint32_t s = scene.text.sentence_of[(--n)->first];
      if (scene.text.sentence_of[actor.first] - s > 1) break;
      const bool opens = n->first <= scene.text.sentences[s].first + 1 && s != scene.text.sentence_of[actor.first];
      if (opens && scene.linked.entities[n->entity].kind == "company") return seat(n->entity);
    }
  for (const bool loose : {false, true}) {
    if (!loose && actor.word == "it") continue;
    for (auto n = end; n != begin;) {
      --n;
      const bool seated = std::any_of(seats.begin(), seats.end(), [&](const Seat& s) { return s.entity == n->entity; });
      if (!seated && fits(scene.linked.entities[n->entity], actor.word, word, loose)) return seat(n->entity);
    }
    if (loose) continue;
    for (std::uint32_t e = 0; e < scene.linked.entities.size(); ++e)  // named only later: "the Government" before "Norland Government"
      if (scene.linked.entities[e].kind == "government" && fits(scene.linked.entities[e], actor.word, word, false)) return seat(e);
  }
}

}  // namespace milepost::fact
