// The walk over inputs: files, folders, standard input, and what is packed in them. A stream may be compressed, an archive may be, and its
// members may be, each once; an archive within an archive is refused.
#include <sys/stat.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <set>

#include "base/utf8.h"
#include "read/bytes.h"
#include "read/choose.h"
#include "read/gate.h"

namespace milepost::read {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kPeek = 4096;

bool packed(Container c) { return c == Container::kGzip || c == Container::kZstd || c == Container::kXz || c == Container::kBzip2; }

class Inputs : public Reader {
 public:
  Inputs(std::vector<std::string> inputs, ReadOptions options)
      : names_(inputs), todo_(inputs.begin(), inputs.end()), options_(std::move(options)) {}

  std::optional<Result<Document>> next() override {
    for (;;) {
      if (!waiting_.empty()) {
        Result<Document> failed = std::move(waiting_.front());
        waiting_.pop_front();
        return failed;
      }
      if (reader_) {
        if (auto d = from_reader()) return d;
      }
      if (archive_) {
        if (auto failed = next_member()) return failed;
        continue;
      }
      if (todo_.empty()) return std::nullopt;
      const std::string path = todo_.front();
      todo_.pop_front();
      if (auto failed = open(path)) return failed;
    }
  }
  std::uint64_t bytes_read() const override { return consumed_; }

  std::uint64_t bytes_total() const override {
    std::uint64_t total = 0;
    std::error_code code;
    for (const std::string& name : names_) {
      if (name == "-") return 0;
      if (!fs::is_directory(name, code)) {
        const auto size = fs::file_size(name, code);
        if (!code) total += size;
        continue;
      }
      for (fs::recursive_directory_iterator it(name, code), end; !code && it != end; it.increment(code))
        if (it->is_regular_file(code)) total += it->file_size(code);
    }
    return total;
  }

 private:
  using Step = std::optional<Result<Document>>;

  static Step fail(Error e, const std::string& path, const std::string& member = "") {
    Source source;
    source.path = path;
    source.member = member;
    return Result<Document>(tl::unexpected(error_at(std::move(e), source)));
  }

  Step open(const std::string& path) {
    std::error_code code;
    if (path != "-") {
      const fs::file_status status = fs::status(path, code);
      if (fs::is_directory(status)) return walk(path);
      if (!fs::exists(status)) {
        if (fs::is_symlink(fs::symlink_status(path, code))) return fail({Error::Code::kIo, "", 0, "a link that leads nowhere", ""}, path);
        return fail({Error::Code::kIo, "", 0, "no such file", "check the path"}, path);
      }
      if (fs::is_socket(status) || fs::is_block_file(status))
        return fail({Error::Code::kIo, "", 0, "neither a file nor a folder", ""}, path);
    }
    auto bytes = open_file(path, &consumed_);
    if (!bytes) return fail(bytes.error(), path);
    return begin(std::move(*bytes), path, "");
  }

  /// Undoes one layer of compression, opens an archive or a reader.
  Step begin(std::unique_ptr<ByteSource> bytes, const std::string& path, const std::string& member) {
    const std::string& name = member.empty() ? path : member;
    std::string start = peek(bytes, kPeek);
    Container how = container_of(start);
    if (how == Container::kNone) how = container_named(name, start, false);
    if (packed(how)) {
      bytes = decompress(how, std::move(bytes));
      start = peek(bytes, kPeek);
      how = container_of(start);
      if (how == Container::kNone) how = container_named(name, start, true);
    }
    if (packed(how) || (how != Container::kNone && !member.empty()))
      return fail({Error::Code::kTooDeep, "", 0, "packed more than once", "unpack the outer layer first"}, path, member);
    if (how != Container::kNone) {
      archive_ = how == Container::kTar ? open_tar(std::move(bytes)) : open_zip(std::move(bytes));
      archive_path_ = path;
      return std::nullopt;
    }
    behind_ = 0;
    return open_reader(std::move(bytes), path, member);
  }

  /// By the first sound bytes. Where neither they nor the name tell a format they are read as a text; should that end in damage, which may
  /// have made them, what stands behind it is looked at anew.
  Step open_reader(std::unique_ptr<ByteSource> bytes, const std::string& path, const std::string& member) {
    std::string start = peek(bytes, kPeek);
    // The first members of a stream may be lost, and others behind them sound.
    for (std::size_t damaged = behind_; start.empty(); ++damaged) {
      char c;
      const auto got = bytes->read(&c, 1);
      if (got && damaged > 0) return std::nullopt;
      if (got) return fail({Error::Code::kBadFormat, "", 0, "empty", ""}, path, member);
      waiting_.push_back(*fail(got.error(), path, member));
      if (got.error().code != Error::Code::kBadFormat || damaged >= kMaxDamaged) return std::nullopt;
      start = peek(bytes, kPeek);
    }
    bytes = decode_utf16(std::move(bytes), start);
    start = peek(bytes, kPeek);
    source_ = Source{};
    source_.path = path;
    source_.member = member;
    repair_utf8(source_.member);
    const FormatInfo* format = told(options_.format, member.empty() ? path : member, start);
    rest_.reset();
    if (format == nullptr) {
      format = &formats().front();
      rest_ = std::move(bytes);
      bytes = share(rest_);
    }
    reader_ = format->open(std::move(bytes), source_, options_);
    return std::nullopt;
  }

  /// A document of the open reader, or nothing when it is done.
  Step from_reader() {
    auto d = reader_->next();
    if (d && (*d || !rest_ || d->error().code != Error::Code::kBadFormat || ++behind_ > kMaxDamaged)) return d;
    reader_.reset();
    if (!d) return d;
    const Source at = source_;
    if (auto failed = open_reader(share(rest_), at.path, at.member)) waiting_.push_back(std::move(*failed));
    return d;
  }

  Step next_member() {
    auto entry = archive_->next();
    if (!entry) {
      archive_.reset();
      return std::nullopt;
    }
    if (!*entry) return fail(entry->error(), archive_path_);
    const std::string name = (*entry)->name;
    if (passed_over(name.substr(name.rfind('/') == std::string::npos ? 0 : name.rfind('/') + 1))) return std::nullopt;
    return begin(std::move((*entry)->bytes), archive_path_, name.empty() ? "(no name)" : name);
  }

  /// What stands in a folder or archive beside articles and is none: what is said about the folder, golden records, what review keeps,
  /// metadata, unfinished output.
  static bool passed_over(std::string_view name) {
    for (const std::string_view ending : {".records.jsonl", ".pins.jsonl", ".meta.json", ".new", ".part", ".journal"})
      if (name.ends_with(ending)) return true;
    return name.starts_with('.') || name.starts_with("README") || name == "NOTES.md" || name == "review.log.jsonl";
  }

  /// Adds a folder's entries before the rest, sorted; a folder that was seen under another name is passed over. So are metadata beside a
  /// text, and tables without a column of text.
  Step walk(const std::string& path) {
    struct stat s {};
    if (::stat(path.c_str(), &s) != 0 || !seen_.insert({s.st_dev, s.st_ino}).second) return std::nullopt;
    std::error_code code;
    std::vector<std::string> entries;
    for (fs::directory_iterator it(path, code), end; !code && it != end; it.increment(code)) {
      const std::string name = it->path().filename().string();
      if (passed_over(name) || name.ends_with(".tsv")) continue;
      if (name.ends_with(".json") && fs::exists(fs::path(it->path()).replace_extension(".txt"))) continue;
      entries.push_back(it->path().string());
    }
    if (code) return fail({Error::Code::kIo, "", 0, code.message(), "check its permissions"}, path);
    std::sort(entries.begin(), entries.end());
    todo_.insert(todo_.begin(), entries.begin(), entries.end());
    return std::nullopt;
  }

  static constexpr std::size_t kMaxDamaged = 1000;  ///< members of one stream lost before the first sound one

  std::vector<std::string> names_;
  std::deque<std::string> todo_;
  std::deque<Result<Document>> waiting_;  ///< errors that are still to be told
  ReadOptions options_;
  std::unique_ptr<Reader> reader_;
  Source source_;                     ///< that it reads
  std::shared_ptr<ByteSource> rest_;  ///< what it reads, when nothing told what that is
  std::size_t behind_ = 0;            ///< stretches of it that were lost
  std::unique_ptr<Archive> archive_;
  std::string archive_path_;
  std::set<std::pair<dev_t, ino_t>> seen_;
  std::uint64_t consumed_ = 0;
};

}  // namespace

Result<std::unique_ptr<Reader>> open_inputs(std::vector<std::string> inputs, const ReadOptions& options) {
  std::string names;
  bool known = options.format.empty();
  for (const FormatInfo& f : formats()) {
    names += (names.empty() ? "" : ", ") + std::string(f.name);
    known = known || options.format == f.name;
  }
  if (!known) return tl::unexpected(Error{Error::Code::kBadInput, "--from", 0, "no format '" + options.format + "'", "formats: " + names});
  for (const auto& [field, key] : options.fields)
    if (field != "id" && field != "title" && field != "url" && field != "published" && field != "language" && field != "text")
      return tl::unexpected(
          Error{Error::Code::kBadInput, "--map", 0, "no field '" + field + "'", "fields: id, title, url, published, language, text"});
  return std::make_unique<Inputs>(std::move(inputs), options);
}

}  // namespace milepost::read
