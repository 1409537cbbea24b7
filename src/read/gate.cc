// What every format does with the fields it found.
#include "read/gate.h"

#include <algorithm>

#include "base/json_scan.h"
#include "base/utf8.h"

namespace milepost::read {

namespace {

void add_flag(Document& d, const std::string& flag) {
  if (flag.empty()) return;
  const auto at = std::lower_bound(d.flags.begin(), d.flags.end(), flag);
  if (at == d.flags.end() || *at != flag) d.flags.insert(at, flag);
}

void replace_nul(Document& d, std::string& text) {
  if (text.find('\0') == std::string::npos) return;
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '\0')
      append_utf8(out, 0xFFFD);
    else
      out += c;
  }
  text = std::move(out);
  add_flag(d, "replaced_nul");
}

void clean(Document& d, std::string& text, const Charset& charset, const ReadOptions& options) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  add_flag(d, make_utf8(text, charset, d.repaired));
  replace_nul(d, text);
  if (options.repair && undo_mojibake(text)) add_flag(d, "repaired_mojibake");
}

/// Names, dates and addresses are one line.
void one_line(std::string& s) {
  for (char& c : s)
    if (c == '\n' || c == '\r') c = ' ';
}

}  // namespace

std::string place_of(const Source& source) { return source.member.empty() ? source.path : source.path + "#" + source.member; }

Error error_at(Error e, const Source& source, std::uint64_t at) {
  e.where = place_of(source);
  repair_utf8(e.where);
  e.at = at;
  return e;
}

Error too_long(std::uint64_t limit) {
  return {Error::Code::kTooLarge, "", 0, "longer than " + std::to_string(limit) + " bytes", "raise --max-doc-bytes"};
}

Document make_document(Fields f, const Charset& charset, Source source, const ReadOptions& options) {
  Document d;
  repair_utf8(source.path);
  repair_utf8(source.member);
  d.source = std::move(source);
  for (std::string* field : {&f.id, &f.url, &f.language}) {
    std::uint64_t repaired = 0;
    make_utf8(*field, charset, repaired);
    replace_nul(d, *field);
    one_line(*field);
  }
  clean(d, f.title, charset, options);
  clean(d, f.body, charset, options);
  one_line(f.title);
  d.title = std::move(f.title);
  d.url = std::move(f.url);
  d.language = std::move(f.language);
  d.published = normalised_date(f.published, f.month_first);
  d.published_source = d.published.empty() ? "" : f.published_source;
  if (d.published.empty() && !(d.published = date_in_path(d.url)).empty()) d.published_source = "url";
  const bool whole_file = d.source.format == "text";
  if (d.published.empty() && whole_file && !(d.published = date_in_path(d.source.member.empty() ? d.source.path : d.source.member)).empty())
    d.published_source = "file_name";
  if (!f.id.empty())
    d.id = std::move(f.id);
  else if (!d.url.empty())
    d.id = d.url + (d.published.empty() ? "" : "#" + d.published);
  else
    d.id = place_of(d.source) + (whole_file ? "" : "#" + std::to_string(d.source.ordinal));
  d.text = d.title.empty() ? std::move(f.body) : d.title + "\n" + f.body;
  d.title_bytes = static_cast<std::uint32_t>(d.title.size());
  return d;
}

}  // namespace milepost::read
