// What a document has said of names, by a number for their words. Private to the room.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "milepost/mention.h"

namespace milepost::link {

/// A number for folded words, so wide that two names of one document never share it; 0 stands for no words at all. "Smith & Sons, Ltd"
/// and "SMITH & SONS LTD" have one key.
using Key = std::uint64_t;

/// The same of one word: equal for "Group", "GROUP" and "group".
std::uint64_t folded_hash(std::string_view word);

/// The key of some words and one more, given by folded_hash().
inline Key joined(Key words, std::uint64_t word) {
  const auto product = static_cast<unsigned __int128>(words ^ word) * 0xC2B2AE3D27D4EB4Full;
  const Key key = static_cast<Key>(product) ^ static_cast<Key>(product >> 64) ^ 0x165667B19E3779F9ull;
  return key == 0 ? 1 : key;
}

/// Keys with a number each: open addressing over 16-byte slots that carry the stamp of their document, so that emptying costs nothing.
/// Each document begins with few slots again and takes more as it needs them: what one long document left behind would be too large for the
/// cache ever after.
class KeyTable {
 public:
  void clear() {
    size_ = 0;
    mask_ = kFirst - 1;
    if (++stamp_ == 0) slots_.assign(slots_.size(), {}), stamp_ = 1;
  }
  /// kNone when the key is not there.
  std::uint32_t find(Key key) const {
    const Slot& s = slots_[place(key)];
    return s.stamp == stamp_ ? s.value : kNone;
  }
  bool has(Key key) const { return find(key) != kNone; }
  /// Adds a key where it is not there yet; the number that is kept, and whether it was added.
  std::pair<std::uint32_t*, bool> add(Key key, std::uint32_t value) {
    if (2 * (size_ + 1) > mask_ + 1) grow();
    Slot& s = slots_[place(key)];
    const bool fresh = s.stamp != stamp_;
    if (fresh) ++size_;
    const bool added = fresh || s.value == kNone;
    if (added) s = {key, value, stamp_};
    return {&s.value, added};
  }
  void put(Key key, std::uint32_t value) { *add(key, value).first = value; }
  void erase(Key key) {
    if (Slot& s = slots_[place(key)]; s.stamp == stamp_) s.value = kNone;
  }

 private:
  struct Slot {
    Key key = 0;
    std::uint32_t value = kNone, stamp = 0;
  };
  std::size_t place(Key key) const {
    const Slot* const slots = slots_.data();
    std::size_t i = key & mask_;
    while (slots[i].stamp == stamp_ && slots[i].key != key) i = (i + 1) & mask_;
    return i;
  }
  void grow();

  static constexpr std::size_t kFirst = 64;              ///< slots at the begin of a document
  std::vector<Slot> slots_ = std::vector<Slot>(kFirst);  ///< the first mask_ + 1 are in use, at most half of them full
  std::vector<Slot> moved_;                              ///< of one growth
  std::size_t size_ = 0, mask_ = kFirst - 1;
  std::uint32_t stamp_ = 1;
};

}  // namespace milepost::link
