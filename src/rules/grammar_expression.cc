// Expressions of make, where and when; and the right side of examples.
#include <initializer_list>
#include <utility>

#include "rules/grammar.h"

namespace milepost::rules {

namespace {

using Op = Expr::Op;

Expr binary(Op op, Expr a, Expr b) {
  Expr e;
  e.op = op;
  e.position = a.position;
  e.args.push_back(std::move(a));
  e.args.push_back(std::move(b));
  return e;
}

Expr primary(Cursor& in, int depth) {
  Expr e;
  const char c = in.peek();
  e.position = in.position();
  if (c == '"') {
    e.op = Op::kText;
    e.text = in.quoted('"');
    return e;
  }
  if (in.number(e.number)) return e;
  if (in.take('(')) {
    e = parse_expression(in, depth + 1);
    in.expect(')');
    return e;
  }
  e.text = in.name();
  if (e.text.empty()) {
    in.fail("a number, a text, a capture or a function is missing here");
    return e;
  }
  if (in.take_here('(')) {
    e.op = Op::kCall;
    if (in.take(')')) return e;
    do e.args.push_back(parse_expression(in, depth + 1));
    while (!in.failed() && in.take(','));
    in.expect(')');
    return e;
  }
  e.op = Op::kName;
  if (!in.take_here('.')) return e;
  Expr attribute;
  attribute.op = Op::kAttribute;
  attribute.position = e.position;
  attribute.text = in.name();
  if (attribute.text.empty()) in.fail("the attribute is missing after '.'");
  attribute.args.push_back(std::move(e));
  return attribute;
}

Expr unary(Cursor& in, int depth) {
  if (depth > kMaxNesting) in.fail("an expression more than 64 deep", "split it into several attributes or rules");
  if (in.failed() || in.peek() != '-') return primary(in, depth);
  Expr e;
  e.op = Op::kNeg;
  e.position = in.position();
  in.take('-');
  e.args.push_back(unary(in, depth + 1));
  return e;
}

/// Operands of `next`, joined from the left by the operators of one rank. The number of operators of a chain is bounded: it is a depth.
template <class Next>
Expr chain(Cursor& in, int depth, std::initializer_list<std::pair<const char*, Op>> operators, Next next) {
  Expr left = next(in, depth);
  for (int links = 0; !in.failed(); ++links) {
    const std::pair<const char*, Op>* hit = nullptr;
    for (const auto& o : operators)
      if (hit == nullptr && (o.first[0] >= 'a' ? in.take_word(o.first) : in.take(o.first))) hit = &o;
    if (hit == nullptr) break;
    if (links > 200) in.fail("more than 200 operators in a row", "split the expression");
    left = binary(hit->second, std::move(left), next(in, depth));
  }
  return left;
}

Expr product(Cursor& in, int depth) { return chain(in, depth, {{"*", Op::kMul}, {"/", Op::kDiv}}, unary); }
Expr sum(Cursor& in, int depth) { return chain(in, depth, {{"+", Op::kAdd}, {"-", Op::kSub}}, product); }
Expr compared(Cursor& in, int depth) {
  return chain(in, depth, {{"==", Op::kEq}, {"!=", Op::kNe}, {"<=", Op::kLe}, {">=", Op::kGe}, {"<", Op::kLt}, {">", Op::kGt}}, sum);
}

Expr negated(Cursor& in, int depth) {
  if (depth > kMaxNesting) in.fail("an expression more than 64 deep", "split it into several attributes or rules");
  in.peek();
  Expr e;
  e.position = in.position();
  if (in.failed() || !in.take_word("not")) return compared(in, depth);
  e.op = Op::kNot;
  e.args.push_back(negated(in, depth + 1));
  return e;
}

Expr all_of(Cursor& in, int depth) { return chain(in, depth, {{"and", Op::kAnd}}, negated); }

}  // namespace

Expr parse_expression(Cursor& in, int depth) { return chain(in, depth, {{"or", Op::kOr}}, all_of); }

bool parse_expectation(Cursor& in, Expectation& out) {
  out.type = in.name();
  if (out.type.empty()) {
    in.fail("a type is missing here", "write => Type(attribute=value; other=value)");
    return false;
  }
  if (!in.take('(')) return true;
  while (!in.take(')')) {
    if (in.at_end()) {
      in.fail("')' is missing here");
      return false;
    }
    std::string field = in.dotted();
    if (field.empty()) {
      in.fail("an attribute is missing here", "write => Type(attribute=value; other=value)");
      return false;
    }
    in.expect('=');
    std::string value;
    if (in.peek() == '"') {
      value = in.quoted('"');
    } else {
      value = in.until(";)");
      while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.pop_back();
    }
    out.fields.emplace_back(std::move(field), std::move(value));
    in.take(';');
    if (in.failed()) return false;
  }
  return true;
}

}  // namespace milepost::rules
