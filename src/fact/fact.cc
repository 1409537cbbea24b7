#include "fact/fact.h"

namespace milepost::fact {

void gather(const Scene& scene, Facts& facts) {
  facts.statements.clear();
  facts.goals.clear();
  facts.deals.clear();
  gather_statements(scene, facts);
  gather_deals(scene, facts);
  gather_goals(scene, facts);
}

}  // namespace milepost::fact
