// Mentions and values in words, for people: "mentions", "explain" and the prover print the same.
#pragma once

#include <string>

#include "pipeline/scanner.h"

namespace milepost {

/// 8.5 · target · <Glencore Plc> (a mention by its words) · units:percent (a row by its entry); "" when absent
std::string show(const Line& line, const Value& value);
/// Percent "5 percent" en.percent value=5 unit=%
std::string show(const Line& line, const Mention& mention);
/// The words of the tokens [first, last).
std::string_view words_of(const Line& line, std::uint32_t first, std::uint32_t last);
/// The id of a rule; "link" for mentions that no rule made.
std::string_view rule_name(const rules::Program& program, RuleId rule);

}  // namespace milepost
