// JSON Lines: one article a line. A line that is no article becomes an error with its number; the reader goes on with the next line. A line
// longer than the limit is skipped without being held in memory; nesting is counted before anything is built, for a parser's copies
// recurse.
#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "read/readers.h"

namespace milepost::read {

namespace {

constexpr int kMaxDepth = 64;

/// The deepest nesting of a line, strings left out; stops counting behind kMaxDepth.
int depth_of(std::string_view line) {
  int depth = 0, deepest = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
      if (deepest > kMaxDepth) return deepest;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return deepest;
}

class JsonLines : public Reader {
 public:
  JsonLines(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options)
      : bytes_(std::move(bytes)), source_(std::move(source)), limit_(options.max_document_bytes) {}

  std::optional<Result<Document>> next() override {
    for (;;) {
      std::string line;
      const Line got = read_line(line);
      if (got == Line::kEnd) return std::nullopt;
      ++number_;
      if (got == Line::kDamaged) return fail(damage_);
      if (got == Line::kTooLong)
        return fail({Error::Code::kTooLarge, "", 0, "a line longer than " + std::to_string(limit_) + " bytes", "raise --max-doc-bytes"});
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      return parse(line);
    }
  }
  std::uint64_t bytes_read() const override { return read_; }

 private:
  enum class Line : std::uint8_t { kLine, kTooLong, kDamaged, kEnd };

  Line read_line(std::string& line) {
    bool too_long = false;
    for (;;) {
      if (at_ == have_) {
        if (ended_) return line.empty() && !too_long ? Line::kEnd : too_long ? Line::kTooLong : Line::kLine;
        const auto got = bytes_->read(buffer_.data(), buffer_.size());
        if (!got) {
          ended_ = true;
          damage_ = got.error();
          return Line::kDamaged;
        }
        at_ = 0;
        have_ = *got;
        read_ += *got;
        if (have_ == 0) {
          ended_ = true;
          continue;
        }
      }
      const char* begin = buffer_.data() + at_;
      const auto* stop = static_cast<const char*>(std::memchr(begin, '\n', have_ - at_));
      const std::size_t n = stop == nullptr ? have_ - at_ : static_cast<std::size_t>(stop - begin);
      if (!too_long && line.size() + n > limit_) {
        too_long = true;
        line.clear();
        line.shrink_to_fit();
      }
      if (!too_long) line.append(begin, n);
      at_ += n;
      if (stop != nullptr) {
        ++at_;
        return too_long ? Line::kTooLong : Line::kLine;
      }
    }
  }

  Result<Document> fail(Error e) const {
    e.where = source_.member.empty() ? source_.path : source_.path + "#" + source_.member;
    e.at = number_;
    return tl::unexpected(std::move(e));
  }

  Result<Document> parse(const std::string& line) {
    if (depth_of(line) > kMaxDepth) return fail({Error::Code::kTooDeep, "", 0, "JSON nested deeper than " + std::to_string(kMaxDepth), ""});
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded()) return fail({Error::Code::kBadFormat, "", 0, "not valid JSON", "one object a line, in UTF-8"});
    if (!json.is_object())
      return fail({Error::Code::kBadFormat, "", 0, "not a JSON object", "one object a line with id, title, published, text"});
    const auto field = [&](std::initializer_list<const char*> names) -> std::string {
      for (const char* name : names) {
        const auto it = json.find(name);
        if (it == json.end()) continue;
        if (it->is_string()) return it->get<std::string>();
        if (it->is_number_integer()) return it->dump();
      }
      return {};
    };
    Document d;
    d.source = source_;
    d.source.ordinal = ordinal_++;
    d.source.offset = 0;
    const std::string body = field({"text", "body", "content", "maintext", "article"});
    if (body.empty() && !json.contains("text"))
      return fail({Error::Code::kBadInput, "", 0, "no key `text`", "keys are id, title, published, text"});
    d.title = field({"title", "headline"});
    d.url = field({"url", "link"});
    d.language = field({"language", "lang"});
    d.published = normalised_date(field({"published", "date", "publish_date", "published_at", "created"}));
    if (!d.published.empty()) d.published_source = "metadata";
    d.id = field({"id", "doc_id", "guid"});
    if (d.id.empty())
      d.id =
          !d.url.empty() ? d.url + (d.published.empty() ? "" : "#" + d.published) : source_.path + "#" + std::to_string(d.source.ordinal);
    for (char& c : d.title)
      if (c == '\n' || c == '\r') c = ' ';
    Document title;
    title.text = d.title;
    clean(title);
    d.title = title.text;
    d.text = d.title.empty() ? body : d.title + "\n" + body;
    d.title_bytes = static_cast<std::uint32_t>(d.title.size());
    clean(d);
    return d;
  }

  std::unique_ptr<ByteSource> bytes_;
  Source source_;
  std::uint64_t limit_, read_ = 0, number_ = 0, ordinal_ = 0;
  std::vector<char> buffer_ = std::vector<char>(1 << 18);
  std::size_t at_ = 0, have_ = 0;
  bool ended_ = false;
  Error damage_;
};

}  // namespace

std::unique_ptr<Reader> read_jsonl(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options) {
  source.format = "jsonl";
  return std::make_unique<JsonLines>(std::move(bytes), std::move(source), options);
}

}  // namespace milepost::read
