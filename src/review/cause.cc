#include "review/cause.h"

#include <algorithm>
#include <set>

#include "pipeline/scanner.h"
#include "rules/program.h"

namespace milepost::review {

namespace {

constexpr std::size_t kCausesLookedAt = 20;  ///< changes of a group whose cause is sought

std::string where(const rules::RuleSet& set, const rules::Position& at) {
  return at.file < set.files.size() ? set.files[at.file] + ":" + std::to_string(at.line) : std::string("rules");
}

/// The statement's own lines, comments and examples left out: an edit of those changes no record.
std::string statement_at(const rules::RuleSet& set, const rules::Position& at) {
  if (at.file >= set.sources.size()) return {};
  std::string_view source = set.sources[at.file];
  std::string out;
  std::uint32_t number = 1;
  for (std::size_t i = 0; i < source.size(); ++number) {
    const std::size_t end = std::min(source.find('\n', i), source.size());
    std::string_view line = source.substr(i, end - i);
    i = end + 1;
    if (number < at.line) continue;
    if (number > at.line && !line.empty() && line[0] != ' ' && line[0] != '\t' && line[0] != '#') break;
    while (!line.empty() && (line[0] == ' ' || line[0] == '\t')) line.remove_prefix(1);
    if (line.empty() || line[0] == '#' || line[0] == '+' || line[0] == '-' || line[0] == '?' || line.starts_with("doc")) continue;
    out.append(line).append("\n");
  }
  return out;
}

using Statements = std::map<std::string, std::pair<std::string, std::string>>;  ///< id -> text, where

Statements statements(const rules::RuleSet& set) {
  Statements out;
  const auto add = [&](const auto& list) {
    for (const auto& s : list) out[s.id] = {statement_at(set, s.position), where(set, s.position)};
  };
  add(set.rules), add(set.frames), add(set.contexts);
  return out;
}

std::string folded(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

/// Rows of all lexicons as text, with the place of each.
std::map<std::string, std::map<std::string, std::string>> rows(const rules::Program& program) {
  std::map<std::string, std::map<std::string, std::string>> out;
  for (const rules::LexiconTable& lexicon : program.lexicons)
    for (const rules::LexiconRow& row : lexicon.rows) {
      std::string key = row.entry + '\t' + std::to_string(static_cast<int>(row.match));
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (!row.cells[i].empty()) key += '\t' + lexicon.columns[i] + '=' + row.cells[i];
      out[lexicon.name].emplace(std::move(key), where(program.source, row.position));
    }
  return out;
}

std::string entry_of(const std::string& key) { return key.substr(0, key.find('\t')); }

}  // namespace

RuleDelta::RuleDelta(const Pack& before, const Pack& after) : after_(after) {
  const rules::RuleSet& a = before.program().source;
  const rules::RuleSet& b = after.program().source;
  const Statements old = statements(a), now = statements(b);
  for (const auto& [id, s] : old)
    if (!now.contains(id)) rules_[id] = "rule " + id + " removed (" + s.second + ")";
  for (const auto& [id, s] : now) {
    const auto it = old.find(id);
    if (it == old.end())
      rules_[id] = "rule " + id + " added (" + s.second + ")";
    else if (it->second.first != s.first)
      rules_[id] = "rule " + id + " changed (" + s.second + ")";
  }
  auto left = rows(before.program()), right = rows(after.program());
  std::set<std::string> names;
  for (const auto& [name, unused] : left) names.insert(name);
  for (const auto& [name, unused] : right) names.insert(name);
  for (const std::string& name : names) {
    std::map<std::string, Row> edited;  // by entry
    for (const auto& [key, place] : left[name])
      if (!right[name].contains(key)) edited[entry_of(key)] = {name, folded(entry_of(key)), "removed", place};
    for (const auto& [key, place] : right[name])
      if (!left[name].contains(key)) {
        const bool was = edited.contains(entry_of(key));
        edited[entry_of(key)] = {name, folded(entry_of(key)), was ? "changed" : "added", place};
      }
    for (auto& [entry, row] : edited) rows_.push_back(std::move(row));
  }
}

std::vector<std::string> RuleDelta::lines() const {
  std::vector<std::string> out;
  for (const auto& [id, line] : rules_) out.push_back(line);
  std::map<std::string, std::vector<const Row*>> by_line;  // the forms and spellings of one line are one edit
  for (const Row& r : rows_) by_line[r.lexicon + r.what + r.where].push_back(&r);
  for (const auto& [key, rows] : by_line) {
    const Row& r =
        **std::min_element(rows.begin(), rows.end(), [](const Row* a, const Row* b) { return a->entry.size() < b->entry.size(); });
    const std::string more = rows.size() > 1 ? " and " + std::to_string(rows.size() - 1) + " more" : "";
    out.push_back("lexicon " + r.lexicon + ": '" + r.entry + "'" + more + " " + r.what + " (" + r.where + ")");
  }
  return out;
}

std::string RuleDelta::lexical_cause(const Change& change, const std::string& article) const {
  const Span place = change.shown().bytes;
  std::string near = folded(change.shown().text);
  if (!article.empty()) {
    const std::size_t from = place.begin > 160 ? place.begin - 160 : 0;
    near = folded(std::string_view(article).substr(std::min(from, article.size()), place.end - from + 160));
  }
  const Row* best = nullptr;
  const auto letter = [&](std::size_t i) { return i < near.size() && ((near[i] >= 'a' && near[i] <= 'z') || (near[i] & 0x80) != 0); };
  for (const Row& r : rows_) {
    for (std::size_t at = near.find(r.entry); at != std::string::npos; at = near.find(r.entry, at + 1)) {
      if ((at > 0 && letter(at - 1) && letter(at)) || letter(at + r.entry.size())) continue;
      if (best == nullptr || r.entry.size() > best->entry.size()) best = &r;
      break;
    }
  }
  return best == nullptr ? std::string() : "lexicon " + best->lexicon + ": '" + best->entry + "' " + best->what + " (" + best->where + ")";
}

/// The rule of the new pack that beat the rule which had made the old record.
std::string RuleDelta::winner(const Change& change, const std::string& article) const {
  if (!change.before || article.empty() || change.before->rule.empty()) return {};
  Line line(after_.program());
  std::vector<match::Suppressed> suppressed;
  match::Options options;
  options.suppressed = &suppressed;
  Document document;
  document.id = change.document;
  document.text = article;
  line.read(document, "", options);
  for (const match::Suppressed& s : suppressed) {
    const auto& infos = after_.program().rules;
    if (s.rule >= infos.size() || s.by >= infos.size() || s.rule == s.by || infos[s.rule].id != change.before->rule ||
        s.last > line.text.tokens.size())
      continue;
    if (line.text.span(s.first, s.last).overlaps(change.before->bytes)) return infos[s.rule].id + " now loses to " + infos[s.by].id;
  }
  return {};
}

std::string RuleDelta::cause(const Group& group, const Difference& difference) const {
  std::string out;
  for (const std::string& id : {group.rule, group.rule_before})
    if (const auto it = rules_.find(id); it != rules_.end() && out.empty()) out = it->second;
  std::vector<std::string> rows;
  std::string lost;
  for (std::size_t i = 0; i < std::min(group.changes.size(), kCausesLookedAt); ++i) {
    const Change& change = difference.changes[group.changes[i]];
    const auto article = difference.texts.find(change.document);
    const std::string& text = article == difference.texts.end() ? std::string() : article->second;
    if (out.empty() && rows.size() < 3)
      if (std::string row = lexical_cause(change, text); !row.empty() && std::find(rows.begin(), rows.end(), row) == rows.end())
        rows.push_back(std::move(row));
    if (lost.empty()) lost = winner(change, text);
  }
  for (const std::string& part : rows) out += (out.empty() ? "" : "; ") + part;
  if (const auto all = lines(); out.empty() && all.size() == 1) out = all.front();
  if (!lost.empty()) out += (out.empty() ? "" : "; ") + lost;
  return out;
}

}  // namespace milepost::review
