#include "base/siphash.h"

#include <bit>
#include <cstring>

namespace milepost {

namespace {

std::uint64_t little(const std::uint8_t* p, std::size_t n) {
  std::uint64_t v = 0;
  if (n == 8 && std::endian::native == std::endian::little) {
    std::memcpy(&v, p, 8);
    return v;
  }
  for (std::size_t i = 0; i < n; ++i) v |= std::uint64_t{p[i]} << (8 * i);
  return v;
}

struct State {
  std::uint64_t a, b, c, d;

  void two_rounds() {
    for (int n = 2; n > 0; --n) {
      a += b, b = std::rotl(b, 13) ^ a, a = std::rotl(a, 32);
      c += d, d = std::rotl(d, 16) ^ c;
      a += d, d = std::rotl(d, 21) ^ a;
      c += b, b = std::rotl(b, 17) ^ c, c = std::rotl(c, 32);
    }
  }
  void take(std::uint64_t word) {
    d ^= word;
    two_rounds();
    a ^= word;
  }
  void four_rounds() { two_rounds(), two_rounds(); }
  std::uint64_t out() const { return a ^ b ^ c ^ d; }
};

void put(std::uint64_t v, std::uint8_t* p) {
  if (std::endian::native == std::endian::little)
    std::memcpy(p, &v, 8);
  else
    for (int i = 0; i < 8; ++i) p[i] = static_cast<std::uint8_t>(v >> (8 * i));
}

}  // namespace

std::array<std::uint8_t, 16> siphash128(const std::array<std::uint8_t, 16>& key, std::string_view bytes) {
  const std::uint64_t k0 = little(key.data(), 8), k1 = little(key.data() + 8, 8);
  State s{k0 ^ 0x736f6d6570736575ull, k1 ^ 0x646f72616e646f6dull ^ 0xee, k0 ^ 0x6c7967656e657261ull, k1 ^ 0x7465646279746573ull};
  const auto* p = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t n = bytes.size();
  for (; n >= 8; n -= 8, p += 8) s.take(little(p, 8));
  s.take(little(p, n) | std::uint64_t{bytes.size()} << 56);
  std::array<std::uint8_t, 16> out{};
  s.c ^= 0xee;
  s.four_rounds();
  put(s.out(), out.data());
  s.b ^= 0xdd;
  s.four_rounds();
  put(s.out(), out.data() + 8);
  return out;
}

}  // namespace milepost
