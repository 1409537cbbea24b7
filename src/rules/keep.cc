// A layer of a rule set: the rules that make certain types, and all that those need or compete with.
#include <algorithm>
#include <map>
#include <set>

#include "rules/pack_files.h"

namespace milepost::rules {

namespace {

void note_types(const Pattern& p, std::set<std::string>& out) {
  if (p.kind == Pattern::Kind::kType) out.insert(p.text);
  for (const Pattern& c : p.children) note_types(c, out);
}

std::set<std::string> types_of(const Rule& r) {
  std::set<std::string> out{r.type};
  for (const Pattern& p : r.matches) note_types(p, out);
  for (const Guard& g : r.guards) note_types(g.argument, out);
  return out;
}

}  // namespace

void keep_types(RuleSet& set, const std::vector<std::string>& types) {
  std::set<std::string> kept(types.begin(), types.end());
  std::map<std::string, std::string> group_of;
  for (const TypeDecl& t : set.types) group_of[t.name] = t.group.empty() ? "=" + t.name : t.group;
  for (std::size_t before = 0; before != kept.size();) {
    before = kept.size();
    std::set<std::string> groups;
    for (const std::string& t : kept)
      if (group_of.contains(t)) groups.insert(group_of[t]);
    for (const auto& [type, group] : group_of)
      if (groups.contains(group)) kept.insert(type);
    for (const Rule& r : set.rules)
      if (kept.contains(r.type)) kept.merge(types_of(r));
  }
  std::erase_if(set.rules, [&](const Rule& r) { return !kept.contains(r.type); });
  set.frames.clear();
  set.contexts.clear();
}

}  // namespace milepost::rules
