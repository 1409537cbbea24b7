// Deals as a table: a text, who is named in it, and the deals that are read. Names are given, so that this room is tested alone.
#include <gtest/gtest.h>

#include <sstream>

#include "fact/fact.h"
#include "link/link.h"
#include "match/match.h"
#include "milepost/pack.h"
#include "text/text.h"

namespace milepost {
namespace {

using Type = Entity::Type;

struct Name {
  std::string_view name;
  Type type = Type::kOrganization;
  std::string_view kind = "company";
};

const Pack& pack() {
  static const PackResult opened = open_pack(std::string(MILEPOST_SOURCE) + "/rules");
  if (!opened.pack) {
    for (const auto& d : opened.diagnostics) ADD_FAILURE() << d.text;
    std::abort();
  }
  return *opened.pack;
}

/// The deals of a text, one a line: "kind stage party+party value currency".
std::string deals(const std::string& words, const std::vector<Name>& names) {
  const rules::Program& program = pack().program();
  Document document;
  document.text = words;
  Text text;
  Chart chart;
  Linked linked;
  Facts facts;
  Arena arena;
  const match::ScratchPtr scratch = match::make_scratch(program);
  text::segment(document, program.words, program.segmentation, text);
  match::match_lexical(text, program, {}, *scratch, chart, arena);
  link::link_times(text, program, "2024-05-02", chart, arena, linked);
  link::link_quantities(text, program, chart, arena, linked);
  for (const Name& n : names) {
    Entity e;
    e.type = n.type;
    e.name = n.name;
    e.kind = n.kind;
    for (std::size_t at = words.find(n.name); at != std::string::npos; at = words.find(n.name, at + 1)) {
      std::uint32_t first = kNone, last = kNone;
      for (std::uint32_t t = 0; t < text.tokens.size(); ++t) {
        if (text.tokens[t].begin == at) first = t;
        if (text.tokens[t].end == at + n.name.size()) last = t + 1;
      }
      if (first == kNone || last == kNone) continue;
      e.mentions.push_back(chart.add(first, last, program.type("DealCue") == 0 ? TypeId{1} : TypeId{0}, 0, {}, {}));
      e.spans.push_back(text.span(first, last));
    }
    linked.entities.push_back(std::move(e));
  }
  fact::gather_deals({text, program, chart, linked, arena}, facts);
  std::ostringstream out;
  for (const Deal& d : facts.deals) {
    out << d.type << ' ' << d.stage << ' ';
    for (std::size_t i = 0; i < d.parties.size(); ++i) out << (i ? "+" : "") << d.parties[i].name;
    if (d.low) out << ' ' << *d.low;
    if (d.low && *d.high != *d.low) out << '-' << *d.high;
    if (d.low) out << ' ' << d.currency;
    out << '\n';
  }
  return out.str();
}

struct Case {
  const char* text;
  std::vector<Name> names;
  const char* expected;
};

const Name kNorland{"Norland Power"}, kHelio{"Helio Ltd"}, kAster{"Aster Corp"};
const Name kGhana{"Ghana", Type::kPlace, "country"}, kNorway{"Norway", Type::kPlace, "country"};
const Name kBank{"Nordic Bank", Type::kOrganization, "bank"};

class Deals : public ::testing::TestWithParam<Case> {};

TEST_P(Deals, AreRead) { EXPECT_EQ(deals(GetParam().text, GetParam().names), GetParam().expected) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(
    Table, Deals,
    ::testing::Values(
        Case{"Norland Power signed an agreement with Helio Ltd on Monday.",
             {kNorland, kHelio},
             "agreement concluded Norland Power+Helio Ltd\n"},
        Case{"Helio Ltd won a $26 million order from Norland Power to build three plants.",
             {kNorland, kHelio},
             "contract concluded Helio Ltd+Norland Power 2.6e+07 USD\n"},
        Case{"Helio Ltd was acquired by Norland Power.", {kNorland, kHelio}, "acquisition concluded Helio Ltd+Norland Power\n"},
        Case{"Norland Power agreed to buy Helio Ltd from Aster Corp for $1.2 billion.",
             {kNorland, kHelio, kAster},
             "acquisition announced Norland Power+Helio Ltd+Aster Corp 1.2e+09 USD\n"},
        Case{"Norland Power and Helio Ltd have formed a joint venture.",
             {kNorland, kHelio},
             "joint_venture concluded Norland Power+Helio Ltd\n"},
        Case{"The Nordic Bank has approved a $100 million loan to Ghana.",
             {kBank, kGhana},
             "financing announced Nordic Bank+Ghana 1e+08 USD\n"},
        Case{"Norway pledged Ghana $40 million for ports.", {kNorway, kGhana}, "financing announced Norway+Ghana 4e+07 USD\n"},
        Case{"Helio Ltd will invest 3 billion euros in a mill.", {kHelio}, "investment announced Helio Ltd 3e+09 EUR\n"},
        Case{"Norway will invest $9 million in chairs.", {kNorway}, "financing announced Norway 9e+06 USD\n"},
        Case{"Ghana concluded agreements with Norland Power on ports, Helio Ltd on roads worth $500 million and Aster Corp on rails.",
             {kGhana, kNorland, kHelio, kAster},
             "agreement concluded Ghana+Norland Power\nagreement concluded Ghana+Helio Ltd 5e+08 USD\nagreement concluded Ghana+Aster "
             "Corp\n"},
        Case{"Norland Power signed an agreement with Helio Ltd. Helio Ltd will invest $80 million in the project.",
             {kNorland, kHelio},
             "agreement concluded Norland Power+Helio Ltd 8e+07 USD\n"},
        Case{"Helio Ltd built a hall. The company raised $20 million from the Nordic Bank.",
             {kHelio, kBank},
             "financing concluded Helio Ltd+Nordic Bank 2e+07 USD\n"}));

INSTANTIATE_TEST_SUITE_P(Nothing, Deals,
                         ::testing::Values(Case{"Norland Power is in talks to buy Helio Ltd.", {kNorland, kHelio}, ""},
                                           Case{"Norland Power did not sign the agreement with Helio Ltd.", {kNorland, kHelio}, ""},
                                           Case{"The bridge will cost Ghana $2 billion.", {kGhana}, ""},
                                           Case{"Ghana has so far pledged $40 million in aid.", {kGhana}, ""},
                                           Case{"Ghana wants to attract $4 billion of investment.", {kGhana}, ""},
                                           Case{"Helio Ltd spent $4 million on fuel.", {kHelio}, ""}));

}  // namespace
}  // namespace milepost
