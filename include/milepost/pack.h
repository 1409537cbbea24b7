// Compiled rules: immutable, shared by all threads.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "milepost/result.h"

namespace milepost {

namespace rules {
struct Program;
}

/// One thing wrong with a rule pack, ready to be printed: "rules/en/target.rules:14:40: error: no lexicon 'redcue'; did you mean 'reduce'?"
/// with the source line and a caret below.
struct PackDiagnostic {
  bool error = true;
  std::string text;
};

/// A compiled pack. Cheap to copy. Two packs from the same files are equal in hash on every machine.
class Pack {
 public:
  explicit Pack(std::shared_ptr<const rules::Program> program) : program_(std::move(program)) {}
  const rules::Program& program() const { return *program_; }
  const std::string& hash() const;  ///< 16 hex digits over all files of the pack

 private:
  std::shared_ptr<const rules::Program> program_;
};

/// What became of a rules folder: a pack, or none and at least one error. Warnings may stand beside a pack.
struct PackResult {
  std::shared_ptr<const Pack> pack;
  std::vector<PackDiagnostic> diagnostics;
};

/// Reads, checks and compiles every pack below a folder. There is no partial load.
PackResult open_pack(const std::string& folder);
/// The same with only the rules that make some types, and all that those need: open_pack("rules", {"Time"}) finds times and nothing else.
/// Every type when none is named.
PackResult open_pack(const std::string& folder, const std::vector<std::string>& types);

}  // namespace milepost
