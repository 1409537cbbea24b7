// What one thread keeps while it matches. The room's own noun: everything here is reused from sentence to sentence.
//
// A sentence is matched like this: words, lexicon hits and numerals wake branches; stratum by stratum the woken branches run from the
// tokens from which all that they need can be reached (presence.cc); what matches becomes a Candidate; resolve() lets the winners of each
// group into the chart, where their types wake branches of later strata.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "match/match.h"
#include "match/numerals.h"
#include "rules/machinery.h"

namespace milepost::match {

/// Entries of lexicons, one for each of Machinery::entries [entries_begin, entries_end), whose words stand at tokens [.., last): those of
/// one node of the trie. Whether a row of them asks for capitals or the exact words is left to be tested.
struct Hit {
  std::uint32_t last = 0, entries_begin = 0, entries_end = 0;
  std::uint32_t size() const { return entries_end - entries_begin; }
};

/// What a capture holds: a mention, a row of a lexicon, or bare tokens.
struct Captured {
  std::uint32_t first = kNone, last = kNone;
  MentionId mention = kNone;
  std::uint32_t lexicon = kNone, row = kNone;
  bool set() const { return first != kNone; }
};

struct Candidate {
  std::uint32_t rule = 0;  ///< index into Machinery::rules
  std::uint32_t first = 0, last = 0;
  std::uint16_t branch = 0, captured = 0;
  std::uint32_t captures = 0;                      ///< begin in Scratch::capture_pool, as many as the rule has captures
  std::uint32_t consumed = 0, consumed_count = 0;  ///< in Scratch::consumed_pool
  std::uint32_t more = 0, more_count = 0;          ///< in Scratch::more_pool
  bool beaten = false;
  const rules::Direct* direct = nullptr;  ///< made without the machine
};

/// A match of a direct branch that waits for its turn.
struct DirectMatch {
  std::uint32_t first = 0, last = 0;
  const rules::Direct* direct = nullptr;
};

/// Matches of groups that have nothing but direct branches: of tokens [first, first + size), directs [direct, direct + count).
struct ReadyMatch {
  std::uint32_t first = 0;
  std::uint16_t size = 1;
  std::uint8_t count = 1;
  bool seen = false;  ///< their atoms are noted
  const rules::Direct* direct = nullptr;
};

/// One bit for each token of a sentence.
inline constexpr std::uint32_t kMaskWords = rules::kMaxSentence / 64;
using Mask = std::array<std::uint64_t, kMaskWords>;

struct Scratch {
  explicit Scratch(const rules::Program& p) : program(p), m(*p.machinery) {}

  std::span<const Hit> hits_at(std::uint32_t token) const { return {hits.data() + hits_begin[token], hits.data() + hits_begin[token + 1]}; }
  /// f(entry, end of its tokens) for the entries found from a token on, longest first; within a hit from the last to the first.
  template <typename F>
  void each_entry(std::uint32_t token, F f) const {
    for (const Hit& h : hits_at(token))
      for (std::uint32_t e = h.entries_end; e-- > h.entries_begin;) f(m.entries[e], h.last);
  }

  const rules::Program& program;
  const rules::Machinery& m;
  const Text* text = nullptr;
  const Options* options = nullptr;
  Chart* chart = nullptr;
  Arena* arena = nullptr;

  // Of the document.
  std::vector<Hit> hits;                  ///< by token, longest first
  std::vector<std::uint32_t> hits_begin;  ///< by token, and one more
  std::vector<std::uint32_t> path;        ///< nodes of the trie from one token on
  std::uint64_t capped = 0;

  // Of the sentence: tokens [begin, end).
  std::uint32_t begin = 0, end = 0;
  Sentence::Block block = Sentence::Block::kBody;
  std::vector<std::uint64_t> woken;               ///< one bit a branch
  bool direct = false;                            ///< direct branches are made from the hits, not run
  const rules::Phase* phase = nullptr;            ///< what is asked for in this run over the document
  bool later_there = false;                       ///< something of this sentence wakes a branch of phase 2
  std::vector<bool> later;                        ///< by sentence of the document
  std::size_t linked_from = 0;                    ///< mentions from here on are the linker's
  std::vector<std::uint32_t> direct_at;           ///< by number of a direct branch: the token from which it last matched
  std::vector<ReadyMatch> ready;                  ///< matches of groups that only direct branches make (a list each), in text order
  std::vector<Mention> made;                      ///< what these become
  std::vector<std::uint32_t> list_end;            ///< by list: where its last match ends
  std::vector<std::uint8_t> clashes;              ///< by list: some of its matches in the sentence overlap
  bool clash = false;                             ///< those of some list do
  std::vector<std::vector<DirectMatch>> waiting;  ///< by stratum: matches of other direct branches
  std::array<std::uint16_t, rules::kMaxSentence + 16> shapes{};  ///< of the tokens
  Mask numeral_mask{};                                           ///< tokens that are numerals
  /// A numeral: its place in the sentence, its value when that is at most nine digits, else kNone, and how many bytes it has.
  struct SmallNumber {
    std::uint32_t at, value, digits;
  };
  std::vector<SmallNumber> small_numbers;  ///< read when first asked for
  bool numerals_read = false;
  std::size_t numbers_from = 0;            ///< mentions of the chart from here on are the sentence's numbers, when its tokens are looked at
  std::vector<std::uint64_t> masks;        ///< [atom][mask_words]: where it begins
  std::vector<std::uint32_t> mask_stamps;  ///< by atom: stamp of the sentence in which it was last seen or asked for
  std::vector<std::uint32_t> touched;      ///< the first touched_count: atoms of this sentence; the masks of all others are zero
  std::vector<std::uint32_t> waking;       ///< the first waking_count: those of them that wake something and have not yet
  std::uint32_t touched_count = 0, waking_count = 0;
  std::uint32_t mask_words = 1;  ///< of kMaskWords, as many as the sentence needs
  std::vector<Candidate> candidates;
  /// A candidate's place in the order of strength: smaller is stronger.
  struct Strength {
    std::uint64_t high, low;
    std::uint32_t candidate;
    bool operator<(const Strength& o) const { return high != o.high ? high < o.high : low < o.low; }
  };
  std::vector<Strength> strengths;                ///< of resolve
  std::vector<std::uint32_t> speakers, by_start;  ///< candidates in order, likewise
  std::vector<Captured> capture_pool;
  using More = std::vector<std::pair<AttributeId, Captured>>;
  More more, more_pool;  ///< what fills slots of many beside the first: of the frame that is being filled, of the candidates
  std::vector<MentionId> consumed_pool;
  std::vector<std::uint32_t> occupied;  ///< by token - begin: stamp of the group being settled
  std::vector<std::uint64_t> taken;     ///< by token - begin: bits of the groups that have a candidate there, while that is looked at
  std::uint32_t occupied_stamp = 0;
  std::vector<std::uint32_t> seen_types;  ///< by TypeId: stamp of the sentence in which it last appeared
  std::uint32_t sentence_stamp = 0;

  // Of the scanner of numbers.
  NumeralTable numeral_table;
  std::vector<Numeral> numerals;
  std::vector<Attribute> attributes;  ///< of the mention that is being added
  std::vector<MentionId> children;
  TypeId number_type = 0;
  AttributeId value = 0, low = 0, high = 0, scale = 0, form = 0;

  // Of the machine.
  struct Choice {
    std::uint32_t pc, pos, resume, trail, consumed;
  };
  struct Undo {
    std::uint8_t slot;
    Captured old;
  };
  std::vector<std::uint32_t> memo;
  std::uint32_t memo_stamp = 0;
  std::vector<Choice> choices;
  std::vector<Undo> trail;
  std::vector<Captured> captures;
  std::vector<MentionId> consumed;
  std::string folded;
};

// numbers.cc
void add_numbers(Scratch& s);

// scan.cc
void begin_hits(Scratch& s);
/// Adds the hits from a token on; those of the token before are there, and no entry goes beyond `last`.
void find_hits(Scratch& s, std::uint32_t token, std::uint32_t last, const rules::Machinery::WordStart& start);
bool row_fits(const Scratch& s, std::uint32_t lexicon, std::uint32_t row, std::uint32_t first, std::uint32_t last);

// shapes.cc
/// Chart::classes of the document.
void classify(Scratch& s);
/// The shapes of the sentence's tokens.
void begin_shapes(Scratch& s);
bool any_numeral(const Scratch& s);
/// Sets the bits of the tokens that pass a test.
void find_shape(Scratch& s, const rules::ShapeTest& test, std::uint64_t* to);
bool shape_fits(Scratch& s, const rules::ShapeTest& test, std::uint32_t token);
/// Whether a token's folded form is one that an expression matches.
bool regex_fits(Scratch& s, std::uint32_t regex, std::uint32_t token);

// presence.cc
/// Forgets the sentence before.
void begin_presence(Scratch& s);
/// Finds the hits of the sentence's tokens, notes words, hits and shapes and wakes the branches that they trigger. No entry goes beyond
/// `last`.
void see_tokens(Scratch& s, std::uint32_t last);
/// The same where the hits are there: in phase 2, and in runs that are watched.
void see_tokens_again(Scratch& s);
/// Notes a mention and wakes what waits for its type.
void see_mention(Scratch& s, MentionId m);
/// Whether something of a need stands in the sentence, wherever.
bool needed_anywhere(Scratch& s, std::uint32_t need);
/// Whether something of a need stands at one of the tokens from first + its least distance to last + its greatest.
bool needed_near(Scratch& s, std::uint32_t need, std::uint32_t first, std::uint32_t last);
/// The tokens from which all needs of a branch can be reached; false when there is none.
bool find_starts(Scratch& s, const rules::Branch& branch, Mask& starts);

// direct.cc
/// Lets the ready matches into the chart.
void add_ready(Scratch& s);
/// Makes candidates of the direct matches that waited for a stratum.
void add_waiting(Scratch& s, std::uint32_t stratum);

// machine.cc
/// Runs a branch from a token; captures and consumed mentions are left in the scratch. Returns the end token, or kNone.
std::uint32_t run_branch(Scratch& s, const rules::Branch& branch, std::size_t captures, std::uint32_t start);
/// Runs a sub-program from a token up to `limit`; kNone when it does not match. Longest-preferred, without captures.
std::uint32_t run_sub(Scratch& s, std::uint32_t program, std::uint32_t start, std::uint32_t limit);
/// Whether a sub-program that takes `least` to `most` tokens matches so that it ends at `end`.
bool ends_here(Scratch& s, std::uint32_t program, std::uint32_t end, std::uint32_t least, std::uint32_t most);
bool tests_pass(const Scratch& s, std::uint32_t begin, std::uint32_t count, const Mention& m);

// evaluate.cc
Value evaluate(Scratch& s, const rules::CompiledRule& rule, std::uint32_t node, const Captured* captures);
bool truth(const Value& v);
bool guards_pass(Scratch& s, const rules::CompiledRule& rule, std::uint32_t first, std::uint32_t last);
bool conditions_hold(Scratch& s, const rules::CompiledRule& rule, std::uint32_t first, std::uint32_t last);
bool sentence_guards_pass(Scratch& s, const rules::CompiledRule& rule);
void add_candidate(Scratch& s, std::uint32_t rule, const rules::Branch& branch, std::uint32_t first, std::uint32_t last);

// resolve.cc
/// Settles the candidates of one stratum, adds the winners to the chart and wakes what waits for them.
void resolve(Scratch& s);

// frames.cc, contexts.cc
bool fill_slots(Scratch& s, const rules::CompiledRule& rule, std::uint32_t first, std::uint32_t last);
void apply_contexts(Scratch& s, std::vector<TypeId> rules::CompiledContext::*marked);
/// The clause around tokens [first, last): between the nearest @barrier entries.
void clause_around(const Scratch& s, std::uint32_t first, std::uint32_t last, std::uint32_t& from, std::uint32_t& to);
bool barrier_at(const Scratch& s, std::uint32_t token);

}  // namespace milepost::match
