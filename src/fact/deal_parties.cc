// Who stands on which side of a deal.
#include <algorithm>

#include "fact/deal.h"

namespace milepost::fact {

namespace {

constexpr std::uint32_t kReach = 5;  ///< tokens between a role word and the name it leads to: "with the German company X"

const Sign* sign_at(const std::vector<Sign>& signs, std::uint32_t token) {
  for (const Sign& s : signs)
    if (s.first <= token && token < s.last) return &s;
  return nullptr;
}

bool in_brackets(const Scene& scene, const Named& n, std::uint32_t from) {
  return n.first > from && mark_at(scene.text, n.first - 1) == '(';
}

/// The word of role that leads to a name over articles, adjectives and nouns, if one does.
const Sign* lead_of(const Scene& scene, const Ground& g, std::size_t name) {
  const std::uint32_t stop = name > 0 ? g.names[name - 1].last : g.first;
  std::uint32_t t = g.names[name].first;
  for (std::uint32_t n = 0; n < kReach && t > stop; ++n) {
    --t;
    if (const Sign* s = sign_at(g.roles, t)) return s;
    if (scene.text.tokens[t].is(Token::kPunct) && mark_at(scene.text, t) != '-') return nullptr;
  }
  return nullptr;
}

/// Only commas, words of "and", brackets and descriptions stand between two names: they are one list.
bool joined(const Scene& scene, const Ground& g, const Named& a, const Named& b) {
  bool link = false;
  std::uint32_t loose = 0;
  for (std::uint32_t t = a.last; t < b.first; ++t) {
    const char mark = mark_at(scene.text, t);
    if (mark == '(') {  // an abbreviation in brackets
      while (t < b.first && mark_at(scene.text, t) != ')') ++t;
      continue;
    }
    if (mark == ',') {
      link = true;
      continue;
    }
    const Sign* s = sign_at(g.roles, t);
    if (s != nullptr) {
      if (s->word != "and") return false;
      link = true;
      loose = 0;
      t = s->last - 1;
      continue;
    }
    if (sign_at(g.stages, t) != nullptr || mark == ';' || mark == ':') return false;
    if (++loose > 4) return false;
  }
  return link;
}

/// "A, one of the largest …, and B": an apposition between commas may hold anything.
bool joined_over_apposition(const Scene& scene, const Ground& g, const Named& a, const Named& b) {
  std::uint32_t t = a.last;
  if (t < b.first && mark_at(scene.text, t) == '(')
    while (t < b.first && mark_at(scene.text, t++) != ')') {
    }
  if (t >= b.first || mark_at(scene.text, t) != ',') return false;
  for (std::uint32_t u = b.first; u-- > t + 1;) {
    const Sign* s = sign_at(g.roles, u);
    if (s != nullptr && s->word == "and") return u > t + 1 && mark_at(scene.text, u - 1) == ',' && b.first - u <= kReach;
    if (b.first - u > kReach) return false;
  }
  return false;
}

void sit(const Named& n, std::string_view role, std::vector<Seat>& seats) {
  for (const Seat& s : seats)
    if (s.entity == n.entity) return;
  seats.push_back({n.entity, role, n.first, n.last});
}

bool is_place(const Scene& scene, const Named& n, std::string_view kind) {
  const Entity& e = scene.linked.entities[n.entity];
  return e.type == Entity::Type::kPlace && e.kind != kind;
}

/// The subject: the nearest name before the cue that no preposition leads to.
void seat_subject(const Scene& scene, const Ground& g, const Cue& cue, std::uint32_t from, std::vector<Seat>& seats) {
  std::size_t fallback = g.names.size();
  for (std::size_t i = g.names.size(); i-- > 0;) {
    const Named& n = g.names[i];
    if (n.last > cue.first || n.first < from) continue;
    const Entity& e = scene.linked.entities[n.entity];
    if (in_brackets(scene, n, g.first) && i > 0 && g.names[i - 1].entity == n.entity) continue;
    if (e.type == Entity::Type::kPlace && e.kind == "city") continue;
    const Sign* lead = lead_of(scene, g, i);
    if (lead != nullptr && lead->word != "and") {
      if (lead->word == "of" && fallback == g.names.size()) fallback = i;
      continue;
    }
    if (e.type == Entity::Type::kPerson && e.organization == kNone && fallback != g.names.size()) continue;
    seat_chain(scene, g, i, true, cue.agent, seats);
    return;
  }
  if (fallback < g.names.size()) sit(g.names[fallback], cue.agent, seats);
}

/// The word before a cue that stands for its doer, if one does: "the company", "the two countries".
const Sign* pointing_before(const Ground& g, const Cue& cue, std::uint32_t from) {
  for (std::size_t i = g.actors.size(); i-- > 0;) {
    const Sign& a = g.actors[i];
    if (a.last > cue.first || a.first < from) continue;
    if (std::any_of(g.names.begin(), g.names.end(), [&](const Named& n) { return n.first < a.last && a.first < n.last; })) continue;
    const Sign* before = a.first > g.first ? sign_at(g.roles, a.first - 1) : nullptr;
    if (before != nullptr && before->word != "and") continue;
    return &a;
  }
  return nullptr;
}

std::string_view role_for(const Cue& cue, std::string_view word) {
  if (word == "with" || word == "between") return cue.with;
  if (word == "from") return cue.from;
  if (word == "to") return cue.to;
  if (word == "by") return cue.by;
  if (word == "of") return cue.of;
  return {};
}

bool serves(std::string_view role) { return !role.empty() && role != "none"; }

}  // namespace

void seat_chain(const Scene& scene, const Ground& g, std::size_t name, bool leftwards, std::string_view role, std::vector<Seat>& seats) {
  if (!serves(role)) return;
  sit(g.names[name], role, seats);
  if (leftwards) {
    while (name > 0 &&
           (joined(scene, g, g.names[name - 1], g.names[name]) || joined_over_apposition(scene, g, g.names[name - 1], g.names[name])))
      sit(g.names[--name], role, seats);
    return;
  }
  while (name + 1 < g.names.size() && joined(scene, g, g.names[name], g.names[name + 1])) sit(g.names[++name], role, seats);
}

std::vector<Seat> seats_of(const Scene& scene, const std::vector<Named>& all, const Ground& g, const Cue& cue, std::uint32_t from,
                           std::uint32_t until) {
  std::vector<Seat> seats;
  if (serves(cue.agent)) {
    seat_subject(scene, g, cue, from, seats);
    const Sign* actor = pointing_before(g, cue, from);
    const bool nearer = actor != nullptr && (seats.empty() || (actor->first >= seats[0].last && actor->word != "it"));
    if (nearer) {
      std::vector<Seat> meant;
      point(scene, all, *actor, cue.agent, meant);
      if (!meant.empty()) seats = std::move(meant);
    }
  }
  bool aim = false;  // behind "on", "for", "to do": the subject of the deal, where only clear roles count
  for (std::size_t i = 0; i < g.names.size(); ++i) {
    const Named& n = g.names[i];
    if (n.first < cue.first || n.first >= until) continue;
    const Sign* lead = lead_of(scene, g, i);
    for (const Sign& s : g.roles)
      if (s.first >= cue.last && s.last <= n.first && s.word == "aim") aim = true;
    if (lead == nullptr) {  // a direct object: "acquired B", "awarded B a contract"
      const bool object = n.last <= cue.last || (!aim && n.first - cue.last <= kReach);
      if (object && serves(cue.object) && !is_place(scene, n, "country")) seat_chain(scene, g, i, false, cue.object, seats);
      continue;
    }
    const std::string_view role = role_for(cue, lead->word);
    if (!serves(role)) {
      // "a stake in B", "shares of B": what is bought belongs to the party named last
      if ((lead->word == "in" || lead->word == "of") && cue.object == "target" && !aim &&
          scene.linked.entities[n.entity].type != Entity::Type::kPlace)
        sit(n, "target", seats);
      continue;
    }
    if (aim && lead->word != "with" && lead->word != "from" && lead->word != "between" && lead->word != "by") continue;
    seat_chain(scene, g, i, false, role, seats);
  }
  return seats;
}

}  // namespace milepost::fact
