// One reader, N workers, output in input order. Documents travel in batches of about a megabyte through a ring of bounded size; a batch is
// scanned by whichever worker is free and written when its turn has come, so the bytes are the same for any number of workers.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "milepost/json.h"
#include "milepost/pipeline.h"

namespace milepost {

namespace {

constexpr std::size_t kBatchBytes = 1u << 20;

struct Batch {
  std::vector<Result<Document>> inputs;
  std::size_t bytes = 0;
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

bool fill(Reader& in, Batch& batch) {
  while (batch.bytes < kBatchBytes && batch.inputs.size() < 1024) {
    auto next = in.next();
    if (!next) return false;
    batch.bytes += *next ? (*next)->text.size() : 64;
    batch.inputs.push_back(std::move(*next));
  }
  return true;
}

void scan(Batch& batch, Scanner& scanner, const Pack& pack, const ScanOptions& options) {
  const bool errors = (options.types >> static_cast<unsigned>(RecordType::kError) & 1) != 0;
  for (const Result<Document>& input : batch.inputs) {
    ++batch.report.inputs;
    std::vector<Record>& records = batch.records.emplace_back();
    std::string& json = batch.json.emplace_back();
    if (input) {
      ++batch.report.documents;
      batch.report.text_bytes += input->text.size();
      records = scanner.scan(*input);
    } else {
      ++batch.report.errors;
      if (errors) records.push_back(error_record(input.error()));
    }
    for (const Record& r : records) {
      ++batch.report.records[static_cast<std::size_t>(r.type)];
      append_json(json, r, pack.hash());
    }
  }
  batch.inputs.clear();
  batch.done = true;
}

void add(RunReport& to, const RunReport& from) {
  to.inputs += from.inputs;
  to.documents += from.documents;
  to.errors += from.errors;
  to.text_bytes += from.text_bytes;
  for (std::size_t i = 0; i < kRecordTypes; ++i) to.records[i] += from.records[i];
}

Result<void> write(const Batch& batch, Sink& out) {
  for (std::size_t i = 0; i < batch.records.size(); ++i)
    if (auto ok = out.write(batch.records[i], batch.json[i]); !ok) return ok;
  return {};
}

/// The ring of batches shared by the calling thread and the workers.
class Ring {
 public:
  Ring(const Pack& pack, const ScanOptions& options, unsigned workers) : pack_(pack), options_(options), room_(workers * 2 + 2) {
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

  bool full() const { return ring_.size() >= room_; }
  bool empty() const { return ring_.empty(); }
  void push(std::shared_ptr<Batch> batch) {
    {
      const std::lock_guard lock(mutex_);
      todo_.push_back(batch);
    }
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
    return b;
  }

 private:
  void work() {
    Scanner scanner(pack_, options_);
    for (;;) {
      std::shared_ptr<Batch> batch;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return stop_ || !todo_.empty(); });
        if (todo_.empty()) return;
        batch = todo_.front();
        todo_.pop_front();
      }
      Batch work;
      work.inputs = std::move(batch->inputs);
      scan(work, scanner, pack_, options_);
      {
        const std::lock_guard lock(mutex_);
        *batch = std::move(work);
      }
      done_.notify_all();
    }
  }

  const Pack& pack_;
  const ScanOptions& options_;
  std::size_t room_;
  std::deque<std::shared_ptr<Batch>> ring_;  ///< in input order; the calling thread's own
  std::deque<std::shared_ptr<Batch>> todo_;
  std::mutex mutex_;
  std::condition_variable wake_, done_;
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

Result<RunReport> run_alone(Reader& in, const Pack& pack, const ScanOptions& options, Sink& out,
                            const std::function<void(const RunReport&)>& progress) {
  RunReport report;
  Scanner scanner(pack, options);
  for (bool more = true; more;) {
    Batch batch;
    more = fill(in, batch);
    scan(batch, scanner, pack, options);
    add(report, batch.report);
    if (auto ok = write(batch, out); !ok) return tl::unexpected(ok.error());
    if (progress) progress(report);
  }
  return report;
}

}  // namespace

Result<RunReport> run(Reader& in, const Pack& pack, const ScanOptions& options, Sink& out,
                      const std::function<void(const RunReport&)>& progress) {
  const unsigned jobs = options.jobs == 0 ? std::max(1u, std::thread::hardware_concurrency()) : options.jobs;
  RunReport report;
  if (jobs == 1) {
    auto alone = run_alone(in, pack, options, out, progress);
    if (!alone) return alone;
    report = *alone;
  } else {
    Ring ring(pack, options, jobs);
    for (bool more = true; more || !ring.empty();) {
      if (more && !ring.full()) {
        auto batch = std::make_shared<Batch>();
        more = fill(in, *batch);
        if (!batch->inputs.empty()) ring.push(std::move(batch));
      }
      while (!ring.empty()) {
        const auto batch = ring.pop(!more || ring.full());
        if (!batch) break;
        add(report, batch->report);
        if (auto ok = write(*batch, out); !ok) return tl::unexpected(ok.error());
        if (progress) progress(report);
      }
    }
  }
  if (auto ok = out.finish(); !ok) return tl::unexpected(ok.error());
  return report;
}

}  // namespace milepost
