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
  for (std::uint32_t e = 0; e < scene.linked.entities.size(); ++e)
    for (const Span s : scene.linked.entities[e].spans) {
      auto at = std::lower_bound(tokens.begin(), tokens.end(), s.begin, [](const Token& t, std::uint32_t byte) { return t.begin < byte; });
      if (at == tokens.end()) continue;
      const auto first = static_cast<std::uint32_t>(at - tokens.begin());
      while (at != tokens.end() && at->end < s.end) ++at;
      if (at == tokens.end()) continue;
      all_.push_back({first, static_cast<std::uint32_t>(at - tokens.begin()) + 1, e});
    }
  std::sort(all_.begin(), all_.end(),
            [](const Named& a, const Named& b) { return a.first != b.first ? a.first < b.first : a.last > b.last; });
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
