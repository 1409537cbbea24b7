#include "review/articles.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_map>

#include "base/sha256.h"
#include "read/readers.h"
#include "review/golden.h"

namespace milepost::review {

namespace {

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

/// brat wants UTF-8 code points; so do `chars`.
std::string ann_of(const DocumentLines& document) {
  std::string out;
  std::size_t number = 0;
  for (const std::string& line : document.lines) {
    const auto entry = parse_entry(line);
    if (!entry || entry->chars.begin >= entry->chars.end) continue;
    ++number;
    out += fmt::format("T{}\t{} {} {}\t{}\n", number, entry->type, entry->chars.begin, entry->chars.end, one_line(entry->text));
    out += fmt::format("#{}\tAnnotatorNotes T{}\t{}\n", number, number,
                       one_line(entry->data.dump(-1, ' ', false, Json::error_handler_t::replace)));
  }
  return out;
}

std::string file_name(const std::string& document) {
  std::string out;
  for (const char c : document) out += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ? c : '_';
  return out.substr(0, 100) + "-" + sha256_hex(document).substr(0, 8);
}

}  // namespace

Result<std::vector<DocumentLines>> with_articles(Side& side, const std::vector<std::string>& corpus, std::size_t limit) {
  std::vector<DocumentLines> out;
  std::unordered_map<std::string, std::pair<std::size_t, std::string>> wanted;  // document -> index, hash
  std::set<std::string> paths(corpus.begin(), corpus.end());
  while (out.size() < limit) {
    auto document = side.next();
    if (!document) return tl::unexpected(document.error());
    if (!*document) break;
    if ((*document)->text.empty() && !(*document)->lines.empty()) {
      const auto head = parse_entry((*document)->lines.front());
      const std::string hash = head ? head->data.value("text_sha256", std::string()) : std::string();
      wanted[(*document)->document] = {out.size(), hash};
      if (corpus.empty() && head && head->data.contains("source")) paths.insert(head->data["source"].value("path", std::string()));
    }
    out.push_back(std::move(**document));
  }
  paths.erase("");
  paths.erase("-");
  std::error_code code;
  std::vector<std::string> inputs;
  for (const std::string& p : paths)
    if (std::filesystem::exists(p, code)) inputs.push_back(p);
  if (wanted.empty() || inputs.empty()) return out;
  auto reader = read::open_inputs(inputs, {});
  if (!reader) return tl::unexpected(reader.error());
  while (!wanted.empty()) {
    auto input = (*reader)->next();
    if (!input) break;
    if (!*input) continue;
    const auto it = wanted.find((*input)->id);
    if (it == wanted.end()) continue;
    if (it->second.second.empty() || sha256_hex((*input)->text) == it->second.second)
      out[it->second.first].text = std::move((*input)->text);
    wanted.erase(it);
  }
  return out;
}

Result<void> export_brat(const std::vector<DocumentLines>& documents, const std::string& folder) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  for (const DocumentLines& document : documents) {
    const std::string path = folder + "/" + file_name(document.document);
    if (auto ok = replace_file(path + ".txt", document.text); !ok) return ok;
    if (auto ok = replace_file(path + ".ann", ann_of(document)); !ok) return ok;
  }
  return {};
}

std::string export_label_studio(const std::vector<DocumentLines>& documents) {
  Json tasks = Json::array();
  for (const DocumentLines& document : documents) {
    Json results = Json::array();
    for (const std::string& line : document.lines) {
      const auto e = parse_entry(line);
      if (!e || e->chars.begin >= e->chars.end) continue;
      results.push_back({{"id", e->id},
                         {"from_name", "label"},
                         {"to_name", "text"},
                         {"type", "labels"},
                         {"value", {{"start", e->chars.begin}, {"end", e->chars.end}, {"text", e->text}, {"labels", {e->type}}}},
                         {"meta", {{"rule", e->rule}}}});
    }
    tasks.push_back({{"data", {{"text", document.text}, {"document", document.document}}},
                     {"predictions", {{{"model_version", "milepost"}, {"result", std::move(results)}}}}});
  }
  return tasks.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace milepost::review
