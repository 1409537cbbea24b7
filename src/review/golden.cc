#include "review/golden.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "milepost/pipeline.h"
#include "read/readers.h"
#include "review/stored.h"

namespace milepost::review {

namespace fs = std::filesystem;

namespace {

std::string beside(const std::string& article, std::string_view suffix) {
  return article.substr(0, article.size() - std::string_view(".txt").size()) + std::string(suffix);
}

bool has_fields(const Entry& entry, const Json& fields) {
  for (const auto& [path, value] : fields.items()) {
    const Json* at = &entry.data;
    std::size_t from = 0;
    for (std::size_t cut = path.find('.'); cut != std::string::npos; from = cut + 1, cut = path.find('.', from)) {
      const std::string key = path.substr(from, cut - from);
      if (!at->is_object() || !at->contains(key)) return false;
      at = &(*at)[key];
    }
    const std::string key = path.substr(from);
    const Json found = key == "text"                          ? Json(entry.text)
                       : key == "rule"                        ? Json(entry.rule)
                       : at->is_object() && at->contains(key) ? (*at)[key]
                                                              : Json();
    if (found != value) return false;
  }
  return true;
}

}  // namespace

std::string GoldenArticle::records_path() const { return beside(article, ".records.jsonl"); }
std::string GoldenArticle::pins_path() const { return beside(article, ".pins.jsonl"); }

bool Pin::broken_by(const std::vector<Entry>& now) const {
  const bool there = std::any_of(now.begin(), now.end(), [&](const Entry& e) { return e.id == id && has_fields(e, fields); });
  return there == absent;
}

bool Pin::forbids(const Change& c) const {
  if (absent) return c.after && c.after->id == id && has_fields(*c.after, fields);
  return c.before && c.before->id == id && (!c.after || c.after->id != id);
}

Result<std::vector<GoldenArticle>> golden_articles(const std::string& folder) {
  std::vector<GoldenArticle> out;
  std::error_code code;
  if (fs::is_regular_file(folder, code) && folder.ends_with(".txt"))
    out.push_back({folder});
  else
    for (const auto& entry : fs::recursive_directory_iterator(folder, code))
      if (entry.path().extension() == ".txt") out.push_back({entry.path().string()});
  if (out.empty())
    return tl::unexpected(Error{Error::Code::kBadInput, folder, 0, "no article (*.txt) there", "give a folder of golden articles"});
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.article < b.article; });
  return out;
}

Result<std::vector<Pin>> read_pins(const std::string& path) {
  std::vector<Pin> out;
  std::ifstream in(path, std::ios::binary);
  std::string line;
  for (std::uint64_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    const Json j = Json::parse(line, nullptr, false);
    if (!j.is_object() || !j.contains("id") || !j.contains("expect"))
      return tl::unexpected(
          Error{Error::Code::kBadFormat, path, number, "no expectation", "a line is {\"expect\", \"id\", \"type\", \"fields\", \"note\"}"});
    Pin p;
    p.absent = j["expect"] == "absent";
    p.id = j.value("id", std::string());
    p.type = j.value("type", std::string());
    p.text = j.value("text", std::string());
    p.note = j.value("note", std::string());
    p.fields = j.value("fields", Json::object());
    out.push_back(std::move(p));
  }
  return out;
}

std::string pin_line(const Pin& pin) {
  const Json j = {{"expect", pin.absent ? "absent" : "present"},
                  {"id", pin.id},
                  {"type", pin.type},
                  {"text", pin.text},
                  {"fields", pin.fields},
                  {"note", pin.note}};
  return j.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<GoldenState> golden_state(const GoldenArticle& article, const Pack& pack) {
  GoldenState out;
  out.place = article;
  std::error_code code;
  if (fs::exists(article.records_path(), code)) {
    auto stored = stored_side(article.records_path());
    if (!stored) return tl::unexpected(stored.error());
    auto document = (*stored)->next();
    if (!document) return tl::unexpected(document.error());
    out.golden = std::move(*document);
  }
  auto reader = read::open_inputs({article.article}, {});
  if (!reader) return tl::unexpected(reader.error());
  auto input = (*reader)->next();
  if (!input || !*input)
    return tl::unexpected(input ? input->error() : Error{Error::Code::kBadFormat, article.article, 0, "no article in it", "write one"});
  Document& document = **input;
  if (out.golden) document.id = out.golden->document;
  Scanner scanner(pack, {});
  std::string line;
  for (const Record& r : scanner.scan(document)) {
    line.clear();
    append_json(line, r, "");
    out.now.lines.push_back(without_pack(line));
  }
  out.now.document = document.id;
  out.now.text = document.text;
  out.document = std::move(document);
  auto pins = read_pins(article.pins_path());
  if (!pins) return tl::unexpected(pins.error());
  out.pins = std::move(*pins);
  return out;
}

std::string lines_of(const DocumentLines& document) {
  std::string out;
  for (const std::string& line : document.lines) out.append(line).append("\n");
  return out;
}

Result<void> replace_file(const std::string& path, const std::string& bytes) {
  const std::string part = path + ".part";
  const auto fail = [&](const char* what) {
    return tl::unexpected(Error{Error::Code::kIo, path, 0, what, "check the folder and its permissions"});
  };
  std::FILE* f = std::fopen(part.c_str(), "wb");
  if (f == nullptr) return fail("cannot be written");
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), f) == bytes.size();
  if (std::fclose(f) != 0 || !written) return fail("was not written");
  std::error_code code;
  fs::rename(part, path, code);
  if (code) return fail("cannot be replaced");
  return {};
}

}  // namespace milepost::review
