// Private to the reading of statements: quotations, cues of saying, and who speaks.
#pragma once

#include <string_view>
#include <vector>

#include "fact/named.h"
#include "link/phrase.h"

namespace milepost::fact {

/// Ids of the types and attributes that rules/en/statement.rules makes.
struct SayWords {
  explicit SayWords(const rules::Program& program);
  TypeId saying, pointer, venue, joint, time, office, company, body, paper;
  AttributeId class_of, form, who, words, role;
};

/// A cue of saying: tokens [first, last).
struct SayCue {
  MentionId mention = kNone;
  std::uint32_t first = 0, last = 0;
  std::string_view kind, form;
};

/// Words between quotation marks: tokens [first, last) without the marks. It may run over sentences, not over paragraphs.
struct Quotation {
  std::uint32_t first = 0, last = 0;
  bool taken = false;
};

std::vector<Quotation> quotations_of(const link::Words& words);

/// Tokens [first, last).
struct Reach {
  std::uint32_t first = 0, last = 0;
  bool empty() const { return first >= last; }
};

/// Who speaks: an entity, or words where nobody is named.
struct Speaker {
  std::uint32_t entity = kNone;
  std::string_view text;
  bool known() const { return entity != kNone || !text.empty(); }
  bool operator==(const Speaker&) const = default;
};

/// Finds the phrase of a speaker beside a cue and whom it means, with a memory of who spoke before.
class Speakers {
 public:
  Speakers(const Scene& scene, const SayWords& ids, const link::Words& words);

  /// The phrase that ends before token `end`, not before `floor`: "the head of the Norland Bank".
  Reach phrase_before(std::uint32_t end, std::uint32_t floor) const;
  /// The phrase that begins at token `begin`.
  Reach phrase_after(std::uint32_t begin, std::uint32_t ceiling) const;
  /// "Ann Lee, head of the Norland Bank," before token `end`, which stands behind a comma; empty when there is no such thing.
  Reach apposition_before(std::uint32_t end, std::uint32_t floor) const;
  /// "(said) the trade and climate chief of the bank, Ann Lee": the person behind the comma behind an office, or kNone.
  std::uint32_t holder_behind(Reach phrase, std::uint32_t ceiling) const;
  /// "The farmers of Norland (praised …)": words that nobody is named by, up to the first verb; empty when something else stands there.
  Reach plain_subject(std::uint32_t first, std::uint32_t before) const;
  /// A time stands within the tokens: "last week's report".
  bool timed(std::uint32_t first, std::uint32_t last) const;
  /// The owner of a paper or of figures: "the ministry" of "the ministry's concept"; else the phrase itself.
  Reach writer_of(Reach phrase) const;
  /// Whom the words of a phrase mean.
  Speaker meant(Reach phrase) const;
  /// The subject of a sentence up to a token: its first name behind no preposition, or a word that points.
  Speaker subject(std::uint32_t first, std::uint32_t before) const;
  /// May an unnamed phrase speak: an office, a body, several people?
  bool speaks(Reach phrase) const;
  void remember(const Speaker& speaker, std::uint32_t token);
  Speaker last() const { return heard_.empty() ? Speaker{} : heard_.back().speaker; }

  bool finite(std::uint32_t first, std::uint32_t last) const;
  std::string_view joint(std::uint32_t token) const;  ///< the role of a small word, "" when it has none
  MentionId mention(std::uint32_t token, TypeId type) const;
  const Named* named_at(std::uint32_t token) const;  ///< the name that holds a token

 private:
  struct Heard {
    Speaker speaker;
    std::uint32_t paragraph = 0;
  };
  std::uint32_t paragraph(std::uint32_t token) const { return scene_.text.sentences[scene_.text.sentence_of[token]].paragraph; }
  Speaker pointed(std::string_view who, std::string_view word, std::uint32_t token, std::string_view text) const;
  bool is_person(const Speaker& s) const;
  bool led(const Named& name, std::uint32_t floor) const;

  const Scene& scene_;
  const SayWords& ids_;
  const link::Words& words_;
  const Names& named_;
  const std::vector<Named>& names_;
  std::vector<Heard> heard_;
};

/// Do tokens [first, last) stand in a web address or file name: glued to hyphens, strokes and underscores?
bool in_address(const Text& text, std::uint32_t first, std::uint32_t last);

/// One character of punctuation at a token: ',' '(' …; '"' for any quotation mark, 0 for words.
char stop_at(const Text& text, std::uint32_t token);

}  // namespace milepost::fact
