// The tree back in the words of rules/README.md: for `rules show`, `explain` and messages.
#pragma once

#include <string>

#include "rules/ast.h"

namespace milepost::rules {

///   v:@deal_verb[class=sign] gap(9, not @deal_verb) n:(@pact | "deal")?
/// Lets stand as what they are, for they were put in; so a text may differ from the file's while it means the same.
std::string unparse(const Pattern& pattern);
/// n.value > 1000 and has(a)
std::string unparse(const Expr& expr);
/// not prev("by")
std::string unparse(const Guard& guard);
/// value : Money|Percent right cue "for" max 12
std::string unparse(const Slot& slot);

}  // namespace milepost::rules
