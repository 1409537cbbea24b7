// What unparse() writes reads back to the same: for every pattern, guard and expression of the shipped rules.
#include "rules/unparse.h"

#include <gtest/gtest.h>

#include "rules/grammar.h"
#include "rules/pack_files.h"

namespace milepost::rules {
namespace {

std::string again(const std::string& text, bool expression) {
  const SourceMap map(0, text);
  std::vector<Diagnostic> diagnostics;
  Cursor in(map, {0, text.size(), false}, diagnostics);
  const std::string out = expression ? unparse(parse_expression(in)) : unparse(parse_pattern(in));
  return diagnostics.empty() && in.at_end() ? out : "cannot be read: " + text;
}

TEST(Unparse, ReadsBack) {
  std::vector<Diagnostic> diagnostics;
  const RuleSet set = read_packs(MILEPOST_SOURCE "/rules", diagnostics);
  ASSERT_FALSE(set.rules.empty());
  for (const Rule& r : set.rules) {
    SCOPED_TRACE(r.id);
    for (const Pattern& p : r.matches) EXPECT_EQ(again(unparse(p), false), unparse(p));
    for (const Expr& e : r.where) EXPECT_EQ(again(unparse(e), true), unparse(e));
    for (const Assignment& a : r.make) EXPECT_EQ(again(unparse(a.value), true), unparse(a.value));
    for (const Guard& g : r.guards)
      if (g.words.empty()) {
        EXPECT_EQ(again(unparse(g.argument), false), unparse(g.argument));
      }
  }
}

TEST(Unparse, Table) {
  for (const char* text :
       {"\"joint\" 'May' /pro.*/", "@unit[kind=mass|power rank>2 code]", "a:Number{1,3} ~ \"%\"?", "gap(3, not @x)", "gap(4, over \",\")",
        "set{\"by\" a:Number, \"to\" b:Number}", "^ not prev(\"no\") %num(1..31) next(%Cap) $", "n:(A | B C)?", "%Cap{2}"})
    EXPECT_EQ(again(text, false), text);
  for (const char* text :
       {"a.value * (b.value + 2)", "not (a.x == 1 or has(b)) and c.y != \"z\"", "if(has(a), first(a, b), -1)", "a - (b - c)"})
    EXPECT_EQ(again(text, true), text);
}

}  // namespace
}  // namespace milepost::rules
