#include "sink/output.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "sink/journal.h"

namespace milepost::sink {

namespace {

constexpr std::size_t kBuffer = 1 << 18;

using AddFilter = int (*)(::archive*);
AddFilter filter_of(const std::string& path) {
  const std::string name = path.ends_with(".part") ? path.substr(0, path.size() - 5) : path;
  if (name.ends_with(".gz")) return archive_write_add_filter_gzip;
  if (name.ends_with(".zst")) return archive_write_add_filter_zstd;
  if (name.ends_with(".xz")) return archive_write_add_filter_xz;
  if (name.ends_with(".bz2")) return archive_write_add_filter_bzip2;
  return nullptr;
}

}  // namespace

/// libarchive's writer of one compressed stream at a time; its bytes come back through `out`.
struct Output::Packer {
  AddFilter filter = nullptr;
  ::archive* handle = nullptr;
  std::string out;

  ~Packer() {
    if (handle != nullptr) archive_write_free(handle);
  }
  bool begin() {
    handle = archive_write_new();
    archive_write_set_format_raw(handle);
    if (filter(handle) != ARCHIVE_OK) return false;
    archive_write_set_options(handle, "gzip:!timestamp");
    archive_write_set_bytes_per_block(handle, 0);
    const auto take = [](::archive*, void* self, const void* data, std::size_t n) -> la_ssize_t {
      static_cast<Packer*>(self)->out.append(static_cast<const char*>(data), n);
      return static_cast<la_ssize_t>(n);
    };
    if (archive_write_open(handle, this, nullptr, take, nullptr) != ARCHIVE_OK) return false;
    ::archive_entry* e = archive_entry_new();
    archive_entry_set_filetype(e, AE_IFREG);
    const int code = archive_write_header(handle, e);
    archive_entry_free(e);
    return code == ARCHIVE_OK;
  }
  bool write(std::string_view bytes) {
    return (handle != nullptr || begin()) &&
           archive_write_data(handle, bytes.data(), bytes.size()) == static_cast<la_ssize_t>(bytes.size());
  }
  bool end() {
    if (handle == nullptr) return true;
    const bool good = archive_write_close(handle) == ARCHIVE_OK;
    archive_write_free(handle);
    handle = nullptr;
    return good;
  }
};

Output::Output(int fd, std::string path, std::string part) : fd_(fd), path_(std::move(path)), part_(std::move(part)) {
  if (const AddFilter filter = filter_of(path_)) {
    packer_ = std::make_unique<Packer>();
    packer_->filter = filter;
  }
}

Result<Output> Output::open(const std::string& path, const std::string& run) {
  if (path == "-") return Output(1, "standard output", "");
  struct stat s {};
  const bool special = ::stat(path.c_str(), &s) == 0 && !S_ISREG(s.st_mode);
  if (special && S_ISDIR(s.st_mode)) return tl::unexpected(Error{Error::Code::kIo, path, 0, "is a folder", "name a file"});
  const std::string part = special ? "" : path + ".part";
  std::optional<JournalEntry> entry;
  if (!special && !run.empty()) {
    auto found = read_journal(path + ".journal", run);
    if (!found) return tl::unexpected(found.error());
    entry = std::move(*found);
    if (entry && (::stat(part.c_str(), &s) != 0 || static_cast<std::uint64_t>(s.st_size) < entry->bytes)) entry.reset();
  }
  if (!special && !entry) ::unlink((path + ".journal").c_str());
  const int fd = ::open(special ? path.c_str() : part.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (entry ? 0 : O_TRUNC), 0644);
  if (fd < 0)
    return tl::unexpected(Error{Error::Code::kIo, path, 0, std::string("cannot be written: ") + std::strerror(errno),
                                "check the folder and its permissions"});
  Output out(fd, path, part);
  if (entry) {
    const auto good = static_cast<off_t>(entry->bytes);
    if (::ftruncate(fd, good) != 0 || ::lseek(fd, good, SEEK_SET) != good) return tl::unexpected(out.failure("truncate"));
    out.written_ = entry->bytes;
    out.resumed_ = std::move(entry->at);
    out.kept_ = true;
  }
  return out;
}

Output::Output(Output&& o) noexcept
    : fd_(std::exchange(o.fd_, -1)),
      path_(std::move(o.path_)),
      part_(std::exchange(o.part_, "")),
      buffer_(std::move(o.buffer_)),
      packer_(std::move(o.packer_)),
      written_(o.written_),
      resumed_(std::move(o.resumed_)),
      kept_(o.kept_) {}

Output::~Output() {
  if (fd_ > 2) ::close(fd_);
  if (!part_.empty() && !kept_) ::unlink(part_.c_str());
}

Error Output::failure(const std::string& doing) const {
  const std::string cure = errno == ENOSPC || errno == EDQUOT ? "free some space" : "";
  return {Error::Code::kIo, path_, 0, doing + ": " + std::strerror(errno),
          kept_ ? cure + (cure.empty() ? "" : " and ") + "run again with --resume" : cure + (cure.empty() ? "" : "; nothing was kept")};
}

Result<void> Output::drain(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(fd_, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return tl::unexpected(failure("write"));
    bytes.remove_prefix(static_cast<std::size_t>(done));
    written_ += static_cast<std::uint64_t>(done);
  }
  return {};
}

Result<void> Output::flush() {
  auto ok = drain(buffer_);
  if (ok) buffer_.clear();
  return ok;
}

Result<void> Output::put(std::string_view bytes) {
  if (buffer_.size() + bytes.size() >= kBuffer)
    if (auto ok = flush(); !ok) return ok;
  if (bytes.size() >= kBuffer) return drain(bytes);  // as they are
  buffer_ += bytes;
  return {};
}

Result<void> Output::write(std::string_view bytes) {
  if (!packer_) return put(bytes);
  if (!packer_->write(bytes)) return tl::unexpected(Error{Error::Code::kIo, path_, 0, "the compressor failed", ""});
  const std::string packed = std::exchange(packer_->out, {});
  return put(packed);
}

Result<void> Output::end_frame() {
  if (!packer_) return {};
  if (!packer_->end()) return tl::unexpected(Error{Error::Code::kIo, path_, 0, "the compressor failed", ""});
  const std::string packed = std::exchange(packer_->out, {});
  return put(packed);
}

Result<void> Output::checkpoint(const Checkpoint& at) {
  if (auto ok = end_frame(); !ok) return ok;
  if (part_.empty() && !packer_) return {};  // a terminal or pipe need not be flushed by the thousand
  if (auto ok = flush(); !ok) return ok;
  if (part_.empty()) return {};
  if (::fsync(fd_) != 0) return tl::unexpected(failure("fsync"));
  if (auto ok = write_journal(journal(), {at, written_}); !ok) return ok;
  kept_ = true;
  return {};
}

Result<void> Output::finish() {
  if (auto ok = end_frame(); !ok) return ok;
  if (auto ok = flush(); !ok) return ok;
  if (part_.empty()) return {};
  if (::fsync(fd_) != 0 && errno != EINVAL) return tl::unexpected(failure("fsync"));
  if (::close(std::exchange(fd_, -1)) != 0) return tl::unexpected(failure("close"));
  if (::rename(part_.c_str(), path_.c_str()) != 0) return tl::unexpected(failure("rename"));
  part_.clear();
  if (auto ok = sync_folder_of(path_); !ok) return ok;
  ::unlink(journal().c_str());
  return {};
}

}  // namespace milepost::sink
