// What each layer of the line costs. Every benchmark runs the line up to a layer over the same articles, so the difference between two is
// the layer between them; `bytes` and what was made (`sentences`, `mentions`, `linked`, `facts`, `records`) are printed beside the rate and
// must not change when only speed does.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "fact/fact.h"
#include "link/link.h"
#include "match/match.h"
#include "milepost/pipeline.h"
#include "pipeline/scanner.h"
#include "read/readers.h"
#include "text/text.h"

namespace {

using namespace milepost;

const Pack& pack() {
  static const auto opened = open_pack(MILEPOST_SOURCE "/rules");
  if (!opened.pack) std::abort();
  return *opened.pack;
}

const std::vector<Document>& articles() {
  static const std::vector<Document> all = [] {
    std::vector<Document> out;
    auto reader = read::open_inputs({MILEPOST_SOURCE "/corpus/golden/en"}, {});
    while (reader) {
      auto next = (*reader)->next();
      if (!next) break;
      if (*next) out.push_back(std::move(**next));
    }
    return out;
  }();
  return all;
}

void finish(benchmark::State& state, const char* what, std::size_t made) {
  std::size_t bytes = 0;
  for (const Document& d : articles()) bytes += d.text.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * static_cast<std::int64_t>(state.iterations()));
  state.counters["bytes"] = static_cast<double>(bytes);
  state.counters[what] = static_cast<double>(made);
}

void up_to_text(benchmark::State& state) {
  const rules::Program& program = pack().program();
  Text text;
  std::size_t sentences = 0;
  for (auto _ : state) {
    sentences = 0;
    for (const Document& d : articles()) {
      text::segment(d, program.words, program.segmentation, text);
      sentences += text.sentences.size();
    }
  }
  finish(state, "sentences", sentences);
}
BENCHMARK(up_to_text)->Unit(benchmark::kMillisecond);

/// The line up to match (1), link (2) or fact (3).
void up_to(benchmark::State& state, int depth) {
  const rules::Program& program = pack().program();
  Text text;
  Chart chart;
  Arena arena;
  Linked linked;
  Facts facts;
  const match::ScratchPtr scratch = match::make_scratch(program);
  link::Linker linker(program);
  fact::Gatherer gatherer(program);
  std::size_t made = 0;
  for (auto _ : state) {
    made = 0;
    for (const Document& d : articles()) {
      arena.clear();
      text::segment(d, program.words, program.segmentation, text);
      match::match_lexical(text, program, {}, *scratch, chart, arena);
      if (depth >= 2) linker.link(text, d.published, chart, arena, linked);
      if (depth >= 3) {
        match::match_linked(text, program, {}, *scratch, chart, arena);
        gatherer.gather({text, program, linker.words(), chart, linked, arena, d.published}, facts);
      }
      made += depth == 1   ? chart.mentions.size()
              : depth == 2 ? linked.quantities.size() + linked.times.size() + linked.entities.size()
                           : facts.goals.size() + facts.deals.size() + facts.statements.size();
    }
  }
  finish(state, depth == 1 ? "mentions" : depth == 2 ? "linked" : "facts", made);
}
BENCHMARK_CAPTURE(up_to, match, 1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(up_to, link, 2)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(up_to, fact, 3)->Unit(benchmark::kMillisecond);

void up_to_write(benchmark::State& state) {
  Scanner scanner(pack(), {});
  std::string json;
  std::size_t records = 0;
  for (auto _ : state) {
    json.clear();
    records = 0;
    for (const Document& d : articles())
      for (const Record& r : scanner.scan(d)) {
        append_json(json, r, pack().hash());
        ++records;
      }
    benchmark::DoNotOptimize(json.data());
  }
  finish(state, "records", records);
}
BENCHMARK(up_to_write)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
