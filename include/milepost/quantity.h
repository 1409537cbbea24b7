// An amount as the text states it.
#pragma once

#include <optional>
#include <string_view>

#include "milepost/mention.h"

namespace milepost {

enum class Bound : std::uint8_t { kExact, kAtLeast, kAtMost, kMoreThan, kLessThan, kAbout };
enum class Direction : std::uint8_t { kUnstated, kUp, kDown };
enum class QuantityRole : std::uint8_t { kLevel, kDelta, kFrom, kTo, kFactor, kShare, kCapacity, kWorth };
std::string_view name_of(Bound);
std::string_view name_of(Direction);  ///< "" for kUnstated
std::string_view name_of(QuantityRole);

///   "about 3.2 TWh" -> {3.2, 3.2, "TW.h", kAbout}    "5 to 6 GW" -> {5, 6, "GW"}, range    "34 cents" -> {0.34, "USD"}
/// Values are in the unit named; low == high unless `range`. Magnitudes ("bn") are folded in; units are not converted.
/// Views point into the document, the pack or the document's arena.
struct Quantity {
  MentionId mention = kNone;
  Span span;
  std::uint32_t sentence = 0;  ///< index into Text::sentences
  double low = 0, high = 0;
  bool range = false;
  std::string_view unit = "1";  ///< UCUM, ISO 4217, {noun} or 1
  std::string_view unit_name;   ///< singular English; "" when there is none
  std::string_view dimension;   ///< percent, money, mass …; "" when there is none
  Bound bound = Bound::kExact;
  Direction direction = Direction::kUnstated;
  QuantityRole role = QuantityRole::kLevel;
  std::string_view concept_text;  ///< words of what is measured; "" when none was found
  std::optional<double> si_low, si_high;
  std::string_view si_unit;
  std::vector<std::string_view> flags;  ///< assumed_currency, ambiguous_ton …
  bool emitted = true;                  ///< false: latent, used by facts only
};

}  // namespace milepost
