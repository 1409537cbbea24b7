// Who stands on which side of a deal.
#include <algorithm>

#include "fact/deal.h"

namespace milepost::fact {

namespace {

constexpr std::uint32_t kOwner = 3;  ///< tokens before a party that tell where it is from: "and Norland's Helio Ltd"
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
const Sign* lead_of(const Scene& scene, const Ground& g, std::size_t name, std::uint32_t floor = 0) {
  const std::uint32_t stop = std::max(floor, name > 0 ? g.names[name - 1].last : g.first);
  const std::uint32_t stops = scene.program.class_bit("aux") | scene.program.class_bit("conj");
  const std::uint32_t article = scene.program.class_bit("det"), noun = scene.program.class_bit("noun");
  bool opened = false;  // an article was passed: "In total the Norland Government" begins there
  std::uint32_t t = g.names[name].first;
  for (std::uint32_t n = 0; n < kReach && t > stop; ++n) {
    --t;
    if (const Sign* s = sign_at(g.roles, t)) {
      if (s->word != "state") return s;
      t = s->first;  // "with the governments of A and B"
      continue;
    }
    const Token& token = scene.text.tokens[t];
    if (token.is(Token::kPunct) && mark_at(scene.text, t) != '-') return nullptr;
    if (!token.is(Token::kLower)) continue;
    const std::uint32_t classes = scene.program.class_of(token, scene.text.view(token));
    if ((classes & stops) != 0 || (opened && (classes & noun) != 0)) return nullptr;
    opened = opened || (classes & article) != 0;
  }
  return nullptr;
}

enum class Join { kNone, kComma, kAnd };

/// Only commas, words of "and", brackets and descriptions stand between two names: they may be one list.
Join join_of(const Scene& scene, const Ground& g, const Named& a, const Named& b) {
  Join join = Join::kNone;
  std::uint32_t loose = 0;
  for (std::uint32_t t = a.last; t < b.first; ++t) {
    const char mark = mark_at(scene.text, t);
    if (mark == '(') {  // an abbreviation in brackets
      while (t < b.first && mark_at(scene.text, t) != ')') ++t;
      continue;
    }
    if (mark == ',') {
      if (join == Join::kNone) join = Join::kComma;
      continue;
    }
    if (const Sign* s = sign_at(g.roles, t)) {
      if (s->word != "and") return Join::kNone;
      join = Join::kAnd;
      loose = 0;
      t = s->last - 1;
      continue;
    }
    const bool acts = std::any_of(g.cues.begin(), g.cues.end(), [&](const Cue& c) { return c.first == t && c.shape == "active"; });
    if (acts) return Join::kNone;  // "with A, and hired B"
    if (sign_at(g.stages, t) != nullptr || mark == ';' || mark == ':') return Join::kNone;
    if (++loose > 4) return Join::kNone;
  }
  return join;
}

/// "A, one of the largest …, and B": an apposition between commas may hold anything.
bool joined_over_apposition(const Scene& scene, const Ground& g, const Named& a, const Named& b) {
  std::uint32_t t = a.last;
  if (t < b.first && mark_at(scene.text, t) == ')') ++t;
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
  seats.push_back({n.entity, role, n.first, n.last, {}});
}

bool is_place(const Scene& scene, const Ground& g, const Named& n, std::string_view kind) {
  const Entity& e = party_at(scene, g, n.entity);
  return e.type == Entity::Type::kPlace && e.kind != kind;
}

bool has_comma(const Scene& scene, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t t = from; t < to; ++t)
    if (mark_at(scene.text, t) == ',') return true;
  return false;
}

/// ", with A" and ", and with A": one more clause.
bool follows_comma(const Scene& scene, const Ground& g, std::uint32_t token) {
  const Sign* before = sign_at(g.roles, token - 1);
  if (before != nullptr && before->word == "and") token = before->first;
  return token > g.first && mark_at(scene.text, token - 1) == ',';
}

/// "A, which is owned by B, said it bought": B stands in a relative clause that has ended before the cue.
bool in_closed_relative(const Scene& scene, const Ground& g, const Named& n, const Cue& cue) {
  for (const Sign& s : g.roles) {
    if (s.word != "relative" || s.first >= n.first || s.first == g.first || mark_at(scene.text, s.first - 1) != ',') continue;
    if (!has_comma(scene, n.last, cue.first)) continue;
    const bool again = std::any_of(g.roles.begin(), g.roles.end(),
                                   [&](const Sign& o) { return o.word == "relative" && o.first > n.last && o.first < cue.first; });
    if (!again) return true;
  }
  return false;
}

/// "'We like A,' he said when he signed": the words between leave a quotation that the name stands in.
bool leaves_quotation(const Scene& scene, std::uint32_t from, std::uint32_t to) {
  int depth = 0;
  bool plain = false;
  for (std::uint32_t t = from + 1; t < to; ++t) {
    const std::string_view w = scene.text.view(scene.text.tokens[t]);
    if (w == "\xE2\x80\x9C") ++depth;
    if (w == "\xE2\x80\x9D" && depth-- == 0) return true;
    if (w == "\"") plain = !plain;
  }
  return plain;
}

bool possessive_after(const Scene& scene, const Ground& g, const Named& n) {
  if (n.last >= g.last) return false;
  const std::string_view w = scene.text.view(scene.text.tokens[n.last]);
  return !w.empty() && (w.front() == '\'' || w.substr(0, 3) == "\xE2\x80\x99");
}

/// "Gov. X of Norland" speaks for Norland, "Maryland Gov. X" for Maryland: the place beside a person, or the name itself.
std::size_t spoken_for(const Scene& scene, const Ground& g, std::size_t i) {
  const auto type = [&](std::size_t k) { return party_at(scene, g, g.names[k].entity).type; };
  if (type(i) == Entity::Type::kPerson && i > 0 && type(i - 1) == Entity::Type::kPlace && g.names[i].first - g.names[i - 1].last <= 3 &&
      !has_comma(scene, g.names[i - 1].last, g.names[i].first) && !possessive_after(scene, g, g.names[i - 1]))
    return i - 1;
  return i;
}

/// "President X of Norland": the place behind a person and "of".
bool stands_behind_person(const Scene& scene, const Ground& g, std::size_t i, const Sign& lead) {
  if (lead.word != "of" || lead.last != g.names[i].first || lead.first == g.first) return false;
  if (i > 0 && g.names[i - 1].last > lead.first - 1)
    return g.names[i - 1].last == lead.first && party_at(scene, g, g.names[i - 1].entity).type == Entity::Type::kPerson;
  const Token& before = scene.text.tokens[lead.first - 1];
  return before.is(Token::kCap) && is_state(party_at(scene, g, g.names[i].entity));
}

/// The subject: the nearest name before the cue that no preposition leads to.
void seat_subject(const Scene& scene, const Ground& g, const Cue& cue, std::uint32_t from, std::vector<Seat>& seats) {
  std::size_t fallback = g.names.size();
  for (std::size_t i = g.names.size(); i-- > 0;) {
    const Named& n = g.names[i];
    if (n.last > cue.first || n.first < from) continue;
    const Entity& e = party_at(scene, g, n.entity);
    if (in_brackets(scene, n, g.first) && i > 0 && g.names[i - 1].entity == n.entity) continue;
    if (e.type == Entity::Type::kPlace && e.kind != "country" && e.kind != "region") continue;
    if (e.kind == "media" && cue.shape == "noun") continue;  // who reports
    if (in_closed_relative(scene, g, n, cue) || leaves_quotation(scene, n.last, cue.first)) continue;
    const Sign* lead = lead_of(scene, g, i);
    const bool owner = cue.shape == "noun" && cue.first - n.last <= 12 && possessive_after(scene, g, n);
    if (lead != nullptr && lead->word != "and" && lead->word != "relative" && !owner && !stands_behind_person(scene, g, i, *lead) &&
        !(lead->word == "other" && cue.first - n.last <= 1)) {  // "after Norland gave": a clause begins
      if ((lead->word == "of" || lead->word == "by") && fallback == g.names.size()) fallback = i;
      continue;
    }
    if (e.type == Entity::Type::kPerson && e.organization == kNone && fallback != g.names.size()) continue;
    seat_chain(scene, g, spoken_for(scene, g, i), true, cue.agent, seats);
    return;
  }
  if (fallback < g.names.size()) sit(g.names[fallback], cue.agent, seats);
}

/// The word before a cue that stands for its doer, if one does: "the company", "the two countries"; "it" only where nothing says more.
const Sign* pointing_before(const Ground& g, const Cue& cue, std::uint32_t from) {
  const Sign* pronoun = nullptr;
  for (std::size_t i = g.actors.size(); i-- > 0;) {
    const Sign& a = g.actors[i];
    if (a.last > cue.first || a.first < from) continue;
    if (std::any_of(g.names.begin(), g.names.end(), [&](const Named& n) { return n.first < a.last && a.first < n.last; })) continue;
    const Sign* before = a.first > g.first ? sign_at(g.roles, a.first - 1) : nullptr;
    if (before != nullptr && before->word != "and" && before->word != "relative") continue;
    if (a.word != "it" && a.word != "person") return &a;
    if (pronoun == nullptr) pronoun = &a;
  }
  return pronoun;
}

std::string_view role_for(const Cue& cue, std::string_view word) {
  if (word == "with" || word == "between") return cue.with;
  if (word == "from") return cue.from;
  if (word == "to") return cue.to;
  if (word == "by") return cue.by;
  if (word == "of") return cue.of;
  if (word == "through" && cue.kind == "financing") return "channel";
  if (word == "for") return cue.aim;
  return {};
}

/// "to" before a verb: "an agreement with A to build".
bool begins_act(const Scene& scene, const Sign& s) {
  if (s.word != "to" || s.last >= scene.text.tokens.size()) return false;
  const Token& t = scene.text.tokens[s.last];
  const std::uint32_t classes = t.is(Token::kLower) ? scene.program.class_of(t, scene.text.view(t)) : 0;
  return (classes & scene.program.class_bit("verb")) != 0 && (classes & scene.program.class_bit("det")) == 0;
}

/// "approved $69 million for Haryana's upgrade", "a loan for roads in Ghana" of a world body: the state that money goes to.
bool helped(const Scene& scene, const Ground& g, const Cue& cue, const Named& n, const Sign& lead, const std::vector<Seat>& seats) {
  if (cue.kind != "financing" || cue.agent != "provider" || seats.empty() || seats.size() > 1) return false;
  const Entity& e = party_at(scene, g, n.entity);
  if (!is_state(e) || seats[0].entity == kNone || seats[0].entity == n.entity) return false;
  const Entity& giver = party_at(scene, g, seats[0].entity);
  if (!giver.country.empty() && giver.country == e.country && e.kind == "country") return false;
  if (lead.word == "for") return possessive_after(scene, g, n) || n.first == lead.last;
  return lead.word == "in" && giver.kind == "intergovernmental";
}

/// "invested $50 million in Helio Ltd": what the sum goes into, where it is a body.
bool takes_sum(const Scene& scene, const Ground& g, const Named& n, const Sign& lead) {
  if (party_at(scene, g, n.entity).type != Entity::Type::kOrganization || n.first - lead.last > 1) return false;
  return std::any_of(g.sums.begin(), g.sums.end(), [&](const Sum& s) { return s.last == lead.first; });
}

bool serves(std::string_view role) { return !role.empty() && role != "none"; }

/// "Under the agreement with A, B will build": the doer close behind the comma of an opening phrase, a verb behind it.
void seat_after(const Scene& scene, const Ground& g, const Cue& cue, std::vector<Seat>& seats) {
  for (std::size_t i = 0; i < g.names.size(); ++i) {
    const Named& n = g.names[i];
    if (n.first < cue.last || n.last >= g.last || lead_of(scene, g, i) != nullptr) continue;
    if (!has_comma(scene, std::max(cue.last, n.first - std::min(n.first, 3U)), n.first)) continue;
    if (!scene.text.tokens[n.last].is(Token::kAlpha)) continue;
    sit(n, cue.agent, seats);
    return;
  }
}

}  // namespace

void seat_chain(const Scene& scene, const Ground& g, std::size_t name, bool leftwards, std::string_view role, std::vector<Seat>& seats) {
  if (!serves(role)) return;
  sit(g.names[name], role, seats);
  const bool owner = !leftwards && possessive_after(scene, g, g.names[name]) && name + 1 < g.names.size() &&
                     g.names[name + 1].first == g.names[name].last + 1 && party_at(scene, g, g.names[name].entity).kind == "government";
  if (owner) sit(g.names[++name], role, seats);  // "from the Norland Government's Road Fund"
  if (leftwards) {                               // "A, B and C signed": commas count behind an "and"
    bool list = false;
    for (; name > 0; --name) {
      const Sign* own = lead_of(scene, g, name);
      if (own != nullptr && stands_behind_person(scene, g, name, *own) && --name == 0) return;
      const Sign* lead = lead_of(scene, g, name - 1);
      if (lead != nullptr && lead->word == "of" && name >= 2 && joined_over_apposition(scene, g, g.names[name - 2], g.names[name])) {
        sit(g.names[name - 2], role, seats);  // "A, a unit of B, and C"
        return;
      }
      const Named &before = g.names[name - 1], &here = g.names[name];
      if (lead != nullptr && lead->word != "and" && !stands_behind_person(scene, g, name - 1, *lead)) return;
      const Join join = join_of(scene, g, before, here);
      const bool fits = join == Join::kAnd || (list && join == Join::kComma) || joined_over_apposition(scene, g, before, here);
      if (!fits) return;
      list = true;
      sit(before, role, seats);
    }
    return;
  }
  std::vector<std::size_t> waiting;  // "with A, B and C": what follows a comma waits for the "and"
  for (; name + 1 < g.names.size(); ++name) {
    const Join join = join_of(scene, g, g.names[name], g.names[name + 1]);
    if (join == Join::kNone) return;
    waiting.push_back(name + 1);
    if (join == Join::kComma) continue;
    for (const std::size_t n : waiting) sit(g.names[n], role, seats);
    waiting.clear();
  }
}

namespace {

/// The doer: the subject before the cue, or whom a pointing word there means; both when "and" joins them.
void seat_doer(const Scene& scene, const std::vector<Named>& all, const Ground& g, const Cue& cue, std::uint32_t from,
               std::vector<Seat>& seats) {
  seat_subject(scene, g, cue, from, seats);
  const Sign* actor = pointing_before(g, cue, from);
  const bool says_more = actor != nullptr && actor->word != "it" && actor->word != "person";
  if (actor != nullptr && (seats.empty() || (says_more && actor->first >= seats[0].last))) {
    std::vector<Seat> meant;
    point(scene, all, g, *actor, cue.agent, meant);
    const Sign* joint = actor->first > g.first ? sign_at(g.roles, actor->first - 1) : nullptr;
    if (joint != nullptr && joint->word == "and" && !seats.empty() && joint->first - seats.back().last <= kReach)
      seats.insert(seats.end(), meant.begin(), meant.end());  // "the Nordic Bank and the government"
    else if (!meant.empty())
      seats = std::move(meant);
  }
  for (const Sign& a : g.actors) {  // "the government and the Nordic Bank"
    const Sign* joint = sign_at(g.roles, a.last);
    if (seats.empty() || joint == nullptr || joint->word != "and") continue;
    if (seats[0].first < joint->last || seats[0].first - joint->last > kOwner) continue;
    point(scene, all, g, a, cue.agent, seats);
  }
}

/// A direct object: "acquired B", "awarded B a contract".
void seat_object(const Scene& scene, const Ground& g, const Cue& cue, std::size_t i, bool aim, std::vector<Seat>& seats) {
  const Named& n = g.names[i];
  const Entity& e = party_at(scene, g, n.entity);
  const bool object = n.last <= cue.last || (!aim && n.first - cue.last <= kReach);
  if (!object) return;
  if (cue.object == "state") {
    const bool state = e.type == Entity::Type::kPlace && e.kind == "country" && n.last <= cue.last + kReach / 2;
    if (state) sit(n, cue.to.empty() ? cue.agent : cue.to, seats);
  } else if (serves(cue.object) && !is_place(scene, g, n, "country")) {
    seat_chain(scene, g, i, false, cue.object, seats);
  }
}

/// A name behind a word of role that names no role of the cue: still a party where a sum goes, or whose shares are bought.
bool seat_besides(const Scene& scene, const Ground& g, const Cue& cue, const Named& n, const Sign& lead, bool aim,
                  std::vector<Seat>& seats) {
  if (lead.word == "in" && cue.needs == "money" && takes_sum(scene, g, n, lead)) {
    sit(n, cue.kind == "investment" ? "target" : "recipient", seats);
  } else if (helped(scene, g, cue, n, lead, seats)) {
    sit(n, "recipient", seats);
  } else if (serves(role_for(cue, lead.word))) {
    return false;
  } else {
    const bool inside = n.last <= cue.last && is_aim(lead) && serves(cue.object);  // "spent $15 million on its B shares"
    if (inside) sit(n, cue.object, seats);
    const bool share = (lead.word == "in" || lead.word == "of") && (cue.object == "target" || cue.of == "target");
    if (share && !aim && party_at(scene, g, n.entity).type != Entity::Type::kPlace) sit(n, "target", seats);
  }
  return true;
}

/// A name behind the word of its role.
void seat_led(const Scene& scene, const Ground& g, const Cue& cue, std::size_t i, const Sign& lead, bool aim, std::vector<Seat>& seats) {
  if (seat_besides(scene, g, cue, g.names[i], lead, aim, seats)) return;
  const bool clear = lead.word == "with" || lead.word == "from" || lead.word == "between" || (lead.word == "by" && cue.shape == "passive");
  if (aim && !clear && !(lead.word == "for" && serves(cue.aim))) return;
  if (lead.word == "with" && lead.first > cue.last + 1 && follows_comma(scene, g, lead.first)) return;
  if (lead.word == "by" && lead.first > cue.last && cue.shape == "noun" && has_comma(scene, cue.last, lead.first)) return;
  if (lead.word == "between" && std::none_of(seats.begin(), seats.end(), [&](const Seat& s) { return s.first >= cue.first; }))
    seats.clear();
  seat_chain(scene, g, i, false, role_for(cue, lead.word), seats);
}

/// Words that point at a party behind the cue: "granted the company a loan", "an agreement with the ministry".
void seat_pointed(const Scene& scene, const std::vector<Named>& all, const Ground& g, const Cue& cue, std::uint32_t until,
                  std::vector<Seat>& seats) {
  for (const Sign& a : g.actors) {
    if (a.first <= cue.first || a.first >= until || a.word == "person" || a.word == "self" || a.word == "pair") continue;
    const Sign* lead = sign_at(g.roles, a.first - 1);
    const bool object = cue.shape == "active" && a.first == cue.first + 1;
    const std::string_view role = object ? cue.object : lead != nullptr && !is_aim(*lead) ? role_for(cue, lead->word) : std::string_view{};
    if (!serves(role) || role == "state" || role == "target" || (a.word == "it" && !object)) continue;
    if (lead != nullptr && !object && lead->first > cue.last + kReach) continue;
    point(scene, all, g, a, role, seats);
  }
}

}  // namespace

std::vector<Seat> seats_of(const Scene& scene, const std::vector<Named>& all, const Ground& g, const Cue& cue, std::uint32_t from,
                           std::uint32_t until) {
  std::vector<Seat> seats;
  if (serves(cue.agent)) seat_doer(scene, all, g, cue, from, seats);
  if (seats.empty() && cue.shape == "noun" && cue.first - g.first <= 4) seat_after(scene, g, cue, seats);
  bool aim = false;  // behind "on", "for", "to do": the subject of the deal, where only clear roles count
  for (std::size_t i = 0; i < g.names.size(); ++i) {
    const Named& n = g.names[i];
    if (n.first < cue.first || n.first >= until) continue;
    const Sign* lead = lead_of(scene, g, i, cue.first);
    const bool particle = lead != nullptr && is_aim(*lead) && lead->last == cue.last && n.first >= cue.last && serves(cue.object);
    if (particle) lead = nullptr;  // "to take over B"
    for (const Sign& s : g.roles)
      if (s.first >= cue.last && s.last <= n.first && (is_aim(s) || s.word == "relative" || begins_act(scene, s))) aim = true;
    if (lead == nullptr)
      seat_object(scene, g, cue, i, aim, seats);
    else
      seat_led(scene, g, cue, i, *lead, aim, seats);
  }
  seat_pointed(scene, all, g, cue, until, seats);
  return seats;
}

}  // namespace milepost::fact
