// The whole comparison on one page: two sides in step, what differs, the verdicts, the causes, the groups.
#include "review/cause.h"
#include "review/gold.h"
#include "review/report.h"
#include "review/side.h"

namespace milepost::review {

namespace {

constexpr std::size_t kKeptTexts = 64u << 20;  ///< bytes of articles kept for examples; later ones are shown by their records' words alone

bool wanted(const Change& c, const DiffOptions& options) { return options.types.empty() || options.types.contains(c.shown().type); }

void count(const DocumentLines* lines, std::size_t TypeCount::*side, Difference& d) {
  if (lines == nullptr) return;
  for (const std::string& line : lines->lines) ++(d.types[field_of(line, "type")].*side);
}

void tally(const Gold& gold, const DocumentLines* lines, std::map<std::string, Tally>& into) {
  if (lines != nullptr && gold.has(lines->document)) gold.tally(*lines, into);
}

}  // namespace

Result<Difference> difference_of(Side& before, Side& after, const Gold& gold, const DiffOptions& options) {
  Difference d;
  std::map<std::string, Tally> gold_before, gold_after;
  std::size_t kept = 0;
  Pairing pairing(before, after);
  for (;;) {
    auto pair = pairing.next();
    if (!pair) return tl::unexpected(pair.error());
    if (!*pair) break;
    const DocumentLines* left = (*pair)->before ? &*(*pair)->before : nullptr;
    const DocumentLines* right = (*pair)->after ? &*(*pair)->after : nullptr;
    ++d.documents;
    count(left, &TypeCount::before, d);
    count(right, &TypeCount::after, d);
    tally(gold, left, gold_before);
    tally(gold, right, gold_after);
    std::vector<Change> changes;
    compare(left, right, changes);
    std::erase_if(changes, [&](const Change& c) { return !wanted(c, options); });
    if (changes.empty()) continue;
    for (Change& c : changes) {
      c.verdict = gold.judge(c);
      d.changes.push_back(std::move(c));
    }
    const std::string& text = right != nullptr && !right->text.empty() ? right->text : left != nullptr ? left->text : std::string();
    if (text.empty() || kept + text.size() > kKeptTexts) continue;
    kept += text.size();
    d.texts[right != nullptr ? right->document : left->document] = text;
  }
  for (auto& [type, t] : gold_before) d.types[type].gold_before = t;
  for (auto& [type, t] : gold_after) d.types[type].gold_after = t;
  group(d);
  if (before.pack() != nullptr && after.pack() != nullptr) {
    const RuleDelta delta(*before.pack(), *after.pack());
    d.rule_changes = delta.lines();
    for (Group& g : d.groups) g.cause = delta.cause(g, d);
  }
  return d;
}

}  // namespace milepost::review
