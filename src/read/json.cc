// JSON: one article a line, or objects in an array or one after the other. An article that cannot be read becomes an error with its line;
// the reader goes on with the next. Nothing is built: members are views of the line (base/json_scan.h), and only what is needed is decoded.
#include <algorithm>
#include <array>

#include "base/json_scan.h"
#include "base/utf8.h"
#include "read/feed.h"
#include "read/json_fields.h"

namespace milepost::read {

namespace {

/// Names under which archives keep a field, the first one present counts; "metadata.url" is a member of a member.
struct Names {
  const char *id, *title, *url, *published, *language, *text;
  bool month_first = false;
};

struct Preset {
  const char* format;
  Names names;
};

constexpr Names kGeneric = {"id doc_id guid uuid metadata.id",
                            "title headline metadata.title",
                            "url link source_url canonical_url metadata.url metadata.source_url html.responded_url",
                            "published date publish_date published_at date_publish publishing_date pub_date pubdate created "
                            "metadata.published metadata.date",
                            "language lang metadata.language",
                            "text body content maintext article article_text plain_text raw_text"};
constexpr Preset kPresets[] = {
    {"jsonl", kGeneric},
    {"cc_news", {"id", "title", "url", "date", "language", "text"}},
    {"realnews", {"id", "title", "url", "publish_date", "language", "text", true}},
    {"fundus", {"id", "title", "html.responded_url html.requested_url url", "publishing_date", "lang", "body plaintext"}},
    {"dolma", {"id", "metadata.title title", "metadata.url url", "created", "metadata.language", "text"}},
};

/// The strings of a value in order, each on a line; a number as it stands; null and truth values are nothing.
void gather(std::string_view value, std::string& out, std::uint64_t& replaced, int depth = 0) {
  if (value.empty() || depth > kMaxJsonDepth) return;
  std::size_t at = 0;
  if (value[0] == '"') {
    if (!out.empty()) out += '\n';
    replaced += decode_json_string(value, out);
  } else if (value[0] == '[') {
    std::vector<std::string_view> elements;
    cut_array(value, elements, at);
    for (const std::string_view e : elements) gather(e, out, replaced, depth + 1);
  } else if (value[0] == '{') {
    std::vector<JsonMember> members;
    cut_object(value, members, at);
    for (const JsonMember& m : members) gather(m.value, out, replaced, depth + 1);
  } else if (value[0] == '-' || (value[0] >= '0' && value[0] <= '9')) {
    out += value;
  }
}

/// The raw value at a dotted path; of double keys the last one counts.
std::string_view find(const std::vector<JsonMember>& members, std::string_view path) {
  for (auto m = members.rbegin(); m != members.rend(); ++m) {
    if (m->key == path) return m->value;
    if (path.size() <= m->key.size() || path[m->key.size()] != '.' || !path.starts_with(m->key) || m->value[0] != '{') continue;
    std::vector<JsonMember> inner;
    std::size_t at = 0;
    if (cut_object(m->value, inner, at) == JsonFault::kNone) return find(inner, path.substr(m->key.size() + 1));
  }
  return {};
}

bool pick(const std::vector<JsonMember>& members, std::string_view names, std::string& out, std::uint64_t& replaced) {
  bool there = false;
  while (!names.empty()) {
    const std::size_t cut = std::min(names.find(' '), names.size());
    const std::string_view value = find(members, names.substr(0, cut));
    there = there || !value.empty();
    if (!value.empty()) gather(value, out, replaced);
    if (!out.empty()) return true;
    names.remove_prefix(std::min(names.size(), cut + 1));
  }
  return there;
}

class JsonReader : public Reader {
 public:
  JsonReader(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options, bool lines)
      : feed_(std::move(bytes)), source_(std::move(source)), options_(options), lines_(lines) {}

  std::optional<Result<Document>> next() override {
    for (;;) {
      std::uint64_t begin = feed_.offset();
      const Cut cut =
          lines_ ? cut_line(feed_, line_, options_.max_document_bytes) : cut_json_object(feed_, line_, options_.max_document_bytes, begin);
      if (cut == Cut::kEnd && !lines_ && number_ == 0) {
        ++number_;
        return fail(
            {Error::Code::kBadFormat, "", 0, "an array without a JSON object", "one object an article with id, title, published, text"});
      }
      if (cut == Cut::kEnd) return std::nullopt;
      if (cut == Cut::kDamaged) return fail(*feed_.damage());
      ++number_;
      source_.offset = begin;
      if (cut == Cut::kTooLong) return fail(too_long(options_.max_document_bytes));
      if (line_.find_first_not_of(" \t\r") == std::string::npos) continue;
      auto read = document();
      if (line_.capacity() > kKept) std::string().swap(line_);
      return read;
    }
  }
  std::uint64_t bytes_read() const override { return feed_.offset(); }

 private:
  Result<Document> fail(Error e) { return tl::unexpected(error_at(std::move(e), source_, number_)); }

  Result<Document> document() {
    std::string_view text = line_;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    JsonFields found = fields_of_json(text, options_);
    if (found.error) return fail(std::move(*found.error));
    if (!found.has_text)
      return fail({Error::Code::kBadInput, "", 0, "no key `text`", "keys are id, title, published, text; or say --map text=KEY"});
    Document d = make_document(std::move(found.fields), {}, source_, options_);
    if (found.replaced > 0) d.flags.insert(std::lower_bound(d.flags.begin(), d.flags.end(), "replaced_escapes"), "replaced_escapes");
    ++source_.ordinal;
    return d;
  }

  static constexpr std::size_t kKept = 1u << 20;  ///< bytes of a line that are kept for the next one

  Feed feed_;
  Source source_;
  ReadOptions options_;
  bool lines_;
  std::uint64_t number_ = 0;
  std::string line_;
};

}  // namespace

JsonFields fields_of_json(std::string_view json, const ReadOptions& options) {
  JsonFields out;
  std::vector<JsonMember> members;
  std::size_t at = 0;
  const JsonFault fault = cut_object(json, members, at);
  if (fault == JsonFault::kTooDeep)
    out.error = Error{Error::Code::kTooDeep, "", 0, "JSON nested deeper than " + std::to_string(kMaxJsonDepth), ""};
  else if (fault == JsonFault::kSyntax)
    out.error = Error{Error::Code::kBadFormat, "", 0, "not valid JSON at byte " + std::to_string(at), "one object a line, in UTF-8"};
  else if (fault == JsonFault::kNotThis)
    out.error = Error{Error::Code::kBadFormat, "", 0, "not a JSON object", "one object a line with id, title, published, text"};
  if (out.error) return out;
  const Preset* preset =
      std::find_if(std::begin(kPresets), std::end(kPresets), [&](const Preset& p) { return options.format == p.format; });
  const Names& names = preset == std::end(kPresets) ? kGeneric : preset->names;
  const auto field = [&](const char* name, const char* otherwise, std::string& to) {
    const auto given = options.fields.find(name);
    return pick(members, given == options.fields.end() ? std::string_view(otherwise) : std::string_view(given->second), to, out.replaced);
  };
  field("id", names.id, out.fields.id);
  field("title", names.title, out.fields.title);
  field("url", names.url, out.fields.url);
  field("published", names.published, out.fields.published);
  field("language", names.language, out.fields.language);
  out.has_text = field("text", names.text, out.fields.body);
  // RealNews writes its dates month first and is known by its keys.
  out.fields.month_first = names.month_first || (!find(members, "publish_date").empty() && !find(members, "warc_date").empty());
  return out;
}

std::unique_ptr<Reader> read_json(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options) {
  source.format = "jsonl";
  const std::string start = peek(bytes, 512);
  std::size_t at = start.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  at = std::min(start.find_first_not_of(" \t\r\n", at), start.size());
  // An array, or an object that is spread over lines.
  const std::size_t second = std::min(start.find_first_not_of(" \t\r", at + 1), start.size());
  const bool spread = at < start.size() && start[at] == '{' && second < start.size() && start[second] == '\n';
  const bool lines = !(at < start.size() && start[at] == '[') && !spread;
  if (!lines) source.format = "json";
  return std::make_unique<JsonReader>(std::move(bytes), std::move(source), options, lines);
}

}  // namespace milepost::read
