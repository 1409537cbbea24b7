// Copies among the documents of a run: found, and only within what is remembered.
#include "pipeline/copies.h"

#include <gtest/gtest.h>

#include <deque>
#include <random>
#include <string>

namespace milepost {
namespace {

Document article(const std::string& id, const std::string& text) {
  Document d;
  d.id = id;
  d.text = text;
  return d;
}

const std::string kNews =
    "The ministry said on Monday that output of the northern fields will rise to five million tonnes by the end of the decade, helped by a "
    "new pipeline, two pumping stations and a port that is being built by a consortium of three companies.";

TEST(Copies, SameWordsAreDuplicates) {
  Copies copies(100);
  Document a = article("a", kNews), b = article("b", "THE ministry,  " + kNews.substr(13)), c = article("c", "Nothing of the kind.");
  for (Document* d : {&a, &b, &c}) copies.mark(*d);
  EXPECT_EQ(a.duplicate_of + a.cluster, "");
  EXPECT_EQ(b.duplicate_of, "a");
  EXPECT_EQ(b.cluster, "a");
  EXPECT_EQ(c.duplicate_of + c.cluster, "");
}

TEST(Copies, NearlySameWordsAreAClusterOfTheFirst) {
  Copies copies(100);
  Document a = article("a", kNews), b = article("b", kNews + " More soon."), c = article("c", kNews + " More follows soon.");
  for (Document* d : {&a, &b, &c}) copies.mark(*d);
  EXPECT_EQ(b.duplicate_of, "");
  EXPECT_EQ(b.cluster, "a");
  EXPECT_EQ(c.cluster, "a");
}

/// The first of equal documents is the original until it is forgotten; the next one then takes its place.
TEST(Copies, AsAListOfTheLastDocumentsSays) {
  struct Seen {
    std::string id, text;
    bool original;
  };
  for (const std::uint32_t window : {1u, 2u, 7u, 64u}) {
    Copies copies(window);
    std::deque<Seen> last;
    std::mt19937 draw(window);
    for (int i = 0; i < 5000; ++i) {
      Document d = article(std::string(1 + draw() % 40, 'x') + std::to_string(i), "word" + std::to_string(draw() % 50));
      const auto find = [&] {
        for (const Seen& s : last)
          if (s.original && s.text == d.text) return s.id;
        return std::string();
      };
      const std::string want = find();
      copies.mark(d);
      ASSERT_EQ(d.duplicate_of, want) << window << " " << i;
      if (last.size() == window) last.pop_front();
      last.push_back({d.id, d.text, find().empty()});
    }
  }
}

TEST(Copies, LongIdsShortenTheWindow) {
  Copies copies(1000);
  const std::string tail(300 << 10, 'i');  // some 20 of them fit
  const auto mark = [&](int i, int text) {
    Document d = article(std::to_string(i) + tail, "number " + std::to_string(text));
    copies.mark(d);
    return d.duplicate_of.substr(0, d.duplicate_of.find('i'));
  };
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(mark(i, i), "");
    if (i >= 5) {
      Document again = article("again" + std::to_string(i), "number " + std::to_string(i - 5));
      copies.mark(again);
      EXPECT_EQ(again.duplicate_of.substr(0, again.duplicate_of.find('i')), std::to_string(i - 5));
    }
  }
  EXPECT_EQ(mark(1000, 1), "");  // long forgotten
}

}  // namespace
}  // namespace milepost
