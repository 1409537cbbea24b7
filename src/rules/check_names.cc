// Names within patterns, guards and expressions. One pass over the tree.
#include <re2/re2.h>

#include <algorithm>

#include "milepost/record.h"
#include "rules/check.h"
#include "rules/suggest.h"

namespace milepost::rules {

namespace {

struct Function {
  const char* name;
  std::size_t least, most;
  bool of_capture;  ///< the argument must be a capture
};
constexpr Function kFunctions[] = {{"if", 3, 3, false},      {"first", 1, 16, false}, {"has", 1, 1, false},  {"text", 1, 1, false},
                                   {"fold", 1, 1, false},    {"lo", 1, 1, false},     {"hi", 1, 1, false},   {"num", 1, 1, false},
                                   {"concat", 1, 16, false}, {"min", 1, 16, false},   {"max", 1, 16, false}, {"abs", 1, 1, false},
                                   {"round", 1, 1, false},   {"row", 1, 1, true}};

std::vector<std::string> function_names() {
  std::vector<std::string> out;
  for (const Function& f : kFunctions) out.emplace_back(f.name);
  return out;
}

/// Whether a capture of this element is the element's own mention, row or token, not a run of tokens.
bool is_one_element(const Pattern& p) {
  if (p.max != 1 || p.min != 1) return false;
  if (p.kind == Pattern::Kind::kAlternative) return std::all_of(p.children.begin(), p.children.end(), is_one_element);
  if (p.kind == Pattern::Kind::kSequence) return p.children.size() == 1 && p.capture.empty() && is_one_element(p.children[0]);
  return p.kind == Pattern::Kind::kLexicon || p.kind == Pattern::Kind::kType;
}

void collect(const Pattern& p, CaptureNames& out) {
  if (p.kind == Pattern::Kind::kLexicon) out.lexicons.insert(p.text);
  if (p.kind == Pattern::Kind::kType) out.types.insert(p.text);
  if (p.kind == Pattern::Kind::kAlternative || p.kind == Pattern::Kind::kSequence)
    for (const Pattern& c : p.children) collect(c, out);
}

}  // namespace

NameCheck::NameCheck(const RuleSet& set, std::vector<Diagnostic>& diagnostics) : diagnostics_(diagnostics) {
  for (const TypeDecl& t : set.types) {
    types_.emplace(t.name, &t);
    type_names_.push_back(t.name);
    for (const auto& [name, kind] : t.attributes) attributes_[t.name].insert(name);
  }
  for (const Frame& f : set.frames)
    for (const Slot& s : f.slots) attributes_[f.type].insert(s.name);
  for (const Lexicon& l : set.lexicons) {
    lexicons_.emplace(l.name, &l);
    lexicon_names_.push_back(l.name);
  }
  shapes_ = {"Cap", "Upper", "lower", "alpha", "num", "year", "punct", "any", "abbr", "mixed"};
  std::set<std::string> classes;
  const auto words = lexicons_.find("words");
  if (words == lexicons_.end()) return;
  const Lexicon& l = *words->second;
  for (std::size_t c = 0; c < l.columns.size(); ++c) {
    if (l.columns[c] != "class" && l.columns[c] != "form") continue;
    for (const LexiconRow& r : l.rows) {
      std::string_view cell = c < r.cells.size() ? std::string_view(r.cells[c]) : std::string_view{};
      while (!cell.empty()) {
        const std::size_t cut = std::min(cell.find(' '), cell.size());
        if (cut > 0) classes.emplace(cell.substr(0, cut));
        cell.remove_prefix(std::min(cell.size(), cut + 1));
      }
    }
  }
  shapes_.insert(shapes_.end(), classes.begin(), classes.end());
}

void NameCheck::error(const Position& at, std::string message, std::string cure) {
  diagnostics_.push_back({Diagnostic::Severity::kError, at, std::move(message), std::move(cure)});
}

void NameCheck::warning(const Position& at, std::string message, std::string cure) {
  diagnostics_.push_back({Diagnostic::Severity::kWarning, at, std::move(message), std::move(cure)});
}

const TypeDecl* NameCheck::find_type(const std::string& name) const {
  const auto it = types_.find(name);
  return it == types_.end() ? nullptr : it->second;
}

bool NameCheck::type(const std::string& name, const Position& at) {
  if (name.empty()) return false;  // the parser has said so
  if (types_.contains(name)) return true;
  std::string cure = did_you_mean(name, type_names_);
  error(at, "no type '" + name + "'", cure.empty() ? "declare it: type " + name + " { … }" : cure);
  return false;
}

void NameCheck::made_attribute(const std::string& type, const std::string& attribute, const Position& at) {
  const auto it = attributes_.find(type);
  if (it != attributes_.end() && it->second.contains(attribute)) return;
  const std::string cure = it == attributes_.end() ? "" : did_you_mean(attribute, it->second);
  error(at, "type " + type + " has no attribute '" + attribute + "'", cure.empty() ? "add it to the type's braces" : cure);
}

void NameCheck::made_kind(const TypeDecl& type, const Assignment& made) {
  const auto a = std::find_if(type.attributes.begin(), type.attributes.end(), [&](const auto& x) { return x.first == made.attribute; });
  if (a == type.attributes.end() || a->second == "text") return;
  const Expr& e = made.value;
  const bool text = e.op == Expr::Op::kText || (e.op == Expr::Op::kCall && (e.text == "concat" || e.text == "text" || e.text == "fold"));
  if (text || (e.op == Expr::Op::kNumber && (a->second == "mention" || a->second == "row")))
    error(made.position, "'" + a->first + "' is declared a " + a->second + ", and this is a " + (text ? "text" : "number"),
          "declare " + a->first + ":" + (text ? "text" : "number") + ", or make what was declared");
}

void NameCheck::conditions(const Pattern& p) {
  for (const Condition& c : p.conditions) {
    if (p.kind == Pattern::Kind::kLexicon) {
      const auto l = lexicons_.find(p.text);
      if (l == lexicons_.end()) return;
      const std::vector<std::string>& columns = l->second->columns;
      if (std::find(columns.begin(), columns.end(), c.attribute) == columns.end())
        error(c.position, "lexicon " + p.text + " has no column '" + c.attribute + "'", did_you_mean(c.attribute, columns));
    } else if (types_.contains(p.text)) {
      made_attribute(p.text, c.attribute, c.position);
    }
  }
}

void NameCheck::regex(const Pattern& p) {
  if (!checked_regexes_.insert(p.text).second) return;
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  const re2::RE2 expression(p.text, options);
  if (!expression.ok()) error(p.position, "the expression does not compile: " + expression.error(), "see RE2's syntax");
}

void NameCheck::pattern(const Pattern& p, Captures& captures) {
  if (!p.capture.empty()) {
    CaptureNames& names = captures[p.capture];
    Pattern::Kind kind = p.kind;
    const bool one = kind == Pattern::Kind::kLexicon || kind == Pattern::Kind::kType
                         ? p.max == 1
                         : (kind == Pattern::Kind::kAlternative || kind == Pattern::Kind::kSequence) && p.max == 1 &&
                               std::all_of(p.children.begin(), p.children.end(), is_one_element);
    if (one) collect(p, names);
  }
  switch (p.kind) {
    case Pattern::Kind::kLexicon:
      if (!lexicons_.contains(p.text)) {
        const std::string cure = did_you_mean(p.text, lexicon_names_);
        error(p.position, "no lexicon '" + p.text + "'", cure.empty() ? "add a file " + p.text + ".tsv" : cure);
      }
      conditions(p);
      break;
    case Pattern::Kind::kType:
      if (type(p.text, p.position)) conditions(p);
      break;
    case Pattern::Kind::kShape:
      if (std::find(shapes_.begin(), shapes_.end(), p.text) == shapes_.end()) {
        const std::string cure = did_you_mean(p.text, shapes_);
        error(p.position, "no shape or word class '" + p.text + "'",
              cure.empty() ? "shapes: Cap Upper lower alpha num year punct any abbr mixed; classes stand in words.tsv" : cure);
      }
      break;
    case Pattern::Kind::kRegex:
      regex(p);
      break;
    default:
      break;
  }
  if (p.kind == Pattern::Kind::kLook || p.kind == Pattern::Kind::kGap) {
    Captures none;
    for (const Pattern& c : p.children) pattern(c, none);
    if (!none.empty()) error(p.position, "a capture within " + (p.kind == Pattern::Kind::kGap ? "gap" : p.text) + "() is never set");
    return;
  }
  for (const Pattern& c : p.children) pattern(c, captures);
}

void NameCheck::guard(const Guard& g) {
  static const std::vector<std::string> kGuards = {"prev", "next", "inside", "cover", "overlap", "block", "sentence"};
  static const std::vector<std::string> kBlocks = {"body", "headline", "list", "table"};
  if (std::find(kGuards.begin(), kGuards.end(), g.name) == kGuards.end()) {
    const std::string cure = did_you_mean(g.name, kGuards);
    return error(g.position, "no guard '" + g.name + "'", cure.empty() ? "guards: prev next inside cover overlap block sentence" : cure);
  }
  if (g.name == "block") {
    for (const std::string& w : g.words)
      if (std::find(kBlocks.begin(), kBlocks.end(), w) == kBlocks.end())
        error(g.position, "no block '" + w + "'", "blocks: body headline list table");
    return;
  }
  Captures none;
  pattern(g.argument, none);
  if (!none.empty()) error(g.position, "a capture within a guard is never set");
  if ((g.name == "inside" || g.name == "overlap") && (g.argument.kind != Pattern::Kind::kType || !g.argument.conditions.empty()))
    error(g.argument.position, g.name + "() takes one type", "write a line for each type");
}

void NameCheck::attribute(const Expr& e, const Captures& captures) {
  const auto it = captures.find(e.args[0].text);
  if (it == captures.end()) return;  // told by the name itself
  const CaptureNames& names = it->second;
  if (e.text == "value" && names.types.empty()) return;  // the number that the words are
  std::vector<std::string> known;
  for (const std::string& l : names.lexicons)
    if (const auto lexicon = lexicons_.find(l); lexicon != lexicons_.end())
      known.insert(known.end(), lexicon->second->columns.begin(), lexicon->second->columns.end());
    else
      return;
  for (const std::string& t : names.types)
    if (const auto type = attributes_.find(t); type != attributes_.end())
      known.insert(known.end(), type->second.begin(), type->second.end());
    else if (!types_.contains(t))
      return;
  if (std::find(known.begin(), known.end(), e.text) != known.end()) return;
  const std::string cure = did_you_mean(e.text, known);
  error(e.position, "capture '" + e.args[0].text + "' has no attribute '" + e.text + "'",
        cure.empty() ? "attributes are those of the captured type, or the columns of the captured lexicon" : cure);
}

void NameCheck::call(const Expr& e, const Captures& captures) {
  const auto f = std::find_if(std::begin(kFunctions), std::end(kFunctions), [&](const Function& x) { return e.text == x.name; });
  if (f == std::end(kFunctions)) {
    const std::string cure = did_you_mean(e.text, function_names());
    return error(e.position, "no function '" + e.text + "'",
                 cure.empty() ? "functions: if first has text fold lo hi num concat min max abs round row" : cure);
  }
  if (e.args.size() < f->least || e.args.size() > f->most)
    error(e.position, e.text + "() takes " + std::to_string(f->least) + (f->most > f->least ? " or more" : "") + " arguments, not " +
                          std::to_string(e.args.size()));
  if (f->of_capture && !e.args.empty() && e.args[0].op != Expr::Op::kName) error(e.args[0].position, e.text + "() takes a capture");
  for (const Expr& a : e.args) expression(a, captures);
}

void NameCheck::expression(const Expr& e, const Captures& captures) {
  if (e.op == Expr::Op::kCall) return call(e, captures);
  if (e.op == Expr::Op::kName && !captures.contains(e.text)) {
    std::vector<std::string> known;
    for (const auto& [name, what] : captures) known.push_back(name);
    const std::string cure = did_you_mean(e.text, known);
    error(e.position, "no capture '" + e.text + "'", cure.empty() ? "captures are written name:element" : cure);
  }
  if (e.op == Expr::Op::kAttribute) attribute(e, captures);
  for (const Expr& a : e.args) expression(a, captures);
}

void NameCheck::expectations(const Example& e) {
  for (const Expectation& x : e.expected) {
    if (!x.type.empty() && x.type[0] >= 'a' && x.type[0] <= 'z') {
      std::vector<std::string> kinds;
      for (std::size_t t = 0; t < kRecordTypes; ++t) kinds.emplace_back(type_name(static_cast<RecordType>(t)));
      if (std::find(kinds.begin(), kinds.end(), x.type) == kinds.end())
        error(e.position, "no record type '" + x.type + "'", did_you_mean(x.type, kinds));
      continue;
    }
    if (!type(x.type, e.position)) continue;
    for (const auto& [field, value] : x.fields) made_attribute(x.type, field.substr(0, field.find('.')), e.position);
  }
}

}  // namespace milepost::rules
