// The cues of every sentence that may hold a goal, gathered from the chart in one pass.
#include "fact/goal.h"

namespace milepost::fact {

namespace {

/// Where the mentions of a type go, and which of their attributes are kept as a, b, c.
struct Row {
  TypeId type;
  std::vector<GoalCue> Field::*cues;
  AttributeId a, b, c;
};

std::vector<Row> kept(const GoalWords& ids) {
  return {
      {ids.mood, &Field::moods, ids.mood_of, ids.modality, ids.form},
      {ids.verb, &Field::verbs, ids.role, ids.money, ids.form},
      {ids.noun, &Field::nouns, ids.role, ids.modality, ids.holds},
      {ids.adjective, &Field::adjectives, ids.mood_of, ids.modality, 0},
      {ids.act, &Field::acts, ids.modality, ids.form, 0},
      {ids.say, &Field::says, ids.form, 0, 0},
      {ids.spend, &Field::spends, ids.share_of, 0, 0},
      {ids.adjunct, &Field::adjuncts, ids.of, 0, 0},
      {ids.condition, &Field::conditions, ids.clause, 0, 0},
      {ids.restated, &Field::restated, ids.always, 0, 0},
      {ids.additional, &Field::additionals, ids.side, 0, 0},
      {ids.uncounted, &Field::uncounted, ids.of, 0, 0},
      {ids.step, &Field::steps, ids.role, 0, 0},
      {ids.compared, &Field::compared, ids.direction, 0, 0},
      {ids.ended, &Field::ended, ids.unit, 0, 0},
      {ids.level, &Field::levels, ids.kind, 0, 0},
      {ids.capacity, &Field::capacities, 0, 0, 0},
      {ids.reader, &Field::readers, 0, 0, 0},
      {ids.past_word, &Field::pasts, 0, 0, 0},
      {ids.outline, &Field::outlines, 0, 0, 0},
      {ids.done, &Field::dones, 0, 0, 0},
      {ids.share, &Field::shares, 0, 0, 0},
      {ids.place_unit, &Field::place_units, 0, 0, 0},
      {ids.rate, &Field::rates, 0, 0, 0},
      {ids.purpose, &Field::purposes, 0, 0, 0},
      {ids.definite, &Field::definites, 0, 0, 0},
      {ids.market, &Field::markets, 0, 0, 0},
      {ids.cover, &Field::covers, ids.side, 0, 0},
      {ids.phase, &Field::phases, 0, 0, 0},
  };
}

}  // namespace

std::vector<Field> fields_of(const Scene& scene, const GoalWords& ids) {
  std::vector<Field> fields(scene.text.sentences.size());
  for (std::uint32_t q = 0; q < scene.linked.quantities.size(); ++q)
    if (scene.linked.quantities[q].sentence < fields.size()) fields[scene.linked.quantities[q].sentence].quantities.push_back(q);
  for (std::uint32_t t = 0; t < scene.linked.times.size(); ++t)
    if (scene.linked.times[t].sentence < fields.size()) fields[scene.linked.times[t].sentence].times.push_back(t);
  const std::vector<Row> rows = kept(ids);
  std::vector<std::uint8_t> row_of(scene.program.types.size(), 0xff);
  for (std::size_t r = 0; r < rows.size(); ++r)
    if (rows[r].type != 0) row_of[rows[r].type] = static_cast<std::uint8_t>(r);
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    Field& f = fields[i];
    f.sentence = i;
    f.first = scene.text.sentences[i].first;
    f.last = scene.text.sentences[i].last;
    std::uint32_t capitals = 0, letters = 0;
    for (std::uint32_t t = f.first; t < f.last; ++t) {
      const Token& token = scene.text.tokens[t];
      if (token.is(Token::kAlpha)) ++letters, capitals += token.is(Token::kCap) ? 1 : 0;
      for (MentionId id = scene.chart.starts[t]; id != kNone; id = scene.chart.mentions[id].next) {
        const Mention& m = scene.chart.mentions[id];
        if (m.type == ids.estimate) f.estimated = true;
        if (row_of[m.type] == 0xff) continue;
        const Row& row = rows[row_of[m.type]];
        const auto text = [&](AttributeId a) { return a == 0 ? std::string_view{} : scene.chart.get(m, a).text; };
        (f.*row.cues).push_back({m.first, m.last, id, text(row.a), text(row.b), text(row.c)});
      }
    }
    f.headline = scene.text.sentences[i].block == Sentence::Block::kHead && capitals * 3 > letters * 2;
    f.question = f.first < f.last && scene.text.view(scene.text.tokens[f.last - 1]) == "?";
  }
  return fields;
}

}  // namespace milepost::fact
