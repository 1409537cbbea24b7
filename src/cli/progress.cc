#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <ctime>
#include <numeric>

namespace milepost::cli {

namespace {

std::string grouped(std::uint64_t n) {
  std::string s = std::to_string(n);
  for (std::size_t i = s.size(); i > 3; i -= 3) s.insert(i - 3, 1, ',');
  return s;
}

}  // namespace

Progress::Progress(const Reader& in, const std::string& wish)
    : in_(in),
      wanted_(wish == "always" || (wish == "auto" && ::isatty(2) != 0 && ::isatty(1) == 0)),
      begin_(std::chrono::steady_clock::now()),
      last_(begin_) {
  if (wanted_) total_ = in.bytes_total();
}

void Progress::show(const RunReport& r) {
  if (!wanted_) return;
  if (first_) {
    first_ = false;
    before_ = r.text_bytes;
  }
  const auto now = std::chrono::steady_clock::now();
  const std::chrono::duration<double> since = now - begin_, pause = now - last_;
  if (since.count() < 1 || pause.count() < 0.25) return;
  last_ = now;
  shown_ = true;
  const std::uint64_t records = std::accumulate(r.records.begin(), r.records.end(), std::uint64_t{0});
  std::string line = fmt::format("\r{} documents  {:.1f} MB/s  {} records  {} errors", grouped(r.documents),
                                 static_cast<double>(r.text_bytes - before_) / 1e6 / since.count(), grouped(records), grouped(r.errors));
  const std::uint64_t done = in_.bytes_read();
  if (total_ > 0 && done > 0) {
    const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total_));
    const auto left = static_cast<unsigned>(since.count() / share - since.count());
    line += fmt::format("  {:.0f} %  {}:{:02}:{:02} left", share * 100, left / 3600, left / 60 % 60, left % 60);
  }
  fmt::print(stderr, "{}\x1b[K", line);
}

void Progress::end() {
  if (shown_) fmt::print(stderr, "\n");
}

std::string time_of_day() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min,
                     utc.tm_sec);
}

}  // namespace milepost::cli
