// Deals as a table: a text, who is named in it, and the deals that are read. Names are given, so that this room is tested alone.
#include <sstream>

#include "told.h"

namespace milepost {
namespace {

/// The deals of a text, one a line: "kind stage party+party value currency".
std::string deals(const std::string& words, const std::vector<Name>& names) {
  const Told told(words, names);
  std::ostringstream out;
  for (const Deal& d : told.facts.deals) {
    out << d.type << ' ' << d.stage << ' ';
    for (std::size_t i = 0; i < d.parties.size(); ++i) out << (i ? "+" : "") << d.parties[i].name;
    if (d.low) out << ' ' << *d.low;
    if (d.low && *d.high != *d.low) out << '-' << *d.high;
    if (d.low) out << ' ' << d.currency;
    out << '\n';
  }
  return out.str();
}

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
        Case{"The Nordic Bank has lent $100 million for roads and Norway $20 million for ports.",
             {kBank, kNorway},
             "financing announced Nordic Bank 1e+08 USD\nfinancing announced Norway 2e+07 USD\n"},
        Case{
            "Helio Ltd said it would build a mill in Oslo for 240 million kroner.", {kHelio}, "investment planned Helio Ltd 2.4e+08 NOK\n"},
        Case{"Norland Power filed a public offering of $20 million of debentures. The offering will be managed by Helio Ltd.",
             {kNorland, kHelio},
             "financing announced Norland Power+Helio Ltd 2e+07 USD\n"},
        Case{"\"We wait for the Nordic Bank,\" he said when Helio Ltd signed an agreement with Norland Power.",
             {kBank, kHelio, kNorland},
             "agreement concluded Helio Ltd+Norland Power\n"},
        Case{"Norway terminated its contract with Helio Ltd, and hired Norland Power for $40 million.",
             {kNorway, kHelio, kNorland},
             "other cancelled Norway+Helio Ltd\ncontract concluded Norway+Norland Power 4e+07 USD\n"},
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
             "financing concluded Helio Ltd+Nordic Bank 2e+07 USD\n"},
        Case{"The acquisition of Helio Ltd by Norland Power for $1.2 billion was completed in March.",
             {kNorland, kHelio},
             "acquisition closed Helio Ltd+Norland Power 1.2e+09 USD\n"},
        Case{"Helio Ltd was sold to Norland Power for 340 million euros.",
             {kNorland, kHelio},
             "acquisition concluded Helio Ltd+Norland Power 3.4e+08 EUR\n"},
        Case{
            "Helio Ltd rejected a takeover offer from Norland Power.", {kNorland, kHelio}, "acquisition planned Helio Ltd+Norland Power\n"},
        Case{"Norland Power launched a $2 billion bid for Helio Ltd.",
             {kNorland, kHelio},
             "acquisition planned Norland Power+Helio Ltd 2e+09 USD\n"},
        Case{"The merger between Norland Power and Helio Ltd was announced.",
             {kNorland, kHelio},
             "acquisition announced Norland Power+Helio Ltd\n"},
        Case{"Norland Power ordered 20 ferries from Helio Ltd in a deal valued at $2.4 billion.",
             {kNorland, kHelio},
             "contract concluded Norland Power+Helio Ltd 2.4e+09 USD\n"},
        Case{"Helio Ltd won a contract from Norland Power. The order is worth $310 million.",
             {kNorland, kHelio},
             "contract concluded Helio Ltd+Norland Power 3.1e+08 USD\n"},
        Case{"Norland Power terminated its contract with Helio Ltd.", {kNorland, kHelio}, "other cancelled Norland Power+Helio Ltd\n"},
        Case{"Norland Power has signed a memorandum of understanding with Helio Ltd on hydrogen.",
             {kNorland, kHelio},
             "agreement memorandum Norland Power+Helio Ltd\n"},
        Case{"Norland Power issued $500 million of bonds.", {kNorland}, "financing announced Norland Power 5e+08 USD\n"},
        Case{"Norway signed agreements with the governments of Ghana and Sweden.",
             {kNorway, kGhana, {"Sweden", Type::kPlace, "country"}},
             "agreement concluded Norway+Ghana+Sweden\n"},
        Case{"The Nordic Bank approved $69 million for Ghana's roads.",
             {kBank, kGhana},
             "financing announced Nordic Bank+Ghana 6.9e+07 USD\n"},
        Case{"Norland Power met reporters. Helio Ltd said it had signed an agreement with Aster Corp.",
             {kNorland, kHelio, kAster},
             "agreement concluded Helio Ltd+Aster Corp\n"},
        Case{"Norland Power signed an agreement with Groveland Mills on timber.",
             {kNorland},
             "agreement concluded Norland Power+Groveland Mills\n"},
        Case{"The Nordic Bank granted the company a loan of $20 million. Helio Ltd met reporters.",
             {kBank, kHelio},
             "financing announced Nordic Bank 2e+07 USD\n"},
        Case{"Helio Ltd lost a ship. The Nordic Bank granted the company a loan of $20 million.",
             {kBank, kHelio},
             "financing announced Nordic Bank+Helio Ltd 2e+07 USD\n"},
        Case{"The Nordic Bank invested $50 million in Helio Ltd.",
             {kBank, kHelio},
             "investment announced Nordic Bank+Helio Ltd 5e+07 USD\n"},
        Case{"Norland Power will buy electricity from Helio Ltd.", {kNorland, kHelio}, "contract announced Norland Power+Helio Ltd\n"},
        Case{"Norland Power, a unit of Aster Corp, and Helio Ltd have formed a joint venture.",
             {kNorland, kAster, kHelio},
             "joint_venture concluded Norland Power+Helio Ltd\n"},
        Case{"Aster Corp met reporters in Oslo. Helio Ltd and Aster Corp committed to prefinance purchases of 9,000 tonnes, worth about "
             "$65 million.",
             {kHelio, kAster},
             "financing announced Helio Ltd+Aster Corp 6.5e+07 USD\n"},
        Case{"Ghana held a vote. The cabinet and Norway's Helio Ltd signed a memorandum on ports.",
             {kGhana, kNorway, kHelio},
             "agreement memorandum Ghana+Helio Ltd\n"},
        Case{"Ghana signed agreements with Helio Ltd of Norway on three ports and with Aster Corp on rails.",
             {kGhana, kHelio, kNorway, kAster},
             "agreement concluded Ghana+Helio Ltd\nagreement concluded Ghana+Aster Corp\n"},
        Case{"Norland Power will take gas for 20 years under a contract signed in May.", {kNorland}, "contract concluded Norland Power\n"},
        Case{"Norland Power hired Helio Ltd in its place for $40 million.",
             {kNorland, kHelio},
             "contract concluded Norland Power+Helio Ltd 4e+07 USD\n"},
        Case{"The Nordic Bank lent $40 million to the Oslo water company.",
             {kBank, {"Oslo", Type::kPlace, "city"}},
             "financing announced Nordic Bank 4e+07 USD\n"},
        Case{"Norwegian officials have allocated $18 million in awards.", {}, "financing announced Norwegian government 1.8e+07 USD\n"}));

INSTANTIATE_TEST_SUITE_P(
    Nothing, Deals,
    ::testing::Values(Case{"Norland Power is in talks to buy Helio Ltd.", {kNorland, kHelio}, ""},
                      Case{"Norland Power did not sign the agreement with Helio Ltd.", {kNorland, kHelio}, ""},
                      Case{"The bridge will cost Ghana $2 billion.", {kGhana}, ""},
                      Case{"Ghana's plan provides for 17 dams at a cost of $3 billion, to be built later.", {kGhana}, ""},
                      Case{"Ghana votes. Grants of up to $2 million each go to ports.", {kGhana}, ""},
                      Case{"Ghana has so far pledged $40 million in aid.", {kGhana}, ""},
                      Case{"Ghana wants to attract $4 billion of investment.", {kGhana}, ""},
                      Case{"Helio Ltd spent $4 million on fuel.", {kHelio}, ""},
                      Case{"See example.com/norland-inks-deal-with-helio for more on Helio Ltd.", {kHelio}, ""},
                      Case{"Norland Power used a portion of the proceeds to buy Helio Ltd.", {kNorland, kHelio}, ""},
                      Case{"Ghana enabled cities to invest $15 million in trams.", {kGhana}, ""},
                      Case{"Norland Power announced billions of dollars in investments.", {kNorland}, ""},
                      Case{"Norland Power handled parcels bought online from Helio Ltd.", {kNorland, kHelio}, ""},
                      Case{"The Clean Harbours Act allocates $4 million to ports.", {{"Clean Harbours Act"}}, ""}));

/// What the deals of a text are about, joined by "; "; "-" for nothing.
std::string subjects(const std::string& words, const std::vector<Name>& names) {
  const Told told(words, names);
  std::string out;
  for (const Deal& d : told.facts.deals) out += (out.empty() ? "" : "; ") + (d.subject.empty() ? "-" : std::string(d.subject));
  return out;
}

TEST(DealSubjects, EndWhereAnotherDealBegins) {
  EXPECT_EQ(
      subjects("Nordic Bank has lent 106 million euros for the Tolna road and Helio Ltd $278 million for the Resk bridge.", {kBank, kHelio})
          .substr(0, 14),
      "the Tolna road");
  EXPECT_EQ(subjects("Norway will provide 5 million euros over four years for pine forests.", {kNorway}), "pine forests");
  EXPECT_EQ(subjects("Norland Power will invest 2 billion euros in plants and hire 9,000 people.", {kNorland}), "plants");
}

}  // namespace
}  // namespace milepost
