#include "pipeline/tally.h"

#include "pipeline/scanner.h"

namespace milepost {

Tally tally(const rules::Program& program, Reader& reader, std::uint64_t (*now)()) {
  Line line(program);
  const std::size_t rules = program.rules.size();
  Tally t;
  t.hits.assign(rules, 0);
  t.lost.assign(rules, 0);
  match::Profile profile{now, std::vector<std::uint64_t>(rules), std::vector<std::uint64_t>(rules)};
  std::vector<match::Suppressed> suppressed;
  while (auto next = reader.next()) {
    if (!*next) {
      t.errors.push_back(std::move(next->error()));
      continue;
    }
    suppressed.clear();
    line.read(**next, "", {nullptr, &suppressed, false, nullptr, &profile});
    ++t.documents;
    t.sentences += line.text.sentences.size();
    for (const Mention& m : line.chart.mentions)
      if (m.rule < rules) ++t.hits[m.rule];
    for (const match::Suppressed& s : suppressed) ++t.lost[s.rule], ++t.pairs[{s.rule, s.by}];
  }
  t.tries = std::move(profile.tries);
  t.nanoseconds = std::move(profile.time);
  return t;
}

}  // namespace milepost
