// Reuters-21578: SGML that no XML parser takes (control characters as references, no end tags promised), so tags are searched for as they
// stand. One <REUTERS> element is one article.
#include "read/feed.h"
#include "read/gate.h"

namespace milepost::read {

namespace {

/// What stands between <TAG …> and </TAG>, or to the end; empty without the tag.
std::string_view inside(std::string_view s, std::string_view tag) {
  for (std::size_t at = s.find('<'); at != std::string_view::npos; at = s.find('<', at + 1)) {
    if (s.substr(at + 1, tag.size()) != tag) continue;
    const char behind = at + 1 + tag.size() < s.size() ? s[at + 1 + tag.size()] : '\0';
    const std::size_t open = s.find('>', at);
    if ((behind != '>' && behind != ' ') || open == std::string_view::npos) continue;
    const std::string_view rest = s.substr(open + 1);
    return rest.substr(0, rest.find("</" + std::string(tag) + ">"));
  }
  return {};
}

std::string_view attribute(std::string_view tag, std::string_view name) {
  const std::size_t at = tag.find(std::string(name) + "=\"");
  if (at == std::string_view::npos) return {};
  const std::string_view value = tag.substr(at + name.size() + 2);
  return value.substr(0, value.find('"'));
}

std::string trimmed(std::string_view s) {
  const std::size_t from = s.find_first_not_of(" \t\r\n");
  return from == std::string_view::npos ? "" : std::string(s.substr(from, s.find_last_not_of(" \t\r\n") - from + 1));
}

/// References resolved; those of control characters, which end each part of the wire's format, are dropped.
std::string plain(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '&' && s.substr(i, 2) == "&#") {
      std::size_t k = i + 2;
      unsigned v = 0;
      while (k < s.size() && s[k] >= '0' && s[k] <= '9' && v < 1000) v = v * 10 + static_cast<unsigned>(s[k++] - '0');
      if (v < 32 && k < s.size() && s[k] == ';') {
        i = k;
        continue;
      }
    }
    out += s[i];
  }
  return trimmed(decode_entities(out));
}

class ReutersReader : public Reader {
 public:
  ReutersReader(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options)
      : feed_(std::move(bytes)), source_(std::move(source)), options_(options) {}

  std::optional<Result<Document>> next() override {
    const Cut cut = cut_between(feed_, "<REUTERS", "</REUTERS>", piece_, options_.max_document_bytes, source_.offset);
    if (cut == Cut::kEnd) return std::nullopt;
    if (cut == Cut::kDamaged) return Result<Document>(tl::unexpected(error_at(*feed_.damage(), source_, feed_.offset())));
    if (cut == Cut::kTooLong)
      return Result<Document>(tl::unexpected(error_at(too_long(options_.max_document_bytes), source_, source_.offset)));
    if (!std::string_view(piece_).ends_with("</REUTERS>"))
      return Result<Document>(tl::unexpected(error_at(damage("the file ends inside an article"), source_, source_.offset)));
    return document();
  }
  std::uint64_t bytes_read() const override { return feed_.offset(); }

 private:
  static Error damage(std::string what) { return {Error::Code::kBadFormat, "", 0, std::move(what), ""}; }

  Result<Document> document() {
    const std::string_view s = piece_;
    const std::string_view head = s.substr(0, s.find('>'));
    const std::string_view text = inside(s, "TEXT");
    Fields f;
    const std::string_view id = attribute(head, "NEWID");
    if (!id.empty()) f.id = "reuters21578/" + std::string(id);
    f.published = std::string(inside(s, "DATE"));
    f.title = plain(inside(text, "TITLE"));
    const std::string dateline = plain(inside(text, "DATELINE"));
    f.body = plain(inside(text, "BODY"));
    if (f.body.empty() && f.title.empty()) f.body = plain(text);  // TYPE="UNPROC": no parts
    if (!dateline.empty()) f.body = dateline + " " + f.body;
    f.language = "en";
    Document d = make_document(std::move(f), {Charset::Kind::kLabel, "iso-8859-1"}, source_, options_);
    ++source_.ordinal;
    return d;
  }

  Feed feed_;
  Source source_;
  ReadOptions options_;
  std::string piece_;
};

}  // namespace

std::unique_ptr<Reader> read_reuters(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options) {
  source.format = "reuters";
  return std::make_unique<ReutersReader>(std::move(bytes), std::move(source), options);
}

}  // namespace milepost::read
