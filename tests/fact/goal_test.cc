// What is a target, a forecast or an observation as a table: tests/fact/goal.tsv. Every text runs through the whole line with the real
// rules.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "pipeline/scanner.h"
#include "told.h"

namespace milepost {
namespace {

std::string_view kind_of(Goal::Kind k) {
  return k == Goal::Kind::kTarget ? "target" : k == Goal::Kind::kForecast ? "forecast" : "observation";
}

/// "target reach 500 {home} absolute 2030-12-31 planned; …" of the goals that have a figure; "none" when there is none.
std::string records(const std::vector<Goal>& goals) {
  std::ostringstream out;
  for (const Goal& g : goals) {
    if (!g.low) continue;
    if (out.tellp() > 0) out << "; ";
    out << kind_of(g.kind) << ' ' << g.direction << ' ' << *g.low;
    if (g.high && *g.high != *g.low) out << '-' << *g.high;
    out << ' ' << g.unit << ' ' << g.basis << ' ' << (g.deadline.empty() ? std::string_view("-") : g.deadline) << ' ' << g.modality;
  }
  return out.tellp() > 0 ? out.str() : "none";
}

TEST(Goals, AsTheTableSays) {
  std::ifstream in(std::string(MILEPOST_SOURCE) + "/tests/fact/goal.tsv");
  ASSERT_TRUE(in);
  Line line(real_pack().program());
  int number = 0, rows = 0;
  for (std::string row; std::getline(in, row);) {
    ++number;
    const std::size_t tab = row.find('\t');
    if (row.empty() || row[0] == '#' || tab == std::string::npos || row.starts_with("text\t")) continue;
    Document document;
    document.id = "row";
    document.text = row.substr(0, tab);
    document.published = "2024-05-02";
    line.read(document, "");
    EXPECT_EQ(records(line.facts.goals), row.substr(tab + 1)) << "goal.tsv:" << number << ": " << document.text;
    ++rows;
  }
  EXPECT_GE(rows, 60);
}

TEST(Goals, AimsWithoutFigureAreGradedDOrC) {
  Line line(real_pack().program());
  Document document;
  document.id = "row";
  document.text = "Norland plans to increase exports. It aims to expand its ports by 2030.";
  document.published = "2024-05-02";
  line.read(document, "");
  ASSERT_EQ(line.facts.goals.size(), 2U);
  EXPECT_EQ(line.facts.goals[0].grade, 'D');
  EXPECT_EQ(line.facts.goals[1].grade, 'C');
}

/// Aims without a figure only tell who acts in the sentences behind them where nobody asks for them.
TEST(Goals, GoalsWithFiguresAreTheSameWhereOpenAimsAreNotAskedFor) {
  const auto told = [](Line& line, const std::string& text) {
    Document document;
    document.id = "row";
    document.text = text;
    document.published = "2024-05-02";
    line.read(document, "");
    std::string out;
    for (const Goal& g : line.facts.goals)
      if (g.grade < 'C') out += std::string(g.actor) + ": " + std::string(g.indicator) + ' ' + std::string(g.deadline) + '\n';
    return out;
  };
  Line all(real_pack().program()), figures(real_pack().program());
  figures.open_aims = false;
  std::string text;  // two rows of the table behind each other: what one tells of actors is taken up by the next
  std::ifstream in(std::string(MILEPOST_SOURCE) + "/tests/fact/goal.tsv");
  std::string before = "Norland Steel plans to increase exports. It aims to expand its ports.";
  for (std::string row; std::getline(in, row);) {
    const std::size_t tab = row.find('\t');
    if (row.empty() || row[0] == '#' || tab == std::string::npos || row.starts_with("text\t")) continue;
    text = before + " " + row.substr(0, tab);
    before = row.substr(0, tab);
    EXPECT_EQ(told(all, text), told(figures, text)) << text;
    for (const Goal& g : figures.facts.goals) EXPECT_LT(g.grade, 'C') << text;
  }
  text = "Norland Steel plans to expand its ports. It will build 40 new berths by 2030.";
  EXPECT_EQ(told(figures, text).substr(0, 13), "Norland Steel");
}

TEST(Goals, ConditionsAndDoubledLevels) {
  Line line(real_pack().program());
  Document document;
  document.id = "row";
  document.text =
      "It is planned to double the volume of wool from 450,000 to 1 million tons. The port will add 300 jobs subject to approval.";
  document.published = "2024-05-02";
  line.read(document, "");
  ASSERT_EQ(line.facts.goals.size(), 2U);
  EXPECT_EQ(line.facts.goals[0].stated_multiple, 2.0);
  EXPECT_NEAR(line.facts.goals[0].implied_multiple.value_or(0), 2.222, 0.001);
  EXPECT_EQ(line.facts.goals[1].conditional, "subject to approval");
}

}  // namespace
}  // namespace milepost
