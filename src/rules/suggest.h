// "did you mean": the nearest known name.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace milepost::rules {

/// Insertions, deletions and substitutions between two short names; `most` + 1 when more than that.
inline std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > 64 || b.size() > 64 || a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      diagonal = above;
    }
  }
  return std::min(row[b.size()], most + 1);
}

/// "did you mean 'reduce'?", or "" when nothing known is near.
template <class Names>
std::string did_you_mean(std::string_view wrong, const Names& known) {
  const std::size_t most = wrong.size() <= 3 ? 1 : wrong.size() <= 7 ? 2 : 3;
  std::size_t best = most + 1;
  std::string_view nearest;
  for (const std::string& name : known) {
    const std::size_t d = edit_distance(wrong, name, most);
    if (d < best) best = d, nearest = name;
  }
  return best > most ? std::string() : "did you mean '" + std::string(nearest) + "'?";
}

}  // namespace milepost::rules
