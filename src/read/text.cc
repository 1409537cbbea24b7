#include <algorithm>

#include "base/utf8.h"
#include "read/readers.h"

namespace milepost::read {

void clean(Document& d) {
  if (d.text.starts_with("\xEF\xBB\xBF")) d.text.erase(0, 3);
  d.repaired = repair_utf8(d.text);
  if (d.repaired > 0) d.flags.emplace_back("repaired_utf8");
  if (d.text.find('\0') != std::string::npos) {
    std::string out;
    for (const char c : d.text) c == '\0' ? out += "\xEF\xBF\xBD" : out += c;
    d.text = std::move(out);
    d.flags.emplace_back("replaced_nul");
  }
}

std::string normalised_date(std::string_view s) {
  const auto digits = [&](std::size_t at, std::size_t n) {
    for (std::size_t i = at; i < at + n; ++i)
      if (i >= s.size() || s[i] < '0' || s[i] > '9') return false;
    return true;
  };
  const auto part = [&](std::size_t at, std::size_t n) { return std::string(s.substr(at, n)); };
  const auto whole = [](const std::string& y, const std::string& m, const std::string& d) {
    const int mm = std::stoi(m), dd = std::stoi(d);
    return mm >= 1 && mm <= 12 && dd >= 1 && dd <= 31 ? y + "-" + m + "-" + d : std::string();
  };
  for (std::size_t i = 0; i + 8 <= s.size(); ++i) {
    if (i + 10 <= s.size() && digits(i, 4) && (s[i + 4] == '-' || s[i + 4] == '/') && digits(i + 5, 2) && s[i + 7] == s[i + 4] &&
        digits(i + 8, 2))
      return whole(part(i, 4), part(i + 5, 2), part(i + 8, 2));
    if (i + 10 <= s.size() && digits(i, 2) && s[i + 2] == '.' && digits(i + 3, 2) && s[i + 5] == '.' && digits(i + 6, 4))
      return whole(part(i + 6, 4), part(i + 3, 2), part(i, 2));
    if (i + 10 <= s.size() && digits(i, 2) && s[i + 2] == '-' && digits(i + 3, 2) && s[i + 5] == '-' && digits(i + 6, 4))
      return whole(part(i + 6, 4), part(i, 2), part(i + 3, 2));
    if (digits(i, 8) && (i + 8 == s.size() || !digits(i + 8, 1)) && (i == 0 || !digits(i - 1, 1)))
      return whole(part(i, 4), part(i + 4, 2), part(i + 6, 2));
  }
  return "";
}

namespace {

class TextReader : public Reader {
 public:
  TextReader(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options)
      : bytes_(std::move(bytes)), source_(std::move(source)), limit_(options.max_document_bytes) {}

  std::optional<Result<Document>> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    Document d;
    d.source = source_;
    d.id = source_.member.empty() ? source_.path : source_.path + "#" + source_.member;
    char buffer[1 << 16];
    for (;;) {
      const auto got = bytes_->read(buffer, sizeof buffer);
      if (!got) return fail(got.error());
      if (*got == 0) break;
      read_ += *got;
      if (d.text.size() + *got > limit_)
        return fail({Error::Code::kTooLarge, "", 0, "longer than " + std::to_string(limit_) + " bytes", "raise --max-doc-bytes"});
      d.text.append(buffer, *got);
    }
    const std::size_t nuls = static_cast<std::size_t>(
        std::count(d.text.begin(), d.text.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(d.text.size(), 8192)), '\0'));
    if (nuls > 8) return fail({Error::Code::kBadFormat, "", 0, "binary, not text", "name a text or JSON Lines file"});
    clean(d);
    const std::string& name = source_.member.empty() ? source_.path : source_.member;
    d.published = normalised_date(std::string_view(name).substr(name.rfind('/') == std::string::npos ? 0 : name.rfind('/') + 1));
    if (!d.published.empty()) d.published_source = "file_name";
    return d;
  }
  std::uint64_t bytes_read() const override { return read_; }

 private:
  tl::unexpected<Error> fail(Error e) const {
    e.where = source_.member.empty() ? source_.path : source_.path + "#" + source_.member;
    return tl::unexpected(std::move(e));
  }
  std::unique_ptr<ByteSource> bytes_;
  Source source_;
  std::uint64_t limit_, read_ = 0;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Reader> read_text(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options) {
  source.format = "text";
  return std::make_unique<TextReader>(std::move(bytes), std::move(source), options);
}

}  // namespace milepost::read
