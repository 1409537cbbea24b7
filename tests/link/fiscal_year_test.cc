// Fiscal years as a table: a text, the times in it, the date of the article. A fiscal year bears the number of
// the year in which it ends; when that is, the country tells that the article is mostly about.
#include <gtest/gtest.h>

#include "link/table.h"

namespace milepost {
namespace {

const Case kCases[] = {
    // India's ends with March
    {"India will spend more in the current fiscal year.", "FY2023 2023-12-31", "2023-03-31"},
    {"India will spend more in the current fiscal year.", "FY2024 2024-12-31", "2023-04-01"},
    {"India spent more last fiscal year.", "FY2023 2023-12-31", "2023-11-10"},
    {"India will spend more next fiscal year.", "FY2025 2025-12-31", "2023-11-10"},
    {"India spent more last fiscal year. It will spend more in the current fiscal year.", "FY2023 2023-12-31 | FY2024 2024-12-31",
     "2023-11-10"},
    // others
    {"Australia will spend more next fiscal year.", "FY2024 2024-12-31", "2023-06-30"},
    {"Australia will spend more next fiscal year.", "FY2025 2025-12-31", "2023-07-01"},
    {"The United States will spend more in the current fiscal year.", "FY2024 2024-12-31", "2023-11-10"},
    {"Ghana will spend more in the current fiscal year.", "FY2023 2023-12-31", "2023-11-10"},
    // the country that is named most; of equals the first by its code; none
    {"India and Ghana will spend more in the current fiscal year. Ghana’s roads are old.", "FY2023 2023-12-31", "2023-11-10"},
    {"India and Ghana will spend more in the current fiscal year. India’s roads are old.", "FY2024 2024-12-31", "2023-11-10"},
    {"Ghana and India will spend more in the current fiscal year.", "FY2023 2023-12-31", "2023-11-10"},
    {"The ministry will spend more in the current fiscal year.", "FY2023 2023-12-31", "2023-11-10"},
    // a year that is named stays as it is
    {"India will spend more in fiscal 2023.", "FY2023 2023-12-31", "2023-11-10"},
    {"India spent more in 2023 than in the current fiscal year.", "2023 2023-12-31 | FY2024 2024-12-31", "2023-11-10"},
};

std::string show(const Linked& linked) {
  std::string out;
  for (const Time& t : linked.times)
    if (t.emitted) out += (out.empty() ? "" : " | ") + t.value + ' ' + t.end;
  return out;
}

TEST(FiscalYears, Table) { expect_rows(kCases, show); }

}  // namespace
}  // namespace milepost
