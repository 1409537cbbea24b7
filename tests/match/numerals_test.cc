// The scanner of numbers as a table: a text, the numbers that are read. The words are those of rules/en.
#include "match/numerals.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

#include "milepost/json.h"
#include "text/text.h"

namespace milepost {
namespace {

std::vector<std::string> cut(const std::string& line, char at) {
  std::vector<std::string> out;
  std::stringstream in(line);
  for (std::string piece; std::getline(in, piece, at);) out.push_back(piece);
  return out;
}

/// Adds the rows of a lexicon; `kind` and `value` are columns, or the kind itself when the file has none.
void add_rows(const std::string& file, bool magnitudes, Vocabulary& words, match::NumeralTable& table) {
  std::ifstream in(std::string(MILEPOST_SOURCE) + "/rules/en/" + file);
  ASSERT_TRUE(in.good()) << file;
  std::string line;
  bool header = true;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#') continue;
    if (std::exchange(header, false)) continue;
    const auto cells = cut(line, '\t');
    for (const std::string& entry : cut(cells[0], '|')) {
      std::string folded;
      fold(entry, folded);
      const std::string& number = magnitudes ? cells[3] : cells[4];
      double value = std::nan("");
      std::from_chars(number.data(), number.data() + number.size(), value);
      EXPECT_TRUE(magnitudes ? table.add(words.intern(folded), "magnitude", value, cells[4])
                             : table.add(words.intern(folded), cells[3], value))
          << line;
    }
  }
}

struct Reader {
  Vocabulary words;
  Segmentation segmentation;
  match::NumeralTable table;

  Reader() {
    add_rows("numerals.tsv", false, words, table);
    add_rows("magnitudes.tsv", true, words, table);
    for (const char* sign : {"$", "\u20ac", "\u00a3", "rs", "usd", "gbp"}) table.add(words.intern(sign), "money", std::nan(""));
  }

  std::string read(const std::string& text) {
    Document document;
    document.text = text;
    Text cut_text;
    text::segment(document, words, segmentation, cut_text);
    std::vector<match::Numeral> found;
    for (const Sentence& s : cut_text.sentences) match::scan_numerals(cut_text, s.first, s.last, table, found);
    std::string out;
    for (const match::Numeral& n : found) {
      if (!out.empty()) out += ' ';
      append_json_number(out, n.low);
      if (n.high != n.low) append_json_number(out += "..", n.high);
    }
    return out;
  }
};

struct Case {
  const char* text;
  const char* want;
};

const Case kCases[] = {
    {"450,000 people", "450000"},
    {"1,00,000 rupees", "100000"},
    {"1,23,45,678 rupees", "12345678"},
    {"5,00 or 1,3 or 1.111,11", "5 1.3 1111.11"},
    {"1.2 and 0.75 and 5", "1.2 0.75 5"},
    {"007 was here", ""},
    {"sold 816 000 t of ore", "816000"},
    {"sold 1 234 567 t of ore", "1234567"},
    {"sold 25\u00a0400 t and 3\u202f125 t", "25400 3125"},
    {"in 2012 300 people", "2012 300"},
    {"1.2 million", "1200000"},
    {"34.6 million", "34600000"},
    {"4.35 billion", "4350000000"},
    {"$3bn, $3 bn, 3bn", "3000000000 3000000000 3000000000"},
    {"$5m and $2-3m and $2.5B", "5000000 2 3000000 2500000000"},
    {"a 5m pool", "5000000"},
    {"5m long, 5m people", "5 5000000"},
    {"50k fans and 7 k", "50000 7"},
    {"3 mln t, 4 mn t, 2 tn", "3000000 4000000 2000000000000"},
    {"Rs 5 crore and 3 lakh and 1.5 lakh crore", "50000000 300000 1500000000000"},
    {"two and a half million", "2500000"},
    {"half a million", "500000"},
    {"half a dozen or a dozen or two dozen", "6 12 24"},
    {"a million and a half", "1500000"},
    {"twenty-eight thousand six hundred forty-two", "28642"},
    {"one hundred and five", "105"},
    {"two thousand and one", "2001"},
    {"a hundred and twenty miles", "120"},
    {"three million, four million", "3000000 4000000"},
    {"nineteen hundred", "1900"},
    {"nineteen ninety-nine", ""},
    {"3/4 of it and 10 1/2 miles and 5\u00bd", "0.75 10.5 5.5"},
    {"two-thirds of it, a third of it, the third man", "0.6666666666666666 0.3333333333333333"},
    {"three quarters of it in two quarters", "0.75 2"},
    {"a quarter of a million", "250000"},
    {"two point five", "2.5"},
    {"one hundred and three quarters", "100.75"},
    {"twenty-three fifths", "4.6"},
    {"3 million and a half", "3500000"},
    {"three quarters billion", "750000000"},
    {"two thirds of a million", "666666.6666666666"},
    {"3 hundred and twenty-one", "321"},
    {"2.5^-1", "0.4"},
    {"fifty - two", "52"},
    {"1.99E-29 and 1.5 x 10^6", "1.99e-29 1500000"},
    {"it was -5 and \u22127 and minus 3 and minus five", "-5 -7 -3 -5"},
    {"tens of thousands of people", "10000..100000"},
    {"millions saw it", "1000000..10000000"},
    {"several hundred, a few million", ""},
    {"the 22nd of the 1990s, the 1st", ""},
    {"M50, TA-35, F-16, Covid-19, B12", ""},
    {"at 12:30 they rang 1-800-555-1234", ""},
    {"a 1.2-million-dollar prize", "1200000"},
    {"GBP27 million and USD34.6 million and Rs500", "27000000 34600000 500"},
    {"4 hundred people", "400"},
    {"no digits here", ""},
};

TEST(Numerals, Table) {
  Reader reader;
  for (const auto& [text, want] : kCases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(reader.read(text), want);
  }
}

TEST(Numerals, TenTimesTheNumberIsTenTimesTheValue) {
  Reader reader;
  for (const char* tail : {"", " million", "bn", " thousand", " lakh"}) {
    for (const char* number : {"3", "4.7", "12", "450"}) {
      std::string one, ten;
      const double value = std::stod(number);
      append_json_number(one, value);
      append_json_number(ten, value * 10);
      EXPECT_DOUBLE_EQ(std::stod(reader.read("about " + ten + tail)), 10 * std::stod(reader.read("about " + one + tail))) << number << tail;
    }
  }
}

TEST(Numerals, AMillionNumbersInLinearTime) {
  Reader reader;
  std::string text = "sold";
  for (int i = 0; i < 100000; ++i) text += i % 3 == 0 ? " 12,000" : i % 3 == 1 ? " twenty-five million" : " 7-8";
  EXPECT_FALSE(reader.read(text).empty());
}

}  // namespace
}  // namespace milepost
