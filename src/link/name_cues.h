// What the rules say about each token as a part of names. Private to the room.
#pragma once

#include <string_view>
#include <vector>

#include "link/token_set.h"
#include "milepost/linked.h"
#include "rules/program.h"

namespace milepost::link {

/// Cue mentions by the token at which they begin and by the tokens that they cover, one bit a kind, so that a run of capitals is judged by
/// looking them up. Made once a pack and kept from document to document.
class NameCues {
 public:
  enum Cue : std::uint8_t {
    kKnownOrg,
    kOrgHead,
    kOrgFirst,
    kLegalForm,
    kPlace,
    kDemonym,
    kTitle,
    kRole,
    kFirstName,
    kCompanyNoun,
    kStop,
    kAcronymStop,
    kLink,
    kSeated,
    kTail,         ///< last noun of names that are no organizations: River, Act, Cup
    kTeam,         ///< nickname of teams: Rovers, Tigers
    kGroup,        ///< people an association is of: Workers, Women
    kBefore,       ///< weighs the name that follows
    kAfter,        ///< weighs the name that stands before
    kStateOffice,  ///< an office whose holder acts for a state
    kStateSeat,    ///< a capital that stands for its state: "Tokyo pledged"
    kKinds
  };

  explicit NameCues(const rules::Program& program);
  /// Empties it for a document, whose cues are then added.
  void open(const Chart& chart);
  void add(Cue cue, const Mention& m) {
    const std::uint32_t bit = 1u << cue;
    Marks* const marks = marks_.data();
    marks[m.first].begun |= bit;
    marks[m.first].covered |= bit;
    for (std::uint32_t i = m.first + 1; i < m.last; ++i) marks[i].covered |= bit;
    proper_.add_if((bit & kProper) != 0, m.first);
  }

  /// The longest cue of a kind that begins at a token, or null.
  const Mention* at(Cue cue, std::uint32_t token) const { return begins(1u << cue, token) ? first_of(cue, token) : nullptr; }
  /// Some cue of these kinds begins at the token; bits 1 << Cue.
  bool begins(std::uint32_t cues, std::uint32_t token) const { return (marks_[token].begun & cues) != 0; }
  /// The kinds of cues, as bits 1 << Cue, that begin at one of the tokens [first, last), or cover one.
  std::uint32_t begun(std::uint32_t token) const { return marks_[token].begun; }
  std::uint32_t covered(std::uint32_t token) const { return marks_[token].covered; }
  std::uint32_t begun(std::uint32_t first, std::uint32_t last) const {
    std::uint32_t all = 0;
    for (std::uint32_t i = first; i < last; ++i) all |= marks_[i].begun;
    return all;
  }
  std::uint32_t covered(std::uint32_t first, std::uint32_t last) const {
    std::uint32_t all = 0;
    for (std::uint32_t i = first; i < last; ++i) all |= marks_[i].covered;
    return all;
  }
  /// The tokens where a cue of what is known by name begins: an organization, a place, a nationality.
  const TokenSet& proper() const { return proper_; }
  /// The cue of a kind that ends before `end`, or null: at most 6 tokens long.
  const Mention* ending(Cue cue, std::uint32_t end, std::uint32_t from) const {
    return end > from && is(cue, end - 1) ? longest_to(cue, end, from) : nullptr;
  }
  bool is(Cue cue, std::uint32_t token) const {
    return (marks_[token].covered >> cue & 1u) != 0;
  }  ///< some cue of the kind covers the token
  std::string_view attribute(const Mention& m, AttributeId id) const { return chart_->text(m, id); }
  float weight(const Mention& m, AttributeId id) const { return static_cast<float>(chart_->number(m, id)); }

  AttributeId name, kind, country, iso, strength, code, sort, org, person, place, other;
  TypeId types[kKinds];

 private:
  struct Marks {
    std::uint32_t covered, begun;
  };
  static constexpr std::uint32_t kProper = 1u << kKnownOrg | 1u << kPlace | 1u << kDemonym;
  const Mention* first_of(Cue cue, std::uint32_t token) const;
  const Mention* longest_to(Cue cue, std::uint32_t end, std::uint32_t from) const;

  const Chart* chart_ = nullptr;
  std::vector<Marks> marks_;  ///< by token, and one more
  TokenSet proper_;
};

}  // namespace milepost::link
