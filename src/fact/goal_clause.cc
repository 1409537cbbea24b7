// Verb groups of a sentence and the will behind them. Finite verbs say it themselves ("plans to", "is expected to", "rose"); infinitives,
// gerunds and coordinated verbs take it from the verb, noun or act that they hang on. One pass from left to right.
#include "fact/goal_clause.h"

#include <algorithm>

namespace milepost::fact {

const GoalCue* cue_over(const std::vector<GoalCue>& cues, std::uint32_t token) {
  const GoalCue* best = nullptr;
  for (const GoalCue& c : cues) {
    if (c.first > token) break;
    if (token < c.last && (best == nullptr || c.last - c.first > best->last - best->first)) best = &c;
  }
  return best;
}

const GoalCue* cue_at(const std::vector<GoalCue>& cues, std::uint32_t token) {
  for (const GoalCue& c : cues) {
    if (c.first == token) return &c;
    if (c.first > token) break;
  }
  return nullptr;
}

namespace {

constexpr std::uint32_t kNounReach = 16;

}  // namespace

using Kind = Predicate::Kind;
using Form = Predicate::Form;

void Clauses::add(Predicate p) {
  p.level = level_;
  if (purpose_ && p.form == Form::kFinite) {  // "so that costs are 5% lower"
    if (p.kind == Kind::kFact && !p.past) p.kind = Kind::kOpen;
    purpose_ = false;
  }
  if (condition_ && (p.form == Form::kFinite || p.kind == Kind::kOpen)) p.kind = Kind::kCondition;
  f_.predicates.push_back(p);
}

std::uint32_t Clauses::step(std::uint32_t i) {
  if (!words_.alpha(i)) {
    const Token& token = s_.text.tokens[i];
    const char c = token.end - token.begin == 1 ? s_.text.document->text[token.begin] : '\0';
    if (c == ',' || c == ')' || (c == '\0' && is(i, "\u201d"))) {
      if (level_ > 0 && !f_.predicates.empty() && f_.predicates.back().level == level_) --level_;
      if (condition_ && !f_.predicates.empty() && f_.predicates.back().kind == Kind::kCondition) condition_ = false;
    } else if (c == ';' || c == ':') {
      level_ = 0, condition_ = false;
    }
    // "'ll" begins with a mark
    if (const GoalCue* m = mood_at(i); m != nullptr) return group(i, m);
    return i + 1;
  }
  if (f_.marked(i, Field::kConditionAt)) {
    const GoalCue* c = cue_at(f_.conditions, i);
    condition_ = condition_ || c->a == "yes";
    return c->last;
  }
  if (const GoalCue* m = mood_at(i); m != nullptr && mood_here(*m)) return group(i, m);
  if (f_.marked(i, Field::kPurposeAt) && !f_.predicates.empty()) {
    purpose_ = true;
    if (!has(i, w_.to)) return cue_at(f_.purposes, i)->last;
  }
  if (has(i, w_.subordinate | w_.relative)) {
    const bool said = !f_.predicates.empty() && f_.predicates.back().says && f_.predicates.back().last == i;
    if (!said) level_ = std::min<std::uint32_t>(level_ + 1, 3);
    condition_ = false;
    return i + 1;
  }
  if (has(i, w_.auxiliary) && lower(i)) return group(i, nullptr);
  if (f_.marked(i, Field::kAdjunctAt))
    if (const GoalCue* c = cue_at(f_.adjuncts, i); c->last > i + 1 || has(i, w_.ing)) return c->last;  // compared with, including
  return plain(i);
}

void Clauses::take(Predicate& p, const Predicate& from) {
  p.kind = from.kept.empty() ? from.kind : Kind::kNegated;
  p.modality = from.modality;
  if (p.mood == nullptr) p.mood = from.mood;
  if (from.kind == Kind::kFact) p.past = from.past;
  p.bare_will = from.bare_will;
}

const GoalCue* Clauses::noun_before(std::uint32_t i) const {
  const GoalCue* best = nullptr;
  for (const GoalCue& n : f_.nouns) {
    if (n.last > i) break;
    if (i - n.last <= kNounReach) best = &n;
  }
  if (best == nullptr) return nullptr;
  for (std::uint32_t t = best->last; t < i; ++t) {
    if (is(t, ";") || is(t, ":") || is(t, "\u2014") || is(t, "(")) return nullptr;
    if (is(t, ",") && i - best->last > 3) return nullptr;
  }
  for (const Predicate& p : f_.predicates)
    if (p.first >= best->last && p.last <= i && p.form != Form::kParticiple) return nullptr;
  return best;
}

void Clauses::inherit(std::size_t k) {
  Predicate& p = f_.predicates[k];
  if (p.kind != Kind::kOpen && (p.form == Form::kFinite || p.form == Form::kParticiple)) {
    const bool would = p.kind == Kind::kAim && p.modality == "proposed" && p.mood != nullptr && has(p.mood->first, w_.modal);
    if (p.kind == Kind::kAim && (p.bare_will || would) && k > 0) {  // "is expected to rise … but will fall", "expects that it will"
      std::size_t j = k - 1;  // over "which they are making" in "predicts that demand for the mills, which they are making, will double"
      while (j > 0 && f_.predicates[j].level > p.level) --j;
      const Predicate& b = f_.predicates[j];
      const bool moved = b.verb != nullptr && (b.verb->a == "increase" || b.verb->a == "decrease");
      if (b.kind == Kind::kForecast && (b.head == kNone || (moved && p.first - b.last < 24)))
        p.kind = Kind::kForecast, p.modality = "expected";
    }
    return;
  }
  if (p.kind != Kind::kOpen) return;
  const bool behind_comma = p.first > f_.first && is(p.first - 1, ",");
  const Predicate* from = nullptr;
  for (std::size_t j = k; j-- > 0;) {
    const Predicate& b = f_.predicates[j];
    if (b.form == Form::kParticiple) continue;
    if (behind_comma && b.level > p.level && (p.form == Form::kInfinitive || b.kind == Kind::kFact)) continue;
    from = &b;
    break;
  }
  const bool of = p.form == Form::kGerund && p.first > f_.first && has(p.first - 1, w_.preposition);
  const GoalCue* step = of ? cue_at(f_.steps, p.first - 1) : nullptr;
  const bool told = step != nullptr && step->a == "by" && from != nullptr && from->kind == Kind::kFact && !from->acts;
  if (p.form == Form::kInfinitive || (of && !told)) {  // "went on with its mission by adding 40 shops" tells what was done
    const GoalCue* n = noun_before(p.first);
    const bool in_force =
        n != nullptr && n->c == "frame" && from != nullptr && from->last <= n->first && from->kind == Kind::kFact && !from->acts;
    const bool apart = of && n != nullptr && n->last + 1 != p.first;  // "plans with 400 m of living space"
    if (n != nullptr && !in_force && !apart && (from == nullptr || from->last <= n->first || from->kind == Kind::kFact)) {
      const bool dropped = from != nullptr && from->kind == Kind::kFact && from->verb != nullptr && from->last + 3 >= n->first &&
                           from->last <= n->first &&
                           (from->verb->a == "decrease" || from->verb->a == "eliminate");  // scrapped its target of
      const bool negated = dropped || (from != nullptr && from->kind == Kind::kNegated && from->last + 4 >= n->first);
      const bool achieved = n->c == "level" && from != nullptr && from->kind == Kind::kFact && from->past && !from->acts &&
                            from->verb != nullptr && from->verb->a == "reach" && from->last <= n->first &&
                            from->last + 3 >= n->first;  // achieved its goal of
      p.noun = n;
      p.kind = negated ? Kind::kNegated : achieved ? Kind::kFact : Kind::kAim;
      p.modality = n->b;
      const bool expects = from != nullptr && from->kind == Kind::kForecast && from->head == kNone && n->c != "level";
      if (from != nullptr && (from->kind == Kind::kAim || from->kind == Kind::kCondition || expects)) take(p, *from);
      return;
    }
  }
  const bool reduced_gerund = p.form == Form::kGerund && !behind_comma && !of && p.first > f_.first && words_.noun(p.first - 1);
  if (from != nullptr && reduced_gerund) {  // "next to a park hosting 40,000 guests": not what is willed
    bool comma = false;
    for (std::uint32_t t = from->last; t < p.first; ++t) comma = comma || is(t, ",");
    if (comma) return;
  }
  if (from == nullptr && p.form == Form::kGerund && p.first > f_.first && words_.noun(p.first - 1))  // a plant making 5 kt is to be built
    for (std::size_t j = k + 1; j < f_.predicates.size() && j < k + 3; ++j)
      if (const Predicate& b = f_.predicates[j]; b.form == Form::kFinite && b.kind == Kind::kAim && b.passive) return take(p, b);
  if (from == nullptr) {
    if (f_.headline && p.form == Form::kInfinitive) p.kind = Kind::kAim, p.modality = "planned";
    return;
  }
  take(p, *from);
  const bool ensues =
      p.form == Form::kGerund && behind_comma && from->kind == Kind::kNegated && from->bare_will && from->form == Form::kFinite;
  if (ensues) p.kind = Kind::kAim, p.modality = "expected";  // will no longer be required, saving them $5m
  const bool outlined = p.form == Form::kGerund && behind_comma && cue_at(f_.outlines, p.first) != nullptr;
  const bool funds = from->spends && !from->past && from->form == Form::kFinite;  // provides $5m to train 400 nurses
  if (from->kind == Kind::kFact && (from->acts || funds) && (p.form == Form::kInfinitive || outlined)) {
    const GoalCue* act = cue_over(f_.acts, from->head);
    p.kind = Kind::kAim, p.past = false;
    p.modality = act != nullptr ? act->a : "planned";
  }
}

void read_predicates(const Scene& scene, const link::Words& words, const GoalWords& ids, Field& field) {
  Clauses(scene, words, ids, field).run();
}

}  // namespace milepost::fact
