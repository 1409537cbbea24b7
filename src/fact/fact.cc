#include "fact/fact.h"

#include "fact/attribution.h"
#include "fact/kept.h"

namespace milepost::fact {

namespace {

std::string_view speaker_of(const Scene& scene, const Facts& facts, std::uint32_t statement) {
  if (statement == kNone) return "narrator";
  const Statement& s = facts.statements[statement];
  return s.speaker == kNone ? s.speaker_text : scene.linked.entities[s.speaker].name;
}

/// The words a fact hangs on: the first mention it was built from, else its evidence.
Span anchor(const Scene& scene, const std::vector<MentionId>& from, Span evidence) {
  if (from.empty() || from[0] >= scene.chart.mentions.size()) return evidence;
  const Mention& m = scene.chart.mentions[from[0]];
  return scene.text.span(m.first, m.last);
}

void attribute(const Scene& scene, Facts& facts) {
  const Attribution attribution(facts.statements);
  for (Goal& g : facts.goals) {
    g.statement = attribution.of(anchor(scene, g.from, g.span));
    g.speaker = speaker_of(scene, facts, g.statement);
  }
  for (Deal& d : facts.deals) {
    d.statement = attribution.of(d.cue);
    d.speaker = speaker_of(scene, facts, d.statement);
  }
}

}  // namespace

Gatherer::Gatherer(const rules::Program& program) : kept_(std::make_unique<Kept>(program)) {}
Gatherer::~Gatherer() = default;

void Gatherer::gather(Scene scene, Facts& facts) {
  scene.kept = kept_.get();
  kept_->names.read(scene);
  kept_->openers.read(scene);
  facts.statements.clear();
  facts.goals.clear();
  facts.deals.clear();
  gather_statements(scene, facts);
  gather_deals(scene, facts);
  gather_goals(scene, facts);
  attribute(scene, facts);
}

}  // namespace milepost::fact
