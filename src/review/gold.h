// What was judged before: golden records (every field was read by a person) and annotated articles (targets, forecasts, deals).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "review/change.h"

namespace milepost::review {

/// Gold of some articles; a type of an article that it does not hold stays unjudged.
class Gold {
 public:
  /// Adds a folder of golden records, or a file of annotated articles: {"id", "targets": [{"evidence", "kind", "value", …}], "deals": […]}.
  Result<void> add(const std::string& path);

  bool knows(const std::string& document, const std::string& type) const;
  Verdict judge(const Change& change) const;
  /// Counts the right and wrong records of one article into `by_type`, each gold record at most once.
  void tally(const DocumentLines& side, std::map<std::string, Tally>& by_type) const;
  /// The gold of an article as entries with places, for the page; evidence that does not stand in `text` word for word is left out.
  std::vector<Entry> shown(const std::string& document, const std::string& text) const;
  bool empty() const { return golden_.empty() && annotated_.empty(); }
  bool has(const std::string& document) const { return golden_.contains(document) || annotated_.contains(document); }

 private:
  struct Item {
    std::string type, evidence;
    Json data;
  };
  Result<void> add_golden(const std::string& folder);
  Result<void> add_annotated(const std::string& path);
  bool add_items(const Json& article);
  /// How right a record is: 0 wrong, 1 the value at the place, up to one point more a field; `full`: everything is right.
  struct Score {
    int points = 0;
    bool full = false;
  };
  Score score(const Entry& entry) const;
  Score best(const std::vector<Item>& items, const Entry& entry, std::vector<bool>* used) const;

  std::map<std::string, std::map<std::string, Entry>> golden_;  ///< by document, then record id
  std::map<std::string, std::vector<Item>> annotated_;
};

}  // namespace milepost::review
