#include "base/sha256.h"

#include <openssl/sha.h>

namespace milepost {

std::array<std::uint8_t, 32> sha256(std::string_view bytes) {
  std::array<std::uint8_t, 32> out{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), out.data());
  return out;
}

std::string sha256_hex(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out(64, '0');
  std::size_t at = 0;
  for (const std::uint8_t b : sha256(bytes)) {
    out[at++] = kHex[b >> 4];
    out[at++] = kHex[b & 15];
  }
  return out;
}

}  // namespace milepost
