#include "read/zip_header.h"

namespace milepost::read {

namespace {

std::uint16_t little16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[at]) | static_cast<unsigned char>(bytes[at + 1]) << 8);
}

std::uint64_t little64(std::string_view bytes, std::size_t at) {
  return little32(bytes, at) | static_cast<std::uint64_t>(little32(bytes, at + 4)) << 32;
}

/// The size in the extra field of a member of 4 GB or more: after the unpacked size.
std::optional<std::uint64_t> long_size(std::string_view extra) {
  while (extra.size() >= 4) {
    const std::uint16_t kind = little16(extra, 0), n = little16(extra, 2);
    extra.remove_prefix(4);
    if (extra.size() < n) break;
    if (kind == 1 && n >= 16) return little64(extra, 8);
    extra.remove_prefix(n);
  }
  return std::nullopt;
}

}  // namespace

std::uint32_t little32(std::string_view bytes, std::size_t at) {
  return little16(bytes, at) | static_cast<std::uint32_t>(little16(bytes, at + 2)) << 16;
}

ZipMark zip_mark(std::string_view bytes) {
  if (bytes.size() < 4 || bytes[0] != 'P' || bytes[1] != 'K') return ZipMark::kNone;
  switch (little16(bytes, 2)) {
    case 0x0403:
      return ZipMark::kMember;
    case 0x0807:
      return ZipMark::kBehind;
    case 0x0201:  // an entry of the directory, its end, the end of a long one
    case 0x0605:
    case 0x0606:
      return ZipMark::kDirectory;
    default:
      return ZipMark::kNone;
  }
}

bool plausible(ZipMark mark, std::string_view bytes) {
  const auto sensible = [&](std::size_t at) {  // version, flags, method
    const std::uint16_t version = little16(bytes, at), flags = little16(bytes, at + 2), method = little16(bytes, at + 4);
    return (version & 0xFF) <= 63 && version >> 8 < 32 && (flags & 0xD780) == 0 && (method <= 20 || (method >= 93 && method <= 99));
  };
  if (mark == ZipMark::kMember) return bytes.size() >= kZipFixed && sensible(4) && little16(bytes, 26) > 0 && little16(bytes, 26) <= 8192;
  if (mark != ZipMark::kDirectory) return false;
  if (little16(bytes, 2) == 0x0201) return bytes.size() >= 46 && sensible(6) && little16(bytes, 28) <= 8192;
  return bytes.size() >= 20 && (little16(bytes, 2) != 0x0605 || little32(bytes, 4) == 0);  // the numbers of the volumes
}

std::optional<ZipHeader> zip_header(std::string_view bytes) {
  if (bytes.size() < kZipFixed) return std::nullopt;
  ZipHeader h;
  const std::size_t name = little16(bytes, 26), extra = little16(bytes, 28);
  h.length = kZipFixed + name + extra;
  if (bytes.size() < h.length) return std::nullopt;
  h.flags = little16(bytes, 6);
  h.method = little16(bytes, 8);
  h.crc = little32(bytes, 14);
  h.packed = little32(bytes, 18);
  h.name = bytes.substr(kZipFixed, name);
  if (h.packed == 0xFFFFFFFF) h.packed = long_size(bytes.substr(kZipFixed + name, extra)).value_or(h.packed);
  return h;
}

ZipBehind zip_behind(std::string_view bytes) {
  const bool marked = zip_mark(bytes) == ZipMark::kBehind;
  if (!marked && zip_mark(bytes) != ZipMark::kNone) return {};
  const std::size_t crc = marked ? 4 : 0;
  for (const std::size_t rest : {std::size_t{12}, std::size_t{20}})  // sizes of four bytes, or of eight
    if (bytes.size() >= crc + rest && zip_mark(bytes.substr(crc + rest)) != ZipMark::kNone) return {crc + rest, little32(bytes, crc)};
  if (marked && bytes.size() >= 16) return {16, little32(bytes, crc)};
  return {};
}

}  // namespace milepost::read
