// Puts the numbers of a sentence into the chart as mentions of type Number (attributes value, low, high, scale, form).
#include "match/numerals.h"
#include "match/scratch.h"

namespace milepost::match {

void add_numbers(Scratch& s) {
  if (s.number_type == 0) return;
  s.numerals.clear();
  scan_numerals(*s.text, s.begin, s.end, s.numeral_table, s.numerals);
  std::vector<Attribute>& with = s.attributes;
  for (const Numeral& n : s.numerals) {
    with.clear();
    with.push_back({s.value, Value::of(n.value)});
    with.push_back({s.low, Value::of(n.low)});
    with.push_back({s.high, Value::of(n.high)});
    with.push_back({s.scale, Value::of(n.scale)});
    with.push_back({s.form, Value::of(name_of(n.form))});
    s.chart->add(n.first, n.last, s.number_type, static_cast<RuleId>(s.program.rules.size() - 1), with, {});
  }
}

}  // namespace milepost::match
