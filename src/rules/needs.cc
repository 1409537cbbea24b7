// All that a match cannot do without, with the distance from its start: the trigger is the cheapest of these, the others thin out the
// places where a woken branch is tried at all. Linear in the size of a pattern.
#include <algorithm>

#include "rules/compile.h"

namespace milepost::rules {

namespace {

constexpr std::size_t kMaxNeeds = 6;  ///< of one branch; more of them would cost more than they spare
constexpr std::int32_t kFar = kMaxWindow;

}  // namespace

std::uint32_t Compiler::atom(const Atom& a) {
  const auto [it, fresh] = atom_ids_.try_emplace(a, static_cast<std::uint32_t>(m_.atoms.size()));
  if (!fresh) return it->second;
  m_.atoms.push_back(a);
  return it->second;
}

std::vector<Compiler::Trigger> Compiler::needs(const Pattern& p) {
  if (p.min == 0) return {};
  return needs_once(p);
}

std::vector<Compiler::Trigger> Compiler::needs_once(const Pattern& p) {
  std::vector<Trigger> out;
  switch (p.kind) {
    case Pattern::Kind::kWord: {
      const std::vector<WordId> words = phrase(p.text);
      for (std::int32_t i = 0; const WordId w : words) out.push_back({{{Atom::Kind::kWord, w}}, i, i, word_cost(w), true}), ++i;
      break;
    }
    case Pattern::Kind::kRegex: {
      out.push_back(trigger_once(p));
      const auto id = static_cast<std::uint32_t>(m_.shapes.size());
      ShapeTest test{ShapeTest::Kind::kRegex, 0, regex(p)};
      if (out[0].cost < 500) test.mask = Token::kNumeral;
      const auto [it, fresh] = shape_ids_.try_emplace("/" + p.text, id);
      if (fresh) m_.shapes.push_back(test);
      out.push_back({{{Atom::Kind::kShape, it->second}}, 0, 0, 11, true, true});
      break;
    }
    case Pattern::Kind::kLook:
      if (!p.negated) out.push_back(look_need(p.children[0], p.text == "next"));
      break;
    case Pattern::Kind::kSequence: {
      std::int32_t min = 0, max = 0;
      for (const Pattern& c : p.children) {
        for (Trigger& x : needs(c)) {
          x.left_min += min;
          x.left_max = std::min(x.left_max + max, kFar);
          out.push_back(std::move(x));
        }
        const Width w = width(c);
        min += static_cast<std::int32_t>(w.min);
        max = std::min(max + static_cast<std::int32_t>(w.max), kFar);
      }
      break;
    }
    case Pattern::Kind::kAlternative: {  // one of what the alternatives begin with; one of the cheapest of each
      Trigger first;
      first.found = true;
      first.cost = 0;
      first.left_min = kFar;
      for (const Pattern& c : p.children) {
        std::vector<Trigger> own = needs(c);
        std::erase_if(own, [](const Trigger& t) { return t.look; });
        if (own.empty()) return {};
        first.atoms.insert(first.atoms.end(), own[0].atoms.begin(), own[0].atoms.end());
        first.cost += own[0].cost;
        first.left_min = std::min(first.left_min, own[0].left_min);
        first.left_max = std::max(first.left_max, own[0].left_max);
      }
      out.push_back(std::move(first));
      if (Trigger t = trigger_once(p); t.found) out.push_back(std::move(t));
      break;
    }
    default:
      if (Trigger t = trigger_once(p); t.found) out.push_back(std::move(t));
  }
  std::erase_if(out, [](const Trigger& t) { return !t.found || t.atoms.empty(); });
  return out;
}

/// Whether every token will do.
bool Compiler::anywhere(const Trigger& t) const {
  return std::any_of(t.atoms.begin(), t.atoms.end(),
                     [&](const Atom& a) { return a.kind == Atom::Kind::kShape && m_.shapes[a.id].kind == ShapeTest::Kind::kAny; });
}

void Compiler::add_need(const Trigger& t) {
  Need n;
  n.begin = static_cast<std::uint32_t>(m_.need_atoms.size());
  n.min = std::min(t.left_min, kFar);
  n.max = std::min(t.left_max, kFar);
  for (const Atom& a : t.atoms) {
    const bool lazy = a.kind == Atom::Kind::kShape;
    m_.need_atoms.push_back(atom(a) | (lazy ? Need::kLazy : 0));
  }
  std::sort(m_.need_atoms.begin() + n.begin, m_.need_atoms.end());
  m_.need_atoms.erase(std::unique(m_.need_atoms.begin() + n.begin, m_.need_atoms.end()), m_.need_atoms.end());
  n.end = static_cast<std::uint32_t>(m_.need_atoms.size());
  n.set_spread();
  if (n.end - n.begin == 1 && (m_.need_atoms[n.begin] & Need::kLazy) == 0) n.atom = m_.need_atoms[n.begin];
  m_.needs.push_back(n);
}

void Compiler::add_needs(const Pattern& pattern, const Trigger& trigger, Branch& branch) {
  std::vector<Trigger> all = needs(pattern);
  all.push_back(trigger);
  for (const Guard& g : *guards_)
    if (g.name == "prev" && !g.negated) all.push_back(look_need(g.argument, false));
  std::erase_if(all, [](const Trigger& t) { return !t.found; });
  std::erase_if(all, [&](const Trigger& t) { return anywhere(t); });
  std::stable_sort(all.begin(), all.end(), [](const Trigger& a, const Trigger& b) { return a.cost < b.cost; });
  const auto same = [](const Trigger& a, const Trigger& b) {
    return a.atoms == b.atoms && a.left_min == b.left_min && a.left_max == b.left_max;
  };
  all.erase(std::unique(all.begin(), all.end(), same), all.end());
  std::stable_partition(all.begin(), all.end(), [](const Trigger& t) { return !t.look; });
  const auto looks = std::find_if(all.begin(), all.end(), [](const Trigger& t) { return t.look; });
  if (static_cast<std::size_t>(looks - all.begin()) > kMaxNeeds) all.erase(all.begin() + kMaxNeeds, looks);
  // What woke the branch is there: it is asked for last of its kind, when the others have not refused the sentence yet.
  const auto plain_end = std::find_if(all.begin(), all.end(), [](const Trigger& t) { return t.look; });
  const auto woken = std::find_if(all.begin(), plain_end, [&](const Trigger& t) { return same(t, trigger); });
  if (woken != plain_end) std::rotate(woken, woken + 1, plain_end);
  branch.needs_begin = branch.needs_end = static_cast<std::uint32_t>(m_.needs.size());
  for (const Trigger& t : all) {
    if (!t.look) branch.needs_end = static_cast<std::uint32_t>(m_.needs.size()) + 1;
    add_need(t);
  }
  branch.looks_end = static_cast<std::uint32_t>(m_.needs.size());
}

/// The first atoms that a branch asks for alone; its trigger, the last need, is there anyway.
void Compiler::finish_required() {
  const auto always = static_cast<std::uint32_t>(m_.atoms.size());
  for (const Branch& b : m_.branches) {
    Required& r = m_.required.emplace_back(Required{{always, always}});
    std::size_t found = 0;
    for (std::uint32_t n = b.needs_begin; n < b.needs_end && found < r.atoms.size(); ++n) {
      const Need& need = m_.needs[n];
      if (need.atom != kNone) r.atoms[found++] = need.atom;
    }
    for (const CompiledGuard& g : m_.rules[b.rule].guards) {
      r.guarded |= g.kind == CompiledGuard::Kind::kSentence || g.kind == CompiledGuard::Kind::kBlock;
      if (g.kind == CompiledGuard::Kind::kBlock) r.blocks = static_cast<std::uint8_t>(r.blocks & (g.negated ? ~g.blocks : g.blocks));
    }
  }
}

/// What must stand beside a place for a look to succeed there.
Compiler::Trigger Compiler::look_need(const Pattern& argument, bool next) {
  Trigger t = trigger(argument);
  t.look = true;
  if (next || !t.found) return t;
  const auto [least, most] = look_width(argument);
  const std::int32_t min = t.left_min - most, max = std::min(t.left_max - least, -1);
  t.left_min = std::min(min, max);
  t.left_max = max;
  return t;
}

}  // namespace milepost::rules
