// The engine's doors. Text in, typed mentions out; the rest of the room is private to it.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/arena.h"
#include "milepost/mention.h"
#include "milepost/token.h"
#include "rules/program.h"

namespace milepost::match {

/// Buffers of one thread, kept from document to document.
struct Scratch;
struct ScratchDeleter {
  void operator()(Scratch*) const;
};
using ScratchPtr = std::unique_ptr<Scratch, ScratchDeleter>;
ScratchPtr make_scratch(const rules::Program& program);

/// A match that lost to another, for explain.
struct Suppressed {
  RuleId rule = 0;
  std::uint32_t first = 0, last = 0;  ///< tokens
  RuleId by = 0;
  bool tie = false;  ///< nothing but the order of ids told the two apart
};

/// How far one rule came in a text, for `explain --why-not` and for what its examples exercise.
struct Trace {
  /// Tokens [first, last) that an instruction took.
  struct Step {
    std::uint32_t instruction = 0, first = 0, last = 0;
  };
  /// A match that the rule itself refused. kSentence, kGuard: index into the rule's guards; kWhere: into its conditions; kSlot: into its
  /// slots.
  struct Refusal {
    enum class Kind : std::uint8_t { kSentence, kGuard, kWhere, kSlot } kind = Kind::kGuard;
    std::uint32_t index = 0, first = 0, last = 0;
  };
  RuleId rule = kNone;            ///< the rule that is watched
  std::vector<bool> passed;       ///< by instruction: took part in a match of the rule
  std::vector<Step> furthest;     ///< the elements of the try that came furthest
  std::vector<Step> expected;     ///< what failed there: instruction and token
  std::vector<Refusal> refusals;  ///< matches of the pattern that a guard, a condition or an empty slot refused
  struct Found {
    std::uint32_t first = 0, last = 0;
    std::vector<Step> path;
  };
  std::vector<Found> found;  ///< matches that nothing refused; rivals may still win over them

  std::vector<Step> path;            ///< of the running try
  std::vector<std::uint32_t> marks;  ///< length of the path at each open choice
  void refuse(Refusal::Kind kind, std::size_t index, std::uint32_t first, std::uint32_t last) {
    refusals.push_back({kind, static_cast<std::uint32_t>(index), first, last});
  }
};

/// What each rule costs, for `rules stats`. The clock is the caller's: nothing here reads one by itself.
struct Profile {
  std::uint64_t (*now)() = nullptr;  ///< nanoseconds
  std::vector<std::uint64_t> time;   ///< by RuleId, in sum
  std::vector<std::uint64_t> tries;  ///< by RuleId: starts from which its patterns were tried
};

/// What a run may be told, and tells back.
struct Options {
  const std::vector<bool>* only = nullptr;  ///< by RuleId: rules to run; null runs all
  std::vector<Suppressed>* suppressed = nullptr;
  bool slow = false;       ///< the reference: every rule from every token, no triggers, no memory of failed places
  Trace* trace = nullptr;  ///< tells of one rule
  Profile* profile = nullptr;
};

/// Phase 1: clears the chart, then runs scanners, lexicons and all rules that need no linked mention.
void match_lexical(const Text& text, const rules::Program& program, const Options& options, Scratch& scratch, Chart& chart, Arena& arena);
/// Phase 2, after link: the rules that need linked mentions, then contexts, then frames.
void match_linked(const Text& text, const rules::Program& program, const Options& options, Scratch& scratch, Chart& chart, Arena& arena);

/// Sentences cut at 512 tokens or 64-token windows that ran out, since the scratch was made.
std::uint64_t capped(const Scratch& scratch);

}  // namespace milepost::match
