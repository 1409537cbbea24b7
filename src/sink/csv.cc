// CSV for spreadsheets: one file a type of record, columns as in the views. A cell that a spreadsheet would take for a formula gets an
// apostrophe in front; numbers stay numbers.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "sink/output.h"
#include "sink/rows.h"
#include "sink/sinks.h"

namespace milepost::sink {

namespace {

/// Spreadsheets skip blanks, also odd ones, before they look for = + - @.
bool looks_like_formula(std::string_view s) {
  for (;;) {
    if (s.starts_with(' ') || s.starts_with('\n'))
      s.remove_prefix(1);
    else if (s.starts_with("\xC2\xA0"))
      s.remove_prefix(2);
    else
      break;
  }
  return !s.empty() &&
         (s[0] == '=' || s[0] == '+' || s[0] == '-' || s[0] == '@' || s[0] == '\t' || s[0] == '\r' || s.starts_with("\xEF\xBC\x9D") ||
          s.starts_with("\xEF\xBC\x8B") || s.starts_with("\xEF\xBC\x8D") || s.starts_with("\xEF\xBC\xA0"));
}

void cell(std::string& out, std::string_view s, bool text = true) {
  const bool formula = text && looks_like_formula(s);
  if (!formula && s.find_first_of("\",\r\n") == std::string_view::npos) {
    out += s;
    return;
  }
  out += '"';
  if (formula) out += '\'';
  for (const char c : s) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

const nlohmann::json* at_path(const nlohmann::json& data, std::string_view path) {
  const nlohmann::json* j = &data;
  while (!path.empty()) {
    const std::size_t cut = std::min(path.find('.'), path.size());
    if (!j->is_object()) return nullptr;
    const auto it = j->find(std::string(path.substr(0, cut)));
    if (it == j->end()) return nullptr;
    j = &*it;
    path.remove_prefix(std::min(path.size(), cut + 1));
  }
  return j;
}

void value(std::string& out, const nlohmann::json& data, const ViewColumn& c) {
  const nlohmann::json* j = at_path(data, c.path);
  if (j == nullptr || j->is_null()) return;
  if (j->is_array() && j->size() == 2 && (c.kind == ViewColumn::Kind::kLow || c.kind == ViewColumn::Kind::kHigh))
    j = &(*j)[c.kind == ViewColumn::Kind::kLow ? 0 : 1];
  if (j->is_number())
    cell(out, j->dump(), false);
  else if (c.kind == ViewColumn::Kind::kText || c.kind == ViewColumn::Kind::kJson)
    cell(out, j->is_string() ? j->get<std::string>() : j->dump());
}

class Csv : public Sink {
 public:
  static Result<std::unique_ptr<Csv>> open(const std::string& folder) {
    auto csv = std::make_unique<Csv>();
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (code) return tl::unexpected(Error{Error::Code::kIo, folder, 0, code.message(), "check the path and its permissions"});
    for (const View& v : views()) {
      auto file = Output::open((std::filesystem::path(folder) / (std::string(v.type) + ".csv")).string());
      if (!file) return tl::unexpected(file.error());
      std::string header = "document,published,article,url";
      for (const ViewColumn& c : v.columns) header += std::string(",") + c.name;
      if (auto ok = file->write(header + ",text,rule,char_begin,char_end\r\n"); !ok) return tl::unexpected(ok.error());
      csv->files_.push_back(std::move(*file));
    }
    return csv;
  }

  Result<void> write(const std::vector<Record>& records, std::string_view json) override {
    if (records.empty() || records[0].type != RecordType::kDocument) return {};
    auto row = document_row(json);
    if (!row) return tl::unexpected(row.error());
    row_ = std::move(*row);
    return write_more(records, json);
  }
  Result<void> write_more(const std::vector<Record>& records, std::string_view) override {
    for (const Record& r : records) {
      for (std::size_t v = 0; v < views().size(); ++v)
        if (views()[v].type == type_name(r.type))
          if (auto ok = files_[v].write(line(r, row_, views()[v])); !ok) return ok;
    }
    return {};
  }
  Result<void> finish() override {
    for (Output& f : files_)
      if (auto ok = f.finish(); !ok) return ok;
    return {};
  }

 private:
  static std::string line(const Record& r, const DocumentRow& row, const View& view) {
    const auto data = nlohmann::json::parse("{" + r.body + "}", nullptr, false);
    std::string out;
    cell(out, r.document);
    for (const std::size_t i : {4u, 2u, 3u}) out += ',', cell(out, row.values[i]);
    for (const ViewColumn& c : view.columns) out += ',', value(out, data, c);
    out += ',';
    cell(out, r.text);
    out += ',';
    cell(out, r.rule);
    return out + "," + std::to_string(r.chars.begin) + "," + std::to_string(r.chars.end) + "\r\n";
  }

  std::vector<Output> files_;
  DocumentRow row_;  ///< of the document written last
};

}  // namespace

Result<Opened> csv(const std::string& folder, const RunFacts&) {
  auto made = Csv::open(folder);
  if (!made) return tl::unexpected(made.error());
  return Opened{std::move(*made), {}};
}

}  // namespace milepost::sink
