#include "base/vocabulary.h"

#include <cstring>

#include "base/utf8.h"

namespace milepost {

namespace {

/// A word of any length in eights.
class Eights {
 public:
  explicit Eights(std::string_view word) {
    if (word.size() > sizeof few_) many_.resize((word.size() + 7) / 8);
    if (!word.empty()) std::memcpy(many_.empty() ? few_ : many_.data(), word.data(), word.size());
  }
  const std::uint64_t* data() const { return many_.empty() ? few_ : many_.data(); }

 private:
  std::uint64_t few_[8] = {};
  std::vector<std::uint64_t> many_;
};

/// The bytes of a word of eight at the most, zeros behind it; parts that overlap are laid over each other.
std::uint64_t up_to_eight(std::string_view word) {
  const std::size_t n = word.size();
  const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(word[i])} << (8 * i); };
  if (n < 4) return n == 0 ? 0 : byte(0) | byte(n / 2) | byte(n - 1);
  std::uint32_t low = 0, high = 0;
  std::memcpy(&low, word.data(), 4);
  std::memcpy(&high, word.data() + n - 4, 4);
  return low | std::uint64_t{high} << (8 * (n - 4));
}

}  // namespace

Vocabulary::Vocabulary() : slots_(1024), mask_(1023), shift_(64 - 10), words_(1) {}

WordId Vocabulary::find(std::string_view folded) const { return find(Eights(folded).data(), folded.size()); }

WordId Vocabulary::intern(std::string_view folded) {
  const Eights eights(folded);
  const std::uint64_t key = key_of(eights.data(), folded.size());
  if (const WordId known = find(eights.data(), folded.size()); known != kUnknownWord) return known;
  if (words_.size() * 3 > slots_.size()) {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    mask_ = slots_.size() - 1;
    --shift_;
    for (const Slot& s : old)
      if (s.id != kUnknownWord) insert(s);
  }
  const auto id = static_cast<WordId>(words_.size());
  words_.push_back({static_cast<std::uint32_t>(eights_.size()), static_cast<std::uint32_t>(folded.size())});
  eights_.insert(eights_.end(), eights.data(), eights.data() + (folded.size() + 7) / 8);
  insert({key, id});
  if (folded.size() == 1 && static_cast<unsigned char>(folded[0]) < 0x80) bytes_[static_cast<unsigned char>(folded[0])] = id;
  return id;
}

void Vocabulary::insert(const Slot& slot) {
  std::size_t i = place(slot.key);
  while (slots_[i].id != kUnknownWord) i = (i + 1) & mask_;
  slots_[i] = slot;
}

void fold(std::string_view word, std::string& out) {
  std::size_t i = 0;
  if (word.size() <= 8) {
    std::uint64_t w = up_to_eight(word);
    if ((w & words8::kTops) == 0) {
      w = words8::lower(w);
      out.append(reinterpret_cast<const char*>(&w), word.size());
      return;
    }
  } else if (is_ascii(word)) {
    const std::size_t before = out.size();
    out.append(word);
    char* p = out.data() + before;
    for (; i + 8 <= word.size(); i += 8) {
      const std::uint64_t w = words8::lower(words8::load(p + i));
      std::memcpy(p + i, &w, 8);
    }
    for (; i < word.size(); ++i) p[i] = p[i] >= 'A' && p[i] <= 'Z' ? static_cast<char>(p[i] + 32) : p[i];
    return;
  }
  for (i = 0; i < word.size();) {
    const CodePoint c = decode(word.substr(i));
    i += c.size;
    if (c.value == 0x2019 || c.value == 0x02BC)
      out += '\'';
    else if (glyph(c.value) != Glyph::kExtend)
      append_folded(out, c.value);
  }
}

}  // namespace milepost
