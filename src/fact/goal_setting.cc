// What an amount stands in: the mood that governs it, the verb whose level it is, or the aim that names it.
#include <algorithm>

#include "fact/goal.h"

namespace milepost::fact {

GoalWords::GoalWords(const rules::Program& p)
    : mood(p.type("GoalMood")),
      verb(p.type("GoalVerb")),
      noun(p.type("GoalNoun")),
      spend(p.type("SpendVerb")),
      capacity(p.type("CapacityCue")),
      level(p.type("LexicalLevel")),
      quantity(p.type("Quantity")),
      time(p.type("Time")),
      prep(p.type("TimePrep")),
      mood_of(p.attribute("mood")),
      modality(p.attribute("modality")),
      form(p.attribute("form")),
      role(p.attribute("role")),
      money(p.attribute("money")),
      basis(p.attribute("basis")),
      value(p.attribute("value")),
      unit(p.attribute("unit")),
      direction(p.attribute("direction")),
      time_of(p.attribute("time")),
      past(p.class_bit("past")),
      part(p.class_bit("part")),
      auxiliary(p.class_bit("aux")),
      preposition(p.class_bit("prep")),
      be(p.class_bit("be")),
      to(p.class_bit("to")),
      infinitive(p.class_bit("base")) {}

void Field::clear() {
  moods.clear();
  verbs.clear();
  nouns.clear();
  spends.clear();
  capacities.clear();
  levels.clear();
  quantities.clear();
  times.clear();
}

namespace {

const GoalCue* covering(const std::vector<GoalCue>& cues, std::uint32_t token) {
  const GoalCue* best = nullptr;
  for (const GoalCue& c : cues)
    if (c.first <= token && token < c.last && (best == nullptr || c.last - c.first > best->last - best->first)) best = &c;
  return best;
}

class Walk {
 public:
  Walk(const Scene& scene, const GoalWords& words, const Field& field) : scene_(scene), w_(words), field_(field) {}

  std::uint32_t classes(std::uint32_t i) const {
    const Token& t = scene_.text.tokens[i];
    if (!t.is(Token::kAlpha)) return 0;
    if (t.word != kUnknownWord) return scene_.program.class_of(t, {});
    folded_.clear();
    fold(scene_.text.view(t), folded_);
    return scene_.program.class_of(t, folded_);
  }

  /// A past tense that governs what follows: "raised", "was"; not a participle behind a noun it describes or behind "to be".
  bool past(std::uint32_t i) const {
    const std::uint32_t c = classes(i);
    if ((c & w_.past) == 0 || scene_.text.tokens[i].is(Token::kCap)) return false;
    if ((c & w_.part) == 0) return true;
    if (i == field_.first) return false;
    const std::uint32_t before = classes(i - 1);
    if ((before & w_.auxiliary) != 0) return true;
    // Ambiguous between past tense and participle: a preposition behind it speaks for the participle.
    if (i + 1 < field_.last && (classes(i + 1) & w_.preposition) != 0 && (classes(i + 1) & w_.to) == 0) {
      const std::string_view mark = scene_.text.view(scene_.text.tokens[i + 1]);
      return covering(field_.verbs, i) != nullptr && !mark.empty();
    }
    return true;
  }

  bool stops(std::uint32_t i) const {
    const Token& t = scene_.text.tokens[i];
    return t.is(Token::kPunct) && t.end - t.begin == 1 && scene_.text.document->text[t.begin] == ';';
  }

  void left(std::uint32_t first, Setting& s) const {
    for (std::uint32_t i = first; i-- > field_.first;) {
      if (stops(i)) return;
      if (const GoalCue* m = covering(field_.moods, i); m != nullptr) {
        s.mood = m;
        return;
      }
      if (s.verb == nullptr && !s.spend) {
        if (covering(field_.spends, i) != nullptr && covering(field_.verbs, i) == nullptr)
          s.spend = true;
        else if (const GoalCue* v = covering(field_.verbs, i); v != nullptr && v->c != "past")
          s.verb = v;
      }
      if (past(i)) {
        s.past = true;
        s.past_at = i;
        if (s.verb == nullptr) s.verb = covering(field_.verbs, i);
        return;
      }
    }
  }

  /// "25% of output will be reserved": the mood stands behind the amount, with nothing but its phrase between.
  void right(std::uint32_t last, Setting& s) const {
    for (std::uint32_t i = last; i < field_.last && i < last + 10; ++i) {
      const Token& t = scene_.text.tokens[i];
      const GoalCue* m = covering(field_.moods, i);
      if (m != nullptr) {
        s.mood = m;
        s.subject = true;
        s.passive = (classes(m->last - 1) & w_.be) != 0;
        for (std::uint32_t k = m->last; k < field_.last && k < m->last + 4; ++k) {
          if ((classes(k) & w_.be) != 0) s.passive = true;
          if (const GoalCue* v = covering(field_.verbs, k); v != nullptr && s.verb == nullptr) s.verb = v;
        }
        return;
      }
      if (t.is(Token::kPunct) || past(i) || (classes(i) & w_.auxiliary) != 0) return;
    }
  }

 private:
  const Scene& scene_;
  const GoalWords& w_;
  const Field& field_;
  mutable std::string folded_;
};

}  // namespace

Setting setting_of(const Scene& scene, const GoalWords& words, const Field& field, std::uint32_t first, std::uint32_t last) {
  Setting s;
  const Walk walk(scene, words, field);
  for (const GoalCue& n : field.nouns)
    if ((n.last <= first && first - n.last <= 4) || (n.first >= last && n.first - last <= 3)) s.noun = &n;
  for (const GoalCue& c : field.capacities)
    if (c.last <= first && first - c.last <= 3) s.capacity = true;
  Setting r;
  walk.right(last, r);
  walk.left(first, s);
  const bool object = s.mood != nullptr && s.verb != nullptr && s.verb->first + 12 > first;
  if (r.mood != nullptr && r.mood->a != "neg" && !object && !s.capacity && (r.passive || r.verb != nullptr)) {
    r.noun = s.noun;
    return r;
  }
  return s;
}

}  // namespace milepost::fact
