// The scanner that reads sixteen bytes at a time and the one that reads byte by byte make the same tokens.
#include "text/scanner.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "base/utf8.h"
#include "milepost/pack.h"
#include "rules/program.h"

namespace milepost {
namespace {

const Vocabulary& words() {
  static const PackResult opened = open_pack(MILEPOST_SOURCE "/rules");
  return opened.pack->program().words;
}

void same(const std::string& text, std::uint32_t begin, std::uint32_t end) {
  std::vector<Token> fast, plain;
  text::scan_tokens(text, begin, end, words(), fast);
  text::scan_tokens_by_byte(text, begin, end, words(), plain);
  const auto shown = [&](const Token& t) {
    return text.substr(t.begin, t.end - t.begin) + " " + std::to_string(t.begin) + " " + std::to_string(t.shape) + " " +
           std::to_string(t.word);
  };
  for (std::size_t i = 0; i < std::min(fast.size(), plain.size()); ++i) ASSERT_EQ(shown(fast[i]), shown(plain[i])) << text;
  ASSERT_EQ(fast.size(), plain.size()) << text;
}

TEST(Scanner, CorpusAsByteByByte) {
  std::size_t files = 0;
  for (const auto& f : std::filesystem::recursive_directory_iterator(MILEPOST_SOURCE "/corpus")) {
    if (!f.is_regular_file()) continue;
    std::ifstream file(f.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    std::string text = bytes.str();
    repair_utf8(text);
    same(text, 0, static_cast<std::uint32_t>(text.size()));
    ++files;
  }
  EXPECT_GT(files, 40u);
}

TEST(Scanner, RandomTextAsByteByByte) {
  const std::vector<std::string> kPieces = {"a",
                                            "Z",
                                            "the",
                                            "The",
                                            "THE",
                                            "iPhone",
                                            "planetThe",
                                            "Lee",
                                            "LeeNorland",
                                            "consumption",
                                            "Consumptions",
                                            "CONSUMPTION",
                                            "By",
                                            "xx",
                                            "LNg",
                                            "U.S.",
                                            "e.g.",
                                            "L.P",
                                            "a.b",
                                            ".",
                                            ",",
                                            "'",
                                            "'s",
                                            "\u2019",
                                            "\u2019s",
                                            "\u2018",
                                            "5",
                                            "1,234.5",
                                            "2024",
                                            "1234567",
                                            "12345678",
                                            "\u0665",
                                            " ",
                                            " ",
                                            " ",
                                            " ",
                                            " ",
                                            "\n",
                                            "\r\n",
                                            "\t",
                                            "\u00A0",
                                            "\u2028",
                                            "\u00AD",
                                            "\u200B",
                                            "é",
                                            "É",
                                            "ß",
                                            "ﬁ",
                                            "Ω",
                                            "中",
                                            "𝒳",
                                            "\u0301",
                                            "%",
                                            "$",
                                            "€",
                                            "–",
                                            "—",
                                            "\u200D",
                                            "(",
                                            ")",
                                            "\x7f",
                                            "\x01",
                                            "@",
                                            "[",
                                            "`",
                                            "{",
                                            "/",
                                            "-",
                                            "_",
                                            "&",
                                            "incomprehensibilities",
                                            "Counterrevolutionaries"};
  std::mt19937 random(11);
  for (int round = 0; round < 40000; ++round) {
    std::string text;
    const auto pieces = random() % 24;
    for (unsigned i = 0; i < pieces; ++i) text += kPieces[random() % kPieces.size()];
    if (round % 50 == 0) text += std::string(random() % 90, random() % 2 ? 'x' : 'Y');
    if (round % 3 == 0) text += kPieces[random() % kPieces.size()];
    const auto size = static_cast<std::uint32_t>(text.size());
    same(text, 0, size);
    std::uint32_t end = size;  // a text that goes on behind the tokens
    for (int i = 0; i < 3 && end > 0; ++i) {
      --end;
      while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    }
    same(text, 0, end);
  }
}

TEST(Scanner, EveryWordIsFoundAgain) {
  const Vocabulary& all = words();
  for (WordId w = 1; w < all.size(); ++w) ASSERT_EQ(all.find(all.text(w)), w) << all.text(w);
  EXPECT_EQ(all.find("no such word as this one"), kUnknownWord);
  EXPECT_EQ(all.find(""), kUnknownWord);
}

}  // namespace
}  // namespace milepost
