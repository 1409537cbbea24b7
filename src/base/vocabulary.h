// Words to numbers: the one hash table that tokens are looked up in.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "milepost/token.h"

namespace milepost {

/// Case-folded words, each with an id from 1; 0 is "not in the vocabulary". Filled while rules are compiled, then only read.
/// Open addressing; a word of up to eight bytes is its own key, a longer one is looked at behind its hash. find() touches one cache line
/// for most words.
class Vocabulary {
 public:
  Vocabulary();
  WordId intern(std::string_view folded);
  WordId find(std::string_view folded) const;
  /// The word at `begin`, ASCII letters and digits of either case: find(fold(word)) without a copy where text goes on behind it.
  WordId find_ascii(std::string_view text, std::uint32_t begin, std::uint32_t end) const;
  std::string_view text(WordId id) const { return words_[id]; }
  std::size_t size() const { return words_.size(); }  ///< ids are 0 .. size()-1

 private:
  struct Slot {
    std::uint64_t key = 0;
    WordId id = kUnknownWord;  ///< kUnknownWord: empty
    std::uint32_t size = 0;
  };
  /// Eight bytes or fewer: the bytes themselves. More: a hash of all.
  static std::uint64_t key_of(const char* folded, std::size_t size);
  std::size_t place(std::uint64_t key, std::size_t size) const;
  WordId look(std::uint64_t key, const char* folded, std::size_t size) const;
  void grow();
  std::vector<Slot> slots_;
  std::vector<std::string> words_;
};

/// What segmentation needs to know of a word, indexed by WordId. Filled from rules/<lang>/abbreviations.tsv and pack.json.
struct Segmentation {
  enum Flag : std::uint8_t {
    kAbbreviation = 1,  ///< a full stop after it does not end a sentence before a lower-case word, digit or name: Ltd, Jan, Inc
    kNeverEnds = 2,     ///< a full stop after it never ends a sentence: Mr, No, Gen
    kStarter = 4        ///< a capitalised word that begins sentences, so that a stop before it does end one: The, It, He
  };
  std::vector<std::uint8_t> flags;  ///< by WordId; shorter than the vocabulary means 0
  /// What stands before the news: "date 2024-05-02 ASTANA – ", with the views of its parts; a part that is missing is empty.
  struct Header {
    std::string_view whole, date, dateline;
  };
  std::vector<std::function<Header(std::string_view)>> headers;  ///< tried at the begin of the body; an empty `whole` is none
  std::uint8_t of(WordId w) const { return w < flags.size() ? flags[w] : 0; }
};

/// Folded form of a word: lower case (full Unicode case folding outside ASCII), curly apostrophe to straight, soft hyphens dropped. Appends
/// to `out`.
void fold(std::string_view word, std::string& out);

}  // namespace milepost
