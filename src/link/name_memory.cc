// Once a document has named something, its short forms, acronym and later repeats are the same entity. Tables are keyed by the words,
// whatever their letters' size.
#include <algorithm>

#include "base/vocabulary.h"
#include "link/name.h"

namespace milepost::link {

namespace {

using Cue = NameCues;

constexpr Key kCountry = 2, kTeam = 3;  ///< no words have them: "UK" and "United Kingdom" are one country

/// The key of a name that stands nowhere in the text as it is.
Key key_of(std::string_view name) {
  Key key = 0;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    key = joined(key, folded_hash(name.substr(0, end)));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return key;
}

class Memory {
 public:
  explicit Memory(Names& names)
      : n_(names),
        heads_(names.scratch.heads),
        firms_(names.scratch.firms),
        short_(names.scratch.shorts),
        shared_(names.scratch.shared),
        tried_(names.scratch.tried) {
    for (KeyTable* table : {&heads_, &firms_, &short_, &shared_}) table->clear();
  }

  void run() {
    give_way();
    bar_letters();
    restore();
    // Names with a form first, then the other full names, so that short forms find them whatever the order in the text.
    for (const bool formed : {true, false})
      for (Candidate& c : n_.candidates) first_pass(c, formed);
    for (Candidate& c : n_.candidates)
      if (c.entity == kNone) recall(c);
  }

 private:
  /// "Clean Harbour Agenda (CHA)": letters that stand for capitals that are no entity are none either.
  void bar_letters() {
    for (std::size_t i = 1; i < n_.candidates.size(); ++i) {
      const Candidate& full = n_.candidates[i - 1];
      const Candidate& letters = n_.candidates[i];
      const bool beside = letters.first == full.last + 1 && n_.view(full.last) == "(" && letters.last - letters.first == 1;
      if (!beside || full.decided || letters.strong || full.last - full.first < 2 || !n_.token(letters.first).is(Token::kUpper)) continue;
      if (n_.view(full.first)[0] == n_.view(letters.first)[0]) n_.barred.add(n_.key(letters.first, letters.last), 0);
    }
  }

  void first_pass(Candidate& c, bool formed) {
    if (c.legal.empty() == formed) return;
    if (c.barred) bar(c);
    if (!c.decided) return;
    const Key key = n_.key(c);
    if (key == 0) {
      c.decided = false;
      return;
    }
    if (c.type == Entity::Type::kOrganization && (!c.strong || !c.name.empty())) return;
    if (c.type == Entity::Type::kPerson && c.last - c.first == 1) return;
    if (const std::uint32_t firm = firms_.find(key); firm != kNone && stands_for_firm(c)) {
      take(c, firm, Entity::Type::kOrganization);
      return;
    }
    const bool country = c.type == Entity::Type::kPlace && c.kind == "country" && !c.country.empty();  // "UK", "United Kingdom"
    const bool club = c.kind == "team" && c.last - c.first == 1 && n_.cues.is(Cue::kPlace, c.first);   // "played for Leeds"
    c.entity = entity_for(c, country ? joined(kCountry, folded_hash(c.country)) : club ? joined(kTeam, key) : key);
    teach(c);
  }

  /// "Leeds Pumps Inc said. Leeds expects": a town of one word that acts as a firm of that first word does.
  bool stands_for_firm(const Candidate& c) const {
    if (c.type != Entity::Type::kPlace || c.kind != "city" || c.last - c.first != 1 || !n_.sentence_first(c)) return false;
    const Mention* after = c.last < n_.text.sentences[c.sentence].last ? n_.cues.at(Cue::kAfter, c.last) : nullptr;
    return after != nullptr && n_.cues.weight(*after, n_.cues.org) >= 1;
  }

  /// "Crane Connector" is a name of its own wherever the document once made it one, though Crane is well known.
  void restore() {
    tried_.clear();
    for (std::uint32_t i = 0; i < n_.candidates.size(); ++i) {
      Candidate& c = n_.candidates[i];
      if (c.decided && c.strong && c.whole == 0 && c.type == Entity::Type::kOrganization && c.last - c.first >= 2) tried_.add(n_.key(c), i);
    }
    for (Candidate& c : n_.candidates) {
      const std::uint32_t full = c.whole == 0 ? kNone : tried_.find(n_.key(c.first, c.whole));
      if (full == kNone) continue;
      c.last = c.whole;
      c.key = 0;
      c.kind = n_.candidates[full].kind;
      c.country = {};
    }
  }

  /// A well-known name of one word that is also the surname of a person of the document is the person's.
  void give_way() {
    tried_.clear();  // surnames
    for (const Candidate& c : n_.candidates)
      if (c.decided && c.type == Entity::Type::kPerson) tried_.add(n_.key(c.last - 1, c.last), 0);
    for (Candidate& c : n_.candidates) {
      const bool ranked = c.type == Entity::Type::kPlace && c.first > 0 && n_.capital(c.first - 1) &&
                          (n_.cues.is(Cue::kRole, c.first - 1) || n_.cues.is(Cue::kTitle, c.first - 1));  // "Captain Rochester"
      const bool gives = c.type == Entity::Type::kOrganization || !c.name.empty() || ranked;
      if (c.decided && !c.sure && gives && c.last - c.first == 1 && c.legal.empty() && !n_.token(c.first).is(Token::kUpper) &&
          tried_.has(n_.key(c))) {
        c.type = Entity::Type::kPerson;
        c.kind = c.country = c.name = {};
        c.country_cue = {};
      }
    }
  }

  /// A name that runs over a line end is still one name, "Ann\_Lee" of Markdown and "Ann Lee" with a hard space are Ann Lee.
  std::string_view one_line(std::string_view name) {
    constexpr std::string_view kHard = "\u00A0";
    const bool escaped = name.find('\\') != std::string_view::npos;
    if (!escaped && name.find('\n') == std::string_view::npos && name.find(kHard) == std::string_view::npos) return name;
    std::string joined;
    for (std::size_t i = 0; i < name.size(); ++i) {
      const bool hard = name.compare(i, kHard.size(), kHard) == 0;
      if (hard) i += kHard.size() - 1;
      if (name[i] == '\\') continue;
      const char c = hard || name[i] == '\n' || name[i] == '\t' || (escaped && name[i] == '_') ? ' ' : name[i];
      if (c != ' ' || joined.empty() || joined.back() != ' ') joined += c;
    }
    return n_.arena.copy(joined);
  }

  std::uint32_t entity_for(const Candidate& c, Key key) {
    const auto fresh_id = static_cast<std::uint32_t>(n_.linked.entities.size());
    const auto [entity, fresh] = n_.memory.add(key, fresh_id);
    if (!fresh && n_.linked.entities[*entity].type == c.type) return *entity;
    *entity = fresh_id;
    Entity& e = n_.scratch.new_entity(n_.linked.entities);
    e.type = c.type;
    e.name = c.name.empty() ? one_line(n_.words(c.first, c.last)) : c.name;
    e.kind = c.kind;
    e.country = c.country;
    e.country_cue = c.country_cue;
    e.legal_form = c.legal;
    e.legal_form_code = c.code;
    e.role = c.role;
    e.rule = c.rule;
    return fresh_id;
  }

  /// "Trade Partnership Summit (TPS)": the letters in brackets are barred with what they stand for.
  void bar(Candidate& c) {
    n_.barred.add(n_.key(c), 0);
    if (const std::uint32_t inner = bracketed(c); inner != kNone) n_.barred.add(n_.key(inner, inner + 1), 0);
  }

  /// The single word of capitals in brackets behind a name, or kNone.
  std::uint32_t bracketed(const Candidate& c) const {
    const std::uint32_t end = n_.text.sentences[c.sentence].last;
    if (c.last + 2 >= end || n_.view(c.last) != "(" || n_.view(c.last + 2) != ")" || !n_.token(c.last + 1).is(Token::kUpper)) return kNone;
    return c.last + 1;
  }

  /// "Tata" is neither Tata Steel nor Tata Motors where both are named: a short form of two is a name of its own.
  void learn_short(std::uint32_t first, std::uint32_t last, std::uint32_t entity) {
    const Key key = n_.key(first, last);
    if (shared_.has(key)) return;
    const std::uint32_t known = n_.memory.find(key);
    if (known == kNone || known == entity || !short_.has(key)) {
      learn(first, last, entity);
      short_.add(key, 0);
      return;
    }
    n_.memory.erase(key);
    shared_.add(key, 0);
  }

  void learn(std::uint32_t first, std::uint32_t last, std::uint32_t entity) {
    if (first >= last || n_.cues.is(Cue::kStop, first)) return;
    if (last - first == 1 && (n_.cues.is(Cue::kPlace, first) || n_.cues.is(Cue::kDemonym, first) || n_.cues.is(Cue::kOrgHead, first) ||
                              n_.cues.is(Cue::kOrgFirst, first) || n_.cues.is(Cue::kTail, first)))
      return;
    n_.memory.add(n_.key(first, last), entity);
  }

  void teach(const Candidate& c) {
    if (c.type == Entity::Type::kPerson) {
      n_.people.add(n_.key(c.last - 1, c.last), c.entity);
      return;
    }
    if (c.type != Entity::Type::kOrganization || !c.strong) return;
    std::uint32_t last = c.last;
    if (n_.view(last - 1) == ".") --last;
    if (const Mention* legal = n_.cues.ending(Cue::kLegalForm, last, c.first); legal != nullptr && legal->first > c.first) {
      last = legal->first;
      if (n_.view(last - 1) == ",") --last;
    }
    learn(c.first, last, c.entity);
    if (!c.legal.empty() && last - c.first >= 2 && n_.cues.is(Cue::kPlace, c.first)) firms_.add(n_.key(c.first, c.first + 1), c.entity);
    if (last - c.first >= 2) teach_short(c, last);
    teach_brackets(c);
  }

  void teach_short(const Candidate& c, std::uint32_t last) {
    if (n_.cues.is(Cue::kOrgHead, last - 1)) learn(c.first, last - 1, c.entity);
    if (c.kind == "military" && n_.token(c.first).is(Token::kNumeral) && !n_.space_before(c.first + 1))
      learn(c.first, c.first + 2, c.entity);
    heads_.put(n_.key(last - 1, last), c.entity);
    if (n_.cues.is(Cue::kOrgFirst, c.first)) heads_.put(n_.key(c.first, c.first + 1), c.entity);
    if (c.kind == "team") learn(last - 1, last, c.entity);
    const bool common = n_.in_lower(c.first);
    const bool firm = c.kind == "company" || c.kind == "bank" || c.kind == "media";
    if (firm && n_.size(c.first) >= 4 && !n_.cues.is(Cue::kFirstName, c.first) && !n_.cues.is(Cue::kOrgFirst, c.first) && !common)
      learn_short(c.first, c.first + 1, c.entity);
    std::string initials;
    for (std::uint32_t i = c.first; i < last; ++i)
      if (n_.capital(i)) initials += static_cast<char>(n_.view(i)[0] | 0x20);
    if (initials.size() >= 3) n_.memory.add(joined(0, folded_hash(initials)), c.entity);
  }

  /// "Eurasian Resources Group (ERG)": the short form beside the name is learnt as it stands.
  void teach_brackets(const Candidate& c) {
    const std::uint32_t begin = n_.text.sentences[c.sentence].first, end = n_.text.sentences[c.sentence].last;
    if (c.first >= begin + 2 && n_.view(c.first - 1) == "(" && n_.token(c.first - 2).is(Token::kUpper))  // "ERG (Eurasian Resources Group)"
      n_.memory.put(n_.key(c.first - 2, c.first - 1), c.entity);
    if (c.last + 2 >= end || n_.view(c.last) != "(") return;
    std::uint32_t first = c.last + 1;
    while (first < end && first < c.last + 4 && (n_.token(first).is(Token::kPunct) || n_.cues.is(Cue::kStop, first))) ++first;
    if (first + 2 < end && n_.view(first + 1) == ":" && n_.token(first + 2).is(Token::kUpper)) first += 2;  // (NYSE: ABC)
    std::uint32_t close = first;
    if (close + 3 < end && n_.view(close + 1) == "." && n_.capital(close + 2)) close += 2;  // (ABC.OL)
    while (close < end && close < first + 3 && !n_.token(close).is(Token::kPunct)) ++close;
    const bool closed = close < end && n_.token(close).is(Token::kPunct) && n_.view(close) != ":";
    if (closed && close > first && n_.capital(first) && !(close - first == 1 && n_.cues.is(Cue::kPlace, first)))
      n_.memory.put(n_.key(first, close), c.entity);
  }

  /// "Hale Design", "Dark Harbour Notes": the name of a work by its last noun, and yet the document may know an organization of that name.
  bool work(const Candidate& c) const {
    const Mention* tail = n_.cues.ending(Cue::kTail, c.last, c.first);
    const std::string_view kind = tail == nullptr ? std::string_view{} : n_.cues.attribute(*tail, n_.cues.kind);
    return kind == "work" || kind == "index";
  }

  void recall(Candidate& c) {
    const Key key = n_.key(c);
    if (!c.strong && n_.barred.has(key) && !(work(c) && n_.memory.has(key))) {
      c.decided = false;
      return;
    }
    if (c.last - c.first == 1 || c.type == Entity::Type::kPerson) {
      const std::uint32_t person = n_.people.find(c.last - c.first == 1 ? key : n_.key(c.last - 1, c.last));
      const bool shout = n_.token(c.first).is(Token::kUpper) && c.last - c.first == 1;
      if (person != kNone && !shout && (!c.decided || c.type == Entity::Type::kPerson || !c.strong)) {
        take(c, person, Entity::Type::kPerson);
        return;
      }
    }
    if (!c.name.empty()) {
      c.entity = entity_for(c, key_of(c.name));
      return;
    }
    const std::uint32_t known = n_.memory.find(key);
    if (known != kNone && n_.linked.entities[known].type == Entity::Type::kOrganization &&
        (!c.decided || c.type == Entity::Type::kOrganization)) {
      if (n_.sentence_first(c) && c.last - c.first == 1 && !c.decided && n_.common(c.first)) return;
      take(c, known, Entity::Type::kOrganization);
      return;
    }
    if (const std::uint32_t body = by_head(c, key); body != kNone) {
      take(c, body, Entity::Type::kOrganization);
      return;
    }
    if (!c.decided && shared_.has(key) && !(n_.sentence_first(c) && n_.common(c.first))) {  // an organization, though not which
      c.decided = true;
      c.type = Entity::Type::kOrganization;
      c.kind = "company";
    }
    if (!c.decided) return;
    c.entity = entity_for(c, key);
    if (c.type == Entity::Type::kPerson) teach(c);
    if (c.type == Entity::Type::kOrganization) teach_brackets(c);
  }

  /// "the Laboratory": the body whose name ends or begins with that word, written large once more.
  std::uint32_t by_head(const Candidate& c, Key key) const {
    if (c.decided || c.barred || c.last - c.first != 1 || c.first == 0 || n_.headline[c.sentence]) return kNone;
    if (!n_.classed(c.first - 1, n_.determiner) || (!n_.cues.is(Cue::kOrgHead, c.first) && !n_.cues.is(Cue::kOrgFirst, c.first)))
      return kNone;
    const std::uint32_t found = heads_.find(key);
    if (found == kNone) return kNone;
    const std::string_view kind = n_.linked.entities[found].kind;
    return kind == "government" || kind == "education" || kind == "military" ? found : kNone;
  }

  static void take(Candidate& c, std::uint32_t entity, Entity::Type type) {
    c.entity = entity;
    c.type = type;
    c.decided = true;
  }

  Names& n_;
  KeyTable& heads_;            ///< last and first words of full names: the body named last
  KeyTable& firms_;            ///< towns that names with a form begin with
  KeyTable &short_, &shared_;  ///< first words that stand for a name; those that would stand for two
  KeyTable& tried_;            ///< of one step
};

}  // namespace

void remember(Names& names) { Memory(names).run(); }

}  // namespace milepost::link
