// Why the records changed: what differs between two rule packs, and which of it a group hangs on.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "milepost/pack.h"
#include "review/change.h"

namespace milepost::review {

/// What was edited between two packs.
class RuleDelta {
 public:
  RuleDelta(const Pack& before, const Pack& after);
  /// "rule en.money.code changed (rules/en/money.rules:14)", "lexicon units: 'bbl' removed (shared/units.tsv:40)", one an edit.
  std::vector<std::string> lines() const;
  /// The edit that a group hangs on: the rule it names, else the lexicon row whose words stand near its first record; and what beat the
  /// rule that lost. "" when nothing fits.
  std::string cause(const Group& group, const Difference& difference) const;

 private:
  struct Row {
    std::string lexicon, entry, what, where;  ///< entry folded
  };
  std::string lexical_cause(const Change& change, const std::string& article) const;
  std::string winner(const Change& change, const std::string& article) const;

  const Pack& after_;
  std::map<std::string, std::string> rules_;  ///< id -> "rule … changed (…)"
  std::vector<Row> rows_;
};

}  // namespace milepost::review
