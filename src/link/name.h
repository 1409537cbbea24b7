// Names while they are read: runs of capitals that may be names, what is thought of each, and what the document has said before.
// Private to the room. The order of the work: find candidates, judge each by its own words, weigh the rest by what stands around all
// mentions of the same words, remember, write.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/vocabulary.h"
#include "link/key_table.h"
#include "link/name_cues.h"
#include "link/phrase.h"
#include "milepost/linked.h"

namespace milepost::link {

/// A stretch of tokens that may be one name.
struct Candidate {
  std::uint32_t first = 0, last = 0;
  std::uint32_t whole = 0;  ///< the end of the run, where a well-known name was taken out of its begin; else 0
  std::uint32_t sentence = 0;
  Entity::Type type = Entity::Type::kOrganization;
  bool decided = false;  ///< it is a name of its type
  bool barred = false;   ///< it is the name of something else: a law, an index, a product
  bool strong = false;   ///< may teach the document its short forms
  bool ordinal = false;  ///< "the 139th": a name only where the document knows a unit of that number
  bool defined = false;  ///< the document says what it is: only what stands around decides
  bool state = false;    ///< a person whose office acts for a state
  bool sure = false;     ///< an organization, though it bears the surname of a person of the document
  float person = 0;      ///< how far a first name speaks for a person
  float lean = 0;        ///< how far its own words speak for an organization, when they do not decide
  std::string_view kind, country, legal, code, role;
  std::string_view name;  ///< of the entity, when the words are not its name: "the ministry"
  Span country_cue{};
  std::uint32_t employer = kNone;  ///< of a person: index of the candidate that is the organization
  std::uint32_t entity = kNone;
  RuleId rule = kNone;  ///< of the cue that decided
  Key key = 0;          ///< Names::key() of its words, once it was asked for
};

/// What stands around a name speaks for.
struct Weight {
  float org = 0, person = 0, place = 0, other = 0;
  float strongest_place = 0;
  float faint = 0;  ///< counts once, however often it is said
  std::string_view kind;
  RuleId rule = kNone;  ///< of the strongest cue
};

/// Which words the document writes in lower case: a stamp a word of the vocabulary, other words by their hash, once one is asked for that
/// has the size and the first letters of one of them.
class LowerWords {
 public:
  void read(const Text& text, const TokenSet& small, std::size_t vocabulary);
  bool has(const Token& t) { return t.word != kUnknownWord ? known_[t.word] == stamp_ : other(t); }

 private:
  static constexpr std::uint32_t kMarks = 8192;
  static std::uint32_t mark_of(const char* word, std::uint32_t size);
  bool other(const Token& t);

  const Text* text_ = nullptr;
  std::vector<std::uint8_t> known_;
  std::uint8_t stamp_ = 0;
  std::vector<std::uint32_t> unknown_;  ///< tokens of other words that were not hashed yet are the first `waiting_`
  std::size_t waiting_ = 0;
  TokenSet marks_;     ///< mark_of() those words
  bool plain_ = true;  ///< they are ASCII
  KeyTable others_;
};

/// "40 Days to Norvik is a rock band": a name that no run of capitals shows, by its first place in the text. Tokens.
struct Defined {
  std::uint32_t first = 0, last = 0;
};

/// The lexicon name_shapes: begins of surnames and ends of companies' names with their weight, by the byte that tells most of them apart.
struct NameShapes {
  explicit NameShapes(const rules::Program& program);
  struct End {
    std::string_view text;
    float org = 0;
  };
  std::array<std::vector<std::string_view>, 256> begins;  ///< by first byte
  std::array<std::vector<End>, 256> ends;                 ///< by last byte
};

/// What one thread keeps from document to document: what the pack says of names, and the buffers of the steps.
struct NameScratch {
  explicit NameScratch(const rules::Program& program);
  /// Empties the entities of the document before; their buffers serve those of the next.
  void take_back(std::vector<Entity>& entities);
  Entity& new_entity(std::vector<Entity>& entities) {
    if (spare.empty()) return entities.emplace_back();
    entities.push_back(std::move(spare.back()));
    spare.pop_back();
    return entities.back();
  }

  NameCues cues;
  NameShapes shapes;
  std::uint32_t determiner, adjective, function, possessive, ordinary, noun, verb;  ///< bits of word classes
  std::array<TypeId, 3> types;                                                      ///< by Entity::Type
  AttributeId name, role, entity, office;
  LowerWords lower;
  std::vector<std::uint8_t> headline;
  TokenSet times, may_begin, longer, long_capitals;
  std::vector<Defined> defined;
  std::vector<Candidate> candidates;
  std::vector<Weight> sums, here;    ///< by key, by candidate
  std::vector<std::uint32_t> slots;  ///< by candidate: its key
  std::vector<std::uint8_t> shy;     ///< by candidate: a common word that a sentence begins with
  KeyTable memory, people, barred;
  KeyTable heads, firms, shorts, shared, tried;  ///< of single steps
  std::vector<Attribute> attributes;             ///< of the mention that is being written
  std::vector<std::uint64_t> hashes;             ///< by token: folded_hash() of those that were asked for, else 0
  std::vector<Entity> spare;                     ///< entities of documents before, to be used again
};

/// All that the steps share.
struct Names {
  Names(const Words& words, const rules::Program& program, Chart& chart, Arena& arena, Linked& linked, NameScratch& scratch);

  const Token& token(std::uint32_t i) const { return tokens[i]; }
  std::string_view view(std::uint32_t i) const { return text.view(tokens[i]); }
  std::string_view words(std::uint32_t first, std::uint32_t last) const { return text.view(text.span(first, last)); }
  std::uint32_t size(std::uint32_t i) const { return token(i).end - token(i).begin; }
  bool capital(std::uint32_t i) const {
    const unsigned shape = tokens[i].shape;  // one test, not two
    return ((shape & Token::kAlpha) != 0) & ((shape & (Token::kCap | Token::kMixed)) != 0);
  }
  bool timed(std::uint32_t i) const { return times.has(i); }  ///< within a time expression
  bool space_before(std::uint32_t i) const { return token(i).is(Token::kSpaceBefore); }
  /// What the lexicon name_shapes says of a begin (weight 0) or an end of a word; negative when it says nothing.
  float shape(std::string_view word, bool begin) const;
  Candidate& add_candidate(std::uint32_t first, std::uint32_t last, std::uint32_t sentence) {
    Candidate& c = candidates.emplace_back();
    c.first = first, c.last = last, c.sentence = sentence;
    return c;
  }
  bool sentence_first(const Candidate& c) const;  ///< nothing but punctuation stands before it in its sentence
  bool common(std::uint32_t i) const;             ///< a word of the language: by its class, or the document has it in lower case
  bool classed(std::uint32_t i, std::uint32_t bits) const { return (classes[i] & bits) != 0; }
  bool in_lower(std::uint32_t i) const { return lower.has(token(i)); }  ///< the document has the word in lower case
  /// The key of the memory: one for "Smith & Sons, Ltd" and "SMITH & SONS LTD", 0 for punctuation alone.
  Key key(std::uint32_t first, std::uint32_t last) const {
    Key k = 0;
    for (std::uint32_t i = first; i < last; ++i)
      if (!token(i).is(Token::kPunct) || view(i) == "&") k = joined(k, word_hash(i));
    return k;
  }

  /// The text has a space on either side of every hyphen: "long - term".
  bool spaced() const;

  /// The key of all its words, made once: from then on only Memory::restore() changes where a candidate ends.
  Key key(Candidate& c) const { return c.key != 0 ? c.key : c.key = key(c.first, c.last); }

  const Text& text;
  const Token* const tokens;           ///< of the text
  const std::uint32_t* const classes;  ///< of the chart, by token
  const TokenKinds& kinds;
  const rules::Program& program;
  Chart& chart;
  Arena& arena;
  Linked& linked;
  NameScratch& scratch;
  NameCues& cues;
  const std::uint32_t determiner, adjective, function;  ///< bits of word classes
  TokenSet& times;
  TokenSet& may_begin;                  ///< tokens that a name may begin with, and some more
  std::vector<std::uint8_t>& headline;  ///< by sentence: most words capitalised
  LowerWords& lower;
  std::vector<Defined>& defined;       ///< names that the document explains, in text order
  std::vector<Candidate>& candidates;  ///< in text order
  KeyTable& memory;                    ///< words -> entity
  KeyTable& people;                    ///< surname -> entity
  KeyTable& barred;                    ///< words of what the document shows to be no name of an entity

 private:
  void read_headlines();
  std::uint64_t word_hash(std::uint32_t i) const {
    std::uint64_t& hash = scratch.hashes[i];
    return hash != 0 ? hash : hash = folded_hash(view(i));
  }
  bool capitalised(const Sentence& s) const;
  mutable std::optional<bool> spaced_;  ///< once it was asked for
};

/// "Ministry of Industry and Construction of Norland", from its first capital: the token behind the run of capitals and the small words
/// that names hold. A headline's "to" and "on" are its own.
constexpr std::uint16_t kRunGoesOn = Token::kCap | Token::kMixed | Token::kNumeral | Token::kPunct;  ///< with one of these shapes,
constexpr std::uint32_t kCueGoesOn = 1u << NameCues::kKnownOrg | 1u << NameCues::kPlace | 1u << NameCues::kOrgFirst |
                                     1u << NameCues::kLegalForm | 1u << NameCues::kLink;  ///< or a cue of these that begins there
std::uint32_t read_run(const Names& names, std::uint32_t begin, std::uint32_t end, bool headline);
/// Fills `candidates`: runs of capitals with the small words that names hold, cut at offices and titles.
void find_candidates(Names& names);
/// Fills `defined`: sentences that say what a name of several words is.
void find_defined(Names& names);
/// The token behind a defined name that stands at a token again, or `i`.
std::uint32_t defined_at(const Names& names, std::uint32_t i, std::uint32_t end);
/// "Minister of Industry and Construction Kanat Sharlapayev": the office's subject is no name of its own, the last capitals are the person.
/// Returns the token behind what was read, or `i` when no office with a subject begins there.
std::uint32_t read_office(Names& names, std::uint32_t i, std::uint32_t end, std::uint32_t sentence);

/// Decides or bars a candidate where its own words suffice.
void judge(Names& names, Candidate& c);
bool judge_titled(Names& names, Candidate& c);
bool judge_person(Names& names, Candidate& c);
/// Some of its words are words of the language, as the document writes them, or nouns of organizations: no name of a person.
bool wordy(const Names& names, const Candidate& c);
bool judge_place(Names& names, Candidate& c);
/// The country of what stands directly before: "German company", "China's".
void note_country_before(Names& names, Candidate& c);
/// "Ghana Revenue Authority", "Bank of Ghana": the country within the name.
void note_country_within(const Names& names, Candidate& c);
/// The nationality or place that a candidate begins with, or null.
const Mention* nation(const Names& names, const Candidate& c);
/// "U.S. Cove Capital Investments LLC", "German Siemens": the country is no part of the name.
void strip_country(Names& names, Candidate& c);

/// Decides the rest by the weights of what stands around every mention of the same words.
void weigh(Names& names);
/// "The ministry", after its minister was named; `nominals` are the mentions of such words.
void add_nominals(Names& names, const std::vector<MentionId>& nominals);
/// Who works for whom: "X CEO Y", "Y, chief executive of X".
void tie_people(Names& names);
/// One entity, one record: makes entities, teaches their short forms and finds them again.
void remember(Names& names);

}  // namespace milepost::link
