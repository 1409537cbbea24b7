#include "fact/fact.h"

#include <algorithm>

namespace milepost::fact {

namespace {

/// The innermost statement whose words cover a span, kNone when nobody is said to say it. Statements are sorted by begin, longer first;
/// each knows the one it lies in, so that a look-up climbs as deep as speech is nested.
class Attribution {
 public:
  explicit Attribution(const std::vector<Statement>& statements) : statements_(statements), around_(statements.size(), kNone) {
    std::uint32_t open = kNone;
    for (std::uint32_t i = 0; i < statements.size(); ++i) {
      while (open != kNone && statements[open].span.end <= statements[i].span.begin) open = around_[open];
      around_[i] = open;
      open = i;
    }
  }
  std::uint32_t of(Span span) const {
    const auto next = std::upper_bound(statements_.begin(), statements_.end(), span.begin,
                                       [](std::uint32_t byte, const Statement& s) { return byte < s.span.begin; });
    if (next == statements_.begin()) return kNone;
    auto at = static_cast<std::uint32_t>(next - statements_.begin() - 1);
    while (at != kNone && !statements_[at].span.covers(span)) at = around_[at];
    return at;
  }

 private:
  const std::vector<Statement>& statements_;
  std::vector<std::uint32_t> around_;
};

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

void gather(const Scene& scene, Facts& facts) {
  facts.statements.clear();
  facts.goals.clear();
  facts.deals.clear();
  gather_statements(scene, facts);
  gather_deals(scene, facts);
  gather_goals(scene, facts);
  attribute(scene, facts);
}

}  // namespace milepost::fact
