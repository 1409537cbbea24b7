// What check.cc (statements) and check_names.cc (patterns and expressions) know of a set: every name and where it may stand.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "rules/pack_files.h"

namespace milepost::rules {

inline constexpr std::size_t kMaxRules = 20000;
inline constexpr std::size_t kMaxGuards = 32;

/// What a capture stands for: the lexicons and types whose columns and attributes it may have.
struct CaptureNames {
  std::set<std::string> lexicons, types;
};
using Captures = std::map<std::string, CaptureNames>;

/// Checks patterns and expressions against the names of the set. Unknown names are told with the nearest known one.
class NameCheck {
 public:
  NameCheck(const RuleSet& set, std::vector<Diagnostic>& diagnostics);

  void pattern(const Pattern& pattern, Captures& captures);
  void guard(const Guard& guard);
  void expression(const Expr& expr, const Captures& captures);
  /// An attribute that a rule makes, a context sets or an example names.
  void made_attribute(const std::string& type, const std::string& attribute, const Position& at);
  /// Whether what a rule makes of an attribute can be of the kind that the type declares.
  void made_kind(const TypeDecl& type, const Assignment& made);
  bool type(const std::string& name, const Position& at);
  void expectations(const Example& example);
  const TypeDecl* find_type(const std::string& name) const;

  void error(const Position& at, std::string message, std::string cure = "");
  void warning(const Position& at, std::string message, std::string cure = "");

 private:
  void conditions(const Pattern& pattern);
  void regex(const Pattern& pattern);
  void attribute(const Expr& expr, const Captures& captures);
  void call(const Expr& expr, const Captures& captures);

  std::vector<Diagnostic>& diagnostics_;
  std::map<std::string, const TypeDecl*> types_;
  std::map<std::string, const Lexicon*> lexicons_;
  std::map<std::string, std::set<std::string>> attributes_;  ///< of types
  std::vector<std::string> type_names_, lexicon_names_, shapes_;
  std::set<std::string> checked_regexes_;
};

/// Circles of types that use each other and of rules that beat each other.
void check_circles(const RuleSet& set, NameCheck& names);

}  // namespace milepost::rules
