// A buffered stream for the formats that cut documents out of it. Private to the room.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/readers.h"

namespace milepost::read {

class Feed {
 public:
  explicit Feed(std::unique_ptr<ByteSource> bytes) : bytes_(std::move(bytes)) {}

  /// Makes at least one byte available. False at the end, and where the stream is damaged: then damage() holds the error, once.
  bool more();
  std::string_view here() const { return {buffer_.data() + at_, have_ - at_}; }
  void drop(std::size_t n) {
    at_ += n;
    offset_ += n;
  }
  std::uint64_t offset() const { return offset_; }  ///< of here(), in the decompressed stream
  bool damaged() const { return damage_.has_value(); }
  std::optional<Error> damage();

 private:
  std::unique_ptr<ByteSource> bytes_;
  std::vector<char> buffer_ = std::vector<char>(1 << 17);
  std::size_t at_ = 0, have_ = 0;
  std::uint64_t offset_ = 0;
  bool ended_ = false;
  std::optional<Error> damage_;
};

/// What a cut brought. kDamaged: damage() of the feed says why; the next cut begins behind it.
enum class Cut : std::uint8_t { kPiece, kTooLong, kDamaged, kEnd };

/// Up to the next line feed, which is dropped. A piece over `limit` is passed over without being held.
Cut cut_line(Feed& feed, std::string& line, std::uint64_t limit);
/// The next JSON object of an array, or of a row of objects; what stands between them is passed over.
Cut cut_json_object(Feed& feed, std::string& object, std::uint64_t limit, std::uint64_t& begin);
/// From `open` to the end of `close`, both within the piece.
Cut cut_between(Feed& feed, std::string_view open, std::string_view close, std::string& piece, std::uint64_t limit, std::uint64_t& begin);

}  // namespace milepost::read
