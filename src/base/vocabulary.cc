#include "base/vocabulary.h"

#include <cstring>

#include "base/utf8.h"

namespace milepost {

namespace {

constexpr std::size_t kLongest = 64;  ///< bytes of a word that find_ascii looks up; no entry is longer

std::uint64_t load(const char* p, std::size_t n) {
  std::uint64_t w = 0;
  std::memcpy(&w, p, n);
  return w;
}

/// The first n bytes of eight.
std::uint64_t keep(std::uint64_t w, std::size_t n) { return n >= 8 ? w : w & ((std::uint64_t{1} << (8 * n)) - 1); }

/// ASCII capitals to small letters, eight at once.
std::uint64_t lower(std::uint64_t w) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ull;
  const std::uint64_t low = w & (kOnes * 0x7F);
  const std::uint64_t above_z = low + kOnes * (0x7F - 'Z'), from_a = low + kOnes * (0x80 - 'A');
  const std::uint64_t capital = (from_a ^ above_z) & ~w & (kOnes * 0x80);
  return w | (capital >> 2);
}

}  // namespace

Vocabulary::Vocabulary() : slots_(1024), words_(1) {}

std::uint64_t Vocabulary::key_of(const char* p, std::size_t n) {
  if (n <= 8) return load(p, n);
  // Eight bytes at a time, multiplied and folded (after wyhash, Wang Yi, public domain); the last eight overlap those before.
  std::uint64_t h = n * 0x9E3779B97F4A7C15ull;
  const auto mix = [&](std::uint64_t w) {
    const auto product = static_cast<unsigned __int128>(w ^ h) * 0xD6E8FEB86659FD93ull;
    h = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^ 0x9E3779B97F4A7C15ull;
  };
  for (std::size_t i = 0; i + 8 < n; i += 8) mix(load(p + i, 8));
  mix(load(p + n - 8, 8));
  return h;
}

std::size_t Vocabulary::place(std::uint64_t key, std::size_t size) const {
  const auto product = static_cast<unsigned __int128>(key + size) * 0x9E3779B97F4A7C15ull;
  return (static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product)) & (slots_.size() - 1);
}

WordId Vocabulary::look(std::uint64_t key, const char* folded, std::size_t size) const {
  for (std::size_t i = place(key, size);; i = (i + 1) & (slots_.size() - 1)) {
    const Slot& s = slots_[i];
    if (s.id == kUnknownWord) return kUnknownWord;
    if (s.key == key && s.size == size && (size <= 8 || words_[s.id] == std::string_view(folded, size))) return s.id;
  }
}

WordId Vocabulary::find(std::string_view folded) const { return look(key_of(folded.data(), folded.size()), folded.data(), folded.size()); }

WordId Vocabulary::find_ascii(std::string_view text, std::uint32_t begin, std::uint32_t end) const {
  const std::size_t size = end - begin;
  const char* p = text.data() + begin;
  if (size <= 8) {
    const std::uint64_t w = lower(text.size() - begin >= 8 ? keep(load(p, 8), size) : load(p, size));
    return look(w, nullptr, size);
  }
  if (size > kLongest) return kUnknownWord;
  char buffer[kLongest];
  for (std::size_t i = 0; i < size; i += 8) {
    const bool whole = size - i >= 8;
    const std::uint64_t w = lower(whole ? load(p + i, 8) : load(p + size - 8, 8) >> (8 * (8 - (size - i))));
    std::memcpy(buffer + i, &w, 8);
  }
  return look(key_of(buffer, size), buffer, size);
}

WordId Vocabulary::intern(std::string_view folded) {
  if (const WordId known = find(folded); known != kUnknownWord) return known;
  if (words_.size() * 3 > slots_.size()) grow();
  const auto id = static_cast<WordId>(words_.size());
  words_.emplace_back(folded);
  const std::uint64_t key = key_of(folded.data(), folded.size());
  std::size_t i = place(key, folded.size());
  while (slots_[i].id != kUnknownWord) i = (i + 1) & (slots_.size() - 1);
  slots_[i] = {key, id, static_cast<std::uint32_t>(folded.size())};
  return id;
}

void Vocabulary::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& s : old) {
    if (s.id == kUnknownWord) continue;
    std::size_t i = place(s.key, s.size);
    while (slots_[i].id != kUnknownWord) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = s;
  }
}

void fold(std::string_view word, std::string& out) {
  std::size_t i = 0;
  if (is_ascii(word)) {
    const std::size_t before = out.size();
    out.append(word);
    char* p = out.data() + before;
    for (; i + 8 <= word.size(); i += 8) {
      const std::uint64_t w = lower(load(p + i, 8));
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
