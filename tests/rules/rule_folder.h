// A rules folder from strings, removed at the end of the test.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "rules/pack_files.h"

namespace milepost::rules {

class RuleFolder {
 public:
  struct File {
    std::string name, text;
  };
  explicit RuleFolder(const std::vector<File>& files) {
    static int counter = 0;
    root_ =
        std::filesystem::temp_directory_path() / ("milepost_rules_" + std::to_string(getpid()) + "_" + std::to_string(counter++)) / "rules";
    std::filesystem::create_directories(root_);
    for (const auto& [name, text] : files) add(name, text);
  }
  ~RuleFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(root_.parent_path(), ignored);
  }
  RuleFolder(const RuleFolder&) = delete;

  void add(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
  }
  const std::filesystem::path& root() const { return root_; }

  /// What the folder's files are told: read and checked, all messages printed, one after the other.
  std::string complaints() const {
    std::vector<Diagnostic> diagnostics;
    const RuleSet set = read_packs(root_.string(), diagnostics);
    check(set, diagnostics);
    std::string out;
    for (const Diagnostic& d : diagnostics) out += print(d, set) + "\n";
    return out;
  }

 private:
  std::filesystem::path root_;
};

}  // namespace milepost::rules
