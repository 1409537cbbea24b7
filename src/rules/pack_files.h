// The front of the rules room: from a folder to a checked RuleSet, and from a RuleSet to a Program.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "rules/ast.h"
#include "rules/program.h"

namespace milepost::rules {

/// Reads every pack below `folder` (pack.json, *.rules, *.tsv). Appends diagnostics; the set is usable for checking even with errors.
RuleSet read_packs(const std::string& folder, std::vector<Diagnostic>& diagnostics);
/// Parses one *.rules file whose bytes are set.sources[file] into `set`. Door of parse.cc; never stops at the first error.
void parse_rules(std::uint32_t file, RuleSet& set, std::vector<Diagnostic>& diagnostics);
/// Reads one *.tsv. Door of lexicon.cc. Forms are expanded by expand_forms() once all files are read.
void parse_lexicon(std::uint32_t file, const std::string& name, RuleSet& set, std::vector<Diagnostic>& diagnostics);
void expand_forms(RuleSet& set, std::vector<Diagnostic>& diagnostics);
/// Puts the pattern of each let where its name stands; done by read_packs, so that later stages see no lets in patterns.
void expand_lets(RuleSet& set, std::vector<Diagnostic>& diagnostics);
/// Names, types, attributes, cycles, examples present: everything that can be wrong without running a rule.
void check(const RuleSet& set, std::vector<Diagnostic>& diagnostics);
/// Leaves only the rules that make the types, those that these need, and those of the same conflict groups; frames and contexts go. For a
/// set that check() passed.
void keep_types(RuleSet& set, const std::vector<std::string>& types);
/// Cuts a phrase into tokens as the text room cuts text (text::tokenize_phrase); passed in, for rooms do not include each other.
using Tokenizer = std::function<void(std::string_view phrase, std::vector<Token>& out)>;
/// Requires a set without errors; may add errors of its own (patterns too large, no trigger). The set becomes Program::source, and its rows
/// those of Program::lexicons; null, and the set stays (without rows), when there are errors.
std::shared_ptr<const Program> compile(RuleSet&& set, const Tokenizer& tokenize, std::vector<Diagnostic>& diagnostics);
/// "rules/en/money.rules:14:40: error: …" with the source line, a caret and the cure.
std::string print(const Diagnostic& diagnostic, const RuleSet& set);

}  // namespace milepost::rules
