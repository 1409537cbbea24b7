#include "review/gold.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "review/stored.h"

namespace milepost::review {

namespace {

/// Words of a text, folded for ASCII, for the overlap of evidence.
std::set<std::string> words_of(const std::string& text) {
  std::set<std::string> out;
  std::string word;
  for (const char c : text + " ") {
    const bool part =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80) != 0;
    if (part)
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    else if (!word.empty())
      out.insert(std::move(word)), word.clear();
  }
  return out;
}

/// The same passage: half of the shorter one's words stand in the other.
bool overlap(const std::string& a, const std::string& b) {
  const std::set<std::string> x = words_of(a), y = words_of(b);
  const auto& shorter = x.size() < y.size() ? x : y;
  const auto& longer = x.size() < y.size() ? y : x;
  std::size_t common = 0;
  for (const std::string& w : shorter) common += longer.count(w);
  return !shorter.empty() && 2 * common >= shorter.size();
}

bool close(double a, double b) { return std::abs(a - b) <= 5e-3 * std::max(std::abs(a), std::abs(b)); }

bool same_value(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return close(a.get<double>(), b.get<double>());
  if (a.is_array() && b.is_array() && a.size() == b.size())
    return std::equal(a.begin(), a.end(), b.begin(), [](const Json& x, const Json& y) { return same_value(x, y); });
  return a == b;
}

/// "2029" names the same day as "2029-12-31".
bool same_date(const Json& a, const Json& b) {
  if (!a.is_string() || !b.is_string()) return a == b;
  const auto& x = a.get_ref<const std::string&>();
  const auto& y = b.get_ref<const std::string&>();
  const std::size_t n = std::min(x.size(), y.size());
  return n >= 4 && x.compare(0, n, y, 0, n) == 0;
}

const Json& at(const Json& data, const char* key) {
  static const Json kNull;
  const auto it = data.find(key);
  return it == data.end() ? kNull : *it;
}

}  // namespace

Result<void> Gold::add(const std::string& path) {
  std::error_code code;
  return std::filesystem::is_directory(path, code) ? add_golden(path) : add_annotated(path);
}

Result<void> Gold::add_golden(const std::string& folder) {
  auto side = golden_side(folder);
  if (!side) return tl::unexpected(side.error());
  for (;;) {
    auto document = (*side)->next();
    if (!document) return tl::unexpected(document.error());
    if (!*document) return {};
    auto& records = golden_[(*document)->document];
    for (const std::string& line : (*document)->lines)
      if (auto entry = parse_entry(line)) records.emplace(entry->id, std::move(*entry));
  }
}

bool Gold::add_items(const Json& article) {
  if (!article.is_object() || !article.contains("id") || !article["id"].is_string()) return false;
  std::vector<Item>& items = annotated_[article["id"].get<std::string>()];
  for (const char* list : {"targets", "deals"}) {
    if (!article.contains(list) || !article[list].is_array()) continue;
    for (const Json& one : article[list]) {
      Item item;
      const bool deal = std::string_view(list) == "deals";
      item.type = deal ? "deal" : one.value("kind", std::string("target"));
      item.evidence = one.value("evidence", std::string());
      item.data = one;
      items.push_back(std::move(item));
    }
  }
  return true;
}

Result<void> Gold::add_annotated(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return tl::unexpected(Error{Error::Code::kIo, path, 0, "cannot be read", "give a golden folder or a file of annotated articles"});
  std::string line;
  for (std::uint64_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    if (!add_items(Json::parse(line, nullptr, false)))
      return tl::unexpected(
          Error{Error::Code::kBadFormat, path, number, "no annotated article", "a line is {\"id\", \"targets\", \"deals\"}"});
  }
  return {};
}

bool Gold::knows(const std::string& document, const std::string& type) const {
  if (golden_.contains(document)) return true;
  return annotated_.contains(document) && (type == "target" || type == "forecast" || type == "deal");
}

Gold::Score Gold::best(const std::vector<Item>& items, const Entry& entry, std::vector<bool>* used) const {
  Score best;
  std::size_t at_best = items.size();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    if ((used != nullptr && (*used)[i]) || item.type != entry.type || !same_value(at(item.data, "value"), at(entry.data, "value")) ||
        !overlap(item.evidence, entry.text))
      continue;
    Score s{1, true};
    const auto point = [&](bool right) { right ? void(++s.points) : void(s.full = false); };
    if (entry.type == "deal") {
      point(at(item.data, "type") == at(entry.data, "kind"));
      point(at(item.data, "currency") == at(entry.data, "currency"));
    } else {
      for (const char* key : {"direction", "basis", "bound"}) point(at(item.data, key) == at(entry.data, key));
      for (const char* key : {"deadline", "period_start"}) point(same_date(at(item.data, key), at(entry.data, key)));
    }
    if (s.points > best.points) best = s, at_best = i;
  }
  if (used != nullptr && at_best < items.size()) (*used)[at_best] = true;
  return best;
}

Gold::Score Gold::score(const Entry& entry) const {
  if (const auto it = golden_.find(entry.document); it != golden_.end()) {
    const auto record = it->second.find(entry.id);
    if (record == it->second.end()) return {};
    std::vector<std::string> wrong = fields_changed(record->second, entry);
    std::erase(wrong, "rule");
    return {static_cast<int>(1000 - std::min<std::size_t>(wrong.size(), 900)), wrong.empty()};
  }
  const auto it = annotated_.find(entry.document);
  return it == annotated_.end() ? Score{} : best(it->second, entry, nullptr);
}

Verdict Gold::judge(const Change& c) const {
  if (!knows(c.document, c.shown().type)) return Verdict::kUnjudged;
  const Score before = c.before ? score(*c.before) : Score{}, after = c.after ? score(*c.after) : Score{};
  if (c.kind == Change::Kind::kAdded) return after.points > 0 ? Verdict::kFixed : Verdict::kBroken;
  if (c.kind == Change::Kind::kRemoved) return before.points > 0 ? Verdict::kBroken : Verdict::kFixed;
  if (after.points != before.points) return after.points > before.points ? Verdict::kFixed : Verdict::kBroken;
  return after.full ? Verdict::kUnjudged : Verdict::kStillWrong;
}

std::vector<Entry> Gold::shown(const std::string& document, const std::string& text) const {
  std::vector<Entry> out;
  if (const auto it = golden_.find(document); it != golden_.end())
    for (const auto& [id, entry] : it->second) out.push_back(entry);
  const auto code_points = [&](std::size_t end) {
    return static_cast<std::uint32_t>(
        std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return (c & 0xc0) != 0x80; }));
  };
  if (const auto it = annotated_.find(document); it != annotated_.end())
    for (const Item& item : it->second) {
      const std::size_t at = item.evidence.empty() ? std::string::npos : text.find(item.evidence);
      if (at == std::string::npos) continue;
      Entry e;
      e.type = item.type, e.document = document, e.text = item.evidence, e.data = item.data;
      e.chars = {code_points(at), code_points(at + item.evidence.size())};
      out.push_back(std::move(e));
    }
  return out;
}

void Gold::tally(const DocumentLines& side, std::map<std::string, Tally>& by_type) const {
  const auto golden = golden_.find(side.document);
  const auto annotated = annotated_.find(side.document);
  std::vector<bool> used(annotated == annotated_.end() ? 0 : annotated->second.size());
  if (golden != golden_.end())
    for (const auto& [id, entry] : golden->second) ++by_type[entry.type].gold;
  else if (annotated != annotated_.end())
    for (const Item& item : annotated->second) ++by_type[item.type].gold;
  else
    return;
  for (const std::string& line : side.lines) {
    const auto entry = parse_entry(line);
    if (!entry || !knows(side.document, entry->type)) continue;
    Tally& t = by_type[entry->type];
    ++t.found;
    const Score s = golden != golden_.end() ? score(*entry) : best(annotated->second, *entry, &used);
    t.right += s.full;
    t.lenient += s.points > 0;
  }
}

}  // namespace milepost::review
