// Records paired, grouped and judged. A row is two sides of one document; records are written as "type id begin end value rule".
#include "review/change.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "review/gold.h"

namespace milepost::review {
namespace {

std::string line(const std::string& record) {
  std::istringstream in(record);
  std::string type, id, rule;
  unsigned begin = 0, end = 0;
  double value = 0;
  in >> type >> id >> begin >> end >> value >> rule;
  return fmt::format(
      R"({{"schema":"1.0","type":"{}","id":"{}","document":"d","span":{{"bytes":[{},{}],"chars":[{},{}]}},"text":"the mill will make {} tonnes","sentence":1,"rule":"{}","from":[],"value":{}}})",
      type, id, begin, end, begin, end, value, rule, value);
}

DocumentLines side(const std::vector<std::string>& records) {
  DocumentLines out;
  out.document = "d";
  for (const std::string& r : records) out.lines.push_back(line(r));
  return out;
}

std::string show(const std::vector<Change>& changes) {
  std::string out;
  for (const Change& c : changes) {
    out += std::string(name_of(c.kind)) + " " + c.shown().id;
    for (const std::string& f : c.fields) out += " " + f;
    out += "\n";
  }
  return out;
}

struct Row {
  std::vector<std::string> before, after;
  std::string expected;
};

TEST(Change, Pairing) {
  const Row rows[] = {
      {{"quantity a 0 5 1 r"}, {"quantity a 0 5 1 r"}, ""},
      {{"quantity a 0 5 1 r"}, {"quantity a 0 5 2 r"}, "changed a text value\n"},
      {{"quantity a 0 5 1 r"}, {"quantity a 0 5 1 s"}, "changed a rule\n"},
      {{"quantity a 0 5 1 r"}, {"quantity b 0 9 1 r"}, "moved b\n"},
      {{"quantity a 0 5 1 r"}, {"quantity b 6 9 1 r"}, "removed a\nadded b\n"},
      {{"quantity a 0 5 1 r"}, {"time b 0 5 1 r"}, "removed a\nadded b\n"},
      {{}, {"quantity a 0 5 1 r", "quantity b 6 9 1 r"}, "added a\nadded b\n"},
      // the best overlap is paired first
      {{"quantity a 0 9 1 r"}, {"quantity b 0 3 1 r", "quantity c 2 9 1 r"}, "added b\nmoved c\n"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.expected);
    const DocumentLines before = side(row.before), after = side(row.after);
    std::vector<Change> changes;
    compare(&before, &after, changes);
    EXPECT_EQ(show(changes), row.expected);
  }
}

TEST(Change, BrokenGroupsComeFirstThenTheLargest) {
  Difference d;
  const DocumentLines before = side({"quantity a 0 5 1 r", "time b 6 7 1 t", "quantity c 8 9 1 r", "time e 20 21 1 t"}),
                      after = side({"quantity a 0 5 2 r", "time b 6 7 2 t", "quantity c 8 9 2 r", "deal d 10 12 1 q", "time e 20 21 2 t"});
  compare(&before, &after, d.changes);
  for (Change& c : d.changes)
    if (c.shown().type == "deal") c.verdict = Verdict::kBroken;
  group(d);
  ASSERT_EQ(d.groups.size(), 3u);
  EXPECT_EQ(d.groups[0].type, "deal");
  EXPECT_EQ(d.groups[0].verdict, Verdict::kBroken);
  EXPECT_EQ(d.groups[1].changes.size(), 2u);
  EXPECT_EQ(d.types["quantity"].changed, 2u);
}

TEST(Gold, AnnotatedArticlesJudgeTargets) {
  const std::string path = (std::filesystem::temp_directory_path() / "milepost-gold-test.jsonl").string();
  std::ofstream(path) << R"({"id":"d","targets":[{"evidence":"the mill will make 5 tonnes","kind":"target","value":5}],"deals":[]})"
                      << "\n";
  Gold gold;
  ASSERT_TRUE(gold.add(path));
  std::remove(path.c_str());
  struct {
    std::vector<std::string> before, after;
    Verdict expected;
  } const rows[] = {
      {{}, {"target a 0 5 5 r"}, Verdict::kFixed},
      {{}, {"target a 0 5 6 r"}, Verdict::kBroken},
      {{"target a 0 5 5 r"}, {}, Verdict::kBroken},
      {{"target a 0 5 6 r"}, {}, Verdict::kFixed},
      {{"target a 0 5 6 r"}, {"target a 0 5 5 r"}, Verdict::kFixed},
      {{"target a 0 5 6 r"}, {"target a 0 5 7 r"}, Verdict::kStillWrong},
      {{}, {"quantity a 0 5 5 r"}, Verdict::kUnjudged},
  };
  for (const auto& row : rows) {
    const DocumentLines before = side(row.before), after = side(row.after);
    std::vector<Change> changes;
    compare(&before, &after, changes);
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(gold.judge(changes[0]), row.expected) << show(changes);
  }
}

}  // namespace
}  // namespace milepost::review
