// Everything that can be wrong without running a rule. Door: check(). Linear in the size of the set, but for "did you mean", which looks at
// all known names once for each wrong one.
#include "rules/check.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "rules/suggest.h"

namespace milepost::rules {

namespace {

/// Second and later declarations of one name.
class Unique {
 public:
  Unique(std::string what, const RuleSet& set, NameCheck& names) : what_(std::move(what)), set_(set), names_(names) {}
  void add(const std::string& name, const Position& at) {
    if (name.empty()) return;
    const auto [it, fresh] = first_.emplace(name, at);
    if (fresh) return;
    const Position& p = it->second;
    names_.error(at, "a second " + what_ + " '" + name + "'", "the first stands in " + set_.files[p.file] + ":" + std::to_string(p.line));
  }

 private:
  std::string what_;
  const RuleSet& set_;
  NameCheck& names_;
  std::map<std::string, Position> first_;
};

/// An ISO date of the calendar.
bool is_date(const std::string& s) {
  int year = 0;
  unsigned month = 0, day = 0;
  char end = 0;
  return s.size() == 10 && s.find_first_not_of("0123456789-") == std::string::npos &&
         std::sscanf(s.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &end) == 3 &&
         std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)).ok();
}

void check_examples(const std::string& what, const std::vector<Example>& examples, const Position& at, NameCheck& names) {
  std::size_t yes = 0, no = 0;
  for (const Example& e : examples) {
    names.expectations(e);
    if (!e.date.empty() && !is_date(e.date)) names.error(e.position, "'" + e.date + "' is no date", "write [at 2024-05-02]");
    if (e.kind == Example::Kind::kPositive) ++yes;
    if (e.kind != Example::Kind::kPositive && e.kind != Example::Kind::kKnownGap) ++no;
  }
  if (yes < 2) names.error(at, what + " has " + (yes == 0 ? "no" : "only one") + " '+' example", "give two sentences it must match");
  if (no < 1) names.error(at, what + " has no '-' example", "give a sentence it must not match");
}

/// The parts that rules and frames share, checked with the captures of their patterns.
template <class Owner>
void check_shared(const std::string& what, const Owner& r, const Captures& captures, const std::vector<std::string>& ids,
                  NameCheck& names) {
  if (const TypeDecl* type = names.find_type(r.type); type != nullptr) {
    std::set<std::string> made;
    for (const Assignment& a : r.make) {
      names.made_attribute(r.type, a.attribute, a.position);
      names.made_kind(*type, a);
      if (!made.insert(a.attribute).second) names.error(a.position, std::string("'").append(a.attribute).append("' is made twice"));
    }
  } else {
    names.type(r.type, r.position);
  }
  for (const Assignment& a : r.make) names.expression(a.value, captures);
  for (const Guard& g : r.guards) names.guard(g);
  if (r.guards.size() > kMaxGuards) names.error(r.position, what + " has more than 32 guards");
  for (const std::string& b : r.beats)
    if (!std::binary_search(ids.begin(), ids.end(), b)) {
      const std::string cure = did_you_mean(b, ids);
      names.error(r.position, what + " beats '" + b + "', which is no rule", cure);
    }
  check_examples(what, r.examples, r.position, names);
}

void check_rule(const Rule& r, const std::vector<std::string>& ids, NameCheck& names) {
  const std::string what = "rule " + r.id;
  Captures captures;
  if (r.matches.empty()) names.error(r.position, what + " has no 'match'");
  for (const Pattern& p : r.matches) names.pattern(p, captures);
  for (const Expr& e : r.where) names.expression(e, captures);
  check_shared(what, r, captures, ids, names);
}

void check_frame(const Frame& f, const std::vector<std::string>& ids, NameCheck& names) {
  const std::string what = "frame " + f.id;
  Captures captures;
  if (f.triggers.empty()) names.error(f.position, what + " has no 'trigger'");
  for (const Pattern& p : f.triggers) names.pattern(p, captures);
  for (const Slot& s : f.slots) {
    if (captures.contains(s.name)) names.error(s.position, "two captures or slots of the name '" + s.name + "'");
    CaptureNames& fillers = captures[s.name];
    for (const Pattern& p : s.types) {
      Captures none;
      names.pattern(p, none);
      if (p.kind == Pattern::Kind::kType)
        fillers.types.insert(p.text);
      else if (p.kind == Pattern::Kind::kLexicon)
        fillers.lexicons.insert(p.text);
      else
        names.error(p.position, "a slot takes types and lexicons");
      if (p.min != 1 || p.max != 1 || !p.capture.empty())
        names.error(p.position, "a slot's filler stands alone, without capture or repetition", "'many' takes all, 'required' at least one");
    }
    Captures none;
    if (s.cue) names.pattern(*s.cue, none);
  }
  for (const Expr& e : f.when) names.expression(e, captures);
  check_shared(what, f, captures, ids, names);
}

void check_context(const Context& c, NameCheck& names) {
  const std::string what = "context " + c.id;
  Captures none;
  if (c.cues.empty()) names.error(c.position, what + " has no 'cue'");
  if (c.types.empty()) names.error(c.position, what + " has no 'on'", "name the types whose mentions it marks");
  for (const Pattern& p : c.cues) names.pattern(p, none);
  if (c.stop) names.pattern(*c.stop, none);
  if (c.pseudo) names.pattern(*c.pseudo, none);
  for (const std::string& t : c.types)
    if (names.type(t, c.position)) names.made_attribute(t, c.attribute, c.position);
  check_examples(what, c.examples, c.position, names);
}

/// Lets have been put in by now; what nobody named is found in the sources' own patterns: a let is used when its name stands anywhere.
void check_lets(const RuleSet& set, NameCheck& names) {
  for (const Let& l : set.lets) {
    if (names.find_type(l.name) != nullptr) names.error(l.position, "'" + l.name + "' is a type as well");
    std::size_t seen = 0;
    for (std::size_t f = 0; f < set.sources.size() && seen < 2; ++f) {
      if (!set.files[f].ends_with(".rules")) continue;
      const std::string& s = set.sources[f];
      const auto part = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
      for (std::size_t at = s.find(l.name); at != std::string::npos && seen < 2; at = s.find(l.name, at + 1)) {
        const std::size_t end = at + l.name.size();
        seen += (at == 0 || !part(s[at - 1])) && (end >= s.size() || !part(s[end]));
      }
    }
    if (seen < 2) names.warning(l.position, "let '" + l.name + "' is used nowhere", "remove it");
  }
}

}  // namespace

void check(const RuleSet& set, std::vector<Diagnostic>& diagnostics) {
  NameCheck names(set, diagnostics);
  if (set.rules.size() + set.frames.size() + set.contexts.size() > kMaxRules) {
    const Position at = set.rules.empty() ? Position{} : set.rules.back().position;
    return names.error(at, "more than 20000 rules", "leave some out");
  }
  Unique types("type", set, names), lets("let", set, names), ids("rule", set, names);
  for (const TypeDecl& t : set.types) types.add(t.name, t.position);
  for (const Let& l : set.lets) lets.add(l.name, l.position);
  std::vector<std::string> known;
  for (const Rule& r : set.rules) ids.add(r.id, r.position), known.push_back(r.id);
  for (const Frame& f : set.frames) ids.add(f.id, f.position), known.push_back(f.id);
  for (const Context& c : set.contexts) ids.add(c.id, c.position);
  std::sort(known.begin(), known.end());
  for (const Rule& r : set.rules) check_rule(r, known, names);
  for (const Frame& f : set.frames) check_frame(f, known, names);
  for (const Context& c : set.contexts) check_context(c, names);
  for (const Let& l : set.lets) {
    if (l.pattern.conditions.empty()) continue;
    Captures none;
    if (l.pattern.kind == Pattern::Kind::kLexicon) names.pattern(l.pattern, none);
  }
  check_lets(set, names);
  check_circles(set, names);
}

}  // namespace milepost::rules
