// One compressed stream of each kind, by its library. Private to the room.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace milepost::read {

enum class Step : std::uint8_t { kMore, kEnd, kBad };

/// One compressed member at a time.
class Codec {
 public:
  virtual ~Codec() = default;
  virtual std::string_view magic() const = 0;
  virtual const char* name() const = 0;
  virtual void reset() = 0;
  /// Takes from [in, in_end), puts to [out, out_end), moves both pointers.
  virtual Step step(const char*& in, const char* in_end, char*& out, char* out_end) = 0;
  /// Whether blocks come out as a whole: a begin that is not refused is one although nothing has come out yet, and what comes out together
  /// with a refusal is no text.
  virtual bool strict() const { return false; }
};

std::unique_ptr<Codec> gzip_codec();
std::unique_ptr<Codec> deflate_codec();  ///< without a header: what a zip holds
std::unique_ptr<Codec> zstd_codec();
std::unique_ptr<Codec> xz_codec();
std::unique_ptr<Codec> bzip2_codec();

}  // namespace milepost::read
