// What differs between two sides, and how it hangs together: changes, groups, causes, verdicts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "review/entry.h"

namespace milepost::review {

/// Judged by gold: broken (was right, is wrong), fixed (was wrong, is right), still_wrong (neither), unjudged (no gold for it).
/// In the order in which groups are shown.
enum class Verdict : std::uint8_t { kBroken, kUnjudged, kStillWrong, kFixed };
std::string_view name_of(Verdict verdict);

/// One record that differs. Added has no `before`, removed no `after`; changed: the same id; moved: another place of the same type that
/// overlaps.
struct Change {
  enum class Kind : std::uint8_t { kAdded, kRemoved, kChanged, kMoved };
  Kind kind = Kind::kAdded;
  std::string document;
  std::optional<Entry> before, after;
  std::vector<std::string> fields;  ///< paths that differ; empty for added and removed
  Verdict verdict = Verdict::kUnjudged;
  std::string note;  ///< of a pinned expectation that it breaks

  const Entry& shown() const { return after ? *after : *before; }
};
std::string_view name_of(Change::Kind kind);

/// Changes of one type, kind, rule and verdict: what one cause is likely to have made.
struct Group {
  std::string key;  ///< 12 hex digits over what makes it a group: stable from run to run
  std::string type, rule, rule_before;
  Change::Kind kind = Change::Kind::kAdded;
  std::vector<std::string> fields;  ///< that differ in any of its changes, in order of appearance
  Verdict verdict = Verdict::kUnjudged;
  std::vector<std::size_t> changes;  ///< indices into Difference::changes
  std::size_t documents = 0;
  std::string cause;  ///< "lexicon units: 'bbl' removed (rules/shared/units.tsv:40)"; "" when unknown
};

/// Counts of right and wrong records of one type on one side.
struct Tally {
  std::size_t right = 0, lenient = 0, found = 0, gold = 0;
  double precision() const { return found == 0 ? 0 : static_cast<double>(right) / static_cast<double>(found); }
  double recall() const { return gold == 0 ? 0 : static_cast<double>(right) / static_cast<double>(gold); }
  double f1() const { return found + gold == 0 ? 0 : 2.0 * static_cast<double>(right) / static_cast<double>(found + gold); }
  double lenient_f1() const { return found + gold == 0 ? 0 : 2.0 * static_cast<double>(lenient) / static_cast<double>(found + gold); }
};

struct TypeCount {
  std::size_t before = 0, after = 0, added = 0, removed = 0, changed = 0, fixed = 0, broken = 0, still_wrong = 0, unjudged = 0;
  std::optional<Tally> gold_before, gold_after;
};

struct Difference {
  std::vector<Change> changes;  ///< by document as delivered, then by place
  std::vector<Group> groups;    ///< broken first, then unjudged by size
  std::map<std::string, TypeCount> types;
  std::map<std::string, std::string> texts;  ///< articles of the changes, where a side has them
  std::size_t documents = 0;
  std::vector<std::string> rule_changes;  ///< "rule en.deal.win changed (rules/en/deal.rules:88)"
};

/// Pairs the records of one document: by id, then same type and overlapping place, best overlap first. Appends what differs.
void compare(const DocumentLines* before, const DocumentLines* after, std::vector<Change>& out);

/// Groups the changes and sorts the groups.
void group(Difference& difference);

}  // namespace milepost::review
