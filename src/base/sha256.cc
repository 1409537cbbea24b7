#include "base/sha256.h"

// The calls that replace these look through OpenSSL's configuration first, which takes longer than hashing a hundred articles.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

namespace milepost {

std::array<std::uint8_t, 32> sha256(std::string_view bytes) {
  std::array<std::uint8_t, 32> out{};
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  SHA256_Final(out.data(), &context);
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
