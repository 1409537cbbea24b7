// The right side of an example, `=> Type(f=v) & target(value=40)`, held against what came out.
#pragma once

#include <string>
#include <vector>

#include "milepost/record.h"
#include "pipeline/scanner.h"

namespace milepost {

/// Whether an expectation names records (`target(…)`) and not mentions (`Quantity(…)`).
bool names_records(const rules::Expectation& expectation);

/// Which of an example's expectations are not met by the chart and the records, each mention or record serving one of them. Left out:
/// mentions of types for which `judged` is false. With `exactly`, mentions and records beyond the expected ones are unmet too.
/// Returns lines for people, "expected …, found …"; none when all is well.
std::vector<std::string> unmet(const Line& line, const std::vector<Record>& records, const rules::Example& example,
                               const std::vector<bool>& judged);

/// "Percent(value=8.5; unit=%)"
std::string show(const rules::Expectation& expectation);

}  // namespace milepost
