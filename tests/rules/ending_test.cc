// Endings written out and RE2 say the same of every word.
#include "rules/ending.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include "rules/pack_files.h"

namespace milepost::rules {
namespace {

/// Every entry of the shipped lexicons, its first and last word, and what is left when letters are taken off its front.
std::vector<std::string> words(const RuleSet& set) {
  std::vector<std::string> out{"", "y", "ay", "by", "éy", "go", "undo", "\n", "né"};
  for (const Lexicon& l : set.lexicons)
    for (const LexiconRow& r : l.rows) {
      out.push_back(r.entry);
      out.push_back(r.entry.substr(0, r.entry.find(' ')));
      if (r.entry.size() > 2 && static_cast<unsigned char>(r.entry[1]) < 0x80) out.push_back(r.entry.substr(1));
    }
  return out;
}

void same(const std::string& expression, const std::vector<std::string>& words) {
  SCOPED_TRACE(expression);
  const Ending ending(expression);
  const re2::RE2 oracle("(?:" + expression + ")$");
  for (const std::string& w : words) ASSERT_EQ(ending.fits(w), re2::RE2::PartialMatch(w, oracle)) << w;
}

TEST(Ending, AsRe2) {
  std::vector<Diagnostic> diagnostics;
  const RuleSet set = read_packs(MILEPOST_SOURCE "/rules", diagnostics);
  const std::vector<std::string> all = words(set);
  std::size_t endings = 0;
  for (const Lexicon& l : set.lexicons) {
    const auto column = static_cast<std::size_t>(std::find(l.columns.begin(), l.columns.end(), "ending") - l.columns.begin());
    for (const LexiconRow& r : l.rows) {
      if (l.name != "paradigms" || r.cells[column].empty()) continue;
      EXPECT_TRUE(Ending(r.cells[column]).plain()) << r.cells[column];
      same(r.cells[column], all);
      ++endings;
    }
  }
  EXPECT_GT(endings, 100u);
}

TEST(Ending, Table) {
  const std::vector<std::string> all{"",   "y",    "say", "fly",  "éy",   "yy",   "life", "li",   "afterlife", "xlife", "a-life", "undo",
                                     "do", "redo", "ado", "goes", "boss", "bush", "a.b",  "a\nb", "]",         "a]",    "café",   "caf"};
  for (const char* expression : {"y",
                                 "[^aeiou]y",
                                 "(s|x|z|ch|sh)",
                                 "^(un|re)?do",
                                 "(kni|[^a-z]li|^li|afterli)fe",
                                 "[aeiou]y",
                                 "(a|)y",
                                 "^",
                                 "(^|un)do",
                                 "é",
                                 "fé",
                                 "[a-z]?y",
                                 "é?y",
                                 "a.b",
                                 ".",
                                 "o*",
                                 "(?i)Y",
                                 "[]a]",
                                 "[^]a]",
                                 "a{2}",
                                 "\\w",
                                 "x^y",
                                 "(y|^)y",
                                 "[é]y",
                                 "[^é]y",
                                 "((((((((((((((((((y))))))))))))))))))"})
    same(expression, all);
}

TEST(Ending, SaysWhatIsWrong) {
  for (const char* expression : {"(", ")", "[", "a)b", "(a", "[a", "?", "a(?"}) EXPECT_NE(Ending(expression).error(), "") << expression;
  EXPECT_EQ(Ending("(s|x)").error(), "");
}

}  // namespace
}  // namespace milepost::rules
