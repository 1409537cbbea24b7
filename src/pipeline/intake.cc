#include "pipeline/intake.h"

#include <utility>

namespace milepost {

std::uint64_t sample_rank(std::uint64_t seed, std::uint64_t n) {  // splitmix64
  std::uint64_t x = seed + (n + 1) * 0x9E3779B97F4A7C15ull;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ x >> 27) * 0x94D049BB133111EBull;
  return x ^ x >> 31;
}

bool within(const RunOptions& how, std::string_view published) {
  if (how.since.empty() && how.until.empty()) return true;
  return !published.empty() && (how.since.empty() || published >= how.since) && (how.until.empty() || published <= how.until);
}

std::optional<Result<Document>> Intake::next() {
  for (;;) {
    if (taken_ >= how_.limit || (how_.stop != nullptr && how_.stop->load(std::memory_order_relaxed))) return std::nullopt;
    auto input = in_.next();
    if (!input || !*input) return input;
    Document& d = **input;
    // Where only the text knows its date, the run looks again when it was scanned.
    const bool taken = sample_rank(how_.seed, number_++) <= how_.sample && (d.published.empty() || within(how_, d.published));
    if (!taken) {
      ++passed_over_;
      continue;
    }
    ++taken_;
    copies_.mark(d);
    return input;
  }
}

std::uint64_t Intake::passed_over() { return std::exchange(passed_over_, 0); }

}  // namespace milepost
