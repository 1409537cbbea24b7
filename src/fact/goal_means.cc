// How and where a goal is to be reached, and the instrument that holds it.
#include <algorithm>

#include "fact/kept.h"

namespace milepost::fact {

namespace {

class Means {
 public:
  Means(const Scene& scene, const link::Words& words, const Field& field, std::uint32_t last)
      : scene_(scene), words_(words), parts_(scene.kept->parts), field_(field), last_(last), phrases_(scene, words, parts_, field) {}

  std::string_view means() const;
  std::string_view place(std::string_view actor) const;
  std::string_view instrument(std::uint32_t first) const;

 private:
  bool has(std::uint32_t token, TypeId type, std::uint32_t& end) const;
  bool role(std::uint32_t token, std::string_view wanted) const;

  const Scene& scene_;
  const link::Words& words_;
  const PartWords& parts_;
  const Field& field_;
  std::uint32_t last_;
  Phrases phrases_;
};

bool Means::has(std::uint32_t token, TypeId type, std::uint32_t& end) const {
  for (MentionId m = scene_.chart.starts[token]; m != kNone; m = scene_.chart.mentions[m].next)
    if (scene_.chart.mentions[m].type == type) {
      end = scene_.chart.mentions[m].last;
      return true;
    }
  return false;
}

bool Means::role(std::uint32_t token, std::string_view wanted) const {
  const TypeId type = parts_.actor_word;
  for (MentionId m = scene_.chart.starts[token]; m != kNone; m = scene_.chart.mentions[m].next)
    if (scene_.chart.mentions[m].type == type) return scene_.chart.get(scene_.chart.mentions[m], parts_.role).text == wanted;
  return false;
}

/// "through the implementation of a new smelter": what stands behind a word of means after the amount, in the same clause.
std::string_view Means::means() const {
  const TypeId cue = parts_.means;
  for (std::uint32_t i = last_; i < field_.last; ++i) {
    if (phrases_.mark(i, ';')) break;
    std::uint32_t from = 0;
    if (!has(i, cue, from) || from >= field_.last || phrases_.timed(from)) continue;
    std::uint32_t end = from;
    while (end < field_.last && end < from + 12 && !phrases_.mark(end, ',') && !phrases_.mark(end, ';') && !phrases_.mark(end, '(') &&
           !phrases_.timed(end) && !words_.relative(end) && (end == from || !words_.finite(end)) && !phrases_.dash(end))
      ++end;
    const std::string_view text = phrases_.text({from, end});
    if (!words_.gerund(from) || words_.noun(from) || text.find(' ') != std::string_view::npos) return text;
  }
  return {};
}

/// A place behind a preposition after the amount, else before it; not the actor.
std::string_view Means::place(std::string_view actor) const {
  std::string_view before;
  const TypeId type = parts_.place;
  for (std::uint32_t i = field_.first + 1; i < field_.last; ++i)
    for (MentionId m = scene_.chart.starts[i]; m != kNone; m = scene_.chart.mentions[m].next) {
      const std::uint32_t e = scene_.linked.index(m);
      if (scene_.chart.mentions[m].type != type || e == kNone || e >= scene_.linked.entities.size()) continue;
      const Entity& x = scene_.linked.entities[e];
      std::uint32_t k = i;
      while (k > field_.first && (words_.determiner(k - 1) || words_.adjective(k - 1))) --k;
      const bool led = k > field_.first && (phrases_.word(k - 1, parts_.in) || phrases_.word(k - 1, parts_.at));
      if (x.type != Entity::Type::kPlace || !led || x.name == actor) continue;
      if (i >= last_) return x.name;
      bool apart = false;  // another amount stands between: the place is that one's
      for (const std::uint32_t q : field_.quantities) {
        const Mention& o = scene_.chart.mentions[scene_.linked.quantities[q].mention];
        apart = apart || (o.last <= i && o.first + 60 > i);
      }
      if (before.empty() && !apart) before = x.name;
    }
  return before;
}

/// "under the Norland Energy Plan", "the 2030 strategy aims": a capitalised instrument of the sentence.
std::string_view Means::instrument(std::uint32_t first) const {
  for (std::uint32_t i = field_.first; i < field_.last; ++i) {
    if (!role(i, "instrument") || !words_.token(i).is(Token::kCap)) continue;
    std::uint32_t from = i;
    while (from > field_.first && (words_.token(from - 1).is(Token::kCap) || words_.hyphen(from - 1))) --from;
    while (from < i && (words_.determiner(from) || words_.preposition(from))) ++from;
    if (from < i && (i < first || i > last_)) return phrases_.text({from, i + 1});
  }
  return {};
}

}  // namespace

void set_means(const Scene& scene, const link::Words& words, const Field& field, std::uint32_t first, std::uint32_t last, Goal& goal) {
  const Means reader(scene, words, field, last);
  goal.means = reader.means();
  goal.place = reader.place(goal.actor);
  goal.instrument = reader.instrument(first);
}

}  // namespace milepost::fact
