// Parties that the linker made no name of: a run of capitals where a word of role asks for one.
#include <algorithm>

#include "fact/kept.h"

namespace milepost::fact {

namespace {

constexpr std::uint32_t kLongest = 6;  ///< tokens of a stranger's name

bool asks(const Sign& s) {
  return s.word == "with" || s.word == "from" || s.word == "by" || s.word == "between" || s.word == "to" || s.word == "of";
}

bool taken(const Scene& scene, const Ground& g, std::uint32_t token) {
  if (std::any_of(g.names.begin(), g.names.end(), [&](const Named& n) { return n.first <= token && token < n.last; })) return true;
  const auto& types = scene.kept->deals.known;
  for (MentionId m = scene.chart.starts[token]; m != kNone; m = scene.chart.mentions[m].next)
    if (std::find(std::begin(types), std::end(types), scene.chart.mentions[m].type) != std::end(types)) return true;
  return false;
}

bool is_demonym(const Scene& scene, std::uint32_t token) {
  const TypeId demonym = scene.kept->deals.demonym;
  for (MentionId m = scene.chart.starts[token]; m != kNone; m = scene.chart.mentions[m].next)
    if (scene.chart.mentions[m].type == demonym) return true;
  return false;
}

bool possessive(const Text& text, std::uint32_t token) {
  const std::string_view w = text.view(text.tokens[token]);
  return w.starts_with('\'') || w.starts_with("\u2019");
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
  const auto classes = [&](std::uint32_t at) { return scene.program.class_of(scene.text.tokens[at], {}); };
  std::vector<Named> found;
  const auto meet = [&](std::uint32_t t, bool single) {
    if (t >= g.last || taken(scene, g, t)) return;
    const std::uint32_t end = run_end(scene, g, t);
    const bool known =
        end == t + 1 && ((scene.text.tokens[t].word != kUnknownWord && (classes(t) & (article | noun)) != 0) || is_demonym(scene, t));
    if (end == t || known || names_paper(scene, paper, end) || (end == t + 1 && !single)) return;
    Entity e;
    e.name = scene.text.view(scene.text.span(t, end));
    e.kind = "company";
    e.spans.push_back(scene.text.span(t, end));
    found.push_back({t, end, static_cast<std::uint32_t>(scene.linked.entities.size() + g.strangers.size())});
    g.strangers.push_back(std::move(e));
  };
  for (const Sign& s : g.roles) {
    if (!asks(s)) continue;
    const bool the = s.last < g.last && scene.text.tokens[s.last].is(Token::kLower) && (classes(s.last) & article) != 0;
    meet(the ? s.last + 1 : s.last, s.word == "with" || s.word == "between");
  }
  for (const Named& n : g.names)  // "South Korea's Hanbit Materials"
    if (n.last + 1 < g.last && possessive(scene.text, n.last) && party_at(scene, g, n.entity).type == Entity::Type::kPlace)
      meet(n.last + 1, false);
  if (found.empty()) return;
  g.names.insert(g.names.end(), found.begin(), found.end());
  std::sort(g.names.begin(), g.names.end(), [](const Named& a, const Named& b) { return a.first < b.first; });
  g.names.erase(std::unique(g.names.begin(), g.names.end(), [](const Named& a, const Named& b) { return a.first == b.first; }),
                g.names.end());
}

}  // namespace milepost::fact
