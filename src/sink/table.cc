// Targets, forecasts and deals for people. Whatever a text holds, no control or direction mark reaches the terminal.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/printable.h"
#include "sink/output.h"
#include "sink/sinks.h"

namespace milepost::sink {

namespace {

std::string padded(std::string_view s, std::size_t width) {
  std::string out = printable(s, width);
  const std::size_t n = columns(out);
  if (n < width) out.append(width - n, ' ');
  return out;
}

std::string grouped(double v) {
  std::string digits = fmt::format("{}", v);
  const std::size_t point = std::min(digits.find_first_of(".e"), digits.size());
  if (digits.find('e') != std::string::npos) return digits;
  for (std::size_t i = point; i > 3 && digits[i - 4] != '-'; i -= 3) digits.insert(i - 3, " ");
  return digits;
}

/// "450 000", "10–15"; with a unit behind it: "40 %", "2 300 job".
std::string amount(const nlohmann::json& v, const nlohmann::json& unit, const nlohmann::json& name) {
  std::string out;
  if (v.is_number())
    out = grouped(v.get<double>());
  else if (v.is_array() && v.size() == 2)
    out = grouped(v[0].get<double>()) + "–" + grouped(v[1].get<double>());
  if (unit.is_string() && unit != "1" && !out.empty()) {
    const std::string code = unit.get<std::string>();
    const bool plain = code.find_first_of("[]{}.") == std::string::npos;  // a code that people write too
    out += " " + (plain || !name.is_string() ? code : name.get<std::string>());
  }
  return out;
}

class Table : public Sink {
 public:
  Table(Output out, unsigned wide, bool colour) : out_(std::move(out)), wide_(wide), colour_(colour) {}

  Result<void> write(const std::vector<Record>& records, std::string_view) override {
    for (const Record& r : records) {
      if (r.type != RecordType::kTarget && r.type != RecordType::kForecast && r.type != RecordType::kDeal && r.type != RecordType::kError)
        continue;
      const auto json = nlohmann::json::parse("{" + r.body + "}", nullptr, false);
      if (json.is_discarded()) continue;
      const std::string line = r.type == RecordType::kDeal    ? deal(json)
                               : r.type == RecordType::kError ? "error  " + printable(r.document + ": " + text(json, "message"), 200)
                                                              : goal(r, json);
      if (auto ok = out_.write(line + "  " +
                               (r.type == RecordType::kError ? "" : "“" + printable(r.text, wide_ > 120 ? wide_ - 118 : 24) + "”") + "\n");
          !ok)
        return ok;
    }
    return {};
  }
  Result<void> write_more(const std::vector<Record>& records, std::string_view json) override { return write(records, json); }
  Result<void> finish() override { return out_.finish(); }

 private:
  static std::string text(const nlohmann::json& j, const char* key) {
    const auto it = j.find(key);
    return it == j.end() || !it->is_string() ? std::string() : it->get<std::string>();
  }

  /// What stands before a level: ≥ ≤ ~ for its bound, + − for a change, × for a multiple.
  static std::string mark(const nlohmann::json& j) {
    const std::string bound = text(j, "bound"), basis = text(j, "basis"), direction = text(j, "direction");
    std::string out = bound == "at_least" ? "≥ " : bound == "at_most" ? "≤ " : bound == "about" ? "~ " : "";
    if (basis == "change") out += direction == "decrease" ? "−" : "+";
    if (basis == "multiple") out += "×";
    return out;
  }

  std::string goal(const Record& r, const nlohmann::json& j) const {
    std::string level;
    const auto base = j.find("baseline");
    if (base != j.end() && base->is_object() && !(*base)["value"].is_null()) level = amount((*base)["value"], nullptr, nullptr) + " → ";
    level +=
        mark(j) + amount(j.value("value", nlohmann::json()), j.value("unit", nlohmann::json()), j.value("unit_name", nlohmann::json()));
    const std::string due = text(j, "deadline");
    const std::string kind = r.type == RecordType::kForecast ? "forecast" : text(j, "modality");
    const std::string lead = colour_ ? "\x1b[1m" + padded(text(j, "indicator"), 36) + "\x1b[0m" : padded(text(j, "indicator"), 36);
    return lead + " " + padded(level, 30) + " " + padded(due.empty() ? "" : "by " + due, 13) + " " + padded(kind, 10) + " " +
           padded(text(j, "actor"), 24);
  }

  std::string deal(const nlohmann::json& j) const {
    std::string parties;
    if (j.contains("parties"))
      for (const auto& p : j["parties"])
        if (p.is_string()) parties += (parties.empty() ? "" : ", ") + p.get<std::string>();
    return padded("deal: " + text(j, "subject"), 36) + " " +
           padded(amount(j.value("value", nlohmann::json()), j.value("currency", nlohmann::json()), nullptr), 30) + " " +
           padded(text(j, "stage"), 13) + " " + padded(text(j, "kind"), 10) + " " + padded(parties, 24);
  }

  Output out_;
  unsigned wide_;
  bool colour_;
};

}  // namespace

Result<Opened> table(const std::string& path, unsigned wide, bool colour) {
  auto out = Output::open(path);
  if (!out) return tl::unexpected(out.error());
  return Opened{std::make_unique<Table>(std::move(*out), wide, colour), {}};
}

}  // namespace milepost::sink
