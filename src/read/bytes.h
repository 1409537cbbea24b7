// Where bytes come from: files, standard input, compressed streams, members of archives. Private to the room.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/readers.h"

namespace milepost::read {

/// A file or standard input ("-"). `consumed`, when set, counts the bytes taken, for progress.
Result<std::unique_ptr<ByteSource>> open_file(const std::string& path, std::uint64_t* consumed = nullptr);

/// The same with gzip, zstd, xz or bzip2 undone, when that is what its first bytes say.
Result<std::unique_ptr<ByteSource>> open_unpacked(const std::string& path, std::uint64_t* consumed = nullptr);

/// The first bytes of a stream, which is wrapped so that they are read again. Damage among them is reported when they are read.
std::string peek(std::unique_ptr<ByteSource>& bytes, std::size_t n);

/// Bytes already taken, then the rest.
std::unique_ptr<ByteSource> with_prefix(std::string prefix, std::unique_ptr<ByteSource> rest);

/// A stream that others read on from when its reader is done.
std::unique_ptr<ByteSource> share(std::shared_ptr<ByteSource> bytes);

/// What the first bytes say about the stream around the documents.
enum class Container : std::uint8_t { kNone, kGzip, kZstd, kXz, kBzip2, kZip, kTar };
Container container_of(std::string_view start);
/// What the name says, where the first bytes are damaged and say nothing: "news.zip" is a zip unless it begins like a text. `inside`: of
/// what came out of its compression, so that "news.tar.gz" is a tar.
Container container_named(std::string_view name, std::string_view start, bool inside);

/// Undoes gzip, zstd, xz or bzip2. Behind a damaged member, frame or stream read() goes on with the next sound one.
/// Stops with kTooLarge when 64 MB have come out and more than kMaxRatio times what went in.
std::unique_ptr<ByteSource> decompress(Container how, std::unique_ptr<ByteSource> bytes);
inline constexpr std::uint64_t kMaxRatio = 400;
inline constexpr std::uint64_t kRatioFreeBytes = 64u << 20;

/// UTF-16 with a byte order mark, or without one when every second byte of the start is NUL, becomes UTF-8.
std::unique_ptr<ByteSource> decode_utf16(std::unique_ptr<ByteSource> bytes, std::string_view start);

/// The members of a zip or tar, in order. Names are only text: nothing is ever written to a path.
class Archive {
 public:
  struct Entry {
    std::string name;
    std::unique_ptr<ByteSource> bytes;  ///< valid until the next call of next()
  };
  virtual ~Archive() = default;
  /// An Error for a member that cannot be read; the archive goes on behind it where it can.
  virtual std::optional<Result<Entry>> next() = 0;
};
/// Tar of any dialect (ustar, GNU, pax). A damaged header is an error; the next sound one is searched for.
std::unique_ptr<Archive> open_tar(std::unique_ptr<ByteSource> bytes);
/// Zip by the headers before its members: stored, deflate, bzip2, zstd, xz; told before or behind the data; of any size. The directory at
/// the end is not read. A damaged header is an error; the next sound one is searched for.
std::unique_ptr<Archive> open_zip(std::unique_ptr<ByteSource> bytes);

Error damage(std::string what, std::string cure = "");

}  // namespace milepost::read
