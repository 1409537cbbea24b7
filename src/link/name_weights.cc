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

void add(Weight& w, const Names& n, const Mention& m) {
  float org = 0, person = 0, place = 0, other = 0;
  std::string_view kind;
  for (const Attribute& a : n.chart.of(m)) {
    const auto number = static_cast<float>(a.value.number);
    if (a.id == n.cues.org) org = number;
    if (a.id == n.cues.person) person = number;
    if (a.id == n.cues.place) place = number;
    if (a.id == n.cues.other) other = number;
    if (a.id == n.cues.kind) kind = a.value.text;
  }
  if (org > w.org && org > 0) {
    w.rule = m.rule;
    if (!kind.empty()) w.kind = kind;
  }
  if (org > 0 && org <= kFaint) {  // an article says the same again each time
    w.faint = org;
    if (w.rule == kNone) w.rule = m.rule;
    return;
  }
  w.strongest_place = std::max(w.strongest_place, place);
  w.org += org, w.person += person, w.place += place, w.other += other;
}

void add(Weight& sum, const Weight& w) {
  if (sum.kind.empty()) sum.kind = w.kind;
  if (sum.rule == kNone) sum.rule = w.rule;
  sum.strongest_place = std::max(sum.strongest_place, w.strongest_place);
  sum.faint = std::max(sum.faint, w.faint);
  sum.org += w.org, sum.person += w.person, sum.place += w.place, sum.other += w.other;
}

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
      : n_(names),
        size_(static_cast<std::uint32_t>(names.candidates.size())),
        all_(names.candidates.data()),
        keys_(names.scratch.tried),
        sums_(names.scratch.sums),
        here_(names.scratch.here),
        slot_(names.scratch.slots),
        shy_(names.scratch.shy) {
    keys_.clear();
    sums_.clear();
    here_.assign(size_, {});
    slot_.resize(size_);
    shy_.resize(size_);
  }

  void run() {
    for (std::uint32_t i = 0; i < size_; ++i) surround(i);
    share_lists();
    for (std::uint32_t i = 0; i < size_; ++i)
      if (open(all_[i])) add(sums_[slot_[i]], here_[i]);
    for (std::uint32_t i = 0; i < size_; ++i) decide(i);
  }

 private:
  static bool open(const Candidate& c) { return !(c.decided | c.barred | c.ordinal); }

  /// The weights at one mention.
  void surround(std::uint32_t at) {
    Candidate& c = all_[at];
    if (!open(c)) {
      if (c.decided && c.type == Entity::Type::kOrganization) here_[at].org = listed_from(c);  // what a list passes on
      if (c.decided && c.type == Entity::Type::kPerson) here_[at].person = 2;
      if (c.decided && c.type == Entity::Type::kPlace) here_[at].place = 2;
      here_[at].rule = c.rule;
      return;
    }
    const auto [sum, fresh] = keys_.add(n_.key(c), static_cast<std::uint32_t>(sums_.size()));
    if (fresh) sums_.emplace_back();
    slot_[at] = *sum;
    const bool headline = n_.headline[c.sentence];
    const Sentence& sentence = n_.text.sentences[c.sentence];
    Weight& w = here_[at];
    const Mention* before = c.first > sentence.first ? n_.cues.ending(Cue::kBefore, c.first, sentence.first) : nullptr;
    const Mention* after = c.last < sentence.last ? n_.cues.at(Cue::kAfter, c.last) : nullptr;
    for (const Mention* m : {before, after})
      if (m != nullptr && (!headline || certain(*m))) add(w, n_, *m);
    const bool shy = c.last - c.first == 1 && n_.sentence_first(c) && n_.common(c.first);
    shy_[at] = shy ? 1 : 0;
    if (shy) w = {};
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
    for (std::uint32_t i = 1; i < size_; ++i)
      if (listed(n_, all_[i - 1], all_[i])) listed_with_last.push_back(i);
    for (const std::uint32_t i : listed_with_last) pass(i - 1, i);
    for (std::size_t k = listed_with_last.size(); k-- > 0;) pass(listed_with_last[k], listed_with_last[k] - 1);
  }
  void pass(std::uint32_t from, std::uint32_t to) {
    if (!open(all_[to])) return;
    const Weight& w = here_[from];
    Weight& mine = here_[to];
    mine.org = std::max(mine.org, std::min(w.org, kEnough));
    const float person = all_[from].person > 0 ? 2.f : w.person;
    mine.person = std::max(mine.person, std::min(person, kEnough));
    mine.place = std::max(mine.place, std::min(w.place, kEnough));
    if (mine.kind.empty()) mine.kind = w.kind;
    if (mine.rule == kNone) mine.rule = w.rule;
  }

  void decide(std::uint32_t at) {
    Candidate& c = all_[at];
    if (!open(c)) return;
    const Weight& w = sums_[slot_[at]];
    if (shy_[at] != 0 && w.org < kEnough) return;
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
  const std::uint32_t size_;
  Candidate* const all_;
  KeyTable& keys_;
  std::vector<Weight>&sums_, &here_;
  std::vector<std::uint32_t>& slot_;
  std::vector<std::uint8_t>& shy_;
};

}  // namespace

void weigh(Names& names) { Scales(names).run(); }

}  // namespace milepost::link
