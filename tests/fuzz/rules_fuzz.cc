// Any bytes as a file of rules beside a small pack: refused with messages that point into the file, or compiled; never anything else.
#include "fuzz/law.h"
#include "rules/pack_files.h"
#include "text/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace milepost;
  if (size > 1 << 14) return 0;
  rules::RuleSet set;
  std::vector<rules::Diagnostic> diagnostics;
  set.files = {"types.rules", "fuzz.rules"};
  set.sources = {"type Number group number { value:number }\ntype Thing { value:number name:text }\n",
                 std::string(reinterpret_cast<const char*>(data), size)};
  rules::parse_rules(0, set, diagnostics);
  rules::parse_rules(1, set, diagnostics);
  rules::expand_lets(set, diagnostics);
  rules::check(set, diagnostics);
  bool failed = false;
  for (const rules::Diagnostic& d : diagnostics) {
    MILEPOST_LAW(d.position.file < set.files.size() && !d.message.empty(), "a message has no place");
    MILEPOST_LAW(!rules::print(d, set).empty(), "a message cannot be printed");
    failed = failed || d.severity == rules::Diagnostic::Severity::kError;
  }
  if (failed) return 0;
  const Vocabulary none;
  const rules::Tokenizer tokenize = [&none](std::string_view phrase, std::vector<Token>& out) { text::tokenize_phrase(phrase, none, out); };
  const auto program = rules::compile(std::move(set), tokenize, diagnostics);
  if (program == nullptr) MILEPOST_LAW(!diagnostics.empty(), "a pack is refused without a message");
  return 0;
}
