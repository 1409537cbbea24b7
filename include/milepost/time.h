// A time expression, resolved against the document's date, never against the clock.
#pragma once

#include <string>
#include <string_view>

#include "milepost/mention.h"

namespace milepost {

enum class TimeRole : std::uint8_t { kPublication, kEvent, kDeadline, kPeriod, kBaseline, kDuration, kSet, kVague };
std::string_view name_of(TimeRole);

///   "by the end of the year" of 2024-05-02 -> value 2024, end 2024-12-31, kDeadline (span without "by")
/// Dates are ISO "2024-12-31"; start and end inclusive, "" where open. Strings are short and owned.
struct Time {
  MentionId mention = kNone;
  Span span;
  std::uint32_t sentence = 0;
  std::string value;  ///< TIMEX3
  std::string mod;    ///< START MID END APPROX …; "" for none
  std::string start, end, edtf;
  std::string_view granularity;  ///< day week month quarter half year decade century season vague
  TimeRole role = TimeRole::kEvent;
  std::string_view anchor;       ///< document, previous, explicit; "" for none
  std::string_view bound;        ///< as Bound's names; "" for exact
  std::string_view quantifier;   ///< every, each, twice …; "" for none
  std::string_view preposition;  ///< by, until, from, in …, the role cue before the span; "" for none
  bool emitted = true;
};

}  // namespace milepost
