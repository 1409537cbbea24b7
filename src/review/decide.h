// Decisions on groups: accept rewrites the golden records of that group alone, reject pins what was wrong, undo takes the last one back.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "review/golden.h"

namespace milepost::review {

/// The golden articles, what the rules say of them now, and the decisions taken so far.
class Session {
 public:
  /// Compares every golden article with what the rules say. `gold`: judged articles for the verdicts, may be empty paths.
  static Result<Session> open(const std::string& folder, const Pack& pack, const std::vector<std::string>& gold);

  const Difference& difference() const { return difference_; }
  const Group* find(const std::string& key) const;  ///< by key or unique prefix; null when there is none
  const Document& document(const std::string& id) const { return states_.at(id).document; }  ///< of a change
  bool decided(const std::string& key) const { return decided_.contains(key); }

  /// Who decides and when; written into the log.
  struct Stamp {
    std::string who, when;
  };
  Result<void> accept(const Group& group, const Stamp& stamp);
  Result<void> reject(const Group& group, const std::string& note, const Stamp& stamp);
  Result<void> undo(const Stamp& stamp);  ///< of the last decision of this session; an Error when there is none
  /// Applies a file of decisions: {"decisions":[{"group":KEY,"decision":"accept"|"reject","note":…}]}. Returns how many were applied.
  /// Broken groups are accepted only where the file says "force": true.
  Result<std::size_t> apply(const std::string& path, const Stamp& stamp);

 private:
  Result<void> log(const std::string& decision, const Group& group, const std::string& note, const Stamp& stamp);
  Result<void> save(const std::map<std::string, std::string>& files);
  GoldenState& state_of(const std::string& document) { return states_.at(document); }

  std::string folder_, pack_;
  std::map<std::string, GoldenState> states_;  ///< by document
  Difference difference_;
  std::set<std::string> decided_;
  struct Done {
    std::string key;
    std::map<std::string, std::optional<std::string>> files;  ///< bytes before the decision; nothing: the file was not there
    std::map<std::string, DocumentLines> golden;
  };
  std::vector<Done> done_;
};

}  // namespace milepost::review
