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

/// The names of a document.
class Names {
 public:
  void read(const Scene& scene);
  /// By first token, so that a sentence finds its own by binary search; a longer name before those within it.
  const std::vector<Named>& all() const { return all_; }
  /// The name that holds a token, the one that begins first; null when none does.
  const Named* at(std::uint32_t token) const { return of_[token] == kNone ? nullptr : &all_[of_[token]]; }

 private:
  std::vector<Named> all_;
  std::vector<std::uint32_t> of_;         ///< by token: index into all_, or kNone
  std::vector<std::uint32_t> entity_of_;  ///< by mention of a name, from the first one on
};

/// holds("World Bank", "bank"): a name that has the word, letters of either case.
bool holds(std::string_view name, std::string_view word);

/// A country, or a region that governs itself.
bool is_state(const Entity& entity);

}  // namespace milepost::fact
