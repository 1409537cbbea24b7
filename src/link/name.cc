// Names: runs of capitals cut into segments, judged by their own words and by what stands around them, then remembered: once a document has
// named something, its short forms, acronym and later repeats are the same entity. Rules R1-R10 follow what is known of news:
// few organizations carry a legal form, a third repeat an earlier mention. One pass to judge, one to link; maps are keyed by folded words.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "link/link.h"
#include "link/name_cues.h"

namespace milepost::link {

namespace {

using Cue = NameCues;

/// A stretch of tokens that may be one name.
struct Segment {
  std::uint32_t first = 0, last = 0;
  std::uint32_t sentence = 0;
  Entity::Type type = Entity::Type::kOrganization;
  bool decided = false, strong = false;  ///< strong: may teach the document short forms
  std::string_view kind, country, legal, code, role;
  Span country_cue{};
  std::uint32_t role_of = kNone;  ///< index of the segment of the person's organization
  std::uint32_t entity = kNone;
  RuleId rule = kNone;  ///< of the cue that decided
};

class Namer {
 public:
  Namer(const Text& text, const rules::Program& program, Chart& chart, Arena& arena, Linked& linked)
      : text_(text), program_(program), chart_(chart), arena_(arena), linked_(linked), cues_(text, program, chart) {
    time_ = program.type("Time");
    times_.assign(text.tokens.size() + 1, false);
    for (const Mention& m : chart.mentions)
      if (m.type == time_)
        for (std::uint32_t i = m.first; i < m.last; ++i) times_[i] = true;
  }

  void run() {
    for (std::uint32_t s = 0; s < text_.sentences.size(); ++s) read_sentence(s);
    for (Segment& s : segments_) judge(s);
    teach();
    recall();
    emit();
  }

 private:
  const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
  std::string_view words(std::uint32_t first, std::uint32_t last) const { return text_.view(text_.span(first, last)); }
  bool capital(std::uint32_t i) const { return token(i).is(Token::kAlpha) && (token(i).is(Token::kCap) || token(i).is(Token::kMixed)); }
  bool space_before(std::uint32_t i) const { return token(i).is(Token::kSpaceBefore); }

  std::string fold_words(std::uint32_t first, std::uint32_t last) const {
    std::string out;
    for (std::uint32_t i = first; i < last; ++i) {
      if (token(i).is(Token::kPunct) && text_.view(token(i)) != "&") continue;
      if (!out.empty()) out += ' ';
      fold(text_.view(token(i)), out);
    }
    return out;
  }

  void read_sentence(std::uint32_t s);
  std::uint32_t run_end(std::uint32_t i, std::uint32_t end) const;
  std::uint32_t read_office(std::uint32_t i, std::uint32_t end, std::uint32_t s);
  void cut_run(std::uint32_t first, std::uint32_t last, std::uint32_t s);
  void add_segment(std::uint32_t first, std::uint32_t last, std::uint32_t s);
  void judge(Segment& s);
  bool judge_known(Segment& s);
  bool judge_form(Segment& s);
  bool judge_head(Segment& s);
  bool judge_place(Segment& s);
  bool judge_person(Segment& s);
  std::string_view one_line(std::string_view name);
  bool judge_acronym(Segment& s);
  bool judge_context(Segment& s);
  void strip_country(Segment& s);
  void note_country_before(Segment& s);
  void note_country_of_office(Segment& s, std::uint32_t office);
  void teach();
  void teach_name(const Segment& s, std::uint32_t entity);
  void recall();
  void emit();
  std::uint32_t entity_for(const Segment& s, const std::string& key);

  const Text& text_;
  const rules::Program& program_;
  Chart& chart_;
  Arena& arena_;
  Linked& linked_;
  NameCues cues_;
  TypeId time_ = 0;
  std::vector<bool> times_;
  std::vector<Segment> segments_;
  std::vector<bool> headline_;                             ///< by sentence
  std::unordered_map<std::string, std::uint32_t> memory_;  ///< folded words -> entity
  std::unordered_map<std::string, std::uint32_t> people_;  ///< folded surname -> entity
};

std::uint32_t Namer::run_end(std::uint32_t i, std::uint32_t end) const {
  bool takes_of = cues_.is(Cue::kOrgFirst, i);
  bool after_of = false;
  std::uint32_t j = i + 1;
  while (j < end && j - i < 14) {
    const std::string_view w = text_.view(token(j));
    if (times_[j] && !cues_.is(Cue::kKnownOrg, j)) break;
    if (capital(j)) {
      takes_of |= cues_.is(Cue::kOrgFirst, j);
      ++j;
      continue;
    }
    if (w == "." && j > i && token(j - 1).end - token(j - 1).begin == 1 && !space_before(j) && j + 1 < end && capital(j + 1)) {
      ++j;
      continue;
    }
    if ((w == "-" || w == "–" || w == "/") && !space_before(j) && j + 1 < end && !space_before(j + 1) &&
        (capital(j + 1) || token(j + 1).is(Token::kNumeral))) {
      j += 2;
      continue;
    }
    if (w == "," && j + 1 < end && cues_.at(Cue::kLegalForm, j + 1) != nullptr) {
      j = cues_.at(Cue::kLegalForm, j + 1)->last;
      continue;
    }
    if (const Mention* legal = cues_.at(Cue::kLegalForm, j); legal != nullptr && !capital(j)) {
      j = legal->last;
      continue;
    }
    const Mention* link = cues_.at(Cue::kLink, j);
    if (link == nullptr || link->last >= end || !capital(link->last) || times_[link->last]) break;
    const std::string_view kind = cues_.attribute(*link, cues_.kind);
    const bool name_link =
        kind == "amp" || kind == "de" || kind == "van" || (kind == "of" && takes_of) || (kind == "and" && after_of && takes_of);
    if (!name_link) break;
    after_of |= kind == "of";
    j = link->last + 1;
  }
  return j;
}

void Namer::add_segment(std::uint32_t first, std::uint32_t last, std::uint32_t s) {
  while (first < last && cues_.is(Cue::kStop, first) && cues_.at(Cue::kKnownOrg, first) == nullptr &&
         cues_.at(Cue::kPlace, first) == nullptr &&
         !(last - first > 1 && first > text_.sentences[s].first &&
           (cues_.is(Cue::kOrgHead, last - 1) || cues_.ending(Cue::kLegalForm, last, first) != nullptr)))
    ++first;
  while (last > first && token(last - 1).is(Token::kPunct) && text_.view(token(last - 1)) != ".") --last;
  if (first >= last) return;
  Segment x;
  x.first = first;
  x.last = last;
  x.sentence = s;
  segments_.push_back(x);
}

/// Roles and titles within a run part it: "Apple CEO Tim Cook" is Apple, CEO, Tim Cook.
void Namer::cut_run(std::uint32_t first, std::uint32_t last, std::uint32_t s) {
  std::uint32_t begin = first, i = first;
  while (i < last) {
    const Mention* cue = cues_.at(Cue::kRole, i);
    if (cue == nullptr) cue = cues_.at(Cue::kTitle, i);
    const bool parts = cue != nullptr && cue->last <= last && !cues_.is(Cue::kOrgHead, i) && !cues_.is(Cue::kOrgFirst, i) &&
                       cues_.at(Cue::kKnownOrg, i) == nullptr;
    if (!parts) {
      ++i;
      continue;
    }
    if (i > begin) add_segment(begin, i, s);
    i = begin = cue->last;
  }
  if (begin < last) add_segment(begin, last, s);
}

/// "Minister of Industry and Construction Kanat Sharlapayev": the office's subject is no name of its own, the last capitals are the person.
/// Returns the token behind what was read, or `i` when no office with a subject begins there.
std::uint32_t Namer::read_office(std::uint32_t i, std::uint32_t end, std::uint32_t s) {
  const Mention* role = cues_.at(Cue::kRole, i);
  if (role == nullptr || !capital(i) || role->last + 1 >= end) return i;
  const Mention* link = cues_.at(Cue::kLink, role->last);
  if (link == nullptr || cues_.attribute(*link, cues_.kind) != "of" || !capital(link->last)) return i;
  if (cues_.at(Cue::kPlace, link->last) != nullptr || cues_.at(Cue::kKnownOrg, link->last) != nullptr ||
      cues_.is(Cue::kOrgFirst, link->last))
    return i;  // "President of Ghana", "Governor of the Bank of Ghana"
  std::uint32_t j = link->last, run = j;
  while (j < end) {
    if (capital(j)) {
      if (cues_.is(Cue::kFirstName, j) && j + 1 < end && capital(j + 1) && j > link->last) {
        run = j;
        break;
      }
      ++j;
      continue;
    }
    const std::string_view w = text_.view(token(j));
    const Mention* more = cues_.at(Cue::kLink, j);
    const bool joins = w == "," || (more != nullptr && cues_.attribute(*more, cues_.kind) == "and");
    const std::uint32_t next = more != nullptr ? more->last : j + 1;
    if (!joins || next >= end || !capital(next)) break;
    j = run = next;
  }
  std::uint32_t last = j;
  if (run < j && !cues_.is(Cue::kFirstName, run)) run = j - run >= 3 ? j - 2 : j;  // "… and Construction X Y"
  if (cues_.is(Cue::kFirstName, run)) {
    while (last < end && capital(last)) ++last;
  }
  if (run == link->last || run >= last || last - run > 4) return i;
  Segment x;
  x.first = run;
  x.last = last;
  x.sentence = s;
  x.type = Entity::Type::kPerson;
  x.decided = x.strong = true;
  x.role = words(i, run);
  segments_.push_back(x);
  note_country_of_office(segments_.back(), i);
  return last;
}

void Namer::read_sentence(std::uint32_t s) {
  const Sentence& sentence = text_.sentences[s];
  std::uint32_t capitals = 0, alphas = 0;
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
    if (!token(i).is(Token::kAlpha) || token(i).end - token(i).begin < 4) continue;
    ++alphas;
    if (capital(i)) ++capitals;
  }
  headline_.push_back(alphas >= 4 && capitals * 10 > alphas * 7);
  for (std::uint32_t i = sentence.first; i < sentence.last;) {
    const bool known = cues_.at(Cue::kKnownOrg, i) != nullptr || (cues_.at(Cue::kPlace, i) != nullptr);
    if ((!capital(i) && !known) || times_[i]) {
      ++i;
      continue;
    }
    if (const std::uint32_t past = read_office(i, sentence.last, s); past > i) {
      i = past;
      continue;
    }
    const std::uint32_t end =
        std::max(run_end(i, sentence.last), known && cues_.at(Cue::kKnownOrg, i) != nullptr ? cues_.at(Cue::kKnownOrg, i)->last : i + 1);
    const bool numbered = i > sentence.first && token(i - 1).is(Token::kNumeral) && !space_before(i) && !times_[i - 1];  // 3D Systems
    std::uint32_t office = i + 1;
    while (office < end && cues_.at(Cue::kRole, office) == nullptr) ++office;
    const bool parted = office < end && cues_.at(Cue::kRole, office)->last == end;  // "Kazakh Minister" and "of …" behind it
    cut_run(numbered ? i - 1 : i, parted ? office : end, s);
    i = parted ? office : end;
    if (!parted) continue;
    const std::uint32_t past = read_office(i, sentence.last, s);
    i = past > i ? past : end;
  }
}

/// The country before the office: "Kazakh Minister of …".
void Namer::note_country_of_office(Segment& s, std::uint32_t office) {
  const std::uint32_t begin = text_.sentences[s.sentence].first;
  if (office == begin) return;
  const std::uint32_t before =
      text_.view(token(office - 1)).size() <= 4 && office - 1 > begin && !token(office - 1).is(Token::kCap) ? office - 1 : office;
  const Mention* m = cues_.ending(Cue::kDemonym, before, begin);
  if (m == nullptr) m = cues_.ending(Cue::kPlace, before, begin);
  if (m == nullptr) return;
  s.country = cues_.attribute(*m, cues_.iso);
  s.country_cue = text_.span(m->first, m->last);
}

void Namer::note_country_before(Segment& s) {
  if (!s.country.empty() && !s.country_cue.empty()) return;
  const std::uint32_t begin = text_.sentences[s.sentence].first;
  std::uint32_t i = s.first;
  std::uint32_t steps = 0;
  while (i > begin && steps++ < 4) {
    --i;
    const Mention* m = cues_.ending(Cue::kDemonym, i + 1, begin);
    if (m == nullptr) m = cues_.ending(Cue::kPlace, i + 1, begin);
    if (m != nullptr) {
      s.country = cues_.attribute(*m, cues_.iso);
      s.country_cue = text_.span(m->first, m->last);
      return;
    }
    const bool passes =
        cues_.is(Cue::kCompanyNoun, i) || cues_.is(Cue::kSeated, i) || text_.view(token(i)) == "-" || text_.view(token(i)) == "’s" ||
        text_.view(token(i)) == "'s" ||
        (token(i).is(Token::kLower) && (program_.class_of(token(i), text_.view(token(i))) & program_.class_bit("adj")) != 0);
    if (!passes) return;
  }
}

/// "U.S. Cove Capital Investments LLC", "German Siemens": the country is no part of the name.
void Namer::strip_country(Segment& s) {
  const Mention* m = cues_.at(Cue::kDemonym, s.first);
  if (m == nullptr) m = cues_.at(Cue::kPlace, s.first);
  if (m == nullptr || m->last >= s.last) return;
  s.country = cues_.attribute(*m, cues_.iso);
  s.country_cue = text_.span(m->first, m->last);
  const std::string_view kind = cues_.attribute(*m, cues_.kind);
  if (kind == "region" || kind == "city") return;  // "Texas Instruments Inc", "West Bengal State Electricity Corporation": part of the name
  s.first = m->last;
}

bool Namer::judge_known(Segment& s) {
  for (std::uint32_t i = s.first; i < s.last; ++i) {
    const Mention* m = cues_.at(Cue::kKnownOrg, i);
    if (m == nullptr) {
      if (i == s.first && (cues_.is(Cue::kDemonym, i) || cues_.is(Cue::kPlace, i))) continue;
      return false;
    }
    const bool whole = m->last >= s.last;
    if (!whole && !cues_.is(Cue::kOrgHead, s.last - 1) && !cues_.is(Cue::kLegalForm, s.last - 1)) {
      // A known name and something else: the name is the organization, the rest its product or a person.
      if (cues_.attribute(*m, cues_.strength) == "weak") return false;
      if (m->last - m->first == 1 && cues_.is(Cue::kFirstName, i)) return false;
      s.last = m->last;
    }
    if (whole && cues_.attribute(*m, cues_.strength) == "weak" && (headline_[s.sentence] || s.first == text_.sentences[s.sentence].first) &&
        !judge_context(s))
      return false;
    if (i > s.first) strip_country(s);
    if (whole) s.last = std::max(s.last, m->last);
    s.kind = cues_.attribute(*m, cues_.kind);
    s.rule = m->rule;
    if (s.country.empty()) s.country = cues_.attribute(*m, cues_.country);
    s.strong = true;
    return true;
  }
  return false;
}

bool Namer::judge_form(Segment& s) {
  const Mention* legal = cues_.ending(Cue::kLegalForm, s.last, s.first);
  const bool right = legal != nullptr && legal->first > s.first;
  if (!right) {
    legal = cues_.at(Cue::kLegalForm, s.first);
    if (legal == nullptr || legal->last >= s.last || s.last - legal->last > 6) return false;
    if (legal->last - legal->first == 1 && token(legal->first).end - token(legal->first).begin < 2) return false;
  } else if (!capital(legal->first - 1) && text_.view(token(legal->first - 1)) != "," && text_.view(token(legal->first - 1)) != "&" &&
             !token(legal->first - 1).is(Token::kNumeral)) {
    return false;
  }
  s.legal = words(legal->first, legal->last);
  s.rule = legal->rule;
  s.code = cues_.attribute(*legal, cues_.code);
  if (right && s.first + 1 < legal->first) strip_country(s);
  s.kind = "company";
  s.strong = true;
  // A full stop behind an abbreviated form belongs to it.
  if (right && s.last < text_.sentences[s.sentence].last && text_.view(token(s.last)) == "." && !space_before(s.last) &&
      s.last + 1 < text_.sentences[s.sentence].last && s.legal.size() <= 4)
    ++s.last;
  return true;
}

bool Namer::judge_head(Segment& s) {
  if (headline_[s.sentence] && s.last - s.first > 5) return false;
  const Mention* first = cues_.at(Cue::kOrgFirst, s.first);
  for (std::uint32_t i = s.first; first == nullptr && i < s.last; ++i) first = cues_.at(Cue::kOrgFirst, i);
  const bool of = first != nullptr && first->last < s.last && cues_.is(Cue::kLink, first->last);
  if (of) {
    s.kind = cues_.attribute(*first, cues_.kind);
    s.rule = first->rule;
    s.strong = true;
    return true;
  }
  const Mention* head = cues_.ending(Cue::kOrgHead, s.last, s.first);
  if (head == nullptr) return false;
  const std::string_view strength = cues_.attribute(*head, cues_.strength);
  s.kind = cues_.attribute(*head, cues_.kind);
  s.rule = head->rule;
  if (head->first == s.first) {  // the head alone: an organization only for what is one of its kind in the text ("Parliament", "Congress")
    return strength != "no" && s.kind == "government" && s.first > text_.sentences[s.sentence].first && !headline_[s.sentence] &&
           strength == "yes" && false;
  }
  if (strength == "no" && s.last - s.first < 2) return false;
  if (cues_.is(Cue::kFirstName, s.first) && s.last - s.first == 2 && strength != "yes") return false;
  if (headline_[s.sentence] && strength != "yes") return false;
  s.strong = true;
  return true;
}

bool Namer::judge_place(Segment& s) {
  const Mention* m = cues_.at(Cue::kPlace, s.first);
  if (m == nullptr || m->last < s.last) return false;
  s.last = m->last;
  s.type = Entity::Type::kPlace;
  s.rule = m->rule;
  s.kind = cues_.attribute(*m, cues_.kind);
  s.country = cues_.attribute(*m, cues_.iso);
  return true;
}

bool Namer::judge_person(Segment& s) {
  const std::uint32_t begin = text_.sentences[s.sentence].first;
  const std::uint32_t n = s.last - s.first;
  const Mention* title = s.first > begin ? cues_.ending(Cue::kTitle, s.first, begin) : nullptr;
  const Mention* role = s.first > begin ? cues_.ending(Cue::kRole, s.first, begin) : nullptr;
  const bool named = cues_.is(Cue::kFirstName, s.first) && n >= 2 && n <= 5;
  if (title == nullptr && !named && !(role != nullptr && n >= 1 && n <= 4)) return false;
  if (role != nullptr && n == 1 && !named && cues_.is(Cue::kPlace, s.first)) return false;
  if (named && headline_[s.sentence] && title == nullptr && role == nullptr && n > 3) return false;
  s.type = Entity::Type::kPerson;
  s.strong = true;
  const Mention* cue = title != nullptr ? title : role != nullptr ? role : cues_.at(Cue::kFirstName, s.first);
  if (cue != nullptr) s.rule = cue->rule;
  if (role != nullptr) {
    std::uint32_t from = role->first;
    while (from > begin && capital(from - 1) && !cues_.is(Cue::kDemonym, from - 1) && !cues_.is(Cue::kPlace, from - 1) &&
           !cues_.is(Cue::kKnownOrg, from - 1) && !cues_.is(Cue::kStop, from - 1))
      --from;
    s.role = words(role->first, role->last);
  }
  return true;
}

bool Namer::judge_acronym(Segment& s) {
  if (s.last - s.first != 1) return false;
  const Token& t = token(s.first);
  const std::uint32_t size = t.end - t.begin;
  if (!t.is(Token::kUpper) || size < 2 || size > 6 || cues_.is(Cue::kAcronymStop, s.first) || headline_[s.sentence]) return false;
  const std::uint32_t begin = text_.sentences[s.sentence].first, end = text_.sentences[s.sentence].last;
  for (std::uint32_t i : {s.first > begin ? s.first - 1 : s.first, s.last < end ? s.last : s.first})
    if (i != s.first && (token(i).is(Token::kUpper) || token(i).is(Token::kNumeral))) return false;
  s.kind = "company";
  return size >= 3;
}

bool Namer::judge_context(Segment& s) {
  const Sentence& sentence = text_.sentences[s.sentence];
  if (headline_[s.sentence]) return false;
  if (s.last - s.first > 5) return false;
  if (s.last < sentence.last) {
    const std::uint32_t next = s.last;
    const std::string_view w = text_.view(token(next));
    if (cues_.is(Cue::kOrgVerb, next) && token(next).is(Token::kLower)) return true;
    if ((w == "’s" || w == "'s") && next + 1 < sentence.last && cues_.is(Cue::kCompanyNoun, next + 1)) return true;
    if ((w == "’s" || w == "'s") && next + 1 < sentence.last && cues_.is(Cue::kRole, next + 1)) return true;
    if (cues_.is(Cue::kRole, next) && token(next).is(Token::kUpper)) return true;
    if (cues_.is(Cue::kCompanyNoun, next) && token(next).is(Token::kLower)) return s.last - s.first == 1;
    if (w == "(" && next + 2 < sentence.last && token(next + 1).is(Token::kUpper)) return true;
    if (w == "," && next + 2 < sentence.last && !capital(next + 1))
      for (std::uint32_t i = next + 1; i < sentence.last && i < next + 8 && text_.view(token(i)) != ","; ++i)
        if (cues_.is(Cue::kCompanyNoun, i) && token(i).is(Token::kLower))
          return (program_.class_of(token(next + 1), text_.view(token(next + 1))) & program_.class_bit("det")) != 0;
  }
  if (s.first > sentence.first) {
    const std::uint32_t prev = s.first - 1;
    if (cues_.is(Cue::kCompanyNoun, prev) && token(prev).is(Token::kLower)) return true;
    const Mention* link = cues_.ending(Cue::kLink, s.first, sentence.first);
    if (link != nullptr && link->first > sentence.first && cues_.is(Cue::kCompanyNoun, link->first - 1) && !cues_.is(Cue::kPlace, s.first))
      return true;
    if (link != nullptr && link->first > sentence.first && cues_.is(Cue::kRole, link->first - 1) && !cues_.is(Cue::kPlace, s.first))
      return true;
  }
  return false;
}

void Namer::judge(Segment& s) {
  if (s.decided) return;
  note_country_before(s);
  s.decided = judge_form(s) || judge_known(s);
  if (!s.decided && judge_head(s)) s.decided = true;
  if (!s.decided && judge_place(s)) s.decided = true;
  if (!s.decided && judge_person(s)) s.decided = true;
  if (!s.decided && judge_acronym(s)) s.decided = true;
  if (!s.decided && !cues_.is(Cue::kDemonym, s.first) && judge_context(s)) {
    s.kind = "company";
    s.decided = true;
    s.strong = s.last - s.first >= 2;
  }
}

/// A name that runs over a line end is still one name.
std::string_view Namer::one_line(std::string_view name) {
  if (name.find('\n') == std::string_view::npos) return name;
  std::string joined;
  for (const char ch : name) {
    const char c = ch == '\n' || ch == '\t' ? ' ' : ch;
    if (c != ' ' || joined.empty() || joined.back() != ' ') joined += c;
  }
  return arena_.copy(joined);
}

std::uint32_t Namer::entity_for(const Segment& s, const std::string& key) {
  const auto [it, fresh] = memory_.try_emplace(key, static_cast<std::uint32_t>(linked_.entities.size()));
  if (!fresh && linked_.entities[it->second].type == s.type) return it->second;
  if (!fresh) it->second = static_cast<std::uint32_t>(linked_.entities.size());
  Entity e;
  e.type = s.type;
  e.name = one_line(words(s.first, s.last));
  e.kind = s.kind;
  e.country = s.country;
  e.country_cue = s.country_cue;
  e.legal_form = s.legal;
  e.legal_form_code = s.code;
  e.role = s.role;
  e.rule = s.rule;
  linked_.entities.push_back(e);
  return it->second;
}

void Namer::teach_name(const Segment& s, std::uint32_t entity) {
  if (s.type == Entity::Type::kPerson) {
    std::string surname;
    fold(text_.view(token(s.last - 1)), surname);
    people_.try_emplace(surname, entity);
    return;
  }
  if (s.type != Entity::Type::kOrganization || !s.strong) return;
  std::uint32_t last = s.last;
  if (text_.view(token(last - 1)) == ".") --last;
  if (const Mention* legal = cues_.ending(Cue::kLegalForm, last, s.first); legal != nullptr && legal->first > s.first) {
    last = legal->first;
    if (text_.view(token(last - 1)) == ",") --last;
  }
  const auto learn = [&](std::uint32_t a, std::uint32_t b) {
    if (a < b && !cues_.is(Cue::kStop, a) &&
        !(b - a == 1 && (cues_.is(Cue::kPlace, a) || cues_.is(Cue::kDemonym, a) || cues_.is(Cue::kOrgHead, a))))
      memory_.try_emplace(fold_words(a, b), entity);
  };
  learn(s.first, last);
  if (last - s.first >= 2 && cues_.is(Cue::kOrgHead, last - 1)) learn(s.first, last - 1);
  if (last - s.first >= 2 && token(s.first).end - token(s.first).begin >= 4 && !cues_.is(Cue::kFirstName, s.first) &&
      !cues_.is(Cue::kOrgFirst, s.first))
    learn(s.first, s.first + 1);
  std::string initials, caps;
  for (std::uint32_t i = s.first; i < last; ++i) {
    if (capital(i)) initials += static_cast<char>(text_.view(token(i))[0] | 0x20);
  }
  if (initials.size() >= 2) memory_.try_emplace(initials, entity);
  // "Eurasian Resources Group (ERG)": the acronym beside the name is learnt as it stands.
  const std::uint32_t end = text_.sentences[s.sentence].last;
  if (s.last + 2 < end && text_.view(token(s.last)) == "(") {
    std::uint32_t close = s.last + 1;
    while (close < end && close < s.last + 5 && text_.view(token(close)) != ")") ++close;
    if (close < end && text_.view(token(close)) == ")" && close - s.last - 1 <= 2 && token(s.last + 1).is(Token::kAlpha) &&
        token(s.last + 1).is(Token::kCap))
      memory_.insert_or_assign(fold_words(s.last + 1, close), entity);
  }
}

void Namer::teach() {
  // Long names first, so that short forms find them whatever the order in the text.
  for (Segment& s : segments_) {
    if (!s.decided) continue;
    const std::string key = fold_words(s.first, s.last);
    if (key.empty()) {
      s.decided = false;
      continue;
    }
    if (s.type == Entity::Type::kOrganization && !s.strong) continue;
    if (s.type == Entity::Type::kPerson && s.last - s.first == 1) continue;
    s.entity = entity_for(s, key);
    teach_name(s, s.entity);
  }
}

void Namer::recall() {
  for (Segment& s : segments_) {
    if (s.entity != kNone) continue;
    const std::string key = fold_words(s.first, s.last);
    const bool single = s.last - s.first == 1;
    if (single || s.type == Entity::Type::kPerson) {
      std::string surname;
      fold(text_.view(token(s.last - 1)), surname);
      const auto person = people_.find(surname);
      if (person != people_.end() && (!s.decided || s.type == Entity::Type::kPerson)) {
        s.entity = person->second;
        s.type = Entity::Type::kPerson;
        s.decided = true;
        continue;
      }
    }
    const auto known = memory_.find(key);
    if (known != memory_.end() && linked_.entities[known->second].type == Entity::Type::kOrganization &&
        (!s.decided || s.type == Entity::Type::kOrganization)) {
      s.entity = known->second;
      s.type = Entity::Type::kOrganization;
      s.decided = true;
      continue;
    }
    if (!s.decided) continue;
    s.entity = entity_for(s, key);
    if (s.type == Entity::Type::kPerson) teach_name(s, s.entity);
  }
}

void Namer::emit() {
  const TypeId types[] = {program_.type("Organization"), program_.type("Person"), program_.type("Place")};
  const AttributeId name = program_.attribute("name"), role = program_.attribute("role"), index = program_.attribute("entity");
  for (const Segment& s : segments_) {
    if (!s.decided || s.entity == kNone) continue;
    Entity& e = linked_.entities[s.entity];
    if (e.country.empty() && !s.country.empty()) e.country = s.country, e.country_cue = s.country_cue;
    if (e.role.empty() && !s.role.empty()) e.role = s.role;
    if (s.last - s.first > 0 && e.type == Entity::Type::kOrganization && !e.spans.empty()) {
      const std::string_view alias = words(s.first, s.last);
      if (alias != e.name && std::find(e.aliases.begin(), e.aliases.end(), alias) == e.aliases.end()) e.aliases.push_back(alias);
    }
    const TypeId type = types[static_cast<std::size_t>(e.type)];
    if (type == 0) continue;
    std::vector<Attribute> with{{name, Value::of(e.name)}, {index, Value::of(static_cast<double>(s.entity))}};
    if (!e.kind.empty()) with.push_back({cues_.kind, Value::of(e.kind)});
    if (!e.country.empty()) with.push_back({cues_.country, Value::of(e.country)});
    if (!e.role.empty()) with.push_back({role, Value::of(e.role)});
    const MentionId m = chart_.add(s.first, s.last, type, s.rule, with, {});
    linked_.set(m, s.entity);
    e.mentions.push_back(m);
    e.spans.push_back(text_.span(s.first, s.last));
  }
}

}  // namespace

void link_names(const Text& text, const rules::Program& program, Chart& chart, Arena& arena, Linked& linked) {
  if (program.type("Organization") == 0 || text.tokens.empty()) return;
  Namer(text, program, chart, arena, linked).run();
}

}  // namespace milepost::link
