// The words and times of goals as a table: tests/fact/goal_parts.tsv. Every text runs through the whole line with the real rules.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "pipeline/scanner.h"
#include "told.h"

namespace milepost {
namespace {

struct Row {
  int line = 0;
  std::string text, value, indicator, actor, deadline, start, baseline;
};

std::vector<Row> table() {
  std::ifstream in(std::string(MILEPOST_SOURCE) + "/tests/fact/goal_parts.tsv");
  std::vector<Row> rows;
  bool head = true;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (head) {
      head = false;
      continue;
    }
    std::istringstream cells(line);
    Row r;
    r.line = number;
    for (std::string* cell : {&r.text, &r.value, &r.indicator, &r.actor, &r.deadline, &r.start, &r.baseline})
      std::getline(cells, *cell, '\t');
    rows.push_back(r);
  }
  return rows;
}

std::string number(double x) {
  std::ostringstream out;
  out << x;
  return out.str();
}

std::string shown(std::string_view text) { return text.empty() ? "." : std::string(text); }

/// 2030-12-31 where the table says 2030 or 2030-12: the same instant.
bool same_end(const std::string& want, const std::string& got) {
  return want == got || (want.size() == 4 && got == want + "-12-31") || (want.size() == 7 && got.size() == 10 && got.starts_with(want));
}

std::string baseline_of(const Goal& g) {
  if (!g.baseline_low && g.baseline_time.empty()) return ".";
  return (g.baseline_low ? number(*g.baseline_low) : ".") + "@" + shown(g.baseline_time);
}

TEST(GoalParts, Table) {
  const std::vector<Row> rows = table();
  ASSERT_GT(rows.size(), 30u);
  Line line(real_pack().program());
  for (const Row& r : rows) {
    if (r.value == "*") continue;
    SCOPED_TRACE("goal_parts.tsv:" + std::to_string(r.line) + ": " + r.text);
    Document document;
    document.text = r.text;
    document.published = "2024-05-02";
    line.read(document, "");
    const Goal* found = nullptr;
    for (const Goal& g : line.facts.goals)
      if (g.low && number(*g.low) == r.value) found = &g;
    if (found == nullptr) {
      ADD_FAILURE() << "no goal of " << r.value;
      continue;
    }
    const auto is = [](const std::string& want, const std::string& got) { return want == "*" || want == got; };
    EXPECT_TRUE(is(r.indicator, shown(found->indicator))) << "indicator " << found->indicator;
    EXPECT_TRUE(is(r.actor, shown(found->actor))) << "actor " << found->actor;
    EXPECT_TRUE(r.deadline == "*" || same_end(r.deadline, shown(found->deadline))) << "deadline " << found->deadline;
    EXPECT_TRUE(is(r.start, shown(found->period_start))) << "period start " << found->period_start;
    EXPECT_TRUE(is(r.baseline, baseline_of(*found))) << "baseline " << baseline_of(*found);
  }
}

struct Around {
  std::string_view text, means, place, instrument, period, comparator;
};

constexpr Around kAround[] = {
    {"Norway will double salmon exports to 2 million tonnes through a new port in Bergen.", "new port in Bergen", "Bergen", "", "", ""},
    {"Helio Ltd plans to cut losses by 5% by closing two old lines in Portugal.", "closing two old lines in Portugal", "Portugal", "", "",
     ""},
    {"Under the Clean Water Plan, Norway will build 40 dams.", "", "", "Clean Water Plan", "", ""},
    {"Steel output rose 4.3% in January-March from a year earlier.", "", "", "", "2024-Q1", "yoy"},
    {"Exports fell 3% in April from the previous month.", "", "", "", "2024-04", "mom"},
    {"Sales climbed by 12% compared with 2022.", "", "", "", "", "2022"},
    {"Car thefts fell by 33% from 2021 to 2022.", "", "", "", "2022", "2021"},
    {"Car thefts have fallen by 20% since 2019.", "", "", "", "", "2019"},
};

TEST(GoalParts, MeansPlaceInstrumentComparator) {
  Line line(real_pack().program());
  for (const Around& a : kAround) {
    SCOPED_TRACE(a.text);
    Document document;
    document.text = std::string(a.text);
    document.published = "2024-05-02";
    line.read(document, "");
    ASSERT_FALSE(line.facts.goals.empty());
    const Goal& g = line.facts.goals[0];
    EXPECT_EQ(g.means, a.means);
    EXPECT_EQ(g.place, a.place);
    EXPECT_EQ(g.instrument, a.instrument);
    EXPECT_EQ(g.period, a.period);
    EXPECT_EQ(g.comparator, a.comparator);
  }
}

}  // namespace
}  // namespace milepost
