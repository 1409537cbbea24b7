// Sixteen numbers looked at together, against one after the other.
#include "base/lanes.h"

#include <gtest/gtest.h>

#include <random>

namespace milepost {
namespace {

template <typename Number, typename Holds>
std::uint64_t one_by_one(const Number (&numbers)[16], Holds holds) {
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 16; ++i) bits |= std::uint64_t{holds(numbers[i])} << i;
  return bits;
}

TEST(Lanes, AsOneByOne) {
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::uint16_t small[16];
    std::uint32_t large[16];
    for (std::uint16_t& n : small) n = static_cast<std::uint16_t>(random() & random());
    for (std::uint32_t& n : large) n = static_cast<std::uint32_t>(random() & random() & random());
    const auto mask = static_cast<std::uint32_t>(random() & random() & random());
    const auto half = static_cast<std::uint16_t>(mask);
    EXPECT_EQ(have_all(small, half), one_by_one(small, [&](std::uint16_t n) { return (n & half) == half; }));
    EXPECT_EQ(have_some(small, half), one_by_one(small, [&](std::uint16_t n) { return (n & half) != 0; }));
    EXPECT_EQ(have_some(large, mask), one_by_one(large, [&](std::uint32_t n) { return (n & mask) != 0; }));
  }
}

}  // namespace
}  // namespace milepost
