// A rule in words, for `rules list`, `rules show` and `explain`.
#pragma once

#include <string>

#include "rules/program.h"

namespace milepost::cli {

/// What the rule is for; "" when its doc clause is missing.
std::string_view doc_of(const rules::Program& program, RuleId rule);

/// The rule as it stands in its file, and what the compiler made of it: triggers, stratum, rivals by declaration.
std::string rule_text(const rules::Program& program, RuleId rule);

}  // namespace milepost::cli
