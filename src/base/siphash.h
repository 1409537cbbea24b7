// SipHash-2-4 with 128 bits (Aumasson and Bernstein 2012), for the ids of records.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace milepost {

/// 16 bytes, as the reference implementation writes them; the key is 16 bytes, read as two little-endian numbers.
std::array<std::uint8_t, 16> siphash128(const std::array<std::uint8_t, 16>& key, std::string_view bytes);

}  // namespace milepost
