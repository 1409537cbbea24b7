// Where a record comes from, and why a rule did not speak: for people who read records or write rules.
#pragma once

#include <optional>
#include <string>

#include "milepost/document.h"
#include "rules/program.h"

namespace milepost {

/// The records that hold a byte of the document (all statements, goals and deals without `offset`), each as a tree: record, rule, mentions
/// it was read from, the elements of each mention's pattern with their words, the rivals that lost. "" when no record is there.
std::string explain(const rules::Program& program, const Document& document, std::optional<std::uint32_t> offset);

/// How far a rule came in a document and what stopped it: the furthest element, the guard or condition that refused, the rival that won.
std::string why_not(const rules::Program& program, RuleId rule, const Document& document);

}  // namespace milepost
