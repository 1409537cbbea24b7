// Reads the document by the reference matcher, which tries the rule everywhere, and tells of its best try. Door: why_not().
#include <fmt/format.h>

#include <algorithm>

#include "pipeline/explain.h"
#include "pipeline/show.h"
#include "rules/machinery.h"
#include "rules/unparse.h"

namespace milepost {

namespace {

using match::Trace;

class Inquest {
 public:
  Inquest(const rules::Program& p, RuleId rule, const Document& document) : program_(p), rule_(rule), line_(p) {
    trace_.rule = rule;
    line_.read(document, "", {nullptr, &suppressed_, true, &trace_, nullptr});
    for (const rules::CompiledRule& r : p.machinery->rules)
      if (r.id == rule) compiled_ = &r;
  }

  std::string report() {
    out_ = fmt::format("{} : {}  {}\n", program_.rules[rule_].id, program_.types[program_.rules[rule_].type].name,
                       program_.rules[rule_].where);
    if (compiled_ == nullptr) return out_ + "  a context has no matches of its own; see `milepost mentions` for what it marks\n";
    if (spoke()) return out_;
    rivals();
    refusals();
    if (trace_.found.empty() && trace_.refusals.empty()) furthest();
    return out_;
  }

 private:
  void say(const std::string& text) { out_ += "  " + text + "\n"; }
  std::string words(std::uint32_t first, std::uint32_t last) const { return fmt::format("\"{}\"", words_of(line_, first, last)); }

  bool spoke() {
    bool any = false;
    for (const Mention& m : line_.chart.mentions)
      if (m.rule == rule_) say("it speaks: " + show(line_, m)), any = true;
    return any;
  }

  std::string reason(const match::Suppressed& s) const {
    const rules::CompiledRule* rival = nullptr;
    for (const rules::CompiledRule& r : program_.machinery->rules)
      if (r.id == s.by) rival = &r;
    if (rival == nullptr) return "";
    if (std::find(rival->beats.begin(), rival->beats.end(), rule_) != rival->beats.end()) return "which beats it";
    if (rival->prio != compiled_->prio) return fmt::format("prio {} over {}", rival->prio, compiled_->prio);
    return s.tie ? "a tie, decided by id" : "prio is equal; the longer match wins, then more captures, then the earlier";
  }

  void rivals() {
    for (const match::Suppressed& s : suppressed_)
      if (s.rule == rule_)
        say(fmt::format("{} matches, but {} took the words ({})", words(s.first, s.last), rule_name(program_, s.by), reason(s)));
  }

  template <class Owner>
  std::string refused(const Trace::Refusal& r, const Owner& owner, const char* clause, const std::vector<rules::Expr>& conditions) const {
    const bool sentence = r.kind == Trace::Refusal::Kind::kSentence;
    if (sentence) return fmt::format("not tried in {}: {}", sentence_at(r.first), rules::unparse(owner.guards[r.index]));
    const std::string what = r.kind == Trace::Refusal::Kind::kGuard ? rules::unparse(owner.guards[r.index])
                                                                    : fmt::format("{} {}", clause, rules::unparse(conditions[r.index]));
    return fmt::format("{} matches, but is refused by: {}", words(r.first, r.last), what);
  }

  std::string sentence_at(std::uint32_t token) const {
    const Sentence& s = line_.text.sentences[line_.text.sentence_of[token]];
    return words(s.first, s.last);
  }

  void refusals() {
    const rules::RuleSet& set = program_.source;
    std::vector<std::string> said;
    for (const Trace::Refusal& r : trace_.refusals) {
      std::string text;
      if (compiled_->frame < 0) {
        text = refused(r, set.rules[rule_], "where", set.rules[rule_].where);
      } else {
        const rules::Frame& frame = set.frames[rule_ - set.rules.size()];
        text = r.kind == Trace::Refusal::Kind::kSlot
                   ? fmt::format("{} matches, but nothing fills the slot {}", words(r.first, r.last), rules::unparse(frame.slots[r.index]))
                   : refused(r, frame, "when", frame.when);
      }
      if (std::find(said.begin(), said.end(), text) == said.end()) say(text), said.push_back(text);
    }
  }

  void furthest() {
    for (const Trace::Step& s : trace_.furthest) {
      const rules::Pattern* e = program_.machinery->elements[s.instruction];
      if (s.last > s.first && e != nullptr && e->kind != rules::Pattern::Kind::kGap)
        say(fmt::format("{} is {}", words(s.first, s.last), rules::unparse(*e)));
    }
    if (trace_.furthest.empty()) {
      say("nothing in the text begins its pattern");
      for (std::size_t b = 0; b < program_.machinery->branches.size(); ++b)
        if (program_.machinery->rules[program_.machinery->branches[b].rule].id == rule_)
          say(fmt::format("it needs {}", program_.machinery->branch_notes[b].trigger));
      return;
    }
    std::vector<std::pair<const rules::Pattern*, std::string>> expected;
    for (const Trace::Step& s : trace_.expected) {
      const rules::Pattern* e = program_.machinery->elements[s.instruction];
      if (e == nullptr || e->kind == rules::Pattern::Kind::kGap || e->min == 0) continue;
      const std::string at = s.first < line_.text.tokens.size() ? words(s.first, s.first + 1) : "the end";
      const auto it = std::find_if(expected.begin(), expected.end(), [&](const auto& x) { return x.first == e; });
      if (it == expected.end())
        expected.emplace_back(e, at);
      else if (it->second.size() < 80 && it->second.find(at) == std::string::npos)
        it->second += ", " + at;
    }
    for (const auto& [element, at] : expected) say(fmt::format("then {} is expected; it is not at {}", rules::unparse(*element), at));
  }

  const rules::Program& program_;
  RuleId rule_;
  Line line_;
  const rules::CompiledRule* compiled_ = nullptr;
  Trace trace_;
  std::vector<match::Suppressed> suppressed_;
  std::string out_;
};

}  // namespace

std::string why_not(const rules::Program& program, RuleId rule, const Document& document) {
  return Inquest(program, rule, document).report();
}

}  // namespace milepost
