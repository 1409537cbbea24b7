// A rule that cannot promise a cost that grows with its text and no faster is refused when it is loaded: a table.
#include <gtest/gtest.h>

#include "milepost/pack.h"
#include "rules/rule_folder.h"

namespace milepost::rules {
namespace {

std::string complaints_of(const std::string& clauses) {
  const RuleFolder folder({{"shared/types.rules", "type Number group number { value:number }\ntype Amount { value:number }\n"},
                           {"en/units.tsv", "entry\tcode\nton\tt\nsquare metre\tm2\n"},
                           {"en/words.tsv", "entry\tclass\nthe\tdet\n*\tnoun\n"},
                           {"en/a.rules", "rule en.a : Amount\n" + clauses + "\n  + one\n  + two\n  - three\n"}});
  const PackResult opened = open_pack(folder.root().string());
  std::string out;
  for (const auto& d : opened.diagnostics) out += d.text + "\n";
  EXPECT_EQ(opened.pack == nullptr, !out.empty()) << out;
  return out;
}

TEST(Cost, Refused) {
  const std::pair<const char*, const char*> kCases[] = {
      {"  match prev((%any | %alpha){1,16}) \"x\"", "steps at one token, more than the 4000"},
      {"  match \"x\" not next((%any | %alpha){1,16})", "steps at one token, more than the 4000"},
      {"  match \"x\"\n  not next((%any? %alpha?){1,8})", "steps at one token, more than the 4000"},
      {"  match \"x\"\n  if sentence((%any | %alpha){1,16} \"y\")", "steps at one token, more than the 4000"},
      {"  match \"x\"\n  not cover((%any{1,16}){1,16})", "steps at one token, more than the 4000"},
      {"  match \"x\" gap(12, not (%any | %alpha){1,16}) \"y\"", "steps at one token, more than the 4000"},
      {"  match \"x\" (((\"a\" | \"b\"){1,16}){1,16}){1,16}", "the pattern is too large"},
      {"  match \"x\" (\"a\" | \"b\"){1,17}", "repeated 1 to 16 times"},
      {"  match \"x\" gap(13) \"y\"", "a gap holds 1 to 12 tokens"},
      {"  match \"x\"? \"y\"?", "nothing in this pattern must be there"}};
  for (const auto& [clauses, want] : kCases) {
    SCOPED_TRACE(clauses);
    EXPECT_NE(complaints_of(clauses).find(want), std::string::npos) << complaints_of(clauses);
  }
}

TEST(Cost, Taken) {
  for (const char* clauses : {"  match n:Number u:@units", "  match prev((%any | %alpha){1,3}) \"x\"",
                              "  match \"x\" (\"a\" | \"b\"){1,16}", "  match \"x\" gap(12, not @units) \"y\"",
                              "  match \"x\"\n  if sentence(\"y\" gap(12) \"z\")", "  match \"x\" set{\"a\", \"b\", \"c\", \"d\"}"})
    EXPECT_EQ(complaints_of(clauses), "") << clauses;
}

}  // namespace
}  // namespace milepost::rules
