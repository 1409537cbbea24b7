// Private to the reading of deals: what one sentence offers, and what is taken from it.
#pragma once

#include <string_view>
#include <vector>

#include "fact/named.h"
#include "link/phrase.h"

namespace milepost::fact {

/// Ids of the types and attributes that rules/en/deal.rules makes, looked up once a document.
struct DealWords {
  explicit DealWords(const rules::Program& program);
  TypeId cue, role, stage, worth, actor, sequel, paper, demonym;
  TypeId known[6];  ///< what is no stranger
  AttributeId kind, stage_of, shape, needs, agent, object, from, to, with, by, of, aim, role_of, value_of, who, name, iso;
};

/// Tokens [first, last) with the text of one attribute: a role word, a stage word, a word of worth.
struct Sign {
  std::uint32_t first = 0, last = 0;
  std::string_view word, name, country;  ///< name: what a pointing word is called when nothing fuller is named
};

/// Tokens [first, last) of a sum of money.
struct Sum {
  std::uint32_t first = 0, last = 0;
  std::uint32_t quantity = kNone;
};

/// A deal cue, its attributes read.
struct Cue {
  MentionId mention = kNone;
  std::uint32_t first = 0, last = 0;
  std::string_view kind, stage, shape, needs, agent, object, from, to, with, by, of, aim;
};

/// Everything of one sentence that deals are made of, in text order.
struct Ground {
  std::uint32_t sentence = 0, first = 0, last = 0;  ///< index into Text::sentences; tokens
  std::uint32_t speaker = kNone;                    ///< entity in whose words the cue stands: "it" and "we" are this one
  std::string_view speaker_text;                    ///< a capitalised speaker that the linker made no name of
  std::vector<Cue> cues;
  std::vector<Named> names;
  std::vector<Sum> sums;
  std::vector<Sign> roles, stages, worths, actors;
  std::vector<Entity> strangers;  ///< capitals behind a word of role that the linker made no name of; their ids follow those of the linker

  void clear();
};

/// The entity of an id, the linker's or a stranger's.
inline const Entity& party_at(const Scene& scene, const Ground& ground, std::uint32_t entity) {
  const std::size_t linked = scene.linked.entities.size();
  return entity < linked ? scene.linked.entities[entity] : ground.strangers[entity - linked];
}

/// Is the last word of a name a paper's or an occasion's ("the Clean Air Act")?
bool names_paper(const Scene& scene, TypeId paper, std::uint32_t last);

/// "signed an agreement with Groveland": where a party must stand, capitals are one even if nothing else says so.
void add_strangers(const Scene& scene, TypeId paper, Ground& ground);

/// Fills `ground` for a sentence; cues are `cues[begin, end)`, mention ids of the sentence in text order.
void survey(const Scene& scene, const DealWords& words, const std::vector<Named>& names, std::uint32_t sentence,
            const std::vector<MentionId>& cues, Ground& ground);

/// A party on its way: entity and role, and where it stands.
struct Seat {
  std::uint32_t entity = kNone;
  std::string_view role;
  std::uint32_t first = 0, last = 0;
  std::string_view name;  ///< where there is no entity
};

/// Parties of a cue: those before it (or after "by" in the passive), its objects, and those behind the words of role.
/// `until`: the token at which the reach to the right ends.
std::vector<Seat> seats_of(const Scene& scene, const std::vector<Named>& all, const Ground& ground, const Cue& cue, std::uint32_t from,
                           std::uint32_t until);
/// Names joined to a seat by commas and "and", nearest first; to the left for subjects, to the right for the rest.
void seat_chain(const Scene& scene, const Ground& ground, std::size_t name, bool leftwards, std::string_view role,
                std::vector<Seat>& seats);

/// Seats whom a pointing word means ("the company", "the two countries"): the nearest name before it that fits, one with the word in its
/// name first.
void point(const Scene& scene, const std::vector<Named>& names, const Ground& ground, const Sign& actor, std::string_view role,
           std::vector<Seat>& seats);

/// Whom a person acts for: the organization, else the country; the entity itself when it is no person; kNone when nobody is known.
std::uint32_t stands_for(const Scene& scene, std::uint32_t entity);

/// Is the cue a purpose ("the proceeds to buy") or a participle behind a noun ("packages bought online")? Then nobody here is its doer.
bool has_no_doer(const Scene& scene, const link::Words& words, const Ground& ground, const Cue& cue);

/// The sum of a cue: within it, or behind it before `until`; kNone when there is none. `value_of` is what it is the price of.
std::uint32_t sum_of(const Scene& scene, const Ground& ground, const Cue& cue, std::uint32_t from, std::uint32_t until,
                     std::string_view& value_of);

/// The stage that the words before a cue give it; "" when they say nothing, "none" when they deny it.
std::string_view stage_before(const Scene& scene, const Ground& ground, const Cue& cue);

/// What a deal is about: the words behind "on", "for", "to" after the cue, what the sum goes into, or the object of the verb.
Span subject_of(const Scene& scene, const link::Words& words, const Ground& ground, const Cue& cue, std::uint32_t from,
                std::uint32_t until);

/// Adds a deal, or what it tells of one told before: a later mention adds what the first one lacks and makes no record of its own.
/// `head`: it stands in a headline, where only news counts; `assumed`: its doer was recalled.
void keep(std::vector<Deal>& deals, Deal deal, bool head, bool assumed);

/// Is this a word behind which the subject of a deal begins?
inline bool is_aim(const Sign& s) { return s.word == "aim" || s.word == "for"; }

/// One character of punctuation at a token: ',' '(' …; 0 for words.
char mark_at(const Text& text, std::uint32_t token);

}  // namespace milepost::fact
