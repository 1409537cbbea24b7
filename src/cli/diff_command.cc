// milepost diff OLD NEW: what a change of rules did, judged by what was reviewed before.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "cli/command.h"
#include "review/golden.h"
#include "review/report.h"

namespace milepost::cli {

namespace {

struct DiffArguments {
  std::string before, after, format = "text", output = "-", html, colour = "auto", types;
  std::vector<std::string> gold;
  review::SideOptions side;
  review::ReportOptions report;
};

int emit(const std::string& path, const std::string& bytes) {
  if (path == "-") {
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    return kDone;
  }
  const auto written = review::replace_file(path, bytes);
  return written ? static_cast<int>(kDone) : complain(written.error());
}

int diff(DiffArguments a) {
  review::Gold gold;
  for (const std::string& path : a.gold)
    if (auto ok = gold.add(path); !ok) return complain(ok.error());
  auto before = review::open_side(a.before, a.side);
  if (!before) return complain(before.error());
  auto after = review::open_side(a.after, a.side);
  if (!after) return complain(after.error());
  review::DiffOptions options;
  for (std::size_t at = 0; at < a.types.size();) {
    const std::size_t cut = std::min(a.types.find(',', at), a.types.size());
    options.types.insert(a.types.substr(at, cut - at));
    at = cut + 1;
  }
  const auto d = review::difference_of(**before, **after, gold, options);
  if (!d) return complain(d.error());
  a.report.before = a.before, a.report.after = a.after;
  a.report.colour = a.output == "-" && wants_colour(a.colour, 1);
  if (!a.html.empty())
    if (const int code = emit(a.html, review::html_report(*d, gold, a.report)); code != kDone) return code;
  const std::string out = a.format == "json"   ? review::json_report(*d, a.report)
                          : a.format == "md"   ? review::markdown_report(*d, a.report)
                          : a.format == "html" ? review::html_report(*d, gold, a.report)
                                               : review::text_report(*d, a.report);
  if (const int code = emit(a.output, out); code != kDone) return code;
  return d->changes.empty() ? kDone : kDifferent;
}

}  // namespace

bool wants_colour(const std::string& wish, int descriptor) {
  if (wish == "always") return true;
  if (wish == "never") return false;
  const char* none = std::getenv("NO_COLOR");
  const char* force = std::getenv("CLICOLOR_FORCE");
  const char* term = std::getenv("TERM");
  if (none != nullptr && *none != '\0') return false;
  if (force != nullptr && *force != '\0' && std::string_view(force) != "0") return true;
  return ::isatty(descriptor) != 0 && (term == nullptr || std::string_view(term) != "dumb");
}

void add_diff_command(CLI::App& app, int& code) {
  auto a = std::make_shared<DiffArguments>();
  CLI::App* c = app.add_subcommand("diff", "show what changed between two extractions, grouped, with verdicts; exit 1 when anything did");
  c->add_option("old", a->before, "a records file, a database, a golden folder, a rules folder or git:REV")->required();
  c->add_option("new", a->after, "the same")->required();
  c->add_option("--corpus", a->side.corpus, "articles that rules are run over; one each time")->allow_extra_args(false);
  c->add_option("--gold", a->gold, "golden folders or annotated articles for the verdicts; one each time")->allow_extra_args(false);
  c->add_option("--types", a->types, "record types to compare, separated by commas");
  c->add_option("-f,--format", a->format, "text, md, json or html")->check(CLI::IsMember({"text", "md", "json", "html"}));
  c->add_flag_callback(
      "--md", [a] { a->format = "md"; }, "Markdown, for pull requests");
  c->add_flag_callback(
      "--json", [a] { a->format = "json"; }, "JSON, for machines");
  c->add_option("--html", a->html, "also write a self-contained page there");
  c->add_option("-o,--output", a->output, "write there instead of standard output");
  c->add_option("--context", a->report.context, "bytes of the article around each example");
  c->add_option("--examples", a->report.examples, "examples of a group");
  c->add_option("--reference-date", a->side.reference_date, "ISO date for articles without one")->check(iso_date());
  c->add_option("--color", a->colour, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}));
  c->callback([a, &code] { code = diff(*a); });
}

}  // namespace milepost::cli
