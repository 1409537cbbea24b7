// Patterns to instructions, expressions to nodes. Each construct costs at most the size of its expansion; a branch over kMaxInstructions is
// refused.
#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>

#include "rules/compile.h"

namespace milepost::rules {

namespace {

constexpr std::uint8_t kNoSlot = 0xff;

bool consumes_one_element(const Pattern& p) {
  if (p.min != 1 || p.max != 1) return false;
  switch (p.kind) {
    case Pattern::Kind::kRegex:
    case Pattern::Kind::kLexicon:
    case Pattern::Kind::kType:
    case Pattern::Kind::kShape:
      return true;
    case Pattern::Kind::kSequence:
      return p.children.size() == 1 && p.capture.empty() && consumes_one_element(p.children[0]);
    case Pattern::Kind::kAlternative:
      return std::all_of(p.children.begin(), p.children.end(),
                         [](const Pattern& c) { return c.capture.empty() && consumes_one_element(c); });
    default:
      return false;
  }
}

}  // namespace

namespace {

/// Whether every match begins where the sentence does.
bool from_begin(const Pattern& p) {
  if (p.min == 0) return false;
  switch (p.kind) {
    case Pattern::Kind::kBegin:
      return true;
    case Pattern::Kind::kSequence:
      return !p.children.empty() && from_begin(p.children[0]);
    case Pattern::Kind::kAlternative:
      return !p.children.empty() && std::all_of(p.children.begin(), p.children.end(), from_begin);
    default:
      return false;
  }
}

}  // namespace

std::uint32_t Compiler::add(Instruction instruction) {
  m_.code.push_back(instruction);
  m_.elements.push_back(element_);
  return static_cast<std::uint32_t>(m_.code.size() - 1);
}

std::uint32_t Compiler::sub_program(const Pattern& pattern) {
  check_cost(pattern);
  const std::uint32_t jump = add({Op::kJump});
  const auto begin = static_cast<std::uint32_t>(m_.code.size());
  CaptureTable none;
  emit(pattern, none);
  add({Op::kAccept});
  m_.code[jump].a = static_cast<std::uint32_t>(m_.code.size());
  return begin;
}

void Compiler::emit(const Pattern& p, CaptureTable& captures) {
  if (m_.code.size() > 4000000) return;  // a pack of patterns this large is refused by add_branches
  std::uint8_t slot = kNoSlot;
  bool group = false;
  if (!p.capture.empty()) {
    slot = captures.slot(p.capture);
    Pattern bare = p;
    bare.min = bare.max = 1;
    group = p.max > 1 || !consumes_one_element(bare);
  }
  // X{m,n}: m times X, then n-m nested optional X, longest first.
  std::vector<std::uint32_t> exits;
  if (p.min == 0 && p.max >= 1) exits.push_back(add({Op::kSplit}));
  if (exits.size() == 1) m_.code[exits[0]].a = exits[0] + 1;
  if (group) add({Op::kOpen, slot});
  const std::uint8_t inner = group ? kNoSlot : slot;
  for (std::uint8_t i = 0; i < std::max<std::uint8_t>(p.min, 1); ++i) emit_once(p, inner, captures);
  std::vector<std::uint32_t> optional;
  const int most = p.kind == Pattern::Kind::kGap ? 1 : p.max;  // a gap's max is its own width
  for (int i = std::max<int>(p.min, 1); i < most; ++i) {
    optional.push_back(add({Op::kSplit}));
    m_.code[optional.back()].a = optional.back() + 1;
    emit_once(p, inner, captures);
  }
  for (const std::uint32_t o : optional) m_.code[o].b = static_cast<std::uint32_t>(m_.code.size());
  if (group) add({Op::kClose, slot});
  for (const std::uint32_t e : exits) m_.code[e].b = static_cast<std::uint32_t>(m_.code.size());
}

void Compiler::emit_alternatives(const std::vector<Pattern>& branches, std::uint8_t slot, CaptureTable& captures) {
  std::vector<std::uint32_t> ends;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    const bool last = i + 1 == branches.size();
    const std::uint32_t split = last ? kNone : add({Op::kSplit});
    if (!last) m_.code[split].a = split + 1;
    if (slot != kNoSlot)
      emit_once(branches[i], slot, captures);
    else
      emit(branches[i], captures);
    if (!last) {
      ends.push_back(add({Op::kJump}));
      m_.code[split].b = static_cast<std::uint32_t>(m_.code.size());
    }
  }
  for (const std::uint32_t e : ends) m_.code[e].a = static_cast<std::uint32_t>(m_.code.size());
}

void Compiler::emit_set(const std::vector<const Pattern*>& members, CaptureTable& captures) {
  // set{A,B,C} = A (set{B,C})? | B (set{A,C})? | C (set{A,B})?
  std::vector<std::uint32_t> ends;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const bool last = i + 1 == members.size();
    const std::uint32_t split = last ? kNone : add({Op::kSplit});
    if (!last) m_.code[split].a = split + 1;
    emit(*members[i], captures);
    std::vector<const Pattern*> rest = members;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    if (!rest.empty()) {
      const std::uint32_t more = add({Op::kSplit});
      m_.code[more].a = more + 1;
      emit_set(rest, captures);
      m_.code[more].b = static_cast<std::uint32_t>(m_.code.size());
    }
    if (!last) {
      ends.push_back(add({Op::kJump}));
      m_.code[split].b = static_cast<std::uint32_t>(m_.code.size());
    }
  }
  for (const std::uint32_t e : ends) m_.code[e].a = static_cast<std::uint32_t>(m_.code.size());
}

void Compiler::emit_once(const Pattern& p, std::uint8_t slot, CaptureTable& captures) {
  element_ = &p;
  switch (p.kind) {
    case Pattern::Kind::kWord: {
      std::vector<std::string> exact;
      const std::vector<WordId> words = phrase(p.text, &exact);
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (p.exact) {
          m_.texts.push_back(exact[i]);
          add({Op::kExact, slot, 0, words[i], static_cast<std::uint32_t>(m_.texts.size() - 1)});
        } else {
          add({Op::kWord, slot, 0, words[i]});
        }
      }
      break;
    }
    case Pattern::Kind::kRegex:
      add({Op::kRegex, slot, 0, regex(p)});
      break;
    case Pattern::Kind::kLexicon: {
      const LexiconId id = lexicon_ids_[p.text];
      add({Op::kLexicon, slot, 0, id, row_set(id, p.conditions)});
      break;
    }
    case Pattern::Kind::kType:
      add({Op::kType, slot, static_cast<std::uint16_t>(p.conditions.size()), type_ids_[p.text],
           p.conditions.empty() ? kNone : tests(p.conditions)});
      break;
    case Pattern::Kind::kShape:
      add({Op::kShape, slot, 0, shape(p)});
      break;
    case Pattern::Kind::kSequence:
      for (const Pattern& c : p.children) slot != kNoSlot ? emit_once(c, slot, captures) : emit(c, captures);
      break;
    case Pattern::Kind::kAlternative:
      emit_alternatives(p.children, slot, captures);
      break;
    case Pattern::Kind::kSet: {
      std::vector<const Pattern*> members;
      for (const Pattern& c : p.children) members.push_back(&c);
      emit_set(members, captures);
      break;
    }
    case Pattern::Kind::kGap: {
      const std::uint32_t g = gap(p);
      element_ = &p;
      std::vector<std::uint32_t> exits;
      for (std::uint8_t i = 0; i < p.max; ++i) {  // fewest first: try to leave before taking another token
        exits.push_back(add({Op::kSplit}));
        m_.code[exits.back()].b = exits.back() + 1;
        add({Op::kGapToken, kNoSlot, 0, g});
      }
      for (const std::uint32_t e : exits) m_.code[e].a = static_cast<std::uint32_t>(m_.code.size());
      break;
    }
    case Pattern::Kind::kAdjacent:
      add({Op::kAdjacent});
      break;
    case Pattern::Kind::kBegin:
      add({Op::kBegin});
      break;
    case Pattern::Kind::kEnd:
      add({Op::kEnd});
      break;
    case Pattern::Kind::kLook: {
      const std::uint32_t sub = sub_program(p.children[0]);
      element_ = &p;
      const auto [least, most] = look_width(p.children[0]);
      add({Op::kLook, kNoSlot, static_cast<std::uint16_t>(p.negated), sub, p.text == "next" ? 0u : least + 16u * most});
      break;
    }
  }
}

namespace {

double number_of(const std::string& text) {
  double v = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), v);
  return code == std::errc{} && end == text.data() + text.size() && !text.empty() ? v : std::nan("");
}

bool compare(Condition::Op op, double a, double b) {
  switch (op) {
    case Condition::Op::kHas:
      return true;
    case Condition::Op::kEq:
      return a == b;
    case Condition::Op::kNe:
      return a != b;
    case Condition::Op::kLt:
      return a < b;
    case Condition::Op::kLe:
      return a <= b;
    case Condition::Op::kGt:
      return a > b;
    case Condition::Op::kGe:
      return a >= b;
  }
  return false;
}

bool row_passes(const LexiconTable& table, RowId row, int column, const Condition& c) {
  const std::string_view cell = table.cell(row, column);
  if (c.op == Condition::Op::kHas) return !cell.empty();
  const double number = table.number(row, column);
  const auto equal = [&](const std::string& v) { return cell == v || (!std::isnan(number) && number == number_of(v)); };
  if (c.op == Condition::Op::kEq) return std::any_of(c.values.begin(), c.values.end(), equal);
  if (c.op == Condition::Op::kNe) return std::none_of(c.values.begin(), c.values.end(), equal);
  return !std::isnan(number) &&
         std::any_of(c.values.begin(), c.values.end(), [&](const std::string& v) { return compare(c.op, number, number_of(v)); });
}

}  // namespace

namespace {

/// Equal for equal conditions.
std::string key_of(const std::vector<Condition>& conditions) {
  std::string key;
  for (const Condition& c : conditions) {
    key += c.attribute + '\0' + std::to_string(static_cast<int>(c.op));
    for (const std::string& v : c.values) key += '\0' + v;
    key += '\1';
  }
  return key;
}

}  // namespace

std::uint32_t Compiler::row_set(LexiconId lexicon, const std::vector<Condition>& conditions) {
  if (conditions.empty()) return kNone;
  const std::string key = key_of(conditions);
  const auto [it, fresh] = row_set_ids_.try_emplace({lexicon, key}, static_cast<std::uint32_t>(m_.row_sets.size()));
  if (!fresh) return it->second;
  const LexiconTable& table = program_.lexicons[lexicon];
  std::vector<bool> rows(table.rows.size());
  rows.flip();
  for (const Condition& c : conditions) {
    const int column = table.column(c.attribute);
    for (RowId r = 0; r < rows.size(); ++r) rows[r] = rows[r] && row_passes(table, r, column, c);
  }
  m_.row_sets.push_back(std::move(rows));
  return it->second;
}

bool AttributeTest::passes(const Value& v) const {
  if (op == Condition::Op::kHas) return static_cast<bool>(v);
  bool any = false;
  for (std::size_t k = 0; k < texts.size() && !any; ++k) {
    const bool number = v.kind == Value::Kind::kNumber && !std::isnan(numbers[k]);
    const bool equality = op == Condition::Op::kEq || op == Condition::Op::kNe;
    if (number)
      any = compare(equality ? Condition::Op::kEq : op, v.number, numbers[k]);
    else
      any = equality && v.kind == Value::Kind::kText && v.text == texts[k];
  }
  return any != (op == Condition::Op::kNe);
}

std::uint32_t Compiler::tests(const std::vector<Condition>& conditions) {
  const auto begin = static_cast<std::uint32_t>(m_.tests.size());
  for (const Condition& c : conditions) {
    AttributeTest t;
    t.attribute = attribute(c.attribute);
    t.op = c.op;
    t.texts = c.values;
    for (const std::string& v : c.values) t.numbers.push_back(number_of(v));
    m_.tests.push_back(std::move(t));
  }
  return begin;
}

std::uint32_t Compiler::test_set(const std::vector<Condition>& conditions) {
  // What a context may set or change is not known when a mention is made.
  const auto changes = [&](const Condition& c) {
    return std::any_of(program_.source.contexts.begin(), program_.source.contexts.end(),
                       [&](const Context& x) { return x.attribute == c.attribute; });
  };
  if (conditions.empty() || std::any_of(conditions.begin(), conditions.end(), changes)) return kNone;
  const auto [it, fresh] = test_set_ids_.try_emplace(key_of(conditions), static_cast<std::uint32_t>(m_.test_sets.size()));
  if (fresh) m_.test_sets.push_back({tests(conditions), static_cast<std::uint32_t>(conditions.size())});
  return it->second;
}

/// Tokens that a pattern before a place can take; a look back never goes further than eight.
std::pair<std::uint8_t, std::uint8_t> Compiler::look_width(const Pattern& argument) const {
  const Width w = width(argument);
  return {static_cast<std::uint8_t>(std::clamp(w.min, 1u, 9u)), static_cast<std::uint8_t>(std::min(w.max, 8u))};
}

std::uint32_t Compiler::shape(const Pattern& p) {
  std::string key = p.text;
  if (p.low) key += "(" + std::to_string(*p.low) + ".." + std::to_string(p.high.value_or(*p.low)) + ")";
  const auto [it, fresh] = shape_ids_.try_emplace(key, static_cast<std::uint32_t>(m_.shapes.size()));
  if (!fresh) return it->second;
  ShapeTest t;
  if (p.text == "Cap")
    t.mask = Token::kCap;
  else if (p.text == "Upper")
    t.mask = Token::kUpper;
  else if (p.text == "lower")
    t.mask = Token::kAlpha | Token::kLower;
  else if (p.text == "alpha")
    t.mask = Token::kAlpha;
  else if (p.text == "punct")
    t.mask = Token::kPunct;
  else if (p.text == "abbr")
    t.mask = Token::kAbbreviation;
  else if (p.text == "mixed")
    t.mask = Token::kMixed;
  else if (p.text == "any")
    t.kind = ShapeTest::Kind::kAny;
  else if (p.text == "year")
    t.kind = ShapeTest::Kind::kYear;
  else if (p.text == "num") {
    t.mask = Token::kNumeral;
    if (p.low) t.kind = ShapeTest::Kind::kNumber, t.low = *p.low, t.high = p.high.value_or(*p.low);
  } else {
    t.kind = ShapeTest::Kind::kClass;
    t.classes = program_.class_bit(p.text);
    if (t.classes == 0)
      error(p.position, "no shape or word class '" + p.text + "'",
            "shapes: Cap Upper lower alpha num year punct any abbr mixed; classes stand in words.tsv");
  }
  m_.shapes.push_back(t);
  return it->second;
}

std::uint32_t Compiler::regex(const Pattern& p) {
  const auto [it, fresh] = regex_ids_.try_emplace(p.text, static_cast<std::uint32_t>(m_.regexes.size()));
  if (!fresh) return it->second;
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  m_.regexes.push_back(std::make_unique<re2::RE2>(p.text, options));
  if (!m_.regexes.back()->ok()) error(p.position, "the expression does not compile: " + m_.regexes.back()->error());
  return it->second;
}

std::uint32_t Compiler::gap(const Pattern& p) {
  Gap g;
  if (p.gap_not) g.not_program = sub_program(p.children[*p.gap_not]);
  if (p.gap_over) {
    std::vector<const Pattern*> todo{&p.children[*p.gap_over]};
    while (!todo.empty()) {
      const Pattern* x = todo.back();
      todo.pop_back();
      if (x->kind == Pattern::Kind::kLexicon && x->text == "barrier") g.over_all = true;
      if (x->kind == Pattern::Kind::kWord)
        for (const WordId w : phrase(x->text)) g.over.push_back(w);
      for (const Pattern& c : x->children) todo.push_back(&c);
    }
  }
  m_.gaps.push_back(std::move(g));
  return static_cast<std::uint32_t>(m_.gaps.size() - 1);
}

void Compiler::add_branches(const std::vector<Pattern>& matches, std::uint32_t rule, CaptureTable& captures) {
  std::uint16_t number = 0;
  for (const Pattern& line : matches) {
    const bool open = line.kind == Pattern::Kind::kAlternative && line.capture.empty() && line.min == 1 && line.max == 1;
    std::vector<const Pattern*> alternatives;
    if (open)
      for (const Pattern& c : line.children) alternatives.push_back(&c);
    else
      alternatives.push_back(&line);
    for (const Pattern* p : alternatives) {
      Branch b;
      b.rule = rule;
      b.number = number++;
      b.program = static_cast<std::uint32_t>(m_.code.size());
      emit(*p, captures);
      add({Op::kAccept});
      b.size = static_cast<std::uint32_t>(m_.code.size()) - b.program;
      if (b.size > kMaxInstructions || captures.names.size() > kMaxCaptures)
        error(p->position, "the pattern is too large", "split the rule");
      const Trigger t = trigger(*p);
      if (!t.found) error(p->position, "nothing in this pattern must be there", "make one element obligatory");
      add_needs(*p, t, b);
      b.anchored = from_begin(*p);
      m_.branches.push_back(b);
      m_.branch_notes.push_back(note(*p, t));
      wake(t, static_cast<std::uint32_t>(m_.branches.size() - 1));
    }
  }
}

CompiledGuard Compiler::guard(const Guard& g) {
  CompiledGuard out;
  out.negated = g.negated;
  const Pattern* p = &g.argument;
  while (p->kind == Pattern::Kind::kSequence && p->children.size() == 1) p = &p->children[0];
  if (g.name == "block") {
    out.kind = CompiledGuard::Kind::kBlock;
    for (const std::string& w : g.words)
      out.blocks |= static_cast<std::uint8_t>(w == "headline" ? 1 : w == "body" ? 2 : w == "list" ? 4 : 8);
    return out;
  }
  if (g.name == "prev" || g.name == "next" || g.name == "cover") {
    out.kind = g.name == "prev" ? CompiledGuard::Kind::kPrev : g.name == "next" ? CompiledGuard::Kind::kNext : CompiledGuard::Kind::kCover;
    out.program = sub_program(g.argument);
    std::tie(out.least, out.most) = look_width(g.argument);
    const Trigger t = g.name == "prev" ? look_need(g.argument, false) : trigger(g.argument);
    if (t.found && !anywhere(t)) {
      out.need = static_cast<std::uint32_t>(m_.needs.size());
      add_need(t);
    }
    return out;
  }
  out.kind = g.name == "inside"    ? CompiledGuard::Kind::kInside
             : g.name == "overlap" ? CompiledGuard::Kind::kOverlap
                                   : CompiledGuard::Kind::kSentence;
  if (p->kind == Pattern::Kind::kType && p->conditions.empty()) {
    out.type = type_ids_[p->text];
  } else {
    out.program = sub_program(g.argument);
    if (const Trigger t = trigger(g.argument); t.found) {
      out.need = static_cast<std::uint32_t>(m_.needs.size());
      add_need(t);
    }
  }
  return out;
}

std::uint32_t Compiler::expression(const Expr& e, const CaptureTable& captures, std::vector<Node>& out) {
  Node n;
  n.op = e.op;
  n.number = e.number;
  n.text = e.text;
  if (e.op == Expr::Op::kName || e.op == Expr::Op::kAttribute) {
    const std::string& name = e.op == Expr::Op::kName ? e.text : e.args[0].text;
    const int slot = captures.find(name);
    if (slot < 0) error(e.position, "no capture '" + name + "'", "captures are written name:element");
    n.slot = static_cast<std::uint8_t>(slot);
    if (e.op == Expr::Op::kAttribute) n.attribute = attribute(e.text);
  } else {
    static const std::map<std::string, Node::Function> kFunctions = {
        {"if", Node::Function::kIf},       {"first", Node::Function::kFirst}, {"has", Node::Function::kHas},
        {"text", Node::Function::kText},   {"fold", Node::Function::kFold},   {"lo", Node::Function::kLo},
        {"hi", Node::Function::kHi},       {"num", Node::Function::kNum},     {"concat", Node::Function::kConcat},
        {"min", Node::Function::kMin},     {"max", Node::Function::kMax},     {"abs", Node::Function::kAbs},
        {"round", Node::Function::kRound}, {"row", Node::Function::kRow}};
    if (e.op == Expr::Op::kCall) {
      const auto it = kFunctions.find(e.text);
      if (it == kFunctions.end())
        error(e.position, "no function '" + e.text + "'");
      else
        n.function = it->second;
    }
    for (const Expr& a : e.args) n.children.push_back(expression(a, captures, out));
  }
  out.push_back(std::move(n));
  return static_cast<std::uint32_t>(out.size() - 1);
}

}  // namespace milepost::rules
