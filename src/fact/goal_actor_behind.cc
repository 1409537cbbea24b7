// Who stands behind a policy, a deed with a name, a programme or a spokesman that a sentence names alone.
#include <algorithm>

#include "fact/goal_actor.h"
#include "fact/kept.h"

namespace milepost::fact {

namespace {

constexpr std::uint32_t kFirst = 12;  ///< sentences in which a name is told of first
constexpr std::uint32_t kNear = 5;    ///< sentences before a spokesman in which his body is named

}  // namespace

/// "The policy aims": who is the subject where the policy was first told of.
Actors::Who Actors::behind_instrument(Range subject) const {
  if (subject.empty() || subject.last - subject.first > 2 || role(subject.last - 1) != "instrument") return {};
  const std::uint32_t sentence = scene_.text.sentence_of[subject.first];
  const WordId word = words_.token(subject.last - 1).word;
  for (std::uint32_t s = sentence, steps = 0; s-- > 0 && steps < 4; ++steps) {
    const Sentence& at = scene_.text.sentences[s];
    for (std::uint32_t t = at.first; t < at.last; ++t)
      if (word != kUnknownWord && words_.token(t).word == word)
        if (const Who who = subject_of(at.first, t); who.known()) return who.entity == kNone ? who : of_person(who.entity);
  }
  return {};
}

/// "Operation Green Roof will": who is the subject where a deed with a name was first told of.
Actors::Who Actors::behind_name(const Phrases& phrases, Range subject) const {
  subject = phrases.trimmed(subject);
  if (subject.last < subject.first + 2 || subject.last > subject.first + 6) return {};
  for (std::uint32_t t = subject.first; t < subject.last; ++t)
    if (!words_.token(t).is(Token::kCap)) return {};
  const std::uint32_t here = scene_.text.sentence_of[subject.first];
  const std::uint32_t size = subject.last - subject.first;
  for (std::uint32_t s = 0; s < here && s < kFirst; ++s) {
    const Sentence& at = scene_.text.sentences[s];
    for (std::uint32_t t = at.first; t + size <= at.last; ++t) {
      std::uint32_t same = 0;
      while (same < size && words_.view(t + same) == words_.view(subject.first + same)) ++same;
      if (same < size) continue;
      const Who who = subject_of(at.first, t, false);
      return who.entity == kNone ? who : of_person(who.entity);
    }
  }
  return {};
}

/// "This programme will", "the policy will": an instrument that nobody is named with is the government's that the document tells of.
Actors::Who Actors::of_state(Range subject) const {
  if (subject.empty() || role(subject.last - 1) != "instrument" || main_ == kNone) return {};
  const Entity& main = scene_.linked.entities[main_];
  return governs(main) ? Who{main_, {}} : Who{};
}

/// "the spokesman said": the body that was the subject before, nearest first.
Actors::Who Actors::body_of(std::uint32_t token) const {
  for (std::uint32_t s = scene_.text.sentence_of[token] + 1, steps = 0; s-- > 0 && steps < kNear; ++steps) {
    const Sentence& at = scene_.text.sentences[s];
    const Who found = subject_of(at.first, std::min(at.last, token), false, true);
    if (found.entity != kNone && scene_.linked.entities[found.entity].type == Entity::Type::kOrganization) return found;
  }
  return {};
}

}  // namespace milepost::fact
