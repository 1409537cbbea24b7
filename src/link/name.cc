// Names: one entity a document for each organization, person and place, with all its mentions. The steps stand in name.h.
#include "link/name.h"

#include <algorithm>
#include <cstring>

#include "base/vocabulary.h"
#include "link/link.h"

namespace milepost::link {

NameShapes::NameShapes(const rules::Program& program) {
  const rules::LexiconTable* rows = program.lexicon("name_shapes");
  if (rows == nullptr) return;
  const int sort = rows->column("sort"), org = rows->column("org");
  for (rules::RowId r = 0; r < rows->rows.size(); ++r) {
    const std::string_view entry = rows->rows[r].entry, where = rows->cell(r, sort);
    if (entry.empty()) continue;
    if (where == "begin") begins[static_cast<unsigned char>(entry.front())].push_back(entry);
    if (where == "end") ends[static_cast<unsigned char>(entry.back())].push_back({entry, static_cast<float>(rows->number(r, org))});
  }
}

NameScratch::NameScratch(const rules::Program& p)
    : cues(p),
      shapes(p),
      determiner(p.class_bit("det")),
      adjective(p.class_bit("adj")),
      function(determiner | p.class_bit("prep") | p.class_bit("pron") | p.class_bit("conj") | p.class_bit("aux")),
      possessive(p.class_bit("poss")),
      ordinary(p.class_bit("adv") | p.class_bit("verb") | adjective | determiner),
      noun(p.class_bit("noun")),
      verb(p.class_bit("verb") | p.class_bit("past")),
      types{p.type("Organization"), p.type("Person"), p.type("Place")},
      name(p.attribute("name")),
      role(p.attribute("role")),
      entity(p.attribute("entity")),
      office(p.attribute("office")) {}

void NameScratch::take_back(std::vector<Entity>& entities) {
  for (Entity& e : entities) {
    Entity& kept = spare.emplace_back();
    kept.aliases.swap(e.aliases), kept.mentions.swap(e.mentions), kept.spans.swap(e.spans);
    kept.aliases.clear(), kept.mentions.clear(), kept.spans.clear();
  }
  entities.clear();
}

Names::Names(const Words& words_, const rules::Program& program_, Chart& chart_, Arena& arena_, Linked& linked_, NameScratch& s)
    : text(words_.text()),
      tokens(text.tokens.data()),
      classes(chart_.classes.data()),
      kinds(words_.kinds()),
      program(program_),
      chart(chart_),
      arena(arena_),
      linked(linked_),
      scratch(s),
      cues(s.cues),
      determiner(s.determiner),
      adjective(s.adjective),
      function(s.function),
      times(s.times),
      may_begin(s.may_begin),
      headline(s.headline),
      lower(s.lower),
      defined(s.defined),
      candidates(s.candidates),
      memory(s.memory),
      people(s.people),
      barred(s.barred) {
  may_begin = kinds.large;
  may_begin.add(cues.proper());
  times.clear(text.tokens.size() + 1);
  for (const Time& t : linked.times)
    for (std::uint32_t i = chart.mentions[t.mention].first; i < chart.mentions[t.mention].last; ++i) times.add(i);
  lower.read(text, kinds.small, program.words.size());
  defined.clear();
  candidates.clear();
  for (KeyTable* table : {&memory, &people, &barred}) table->clear();
  scratch.hashes.assign(text.tokens.size(), 0);
  read_headlines();
}

/// By its size and the first four letters, whatever their size.
std::uint32_t LowerWords::mark_of(const char* word, std::uint32_t size) {
  std::uint32_t begin = 0;
  if (size >= 4) {
    std::memcpy(&begin, word, 4);
  } else {
    for (std::uint32_t i = 0; i < size; ++i) begin = begin << 8 | static_cast<unsigned char>(word[i]);
  }
  return ((begin | 0x20202020u) + size) * 0x9E3779B1u >> 19;
}

void LowerWords::read(const Text& text, const TokenSet& small, std::size_t vocabulary) {
  text_ = &text;
  if (++stamp_ == 0 || known_.size() < vocabulary) known_.assign(vocabulary, 0), stamp_ = 1;
  others_.clear();
  const auto size = static_cast<std::uint32_t>(text.tokens.size());
  if (unknown_.size() < size) unknown_.resize(size);
  const Token* const tokens = text.tokens.data();
  std::uint8_t* const known = known_.data();
  std::uint32_t* const unknown = unknown_.data();
  const std::uint8_t stamp = stamp_;
  std::size_t count = 0;
  small.each(0, size, [&](std::uint32_t i) {
    known[tokens[i].word] = stamp;
    unknown[count] = i;
    count += tokens[i].word == kUnknownWord ? 1 : 0;
  });
  waiting_ = count;
  marks_.clear(kMarks);
  unsigned shapes = 0;
  const char* const bytes = text.document->text.data();
  for (std::size_t k = 0; k < count; ++k) {
    const Token& t = tokens[unknown[k]];
    shapes |= t.shape;
    marks_.add(mark_of(bytes + t.begin, t.end - t.begin));
  }
  plain_ = (shapes & Token::kNonAscii) == 0;
}

bool LowerWords::other(const Token& t) {
  const bool plain = plain_ && !t.is(Token::kNonAscii);  // else letters of several bytes may be the same as one
  if (plain && !marks_.has(mark_of(text_->document->text.data() + t.begin, t.end - t.begin))) return false;
  for (; waiting_ > 0; --waiting_) others_.add(folded_hash(text_->view(text_->tokens[unknown_[waiting_ - 1]])), 0);
  return others_.has(folded_hash(text_->view(t)));
}

void Names::read_headlines() {
  scratch.longer = kinds.longer;
  scratch.longer.remove(times);
  scratch.long_capitals = kinds.large;
  scratch.long_capitals.keep(scratch.longer);
  headline.resize(text.sentences.size());
  for (std::size_t s = 0; s < headline.size(); ++s) headline[s] = capitalised(text.sentences[s]) ? 1 : 0;
}

bool Names::spaced() const {
  if (spaced_) return *spaced_;
  std::uint32_t apart = 0, tight = 0;
  kinds.marks.each(1, static_cast<std::uint32_t>(text.tokens.size()) - 1, [&](std::uint32_t i) {
    if (size(i) != 1 || view(i) != "-") return;
    if (token(i - 1).is(Token::kLower) && token(i + 1).is(Token::kLower) && size(i - 1) > 1)  // "e-commerce" stays tight
      ++(space_before(i + 1) ? apart : tight);
  });
  return *(spaced_ = apart >= 2 && apart > 8 * tight);
}

/// More than seven in ten of its longer words have a capital, and there are four.
bool Names::capitalised(const Sentence& s) const {
  const std::uint32_t capitals = scratch.long_capitals.count(s.first + 1, s.last);
  if (capitals < 3) return false;
  const std::uint32_t words = scratch.longer.count(s.first + 1, s.last);
  return words >= 4 && words * 7 < capitals * 10;
}

float Names::shape(std::string_view word, bool begin) const {
  if (word.empty()) return -1;
  if (begin) {
    const auto& begins = scratch.shapes.begins[static_cast<unsigned char>(word.front())];
    return std::find(begins.begin(), begins.end(), word) != begins.end() ? 0.f : -1.f;
  }
  for (const NameShapes::End& e : scratch.shapes.ends[static_cast<unsigned char>(word.back())])
    if (word.size() >= e.text.size() + 3 && word.ends_with(e.text)) return e.org;
  return -1;
}

bool Names::sentence_first(const Candidate& c) const {
  for (std::uint32_t i = text.sentences[c.sentence].first; i < c.first; ++i)
    if (!token(i).is(Token::kPunct)) return false;
  return true;
}

bool Names::common(std::uint32_t i) const { return in_lower(i) || classed(i, scratch.ordinary); }

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
  std::vector<std::string_view> named;  ///< each once
  std::string_view home;
  bool dated = false;  ///< by the seat that the text begins with
  bool names(std::string_view iso) const { return std::find(named.begin(), named.end(), iso) != named.end(); }
};

/// "OSLO – Norway …": the seat in capitals at the begin tells the home; without one, the only country that is named.
Countries countries(const Names& n) {
  Countries found;
  std::string_view state;
  bool several = false;
  const auto size = static_cast<std::uint32_t>(n.text.tokens.size());
  for (std::uint32_t i = n.cues.proper().next(0, size); i < size; i = n.cues.proper().next(i + 1, size)) {
    const Mention* place = n.cues.at(Cue::kPlace, i);
    const Mention* people = n.cues.at(Cue::kDemonym, i);
    for (const Mention* m : {place, people}) {
      if (m == nullptr) continue;
      const std::string_view iso = n.cues.attribute(*m, n.cues.iso);
      if (iso.empty()) continue;
      if (!found.names(iso)) found.named.push_back(iso);
      if (m != people && n.cues.attribute(*m, n.cues.kind) != "country") continue;
      several = several || (!state.empty() && state != iso);
      state = iso;
    }
    const bool seat = place != nullptr && i < 16 && found.home.empty() && n.token(i).is(Token::kUpper);
    if (!seat || n.cues.attribute(*place, n.cues.kind) != "city") continue;
    found.home = n.cues.attribute(*place, n.cues.iso);
    found.dated = true;
  }
  if (found.home.empty() && !several) found.home = state;
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
    const bool other = e.country != known.home && !known.names(e.country);
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
  const NameScratch& ids = n.scratch;
  std::vector<Attribute>& with = n.scratch.attributes;
  for (const Candidate& c : n.candidates) {
    if (!c.decided || c.entity == kNone) continue;
    Entity& e = n.linked.entities[c.entity];
    if (e.type == Entity::Type::kOrganization && !e.spans.empty()) {
      const std::string_view alias = n.words(c.first, c.last);
      if (alias != e.name && std::find(e.aliases.begin(), e.aliases.end(), alias) == e.aliases.end()) e.aliases.push_back(alias);
    }
    const TypeId type = ids.types[static_cast<std::size_t>(e.type)];
    if (type == 0) continue;
    with.assign({{ids.name, Value::of(e.name)}, {ids.entity, Value::of(static_cast<double>(c.entity))}});
    if (!e.kind.empty()) with.push_back({n.cues.kind, Value::of(e.kind)});
    if (!e.country.empty()) with.push_back({n.cues.country, Value::of(e.country)});
    if (!e.role.empty()) with.push_back({ids.role, Value::of(e.role)});
    const MentionId m = n.chart.add(c.first, c.last, type, c.rule, with, {});
    n.linked.set(m, c.entity);
    e.mentions.push_back(m);
    e.spans.push_back(n.text.span(c.first, c.last));
  }
}

}  // namespace

void Linker::link_names(const Text& text, Chart& chart, Arena& arena, Linked& linked) {
  if (program_.type("Organization") == 0 || text.tokens.empty()) return;
  Names names(words_, program_, chart, arena, linked, *names_);
  find_candidates(names);
  for (Candidate& c : names.candidates) judge(names, c);
  weigh(names);
  add_nominals(names, found_.of(Found::kOrgNominal));
  tie_people(names);
  remember(names);
  gather(names);
  write_mentions(names);
}

}  // namespace milepost::link
