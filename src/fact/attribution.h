// Private to the room: in whose words a span stands.
#pragma once

#include <algorithm>
#include <vector>

#include "milepost/fact.h"

namespace milepost::fact {

/// The innermost statement whose words cover a span, kNone when nobody is said to say it. Statements are sorted by begin, longer first;
/// each knows the one it lies in, so that a look-up climbs as deep as speech is nested.
class Attribution {
 public:
  explicit Attribution(const std::vector<Statement>& statements) : statements_(statements), around_(statements.size(), kNone) {
    std::uint32_t open = kNone;
    for (std::uint32_t i = 0; i < statements.size(); ++i) {
      while (open != kNone && statements[open].span.end <= statements[i].span.begin) open = around_[open];
      around_[i] = open;
      open = i;
    }
  }
  /// The innermost of the statements whose words cover a span that is `wanted`; kNone when none is.
  template <class Wanted>
  std::uint32_t find(Span span, Wanted wanted) const {
    const auto next = std::upper_bound(statements_.begin(), statements_.end(), span.begin,
                                       [](std::uint32_t byte, const Statement& s) { return byte < s.span.begin; });
    if (next == statements_.begin()) return kNone;
    auto at = static_cast<std::uint32_t>(next - statements_.begin() - 1);
    while (at != kNone && !(statements_[at].span.covers(span) && wanted(statements_[at]))) at = around_[at];
    return at;
  }
  std::uint32_t of(Span span) const {
    return find(span, [](const Statement&) { return true; });
  }

 private:
  const std::vector<Statement>& statements_;
  std::vector<std::uint32_t> around_;
};

}  // namespace milepost::fact
