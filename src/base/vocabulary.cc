#include "base/vocabulary.h"

#include <unicode/unistr.h>

#include <cstring>

#include "base/utf8.h"

namespace milepost {

Vocabulary::Vocabulary() : slots_(1024), words_(1) {}

std::uint64_t Vocabulary::hash(std::string_view s) {
  // Eight bytes at a time, multiplied and folded (after wyhash, Wang Yi, public domain).
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ull;
  std::uint64_t h = s.size() * kMix;
  const char* p = s.data();
  std::size_t n = s.size();
  const auto mix = [&](std::uint64_t w) {
    const auto product = static_cast<unsigned __int128>(w ^ h) * 0xD6E8FEB86659FD93ull;
    h = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^ kMix;
  };
  for (; n >= 8; p += 8, n -= 8) {
    std::uint64_t w = 0;
    std::memcpy(&w, p, 8);
    mix(w);
  }
  std::uint64_t w = 0;
  for (std::size_t i = 0; i < n; ++i) w |= static_cast<std::uint64_t>(static_cast<unsigned char>(p[i])) << (8 * i);
  mix(w);
  return h | 1;  // 0 marks an empty slot
}

WordId Vocabulary::find(std::string_view folded, std::uint64_t h) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = (h >> 7) & mask;; i = (i + 1) & mask) {
    if (slots_[i].hash == 0) return kUnknownWord;
    if (slots_[i].hash == h && words_[slots_[i].id] == folded) return slots_[i].id;
  }
}

WordId Vocabulary::intern(std::string_view folded) {
  const std::uint64_t h = hash(folded);
  if (const WordId known = find(folded, h); known != kUnknownWord) return known;
  if (words_.size() * 3 > slots_.size()) grow();
  const auto id = static_cast<WordId>(words_.size());
  words_.emplace_back(folded);
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = (h >> 7) & mask;
  while (slots_[i].hash != 0) i = (i + 1) & mask;
  slots_[i] = {h, id};
  return id;
}

void Vocabulary::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& s : old) {
    if (s.hash == 0) continue;
    std::size_t i = (s.hash >> 7) & mask;
    while (slots_[i].hash != 0) i = (i + 1) & mask;
    slots_[i] = s;
  }
}

void fold(std::string_view word, std::string& out) {
  std::size_t i = 0;
  while (i < word.size() && static_cast<unsigned char>(word[i]) < 0x80) ++i;
  if (i == word.size()) {
    for (const char c : word) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return;
  }
  icu::UnicodeString u;
  for (i = 0; i < word.size();) {
    const CodePoint c = decode(word.substr(i));
    i += c.size;
    if (c.value == 0x2019 || c.value == 0x02BC)
      u.append(static_cast<UChar>('\''));
    else if (glyph(c.value) != Glyph::kExtend)
      u.append(static_cast<UChar32>(c.value));
  }
  u.foldCase();
  u.toUTF8String(out);
}

}  // namespace milepost
