// Private to the words of a goal: the phrases of the clause that an amount stands in.
#pragma once

#include <string_view>
#include <vector>

#include "fact/goal.h"

namespace milepost::fact {

/// Tokens [first, last).
struct Range {
  std::uint32_t first = 0, last = 0;
  bool empty() const { return first >= last; }
};

/// Ids of what rules/en/goal_parts.rules makes, and the words of the lexicon `amount_cues` that hang phrases on others.
struct PartWords {
  explicit PartWords(const rules::Program& program);
  TypeId word, deed, actor, actor_word, means, place, owner;
  AttributeId role, done, made, held, laid, who, name;
  WordId of, in, for_, by, to, with, from, at, on, than;
  std::uint32_t number, own;                          ///< classes of number words, of "its" and "our"
  WordId articles[2] = {kUnknownWord, kUnknownWord};  ///< indefinite ones
};

/// The phrases of one sentence, as ranges of tokens and as words.
///   "Norland | will cut | its coal use | by | 40% | by 2030":  subject_at(will), object_of(cut, 40%), lead_of(40%)
/// Every walk stays in the sentence and takes a bounded number of steps.
class Phrases {
 public:
  Phrases(const Scene& scene, const link::Words& words, const PartWords& ids, const Field& field)
      : scene_(scene), words_(words), ids_(ids), field_(field) {}

  /// The subject that ends before token `t`: over commas, brackets, relative words, auxiliaries and times to the left.
  Range subject_at(std::uint32_t t) const;
  /// What stands between a verb that ends at `from` and the amount that begins at `until`: "its coal use".
  Range object_of(std::uint32_t from, std::uint32_t until) const;
  /// The first token of an amount's lead-in: "by at least" 40%.
  std::uint32_t lead_of(std::uint32_t first) const;
  /// The noun phrase that begins at `i`, with at most `links` phrases that prepositions hang on it.
  Range noun_at(std::uint32_t i, int links) const;
  /// The first token behind "(GW)", "a year", "each": what may stand between an amount and what it measures.
  std::uint32_t skip_aside(std::uint32_t i) const;
  /// Where a phrase that begins at `i` has to end: at the next time, amount, bracket, or mark.
  std::uint32_t wall_after(std::uint32_t i) const;

  bool is(std::uint32_t token, std::string_view role) const;  ///< has this role in the lexicon `indicator_words`
  bool word(std::uint32_t token, WordId id) const { return id != kUnknownWord && words_.token(token).word == id; }
  bool mark(std::uint32_t token, char c) const;
  bool possessive(std::uint32_t token) const;
  bool emphasis(std::uint32_t token) const;
  bool dash(std::uint32_t token) const;     ///< a dash between clauses, not a hyphen within a word
  bool timed(std::uint32_t token) const;    ///< stands in a time
  bool counted(std::uint32_t token) const;  ///< stands in an amount
  bool verbal(std::uint32_t token) const;   ///< a gerund with an object or adjunct of its own: "using the", not "handling fee"
  bool pronoun(Range r) const;              ///< "it", "this", "they"
  /// "that figure", "the fee": one noun that is taken up from before; its token, or kNone.
  std::uint32_t taken_up(Range r) const;
  std::uint32_t head(Range r) const;  ///< the last noun before a preposition; kNone when there is none

  /// The words of a range as an indicator: no article at the begin, single spaces, at most eleven words; "" when there is no noun.
  std::string_view text(Range r) const;
  /// The words as they stand, white space as single spaces; `r` is not empty.
  std::string_view plain(Range r) const;
  Range trimmed(Range r) const;

 private:
  std::uint32_t skip_left(std::uint32_t t) const;
  bool ends(const Time& t) const;
  bool described(std::uint32_t i, std::uint32_t end) const;
  bool heads(std::uint32_t i, std::uint32_t until) const;
  std::uint32_t wall_before(std::uint32_t t) const;

  const Scene& scene_;
  const link::Words& words_;
  const PartWords& ids_;
  const Field& field_;
};

/// Two pieces with a space between them, in the arena.
std::string_view joined(const Scene& scene, std::string_view a, std::string_view b);

}  // namespace milepost::fact
