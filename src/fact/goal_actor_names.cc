// What an actor is called, and who is the document's.
#include <algorithm>

#include "fact/goal_actor.h"

namespace milepost::fact {

namespace {

/// initials_of("Global Health Security Agenda") is "GHSA": the capitals that its words begin with.
std::string initials_of(std::string_view name) {
  std::string out;
  bool start = true;
  for (const char c : name) {
    if (start && c >= 'A' && c <= 'Z') out += c;
    start = c == ' ' || c == '-';
  }
  return out;
}

constexpr std::size_t kShortest = 3, kLongest = 12;  ///< letters of an abbreviation

}  // namespace

/// What name() and spelled_out() look up, made once a document: a look at every name for every goal would be a square.
void Actors::index_names() {
  const auto& entities = scene_.linked.entities;
  for (std::uint32_t i = 0; i < entities.size(); ++i) {
    by_name_.emplace(entities[i].name, i);
    if (entities[i].type != Entity::Type::kOrganization) continue;
    const std::string_view name = entities[i].name;
    const std::size_t space = name.rfind(' ');
    if (space == std::string_view::npos) continue;
    if (space > 0) by_last_word_.emplace(name.substr(space + 1), i);
    if (std::string letters = initials_of(name); letters.size() >= kShortest && letters.size() <= kLongest)
      by_initials_.emplace(std::move(letters), i);
  }
  const auto& tokens = scene_.text.tokens;
  words_.kinds().shouted.each(2, static_cast<std::uint32_t>(std::max<std::size_t>(tokens.size(), 1)) - 1, [&](std::uint32_t i) {
    if (words_.view(i - 1) == "(" && words_.view(i + 1) == ")") bracketed_[words_.view(i)].push_back(i);
  });
}

bool Actors::company(std::string_view actor) const {
  auto at = by_name_.find(actor);
  for (std::size_t cut = actor.find(' '); at == by_name_.end() && cut != std::string_view::npos; cut = actor.find(' ', cut + 1))
    at = by_name_.find(actor.substr(0, cut));  // the first of two
  return at != by_name_.end() && scene_.linked.entities[at->second].kind == "company";
}

std::string_view Actors::role(std::uint32_t token) const {
  const TypeId type = ids_.actor_word;
  for (MentionId m = scene_.chart.starts[token]; m != kNone; m = scene_.chart.mentions[m].next)
    if (scene_.chart.mentions[m].type == type) return scene_.chart.get(scene_.chart.mentions[m], ids_.role).text;
  return {};
}

/// The role of the last word of an entity's first mention: "Norland Housing Act" is an instrument.
std::string_view Actors::last_role(const Entity& e) const {
  if (e.mentions.empty() || e.mentions[0] >= scene_.chart.mentions.size()) return {};
  return role(scene_.chart.mentions[e.mentions[0]].last - 1);
}

/// A state or its government.
bool Actors::governs(const Entity& e) const { return is_state(e) || last_role(e) == "government"; }

/// The organization or the country that is named most, earlier and in the title before others.
std::uint32_t Actors::document_actor(bool state, std::size_t& weight_of) const {
  std::uint32_t best = kNone;
  std::size_t most = 0;
  const std::uint32_t head = scene_.text.document->title_bytes;
  for (std::uint32_t i = 0; i < scene_.linked.entities.size(); ++i) {
    const Entity& e = scene_.linked.entities[i];
    if (e.type == Entity::Type::kPerson || !acts(e) || e.spans.empty()) continue;
    if (state && (e.type != Entity::Type::kPlace || e.kind != "country")) continue;
    std::size_t weight = 0;
    for (const MentionId m : e.mentions) {
      if (m >= scene_.chart.mentions.size()) continue;
      const std::uint32_t token = scene_.chart.mentions[m].first;
      const Named* n = named_at(token);
      const bool subject = n != nullptr && !led(*n, scene_.text.sentences[scene_.text.sentence_of[token]].first);
      const bool listing = e.kind == "exchange" && (!subject || words_.attached(scene_.chart.mentions[m].first));  // (NYSE: ABC)
      if (listing) continue;
      weight += subject ? 3 : 1;
      if (scene_.text.tokens[token].begin < head && subject) weight += 4;
    }
    if (e.spans[0].begin < head + 200 && weight > 0) weight += 3;
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
  if (const std::uint32_t own = government_of(e); own != kNone) return {own, {}};
  if (e.organization != kNone && e.organization < scene_.linked.entities.size()) return {e.organization, {}};
  for (std::uint32_t i = 0; i < scene_.linked.entities.size() && !e.country.empty(); ++i)
    if (is_state(scene_.linked.entities[i]) && scene_.linked.entities[i].country == e.country) return {i, {}};
  if (state_ != kNone && holds_office(e)) return {state_, {}};
  return {entity, {}};
}

/// "the Lee Government" for Ann Lee: the government that is named after a person; kNone when there is none.
std::uint32_t Actors::government_of(const Entity& person) const {
  const std::string_view last = std::string_view(person.name).substr(person.name.rfind(' ') + 1);
  for (std::uint32_t i = 0; i < scene_.linked.entities.size(); ++i) {
    const Entity& e = scene_.linked.entities[i];
    const std::string_view name = e.name;
    if (e.type == Entity::Type::kOrganization && name.size() > last.size() && name.starts_with(last) &&
        (name[last.size()] == ' ' || name[last.size()] == '-') && last_role(e) == "government")
      return i;
  }
  return kNone;
}

/// Does the person hold the office: "president" of "President Ann Lee"?
bool Actors::in_office(const Entity& person, std::string_view office) const {
  std::string role;
  for (const char c : person.role) role += c == '-' || c == ',' ? ' ' : c;
  return holds(role, office);
}

/// Does the person's role name an office of a state: "Education Minister"?
bool Actors::holds_office(const Entity& e) const {
  const rules::LexiconTable* offices = scene_.program.lexicon("state_offices");
  if (offices == nullptr || e.role.empty()) return false;
  std::string role = " ";
  fold(e.role, role);
  for (char& c : role)
    if (c == ',' || c == '-') c = ' ';
  role += ' ';
  return std::any_of(offices->rows.begin(), offices->rows.end(),
                     [&](const auto& row) { return role.find(" " + std::string(row.entry) + " ") != std::string::npos; });
}

/// The body that a person with a role speaks for: the office's state, else the organization named last before the person.
Actors::Who Actors::spoken_for(std::uint32_t entity) const {
  const Entity& e = scene_.linked.entities[entity];
  if (e.type != Entity::Type::kPerson || e.role.empty()) return {};
  if (const Who body = of_person(entity); body.entity != entity) return body;
  if (holds_office(e) || e.spans.empty()) return {main_, {}};
  std::uint32_t best = kNone, at = 0;
  for (const Named& n : names_)
    if (n.entity == entity) {
      at = scene_.text.sentence_of[n.first];
      break;
    }
  for (const Named& n : names_) {
    if (scene_.text.tokens[n.first].begin >= e.spans[0].begin) break;
    const Entity& x = scene_.linked.entities[n.entity];
    if (x.type == Entity::Type::kOrganization && acts(x) && scene_.text.sentence_of[n.first] + 3 > at) best = n.entity;
  }
  return {best != kNone ? best : main_, {}};
}

/// "the Global Seed Agenda (GSA)" for GSA: the words before the first abbreviation in brackets whose capitals spell it.
std::string_view Actors::spelled_out(std::string_view abbreviation) const {
  if (abbreviation.size() < kShortest || abbreviation.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos) return {};
  const auto at = bracketed_.find(abbreviation);
  if (at == bracketed_.end()) return {};
  const auto& tokens = scene_.text.tokens;
  for (const std::uint32_t i : at->second) {
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

/// "the minister" with no name: the state, the firm or the government of the document; the office itself where it tells of none.
Actors::Who Actors::office(std::string_view word) const {
  Entity holder;
  holder.role = word;
  if (holds_office(holder)) return state_ != kNone ? Who{state_, {}} : Who{kNone, word};
  return main_ != kNone && scene_.linked.entities[main_].kind == "company" ? Who{main_, {}} : Who{kNone, word};
}

std::string_view Actors::name(const Who& who) const {
  if (who.with == kNone) return name_of(who);
  std::string both(name_of({who.entity, {}}));
  both += ' ';
  both += who.joint;
  both += ' ';
  both += name_of({who.with, {}});
  return scene_.arena.copy(both);
}

std::string_view Actors::name_of(const Who& who) const {
  std::string_view given = who.entity != kNone ? scene_.linked.entities[who.entity].name : who.text;
  if (who.entity != kNone && given.find(' ') == std::string_view::npos && !last_role(scene_.linked.entities[who.entity]).empty())
    if (const auto at = by_last_word_.find(given); at != by_last_word_.end())  // "the Administration" for the Norland Administration
      given = scene_.linked.entities[at->second].name;
  if (given.size() > kLongest) return given;
  if (const auto at = by_initials_.find(std::string(given)); at != by_initials_.end()) return scene_.linked.entities[at->second].name;
  if (const std::string_view whole = spelled_out(given); !whole.empty()) return whole;
  const rules::LexiconTable* full = scene_.program.lexicon("actor_names");
  if (full == nullptr) return given;
  for (rules::RowId r = 0; r < full->rows.size(); ++r)
    if (full->rows[r].entry == given) return full->cell(r, full->column("name"));
  return given;
}

}  // namespace milepost::fact
