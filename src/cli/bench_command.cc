#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "cli/command.h"
#include "link/link.h"
#include "milepost/json.h"
#include "milepost/pack.h"
#include "milepost/pipeline.h"
#include "pipeline/scanner.h"
#include "read/readers.h"

namespace milepost::cli {

namespace {

struct BenchArguments {
  std::vector<std::string> inputs;
  std::string rules;
  unsigned rounds = 5;
  bool each = false, amounts = false;
};

/// Counts what it is given and keeps nothing.
class Counter : public Sink {
 public:
  Result<void> write(const std::vector<Record>&, std::string_view json) override {
    bytes += json.size();
    return {};
  }
  Result<void> write_more(const std::vector<Record>& records, std::string_view json) override { return write(records, json); }
  bool wants_records() const override { return false; }
  Result<void> finish() override { return {}; }
  std::uint64_t bytes = 0;
};

/// What one run over all inputs took.
struct Timing {
  double wall = 0, cpu = 0;  ///< seconds; cpu of all threads
  std::uint64_t records = 0, text = 0, json = 0;
};

double cpu_now() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

Result<Timing> time_once(const Pack& pack, const std::vector<std::string>& inputs, unsigned jobs) {
  auto reader = read::open_inputs(inputs, {});
  if (!reader) return tl::unexpected(reader.error());
  Counter sink;
  ScanOptions options;
  options.jobs = jobs;
  const auto from = std::chrono::steady_clock::now();
  const double cpu = cpu_now();
  const auto report = run(**reader, pack, options, sink);
  if (!report) return tl::unexpected(report.error());
  Timing t;
  t.cpu = cpu_now() - cpu;
  t.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
  for (const std::uint64_t n : report->records) t.records += n;
  t.text = report->text_bytes;
  t.json = sink.bytes;
  return t;
}

/// Each input alone, as lines of JSON: the least CPU time of some rounds.
int bench_each(const BenchArguments& a, const Pack& pack) {
  for (const std::string& input : a.inputs) {
    Timing best;
    for (unsigned round = 0; round < a.rounds; ++round) {
      const auto t = time_once(pack, {input}, 1);
      if (!t) return complain(t.error());
      if (round == 0 || t->cpu < best.cpu) best = *t;
    }
    std::string line = "{";
    JsonFields(line)
        .text("input", input)
        .number("text_bytes", static_cast<double>(best.text))
        .number("records", static_cast<double>(best.records))
        .number("cpu_seconds", best.cpu);
    fmt::print("{}}}\n", line);
  }
  return kDone;
}

double median(std::vector<double> v) {
  std::sort(v.begin(), v.end());
  return v.empty() ? 0 : v[v.size() / 2];
}

/// The layers of numbers, units, money, percentages and time alone, on one thread: from text in memory to linked values.
int bench_amounts(const BenchArguments& a) {
  const PackResult opened = open_pack(rules_folder(a.rules), link::amount_types());
  for (const PackDiagnostic& d : opened.diagnostics) fmt::print(stderr, "{}\n", d.text);
  if (!opened.pack) return kTrouble;
  auto reader = read::open_inputs(a.inputs, {});
  if (!reader) return complain(reader.error());
  std::vector<Document> documents;
  std::uint64_t bytes = 0;
  while (auto next = (*reader)->next()) {
    if (!next->has_value()) return complain(next->error());
    bytes += (*next)->text.size();
    documents.push_back(std::move(**next));
  }
  Line line(opened.pack->program());
  std::vector<double> rates;
  std::uint64_t quantities = 0, times = 0;
  for (unsigned round = 0; round < std::max(a.rounds, 1u); ++round) {
    quantities = times = 0;
    const double cpu = cpu_now();
    for (const Document& d : documents) {
      line.read_amounts(d, "");
      for (const Quantity& q : line.linked.quantities) quantities += q.emitted ? 1 : 0;
      for (const Time& t : line.linked.times) times += t.emitted ? 1 : 0;
    }
    rates.push_back(static_cast<double>(bytes) / 1e6 / (cpu_now() - cpu));
  }
  fmt::print("{} quantities and {} times from {:.1f} MB of text\n", quantities, times, static_cast<double>(bytes) / 1e6);
  fmt::print("amounts and times alone, 1 thread: {:.1f} MB for each second of CPU time (median of {} rounds)\n", median(rates),
             rates.size());
  return kDone;
}

/// All inputs on one thread and on two, in turn, so that both see the machine alike.
int bench(const BenchArguments& a) {
  const auto begin = std::chrono::steady_clock::now();
  if (a.amounts) return bench_amounts(a);
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  if (a.each) return bench_each(a, *pack);
  const std::chrono::duration<double, std::milli> start = std::chrono::steady_clock::now() - begin;
  fmt::print("rules ready in {:.0f} ms\n", start.count());
  std::vector<double> wall[2], cpu[2], gain;
  Timing last;
  for (unsigned round = 0; round < std::max(a.rounds, 1u); ++round) {
    for (const unsigned jobs : {1u, 2u}) {
      const auto t = time_once(*pack, a.inputs, jobs);
      if (!t) return complain(t.error());
      last = *t;
      wall[jobs - 1].push_back(static_cast<double>(t->text) / 1e6 / t->wall);
      cpu[jobs - 1].push_back(static_cast<double>(t->text) / 1e6 / t->cpu);
    }
    gain.push_back(wall[1].back() / wall[0].back());
  }
  fmt::print("{} records from {:.1f} MB of text, {:.1f} MB of JSON\n", last.records, static_cast<double>(last.text) / 1e6,
             static_cast<double>(last.json) / 1e6);
  for (const unsigned jobs : {1u, 2u})
    fmt::print("{} thread{}: {:.1f} MB/s of text, {:.1f} MB for each second of CPU time\n", jobs, jobs == 1 ? " " : "s",
               median(wall[jobs - 1]), median(cpu[jobs - 1]));
  fmt::print("two threads are {:.2f} times as fast (medians of {} rounds)\n", median(gain), gain.size());
  return kDone;
}

}  // namespace

void add_bench_command(CLI::App& app, int& code) {
  auto a = std::make_shared<BenchArguments>();
  CLI::App* c = app.add_subcommand("bench", "time the whole line on articles, from JSON lines in to JSON lines out");
  c->add_option("inputs", a->inputs, "articles")->required();
  c->add_option("--rules", a->rules, "rules folder");
  c->add_option("--rounds", a->rounds, "rounds; the median counts");
  c->add_flag("--each", a->each, "time each input alone on one thread; least CPU time, as JSON lines");
  c->add_flag("--amounts", a->amounts, "time numbers, units, money, percentages and times alone, from text in memory to linked values");
  c->callback([a, &code] { code = bench(*a); });
}

}  // namespace milepost::cli
