// Sentences and tokens as tables. "|" marks where a sentence ends; half the rows are places where none may.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/utf8.h"
#include "milepost/pack.h"
#include "rules/program.h"
#include "text/text.h"

namespace milepost {
namespace {

const rules::Program& program() {
  static const PackResult opened = open_pack(MILEPOST_SOURCE "/rules");
  return opened.pack->program();
}

std::string cut(const std::string& s, std::string title = "") {
  Document d;
  d.text = title.empty() ? s : title + "\n" + s;
  d.title_bytes = static_cast<std::uint32_t>(title.size());
  Text t;
  text::segment(d, program().words, program().segmentation, t);
  std::string out;
  for (const Sentence& x : t.sentences) {
    if (!out.empty()) out += " | ";
    out += t.view(t.span(x.first, x.last));
  }
  for (char& c : out)
    if (c == '\n') c = ' ';
  return out;
}

TEST(Sentences, Table) {
  const std::pair<std::string, std::string> kCases[] = {
      {"Output rose. Prices fell.", "Output rose. | Prices fell."},
      {"The U.S. Cove Capital Investments LLC signed.", "The U.S. Cove Capital Investments LLC signed."},
      {"It left the U.S. The rest stayed.", "It left the U.S. | The rest stayed."},
      {"Acme Ltd. said so. Acme Inc. The firm", "Acme Ltd. said so. | Acme Inc. | The firm"},
      {"On Jan. 5 it opened. No. 3 reactor ran.", "On Jan. 5 it opened. | No. 3 reactor ran."},
      {"Growth of 4.3% at 3.5 million.", "Growth of 4.3% at 3.5 million."},
      {"J. Smith and Dr. A. B. Jones met Mr. Lee.", "J. Smith and Dr. A. B. Jones met Mr. Lee."},
      {"“We will double output.” He left.", "“We will double output.” | He left."},
      {"“We will double output,” he said. “It is fixed.”", "“We will double output,” he said. | “It is fixed.”"},
      {"\"Really?\" he asked. Yes!", "\"Really?\" he asked. | Yes!"},
      {"It costs approx. 5 dollars.", "It costs approx. 5 dollars."},
      {"Is it? It is! Good.", "Is it? | It is! | Good."},
      {"It rose … Then fell.", "It rose … | Then fell."},
      {"Prices (in U.S. dollars) rose. (They fell later.)", "Prices (in U.S. dollars) rose. | (They fell later.)"},
      {"First paragraph\n\nSecond one.", "First paragraph | Second one."},
      {"- build 5 plants\n- plant 3 trees\n", "- build 5 plants | - plant 3 trees"},
      {"1. Build 5 plants\n2. Plant trees", "1. Build 5 plants | 2. Plant trees"},
      {"The state will build a new line that is a hundred kilometres long\nand will carry ore to the port on the coast of the inland sea "
       "by\nthe end of the decade. It opens\nsoon after that in any case.",
       "The state will build a new line that is a hundred kilometres long and will carry ore to the port on the coast of the inland sea by "
       "the end of the decade. | It opens soon after that in any case."},
      {" date 2024-05-02 ASTANA – Kazakhstan plans. It aims.", "date 2024-05-02 ASTANA – | Kazakhstan plans. | It aims."},
      {"ALMATY, April 29 (Reuters) - Output rose.", "ALMATY, April 29 (Reuters) - | Output rose."},
      {"date 2023-06-04 New Delhi (ANI) - India plans.", "date 2023-06-04 New Delhi (ANI) - | India plans."},
      {"ASEAN leaders met. NATO - the alliance - agreed.", "ASEAN leaders met. | NATO - the alliance - agreed."},
      {"It came to an end.This year, “prices fell.”The rest stayed.", "It came to an end. | This year, “prices fell.” | The rest stayed."},
      {"See long.html.The U.S.Army left.", "See long.html.The U.S.Army left."},
      {"", ""},
      {"...", "..."},
      {"a.m. and p.m. are e.g. times", "a.m. and p.m. are e.g. times"}};
  for (const auto& [in, want] : kCases) {
    SCOPED_TRACE(in);
    EXPECT_EQ(cut(in), want);
  }
  EXPECT_EQ(cut("It works.", "Plan to cut 5% approved"), "Plan to cut 5% approved | It works.");
}

TEST(Tokens, Table) {
  const std::pair<std::string, std::string> kCases[] = {{"3bn", "3·bn"},
                                                        {"Q3 2024", "Q·3·2024"},
                                                        {"year-on-year", "year·-·on·-·year"},
                                                        {"450,000 t", "450,000·t"},
                                                        {"1,00,000", "1,00,000"},
                                                        {"Kazakhstan’s", "Kazakhstan·’s"},
                                                        {"Mazhilis’ press", "Mazhilis·’·press"},
                                                        {"don't", "don·'t"},
                                                        {"'s", "'s"},
                                                        {"’s vote", "’s·vote"},
                                                        {"2024's end", "2024·'s·end"},
                                                        {"the '98 vote", "the·'·98·vote"},
                                                        {"U.S. dollars", "U.S.·dollars"},
                                                        {"L.P and U.K", "L.P·and·U.K"},
                                                        {"$5.4m", "$·5.4·m"},
                                                        {"£1.2bn–£1.5bn", "£·1.2·bn·–·£·1.5·bn"},
                                                        {"1998/99", "1998·/·99"},
                                                        {"5 000", "5·000"},
                                                        {"Ірі қала", "Ірі·қала"},
                                                        {"naïve café", "naïve·café"},
                                                        {"中国 plans", "中·国·plans"},
                                                        {"end.", "end·."},
                                                        {"a hot planetThe town", "a·hot·planet·The·town"},
                                                        {"goals.By Ann LeeNorland grew", "goals·.·By·Ann·Lee·Norland·grew"},
                                                        {"an iPhone in MacroWorks' allAfrica", "an·iPhone·in·MacroWorks·'·allAfrica"},
                                                        {"see site.org/somePage now", "see·site·.·org·/·somePage·now"},
                                                        {R"(Ann\_Lee \[1\] C:\a)", R"(Ann·Lee·[·1·]·C·:·\·a)"},
                                                        {"(ERG)", "(·ERG·)"}};
  for (const auto& [in, want] : kCases) {
    SCOPED_TRACE(in);
    std::vector<Token> tokens;
    text::tokenize_phrase(in, program().words, tokens);
    std::string out;
    for (const Token& t : tokens) out += (out.empty() ? "" : "·") + in.substr(t.begin, t.end - t.begin);
    EXPECT_EQ(out, want);
  }
}

TEST(Sentences, AstanaArticle) {
  std::ifstream file(MILEPOST_SOURCE "/corpus/golden/en/astana-2024-05-02.txt", std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  Document d;
  d.text = bytes.str();
  Text t;
  text::segment(d, program().words, program().segmentation, t);
  const Span kWant[] = {{28, 305},    {307, 492},   {493, 563},   {564, 703},   {705, 1037},  {1039, 1146}, {1147, 1278},
                        {1280, 1382}, {1383, 1504}, {1506, 1821}, {1823, 2100}, {2102, 2338}, {2339, 2444}};
  ASSERT_EQ(t.sentences.size(), std::size(kWant) + 1);
  EXPECT_EQ(t.header_date, "2024-05-02");
  EXPECT_EQ(t.view(t.dateline), "ASTANA");
  EXPECT_EQ(t.sentences[0].ordinal, 0u);
  for (std::size_t i = 0; i < std::size(kWant); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(t.span(t.sentences[i + 1].first, t.sentences[i + 1].last), kWant[i]);
    EXPECT_EQ(t.sentences[i + 1].ordinal, i + 1);
  }
}

TEST(Utf8, RepairsMaximalSubparts) {
  const std::pair<std::string, std::string> kCases[] = {{"ok", "ok"},
                                                        {"caf\xe9 x", "caf\uFFFD x"},
                                                        {"\xF0\x9F\x98", "\uFFFD"},
                                                        {"\xC0\xAF", "\uFFFD\uFFFD"},
                                                        {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
                                                        {"\xE2\x82x", "\uFFFDx"},
                                                        {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"}};
  for (const auto& [in, want] : kCases) {
    std::string s = in;
    repair_utf8(s);
    EXPECT_EQ(s, want);
    EXPECT_EQ(repair_utf8(s), 0u);
  }
}

}  // namespace
}  // namespace milepost
