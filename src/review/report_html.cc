// The page: viewer.html with its data, deflated and in base64, so that no byte of an article can end the script it stands in.
#include <fmt/format.h>
#include <zlib.h>

#include "base/printable.h"
#include "review/report.h"
#include "review/viewer.h"

namespace milepost::review {

namespace {

std::string deflated(const std::string& bytes) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::string out(size, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()), 9);
  out.resize(size);
  return out;
}

/// RFC 4648 §4.
std::string base64(const std::string& bytes) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve(bytes.size() * 4 / 3 + 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](std::size_t k) { return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u; };
    const unsigned three = at(0) << 16 | at(1) << 8 | at(2);
    for (unsigned k = 0; k < 4; ++k) out += i + k > bytes.size() ? '=' : kDigits[three >> (18 - 6 * k) & 63u];
  }
  return out;
}

void put(std::string& page, std::string_view name, const std::string& value) {
  for (std::size_t at = page.find(name); at != std::string::npos; at = page.find(name, at + value.size()))
    page.replace(at, name.size(), value);
}

std::string page_of(const std::string& title, const std::string& plain, const Json& data) {
  std::string page(kViewer);
  put(page, "@TITLE@", escaped(title));
  put(page, "@NOSCRIPT@", plain);
  put(page, "@DATA@", base64(deflated(data.dump(-1, ' ', false, Json::error_handler_t::replace))));
  return page;
}

Json span_json(Span s) { return Json::array({s.begin, s.end}); }

}  // namespace

std::string escaped(std::string_view s) {
  std::string out;
  for (const char c : printable(s)) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string html_report(const Difference& d, const Gold& gold, const ReportOptions& o) {
  Json data = report_data(d, o);
  data["articles"] = Json::object();
  for (const auto& [id, text] : d.texts) {
    Json article = {{"text", text}};
    article["gold"] = Json::array();
    for (const Entry& e : gold.shown(id, text))
      article["gold"].push_back({{"type", e.type}, {"chars", span_json(e.chars)}, {"data", e.data}});
    data["articles"][id] = std::move(article);
  }
  if (data.is_object() && !data.contains("types")) data["types"] = Json::object();
  std::string plain;
  for (const Group& g : d.groups) {
    const Change& c = d.changes[g.changes.front()];
    const Excerpt x = excerpt_of(c, d, 80);
    plain += fmt::format("<details><summary>{} ×{} {} {} {}</summary><p>{}<b>{}</b>{}</p><p>{}</p></details>\n", name_of(g.verdict),
                         g.changes.size(), g.type, name_of(g.kind), escaped(g.rule), escaped(x.left), escaped(x.words), escaped(x.right),
                         escaped(g.cause));
  }
  return page_of("Milepost: what changed", plain, data);
}

std::string html_view(const std::vector<DocumentLines>& documents, const std::string& title) {
  Json data;
  data["articles"] = Json::object();
  std::string plain = "<table>";
  for (const DocumentLines& document : documents) {
    Json article = {{"text", document.text}, {"title", nullptr}, {"published", nullptr}};
    article["records"] = Json::array();
    for (const std::string& line : document.lines) {
      const auto entry = parse_entry(line);
      if (!entry) continue;
      if (entry->type == "document") {
        article["title"] = entry->data.value("title", Json());
        article["published"] = entry->data.value("published", Json());
        continue;
      }
      article["records"].push_back({{"id", entry->id.substr(0, 12)},
                                    {"type", entry->type},
                                    {"rule", entry->rule},
                                    {"chars", span_json(entry->chars)},
                                    {"text", document.text.empty()     ? entry->text
                                             : entry->type == "target" ? entry->text
                                                                       : std::string()},
                                    {"data", entry->data}});
      if (entry->type == "target")
        plain += fmt::format("<tr><td>{}</td><td>{}</td></tr>\n", escaped(document.document), escaped(entry->text));
    }
    data["articles"][document.document] = std::move(article);
  }
  return page_of(title, plain + "</table>", data);
}

}  // namespace milepost::review
