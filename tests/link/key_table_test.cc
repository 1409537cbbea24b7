// Keys of names: what counts as the same words, and a table that is emptied from document to document.
#include "link/key_table.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace milepost::link {
namespace {

TEST(FoldedHash, IsOneForAllSizesOfLetters) {
  const char* same[][2] = {{"Group", "GROUP"}, {"a", "A"}, {"", ""}, {"Bank", "bank"}, {"Aktiengesellschaft", "AKTIENGESELLSCHAFT"},
                           {"Öl", "ÖL"}};
  for (const auto& [a, b] : same) EXPECT_EQ(folded_hash(a), folded_hash(b)) << a;
  const char* other[][2] = {{"Group", "Groups"},       {"ab", "ba"}, {"aa", "aaa"}, {"Norvikbank", "Norvikbanka"},
                            {"abcdefghi", "abcdefgh"}, {"@", "`"}};
  for (const auto& [a, b] : other) EXPECT_NE(folded_hash(a), folded_hash(b)) << a;
}

TEST(FoldedHash, TellsWordsOfEveryLengthApart) {
  std::set<std::uint64_t> seen;
  std::string word;
  for (int i = 0; i < 200; ++i) EXPECT_TRUE(seen.insert(folded_hash(word += 'a')).second) << i;
}

TEST(KeyTable, KeepsTheFirstAndForgetsWhenCleared) {
  KeyTable table;
  EXPECT_FALSE(table.has(7));
  EXPECT_TRUE(table.add(7, 1).second);
  EXPECT_FALSE(table.add(7, 2).second);
  EXPECT_EQ(table.find(7), 1u);
  table.put(7, 3);
  EXPECT_EQ(table.find(7), 3u);
  table.erase(7);
  EXPECT_FALSE(table.has(7));
  EXPECT_TRUE(table.add(7, 4).second);
  table.clear();
  EXPECT_FALSE(table.has(7));
}

TEST(KeyTable, GrowsAndFindsWhatStandsBehindAnErasedKey) {
  KeyTable table;
  for (Key k = 1; k <= 1000; ++k) table.put(k * 64, static_cast<std::uint32_t>(k));  // all meet in few places
  table.erase(64);
  for (Key k = 2; k <= 1000; ++k) EXPECT_EQ(table.find(k * 64), k);
  EXPECT_EQ(table.find(64), kNone);
  table.clear();  // the next document begins with few slots and grows into those that hold what was forgotten
  for (Key k = 1; k <= 1000; k += 2) EXPECT_TRUE(table.add(k * 64, 7).second);
  for (Key k = 1; k <= 1000; ++k) EXPECT_EQ(table.find(k * 64), k % 2 == 1 ? 7 : kNone);
}

}  // namespace
}  // namespace milepost::link
