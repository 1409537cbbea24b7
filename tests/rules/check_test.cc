// Every complaint of the front of the rules room: what is wrong, where, and the cure.
#include <gtest/gtest.h>

#include <chrono>

#include "rule_folder.h"

namespace milepost::rules {
namespace {

using Files = std::vector<RuleFolder::File>;
constexpr const char* kTypes = "type Number { value:number }\ntype Amount { value:number unit:text }\n";
constexpr const char* kUnits = "entry\tmatch\tforms\tcode\ntonne|ton\t.\t.\tt\nkm\texact\t.\tkm\n";
constexpr const char* kExamples = "  + one => Amount\n  + two => Amount\n  - three\n";

struct Row {
  const char* clauses;   ///< of rule en.a
  const char* expected;  ///< must stand in the messages; "" when there must be none
};

class CheckTable : public testing::TestWithParam<Row> {};

TEST_P(CheckTable, Complains) {
  const RuleFolder folder(Files{{"shared/types.rules", kTypes},
                                {"en/units.tsv", kUnits},
                                {"en/words.tsv", "entry\tclass\nthe\tdet\n*\tnoun\n"},
                                {"en/a.rules", std::string("rule en.a : Amount\n") + GetParam().clauses + "\n" + kExamples}});
  const std::string out = folder.complaints();
  if (*GetParam().expected == '\0')
    EXPECT_EQ(out, "");
  else
    EXPECT_NE(out.find(GetParam().expected), std::string::npos) << out;
}

INSTANTIATE_TEST_SUITE_P(
    Rules, CheckTable,
    testing::Values(
        Row{"  match n:Number u:@units[code=t|km]\n  make { value = n.value; unit = u.code }", ""},
        Row{"  match (n:Number | \"a\" ~? 'B' /x+/ %num(1..31) %Cap %det){1,2} gap(3, not @units, over \",\") set{\"x\", \"y\"}? ^? $?\n"
            "  where n.value <= 3 and not has(n) or -n.value * 2 == if(has(n), 1, 0)\n  not prev(\"the\") and next(%det), "
            "block(body|headline)",
            ""},
        Row{"  match n:Number u:@unit",
            "rules/en/a.rules:2:20: error: no lexicon 'unit'\n      match n:Number u:@unit\n                       ^\n    did you mean "
            "'units'?"},
        Row{"  match n:Numbr", "no type 'Numbr'\n"}, Row{"  match n:Number[valu>3]", "type Number has no attribute 'valu'"},
        Row{"  match @units[cod=t]", "lexicon units has no column 'cod'"},
        Row{"  match n:Number\n  make { value = m.value }", "rules/en/a.rules:3:18: error: no capture 'm'"},
        Row{"  match n:Number\n  make { worth = n.value }", "type Amount has no attribute 'worth'"},
        Row{"  match n:Number\n  make { value = n.valeu }", "did you mean 'value'?"},
        Row{"  match n:Number\n  make { value = 1; value = 2 }", "'value' is made twice"},
        Row{"  match n:Number\n  where ha(n)", "no function 'ha'"},
        Row{"  match n:Number\n  where if(n, 1)", "if() takes 3 arguments, not 2"}, Row{"  match %nown", "no shape or word class 'nown'"},
        Row{"  match /a(/", "the expression does not compile"},
        Row{"  match /(\\pL{900}){900}/", "the expression does not compile"},  // beyond the memory that RE2 is given
        Row{"  match n:Number{1,17}", "repeated 1 to 16 times"}, Row{"  match \"a\" gap(13) \"b\"", "a gap holds 1 to 12 tokens"},
        Row{"  match set{\"a\", \"b\", \"c\", \"d\", \"e\"}", "a set of more than 4 members"},
        Row{"  match (\"a\" | )", "rules/en/a.rules:2:16: error: an element is missing here"}, Row{"  match (\"a\"", "')' is missing here"},
        Row{"  match \"a", "the string that begins here is not closed"}, Row{"  match \"\"", "there is no word between the quotes"},
        Row{"  match n:Number )", "this cannot stand here: ')'"}, Row{"  match number", "'number' is no element"},
        Row{"  matches \"a\"", "a rule has no clause 'matches'"}, Row{"  match \"a\"\n  beats en.b", "beats 'en.b', which is no rule"},
        Row{"  match \"a\"\n  not insid(Number)", "no guard 'insid'\n"},
        Row{"  match \"a\"\n  not inside(Number | Amount)", "inside() takes one type"},
        Row{"  match \"a\"\n  if block(title)", "no block 'title'"}, Row{"  match \"a\"\n  + three => Amont", "no type 'Amont'"},
        Row{"  match \"a\"\n  + three => amount(value=3)", "no record type 'amount'"},
        Row{"  match \"a\"\n  not prev(\"b\") and not next(\"c\")", "'not' stands twice"},
        Row{"  match \"a\"\n  if prev(\"b\") and not next(\"c\")", ""}, Row{"  match \"a\"\n  prio 3\n  prio 4", "a second 'prio'"},
        Row{"  doc x\n  match \"a\"\n  doc y", "a second 'doc'"},
        Row{"  match \"a\"\n  make { value = \"much\" }", "'value' is declared a number, and this is a text"},
        Row{"  match n:Number\n  make { value = concat(n, 1) }", "is declared a number, and this is a text"},
        Row{"  match \"a\"\n  + [at 2024-02-30] three", "'2024-02-30' is no date"},
        Row{"  match \"a\"\n  + [at noon] three", "'noon' is no date"}, Row{"  match \"a\"\n  + [at 2024-02-29] three", ""},
        Row{"  match \"a\"\n  + three => Amount(value=3", "')' is missing here"}, Row{"  doc no pattern", "rule en.a has no 'match'"}));

TEST(Check, WordsOfSlotsAndContexts) {
  const RuleFolder folder(Files{{"en/a.rules",
                                 "type A { a k }\nframe en.f : A\n  trigger \"x\"\n  slot a : A left right\n  slot k : A{1,2} many\n"
                                 "  scope clause\n  scope sentence\n  slot c : c:A max 0\n  + x\n  + y\n  - z\n"
                                 "context en.c : k = \"a\"\n  cue \"x\"\n  on A\n  reach both 2\n  reach both 3\n  + x\n  + y\n  - z\n"}});
  const std::string out = folder.complaints();
  for (const char* wanted : {"a second side of one slot", "without capture or repetition", "a second 'scope'",
                             "a number of tokens is missing", "a second 'reach'"})
    EXPECT_NE(out.find(wanted), std::string::npos) << wanted << "\n" << out;
}

TEST(Check, AHeaderThatDoesNotCompileIsNotPassedOver) {
  const std::string rule = "rule en.a : Amount\n  match \"x\"\n" + std::string(kExamples);
  for (const char* bad : {"(", "(\\\\pL{900}){900}"}) {
    const RuleFolder folder(
        Files{{"shared/types.rules", kTypes}, {"en/a.rules", rule}, {"en/pack.json", "{\"headers\": [\"" + std::string(bad) + "\"]}"}});
    EXPECT_NE(folder.complaints().find("does not compile"), std::string::npos) << bad << folder.complaints();
  }
}

TEST(Check, SettingsOfAPack) {
  const std::string rule = "rule en.a : Amount\n  match \"x\"\n" + std::string(kExamples);
  const std::pair<const char*, const char*> kPacks[] = {
      {"{\n  \"langage\": \"en\"}", "en/pack.json:2:3: error: no setting is called 'langage'"},
      {"{\"name\": 5}", "'name' is a text"},
      {"{\"group\": \"\"}", "'group' is a text"},
      {"{\"decimal\": \"..\"}", "'decimal' is one ASCII character"},
      {"{\"headers\": \"x\"}", "'headers' is a list of expressions"},
      {"{\"name\": \"en\", \"language\": \"en\", \"decimal\": \".\", \"group\": \",\", \"headers\": [\"x\"]}", ""}};
  for (const auto& [pack, wanted] : kPacks) {
    const std::string out = RuleFolder(Files{{"shared/types.rules", kTypes}, {"en/a.rules", rule}, {"en/pack.json", pack}}).complaints();
    EXPECT_EQ(out.empty(), *wanted == '\0') << pack << out;
    EXPECT_NE(out.find(wanted), std::string::npos) << pack << out;
  }
}

TEST(Check, AllComplaintsOfAFolderAtOnce) {
  const RuleFolder folder(Files{{"shared/types.rules", kTypes},
                                {"en/a.rules", "rule en.a : Amount\n  match @one\n  match (\n  match @two\n" + std::string(kExamples) +
                                                   "rule en.a : Amont\n  match \"x\"\n  + once\n"},
                                {"en/b.tsv", "entry\tcode\nx\ty\tz\n"}});
  const std::string out = folder.complaints();
  for (const char* wanted : {"no lexicon 'one'", "a.rules:3:", "no lexicon 'two'", "a second rule 'en.a'", "no type 'Amont'",
                             "only one '+'", "no '-' example", "b.tsv:2:5: error: a row of 3 cells under a header of 2"})
    EXPECT_NE(out.find(wanted), std::string::npos) << wanted << "\n" << out;
}

TEST(Check, Circles) {
  const RuleFolder folder(Files{{"en/a.rules",
                                 "type A { }\ntype B { }\nrule en.a : A\n  match B\n  beats en.b\n  + x\n  + y\n  - z\n"
                                 "rule en.b : B\n  match A\n  beats en.a\n  + x\n  + y\n  - z\n"}});
  const std::string out = folder.complaints();
  EXPECT_NE(out.find("use each other in a circle: A → B → A"), std::string::npos) << out;
  EXPECT_NE(out.find("beat each other in a circle: en.a → en.b → en.a"), std::string::npos) << out;
}

TEST(Check, LetsAreTrees) {
  const RuleFolder folder(Files{{"en/a.rules",
                                 "type N { v:number }\ntype A { v:number }\nlet X = N | \"x\" \"y\"\nlet Y = X \"z\"\nlet L = L \"x\"\n"
                                 "rule en.a : A\n  match y:Y? n:N\n  make { v = n.v }\n  + x\n  + y\n  - z\n"
                                 "rule en.l : A\n  match L\n  + x\n  + y\n  - z\n"}});
  std::vector<Diagnostic> diagnostics;
  const RuleSet set = read_packs(folder.root().string(), diagnostics);
  ASSERT_EQ(diagnostics.size(), 1u);
  EXPECT_EQ(diagnostics[0].message, "let 'L' contains itself");
  const Pattern& y = set.rules[0].matches[0].children[0];
  EXPECT_EQ(y.capture, "y");
  EXPECT_EQ(y.min, 0);
  ASSERT_EQ(y.children.size(), 2u);
  EXPECT_EQ(y.children[0].kind, Pattern::Kind::kAlternative);
}

TEST(Lexicon, FilesOfOneNameAreOneTable) {
  const RuleFolder folder(Files{{"shared/u.tsv", "# units\nentry\tcode\nkm|kilometre\tkm\n"},
                                {"en/u.tsv", "entry\tforms\tcode\tkind\ntwo step\tn\t2\t.\nkilo\t.\tk\tmass\n"},
                                {"en/paradigms.tsv", "entry\tform\tending\tstrip\tadd\nn\tplural\ty\ty\ties\nn\tplural\t.\t.\ts\n"}});
  std::vector<Diagnostic> diagnostics;
  const RuleSet set = read_packs(folder.root().string(), diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  const Lexicon& u = set.lexicons.back();
  ASSERT_EQ(u.name, "u");
  EXPECT_EQ(u.columns, (std::vector<std::string>{"code", "kind", "form"}));
  std::string rows;
  for (const LexiconRow& r : u.rows) rows += r.entry + ":" + r.cells[0] + ":" + r.cells[1] + ":" + r.cells[2] + " ";
  EXPECT_EQ(rows, "km:km:: kilometre:km:: two step:2::base two steps:2::plural kilo:k:mass: ");
}

TEST(Lexicon, LettersThatAreNotThereAreNotCut) {
  const RuleFolder folder(Files{{"en/u.tsv", "entry\tforms\ncity\tn\ncat\tn\n"},
                                {"en/paradigms.tsv", "entry\tform\tending\tstrip\tadd\nn\tplural\t.\tty\tties\nn\tplural\t.\t.\ts\n"}});
  std::vector<Diagnostic> diagnostics;
  const RuleSet set = read_packs(folder.root().string(), diagnostics);
  std::string rows;
  for (const LexiconRow& r : set.lexicons.back().rows) rows += r.entry + " ";
  EXPECT_EQ(rows, "city cities cat cats ");
}

TEST(Lexicon, BadRows) {
  const RuleFolder folder(Files{{"en/a.tsv", "name\tx\n"},
                                {"en/b.tsv", "entry\tx\tx\n"},
                                {"en/c.tsv", "entry\tmatch\tforms\none\tsometimes\t.\ntwo\t.\tnoun\ncafe\xCC\x81\t.\t.\na||b\t.\t.\n"},
                                {"en/d.tsv", "# nothing\n"},
                                {"en/e.tsv", "entry\tforms\tinflect\none two\tn\tmiddle\n"},
                                {"en/paradigms.tsv", "entry\tform\tendign\nn\tplural\ty\n"}});
  const std::string out = folder.complaints();
  for (const char* wanted :
       {"a.tsv:1:1: error: the first column must be 'entry'", "two columns of one name: 'x'", "c.tsv:2:5: error: no way to match",
        "c.tsv:3:1: error: no paradigm 'noun'", "c.tsv:4:1: error: this line is not in normalisation form C",
        "c.tsv:5:3: error: an empty entry", "d.tsv:1:1: error: a lexicon without a header row", "no way to inflect is called 'middle'",
        "paradigms have no column 'endign'"})
    EXPECT_NE(out.find(wanted), std::string::npos) << wanted << "\n" << out;
}

TEST(Hostile, EndsWithComplaints) {
  namespace fs = std::filesystem;
  std::string deep = "rule en.d : A\n  match ", many = "rule en.m : A\n  match \"a\"", lets, rules;
  for (int i = 0; i < 100000; ++i) deep += "(";
  for (int i = 0; i < 200000; ++i) many += " | \"b" + std::to_string(i) + "\"";
  for (int i = 0; i < 40; ++i) lets += "let L" + std::to_string(i) + " = L" + std::to_string(i + 1) + " L" + std::to_string(i + 1) + "\n";
  lets += "let L40 = \"x\"\nrule en.e : A\n  match L0\n";
  for (int i = 0; i < 100000; ++i) rules += "rule en.r" + std::to_string(i) + " : A\n  match \"a\"\n  + a\n  + a\n  - b\n";
  std::string nots = "rule en.n : A\n  match \"a\"\n  where ";
  for (int i = 0; i < 100000; ++i) nots += "not ";
  const RuleFolder folder(Files{{"en/a.rules", "type A { }\n"},
                                {"en/deep.rules", deep},
                                {"en/many.rules", many + "\n"},
                                {"en/lets.rules", lets},
                                {"en/nots.rules", nots + "1\n"},
                                {"en/rules.rules", rules},
                                {"en/nul.rules", std::string("rule en.\0x : A\n", 15)},
                                {"en/bytes.tsv", "entry\n\xff\xfe\n"},
                                {"en/pack.json", "{\"a\": "},
                                {"en/line.rules", std::string(3000000, 'x')}});
  fs::create_directory_symlink(folder.root(), folder.root() / "en/loop");
  fs::create_symlink("self.rules", folder.root() / "en/self.rules");
  fs::create_directory(folder.root() / "en/folder.rules");
  const auto begin = std::chrono::steady_clock::now();
  const std::string out = folder.complaints();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  for (const char* wanted : {"parentheses more than 64 deep", "has more than 20000 elements", "more than 64 deep", "more than 20000 rules",
                             "a NUL byte", "bytes that are no UTF-8", "this is no JSON object",
                             "self.rules:1:1: error: this file cannot be read", "folder.rules:1:1: error: this is no regular file"})
    EXPECT_NE(out.find(wanted), std::string::npos) << wanted;
  EXPECT_LT(took.count(), 20);
}

}  // namespace
}  // namespace milepost::rules
