// CSV and TSV by RFC 4180: a header row, quoted cells that may hold delimiters, quotes and line ends. A row of the wrong width is an error
// record; cells are never shifted.
#include <algorithm>
#include <array>

#include "read/bytes.h"
#include "read/feed.h"
#include "read/gate.h"

namespace milepost::read {

namespace {

constexpr std::array<std::pair<const char*, const char*>, 6> kColumns = {
    {{"id", "id doc_id guid uuid"},
     {"title", "title headline"},
     {"url", "url link source_url"},
     {"published", "published date publish_date published_at publishing_date pub_date created"},
     {"language", "language lang"},
     {"text", "text body content maintext article article_text"}}};

char delimiter_of(std::string_view header) {
  constexpr std::string_view kDelimiters = ",\t;|";
  std::array<std::size_t, kDelimiters.size()> count{};
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) break;
    const std::size_t k = kDelimiters.find(c);
    if (!quoted && k != std::string_view::npos) ++count[k];
  }
  return kDelimiters[static_cast<std::size_t>(std::max_element(count.begin(), count.end()) - count.begin())];
}

class CsvReader : public Reader {
 public:
  CsvReader(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options, char delimiter, Charset charset)
      : feed_(std::move(bytes)), source_(std::move(source)), options_(options), charset_(std::move(charset)), delimiter_(delimiter) {}

  std::optional<Result<Document>> next() override {
    if (!header_) {
      header_ = true;
      if (auto bad = read_header()) return bad;
    }
    for (;;) {
      if (ended_) return std::nullopt;
      source_.offset = feed_.offset();
      const std::uint64_t line = line_;
      const Cut cut = row();
      if (cut == Cut::kEnd) return std::nullopt;
      if (cut == Cut::kDamaged) return fail(*feed_.damage(), line);
      if (cut == Cut::kTooLong) return fail(too_long(options_.max_document_bytes), line);
      if (cells_.size() == 1 && cells_[0].empty()) continue;
      if (!sound_) return fail(damage("a quote inside a quoted cell, or one that is never closed", "double it"), line);
      if (cells_.size() != columns_)
        return fail(damage("the row has " + std::to_string(cells_.size()) + " cells, the header " + std::to_string(columns_)), line);
      Fields f;
      std::string* const to[] = {&f.id, &f.title, &f.url, &f.published, &f.language, &f.body};
      for (std::size_t i = 0; i < kColumns.size(); ++i)
        if (at_[i] != kNoColumn) *to[i] = cells_[at_[i]];
      Document d = make_document(std::move(f), charset_, source_, options_);
      ++source_.ordinal;
      return d;
    }
  }
  std::uint64_t bytes_read() const override { return feed_.offset(); }

 private:
  static constexpr std::size_t kNoColumn = SIZE_MAX;

  Result<Document> fail(Error e, std::uint64_t line) { return tl::unexpected(error_at(std::move(e), source_, line)); }

  std::optional<Result<Document>> read_header() {
    const Cut cut = row();
    columns_ = cells_.size();
    for (std::size_t i = 0; i < kColumns.size(); ++i) at_[i] = column(kColumns[i].first, kColumns[i].second);
    if (cut == Cut::kPiece && at_[kColumns.size() - 1] != kNoColumn) return std::nullopt;
    ended_ = true;
    if (cut == Cut::kDamaged) return fail(*feed_.damage(), 1);
    return fail({Error::Code::kBadInput, "", 0, "no column `text`", "say --map text=COLUMN"}, 1);
  }

  std::size_t column(const char* field, const char* otherwise) const {
    const auto given = options_.fields.find(field);
    std::string_view names = given == options_.fields.end() ? std::string_view(otherwise) : std::string_view(given->second);
    while (!names.empty()) {
      const std::size_t cut = std::min(names.find(' '), names.size());
      for (std::size_t c = 0; c < cells_.size(); ++c)
        if (same(cells_[c], names.substr(0, cut))) return c;
      names.remove_prefix(std::min(names.size(), cut + 1));
    }
    return kNoColumn;
  }

  static bool same(std::string_view cell, std::string_view name) {
    if (cell.starts_with("\xEF\xBB\xBF")) cell.remove_prefix(3);
    return std::equal(cell.begin(), cell.end(), name.begin(), name.end(),
                      [](char a, char b) { return a == b || ((a ^ b) == 0x20 && (a | 0x20) >= 'a' && (a | 0x20) <= 'z'); });
  }

  /// Reads one row into cells_; sound_ is false when its quotes are broken. Over the limit it is passed over without being held.
  Cut row() {
    enum class In : std::uint8_t { kStart, kBare, kQuoted, kQuote } in = In::kStart;
    std::uint64_t size = 0;
    bool any = false;
    cells_.assign(1, "");
    sound_ = true;
    const auto put = [&](char c) {
      if (++size <= options_.max_document_bytes) cells_.back() += c;
    };
    while (feed_.more()) {
      const char c = feed_.here()[0];
      feed_.drop(1);
      if (c == '\n') ++line_;
      any = true;
      if (in == In::kQuoted) {
        if (c == '"')
          in = In::kQuote;
        else
          put(c);
        continue;
      }
      if (c == '"' && in == In::kStart && quotes_) {
        in = In::kQuoted;
      } else if (c == '"' && in == In::kQuote) {
        put(c);
        in = In::kQuoted;
      } else if (c == delimiter_) {
        cells_.emplace_back();
        in = In::kStart;
      } else if (c == '\n') {
        return size > options_.max_document_bytes ? Cut::kTooLong : Cut::kPiece;
      } else if (c != '\r') {
        if (in == In::kQuote) sound_ = false;
        in = In::kBare;
        put(c);
      }
    }
    if (feed_.damaged()) return Cut::kDamaged;
    if (in == In::kQuoted) sound_ = false;
    return !any ? Cut::kEnd : size > options_.max_document_bytes ? Cut::kTooLong : Cut::kPiece;
  }

  Feed feed_;
  Source source_;
  ReadOptions options_;
  Charset charset_;
  char delimiter_;
  bool quotes_ = true, header_ = false, ended_ = false, sound_ = true;
  std::uint64_t line_ = 1;
  std::size_t columns_ = 0;
  std::array<std::size_t, kColumns.size()> at_{};
  std::vector<std::string> cells_;
};

}  // namespace

std::unique_ptr<Reader> read_csv(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options) {
  source.format = "csv";
  const std::string start = peek(bytes, 1 << 16);
  const char delimiter = delimiter_of(start);
  // A table has one charset; it is found out once, from its beginning.
  std::string copy = start;
  std::uint64_t repaired = 0;
  const std::string flag = make_utf8(copy, {Charset::Kind::kUnknown, ""}, repaired);
  Charset charset;
  if (flag.starts_with("charset_")) charset = {Charset::Kind::kLabel, flag.substr(8)};
  return std::make_unique<CsvReader>(std::move(bytes), std::move(source), options, delimiter, charset);
}

}  // namespace milepost::read
