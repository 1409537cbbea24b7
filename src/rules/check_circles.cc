// Circles: types whose rules use each other cannot be put in an order, nor rules that beat each other. Depth-first search without
// recursion; linear in types, rules and their references.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "rules/check.h"

namespace milepost::rules {

namespace {

/// A directed graph over names, each edge with the place that made it.
struct Graph {
  std::map<std::string, std::map<std::string, Position>> edges;

  /// One circle as "a, b, c", and the place of its last edge; "" when there is none.
  std::string circle(Position& at) const {
    std::map<std::string, int> state;  // 1: on the way, 2: done
    struct Step {
      const std::string* name;
      std::map<std::string, Position>::const_iterator next, end;
    };
    for (const auto& [start, ignored] : edges) {
      if (state[start] != 0) continue;
      std::vector<Step> way;
      const auto enter = [&](const std::string& name) {
        const auto it = edges.find(name);
        state[name] = it == edges.end() ? 2 : 1;
        if (it != edges.end()) way.push_back({&it->first, it->second.begin(), it->second.end()});
      };
      enter(start);
      while (!way.empty()) {
        Step& top = way.back();
        if (top.next == top.end) {
          state[*top.name] = 2;
          way.pop_back();
          continue;
        }
        const auto& [to, place] = *top.next++;
        if (state[to] == 1) {
          at = place;
          std::string out;
          bool within = false;
          for (const Step& s : way) {
            within |= *s.name == to;
            if (within) out += *s.name + " → ";
          }
          return out + to;
        }
        if (state[to] == 0) enter(to);
      }
    }
    return {};
  }
};

void note_types(const Pattern& p, std::vector<std::pair<std::string, Position>>& out) {
  if (p.kind == Pattern::Kind::kType) out.emplace_back(p.text, p.position);
  for (const Pattern& c : p.children) note_types(c, out);
}

}  // namespace

void check_circles(const RuleSet& set, NameCheck& names) {
  const auto group = [&](const std::string& type) {
    const TypeDecl* t = names.find_type(type);
    return t == nullptr || t->group.empty() ? type : t->group;
  };
  Graph uses, beats;
  const auto add_uses = [&](const std::string& type, const std::vector<Pattern>& patterns, const std::vector<Guard>& guards) {
    std::vector<std::pair<std::string, Position>> used;
    for (const Pattern& p : patterns) note_types(p, used);
    for (const Guard& g : guards) note_types(g.argument, used);
    for (const auto& [name, at] : used)
      if (group(name) != group(type)) uses.edges[group(type)].emplace(group(name), at);
  };
  for (const Rule& r : set.rules) {
    add_uses(r.type, r.matches, r.guards);
    for (const std::string& b : r.beats) beats.edges[r.id].emplace(b, r.position);
  }
  for (const Frame& f : set.frames) {
    add_uses(f.type, f.triggers, f.guards);
    for (const Slot& s : f.slots) add_uses(f.type, s.types, {});
    for (const std::string& b : f.beats) beats.edges[f.id].emplace(b, f.position);
  }
  Position at;
  if (const std::string way = uses.circle(at); !way.empty())
    names.error(at, "rules of several types use each other in a circle: " + way, "break the circle with a type of its own");
  if (const std::string way = beats.circle(at); !way.empty())
    names.error(at, "rules beat each other in a circle: " + way, "take one 'beats' away");
}

}  // namespace milepost::rules
