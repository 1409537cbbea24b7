// Names as a table: a text, and the entities that come out of the real rules: "sort name kind/role country (aliases) xmentions", only what
// is set. All names are invented or known to everyone; half of the rows guard against a kind of error.
#include <gtest/gtest.h>

#include <algorithm>

#include "link/table.h"

namespace milepost {
namespace {

const Case kCases[] = {
    // legal forms, before and behind the name
    {"Norvik Oil Ltd said it would drill.", "org Norvik Oil Ltd company"},
    {"The German company Halbach AG won the order.", "org Halbach AG company DE [6QQB]"},
    {"They signed with China's Longtan Steel Co., Ltd. last week.", "place China country CN | org Longtan Steel Co., Ltd. company CN"},
    {"Altyn Metals JSC and TOO Saryarka Energy agreed.", "org Altyn Metals JSC company | org TOO Saryarka Energy company KZ"},
    {"PT Bumi Lestari Tbk opened a mine.", "org PT Bumi Lestari Tbk company ID [AEZW]"},
    {"U.S. Harland Capital LLC bought it.", "org Harland Capital LLC company US"},
    {"He works for Carrow, Hale & Pratt, LLP in Leeds.", "org Carrow, Hale & Pratt, LLP company | place Leeds city GB"},
    {"Acme Inc. Bell said so.", "org Acme Inc. company"},
    {"They sold 25 KG of it in 2016.", ""},
    // head nouns, chains of "of", "and" and possessives
    {"The Ministry of Water and Forests of Ghana met.", "org Ministry of Water and Forests of Ghana government GH"},
    {"The Central bank of Ghana kept its rate.", "org Central bank of Ghana government GH"},
    {"They joined the Committee to Save Rivers before anyone else worked with the Church of Our Lady of Hope.",
     "org Committee to Save Rivers government | org Church of Our Lady of Hope association"},
    {"He worked with the Bureau of Wool, Steel and Silk for years.", "org Bureau of Wool, Steel and Silk government"},
    {"He worked with the Department of Energy, Karvel Ltd and Toyota for years.",
     "org Department of Energy government | org Karvel Ltd company | org Toyota company JP"},
    {"He joined the National Benthic and Forest Administration some years before she did.",
     "org National Benthic and Forest Administration government"},
    {"She flew with Air Karvel and stayed at Hotel Tosk.", "org Air Karvel company | org Hotel Tosk company"},
    {"The Workers' Party of Norland lost.", "org Workers' Party of Norland party"},
    {"The Meteorological and Hydrological Service warned of floods.", "org Meteorological and Hydrological Service government"},
    {"The High Court of Singapore ruled.", "org High Court of Singapore government SG"},
    {"The University of Ghent and Oslo University signed.", "org University of Ghent education BE | org Oslo University education NO"},
    {"The 139th Infantry Regiment marched.", "org 139th Infantry Regiment military"},
    {"Ashford Rovers beat Leeds Tigers. The Tigers lost again.", "org Ashford Rovers team | org Leeds Tigers team GB (Tigers) x2"},
    {"FC Norland won the cup.", "org FC Norland team"},
    {"It was sent to Harrow's Brigade of the IX Corps of the Army of the North.",
     "org Harrow's Brigade military | org IX Corps military | org Army of the North military"},
    {"The 45th Infantry Regiment marched. The 45th halted. The 45th time was worse.", "org 45th Infantry Regiment military (45th) x2"},
    {"Bishop Harlan High School opened.", "org Bishop Harlan High School education"},
    {"The Ministry of Works and Water Resources met.", "org Ministry of Works and Water Resources government"},
    {"Varga Academy opened. The Academy grew.", "org Varga Academy education (Academy) x2"},
    {"The National Champion Leeds Tigers won.", "org Leeds Tigers team GB"},
    {"She played for Leeds. She lives in Leeds.", "org Leeds team GB | place Leeds city GB"},
    // surroundings
    {"Dark Harbour Notes are a rock band. Dark Harbour Notes toured.", "org Dark Harbour Notes band x2"},
    {"The Toyota Link is a bus service. They like the Toyota Link.", "org Toyota Link company x2"},
    {"Captain Ann Hale\\_Reading spoke. Captain Reading left.", "person Ann Hale Reading Captain x2"},
    {"Tokyo pledged more aid. They signed a treaty with Lima.", "place Japan country JP | place Peru country PE"},
    {"Officials in Tokyo slept.", "place Tokyo city JP"},
    {"Maryland Gov. Jon Varg left.", "place Maryland region US | person Jon Varg Gov. US"},
    {"She left the Center for a Free Norland. As Director of Exhibition Market Development, she stayed.",
     "org Center for a Free Norland association"},
    {"Photo by Joan Reed/Varga Times.", "person Joan Reed | org Varga Times media"},
    {"I issued an Executive Order.", ""},
    {"The Department of Justice met with President Moon Jae-in about some rivers there.",
     "org Department of Justice government | person Moon Jae-in President"},
    {"About Varga Homes  Varga Homes was founded in 1976.", "org Varga Homes company x2"},
    {"The envoy of Tom Varg met with Bashar al-Tosk there.", "person Tom Varg | person Bashar al-Tosk"},
    {"Leeds Pumps Inc said it grew. Leeds expects profit. He lives in Leeds.",
     "org Leeds Pumps Inc company GB (Leeds) x2 | place Leeds city GB"},
    {"Halden AS and Karvel A/S agreed.", "org Halden AS company | org Karvel A/S company"},
    {"40 Days to Karvel is a rock band. They heard 40 Days to Karvel.", "org 40 Days to Karvel band x2"},
    {"Head of Karvel was a company man. They like Karvel Ltd.", "org Karvel Ltd company x2"},
    {"They sold to Karvel, Tosk and several other steelmakers.", "org Karvel company | org Tosk company"},
    {"He was taken to Austin Regional Medical Center.", "org Austin Regional Medical Center association US"},
    {"The Christian Unity Party of Norland lost.", "org Christian Unity Party of Norland party"},
    {"Karvel troops and a Tosk lawmaker came.", "org Karvel military | org Tosk party"},
    {"Karvel (born in 1950) was hired by Karvel Foods Ltd.", "org Karvel Foods Ltd company x2"},
    {"KarvelRace is a new video game. They like KarvelRace.", ""},
    {"Karvel was founded in 1950 by Jon Karvel. Karvel makes pumps. Karvel is a maker of valves. Karvel shares rose.",
     "org Karvel company x4 | person Jon Karvel"},
    {"Companies such as Toyota, Doxtel and Varga rose.", "org Toyota company JP | org Doxtel company | org Varga company"},
    {"MAKERS SHIP 400 MILLION KG OF TEA THIS YEAR", ""},
    {"Ole Varga is among the largest engineering firms, said Ole Varga partner, Tom Lund.",
     "org Ole Varga company x2 | person Tom Lund partner @Ole Varga"},
    {"They met in Forbes County for the Toyota Cup.", "place Forbes County region"},
    {"Refiner Doxtel Oil SA grew.", "org Doxtel Oil SA company"},
    {"Shares of Redgate fell on Monday.", "org Redgate company"},
    {"The band Redgate Lane released an album.", "org Redgate Lane band"},
    {"Doxtel is a Danish provider of software. Customers like Doxtel.", "org Doxtel company x2"},
    {"Miners such as Karvel, Tosk and Brenn fell.", "org Karvel company | org Tosk company | org Brenn company"},
    {"He said AdWorks had launched a tool.", "org AdWorks company"},
    {"Steel from the Norvik Karaganda plant was sold.", "org Norvik company | place Karaganda city KZ"},
    {"Typically firms pay more. Typically they wait.", ""},
    {"Hearings Held Over Longer Trading Hours At Docks", ""},
    // memory
    {"The Eastern Mining Group (EMG) rose. EMG paid a dividend.", "org Eastern Mining Group company (EMG) x3"},
    {"Norvik (Oslo: NVK), a maker of pumps, rose. NVK gained 3%.", "org Norvik company (NVK) x3 | place Oslo city NO"},
    {"Mr Abbott and Tony Abbott spoke. Abbott left.", "person Tony Abbott x3"},
    {"The retail price index (RPI) rose. RPI was 4%.", ""},
    {"Norvik Oil Ltd and Norvik Steel Ltd rose. Norvik fell.",
     "org Norvik Oil Ltd company | org Norvik Steel Ltd company | org Norvik company"},
    {"Hale Pumps Ltd sold it. Hale fell.", "org Hale Pumps Ltd company (Hale) x2"},
    {"The Clean Harbour Agenda (CHA) met. CHA partners agreed.", ""},
    // people, their offices and employers
    {"Kazakh Minister of Trade and Crafts Aset Nurlanov spoke. The ministry agreed. Nurlanov left.",
     "person Aset Nurlanov Minister of Trade and Crafts KZ x2 | org Ministry of Trade and Crafts government KZ"},
    {"Ghana's energy minister John Owusu spoke.", "place Ghana country GH | person John Owusu energy minister GH"},
    {"Anna Berg, head of marketing at Norvik Oil Ltd, left. Berg was 50.",
     "person Anna Berg head of marketing @Norvik Oil Ltd x2 | org Norvik Oil Ltd company"},
    {"Norvik CEO Tom Hale resigned.", "org Norvik company | person Tom Hale CEO @Norvik"},
    {"Doxtel CEO Tom Hale Meets Buyers Behind Closed Doors", "org Doxtel company | person Tom Hale CEO @Doxtel"},
    {"Joan Reed, CEO of Varga Pump Group, left.", "person Joan Reed CEO @Varga Pump Group | org Varga Pump Group company"},
    {"Karen Miller of the World Bank spoke in Astana.",
     "person Karen Miller @World Bank | org World Bank intergovernmental | place Astana city KZ"},
    {"NAIROBI - Kenya agreed, Housing Secretary Jon Varg told Congress.",
     "place NAIROBI city KE | place Kenya country KE | person Jon Varg Housing Secretary KE | org Congress government KE"},
    {"It rained, deputy economy minister Jon Varg said.", "person Jon Varg deputy economy minister"},
    {"It rained, Minister for Forests Helen Varg said.", "person Helen Varg Minister for Forests"},
    {"It rained, Deputy Minister for Trade Varg Tosken said.", "person Varg Tosken Deputy Minister for Trade"},
    {"It rained, Secretary for Security Affairs.", ""},
    {"It rained, statistician-general Jon Varg said.", "person Jon Varg statistician-general"},
    {"Ole Varg, 54, sings.", "person Ole Varg"},
    // places, and what is neither
    {"They met in Skelby, Denmark, in May.", "place Skelby | place Denmark country DK"},
    {"The plant in the Abai Region opened.", "place Abai Region region KZ"},
    {"The UK and the United Kingdom are one.", "place United Kingdom country GB x2"},
    {"It was a major Brazilian city.", ""},
    {"The Clean Rivers Act passed. The S&P 500 fell.", ""},
};

std::string show(const Linked& linked) {
  static constexpr const char* kSorts[] = {"org ", "person ", "place "};
  std::vector<Entity> entities;
  for (const Entity& e : linked.entities)
    if (!e.spans.empty()) entities.push_back(e);
  std::stable_sort(entities.begin(), entities.end(), [](const Entity& a, const Entity& b) { return a.spans[0].begin < b.spans[0].begin; });
  std::string out;
  for (const Entity& e : entities) {
    if (!out.empty()) out += " | ";
    (out += kSorts[static_cast<std::size_t>(e.type)]) += e.name;
    for (const std::string_view part : {e.type == Entity::Type::kPerson ? e.role : e.kind, e.country})
      if (!part.empty()) (out += ' ') += part;
    if (e.organization != kNone) (out += " @") += linked.entities[e.organization].name;
    if (!e.legal_form_code.empty()) ((out += " [") += e.legal_form_code) += ']';
    for (const std::string_view alias : e.aliases) ((out += " (") += alias) += ')';
    if (e.spans.size() > 1) (out += " x") += std::to_string(e.spans.size());
  }
  return out;
}

TEST(Names, Table) { expect_rows(kCases, show); }

/// A hundred thousand words of one kind are read in linear time: the same names twice as often take no more than a few times as long.
TEST(Names, LongDocument) {
  const PackResult pack = open_pack(MILEPOST_SOURCE "/rules");
  ASSERT_TRUE(pack.pack);
  Line line(pack.pack->program());
  Document document;
  document.id = "t";
  for (int i = 0; i < 5000; ++i) document.text += "Norvik Oil Ltd and Minister of Trade Aset Nurlanov met. The ministry told EMG. ";
  line.read(document, "");
  std::size_t mentions = 0;
  for (const Entity& e : line.linked.entities) mentions += e.spans.size();
  EXPECT_GE(mentions, 15000u);
}

}  // namespace
}  // namespace milepost
