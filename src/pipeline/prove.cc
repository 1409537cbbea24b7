// Linear in the examples: each is read twice by the line.
#include "pipeline/prove.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/expectation.h"
#include "pipeline/show.h"
#include "rules/lint.h"
#include "rules/machinery.h"
#include "rules/unparse.h"

namespace milepost {

namespace {

using rules::Example;

/// What is proved, whatever kind of rule it is.
struct Subject {
  RuleId id = 0;
  const std::vector<Example>* examples = nullptr;
  const rules::CompiledRule* rule = nullptr;  ///< null: a context
  const rules::CompiledContext* context = nullptr;
  const std::vector<rules::Pattern>* patterns = nullptr;
};

std::vector<Subject> subjects(const rules::Program& p) {
  std::vector<Subject> out;
  const rules::Machinery& m = *p.machinery;
  for (std::size_t i = 0; i < p.source.rules.size(); ++i)
    out.push_back({m.rules[i].id, &p.source.rules[i].examples, &m.rules[i], nullptr, &p.source.rules[i].matches});
  const std::size_t n = p.source.rules.size();
  for (std::size_t i = 0; i < p.source.frames.size(); ++i)
    out.push_back({m.rules[n + i].id, &p.source.frames[i].examples, &m.rules[n + i], nullptr, &p.source.frames[i].triggers});
  for (std::size_t i = 0; i < p.source.contexts.size(); ++i)
    out.push_back({m.contexts[i].id, &p.source.contexts[i].examples, nullptr, &m.contexts[i], nullptr});
  return out;
}

char sign_of(const Example& e) { return e.kind == Example::Kind::kPositive ? '+' : e.kind == Example::Kind::kKnownGap ? '?' : '-'; }

std::string shown_example(const Example& e) {
  std::string out(1, sign_of(e));
  if (e.kind == Example::Kind::kNegativeForType) out += '*';
  if (e.kind == Example::Kind::kLosesInPack) out += 'p';
  if (!e.date.empty()) out += " [at " + e.date + "]";
  if (e.headline) out += " [head]";
  return out + " " + e.text;
}

Document document_of(const Example& e) {
  Document d;
  d.id = "example";
  d.text = e.text;
  d.published = e.date;
  if (!e.date.empty()) d.published_source = "metadata";
  if (e.headline) d.title = e.text, d.title_bytes = static_cast<std::uint32_t>(e.text.size());
  return d;
}

class Prover {
 public:
  explicit Prover(const rules::Program& p) : program_(p), line_(p), every_type_(p.types.size(), true) {
    options_.grades = "ABCD";
    makers_.resize(p.types.size());
    for (const rules::CompiledRule& r : p.machinery->rules) makers_[r.type].push_back(&r);
  }

  void prove(const Subject& s) {
    subject_ = s;
    name_ = program_.rules[s.id].id;
    isolate();
    trace_ = {};
    trace_.rule = s.id;
    for (const Example& e : *s.examples) {
      const std::size_t before = proof.failures.size();
      const Document document = document_of(e);
      if (s.rule != nullptr && e.kind != Example::Kind::kKnownGap && e.kind != Example::Kind::kLosesInPack) try_alone(e, document);
      try_in_pack(e, document);
      ++(proof.failures.size() == before ? proof.passed : proof.failed);
    }
    if (s.rule == nullptr) return;
    trace_.passed.resize(program_.machinery->code.size());
    for (const rules::Pattern* p : rules::untested(program_, *s.patterns, trace_.passed))
      proof.untested.push_back(
          {rules::Diagnostic::Severity::kWarning, p->position, name_ + ": no '+' example goes through " + rules::unparse(*p), ""});
  }

  Proof proof;

 private:
  /// Which rules run when the subject is alone, and which types then mean anything.
  void isolate() {
    if (subject_.rule == nullptr) return;
    std::vector<bool> types(program_.types.size(), false);
    std::vector<TypeId> todo(subject_.rule->uses);
    bool linked = false;
    while (!todo.empty()) {
      const TypeId t = todo.back();
      todo.pop_back();
      if (types[t]) continue;
      types[t] = true;
      linked |= program_.types[t].linked;
      for (const rules::CompiledRule* r : makers_[t]) todo.insert(todo.end(), r->uses.begin(), r->uses.end());
    }
    alone_.assign(program_.rules.size(), linked);
    for (const rules::CompiledRule& r : program_.machinery->rules)
      alone_[r.id] = types[r.type] || (linked && r.group != subject_.rule->group);
    alone_[subject_.id] = true;
    types[subject_.rule->type] = true;
    if (const TypeId number = program_.type("Number"); number != 0) types[number] = true;
    judged_ = std::move(types);
  }

  bool spoke() const {
    if (subject_.rule != nullptr)
      return std::any_of(line_.chart.mentions.begin(), line_.chart.mentions.end(), [&](const Mention& m) { return m.rule == subject_.id; });
    const rules::CompiledContext& c = *subject_.context;
    return std::any_of(line_.chart.mentions.begin(), line_.chart.mentions.end(), [&](const Mention& m) {
      if (std::find(c.types.begin(), c.types.end(), m.type) == c.types.end()) return false;
      const Value v = line_.chart.get(m, c.attribute);
      return v.kind == c.value.kind && v.text == c.value.text && v.number == c.value.number;
    });
  }

  void read(const Document& document, const match::Options& options) {
    suppressed_.clear();
    records_.clear();
    line_.read(document, "", options);
  }

  /// By the reference matcher, which tells what a match went through.
  void try_alone(const Example& e, const Document& document) {
    read(document, {&alone_, nullptr, true, e.kind == Example::Kind::kPositive ? &trace_ : nullptr, nullptr});
    std::vector<std::string> reasons;
    if (e.kind == Example::Kind::kPositive) {
      reasons = unmet(line_, records_, e, judged_);
      if (!spoke()) reasons.push_back("the rule does not match");
    } else {
      note_own(e, reasons);
    }
    fail(e, "alone", std::move(reasons));
  }

  void try_in_pack(const Example& e, const Document& document) {
    read(document, {nullptr, &suppressed_, false, nullptr, nullptr});
    for (const match::Suppressed& s : suppressed_)
      if (s.tie) note(proof.ties, rule_name(program_, s.rule), rule_name(program_, s.by), e);
    const bool wants_records = std::any_of(e.expected.begin(), e.expected.end(), names_records);
    if (wants_records) line_.write(document, options_, records_);
    std::vector<std::string> reasons;
    if (e.kind == Example::Kind::kPositive || e.kind == Example::Kind::kKnownGap) {
      reasons = unmet(line_, records_, e, every_type_);
      if (!spoke() && e.expected.empty()) reasons.push_back("the rule does not speak");
      if (e.kind == Example::Kind::kKnownGap) {
        reasons = reasons.empty() ? std::vector<std::string>{"this gap is closed: make it a '+' example"} : std::vector<std::string>{};
      } else if (!spoke()) {
        note_rivals(e, reasons);
      }
    } else {
      note_own(e, reasons);
    }
    fail(e, "in the whole pack", std::move(reasons));
  }

  /// Mentions that should not be there: the rule's own; for "-*" all of its type.
  void note_own(const Example& e, std::vector<std::string>& reasons) const {
    if (subject_.rule == nullptr) {
      if (spoke()) reasons.push_back("the context marks something");
      return;
    }
    const bool any_rule = e.kind == Example::Kind::kNegativeForType;
    for (const Mention& m : line_.chart.mentions)
      if (any_rule ? m.type == subject_.rule->type : m.rule == subject_.id) reasons.push_back("not expected: " + show(line_, m));
  }

  void note_rivals(const Example& e, std::vector<std::string>& reasons) {
    for (const match::Suppressed& s : suppressed_) {
      if (s.rule != subject_.id || s.by == subject_.id) continue;
      if (reasons.empty()) {
        note(proof.shadowed, name_, rule_name(program_, s.by), e);
        return;
      }
      reasons.push_back(fmt::format("\"{}\" lost to {}", words_of(line_, s.first, s.last), rule_name(program_, s.by)));
    }
  }

  void note(std::vector<Rivalry>& list, std::string_view rule, std::string_view rival, const Example& e) const {
    const auto it = std::find_if(list.begin(), list.end(), [&](const Rivalry& r) { return r.rule == rule && r.rival == rival; });
    if (it == list.end())
      list.push_back({std::string(rule), std::string(rival), place(e), 1});
    else
      ++it->times;
  }

  std::string place(const Example& e) const { return fmt::format("{}:{}", program_.source.files[e.position.file], e.position.line); }

  void fail(const Example& e, const char* how, std::vector<std::string> reasons) {
    if (!reasons.empty()) proof.failures.push_back({place(e), name_, shown_example(e), how, std::move(reasons)});
  }

  const rules::Program& program_;
  Line line_;
  std::vector<bool> every_type_, alone_, judged_;
  match::Trace trace_;
  std::vector<std::vector<const rules::CompiledRule*>> makers_;  ///< by TypeId
  Subject subject_;
  std::string name_;
  ScanOptions options_;
  std::vector<match::Suppressed> suppressed_;
  std::vector<Record> records_;
};

}  // namespace

Proof prove(const rules::Program& program, std::string_view only) {
  Prover prover(program);
  for (const Subject& s : subjects(program))
    if (program.rules[s.id].id.starts_with(only)) prover.prove(s);
  return std::move(prover.proof);
}

}  // namespace milepost
