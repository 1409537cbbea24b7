// Files, peeking, and UTF-16.
#include "read/bytes.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/json_scan.h"

namespace milepost::read {

namespace {

class Descriptor : public ByteSource {
 public:
  Descriptor(int fd, std::uint64_t* consumed) : fd_(fd), consumed_(consumed) {}
  ~Descriptor() override {
    if (fd_ > 2) ::close(fd_);
  }
  Result<std::size_t> read(char* to, std::size_t n) override {
    for (;;) {
      const ssize_t got = ::read(fd_, to, n);
      if (got >= 0) {
        if (consumed_ != nullptr) *consumed_ += static_cast<std::uint64_t>(got);
        failed_ = false;
        return static_cast<std::size_t>(got);
      }
      if (errno == EINTR) continue;
      if (failed_) return 0;  // a device that fails twice at the same place has no more
      failed_ = true;
      return tl::unexpected(Error{Error::Code::kIo, "", 0, std::strerror(errno), ""});
    }
  }

 private:
  int fd_;
  std::uint64_t* consumed_;
  bool failed_ = false;
};

/// Bytes already taken, perhaps the error behind them, then the rest.
class Prefixed : public ByteSource {
 public:
  Prefixed(std::string prefix, std::optional<Error> error, std::unique_ptr<ByteSource> rest)
      : prefix_(std::move(prefix)), error_(std::move(error)), rest_(std::move(rest)) {}
  Result<std::size_t> read(char* to, std::size_t n) override {
    if (at_ == prefix_.size()) {
      if (!error_) return rest_->read(to, n);
      Error e = std::move(*error_);
      error_.reset();
      return tl::unexpected(std::move(e));
    }
    const std::size_t take = std::min(n, prefix_.size() - at_);
    std::memcpy(to, prefix_.data() + at_, take);
    at_ += take;
    return take;
  }

 private:
  std::string prefix_;
  std::size_t at_ = 0;
  std::optional<Error> error_;
  std::unique_ptr<ByteSource> rest_;
};

class Utf16 : public ByteSource {
 public:
  Utf16(std::unique_ptr<ByteSource> bytes, bool big) : bytes_(std::move(bytes)), big_(big) {}
  Result<std::size_t> read(char* to, std::size_t n) override {
    while (at_ == out_.size()) {
      out_.clear();
      at_ = 0;
      auto got = bytes_->read(raw_.data() + kept_, raw_.size() - kept_);
      if (!got) return got;
      if (*got == 0) {
        if (high_ != 0 || kept_ != 0) append_utf8(out_, 0xFFFD);
        high_ = 0;
        kept_ = 0;
        if (out_.empty()) return 0;
      } else {
        convert(kept_ + *got);
      }
    }
    const std::size_t take = std::min(n, out_.size() - at_);
    std::memcpy(to, out_.data() + at_, take);
    at_ += take;
    return take;
  }

 private:
  void convert(std::size_t have) {
    std::size_t i = 0;
    for (; i + 1 < have; i += 2) {
      const auto a = static_cast<unsigned char>(raw_[i]), b = static_cast<unsigned char>(raw_[i + 1]);
      const std::uint32_t unit = big_ ? static_cast<std::uint32_t>(a << 8 | b) : static_cast<std::uint32_t>(b << 8 | a);
      if (high_ != 0 && unit >= 0xDC00 && unit < 0xE000) {
        append_utf8(out_, 0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00));
        high_ = 0;
        continue;
      }
      if (high_ != 0) append_utf8(out_, 0xFFFD);
      high_ = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
      if (high_ == 0) append_utf8(out_, unit);
    }
    kept_ = have - i;
    if (kept_ > 0) raw_[0] = raw_[i];
  }

  std::unique_ptr<ByteSource> bytes_;
  bool big_;
  std::vector<char> raw_ = std::vector<char>(1 << 16);
  std::size_t kept_ = 0, at_ = 0;
  std::uint32_t high_ = 0;
  std::string out_;
};

class Shared : public ByteSource {
 public:
  explicit Shared(std::shared_ptr<ByteSource> bytes) : bytes_(std::move(bytes)) {}
  Result<std::size_t> read(char* to, std::size_t n) override { return bytes_->read(to, n); }

 private:
  std::shared_ptr<ByteSource> bytes_;
};

}  // namespace

Error damage(std::string what, std::string cure) { return {Error::Code::kBadFormat, "", 0, std::move(what), std::move(cure)}; }

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path, std::uint64_t* consumed) {
  if (path == "-") return std::make_unique<Descriptor>(0, consumed);
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return tl::unexpected(Error{Error::Code::kIo, path, 0, std::strerror(errno), "check the path and its permissions"});
  return std::make_unique<Descriptor>(fd, consumed);
}

std::unique_ptr<ByteSource> with_prefix(std::string prefix, std::unique_ptr<ByteSource> rest) {
  return std::make_unique<Prefixed>(std::move(prefix), std::nullopt, std::move(rest));
}

std::unique_ptr<ByteSource> share(std::shared_ptr<ByteSource> bytes) { return std::make_unique<Shared>(std::move(bytes)); }

std::string peek(std::unique_ptr<ByteSource>& bytes, std::size_t n) {
  std::string start(n, '\0');
  std::size_t have = 0;
  std::optional<Error> error;
  while (have < n) {
    const auto got = bytes->read(start.data() + have, n - have);
    if (!got) error = got.error();
    if (!got || *got == 0) break;
    have += *got;
  }
  start.resize(have);
  bytes = std::make_unique<Prefixed>(start, std::move(error), std::move(bytes));
  return start;
}

Container container_of(std::string_view start) {
  using namespace std::string_view_literals;
  if (start.starts_with("\x1F\x8B"sv)) return Container::kGzip;
  if (start.starts_with("\x28\xB5\x2F\xFD"sv)) return Container::kZstd;
  if (start.starts_with("\xFD\x37zXZ\0"sv)) return Container::kXz;
  if (start.starts_with("BZh"sv) && start.size() > 9 && start.substr(4, 3) == "1AY"sv) return Container::kBzip2;
  if (start.starts_with("PK\x03\x04"sv) || start.starts_with("PK\x05\x06"sv)) return Container::kZip;
  if (start.size() >= 262 && start.substr(257, 5) == "ustar"sv) return Container::kTar;
  return Container::kNone;
}

Container container_named(std::string_view name, std::string_view start, bool inside) {
  const bool binary = std::any_of(start.begin(), start.end(), [](char c) { return static_cast<unsigned char>(c) < 9; });
  if (!binary) return Container::kNone;
  if (inside) return name.ends_with(".tgz") || name.find(".tar.") != std::string_view::npos ? Container::kTar : Container::kNone;
  constexpr std::pair<std::string_view, Container> kEndings[] = {
      {".gz", Container::kGzip},   {".tgz", Container::kGzip}, {".zst", Container::kZstd}, {".xz", Container::kXz},
      {".bz2", Container::kBzip2}, {".zip", Container::kZip},  {".tar", Container::kTar}};
  for (const auto& [ending, container] : kEndings)
    if (name.ends_with(ending)) return container;
  return Container::kNone;
}

std::unique_ptr<ByteSource> decode_utf16(std::unique_ptr<ByteSource> bytes, std::string_view start) {
  using namespace std::string_view_literals;
  if (start.starts_with("\xFF\xFE"sv)) return std::make_unique<Utf16>(std::move(bytes), false);
  if (start.starts_with("\xFE\xFF"sv)) return std::make_unique<Utf16>(std::move(bytes), true);
  const std::size_t n = std::min<std::size_t>(start.size(), 256) & ~std::size_t{1};
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < n; ++i) (i % 2 == 0 ? even : odd) += start[i] == '\0' ? 1 : 0;
  if (n < 8 || (even > 0 && odd > 0) || even + odd < n / 4) return bytes;
  return std::make_unique<Utf16>(std::move(bytes), even > 0);
}

}  // namespace milepost::read
