#include "rules/pack_files.h"
namespace milepost::rules {
void check(const RuleSet&, std::vector<Diagnostic>&) {}
}
