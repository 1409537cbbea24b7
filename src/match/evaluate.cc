// Expressions and guards. Pure: a value depends on the captures, the chart and the document alone.
#include <charconv>
#include <cmath>

#include "match/scratch.h"

namespace milepost::match {

using rules::CompiledGuard;
using rules::Expr;
using rules::Node;

namespace {

std::string_view words(const Scratch& s, std::uint32_t first, std::uint32_t last) {
  return first < last ? s.text->view(s.text->span(first, last)) : std::string_view{};
}

/// Digits of a token as a number, group marks left out; NaN when it is none.
double token_number(std::string_view t) {
  char digits[40] = {};
  std::size_t n = 0;
  for (const char c : t) {
    if (n + 1 >= sizeof digits) return std::nan("");
    if ((c >= '0' && c <= '9') || c == '.')
      digits[n++] = c;
    else if (c != ',')
      return std::nan("");
  }
  double v = 0;
  const auto [end, code] = std::from_chars(digits, digits + n, v);
  return code == std::errc{} && n > 0 ? v : std::nan("");
}

Value from_cell(const Scratch& s, std::uint32_t lexicon, std::uint32_t row, AttributeId attribute) {
  const int c = s.m.columns[attribute * s.m.cells.size() + lexicon];
  if (c < 0) return {};
  const rules::Machinery::Cells& cells = s.m.cells[lexicon];
  return s.m.cell_values[cells.values[std::size_t{row} * cells.columns + static_cast<std::size_t>(c)]];
}

Value attribute_of(Scratch& s, const Node& n, const Captured& c) {
  if (!c.set()) return {};
  if (c.mention != kNone) return s.chart->get(s.chart->mentions[c.mention], n.attribute);
  if (c.row != kNone) return from_cell(s, c.lexicon, c.row, n.attribute);
  if (n.text == "value" && c.last > c.first) {
    const double v = token_number(words(s, c.first, c.last));
    if (!std::isnan(v)) return Value::of(v);
  }
  return {};
}

Value whole(const Scratch& s, const Captured& c) {
  if (!c.set()) return {};
  if (c.mention != kNone) return Value::mention(c.mention);
  return Value::of(words(s, c.first, c.last));
}

double number_of(const Scratch& s, const Value& v) {
  switch (v.kind) {
    case Value::Kind::kNumber:
      return v.number;
    case Value::Kind::kText:
      return token_number(v.text);
    case Value::Kind::kMention: {
      const Mention& m = s.chart->mentions[v.index];
      const Value inner = s.chart->get(m, s.value);
      return inner.kind == Value::Kind::kNumber ? inner.number : std::nan("");
    }
    default:
      return std::nan("");
  }
}

Value numeric(double v) { return std::isnan(v) ? Value{} : Value::of(v); }

class Evaluation {
 public:
  Evaluation(Scratch& s, const rules::CompiledRule& rule, const Captured* captures) : s_(s), rule_(rule), captures_(captures) {}

  Value of(std::uint32_t index) {
    const Node& n = rule_.expressions[index];
    switch (n.op) {
      case Expr::Op::kNumber:
        return Value::of(n.number);
      case Expr::Op::kText:
        return Value::of(std::string_view(n.text));
      case Expr::Op::kName:
        return whole(s_, captures_[n.slot]);
      case Expr::Op::kAttribute:
        return attribute_of(s_, n, captures_[n.slot]);
      case Expr::Op::kCall:
        return call(n);
      case Expr::Op::kNot:
        return boolean(!truth(of(n.children[0])));
      case Expr::Op::kNeg:
        return numeric(-number_of(s_, of(n.children[0])));
      case Expr::Op::kAnd:
        return boolean(truth(of(n.children[0])) && truth(of(n.children[1])));
      case Expr::Op::kOr:
        return boolean(truth(of(n.children[0])) || truth(of(n.children[1])));
      default:
        return binary(n);
    }
  }

 private:
  static Value boolean(bool b) { return Value::of(b ? 1.0 : 0.0); }

  Value binary(const Node& n) {
    const Value a = of(n.children[0]), b = of(n.children[1]);
    if (n.op == Expr::Op::kEq || n.op == Expr::Op::kNe) {
      const bool text = a.kind == Value::Kind::kText && b.kind == Value::Kind::kText;
      const bool same = text ? a.text == b.text : a && b && number_of(s_, a) == number_of(s_, b);
      return boolean(same == (n.op == Expr::Op::kEq));
    }
    const double x = number_of(s_, a), y = number_of(s_, b);
    switch (n.op) {
      case Expr::Op::kAdd:
        return numeric(x + y);
      case Expr::Op::kSub:
        return numeric(x - y);
      case Expr::Op::kMul:
        return numeric(x * y);
      case Expr::Op::kDiv:
        return y == 0 ? Value{} : numeric(x / y);
      case Expr::Op::kLt:
        return boolean(x < y);
      case Expr::Op::kLe:
        return boolean(x <= y);
      case Expr::Op::kGt:
        return boolean(x > y);
      case Expr::Op::kGe:
        return boolean(x >= y);
      default:
        return {};
    }
  }

  const Captured* capture(const Node& n, std::size_t child) const {
    const Node& c = rule_.expressions[n.children[child]];
    return c.op == Expr::Op::kName ? &captures_[c.slot] : nullptr;
  }

  Value edge(const Node& n, AttributeId name) {
    const Value v = of(n.children[0]);
    if (v.kind != Value::Kind::kMention) return numeric(number_of(s_, v));
    const Mention& m = s_.chart->mentions[v.index];
    const Value own = s_.chart->get(m, name);
    return own ? own : s_.chart->get(m, s_.value);
  }

  Value text(const Node& n) {
    if (const Captured* c = capture(n, 0); c != nullptr) return c->set() ? Value::of(words(s_, c->first, c->last)) : Value{};
    const Value v = of(n.children[0]);
    if (v.kind != Value::Kind::kMention) return v;
    const Mention& m = s_.chart->mentions[v.index];
    return Value::of(words(s_, m.first, m.last));
  }

  Value concat(const Node& n) {
    std::string joined;
    for (const std::uint32_t child : n.children) {
      const Value v = of(child);
      if (v.kind == Value::Kind::kText) joined += v.text;
      if (v.kind == Value::Kind::kNumber) {
        char buffer[32];
        const auto [end, code] = std::to_chars(buffer, buffer + sizeof buffer, v.number);
        joined.append(buffer, end);
      }
      if (v.kind == Value::Kind::kMention) {
        const Mention& m = s_.chart->mentions[v.index];
        joined += words(s_, m.first, m.last);
      }
    }
    return Value::of(s_.arena->copy(joined));
  }

  Value call(const Node& n) {
    if (n.children.empty()) return {};
    switch (n.function) {
      case Node::Function::kIf:
        return n.children.size() < 3 ? Value{} : truth(of(n.children[0])) ? of(n.children[1]) : of(n.children[2]);
      case Node::Function::kFirst:
        for (const std::uint32_t child : n.children)
          if (const Value v = of(child)) return v;
        return {};
      case Node::Function::kHas:
        return boolean(static_cast<bool>(of(n.children[0])));
      case Node::Function::kText:
        return text(n);
      case Node::Function::kFold: {
        const Value v = text(n);
        std::string folded;
        fold(v.text, folded);
        return v.kind == Value::Kind::kText ? Value::of(s_.arena->copy(folded)) : Value{};
      }
      case Node::Function::kLo:
        return edge(n, s_.low);
      case Node::Function::kHi:
        return edge(n, s_.high);
      case Node::Function::kNum:
        return numeric(number_of(s_, of(n.children[0])));
      case Node::Function::kConcat:
        return concat(n);
      case Node::Function::kMin:
      case Node::Function::kMax: {
        double best = std::nan("");
        for (const std::uint32_t child : n.children) {
          const double v = number_of(s_, of(child));
          if (std::isnan(best) || (n.function == Node::Function::kMin ? v < best : v > best)) best = v;
        }
        return numeric(best);
      }
      case Node::Function::kAbs:
        return numeric(std::abs(number_of(s_, of(n.children[0]))));
      case Node::Function::kRound:
        return numeric(std::round(number_of(s_, of(n.children[0]))));
      case Node::Function::kRow: {
        const Captured* c = capture(n, 0);
        return c != nullptr && c->row != kNone ? Value::row(c->lexicon, c->row) : Value{};
      }
    }
    return {};
  }

  Scratch& s_;
  const rules::CompiledRule& rule_;
  const Captured* captures_;
};

bool overlaps_type(const Scratch& s, TypeId type, std::uint32_t first, std::uint32_t last, bool inside) {
  if (s.seen_types[type] != s.sentence_stamp) return false;
  for (std::uint32_t i = last; i-- > s.begin;) {
    if (i + rules::kMaxWindow < first) break;
    for (MentionId m = s.chart->starts[i]; m != kNone; m = s.chart->mentions[m].next) {
      const Mention& mention = s.chart->mentions[m];
      if (mention.type != type) continue;
      if (inside ? mention.first <= first && last <= mention.last : mention.first < last && first < mention.last) return true;
    }
  }
  return false;
}

/// Whether what a guard on the neighbourhood cannot do without is there.
bool may_hold(Scratch& s, const CompiledGuard& g, std::uint32_t first, std::uint32_t last) {
  return g.need == kNone || s.options->slow || needed_near(s, g.need, first, last);
}

bool guard_holds(Scratch& s, const CompiledGuard& g, std::uint32_t first, std::uint32_t last) {
  switch (g.kind) {
    case CompiledGuard::Kind::kPrev:
      return may_hold(s, g, first, first) && ends_here(s, g.program, first, g.least, g.most);
    case CompiledGuard::Kind::kNext:
      return may_hold(s, g, last, last) && run_sub(s, g.program, last, s.end) != kNone;
    case CompiledGuard::Kind::kCover:
      if (!may_hold(s, g, first, last - 1)) return false;
      for (std::uint32_t i = first; i < last; ++i)
        if (run_sub(s, g.program, i, last) != kNone) return true;
      return false;
    case CompiledGuard::Kind::kInside:
    case CompiledGuard::Kind::kOverlap:
      return g.type != 0 && overlaps_type(s, g.type, first, last, g.kind == CompiledGuard::Kind::kInside);
    case CompiledGuard::Kind::kBlock:
      return (g.blocks >> static_cast<unsigned>(s.block) & 1) != 0;
    case CompiledGuard::Kind::kSentence:
      if (g.type != 0) return s.seen_types[g.type] == s.sentence_stamp;
      if (g.need != kNone && !s.options->slow && !needed_anywhere(s, g.need)) return false;
      for (std::uint32_t i = s.begin; i < s.end; ++i)
        if (run_sub(s, g.program, i, s.end) != kNone) return true;
      return false;
  }
  return false;
}

}  // namespace

bool truth(const Value& v) { return v && !(v.kind == Value::Kind::kNumber && v.number == 0); }

Value evaluate(Scratch& s, const rules::CompiledRule& rule, std::uint32_t node, const Captured* captures) {
  return Evaluation(s, rule, captures).of(node);
}

namespace {

bool of_sentence(const CompiledGuard& g) { return g.kind == CompiledGuard::Kind::kSentence || g.kind == CompiledGuard::Kind::kBlock; }

/// The trace, when this rule is watched.
Trace* watched(const Scratch& s, const rules::CompiledRule& rule) {
  Trace* t = s.options->trace;
  return t != nullptr && t->rule == rule.id ? t : nullptr;
}

bool all_pass(Scratch& s, const rules::CompiledRule& rule, std::uint32_t first, std::uint32_t last, bool sentence) {
  for (const CompiledGuard& g : rule.guards) {
    if (of_sentence(g) != sentence || guard_holds(s, g, first, last) != g.negated) continue;
    const auto kind = sentence ? Trace::Refusal::Kind::kSentence : Trace::Refusal::Kind::kGuard;
    if (Trace* t = watched(s, rule)) t->refuse(kind, static_cast<std::size_t>(&g - rule.guards.data()), first, last);
    return false;
  }
  return true;
}

}  // namespace

bool conditions_hold(Scratch& s, const rules::CompiledRule& rule, std::uint32_t first, std::uint32_t last) {
  for (std::size_t i = 0; i < rule.where.size(); ++i) {
    if (truth(evaluate(s, rule, rule.where[i], s.captures.data()))) continue;
    if (Trace* t = watched(s, rule)) t->refuse(Trace::Refusal::Kind::kWhere, i, first, last);
    return false;
  }
  return true;
}

bool sentence_guards_pass(Scratch& s, const rules::CompiledRule& rule) { return all_pass(s, rule, s.begin, s.begin, true); }

bool guards_pass(Scratch& s, const rules::CompiledRule& rule, std::uint32_t first, std::uint32_t last) {
  return all_pass(s, rule, first, last, false);
}

}  // namespace milepost::match
