// Streams. libarchive undoes compression and opens archives as streams; nothing is ever written to a path from an archive.
#include "read/bytes.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace milepost::read {

namespace {

class Descriptor : public ByteSource {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() override {
    if (fd_ > 2) ::close(fd_);
  }
  Result<std::size_t> read(char* to, std::size_t n) override {
    for (;;) {
      const ssize_t got = ::read(fd_, to, n);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) return tl::unexpected(Error{Error::Code::kIo, "", 0, std::strerror(errno), ""});
    }
  }

 private:
  int fd_;
};

/// Bytes already taken, then the rest.
class Prefixed : public ByteSource {
 public:
  Prefixed(std::string prefix, std::unique_ptr<ByteSource> rest) : prefix_(std::move(prefix)), rest_(std::move(rest)) {}
  Result<std::size_t> read(char* to, std::size_t n) override {
    if (at_ == prefix_.size()) return rest_->read(to, n);
    const std::size_t take = std::min(n, prefix_.size() - at_);
    std::memcpy(to, prefix_.data() + at_, take);
    at_ += take;
    return take;
  }

 private:
  std::string prefix_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

}  // namespace

struct Archive::State {
  std::unique_ptr<ByteSource> bytes;
  std::vector<char> buffer = std::vector<char>(1 << 16);
  ::archive* handle = nullptr;
  bool failed = false;
  std::uint64_t out = 0;
  ~State() {
    if (handle != nullptr) archive_read_free(handle);
  }
};

namespace {

la_ssize_t fill(::archive*, void* data, const void** to) {
  auto* s = static_cast<Archive::State*>(data);
  const auto got = s->bytes->read(s->buffer.data(), s->buffer.size());
  if (!got) return -1;
  *to = s->buffer.data();
  return static_cast<la_ssize_t>(*got);
}

class Member : public ByteSource {
 public:
  explicit Member(std::shared_ptr<Archive::State> s) : s_(std::move(s)) {}
  Result<std::size_t> read(char* to, std::size_t n) override {
    const la_ssize_t got = archive_read_data(s_->handle, to, n);
    if (got < 0) {
      s_->failed = true;
      const char* why = archive_error_string(s_->handle);
      return tl::unexpected(
          Error{Error::Code::kBadFormat, "", 0, why == nullptr ? "damaged archive" : why, "the rest of this member is lost"});
    }
    s_->out += static_cast<std::uint64_t>(got);
    if (s_->out > kMaxMemberBytes) return tl::unexpected(Error{Error::Code::kTooLarge, "", 0, "decompresses to more than 64 GiB", ""});
    return static_cast<std::size_t>(got);
  }

 private:
  static constexpr std::uint64_t kMaxMemberBytes = 64ull << 30;
  std::shared_ptr<Archive::State> s_;
};

}  // namespace

Archive::Archive(std::unique_ptr<ByteSource> bytes) : state_(std::make_shared<State>()) {
  state_->bytes = std::move(bytes);
  state_->handle = archive_read_new();
  archive_read_support_filter_all(state_->handle);
  archive_read_support_format_tar(state_->handle);
  archive_read_support_format_zip_streamable(state_->handle);
  archive_read_support_format_raw(state_->handle);
  if (archive_read_open(state_->handle, state_.get(), nullptr, fill, nullptr) != ARCHIVE_OK) state_->failed = true;
}

std::optional<Result<Archive::Entry>> Archive::next() {
  if (state_->failed && done_) return std::nullopt;
  if (state_->failed) {
    done_ = true;
    const char* why = archive_error_string(state_->handle);
    return tl::unexpected(Error{Error::Code::kBadFormat, "", 0, why == nullptr ? "not a readable archive" : why, ""});
  }
  ::archive_entry* entry = nullptr;
  const int code = archive_read_next_header(state_->handle, &entry);
  if (code == ARCHIVE_EOF) return std::nullopt;
  if (code < ARCHIVE_WARN) {
    state_->failed = true;
    done_ = true;
    const char* why = archive_error_string(state_->handle);
    return tl::unexpected(Error{Error::Code::kBadFormat, "", 0, why == nullptr ? "damaged archive" : why, ""});
  }
  const char* name = archive_entry_pathname_utf8(entry);
  const bool raw = archive_format(state_->handle) == ARCHIVE_FORMAT_RAW;
  state_->out = 0;
  return Entry{raw || name == nullptr ? "" : name, raw || archive_entry_filetype(entry) == AE_IFREG, std::make_unique<Member>(state_)};
}

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path) {
  if (path == "-") return std::make_unique<Descriptor>(0);
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return tl::unexpected(Error{Error::Code::kIo, path, 0, std::strerror(errno), "check the path and its permissions"});
  return std::make_unique<Descriptor>(fd);
}

Result<std::string> peek(std::unique_ptr<ByteSource>& bytes, std::size_t n) {
  std::string start(n, '\0');
  std::size_t have = 0;
  while (have < n) {
    const auto got = bytes->read(start.data() + have, n - have);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) break;
    have += *got;
  }
  start.resize(have);
  bytes = std::make_unique<Prefixed>(start, std::move(bytes));
  return start;
}

bool is_container(std::string_view start) {
  const auto begins = [&](std::string_view magic) { return start.starts_with(magic); };
  return begins("\x1F\x8B") || begins("\x28\xB5\x2F\xFD") ||
         begins(std::string_view("\xFD"
                                 "7zXZ\0",
                                 6)) ||
         begins("BZh") || begins("PK\x03\x04") || (start.size() >= 262 && start.substr(257, 5) == "ustar");
}

}  // namespace milepost::read
