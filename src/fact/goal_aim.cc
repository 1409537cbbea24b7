// Aims without a figure: "plans to increase investment", grade D, or C where they are dated. They are off by default.
#include <algorithm>

#include "fact/kept.h"

namespace milepost::fact {

namespace {

using Kind = Predicate::Kind;

/// An amount that is a goal of its own stands in the words [first, last).
bool holds_goal(const Scene& scene, const std::vector<Goal>& goals, std::size_t from, std::uint32_t first, std::uint32_t last) {
  for (std::size_t i = from; i < goals.size(); ++i)
    for (const MentionId m : goals[i].from)
      if (m < scene.chart.mentions.size() && scene.chart.mentions[m].first >= first && scene.chart.mentions[m].first < last) return true;
  return false;
}

}  // namespace

std::vector<OpenAim> open_aims(const Scene& scene, const link::Words& words, const Field& field, const std::vector<Goal>& goals,
                               std::size_t from) {
  std::vector<OpenAim> out;
  const Phrases phrases(scene, words, scene.kept->parts, field);
  for (std::size_t i = 0; i < field.predicates.size(); ++i) {
    const Predicate& p = field.predicates[i];
    if (p.kind != Kind::kAim || p.head == kNone || p.verb == nullptr || p.passive || p.spends || p.bare_will) continue;
    const bool directed = p.verb->a != "reach" || p.verb->b == "yes";
    const std::uint32_t next = i + 1 < field.predicates.size() ? field.predicates[i + 1].first : field.last;
    Range object = phrases.noun_at(p.last, 1);
    if (object.empty() && p.last + 1 < field.last && words.gerund(p.last)) object = phrases.noun_at(p.last + 1, 1);
    const bool participle = object.first <= p.last + 1 && p.last < field.last && words.gerund(p.last);  // existing production
    if (!directed || object.empty() || object.first > p.last + 2 || holds_goal(scene, goals, from, p.first, std::max(next, object.last)))
      continue;
    if (words.pronoun(object.first)) continue;
    const std::string_view indicator = participle ? scene.text.view(scene.text.span(p.last, object.last)) : phrases.text(object);
    out.push_back({&p, indicator, p.form == Predicate::Form::kFinite ? p.first : p.head, object.last});
  }
  return out;
}

}  // namespace milepost::fact
