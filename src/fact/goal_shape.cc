// The shape of a goal: which way, by or to how much, in what unit; and what follows from the words around.
#include <algorithm>

#include "fact/goal_amount.h"

namespace milepost::fact {

void Shape::give(const Field& f, const Quantity& q, const Setting& s, Goal& g) const {
  set_unit(q, g);
  shape(f, q, s, g);
  consequence(f, q, s, g);
}

void Shape::set_basis(const Field& f, const Quantity& q, const Setting& s, std::string_view role, Goal& g) const {
  const bool percent = q.dimension == "percent" || q.dimension == "percentage_point";
  const bool moves = role == "increase" || role == "decrease";
  const bool delta = q.role == QuantityRole::kDelta, to = q.role == QuantityRole::kTo;
  if (q.role == QuantityRole::kFactor) {
    g.basis = "multiple";
    g.unit = "1";
    g.unit_name = "times";
    g.direction = q.direction == Direction::kDown ? "decrease" : "increase";
  } else if (percent && q.role == QuantityRole::kShare) {
    g.basis = "share";
  } else if (percent && (delta || (moves && !to))) {
    g.basis = "change";
  } else if (percent) {
    const std::uint32_t at = s_.chart.mentions[q.mention].first;
    const bool rate = std::any_of(f.rates.begin(), f.rates.end(), [&](const GoalCue& c) { return c.last <= at; });
    // forest cover to 33%, not a tariff
    bool share = !amounts_.rated(f, q, s) && (moves ? g.kind == Goal::Kind::kTarget && !rate : !(rate && amounts_.basis_of(s) == "set"));
    for (const GoalCue& c : f.shares)
      share = share || (s.predicate != nullptr && c.first + 12 > s.predicate->first && c.last <= s_.chart.mentions[q.mention].first);
    g.basis = share ? "share" : "absolute";
  } else {
    const bool direct =
        s.place == Setting::Place::kObject && s.verb != nullptr && s.verb->last == s.begin && q.role == QuantityRole::kLevel;
    g.basis = amounts_.basis_of(s) == "change" || (moves && (delta || direct)) ? "change" : "absolute";
  }
}

void Shape::shape(const Field& f, const Quantity& q, const Setting& s, Goal& g) const {
  std::string_view role = s.verb != nullptr ? s.verb->a : s.noun != nullptr ? s.noun->a : "reach";
  if (s.noun != nullptr && s.noun->a == "limit" && role == "reach") role = "limit";  // set a ceiling of
  const bool turns = q.role == QuantityRole::kDelta || q.role == QuantityRole::kFactor || q.role == QuantityRole::kTo;
  if (q.direction == Direction::kUp && (role == "reach" || s.verb == nullptr) && turns) role = "increase";
  if (q.direction == Direction::kDown && (role == "reach" || s.verb == nullptr || role == "increase") && turns) role = "decrease";
  g.direction = role;
  set_basis(f, q, s, role, g);
  if (role == "eliminate" && q.low != 0) g.direction = g.basis == "change" ? "decrease" : "reach";  // retire 400 MW; lift duties on 90%
  if (q.low == 0 && q.high == 0 && q.unit == "1") {  // cut emissions to zero, keep imports at zero
    g.unit = "%", g.unit_name = "percent", g.basis = "absolute";
    if (role != "maintain") g.direction = "eliminate";
  }
  switch (q.bound) {
    case Bound::kMoreThan:
      g.bound = Bound::kAtLeast;
      break;
    case Bound::kLessThan:
      g.bound = Bound::kAtMost;
      break;
    default:
      g.bound = q.bound;
  }
  if (role == "limit" && g.bound == Bound::kExact) g.bound = Bound::kAtMost;
  if (s.predicate == nullptr || s.predicate->kept.empty() || s.place != Setting::Place::kObject) return;
  g.direction = "limit";  // must not exceed, may not be less than
  const bool over = s.predicate->kept == "over" || (s.predicate->kept == "bound" && q.bound == Bound::kLessThan);
  g.bound = over ? Bound::kAtLeast : Bound::kAtMost;
}

void Shape::consequence(const Field& f, const Quantity& q, const Setting& s, Goal& g) const {
  const Mention& m = s_.chart.mentions[q.mention];
  const bool moves = g.direction == "increase" || g.direction == "decrease";
  const bool hung = s.begin > f.first && !(s.predicate != nullptr && s.predicate->last == s.begin) && words_.preposition(s.begin - 1) &&
                    q.role == QuantityRole::kLevel && s.place == Setting::Place::kObject;
  if (moves && hung && q.unit.starts_with("{")) g.direction = "reach", g.basis = "absolute";  // raise the efficiency of 40 mills
  if (g.direction == "reach" && q.unit.starts_with("{") && amounts_.additional(f, m, s.begin)) g.direction = "increase", g.basis = "change";
  if (s.verb != nullptr && s.verb->a == "eliminate" && q.dimension == "percent" && !s.adjunct && s.verb->last <= s.begin) {
    for (const GoalCue& d : f.definites)
      if (d.first >= s.begin && d.last <= m.first) {
        g.baseline_low = q.low, g.baseline_high = q.high, g.baseline_unit = q.unit;
        g.low = g.high = 0;
        g.direction = "eliminate";
      }
  }
  const Predicate* p = s.predicate;
  const bool supposed = p != nullptr && (p->bare_will || p->modality == "proposed");
  if (g.kind == Goal::Kind::kTarget && f.estimated && supposed && s.noun == nullptr)
    g.kind = Goal::Kind::kForecast, g.modality = "expected";
  if (g.kind == Goal::Kind::kTarget && p != nullptr && p->bare_will && s.noun == nullptr) {
    const std::uint32_t at = p->mood != nullptr ? std::min(p->mood->first, p->first) : p->first;  // the market will grow to reach
    for (const GoalCue& c : f.markets) {
      const bool moved = p->verb != nullptr && (p->verb->a == "increase" || p->verb->a == "decrease");
      if (moved && c.first >= p->last && c.last <= s.begin && s.place == Setting::Place::kObject)
        g.kind = Goal::Kind::kForecast, g.modality = "expected";
      bool subject = c.last <= at && at - c.last <= 3 && !(c.first > f.first && words_.preposition(c.first - 1));
      for (std::uint32_t t = c.last; t < at && subject; ++t) subject = words_.alpha(t) || s_.text.tokens[t].is(Token::kNumeral);
      if (subject) g.kind = Goal::Kind::kForecast, g.modality = "expected";
    }
  }
}

std::string_view Shape::name_of_unit(std::string_view code) const {
  const rules::LexiconTable* units = s_.program.lexicon("units");
  if (units == nullptr) return {};
  const rules::RowId row = units->find(units->column("code"), code.substr(0, code.find('/')));
  return row == kNone ? std::string_view{} : units->cell(row, units->column("name"));
}

void Shape::set_unit(const Quantity& q, Goal& g) const {
  g.low = q.low;
  g.high = q.high;
  g.unit = q.unit;
  g.unit_name = q.unit_name;
  g.si_low = q.si_low;
  g.si_unit = q.si_unit;
  if (const std::size_t open = g.unit.find('{'); open != std::string_view::npos && open > 0 && g.unit[open - 1] != '/') {  // t{CO2}
    const std::size_t close = g.unit.find('}', open);
    g.unit =
        s_.arena.copy(std::string(g.unit.substr(0, open)) + std::string(close == std::string_view::npos ? "" : g.unit.substr(close + 1)));
    g.unit_name = name_of_unit(g.unit);
  }
  if (!g.unit.starts_with("{") || q.dimension == "percentage_point")
    return;                                                               // the head noun alone; what qualifies it is part of the indicator
  if (g.unit.size() > 1 && g.unit[1] >= '0' && g.unit[1] <= '9') return;  // a sized container stays whole
  const std::size_t cut = g.unit.rfind('_');
  if (cut == std::string_view::npos) return;
  g.unit = s_.arena.copy("{" + std::string(g.unit.substr(cut + 1)));
  g.unit_name = g.unit.substr(1, g.unit.size() - 2);
}

}  // namespace milepost::fact
