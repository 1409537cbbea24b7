// Offsets. Everything Milepost reports is a half-open range of a document's text.
#pragma once

#include <compare>
#include <cstdint>

namespace milepost {

/// Half-open range [begin, end) of UTF-8 byte offsets into Document::text(), on code-point boundaries.
/// Eight bytes: pass by value. Ordered by begin, then end.
///   "up 40% by 2030"  the span of "40%" is {3, 6}
struct Span {
  std::uint32_t begin = 0, end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool covers(Span o) const { return begin <= o.begin && o.end <= end; }
  constexpr bool overlaps(Span o) const { return begin < o.end && o.begin < end; }
  friend constexpr auto operator<=>(Span, Span) = default;
};
static_assert(Span{2, 7}.overlaps({6, 9}) && !Span{2, 6}.overlaps({6, 9}));

}  // namespace milepost
