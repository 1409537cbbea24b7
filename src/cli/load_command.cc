// milepost load: records that were written before, perhaps on another machine, into a database.
#include <fmt/format.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>

#include "base/sha256.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "milepost/pipeline.h"
#include "read/records.h"
#include "sink/sinks.h"

namespace milepost::cli {

namespace {

struct LoadArguments {
  std::vector<std::string> inputs, databases;
  std::uint64_t checkpoint = 4096;
  bool resume = false;
};

constexpr std::size_t kCheckpointBytes = 32u << 20;  ///< of JSON

std::string fingerprint(const LoadArguments& a) {
  std::string key = "load\n" + std::to_string(a.checkpoint);
  std::error_code code;
  for (const std::string& input : a.inputs)
    key +=
        "\n" + input + ":" + (std::filesystem::is_regular_file(input, code) ? std::to_string(std::filesystem::file_size(input, code)) : "");
  return sha256_hex(key).substr(0, 16);
}

/// Reads ahead on a thread of its own, a bounded stretch.
class Ahead {
 public:
  explicit Ahead(std::unique_ptr<read::RecordReader> in) : in_(std::move(in)), thread_([this] { work(); }) {}
  ~Ahead() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  using Block = std::vector<Result<read::RecordGroup>>;
  /// Empty at the end. `done`, the block before, goes back: what one thread allocates and another frees makes both wait for one lock.
  Block next(Block done = {}) {
    std::unique_lock lock(mutex_);
    done_.push_back(std::move(done));
    changed_.wait(lock, [&] { return !blocks_.empty(); });
    Block b = std::move(blocks_.front());
    blocks_.pop_front();
    lock.unlock();
    changed_.notify_all();
    return b;
  }

 private:
  static constexpr std::size_t kBlockBytes = 1u << 19, kBlocks = 4;

  void work() {
    for (bool more = true; more;) {
      Block block;
      for (std::size_t bytes = 0; bytes < kBlockBytes;) {
        auto group = in_->next();
        if (!group) break;
        bytes += *group ? (*group)->json.size() : kBlockBytes;
        block.push_back(std::move(*group));
      }
      more = !block.empty();
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stop_ || blocks_.size() < kBlocks; });
      if (stop_) return;
      blocks_.push_back(std::move(block));
      std::vector<Block> done = std::move(done_);
      done_.clear();
      lock.unlock();
      changed_.notify_all();
    }
  }

  std::unique_ptr<read::RecordReader> in_;
  std::deque<Block> blocks_;
  std::vector<Block> done_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stop_ = false;
  std::thread thread_;
};

/// Groups go to the sink in the order of the files; a run that died is read again up to where it came.
class Loader {
 public:
  Loader(sink::Opened opened, const LoadArguments& a, std::string run)
      : sink_(std::move(opened.sink)), a_(a), run_(std::move(run)), skip_(opened.at.inputs), report_(report_of_json(opened.at.report)) {}

  Result<void> load(Ahead& in) {
    for (Ahead::Block block = in.next(); !block.empty(); block = in.next(std::move(block)))
      for (const Result<read::RecordGroup>& group : block) {
        if (!group) return tl::unexpected(group.error());
        if (groups_++ < skip_) continue;
        count(*group);
        if (auto ok = sink_->write(group->records, group->json); !ok) return ok;
        bytes_ += group->json.size();
        if (++since_ >= a_.checkpoint || bytes_ >= kCheckpointBytes)
          if (auto ok = checkpoint(); !ok) return ok;
      }
    return {};
  }
  Result<void> finish() {
    if (auto ok = checkpoint(); !ok) return ok;
    return sink_->finish();
  }
  const RunReport& report() const { return report_; }

 private:
  void count(const read::RecordGroup& g) {
    ++report_.inputs;
    ++(g.records[0].type == RecordType::kError ? report_.errors : report_.documents);
    for (const Record& r : g.records) ++report_.records[static_cast<std::size_t>(r.type)];
  }
  Result<void> checkpoint() {
    since_ = bytes_ = 0;
    return sink_->checkpoint({run_, std::max(groups_, skip_), to_json(report_)});
  }

  std::unique_ptr<Sink> sink_;
  const LoadArguments& a_;
  std::string run_;
  std::uint64_t skip_, groups_ = 0, since_ = 0, bytes_ = 0;
  RunReport report_;
};

int load(const LoadArguments& a) {
  const std::string run = fingerprint(a);
  std::vector<sink::Opened> sinks;
  for (const std::string& target : a.databases) {
    auto opened = sink::store(target, {run, "", "milepost " MILEPOST_VERSION, time_of_day(), a.resume});
    if (!opened) return complain(opened.error());
    sinks.push_back(std::move(*opened));
  }
  const auto begin = std::chrono::steady_clock::now();
  Loader loader(sink::all_of(std::move(sinks)), a, run);
  for (const std::string& input : a.inputs) {
    auto in = read::open_records(input);
    if (!in) return complain(in.error());
    Ahead ahead(std::move(*in));
    if (auto ok = loader.load(ahead); !ok) return complain(ok.error());
  }
  if (auto ok = loader.finish(); !ok) return complain(ok.error());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::uint64_t records = 0;
  for (const std::uint64_t n : loader.report().records) records += n;
  fmt::print(stderr, "{} documents, {} records, {} errors in {:.1f} s: {:.0f} records/s\n", loader.report().documents, records,
             loader.report().errors, took.count(), static_cast<double>(records) / took.count());
  return kDone;
}

}  // namespace

void add_load_command(CLI::App& app, int& code) {
  auto a = std::make_shared<LoadArguments>();
  CLI::App* c = app.add_subcommand("load", "put records that scan wrote into a database");
  c->add_option("inputs", a->inputs, "JSON Lines of records, plain or compressed; - for standard input")->required();
  c->add_option("--to", a->databases, "FILE.db, postgres:SCHEMA, csv:FOLDER, duckdb:FILE or parquet:FOLDER")
      ->required()
      ->allow_extra_args(false);
  c->add_flag("--resume", a->resume, "go on where a load of the same files died");
  c->add_option("--checkpoint", a->checkpoint, "documents in one transaction")->check(at_least(1));
  c->callback([a, &code] { code = load(*a); });
}

}  // namespace milepost::cli
