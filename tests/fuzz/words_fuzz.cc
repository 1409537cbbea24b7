// Text made of the rules' own words, numbers and marks, so that numbers, dates, names and cues meet in every order.
#include "fuzz/law.h"
#include "rules/program.h"

namespace {

/// A few thousand entries of all lexicons, evenly picked, and what stands between words.
const std::vector<std::string>& words() {
  static const std::vector<std::string> kWords = [] {
    std::vector<std::string> out = {".",    ",",    ";",  ":",       "-",   "–",     "\"",         "“",       "”",  "(",     ")",
                                    "\n",   "\n\n", "$",  "€",       "%",   "/",     "'s",         "1",       "12", "1,000", "3.5",
                                    "2024", "2030", "10", "450,000", "1/2", "1990s", "Kazakhstan", "Norland", "he", "said"};
    for (const auto& lexicon : milepost::fuzz::shipped_pack().program().lexicons) {
      const std::size_t step = lexicon.rows.size() / 60 + 1;
      for (std::size_t i = 0; i < lexicon.rows.size(); i += step) out.push_back(lexicon.rows[i].entry);
    }
    return out;
  }();
  return kWords;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace milepost;
  static Scanner scanner(fuzz::shipped_pack(), {});
  if (size > 4096) return 0;
  Document document;
  document.id = "d";
  for (std::size_t i = 0; i + 1 < size; i += 2) {
    const std::size_t n = data[i] | static_cast<std::size_t>(data[i + 1]) << 8;
    const std::string& word = words()[(n & 0x7fff) % words().size()];
    if (!document.text.empty() && (n & 0x8000) == 0) document.text += ' ';
    document.text += word;
  }
  const std::string once = fuzz::scan(scanner, document);  // behind another document
  MILEPOST_LAW(once == fuzz::scan(scanner, document), "two scans differ");
  return 0;
}
