// One run of capitals with the small words that names hold: where it ends.
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
    if ((n_.token(j).shape & kRunGoesOn) == 0 && !n_.cues.begins(kCueGoesOn, j)) return j;
    if (n_.timed(j) && !n_.cues.is(Cue::kKnownOrg, j)) return j;
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
    if (n_.capital(j)) {
      const Mention* head = n_.cues.at(Cue::kOrgHead, j);  // "Radio 4", "Community and Technical College"
      const std::uint32_t past = over_capital(j);
      if (past == j || head == nullptr || head->last > end_ || head->last <= past) return past;
      for (std::uint32_t i = past; i < head->last; ++i) takes_of_ |= n_.cues.is(Cue::kOrgFirst, i);  // "Law School of …"
      return head->last;
    }
    if (const std::uint32_t past = over_mark(j); past > j) return past;
    return over_link(j);
  }

  std::uint32_t over_capital(std::uint32_t j) {
    // "… of India The Reserve Bank", "Acme Finance Acme Finance has": a new sentence or a heading begins.
    const Mention* stop = n_.cues.at(Cue::kStop, j);
    const bool inside = takes_of_ && n_.token(j - 1).is(Token::kLower) && possessive(j);             // "Church of Our Lady"
    const Mention* form = stop != nullptr && !headline_ ? n_.cues.at(Cue::kLegalForm, j) : nullptr;  // "Halden A/S", "Halden AS"
    if (form != nullptr && form->last <= end_ && (form->last - j > 1 || n_.token(j).is(Token::kUpper))) return form->last;
    if (stop != nullptr && !inside && n_.cues.attribute(*stop, n_.cues.strength) == "hard") return j;
    if ((j - begin_ >= 2 || n_.token(j).is(Token::kLineStart)) && n_.size(j) > 3 && n_.view(j) == n_.view(begin_)) return j;
    if (again(j)) return j;
    takes_of_ |= n_.cues.is(Cue::kOrgFirst, j);
    if (const Mention* legal = n_.cues.at(Cue::kLegalForm, j)) {
      closed_ = n_.view(legal->last - 1) == "." && legal->last < end_ && n_.capital(legal->last);
      return legal->last;
    }
    return j + 1;
  }

  /// "About Hale Homes Hale Homes was founded", "Levelup Levelup Lab grew": a heading, and the text begins with the same words.
  bool again(std::uint32_t j) const {
    for (std::uint32_t size = 1; size <= j - begin_ && j + size < end_; ++size) {
      if (size == 1 && (j - begin_ > 1 || !n_.capital(j + 1) || n_.size(j) < 4 || n_.token(begin_).word != kUnknownWord)) continue;
      std::uint32_t i = 0;
      while (i < size && n_.view(j - size + i) == n_.view(j + i)) ++i;
      if (i == size) return true;
    }
    return false;
  }

  /// "Kim Jong-un": a given name of two syllables.
  bool syllables(std::uint32_t j) const {
    constexpr std::uint32_t kSyllable = 6;
    if (j <= begin_ + 1 || j + 1 >= end_ || n_.view(j) != "-" || !glued(j) || !glued(j + 1)) return false;
    const Token &left = n_.token(j - 1), &right = n_.token(j + 1);
    const bool small = right.is(Token::kAlpha) && right.is(Token::kLower) && n_.size(j + 1) < kSyllable;
    const bool syllable = right.word == kUnknownWord || n_.size(j + 1) == 2;
    const bool goes_on = j + 2 < end_ && !n_.space_before(j + 2) && n_.view(j + 2) == "-";
    return small && syllable && !goes_on && left.is(Token::kCap) && !left.is(Token::kUpper) && n_.size(j - 1) < kSyllable;
  }

  bool possessive(std::uint32_t j) const { return n_.classed(j, n_.scratch.possessive); }
  bool glued(std::uint32_t j) const { return j < end_ && !n_.space_before(j); }

  std::uint32_t over_mark(std::uint32_t j) const {
    const Token& t = n_.token(j);
    if (t.is(Token::kNumeral)) return glued(j) && n_.token(j - 1).is(Token::kAlpha) && !n_.timed(j) ? j + 1 : j;  // Money3
    if (const Mention* legal = n_.cues.at(Cue::kLegalForm, j); legal != nullptr) return legal->last;
    if (!t.is(Token::kPunct)) return j;
    const std::string_view w = n_.view(j);
    if (w == ".") return over_stop(j);
    if (w == ",") return over_comma(j);
    if (w != "-" && w != "–" && w != "/") return j;
    if (w == "/" && j - begin_ >= 2 && n_.cues.is(Cue::kFirstName, begin_)) return j;  // "Ann Lee/Norland Times"
    if (glued(j) && glued(j + 1) && (n_.capital(j + 1) || n_.token(j + 1).is(Token::kNumeral))) return j + 2;
    if (syllables(j)) return j + 2;
    if (w == "-" && n_.spaced() && j + 1 < end_ && n_.capital(j + 1) && n_.size(j - 1) > 2) return j + 2;  // "Wal - Mart"
    return j;
  }

  std::uint32_t over_stop(std::uint32_t j) const {
    if (!glued(j) || j + 1 >= end_) return j;
    if (n_.size(j - 1) == 1 && n_.capital(j + 1)) return j + 1;
    if (!glued(j + 1)) return j;
    const bool code = n_.token(j - 1).is(Token::kUpper) && n_.capital(j + 1) && n_.size(j + 1) <= 2;
    if (code && begin_ > 0 && n_.token(begin_ - 1).is(Token::kPunct) && n_.view(begin_ - 1) != ".") return j + 2;  // "(ABC.OL)"
    return n_.token(j + 1).is(Token::kLower) && n_.size(j + 1) <= 3 ? j + 2 : j;                                   // Bankrate.com
  }

  std::uint32_t over_comma(std::uint32_t j) const {
    if (j + 1 >= end_) return j;
    if (const Mention* legal = n_.cues.at(Cue::kLegalForm, j + 1)) return legal->last;
    return after_of_ && fields(j) ? j + 2 : partners(j);
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
      heard |= n_.token(i).word != kUnknownWord || n_.in_lower(i);
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
    const bool particle = link != nullptr && n_.cues.attribute(*link, n_.cues.kind) == "van";  // "Bashar al-Assad"
    if (particle && link->last + 1 < end_ && n_.view(link->last) == "-" && glued(link->last) && glued(link->last + 1) &&
        n_.capital(link->last + 1))
      return link->last + 2;
    if (link == nullptr || link->last >= end_ || !n_.capital(link->last) || n_.timed(link->last)) return j;
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
    const bool heard =
        n_.token(left).word != kUnknownWord || n_.in_lower(left) || (left > begin_ && !headline_ && n_.cues.is(Cue::kStop, begin_));
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

}  // namespace

std::uint32_t read_run(const Names& names, std::uint32_t begin, std::uint32_t end, bool headline) {
  return Run(names, begin, end, headline).read();
}

}  // namespace milepost::link
