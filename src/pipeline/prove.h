// Rules held to their own examples, each alone and in the whole pack. What an example means: rules/README.md, "Examples".
#pragma once

#include <string>
#include <vector>

#include "rules/program.h"

namespace milepost {

/// An example that does not come out as it says.
struct Failure {
  std::string where;                 ///< "en/money.rules:88"
  std::string rule, example;         ///< the rule's id; the example's sign and text
  std::string how;                   ///< "alone" or "in the whole pack"
  std::vector<std::string> reasons;  ///< what was expected, what was found instead, who spoke in the rule's place
};

/// A rule whose match lost the words to another's.
struct Rivalry {
  std::string rule, rival;
  std::string where;  ///< of the first example in which it did
  std::size_t times = 0;
};

struct Proof {
  std::size_t passed = 0, failed = 0;       ///< examples
  std::vector<Failure> failures;            ///< in the order of the files; an example may fail in both ways
  std::vector<Rivalry> shadowed;            ///< in `+` examples of its own, where the rival says what was expected
  std::vector<Rivalry> ties;                ///< in any example; nothing but the ids decided
  std::vector<rules::Diagnostic> untested;  ///< branches that no `+` example goes through
};

/// Runs the examples of every rule, or of those whose id begins with `only`. An example is run alone: with the rules that make what its
/// rule uses; and in the whole pack. Linked types come from all mentions, so a rule that uses them is alone when its group's other rules
/// are silent. Expected records and mentions that others make of the rule's are judged in the whole pack only.
Proof prove(const rules::Program& program, std::string_view only = {});

}  // namespace milepost
