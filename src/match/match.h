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
};

/// What a run may be told, and tells back.
struct Options {
  const std::vector<bool>* only = nullptr;  ///< by RuleId: rules to run; null runs all
  std::vector<Suppressed>* suppressed = nullptr;
  bool slow = false;  ///< the reference: every rule from every token, no triggers, no memory of failed places
};

/// Phase 1: clears the chart, then runs scanners, lexicons and all rules that need no linked mention.
void match_lexical(const Text& text, const rules::Program& program, const Options& options, Scratch& scratch, Chart& chart, Arena& arena);
/// Phase 2, after link: the rules that need linked mentions, then contexts, then frames.
void match_linked(const Text& text, const rules::Program& program, const Options& options, Scratch& scratch, Chart& chart, Arena& arena);

/// Sentences cut at 512 tokens or 64-token windows that ran out, since the scratch was made.
std::uint64_t capped(const Scratch& scratch);

}  // namespace milepost::match
