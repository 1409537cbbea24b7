// Private to the room: what is kept from document to document, and what all its readers look up.
#pragma once

#include "fact/deal.h"
#include "fact/goal.h"
#include "fact/goal_phrase.h"
#include "fact/named.h"
#include "fact/openers.h"
#include "fact/statement.h"

namespace milepost::fact {

/// Made once a thread: the ids that the packs give, the names of the document and what stands in the sentence at hand.
struct Kept {
  explicit Kept(const rules::Program& program)
      : goals(program),
        parts(program),
        sayings(program),
        deals(program),
        fields(program, goals),
        openers(program, fields, goals, sayings, deals) {}

  const GoalWords goals;
  const PartWords parts;
  const SayWords sayings;
  const DealWords deals;
  Names names;
  Fields fields;
  Openers openers;
  Field field, earlier;  ///< the sentence at hand, for goals; and one before it
};

}  // namespace milepost::fact
