// Any bytes as a file of rules and, behind a form feed, a lexicon, beside a small pack: refused with messages that point into the file, or
// compiled; never anything else. What was read is printed as rules that read the same.
#include "fuzz/law.h"
#include "rules/grammar.h"
#include "rules/pack_files.h"
#include "rules/unparse.h"
#include "text/text.h"

namespace {

using namespace milepost;

std::string again(const std::string& text, bool expression) {
  const rules::SourceMap map(0, text);
  std::vector<rules::Diagnostic> diagnostics;
  rules::Cursor in(map, {0, text.size(), false}, diagnostics);
  const std::string out = expression ? unparse(rules::parse_expression(in)) : unparse(rules::parse_pattern(in));
  return diagnostics.empty() && in.at_end() ? out : "";
}

void hold_unparse(const rules::RuleSet& set) {
  for (const rules::Rule& r : set.rules) {
    for (const rules::Pattern& p : r.matches) MILEPOST_LAW(again(unparse(p), false) == unparse(p), "a pattern is printed as another");
    for (const rules::Expr& e : r.where) MILEPOST_LAW(again(unparse(e), true) == unparse(e), "a condition is printed as another");
    for (const rules::Assignment& a : r.make)
      MILEPOST_LAW(again(unparse(a.value), true) == unparse(a.value), "a value is printed as another");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 1 << 14) return 0;
  rules::RuleSet set;
  std::vector<rules::Diagnostic> diagnostics;
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = std::min(all.find('\f'), size);
  set.files = {"types.rules", "fuzz.rules", "things.tsv"};
  set.sources = {"type Number group number { value:number }\ntype Thing { value:number name:text }\n", std::string(all.substr(0, cut)),
                 "entry\tkind\n" + std::string(all.substr(std::min(cut + 1, size)))};
  rules::parse_rules(0, set, diagnostics);
  rules::parse_rules(1, set, diagnostics);
  rules::parse_lexicon(2, "things", set, diagnostics);
  rules::expand_forms(set, diagnostics);
  rules::expand_lets(set, diagnostics);
  rules::check(set, diagnostics);
  bool failed = false;
  for (const rules::Diagnostic& d : diagnostics) {
    MILEPOST_LAW(d.position.file < set.files.size() && !d.message.empty(), "a message has no place");
    MILEPOST_LAW(!rules::print(d, set).empty(), "a message cannot be printed");
    failed = failed || d.severity == rules::Diagnostic::Severity::kError;
  }
  if (failed) return 0;
  hold_unparse(set);
  const Vocabulary none;
  const rules::Tokenizer tokenize = [&none](std::string_view phrase, std::vector<Token>& out) { text::tokenize_phrase(phrase, none, out); };
  const auto program = rules::compile(std::move(set), tokenize, diagnostics);
  if (program == nullptr) MILEPOST_LAW(!diagnostics.empty(), "a pack is refused without a message");
  return 0;
}
