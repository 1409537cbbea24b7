// What libarchive reads for us: zip.
#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "read/bytes.h"

namespace milepost::read {

namespace {

struct State {
  std::unique_ptr<ByteSource> bytes;
  std::vector<char> buffer = std::vector<char>(1 << 16);
  std::optional<Error> below;  ///< error of the stream underneath
  ::archive* handle = nullptr;
  bool failed = false;
  std::uint64_t in = 0, out = 0;
  ~State() {
    if (handle != nullptr) archive_read_free(handle);
  }
  Error error(const char* otherwise) {
    if (below) return *below;
    const char* why = archive_error_string(handle);
    std::string what = why == nullptr ? otherwise : why;
    repair_utf8(what);
    return damage(std::move(what), "what could be read before is kept");
  }
};

la_ssize_t fill(::archive*, void* data, const void** to) {
  auto* s = static_cast<State*>(data);
  const auto got = s->bytes->read(s->buffer.data(), s->buffer.size());
  if (!got) {
    s->below = got.error();
    return -1;
  }
  s->in += *got;
  *to = s->buffer.data();
  return static_cast<la_ssize_t>(*got);
}

/// The bytes of the handle's present member.
class Member : public ByteSource {
 public:
  explicit Member(std::shared_ptr<State> s) : s_(std::move(s)) {}
  Result<std::size_t> read(char* to, std::size_t n) override {
    if (s_->failed) return 0;
    const la_ssize_t got = archive_read_data(s_->handle, to, n);
    if (got < 0) {
      s_->failed = true;
      return tl::unexpected(s_->error("damaged archive"));
    }
    s_->out += static_cast<std::uint64_t>(got);
    if (s_->in > 0 && s_->out > kRatioFreeBytes && s_->out / kMaxRatio > s_->in) {
      s_->failed = true;
      return tl::unexpected(
          Error{Error::Code::kTooLarge, "", 0, "decompresses to more than " + std::to_string(kMaxRatio) + " times its size", ""});
    }
    return static_cast<std::size_t>(got);
  }

 private:
  std::shared_ptr<State> s_;
};

class Zip : public Archive {
 public:
  Zip(std::unique_ptr<ByteSource> bytes, std::string path) : path_(std::move(path)) { open(std::move(bytes)); }

  std::optional<Result<Entry>> next() override {
    if (done_) return std::nullopt;
    if (s_->failed && !reopen()) return std::nullopt;
    for (;;) {
      ::archive_entry* entry = nullptr;
      const int code = archive_read_next_header(s_->handle, &entry);
      if (code == ARCHIVE_EOF) return std::nullopt;
      if (code < ARCHIVE_WARN) {
        done_ = true;
        return Result<Entry>(tl::unexpected(s_->error("not a readable archive")));
      }
      ++entries_;
      if (archive_entry_filetype(entry) != AE_IFREG) continue;
      const char* name = archive_entry_pathname(entry);
      std::string shown = name == nullptr ? "" : name;
      repair_utf8(shown);
      if (path_.empty()) s_->out = 0;
      return Result<Entry>(Entry{std::move(shown), std::make_unique<Member>(s_)});
    }
  }

 private:
  void open(std::unique_ptr<ByteSource> bytes) {
    s_ = std::make_shared<State>();
    s_->bytes = std::move(bytes);
    s_->handle = archive_read_new();
    archive_read_support_format_zip(s_->handle);
    const int code = path_.empty() ? archive_read_open(s_->handle, s_.get(), nullptr, fill, nullptr)
                                   : archive_read_open_filename(s_->handle, path_.c_str(), 1 << 16);
    if (!path_.empty()) {
      struct stat st {};
      if (::stat(path_.c_str(), &st) == 0) s_->in = static_cast<std::uint64_t>(st.st_size);
    }
    if (code != ARCHIVE_OK) s_->failed = true;
  }

  /// Behind a damaged member libarchive may refuse to go on: the file is opened again and the members passed so far are skipped.
  bool reopen() {
    if (path_.empty() || entries_ == 0) return false;
    open(nullptr);
    for (std::uint64_t i = 0; i < entries_; ++i) {
      ::archive_entry* entry = nullptr;
      if (s_->failed || archive_read_next_header(s_->handle, &entry) < ARCHIVE_WARN) return false;
    }
    return true;
  }

  std::shared_ptr<State> s_;
  std::string path_;
  std::uint64_t entries_ = 0;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Archive> open_zip(std::unique_ptr<ByteSource> bytes, const std::string& path) {
  struct stat s {};
  const bool seekable = path != "-" && ::stat(path.c_str(), &s) == 0 && S_ISREG(s.st_mode);
  return std::make_unique<Zip>(std::move(bytes), seekable ? path : "");
}

}  // namespace milepost::read
