// The signatures of a zip and the header before a member. Private to the room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace milepost::read {

/// "PK\3\4", fields, name, extra fields: what stands before a member's data.
struct ZipHeader {
  std::string name;
  std::uint16_t flags = 0, method = 0;
  std::uint32_t crc = 0;
  std::uint64_t packed = 0;  ///< bytes of its data; 0 when they are told behind it
  std::size_t length = 0;    ///< of the header

  bool encrypted() const { return (flags & 1) != 0; }
  bool told_behind() const { return (flags & 8) != 0; }
  bool folder() const { return name.ends_with('/'); }
};

constexpr std::size_t kZipFixed = 30;                      ///< bytes of a header without name and extra fields
constexpr std::size_t kZipHeaderMax = kZipFixed + 131070;  ///< and with the longest

/// What begins with these bytes.
enum class ZipMark : std::uint8_t { kNone, kMember, kBehind, kDirectory };
ZipMark zip_mark(std::string_view bytes);

/// Whether a mark met in the midst of bytes is one: its fields make sense.
bool plausible(ZipMark mark, std::string_view bytes);

/// The header that begins with these bytes, unless it does not end in them.
std::optional<ZipHeader> zip_header(std::string_view bytes);

/// The checksum behind a member's data, where that is told there, and how long it and what stands with it are: 12, 16, 20 or 24 bytes, by
/// the mark that follows. A length of 0 when none is found.
struct ZipBehind {
  std::size_t length = 0;
  std::uint32_t crc = 0;
};
ZipBehind zip_behind(std::string_view bytes);

std::uint32_t little32(std::string_view bytes, std::size_t at);

}  // namespace milepost::read
