// milepost scan: articles in, records out.
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "base/sha256.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "milepost/pipeline.h"
#include "read/readers.h"
#include "sink/sinks.h"

namespace milepost::cli {

namespace {

struct ScanArguments {
  std::vector<std::string> inputs, map, databases;
  std::string format, output = "-", rules, from, colour = "auto", types, report, progress = "auto";
  ScanOptions options;
  RunOptions how;
  std::uint64_t max_document_bytes = 16u << 20, max_errors = UINT64_MAX, sample = 0;
  bool resume = false, no_repair = false, no_copies = false;
};

std::atomic<bool> interrupted{false};

unsigned terminal_width() {
  winsize w{};
  return ::ioctl(1, TIOCGWINSZ, &w) == 0 && w.ws_col > 0 ? w.ws_col : 203;
}

Result<std::uint32_t> type_bits(const std::string& list) {
  if (list.empty()) return 0xffffffffu;
  std::uint32_t bits = 1u << static_cast<unsigned>(RecordType::kDocument) | 1u << static_cast<unsigned>(RecordType::kError);
  std::size_t at = 0;
  while (at <= list.size()) {
    const std::size_t cut = std::min(list.find(',', at), list.size());
    std::string name = list.substr(at, cut - at);
    name.erase(0, std::min(name.find_first_not_of(' '), name.size()));
    name.erase(name.find_last_not_of(' ') + 1);
    bool known = false;
    for (std::size_t t = 0; t < kRecordTypes; ++t)
      if (type_name(static_cast<RecordType>(t)) == name) bits |= 1u << t, known = true;
    if (!known)
      return tl::unexpected(
          Error{Error::Code::kBadInput, "--types", 0, "no record type '" + name + "'",
                "types: document quantity time organization person place statement target forecast observation deal error"});
    at = cut + 1;
  }
  return bits;
}

Result<read::ReadOptions> reading(const ScanArguments& a) {
  read::ReadOptions r;
  r.format = a.from;
  r.max_document_bytes = a.max_document_bytes;
  r.repair = !a.no_repair;
  for (const std::string& m : a.map) {
    const std::size_t cut = m.find('=');
    if (cut == std::string::npos || cut + 1 == m.size())
      return tl::unexpected(Error{Error::Code::kBadInput, "--map", 0, "'" + m + "' is not FIELD=KEY", "for example --map title=headline"});
    r.fields[m.substr(0, cut)] = m.substr(cut + 1);
  }
  return r;
}

/// What must be the same for one run to go on where another died.
std::string fingerprint(const ScanArguments& a, const std::string& pack, std::uint64_t input_bytes) {
  std::string key = MILEPOST_VERSION + std::string("\n") + pack + "\n" + std::to_string(input_bytes);
  const auto add = [&](const std::string& s) { key += "\n" + std::to_string(s.size()) + ":" + s; };
  for (const std::string& input : a.inputs) add(input);
  for (const std::string& m : a.map) add(m);
  for (const std::string& s : {a.from, a.types, a.options.reference_date, a.options.grades, a.how.since, a.how.until}) add(s);
  for (const std::uint64_t n :
       {a.max_document_bytes, a.how.limit, a.how.seed, a.sample, a.how.checkpoint, std::uint64_t{a.no_repair}, std::uint64_t{a.no_copies}})
    add(std::to_string(n));
  return sha256_hex(key).substr(0, 16);
}

/// An output that is also an input would be replaced by what was made of it.
Result<void> check_outputs(const ScanArguments& a) {
  std::error_code code;
  for (const std::string& input : a.inputs)
    for (const std::string* out : {&a.output, &a.report})
      if (!out->empty() && *out != "-" && input != "-" && std::filesystem::equivalent(input, *out, code) && !code)
        return tl::unexpected(Error{Error::Code::kBadInput, *out, 0, "is also an input", "name another file"});
  const bool from_pipe = std::find(a.inputs.begin(), a.inputs.end(), "-") != a.inputs.end();
  if (a.resume && a.output == "-" && a.databases.empty())
    return tl::unexpected(Error{Error::Code::kBadInput, "--resume", 0, "standard output cannot be gone on with", "give -o FILE or --to"});
  if (a.sample > 0 && from_pipe)
    return tl::unexpected(Error{Error::Code::kBadInput, "--sample", 0, "needs inputs that can be read twice", "name files instead of -"});
  return {};
}

Result<sink::Opened> open_sinks(const ScanArguments& a, const sink::RunFacts& facts) {
  std::vector<sink::Opened> sinks;
  for (const std::string& target : a.databases) {
    auto opened = sink::store(target, facts);
    if (!opened) return opened;
    sinks.push_back(std::move(*opened));
  }
  // A database was asked for, and nothing else: then nothing is printed off a terminal.
  if (a.databases.empty() || !a.format.empty() || a.output != "-" || ::isatty(1) != 0) {
    const bool as_table = a.format == "table" || (a.format.empty() && a.output == "-" && ::isatty(1) != 0);
    auto opened = as_table ? sink::table(a.output, terminal_width(), wants_colour(a.colour, 1)) : sink::jsonl(a.output, facts);
    if (!opened) return opened;
    if (!(a.resume && a.output == "-")) {
      sinks.push_back(std::move(*opened));
    } else if (sinks.empty()) {
      return opened;
    }
  }
  return sink::all_of(std::move(sinks));
}

/// The rank that the n-th smallest document of the sample has: a first reading counts the documents.
Result<std::uint64_t> sample_bound(const ScanArguments& a, const read::ReadOptions& options) {
  auto reader = read::open_inputs(a.inputs, options);
  if (!reader) return tl::unexpected(reader.error());
  std::vector<std::uint64_t> heap;
  std::uint64_t n = 0;
  while (auto input = (*reader)->next()) {
    if (!*input) continue;
    const std::uint64_t rank = sample_rank(a.how.seed, n++);
    if (heap.size() == a.sample && rank >= heap.front()) continue;
    heap.push_back(rank);
    std::push_heap(heap.begin(), heap.end());
    if (heap.size() <= a.sample) continue;
    std::pop_heap(heap.begin(), heap.end());
    heap.pop_back();
  }
  return heap.empty() ? UINT64_MAX : heap.front();
}

int finish(const ScanArguments& a, const RunReport& r) {
  if (!a.report.empty()) {
    sink::RunFacts none;
    auto out = sink::jsonl(a.report, none);
    if (!out) return complain(out.error());
    auto ok = out->sink->write({}, to_json(r) + "\n");
    if (ok) ok = out->sink->finish();
    if (!ok) return complain(ok.error());
  }
  if (r.stopped) {
    const bool resumable = a.output != "-" || !a.databases.empty();
    fmt::print(stderr, "milepost: stopped behind {} documents{}\n", r.documents,
               resumable ? "; the same command with --resume goes on" : "");
    return 130;
  }
  if (r.inputs == 0 && !a.resume && a.how.limit > 0) fmt::print(stderr, "milepost: no articles there\n");
  if (r.errors > 0) fmt::print(stderr, "milepost: {} of {} inputs could not be read; each is an error record\n", r.errors, r.inputs);
  if (r.errors > a.max_errors) return kTooManyErrors;
  return r.inputs == r.errors && r.inputs > 0 ? kTrouble : kDone;
}

int scan(ScanArguments a) {
  const auto bits = type_bits(a.types);
  if (!bits) return complain(bits.error());
  a.options.types = *bits;
  const auto options = reading(a);
  if (!options) return complain(options.error());
  if (const auto ok = check_outputs(a); !ok) return complain(ok.error());
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  auto reader = read::open_inputs(a.inputs, *options);
  if (!reader) return complain(reader.error());
  if (a.no_copies) a.how.copies = 0;
  if (a.sample > 0) {
    const auto bound = sample_bound(a, *options);
    if (!bound) return complain(bound.error());
    a.how.sample = *bound;
  }
  a.how.run = fingerprint(a, pack->hash(), (*reader)->bytes_total());
  auto sink = open_sinks(a, {a.how.run, pack->hash(), "milepost " MILEPOST_VERSION, time_of_day(), a.resume});
  if (!sink) return complain(sink.error());
  a.how.skip = sink->at.inputs;
  a.how.before = report_of_json(sink->at.report);
  a.how.stop = &interrupted;
  std::signal(SIGINT, [](int) {
    interrupted = true;
    std::signal(SIGINT, SIG_DFL);  // a second one ends at once
  });
  Progress progress(**reader, a.progress);
  a.how.progress = [&](const RunReport& r) { progress.show(r); };
  const auto report = run(**reader, *pack, a.options, *sink->sink, a.how);
  progress.end();
  if (!report) return complain(report.error());
  return finish(a, *report);
}

}  // namespace

void add_scan_command(CLI::App& app, int& code) {
  auto a = std::make_shared<ScanArguments>();
  CLI::App* c = app.add_subcommand("scan", "read articles, write records");
  c->add_option("inputs", a->inputs, "files, folders, archives; - for standard input")->required();
  c->add_option("--format", a->format, "jsonl (the default off a terminal) or table")->check(CLI::IsMember({"jsonl", "table"}));
  c->add_option("-o,--output", a->output,
                "write there instead of standard output; whole or not at all, compressed if it ends in .gz .zst .xz .bz2");
  c->add_option("--to", a->databases, "also store in FILE.db, postgres:SCHEMA, csv:FOLDER, duckdb:FILE or parquet:FOLDER; one each time")
      ->allow_extra_args(false);
  c->add_option("--rules", a->rules, "rules folder");
  c->add_option("--from", a->from, "format of the inputs: text jsonl cc_news realnews fundus dolma csv reuters xml; by content otherwise");
  c->add_option("--map", a->map, "where JSON or CSV keeps a field, as title=headline or url=meta.link; one each time")
      ->allow_extra_args(false);
  c->add_option("--reference-date", a->options.reference_date, "ISO date for articles without one")->check(iso_date());
  c->add_option("--types", a->types, "record types to write, separated by commas");
  c->add_option("--grade", a->options.grades, "grades of targets to write: A measurable and dated, B measurable, C dated, D aim only")
      ->transform(grades());
  c->add_option("-j,--jobs", a->options.jobs, "worker threads; 0: one a core");
  c->add_option("--since", a->how.since, "only articles published on this ISO date or later")->check(iso_date());
  c->add_option("--until", a->how.until, "only articles published on this ISO date or earlier")->check(iso_date());
  c->add_option("--limit", a->how.limit, "at most so many articles");
  c->add_option("--sample", a->sample, "so many articles from all over the inputs, which are read twice");
  c->add_option("--seed", a->how.seed, "another sample");
  c->add_flag("--resume", a->resume, "go on where a run of the same command died");
  c->add_option("--checkpoint", a->how.checkpoint, "inputs after which the output is made durable")->check(at_least(1));
  c->add_option("--max-doc-bytes", a->max_document_bytes, "longer articles become error records");
  c->add_option("--max-errors", a->max_errors, "exit with 3 when more inputs than this could not be read");
  c->add_flag("--no-repair", a->no_repair, "leave mojibake as it is");
  c->add_flag("--no-copies", a->no_copies, "do not look for copies among the articles");
  c->add_option("--report", a->report, "write the run's counts there as JSON");
  c->add_option("--progress", a->progress, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}));
  c->add_option("--color", a->colour, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}));
  c->callback([a, &code] { code = scan(*a); });
}

}  // namespace milepost::cli
