#include "sink/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace milepost::sink {

namespace {
constexpr std::size_t kBuffer = 1 << 18;
}

Result<Output> Output::open(const std::string& path) {
  if (path == "-") return Output(1, "standard output", "");
  struct stat s {};
  const bool special = ::stat(path.c_str(), &s) == 0 && !S_ISREG(s.st_mode);
  if (special && S_ISDIR(s.st_mode)) return tl::unexpected(Error{Error::Code::kIo, path, 0, "is a folder", "name a file"});
  const std::string part = special ? "" : path + ".part";
  const int fd = ::open(special ? path.c_str() : part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0)
    return tl::unexpected(Error{Error::Code::kIo, path, 0, std::string("cannot be written: ") + std::strerror(errno),
                                "check the folder and its permissions"});
  return Output(fd, path, part);
}

Output::Output(Output&& o) noexcept : fd_(o.fd_), path_(std::move(o.path_)), part_(std::move(o.part_)), buffer_(std::move(o.buffer_)) {
  o.fd_ = -1;
  o.part_.clear();
}

Output::~Output() {
  if (fd_ > 2) ::close(fd_);
  if (!part_.empty()) ::unlink(part_.c_str());
}

Error Output::failure(const char* doing) const {
  return {Error::Code::kIo, path_, 0, std::string(doing) + ": " + std::strerror(errno),
          errno == ENOSPC ? "free some space; nothing was kept" : ""};
}

Result<void> Output::flush() {
  const char* p = buffer_.data();
  std::size_t n = buffer_.size();
  while (n > 0) {
    const ssize_t done = ::write(fd_, p, n);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return tl::unexpected(failure("write"));
    p += done;
    n -= static_cast<std::size_t>(done);
  }
  buffer_.clear();
  return {};
}

Result<void> Output::write(std::string_view bytes) {
  buffer_ += bytes;
  return buffer_.size() < kBuffer ? Result<void>{} : flush();
}

Result<void> Output::finish() {
  if (auto ok = flush(); !ok) return ok;
  if (part_.empty()) return {};
  if (::fsync(fd_) != 0 && errno != EINVAL) return tl::unexpected(failure("fsync"));
  if (::close(fd_) != 0) return tl::unexpected(failure("close"));
  fd_ = -1;
  if (::rename(part_.c_str(), path_.c_str()) != 0) return tl::unexpected(failure("rename"));
  part_.clear();
  return {};
}

}  // namespace milepost::sink
