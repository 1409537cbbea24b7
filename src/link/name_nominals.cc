// Bodies that the document names by their head only: "the ministry", when what it named is the minister.
#include <algorithm>

#include "base/vocabulary.h"
#include "link/name.h"

namespace milepost::link {

namespace {

std::string folded(std::string_view s) {
  std::string out;
  fold(s, out);
  return out;
}

constexpr std::size_t kBack = 40;  ///< officers looked at before a pointing word, nearest first

/// Officers in text order, and the bodies that the document names in full.
struct Known {
  std::vector<std::uint32_t> officers;  ///< candidates with an office
  KeyTable& bodies;                     ///< by the hash of the first word
};

Known gather_known(const Names& n) {
  Known known{{}, n.scratch.tried};
  known.bodies.clear();
  for (std::uint32_t i = 0; i < n.candidates.size(); ++i) {
    const Candidate& c = n.candidates[i];
    if (!c.role.empty()) known.officers.push_back(i);
    if (c.decided && c.type == Entity::Type::kOrganization) known.bodies.add(folded_hash(n.view(c.first)), 0);
  }
  return known;
}

/// The nearest holder before a token of the office with a subject: "minister" finds "Minister of Trade".
const Candidate* holder(const Names& n, const Known& known, std::string_view office, std::uint32_t before) {
  const auto end = std::lower_bound(known.officers.begin(), known.officers.end(), before,
                                    [&](std::uint32_t officer, std::uint32_t token) { return n.candidates[officer].first < token; });
  const auto begin = end - std::min<std::ptrdiff_t>(end - known.officers.begin(), static_cast<std::ptrdiff_t>(kBack));
  for (auto i = end; i != begin;) {
    const Candidate& c = n.candidates[*--i];
    if (c.role.size() > office.size() + 4 && c.role[office.size()] == ' ' && folded(c.role.substr(0, office.size())) == office) return &c;
  }
  return nullptr;
}

}  // namespace

void add_nominals(Names& n, const std::vector<MentionId>& nominals) {
  if (nominals.empty()) return;
  const Known known = gather_known(n);
  std::vector<Candidate> more;
  for (const MentionId id : nominals) {
    const Mention& m = n.chart.mentions[id];
    const std::string_view office = n.cues.attribute(m, n.scratch.office), body = n.cues.attribute(m, n.scratch.name);
    const Candidate* who = holder(n, known, office, m.first);
    if (who == nullptr || known.bodies.has(folded_hash(body))) continue;
    Candidate c;
    c.first = m.first;
    c.last = m.last;
    c.sentence = n.text.sentence_of[m.first];
    c.decided = true;
    c.kind = n.cues.attribute(m, n.cues.kind);
    c.name = n.arena.copy(std::string(body) + std::string(who->role.substr(office.size())));
    c.country = who->country;
    c.country_cue = who->country_cue;
    c.rule = m.rule;
    more.push_back(c);
  }
  if (more.empty()) return;
  n.candidates.insert(n.candidates.end(), more.begin(), more.end());
  std::stable_sort(n.candidates.begin(), n.candidates.end(), [](const Candidate& a, const Candidate& b) { return a.first < b.first; });
}

}  // namespace milepost::link
