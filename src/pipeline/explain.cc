// The document is read once for its records and once more, with a trace, for each rule that is told of: explaining may cost what it wants.
#include "pipeline/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "pipeline/show.h"
#include "rules/machinery.h"
#include "rules/unparse.h"

namespace milepost {

namespace {

/// A line of the tree and what hangs below it.
struct Branch {
  std::string text;
  std::vector<std::string> notes;
  std::vector<Branch> below;
};

void print(const Branch& b, const std::string& head, const std::string& tail, std::string& out) {
  out += head + b.text + "\n";
  for (const std::string& n : b.notes) out += tail + (b.below.empty() ? "  " : "│ ") + n + "\n";
  for (std::size_t i = 0; i < b.below.size(); ++i) {
    const bool last = i + 1 == b.below.size();
    print(b.below[i], tail + (last ? "└─ " : "├─ "), tail + (last ? "   " : "│  "), out);
  }
}

std::string shortened(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (out.size() > 150 && (static_cast<unsigned char>(c) & 0xC0) != 0x80) return out + " …";
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

void flatten(const nlohmann::ordered_json& value, const std::string& path, std::vector<std::string>& out) {
  if (value.is_object() && !value.empty()) {
    for (const auto& [key, member] : value.items()) flatten(member, path.empty() ? key : path + "." + key, out);
  } else if (value.is_array() && !value.empty()) {
    for (const auto& member : value) flatten(member, path, out);
  } else if (!value.is_null() && !value.empty()) {
    out.push_back(path + "=" + (value.is_string() ? value.get<std::string>() : value.dump()));
  }
}

/// What a record states, absent fields left out, on lines of a width for reading.
std::vector<std::string> fields(const std::string& body) {
  const auto json = nlohmann::ordered_json::parse("{" + body + "}", nullptr, false);
  std::vector<std::string> all, lines;
  if (!json.is_discarded())
    for (const auto& [key, member] : json.items()) flatten(member, key, all);
  for (const std::string& f : all) {
    if (lines.empty() || lines.back().size() + f.size() > 120) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : "  ") + f;
  }
  return lines;
}

class Explainer {
 public:
  Explainer(const rules::Program& p, const Document& d) : program_(p), document_(d), line_(p), tracer_(p) {
    match::Options options;
    options.suppressed = &suppressed_;
    line_.read(d, "", options);
    ScanOptions all;
    all.grades = "ABCD";
    line_.write(d, all, records_);
  }

  std::string records(std::optional<std::uint32_t> offset) {
    std::string out;
    for (const Record& r : records_) {
      const bool fact = r.type >= RecordType::kStatement && r.type != RecordType::kError;
      const bool here = offset ? r.bytes.begin <= *offset && *offset < r.bytes.end : fact;
      if (r.type == RecordType::kDocument || !here) continue;
      print(of_record(r), "", "", out);
      out += "\n";
    }
    if (!out.empty()) out.pop_back();
    return out;
  }

 private:
  std::string place(RuleId rule) const { return rule < program_.rules.size() ? "  " + program_.rules[rule].where : ""; }

  Branch of_record(const Record& r) {
    Branch b;
    b.text = fmt::format("{} \"{}\"  {}..{}", type_name(r.type), shortened(r.text), r.bytes.begin, r.bytes.end);
    b.notes = fields(r.body);
    const auto rule = std::find_if(program_.rules.begin(), program_.rules.end(), [&](const rules::RuleInfo& i) { return i.id == r.rule; });
    if (rule != program_.rules.end()) b.notes.push_back("rule " + r.rule + "  " + rule->where);
    shown_.clear();
    for (const MentionId m : origins(r)) b.below.push_back(of_mention(m));
    return b;
  }

  /// The mentions that a record was read from: those it names, the cue that its rule made, and what link found within its words.
  std::vector<MentionId> origins(const Record& r) const {
    std::set<MentionId> out;
    const auto inside = [&](MentionId m) {
      const Span s = line_.text.span(line_.chart.mentions[m].first, line_.chart.mentions[m].last);
      return r.bytes.begin <= s.begin && s.end <= r.bytes.end;
    };
    const auto is_fact = r.type >= RecordType::kStatement;
    for (const Goal& g : line_.facts.goals)
      if (is_fact && g.span == r.bytes) out.insert(g.from.begin(), g.from.end());
    for (const Deal& d : line_.facts.deals)
      if (r.type == RecordType::kDeal && d.span == r.bytes) out.insert(d.from.begin(), d.from.end());
    for (MentionId m = 0; m < line_.chart.mentions.size(); ++m)
      if (inside(m) && (rule_name(program_, line_.chart.mentions[m].rule) == r.rule || (linked(m) && serves(r, m)))) out.insert(m);
    std::vector<MentionId> sorted(out.begin(), out.end());
    std::sort(sorted.begin(), sorted.end(), [&](MentionId a, MentionId b) {
      const Mention &x = line_.chart.mentions[a], &y = line_.chart.mentions[b];
      return std::tie(x.first, y.last, a) < std::tie(y.first, x.last, b);
    });
    return sorted;
  }

  /// Quantities, times and names that link settled.
  bool linked(MentionId m) const {
    const std::uint32_t i = line_.linked.index(m);
    if (i == kNone) return false;
    const auto& all = line_.linked.quantities;
    return i >= all.size() || all[i].mention != m || all[i].emitted;
  }

  /// All that is linked within a fact's words; of a linked record only its own mentions.
  bool serves(const Record& r, MentionId m) const {
    if (r.type >= RecordType::kStatement) return true;
    const Mention& x = line_.chart.mentions[m];
    return line_.text.span(x.first, x.last) == r.bytes;
  }

  Branch of_mention(MentionId id) {
    const Mention& m = line_.chart.mentions[id];
    Branch b;
    b.text = show(line_, m) + place(m.rule);
    if (!shown_.insert(id).second) return b;
    for (const match::Trace::Found& f : trace(m.rule).found) {
      if (f.first != m.first || f.last != m.last) continue;
      for (const std::string& step : steps(f.path)) b.notes.push_back(step);
      break;
    }
    for (const match::Suppressed& s : suppressed_)
      if (s.by == m.rule && s.first < m.last && m.first < s.last && s.rule != m.rule)
        b.notes.push_back(fmt::format("won over {} \"{}\"", rule_name(program_, s.rule), words_of(line_, s.first, s.last)));
    for (std::uint32_t i = 0; i < m.child_count; ++i) b.below.push_back(of_mention(line_.chart.children[m.children + i]));
    for (const Attribute& a : line_.chart.of(m))
      if (a.value.kind == Value::Kind::kMention && !shown_.contains(a.value.index)) b.below.push_back(of_mention(a.value.index));
    return b;
  }

  /// "gap(9)  "a new"": one line for each element, gaps and repetitions together.
  std::vector<std::string> steps(const std::vector<match::Trace::Step>& path) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < path.size();) {
      const rules::Pattern* element = program_.machinery->elements[path[i].instruction];
      std::uint32_t first = path[i].first, last = path[i].last;
      for (++i; i < path.size() && program_.machinery->elements[path[i].instruction] == element; ++i) last = path[i].last;
      if (last > first && element != nullptr)
        out.push_back(fmt::format("{}  \"{}\"", rules::unparse(*element), words_of(line_, first, last)));
    }
    return out;
  }

  const match::Trace& trace(RuleId rule) {
    const auto [it, fresh] = traces_.try_emplace(rule);
    if (fresh && rule < program_.rules.size()) {
      it->second.rule = rule;
      match::Options options;
      options.trace = &it->second;
      tracer_.read(document_, "", options);
    }
    return it->second;
  }

  const rules::Program& program_;
  const Document& document_;
  Line line_, tracer_;
  std::vector<match::Suppressed> suppressed_;
  std::vector<Record> records_;
  std::map<RuleId, match::Trace> traces_;
  std::set<MentionId> shown_;  ///< mentions whose tree stands already in the record's
};

}  // namespace

std::string explain(const rules::Program& program, const Document& document, std::optional<std::uint32_t> offset) {
  return Explainer(program, document).records(offset);
}

}  // namespace milepost
