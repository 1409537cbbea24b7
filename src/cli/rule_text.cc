#include "cli/rule_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "rules/machinery.h"

namespace milepost::cli {

namespace {

/// A rule, frame or context of the source: RuleIds count them in this order.
template <class Of>
auto visit(const rules::Program& p, RuleId id, Of of) -> decltype(of(p.source.rules[0])) {
  std::size_t i = id;
  if (i < p.source.rules.size()) return of(p.source.rules[i]);
  i -= p.source.rules.size();
  if (i < p.source.frames.size()) return of(p.source.frames[i]);
  i -= p.source.frames.size();
  if (i < p.source.contexts.size()) return of(p.source.contexts[i]);
  return {};
}

/// The lines of a statement: from its head to the last line before the next one that is indented.
std::string statement(const rules::Program& p, const rules::Position& at) {
  std::string_view source = p.source.sources[at.file];
  for (std::uint32_t line = 1; line < at.line; ++line) source.remove_prefix(std::min(source.size(), source.find('\n') + 1));
  std::string out;
  bool head = true;
  while (!source.empty()) {
    const std::size_t end = std::min(source.find('\n'), source.size());
    const std::string_view line = source.substr(0, end);
    if (!head && (line.empty() || (line[0] != ' ' && line[0] != '\t'))) break;
    head = false;
    out.append(line).append("\n");
    source.remove_prefix(std::min(source.size(), end + 1));
  }
  return out;
}

std::string names(const rules::Program& p, const std::vector<TypeId>& types) {
  std::vector<std::string> all;
  all.reserve(types.size());
  for (const TypeId t : types) all.push_back(p.types[t].name);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::string out;
  for (const std::string& n : all) out += (out.empty() ? "" : ", ") + n;
  return out;
}

std::string compiled(const rules::Program& p, const rules::CompiledRule& rule, std::uint32_t index) {
  const rules::Machinery& m = *p.machinery;
  const rules::TypeInfo& type = p.types[rule.type];
  std::string out =
      fmt::format("stratum {} of {}, {} the linker; prio {}\n", rule.stratum, m.strata, rule.linked ? "after" : "before", rule.prio);
  if (!rule.uses.empty()) out += "uses " + names(p, rule.uses) + "\n";
  std::string peers;
  for (const rules::TypeInfo& t : p.types)
    if (!t.name.empty() && t.group == type.group) peers += (peers.empty() ? "" : ", ") + t.name;
  out += "competes with rules that make " + peers + "\n";
  for (std::size_t b = 0; b < m.branches.size(); ++b)
    if (m.branches[b].rule == index)
      out += fmt::format("pattern {}: woken by {} (cost {:.3g}), {} instructions\n", m.branches[b].number + 1, m.branch_notes[b].trigger,
                         m.branch_notes[b].cost, m.branches[b].size);
  for (const RuleId b : rule.beats) out += "beats " + p.rules[b].id + "\n";
  for (const rules::CompiledRule& other : m.rules)
    if (std::find(other.beats.begin(), other.beats.end(), rule.id) != other.beats.end()) out += "beaten by " + p.rules[other.id].id + "\n";
  return out;
}

}  // namespace

std::string_view doc_of(const rules::Program& program, RuleId rule) {
  return visit(program, rule, [](const auto& r) -> std::string_view { return r.doc; });
}

std::string rule_text(const rules::Program& program, RuleId rule) {
  const rules::Position at = visit(program, rule, [](const auto& r) { return r.position; });
  std::string out = program.rules[rule].where + "\n\n" + statement(program, at) + "\n";
  const rules::Machinery& m = *program.machinery;
  for (std::uint32_t i = 0; i < m.rules.size(); ++i)
    if (m.rules[i].id == rule) out += compiled(program, m.rules[i], i);
  return out;
}

}  // namespace milepost::cli
