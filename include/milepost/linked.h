// What link made of a document's mentions: resolved quantities, times and names, which the facts refer to.
#pragma once

#include <vector>

#include "milepost/mention.h"
#include "milepost/name.h"
#include "milepost/quantity.h"
#include "milepost/time.h"

namespace milepost {

/// Filled by link, read by fact. `of_mention[m]` is the index of mention m's Quantity, Time or Entity in its vector (which one: the
/// mention's type), or kNone.
struct Linked {
  std::vector<Quantity> quantities;
  std::vector<Time> times;
  std::vector<Entity> entities;
  std::vector<std::uint32_t> of_mention;

  std::uint32_t index(MentionId m) const { return m < of_mention.size() ? of_mention[m] : kNone; }
  void set(MentionId m, std::uint32_t i) {
    if (of_mention.size() <= m) of_mention.resize(m + 1, kNone);
    of_mention[m] = i;
  }
};

}  // namespace milepost
