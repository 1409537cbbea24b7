// The machine against the reference, which tries every rule from every token: the same mentions, attributes and captures, over the
// shipped articles and over soup of the pack's own words. In what order those of one sentence came is nobody's concern.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "milepost/pack.h"
#include "pipeline/show.h"

namespace milepost {
namespace {

const Pack& shipped() {
  static const PackResult opened = open_pack(MILEPOST_SOURCE "/rules");
  if (!opened.pack) throw std::runtime_error("the shipped rules do not compile");
  return *opened.pack;
}

/// One line a mention, sorted by place.
std::vector<std::string> mentions(Line& line, const Document& d, bool slow) {
  line.read(d, "2024-05-02", {nullptr, nullptr, slow, nullptr, nullptr});
  std::vector<std::string> out;
  for (const Mention& m : line.chart.mentions) {
    char place[32];
    std::snprintf(place, sizeof place, "%8u ", m.first);
    std::string one = place + show(line, m) + " of";
    for (std::uint32_t c = 0; c < m.child_count; ++c)
      one += " [" + show(line, line.chart.mentions[line.chart.children[m.children + c]]) + "]";
    out.push_back(std::move(one));
  }
  std::sort(out.begin(), out.end());
  return out;
}

void compare(const Document& d) {
  static Line fast(shipped().program()), slow(shipped().program());
  const std::vector<std::string> machine = mentions(fast, d, false), reference = mentions(slow, d, true);
  if (machine == reference) return;
  const auto [a, b] = std::mismatch(machine.begin(), machine.end(), reference.begin(), reference.end());
  ADD_FAILURE() << d.text << "\n  machine:   " << (a == machine.end() ? "nothing more" : *a)
                << "\n  reference: " << (b == reference.end() ? "nothing more" : *b);
}

TEST(Differential, ShippedArticles) {
  std::size_t articles = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(MILEPOST_SOURCE "/corpus")) {
    if (entry.path().extension() != ".txt") continue;
    std::stringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    Document d;
    d.id = entry.path().filename().string();
    d.text = bytes.str();
    compare(d);
    ++articles;
  }
  EXPECT_GT(articles, 0u);
}

TEST(Differential, Examples) {
  const rules::RuleSet& set = shipped().program().source;
  for (const rules::Rule& r : set.rules)
    for (const rules::Example& e : r.examples) {
      Document d;
      d.text = e.text;
      compare(d);
    }
}

/// Words of the pack: entries of its lexicons, words of its patterns, numbers, marks and a word that it does not know.
std::vector<std::string> ingredients() {
  std::vector<std::string> out;
  for (const rules::LexiconTable& l : shipped().program().lexicons)
    for (std::size_t i = 0; i < l.rows.size(); i += 1 + l.rows.size() / 60)  // large lexicons do not drown small ones
      if (!l.rows[i].entry.starts_with('*')) out.push_back(l.rows[i].entry);
  const Vocabulary& words = shipped().program().words;
  for (WordId w = 1; w < words.size(); w += 23) out.emplace_back(words.text(w));
  for (int copies = 0; copies < 60; ++copies)
    for (const char* s :
         {"5", "1,200", "3.5", "2030", "1998", "12", "%", ",", "-", "–", "(", ")", "$", "to", "of", "the", "by", "from", "Qwerty", "Zed"})
      out.emplace_back(s);
  return out;
}

TEST(Differential, Soup) {
  const std::vector<std::string> words = ingredients();
  std::mt19937 random(20240502);
  for (int sentence = 0; sentence < 1500; ++sentence) {
    Document d;
    const std::size_t length = sentence % 100 == 99 ? 700 : 3 + random() % 40;
    for (std::size_t i = 0; i < length; ++i) {
      std::string w = words[random() % words.size()];
      if (random() % 5 == 0 && w[0] >= 'a' && w[0] <= 'z') w[0] = static_cast<char>(w[0] - 32);
      if (!d.text.empty() && random() % 8 != 0) d.text += ' ';
      d.text += w;
    }
    d.text += '.';
    compare(d);
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace milepost
