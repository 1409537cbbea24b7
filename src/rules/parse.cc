// *.rules to statements of the tree. One function a statement, one a clause; a clause that cannot be read is reported and dropped, and
// reading goes on with the next. Door: parse_rules().
#include <string>

#include "rules/grammar.h"
#include "rules/pack_files.h"

namespace milepost::rules {

namespace {

constexpr const char* kRuleClauses = "clauses of a rule: doc prio beats match where not if make, and examples";
constexpr const char* kFrameClauses = "clauses of a frame: doc prio beats trigger scope slot when not if make, and examples";
constexpr const char* kContextClauses = "clauses of a context: doc cue reach on stop pseudo, and examples";

void expect_end(Cursor& in) {
  if (!in.failed() && !in.at_end()) in.fail("this cannot stand here: '" + in.rest_of_line().substr(0, 40) + "'");
}

/// A clause of which a statement has one: what stands in a second would be lost.
void only_one(std::string& seen, const std::string& word, const Position& at, Cursor& in) {
  for (const char* one : {"doc", "prio", "scope", "reach", "stop", "pseudo"}) {
    if (word != one) continue;
    if (seen.find(word) != std::string::npos) in.fail_at(at, "a second '" + word + "'", "keep one of them");
    seen += word + " ";
  }
}

/// What a rule is for; may go on over several lines.
std::string prose(Cursor& in) {
  std::string out;
  while (!in.at_end()) out += (out.empty() ? "" : " ") + in.rest_of_line();
  return out;
}

class FileParser {
 public:
  FileParser(const SourceMap& map, RuleSet& set, std::vector<Diagnostic>& diagnostics) : map_(map), set_(set), diagnostics_(diagnostics) {}

  void statement(const Statement& s) {
    Cursor in(map_, s.head, diagnostics_);
    const Position begin = in.position();
    const std::string word = in.name();
    if (word == "type") {
      type(in, begin);
    } else if (word == "let") {
      let(in, begin);
    } else if (word == "rule") {
      rule(in, begin, s);
      return;
    } else if (word == "frame") {
      frame(in, begin, s);
      return;
    } else if (word == "context") {
      context(in, begin, s);
      return;
    } else {
      in.fail_at(begin, "no statement begins like this", "statements: type let rule frame context; clauses are indented");
      return;
    }
    if (!s.clauses.empty()) Cursor(map_, s.clauses[0], diagnostics_).fail("a " + word + " has no clauses");
  }

 private:
  void type(Cursor& in, const Position& begin) {
    TypeDecl t;
    t.position = begin;
    t.name = in.name();
    if (t.name.empty() || t.name[0] < 'A' || t.name[0] > 'Z') return in.fail("the name of a type begins with a capital letter");
    for (bool more = true; more;) {
      more = false;
      if (in.take_word("linked")) t.linked = more = true;
      if (in.take_word("group")) t.group = in.name(), more = true;
    }
    if (in.take('{')) {
      while (!in.take('}')) {
        if (in.at_end()) return in.fail("'}' is missing here");
        std::string attribute = in.name(), kind = "text";
        if (attribute.empty()) return in.fail("an attribute is missing here", "write { value:number unit:text }");
        if (in.take(':')) kind = in.name();
        if (kind != "number" && kind != "text" && kind != "bool" && kind != "mention" && kind != "row")
          return in.fail("'" + kind + "' is no kind of attribute", "kinds: number text bool mention row");
        t.attributes.emplace_back(std::move(attribute), std::move(kind));
        if (!in.take(',')) in.take(';');
      }
    }
    expect_end(in);
    set_.types.push_back(std::move(t));
  }

  void let(Cursor& in, const Position& begin) {
    Let l;
    l.position = begin;
    l.name = in.name();
    if (l.name.empty() || l.name[0] < 'A' || l.name[0] > 'Z') return in.fail("the name of a let begins with a capital letter");
    in.expect('=');
    l.pattern = parse_pattern(in);
    expect_end(in);
    if (!in.failed()) set_.lets.push_back(std::move(l));
  }

  /// "en.percent : Percent"; kept even when it is broken, so that other rules' references to it are no errors of their own
  void head(Cursor& in, std::string& id, std::string& type) {
    id = in.dotted();
    if (id.empty()) return in.fail("an id is missing here", "write: rule en.percent : Percent");
    in.expect(':');
    type = in.name();
    if (type.empty()) in.fail("a type is missing here", "write: rule en.percent : Percent");
    expect_end(in);
  }

  void rule(Cursor& in, const Position& begin, const Statement& s) {
    Rule r;
    r.position = begin;
    head(in, r.id, r.type);
    std::string seen;
    for (const Clause& c : s.clauses) {
      if (c.example) {
        example(c, r.examples);
        continue;
      }
      Cursor clause(map_, c, diagnostics_);
      const Position at = clause.position();
      const std::string word = clause.name();
      only_one(seen, word, at, clause);
      if (word == "match") {
        r.matches.push_back(parse_pattern(clause));
      } else if (word == "where") {
        r.where.push_back(parse_expression(clause));
      } else if (!shared_clause(word, clause, r)) {
        clause.fail_at(at, "a rule has no clause '" + word + "'", kRuleClauses);
      }
      expect_end(clause);
    }
    set_.rules.push_back(std::move(r));
  }

  void frame(Cursor& in, const Position& begin, const Statement& s) {
    Frame f;
    f.position = begin;
    head(in, f.id, f.type);
    std::string seen;
    for (const Clause& c : s.clauses) {
      if (c.example) {
        example(c, f.examples);
        continue;
      }
      Cursor clause(map_, c, diagnostics_);
      const Position at = clause.position();
      const std::string word = clause.name();
      only_one(seen, word, at, clause);
      if (word == "trigger") {
        f.triggers.push_back(parse_pattern(clause));
      } else if (word == "when") {
        f.when.push_back(parse_expression(clause));
      } else if (word == "scope") {
        f.sentence_scope = clause.take_word("sentence");
        if (!f.sentence_scope && !clause.take_word("clause")) clause.fail("a scope is 'clause' or 'sentence'");
      } else if (word == "slot") {
        f.slots.push_back(slot(clause));
      } else if (!shared_clause(word, clause, f)) {
        clause.fail_at(at, "a frame has no clause '" + word + "'", kFrameClauses);
      }
      expect_end(clause);
    }
    set_.frames.push_back(std::move(f));
  }

  /// Clauses that rules and frames have in common.
  template <class Owner>
  bool shared_clause(const std::string& word, Cursor& in, Owner& owner) {
    if (word == "doc") {
      owner.doc = prose(in);
    } else if (word == "prio") {
      std::uint32_t n = 0;
      if (!in.small_number(n) || n > 1000) in.fail("a priority from 0 to 1000 is missing here");
      owner.prio = static_cast<int>(n);
    } else if (word == "beats") {
      do {
        owner.beats.push_back(in.dotted());
        if (owner.beats.back().empty()) in.fail("the id of a rule is missing here");
        in.take(',');
      } while (!in.at_end());
    } else if (word == "not" || word == "if") {
      guards(in, word == "not", owner.guards);
    } else if (word == "make") {
      make(in, owner.make);
    } else {
      return false;
    }
    return true;
  }

  void guards(Cursor& in, bool negated, std::vector<Guard>& out) {
    do {
      Guard g;
      in.take(',');
      in.peek();
      g.position = in.position();
      g.negated = negated;
      if (negated && in.take_word("not"))
        return in.fail_at(g.position, "'not' stands twice", "each guard of a line of 'not' must not hold; write 'if' for what must");
      if (in.take_word("not")) g.negated = true;
      g.name = in.name();
      if (g.name.empty()) return in.fail("a guard is missing here", "guards: prev next inside cover overlap block sentence");
      in.expect('(');
      if (g.name == "block") {
        do g.words.push_back(in.name());
        while (in.take('|'));
      } else {
        g.argument = parse_pattern(in);
      }
      in.expect(')');
      if (in.failed()) return;
      out.push_back(std::move(g));
      in.take_word("and");
    } while (!in.at_end());
  }

  void make(Cursor& in, std::vector<Assignment>& out) {
    in.expect('{');
    while (!in.failed() && !in.take('}')) {
      if (in.at_end()) return in.fail("'}' is missing here");
      Assignment a;
      a.position = in.position();
      a.attribute = in.name();
      if (a.attribute.empty()) return in.fail("an attribute is missing here", "write { value = n.value; unit = \"%\" }");
      in.expect('=');
      a.value = parse_expression(in);
      out.push_back(std::move(a));
      if (!in.take(';') && in.peek() != '}') in.fail("';' is missing here");
    }
  }

  Slot slot(Cursor& in) {
    Slot s;
    in.peek();
    s.position = in.position();
    s.name = in.name();
    if (s.name.empty()) in.fail("the name of the slot is missing here", "write: slot buyer : Company left required");
    in.expect(':');
    do s.types.push_back(parse_element(in));
    while (in.take('|'));
    bool sided = false;
    const auto side = [&](Slot::Side one) {
      if (sided) in.fail("a second side of one slot", "'any' takes both sides");
      s.side = one;
      sided = true;
    };
    while (!in.at_end()) {
      if (in.take_word("left")) {
        side(Slot::Side::kLeft);
      } else if (in.take_word("right")) {
        side(Slot::Side::kRight);
      } else if (in.take_word("any")) {
        side(Slot::Side::kAny);
      } else if (in.take_word("subject")) {
        side(Slot::Side::kSubject);
      } else if (in.take_word("required")) {
        s.required = true;
      } else if (in.take_word("many")) {
        s.many = true;
      } else if (in.take_word("max")) {
        if (!in.small_number(s.max) || s.max == 0) in.fail("a number of tokens is missing here");
      } else if (in.take_word("cue")) {
        s.cue = parse_element(in);
      } else {
        in.fail("a slot has no such word", "words of a slot: left right any subject required many max cue");
      }
    }
    return s;
  }

  void context(Cursor& in, const Position& begin, const Statement& s) {
    Context c;
    c.position = begin;
    c.id = in.dotted();
    in.expect(':');
    c.attribute = in.name();
    in.expect('=');
    c.value = parse_expression(in);
    if (!in.failed() && c.value.op != Expr::Op::kText && c.value.op != Expr::Op::kNumber)
      in.fail_at(c.value.position, "the value of a context is a text or a number");
    expect_end(in);
    std::string seen;
    for (const Clause& piece : s.clauses) {
      if (piece.example)
        example(piece, c.examples);
      else
        context_clause(piece, seen, c);
    }
    set_.contexts.push_back(std::move(c));
  }

  void context_clause(const Clause& piece, std::string& seen, Context& c) {
    Cursor in(map_, piece, diagnostics_);
    const Position at = in.position();
    const std::string word = in.name();
    only_one(seen, word, at, in);
    if (word == "doc") {
      c.doc = prose(in);
    } else if (word == "cue") {
      c.cues.push_back(parse_pattern(in));
    } else if (word == "reach") {
      if (in.take_word("forward"))
        c.reach = Context::Reach::kForward;
      else if (in.take_word("backward"))
        c.reach = Context::Reach::kBackward;
      else if (in.take_word("both"))
        c.reach = Context::Reach::kBoth;
      else if (in.take_word("sentence"))
        c.reach = Context::Reach::kSentence;
      else
        in.fail("a reach is 'forward', 'backward', 'both' with a number, or 'sentence'");
      if (!in.small_number(c.max) && c.reach != Context::Reach::kSentence) in.fail("the number of tokens is missing here");
    } else if (word == "on") {
      do c.types.push_back(in.name());
      while (in.take(',') || in.take('|'));
    } else if (word == "stop") {
      c.stop = parse_pattern(in);
    } else if (word == "pseudo") {
      c.pseudo = parse_pattern(in);
    } else {
      in.fail_at(at, "a context has no clause '" + word + "'", kContextClauses);
    }
    expect_end(in);
  }

  void example(const Clause& clause, std::vector<Example>& out);

  const SourceMap& map_;
  RuleSet& set_;
  std::vector<Diagnostic>& diagnostics_;
};

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

/// [at 2025-03-14] and [head] before the text.
void read_settings(std::string_view& text, Example& e) {
  for (;;) {
    const std::size_t close = text.starts_with("[at ") ? text.find(']') : std::string_view::npos;
    if (close != std::string_view::npos) {
      e.date = std::string(text.substr(4, close - 4));
      text = trim(text.substr(close + 1));
    } else if (text.starts_with("[head]")) {
      e.headline = true;
      text = trim(text.substr(6));
    } else {
      return;
    }
  }
}

void FileParser::example(const Clause& clause, std::vector<Example>& out) {
  const std::string_view line = map_.text.substr(clause.begin, clause.end - clause.begin);
  Example e;
  e.position = map_.at(clause.begin);
  std::size_t sign = 1;
  if (line[0] == '?') e.kind = Example::Kind::kKnownGap;
  if (line[0] == '-') {
    const bool alone = line.size() == 2 || (line.size() > 2 && (line[2] == ' ' || line[2] == '\t'));
    e.kind = Example::Kind::kNegative;
    if (alone && line[1] == '*') e.kind = Example::Kind::kNegativeForType, sign = 2;
    if (alone && line[1] == 'p') e.kind = Example::Kind::kLosesInPack, sign = 2;
  }
  std::size_t text_end = line.size();
  if (line[0] == '+' || line[0] == '?') {
    const std::size_t arrow = line.rfind(" => "), exact = line.rfind(" ==> ");
    const bool exactly = exact != std::string_view::npos && (arrow == std::string_view::npos || exact > arrow);
    const std::size_t cut = exactly ? exact : arrow;
    if (cut != std::string_view::npos) {
      text_end = cut;
      e.exactly = exactly;
      Cursor in(map_, {clause.begin + cut + (exactly ? 5 : 4), clause.end, false}, diagnostics_);
      do {
        Expectation expected;
        if (!parse_expectation(in, expected)) break;
        e.expected.push_back(std::move(expected));
      } while (in.take('&'));
      expect_end(in);
    }
  }
  std::string_view text = trim(line.substr(sign, text_end - std::min(text_end, sign)));
  read_settings(text, e);
  e.text = std::string(text);
  if (e.text.empty()) Cursor(map_, clause, diagnostics_).fail("an example has no text");
  out.push_back(std::move(e));
}

}  // namespace

void parse_rules(std::uint32_t file, RuleSet& set, std::vector<Diagnostic>& diagnostics) {
  const std::string source = set.sources[file];
  const SourceMap map(file, source);
  FileParser parser(map, set, diagnostics);
  for (const Statement& s : split_statements(map, diagnostics)) parser.statement(s);
}

}  // namespace milepost::rules
