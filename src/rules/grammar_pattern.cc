// Patterns: one function a construct of the language.
#include <algorithm>

#include "rules/grammar.h"

namespace milepost::rules {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool too_deep(Cursor& in, int depth) {
  if (depth > kMaxNesting) in.fail("parentheses more than 64 deep", "give the inner parts a name with let");
  return in.failed();
}

Condition::Op comparison(Cursor& in) {
  if (in.take("!=")) return Condition::Op::kNe;
  if (in.take("<=")) return Condition::Op::kLe;
  if (in.take(">=")) return Condition::Op::kGe;
  if (in.take("=")) return Condition::Op::kEq;
  if (in.take("<")) return Condition::Op::kLt;
  if (in.take(">")) return Condition::Op::kGt;
  return Condition::Op::kHas;
}

/// [attr op value|value attr …], directly behind a lexicon or type
void parse_conditions(Cursor& in, Pattern& p) {
  while (in.take_here('[')) {
    while (!in.take(']')) {
      if (in.at_end()) return in.fail("']' is missing here");
      in.take(',');
      Condition c;
      c.position = in.position();
      c.attribute = in.name();
      if (c.attribute.empty()) return in.fail("an attribute is missing here", "write [attribute=value], or [attribute] for any value");
      c.op = comparison(in);
      if (c.op != Condition::Op::kHas) {
        do {
          c.values.push_back(in.peek() == '"' ? in.quoted('"') : in.until("|], \t"));
          if (c.values.back().empty()) return in.fail("a value is missing here");
        } while (in.take_here('|'));
      }
      p.conditions.push_back(std::move(c));
    }
  }
}

/// %num(1..31), %Cap, %noun
void parse_shape(Cursor& in, Pattern& p) {
  in.take_here('%');
  p.kind = Pattern::Kind::kShape;
  p.text = in.name();
  if (p.text.empty()) return in.fail("a shape or word class is missing after '%'");
  if (!in.take_here('(')) return;
  std::uint32_t low = 0, high = 0;
  if (!in.small_number(low)) return in.fail("a number is missing here", "write %num(1..31)");
  high = low;
  if (in.take("..") && !in.small_number(high)) return in.fail("a number is missing here", "write %num(1..31)");
  if (p.text != "num") return in.fail("only %num takes a range");
  if (high < low) return in.fail("the range is empty: its end is below its begin");
  p.low = low;
  p.high = high;
  in.expect(')');
}

void parse_set(Cursor& in, Pattern& p, int depth) {
  p.kind = Pattern::Kind::kSet;
  in.expect('{');
  do p.children.push_back(parse_pattern(in, depth + 1));
  while (!in.failed() && in.take(','));
  in.expect('}');
  if (p.children.size() > kMaxSet) in.fail_at(p.position, "a set of more than 4 members", "use gap() and several match lines");
}

void parse_gap(Cursor& in, Pattern& p, int depth) {
  p.kind = Pattern::Kind::kGap;
  in.expect('(');
  std::uint32_t n = 0;
  if (!in.small_number(n)) return in.fail("the number of tokens is missing here", "write gap(3)");
  if (n == 0 || n > kMaxGap) return in.fail_at(p.position, "a gap holds 1 to 12 tokens");
  p.max = static_cast<std::uint8_t>(n);
  while (in.take(',')) {
    const bool negative = in.take_word("not");
    if (!negative && !in.take_word("over")) return in.fail("'not' or 'over' is missing here", "write gap(3, not @x) or gap(3, over \",\")");
    (negative ? p.gap_not : p.gap_over) = p.children.size();
    p.children.push_back(parse_pattern(in, depth + 1));
  }
  in.expect(')');
}

void parse_look(Cursor& in, Pattern& p, int depth) {
  p.kind = Pattern::Kind::kLook;
  if (in.take_word("not")) p.negated = true;
  p.text = in.name();
  if (p.text != "prev" && p.text != "next")
    return in.fail(p.negated ? "'prev' or 'next' is missing after 'not'" : "'" + p.text + "' is no element",
                   "captures are written name:element, types begin with a capital letter, words stand in quotes");
  in.expect('(');
  p.children.push_back(parse_pattern(in, depth + 1));
  in.expect(')');
}

void parse_repeat(Cursor& in, Pattern& p) {
  if (in.take_here('?')) {
    p.min = 0;
    return;
  }
  if (in.here() != '{' || !is_digit(in.after())) return;
  in.take_here('{');
  std::uint32_t low = 0, high = 0;
  in.small_number(low);
  high = low;
  if (in.take(',') && !in.small_number(high)) return in.fail("a number is missing here", "write {1,3}");
  if (high > kMaxRepeat || high == 0 || low > high) return in.fail("an element is repeated 1 to 16 times", "write {1,3}");
  p.min = static_cast<std::uint8_t>(low);
  p.max = static_cast<std::uint8_t>(high);
  in.expect('}');
}

void parse_group(Cursor& in, Pattern& p, int depth) {
  in.take_here('(');
  p = parse_pattern(in, depth + 1);
  in.expect(')');
  if (p.capture.empty() && p.min == 1 && p.max == 1) return;
  Pattern outer;  // (a:X)? keeps the inner capture
  outer.position = p.position;
  outer.children.push_back(std::move(p));
  p = std::move(outer);
}

/// What stands after the capture's colon, without repetition.
void parse_plain(Cursor& in, Pattern& p, int depth) {
  const char c = in.peek();
  p.position = in.position();
  if (c == '"' || c == '\'') {
    p.kind = Pattern::Kind::kWord;
    p.exact = c == '\'';
    p.text = in.quoted(c);
    if (p.text.find_first_not_of(" \t") == std::string::npos) in.fail_at(p.position, "there is no word between the quotes");
  } else if (c == '/') {
    p.kind = Pattern::Kind::kRegex;
    p.text = in.regex();
  } else if (c == '@') {
    in.take_here('@');
    p.kind = Pattern::Kind::kLexicon;
    p.text = in.name();
    if (p.text.empty()) return in.fail("the name of a lexicon is missing after '@'");
    parse_conditions(in, p);
  } else if (c == '%') {
    parse_shape(in, p);
  } else if (c == '~' || c == '^' || c == '$') {
    in.take_here(c);
    p.kind = c == '~' ? Pattern::Kind::kAdjacent : c == '^' ? Pattern::Kind::kBegin : Pattern::Kind::kEnd;
  } else if (c == '(') {
    parse_group(in, p, depth);
  } else if (is_upper(c)) {
    p.kind = Pattern::Kind::kType;
    p.text = in.name();
    parse_conditions(in, p);
  } else if (in.take_word("set")) {
    parse_set(in, p, depth);
  } else if (in.take_word("gap")) {
    parse_gap(in, p, depth);
  } else if (is_lower(c)) {
    parse_look(in, p, depth);
  } else if (c == '\0') {
    in.fail("an element is missing here");
  } else {
    in.fail("no element can begin with '" + in.until(" \t") + "'");
  }
}

}  // namespace

Pattern parse_element(Cursor& in, int depth) {
  Pattern p;
  if (too_deep(in, depth)) return p;
  std::string capture;
  if (is_lower(in.peek())) {
    const std::size_t begin = in.mark();
    capture = in.name();
    if (!in.take_here(':')) {
      capture.clear();
      in.back_to(begin);
    }
  }
  parse_plain(in, p, depth);
  if (!capture.empty() && !p.capture.empty()) {  // a:(b:X)
    Pattern outer;
    outer.position = p.position;
    outer.children.push_back(std::move(p));
    p = std::move(outer);
  }
  if (!capture.empty()) p.capture = std::move(capture);
  if (!in.failed()) parse_repeat(in, p);
  return p;
}

Pattern parse_pattern(Cursor& in, int depth) {
  std::vector<Pattern> branches;
  const Position begin = (in.peek(), in.position());
  if (too_deep(in, depth)) return {};
  do {
    Pattern sequence;
    sequence.position = (in.peek(), in.position());
    for (char c = in.peek(); c != '\0' && c != '|' && c != ')' && c != '}' && c != ','; c = in.peek())
      sequence.children.push_back(parse_element(in, depth));
    if (sequence.children.empty()) in.fail("an element is missing here");
    if (sequence.children.size() == 1) {
      Pattern only = std::move(sequence.children[0]);
      sequence = std::move(only);
    }
    branches.push_back(std::move(sequence));
  } while (in.take('|'));
  if (branches.size() == 1) return std::move(branches[0]);
  Pattern p;
  p.kind = Pattern::Kind::kAlternative;
  p.position = begin;
  p.children = std::move(branches);
  return p;
}

}  // namespace milepost::rules
