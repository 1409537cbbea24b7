// What a sentence offers to deals: cues, names, sums, words of role, stage and worth, all in text order.
#include <algorithm>

#include "fact/kept.h"

namespace milepost::fact {

DealWords::DealWords(const rules::Program& p)
    : cue(p.type("DealCue")),
      role(p.type("DealRole")),
      stage(p.type("DealStage")),
      worth(p.type("DealWorth")),
      actor(p.type("DealActor")),
      sequel(p.type("DealSequel")),
      paper(p.type("DealPaper")),
      demonym(p.type("Demonym")),
      known{p.type("Time"), p.type("RoleNoun"), demonym, p.type("Organization"), p.type("Person"), p.type("Place")},
      kind(p.attribute("kind")),
      stage_of(p.attribute("stage")),
      shape(p.attribute("shape")),
      needs(p.attribute("needs")),
      agent(p.attribute("agent")),
      object(p.attribute("object")),
      from(p.attribute("from")),
      to(p.attribute("to")),
      with(p.attribute("with")),
      by(p.attribute("by")),
      of(p.attribute("of")),
      aim(p.attribute("aim")),
      role_of(p.attribute("role")),
      value_of(p.attribute("value_of")),
      who(p.attribute("who")),
      name(p.attribute("name")),
      iso(p.attribute("iso")) {}

void Ground::clear() {
  cues.clear();
  names.clear();
  sums.clear();
  roles.clear();
  stages.clear();
  worths.clear();
  actors.clear();
  strangers.clear();
}

char mark_at(const Text& text, std::uint32_t token) {
  const Token& t = text.tokens[token];
  return t.is(Token::kPunct) && t.end - t.begin == 1 ? text.document->text[t.begin] : '\0';
}

namespace {

constexpr double kVague = 5;  ///< a sum whose ends are so far apart says nothing

Cue read_cue(const Scene& scene, const DealWords& w, MentionId id) {
  const Mention& m = scene.chart.mentions[id];
  const auto word = [&](AttributeId a) { return scene.chart.get(m, a).text; };
  return {
      id,           m.first,    m.last,       word(w.kind), word(w.stage_of), word(w.shape), word(w.needs), word(w.agent), word(w.object),
      word(w.from), word(w.to), word(w.with), word(w.by),   word(w.of),       word(w.aim)};
}

/// "the state oil company": the noun goes on, so that the words before it point at nobody.
bool goes_on(const Scene& scene, std::uint32_t next) {
  if (next >= scene.text.tokens.size() || !scene.text.tokens[next].is(Token::kLower)) return false;
  const Token& t = scene.text.tokens[next];
  const std::uint32_t classes = scene.program.class_of(t, scene.text.view(t));
  const auto has = [&](std::string_view name) { return (classes & scene.program.class_bit(name)) != 0; };
  return has("noun") && !has("verb") && !has("aux") && !has("modal") && !has("adv") && !has("prep") && !has("past");
}

void gather_signs(const Scene& scene, const DealWords& w, Ground& g) {
  scene.kept->openers.cues().each(g.first, g.last, [&](std::uint32_t t) {
    for (MentionId id = scene.chart.starts[t]; id != kNone; id = scene.chart.mentions[id].next) {
      const Mention& m = scene.chart.mentions[id];
      if (m.type == w.role && w.role != 0) g.roles.push_back({m.first, m.last, scene.chart.get(m, w.role_of).text, {}, {}});
      if (m.type == w.stage && w.stage != 0) g.stages.push_back({m.first, m.last, scene.chart.get(m, w.stage_of).text, {}, {}});
      if (m.type == w.actor && w.actor != 0 && !goes_on(scene, m.last))
        g.actors.push_back(
            {m.first, m.last, scene.chart.get(m, w.who).text, scene.chart.get(m, w.name).text, scene.chart.get(m, w.iso).text});
      if (m.type == w.worth && w.worth != 0) g.worths.push_back({m.first, m.last, scene.chart.get(m, w.value_of).text, {}, {}});
    }
  });
}

bool possessive(const Text& text, std::uint32_t token) {
  const std::string_view w = text.view(text.tokens[token]);
  return w.front() == '\'' || w.substr(0, 3) == "\xE2\x80\x99";
}

/// Places that only tell where a firm is from are no parties: "China's Baowu Steel", "Tamil Nadu-based Al Ameen", "U.S. Steel".
void drop_modifiers(const Scene& scene, TypeId paper, Ground& g) {
  std::vector<Named> kept;
  for (std::size_t i = 0; i < g.names.size(); ++i) {
    const Named& n = g.names[i];
    if (names_paper(scene, paper, n.last)) continue;
    const bool place = party_at(scene, g, n.entity).type == Entity::Type::kPlace;
    const bool comma = n.first >= g.first + 2 && mark_at(scene.text, n.first - 1) == ',';
    if (place && comma && i > 0 && g.names[i - 1].last + 1 == n.first && party_at(scene, g, g.names[i - 1].entity).kind == "city")
      continue;  // "Dallas, Texas"
    const bool region = party_at(scene, g, n.entity).kind == "region", named = i > 0 && g.names[i - 1].last + 1 == n.first;
    if (region && comma && !named && scene.text.tokens[n.first - 2].is(Token::kCap)) continue;  // "Clay County, Florida"
    if (place && party_at(scene, g, n.entity).kind == "city" && i + 1 < g.names.size() && g.names[i + 1].first - n.last <= 3 &&
        party_at(scene, g, g.names[i + 1].entity).type == Entity::Type::kPerson && mark_at(scene.text, n.last) == '\0')
      continue;  // "Oslo builder Ann Lee"
    if (place && i + 1 < g.names.size() && party_at(scene, g, g.names[i + 1].entity).type == Entity::Type::kOrganization) {
      const std::uint32_t gap = g.names[i + 1].first - n.last;
      const bool hyphen = n.last < g.last && mark_at(scene.text, n.last) == '-';
      if (gap == 0 || (gap <= 3 && (hyphen || possessive(scene.text, n.last)))) continue;
    }
    if (place && party_at(scene, g, n.entity).kind == "city" && goes_on(scene, n.last)) continue;  // "the Oslo water company"
    kept.push_back(n);
  }
  g.names = std::move(kept);
}

/// "norland-inks-deal-with-helio": the words of a web address.
bool in_address(const Text& text, const Mention& m) {
  const auto glue = [&](std::uint32_t t) {
    const char mark = mark_at(text, t);
    return mark == '-' || mark == '/' || mark == '_' || mark == '=';
  };
  if (m.last < text.tokens.size() && !text.tokens[m.last].is(Token::kSpaceBefore) && glue(m.last)) return true;
  if (m.first > 0 && !text.tokens[m.first].is(Token::kSpaceBefore) && glue(m.first - 1)) return true;
  return m.first + 1 < m.last && text.tokens[m.first].is(Token::kAlpha) && !text.tokens[m.first + 1].is(Token::kSpaceBefore) &&
         glue(m.first + 1);
}

/// "Best Buy", "the Awards": a capital within a sentence of the body makes a name, no verb.
bool in_name(const Scene& scene, const std::vector<Named>& names, const Mention& m, const Sentence& s) {
  const Token& t = scene.text.tokens[m.first];
  if (!t.is(Token::kCap) || t.is(Token::kLineStart) || m.first == s.first) return false;
  const auto after = std::upper_bound(names.begin(), names.end(), m.first, [](std::uint32_t x, const Named& n) { return x < n.first; });
  if (after != names.begin() && m.first < (after - 1)->last) return true;
  const bool head = s.block == Sentence::Block::kHead || s.ordinal == 0;
  return !head && (scene.program.class_of(t, {}) & scene.program.class_bit("verb")) != 0 &&
         scene.text.tokens[m.first - 1].is(Token::kAlpha);
}

}  // namespace

void survey(const Scene& scene, const DealWords& words, const std::vector<Named>& names, std::uint32_t sentence,
            const std::vector<MentionId>& cues, Ground& ground) {
  ground.clear();
  const Sentence& s = scene.text.sentences[sentence];
  ground.sentence = sentence;
  ground.first = s.first;
  ground.last = s.last;
  for (const MentionId m : cues)
    if (!in_address(scene.text, scene.chart.mentions[m]) && !in_name(scene, names, scene.chart.mentions[m], s))
      ground.cues.push_back(read_cue(scene, words, m));
  auto at = std::lower_bound(names.begin(), names.end(), s.first, [](const Named& n, std::uint32_t t) { return n.first < t; });
  for (std::uint32_t covered = 0; at != names.end() && at->first < s.last; ++at) {
    if (at->last <= covered) continue;  // a name within a longer one
    ground.names.push_back(*at);
    covered = at->last;
  }
  const auto& quantities = scene.linked.quantities;
  auto q = std::lower_bound(quantities.begin(), quantities.end(), scene.text.tokens[s.first].begin,
                            [](const Quantity& x, std::uint32_t byte) { return x.span.begin < byte; });
  const std::uint32_t end = scene.text.tokens[s.last - 1].end;
  for (; q != quantities.end() && q->span.begin < end; ++q) {
    if (q->dimension != "money" || q->mention == kNone) continue;
    if (q->high >= kVague * q->low && q->low > 0) continue;  // "billions of dollars"
    const Mention& m = scene.chart.mentions[q->mention];
    ground.sums.push_back({m.first, m.last, static_cast<std::uint32_t>(q - quantities.begin())});
  }
  gather_signs(scene, words, ground);
  if (s.block == Sentence::Block::kBody && s.ordinal > 0) add_strangers(scene, words.paper, ground);
  drop_modifiers(scene, words.paper, ground);
}

}  // namespace milepost::fact
