// Private to the room: the names of a document by token, and whom a word may mean.
#pragma once

#include <string_view>
#include <vector>

#include "fact/fact.h"

namespace milepost::fact {

/// Tokens [first, last) that name an entity.
struct Named {
  std::uint32_t first = 0, last = 0, entity = kNone;
};

/// Names of the document by first token, so that a sentence finds its own by binary search; a longer name before those within it.
std::vector<Named> names_of(const Scene& scene);

/// holds("World Bank", "bank"): a name that has the word, letters of either case.
bool holds(std::string_view name, std::string_view word);

/// A country, or a region that governs itself.
bool is_state(const Entity& entity);

}  // namespace milepost::fact
