#include "sink/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/json_scan.h"
#include "milepost/json.h"

namespace milepost::sink {

namespace {

std::uint64_t number(std::string_view s) {
  std::uint64_t v = 0;
  std::from_chars(s.data(), s.data() + s.size(), v);
  return v;
}

Error failure(const std::string& path, const char* doing) {
  return {Error::Code::kIo, path, 0, std::string(doing) + ": " + std::strerror(errno),
          errno == ENOSPC ? "free some space and run again with --resume" : ""};
}

}  // namespace

Result<std::optional<JournalEntry>> read_journal(const std::string& path, const std::string& run) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::optional<JournalEntry>();
  const std::string text(std::istreambuf_iterator<char>(in), {});
  std::vector<JsonMember> members;
  std::size_t at = 0;
  if (cut_object(text, members, at) != JsonFault::kNone) return std::optional<JournalEntry>();
  JournalEntry e;
  for (const JsonMember& m : members) {
    if (m.key == "run") decode_json_string(m.value, e.at.run);
    if (m.key == "inputs") e.at.inputs = number(m.value);
    if (m.key == "bytes") e.bytes = number(m.value);
    if (m.key == "report") e.at.report = std::string(m.value);
  }
  if (e.at.run != run)
    return tl::unexpected(Error{Error::Code::kBadInput, path, 0, "belongs to a run with other inputs, options or rules",
                                "run as then, or without --resume to begin anew"});
  return std::optional(std::move(e));
}

Result<void> write_journal(const std::string& path, const JournalEntry& e) {
  std::string text = "{";
  JsonFields(text)
      .text("run", e.at.run)
      .number("inputs", static_cast<double>(e.at.inputs))
      .number("bytes", static_cast<double>(e.bytes))
      .raw("report", e.at.report);
  text += "}\n";
  const std::string fresh = path + ".new";
  const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return tl::unexpected(failure(path, "open"));
  bool good = true;
  for (std::string_view rest = text; good && !rest.empty();) {
    const ssize_t n = ::write(fd, rest.data(), rest.size());
    good = n > 0 || errno == EINTR;
    if (n > 0) rest.remove_prefix(static_cast<std::size_t>(n));
  }
  good = good && ::fsync(fd) == 0;
  if (!good) {
    Error e2 = failure(path, "write");
    ::close(fd);
    ::unlink(fresh.c_str());
    return tl::unexpected(std::move(e2));
  }
  if (::close(fd) != 0 || ::rename(fresh.c_str(), path.c_str()) != 0) return tl::unexpected(failure(path, "rename"));
  return {};
}

Result<void> sync_folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return {};  // a folder that may be written but not read
  const bool good = ::fsync(fd) == 0 || errno == EINVAL;
  Error e = failure(path, "fsync of the folder");
  ::close(fd);
  return good ? Result<void>{} : Result<void>(tl::unexpected(std::move(e)));
}

}  // namespace milepost::sink
