// Word classes and noun phrases around amounts. The room's noun for "which words here belong together"; no grammar beyond classes of words.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "link/token_set.h"
#include "milepost/token.h"
#include "rules/program.h"

namespace milepost::link {

/// Tokens [first, last) with the head noun at `head`; empty when first == last.
struct Phrase {
  std::uint32_t first = 0, last = 0, head = 0;
  bool empty() const { return first == last; }
};

/// Classes of the words of one document, looked up once a token; singular forms by the lexicon `singular`. Made once a pack and kept from
/// document to document.
class Words {
 public:
  explicit Words(const rules::Program& program);
  /// Looks up the words of a document; the text must outlive what is asked of it.
  void read(const Text& text, const std::vector<std::uint32_t>& classes);

  const Text& text() const { return *text_; }
  const TokenKinds& kinds() const { return kinds_; }
  const Token& token(std::uint32_t i) const { return text_->tokens[i]; }
  std::string_view view(std::uint32_t i) const { return text_->view(text_->tokens[i]); }
  bool alpha(std::uint32_t i) const { return token(i).is(Token::kAlpha); }
  bool attached(std::uint32_t i) const { return i > 0 && token(i).begin == token(i - 1).end; }
  /// A hyphen or dash without space on either side; none behind the last token.
  bool hyphen(std::uint32_t i) const { return i + 1 < text_->tokens.size() && !alpha(i) && joins(i); }

  bool noun(std::uint32_t i) const { return has(i, noun_); }
  bool adjective(std::uint32_t i) const { return has(i, adjective_); }
  bool verb(std::uint32_t i) const { return has(i, verb_); }
  /// A verb where it stands: "plans" in "the company plans to", not in "the plans of".
  bool finite(std::uint32_t i) const { return has(i, verbal_) && (told_.has(i) ? finite_.has(i) : look(i)); }
  bool auxiliary(std::uint32_t i) const { return has(i, auxiliary_); }
  bool preposition(std::uint32_t i) const { return has(i, preposition_); }
  bool pronoun(std::uint32_t i) const { return has(i, pronoun_); }
  bool determiner(std::uint32_t i) const { return has(i, determiner_); }
  bool conjunction(std::uint32_t i) const { return has(i, conjunction_); }
  bool adverb(std::uint32_t i) const { return has(i, adverb_); }
  bool participle(std::uint32_t i) const { return has(i, participle_ | ing_); }
  bool relative(std::uint32_t i) const { return has(i, relative_); }
  bool to_be(std::uint32_t i) const { return has(i, be_); }
  bool function(std::uint32_t i) const { return has(i, function_) && !has(i, noun_); }
  bool plural(std::uint32_t i) const;
  bool possessive(std::uint32_t i) const;  ///< the firm's, the firms'
  bool coded(std::uint32_t i) const;       ///< letters and digits in one: M50, i4
  bool named(std::uint32_t i) const;       ///< a capital somewhere: iPhone
  bool nominal(std::uint32_t i) const;     ///< may stand in a noun phrase
  bool gerund(std::uint32_t i) const { return has(i, ing_); }

  /// The noun phrase that a number of this value counts, beginning at token i: "public housing properties", "speed gearbox".
  Phrase counted(std::uint32_t i, std::uint32_t end, double value) const;
  /// The noun phrase that begins at token i, an article allowed: "the raw material base".
  Phrase right(std::uint32_t i, std::uint32_t end) const;
  /// The noun phrase that ends before token i, with what prepositions hang on it, "exports to China", or what "of" hangs on it only
  /// (`alone`).
  Phrase left(std::uint32_t begin, std::uint32_t i, bool alone = false) const;

  /// Appends the words of a phrase, possessive endings left out.
  void append(const Phrase& phrase, std::string& out) const;
  /// The words of a phrase with the head in the singular, in the arena; `joint` stands between the words.
  std::string_view singular(const Phrase& phrase, char joint, Arena& arena) const;
  /// The singular of one word; the word itself when it has none.
  std::string_view singular_of(std::string_view word, std::string& buffer) const;

  /// Adds to a set of the document's tokens those whose word has some of the classes.
  void add_classed(std::uint32_t bits, TokenSet& out) const;
  /// The word's classes, as bits of Program::class_bit; 0 for what is no word and behind the last token.
  std::uint32_t classes(std::uint32_t i) const { return classes_[i]; }

 private:
  bool has(std::uint32_t i, std::uint32_t bits) const { return (classes_[i] & bits) != 0; }
  bool lone_verb(std::uint32_t i) const;
  bool joins(std::uint32_t i) const;
  bool tells(std::uint32_t i) const;
  bool look(std::uint32_t i) const;
  bool dropped(std::uint32_t i) const { return std::find(dropped_.begin(), dropped_.end(), token(i).word) != dropped_.end(); }
  bool heads(std::uint32_t i) const;  ///< may be the head of a noun phrase
  bool with(std::uint32_t i) const { return with_ != kUnknownWord && token(i).word == with_; }
  bool is_to(std::uint32_t i) const { return to_ != kUnknownWord && token(i).word == to_; }

  const Text* text_ = nullptr;
  const rules::Program& program_;
  const rules::LexiconTable* singulars_;
  /// A row of `singular`: "*ies" is the ending "ies", "series" a whole word.
  struct Plural {
    std::string_view end;
    bool ending = false;
    rules::RowId row = 0;
  };
  static std::uint8_t ending_of(std::string_view s) {  ///< by the last two bytes, or the only one
    const auto byte = [&](std::size_t back) { return static_cast<unsigned char>(s[s.size() - back]); };
    return static_cast<std::uint8_t>(s.empty() ? 0 : s.size() == 1 ? byte(1) : byte(1) + 37 * byte(2));
  }
  std::array<std::vector<Plural>, 256> plurals_, short_plurals_;  ///< by ending_of(), in the rows' order; those of one byte apart
  int add_ = -1;
  WordId to_ = kUnknownWord;    ///< the word before an infinitive: "to"
  WordId with_ = kUnknownWord;  ///< the word that adds a new thing: "with"
  WordId of_ = kUnknownWord;    ///< the word that ties two nouns into one phrase: "of"
  std::uint32_t noun_, adjective_, verb_, verbal_, auxiliary_, preposition_, pronoun_, determiner_, conjunction_, adverb_, participle_,
      ing_, past_, base_, relative_, be_, number_, plural_, third_, function_;
  std::vector<WordId> dropped_;         ///< words that a concept leaves out: "total"
  std::vector<std::uint32_t> classes_;  ///< by token, and none behind the last
  TokenKinds kinds_;
  mutable TokenSet told_, finite_;  ///< verbs that finite() was asked for, and what it said
  mutable std::string folded_;
  enum class Number : std::uint8_t { kUnknown, kSingular, kPlural };
  mutable std::vector<Number> numbers_;  ///< by word of the vocabulary, of those that were asked for
};

}  // namespace milepost::link
