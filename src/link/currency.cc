// "$" in Sydney: a word of money that many countries use means the currency of the country that the article is about.
#include <algorithm>

#include "link/country.h"
#include "link/link.h"

namespace milepost::link {

namespace {

constexpr std::size_t kDateline = 1000;  ///< the dateline's country outweighs any number of mentions

}  // namespace

Weights weigh_countries(const Text& text, const Linked& linked) {
  Weights weights;
  for (const Entity& e : linked.entities) {
    if (e.country.empty()) continue;
    weights[e.country] += e.spans.size();
    if (e.type != Entity::Type::kPlace || text.dateline.empty()) continue;
    if (std::any_of(e.spans.begin(), e.spans.end(), [&](Span s) { return text.dateline.overlaps(s); })) weights[e.country] += kDateline;
  }
  return weights;
}

namespace {

/// The name of a currency.
std::string_view named(const rules::LexiconTable& table, std::string_view code) {
  const rules::RowId row = table.find(table.column("code"), code);
  return row == kNone ? std::string_view{} : table.cell(row, table.column("name"));
}

}  // namespace

void settle_currencies(const Text& text, const rules::Program& program, Arena& arena, Linked& linked) {
  const rules::LexiconTable *table = program.lexicon("national_currencies"), *world = program.lexicon("world_prices");
  const auto assumed = [](const Quantity& q) {
    return (q.dimension == "money" || q.dimension == "rate") &&
           std::find(q.flags.begin(), q.flags.end(), "assumed_currency") != q.flags.end();
  };
  if (table == nullptr || std::none_of(linked.quantities.begin(), linked.quantities.end(), assumed)) return;
  const int of = table->column("assumed"), country = table->column("country"), code = table->column("code"), name = table->column("name");
  const Weights weights = weigh_countries(text, linked);
  const auto heaviest_of = [&](std::string_view unit) -> rules::RowId {  // the row of the country that is named most
    rules::RowId best = kNone;
    std::size_t most = 0;
    for (rules::RowId row = 0; row < table->rows.size(); ++row) {
      if (table->cell(row, of) != unit) continue;
      const auto weight = weights.find(table->cell(row, country));
      const std::size_t w = weight == weights.end() ? 0 : weight->second;
      if (best == kNone || w > most) best = row, most = w;
    }
    return most < 2 ? kNone : best;
  };
  std::vector<std::pair<std::string_view, rules::RowId>> heaviest;  // by unit
  for (Quantity& q : linked.quantities) {
    if (!assumed(q)) continue;
    const std::string_view unit = q.unit.substr(0, q.unit.find('/')), rest = q.unit.substr(unit.size());
    if (world != nullptr && !rest.empty() && world->find(world->column("code"), rest.substr(1)) != kNone) continue;  // $80 a barrel
    const auto known = std::find_if(heaviest.begin(), heaviest.end(), [&](const auto& x) { return x.first == unit; });
    const rules::RowId best = known != heaviest.end() ? known->second : heaviest.emplace_back(unit, heaviest_of(unit)).second;
    if (best == kNone || table->cell(best, code) == unit) continue;
    std::string changed(table->cell(best, code));
    q.unit = arena.copy(changed.append(rest));
    const std::string_view old = named(*table, unit);
    if (!q.unit_name.starts_with(old)) continue;
    std::string fresh(table->cell(best, name));  // "US dollar per year": the currency's part of the name alone
    q.unit_name = arena.copy(fresh.append(q.unit_name.substr(old.size())));
  }
}

}  // namespace milepost::link
