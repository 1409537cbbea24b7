// Pairing records and grouping changes. Equal lines are equal records, so only what differs is parsed.
#include "review/change.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/sha256.h"

namespace milepost::review {

std::string_view name_of(Verdict v) {
  static constexpr std::string_view kNames[] = {"broken", "unjudged", "still_wrong", "fixed"};
  return kNames[static_cast<std::size_t>(v)];
}

std::string_view name_of(Change::Kind k) {
  static constexpr std::string_view kNames[] = {"added", "removed", "changed", "moved"};
  return kNames[static_cast<std::size_t>(k)];
}

namespace {

std::vector<Entry> parsed(const DocumentLines* side, const std::unordered_set<std::string_view>& common) {
  std::vector<Entry> out;
  if (side == nullptr) return out;
  for (const std::string& line : side->lines)
    if (!common.contains(line))
      if (auto entry = parse_entry(line)) out.push_back(std::move(*entry));
  return out;
}

std::unordered_set<std::string_view> common_lines(const DocumentLines* before, const DocumentLines* after) {
  std::unordered_set<std::string_view> left, both;
  if (before == nullptr || after == nullptr) return both;
  left.insert(before->lines.begin(), before->lines.end());
  for (const std::string& line : after->lines)
    if (left.contains(line)) both.insert(line);
  return both;
}

std::uint32_t overlap(Span a, Span b) {
  const std::uint32_t from = std::max(a.begin, b.begin), to = std::min(a.end, b.end);
  return to > from ? to - from : 0;
}

/// Pairs what is left by place. Candidates are few: only records whose lines differ on both sides.
void pair_moved(std::vector<Entry>& before, std::vector<Entry>& after, std::vector<Change>& out) {
  std::vector<std::tuple<std::uint32_t, std::size_t, std::size_t>> candidates;
  std::size_t from = 0;
  for (std::size_t a = 0; a < after.size(); ++a) {  // both sides are in order of begin
    while (from < before.size() && before[from].bytes.end + 4096 < after[a].bytes.begin) ++from;
    for (std::size_t b = from; b < before.size() && before[b].bytes.begin < after[a].bytes.end; ++b)
      if (before[b].type == after[a].type && overlap(before[b].bytes, after[a].bytes) > 0)
        candidates.emplace_back(overlap(before[b].bytes, after[a].bytes), a, b);
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const auto& x, const auto& y) { return std::get<0>(x) > std::get<0>(y); });
  std::vector<bool> used_before(before.size()), used_after(after.size());
  for (const auto& [size, a, b] : candidates) {
    if (used_before[b] || used_after[a]) continue;
    used_before[b] = used_after[a] = true;
    Change c{Change::Kind::kMoved, after[a].document, before[b], after[a], fields_changed(before[b], after[a]), Verdict::kUnjudged, ""};
    out.push_back(std::move(c));
  }
  for (std::size_t b = 0; b < before.size(); ++b)
    if (!used_before[b]) {
      std::string document = before[b].document;
      out.push_back({Change::Kind::kRemoved, std::move(document), std::move(before[b]), std::nullopt, {}, Verdict::kUnjudged, ""});
    }
  for (std::size_t a = 0; a < after.size(); ++a)
    if (!used_after[a]) {
      std::string document = after[a].document;
      out.push_back({Change::Kind::kAdded, std::move(document), std::nullopt, std::move(after[a]), {}, Verdict::kUnjudged, ""});
    }
}

}  // namespace

void compare(const DocumentLines* before, const DocumentLines* after, std::vector<Change>& out) {
  if (before != nullptr && after != nullptr && before->lines == after->lines) return;
  const auto common = common_lines(before, after);
  std::vector<Entry> left = parsed(before, common), right = parsed(after, common), lone_left, lone_right;
  std::unordered_map<std::string, std::size_t> by_id;
  for (std::size_t i = 0; i < left.size(); ++i) by_id.emplace(left[i].id, i);
  std::vector<bool> used(left.size());
  const std::size_t start = out.size();
  for (Entry& entry : right) {
    const auto it = by_id.find(entry.id);
    if (it == by_id.end() || used[it->second]) {
      lone_right.push_back(std::move(entry));
      continue;
    }
    used[it->second] = true;
    std::vector<std::string> fields = fields_changed(left[it->second], entry);
    if (fields.empty()) continue;
    std::string document = entry.document;
    out.push_back({Change::Kind::kChanged, std::move(document), std::move(left[it->second]), std::move(entry), std::move(fields),
                   Verdict::kUnjudged, ""});
  }
  for (std::size_t i = 0; i < left.size(); ++i)
    if (!used[i]) lone_left.push_back(std::move(left[i]));
  pair_moved(lone_left, lone_right, out);
  std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(), [](const Change& a, const Change& b) {
    return std::make_pair(a.shown().bytes.begin, a.shown().type) < std::make_pair(b.shown().bytes.begin, b.shown().type);
  });
}

void group(Difference& d) {
  std::map<std::string, Group> groups;
  for (std::size_t i = 0; i < d.changes.size(); ++i) {
    const Change& c = d.changes[i];
    std::string key = c.shown().type;
    const std::string_view none, old_rule = c.before ? c.before->rule : none, new_rule = c.after ? c.after->rule : none;
    for (const std::string_view part : {name_of(c.kind), old_rule, new_rule, name_of(c.verdict)}) key += '\t', key += part;
    Group& g = groups[key];
    if (g.changes.empty()) {
      g.key = sha256_hex(key).substr(0, 12);
      g.type = c.shown().type;
      g.kind = c.kind;
      g.verdict = c.verdict;
      g.rule = c.after ? c.after->rule : c.before->rule;
      if (c.before && c.after && c.before->rule != c.after->rule) g.rule_before = c.before->rule;
    }
    if (g.changes.empty() || d.changes[g.changes.back()].document != c.document) ++g.documents;
    g.changes.push_back(i);
    for (const std::string& f : c.fields)
      if (std::find(g.fields.begin(), g.fields.end(), f) == g.fields.end()) g.fields.push_back(f);
    TypeCount& t = d.types[g.type];
    (c.kind == Change::Kind::kAdded ? t.added : c.kind == Change::Kind::kRemoved ? t.removed : t.changed) += 1;
    (c.verdict == Verdict::kBroken       ? t.broken
     : c.verdict == Verdict::kFixed      ? t.fixed
     : c.verdict == Verdict::kStillWrong ? t.still_wrong
                                         : t.unjudged) += 1;
  }
  d.groups.clear();
  for (auto& [key, g] : groups) d.groups.push_back(std::move(g));
  std::stable_sort(d.groups.begin(), d.groups.end(), [](const Group& a, const Group& b) {
    if (a.verdict != b.verdict) return a.verdict < b.verdict;
    return a.changes.size() > b.changes.size();
  });
}

}  // namespace milepost::review
