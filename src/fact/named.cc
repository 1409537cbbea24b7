#include "fact/named.h"

#include <algorithm>

namespace milepost::fact {

namespace {

bool same_folded(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

}  // namespace

void Names::read(const Scene& scene) {
  for (const Named& n : all_)  // those of the document before
    for (std::uint32_t t = n.first; t < n.last; ++t) of_[t] = kNone;
  all_.clear();
  const auto& tokens = scene.text.tokens;
  MentionId begin = kNone, end = 0;  // the mentions of names stand together, in text order
  for (const Entity& e : scene.linked.entities)
    if (!e.mentions.empty()) begin = std::min(begin, e.mentions.front()), end = std::max(end, e.mentions.back() + 1);
  entity_of_.assign(begin < end ? end - begin : 0, kNone);
  for (std::uint32_t e = 0; e < scene.linked.entities.size(); ++e)
    for (const MentionId m : scene.linked.entities[e].mentions) entity_of_[m - begin] = e;
  for (MentionId m = begin; m < end; ++m)
    if (const std::uint32_t e = entity_of_[m - begin]; e != kNone)
      all_.push_back({scene.chart.mentions[m].first, scene.chart.mentions[m].last, e});
  const auto before = [](const Named& a, const Named& b) { return a.first != b.first ? a.first < b.first : a.last > b.last; };
  if (!std::is_sorted(all_.begin(), all_.end(), before)) std::sort(all_.begin(), all_.end(), before);
  if (of_.size() < tokens.size()) of_.resize(tokens.size(), kNone);
  for (auto n = static_cast<std::uint32_t>(all_.size()); n-- > 0;)
    for (std::uint32_t t = all_[n].first; t < all_[n].last; ++t) of_[t] = n;
}

bool holds(std::string_view name, std::string_view word) {
  for (std::size_t at = 0; at < name.size();) {
    std::size_t end = name.find(' ', at);
    if (end == std::string_view::npos) end = name.size();
    if (same_folded(name.substr(at, end - at), word)) return true;
    at = end + 1;
  }
  return false;
}

bool is_state(const Entity& e) { return e.type == Entity::Type::kPlace && (e.kind == "country" || e.kind == "region"); }

}  // namespace milepost::fact
