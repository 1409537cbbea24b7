// Statements as a table: a text, who is named in it, and who says what. Names are given, so that this room is tested alone.
#include <sstream>

#include "told.h"

namespace milepost {
namespace {

/// The statements of a text, one a line: "speaker kind: words", then venue, date and relay where there are any.
std::string statements(const std::string& words, const std::vector<Name>& names) {
  const Told told(words, names);
  std::ostringstream out;
  for (const Statement& s : told.facts.statements) {
    out << (s.speaker == kNone ? s.speaker_text : told.linked.entities[s.speaker].name) << (s.direct ? " direct: " : " indirect: ");
    out << told.text.view(s.span);
    if (!s.venue.empty()) out << " | at " << s.venue;
    if (!s.date.empty()) out << " | on " << s.date;
    if (!s.via.empty()) out << " | via " << s.via;
    out << '\n';
  }
  return out.str();
}

const Name kLee{"Ann Lee", Type::kPerson, "", "energy minister"}, kRoe{"Tom Roe", Type::kPerson, ""};
const Name kHelio{"Helio Ltd"}, kMinistry{"Ministry of Energy", Type::kOrganization, "ministry"},
    kWire{"Norland Wire", Type::kOrganization, "media"};

class Statements : public ::testing::TestWithParam<Case> {};

TEST_P(Statements, AreRead) { EXPECT_EQ(statements(GetParam().text, GetParam().names), GetParam().expected) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(
    Indirect, Statements,
    ::testing::Values(
        Case{"According to the Nordic Bank's concept, output will rise.", {{"Nordic Bank"}}, "Nordic Bank indirect: output will rise\n"},
        Case{"Nordic Bank data show that output will rise.", {{"Nordic Bank"}}, "Nordic Bank indirect: output will rise\n"},
        Case{"Output will rise to 5 tons, the agency said when it released its figures.",
             {},
             "agency indirect: Output will rise to 5 tons\n"},
        Case{"Output will rise to 5 tons, the ministry said in a strategy published on Monday.",
             {},
             "ministry indirect: Output will rise to 5 tons | on 2024-04-29\n"},
        Case{"\"It works,\" said the trade and climate chief of Helio Ltd, Ann Lee of Norland.",
             {kLee, kHelio},
             "Ann Lee direct: It works,\n"},
        Case{"Farmers praised Helio Ltd but said output will fall.", {kHelio}, "Farmers indirect: output will fall\n"},
        Case{"According to data compiled by the Nordic Bank, output will fall.",
             {{"Nordic Bank"}},
             "Nordic Bank indirect: output will fall\n"},
        Case{"In their talks with Ann Lee, the delegation praised the plan and also said output will fall.",
             {kLee},
             "delegation indirect: output will fall\n"},
        Case{"Helio Ltd's comments contrasted with those of Ann Lee, who said that output will fall.",
             {kLee, kHelio},
             "Ann Lee indirect: output will fall\n"},
        Case{"\"We hope so,\" some officials said. Norland announced a plan for ports. Output will fall, they said.",
             {{"Norland", Type::kPlace, "country"}},
             "officials direct: We hope so,\nNorland indirect: a plan for ports\nofficials indirect: Output will fall\n"},
        Case{"Ann Lee and I announced that output will fall.", {kLee}, ""},
        Case{"The government of Norland, which met in May, said that output will fall.",
             {{"Norland", Type::kPlace, "country"}},
             "government of Norland indirect: output will fall\n"},
        Case{"A team at the Nordic Bank used Helio Ltd's lens. They found that output will fall.",
             {{"Nordic Bank"}, kHelio},
             "Nordic Bank indirect: output will fall\n"},
        Case{"Ann Lee said that wheat output will double.", {kLee}, "Ann Lee indirect: wheat output will double\n"},
        Case{"Wheat output will double by 2030, Ann Lee said.", {kLee}, "Ann Lee indirect: Wheat output will double by 2030\n"},
        Case{"Wheat output will double, said energy minister Ann Lee at a government meeting in Oslo.",
             {kLee},
             "Ann Lee indirect: Wheat output will double | at government meeting in Oslo\n"},
        Case{"According to Ann Lee, output will double. It is planned to build six silos.",
             {kLee},
             "Ann Lee indirect: output will double. It is planned to build six silos\n"},
        Case{"Output will double by 2030, according to the Ministry of Energy.",
             {kMinistry},
             "Ministry of Energy indirect: Output will double by 2030\n"},
        Case{"Ann Lee told a news conference that output will double.",
             {kLee},
             "Ann Lee indirect: output will double | at news conference\n"},
        Case{"Ann Lee, who heads the harbour, said output would double.", {kLee}, "Ann Lee indirect: output would double\n"},
        Case{"The head of the harbour, Ann Lee, said output would double.", {kLee}, "Ann Lee indirect: output would double\n"},
        Case{"Helio Ltd pledged to cut waste by half.", {kHelio}, "Helio Ltd indirect: to cut waste by half\n"},
        Case{"Port officials said on April 29 that three ships were late.",
             {},
             "Port officials indirect: three ships were late | on 2024-04-29\n"},
        Case{"Ann Lee said output will double, adding that prices will fall.",
             {kLee},
             "Ann Lee indirect: output will double\nAnn Lee indirect: prices will fall\n"},
        Case{"Ann Lee said Tom Roe promised that prices will fall.",
             {kLee, kRoe},
             "Ann Lee indirect: Tom Roe promised that prices will fall\nTom Roe indirect: prices will fall\n"},
        Case{"Output will double, said Ann Lee, reported Norland Wire.",
             {kLee, kWire},
             "Ann Lee indirect: Output will double | via Norland Wire\n"}));

INSTANTIATE_TEST_SUITE_P(
    Direct, Statements,
    ::testing::Values(
        Case{"\"We will build six silos,\" Ann Lee said. \"They will be ready in May.\"",
             {kLee},
             "Ann Lee direct: We will build six silos,\nAnn Lee direct: They will be ready in May.\n"},
        Case{"“The plan was approved. We will build six silos,” said Ann Lee.",
             {kLee},
             "Ann Lee direct: The plan was approved. We will build six silos,\n"},
        Case{"Ann Lee said: “We will build six silos in the north.”", {kLee}, "Ann Lee direct: We will build six silos in the north.\n"},
        Case{"“We will build six silos,” said Ann Lee.\n\n“They will be ready in May next year.”",
             {kLee},
             "Ann Lee direct: We will build six silos,\nAnn Lee direct: They will be ready in May next year.\n"},
        Case{"Ann Lee said the port was a “mess of ropes” in winter.",
             {kLee},
             "Ann Lee indirect: the port was a “mess of ropes” in winter\n"}));

INSTANTIATE_TEST_SUITE_P(
    Pointed, Statements,
    ::testing::Values(
        Case{"Ann Lee said output will double. He said prices will fall.",
             {kLee},
             "Ann Lee indirect: output will double\nAnn Lee indirect: prices will fall\n"},
        Case{"Energy minister Ann Lee spoke in Oslo. The minister said prices will fall.", {kLee}, "Ann Lee indirect: prices will fall\n"},
        Case{"The Ministry of Energy met. The ministry said prices will fall.",
             {kMinistry},
             "Ministry of Energy indirect: prices will fall\n"},
        Case{"Helio Ltd lost a ship. The company said prices will fall.", {kHelio}, "Helio Ltd indirect: prices will fall\n"},
        Case{"Helio Ltd (HELI), which lost a ship, said it would rain. The shipping company said prices will fall.",
             {kHelio},
             "Helio Ltd indirect: it would rain\nHelio Ltd indirect: prices will fall\n"},
        Case{"Prices will fall, analysts hired by the harbour said. They said output will double.",
             {},
             "analysts hired by the harbour indirect: Prices will fall\nanalysts hired by the harbour indirect: output will double\n"},
        Case{"Port officials met. They said prices will fall.", {}, ""}));

INSTANTIATE_TEST_SUITE_P(Nothing, Statements,
                         ::testing::Values(Case{"Ann Lee was told to leave.", {kLee}, ""}, Case{"The report was late.", {}, ""},
                                           Case{"All goes according to plan.", {}, ""},
                                           Case{"Helio Ltd concluded a contract on ropes.", {kHelio}, ""},
                                           Case{"See example.com/helio-says-no for more.", {}, ""}));

}  // namespace
}  // namespace milepost
