// Any bytes as figures, as a date of metadata, as numbers of a text and as steps of the calendar, against slower ways to the same.
#include <cmath>
#include <cstring>

#include "fuzz/law.h"
#include "link/period.h"
#include "match/decimal.h"
#include "match/numerals.h"
#include "rules/program.h"
#include "text/text.h"

namespace {

using namespace milepost;

/// "1.234,5" with the marks , and . is 1234.5, by the C library.
double slow_decimal(std::string_view s, char decimal, char group, int exponent) {
  std::string plain;
  for (const char c : s)
    if (c != group) plain += c == decimal ? '.' : c;
  return std::strtod((plain + "e" + std::to_string(exponent)).c_str(), nullptr);
}

bool same(double a, double b) { return a == b || (!std::isfinite(a) && !std::isfinite(b)) || (std::isnan(a) && std::abs(b) < 1e-300); }

void hold_decimal(const std::string& s, int exponent) {
  match::Decimal d;
  for (const auto& [decimal, group] : {std::pair('.', ','), std::pair(',', '.'), std::pair(',', ' ')})
    if (match::read_decimal(s, decimal, group, d)) {
      const double value = d.times_ten_to(exponent);
      MILEPOST_LAW(same(value, slow_decimal(s, decimal, group, exponent)) || same(value, slow_decimal(s, group, decimal, exponent)),
                   "figures have another value");
    }
}

void hold_date(const std::string& s) {
  for (const std::string& date : {read::normalised_date(s), read::normalised_date(s, true), read::date_in_path(s)}) {
    if (date.empty()) continue;
    const auto day = link::parse_date(date);
    MILEPOST_LAW(day && link::print(*day) == date, "a date is none of the calendar");
    MILEPOST_LAW(read::normalised_date(date) == date, "a date is read as another");
  }
}

void hold_numerals(const std::string& s) {
  static const match::NumeralTable kTable = match::NumeralTable::from(fuzz::shipped_pack().program());
  const rules::Program& program = fuzz::shipped_pack().program();
  const Document document = fuzz::document_of(reinterpret_cast<const std::uint8_t*>(s.data()), s.size());
  Text text;
  text::segment(document, program.words, program.segmentation, text);
  std::uint32_t behind = 0;
  for (const Sentence& sentence : text.sentences) {
    std::vector<match::Numeral> found;
    match::scan_numerals(text, sentence.first, sentence.last, kTable, found);
    for (const match::Numeral& n : found) {
      MILEPOST_LAW(n.first >= behind && n.first < n.last && n.last <= sentence.last, "numbers overlap");
      MILEPOST_LAW(std::isfinite(n.value) && n.low <= n.high && n.scale > 0, "a number has no value");
      behind = n.last;
    }
  }
}

void hold_period(const link::Period& p) {
  if (!p.start || !p.end) return;
  MILEPOST_LAW(link::valid(*p.start) && link::valid(*p.end) && *p.start <= *p.end, "a period ends before it begins");
  MILEPOST_LAW(link::from_days(link::to_days(*p.start)) == *p.start, "days do not go there and back");
}

void hold_calendar(std::int32_t a, std::int32_t b) {
  const link::Date day = link::from_days(a % 4000000);
  MILEPOST_LAW(link::valid(day) && link::to_days(day) == a % 4000000, "days do not go there and back");
  const int year = day.year, n = b % 1000000;
  for (const char* unit : {"D", "W", "M", "Q", "Y", "DE", "CE", "FN", "H", "TH", "TM", "?"}) {
    MILEPOST_LAW(link::valid(link::moved(day, unit, n)), "a day moves off the calendar");
    MILEPOST_LAW(!link::length(n, unit).empty() && !link::length(b / 7.0, unit).empty(), "a length says nothing");
  }
  for (const link::Period& p :
       {link::day_period(day), link::month_period(year, day.month), link::year_period(year), link::decade_period(year),
        link::week_period(day, b % 2 == 0), link::quarter_period(year, (b & 3) + 1), link::century_period(std::abs(n) % 99 + 1, b < 0)}) {
    hold_period(p);
    for (const char* part : {"START", "MID", "END"}) hold_period(link::part_of(p, part));
    if (p.start) hold_period(link::week_in(p, n % 6)), hold_period(link::weekday_in(p, day.month % 7 + 1, n % 6));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 256) return 0;
  const std::string s(reinterpret_cast<const char*>(data), size);
  hold_decimal(s, size > 0 ? static_cast<int>(data[0] % 41) - 20 : 0);
  hold_date(s);
  hold_numerals(s);
  std::int32_t steps[2] = {};
  if (size >= sizeof steps) std::memcpy(steps, data, sizeof steps), hold_calendar(steps[0], steps[1]);
  return 0;
}
