// explain: a record's derivation as a tree; why a rule did not speak.
#include <fmt/format.h>

#include <charconv>

#include "cli/command.h"
#include "milepost/pipeline.h"
#include "pipeline/explain.h"
#include "read/readers.h"
#include "rules/suggest.h"

namespace milepost::cli {

namespace {

struct ExplainArguments {
  std::string document, rules, why_not, text, date;
  bool headline = false;
};

/// "news/a.txt:55" is document news/a.txt, byte 55; a file of the whole name comes first.
std::optional<std::uint32_t> cut_offset(std::string& document) {
  const std::size_t colon = document.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  std::uint32_t offset = 0;
  const char* end = document.data() + document.size();
  const auto [stop, code] = std::from_chars(document.data() + colon + 1, end, offset);
  if (code != std::errc{} || stop != end || colon + 1 == document.size()) return std::nullopt;
  document.resize(colon);
  return offset;
}

int tell_why_not(const ExplainArguments& a, const rules::Program& p) {
  std::vector<std::string> known;
  for (RuleId r = 0; r < p.rules.size(); ++r) {
    known.push_back(p.rules[r].id);
    if (p.rules[r].id != a.why_not || p.rules[r].where.empty()) continue;
    Document d;
    d.id = "text";
    d.text = a.text;
    d.published = a.date;
    if (a.headline) d.title = a.text, d.title_bytes = static_cast<std::uint32_t>(a.text.size());
    fmt::print("{}", why_not(p, r, d));
    return kDone;
  }
  const std::string cure = rules::did_you_mean(a.why_not, known);
  return complain({Error::Code::kBadInput, a.why_not, 0, "no such rule", cure.empty() ? "see rules list" : cure});
}

int tell_derivation(const ExplainArguments& a, const rules::Program& p) {
  std::string path = a.document;
  const auto offset = cut_offset(path);
  auto reader = read::open_inputs({path}, {});
  if (!reader) return complain(reader.error());
  std::size_t told = 0;
  while (auto next = (*reader)->next()) {
    if (!*next) return complain(next->error());
    Document d = std::move(**next);
    if (!a.date.empty() && d.published.empty()) d.published = a.date;
    const std::string tree = explain(p, d, offset);
    fmt::print("{}{}", told > 0 && !tree.empty() ? "\n" : "", tree);
    told += tree.empty() ? 0 : 1;
  }
  if (told == 0) fmt::print(stderr, "milepost: no record there; `milepost scan` lists all records with their spans\n");
  return told == 0 ? kDifferent : kDone;
}

int run(const ExplainArguments& a) {
  if (a.why_not.empty() == a.document.empty())
    return complain({Error::Code::kBadInput, "explain", 0, "one document, or --why-not RULE --text TEXT, is needed", "see explain --help"});
  if (a.why_not.empty() && (!a.text.empty() || a.headline))
    return complain({Error::Code::kBadInput, a.headline ? "--head" : "--text", 0, "is for --why-not RULE", "name the rule"});
  if (!a.why_not.empty() && a.text.empty()) return complain({Error::Code::kBadInput, "--why-not", 0, "no text", "give one with --text"});
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  return a.why_not.empty() ? tell_derivation(a, pack->program()) : tell_why_not(a, pack->program());
}

}  // namespace

void add_explain_command(CLI::App& app, int& code) {
  auto a = std::make_shared<ExplainArguments>();
  CLI::App* c = app.add_subcommand("explain", "where a record comes from, or why a rule did not speak");
  c->add_option("document", a->document, "a document, with :OFFSET for the records at that byte; all facts otherwise");
  c->add_option("--why-not", a->why_not, "id of a rule: how far it came in --text, and what stopped it");
  c->add_option("--text", a->text, "the text for --why-not");
  c->add_flag("--head", a->headline, "the text is a headline");
  c->add_option("--date", a->date, "the document's date, where it has none")->check(iso_date());
  c->add_option("--rules", a->rules, "rules folder");
  c->callback([a, &code] { code = run(*a); });
}

}  // namespace milepost::cli
