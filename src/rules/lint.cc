#include "rules/lint.h"

#include <algorithm>
#include <set>

#include "rules/machinery.h"

namespace milepost::rules {

namespace {

/// Lexicons that stages read by name; tests/lint holds this list to the sources.
constexpr const char* kReadByStages[] = {"abbreviations", "actor_names", "age_units",           "amount_cues", "barrier",  "currencies", "magnitudes",
                                         "measure_nouns", "numerals",    "national_currencies", "paradigms",   "singular", "units",      "words"};

void note_lexicons(const Pattern& p, std::set<std::string>& out) {
  if (p.kind == Pattern::Kind::kLexicon) out.insert(p.text);
  for (const Pattern& c : p.children) note_lexicons(c, out);
}

template <class Owner>
void note_guards(const Owner& owner, std::set<std::string>& out) {
  for (const Guard& g : owner.guards) note_lexicons(g.argument, out);
}

std::set<std::string> read_lexicons(const RuleSet& set) {
  std::set<std::string> out(std::begin(kReadByStages), std::end(kReadByStages));
  for (const Rule& r : set.rules) {
    for (const Pattern& p : r.matches) note_lexicons(p, out);
    note_guards(r, out);
  }
  for (const Frame& f : set.frames) {
    for (const Pattern& p : f.triggers) note_lexicons(p, out);
    for (const Slot& s : f.slots) {
      for (const Pattern& p : s.types) note_lexicons(p, out);
      if (s.cue) note_lexicons(*s.cue, out);
    }
    note_guards(f, out);
  }
  for (const Context& c : set.contexts) {
    for (const Pattern& p : c.cues) note_lexicons(p, out);
    if (c.stop) note_lexicons(*c.stop, out);
    if (c.pseudo) note_lexicons(*c.pseudo, out);
  }
  return out;
}

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
    return !has_tokens(p) || std::any_of(p.children.begin(), p.children.end(), [&](const Pattern& c) { return has_tokens(c) && touched(c); });
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
  const std::set<std::string> read = read_lexicons(program.source);
  for (const Lexicon& l : program.source.lexicons)
    if (!read.contains(l.name) && !l.rows.empty())
      out.push_back({Diagnostic::Severity::kWarning, l.rows[0].position, "lexicon '" + l.name + "' is read by no rule", "remove it"});
  return out;
}

std::vector<const Pattern*> untested(const Program& program, const std::vector<Pattern>& matches, const std::vector<bool>& passed) {
  Coverage coverage(*program.machinery, passed);
  for (const Pattern& p : matches) coverage.visit(p);
  return coverage.untested;
}

}  // namespace milepost::rules
