// From the parts that rules found to periods: TIMEX3 values, first and last days, EDTF, anchored on the document's date by the measured
// rules: a month and day without a year is the nearest one; a bare month too, later in a clause that looks ahead; a weekday the last one.
// Narratives of the past (most years written lie well before the document's) anchor on the date before instead.
#pragma once

#include <array>
#include <vector>

#include "base/arena.h"
#include "link/period.h"
#include "milepost/linked.h"
#include "milepost/token.h"
#include "rules/program.h"

namespace milepost::link {

/// Attributes of TimeCore and Time, by the names that time_types.rules declares.
enum class TimeAttribute : std::uint8_t {
  kKind,
  kY,
  kM,
  kD,
  kWd,
  kQ,
  kSeason,
  kUnit,
  kN,
  kShift,
  kY2,
  kM2,
  kD2,
  kEra,
  kPart,
  kValue,
  kCentury,
  kSign,
  kAnchor,
  kH,
  kOf,
  kN2,
  kQuant,
  kUnit2,
  kZone,
  kCount
};

/// What the packs say of times.
struct TimeWords {
  explicit TimeWords(const rules::Program& program);
  std::array<AttributeId, static_cast<std::size_t>(TimeAttribute::kCount)> attributes{};
  AttributeId time, to, role, prep;
  TypeId prep_type, ahead_type;
  std::uint32_t past, auxiliary;  ///< bits of word classes
};

/// The dates that a text has named so far: what "that day" and, in narratives, "in January" mean.
class TimeContext {
 public:
  /// Takes a period that was stated at this sentence; lone years far from the others wait until a second one confirms them.
  void take(const Period& period, std::uint32_t sentence, bool narrative);
  const std::optional<Date>& date() const { return at_; }
  bool only_year() const { return fineness_ == 1; }
  bool names_month() const { return fineness_ >= 2; }
  bool names_day() const { return fineness_ >= 3; }
  std::uint32_t sentence() const { return sentence_; }

 private:
  std::optional<Date> at_;
  std::optional<int> waiting_;  ///< a year that nothing has confirmed yet
  int fineness_ = 0;            ///< 1 year, 2 month, 3 day
  std::uint32_t sentence_ = 0;
};

/// Resolves the time mentions of one document, in text order.
class Resolver {
 public:
  /// `reference`: the document's ISO date, "" when unknown; `cores` are the mentions of dates as written.
  Resolver(const Text& text, const rules::Program& program, const TimeWords& words, std::string_view reference, const Chart& chart,
           const std::vector<MentionId>& cores);

  Period resolve(const Mention& m);
  /// The same, where the year stands with another time of the same range: "from March to June 2025".
  Period resolve(const Mention& m, int year);
  void remember(const Mention& m, const Period& period);

  const std::optional<Date>& reference() const { return reference_; }
  std::optional<int> number(const Mention& m, TimeAttribute a) const;
  std::string_view text(const Mention& m, TimeAttribute a) const;
  /// The date or period inside a time: "the end of [2025]"; null when there is none.
  const Mention* inner(const Mention& m) const;

 private:
  void find_narrative(const std::vector<MentionId>& cores);
  bool looks_ahead(const Mention& m) const;
  std::optional<Date> base() const { return narrative_ && context_.date() ? context_.date() : reference_; }
  std::string_view base_name() const { return narrative_ && context_.date() ? "previous" : "document"; }
  /// Whether the context stands in this sentence or the one before.
  bool context_near(const Mention& m) const;
  int short_year(int y) const { return y >= 100 || y < 0 ? y : y <= (reference_ ? reference_->year % 100 + 30 : 50) ? 2000 + y : 1900 + y; }
  std::optional<int> year_of(const Mention& m) const;
  Period anchored(Period p, std::string_view anchor) const;

  // time_resolver.cc
  Period core(const Mention& m);
  Period whole(const Mention& m);
  Period years(const Mention& m) const;
  Period months(const Mention& m);
  Period days(const Mention& m);
  Period first_months(const Mention& m) const;
  Period quarter(const Mention& m, bool half) const;
  Period fiscal(const Mention& m) const;
  Period clock(const Mention& m) const;

  // time_calendar.cc
  Period date(const Mention& m, int month, int day);
  Period day_of_month(const Mention& m, int day) const;
  Period bare_month(const Mention& m, int month);
  Period unit(const Mention& m, std::string_view unit, int shift) const;
  Period same(const Mention& m, std::string_view unit) const;
  Period weekday_of(const Mention& m) const;
  Period season(const Mention& m) const;

  // time_lengths.cc
  Period duration(const Mention& m) const;
  Period next(const Mention& m) const;
  Period ago(const Mention& m) const;
  Period offset(const Mention& m);
  Period in_future(const Mention& m) const;
  Period rest(const Mention& m) const;

  const Text& text_;
  const rules::Program& p_;
  const Chart& chart_;
  std::optional<Date> reference_;
  std::optional<int> given_year_;
  TimeContext context_;
  const TimeWords& words_;
  bool narrative_ = false;
};

}  // namespace milepost::link
