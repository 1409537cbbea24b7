// One reader, N workers, output in input order. Documents travel in small batches through a ring whose bytes are bounded; a batch is
// scanned by whichever worker is free and written when its turn has come, so the bytes are the same for any number of workers. What a very
// long document yields is written piece by piece, and its worker waits for its turn. Checkpoints fall on the same inputs in every run.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "milepost/json.h"
#include "milepost/pipeline.h"
#include "pipeline/intake.h"
#include "text/text.h"

namespace milepost {

namespace {

constexpr std::size_t kBatchBytes = 128u << 10, kBatchInputs = 128;
constexpr std::size_t kCheckpointBytes = 8u << 20;

/// What the sink is given at once: the records of an input, or more of a long document's.
struct Portion {
  std::vector<Record> records;
  std::string json;
  bool more = false;
};

/// A portion for keeps; `p` says as before whether there is more to come.
Portion take(Portion& p) { return {std::exchange(p.records, {}), std::exchange(p.json, {}), p.more}; }

struct Batch {
  std::vector<Result<Document>> inputs;
  std::size_t bytes = 0;
  std::uint64_t first = 0, count = 0;  ///< numbers of its inputs
  bool checkpoint = false;             ///< one falls behind it
  bool long_one = false;               ///< its last document is so long that portions are written before the batch is done
  std::vector<Portion> portions;       ///< scanned, not written
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
      batch->long_one = *input && (*input)->text.size() > text::kPieceBytes;
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

void add(RecordCounts& to, const RecordCounts& from) {
  for (std::size_t i = 0; i < kRecordTypes; ++i) to[i] += from[i];
}

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

/// Scans the inputs of a batch and gives the portions away as they come; `give` says whether to go on.
class Work {
 public:
  using Give = std::function<bool(Portion&)>;
  Work(Scanner& scanner, const Task& task, Batch& batch, const Give& give) : scanner_(scanner), task_(task), batch_(batch), give_(give) {}

  void run() {
    for (const Result<Document>& input : batch_.inputs) {
      const bool taken = input ? document(*input) : error(input.error());
      if (stopped_) return;
      if (taken) count(batch_.report, input);
    }
    batch_.inputs = {};
  }

 private:
  bool error(const Error& e) {
    portion_.more = false;
    records_.clear();
    if ((task_.options.types >> static_cast<unsigned>(RecordType::kError) & 1) != 0) records_.push_back(error_record(e));
    give(records_);
    return true;
  }

  /// False when the document is passed over because of the date that its text says.
  bool document(const Document& d) {
    bool taken = true;
    portion_.more = false;
    const auto passes = [&] { return taken = portion_.more || !d.published.empty() || within(task_.how, scanner_.published()); };
    const auto more = [&] {
      portion_.more = true;
      return taken && !stopped_;
    };
    if (task_.keep_records) {
      scanner_.scan(d, [&](std::vector<Record>& records) {
        if (!passes()) records.clear();
        give(records);
        return more();
      });
    } else {
      scanner_.scan_lines(d, [&](std::string& lines, const RecordCounts& counts) {
        if (passes()) add(batch_.report.records, counts);
        if (!taken) lines.clear();
        portion_.json.swap(lines);
        if (!give_(portion_)) stopped_ = true;
        return more();
      });
    }
    if (!taken) ++batch_.report.passed_over;
    if (taken) batch_.report.capped += scanner_.capped();
    if (taken && scanner_.pieces() > 1) batch_.report.pieces += scanner_.pieces();
    return taken;
  }

  /// The records stay with the scanner, to be used again, unless the portion is kept.
  void give(std::vector<Record>& records) {
    portion_.json.clear();
    for (const Record& r : records) {
      ++batch_.report.records[static_cast<std::size_t>(r.type)];
      append_json(portion_.json, r, task_.pack.hash());
    }
    if (task_.keep_records) portion_.records.swap(records);
    if (!give_(portion_)) stopped_ = true;
    if (task_.keep_records) portion_.records.swap(records);
  }

  Scanner& scanner_;
  const Task& task_;
  Batch& batch_;
  const Give& give_;
  Portion portion_;
  std::vector<Record> records_;  ///< of errors
  bool stopped_ = false;
};

void add(RunReport& to, const RunReport& from) {
  for (const auto field : {&RunReport::inputs, &RunReport::documents, &RunReport::errors, &RunReport::passed_over, &RunReport::duplicates,
                           &RunReport::near_copies, &RunReport::repaired, &RunReport::text_bytes, &RunReport::pieces, &RunReport::capped})
    to.*field += from.*field;
  add(to.records, from.records);
  for (std::size_t i = 0; i < to.errors_by_code.size(); ++i) to.errors_by_code[i] += from.errors_by_code[i];
}

/// The end of the line: batches in order to the sink, checkpoints, the report.
class Writer {
 public:
  Writer(Sink& out, const RunOptions& how) : out_(out), how_(how), report_(how.before) {}

  Result<void> write(const Portion& p) { return p.more ? out_.write_more(p.records, p.json) : out_.write(p.records, p.json); }

  /// Behind the last portion of a batch.
  Result<void> end(const Batch& batch) {
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
  Ring(const Task& task, unsigned workers) : task_(task), room_(workers * 2 + 2), most_bytes_((workers + 2) * kBatchBytes) {
    for (unsigned i = 0; i < workers; ++i) threads_.emplace_back([this] { work(); });
  }
  ~Ring() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
    taken_.notify_all();
    for (std::thread& t : threads_) t.join();
  }

  bool full() const { return ring_.size() >= room_ || bytes_ >= most_bytes_; }
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
  /// What the oldest batch has ready; it leaves the ring when it is done.
  struct Turn {
    std::shared_ptr<Batch> batch;
    std::vector<Portion> portions;
    bool done = false;
  };
  /// Without a batch when the oldest has nothing ready, and `wait` is not set.
  Turn pop(bool wait) {
    std::unique_lock lock(mutex_);
    const auto ready = [&] { return ring_.front()->done || (ring_.front()->long_one && !ring_.front()->portions.empty()); };
    if (wait) done_.wait(lock, ready);
    if (!ready()) return {};
    Turn turn{ring_.front(), {}, ring_.front()->done};
    turn.portions.swap(turn.batch->portions);
    if (turn.done) {
      ring_.pop_front();
      bytes_ -= turn.batch->bytes;
    }
    lock.unlock();
    taken_.notify_all();
    return turn;
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
      Work(scanner, task_, *batch, [&](Portion& p) { return hand_over(*batch, p); }).run();
      {
        const std::lock_guard lock(mutex_);
        batch->done = true;
      }
      done_.notify_all();
    }
  }

  /// Of a long document one portion waits at the most. The oldest batch is always being scanned or done, so its turn comes.
  bool hand_over(Batch& batch, Portion& p) {
    if (!batch.long_one) {
      batch.portions.push_back(take(p));
      return true;
    }
    std::unique_lock lock(mutex_);
    taken_.wait(lock, [&] { return stop_ || batch.portions.empty(); });
    if (stop_) return false;
    batch.portions.push_back(take(p));
    lock.unlock();
    done_.notify_all();
    return true;
  }

  const Task task_;
  const std::size_t room_, most_bytes_;  ///< batches, and text that is waiting or being scanned, unless one document is longer
  std::size_t bytes_ = 0;
  std::deque<std::shared_ptr<Batch>> ring_;  ///< in input order; the calling thread's own
  std::deque<std::shared_ptr<Batch>> todo_;
  std::mutex mutex_;
  std::condition_variable wake_, done_, taken_;
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

/// One job: no ring, no threads.
Result<RunReport> run_alone(Batches& batches, const Task& task, Writer& writer) {
  Scanner scanner(task.pack, task.options);
  Result<void> ok;
  const Work::Give give = [&](Portion& p) { return (ok = writer.write(p)).has_value(); };
  while (const auto batch = batches.next()) {
    Work(scanner, task, *batch, give).run();
    if (ok) ok = writer.end(*batch);
    if (!ok) return tl::unexpected(ok.error());
  }
  return writer.finish();
}

}  // namespace

Result<RunReport> run(Reader& in, const Pack& pack, const ScanOptions& options, Sink& out, const RunOptions& how) {
  const unsigned jobs = options.jobs == 0 ? std::max(1u, std::thread::hardware_concurrency()) : options.jobs;
  Batches batches(in, how);
  Writer writer(out, how);
  const Task task{pack, options, how, out.wants_records()};
  batches.skip();
  if (jobs == 1) return run_alone(batches, task, writer);
  Ring ring(task, jobs);
  for (bool more = true; more || !ring.empty();) {
    if (more && !ring.full()) {
      auto batch = batches.next();
      more = batch != nullptr;
      if (more) ring.push(std::move(batch));
    }
    while (!ring.empty()) {
      const Ring::Turn turn = ring.pop(!more || ring.full());
      if (!turn.batch) break;
      for (const Portion& p : turn.portions)
        if (auto ok = writer.write(p); !ok) return tl::unexpected(ok.error());
      if (!turn.done) continue;
      if (auto ok = writer.end(*turn.batch); !ok) return tl::unexpected(ok.error());
    }
  }
  return writer.finish();
}

}  // namespace milepost
