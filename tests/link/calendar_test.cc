// The calendar and its periods: laws that hold for every day of two centuries, and tables that anyone may extend.
#include "link/calendar.h"

#include <gtest/gtest.h>

#include "link/period.h"

namespace milepost::link {
namespace {

TEST(Calendar, DaysGoThereAndBack) {
  Date before{1899, 12, 31};
  for (long d = to_days({1900, 1, 1}); d <= to_days({2100, 12, 31}); ++d) {
    const Date day = from_days(d);
    ASSERT_TRUE(valid(day)) << print(day);
    ASSERT_EQ(to_days(day), d);
    ASSERT_LT(before, day);
    ASSERT_EQ(weekday(day), weekday(before) % 7 + 1) << print(day);
    ASSERT_EQ(parse_date(print(day)), day);
    const Week w = iso_week(day);
    ASSERT_GE(w.week, 1);
    ASSERT_LE(w.week, 53);
    ASSERT_EQ(iso_week(add_days(day, 1 - weekday(day))).week, w.week) << print(day);
    before = day;
  }
}

TEST(Calendar, YearsArePrintedWithFourDigitsOrMore) {
  EXPECT_EQ(print({33, 4, 3}), "0033-04-03");
  EXPECT_EQ(print({-480, 9, 1}), "BC0480-09-01");
  EXPECT_EQ(print_month(12024, 5), "12024-05");
  EXPECT_EQ(print_year(-12000), "BC12000");
  EXPECT_EQ(print_year(0), "0000");
}

TEST(Calendar, MonthsClamp) {
  EXPECT_EQ(print(add_months({2024, 1, 31}, 1)), "2024-02-29");
  EXPECT_EQ(print(add_months({2023, 1, 31}, 1)), "2023-02-28");
  EXPECT_EQ(print(add_months({2024, 3, 31}, -1)), "2024-02-29");
  EXPECT_EQ(print(add_months({2024, 12, 15}, 1)), "2025-01-15");
  EXPECT_EQ(print(add_months({2024, 1, 15}, -13)), "2022-12-15");
  for (int y = 1900; y <= 2100; ++y)
    for (int m = 1; m <= 12; ++m) ASSERT_EQ(add_days(month_end(y, m), 1).day, 1) << y << "-" << m;
}

void expect_sound(const Period& p) {
  ASSERT_TRUE(p.start && p.end) << p.value;
  EXPECT_TRUE(valid(*p.start)) << p.value;
  EXPECT_TRUE(valid(*p.end)) << p.value;
  EXPECT_LE(*p.start, *p.end) << p.value;
}

TEST(Period, BeginsBeforeItEnds) {
  for (int y = 1900; y <= 2100; ++y) {
    expect_sound(year_period(y));
    expect_sound(decade_period(y));
    for (int q = 1; q <= 4; ++q) expect_sound(quarter_period(y, q));
    for (int h = 1; h <= 2; ++h) expect_sound(half_period(y, h));
    for (const char* s : {"SP", "SU", "FA", "WI"}) expect_sound(season_period(y, s));
    for (const char* part : {"START", "MID", "END"}) {
      expect_sound(part_of(year_period(y), part));
      expect_sound(part_of(decade_period(y), part));
      for (int m = 1; m <= 12; ++m) expect_sound(part_of(month_period(y, m), part));
    }
    for (int m = 1; m <= 12; ++m) {
      const Period month = month_period(y, m);
      const Period first = weekday_in(month, 1, 1), last = weekday_in(month, 7, -1);
      EXPECT_GE(*first.start, *month.start);
      EXPECT_LE(*last.end, *month.end);
      EXPECT_EQ(weekday(*first.start), 1);
      EXPECT_EQ(weekday(*last.start), 7);
    }
  }
}

struct Named {
  Period period;
  const char *value, *edtf, *start, *end;
};

class PeriodTable : public testing::TestWithParam<Named> {};

TEST_P(PeriodTable, Says) {
  const Named& n = GetParam();
  EXPECT_EQ(n.period.value, n.value);
  EXPECT_EQ(n.period.edtf, n.edtf);
  EXPECT_EQ(print(*n.period.start), n.start);
  EXPECT_EQ(print(*n.period.end), n.end);
}

INSTANTIATE_TEST_SUITE_P(
    All, PeriodTable,
    testing::Values(Named{quarter_period(2024, 3), "2024-Q3", "2024-35", "2024-07-01", "2024-09-30"},
                    Named{half_period(2024, 1), "2024-H1", "2024-40", "2024-01-01", "2024-06-30"},
                    Named{season_period(2024, "WI"), "2024-WI", "2024-24", "2024-12-01", "2025-02-28"},
                    Named{decade_period(2034), "203", "203X", "2030-01-01", "2039-12-31"},
                    Named{century_period(19, false), "18", "1801-01-01/1900-12-31", "1801-01-01", "1900-12-31"},
                    Named{week_period({2024, 5, 10}, false), "2024-W19", "2024-05-06/2024-05-12", "2024-05-06", "2024-05-12"},
                    Named{week_period({2024, 5, 10}, true), "2024-W19-WE", "2024-05-11/2024-05-12", "2024-05-11", "2024-05-12"},
                    Named{week_in(year_period(2015), 2), "2015-W02", "2015-01-05/2015-01-11", "2015-01-05", "2015-01-11"},
                    Named{week_in(month_period(2017, 7), -1), "2017-W30", "2017-07-24/2017-07-30", "2017-07-24", "2017-07-30"},
                    Named{part_of(decade_period(2034), "MID"), "203X", "2034-01-01/2036-12-31", "2034-01-01", "2036-12-31"},
                    Named{part_of(year_period(2024), "END"), "2024", "../2024-12-31", "2024-01-01", "2024-12-31"},
                    Named{month_period(-480, 8), "BC0480-08", "", "BC0480-08-01", "BC0480-08-31"}));

TEST(Length, InTimexLetters) {
  EXPECT_EQ(length(5, "Y"), "P5Y");
  EXPECT_EQ(length(2, "DE"), "P20Y");
  EXPECT_EQ(length(std::nullopt, "M"), "PXM");
  EXPECT_EQ(length(1.5, "TH"), "PT1.5H");
  EXPECT_EQ(length(1, "FN"), "P2W");
  EXPECT_EQ(length(2, "H"), "P12M");
}

TEST(Length, MovesADay) {
  EXPECT_EQ(print(moved({2024, 5, 10}, "Y", 10)), "2034-05-10");
  EXPECT_EQ(print(moved({2024, 5, 10}, "Q", 1)), "2024-08-10");
  EXPECT_EQ(print(moved({2024, 5, 10}, "FN", -1)), "2024-04-26");
  EXPECT_EQ(print(moved({2024, 5, 10}, "TH", 5)), "2024-05-10");
}

}  // namespace
}  // namespace milepost::link
