// How much a pattern may cost where the machine keeps no memory of failed places: in looks, guards, cues and what a gap must not hold. The
// machine gives such a run kSubSteps steps at a token; a pattern that might need more is refused, so that no match is lost for want of
// steps.
#include <fmt/format.h>

#include <algorithm>

#include "rules/compile.h"

namespace milepost::rules {

namespace {

using Ways = Compiler::Ways;

Ways in_turn(const Ways& a, const Ways& b) { return {a.ways * b.ways, a.steps + a.ways * b.steps}; }
Ways either(const Ways& a, const Ways& b) { return {a.ways + b.ways, 1 + a.steps + b.steps}; }

/// set{A,B,C} = A (set{B,C})? | B (set{A,C})? | C (set{A,B})?
Ways any_order(const std::vector<Ways>& members) {
  Ways all{0, 0};
  for (std::size_t i = 0; i < members.size(); ++i) {
    std::vector<Ways> rest = members;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    const Ways more = rest.empty() ? Ways{1, 0} : either({1, 0}, any_order(rest));
    all = either(all, in_turn(members[i], more));
  }
  return all;
}

}  // namespace

Ways Compiler::ways_once(const Pattern& p) const {
  switch (p.kind) {
    case Pattern::Kind::kLexicon: {
      const auto it = lexicon_ids_.find(p.text);
      const double n = it == lexicon_ids_.end() ? 1 : m_.longest[it->second];  // at most one entry of each length
      return {n, n};
    }
    case Pattern::Kind::kType:
      return {2, 2};  // rules make one of a type at a place; link may add another
    case Pattern::Kind::kSequence: {
      Ways w{1, 0};
      for (const Pattern& c : p.children) w = in_turn(w, ways(c));
      return w;
    }
    case Pattern::Kind::kAlternative: {
      Ways w{0, 0};
      for (const Pattern& c : p.children) w = either(w, ways(c));
      return w;
    }
    case Pattern::Kind::kSet: {
      std::vector<Ways> members;
      for (const Pattern& c : p.children) members.push_back(ways(c));
      return any_order(members);
    }
    case Pattern::Kind::kGap: {
      const double look = p.gap_not ? ways(p.children[*p.gap_not]).steps : 0;
      return {p.max + 1.0, p.max * (2 + look)};
    }
    case Pattern::Kind::kLook: {
      const double one = p.children.empty() ? 1 : ways(p.children[0]).steps;
      return {1, p.text == "prev" ? 8 * one : one};
    }
    default:
      return {1, 1};
  }
}

Ways Compiler::ways(const Pattern& p) const {
  const Ways one = ways_once(p);
  if (p.kind == Pattern::Kind::kGap) return one;
  Ways all{1, 0};
  for (int i = p.min; i < p.max; ++i) all = either({1, 0}, in_turn(one, all));  // the optional ones, innermost first
  for (int i = 0; i < p.min; ++i) all = in_turn(one, all);
  return all;
}

void Compiler::check_cost(const Pattern& p) {
  const Ways w = ways(p);
  if (w.steps <= kSubSteps) return;
  error(p.position, fmt::format("this may take {:.3g} steps at one token, more than the {} that a look has", w.steps, kSubSteps),
        "repeat less, or make a rule of it whose type the look names");
}

}  // namespace milepost::rules
