#include <fmt/format.h>

#include <algorithm>

#include "base/printable.h"
#include "review/report.h"

namespace milepost::review {

namespace {

std::size_t boundary(const std::string& text, std::size_t at) {
  at = std::min(at, text.size());
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
  return at;
}

std::string shown(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json* find(const Json& data, std::string_view path) {
  const Json* at = &data;
  while (!path.empty()) {
    const std::size_t cut = std::min(path.find('.'), path.size());
    const std::string key(path.substr(0, cut));
    if (!at->is_object() || !at->contains(key)) return nullptr;
    at = &(*at)[key];
    path.remove_prefix(std::min(path.size(), cut + 1));
  }
  return at;
}

std::string value_at(const Entry& e, const std::string& path) {
  if (path == "text") return e.text;
  if (path == "rule") return e.rule;
  const Json* v = find(e.data, path);
  return v == nullptr ? "(none)" : shown(*v);
}

std::string upper(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = c == '_' ? ' ' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

std::string paint(const ReportOptions& o, const char* code, const std::string& s) {
  return o.colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, s) : s;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) { return fmt::format("{}", fmt::join(parts, between)); }

std::string types_table(const Difference& d) {
  bool gold = false;
  for (const auto& [type, t] : d.types) gold = gold || t.gold_before || t.gold_after;
  std::string out = fmt::format("{:<13}{:>7}{:>7}{:>6}{:>6}{:>6}", "type", "old", "new", "+", "-", "~");
  if (gold) out += "   gold strict F       lenient F          precision        recall           fixed broken unjudged";
  out += '\n';
  const auto arrow = [](double a, double b) {
    return fmt::format("{:.3f} -> {:.3f} {:<4}", a, b, b > a + 5e-4 ? "up" : b < a - 5e-4 ? "DOWN" : "");
  };
  for (const auto& [type, t] : d.types) {
    out += fmt::format("{:<13}{:>7}{:>7}{:>6}{:>6}{:>6}", type, t.before, t.after, t.added, t.removed, t.changed);
    const Tally a = t.gold_before.value_or(Tally{}), b = t.gold_after.value_or(Tally{});
    if (gold && (t.gold_before || t.gold_after))
      out += fmt::format("   {}{}{}{}{:>5}{:>7}{:>9}", arrow(a.f1(), b.f1()), arrow(a.lenient_f1(), b.lenient_f1()),
                         arrow(a.precision(), b.precision()), arrow(a.recall(), b.recall()), t.fixed, t.broken, t.unjudged);
    out += '\n';
  }
  return out;
}

}  // namespace

Excerpt excerpt_of(const Change& change, const Difference& d, std::size_t context) {
  const Entry& e = change.shown();
  const auto article = d.texts.find(change.document);
  if (article == d.texts.end() || e.bytes.end > article->second.size()) return {"", printable(e.text), ""};
  const std::string& text = article->second;
  const std::size_t from = boundary(text, e.bytes.begin > context ? e.bytes.begin - context : 0),
                    to = boundary(text, e.bytes.end + context);
  return {(from > 0 ? "… " : "") + printable(std::string_view(text).substr(from, e.bytes.begin - from)), printable(e.text),
          printable(std::string_view(text).substr(e.bytes.end, to - e.bytes.end)) + (to < text.size() ? " …" : "")};
}

std::vector<std::string> field_lines(const Change& c) {
  std::vector<std::string> out;
  if (c.before && c.after) {
    for (const std::string& path : c.fields)
      out.push_back(printable(path + "  " + value_at(*c.before, path) + " -> " + value_at(*c.after, path)));
    return out;
  }
  std::string line;
  for (const auto& [key, value] : c.shown().data.items()) {
    const bool plain = (value.is_string() && !value.get_ref<const std::string&>().empty()) || value.is_number();
    if (plain && line.size() < 200) line += fmt::format("{}{}={}", line.empty() ? "" : "  ", key, shown(value));
  }
  if (!line.empty()) out.push_back(printable(line));
  return out;
}

std::string text_group(const Difference& d, std::size_t index, const ReportOptions& o) {
  const Group& g = d.groups[index];
  const char* code = g.verdict == Verdict::kBroken ? "1;31" : g.verdict == Verdict::kFixed ? "32" : "33";
  std::string head = fmt::format("[{}/{}] {} x{}  {} {}", index + 1, d.groups.size(), upper(name_of(g.verdict)), g.changes.size(), g.type,
                                 name_of(g.kind));
  if (!g.fields.empty()) head += "  " + joined(g.fields, ",");
  std::string out =
      paint(o, code, head) + fmt::format("  {}{}  in {} article{}  #{}\n", g.rule_before.empty() ? "" : g.rule_before + " -> ", g.rule,
                                         g.documents, g.documents == 1 ? "" : "s", g.key);
  if (!g.cause.empty()) out += "  why: " + printable(g.cause) + "\n";
  for (std::size_t i = 0; i < std::min(o.examples, g.changes.size()); ++i) {
    const Change& c = d.changes[g.changes[i]];
    const Excerpt x = excerpt_of(c, d, o.context);
    const char* open = c.kind == Change::Kind::kAdded ? "{+" : c.kind == Change::Kind::kRemoved ? "[-" : "[~";
    const char* close = c.kind == Change::Kind::kAdded ? "+}" : c.kind == Change::Kind::kRemoved ? "-]" : "~]";
    out += fmt::format("  {}\n    {}{}\n", printable(c.document), x.left + paint(o, "1", open + x.words + close), x.right);
    for (const std::string& line : field_lines(c))
      out += fmt::format("    {} {}\n", c.kind == Change::Kind::kAdded ? "+" : c.kind == Change::Kind::kRemoved ? "-" : "~", line);
    if (!c.note.empty()) out += "    pinned: " + printable(c.note) + "\n";
  }
  if (g.changes.size() > o.examples) out += fmt::format("  … and {} more\n", g.changes.size() - o.examples);
  return out;
}

std::string text_report(const Difference& d, const ReportOptions& o) {
  std::string out;
  for (const std::string& line : d.rule_changes) out += "rules changed: " + printable(line) + "\n";
  out += fmt::format("{} articles, {} changes in {} groups\n", d.documents, d.changes.size(), d.groups.size());
  out += types_table(d);
  for (std::size_t i = 0; i < d.groups.size(); ++i) out += "\n" + text_group(d, i, o);
  return out;
}

std::string markdown_report(const Difference& d, const ReportOptions& o) {
  const auto safe = [](const std::string& s) {
    std::string out;
    for (const char c : escaped(s)) {
      if (std::string_view("|*_`[]@#").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
    return out;
  };
  std::string out = fmt::format("### Extraction changes\n\n`{}` → `{}`: {} articles, {} changes in {} groups\n\n", o.before, o.after,
                                d.documents, d.changes.size(), d.groups.size());
  for (const std::string& line : d.rule_changes) out += "- " + safe(line) + "\n";
  out +=
      "\n| type | old | new | + | − | ~ | strict F1 | precision | recall | fixed | broken | unjudged "
      "|\n|---|--:|--:|--:|--:|--:|---|---|---|--:|--:|--:|\n";
  for (const auto& [type, t] : d.types) {
    const Tally a = t.gold_before.value_or(Tally{}), b = t.gold_after.value_or(Tally{});
    const bool judged = t.gold_before || t.gold_after;
    const auto pair = [judged](double x, double y) { return judged ? fmt::format("{:.3f} → {:.3f}", x, y) : std::string(); };
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", type, t.before, t.after, t.added, t.removed,
                       t.changed, pair(a.f1(), b.f1()), pair(a.precision(), b.precision()), pair(a.recall(), b.recall()), t.fixed, t.broken,
                       t.unjudged);
  }
  for (const Group& g : d.groups) {
    out += fmt::format("\n<details{}><summary><b>{} ×{}</b> {} {} {} <code>{}</code> in {} articles</summary>\n\n",
                       g.verdict == Verdict::kBroken ? " open" : "", upper(name_of(g.verdict)), g.changes.size(), g.type, name_of(g.kind),
                       safe(joined(g.fields, ", ")), safe(g.rule), g.documents);
    if (!g.cause.empty()) out += "why: " + safe(g.cause) + "\n\n";
    for (std::size_t i = 0; i < std::min(o.examples, g.changes.size()); ++i) {
      const Change& c = d.changes[g.changes[i]];
      const Excerpt x = excerpt_of(c, d, o.context);
      out += fmt::format("- {} **{}** {}\n", safe(x.left), safe(x.words), safe(x.right));
      for (const std::string& line : field_lines(c)) out += "  - " + safe(line) + "\n";
    }
    out += "\n</details>\n";
  }
  return out;
}

}  // namespace milepost::review
