// milepost view, milepost export: read a batch with its records, here or in an annotation tool.
#include <fmt/format.h>

#include "cli/command.h"
#include "review/articles.h"
#include "review/golden.h"
#include "review/report.h"

namespace milepost::cli {

namespace {

struct ViewArguments {
  std::string records, html, rules, output, to;
  std::vector<std::string> corpus;
  std::size_t limit = 500;
};

Result<std::vector<review::DocumentLines>> documents_of(const ViewArguments& a) {
  review::SideOptions options;
  options.corpus = a.corpus;
  auto side = review::open_side(a.records, options);
  if (!side) return tl::unexpected(side.error());
  return review::with_articles(**side, a.corpus, a.limit);
}

int view(const ViewArguments& a) {
  const auto documents = documents_of(a);
  if (!documents) return complain(documents.error());
  const std::string page = review::html_view(*documents, "Milepost: " + a.records);
  if (auto ok = review::replace_file(a.html, page); !ok) return complain(ok.error());
  std::size_t without = 0;
  for (const review::DocumentLines& d : *documents) without += d.text.empty();
  fmt::print("{}: {} articles, {} KB\n", a.html, documents->size(), page.size() / 1000);
  if (without > 0) fmt::print(stderr, "milepost: the text of {} articles was not found; give it with --corpus\n", without);
  return kDone;
}

int send(const ViewArguments& a) {
  const auto documents = documents_of(a);
  if (!documents) return complain(documents.error());
  const auto done =
      a.to == "brat" ? review::export_brat(*documents, a.output) : review::replace_file(a.output, review::export_label_studio(*documents));
  if (!done) return complain(done.error());
  fmt::print("{}: {} articles\n", a.output, documents->size());
  return kDone;
}

}  // namespace

void add_view_command(CLI::App& app, int& code) {
  auto a = std::make_shared<ViewArguments>();
  CLI::App* c = app.add_subcommand("view", "write a page that shows a batch of records in their articles");
  c->add_option("records", a->records, "a records file, a database, a golden folder; or a rules folder with --corpus")->required();
  c->add_option("--html", a->html, "the page to write")->required();
  c->add_option("--corpus", a->corpus, "where the articles are; by default where the records say; one each time")->allow_extra_args(false);
  c->add_option("--limit", a->limit, "articles shown");
  c->callback([a, &code] { code = view(*a); });
  auto b = std::make_shared<ViewArguments>();
  b->limit = SIZE_MAX;
  CLI::App* e = app.add_subcommand("export", "write records as annotations for brat or Label Studio");
  e->add_option("records", b->records, "a records file, a database or a golden folder")->required();
  e->add_option("--to", b->to, "brat (a folder) or label-studio (a JSON file)")->required()->check(CLI::IsMember({"brat", "label-studio"}));
  e->add_option("-o,--output", b->output, "folder or file to write")->required();
  e->add_option("--corpus", b->corpus, "where the articles are; by default where the records say; one each time")->allow_extra_args(false);
  e->callback([b, &code] { code = send(*b); });
}

}  // namespace milepost::cli
