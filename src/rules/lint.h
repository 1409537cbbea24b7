// What is allowed and yet asks for a look: for `rules check`.
#pragma once

#include <vector>

#include "rules/program.h"

namespace milepost::rules {

/// Rules that wake nearly everywhere.
std::vector<Diagnostic> lint(const Program& program);

/// Parts of a rule's or frame's patterns that no match went through: alternatives, optional elements, members of a set. `passed`: by
/// instruction (match::Trace). Alternatives that are plain words are a list, not a branch; they and
/// optional words need no example each.
std::vector<const Pattern*> untested(const Program& program, const std::vector<Pattern>& matches, const std::vector<bool>& passed);

}  // namespace milepost::rules
