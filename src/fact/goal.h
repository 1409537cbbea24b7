// Private to the reading of targets, forecasts and observations: the cues and verb groups of one sentence, and what an amount stands in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fact/fact.h"
#include "link/phrase.h"

namespace milepost::fact {

/// Ids of the types, attributes and word classes that rules/en/goal.rules and words.tsv make.
struct GoalWords {
  explicit GoalWords(const rules::Program& program);
  TypeId mood, verb, noun, spend, capacity, level, quantity, bound, time, prep, adjective, act, say, adjunct, condition, restated, rate,
      purpose, definite, additional, uncounted, market, compared, step, cover, ended, phase, place_unit, share, estimate, done, outline,
      past_word, deed_noun, reader, unaimed;
  AttributeId mood_of, modality, form, denied, role, money, basis, value, unit, direction, time_of, holds, works, of, side, kind, always,
      share_of, clause, reach, becomes;
  std::uint32_t past, part, ing, auxiliary, modal, preposition, be, to, infinitive, verbal, third, adverb, negation, relative, subordinate,
      conjunction, determiner, plural, noun_class, have;
};

/// A cue of the sentence: tokens [first, last).
struct GoalCue {
  std::uint32_t first = 0, last = 0;
  MentionId mention = kNone;
  std::string_view a, b, c;  ///< mood, modality, form; or role, money, form; or role, modality, holds
};

/// A verb group: "plans to raise", "will be built", "to cut", "creating", "rose"; and whose will speaks in it.
struct Predicate {
  enum class Kind : std::uint8_t { kOpen, kFact, kAim, kForecast, kNegated, kCondition };
  enum class Form : std::uint8_t { kFinite, kInfinitive, kGerund, kParticiple };
  std::uint32_t first = 0, last = 0;  ///< tokens of the group
  std::uint32_t head = kNone;         ///< the main verb, kNone for a mood alone ("expects")
  std::uint32_t level = 0;            ///< how deep in subordinate clauses
  Kind kind = Kind::kOpen;
  Form form = Form::kFinite;
  const GoalCue* mood = nullptr;
  const GoalCue* verb = nullptr;
  const GoalCue* noun = nullptr;  ///< the aim that an infinitive or gerund spells out: "a target of deploying"
  std::string_view modality;
  std::string_view kept;  ///< what a denied verb keeps to: "under" (not exceed), "over" (not fall below), "bound" (not be more than)
  bool passive = false, past = false, spends = false, says = false, acts = false, base = false, bare_will = false, negated = false;
};

/// Everything of one sentence that goals are made of, in text order.
struct Field {
  std::uint32_t sentence = 0, first = 0, last = 0;
  bool question = false, headline = false, estimated = false;
  std::string_view led;      ///< the modality that the words before a list give its points: "The bill would:"
  std::string_view led_due;  ///< when they are due: "The aims for 2030 are:"
  std::vector<GoalCue> moods, verbs, nouns, spends, capacities, levels, adjectives, acts, says, adjuncts, conditions, restated, rates,
      purposes, definites, additionals, uncounted, markets, compared, steps, covers, ended, phases, place_units, shares, dones, outlines,
      pasts, readers, unaimed;
  std::uint64_t filled = 0;                      ///< which of these lists hold something, by the order in which Fields know them
  std::vector<std::uint32_t> quantities, times;  ///< indices in Linked
  std::vector<Predicate> predicates;

  /// What a look at a token asks first, so that no list of cues is searched where nothing stands.
  enum Mark : std::uint16_t {
    kMoodAt = 1,
    kConditionAt = 2,
    kPurposeAt = 4,
    kAdjunctAt = 8,
    kVerbOver = 16,
    kSpendOver = 32,
    kSayOver = 64,
    kActOver = 128,
    kTurns = kMoodAt | kConditionAt | kPurposeAt | kAdjunctAt | kVerbOver
  };
  std::vector<std::uint16_t> marks;  ///< by token of the sentence: a cue of the kind begins here, or covers it
  bool marked(std::uint32_t token, unsigned bits) const { return (marks[token - first] & bits) != 0; }
};

/// What an amount stands in.
struct Setting {
  enum class Place : std::uint8_t { kNone, kObject, kSubject };
  const GoalCue* mood = nullptr;
  const GoalCue* verb = nullptr;
  const GoalCue* noun = nullptr;
  bool past = false, capacity = false, subject = false, passive = false, spend = false;
  std::uint32_t past_at = kNone;
  const Predicate* predicate = nullptr;  ///< the governing verb group
  Place place = Place::kNone;
  const GoalCue* adjective = nullptr;  ///< planned, proposed, projected
  bool adjunct = false;                ///< behind a preposition that makes it no object
  bool count_adjunct = false;          ///< behind one that makes a count none: "at 40 sites"
  bool from = false;                   ///< behind "from"
  bool threshold = false;              ///< bounds the noun before it
  const GoalCue* step = nullptr;       ///< "to", "by", "for" directly before it
  std::uint32_t begin = 0;             ///< first token of the amount with its bound words
};

/// Lays out the sentences of which a goal may come, one at a time: most sentences have no amount and no aim, and cost one look.
///   "Output will rise by 4%."  -> amounts: 4%; verbs: rise; moods: will      "The rain stopped."  -> nothing
class Fields {
 public:
  Fields(const rules::Program& program, const GoalWords& ids);
  /// Groups what is linked by sentence.
  void open(const Scene& scene);
  /// May a goal come of a sentence?
  bool promising(const Scene& scene, std::uint32_t sentence) const;
  /// May a goal with a figure come of it, or only an aim without one?
  bool figured(const Scene& scene, std::uint32_t sentence) const;
  /// The sentence with its cues, amounts and times.
  void lay(const Scene& scene, std::uint32_t sentence, Field& out);
  /// Whether mentions of a type are cues of fields.
  bool keep(TypeId type) const;
  /// Of the sentences that were laid out, the tokens where a verb group may begin or a clause end: marks, cues of will and verbs, and words
  /// of their classes. Of all others the walk over a sentence has nothing to learn.
  const link::TokenSet& turns() const { return turns_; }

 private:
  void add(const Chart& chart, MentionId id, std::uint8_t of_row, Field& out);
  /// Where the mentions of a type go, which of their attributes are kept as a, b, c, and what marks their first token and all of them.
  struct Row {
    TypeId type;
    std::vector<GoalCue> Field::*cues;
    AttributeId a = 0, b = 0, c = 0;
    std::uint16_t at = 0, over = 0;
  };

  /// What is linked, by sentence: that of sentence s is all[begin[s], begin[s + 1]), in the order of the linker.
  struct Grouped {
    std::vector<std::uint32_t> begin, all;
    template <class Linked>
    void read(const std::vector<Linked>& linked, std::size_t sentences);
    void give(std::uint32_t sentence, std::vector<std::uint32_t>& out) const {
      out.assign(all.begin() + begin[sentence], all.begin() + begin[sentence + 1]);
    }
  };

  const std::vector<Row> rows_;
  std::vector<std::uint8_t> row_of_;  ///< by type
  Grouped quantities_, times_;
  std::vector<std::uint8_t> busy_;  ///< by sentence: an amount stands there that may be a goal
  const std::uint32_t turning_;     ///< classes of words that a verb group may begin with
  link::TokenSet turns_;
};

/// The cue that begins at a token, the longest one; null when none does.
const GoalCue* cue_at(const std::vector<GoalCue>& cues, std::uint32_t token);
/// The cue that covers a token, the longest one; null when none does.
const GoalCue* cue_over(const std::vector<GoalCue>& cues, std::uint32_t token);

/// The verb groups of a field, in text order, with mood handed down from finite verbs to what hangs on them.
void read_predicates(const Scene& scene, const link::Words& words, const GoalWords& ids, Field& field);

/// Reads the setting of the amount [first, last) in a field.
Setting setting_of(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field, std::uint32_t first,
                   std::uint32_t last);

/// The clause around [first, last): cut at what opens and ends it, never within a name or amount.
Span clause_of(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field, const Setting& setting,
               std::uint32_t first, std::uint32_t last);

/// A level that words fix without a figure: "net zero", "every village", "phase out coal".
struct WordLevel {
  std::uint32_t first = 0, last = 0;  ///< the words that fix it
  MentionId mention = kNone;
  double value = 0;
  std::string_view unit, unit_name, direction, basis, indicator;
  const Predicate* predicate = nullptr;  ///< where it is the verb group itself that ends something
};
/// The levels of a field that are aimed at.
std::vector<WordLevel> word_levels(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field);

/// An aim without a figure; words [first, last) tell it.
struct OpenAim {
  const Predicate* predicate = nullptr;
  std::string_view indicator;
  std::uint32_t first = 0, last = 0;
};
/// The aims of a field that none of goals[from …] has a figure for.
std::vector<OpenAim> open_aims(const Scene& scene, const link::Words& words, const Field& field, const std::vector<Goal>& goals,
                               std::size_t from);

/// Of the goals of one sentence, from `from` on: "double output from 450 to 1,000 t", "by 50% to 90,000 t" are one record, the level.
void join_levels(const Scene& scene, std::size_t from, std::vector<Goal>& goals);

/// "a rise in investment and production volume by 40%": two things that move alike are two goals.
void split_goal(const Scene& scene, const link::Words& words, Goal g, std::vector<Goal>& out);

/// One record per indicator, level and deadline: the fullest mention stays, at the place of the first.
void merge_goals(const Scene& scene, std::vector<Goal>& goals);

/// The parts of a goal that are words: what is measured, and who aims.
std::string_view indicator_of(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field,
                              const Setting& setting, const Quantity& q, std::uint32_t first, std::uint32_t last);
struct Actor {
  std::string_view name;
  bool assumed = false;
};

/// "by the end of June" of this year: a deadline that lies ahead stands in the sentence.
bool due(const Scene& scene, const Field& field);

/// When a goal is due and, where a period is given, from when; set after the basis.
void set_deadline(const Scene& scene, const link::Words& words, const Field& field, const Quantity& q, Goal& goal);
/// The deadline of the goal in the sentence before, for a part of its amount: "… 3,400 MW by 2030. Nearly 3,000 MW will be solar."
void continue_deadline(const Scene& scene, const std::vector<Goal>& before, Goal& goal);
/// What an observation is compared with: yoy, qoq, mom, wow, or the year; set after the baseline.
void set_comparator(const Scene& scene, const Field& field, std::uint32_t last, Goal& goal);
/// How and where it is to be reached, and the instrument that holds it; set after the actor.
void set_means(const Scene& scene, const link::Words& words, const Field& field, std::uint32_t first, std::uint32_t last, Goal& goal);
/// Where it starts from.
void set_baseline(const Scene& scene, const link::Words& words, const GoalWords& ids, const Field& field, const Setting& setting,
                  const Quantity& q, Goal& goal);

}  // namespace milepost::fact
