#include "pipeline/copies.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/words16.h"

namespace milepost {

namespace {

std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ull;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ull;
  return x ^ x >> 32;
}

/// A hash of text[begin, end), capitals as small letters: eight bytes at a time. What else differs in bit 0x20 alone is no part of a word.
std::uint64_t hash_word(std::string_view text, std::size_t begin, std::size_t end) {
  std::uint64_t hash = 0;
  for (; begin < end; begin += 8) {
    const std::uint64_t w = words8::first(words8::load(text, begin), end - begin);
    hash = (hash ^ (w | (~w & words8::kTops) >> 2)) * 0x9E3779B97F4A7C15ull;
    hash ^= hash >> 32;
  }
  return hash * 0xD6E8FEB86659FD93ull;
}

/// A bit for each of the 64 bytes from `at` on that is of a word.
std::uint64_t word_bytes(std::string_view text, std::size_t at) {
  std::array<char, 64> last{};
  const char* p = text.data() + at;
  if (text.size() - at < last.size())
    p = std::copy(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), last.begin()), p = last.data();
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 4; ++i) bits |= std::uint64_t{words16::word_bytes(p + 16 * i)} << 16 * i;
  return bits;
}

/// Calls `take` with a hash of each word: a run of letters, digits and bytes above ASCII. Where runs begin and end, bytes differ from the
/// one before.
template <class Take>
void each_word(std::string_view text, const Take& take) {
  std::uint64_t before = 0;
  std::size_t begin = std::string_view::npos;
  for (std::size_t at = 0; at < text.size(); at += 64) {
    const std::uint64_t bytes = word_bytes(text, at);
    for (std::uint64_t changes = bytes ^ (bytes << 1 | before); changes != 0; changes &= changes - 1) {
      const std::size_t here = at + static_cast<std::size_t>(std::countr_zero(changes));
      if (begin != std::string_view::npos) take(hash_word(text, begin, here));
      begin = begin == std::string_view::npos ? here : std::string_view::npos;
    }
    before = bytes >> 63;
  }
  if (begin != std::string_view::npos) take(hash_word(text, begin, text.size()));
}

}  // namespace

Copies::Copies(std::uint32_t window) : window_(std::min(window, kMostDocuments)) {
  if (window_ == 0) return;
  mask_ = std::bit_ceil(std::uint64_t{window_}) * 2 - 1;
  bands_ = table<std::uint16_t>((mask_ + 1) * kBands);
  originals_ = table<std::uint32_t>(mask_ + 1);
  ring_ = table<Entry>(window_);
  ids_ = table<char>(kIdBytes);
  if (!bands_ || !originals_ || !ring_ || !ids_) window_ = 0;
}

const Copies::Entry* Copies::original(std::uint64_t words) const {
  for (std::uint32_t place = originals_[mix(words) & mask_]; place != 0; place = ring_[place - 1].next)
    if (ring_[place - 1].words == words) return &ring_[place - 1];
  return nullptr;
}

void Copies::forget_oldest() {
  const auto place = static_cast<std::uint32_t>(oldest_++ % window_);
  for (std::uint32_t* link = &originals_[mix(ring_[place].words) & mask_]; *link != 0; link = &ring_[*link - 1].next) {
    if (*link != place + 1) continue;
    *link = ring_[place].next;
    break;
  }
  ring_[place].id_size = 0;  // its bands may still lead here
}

/// Where so many bytes of ids fit, at least one; the oldest make room.
std::size_t Copies::room_for(std::size_t bytes) {
  for (; oldest_ != next_; forget_oldest()) {
    const std::size_t needed = ring_[oldest_ % window_].ids_at;  // from here on, perhaps across the end
    const bool across = ids_next_ <= needed;
    if (ids_next_ + bytes <= (across ? needed : kIdBytes)) return ids_next_;
    if (!across && bytes <= needed) return 0;
  }
  return 0;
}

Copies::Entry& Copies::add(std::string_view id, std::string_view cluster, std::uint64_t words) {
  if (next_ - oldest_ == window_) forget_oldest();
  const std::size_t bytes = id.size() + cluster.size() + 1, at = room_for(bytes);
  Entry& e = ring_[next_ % window_];
  e.words = words;
  e.ids_at = static_cast<std::uint32_t>(at);
  e.id_size = static_cast<std::uint32_t>(id.size());
  e.cluster_size = static_cast<std::uint32_t>(cluster.size());
  std::copy(id.begin(), id.end(), ids_.get() + at);
  std::copy(cluster.begin(), cluster.end(), ids_.get() + at + id.size());
  ids_next_ = at + bytes;
  ++next_;
  return e;
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
    if (share >= most && other.id_size > 0) {
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
  std::uint64_t words = 0, all = 0, first = 0, second = 0, third = 0;
  each_word(d.text, [&](std::uint64_t word) {
    all = (std::rotl(all, 5) ^ word) * 0xD6E8FEB86659FD93ull;
    const std::uint64_t shingle = mix(first + std::rotl(second, 17) + std::rotl(third, 34) + std::rotl(word, 51));
    first = second, second = third, third = word;
    if (++words < 4) return;
    std::uint64_t& bin = least[shingle >> 58];
    bin = std::min(bin, shingle & (UINT64_MAX >> 6));
  });
  if (words == 0) return;

  if (d.id.size() > kIdBytes / 8) return;  // an id of megabytes would push out all others
  Signature signature;
  const bool long_enough = words >= kLeastShingles;
  for (std::size_t i = 0; i < kBins; ++i) signature[i] = least[i] == UINT64_MAX ? kEmpty : static_cast<std::uint16_t>(mix(least[i]) | 1);
  std::array<std::uint64_t, kBands> keys;
  const Entry* like = long_enough ? near(signature, keys.data()) : nullptr;
  const Entry* same = original(all);
  if (same != nullptr) {
    like = same;
    d.duplicate_of = id(*same);
  }
  if (like != nullptr) d.cluster = like->cluster_size == 0 ? id(*like) : cluster(*like);

  const auto place = static_cast<std::uint32_t>(next_ % window_);
  Entry& entry = add(d.id, d.cluster, all);
  entry.signature = signature;
  if (original(all) == nullptr) {  // the first one stays the original
    std::uint32_t& chain = originals_[mix(all) & mask_];
    entry.next = std::exchange(chain, place + 1);
  }
  if (!long_enough) return;
  for (const std::uint64_t key : keys)
    if (key != UINT64_MAX) bands_[key] = static_cast<std::uint16_t>(place + 1);
}

}  // namespace milepost
