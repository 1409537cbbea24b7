#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "cli/command.h"
#include "milepost/pipeline.h"
#include "read/readers.h"
#include "sink/sinks.h"

namespace milepost::cli {

namespace {

struct ScanArguments {
  std::vector<std::string> inputs;
  std::vector<std::string> map;
  std::string format, output = "-", database, rules, from, colour = "auto", types;
  ScanOptions options;
  std::uint64_t max_document_bytes = 16u << 20;
  std::uint64_t max_errors = UINT64_MAX;
};

bool colourful(const std::string& wish) {
  if (wish == "always") return true;
  if (wish == "never" || std::getenv("NO_COLOR") != nullptr) return false;
  return ::isatty(1) != 0;
}

unsigned terminal_width() {
  winsize w{};
  return ::ioctl(1, TIOCGWINSZ, &w) == 0 && w.ws_col > 0 ? w.ws_col : 200;
}

Result<std::uint32_t> type_bits(const std::string& list) {
  if (list.empty()) return 0xffffffffu;
  std::uint32_t bits = 1u << static_cast<unsigned>(RecordType::kDocument) | 1u << static_cast<unsigned>(RecordType::kError);
  std::size_t at = 0;
  while (at <= list.size()) {
    const std::size_t cut = std::min(list.find(',', at), list.size());
    const std::string name = list.substr(at, cut - at);
    bool known = false;
    for (std::size_t t = 0; t < kRecordTypes; ++t)
      if (type_name(static_cast<RecordType>(t)) == name) bits |= 1u << t, known = true;
    if (!known)
      return tl::unexpected(Error{Error::Code::kBadInput, "--types", 0, "no record type '" + name + "'",
                                  "types: document quantity time organization person place statement target forecast observation deal"});
    at = cut + 1;
  }
  return bits;
}

Result<std::unique_ptr<Sink>> open_sinks(const ScanArguments& a, const Pack& pack) {
  std::string format = a.format;
  if (format.empty()) format = a.output == "-" && ::isatty(1) != 0 ? "table" : "jsonl";
  std::unique_ptr<Sink> main;
  if (!a.database.empty() && a.format.empty() && a.output == "-" && ::isatty(1) == 0) {
    return sink::sqlite(a.database, pack.hash());  // a database was asked for, and nothing else
  }
  auto opened = format == "table" ? sink::table(a.output, terminal_width(), colourful(a.colour)) : sink::jsonl(a.output);
  if (!opened || a.database.empty()) return opened;
  auto database = sink::sqlite(a.database, pack.hash());
  if (!database) return database;
  return sink::both(std::move(*database), std::move(*opened));
}

int scan(ScanArguments a) {
  const auto bits = type_bits(a.types);
  if (!bits) return complain(bits.error());
  a.options.types = *bits;
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  read::ReadOptions reading;
  reading.format = a.from;
  reading.max_document_bytes = a.max_document_bytes;
  for (const std::string& m : a.map) {
    const std::size_t cut = m.find('=');
    if (cut == std::string::npos) return complain({Error::Code::kBadInput, "--map", 0, "'" + m + "' is not FIELD=KEY", "for example --map title=headline"});
    reading.fields[m.substr(0, cut)] = m.substr(cut + 1);
  }
  auto reader = read::open_inputs(a.inputs, reading);
  if (!reader) return complain(reader.error());
  auto sink = open_sinks(a, *pack);
  if (!sink) return complain(sink.error());
  const bool progress = ::isatty(2) != 0 && ::isatty(1) == 0;
  const auto report = run(**reader, *pack, a.options, **sink, [&](const RunReport& r) {
    if (progress) fmt::print(stderr, "\r{} documents, {} errors, {} MB", r.documents, r.errors, r.text_bytes / 1000000);
  });
  if (progress) fmt::print(stderr, "\n");
  if (!report) return complain(report.error());
  if (report->errors > 0)
    fmt::print(stderr, "milepost: {} of {} inputs could not be read; each is an error record\n", report->errors, report->inputs);
  if (report->inputs == report->errors && report->inputs > 0) return kTrouble;
  return report->errors > a.max_errors ? kTooManyErrors : kDone;
}

}  // namespace

void add_scan_command(CLI::App& app, int& code) {
  auto a = std::make_shared<ScanArguments>();
  CLI::App* c = app.add_subcommand("scan", "read articles, write records");
  c->add_option("inputs", a->inputs, "files, folders, archives; - for standard input")->required();
  c->add_option("--format", a->format, "jsonl (the default off a terminal) or table")->check(CLI::IsMember({"jsonl", "table"}));
  c->add_option("-o,--output", a->output, "write there instead of standard output; the file appears whole or not at all");
  c->add_option("--to", a->database, "also store in this SQLite file");
  c->add_option("--rules", a->rules, "rules folder");
  c->add_option("--from", a->from, "format of the inputs: text jsonl cc_news realnews fundus dolma csv reuters xml; by content otherwise");
  c->add_option("--map", a->map, "where JSON or CSV keeps a field, as title=headline or url=meta.link; more than one may be given");
  c->add_option("--reference-date", a->options.reference_date, "ISO date for articles without one");
  c->add_option("--types", a->types, "record types to write, separated by commas");
  c->add_option("--grade", a->options.grades, "grades of targets to write: A measurable and dated, B measurable, C dated, D aim only");
  c->add_option("-j,--jobs", a->options.jobs, "worker threads; 0: one a core");
  c->add_option("--max-doc-bytes", a->max_document_bytes, "longer articles become error records");
  c->add_option("--max-errors", a->max_errors, "exit with 3 when more inputs than this could not be read");
  c->add_option("--color", a->colour, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}));
  c->callback([a, &code] { code = scan(*a); });
}

}  // namespace milepost::cli
