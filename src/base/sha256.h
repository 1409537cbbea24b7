// SHA-256 (FIPS 180-4) by OpenSSL, for the hash of a document's text and the key of its record ids.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace milepost {

std::array<std::uint8_t, 32> sha256(std::string_view bytes);
/// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace milepost
