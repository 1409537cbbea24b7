#include <fmt/format.h>

#include <chrono>

#include "cli/command.h"
#include "milepost/pipeline.h"
#include "read/readers.h"

namespace milepost::cli {

namespace {

struct BenchArguments {
  std::vector<std::string> inputs;
  std::string rules;
  unsigned rounds = 3;
};

/// Counts what it is given and keeps nothing.
class Counter : public Sink {
 public:
  Result<void> write(const std::vector<Record>& records, std::string_view json) override {
    count += records.size();
    bytes += json.size();
    return {};
  }
  Result<void> finish() override { return {}; }
  std::uint64_t count = 0, bytes = 0;
};

int bench(const BenchArguments& a) {
  const auto begin = std::chrono::steady_clock::now();
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  const std::chrono::duration<double, std::milli> start = std::chrono::steady_clock::now() - begin;
  fmt::print("rules ready in {:.0f} ms\n", start.count());
  for (const unsigned jobs : {1u, 2u}) {
    double best = 0;
    std::uint64_t records = 0, text = 0, out = 0;
    for (unsigned round = 0; round < a.rounds; ++round) {
      auto reader = read::open_inputs(a.inputs, {});
      if (!reader) return complain(reader.error());
      Counter sink;
      ScanOptions options;
      options.jobs = jobs;
      const auto from = std::chrono::steady_clock::now();
      const auto report = run(**reader, *pack, options, sink);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - from;
      if (!report) return complain(report.error());
      best = std::max(best, static_cast<double>(report->text_bytes) / 1e6 / took.count());
      records = sink.count;
      text = report->text_bytes;
      out = sink.bytes;
    }
    fmt::print("{} thread{}: {:.1f} MB/s of text, {} records from {:.1f} MB, {:.1f} MB of JSON\n", jobs, jobs == 1 ? " " : "s", best,
               records, static_cast<double>(text) / 1e6, static_cast<double>(out) / 1e6);
  }
  return kDone;
}

}  // namespace

void add_bench_command(CLI::App& app, int& code) {
  auto a = std::make_shared<BenchArguments>();
  CLI::App* c = app.add_subcommand("bench", "time the whole line on articles, from JSON lines in to JSON lines out");
  c->add_option("inputs", a->inputs, "articles")->required();
  c->add_option("--rules", a->rules, "rules folder");
  c->add_option("--rounds", a->rounds, "rounds; the best one counts");
  c->callback([a, &code] { code = bench(*a); });
}

}  // namespace milepost::cli
