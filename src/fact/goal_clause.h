// Private to the reading of goals: the verb groups of one sentence.
#pragma once

#include "fact/kept.h"

namespace milepost::fact {

/// Reads the verb groups of a sentence in one pass from left to right, then hands the will down to what hangs on another verb.
///   "Norland plans to cut waste and build 40 mills, creating 300 jobs"  ->  plans to cut (aim), build (aim), creating (aim)
class Clauses {
 public:
  Clauses(const Scene& scene, const link::Words& words, const GoalWords& ids, Field& field)
      : s_(scene), words_(words), w_(ids), f_(field) {}

  void run() {
    f_.predicates.clear();
    const link::TokenSet& turns = s_.kept->fields.turns();
    for (std::uint32_t i = turns.next(f_.first, f_.last); i < f_.last; i = turns.next(step(i), f_.last)) continue;
    for (std::size_t k = 0; k < f_.predicates.size(); ++k) inherit(k);
  }

 private:
  bool has(std::uint32_t i, std::uint32_t bits) const { return i < f_.last && (words_.classes(i) & bits) != 0; }
  bool opens(std::uint32_t i) const { return i == f_.first || (i == f_.first + 1 && !words_.alpha(f_.first)); }
  bool lower(std::uint32_t i) const { return f_.headline || !s_.text.tokens[i].is(Token::kCap) || opens(i); }
  bool is(std::uint32_t i, std::string_view mark) const { return words_.view(i) == mark; }

  const GoalCue* mood_at(std::uint32_t i) const { return f_.marked(i, Field::kMoodAt) ? cue_at(f_.moods, i) : nullptr; }
  const GoalCue* verb_over(std::uint32_t i) const { return f_.marked(i, Field::kVerbOver) ? cue_over(f_.verbs, i) : nullptr; }

  std::uint32_t step(std::uint32_t i);
  struct Chain;
  std::uint32_t group(std::uint32_t i, const GoalCue* mood);
  void join_mood(Chain& c, const GoalCue& m) const;
  bool join_auxiliary(Chain& c, std::uint32_t& j) const;
  void join_verb(Chain& c, std::uint32_t j);
  void settle(Chain& c) const;
  std::string_view kept(const Predicate& p) const;
  bool none_does(const Predicate& p) const;
  void settle_form(Predicate& p) const;
  bool describes(std::uint32_t i) const;
  std::uint32_t plain(std::uint32_t i);
  std::uint32_t infinitive(std::uint32_t i);
  std::uint32_t gerund(std::uint32_t i);
  bool gapped(std::uint32_t i) const;
  bool expected(std::uint32_t i) const;
  bool joint(std::uint32_t i, const GoalCue* v) const;
  std::uint32_t order(std::uint32_t i);
  bool outlined(std::uint32_t i) const;
  std::uint32_t told(std::uint32_t i, const GoalCue* v);
  std::uint32_t close(const Predicate& p);
  std::uint32_t close_as(Predicate::Form form, std::uint32_t i);
  bool mood_here(const GoalCue& m) const;
  void main_verb(Predicate& p, std::uint32_t i, bool after_be);
  bool verbal(std::uint32_t i) const;
  bool reduced(std::uint32_t i, bool finite) const;
  bool amount(std::uint32_t i) const;
  bool figure(std::uint32_t i) const;
  bool behind_amount(std::uint32_t i) const;
  bool within_object(std::uint32_t i) const;
  void add(Predicate p);
  void inherit(std::size_t k);
  void take(Predicate& p, const Predicate& from);
  const GoalCue* noun_before(std::uint32_t i) const;

  const Scene& s_;
  const link::Words& words_;
  const GoalWords& w_;
  Field& f_;
  std::uint32_t level_ = 0;
  bool condition_ = false, purpose_ = false;
};

}  // namespace milepost::fact
