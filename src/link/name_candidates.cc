// Runs of capitals with the small words that names hold, cut where an office, a title or another sentence's worth of words parts them.
#include <algorithm>

#include "link/name.h"

namespace milepost::link {

namespace {

using Cue = NameCues;

constexpr std::uint32_t kLongest = 14;  ///< tokens of one run

/// Reads the run of capitals that begins at a token.
class Run {
 public:
  Run(const Names& names, std::uint32_t begin, std::uint32_t end, bool headline)
      : n_(names), begin_(begin), end_(end), headline_(headline), takes_of_(names.cues.is(Cue::kOrgFirst, begin)) {}

  /// The token behind the run.
  std::uint32_t read() {
    std::uint32_t j = begin_ + 1;
    if (const Mention* known = n_.cues.at(Cue::kKnownOrg, begin_)) j = std::max(j, known->last);
    if (const Mention* first = n_.cues.at(Cue::kOrgFirst, begin_)) {  // "Central bank of Ghana"
      j = std::max(j, first->last);
      after_of_ = first->last - begin_ > 2 && n_.cues.is(Cue::kLink, first->last - 2);
    }
    if (const Mention* place = n_.cues.at(Cue::kPlace, begin_)) j = std::max(j, place->last);  // "St. Louis"
    while (j < end_ && j - begin_ < kLongest) {
      const std::uint32_t next = step(j);
      if (next == j) break;
      j = next;
      if (closed_ && n_.cues.at(Cue::kLegalForm, j) == nullptr && n_.cues.at(Cue::kOrgHead, j) == nullptr) break;  // "Acme Inc. Bell said"
    }
    return j;
  }

 private:
  std::uint32_t step(std::uint32_t j) {
    if (n_.times[j] && !n_.cues.is(Cue::kKnownOrg, j)) return j;
    if (const Mention* known = n_.cues.at(Cue::kKnownOrg, j); known != nullptr && known->last <= end_ && n_.space_before(j)) {
      for (std::uint32_t i = j; i < known->last; ++i) takes_of_ |= n_.cues.is(Cue::kOrgFirst, i);
      return n_.capital(j) ? known->last : j;
    }
    if (const Mention* place = n_.cues.at(Cue::kPlace, j); place != nullptr && place->last - j > 1 && place->last <= end_ && n_.capital(j))
      return place->last;
    if (const Mention* first = n_.cues.at(Cue::kOrgFirst, j); first != nullptr && first->last - j > 1 && first->last <= end_) {
      takes_of_ = true;
      after_of_ |= n_.cues.is(Cue::kLink, first->last - 2);  // "Chamber of Commerce and Industry"
      return first->last;
    }
    if (n_.capital(j)) return over_capital(j);
    if (const std::uint32_t past = over_mark(j); past > j) return past;
    return over_link(j);
  }

  std::uint32_t over_capital(std::uint32_t j) {
    // "… of India The Reserve Bank", "Acme Finance Acme Finance has": a new sentence or a heading begins.
    const Mention* stop = n_.cues.at(Cue::kStop, j);
    const bool inside = takes_of_ && n_.token(j - 1).is(Token::kLower) && possessive(j);  // "Church of Our Lady"
    if (stop != nullptr && !inside && n_.cues.attribute(*stop, n_.cues.strength) == "hard") return j;
    if (j - begin_ >= 2 && n_.size(j) > 3 && n_.view(j) == n_.view(begin_)) return j;
    takes_of_ |= n_.cues.is(Cue::kOrgFirst, j);
    if (const Mention* legal = n_.cues.at(Cue::kLegalForm, j)) {
      closed_ = n_.view(legal->last - 1) == "." && legal->last < end_ && n_.capital(legal->last);
      return legal->last;
    }
    return j + 1;
  }

  bool possessive(std::uint32_t j) const { return n_.classed(j, n_.program.class_bit("poss")); }
  bool glued(std::uint32_t j) const { return j < end_ && !n_.space_before(j); }

  std::uint32_t over_mark(std::uint32_t j) const {
    const Token& t = n_.token(j);
    if (t.is(Token::kNumeral)) return glued(j) && n_.token(j - 1).is(Token::kAlpha) && !n_.times[j] ? j + 1 : j;  // Money3
    if (const Mention* legal = n_.cues.at(Cue::kLegalForm, j); legal != nullptr) return legal->last;
    if (!t.is(Token::kPunct)) return j;
    const std::string_view w = n_.view(j);
    if (w == "." && n_.size(j - 1) == 1 && glued(j) && j + 1 < end_ && n_.capital(j + 1)) return j + 1;
    const bool code = w == "." && glued(j) && glued(j + 1) && n_.token(j - 1).is(Token::kUpper) && n_.capital(j + 1) && n_.size(j + 1) <= 2;
    if (code && begin_ > 0 && n_.token(begin_ - 1).is(Token::kPunct) && n_.view(begin_ - 1) != ".") return j + 2;        // "(ABC.OL)"
    if (w == "." && glued(j) && glued(j + 1) && n_.token(j + 1).is(Token::kLower) && n_.size(j + 1) <= 3) return j + 2;  // Bankrate.com
    if ((w == "-" || w == "–" || w == "/") && glued(j) && glued(j + 1) && (n_.capital(j + 1) || n_.token(j + 1).is(Token::kNumeral)))
      return j + 2;
    if (w == "-" && n_.spaced && j + 1 < end_ && n_.capital(j + 1) && n_.size(j - 1) > 2) return j + 2;  // "Wal - Mart"
    if (w == "," && j + 1 < end_) {
      if (const Mention* legal = n_.cues.at(Cue::kLegalForm, j + 1)) return legal->last;
      return after_of_ && fields(j) ? j + 2 : partners(j);
    }
    return j;
  }

  /// "Bureau of Wool, Cotton and Silk", from the comma on: words with capitals, a common one among them, up to an "and" and one more.
  bool fields(std::uint32_t j) const {
    bool listed = false, heard = false;
    std::uint32_t words = 0;
    for (std::uint32_t i = j + 1; i < end_ && i < j + 12; ++i) {
      const Mention* link = n_.cues.at(Cue::kLink, i);
      const bool joint = link != nullptr && n_.cues.attribute(*link, n_.cues.kind) == "and";
      if (joint || n_.view(i) == ",") {
        if (words == 0 || words > 3) return false;
        if (listed) return heard;
        listed = joint;
        words = 0;
        continue;
      }
      if (!n_.capital(i)) return heard && listed && words > 0;
      if (named(i)) return false;
      heard |= n_.token(i).word != kUnknownWord || n_.lower.has(n_.fold_words(i, i + 1));
      ++words;
    }
    return heard && listed && words > 0;
  }

  /// Names a body, a place or a person, or is letters.
  bool named(std::uint32_t i) const {
    static constexpr Cue::Cue kNames[] = {Cue::kOrgFirst,  Cue::kKnownOrg, Cue::kPlace,    Cue::kDemonym,
                                          Cue::kLegalForm, Cue::kRole,     Cue::kFirstName};
    return n_.token(i).is(Token::kUpper) || std::any_of(std::begin(kNames), std::end(kNames), [&](Cue::Cue k) { return n_.cues.is(k, i); });
  }

  /// "Carr, Riggs & Ingram": single words before an ampersand are one firm.
  std::uint32_t partners(std::uint32_t j) const {
    if (j != begin_ + 1 || j + 3 >= end_ || !n_.capital(j + 1) || n_.view(j + 2) != "&" || !n_.capital(j + 3)) return j;
    for (const std::uint32_t i : {begin_, j + 1, j + 3})
      if (n_.cues.is(Cue::kKnownOrg, i) || n_.cues.is(Cue::kPlace, i)) return j;
    return j + 4;
  }

  std::uint32_t over_link(std::uint32_t j) {
    const Mention* link = n_.cues.at(Cue::kLink, j);
    if (link == nullptr || link->last >= end_ || !n_.capital(link->last) || n_.times[link->last]) return j;
    const std::string_view kind = n_.cues.attribute(*link, n_.cues.kind);
    bool joins = kind == "amp" || kind == "de" || kind == "van" || (kind == "of" && takes_of_);
    if (kind == "for") joins = takes_for(j - 1);
    if (kind == "to") joins = !headline_ && takes_for(j - 1) && acts(j - 1);  // "Committee to Save the Bay", "Commission on Trade"
    if (kind == "of" && joins && military(j, link->last)) joins = false;
    if (kind == "poss" && n_.cues.at(Cue::kLegalForm, link->last) != nullptr) return link->last;  // "Hale's Limited"
    if (kind == "poss")
      joins = (n_.cues.is(Cue::kGroup, j - 1) && (ends_in_head(link->last, 3) || n_.cues.is(Cue::kOrgHead, link->last))) ||
              commanded(link->last);
    if (kind == "and") joins = joined_by_and(j, link->last);
    if (kind == "amp") joins = !(n_.cues.is(Cue::kKnownOrg, j - 1) && n_.cues.is(Cue::kKnownOrg, link->last));
    if (!joins) return j;
    after_of_ |= kind == "of" || kind == "for" || kind == "to";
    return link->last;
  }

  /// "Hale's Brigade": a unit named after who leads it.
  bool commanded(std::uint32_t j) const {
    const Mention* head = n_.cues.at(Cue::kOrgHead, j);
    return head != nullptr && n_.cues.attribute(*head, n_.cues.kind) == "military" && (head->last >= end_ || !n_.capital(head->last));
  }

  /// "Centre for Oak Studies", but "District Court" ends before its "for".
  bool takes_for(std::uint32_t i) const {
    const Mention* first = n_.cues.ending(Cue::kOrgFirst, i + 1, begin_);
    return first != nullptr && n_.cues.attribute(*first, n_.cues.sort).empty();
  }

  /// "Ministry of Industry and Construction"; "Competition and Consumer Commission".
  bool joined_by_and(std::uint32_t j, std::uint32_t next) const {
    if (after_of_ && takes_of_) {
      if (n_.cues.is(Cue::kOrgFirst, next)) return false;
      if (field(next)) return true;
      return !n_.cues.is(Cue::kKnownOrg, next) && (next + 1 >= end_ || !n_.capital(next + 1) || !ends_in_head(next, 3));
    }
    const std::uint32_t left = j - 1;
    const bool whole = n_.cues.ending(Cue::kKnownOrg, j, begin_) != nullptr || n_.cues.ending(Cue::kLegalForm, j, begin_) != nullptr ||
                       n_.cues.is(Cue::kFirstName, begin_) || n_.cues.ending(Cue::kPlace, j, begin_) != nullptr ||
                       n_.cues.is(Cue::kDemonym, left);
    const bool heard = n_.token(left).word != kUnknownWord || n_.lower.has(n_.fold_words(left, j)) ||
                       (left > begin_ && !headline_ && n_.cues.is(Cue::kStop, begin_));
    if (whole || !heard || n_.token(left).is(Token::kUpper)) return false;
    if (const Mention* head = n_.cues.ending(Cue::kOrgHead, j, begin_))
      if (n_.cues.attribute(*head, n_.cues.strength) == "yes" || head->first == begin_) return false;
    return ends_in_head(next, 3) && !n_.cues.is(Cue::kKnownOrg, next) && !n_.cues.is(Cue::kPlace, next);
  }

  /// Committees and coalitions are set up to do something, schools are not.
  bool acts(std::uint32_t i) const {
    const Mention* first = n_.cues.ending(Cue::kOrgFirst, i + 1, begin_);
    const std::string_view kind = first == nullptr ? std::string_view{} : n_.cues.attribute(*first, n_.cues.kind);
    return kind == "government" || kind == "association";
  }

  /// "IX Corps of the Army of the North": a unit, and the one that it is of.
  bool military(std::uint32_t j, std::uint32_t next) const {
    const Mention* left = n_.cues.ending(Cue::kOrgFirst, j, begin_);
    const Mention* right = n_.cues.at(Cue::kOrgFirst, next);
    return left != nullptr && right != nullptr && n_.cues.attribute(*left, n_.cues.kind) == "military" &&
           n_.cues.attribute(*right, n_.cues.kind) == "military";
  }

  /// "Ministry of Works and Water Resources": what a ministry is for, though a firm might bear the words.
  bool field(std::uint32_t next) const {
    const Mention* first = n_.cues.at(Cue::kOrgFirst, begin_);
    if (first == nullptr) first = n_.cues.at(Cue::kOrgFirst, begin_ + 1);  // "The Ministry"
    if (first == nullptr || n_.cues.attribute(*first, n_.cues.kind) != "government") return false;
    std::uint32_t i = next;
    for (; i < end_ && i < next + 3 && n_.capital(i); ++i)
      if (n_.token(i).word == kUnknownWord || n_.token(i).is(Token::kUpper) || n_.cues.is(Cue::kPlace, i) || n_.cues.is(Cue::kDemonym, i))
        return false;
    const Mention* head = i > next + 1 ? n_.cues.ending(Cue::kOrgHead, i, next) : nullptr;
    return head != nullptr && n_.cues.attribute(*head, n_.cues.kind) == "company" && n_.cues.attribute(*head, n_.cues.sort).empty();
  }

  /// Within so many capitals stands a noun that alone makes an organization.
  bool ends_in_head(std::uint32_t j, std::uint32_t most) const {
    for (std::uint32_t i = j; i < end_ && i < j + most && n_.capital(i); ++i) {
      const Mention* head = n_.cues.at(Cue::kOrgHead, i);
      if (head != nullptr && i > j && strong(*head)) return true;
      if (n_.cues.at(Cue::kLegalForm, i) != nullptr && i > j) return true;
    }
    return false;
  }

  bool strong(const Mention& head) const {
    const std::string_view strength = n_.cues.attribute(head, n_.cues.strength);
    return strength == "yes" || strength == "mid";
  }

  const Names& n_;
  const std::uint32_t begin_, end_;
  const bool headline_;
  bool takes_of_, after_of_ = false, closed_ = false;
};

void add(Names& n, std::uint32_t first, std::uint32_t last, std::uint32_t s) {
  const std::uint32_t floor = n.text.sentences[s].first;
  const bool headed = last - first > 1 && (n.cues.is(Cue::kOrgHead, last - 1) || n.cues.ending(Cue::kLegalForm, last, first) != nullptr ||
                                           n.cues.is(Cue::kOrgFirst, first) || n.cues.is(Cue::kTail, last - 1));
  while (first < last && n.cues.at(Cue::kKnownOrg, first) == nullptr) {
    const Mention* place = n.cues.at(Cue::kPlace, first);
    if (place != nullptr && (place->last >= last || !n.classed(first, n.determiner))) break;  // "the Netherlands"
    const Mention* stop = n.cues.at(Cue::kStop, first);
    if (stop == nullptr || (first + 1 < last && n.token(first + 1).is(Token::kPunct))) break;
    const bool soft = n.cues.attribute(*stop, n.cues.strength) != "hard";
    const bool known_next = first + 1 < last && n.cues.at(Cue::kKnownOrg, first + 1) != nullptr;  // "Advertisement Reuters"
    if (soft && !known_next && (headed || (first + 1 < last && n.cues.at(Cue::kStop, first + 1) == nullptr))) break;
    // "told Just Eat": a capital that nothing but the name explains
    if (first > floor && last - first > 1 && n.token(first - 1).is(Token::kLower) && !n.headline[s] && !n.classed(first, n.function)) break;
    ++first;
  }
  while (last > first && ((n.token(last - 1).is(Token::kPunct) && n.view(last - 1) != ".") ||
                          (n.token(last - 1).is(Token::kLower) && n.classed(last - 1, n.function))))
    --last;
  if (first >= last) return;
  // "Refiner Norvik Oil SA": the noun is large only because the sentence begins
  if (first == floor && last - first > 2 && n.cues.is(Cue::kCompanyNoun, first) && !n.headline[s] && !n.cues.is(Cue::kOrgHead, first) &&
      !n.cues.is(Cue::kOrgFirst, first) && !n.cues.is(Cue::kKnownOrg, first) && n.cues.ending(Cue::kLegalForm, last, first) != nullptr)
    ++first;
  Candidate c;
  c.first = first;
  c.last = last;
  c.sentence = s;
  // "Norvik Karagandy": an unknown word and the town where it stands
  const Mention* known = n.cues.at(Cue::kKnownOrg, first);
  const std::uint32_t behind = known != nullptr ? known->last : n.token(first).word == kUnknownWord ? first + 1 : last;
  const bool open = behind < last && !n.headline[s] && (known != nullptr || !n.cues.is(Cue::kFirstName, first));  // not "Jan Lund"
  const Mention* town = open ? n.cues.at(Cue::kPlace, behind) : nullptr;
  if (town != nullptr && town->last == last && n.cues.attribute(*town, n.cues.kind) == "city") {
    c.last = behind;
    n.candidates.push_back(c);
    c.first = behind;
    c.last = last;
  }
  n.candidates.push_back(c);
}

/// "Bishop Hale High School": a school that bears a title.
bool school(const Names& n, std::uint32_t first, std::uint32_t last) {
  const Mention* head = n.cues.ending(Cue::kOrgHead, last, first);
  return head != nullptr && last - first <= 6 && n.cues.attribute(*head, n.cues.kind) == "education";
}

/// Roles and titles within a run part it: "Apple CEO Tim Cook" is Apple, CEO, Tim Cook.
void cut(Names& n, std::uint32_t first, std::uint32_t last, std::uint32_t s) {
  std::uint32_t begin = first, i = first;
  const Mention* named = n.cues.at(Cue::kTitle, first) != nullptr ? n.cues.at(Cue::kTitle, first) : n.cues.at(Cue::kRole, first);
  if (named != nullptr && named->last < last && school(n, first, last)) i = named->last;
  while (i < last) {
    const Mention* title = n.cues.at(Cue::kTitle, i);
    const Mention* cue = title != nullptr ? title : n.cues.at(Cue::kRole, i);
    const bool person = i > begin + 1 && i + 1 < last && n.cues.is(Cue::kFirstName, i) && n.capital(i + 1) && n.capital(i) &&
                        (n.cues.is(Cue::kOrgHead, i - 1) || n.cues.ending(Cue::kKnownOrg, i, begin) != nullptr ||
                         n.cues.ending(Cue::kLegalForm, i, begin) != nullptr) &&
                        !n.cues.is(Cue::kOrgHead, last - 1) && !n.cues.is(Cue::kLegalForm, last - 1);
    if (person) {  // "Redgate Economics Daniel Martin"
      add(n, begin, i, s);
      begin = i;
    }
    const bool inner =
        i >= begin + 2 && n.classed(i - 1, n.program.class_bit("poss")) && n.token(i - 2).is(Token::kLower);  // "Church of Our Lady"
    const bool parts = cue != nullptr && !inner && (cue->last <= last || cue == title) && n.cues.at(Cue::kKnownOrg, i) == nullptr &&
                       !n.cues.is(Cue::kOrgFirst, i) &&
                       (title != nullptr || (!n.cues.is(Cue::kOrgHead, i) && !(cue->last < last && n.cues.is(Cue::kOrgHead, cue->last))));
    if (!parts) {
      ++i;
      continue;
    }
    if (i > begin) add(n, begin, i, s);
    i = begin = std::min(cue->last, last);
  }
  if (begin < last) add(n, begin, last, s);
}

/// Where the run really begins: "3D Systems", "20th Century Fox", "139th Infantry Regiment" take the number before them.
std::uint32_t number_before(const Names& n, std::uint32_t i, std::uint32_t end, std::uint32_t floor) {
  if (i == floor) return i;
  const bool apart = i == floor + 1 || n.space_before(i - 1) || !n.token(i - 2).is(Token::kAlpha);  // not the 40 of "Justice40"
  if (apart && n.token(i - 1).is(Token::kNumeral) && !n.times[i - 1] && (!n.space_before(i) || n.cues.is(Cue::kOrgHead, i))) return i - 1;
  const bool ordinal = i >= floor + 2 && n.token(i - 2).is(Token::kNumeral) && !n.space_before(i - 1) && n.token(i - 1).is(Token::kLower) &&
                       n.size(i - 1) == 2 && !n.times[i - 2];
  const Mention* head = n.cues.ending(Cue::kOrgHead, end, i);
  if (head != nullptr && n.cues.attribute(*head, n.cues.kind) == "military" && n.token(i - 1).is(Token::kNumeral) && !n.times[i - 1] &&
      !n.cues.is(Cue::kDemonym, i))
    return i - 1;  // "65 Air Division"
  if (ordinal && head != nullptr && n.cues.attribute(*head, n.cues.strength) != "no") return i - 2;
  return i;
}

/// "The 139th marched": an ordinal that stands for a unit, if the document knows one.
bool add_ordinal(Names& n, std::uint32_t i, const Sentence& sentence, std::uint32_t s) {
  if (i == sentence.first || i + 2 > sentence.last || !n.token(i).is(Token::kNumeral) || n.times[i] || n.space_before(i + 1)) return false;
  if (!n.token(i + 1).is(Token::kLower) || n.size(i + 1) > 2 || !n.classed(i - 1, n.determiner)) return false;
  if (i + 2 < sentence.last) {  // not "the 45th time"
    const std::uint32_t verbal = n.program.class_bit("verb") | n.program.class_bit("past") | n.function;
    if (n.capital(i + 2) || (n.classed(i + 2, n.program.class_bit("noun")) && !n.classed(i + 2, verbal))) return false;
  }
  Candidate c;
  c.first = i;
  c.last = i + 2;
  c.sentence = s;
  c.ordinal = true;
  n.candidates.push_back(c);
  return true;
}

void read_sentence(Names& n, std::uint32_t s) {
  const Sentence& sentence = n.text.sentences[s];
  for (std::uint32_t i = sentence.first; i < sentence.last;) {
    const bool known = n.cues.at(Cue::kKnownOrg, i) != nullptr || n.cues.at(Cue::kPlace, i) != nullptr;
    if (n.token(i).is(Token::kNumeral) && add_ordinal(n, i, sentence, s)) {
      i += 2;
      continue;
    }
    if ((!n.capital(i) && !known) || (n.times[i] && n.cues.at(Cue::kKnownOrg, i) == nullptr)) {
      ++i;
      continue;
    }
    if (const std::uint32_t past = read_office(n, i, sentence.last, s); past > i) {
      i = past;
      continue;
    }
    const std::uint32_t end = Run(n, i, sentence.last, n.headline[s]).read();
    std::uint32_t office = i + 1;
    while (office < end && n.cues.at(Cue::kRole, office) == nullptr) ++office;
    const bool parted = office < end && n.cues.at(Cue::kRole, office)->last == end;  // "Kazakh Minister" and "of …" behind it
    cut(n, number_before(n, i, parted ? office : end, sentence.first), parted ? office : end, s);
    i = parted ? office : end;
    if (!parted) continue;
    const std::uint32_t past = read_office(n, i, sentence.last, s);
    i = past > i ? past : end;
  }
}

}  // namespace

void find_candidates(Names& names) {
  for (std::uint32_t s = 0; s < names.text.sentences.size(); ++s) read_sentence(names, s);
}

}  // namespace milepost::link
