// Targets, forecasts and deals for people. Whatever a text holds, no control or direction mark reaches the terminal.
#include <fmt/format.h>

#include <algorithm>
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

/// How wide the columns of a line are. What a narrow terminal has no room for is taken from the widest first, the evidence before all.
struct Columns {
  std::size_t lead = 36, level = 30, due = 13, kind = 10, who = 24, evidence = 24;

  explicit Columns(unsigned wide) {
    constexpr std::size_t kOthers = 121, kLeast = 72;  // all but the evidence, with the gaps
    const std::size_t room = std::max<std::size_t>(wide, kLeast);
    evidence = room >= kOthers + 16 ? room - kOthers : 0;
    if (room >= kOthers - 4) return;
    const std::size_t free = room - due - kind - 4;
    level = std::min<std::size_t>(level, free * 42 / 90);  // a level that is cut reads as another
    who = free * 20 / 90;
    lead = free - level - who;
  }
};

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
  Table(Output out, unsigned wide, bool colour) : out_(std::move(out)), columns_(wide), colour_(colour) {}

  Result<void> write(const std::vector<Record>& records, std::string_view) override {
    for (const Record& r : records) {
      if (r.type != RecordType::kTarget && r.type != RecordType::kForecast && r.type != RecordType::kDeal && r.type != RecordType::kError)
        continue;
      const auto json = nlohmann::json::parse("{" + r.body + "}", nullptr, false);
      if (json.is_discarded()) continue;
      const std::string line = r.type == RecordType::kDeal    ? deal(json)
                               : r.type == RecordType::kError ? "error  " + printable(r.document + ": " + text(json, "message"), 200)
                                                              : goal(r, json);
      const bool quoted = r.type != RecordType::kError && columns_.evidence > 0;
      if (auto ok = out_.write(line + (quoted ? "  “" + printable(r.text, columns_.evidence) + "”" : "") + "\n"); !ok) return ok;
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
    const std::string lead = padded(text(j, "indicator"), columns_.lead);
    return (colour_ ? "\x1b[1m" + lead + "\x1b[0m" : lead) + " " + padded(level, columns_.level) + " " +
           padded(due.empty() ? "" : "by " + due, columns_.due) + " " + padded(kind, columns_.kind) + " " +
           padded(text(j, "actor"), columns_.who);
  }

  std::string deal(const nlohmann::json& j) const {
    std::string parties;
    if (j.contains("parties"))
      for (const auto& p : j["parties"])
        if (p.is_string()) parties += (parties.empty() ? "" : ", ") + p.get<std::string>();
    const std::string worth = amount(j.value("value", nlohmann::json()), j.value("currency", nlohmann::json()), nullptr);
    return padded("deal: " + text(j, "subject"), columns_.lead) + " " + padded(worth, columns_.level) + " " +
           padded(text(j, "stage"), columns_.due) + " " + padded(text(j, "kind"), columns_.kind) + " " + padded(parties, columns_.who);
  }

  Output out_;
  Columns columns_;
  bool colour_;
};

}  // namespace

Result<Opened> table(const std::string& path, unsigned wide, bool colour) {
  auto out = Output::open(path);
  if (!out) return tl::unexpected(out.error());
  return Opened{std::make_unique<Table>(std::move(*out), wide, colour), {}};
}

}  // namespace milepost::sink
