// One side of a comparison: where its records come from.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "milepost/pack.h"
#include "review/entry.h"

namespace milepost::review {

/// Delivers the records of one document after the other.
class Side {
 public:
  virtual ~Side() = default;
  [[nodiscard]] virtual Result<std::optional<DocumentLines>> next() = 0;
  /// The compiled rules, when the side runs some; null for stored records.
  virtual const Pack* pack() const { return nullptr; }
};

struct SideOptions {
  std::vector<std::string> corpus;  ///< what rules are run over: files, folders, archives
  std::string reference_date;
};

/// Opens a side by what `name` is:
///   records.jsonl          records that milepost scan wrote (also compressed)
///   targets.db             a database that milepost scan --to wrote
///   corpus/golden          a folder with golden records (*.records.jsonl)
///   rules/                 a folder with pack.json files: the rules are run over the corpus
///   git:REV or git:REV:DIR the rules (or DIR) of the repository at a revision, run over the corpus
Result<std::unique_ptr<Side>> open_side(const std::string& name, const SideOptions& options);

/// A temporary folder with what `git:REV[:DIR]` names; removed with its owner.
class Checkout {
 public:
  static Result<Checkout> open(const std::string& spec);
  Checkout(Checkout&& other) noexcept;
  Checkout& operator=(Checkout&&) = delete;
  ~Checkout();
  const std::string& folder() const { return folder_; }

 private:
  explicit Checkout(std::string root) : root_(std::move(root)) {}
  std::string root_, folder_;
};

/// Two sides, document by document. Sides that run rules over the same corpus are in step; stored records may be in any order.
class Pairing {
 public:
  Pairing(Side& before, Side& after) : before_{before, {}, {}, false}, after_{after, {}, {}, false} {}
  struct Pair {
    std::optional<DocumentLines> before, after;
  };
  /// The next document of either side; nothing at the end.
  Result<std::optional<Pair>> next();

 private:
  using Waiting = std::unordered_map<std::string, DocumentLines>;
  struct Half {
    Side& side;
    Waiting waiting;                 ///< delivered here, not yet by the other side
    std::vector<std::string> order;  ///< of arrival, for what stays alone
    bool ended = false;
  };
  Result<void> pull(Half& from, Half& other, bool left);
  Half before_, after_;
  std::deque<Pair> ready_;
  std::size_t alone_ = 0;
};

}  // namespace milepost::review
