// Candidates whose own words do not decide: what stands around all mentions of the same words is added up, once for the whole document.
#include <algorithm>

#include "link/name.h"

namespace milepost::link {

namespace {

using Cue = NameCues;

constexpr float kEnough = 3;       ///< weight at which a candidate is taken for an organization or a person
constexpr float kPlaceEnough = 4;  ///< for a place
constexpr float kCommon = 5;       ///< for an organization whose name is a common word of the document
constexpr float kSure = 6;         ///< for an organization that bears the surname of a person of the document
constexpr float kFaint = 0.5f;     ///< a cue as weak as this counts once a document
constexpr float kPlaceCue = 2.5f;  ///< one cue of a place must be as strong as this: "in" alone makes none

struct Weight {
  float org = 0, person = 0, place = 0, other = 0;
  std::string_view kind;
  RuleId rule = kNone;  ///< of the strongest cue
  float strongest_place = 0;
  float faint = 0;  ///< counts once, however often it is said

  void add(const Names& n, const Mention& m) {
    float o = 0, a_person = 0, here = 0, another = 0;
    std::string_view of_kind;
    for (const Attribute& a : n.chart.of(m)) {
      const auto number = static_cast<float>(a.value.number);
      if (a.id == n.cues.org) o = number;
      if (a.id == n.cues.person) a_person = number;
      if (a.id == n.cues.place) here = number;
      if (a.id == n.cues.other) another = number;
      if (a.id == n.cues.kind) of_kind = a.value.text;
    }
    if (o > org && o > 0) {
      rule = m.rule;
      if (!of_kind.empty()) kind = of_kind;
    }
    if (o > 0 && o <= kFaint) {  // an article says the same again each time
      faint = o;
      if (rule == kNone) rule = m.rule;
      return;
    }
    org += o;
    person += a_person;
    strongest_place = std::max(strongest_place, here);
    place += here;
    other += another;
  }
  void add(const Weight& w) {
    if (kind.empty()) kind = w.kind;
    if (rule == kNone) rule = w.rule;
    strongest_place = std::max(strongest_place, w.strongest_place);
    faint = std::max(faint, w.faint);
    org += w.org, person += w.person, place += w.place, other += w.other;
  }
};

/// Two names of one list: "X, Y and Z".
bool listed(const Names& n, const Candidate& a, const Candidate& b) {
  if (b.first <= a.last || b.first - a.last > 3 || a.sentence != b.sentence) return false;
  for (std::uint32_t i = a.last; i < b.first; ++i) {
    const Mention* link = n.cues.at(Cue::kLink, i);
    const bool and_word = link != nullptr && n.cues.attribute(*link, n.cues.kind) == "and";
    const bool article = i > a.last && i + 1 == b.first && n.classed(i, n.determiner);
    if (n.view(i) != "," && !and_word && !article) return false;
  }
  return true;
}

class Scales {
 public:
  explicit Scales(Names& names)
      : n_(names), keys_(names.scratch.tried), here_(names.candidates.size()), slot_(here_.size()), shy_(here_.size()) {
    keys_.clear();
  }

  void run() {
    for (std::uint32_t i = 0; i < n_.candidates.size(); ++i) surround(i);
    share_lists();
    for (std::uint32_t i = 0; i < n_.candidates.size(); ++i)
      if (open(n_.candidates[i])) sums_[slot_[i]].add(here_[i]);
    for (std::uint32_t i = 0; i < n_.candidates.size(); ++i) decide(i);
  }

 private:
  static bool open(const Candidate& c) { return !c.decided && !c.barred && !c.ordinal; }

  /// The weights at one mention.
  void surround(std::uint32_t at) {
    const Candidate& c = n_.candidates[at];
    if (!open(c)) {
      if (c.decided && c.type == Entity::Type::kOrganization) here_[at].org = listed_from(c);  // what a list passes on
      if (c.decided && c.type == Entity::Type::kPerson) here_[at].person = 2;
      if (c.decided && c.type == Entity::Type::kPlace) here_[at].place = 2;
      here_[at].rule = c.rule;
      return;
    }
    const auto [sum, fresh] = keys_.add(n_.key(c.first, c.last), static_cast<std::uint32_t>(sums_.size()));
    if (fresh) sums_.emplace_back();
    slot_[at] = *sum;
    const bool headline = n_.headline[c.sentence];
    const Sentence& sentence = n_.text.sentences[c.sentence];
    Weight& w = here_[at];
    const Mention* before = c.first > sentence.first ? n_.cues.ending(Cue::kBefore, c.first, sentence.first) : nullptr;
    const Mention* after = c.last < sentence.last ? n_.cues.at(Cue::kAfter, c.last) : nullptr;
    for (const Mention* m : {before, after})
      if (m != nullptr && (!headline || certain(*m))) w.add(n_, *m);
    shy_[at] = n_.sentence_first(c) && c.last - c.first == 1 && n_.common(c.first);
    if (shy_[at]) w = {};
    if (defined_in_small_letters(c)) w.other += 8;
  }

  /// "Hale" is neither letters nor a word of the language.
  bool unheard(std::uint32_t i) const {
    const Token& t = n_.token(i);
    return t.is(Token::kAlpha) && t.is(Token::kCap) && !t.is(Token::kUpper) && t.word == kUnknownWord;
  }

  /// A well-known name gives the next of its list a hint, and the whole of a cue that names the list: "companies such as".
  float listed_from(const Candidate& c) const {
    const std::uint32_t begin = n_.text.sentences[c.sentence].first;
    const Mention* before = c.first > begin ? n_.cues.ending(Cue::kBefore, c.first, begin) : nullptr;
    return before == nullptr ? 2.f : std::max(2.f, n_.cues.weight(*before, n_.cues.org));
  }

  /// Headlines write every word large: only a cue that decides alone counts there.
  bool certain(const Mention& m) const { return n_.cues.weight(m, n_.cues.org) >= kEnough; }

  /// "retail price index (RPI)": the capitals in brackets stand for words that are no name.
  bool defined_in_small_letters(const Candidate& c) const {
    if (c.last - c.first != 1 || c.first < 3 || n_.view(c.first - 1) != "(" || c.last >= n_.text.tokens.size()) return false;
    if (!n_.token(c.first).is(Token::kUpper)) return false;
    const Token& before = n_.token(c.first - 2);
    return before.is(Token::kAlpha) && before.is(Token::kLower);
  }

  /// Names of one list are of one sort: each gives the next, and then the one before it, a share of its weight.
  void share_lists() {
    std::vector<std::uint32_t> listed_with_last;
    for (std::uint32_t i = 1; i < n_.candidates.size(); ++i)
      if (listed(n_, n_.candidates[i - 1], n_.candidates[i])) listed_with_last.push_back(i);
    for (const std::uint32_t i : listed_with_last) pass(i - 1, i);
    for (std::size_t k = listed_with_last.size(); k-- > 0;) pass(listed_with_last[k], listed_with_last[k] - 1);
  }
  void pass(std::uint32_t from, std::uint32_t to) {
    if (!open(n_.candidates[to])) return;
    const Weight& w = here_[from];
    Weight& mine = here_[to];
    mine.org = std::max(mine.org, std::min(w.org, kEnough));
    const float person = n_.candidates[from].person > 0 ? 2.f : w.person;
    mine.person = std::max(mine.person, std::min(person, kEnough));
    mine.place = std::max(mine.place, std::min(w.place, kEnough));
    if (mine.kind.empty()) mine.kind = w.kind;
    if (mine.rule == kNone) mine.rule = w.rule;
  }

  void decide(std::uint32_t at) {
    Candidate& c = n_.candidates[at];
    if (!open(c)) return;
    const Weight& w = sums_[slot_[at]];
    if (shy_[at] && w.org < kEnough) return;
    const float org = w.org + w.faint + c.lean, person = w.person + c.person, best = std::max({person, w.place, w.other});
    const bool common = c.last - c.first == 1 && !n_.token(c.first).is(Token::kUpper) && c.lean < 1 && n_.in_lower(c.first);
    if (common && org < kCommon) return;
    const bool short_enough = c.last - c.first <= 5;
    if (org >= kEnough && org > best && short_enough && (c.lean >= kEnough || !n_.cues.is(Cue::kDemonym, c.first))) {
      c.decided = true;
      if (c.kind.empty()) c.kind = w.kind.empty() ? std::string_view("company") : w.kind;
      c.sure = c.last - c.first == 1 && org >= kSure && org >= best + kEnough && unheard(c.first);
      c.strong = c.last - c.first >= 2 || c.sure;
      if (w.rule != kNone) c.rule = w.rule;
      note_country_within(n_, c);
      return;
    }
    const bool placed = w.strongest_place >= kPlaceCue && !n_.cues.is(Cue::kKnownOrg, c.first) && !n_.token(c.first).is(Token::kUpper);
    if (placed && w.place >= kPlaceEnough && w.place > std::max({org, person, w.other}) && c.last - c.first <= 3) {
      c.decided = true;
      c.type = Entity::Type::kPlace;
      c.kind = {};
      return;
    }
    const bool full_name = c.last - c.first >= 2 && c.last - c.first <= (c.person > 0 ? 5u : 3u);
    if (person >= kEnough && (c.person > 0 || (person > std::max({org, w.place, w.other}) && !wordy(n_, c))) && full_name) {
      c.decided = c.strong = true;
      c.type = Entity::Type::kPerson;
    }
  }

  Names& n_;
  KeyTable& keys_;
  std::vector<Weight> sums_;         ///< by key
  std::vector<Weight> here_;         ///< by candidate
  std::vector<std::uint32_t> slot_;  ///< by candidate: its key
  std::vector<bool> shy_;            ///< by candidate: a common word that a sentence begins with
};

}  // namespace

void weigh(Names& names) { Scales(names).run(); }

}  // namespace milepost::link
