#include "link/key_table.h"

#include <cstring>
#include <string>

#include "base/vocabulary.h"
#include "base/words8.h"

namespace milepost::link {

namespace {

/// Up to eight bytes, zeros behind them, without a call.
std::uint64_t load_short(const char* p, std::size_t n) {
  if (n == 8) return words8::load(p);
  if (n >= 4) {
    std::uint32_t begin = 0, end = 0;
    std::memcpy(&begin, p, 4);
    std::memcpy(&end, p + n - 4, 4);
    return begin | std::uint64_t{end} << (8 * (n - 4));
  }
  const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(p[i])} << (8 * i); };
  return n == 0 ? 0 : byte(0) | byte(n / 2) | byte(n - 1);
}

std::uint64_t mixed(std::uint64_t h, std::uint64_t w) {
  const auto product = static_cast<unsigned __int128>(w ^ h) * 0xD6E8FEB86659FD93ull;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^ 0x9E3779B97F4A7C15ull;
}

/// Eight bytes at a time, the last eight overlap those before. `high` collects the bits that no ASCII byte has.
inline std::uint64_t hash(const char* p, std::size_t n, std::uint64_t& high) {
  std::uint64_t h = n * 0x9E3779B97F4A7C15ull;
  const auto take = [&](std::uint64_t w) {
    high |= w;
    h = mixed(h, words8::lower(w));
  };
  if (n <= 8) {
    take(load_short(p, n));
    return h;
  }
  for (std::size_t i = 0; i + 8 < n; i += 8) take(words8::load(p + i));
  take(words8::load(p + n - 8));
  return h;
}

}  // namespace

void KeyTable::grow() {
  moved_.clear();
  for (std::size_t i = 0; i <= mask_; ++i)
    if (slots_[i].stamp == stamp_) moved_.push_back(slots_[i]), slots_[i].stamp = 0;
  mask_ = 2 * mask_ + 1;
  if (slots_.size() <= mask_) slots_.resize(mask_ + 1);
  for (const Slot& s : moved_) slots_[place(s.key)] = s;
}

std::uint64_t folded_hash(std::string_view word) {
  if (word.size() <= 8) {
    const std::uint64_t w = load_short(word.data(), word.size());
    if ((w & words8::kTops) == 0) return mixed(word.size() * 0x9E3779B97F4A7C15ull, words8::lower(w));
  }
  std::uint64_t high = 0;
  const std::uint64_t h = hash(word.data(), word.size(), high);
  if ((high & words8::kTops) == 0) return h;
  std::string folded;
  fold(word, folded);
  return hash(folded.data(), folded.size(), high);
}

}  // namespace milepost::link
