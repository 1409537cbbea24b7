#include "pipeline/copies.h"

#include <algorithm>
#include <bit>

namespace milepost {

namespace {

std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ull;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ull;
  return x ^ x >> 32;
}

/// Letters and digits, and every byte above ASCII, lower-cased; 0 for what stands between words.
constexpr std::array<unsigned char, 256> kWord = [] {
  std::array<unsigned char, 256> t{};
  for (unsigned c = 0; c < 256; ++c) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) t[c] = static_cast<unsigned char>(upper ? c | 0x20 : c);
  }
  return t;
}();

}  // namespace

Copies::Copies(std::uint32_t window) : window_(window) {
  if (window == 0) return;
  mask_ = std::bit_ceil(std::uint64_t{window}) * 2 - 1;
  bands_.reset(static_cast<std::uint32_t*>(std::calloc((mask_ + 1) * kBands, sizeof(std::uint32_t))));
  if (!bands_) window_ = 0;
}

const Copies::Entry* Copies::near(const Signature& s, std::uint64_t* keys) const {
  const Entry* best = nullptr;
  double most = kNear;
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint64_t key = band + 1;
    bool empty = true;
    for (std::size_t row = 0; row < kRows; ++row) {
      const std::uint16_t v = s[band * kRows + row];
      empty = empty && v == kEmpty;
      key = mix(key ^ v);
    }
    keys[band] = empty ? UINT64_MAX : band * (mask_ + 1) + (key & mask_);
    if (empty || bands_[keys[band]] == 0) continue;
    const Entry& other = ring_[bands_[keys[band]] - 1];
    if (&other == best) continue;
    std::size_t same = 0, filled = 0;
    for (std::size_t i = 0; i < kBins; ++i) {
      const bool any = s[i] != kEmpty || other.signature[i] != kEmpty;
      filled += any ? 1 : 0;
      same += any && s[i] == other.signature[i] ? 1 : 0;
    }
    const double share = filled == 0 ? 0 : static_cast<double>(same) / static_cast<double>(filled);
    if (share >= most && !other.id.empty()) {
      best = &other;
      most = share;
    }
  }
  return best;
}

void Copies::mark(Document& d) {
  if (window_ == 0) return;
  std::array<std::uint64_t, kBins> least;
  least.fill(UINT64_MAX);
  std::array<std::uint64_t, 4> last{};
  std::uint64_t words = 0, all = 0, word = 0;
  const auto end_word = [&] {
    const std::uint64_t w = word * 0x9E3779B97F4A7C15ull;
    word = 0;
    all = (std::rotl(all, 5) ^ w) * 0xD6E8FEB86659FD93ull;
    last[words++ & 3] = w;
    if (words < 4) return;
    const std::uint64_t shingle = mix(last[words & 3] + std::rotl(last[(words + 1) & 3], 17) + std::rotl(last[(words + 2) & 3], 34) +
                                      std::rotl(last[(words + 3) & 3], 51));
    std::uint64_t& bin = least[shingle >> 58];
    bin = std::min(bin, shingle & (UINT64_MAX >> 6));
  };
  for (const char c : d.text) {
    const unsigned char w = kWord[static_cast<unsigned char>(c)];
    if (w != 0)
      word = (word ^ w) * 0x100000001B3ull;
    else if (word != 0)
      end_word();
  }
  if (word != 0) end_word();
  if (words == 0) return;

  Entry entry;
  entry.id = d.id;
  entry.words = all;
  const bool long_enough = words >= kLeastShingles;
  for (std::size_t i = 0; i < kBins; ++i)
    entry.signature[i] = least[i] == UINT64_MAX ? kEmpty : static_cast<std::uint16_t>(mix(least[i]) | 1);
  std::array<std::uint64_t, kBands> keys;
  const Entry* like = long_enough ? near(entry.signature, keys.data()) : nullptr;
  if (const auto found = exact_.find(all); found != exact_.end()) {
    like = &ring_[found->second];
    d.duplicate_of = like->id;
  }
  if (like != nullptr) d.cluster = like->cluster.empty() ? like->id : like->cluster;
  entry.cluster = d.cluster;

  const auto place = static_cast<std::uint32_t>(next_++ % window_);
  if (place == ring_.size()) ring_.emplace_back();
  if (const auto old = exact_.find(ring_[place].words); old != exact_.end() && old->second == place) exact_.erase(old);
  ring_[place] = std::move(entry);
  exact_.emplace(all, place);  // the first one stays the original
  if (long_enough)
    for (const std::uint64_t key : keys)
      if (key != UINT64_MAX) bands_[key] = place + 1;
}

}  // namespace milepost
