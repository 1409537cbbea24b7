// rules stats: what the rules do over a corpus, as a table.
#pragma once

#include <string>
#include <vector>

#include "rules/program.h"

namespace milepost::cli {

/// Prints hits, losses, tries and time of the rules whose id begins with `only`, costliest first; rules without a hit; the pairs in which
/// one suppresses the other most. Returns an exit code.
int print_stats(const rules::Program& program, const std::vector<std::string>& inputs, const std::string& only);

}  // namespace milepost::cli
