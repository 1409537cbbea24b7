// One article a file. What is known about it may stand beside it: NAME.meta.json or NAME.json for NAME.txt.
#include <algorithm>
#include <filesystem>

#include "read/bytes.h"
#include "read/gate.h"
#include "read/json_fields.h"

namespace milepost::read {

namespace {

constexpr std::uint64_t kMaxSidecar = 1 << 20;

/// The file of metadata beside a text, or "".
std::string sidecar_of(const Source& source) {
  if (!source.member.empty() || source.path == "-") return "";
  const std::filesystem::path path(source.path);
  std::error_code code;
  for (const std::filesystem::path& p :
       {std::filesystem::path(path).replace_extension(".meta.json"), std::filesystem::path(path.string() + ".meta.json"),
        std::filesystem::path(path).replace_extension(".json")})
    if (p != path && std::filesystem::is_regular_file(p, code)) return p.string();
  return "";
}

class TextReader : public Reader {
 public:
  TextReader(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options)
      : bytes_(std::move(bytes)), source_(std::move(source)), options_(options) {}

  std::optional<Result<Document>> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    std::string text, block(1 << 16, '\0');
    for (;;) {
      const auto got = bytes_->read(block.data(), block.size());
      if (!got) return fail(got.error());
      if (*got == 0) break;
      read_ += *got;
      if (text.size() + *got > options_.max_document_bytes) return fail(too_long(options_.max_document_bytes));
      text.append(block.data(), *got);
    }
    const auto nuls = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(text.size(), 8192)), '\0');
    if (nuls > 8) return fail(damage("binary, not text", "name a text, JSON Lines, CSV, XML or archive file"));
    JsonFields known;
    if (auto bad = read_sidecar(known)) return fail(std::move(*bad));
    known.fields.body = std::move(text);
    return make_document(std::move(known.fields), {Charset::Kind::kUnknown, ""}, source_, options_);
  }
  std::uint64_t bytes_read() const override { return read_; }

 private:
  Result<Document> fail(Error e) const { return tl::unexpected(error_at(std::move(e), source_)); }

  std::optional<Error> read_sidecar(JsonFields& known) {
    const std::string path = sidecar_of(source_);
    if (path.empty()) return std::nullopt;
    auto bytes = open_file(path);
    if (!bytes) return bytes.error();
    const std::string json = peek(*bytes, kMaxSidecar);
    known = fields_of_json(std::string_view(json).substr(json.starts_with("\xEF\xBB\xBF") ? 3 : 0), options_);
    if (known.error) known.error->what += " in its metadata " + path;
    return known.error;
  }

  std::unique_ptr<ByteSource> bytes_;
  Source source_;
  ReadOptions options_;
  std::uint64_t read_ = 0;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Reader> read_text(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options) {
  source.format = "text";
  return std::make_unique<TextReader>(std::move(bytes), std::move(source), options);
}

}  // namespace milepost::read
