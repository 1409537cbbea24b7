// The compiled form of rules, read by match only. Built by compile.cc and triggers.cc.
//
// A pattern becomes a little program for a backtracking machine that remembers where it has failed, so that its cost is bounded by
// instructions x tokens of the window:  n:Number ~ u:@unit   ->   type Number>n; adjacent; lexicon unit>u; accept
// A branch (one alternative of a rule) is tried only around its trigger, the rarest thing it cannot do without, and only from the
// tokens from which the trigger can still be reached.
#pragma once

#include <re2/re2.h>

#include <array>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "rules/program.h"

namespace milepost::rules {

inline constexpr std::uint32_t kMaxWindow = 64;     ///< tokens of a match
inline constexpr std::uint32_t kMaxSentence = 512;  ///< tokens that are matched together
inline constexpr std::uint32_t kMaxCaptures = 24;   ///< of one branch
inline constexpr std::uint32_t kMaxInstructions = 4096;
inline constexpr std::uint32_t kSubSteps = 4000;  ///< of a look, guard or cue at one token; see cost.cc

enum class Op : std::uint8_t {
  kWord,      ///< a: WordId
  kExact,     ///< a: WordId, b: index into texts
  kRegex,     ///< a: index into regexes
  kLexicon,   ///< a: LexiconId, b: index into row_sets or kNone
  kType,      ///< a: TypeId, b: index into tests or kNone (c of them)
  kShape,     ///< a: index into shapes
  kGapToken,  ///< a: index into gaps; consumes one token that is no barrier
  kSplit,     ///< try a, then b (instruction indices)
  kJump,      ///< a
  kOpen,
  kClose,  ///< slot: begin and end of a group capture
  kAdjacent,
  kBegin,
  kEnd,
  kLook,  ///< a: begin of a sub-program ended by kAccept; b: 0 next, else prev with its least tokens + 16 * its most; c: 1 negated
  kAccept
};

struct Instruction {
  Op op = Op::kAccept;
  std::uint8_t slot = 0xff;  ///< capture that this element fills; 0xff none
  std::uint16_t c = 0;
  std::uint32_t a = 0, b = kNone;
};

/// `%num(1..31)`, `%Cap`, `%noun`: all masks must hold.
struct ShapeTest {
  enum class Kind : std::uint8_t { kMask, kClass, kNumber, kYear, kAny, kRegex };
  Kind kind = Kind::kMask;
  std::uint16_t mask = 0;   ///< kMask: all of these; kRegex: of the tokens that the expression can match at all
  std::uint32_t regex = 0;  ///< kRegex: index into regexes
  std::uint32_t classes = 0;
  double low = 0, high = 0;

  /// Whether none but numerals can pass.
  bool numeral() const { return kind == Kind::kNumber || kind == Kind::kYear || (mask & Token::kNumeral) != 0; }
};

struct AttributeTest {
  AttributeId attribute = 0;
  Condition::Op op = Condition::Op::kHas;
  std::vector<std::string> texts;
  std::vector<double> numbers;  ///< NaN where the text is no number
  bool passes(const Value& v) const;
};

/// Tests that stand together in a pattern, `Number[form=words value>=1900]`: Machinery::tests[begin, begin + count).
struct TestSet {
  std::uint32_t begin = 0, count = 0;
};

struct Gap {
  std::vector<std::uint32_t> over;    ///< WordIds that may be crossed although they are barriers
  bool over_all = false;              ///< over any barrier
  std::uint32_t not_program = kNone;  ///< sub-program that must not match at a token of the gap
};

/// A compiled expression node; children index CompiledRule::expressions.
struct Node {
  enum class Function : std::uint8_t { kIf, kFirst, kHas, kText, kFold, kLo, kHi, kNum, kConcat, kMin, kMax, kAbs, kRound, kRow };
  Expr::Op op = Expr::Op::kNumber;
  Function function = Function::kIf;
  double number = 0;
  std::string text;  ///< literal, or attribute name (a lexicon's column)
  AttributeId attribute = 0;
  std::uint8_t slot = 0xff;  ///< capture of kName and kAttribute
  std::vector<std::uint32_t> children;
};

struct CompiledGuard {
  enum class Kind : std::uint8_t { kPrev, kNext, kInside, kCover, kOverlap, kBlock, kSentence };
  Kind kind = Kind::kPrev;
  bool negated = false;
  std::uint32_t program = kNone;     ///< prev, next, cover: sub-program
  std::uint8_t least = 1, most = 8;  ///< prev: tokens of the sub-program
  TypeId type = 0;                   ///< inside, overlap, sentence: a type …
  LexiconId lexicon = 0xffff;        ///< … or a lexicon
  std::uint32_t rows = kNone;        ///< row set of the lexicon
  std::uint32_t word = 0;            ///< … or a word
  std::uint32_t need = kNone;        ///< index into needs: without it near the match (sentence: anywhere) the guard does not hold
  std::uint8_t blocks = 0;           ///< bit per Sentence::Block
};

/// Something that begins at a token: a word, an entry of a lexicon (of certain rows only), a mention of a type (that passes certain tests
/// only), a token of a shape.
struct Atom {
  enum class Kind : std::uint8_t { kWord, kLexicon, kType, kShape };
  Kind kind = Kind::kWord;
  std::uint32_t id = 0;
  std::uint32_t rows = kNone;  ///< kLexicon: index into row_sets; kType: into test_sets; kNone: any
  auto operator<=>(const Atom&) const = default;
};

/// What no match can do without: one of some atoms begins `min` to `max` tokens behind the match's start (before it, when negative).
///   "plans" "to" Amount           ->   {plans} 0..0, {to} 1..1, {Amount} 2..2
///   prev("on" "the") d:%num       ->   {the} -1..-1, {%num} 0..0
/// The starts that satisfy all needs of a branch are found for a whole sentence at once, one bit a token: see match/presence.cc.
struct Need {
  static constexpr std::uint32_t kLazy = 0x80000000;  ///< in need_atoms: the atom's places are looked for when first asked for
  std::uint32_t begin = 0, end = 0;                   ///< in Machinery::need_atoms
  std::int32_t min = 0, max = 0;
  std::uint32_t atom = kNone;  ///< the only one, when there is one and it is not lazy
  /// 0 <= min <= max <= 63: six shifts that spread a bit over the places from which it is min to max tokens away, after one by min: 2..5 is
  /// a shift by 2, then by 1, 2, 0, 0, 0, 0.
  bool ahead = false;
  std::array<std::uint8_t, 6> spread{};

  void set_spread() {
    ahead = min >= 0 && max <= 63;
    std::int32_t covered = 1;
    for (std::uint8_t& by : spread) {
      by = static_cast<std::uint8_t>(ahead ? std::min(covered, max - min + 1 - covered) : 0);
      covered += by;
    }
  }
};

/// A branch that is one lexicon element and nothing more, `match a:@goal_verbs  make { role = a.role }`, needs no machine: every entry of
/// the lexicon knows what it becomes. One for each row of such an entry; the first that fits makes the mention. A branch of one word
/// likewise.
struct Direct {
  Mention made;             ///< but for its tokens
  RowId row = 0;            ///< to be tested with row_fits unless `match` says that it fits wherever its entry stands
  std::uint32_t atoms = 0;  ///< begin in Phase::seen_atoms of its rule's phase: what its mention is seen as
  std::uint16_t atom_count = 0;
  std::uint16_t rule = 0;                  ///< index into Machinery::rules
  std::uint16_t number = 0;                ///< of the branch among all direct ones
  std::uint16_t list = 0xffff;             ///< whose group has no other branches: index of its list, else 0xffff
  LexiconId lexicon = 0xffff;              ///< of the row
  std::uint16_t branch = 0;                ///< number of the rule's alternative
  std::uint8_t stratum = 0, captured = 0;  ///< captured: captures that it sets, 0 or 1
  LexiconRow::Match match = LexiconRow::Match::kFold;
  std::uint16_t refused = 0;  ///< shapes that the first token of such a row cannot have
  std::uint8_t plain =
      0;  ///< of the first one of a word: so many, from it on, are matches of lists wherever the word stands and no longer entry
};

struct Branch {
  std::uint32_t rule = 0;                        ///< index into Machinery::rules
  std::uint32_t program = 0;                     ///< first instruction
  std::uint32_t size = 0;                        ///< instructions
  std::uint16_t number = 0;                      ///< of the rule's alternatives
  bool direct = false;                           ///< made from Machinery::directs when nothing is traced
  std::uint32_t needs_begin = 0, needs_end = 0;  ///< in Machinery::needs, the most selective first
  std::uint32_t looks_end = 0;                   ///< needs [needs_end, looks_end) are those of looks and guards: not used when traced
  bool anchored = false;                         ///< matches from the sentence's begin only; likewise
};

/// What is looked at of a woken branch first.
struct Required {
  std::array<std::uint32_t, 2> atoms{kNone, kNone};  ///< without which there is nothing to look for, beside the one that woke it
  bool guarded = false;                              ///< its rule has guards on the sentence
  std::uint8_t blocks = 0xff;                        ///< bit per Sentence::Block in which its rule matches
};

struct CompiledRule {
  RuleId id = 0;  ///< index into Program::rules
  TypeId type = 0;
  std::uint16_t group = 0;
  int prio = 0;
  std::uint32_t beats_depth = 0;
  std::vector<RuleId> beats;
  std::vector<TypeId> uses;  ///< types that its patterns, slots and guards name
  std::uint32_t stratum = 0;
  bool linked = false;  ///< runs in phase 2
  std::vector<std::string> captures;
  std::vector<Node> expressions;
  std::vector<std::uint32_t> where;
  std::vector<CompiledGuard> guards;
  std::vector<std::pair<AttributeId, std::uint32_t>> make;
  std::int32_t frame = -1;  ///< index into Machinery::frames
};

/// What decides between matches of two rules, in one place: groups apart, then the place of the rule's prio among all, greatest first, then
/// that of its id.
struct Rank {
  std::uint16_t group = 0, prio = 0;
  std::uint32_t order = 0;
  bool beats = false;    ///< some rules
  bool guarded = false;  ///< it has guards
};

struct CompiledSlot {
  AttributeId attribute = 0;
  struct Filler {
    TypeId type = 0;
    LexiconId lexicon = 0xffff;
    std::uint32_t test = kNone, tests = 0;  ///< in Machinery::tests
    std::uint32_t rows = kNone;
  };
  std::vector<Filler> fillers;
  Slot::Side side = Slot::Side::kAny;
  std::uint32_t cue = kNone;  ///< sub-program
  std::uint8_t cue_least = 1, cue_most = 8;
  std::uint32_t max = 0;
  bool required = false, many = false;
  std::uint8_t slot = 0xff;  ///< capture number, for `when` and `make`
};

struct CompiledFrame {
  bool sentence_scope = false;
  std::vector<CompiledSlot> slots;
};

struct CompiledContext {
  RuleId id = 0;
  AttributeId attribute = 0;
  Value value;
  std::vector<std::uint32_t> cues;  ///< sub-programs
  Context::Reach reach = Context::Reach::kForward;
  std::uint32_t max = 0;
  std::vector<TypeId> types;
  std::vector<TypeId> before_frames, behind_frames;  ///< of types: frames and what uses frames make the latter
  std::uint32_t stop = kNone, pseudo = kNone;        ///< sub-programs
};

/// Which branches an atom wakes: 64 branches side by side are one number. Those of an atom are items [begin[atom], begin[atom + 1]).
struct Wake {
  struct Item {
    std::uint64_t bits = 0;
    std::uint32_t at = 0;  ///< of branches 64 at … 64 at + 63
  };
  std::vector<std::uint32_t> begin;
  std::vector<Item> items;
  bool wakes(std::uint32_t atom) const { return begin[atom] != begin[atom + 1]; }
};

struct TrieNode {
  std::uint32_t entries_begin = 0, entries_end = 0;  ///< in Machinery::entries
  bool inner = false;                                ///< longer entries go on from here
};

/// What is known of a branch for people: its pattern, and what wakes it.
struct BranchNote {
  const Pattern* pattern = nullptr;
  std::string trigger;      ///< "@deal_verb", "\"joint\" | \"venture\""
  double cost = 0;          ///< guess of how often that stands in news; see triggers.cc
  bool everywhere = false;  ///< a shape or word class that nearly every sentence has
};

/// What the entries of a node of the trie are to one phase.
struct NodeUse {
  std::uint32_t atoms_begin = 0, atoms_end = 0;      ///< in Phase::seen_atoms: their lexicons, and sets of rows that hold one of theirs
  std::uint32_t always_end = 0;                      ///< from here on those that are asked for only where a number stands
  std::uint32_t directs_begin = 0, directs_end = 0;  ///< in Machinery::directs
};

/// What is looked at in one phase: the atoms that a branch of it asks for and does not make directly.
struct Phase {
  Wake wakes;                                                 ///< branches by atom
  std::vector<std::uint8_t> useful;                           ///< by atom: 1 when one of these branches asks for it
  std::vector<std::uint8_t> waking;                           ///< by atom: 1 when it wakes one of them, or one of phase 2
  std::vector<NodeUse> uses;                                  ///< by entry: that of a node at its first one
  std::vector<std::uint32_t> seen_atoms;                      ///< lists of NodeUse, WordStart and Direct
  std::vector<std::vector<std::uint32_t>> atoms_of_type;      ///< by TypeId: with and without tests
  std::vector<std::uint32_t> waking_shapes, waking_numerals;  ///< atoms of shapes that wake something; those that only numerals can have
};

struct Machinery {
  std::vector<Instruction> code;
  std::vector<const Pattern*> elements;  ///< by instruction: the element it comes from, in Program::source
  std::deque<std::string> texts;         ///< never moved: values point into it
  std::vector<std::unique_ptr<re2::RE2>> regexes;
  std::vector<std::vector<bool>> regex_words;  ///< [regex][WordId]
  std::vector<std::vector<bool>> row_sets;     ///< [set][row]
  std::vector<AttributeTest> tests;
  std::vector<TestSet> test_sets;
  std::vector<ShapeTest> shapes;
  std::vector<Gap> gaps;
  std::vector<Branch> branches;
  std::vector<Required> required;        ///< by branch; an atom that is none is atoms.size(), which is always there
  std::vector<BranchNote> branch_notes;  ///< by branch
  std::vector<CompiledRule> rules;       ///< rules, then frames
  std::vector<Rank> ranks;               ///< of each of these
  std::vector<CompiledFrame> frames;
  std::vector<CompiledContext> contexts;
  std::uint32_t strata = 0, groups = 0;
  std::vector<std::uint32_t> stratum_begin;  ///< branches are in order of strata: those of one are [begin[s], begin[s+1])
  std::uint32_t first_frame_stratum = 0;     ///< contexts are applied before it; to what frames make, at the end
  bool any_linked = false;                   ///< whether phase 2 has anything to do
  std::vector<std::int16_t> columns;         ///< [attribute][lexicon]: the lexicon's column of that name, -1 when it has none
  /// Cells of the lexicons that rules name, as attributes take them; rows side by side, equal cells are one value.
  struct Cells {
    std::uint32_t columns = 0;
    std::vector<std::uint32_t> values;  ///< [row][column]: index into cell_values
  };
  std::vector<Cells> cells;        ///< by LexiconId
  std::vector<Value> cell_values;  ///< 0 is absent

  std::vector<Atom> atoms;
  std::vector<std::uint32_t> need_atoms;  ///< indices into atoms
  std::vector<Need> needs;
  std::vector<std::vector<std::uint32_t>> atoms_of_lexicon;  ///< by LexiconId: of all rows and of some
  std::array<Phase, 3> phases;                               ///< before the linker, after it, and both for runs that are watched
  std::vector<bool> wakes_later;                             ///< by atom: a branch of phase 2 waits for it
  std::vector<Direct> directs;                               ///< side by side for each entry
  std::vector<Attribute> direct_attributes;
  std::uint16_t direct_branches = 0, direct_lists = 0;

  // The lexicon trie: nodes are numbered, an edge is (node, word) -> node in one open-addressing table; node 0 is the root.
  struct Edge {
    std::uint32_t node = kNone;
    WordId word = 0;
    std::uint32_t to = 0;
  };
  std::vector<Edge> edges;  ///< size a power of two
  /// All that is known of a word before the text is, so that a token costs one look into one table.
  struct alignas(32) WordStart {
    std::uint64_t next = 0;     ///< bits of the words (next_bit) with which longer entries go on; 0 when none does
    std::uint32_t node = 0;     ///< after the root; 0 when no entry begins with the word
    std::uint32_t entries = 0;  ///< begin in Machinery::entries of those that are this word
    std::uint32_t seen = 0;     ///< begin in phases[0].seen_atoms: what the word and its entries are seen as in phase 1
    std::uint32_t directs = 0;  ///< begin in directs: what the word and its entries become in phase 1
    std::uint16_t seen_count = 0, direct_count = 0, entry_count = 0;
    std::uint16_t always_count = 0;  ///< of the first `seen`: the others are asked for only where a number stands
    bool empty() const { return next == 0 && (seen_count | direct_count | entry_count) == 0; }
  };
  static constexpr std::uint64_t next_bit(WordId word) { return std::uint64_t{1} << (word * 0x9E3779B1u >> 26); }
  std::vector<WordStart> starts;          ///< by WordId
  std::vector<std::uint32_t> word_atoms;  ///< by WordId: of the word itself, kNone when nothing asks for it
  std::vector<TrieNode> nodes;
  std::vector<Entry> entries;
  std::vector<RowId> entry_rows;
  std::vector<std::vector<std::string>> exact;            ///< [lexicon][row] exact words joined as in the file, only for kExact rows
  std::vector<std::vector<LexiconRow::Match>> row_match;  ///< [lexicon][row], of lexicons that some pattern names
  std::vector<std::uint32_t> longest;                     ///< [lexicon] tokens of its longest entry
  LexiconId barrier = 0xffff;                             ///< @barrier
  /// Whether an entry has a row of a set (index into row_sets, or kNone: any row).
  bool holds(const Entry& e, std::uint32_t rows) const {
    for (std::uint32_t r = e.rows_begin; r < e.rows_end; ++r)
      if (rows == kNone || row_sets[rows][entry_rows[r]]) return true;
    return false;
  }
  /// Edges that may be there: a bit by edge_place; one in eight of the others is set, too. Small enough to stay near.
  std::vector<std::uint64_t> edge_bits;
  bool may_step(std::uint32_t node, WordId word) const {
    const std::size_t at = edge_place(node, word) & (edge_bits.size() * 64 - 1);
    return (edge_bits[at >> 6] >> (at & 63) & 1) != 0;
  }
  std::uint32_t step(std::uint32_t node, WordId word) const {
    const std::size_t mask = edges.size() - 1;
    for (std::size_t i = edge_place(node, word) & mask;; i = (i + 1) & mask) {
      if (edges[i].node == node && edges[i].word == word) return edges[i].to;
      if (edges[i].node == kNone) return 0;
    }
  }
  static std::size_t edge_place(std::uint32_t node, WordId word) {
    return (static_cast<std::size_t>(node) * 0x9E3779B97F4A7C15ull ^ static_cast<std::size_t>(word) * 0xC2B2AE3D27D4EB4Full) >> 20;
  }

  // Endings of unknown words ("*tion" of words.tsv), longest first.
  std::vector<std::pair<std::string, std::uint32_t>> endings;
  /// An ending's last eight bytes, the last one uppermost, and which of them it has.
  struct Tail {
    std::uint64_t bytes = 0, mask = 0;
    std::size_t size = 0;
    std::uint32_t ending = 0;  ///< index into `endings`
  };
  std::vector<Tail> tails;                                ///< by the lowest five bits of the last byte and of that before, longest first
  std::array<std::uint32_t, 32 * 32 + 1> ending_begin{};  ///< in tails
  void sort_endings();
  /// `tail`: the last eight bytes of the folded word, the last one uppermost.
  std::uint32_t class_by_ending(std::uint64_t tail, std::string_view word) const;
  std::uint32_t default_class = 0;
  std::uint32_t verb_class = 0;  ///< what may not stand between a frame's trigger and its subject
};

}  // namespace milepost::rules
