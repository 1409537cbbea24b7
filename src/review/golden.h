// Golden articles: NAME.txt, NAME.records.jsonl beside it (reviewed), NAME.pins.jsonl (what a reviewer rejected).
#pragma once

#include <string>
#include <vector>

#include "milepost/document.h"
#include "milepost/pack.h"
#include "review/change.h"

namespace milepost::review {

/// A rejected change, so that the mistake cannot return unseen: a record that must be absent (`fields` narrow it down to the wrong values)
/// or must be present.
///   {"expect":"absent","id":"4f3d…","type":"quantity","text":"4.5 mn","fields":{"value":4.5},"note":"mn is million"}
struct Pin {
  bool absent = true;
  std::string id, type, text, note;
  Json fields;
  bool broken_by(const std::vector<Entry>& now) const;
  bool forbids(const Change& change) const;
};

struct GoldenArticle {
  std::string article;  ///< path of NAME.txt
  std::string records_path() const;
  std::string pins_path() const;
};

/// The articles below a folder (or the one article), sorted.
Result<std::vector<GoldenArticle>> golden_articles(const std::string& folder);

/// An article as it is and as it was.
struct GoldenState {
  GoldenArticle place;
  std::optional<DocumentLines> golden;  ///< nothing where the records were never written
  DocumentLines now;
  Document document;
  std::vector<Pin> pins;
};
/// Scans one article with the rules; its id is the golden's, wherever the program is started.
Result<GoldenState> golden_state(const GoldenArticle& article, const Pack& pack);

Result<std::vector<Pin>> read_pins(const std::string& path);
std::string pin_line(const Pin& pin);
/// Replaces a file's bytes as a whole (written beside it and renamed).
Result<void> replace_file(const std::string& path, const std::string& bytes);
std::string lines_of(const DocumentLines& document);

}  // namespace milepost::review
