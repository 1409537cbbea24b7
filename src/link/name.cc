// Names: one entity a document for each organization, person and place, with all its mentions. The steps stand in name.h.
#include "link/name.h"

#include <algorithm>

#include "base/vocabulary.h"
#include "link/link.h"

namespace milepost::link {

Names::Names(const Text& text_, const rules::Program& program_, Chart& chart_, Arena& arena_, Linked& linked_)
    : text(text_),
      program(program_),
      chart(chart_),
      arena(arena_),
      linked(linked_),
      cues(text_, program_, chart_),
      determiner(program_.class_bit("det")),
      adjective(program_.class_bit("adj")),
      function(determiner | program_.class_bit("prep") | program_.class_bit("pron") | program_.class_bit("conj") |
               program_.class_bit("aux")),
      times(text_.tokens.size() + 1, false),
      shapes(program_.lexicon("name_shapes")) {
  const TypeId time = program.type("Time");
  for (const Mention& m : chart.mentions)
    if (m.type == time)
      for (std::uint32_t i = m.first; i < m.last; ++i) times[i] = true;
  std::uint32_t apart = 0, tight = 0;
  for (std::uint32_t i = 1; i + 1 < text.tokens.size(); ++i)
    if (view(i) == "-" && token(i - 1).is(Token::kLower) && token(i + 1).is(Token::kLower) && size(i - 1) > 1)  // "e-commerce" stays tight
      ++(space_before(i + 1) ? apart : tight);
  spaced = apart >= 2 && apart > 8 * tight;
  for (const Sentence& s : text.sentences) {
    std::uint32_t capitals = 0, alphas = 0;
    for (std::uint32_t i = s.first; i < s.last; ++i) {
      if (!token(i).is(Token::kAlpha)) continue;
      if (token(i).is(Token::kLower) && space_before(i)) lower.add(view(i));
      if (size(i) < 4 || times[i] || i == s.first) continue;
      ++alphas;
      if (capital(i)) ++capitals;
    }
    headline.push_back(alphas >= 4 && capitals * 10 > alphas * 7);
  }
}

float Names::shape(std::string_view word, bool begin) const {
  if (shapes == nullptr) return -1;
  const int sort = shapes->column("sort"), org = shapes->column("org");
  for (rules::RowId r = 0; r < shapes->rows.size(); ++r) {
    const std::string_view entry = shapes->rows[r].entry;
    if (begin ? shapes->cell(r, sort) == "begin" && word == entry
              : shapes->cell(r, sort) == "end" && word.size() >= entry.size() + 3 && word.ends_with(entry))
      return begin ? 0 : static_cast<float>(shapes->number(r, org));
  }
  return -1;
}

bool Names::sentence_first(const Candidate& c) const {
  for (std::uint32_t i = text.sentences[c.sentence].first; i < c.first; ++i)
    if (!token(i).is(Token::kPunct)) return false;
  return true;
}

bool Names::common(std::uint32_t i) const {
  std::string folded;
  fold(view(i), folded);
  const std::uint32_t bits = program.class_bit("adv") | program.class_bit("verb") | adjective | determiner;
  return lower.has(folded) || (program.class_of(token(i), folded) & bits) != 0;
}

std::string Names::fold_words(std::uint32_t first, std::uint32_t last) const {
  std::string out;
  for (std::uint32_t i = first; i < last; ++i) {
    if (token(i).is(Token::kPunct) && view(i) != "&") continue;
    if (!out.empty()) out += ' ';
    fold(view(i), out);
  }
  return out;
}

namespace {

using Cue = NameCues;

/// "AT:AXSB DE:2HBR", "DE" -> "2HBR": the code of a form in a country; "" when the list has none for it.
std::string_view code_in(std::string_view codes, std::string_view country) {
  while (!codes.empty()) {
    const std::string_view pair = codes.substr(0, codes.find(' '));
    codes.remove_prefix(std::min(codes.size(), pair.size() + 1));
    if (pair.substr(0, 2) == country) return pair.size() > 3 ? pair.substr(3) : std::string_view{};
  }
  return {};
}

/// The form's ISO 20275 code depends on the country; a form of one country alone tells the country.
void settle_forms(Linked& linked) {
  for (Entity& e : linked.entities) {
    if (e.legal_form.empty()) continue;
    const std::string_view codes = e.legal_form_code;
    if (e.country.empty() && codes.size() >= 2 && codes.find(' ') == std::string_view::npos) e.country = codes.substr(0, 2);
    e.legal_form_code = e.country.empty() ? std::string_view{} : code_in(codes, e.country);
  }
}

/// No letter is a small one.
bool shouts(std::string_view name) {
  return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// The countries that a document names, and the one it is written from or about.
struct Countries {
  std::unordered_set<std::string_view> named;
  std::string_view home;
  bool dated = false;  ///< by the seat that the text begins with
};

/// "OSLO – Norway …": the seat in capitals at the begin tells the home; without one, the only country that is named.
Countries countries(const Names& n) {
  Countries found;
  std::unordered_set<std::string_view> states;
  for (std::uint32_t i = 0; i < n.text.tokens.size(); ++i) {
    const Mention* place = n.cues.at(Cue::kPlace, i);
    const Mention* people = n.cues.at(Cue::kDemonym, i);
    for (const Mention* m : {place, people}) {
      if (m == nullptr) continue;
      const std::string_view iso = n.cues.attribute(*m, n.cues.iso);
      if (iso.empty()) continue;
      found.named.insert(iso);
      if (m == people || n.cues.attribute(*m, n.cues.kind) == "country") states.insert(iso);
    }
    const bool seat = place != nullptr && i < 16 && found.home.empty() && n.token(i).is(Token::kUpper);
    if (!seat || n.cues.attribute(*place, n.cues.kind) != "city") continue;
    found.home = n.cues.attribute(*place, n.cues.iso);
    found.dated = true;
  }
  if (found.home.empty() && states.size() == 1) found.home = *states.begin();
  return found;
}

/// "Congress", "the Ministry of Health": a body of any country, whose entry in the list, if it has one, tells only the likeliest.
bool any_country(const Names& n, const Candidate& c) {
  if (c.type != Entity::Type::kOrganization || c.kind != "government" || !c.name.empty()) return false;
  if (!n.cues.is(Cue::kOrgFirst, c.first) && !(n.cues.is(Cue::kKnownOrg, c.first) && n.cues.is(Cue::kOrgHead, c.first))) return false;
  for (std::uint32_t i = c.first; i < c.last; ++i)
    if (n.cues.is(Cue::kPlace, i) || n.cues.is(Cue::kDemonym, i) || n.token(i).is(Token::kUpper)) return false;
  return true;
}

/// Who holds an office of state, or is a body by its common name, belongs to the home of the document when nothing else is said.
void settle_countries(Names& n) {
  const Countries known = countries(n);
  if (known.home.empty()) return;
  for (const Candidate& c : n.candidates) {
    if (!c.decided || c.entity == kNone) continue;
    Entity& e = n.linked.entities[c.entity];
    if (c.state && e.type == Entity::Type::kPerson && e.country.empty() && e.organization == kNone) e.country = known.home;
    if (!any_country(n, c)) continue;
    const bool other = e.country != known.home && known.named.count(e.country) == 0;
    if (n.cues.is(Cue::kKnownOrg, c.first) ? other : known.dated && e.country.empty()) e.country = known.home;
  }
}

/// What later mentions add to an entity: country, role, employer.
void gather(Names& n) {
  for (const Candidate& c : n.candidates) {
    if (!c.decided || c.entity == kNone) continue;
    Entity& e = n.linked.entities[c.entity];
    if (shouts(e.name) && c.last - c.first > 1 && n.words(c.first, c.last).size() == e.name.size() && !shouts(n.words(c.first, c.last)))
      e.name = n.words(c.first, c.last);  // "HALE GROUP" of a headline is "Hale Group"
    if (e.country.empty() && !c.country.empty()) e.country = c.country, e.country_cue = c.country_cue;
    if (e.role.empty() && !c.role.empty()) e.role = c.role;
    if (e.kind == "country" && c.name.empty() && n.words(c.first, c.last).size() > e.name.size() && !shouts(n.words(c.first, c.last)))
      e.name = n.words(c.first, c.last);
    if (c.employer != kNone && n.candidates[c.employer].entity != kNone && e.organization == kNone)
      e.organization = n.candidates[c.employer].entity;
  }
  for (Entity& e : n.linked.entities)
    if (e.type == Entity::Type::kPerson && e.country.empty() && e.organization != kNone)
      e.country = n.linked.entities[e.organization].country;
  settle_countries(n);
  settle_forms(n.linked);
}

/// Writes the entities' mentions to the chart, in text order.
void write_mentions(Names& n) {
  const TypeId types[] = {n.program.type("Organization"), n.program.type("Person"), n.program.type("Place")};
  const AttributeId name = n.program.attribute("name"), role = n.program.attribute("role"), index = n.program.attribute("entity");
  for (const Candidate& c : n.candidates) {
    if (!c.decided || c.entity == kNone) continue;
    Entity& e = n.linked.entities[c.entity];
    if (e.type == Entity::Type::kOrganization && !e.spans.empty()) {
      const std::string_view alias = n.words(c.first, c.last);
      if (alias != e.name && std::find(e.aliases.begin(), e.aliases.end(), alias) == e.aliases.end()) e.aliases.push_back(alias);
    }
    const TypeId type = types[static_cast<std::size_t>(e.type)];
    if (type == 0) continue;
    std::vector<Attribute> with{{name, Value::of(e.name)}, {index, Value::of(static_cast<double>(c.entity))}};
    if (!e.kind.empty()) with.push_back({n.cues.kind, Value::of(e.kind)});
    if (!e.country.empty()) with.push_back({n.cues.country, Value::of(e.country)});
    if (!e.role.empty()) with.push_back({role, Value::of(e.role)});
    const MentionId m = n.chart.add(c.first, c.last, type, c.rule, with, {});
    n.linked.set(m, c.entity);
    e.mentions.push_back(m);
    e.spans.push_back(n.text.span(c.first, c.last));
  }
}

}  // namespace

void Linker::link_names(const Text& text, Chart& chart, Arena& arena, Linked& linked) {
  if (program_.type("Organization") == 0 || text.tokens.empty()) return;
  Names names(text, program_, chart, arena, linked);
  find_candidates(names);
  for (Candidate& c : names.candidates) judge(names, c);
  weigh(names);
  add_nominals(names);
  tie_people(names);
  remember(names);
  gather(names);
  write_mentions(names);
}

}  // namespace milepost::link
