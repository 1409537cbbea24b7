// open_pack: the rules room reads and compiles, the text room cuts its phrases.
#include "milepost/pack.h"
#include "rules/pack_files.h"
#include "rules/program.h"
#include "text/text.h"

namespace milepost {

const std::string& Pack::hash() const { return program_->hash; }

PackResult open_pack(const std::string& folder) { return open_pack(folder, {}); }

PackResult open_pack(const std::string& folder, const std::vector<std::string>& types) {
  PackResult result;
  std::vector<rules::Diagnostic> diagnostics;
  rules::RuleSet set = rules::read_packs(folder, diagnostics);
  rules::check(set, diagnostics);
  const auto failed = [&] {
    for (const rules::Diagnostic& d : diagnostics)
      if (d.severity == rules::Diagnostic::Severity::kError) return true;
    return false;
  };
  std::shared_ptr<const rules::Program> program;
  if (!failed()) {
    if (!types.empty()) rules::keep_types(set, types);
    const Vocabulary none;
    const rules::Tokenizer tokenize = [&none](std::string_view phrase, std::vector<Token>& out) {
      text::tokenize_phrase(phrase, none, out);
    };
    program = rules::compile(std::move(set), tokenize, diagnostics);
  }
  const rules::RuleSet& source = program ? program->source : set;
  for (const rules::Diagnostic& d : diagnostics)
    result.diagnostics.push_back({d.severity == rules::Diagnostic::Severity::kError, rules::print(d, source)});
  if (program && !failed()) result.pack = std::make_shared<const Pack>(std::move(program));
  return result;
}

}  // namespace milepost
