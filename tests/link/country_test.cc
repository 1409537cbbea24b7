// Every country of ISO 3166 by its English name in CLDR (as ICU has it) is a place with its code.
#include <gtest/gtest.h>
#include <unicode/locid.h>

#include "milepost/pack.h"
#include "rules/program.h"

namespace milepost {
namespace {

/// Whether places.tsv has the name with the code; `iso` is one of its columns.
bool known(const rules::LexiconTable& places, const std::string& name, const std::string& code) {
  const int iso = places.column("iso");
  for (rules::RowId row = 0; row < places.rows.size(); ++row)
    if (places.rows[row].entry == name && places.cell(row, iso) == code) return true;
  return false;
}

TEST(Countries, OfCldrAreKnown) {
  const PackResult opened = open_pack(MILEPOST_SOURCE "/rules");
  ASSERT_TRUE(opened.pack);
  const rules::LexiconTable* places = opened.pack->program().lexicon("places");
  ASSERT_NE(places, nullptr);
  std::string missing;
  std::size_t found = 0;
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    icu::UnicodeString shown;
    std::string name;
    icu::Locale("", *code).getDisplayCountry(icu::Locale::getEnglish(), shown);
    shown.toUTF8String(name);
    if (known(*places, name, *code))
      ++found;
    else
      missing += std::string(*code) + "\t" + name + "\n";
  }
  EXPECT_EQ(missing, "");
  EXPECT_GT(found, 240u);
}

}  // namespace
}  // namespace milepost
