#include "sink/output.h"
#include "sink/sinks.h"

namespace milepost::sink {

namespace {

class Jsonl : public Sink {
 public:
  explicit Jsonl(Output out) : out_(std::move(out)) {}
  Result<void> write(const std::vector<Record>&, std::string_view json) override { return out_.write(json); }
  Result<void> finish() override { return out_.finish(); }

 private:
  Output out_;
};

class Both : public Sink {
 public:
  Both(std::unique_ptr<Sink> a, std::unique_ptr<Sink> b) : a_(std::move(a)), b_(std::move(b)) {}
  Result<void> write(const std::vector<Record>& records, std::string_view json) override {
    if (auto ok = a_->write(records, json); !ok) return ok;
    return b_->write(records, json);
  }
  Result<void> finish() override {
    if (auto ok = a_->finish(); !ok) return ok;
    return b_->finish();
  }

 private:
  std::unique_ptr<Sink> a_, b_;
};

}  // namespace

Result<std::unique_ptr<Sink>> jsonl(const std::string& path) {
  auto out = Output::open(path);
  if (!out) return tl::unexpected(out.error());
  return std::make_unique<Jsonl>(std::move(*out));
}

std::unique_ptr<Sink> both(std::unique_ptr<Sink> a, std::unique_ptr<Sink> b) { return std::make_unique<Both>(std::move(a), std::move(b)); }

}  // namespace milepost::sink
