// milepost test: the golden articles against what the rules say now. Proposes (NAME.records.jsonl.new), never accepts; under CI it writes
// nothing.
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "base/printable.h"
#include "cli/command.h"
#include "read/readers.h"
#include "review/golden.h"
#include "review/report.h"

namespace milepost::cli {

namespace {

struct TestArguments {
  std::string folder = "corpus/golden", filter, rules, update = "auto", junit, colour = "auto";
  std::vector<std::string> gold, min_f1;
};

struct Outcome {
  std::string name, failure;  ///< failure "" when the article passes
};

bool under_ci() {
  const char* set = std::getenv("CI");
  return set != nullptr && *set != '\0' && std::string_view(set) != "0" && std::string_view(set) != "false";
}

std::string junit(const std::vector<Outcome>& outcomes) {
  std::size_t failed = 0;
  std::string cases;
  for (const Outcome& o : outcomes) {
    failed += !o.failure.empty();
    cases += fmt::format("  <testcase classname=\"milepost\" name=\"{}\"", review::escaped(o.name));
    if (o.failure.empty()) {
      cases += "/>\n";
      continue;
    }
    cases += "><failure message=\"differs from its golden records\">";
    std::size_t at = 0;
    while (at < o.failure.size()) {  // line ends stay, all else is made harmless
      const std::size_t end = std::min(o.failure.find('\n', at), o.failure.size());
      cases += review::escaped(std::string_view(o.failure).substr(at, end - at)) + "\n";
      at = end + 1;
    }
    cases += "</failure></testcase>\n";
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"milepost\" tests=\"{}\" failures=\"{}\">\n{}</testsuite>\n",
      outcomes.size(), failed, cases);
}

/// "" when the article is as its golden records say and breaks no pinned expectation.
std::string failure_of(const review::GoldenState& state, const review::ReportOptions& look) {
  review::Difference d;
  review::compare(state.golden ? &*state.golden : nullptr, &state.now, d.changes);
  d.texts[state.now.document] = state.now.text;
  d.documents = 1;
  review::group(d);
  std::string out = state.golden ? "" : "  no golden records yet; read them and accept with milepost review\n";
  if (state.golden || d.changes.size() > 200) {
    for (std::size_t i = 0; i < d.groups.size(); ++i) out += review::text_group(d, i, look);
  }
  std::vector<review::Entry> now;
  if (!state.pins.empty())
    for (const std::string& line : state.now.lines)
      if (auto entry = review::parse_entry(line)) now.push_back(std::move(*entry));
  for (const review::Pin& pin : state.pins)
    if (pin.broken_by(now))
      out += fmt::format("  rejected before, {}: {} '{}'  {}  ({})\n", pin.absent ? "here again" : "still missing", pin.type,
                         printable(pin.text), printable(pin.fields.dump(-1, ' ', false, review::Json::error_handler_t::replace)),
                         printable(pin.note));
  return out;
}

Result<void> propose(const review::GoldenState& state, bool failed, const std::string& update) {
  const std::string path = state.place.records_path();
  if (update == "always") return failed ? review::replace_file(path, review::lines_of(state.now)) : Result<void>{};
  std::error_code code;
  if (failed) return review::replace_file(path + ".new", review::lines_of(state.now));
  std::filesystem::remove(path + ".new", code);
  return {};
}

/// Golden records whose article is gone.
std::vector<Outcome> orphans(const std::string& folder) {
  std::vector<Outcome> out;
  std::error_code code;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, code)) {
    std::string path = entry.path().string();
    if (!path.ends_with(".records.jsonl")) continue;
    path.resize(path.size() - std::string_view(".records.jsonl").size());
    if (!std::filesystem::exists(path + ".txt", code)) out.push_back({path + ".records.jsonl", "  its article is gone\n"});
  }
  return out;
}

/// Scores a corpus against annotated articles; fails below the wished F1.
int score(const TestArguments& a) {
  review::Gold gold;
  for (const std::string& path : a.gold)
    if (auto ok = gold.add(path); !ok) return complain(ok.error());
  review::SideOptions options;
  options.corpus = {a.folder};
  auto side = review::open_side(rules_folder(a.rules), options);
  if (!side) return complain(side.error());
  std::map<std::string, review::Tally> tallies;
  for (;;) {
    auto document = (*side)->next();
    if (!document) return complain(document.error());
    if (!*document) break;
    if (gold.has((*document)->document)) gold.tally(**document, tallies);
  }
  std::size_t passed = 0, failed = 0;
  for (const auto& [type, t] : tallies) {
    fmt::print("{:<13} right {} of {} found, {} in gold: precision {:.3f} recall {:.3f} F1 {:.3f}, lenient F1 {:.3f}\n", type, t.right,
               t.found, t.gold, t.precision(), t.recall(), t.f1(), t.lenient_f1());
    double least = 0;
    for (const std::string& wish : a.min_f1)
      if (wish.starts_with(type + "=")) least = std::strtod(wish.c_str() + type.size() + 1, nullptr);
    t.f1() >= least ? ++passed : ++failed;
  }
  fmt::print("{} passed, {} failed\n", passed, failed);
  return failed == 0 ? kDone : kDifferent;
}

int test(const TestArguments& a) {
  if (!a.gold.empty()) return score(a);
  const std::string update = under_ci() ? "no" : a.update == "auto" ? "new" : a.update;
  if (under_ci() && a.update == "always")
    return complain({Error::Code::kBadInput, "--update=always", 0, "refused under CI", "goldens are read and accepted by a person"});
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  const auto articles = review::golden_articles(a.folder);
  if (!articles) return complain(articles.error());
  review::ReportOptions look;
  look.colour = wants_colour(a.colour, 1);
  std::vector<Outcome> outcomes = orphans(a.folder);
  for (const Outcome& o : outcomes) fmt::print("{}\n{}", o.name, o.failure);
  for (const review::GoldenArticle& article : *articles) {
    if (article.article.find(a.filter) == std::string::npos) continue;
    const auto state = review::golden_state(article, *pack);
    if (!state) return complain(state.error());
    const std::string failure = failure_of(*state, look);
    if (!failure.empty()) fmt::print("{}\n{}\n", article.article, failure);
    if (update != "no")
      if (auto ok = propose(*state, !failure.empty(), update); !ok) return complain(ok.error());
    outcomes.push_back({article.article, failure});
  }
  if (outcomes.empty()) return complain({Error::Code::kBadInput, "--filter", 0, "no article has '" + a.filter + "' in its path", ""});
  if (!a.junit.empty())
    if (auto ok = review::replace_file(a.junit, junit(outcomes)); !ok) return complain(ok.error());
  const auto failed =
      static_cast<std::size_t>(std::count_if(outcomes.begin(), outcomes.end(), [](const Outcome& o) { return !o.failure.empty(); }));
  if (failed > 0 && update == "new") fmt::print("read and accept with: milepost review {}\n", a.folder);
  fmt::print("{} passed, {} failed\n", outcomes.size() - failed, failed);
  return failed == 0 ? kDone : kDifferent;
}

}  // namespace

void add_test_command(CLI::App& app, int& code) {
  auto a = std::make_shared<TestArguments>();
  CLI::App* c = app.add_subcommand("test", "compare golden articles with what the rules say now; exit 1 when any differs");
  c->add_option("folder", a->folder, "golden articles; with --gold: the articles that were annotated");
  c->add_option("--filter", a->filter, "only articles whose path has this in it");
  c->add_option("--rules", a->rules, "rules folder");
  c->add_option("--update", a->update, "no; new: write NAME.records.jsonl.new (the default); always: rewrite the goldens; never under CI")
      ->check(CLI::IsMember({"auto", "no", "new", "always"}));
  c->add_option("--gold", a->gold, "annotated articles: score against them instead; one each time")->allow_extra_args(false);
  c->add_option("--min-f1", a->min_f1, "with --gold: TYPE=F1 that must be reached; one each time")->allow_extra_args(false);
  c->add_option("--junit", a->junit, "also write a JUnit report there");
  c->add_option("--color", a->colour, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}));
  c->callback([a, &code] { code = test(*a); });
}

}  // namespace milepost::cli
