// Words to numbers: the one hash table that tokens are looked up in.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/words8.h"
#include "milepost/token.h"

namespace milepost {

/// Case-folded words, each with an id from 1; 0 is "not in the vocabulary". Filled while rules are compiled, then only read.
/// A word is a row of eights: "consumption" is "consumpt", "ion" and five zeros. Open addressing; a word of one eight is its own key, a
/// longer one is compared behind the hash of its eights. Finding touches one cache line for most words.
class Vocabulary {
 public:
  static constexpr std::size_t kLongest = 64;  ///< bytes of a word in eights() that find() looks up

  Vocabulary();
  WordId intern(std::string_view folded);
  WordId find(std::string_view folded) const;
  /// The word of `size` bytes (1 to kLongest) that stands in `eights`, with zeros behind it.
  WordId find(const std::uint64_t* eights, std::size_t size) const { return look(key_of(eights, size), eights, size); }
  WordId find_byte(char c) const { return bytes_[static_cast<unsigned char>(c) & 0x7F]; }  ///< an ASCII character
  std::string_view text(WordId id) const {
    return {reinterpret_cast<const char*>(eights_.data()) + std::size_t{words_[id].begin} * 8, words_[id].size};
  }
  std::size_t size() const { return words_.size(); }  ///< ids are 0 .. size()-1

 private:
  struct Slot {
    std::uint64_t key = 0;
    WordId id = kUnknownWord;  ///< kUnknownWord: empty
    std::uint32_t size = 0;
  };
  struct Word {
    std::uint32_t begin = 0, size = 0;  ///< in eights_; bytes
  };
  /// One eight: itself. More: multiplied and folded one after the other (after wyhash, Wang Yi, public domain).
  static std::uint64_t key_of(const std::uint64_t* eights, std::size_t size) {
    if (size <= 8) return eights[0];
    std::uint64_t h = size * 0x9E3779B97F4A7C15ull;
    for (std::size_t i = 0; i * 8 < size; ++i) {
      const auto product = static_cast<unsigned __int128>(eights[i] ^ h) * 0xD6E8FEB86659FD93ull;
      h = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^ 0x9E3779B97F4A7C15ull;
    }
    return h;
  }
  std::size_t place(std::uint64_t key, std::size_t size) const {
    const auto product = static_cast<unsigned __int128>(key + size) * 0x9E3779B97F4A7C15ull;
    return (static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product)) & mask_;
  }
  WordId look(std::uint64_t key, const std::uint64_t* eights, std::size_t size) const {
    for (std::size_t i = place(key, size);; i = (i + 1) & mask_) {
      const Slot& s = slots_[i];
      if (s.id == kUnknownWord) return kUnknownWord;
      if (s.key == key && s.size == size && (size <= 8 || std::equal(eights, eights + (size + 7) / 8, &eights_[words_[s.id].begin])))
        return s.id;
    }
  }
  void insert(const Slot& slot);
  std::vector<Slot> slots_;
  std::size_t mask_;
  std::vector<Word> words_;
  std::vector<std::uint64_t> eights_;  ///< of all words
  std::array<WordId, 128> bytes_{};    ///< words of one ASCII character
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
