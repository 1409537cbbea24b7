#include "sink/output.h"
#include "sink/sinks.h"

namespace milepost::sink {

namespace {

class Jsonl : public Sink {
 public:
  explicit Jsonl(Output out) : out_(std::move(out)) {}
  Result<void> write(const std::vector<Record>&, std::string_view json) override { return out_.write(json); }
  Result<void> write_more(const std::vector<Record>&, std::string_view json) override { return out_.write(json); }
  bool wants_records() const override { return false; }
  Result<void> checkpoint(const Checkpoint& at) override { return out_.checkpoint(at); }
  Result<void> finish() override { return out_.finish(); }

 private:
  Output out_;
};

}  // namespace

Result<Opened> jsonl(const std::string& path, const RunFacts& facts) {
  auto out = Output::open(path, facts.resume ? facts.run : "");
  if (!out) return tl::unexpected(out.error());
  Checkpoint at = out->resumed();
  return Opened{std::make_unique<Jsonl>(std::move(*out)), std::move(at)};
}

}  // namespace milepost::sink
