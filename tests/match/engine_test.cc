// The engine as a table: a small pack, a text, the mentions that come out. Every row is also run by the reference matcher.
#include <gtest/gtest.h>

#include "match/small_pack.h"

namespace milepost {
namespace {

constexpr const char* kExamples = "\n  + x => A()\n  + y => A()\n  - z\n";

struct Case {
  const char* rules;
  const char* text;
  const char* want;
};

const Case kCases[] = {
    {"rule t.a : A\n  match \"solar\" \"power\"", "Solar power is solar  power.", "[A Solar power] [A solar  power]"},
    {"rule t.a : A\n  match 'May'", "May they may.", "[A May]"},
    {"rule t.a : A\n  match /pro.*/", "A promise, a Project, unPROven.", "[A promise] [A Project]"},
    {"rule t.a : A\n  match @fruit", "An apple and a red apple pie.", "[A apple] [A red apple]"},
    {"rule t.a : A\n  match f:@fruit[kind=red]\n  make { k = f.kind; w = f }", "An apple and a red apple pie.",
     "[A red apple k=red w=red apple]"},
    {"rule t.a : A\n  match @name", "Paris paris PARIS", "[A Paris] [A PARIS]"},
    {"rule t.a : A\n  match %num ~ \"%\"", "5% and 5 % of 7%", "[A 5%] [A 7%]"},
    {"rule t.a : A\n  match d:%num(1..31) \"May\"\n  make { d = d.value }", "31 May, 32 May, 1 May", "[A 31 May d=31] [A 1 May d=1]"},
    {"rule t.a : A\n  match n:%Cap{1,3} \"Inc\"\n  make { n = text(n) }", "the Big Red Dog Inc barked",
     "[A Big Red Dog Inc n=Big Red Dog]"},
    {"rule t.a : A\n  match \"from\" a:%num? \"to\" b:%num\n  make { a = a.value; b = b.value }", "from 3 to 5, from to 6",
     "[A from 3 to 5 a=3 b=5] [A from to 6 b=6]"},
    {"rule t.a : A\n  match \"rose\" set{ \"by\" d:%num, \"to\" t:%num }\n  make { d = d.value; t = t.value }", "rose to 7 by 2",
     "[A rose to 7 by 2 d=2 t=7]"},
    {"rule t.a : A\n  match \"cut\" gap(3) \"emissions\"", "cut its carbon emissions; cut prices; emissions",
     "[A cut its carbon emissions]"},
    {"rule t.a : A\n  match \"cut\" gap(3, over \";\") \"emissions\"", "cut prices; emissions", "[A cut prices; emissions]"},
    {"rule t.a : A\n  match \"cut\" gap(3, not \"no\") \"emissions\"", "cut no emissions, cut all emissions", "[A cut all emissions]"},
    {"rule t.a : A\n  match not prev(\"no\") \"plan\"", "plan, no plan", "[A plan]"},
    {"rule t.a : A\n  match \"plan\" next(\"to\")", "plan to plan", "[A plan]"},
    {"rule t.a : A\n  match ^ \"plan\"", "Plan a plan.", "[A Plan]"},
    {"rule t.a : A\n  match \"plan\" \".\"? $", "plan a plan.", "[A plan.]"},
    {"rule t.a : A\n  match (\"a\" | \"b\") x:(\"c\" | \"d\" \"e\")\n  make { x = text(x) }", "a c b d e b e",
     "[A a c x=c] [A b d e x=d e]"},
    {"rule t.a : A\n  match \"x\"\n  not prev(\"no\")", "x no x", "[A x]"},
    {"rule t.a : A\n  match %alpha{1,4}\n  if cover(\"gold\")", "old gold mine", "[A old gold mine]"},
    {"rule t.a : A\n  match n:%num\n  where n.value > 5 and not (n.value == 7)", "5 6 7 8", "[A 6] [A 8]"},
    {"rule t.a : A\n  match n:%num\n  make { v = n.value * 2 + 1; w = if(n.value > 5, \"big\", \"small\") }", "5 6",
     "[A 5 v=11 w=small] [A 6 v=13 w=big]"},
    // strata: B is built from A and wins nothing from it
    {"rule t.a : A\n  match \"gold\"\nrule t.b : B\n  match a:A \"mine\"\n  make { a = a }", "gold mine", "[B gold mine a=gold] [A gold]"},
    // conflicts: longer, prio, beats
    {"rule t.a : A\n  match \"gold\"\nrule t.c : A\n  match \"gold\" \"mine\"", "gold mine", "[A gold mine]"},
    {"rule t.a : A\n  prio 60\n  match \"gold\"\n  make { k = \"short\" }\nrule t.c : A\n  match \"gold\" \"mine\"", "gold mine",
     "[A gold k=short]"},
    {"rule t.a : A\n  beats t.c\n  match \"gold\"\n  make { k = \"short\" }\nrule t.c : A\n  prio 90\n  match \"gold\" \"mine\"",
     "gold mine", "[A gold k=short]"},
    {"rule t.a : A\n  match \"gold\" \"mine\"\nrule t.g : G\n  match \"mine\" \"field\"", "gold mine field", "[A gold mine]"},
    {"rule t.a : A\n  match \"gold\"\n  if sentence(\"mine\")", "gold and mine. Gold alone.", "[A gold]"},
    // rules that may need a name run behind the linker, also where nothing but an entry or a mention of another rule waits for them
    {"rule t.b : B\n  match @fruit | O", "One apple. None.", "[B apple]"},
    {"rule t.a : A\n  match \"red\" \"apple\"\nrule t.b : B\n  match A | O", "One red apple. None.", "[A red apple] [B red apple]"},
    // a rule may make numbers where no numeral stands
    {"rule t.n : Number\n  match \"many\"\nrule t.a : A\n  match Number @fruit", "Many apple.", "[A Many apple]"},
    {"rule t.b : B\n  match \"x\" \"y\"\nrule t.a : A\n  match \"y\"\n  not inside(B)", "x y y", "[B x y] [A y]"},
    // a rule of which nothing is needed that does not stand everywhere, behind one that needs something
    {"rule t.a : A\n  match \"x\" \"y\"\nrule t.b : B\n  match /gr[ae]y/", "x y, gray, grey.", "[A x y] [B gray] [B grey]"},
    {"rule t.a : A\n  match \"x\" \"y\"\nrule t.b : B\n  match %any next(\"mine\")", "Gold mine.", "[B Gold]"},
};

std::string with_examples(std::string rules) {
  std::string out;
  std::size_t at = 0;
  while (at < rules.size()) {
    std::size_t next = rules.find("\nrule ", at);
    next = next == std::string::npos ? rules.size() : next + 1;
    std::string one = rules.substr(at, next - at);
    while (!one.empty() && one.back() == '\n') one.pop_back();
    out += one + kExamples;
    at = next;
  }
  return out;
}

TEST(Engine, Table) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(std::string(c.rules) + "\n" + c.text);
    expect_mentions({{"t.rules",
                      "type A group ag { k w d n a b t x v }\ntype G group ag { }\ntype B { a }\ntype O linked { }\ntype Number { value "
                      "low high scale form }\n" +
                          with_examples(c.rules)},
                     {"fruit.tsv", "entry\tmatch\tkind\napple\t.\tgreen\nred apple\t.\tred\n"},
                     {"name.tsv", "entry\tmatch\nparis\tcap\n"},
                     {"barrier.tsv", "entry\n;\n"}},
                    c.text, c.want);
  }
}

}  // namespace
}  // namespace milepost
