// The table of formats, and how a stream's first bytes choose a row.
#include "read/readers.h"

#include <algorithm>

#include "read/choose.h"

namespace milepost::read {

const std::vector<FormatInfo>& formats() {
  // HTML pages and WARC files have their rows here when their readers are written.
  static const std::vector<FormatInfo> kFormats = {
      {"text", ".txt .md", "one article a file, metadata beside it in NAME.meta.json", read_text},
      {"jsonl", ".jsonl .ndjson .json", "one JSON object a line, or an array of them: id, title, published, url, text", read_json},
      {"cc_news", "", "JSON as Hugging Face's cc_news has it", read_json},
      {"realnews", "", "JSON of RealNews, dates month first", read_json},
      {"fundus", "", "JSON of Fundus, structured body", read_json},
      {"dolma", "", "JSON of Dolma and datatrove, metadata inside", read_json},
      {"csv", ".csv .tsv", "a table with a header row: comma, semicolon, tab or bar", read_csv},
      {"reuters", ".sgm .sgml", "Reuters-21578 SGML", read_reuters},
      {"xml", ".xml .rss .atom .nitf", "RSS, Atom, NITF, NewsML-G2, told apart by their elements", read_xml},
  };
  return kFormats;
}

namespace {

bool ends(const std::string& name, std::string_view endings) {
  while (!endings.empty()) {
    const std::size_t cut = std::min(endings.find(' '), endings.size());
    if (cut > 0 && name.ends_with(endings.substr(0, cut))) return true;
    endings.remove_prefix(std::min(endings.size(), cut + 1));
  }
  return false;
}

/// "news.jsonl.gz" -> "news.jsonl"
std::string without_packing(std::string name) {
  for (const std::string_view ending : {".gz", ".zst", ".xz", ".bz2"})
    if (name.ends_with(ending)) name.resize(name.size() - ending.size());
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return name;
}

const char* by_content(std::string_view start) {
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
  if (start.empty()) return "text";
  const std::size_t at = std::min(start.find_first_not_of(" \t\r\n", 1), start.size());
  const char second = at < start.size() ? start[at] : '\0';
  if (start[0] == '{' && (second == '"' || second == '}')) return "jsonl";
  if (start[0] == '[' && (second == '{' || second == ']')) return "jsonl";
  if (start.starts_with("<!DOCTYPE lewis") || start.starts_with("<REUTERS")) return "reuters";
  for (const std::string_view root : {"<?xml", "<rss", "<feed", "<rdf:RDF", "<nitf", "<newsItem", "<newsMessage", "<!DOCTYPE nitf"})
    if (start.starts_with(root)) return "xml";
  return "text";
}

}  // namespace

const FormatInfo* told(const std::string& forced, const std::string& name, std::string_view start) {
  const auto row = [](std::string_view wanted) {
    return &*std::find_if(formats().begin(), formats().end(), [&](const FormatInfo& f) { return wanted == f.name; });
  };
  if (!forced.empty()) return row(forced);
  const FormatInfo* found = row(by_content(start));
  if (found->open != read_text) return found;
  const std::string plain = without_packing(name);
  for (const FormatInfo& f : formats())
    if (ends(plain, f.endings)) return &f;
  return nullptr;
}

}  // namespace milepost::read
