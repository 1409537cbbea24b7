// Which atoms can wake a branch: the cheapest set of which every match must contain one, with the distance that the match may begin before
// it. Costs are guesses of how often an atom occurs in news; a bad guess costs time, never a match.
#include <algorithm>

#include "rules/compile.h"

namespace milepost::rules {

namespace {
constexpr std::uint32_t kTypeTokens = 40;  ///< longest mention that a window allows for

/// Whether every word that an expression matches begins with a digit.
bool begins_with_digit(const re2::RE2& re) {
  std::string low, high;
  return re.ok() && re.PossibleMatchRange(&low, &high, 4) && !low.empty() && !high.empty() && low[0] >= '0' && high[0] <= '9';
}
}  // namespace

Compiler::Width Compiler::width_once(const Pattern& p) const {
  switch (p.kind) {
    case Pattern::Kind::kWord: {
      std::vector<Token> tokens;
      tokenize_(p.text, tokens);
      const auto n = static_cast<std::uint32_t>(tokens.size());
      return {n, n};
    }
    case Pattern::Kind::kRegex:
    case Pattern::Kind::kShape:
      return {1, 1};
    case Pattern::Kind::kLexicon: {
      const auto it = lexicon_ids_.find(p.text);
      return {1, it == lexicon_ids_.end() ? 1 : m_.longest[it->second]};
    }
    case Pattern::Kind::kType:
      return {1, kTypeTokens};
    case Pattern::Kind::kSequence: {
      Width w;
      for (const Pattern& c : p.children) {
        const Width x = width(c);
        w.min += x.min;
        w.max += x.max;
      }
      return w;
    }
    case Pattern::Kind::kAlternative: {
      Width w{1000, 0};
      for (const Pattern& c : p.children) {
        const Width x = width(c);
        w.min = std::min(w.min, x.min);
        w.max = std::max(w.max, x.max);
      }
      return w;
    }
    case Pattern::Kind::kSet: {
      Width w{1000, 0};
      for (const Pattern& c : p.children) {
        const Width x = width(c);
        w.min = std::min(w.min, x.min);
        w.max += x.max;
      }
      return w;
    }
    case Pattern::Kind::kGap:
      return {0, p.max};
    default:
      return {0, 0};
  }
}

Compiler::Width Compiler::width(const Pattern& p) const {
  const Width w = width_once(p);
  if (p.kind == Pattern::Kind::kGap) return w;
  return {w.min * p.min, std::min(w.max * p.max, kMaxWindow)};
}

double Compiler::word_cost(WordId w) const {
  const std::string_view text = program_.words.text(w);
  if (!text.empty() && static_cast<unsigned char>(text[0]) < 0x80 && !std::isalnum(static_cast<unsigned char>(text[0])))
    return text == "%" || text == "$" ? 3 : 60;
  if (w < program_.classes.size() && (program_.classes[w] & common_classes_) != 0) return 40;
  return 1;
}

double Compiler::lexicon_cost(LexiconId lexicon, std::uint32_t rows) {
  double& cost = lexicon_costs_.try_emplace({lexicon, rows}, 0).first->second;
  if (cost != 0) return cost;
  cost = 1;
  const LexiconTable& table = program_.lexicons[lexicon];
  std::string folded;
  for (RowId i = 0; i < table.rows.size(); ++i) {
    if (rows != kNone && !m_.row_sets[rows][i]) continue;
    const LexiconRow& r = table.rows[i];
    const std::size_t cut = std::min(r.entry.find(' '), r.entry.size());
    folded.clear();
    fold(std::string_view(r.entry).substr(0, cut), folded);
    const WordId w = program_.words.find(folded);
    cost += cut == r.entry.size() ? word_cost(w) * 0.25 : word_cost(w) * 0.05;
    if (cost > 200) break;
  }
  return cost;
}

double Compiler::type_cost(const std::string& type) const {
  // Types made by broad rules cost what their cheapest rule's trigger would; a flat guess serves, names being the commonest.
  return program_.types[type_ids_.at(type)].linked ? 30 : type == "Number" ? 12 : 6;
}

double Compiler::shape_cost(std::uint32_t id) const {
  const ShapeTest& s = m_.shapes[id];
  if (s.kind == ShapeTest::Kind::kAny) return 500;
  if (s.kind == ShapeTest::Kind::kClass) return 150;
  return s.kind == ShapeTest::Kind::kMask && (s.mask & Token::kNumeral) == 0 ? 80 : 12;
}

Compiler::Trigger Compiler::trigger_once(const Pattern& p) {
  Trigger t;
  const auto single = [&](Atom::Kind kind, std::uint32_t id, double cost, std::uint32_t rows = kNone) {
    t.atoms = {{kind, id, rows}};
    t.cost = cost;
    t.found = true;
  };
  switch (p.kind) {
    case Pattern::Kind::kWord: {
      const std::vector<WordId> words = phrase(p.text);
      for (std::uint32_t i = 0; i < words.size(); ++i) {
        const double cost = word_cost(words[i]);
        if (t.found && cost >= t.cost) continue;
        single(Atom::Kind::kWord, words[i], cost);
        t.left_min = t.left_max = static_cast<std::int32_t>(i);
      }
      break;
    }
    case Pattern::Kind::kRegex: {
      Pattern any;
      any.kind = Pattern::Kind::kShape;
      const bool digits = begins_with_digit(*m_.regexes[regex(p)]);
      any.text = digits ? "num" : "any";
      single(Atom::Kind::kShape, shape(any), digits ? 12 : 500);
      break;
    }
    case Pattern::Kind::kLexicon: {
      const LexiconId id = lexicon_ids_[p.text];
      const std::uint32_t rows = row_set(id, p.conditions);
      single(Atom::Kind::kLexicon, id, lexicon_cost(id, rows), rows);
      break;
    }
    case Pattern::Kind::kType:
      single(Atom::Kind::kType, type_ids_[p.text], type_cost(p.text) * (p.conditions.empty() ? 1 : 0.5), test_set(p.conditions));
      break;
    case Pattern::Kind::kShape: {
      const std::uint32_t id = shape(p);
      single(Atom::Kind::kShape, id, shape_cost(id));
      break;
    }
    case Pattern::Kind::kSequence: {
      std::int32_t min = 0, max = 0;
      for (const Pattern& c : p.children) {
        Trigger x = trigger(c);
        if (x.found && (!t.found || x.cost < t.cost)) {
          t = std::move(x);
          t.left_min += min;
          t.left_max += max;
        }
        const Width w = width(c);
        min += static_cast<std::int32_t>(w.min);
        max = std::min(max + static_cast<std::int32_t>(w.max), static_cast<std::int32_t>(kMaxWindow));
      }
      break;
    }
    case Pattern::Kind::kAlternative:
    case Pattern::Kind::kSet: {
      const Width whole = width_once(p);
      t.cost = 0;
      t.found = !p.children.empty();
      t.left_min = kMaxWindow;
      for (const Pattern& c : p.children) {
        const Trigger x = trigger(c);
        if (!x.found) return {};
        t.atoms.insert(t.atoms.end(), x.atoms.begin(), x.atoms.end());
        t.cost += x.cost;
        t.left_min = std::min(t.left_min, x.left_min);
        t.left_max = std::max(t.left_max, x.left_max);
      }
      if (p.kind == Pattern::Kind::kSet) t.left_max = std::max(t.left_max, static_cast<std::int32_t>(whole.max));
      break;
    }
    default:
      break;
  }
  return t;
}

Compiler::Trigger Compiler::trigger(const Pattern& p) {
  if (p.min == 0 || p.kind == Pattern::Kind::kGap) return {};
  return trigger_once(p);
}

BranchNote Compiler::note(const Pattern& pattern, const Trigger& t) const {
  BranchNote n{&pattern, "", t.cost, false};
  for (const Atom& a : t.atoms) {
    std::string one;
    if (a.kind == Atom::Kind::kWord) one = "\"" + std::string(program_.words.text(a.id)) + "\"";
    if (a.kind == Atom::Kind::kLexicon) one = "@" + program_.lexicons[a.id].name;
    if (a.kind == Atom::Kind::kType) one = program_.types[a.id].name;
    for (const auto& [name, id] : shape_ids_)
      if (a.kind == Atom::Kind::kShape && id == a.id) one = "%" + name;
    n.everywhere |= a.kind == Atom::Kind::kShape && shape_cost(a.id) >= 80;
    if (n.trigger.find(one) == std::string::npos) n.trigger += (n.trigger.empty() ? "" : " | ") + one;
  }
  return n;
}

void Compiler::wake(const Trigger& t, std::uint32_t branch) {
  for (const Atom& a : t.atoms) wakes_.emplace_back(atom(a), branch);
}

Wake Compiler::wakes_where(const std::function<bool(const Branch&)>& wanted) const {
  Wake w;
  auto at = wakes_.begin();  // in order of atoms, then of branches
  for (std::uint32_t atom = 0; atom < m_.atoms.size(); ++atom) {
    w.begin.push_back(static_cast<std::uint32_t>(w.items.size()));
    for (; at != wakes_.end() && at->first == atom; ++at) {
      const std::uint32_t branch = at->second;
      if (!wanted(m_.branches[branch])) continue;
      if (w.items.size() == w.begin.back() || w.items.back().at != branch / 64) w.items.push_back({0, branch / 64});
      w.items.back().bits |= std::uint64_t{1} << (branch & 63);
    }
  }
  w.begin.push_back(static_cast<std::uint32_t>(w.items.size()));
  return w;
}

/// What the branches of a phase wait and ask for. The third phase is all of it: rules of both, direct or not.
void Compiler::fill_phase(std::size_t number) {
  Phase& phase = m_.phases[number];
  const auto wanted = [&](const Branch& b) { return number == 2 || (!b.direct && m_.rules[b.rule].linked == (number == 1)); };
  phase.wakes = wakes_where(wanted);
  phase.useful.assign(m_.atoms.size(), number == 2 ? 1 : 0);
  const auto note = [&](const Need& n) {
    for (std::uint32_t i = n.begin; i < n.end; ++i) phase.useful[m_.need_atoms[i] & ~Need::kLazy] = 1;
  };
  for (const Branch& b : m_.branches)
    for (std::uint32_t n = b.needs_begin; wanted(b) && n < b.looks_end; ++n) note(m_.needs[n]);
  for (const CompiledRule& r : m_.rules)
    for (const CompiledGuard& g : r.guards)
      if (g.need != kNone && r.linked == (number == 1)) note(m_.needs[g.need]);
  for (std::uint32_t a = 0; a < m_.atoms.size(); ++a)
    if (phase.wakes.wakes(a)) phase.useful[a] = 1;
}

/// By type and kind, what of the atoms is useful to a phase.
void Compiler::sort_atoms(Phase& phase) const {
  phase.atoms_of_type.resize(program_.types.size());
  for (std::uint32_t i = 0; i < m_.atoms.size(); ++i) {
    const Atom& a = m_.atoms[i];
    if (a.kind == Atom::Kind::kType && phase.useful[i] != 0) phase.atoms_of_type[a.id].push_back(i);
    if (a.kind != Atom::Kind::kShape || !phase.wakes.wakes(i)) continue;
    (m_.shapes[a.id].numeral() ? phase.waking_numerals : phase.waking_shapes).push_back(i);
  }
}

void Compiler::fill_uses(Phase& phase) const {
  for (const Entry& e : m_.entries) {
    NodeUse& use = phase.uses.emplace_back();
    use.atoms_begin = static_cast<std::uint32_t>(phase.seen_atoms.size());
    for (const std::uint32_t a : m_.atoms_of_lexicon[e.lexicon])
      if (phase.useful[a] != 0 && m_.holds(e, m_.atoms[a].rows)) phase.seen_atoms.push_back(a);
    use.atoms_end = static_cast<std::uint32_t>(phase.seen_atoms.size());
  }
}

void Compiler::finish_wakes() {
  std::sort(wakes_.begin(), wakes_.end());
  wakes_.erase(std::unique(wakes_.begin(), wakes_.end()), wakes_.end());
  m_.atoms_of_lexicon.resize(program_.lexicons.size());
  for (std::uint32_t i = 0; i < m_.atoms.size(); ++i) {
    const Atom& a = m_.atoms[i];
    if (a.kind == Atom::Kind::kLexicon) m_.atoms_of_lexicon[a.id].push_back(i);
  }
  for (std::size_t number = 0; number < m_.phases.size(); ++number) fill_phase(number);
  m_.wakes_later.resize(m_.atoms.size());
  for (const auto& [a, branch] : wakes_)
    if (m_.rules[m_.branches[branch].rule].linked) m_.wakes_later[a] = true, m_.phases[0].useful[a] = 1;  // phase 1 tells where to look
  for (Phase& phase : m_.phases) {
    sort_atoms(phase);
    for (std::uint32_t a = 0; a < m_.atoms.size(); ++a) phase.waking.push_back(phase.wakes.wakes(a) || m_.wakes_later[a] ? 1 : 0);
  }
  for (std::size_t number = 0; number < 2; ++number) fill_uses(m_.phases[number]);
}

}  // namespace milepost::rules
