#include "rules/lint.h"

#include <algorithm>
#include <set>

#include "rules/machinery.h"

namespace milepost::rules {

namespace {

bool takes_tokens(const Pattern& p) {
  return p.kind == Pattern::Kind::kWord || p.kind == Pattern::Kind::kRegex || p.kind == Pattern::Kind::kLexicon ||
         p.kind == Pattern::Kind::kType || p.kind == Pattern::Kind::kShape;
}

bool plain_words(const Pattern& p) {
  return p.kind == Pattern::Kind::kWord ||
         (p.kind == Pattern::Kind::kSequence && std::all_of(p.children.begin(), p.children.end(), plain_words));
}

class Coverage {
 public:
  Coverage(const Machinery& m, const std::vector<bool>& passed) {
    for (std::size_t i = 0; i < passed.size(); ++i)
      if (passed[i]) covered_.insert(m.elements[i]);
  }

  void visit(const Pattern& p) {
    if (!touched(p)) {
      untested.push_back(&p);
      return;
    }
    if (!has_tokens(p)) return;
    for (const Pattern& c : p.children)
      if (!plain_words(c) || (p.kind != Pattern::Kind::kAlternative && c.min > 0)) visit(c);
  }

  std::vector<const Pattern*> untested;

 private:
  static bool has_tokens(const Pattern& p) {
    if (p.kind == Pattern::Kind::kLook || p.kind == Pattern::Kind::kGap) return false;
    return takes_tokens(p) || std::any_of(p.children.begin(), p.children.end(), has_tokens);
  }

  /// Whether a match went through some element of p, or p has none.
  bool touched(const Pattern& p) const {
    if (takes_tokens(p)) return covered_.contains(&p);
    return !has_tokens(p) ||
           std::any_of(p.children.begin(), p.children.end(), [&](const Pattern& c) { return has_tokens(c) && touched(c); });
  }

  std::set<const Pattern*> covered_;
};

}  // namespace

std::vector<Diagnostic> lint(const Program& program) {
  std::vector<Diagnostic> out;
  const Machinery& m = *program.machinery;
  for (std::size_t b = 0; b < m.branches.size(); ++b) {
    const BranchNote& note = m.branch_notes[b];
    if (!note.everywhere) continue;
    out.push_back({Diagnostic::Severity::kWarning, note.pattern->position,
                   program.rules[m.rules[m.branches[b].rule].id].id + " is woken by " + note.trigger + ", which is nearly everywhere",
                   "give the pattern a word, a lexicon or a type that must be there"});
  }
  return out;
}

std::vector<const Pattern*> untested(const Program& program, const std::vector<Pattern>& matches, const std::vector<bool>& passed) {
  Coverage coverage(*program.machinery, passed);
  for (const Pattern& p : matches) coverage.visit(p);
  return coverage.untested;
}

}  // namespace milepost::rules
