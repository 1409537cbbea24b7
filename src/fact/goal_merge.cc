// One record per indicator, level and deadline: a later mention of the same aim is folded into the first, the fuller one stays.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "fact/goal.h"

namespace milepost::fact {

namespace {

/// Words of four letters or more, ASCII folded.
std::vector<std::string> words_of(std::string_view phrase) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : phrase) {
    const auto u = static_cast<unsigned char>(c);
    if (((u | 32) >= 'a' && (u | 32) <= 'z') || u >= 0x80) {
      word += u < 0x80 ? static_cast<char>(u | 32) : c;
    } else {
      if (word.size() > 3) out.push_back(word);
      word.clear();
    }
  }
  if (word.size() > 3) out.push_back(word);
  return out;
}

/// Words of one stem, near enough: "turbine" and "turbines".
bool alike(const std::string& a, const std::string& b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t n = 0;
  while (n < shorter && a[n] == b[n]) ++n;
  return n >= 4 && n + 2 >= shorter && std::max(a.size(), b.size()) - n <= 3;
}

/// Half of the shorter phrase's words stand in the other; or all of them.
bool akin(std::string_view a, std::string_view b, bool fully = false) {
  auto x = words_of(a), y = words_of(b);
  if (x.empty() || y.empty()) return true;
  if (y.size() < x.size()) std::swap(x, y);
  const auto shared = std::count_if(x.begin(), x.end(), [&](const std::string& s) {
    return std::any_of(y.begin(), y.end(), [&](const std::string& t) { return alike(s, t); });
  });
  return (fully ? 1U : 2U) * static_cast<std::size_t>(shared) >= x.size();
}

bool close(double a, double b) { return std::abs(a - b) <= 1e-6 * std::max(std::abs(a), std::abs(b)); }

class Merge {
 public:
  explicit Merge(const Scene& scene) : s_(scene) {}

  bool same_level(const Goal& a, const Goal& b) const {
    if (!a.low || !b.low) return !a.low && !b.low && a.direction == b.direction;
    const bool level = close(*a.low, *b.low) && close(a.high.value_or(*a.low), b.high.value_or(*b.low));
    const bool si = a.si_low && b.si_low && close(*a.si_low, *b.si_low);
    if (!level && !si) return false;  // numbers before words: most pairs differ here
    const bool counted = a.unit.starts_with("{") && b.unit.starts_with("{");
    if (a.unit != b.unit && !(counted && *a.low >= 20)) return si && a.si_unit == b.si_unit && !a.si_unit.empty();
    return level;
  }

  bool same(const Goal& a, const Goal& b) const {
    if (a.kind != b.kind && (a.kind == Goal::Kind::kObservation || b.kind == Goal::Kind::kObservation)) return false;
    if (!same_level(a, b)) return false;
    if (!a.deadline.starts_with(b.deadline) && !b.deadline.starts_with(a.deadline)) return false;  // 2030 and 2030-12-31
    if (a.sentence == b.sentence)                                                                  // "from five to one to one to one"
      return a.span == b.span && a.indicator == b.indicator && a.basis == b.basis && a.direction == b.direction &&
             (a.from == b.from || !a.indicator.empty());
    if (head(a) != head(b) && a.low) return true;
    return akin(a.indicator, b.indicator, !a.low);
  }

  bool head(const Goal& g) const { return s_.text.sentences[g.sentence].block == Sentence::Block::kHead; }

  /// Keeps the first full mention; what it lacks comes from the other.
  void fold(Goal& first, Goal& later) const {
    const bool from_head = head(first) && !head(later);
    const bool fuller = first.deadline.empty() && !later.deadline.empty();
    if (from_head || fuller) std::swap(first, later);
    if (first.deadline.empty()) first.deadline = later.deadline, first.period_start = later.period_start, first.grade = later.grade;
    if (!first.baseline_low && first.baseline_time.empty()) {
      first.baseline_low = later.baseline_low, first.baseline_high = later.baseline_high;
      first.baseline_unit = later.baseline_unit, first.baseline_time = later.baseline_time;
    }
    if (first.indicator.empty()) first.indicator = later.indicator;
  }

 private:
  const Scene& s_;
};

/// "raise capacity by 50% to 90,000 t": one record, the level.
void stepped(const Scene& scene, std::size_t from, std::vector<Goal>& goals) {
  const auto at = [&](const Goal& g) -> const Mention& { return scene.chart.mentions[g.from.front()]; };
  for (std::size_t i = from; i < goals.size(); ++i) {
    if (goals[i].basis != "change" || goals[i].kind == Goal::Kind::kObservation || goals[i].from.empty()) continue;
    for (std::size_t k = from; k < goals.size(); ++k) {
      const Goal& level = goals[k];
      if (k == i || level.basis == "change" || level.basis == "multiple" || level.kind != goals[i].kind || level.from.empty()) continue;
      if (level.indicator != goals[i].indicator || level.direction != goals[i].direction) continue;
      if (level.basis == "share" && level.unit != goals[i].unit) continue;  // "hire 300 welders, half of them women"
      const std::uint32_t end = at(goals[i]).last, begin = at(level).first;
      if (begin <= end || begin - end > 2) continue;
      goals.erase(goals.begin() + static_cast<std::ptrdiff_t>(i--));
      break;
    }
  }
}

/// "double output from 450 to 1,000 t": one record, the level, with what the words say of the factor and what the figures do.
void doubled(std::size_t from, std::vector<Goal>& goals) {
  for (std::size_t i = from; i < goals.size(); ++i) {
    if (goals[i].basis != "multiple") continue;
    for (std::size_t k = from; k < goals.size(); ++k) {
      Goal& level = goals[k];
      if (k == i || level.basis == "multiple" || level.basis == "change" || level.kind != goals[i].kind ||
          level.indicator != goals[i].indicator)
        continue;
      if (!level.baseline_low && level.direction != goals[i].direction) continue;
      level.stated_multiple = goals[i].low;
      if (level.baseline_low && *level.baseline_low != 0 && level.baseline_unit == level.unit)
        level.implied_multiple = *level.low / *level.baseline_low;
      level.direction = goals[i].direction;
      goals.erase(goals.begin() + static_cast<std::ptrdiff_t>(i--));
      break;
    }
  }
}

}  // namespace

void join_levels(const Scene& scene, std::size_t from, std::vector<Goal>& goals) {
  doubled(from, goals);
  stepped(scene, from, goals);
}

void merge_goals(const Scene& scene, std::vector<Goal>& goals) {
  const Merge merge(scene);
  std::vector<Goal> kept;
  for (Goal& g : goals) {
    // With the first goals of the text and the latest ones, so that a register of thousands costs no square.
    constexpr std::ptrdiff_t kFirst = 64, kLast = 192;
    const auto same = [&](const Goal& k) { return merge.same(k, g); };
    const std::ptrdiff_t n = kept.end() - kept.begin(), first = std::min(n, kFirst);
    auto it = std::find_if(kept.begin(), kept.begin() + first, same);
    if (it == kept.begin() + first) it = std::find_if(kept.begin() + std::max(first, n - kLast), kept.end(), same);
    if (it == kept.end())
      kept.push_back(std::move(g));
    else
      merge.fold(*it, g);
  }
  goals = std::move(kept);
}

void split_goal(const Scene& scene, const link::Words& words, Goal g, std::vector<Goal>& out) {
  const std::string_view text = scene.text.document->text, all = g.indicator;
  std::size_t cut = std::string_view::npos, end = 0;
  if (g.basis == "change" && !g.unit.starts_with("{") && !all.empty() && all.data() >= text.data() &&
      all.data() < text.data() + text.size()) {
    const auto offset = static_cast<std::uint32_t>(all.data() - text.data());
    auto t = static_cast<std::uint32_t>(std::lower_bound(scene.text.tokens.begin(), scene.text.tokens.end(), offset,
                                                         [](const Token& a, std::uint32_t byte) { return a.begin < byte; }) -
                                        scene.text.tokens.begin());
    for (; t < scene.text.tokens.size() && scene.text.tokens[t].end <= offset + all.size(); ++t) {
      if (words.preposition(t) || !words.alpha(t) || (words.conjunction(t) && cut != std::string_view::npos)) {
        cut = std::string_view::npos;
        break;
      }
      if (t + 1 < scene.text.tokens.size() && words.conjunction(t) && words.noun(t - 1) && !words.adjective(t + 1) && !words.pronoun(t + 1))
        cut = scene.text.tokens[t - 1].end - offset, end = scene.text.tokens[t + 1].begin - offset;
    }
  }
  if (cut == std::string_view::npos || cut == 0 || end >= all.size()) {
    out.push_back(std::move(g));
    return;
  }
  Goal second = g;
  g.indicator = all.substr(0, cut);
  second.indicator = all.substr(end);
  out.push_back(std::move(g));
  out.push_back(std::move(second));
}

}  // namespace milepost::fact
