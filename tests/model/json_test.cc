// What is written eight bytes at a time is what a loop over the bytes writes.
#include "milepost/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "milepost/record.h"

namespace milepost {
namespace {

std::string slowly(std::string_view s) {
  std::string out = "\"";
  for (const char c : s) {
    const auto b = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (c == '\n' || c == '\t' || c == '\r')
      out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
    else if (b < 0x20 || b == 0x7F)
      out += std::string("\\u00") + "0123456789abcdef"[b >> 4] + "0123456789abcdef"[b & 15];
    else
      out += c;
  }
  return out + "\"";
}

TEST(Json, StringsAsByteByByte) {
  std::mt19937 random(7);
  const std::string alphabet = std::string("ab\"\\\n\t\r\x01\x1f\x7f !#[]\x20\x21\x22\x23\x5b\x5d\x7e\xc3\xa9\xe2\x80\x99") + '\0';
  for (int round = 0; round < 20000; ++round) {
    std::string s;
    const auto size = random() % 40, odd = 1 + random() % 30;
    for (unsigned i = 0; i < size; ++i) s += random() % odd == 0 ? alphabet[random() % alphabet.size()] : 'x';
    std::string out = "before";
    append_json_string(out, s);
    ASSERT_EQ(out, "before" + slowly(s));
  }
}

TEST(Json, EveryByteAtEveryPlace) {
  for (int b = 0; b < 256; ++b)
    for (std::size_t size = 1; size < 20; ++size)
      for (std::size_t at = 0; at < size; ++at) {
        std::string s(size, 'a'), out;
        s[at] = static_cast<char>(b);
        append_json_string(out, s);
        ASSERT_EQ(out, slowly(s)) << b << " at " << at << " of " << size;
      }
}

TEST(Json, Fields) {
  std::string out = "{";
  JsonFields f(out);
  f.text("a", "x\"y").text_or_null("b", "").number("c", 0.5).boolean("d", true).raw("e", "[1]").null("f");
  f.key("g") += "[]";
  f.text("h", std::string(1000, '\n')).text("i", "");
  EXPECT_TRUE(out.starts_with(R"({"a":"x\"y","b":null,"c":0.5,"d":true,"e":[1],"f":null,"g":[],"h":"\n\n)")) << out;
  EXPECT_EQ(nlohmann::json::parse(out + "}")["h"], std::string(1000, '\n'));
}

TEST(Json, Records) {
  Record r;
  r.type = RecordType::kTime;
  r.id = "0f";
  r.document = std::string(700, '"');
  r.bytes = {0, 4294967295};
  r.chars = {3, 8};
  r.text = "a\nb";
  r.sentence = 12;
  r.rule = "en.time";
  r.from = {"1", "2"};
  r.body = "\"value\":1";
  std::string out = "x";
  append_json(out, r, "00ff");
  EXPECT_EQ(out, "x{\"schema\":\"1.0\",\"type\":\"time\",\"id\":\"0f\",\"document\":" + slowly(r.document) +
                     ",\"span\":{\"bytes\":[0,4294967295],\"chars\":[3,8]},\"text\":\"a\\nb\",\"sentence\":12,\"rule\":\"en.time\","
                     "\"pack\":\"00ff\",\"from\":[\"1\",\"2\"],\"value\":1}\n");
}

}  // namespace
}  // namespace milepost
