// O(expectations x mentions of their type) an example, which is one sentence.
#include "pipeline/expectation.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "pipeline/show.h"

namespace milepost {

namespace {

using Json = nlohmann::json;

bool number_is(double have, const std::string& want) {
  double v = 0;
  const auto [end, code] = std::from_chars(want.data(), want.data() + want.size(), v);
  if (code != std::errc{} || end != want.data() + want.size()) return false;
  return std::abs(have - v) <= 1e-9 * std::max(std::abs(have), std::abs(v));
}

bool value_is(const Line& line, const Value& have, const std::string& want) {
  switch (have.kind) {
    case Value::Kind::kNumber:
      return number_is(have.number, want);
    case Value::Kind::kText:
      return have.text == want;
    case Value::Kind::kMention:
      return words_of(line, line.chart.mentions[have.index].first, line.chart.mentions[have.index].last) == want;
    case Value::Kind::kRow:
      return line.program.lexicons[have.lexicon].rows[have.index].entry == want || show(line, have) == want;
    case Value::Kind::kAbsent:
      break;
  }
  return want.empty();
}

bool mention_fits(const Line& line, const Mention& m, const rules::Expectation& e) {
  for (const auto& [field, want] : e.fields)
    if (!value_is(line, line.chart.get(m, line.program.attribute(field)), want)) return false;
  return true;
}

/// `baseline.time`: a path into a record's body; of a list any member may fit.
bool json_fits(const Json& at, std::string_view path, const std::string& want) {
  if (at.is_array() && !(at.empty() && path.empty()))
    return std::any_of(at.begin(), at.end(), [&](const Json& member) { return json_fits(member, path, want); });
  if (!path.empty()) {
    const std::size_t cut = std::min(path.find('.'), path.size());
    const auto it = at.is_object() ? at.find(std::string(path.substr(0, cut))) : at.end();
    if (!at.is_object() || it == at.end()) return want.empty();
    return json_fits(*it, path.substr(std::min(path.size(), cut + 1)), want);
  }
  if (at.is_number()) return number_is(at.get<double>(), want);
  if (at.is_string()) return at.get_ref<const std::string&>() == want;
  if (at.is_boolean()) return want == (at.get<bool>() ? "true" : "false");
  return want.empty();
}

Json body_of(const Record& r) {
  Json body = Json::parse("{" + r.body + "}", nullptr, false);
  if (body.is_discarded()) body = Json::object();
  body["text"] = r.text;
  body["rule"] = r.rule;
  return body;
}

bool record_fits(const Json& body, const rules::Expectation& e) {
  return std::all_of(e.fields.begin(), e.fields.end(), [&](const auto& f) { return json_fits(body, f.first, f.second); });
}

/// The value at a path as JSON, for people.
std::string shown_at(const Json& body, std::string_view path) {
  const Json* at = &body;
  while (!path.empty() && at->is_object()) {
    const std::size_t cut = std::min(path.find('.'), path.size());
    const auto it = at->find(std::string(path.substr(0, cut)));
    if (it == at->end()) return "none";
    at = &*it;
    path.remove_prefix(std::min(path.size(), cut + 1));
  }
  return at->is_string() ? at->get<std::string>() : at->dump();
}

class Judge {
 public:
  Judge(const Line& line, const std::vector<Record>& records) : line_(line), records_(records), taken_(records.size()) {}

  void mention(const rules::Expectation& e) {
    const TypeId type = line_.program.type(e.type);
    std::string found;
    for (const MentionId id : of_type(type)) {
      const Mention& m = line_.chart.mentions[id];
      if (!taken_mentions_.contains(id) && mention_fits(line_, m, e)) {
        taken_mentions_.insert(id);
        return;
      }
      found += "\n    " + show(line_, m);
    }
    complain(e, found);
  }

  void record(const rules::Expectation& e) {
    std::string found;
    for (std::size_t i = 0; i < records_.size(); ++i) {
      if (type_name(records_[i].type) != e.type) continue;
      const Json body = body_of(records_[i]);
      if (!taken_[i] && record_fits(body, e)) {
        taken_[i] = true;
        return;
      }
      found += fmt::format("\n    {} \"{}\" {}", e.type, records_[i].text, records_[i].rule);
      for (const auto& [field, want] : e.fields) found += fmt::format(" {}={}", field, shown_at(body, field));
    }
    complain(e, found);
  }

  /// What is left of the types that `==>` names.
  void nothing_else(const std::string& type) {
    for (const MentionId id : of_type(line_.program.type(type)))
      if (!taken_mentions_.contains(id)) lines.push_back("not expected: " + show(line_, line_.chart.mentions[id]));
    for (std::size_t i = 0; i < records_.size(); ++i)
      if (!taken_[i] && type_name(records_[i].type) == type)
        lines.push_back(fmt::format("not expected: {} \"{}\" {}", type, records_[i].text, records_[i].rule));
  }

  std::vector<std::string> lines;

 private:
  std::vector<MentionId> of_type(TypeId type) const {
    std::vector<MentionId> out;
    if (type == 0) return out;
    for (const MentionId start : line_.chart.starts)
      for (MentionId m = start; m != kNone; m = line_.chart.mentions[m].next)
        if (line_.chart.mentions[m].type == type) out.push_back(m);
    return out;
  }

  void complain(const rules::Expectation& e, const std::string& found) {
    lines.push_back(fmt::format("expected: {}\n  found: {}", show(e), found.empty() ? "no " + e.type : found.substr(5)));
  }

  const Line& line_;
  const std::vector<Record>& records_;
  std::vector<bool> taken_;
  std::set<MentionId> taken_mentions_;
};

}  // namespace

bool names_records(const rules::Expectation& e) { return !e.type.empty() && e.type[0] >= 'a' && e.type[0] <= 'z'; }

std::string show(const rules::Expectation& e) {
  std::string out = e.type;
  for (const auto& [field, want] : e.fields) out += (out.size() == e.type.size() ? "(" : "; ") + field + "=" + want;
  return e.fields.empty() ? out : out + ")";
}

std::vector<std::string> unmet(const Line& line, const std::vector<Record>& records, const rules::Example& example,
                               const std::vector<bool>& judged) {
  Judge judge(line, records);
  std::set<std::string> types;
  for (const rules::Expectation& e : example.expected) {
    if (names_records(e)) {
      if (!records.empty()) judge.record(e), types.insert(e.type);
    } else if (judged[line.program.type(e.type)]) {
      judge.mention(e), types.insert(e.type);
    }
  }
  for (const std::string& t : types)
    if (example.exactly) judge.nothing_else(t);
  return std::move(judge.lines);
}

}  // namespace milepost
