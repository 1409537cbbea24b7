// "The current fiscal year" of an article on India in November 2023 ends in 2024: fiscal years by the country that an article is about.
#include <algorithm>
#include <cstdlib>

#include "link/country.h"
#include "link/link.h"

namespace milepost::link {

namespace {

/// The month in which the fiscal year of the most named country ends; 12 when no country is named or none is known.
int last_month(const Text& text, const rules::LexiconTable& table, const Linked& linked) {
  const Weights weights = weigh_countries(text, linked);
  std::string_view country;
  std::size_t most = 0;
  for (const auto& [code, weight] : weights)
    if (weight > most || (weight == most && code < country)) country = code, most = weight;
  const rules::RowId row = country.empty() ? kNone : table.find(table.column("country"), country);
  return row == kNone ? 12 : std::atoi(std::string(table.cell(row, table.column("ends"))).c_str());
}

/// "FY2023" and the dates of the same year, one year on.
void move_on(std::string& date, int years) {
  const std::size_t at = date.starts_with("FY") ? 2 : 0;
  if (date.size() >= at + 4) date.replace(at, 4, std::to_string(std::atoi(date.substr(at, 4).c_str()) + years));
}

}  // namespace

void settle_fiscal_years(const Text& text, std::string_view reference, const rules::Program& program, Linked& linked) {
  const rules::LexiconTable* table = program.lexicon("fiscal_years");
  const auto counted_from_now = [](const Time& t) { return t.anchor == "document" && t.value.starts_with("FY"); };
  if (table == nullptr || reference.size() < 7 || std::none_of(linked.times.begin(), linked.times.end(), counted_from_now)) return;
  if (std::atoi(std::string(reference.substr(5, 2)).c_str()) <= last_month(text, *table, linked)) return;
  for (Time& t : linked.times) {
    if (!counted_from_now(t)) continue;
    for (std::string* date : {&t.value, &t.start, &t.end, &t.edtf}) move_on(*date, 1);
  }
}

}  // namespace milepost::link
