// rules export: the typed pack as JSON, for tools that are not this program.
#pragma once

#include <string>

#include "rules/program.h"

namespace milepost::cli {

/// {"hash":…,"types":[…],"rules":[…],"frames":[…],"contexts":[…],"lexicons":[…],"settings":{…}}; patterns and expressions are text in the
/// rule language, lets put in.
std::string exported(const rules::Program& program);

}  // namespace milepost::cli
