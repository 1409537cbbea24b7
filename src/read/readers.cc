// The table of formats, and the walk over inputs: files, folders, standard input, archives.
#include "read/readers.h"

#include <sys/stat.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <set>

#include "read/bytes.h"

namespace milepost::read {

namespace {

struct FormatInfo {
  const char* name;
  const char* endings;
  const char* about;
  std::unique_ptr<Reader> (*open)(std::unique_ptr<ByteSource>, Source, const ReadOptions&);
};

// HTML pages and WARC files have their rows here when their readers are written.
constexpr FormatInfo kFormats[] = {
    {"jsonl", ".jsonl .ndjson .json", "one JSON object a line: id, title, published, text", read_jsonl},
    {"text", ".txt .md", "one article a file", read_text},
};

const FormatInfo& format_of(const std::string& forced, const std::string& name, std::string_view start) {
  for (const FormatInfo& f : kFormats)
    if (forced == f.name) return f;
  const std::size_t first = start.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool object = first != std::string_view::npos && start[first] == '{';
  const bool named = name.ends_with(".jsonl") || name.ends_with(".ndjson") || name.ends_with(".jsonl.gz") || name.ends_with(".jsonl.zst");
  return object || named ? kFormats[0] : kFormats[1];
}

/// What stands in a folder beside articles and is none: golden records, what review keeps, tables.
bool beside_an_article(std::string_view name) {
  for (const std::string_view ending : {".records.jsonl", ".pins.jsonl", ".new", ".part", ".tsv"})
    if (name.ends_with(ending)) return true;
  return name == "review.log.jsonl";
}

class Inputs : public Reader {
 public:
  Inputs(std::vector<std::string> inputs, const ReadOptions& options) : todo_(inputs.begin(), inputs.end()), options_(options) {}

  std::optional<Result<Document>> next() override {
    for (;;) {
      if (reader_) {
        if (auto d = reader_->next()) return d;
        done_bytes_ += reader_->bytes_read();
        reader_.reset();
      }
      if (archive_) {
        if (auto failed = next_member()) return failed;
        if (reader_) continue;
      }
      if (todo_.empty()) return std::nullopt;
      const std::string path = todo_.front();
      todo_.pop_front();
      if (auto failed = open(path)) return failed;
    }
  }
  std::uint64_t bytes_read() const override { return done_bytes_ + (reader_ ? reader_->bytes_read() : 0); }

 private:
  std::optional<Result<Document>> fail(Error e, const std::string& where) {
    e.where = where;
    return Result<Document>(tl::unexpected(std::move(e)));
  }

  std::optional<Result<Document>> open(const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code code;
    if (path != "-" && fs::is_directory(path, code)) return walk(path);
    if (path != "-" && !fs::is_regular_file(path, code) && !fs::is_fifo(path, code) && !fs::is_character_file(path, code)) {
      if (fs::exists(path, code)) return std::nullopt;
      return fail({Error::Code::kIo, "", 0, "no such file", "check the path"}, path);
    }
    auto bytes = open_file(path);
    if (!bytes) return fail(bytes.error(), path);
    auto start = peek(*bytes, 512);
    if (!start) return fail(start.error(), path);
    if (start->empty()) return fail({Error::Code::kBadFormat, "", 0, "empty", ""}, path);
    Source source;
    source.path = path;
    if (is_container(*start)) {
      archive_ = std::make_unique<Archive>(std::move(*bytes));
      archive_path_ = path;
      return std::nullopt;
    }
    reader_ = format_of(options_.format, path, *start).open(std::move(*bytes), source, options_);
    return std::nullopt;
  }

  /// Adds a folder's entries before the rest, sorted; a folder that was seen under another name is passed over.
  std::optional<Result<Document>> walk(const std::string& path) {
    namespace fs = std::filesystem;
    struct stat s {};
    if (::stat(path.c_str(), &s) != 0 || !seen_.insert({s.st_dev, s.st_ino}).second) return std::nullopt;
    std::error_code code;
    std::vector<std::string> entries;
    for (fs::directory_iterator it(path, code), end; !code && it != end; it.increment(code)) {
      const std::string name = it->path().filename().string();
      if (name.starts_with('.') || beside_an_article(name)) continue;
      entries.push_back(it->path().string());
    }
    if (code) return fail({Error::Code::kIo, "", 0, code.message(), "check its permissions"}, path);
    std::sort(entries.begin(), entries.end());
    todo_.insert(todo_.begin(), entries.begin(), entries.end());
    return std::nullopt;
  }

  std::optional<Result<Document>> next_member() {
    for (;;) {
      auto entry = archive_->next();
      if (!entry) {
        archive_.reset();
        return std::nullopt;
      }
      if (!*entry) {
        return fail(entry->error(), archive_path_);
      }
      if (!(*entry)->file) continue;
      std::unique_ptr<ByteSource> bytes = std::move((*entry)->bytes);
      auto start = peek(bytes, 512);
      Source source;
      source.path = archive_path_;
      source.member = (*entry)->name;
      if (!start) return fail(start.error(), archive_path_ + (source.member.empty() ? "" : "#" + source.member));
      reader_ = format_of(options_.format, source.member.empty() ? archive_path_ : source.member, *start)
                    .open(std::move(bytes), source, options_);
      return std::nullopt;
    }
  }

  std::deque<std::string> todo_;
  ReadOptions options_;
  std::unique_ptr<Reader> reader_;
  std::unique_ptr<Archive> archive_;
  std::string archive_path_;
  std::set<std::pair<dev_t, ino_t>> seen_;
  std::uint64_t done_bytes_ = 0;
};

}  // namespace

Result<std::unique_ptr<Reader>> open_inputs(std::vector<std::string> inputs, const ReadOptions& options) {
  if (!options.format.empty() &&
      std::none_of(std::begin(kFormats), std::end(kFormats), [&](const FormatInfo& f) { return options.format == f.name; }))
    return tl::unexpected(Error{Error::Code::kBadInput, "--from", 0, "no format '" + options.format + "'", "formats: jsonl, text"});
  return std::make_unique<Inputs>(std::move(inputs), options);
}

}  // namespace milepost::read
