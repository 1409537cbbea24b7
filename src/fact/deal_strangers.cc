// Parties that the linker made no name of: a run of capitals where a word of role asks for one.
#include <algorithm>

#include "fact/deal.h"

namespace milepost::fact {

namespace {

constexpr std::uint32_t kLongest = 6;  ///< tokens of a stranger's name

bool asks(const Sign& s) {
  return s.word == "with" || s.word == "from" || s.word == "by" || s.word == "between" || s.word == "to" || s.word == "of";
}

bool taken(const Scene& scene, const Ground& g, std::uint32_t token) {
  if (std::any_of(g.names.begin(), g.names.end(), [&](const Named& n) { return n.first <= token && token < n.last; })) return true;
  const TypeId types[] = {scene.program.type("Time"),         scene.program.type("RoleNoun"), scene.program.type("Demonym"),
                          scene.program.type("Organization"), scene.program.type("Person"),   scene.program.type("Place")};
  for (MentionId m = scene.chart.starts[token]; m != kNone; m = scene.chart.mentions[m].next)
    if (std::find(std::begin(types), std::end(types), scene.chart.mentions[m].type) != std::end(types)) return true;
  return false;
}

/// Capitals from a token on, "&" and hyphens between them.
std::uint32_t run_end(const Scene& scene, const Ground& g, std::uint32_t first) {
  std::uint32_t end = first;
  for (std::uint32_t t = first; t < g.last && t < first + kLongest; ++t) {
    const Token& token = scene.text.tokens[t];
    const bool capital = token.is(Token::kAlpha) && (token.is(Token::kCap) || token.is(Token::kMixed)) && !taken(scene, g, t);
    if (capital)
      end = t + 1;
    else if (t == first || (mark_at(scene.text, t) != '&' && mark_at(scene.text, t) != '-'))
      break;
  }
  return end;
}

}  // namespace

bool names_paper(const Scene& scene, TypeId paper, std::uint32_t last) {
  for (MentionId m = scene.chart.starts[last - 1]; m != kNone; m = scene.chart.mentions[m].next)
    if (scene.chart.mentions[m].type == paper && scene.chart.mentions[m].last == last) return true;
  return false;
}

void add_strangers(const Scene& scene, TypeId paper, Ground& g) {
  const std::uint32_t article = scene.program.class_bit("det"), noun = scene.program.class_bit("noun");
  std::vector<Named> found;
  for (const Sign& s : g.roles) {
    if (!asks(s)) continue;
    std::uint32_t t = s.last;
    const auto classes = [&](std::uint32_t at) { return scene.program.class_of(scene.text.tokens[at], {}); };
    if (t < g.last && scene.text.tokens[t].is(Token::kLower) && (classes(t) & article) != 0) ++t;
    if (t >= g.last || taken(scene, g, t)) continue;
    const std::uint32_t end = run_end(scene, g, t);
    const bool known = end == t + 1 && scene.text.tokens[t].word != kUnknownWord && (classes(t) & (article | noun)) != 0;
    if (end == t || known || names_paper(scene, paper, end) || (end == t + 1 && s.word != "with" && s.word != "between")) continue;
    Entity e;
    e.name = scene.text.view(scene.text.span(t, end));
    e.kind = "company";
    e.spans.push_back(scene.text.span(t, end));
    found.push_back({t, end, static_cast<std::uint32_t>(scene.linked.entities.size() + g.strangers.size())});
    g.strangers.push_back(std::move(e));
  }
  if (found.empty()) return;
  g.names.insert(g.names.end(), found.begin(), found.end());
  std::sort(g.names.begin(), g.names.end(), [](const Named& a, const Named& b) { return a.first < b.first; });
}

}  // namespace milepost::fact
