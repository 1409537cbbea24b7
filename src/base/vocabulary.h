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
  WordId find(const std::uint64_t* eights, std::size_t size) const {
    if (size <= 8) return look(eights[0], [](WordId) { return true; });
    return look(key_of(eights, size), [&](WordId id) {
      return words_[id].size == size && std::equal(eights, eights + (size + 7) / 8, &eights_[words_[id].begin]);
    });
  }
  /// The same for a word of sixteen bytes at the most.
  WordId find_short(const std::uint64_t (&eights)[2], std::size_t size) const {
    if (size <= 8) return find_eight(eights[0]);
    return look(mixed(mixed(size * kSeed, eights[0]), eights[1]) & kLong, [&](WordId id) {
      const std::uint64_t* const own = &eights_[words_[id].begin];
      return words_[id].size == size && own[0] == eights[0] && own[1] == eights[1];
    });
  }
  /// For a word of one eight.
  WordId find_eight(std::uint64_t eight) const {
    return look(eight, [](WordId) { return true; });
  }
  /// Asks for the memory in which the word is looked for: it is far away, and there when a few other words have been read.
  void fetch_eight(std::uint64_t eight) const { __builtin_prefetch(&slots_[place(eight)]); }
  WordId find_byte(char c) const { return bytes_[static_cast<unsigned char>(c) & 0x7F]; }  ///< an ASCII character
  std::string_view text(WordId id) const {
    return {reinterpret_cast<const char*>(eights_.data()) + std::size_t{words_[id].begin} * 8, words_[id].size};
  }
  std::size_t size() const { return words_.size(); }  ///< ids are 0 .. size()-1

 private:
  struct Slot {
    std::uint64_t key = 0;
    WordId id = kUnknownWord;  ///< kUnknownWord: empty
  };
  struct Word {
    std::uint32_t begin = 0, size = 0;  ///< in eights_; bytes
  };
  /// One eight: itself. More: multiplied and folded one after the other (after wyhash, Wang Yi, public domain), with a first byte of zero,
  /// which no word has, so that it is never the key of a short word.
  static std::uint64_t key_of(const std::uint64_t* eights, std::size_t size) {
    if (size <= 8) return eights[0];
    std::uint64_t h = size * kSeed;
    for (std::size_t i = 0; i * 8 < size; ++i) h = mixed(h, eights[i]);
    return h & kLong;
  }
  static constexpr std::uint64_t kSeed = 0x9E3779B97F4A7C15ull, kLong = ~std::uint64_t{0xFF};
  static std::uint64_t mixed(std::uint64_t h, std::uint64_t eight) {
    const auto product = static_cast<unsigned __int128>(eight ^ h) * 0xD6E8FEB86659FD93ull;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^ kSeed;
  }
  std::size_t place(std::uint64_t key) const { return key * kSeed >> shift_; }
  /// `same`: whether the word with this id, which has the key, is the one that is looked for.
  template <class Same>
  WordId look(std::uint64_t key, const Same& same) const {
    for (std::size_t i = place(key);; i = (i + 1) & mask_) {
      const Slot& s = slots_[i];
      if (s.id == kUnknownWord || (s.key == key && same(s.id))) return s.id;
    }
  }
  void insert(const Slot& slot);
  std::vector<Slot> slots_;
  std::size_t mask_;
  int shift_;
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
