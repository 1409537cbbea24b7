// SipHash-2-4 with 128 bits against the vectors of its reference implementation: key 00 01 … 0f, input 00 01 … of n bytes.
#include "base/siphash.h"

#include <gtest/gtest.h>

#include <numeric>

#include "base/sha256.h"

namespace milepost {
namespace {

std::string hex(const std::array<std::uint8_t, 16>& bytes) {
  std::string out;
  for (const std::uint8_t b : bytes) {
    out += "0123456789abcdef"[b >> 4];
    out += "0123456789abcdef"[b & 15];
  }
  return out;
}

TEST(SipHash, ReferenceVectors) {
  const std::pair<std::size_t, const char*> kVectors[] = {
      {0, "a3817f04ba25a8e66df67214c7550293"},  {1, "da87c1d86b99af44347659119b22fc45"},  {2, "8177228da4a45dc7fca38bdef60affe4"},
      {7, "a1f1ebbed8dbc153c0b84aa61ff08239"},  {8, "3b62a9ba6258f5610f83e264f31497b4"},  {9, "264499060ad9baabc47f8b02bb6d71ed"},
      {15, "5493e99933b0a8117e08ec0f97cfc3d9"}, {16, "6ee2a4ca67b054bbfd3315bf85230577"}, {17, "473d06e8738db89854c066c47ae47740"},
      {31, "2939b0183223fafc1723de4f52c43d35"}, {32, "7c3956ca5eeafc3e363e9d556546eb68"}, {63, "5150d1772f50834a503e069a973fbd7c"}};
  std::array<std::uint8_t, 16> key{};
  std::iota(key.begin(), key.end(), std::uint8_t{0});
  std::string input(64, '\0');
  std::iota(input.begin(), input.end(), '\0');
  for (const auto& [size, want] : kVectors)
    EXPECT_EQ(hex(siphash128(key, std::string_view(input).substr(0, size))), want) << size << " bytes";
}

TEST(Sha256, VectorsOfFips180) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace milepost
