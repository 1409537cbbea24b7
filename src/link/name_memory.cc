// Once a document has named something, its short forms, acronym and later repeats are the same entity. Maps are keyed by folded words.
#include <algorithm>

#include "base/vocabulary.h"
#include "link/name.h"

namespace milepost::link {

namespace {

using Cue = NameCues;

class Memory {
 public:
  explicit Memory(Names& names) : n_(names) {}

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
      if (n_.view(full.first)[0] == n_.view(letters.first)[0]) n_.barred.insert(n_.fold_words(letters.first, letters.last));
    }
  }

  void first_pass(Candidate& c, bool formed) {
    if (c.legal.empty() == formed) return;
    if (c.barred) bar(c);
    if (!c.decided) return;
    const std::string key = n_.fold_words(c.first, c.last);
    if (key.empty()) {
      c.decided = false;
      return;
    }
    if (c.type == Entity::Type::kOrganization && (!c.strong || !c.name.empty())) return;
    if (c.type == Entity::Type::kPerson && c.last - c.first == 1) return;
    const bool country = c.type == Entity::Type::kPlace && c.kind == "country" && !c.country.empty();  // "UK", "United Kingdom"
    const bool club = c.kind == "team" && c.last - c.first == 1 && n_.cues.is(Cue::kPlace, c.first);   // "played for Leeds"
    c.entity = entity_for(c, country ? "country:" + std::string(c.country) : club ? "team:" + key : key);
    teach(c);
  }

  /// "Crane Connector" is a name of its own wherever the document once made it one, though Crane is well known.
  void restore() {
    std::unordered_map<std::string, std::string_view> full;
    for (const Candidate& c : n_.candidates)
      if (c.decided && c.strong && c.whole == 0 && c.type == Entity::Type::kOrganization && c.last - c.first >= 2)
        full.try_emplace(n_.fold_words(c.first, c.last), c.kind);
    for (Candidate& c : n_.candidates) {
      const auto found = c.whole == 0 ? full.end() : full.find(n_.fold_words(c.first, c.whole));
      if (found == full.end()) continue;
      c.last = c.whole;
      c.kind = found->second;
      c.country = {};
    }
  }

  /// A well-known name of one word that is also the surname of a person of the document is the person's.
  void give_way() {
    std::unordered_set<std::string> surnames;
    for (const Candidate& c : n_.candidates)
      if (c.decided && c.type == Entity::Type::kPerson) surnames.insert(n_.fold_words(c.last - 1, c.last));
    if (surnames.empty()) return;
    for (Candidate& c : n_.candidates) {
      const bool ranked = c.type == Entity::Type::kPlace && c.first > 0 && n_.capital(c.first - 1) &&
                          (n_.cues.is(Cue::kRole, c.first - 1) || n_.cues.is(Cue::kTitle, c.first - 1));  // "Captain Rochester"
      const bool gives = c.type == Entity::Type::kOrganization || !c.name.empty() || ranked;
      if (c.decided && !c.sure && gives && c.last - c.first == 1 && c.legal.empty() && !n_.token(c.first).is(Token::kUpper) &&
          surnames.count(n_.fold_words(c.first, c.last)) != 0) {
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

  std::uint32_t entity_for(const Candidate& c, const std::string& key) {
    const auto fresh_id = static_cast<std::uint32_t>(n_.linked.entities.size());
    const auto [it, fresh] = n_.memory.try_emplace(key, fresh_id);
    if (!fresh && n_.linked.entities[it->second].type == c.type) return it->second;
    if (!fresh) it->second = fresh_id;
    Entity e;
    e.type = c.type;
    e.name = c.name.empty() ? one_line(n_.words(c.first, c.last)) : c.name;
    e.kind = c.kind;
    e.country = c.country;
    e.country_cue = c.country_cue;
    e.legal_form = c.legal;
    e.legal_form_code = c.code;
    e.role = c.role;
    e.rule = c.rule;
    n_.linked.entities.push_back(e);
    return fresh_id;
  }

  /// "Trade Partnership Summit (TPS)": the letters in brackets are barred with what they stand for.
  void bar(const Candidate& c) {
    n_.barred.insert(n_.fold_words(c.first, c.last));
    if (const std::uint32_t inner = bracketed(c); inner != kNone) n_.barred.insert(n_.fold_words(inner, inner + 1));
  }

  /// The single word of capitals in brackets behind a name, or kNone.
  std::uint32_t bracketed(const Candidate& c) const {
    const std::uint32_t end = n_.text.sentences[c.sentence].last;
    if (c.last + 2 >= end || n_.view(c.last) != "(" || n_.view(c.last + 2) != ")" || !n_.token(c.last + 1).is(Token::kUpper)) return kNone;
    return c.last + 1;
  }

  /// "Tata" is neither Tata Steel nor Tata Motors where both are named: a short form of two is a name of its own.
  void learn_short(std::uint32_t first, std::uint32_t last, std::uint32_t entity) {
    const std::string key = n_.fold_words(first, last);
    if (shared_.count(key) != 0) return;
    const auto known = n_.memory.find(key);
    if (known == n_.memory.end() || known->second == entity || short_.count(key) == 0) {
      learn(first, last, entity);
      short_.insert(key);
      return;
    }
    n_.memory.erase(known);
    shared_.insert(key);
  }

  void learn(std::uint32_t first, std::uint32_t last, std::uint32_t entity) {
    if (first >= last || n_.cues.is(Cue::kStop, first)) return;
    if (last - first == 1 && (n_.cues.is(Cue::kPlace, first) || n_.cues.is(Cue::kDemonym, first) || n_.cues.is(Cue::kOrgHead, first) ||
                              n_.cues.is(Cue::kOrgFirst, first) || n_.cues.is(Cue::kTail, first)))
      return;
    n_.memory.try_emplace(n_.fold_words(first, last), entity);
  }

  void teach(const Candidate& c) {
    if (c.type == Entity::Type::kPerson) {
      n_.people.try_emplace(n_.fold_words(c.last - 1, c.last), c.entity);
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
    if (last - c.first >= 2) teach_short(c, last);
    teach_brackets(c);
  }

  void teach_short(const Candidate& c, std::uint32_t last) {
    if (n_.cues.is(Cue::kOrgHead, last - 1)) learn(c.first, last - 1, c.entity);
    if (c.kind == "military" && n_.token(c.first).is(Token::kNumeral) && !n_.space_before(c.first + 1))
      learn(c.first, c.first + 2, c.entity);
    heads_[n_.fold_words(last - 1, last)] = c.entity;
    if (n_.cues.is(Cue::kOrgFirst, c.first)) heads_[n_.fold_words(c.first, c.first + 1)] = c.entity;
    if (c.kind == "team") learn(last - 1, last, c.entity);
    const bool common = n_.lower.has(n_.fold_words(c.first, c.first + 1));
    const bool firm = c.kind == "company" || c.kind == "bank" || c.kind == "media";
    if (firm && n_.size(c.first) >= 4 && !n_.cues.is(Cue::kFirstName, c.first) && !n_.cues.is(Cue::kOrgFirst, c.first) && !common)
      learn_short(c.first, c.first + 1, c.entity);
    std::string initials;
    for (std::uint32_t i = c.first; i < last; ++i)
      if (n_.capital(i)) initials += static_cast<char>(n_.view(i)[0] | 0x20);
    if (initials.size() >= 3) n_.memory.try_emplace(initials, c.entity);
  }

  /// "Eurasian Resources Group (ERG)": the short form beside the name is learnt as it stands.
  void teach_brackets(const Candidate& c) {
    const std::uint32_t begin = n_.text.sentences[c.sentence].first, end = n_.text.sentences[c.sentence].last;
    if (c.first >= begin + 2 && n_.view(c.first - 1) == "(" && n_.token(c.first - 2).is(Token::kUpper))  // "ERG (Eurasian Resources Group)"
      n_.memory.insert_or_assign(n_.fold_words(c.first - 2, c.first - 1), c.entity);
    if (c.last + 2 >= end || n_.view(c.last) != "(") return;
    std::uint32_t first = c.last + 1;
    while (first < end && first < c.last + 4 && (n_.token(first).is(Token::kPunct) || n_.cues.is(Cue::kStop, first))) ++first;
    if (first + 2 < end && n_.view(first + 1) == ":" && n_.token(first + 2).is(Token::kUpper)) first += 2;  // (NYSE: ABC)
    std::uint32_t close = first;
    if (close + 3 < end && n_.view(close + 1) == "." && n_.capital(close + 2)) close += 2;  // (ABC.OL)
    while (close < end && close < first + 3 && !n_.token(close).is(Token::kPunct)) ++close;
    const bool closed = close < end && n_.token(close).is(Token::kPunct) && n_.view(close) != ":";
    if (closed && close > first && n_.capital(first) && !(close - first == 1 && n_.cues.is(Cue::kPlace, first)))
      n_.memory.insert_or_assign(n_.fold_words(first, close), c.entity);
  }

  /// "Hale Design", "Dark Harbour Notes": the name of a work by its last noun, and yet the document may know an organization of that name.
  bool work(const Candidate& c) const {
    const Mention* tail = n_.cues.ending(Cue::kTail, c.last, c.first);
    const std::string_view kind = tail == nullptr ? std::string_view{} : n_.cues.attribute(*tail, n_.cues.kind);
    return kind == "work" || kind == "index";
  }

  void recall(Candidate& c) {
    const std::string key = n_.fold_words(c.first, c.last);
    if (!c.strong && n_.barred.count(key) != 0 && !(work(c) && n_.memory.count(key) != 0)) {
      c.decided = false;
      return;
    }
    if (c.last - c.first == 1 || c.type == Entity::Type::kPerson) {
      const auto person = n_.people.find(n_.fold_words(c.last - 1, c.last));
      const bool shout = n_.token(c.first).is(Token::kUpper) && c.last - c.first == 1;
      if (person != n_.people.end() && !shout && (!c.decided || c.type == Entity::Type::kPerson || !c.strong)) {
        take(c, person->second, Entity::Type::kPerson);
        return;
      }
    }
    if (!c.name.empty()) {
      std::string full;
      fold(c.name, full);
      c.entity = entity_for(c, full);
      return;
    }
    const auto known = n_.memory.find(key);
    if (known != n_.memory.end() && n_.linked.entities[known->second].type == Entity::Type::kOrganization &&
        (!c.decided || c.type == Entity::Type::kOrganization)) {
      if (n_.sentence_first(c) && c.last - c.first == 1 && !c.decided && n_.common(c.first)) return;
      take(c, known->second, Entity::Type::kOrganization);
      return;
    }
    if (const std::uint32_t body = by_head(c, key); body != kNone) {
      take(c, body, Entity::Type::kOrganization);
      return;
    }
    if (!c.decided && shared_.count(key) != 0 && !(n_.sentence_first(c) && n_.common(c.first))) {  // an organization, though not which
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
  std::uint32_t by_head(const Candidate& c, const std::string& key) const {
    if (c.decided || c.barred || c.last - c.first != 1 || c.first == 0 || n_.headline[c.sentence]) return kNone;
    if (!n_.classed(c.first - 1, n_.determiner) || (!n_.cues.is(Cue::kOrgHead, c.first) && !n_.cues.is(Cue::kOrgFirst, c.first)))
      return kNone;
    const auto found = heads_.find(key);
    if (found == heads_.end()) return kNone;
    const std::string_view kind = n_.linked.entities[found->second].kind;
    return kind == "government" || kind == "education" || kind == "military" ? found->second : kNone;
  }

  static void take(Candidate& c, std::uint32_t entity, Entity::Type type) {
    c.entity = entity;
    c.type = type;
    c.decided = true;
  }

  Names& n_;
  std::unordered_map<std::string, std::uint32_t> heads_;  ///< last and first words of full names: the body named last
  std::unordered_set<std::string> short_, shared_;        ///< first words that stand for a name; those that would stand for two
};

}  // namespace

void remember(Names& names) { Memory(names).run(); }

}  // namespace milepost::link
