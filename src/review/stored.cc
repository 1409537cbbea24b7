#include "review/stored.h"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "milepost/json.h"
#include "read/bytes.h"

namespace milepost::review {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxLine = 64u << 20;

/// Lines of a file, decompressed where it is compressed.
class Lines {
 public:
  static Result<Lines> open(const std::string& path) {
    auto bytes = read::open_unpacked(path);
    if (!bytes) return tl::unexpected(bytes.error());
    Lines out;
    out.bytes_ = std::move(*bytes);
    return out;
  }

  /// The next line without its line feed; nothing at the end.
  Result<std::optional<std::string>> next() {
    for (;;) {
      const std::size_t end = buffer_.find('\n', searched_);
      if (end != std::string::npos) {
        std::string line = buffer_.substr(at_, end - at_);
        at_ = searched_ = end + 1;
        return std::optional(std::move(line));
      }
      if (ended_) break;
      buffer_.erase(0, at_);
      at_ = 0;
      searched_ = buffer_.size();
      if (buffer_.size() > kMaxLine) return tl::unexpected(Error{Error::Code::kTooLarge, "", 0, "a line is longer than 64 MB", ""});
      buffer_.resize(searched_ + (1u << 16));
      const auto got = bytes_ ? bytes_->read(buffer_.data() + searched_, 1u << 16) : Result<std::size_t>(0);
      if (!got) return tl::unexpected(got.error());
      buffer_.resize(searched_ + *got);
      ended_ = *got == 0;
    }
    if (at_ >= buffer_.size()) return std::optional<std::string>();
    std::string line = buffer_.substr(at_);
    at_ = searched_ = buffer_.size();
    return std::optional(std::move(line));
  }

 private:
  std::unique_ptr<read::ByteSource> bytes_;
  std::string buffer_;
  std::size_t at_ = 0, searched_ = 0;
  bool ended_ = false;
};

class FileSide : public Side {
 public:
  FileSide(Lines lines, std::string path) : lines_(std::move(lines)), path_(std::move(path)) {}

  Result<std::optional<DocumentLines>> next() override {
    DocumentLines out;
    for (;;) {
      std::string line;
      if (held_) {
        line = std::move(*held_);
        held_.reset();
      } else {
        auto read = lines_.next();
        if (!read) return tl::unexpected(read.error());
        if (!*read) break;
        line = without_pack(**read);
        ++number_;
      }
      if (line.empty()) continue;
      const std::string document = field_of(line, "document");
      if (document.empty())
        return tl::unexpected(Error{Error::Code::kBadFormat, path_, number_, "a line is no record", "give what milepost scan wrote"});
      if (field_of(line, "type") == "error") continue;
      if (!out.lines.empty() && document != out.document) {
        held_ = std::move(line);
        break;
      }
      out.document = document;
      out.lines.push_back(std::move(line));
    }
    if (out.lines.empty()) return std::optional<DocumentLines>();
    return std::optional(std::move(out));
  }

 private:
  Lines lines_;
  std::string path_;
  std::uint64_t number_ = 0;
  std::optional<std::string> held_;
};

class DatabaseSide : public Side {
 public:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  static Result<std::unique_ptr<Side>> open(const std::string& path) {
    auto side = std::make_unique<DatabaseSide>();
    side->path_ = path;
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READONLY, nullptr);
    side->db_.reset(db);
    sqlite3_stmt* made = nullptr;
    if (code != SQLITE_OK ||
        sqlite3_prepare_v2(
            db,
            "SELECT d.id, r.id, r.type, r.rule, r.byte_begin, r.byte_end, r.char_begin, r.char_end, r.sentence, r.text, r.data "
            "FROM record r JOIN document d USING(doc) ORDER BY doc, seq",
            -1, &made, nullptr) != SQLITE_OK)
      return tl::unexpected(Error{Error::Code::kStore, path, 0, sqlite3_errmsg(db), "give a database that milepost scan --to wrote"});
    side->rows_.reset(made);
    side->more_ = sqlite3_step(made) == SQLITE_ROW;
    return side;
  }

  Result<std::optional<DocumentLines>> next() override {
    if (!more_) return std::optional<DocumentLines>();
    DocumentLines out;
    out.document = text(0);
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW && text(0) == out.document) {
      out.lines.push_back(row());
      code = sqlite3_step(rows_.get());
    }
    more_ = code == SQLITE_ROW;
    if (code != SQLITE_ROW && code != SQLITE_DONE)
      return tl::unexpected(Error{Error::Code::kStore, path_, 0, sqlite3_errmsg(db_.get()), "check the database"});
    return std::optional(std::move(out));
  }

 private:
  std::string text(int column) const {
    const auto* p = reinterpret_cast<const char*>(sqlite3_column_text(rows_.get(), column));
    return p == nullptr ? std::string() : std::string(p, static_cast<std::size_t>(sqlite3_column_bytes(rows_.get(), column)));
  }
  std::string row() const {
    const auto number = [&](int column) { return static_cast<std::uint32_t>(sqlite3_column_int64(rows_.get(), column)); };
    Entry e;
    e.document = text(0), e.id = text(1), e.type = text(2), e.rule = text(3);
    e.bytes = {number(4), number(5)};
    e.chars = {number(6), number(7)};
    e.sentence = number(8);
    e.text = text(9);
    e.data = Json::parse(text(10), nullptr, false);
    if (!e.data.is_object()) e.data = Json::object();
    return line_of(e);
  }

  std::unique_ptr<sqlite3, Close> db_;
  std::unique_ptr<sqlite3_stmt, Close> rows_;
  std::string path_;
  bool more_ = false;
};

class GoldenSide : public Side {
 public:
  explicit GoldenSide(std::vector<fs::path> files) : files_(std::move(files)) {}

  Result<std::optional<DocumentLines>> next() override {
    if (at_ == files_.size()) return std::optional<DocumentLines>();
    const fs::path file = files_[at_++];
    auto lines = Lines::open(file.string());
    if (!lines) return tl::unexpected(lines.error());
    FileSide side(std::move(*lines), file.string());
    auto document = side.next();
    if (!document) return document;
    if (!*document) return next();
    std::string name = file.string();
    name.resize(name.size() - std::string_view(".records.jsonl").size());
    std::ifstream article(name + ".txt", std::ios::binary);
    (*document)->text.assign(std::istreambuf_iterator<char>(article), {});
    return document;
  }

 private:
  std::vector<fs::path> files_;
  std::size_t at_ = 0;
};

}  // namespace

Result<std::unique_ptr<Side>> stored_side(const std::string& path) {
  std::ifstream probe(path, std::ios::binary);
  std::string magic(16, '\0');
  probe.read(magic.data(), 16);
  if (magic == std::string("SQLite format 3\0", 16)) return DatabaseSide::open(path);
  auto lines = Lines::open(path);
  if (!lines) return tl::unexpected(lines.error());
  return std::make_unique<FileSide>(std::move(*lines), path);
}

Result<std::unique_ptr<Side>> golden_side(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code code;
  for (const auto& entry : fs::recursive_directory_iterator(folder, code))
    if (entry.path().string().ends_with(".records.jsonl")) files.push_back(entry.path());
  if (files.empty())
    return tl::unexpected(Error{Error::Code::kBadInput, folder, 0, "no pack.json and no *.records.jsonl in this folder",
                                "give a rules folder, a golden folder, a records file, a database or git:REV"});
  std::sort(files.begin(), files.end());
  return std::make_unique<GoldenSide>(std::move(files));
}

}  // namespace milepost::review
