// One reader, N workers, output in input order. Documents travel in small batches through a ring whose bytes are bounded; a batch is
// scanned by whichever worker is free and written when its turn has come, so the bytes are the same for any number of workers. Checkpoints
// fall on the same inputs in every run.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "milepost/json.h"
#include "milepost/pipeline.h"
#include "pipeline/intake.h"

namespace milepost {

namespace {

constexpr std::size_t kBatchBytes = 128u << 10, kBatchInputs = 128;
constexpr std::size_t kCheckpointBytes = 8u << 20;
constexpr std::size_t kRingBytes = 1u << 20;  ///< of text that is waiting or being scanned, unless one document is longer

struct Batch {
  std::vector<Result<Document>> inputs;
  std::size_t bytes = 0;
  std::uint64_t first = 0, count = 0;        ///< numbers of its inputs
  bool checkpoint = false;                   ///< one falls behind it
  std::vector<std::vector<Record>> records;  ///< of each input
  std::vector<std::string> json;
  RunReport report;
  bool done = false;
};

Record error_record(const Error& e) {
  Record r;
  r.type = RecordType::kError;
  r.document = e.where + (e.at == 0 ? "" : ":" + std::to_string(e.at));
  r.id = record_id(r.document, RecordType::kError, {}, 0);
  std::string source = "{";
  JsonFields(source).text("path", e.where).number("at", static_cast<double>(e.at));
  JsonFields(r.body)
      .text("stage", "read")
      .text("code", code_name(e.code))
      .text("message", e.what)
      .text_or_null("cure", e.cure)
      .raw("source", source + "}");
  return r;
}

/// Cuts the intake into batches, at the same inputs in every run.
class Batches {
 public:
  Batches(Reader& in, const RunOptions& how) : intake_(in, how), how_(how) {}

  /// Reads again what an earlier run has written; a number behind the end is no error.
  void skip() {
    for (; number_ < how_.skip; ++number_)
      if (!intake_.next()) break;
    intake_.passed_over();  // the earlier report has them
  }

  /// Null at the end.
  std::shared_ptr<Batch> next() {
    auto batch = std::make_shared<Batch>();
    batch->first = number_;
    while (!ended_ && batch->bytes < kBatchBytes && batch->inputs.size() < kBatchInputs && !batch->checkpoint) {
      auto input = intake_.next();
      if (!input) {
        ended_ = true;
        break;
      }
      batch->bytes += *input ? (*input)->text.size() : 64;
      since_bytes_ += *input ? (*input)->text.size() : 64;
      batch->inputs.push_back(std::move(*input));
      ++number_;
      if (++since_inputs_ >= how_.checkpoint || since_bytes_ >= kCheckpointBytes) {
        batch->checkpoint = true;
        since_inputs_ = since_bytes_ = 0;
      }
    }
    batch->count = batch->inputs.size();
    batch->report.passed_over = intake_.passed_over();
    if (batch->inputs.empty() && batch->report.passed_over == 0) return nullptr;
    return batch;
  }

 private:
  Intake intake_;
  const RunOptions& how_;
  std::uint64_t number_ = 0, since_inputs_ = 0, since_bytes_ = 0;
  bool ended_ = false;
};

void count(RunReport& report, const Result<Document>& input) {
  ++report.inputs;
  if (!input) {
    ++report.errors;
    ++report.errors_by_code[static_cast<std::size_t>(input.error().code)];
    return;
  }
  ++report.documents;
  report.text_bytes += input->text.size();
  report.repaired += input->repaired > 0 ? 1 : 0;
  report.duplicates += input->duplicate_of.empty() ? 0 : 1;
  report.near_copies += input->duplicate_of.empty() && !input->cluster.empty() ? 1 : 0;
}

/// What scanning needs to know; the same for all workers.
struct Task {
  const Pack& pack;
  const ScanOptions& options;
  const RunOptions& how;
  bool keep_records;  ///< the sink looks at them; else lines of JSON are all it is given
};

void write_json(Batch& batch, const std::vector<Record>& records, const Task& task) {
  std::string& json = batch.json.back();
  for (const Record& r : records) {
    ++batch.report.records[static_cast<std::size_t>(r.type)];
    append_json(json, r, task.pack.hash());
  }
  if (task.keep_records) batch.records.back() = records;
}

void scan(Batch& batch, Scanner& scanner, const Task& task) {
  const bool errors = (task.options.types >> static_cast<unsigned>(RecordType::kError) & 1) != 0;
  for (const Result<Document>& input : batch.inputs) {
    batch.records.emplace_back();
    batch.json.emplace_back();
    if (input) {
      const std::vector<Record>& records = scanner.scan(*input);
      if (input->published.empty() && !within(task.how, scanner.published())) {
        ++batch.report.passed_over;
        continue;
      }
      write_json(batch, records, task);
    } else if (errors) {
      write_json(batch, {error_record(input.error())}, task);
    }
    count(batch.report, input);
  }
  batch.inputs = {};
}

void add(RunReport& to, const RunReport& from) {
  for (const auto field : {&RunReport::inputs, &RunReport::documents, &RunReport::errors, &RunReport::passed_over, &RunReport::duplicates,
                           &RunReport::near_copies, &RunReport::repaired, &RunReport::text_bytes, &RunReport::capped})
    to.*field += from.*field;
  for (std::size_t i = 0; i < kRecordTypes; ++i) to.records[i] += from.records[i];
  for (std::size_t i = 0; i < to.errors_by_code.size(); ++i) to.errors_by_code[i] += from.errors_by_code[i];
}

/// The end of the line: batches in order to the sink, checkpoints, the report.
class Writer {
 public:
  Writer(Sink& out, const RunOptions& how) : out_(out), how_(how), report_(how.before) {}

  Result<void> write(const Batch& batch) {
    for (std::size_t i = 0; i < batch.records.size(); ++i)
      if (auto ok = out_.write(batch.records[i], batch.json[i]); !ok) return ok;
    add(report_, batch.report);
    inputs_ = batch.first + batch.count;
    if (batch.checkpoint)
      if (auto ok = out_.checkpoint({how_.run, inputs_, to_json(report_)}); !ok) return ok;
    if (how_.progress) how_.progress(report_);
    return {};
  }

  Result<RunReport> finish() {
    report_.stopped = how_.stop != nullptr && how_.stop->load(std::memory_order_relaxed);
    if (report_.stopped) return report_;  // the last checkpoint stands
    if (auto ok = out_.checkpoint({how_.run, std::max(inputs_, how_.skip), to_json(report_)}); !ok) return tl::unexpected(ok.error());
    if (auto ok = out_.finish(); !ok) return tl::unexpected(ok.error());
    return report_;
  }

 private:
  Sink& out_;
  const RunOptions& how_;
  RunReport report_;
  std::uint64_t inputs_ = 0;
};

/// The ring of batches shared by the calling thread and the workers.
class Ring {
 public:
  Ring(const Task& task, unsigned workers) : task_(task), room_(workers * 2 + 2) {
    for (unsigned i = 0; i < workers; ++i) threads_.emplace_back([this] { work(); });
  }
  ~Ring() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
    for (std::thread& t : threads_) t.join();
  }

  bool full() const { return ring_.size() >= room_ || bytes_ >= kRingBytes; }
  bool empty() const { return ring_.empty(); }
  void push(std::shared_ptr<Batch> batch) {
    {
      const std::lock_guard lock(mutex_);
      todo_.push_back(batch);
    }
    bytes_ += batch->bytes;
    ring_.push_back(std::move(batch));
    wake_.notify_one();
  }
  /// The oldest batch, when it is done or `wait`; null otherwise.
  std::shared_ptr<Batch> pop(bool wait) {
    std::unique_lock lock(mutex_);
    if (wait) done_.wait(lock, [&] { return ring_.front()->done; });
    if (!ring_.front()->done) return nullptr;
    std::shared_ptr<Batch> b = ring_.front();
    ring_.pop_front();
    bytes_ -= b->bytes;
    return b;
  }

 private:
  void work() {
    Scanner scanner(task_.pack, task_.options);
    for (;;) {
      std::shared_ptr<Batch> batch;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return stop_ || !todo_.empty(); });
        if (todo_.empty()) return;
        batch = todo_.front();
        todo_.pop_front();
      }
      scan(*batch, scanner, task_);
      {
        const std::lock_guard lock(mutex_);
        batch->done = true;
      }
      done_.notify_all();
    }
  }

  const Task task_;
  std::size_t room_, bytes_ = 0;
  std::deque<std::shared_ptr<Batch>> ring_;  ///< in input order; the calling thread's own
  std::deque<std::shared_ptr<Batch>> todo_;
  std::mutex mutex_;
  std::condition_variable wake_, done_;
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace

Result<RunReport> run(Reader& in, const Pack& pack, const ScanOptions& options, Sink& out, const RunOptions& how) {
  const unsigned jobs = options.jobs == 0 ? std::max(1u, std::thread::hardware_concurrency()) : options.jobs;
  Batches batches(in, how);
  Writer writer(out, how);
  const Task task{pack, options, how, out.wants_records()};
  batches.skip();
  if (jobs == 1) {
    Scanner scanner(pack, options);
    while (const auto batch = batches.next()) {
      scan(*batch, scanner, task);
      if (auto ok = writer.write(*batch); !ok) return tl::unexpected(ok.error());
    }
    return writer.finish();
  }
  Ring ring(task, jobs);
  for (bool more = true; more || !ring.empty();) {
    if (more && !ring.full()) {
      auto batch = batches.next();
      more = batch != nullptr;
      if (more) ring.push(std::move(batch));
    }
    while (!ring.empty()) {
      const auto batch = ring.pop(!more || ring.full());
      if (!batch) break;
      if (auto ok = writer.write(*batch); !ok) return tl::unexpected(ok.error());
    }
  }
  return writer.finish();
}

}  // namespace milepost
