// Which sink a target names, and several as one.
#include "sink/sinks.h"

#include <algorithm>

namespace milepost::sink {

namespace {

struct Target {
  const char *prefix, *endings;
  Result<Opened> (*open)(const std::string& rest, const RunFacts&);
};
constexpr Target kTargets[] = {{"sqlite:", ".db .sqlite .sqlite3", sqlite},
                               {"postgres:", "", postgres},
                               {"csv:", "", csv},
                               {"duckdb:", ".duckdb", duckdb},
                               {"parquet:", "", parquet}};

bool ends(std::string_view name, std::string_view endings) {
  while (!endings.empty()) {
    const std::size_t cut = std::min(endings.find(' '), endings.size());
    if (cut > 0 && name.ends_with(endings.substr(0, cut))) return true;
    endings.remove_prefix(std::min(endings.size(), cut + 1));
  }
  return false;
}

class All : public Sink {
 public:
  All(std::vector<Opened> sinks, std::uint64_t from) : sinks_(std::move(sinks)), number_(from) {}

  Result<void> write(const std::vector<Record>& records, std::string_view json) override {
    for (Opened& s : sinks_)
      if (number_ >= s.at.inputs)
        if (auto ok = s.sink->write(records, json); !ok) return ok;
    ++number_;
    return {};
  }
  Result<void> write_more(const std::vector<Record>& records, std::string_view json) override {
    for (Opened& s : sinks_)
      if (number_ > s.at.inputs)  // write() has counted the document
        if (auto ok = s.sink->write_more(records, json); !ok) return ok;
    return {};
  }
  bool wants_records() const override {
    return std::any_of(sinks_.begin(), sinks_.end(), [](const Opened& s) { return s.sink->wants_records(); });
  }
  Result<void> checkpoint(const Checkpoint& at) override {
    for (Opened& s : sinks_)
      if (at.inputs > s.at.inputs || at.inputs == 0)
        if (auto ok = s.sink->checkpoint(at); !ok) return ok;
    return {};
  }
  Result<void> finish() override {
    for (Opened& s : sinks_)
      if (auto ok = s.sink->finish(); !ok) return ok;
    return {};
  }

 private:
  std::vector<Opened> sinks_;
  std::uint64_t number_;
};

}  // namespace

Result<Opened> store(const std::string& target, const RunFacts& facts) {
  for (const Target& t : kTargets)
    if (target.starts_with(t.prefix)) return t.open(target.substr(std::string_view(t.prefix).size()), facts);
  for (const Target& t : kTargets)
    if (ends(target, t.endings)) return t.open(target, facts);
  if (target.find(':') != std::string::npos && target.find('/') == std::string::npos)
    return tl::unexpected(Error{Error::Code::kBadInput, target, 0, "names no kind of database",
                                "say FILE.db, sqlite:FILE, postgres:SCHEMA, csv:FOLDER, duckdb:FILE or parquet:FOLDER"});
  return sqlite(target, facts);
}

Opened all_of(std::vector<Opened> sinks) {
  if (sinks.size() == 1) return std::move(sinks[0]);
  const auto least =
      std::min_element(sinks.begin(), sinks.end(), [](const Opened& a, const Opened& b) { return a.at.inputs < b.at.inputs; });
  Checkpoint at = least->at;
  const std::uint64_t from = at.inputs;
  return {std::make_unique<All>(std::move(sinks), from), std::move(at)};
}

}  // namespace milepost::sink
