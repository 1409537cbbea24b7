// Frames and contexts as a table: one of either beside a few rules, a text, the mentions that come out. Every row is also run by the
// reference matcher.
#include <gtest/gtest.h>

#include "match/small_pack.h"

namespace milepost {
namespace {

constexpr const char* kRules = R"(type Company { }
type Sum { }
type Plan { polarity }
type Deal { buyer object value polarity }
rule t.company : Company
  match ("Anvil" | "Boreal" | "Cedar")
  + Anvil => Company()
  + Cedar => Company()
  - oak
rule t.sum : Sum
  match "$" ~ %num
  + $5 => Sum()
  + $6 => Sum()
  - 5
rule t.plan : Plan
  match "plan"
  + A plan. => Plan()
  + The plan. => Plan()
  - a map
)";

struct Case {
  const char* statement;
  const char* text;
  const char* want;
};

const Case kFrames[] = {
    // the nearest of the side; the clause ends at a barrier
    {"slot buyer : Company left required\n  slot object : Company right", "Anvil, Boreal bought Cedar.",
     "[Deal bought buyer=Boreal object=Cedar]"},
    {"slot buyer : Company left required\n  slot object : Company right", "Boreal bought Cedar; Anvil slept.",
     "[Deal bought buyer=Boreal object=Cedar]"},
    {"slot buyer : Company left required\n  slot object : Company right", "Boreal slept; bought Cedar.", ""},
    {"scope sentence\n  slot buyer : Company left required\n  slot object : Company right", "Boreal slept; bought Cedar.",
     "[Deal bought buyer=Boreal object=Cedar]"},
    // no company on that side: an optional slot stays empty, a required one takes the frame
    {"slot buyer : Company left required\n  slot object : Company right", "Anvil bought it.", "[Deal bought buyer=Anvil]"},
    {"slot buyer : Company left required\n  slot object : Company right", "It bought Anvil.", ""},
    // one mention fills one slot
    {"slot buyer : Company any\n  slot object : Company any", "Anvil bought it.", "[Deal bought buyer=Anvil]"},
    // the right side before the left, then the nearest
    {"slot buyer : Company any", "Anvil bought of Boreal, not Cedar.", "[Deal bought buyer=Boreal]"},
    {"slot buyer : Company any", "Anvil, Boreal bought it.", "[Deal bought buyer=Boreal]"},
    // the subject: no verb between
    {"slot buyer : Company subject required", "Boreal then bought it.", "[Deal bought buyer=Boreal]"},
    {"slot buyer : Company subject required", "Boreal slept and bought it.", ""},
    {"slot buyer : Company subject", "It slept like Boreal, bought by Cedar.", "[Deal bought buyer=Boreal]"},
    // all of them, in the order of the text
    {"slot buyer : Company left\n  slot object : Company many right", "Anvil bought Boreal, Cedar.",
     "[Deal bought buyer=Anvil object=Boreal object=Cedar]"},
    {"slot buyer : Company many left\n  slot object : Company any", "Anvil, Boreal bought it.", "[Deal bought buyer=Anvil buyer=Boreal]"},
    {"slot object : @tree many right\n  make { buyer = text(object) }", "It bought an oak, a fir.",
     "[Deal bought buyer=oak object= object=]"},
    // cues, distances
    {"slot value : Sum right cue \"for\"", "It bought $5 of oak for $6.", "[Deal bought value=$6] [Sum $5] [Sum $6]"},
    {"slot value : Sum right max 2", "It bought it for $6.", "[Deal bought value=$6] [Sum $6]"},
    {"slot value : Sum right max 2", "It bought oak and ash for $6.", "[Deal bought] [Sum $6]"},
    // what is wanted of the whole
    {"slot value : Sum right\n  when has(value)", "It bought oak for $6.", "[Deal bought value=$6] [Sum $6]"},
    {"slot value : Sum right\n  when has(value)", "It bought oak.", ""},
    // of entries
    {"slot object : @tree right\n  make { buyer = text(object) }", "It bought an oak.", "[Deal bought buyer=oak object=]"},
    {"slot object : @tree[kind=soft] right\n  make { buyer = text(object) }", "It bought an oak, a fir.",
     "[Deal bought buyer=fir object=]"},
};

const Case kContexts[] = {
    {"reach forward 3", "No plan. A plan.", "[Plan plan polarity=neg] [Plan plan]"},
    {"reach forward 3", "No one has seen a plan.", "[Plan plan]"},
    {"reach forward 3", "The plan has no date.", "[Plan plan]"},
    {"reach backward 3", "The plan has no date.", "[Plan plan polarity=neg]"},
    {"reach backward 3", "No plan.", "[Plan plan]"},
    {"reach both 2", "The plan is no plan.", "[Plan plan polarity=neg] [Plan plan polarity=neg]"},
    {"reach sentence", "The plan of old that all of us knew is no more. A plan.", "[Plan plan polarity=neg] [Plan plan]"},
    {"reach forward 5\n  stop \";\"", "No date; a plan.", "[Plan plan]"},
    {"reach backward 5\n  stop \";\"", "A plan; no date.", "[Plan plan]"},
    {"reach forward 5\n  pseudo \"no doubt\"", "No doubt a plan. No plan.", "[Plan plan] [Plan plan polarity=neg]"},
};

void expect(const std::string& statement, const Case& c) {
  SCOPED_TRACE(statement + c.text);
  expect_mentions({{"t.rules", kRules + statement},
                   {"barrier.tsv", "entry\n;\n"},
                   {"tree.tsv", "entry\tkind\noak\thard\nfir\tsoft\n"},
                   {"words.tsv", "entry\tclass\nslept\tverb\nbought\tverb\n"}},
                  c.text, c.want, "Company");
}

constexpr const char* kOfFrames =
    "frame t.deal : Deal\n  trigger \"bought\"\n  slot buyer : Company left\n  + x => Deal()\n  + y => Deal()\n  - z\n"
    "context t.no : polarity = \"neg\"\n  cue \"no\"\n  on Plan, Deal\n  reach forward 3\n  + x\n  + y\n  - z\n";

constexpr const char* kExamples = "\n  + x => Deal()\n  + y => Deal()\n  - z\n";

TEST(Frames, Table) {
  for (const Case& c : kFrames) expect("frame t.deal : Deal\n  trigger t:\"bought\"\n  " + std::string(c.statement) + kExamples, c);
}

TEST(Contexts, Table) {
  for (const Case& c : kContexts)
    expect("context t.no : polarity = \"neg\"\n  cue \"no\"\n  on Plan\n  " + std::string(c.statement) + kExamples, c);
}

TEST(Contexts, MarkWhatFramesMake) {
  expect(kOfFrames, {"", "No Anvil bought a plan.", "[Deal bought buyer=Anvil polarity=neg] [Plan plan]"});
  expect(kOfFrames, {"", "Anvil bought no plan.", "[Deal bought buyer=Anvil] [Plan plan polarity=neg]"});
}

}  // namespace
}  // namespace milepost
