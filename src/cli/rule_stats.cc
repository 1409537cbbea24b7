#include "cli/rule_stats.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <numeric>

#include "cli/command.h"
#include "pipeline/tally.h"
#include "read/readers.h"

namespace milepost::cli {

namespace {

constexpr std::size_t kPairs = 20;  ///< pairs that are printed

std::uint64_t now() {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count());
}

void print_silent(const rules::Program& p, const Tally& t, const std::vector<RuleId>& ids) {
  std::vector<RuleId> silent;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(silent), [&](RuleId r) { return t.hits[r] == 0; });
  if (silent.empty()) return;
  fmt::print("\n{} rules speak only in their own examples\n", silent.size());
  for (const RuleId r : silent) fmt::print("  {:<36} {}\n", p.rules[r].id, p.rules[r].where);
}

void print_pairs(const rules::Program& p, const Tally& t, const std::string& only) {
  std::vector<std::pair<std::uint64_t, std::pair<RuleId, RuleId>>> pairs;
  for (const auto& [pair, times] : t.pairs)
    if (pair.first != pair.second && p.rules[pair.first].id.starts_with(only)) pairs.push_back({times, pair});
  std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (pairs.empty()) return;
  fmt::print("\nwho loses to whom most\n");
  for (std::size_t i = 0; i < pairs.size() && i < kPairs; ++i)
    fmt::print("  {:>8}  {:<36} to {}\n", pairs[i].first, p.rules[pairs[i].second.first].id, p.rules[pairs[i].second.second].id);
}

}  // namespace

int print_stats(const rules::Program& p, const std::vector<std::string>& inputs, const std::string& only) {
  auto reader = read::open_inputs(inputs, {});
  if (!reader) return complain(reader.error());
  const Tally t = tally(p, **reader, now);
  for (const Error& e : t.errors) complain(e);
  if (t.documents == 0) return kTrouble;
  std::vector<RuleId> ids;
  for (RuleId r = 0; r < p.rules.size(); ++r)
    if (p.rules[r].id.starts_with(only) && !p.rules[r].where.empty() && p.rules[r].type != 0) ids.push_back(r);
  std::stable_sort(ids.begin(), ids.end(), [&](RuleId a, RuleId b) { return t.nanoseconds[a] > t.nanoseconds[b]; });
  const std::uint64_t all = std::accumulate(t.nanoseconds.begin(), t.nanoseconds.end(), std::uint64_t{0});
  fmt::print("{} documents, {} sentences, {:.1f} ms in {} rules\n\n", t.documents, t.sentences, static_cast<double>(all) / 1e6, ids.size());
  fmt::print("{:<36} {:>9} {:>9} {:>10} {:>9} {:>6}\n", "rule", "hits", "lost", "tries", "ms", "share");
  for (const RuleId r : ids)
    fmt::print("{:<36} {:>9} {:>9} {:>10} {:>9.2f} {:>5.1f}%\n", p.rules[r].id, t.hits[r], t.lost[r], t.tries[r],
               static_cast<double>(t.nanoseconds[r]) / 1e6,
               all == 0 ? 0.0 : 100.0 * static_cast<double>(t.nanoseconds[r]) / static_cast<double>(all));
  print_silent(p, t, ids);
  print_pairs(p, t, only);
  return kDone;
}

}  // namespace milepost::cli
