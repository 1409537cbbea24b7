// Amounts as a table: a text, the quantities that come out of the real rules: "low[..high] unit bound role direction", only what is not
// the default. Half of the rows guard against a kind of error.
#include <gtest/gtest.h>

#include "link/table.h"
#include "milepost/json.h"

namespace milepost {
namespace {

const Case kCases[] = {
    // ranges, spread units and magnitudes
    {"Output will grow from 450,000 to 1 million tons.", "450000 t from | 1000000 t to up"},
    {"They plan to double output from 450,000 to 1 million tons.", "2 1 factor up | 450000 t from | 1000000 t to up"},
    {"Exports of 18 to 18.5 million tonnes are likely.", "18000000..18500000 t"},
    {"It will cost $2m to $3m.", "2000000..3000000 USD"},
    {"It will cost Rs 120-140 crore.", "1200000000..1400000000 INR"},
    {"Growth of 10–15% is likely.", "10..15 % delta up"},
    {"It takes three or four years.", "3..4 a"},
    {"Duties of 5, 10 and 15 percent apply.", "5 % | 10 % | 15 %"},
    {"A loan of 24.2 to 33 billion euros was agreed.", "24200000000..33000000000 EUR"},
    {"Debt rose by $4 million to $19 million.", "4000000 USD delta up | 19000000 USD to up"},
    {"In 2023-24 it carried 900 tonnes.", "900 t"},
    // bounds
    {"More than 40 mills closed.", "40 {mill} more_than"},
    {"It needs at least 5 MW.", "5 MW at_least"},
    {"It needs 5 MW or more.", "5 MW at_least"},
    {"No more than 30 km of road was built.", "30 km at_most"},
    {"Nearly 70% of farms are small.", "70 % about share"},
    {"The share should go up to 45%.", "45 % to up"},
    {"A fine of up to €3,000 is planned.", "3000 EUR at_most"},
    {"It is above 10 m and below 15 m.", "10 m more_than | 15 m less_than"},
    // changes
    {"Exports rose 5% to 3.2 million tonnes from 3.05 million tonnes.", "5 % delta up | 3200000 t to up | 3050000 t from"},
    {"The firm cut emissions by 40 percent.", "40 % delta down"},
    {"Shares were down 2.3% at noon.", "2.3 % delta down"},
    {"A 4.2% drop in output was seen.", "4.2 % delta down"},
    {"The index rose 655 points, or 0.9%.", "655 {point} delta up | 0.9 % delta up"},
    {"The rate was cut by 25 basis points.", "25 {basis_point} delta down"},
    {"Turnout fell 2.5 percentage points.", "2.5 {percentage_point} delta down"},
    {"The fund raised $5 million.", "5000000 USD"},
    {"30 companies rose today.", "30 {company}"},
    {"The troops gave up 30 villages.", "30 {village}"},
    // units
    {"It pumps 325,000 barrels of crude a day.", "325000 [bbl_us]/d"},
    {"The mine yields 3.2 g/t of gold.", "3.2 g/t"},
    {"Power costs €25 per MWh there.", "25 EUR/(MW.h)"},
    {"The plant emits 5 MtCO2e a year.", "5 Mt{CO2e}/a"},
    {"Drivers reached 120 km/h.", "120 km/h"},
    {"A ticket is 34 cents.", "0.34 USD"},
    {"He paid 3 dollars and 50 cents.", "3.5 USD"},
    {"They paid GBP27 million for it.", "27000000 GBP"},
    {"A A$3.2m road opened.", "3200000 AUD"},
    {"They paid $15 a share.", "15 USD/{share}"},
    {"The town has 1,100 public housing properties.", "1100 {public_housing_property}"},
    {"One in four pupils walks.", "0.25 1 share"},
    {"Two-thirds of households own a car.", "0.6666666666666666 1 share"},
    {"A smelter with a capacity of 1.2 million tonnes opened.", "1200000 t capacity"},
    {"Deposits worth $500 million were found.", "500000000 USD worth"},
    {"He is 5 ft 6 in tall.", "5.5 [ft_i]"},
    {"Anyone over the age of 21 may vote.", "21 a{age} more_than"},
    {"It cost tens of thousands of dollars.", "10000..100000 USD"},
    {"It is minus 7 degrees Celsius.", "-7 Cel"},
    // no amounts
    {"The S&P 500 closed higher on May 5, 2024.", ""},
    {"Article 5 and Section 301 apply.", ""},
    {"He flew on a Boeing 747 at 3 pm.", ""},
    {"They won 3-1; call 242-8721.", ""},
    {"Ola Dahl, 65, runs the mill.", ""},
    {"The 22nd man came in the 1990s.", ""},
    {"In 2019 the G7 met.", ""},
    {"3. Check the valves.", ""},
};

std::string show(const Linked& linked) {
  std::string out;
  for (const Quantity& q : linked.quantities) {
    if (!q.emitted) continue;
    if (!out.empty()) out += " | ";
    append_json_number(out, q.low);
    if (q.range) append_json_number(out += "..", q.high);
    out += ' ';
    out += q.unit;
    if (q.bound != Bound::kExact) (out += ' ') += name_of(q.bound);
    if (q.role != QuantityRole::kLevel) (out += ' ') += name_of(q.role);
    if (q.direction != Direction::kUnstated) (out += ' ') += name_of(q.direction);
  }
  return out;
}

TEST(Quantities, Table) { expect_rows(kCases, show); }

}  // namespace
}  // namespace milepost
