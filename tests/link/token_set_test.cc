// Sets of tokens: what is put in is found again, in order, whatever the borders; and the kinds of tokens are those of their shapes.
#include "link/token_set.h"

#include <gtest/gtest.h>

namespace milepost::link {
namespace {

std::vector<std::uint32_t> members(const TokenSet& set, std::uint32_t first, std::uint32_t last) {
  std::vector<std::uint32_t> out;
  set.each(first, last, [&](std::uint32_t i) { out.push_back(i); });
  return out;
}

struct Row {
  std::vector<std::uint32_t> in;
  std::uint32_t first, last;
  std::vector<std::uint32_t> out;
};

class Sets : public testing::TestWithParam<Row> {};

TEST_P(Sets, GoFromOneToTheNext) {
  const Row& row = GetParam();
  TokenSet set;
  set.clear(200);
  for (const std::uint32_t i : row.in) set.add(i);
  EXPECT_EQ(members(set, row.first, row.last), row.out);
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = set.next(row.first, row.last); i < row.last; i = set.next(i + 1, row.last)) found.push_back(i);
  EXPECT_EQ(found, row.out);
  EXPECT_EQ(set.count(row.first, row.last), row.out.size());
}

TEST(TokenSet, KeepsOrLeavesWhatStandsInAnother) {
  TokenSet some, other;
  for (TokenSet* set : {&some, &other}) set->clear(200);
  for (const std::uint32_t i : {3u, 64u, 150u}) some.add(i);
  for (const std::uint32_t i : {64u, 65u}) other.add(i);
  other.add_if(false, 3), other.add_if(true, 150);
  TokenSet both = some, rest = some;
  both.keep(other);
  rest.remove(other);
  EXPECT_EQ(members(both, 0, 200), (std::vector<std::uint32_t>{64, 150}));
  EXPECT_EQ(members(rest, 0, 200), (std::vector<std::uint32_t>{3}));
}

INSTANTIATE_TEST_SUITE_P(Table, Sets,
                         testing::Values(Row{{}, 0, 200, {}}, Row{{0, 63, 64, 199}, 0, 200, {0, 63, 64, 199}},
                                         Row{{0, 63, 64, 199}, 1, 199, {63, 64}}, Row{{63}, 0, 63, {}}, Row{{63}, 63, 64, {63}},
                                         Row{{64}, 64, 65, {64}}, Row{{5, 130}, 6, 130, {}}, Row{{5, 130}, 130, 131, {130}},
                                         Row{{7}, 8, 8, {}}, Row{{7}, 9, 8, {}}));

TEST(TokenKinds, AreThoseOfTheShapes) {
  constexpr std::uint16_t kShapes[] = {Token::kAlpha | Token::kCap,
                                       Token::kAlpha | Token::kLower | Token::kSpaceBefore,
                                       Token::kAlpha | Token::kCap | Token::kUpper,
                                       Token::kNumeral,
                                       Token::kPunct | Token::kNonAscii,
                                       Token::kAlpha | Token::kLower,
                                       Token::kAlpha | Token::kMixed | Token::kSpaceBefore};
  for (std::uint32_t size = 0; size < 70; ++size) {  // sixteen are looked at together
    std::vector<Token> tokens(size);
    for (std::uint32_t i = 0; i < size; ++i) tokens[i].shape = kShapes[i % std::size(kShapes)], tokens[i].end = i % 6;
    TokenKinds kinds;
    kinds.read(tokens);
    for (std::uint32_t i = 0; i < size; ++i) {
      const Token& t = tokens[i];
      EXPECT_EQ(kinds.wordless.has(i), !t.is(Token::kAlpha)) << i;
      EXPECT_EQ(kinds.marks.has(i), t.is(Token::kPunct)) << i;
      EXPECT_EQ(kinds.large.has(i), t.is(Token::kCap) || t.is(Token::kMixed) || t.is(Token::kNumeral)) << i;
      EXPECT_EQ(kinds.shouted.has(i), t.is(Token::kUpper)) << i;
      EXPECT_EQ(kinds.longer.has(i), t.is(Token::kAlpha) && t.end - t.begin >= 4) << i;
      EXPECT_EQ(kinds.small.has(i), t.is(Token::kAlpha) && t.is(Token::kLower) && t.is(Token::kSpaceBefore)) << i;
    }
  }
}

}  // namespace
}  // namespace milepost::link
