// The scanner of foreign JSON against nlohmann's parser, which is slower and known.
#include "base/json_scan.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

namespace milepost {
namespace {

bool accepts(std::string_view json) {
  std::vector<JsonMember> members;
  std::vector<std::string_view> elements;
  std::size_t at = 0;
  const JsonFault as_object = cut_object(json, members, at);
  const JsonFault as_array = cut_array(json, elements, at);
  EXPECT_EQ(as_object == JsonFault::kSyntax, as_array == JsonFault::kSyntax) << json;
  return as_object != JsonFault::kSyntax;
}

TEST(JsonScan, AgreesWithAnotherParserOnSmallTexts) {
  for (const char* json : {"{}",
                           "[]",
                           "{\"a\":1}",
                           "{\"a\":1,}",
                           "{\"a\" 1}",
                           "{a:1}",
                           "[1,2",
                           "[1 2]",
                           "[,]",
                           "[1,]",
                           "01",
                           "-",
                           "-0",
                           "1.",
                           "1.5e+3",
                           ".5",
                           "1e",
                           "\"\\u12\"",
                           "\"\\u12ab\"",
                           "\"\\x\"",
                           "\"a\nb\"",
                           "\"\t\"",
                           "\"\"",
                           "nul",
                           "null",
                           "true ",
                           " false",
                           "{\"a\":{\"b\":[{}]}}",
                           "{\"a\":[}]",
                           "\"abc",
                           "{\"a\":\"\\\"}",
                           "{}{}",
                           "",
                           " ",
                           "NaN",
                           "Infinity",
                           "{\"a\":NaN}",
                           "[[]]",
                           "[[],[[]],{}]",
                           "\"a\\\\\"",
                           "{\"long key with \\\" quote\":\"12345678\\\\\"}",
                           "[\"1234567\x01\"]",
                           "+1",
                           "[1]x",
                           "{\"a\":1 \"b\":2}",
                           "{\"a\":}",
                           "{:1}",
                           "{\"a\"}"})
    EXPECT_EQ(accepts(json), nlohmann::json::accept(json)) << json;
}

TEST(JsonScan, AgreesWithAnotherParserOnRandomTexts) {
  std::mt19937 random(20240502);
  constexpr std::string_view kAlphabet = "{}[]\",:\\u0a1-. tfn";
  int valid = 0;
  for (int i = 0; i < 300000; ++i) {
    std::string json;
    for (auto n = random() % 12; n > 0; --n) json += kAlphabet[random() % kAlphabet.size()];
    const bool want = nlohmann::json::accept(json);
    valid += want ? 1 : 0;
    ASSERT_EQ(accepts(json), want) << json;
  }
  EXPECT_GT(valid, 500);
}

TEST(JsonScan, CutsMembersAsTheyStand) {
  std::vector<JsonMember> m;
  std::size_t at = 0;
  ASSERT_EQ(cut_object(" {\"a\" : [1, {\"b\":2}] , \"c\\n\":\"x\"} ", m, at), JsonFault::kNone);
  ASSERT_EQ(m.size(), 2u);
  EXPECT_EQ(m[0].key, "a");
  EXPECT_EQ(m[0].value, "[1, {\"b\":2}]");
  EXPECT_EQ(m[1].key, "c\\n");
  EXPECT_EQ(m[1].value, "\"x\"");
}

// A recursive parser, copy or comparison dies of this (reliability trap: nesting); here it is a word.
TEST(JsonScan, DeepNestingIsRefusedWithoutRecursion) {
  std::vector<JsonMember> m;
  std::size_t at = 0;
  for (const std::size_t depth : {65u, 1000u, 100000u, 10000000u}) {
    EXPECT_EQ(cut_object("{\"a\":" + std::string(depth, '['), m, at), JsonFault::kTooDeep);
    EXPECT_EQ(cut_object("{\"a\":" + std::string(depth, '[') + std::string(depth, ']') + "}", m, at), JsonFault::kTooDeep);
  }
  EXPECT_EQ(cut_object("{\"a\":" + std::string(63, '[') + std::string(63, ']') + "}", m, at), JsonFault::kNone);
}

TEST(JsonScan, DecodesStrings) {
  const struct {
    const char *json, *text;
    std::uint64_t replaced;
  } kCases[] = {{"\"\"", "", 0},
                {"\"a\\nb\\t\\\"\\/\\\\\"", "a\nb\t\"/\\", 0},
                {"\"\\u00e9\\u20AC\"", "é€", 0},
                {"\"\\ud83d\\ude80\"", "🚀", 0},
                {"\"\\ud83d x\"", "\uFFFD x", 1},
                {"\"\\ude80\\ud83d\"", "\uFFFD\uFFFD", 2},
                {"\"a\\u0000b\"", "a\uFFFDb", 1}};
  for (const auto& c : kCases) {
    std::string out;
    EXPECT_EQ(decode_json_string(c.json, out), c.replaced) << c.json;
    EXPECT_EQ(out, c.text) << c.json;
  }
}

}  // namespace
}  // namespace milepost
