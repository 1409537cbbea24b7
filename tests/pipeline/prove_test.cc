// Examples that hold and examples that do not, as a table: a small pack and what the prover says of it.
#include "pipeline/prove.h"

#include <gtest/gtest.h>

#include "match/small_pack.h"

namespace milepost {
namespace {

struct Case {
  const char* examples;  ///< further examples of t.gold
  const char* want;      ///< "how: reason; …" of the failures, separated by " | "
};

constexpr const char* kPack = R"(type A group g { k:text n:number }
type B { a:mention }
rule t.gold : A
  match  "gold" n:%num?
  make   { k = "ore"; n = n.value }
  + old gold => A
  + new gold => A
  - silver
%s
rule t.mine : A
  match  "gold" "mine"
  make   { k = "mine" }
  + a gold mine => A(k=mine)
  + the gold mine => A
  - a mine
rule t.b : B
  match  a:A "rush"
  make   { a = a }
  + gold rush => B(a=gold)
  + the gold rush => B
  - a rush
rule t.head : B
  match  "tin"
  if     block(headline)
  + [head] tin for all => B
  + [head] no tin => B
  - no tin
)";

const Case kCases[] = {
    {"  + gold 5 => A(k=ore; n=5)", ""},
    {"  + gold 5 => A(n=5.0)", ""},
    {"  + gold => A(n=)", ""},
    {"  + gold and gold => A & A", ""},
    {"  + gold and gold ==> A & A", ""},
    {"  + [at 2024-05-02] gold => A", ""},
    {"  - a mine", ""},
    {"  -* silver", ""},
    {"  -p gold mine", ""},
    {"  ? silver => A", ""},
    {"  + gold rush => B(a=gold)", ""},
    {"  + silver => A", "alone: expected: A\n  found: no A; the rule does not match | in the whole pack: expected: A\n  found: no A"},
    {"  + gold => A(k=tin)",
     "alone: expected: A(k=tin)\n  found: A \"gold\" t.gold k=ore | in the whole pack: expected: A(k=tin)\n  found: A \"gold\" t.gold "
     "k=ore"},
    {"  + gold and gold ==> A", "alone: not expected: A \"gold\" t.gold k=ore | in the whole pack: not expected: A \"gold\" t.gold k=ore"},
    {"  + gold => A & A",
     "alone: expected: A\n  found: A \"gold\" t.gold k=ore | in the whole pack: expected: A\n  found: A \"gold\" t.gold k=ore"},
    {"  + gold mine => A(k=ore)", "in the whole pack: expected: A(k=ore)\n  found: A \"gold mine\" t.mine k=mine; \"gold\" lost to t.mine"},
    {"  - gold", "alone: not expected: A \"gold\" t.gold k=ore | in the whole pack: not expected: A \"gold\" t.gold k=ore"},
    {"  -* gold mine", "alone: not expected: A \"gold\" t.gold k=ore | in the whole pack: not expected: A \"gold mine\" t.mine k=mine"},
    {"  -p old gold", "in the whole pack: not expected: A \"gold\" t.gold k=ore"},
    {"  ? gold => A", "in the whole pack: this gap is closed: make it a '+' example"},
    {"  + gold => target(value=1)", "in the whole pack: expected: target(value=1)\n  found: no target"},
};

TEST(Prove, Table) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.examples);
    std::string pack = kPack;
    pack.replace(pack.find("%s"), 2, c.examples);
    const PackResult opened = small_pack({{"t.rules", pack}});
    for (const PackDiagnostic& d : opened.diagnostics) EXPECT_FALSE(d.error) << d.text;
    ASSERT_TRUE(opened.pack);
    const Proof proof = prove(opened.pack->program());
    std::string got;
    for (const Failure& f : proof.failures) {
      EXPECT_EQ(f.rule, "t.gold");
      got += (got.empty() ? "" : " | ") + f.how + ": ";
      for (std::size_t i = 0; i < f.reasons.size(); ++i) got += (i > 0 ? "; " : "") + f.reasons[i];
    }
    EXPECT_EQ(got, c.want);
    EXPECT_EQ(proof.failed, *c.want == '\0' ? 0u : 1u);
    EXPECT_EQ(proof.passed + proof.failed, 13u);
  }
}

TEST(Prove, WarnsOfWhatNoExampleExercises) {
  const PackResult opened = small_pack({{"t.rules", R"(type A { k:text }
rule t.a : A
  match  "cut" ("one" | "two") (%num | @fruit)
  match  "raise" "all"
  + cut one 5 => A
  + cut one 6 => A
  - cut
)"},
                                        {"fruit.tsv", "entry\napple\n"}});
  ASSERT_TRUE(opened.pack);
  std::string got;
  for (const rules::Diagnostic& d : prove(opened.pack->program()).untested) got += std::to_string(d.position.line) + " " + d.message + "\n";
  EXPECT_EQ(got, "3 t.a: no '+' example goes through @fruit\n4 t.a: no '+' example goes through \"raise\" \"all\"\n");
}

TEST(Prove, WarnsOfRivals) {
  const PackResult opened = small_pack({{"t.rules", R"(type A { k:text }
rule t.a : A
  match  "gold"
  + gold => A
  + old gold => A
  - tin
rule t.b : A
  match  "gold"
  + gold => A
  + new gold => A
  - tin
)"}});
  ASSERT_TRUE(opened.pack);
  const Proof proof = prove(opened.pack->program());
  EXPECT_EQ(proof.failed, 0u);
  ASSERT_EQ(proof.ties.size(), 1u);
  EXPECT_EQ(proof.ties[0].rule + " " + proof.ties[0].rival, "t.b t.a");
  EXPECT_EQ(proof.ties[0].times, 4u);
  ASSERT_EQ(proof.shadowed.size(), 1u);
  EXPECT_EQ(proof.shadowed[0].rule, "t.b");
}

TEST(Prove, OnlySomeRules) {
  std::string pack = kPack;
  pack.replace(pack.find("%s\n"), 3, "");
  const PackResult opened = small_pack({{"t.rules", pack}});
  ASSERT_TRUE(opened.pack);
  EXPECT_EQ(prove(opened.pack->program(), "t.mine").passed, 3u);
  EXPECT_EQ(prove(opened.pack->program(), "u.").passed, 0u);
}

}  // namespace
}  // namespace milepost
