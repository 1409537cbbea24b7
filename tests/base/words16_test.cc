// Sixteen bytes are read alike by SSE2, by two eights and byte by byte.
#include "base/words16.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace milepost {
namespace {

words16::Letters byte_by_byte(const std::string& s) {
  words16::Letters out;
  std::string small(16, '\0');
  for (const char c : s) {
    const bool large = c >= 'A' && c <= 'Z';
    if (!large && (c < 'a' || c > 'z')) break;
    out.capitals |= std::uint32_t{large} << out.size;
    small[out.size++] = static_cast<char>(large ? c + 32 : c);
  }
  std::memcpy(out.eights, small.data(), 16);
  return out;
}

TEST(Words16, AsByteByByte) {
  std::mt19937 random(5);
  const std::string kOthers = std::string("@[`{ .,'0\x7f\x80\xff\xc1\xe1\xda\xfa", 16) + '\0';
  for (int round = 0; round < 200000; ++round) {
    std::string s;
    const auto rare = 1 + random() % 40;
    while (s.size() < 16)
      s += random() % rare == 0 ? kOthers[random() % kOthers.size()] : static_cast<char>((random() % 5 == 0 ? 'A' : 'a') + random() % 26);
    const words16::Letters want = byte_by_byte(s);
    for (const words16::Letters& got : {words16::letters(s.data()), words16::portable::letters(s.data())}) {
      ASSERT_EQ(got.size, want.size) << s;
      ASSERT_EQ(got.capitals, want.capitals) << s;
      ASSERT_EQ(got.eights[0], want.eights[0]) << s;
      ASSERT_EQ(got.eights[1], want.eights[1]) << s;
    }
  }
}

TEST(Words16, MarksOfEveryByteAtEveryPlace) {
  for (int b = 0; b < 256; ++b)
    for (unsigned at = 0; at < 16; ++at) {
      std::string s(16, 'a');
      s[at] = static_cast<char>(b);
      const std::uint32_t bit = 1u << at, high = b >= 0x80 ? bit : 0, mark = b < 0x20 || b == '"' || b == '\\' ? bit : 0;
      ASSERT_EQ(words16::high(s.data()), high) << b;
      ASSERT_EQ(words16::portable::high(s.data()), high) << b;
      const bool of_word = b >= 0x80 || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
      ASSERT_EQ(words16::word_bytes(s.data()), of_word ? 0xffffu : 0xffffu & ~bit) << b;
      ASSERT_EQ(words16::portable::word_bytes(s.data()), words16::word_bytes(s.data())) << b;
      ASSERT_EQ(words16::json_marks(s.data()), mark) << b;
      ASSERT_EQ(words16::portable::json_marks(s.data()), mark) << b;
    }
}

TEST(Words16, CapitalsBehindSmallLetters) {
  const auto mixed = [](std::string s) { return s.resize(16, ' '), words16::letters(s.data()).mixed(); };
  for (const char* plain : {"", "a", "A", "mines", "Mines", "LNG", "NGOs", "ABCDEFGHIJKLMNOP"}) EXPECT_FALSE(mixed(plain)) << plain;
  for (const char* odd : {"iPhone", "McDonald", "aB", "ABcD"}) EXPECT_TRUE(mixed(odd)) << odd;
}

}  // namespace
}  // namespace milepost
