#include "rules/unparse.h"

#include <fmt/format.h>

namespace milepost::rules {

namespace {

std::string quoted(const std::string& text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote || (c == '\\' && quote != '/')) out += '\\';
    out += c;
  }
  return out + quote;
}

const char* sign_of(Condition::Op op) {
  switch (op) {
    case Condition::Op::kHas:
      return "";
    case Condition::Op::kEq:
      return "=";
    case Condition::Op::kNe:
      return "!=";
    case Condition::Op::kLt:
      return "<";
    case Condition::Op::kLe:
      return "<=";
    case Condition::Op::kGt:
      return ">";
    case Condition::Op::kGe:
      return ">=";
  }
  return "";
}

std::string conditions(const Pattern& p) {
  if (p.conditions.empty()) return {};
  std::string out = "[";
  for (const Condition& c : p.conditions) {
    out += (out.size() > 1 ? " " : "") + c.attribute + sign_of(c.op);
    for (std::size_t i = 0; i < c.values.size(); ++i) {
      const bool plain = c.values[i].find_first_of("|], \t\"") == std::string::npos;
      out += (i > 0 ? "|" : "") + (plain ? c.values[i] : quoted(c.values[i], '"'));
    }
  }
  return out + "]";
}

std::string joined(const std::vector<Pattern>& patterns, const char* between) {
  std::string out;
  for (const Pattern& p : patterns) out += (out.empty() ? "" : between) + unparse(p);
  return out;
}

std::string gap(const Pattern& p) {
  std::string out = fmt::format("gap({}", p.max);
  if (p.gap_not) out += ", not " + unparse(p.children[*p.gap_not]);
  if (p.gap_over) out += ", over " + unparse(p.children[*p.gap_over]);
  return out + ")";
}

std::string bare(const Pattern& p) {
  switch (p.kind) {
    case Pattern::Kind::kWord:
      return quoted(p.text, p.exact ? '\'' : '"');
    case Pattern::Kind::kRegex:
      return quoted(p.text, '/');
    case Pattern::Kind::kLexicon:
      return "@" + p.text + conditions(p);
    case Pattern::Kind::kType:
      return p.text + conditions(p);
    case Pattern::Kind::kShape:
      return p.low ? fmt::format("%{}({}..{})", p.text, *p.low, p.high.value_or(*p.low)) : "%" + p.text;
    case Pattern::Kind::kSequence:
      return joined(p.children, " ");
    case Pattern::Kind::kAlternative:
      return joined(p.children, " | ");
    case Pattern::Kind::kSet:
      return "set{" + joined(p.children, ", ") + "}";
    case Pattern::Kind::kGap:
      return gap(p);
    case Pattern::Kind::kAdjacent:
      return "~";
    case Pattern::Kind::kBegin:
      return "^";
    case Pattern::Kind::kEnd:
      return "$";
    case Pattern::Kind::kLook:
      return (p.negated ? "not " : "") + p.text + "(" + joined(p.children, " ") + ")";
  }
  return {};
}

std::string repetition(const Pattern& p) {
  if (p.kind == Pattern::Kind::kGap || (p.min == 1 && p.max == 1)) return {};
  if (p.min == 0 && p.max == 1) return "?";
  return p.min == p.max ? fmt::format("{{{}}}", p.min) : fmt::format("{{{},{}}}", p.min, p.max);
}

/// How tightly an operator binds, for parentheses.
int rank(Expr::Op op) {
  switch (op) {
    case Expr::Op::kOr:
      return 1;
    case Expr::Op::kAnd:
      return 2;
    case Expr::Op::kNot:
      return 3;
    case Expr::Op::kEq:
    case Expr::Op::kNe:
    case Expr::Op::kLt:
    case Expr::Op::kLe:
    case Expr::Op::kGt:
    case Expr::Op::kGe:
      return 4;
    case Expr::Op::kAdd:
    case Expr::Op::kSub:
      return 5;
    case Expr::Op::kMul:
    case Expr::Op::kDiv:
      return 6;
    case Expr::Op::kNeg:
      return 7;
    default:
      return 8;
  }
}

const char* sign_of(Expr::Op op) {
  static constexpr const char* kSigns[] = {
      "", "", "", "", "", " + ", " - ", " * ", " / ", " == ", " != ", " < ", " <= ", " > ", " >= ", " and ", " or ", "not ", "-"};
  return kSigns[static_cast<std::size_t>(op)];
}

std::string within(const Expr& e, int outer) { return rank(e.op) < outer ? "(" + unparse(e) + ")" : unparse(e); }

}  // namespace

std::string unparse(const Pattern& p) {
  const std::string inner = bare(p), repeat = repetition(p);
  const bool group = p.kind == Pattern::Kind::kSequence || p.kind == Pattern::Kind::kAlternative;
  const bool enclose = (group && (!p.capture.empty() || !repeat.empty())) || (p.kind == Pattern::Kind::kAlternative);
  return (p.capture.empty() ? "" : p.capture + ":") + (enclose ? "(" + inner + ")" : inner) + repeat;
}

std::string unparse(const Expr& e) {
  switch (e.op) {
    case Expr::Op::kNumber:
      return fmt::format("{}", e.number);
    case Expr::Op::kText:
      return quoted(e.text, '"');
    case Expr::Op::kName:
      return e.text;
    case Expr::Op::kAttribute:
      return e.args[0].text + "." + e.text;
    case Expr::Op::kCall: {
      std::string out;
      for (const Expr& a : e.args) out += (out.empty() ? "" : ", ") + unparse(a);
      return e.text + "(" + out + ")";
    }
    case Expr::Op::kNot:
    case Expr::Op::kNeg:
      return sign_of(e.op) + within(e.args[0], rank(e.op));
    default:
      return within(e.args[0], rank(e.op)) + sign_of(e.op) + within(e.args[1], rank(e.op) + 1);
  }
}

std::string unparse(const Guard& g) {
  std::string out = g.negated ? "not " : "if ";
  out += g.name + "(";
  for (std::size_t i = 0; i < g.words.size(); ++i) out += (i > 0 ? "|" : "") + g.words[i];
  if (!g.words.empty()) return out + ")";
  const std::string argument = unparse(g.argument);
  const bool enclosed = g.argument.kind == Pattern::Kind::kAlternative && g.argument.capture.empty() && argument.ends_with(')');
  return out + (enclosed ? argument.substr(1, argument.size() - 2) : argument) + ")";
}

std::string unparse(const Slot& s) {
  static constexpr const char* kSides[] = {" any", " left", " right", " subject"};
  std::string out = s.name + " : ";
  for (std::size_t i = 0; i < s.types.size(); ++i) out += (i > 0 ? "|" : "") + unparse(s.types[i]);
  out += kSides[static_cast<std::size_t>(s.side)];
  if (s.cue) out += " cue " + unparse(*s.cue);
  if (s.max != 0) out += fmt::format(" max {}", s.max);
  if (s.required) out += " required";
  if (s.many) out += " many";
  return out;
}

}  // namespace milepost::rules
