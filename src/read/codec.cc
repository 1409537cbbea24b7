#include "read/codec.h"

#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

namespace milepost::read {

namespace {

class Zlib : public Codec {
 public:
  explicit Zlib(bool header) : header_(header) { inflateInit2(&z_, header ? 15 + 16 : -15); }
  ~Zlib() override { inflateEnd(&z_); }
  std::string_view magic() const override { return header_ ? std::string_view("\x1F\x8B\x08", 3) : std::string_view(); }
  const char* name() const override { return header_ ? "gzip member" : "zip member"; }
  void reset() override { inflateReset(&z_); }
  Step step(const char*& in, const char* in_end, char*& out, char* out_end) override {
    z_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in));
    z_.avail_in = static_cast<uInt>(in_end - in);
    z_.next_out = reinterpret_cast<Bytef*>(out);
    z_.avail_out = static_cast<uInt>(out_end - out);
    const int code = inflate(&z_, Z_NO_FLUSH);
    in = reinterpret_cast<const char*>(z_.next_in);
    out = reinterpret_cast<char*>(z_.next_out);
    return code == Z_STREAM_END ? Step::kEnd : code == Z_OK || code == Z_BUF_ERROR ? Step::kMore : Step::kBad;
  }

 private:
  bool header_;
  z_stream z_{};
};

class Zstd : public Codec {
 public:
  Zstd() : d_(ZSTD_createDStream()) { ZSTD_DCtx_setParameter(d_, ZSTD_d_windowLogMax, 25); }
  ~Zstd() override { ZSTD_freeDStream(d_); }
  std::string_view magic() const override { return std::string_view("\x28\xB5\x2F\xFD", 4); }
  const char* name() const override { return "zstd frame"; }
  void reset() override { ZSTD_DCtx_reset(d_, ZSTD_reset_session_only); }
  Step step(const char*& in, const char* in_end, char*& out, char* out_end) override {
    ZSTD_inBuffer from{in, static_cast<std::size_t>(in_end - in), 0};
    ZSTD_outBuffer to{out, static_cast<std::size_t>(out_end - out), 0};
    const std::size_t code = ZSTD_decompressStream(d_, &to, &from);
    in += from.pos;
    out += to.pos;
    return ZSTD_isError(code) != 0 ? Step::kBad : code == 0 ? Step::kEnd : Step::kMore;
  }

 private:
  ZSTD_DStream* d_;
};

class Xz : public Codec {
 public:
  ~Xz() override { lzma_end(&z_); }
  std::string_view magic() const override { return std::string_view("\xFD\x37zXZ\0", 6); }
  const char* name() const override { return "xz stream"; }
  void reset() override { sound_ = lzma_stream_decoder(&z_, kMemory, 0) == LZMA_OK; }
  Step step(const char*& in, const char* in_end, char*& out, char* out_end) override {
    if (!sound_) return Step::kBad;
    z_.next_in = reinterpret_cast<const std::uint8_t*>(in);
    z_.avail_in = static_cast<std::size_t>(in_end - in);
    z_.next_out = reinterpret_cast<std::uint8_t*>(out);
    z_.avail_out = static_cast<std::size_t>(out_end - out);
    const lzma_ret code = lzma_code(&z_, LZMA_RUN);
    in = reinterpret_cast<const char*>(z_.next_in);
    out = reinterpret_cast<char*>(z_.next_out);
    return code == LZMA_STREAM_END ? Step::kEnd : code == LZMA_OK || code == LZMA_BUF_ERROR ? Step::kMore : Step::kBad;
  }

 private:
  static constexpr std::uint64_t kMemory = 128u << 20;  ///< xz -9 takes 65 MB
  lzma_stream z_ = LZMA_STREAM_INIT;
  bool sound_ = false;
};

/// A block comes out as a whole, up to 900 KB; its ten bytes of magic are looked at first.
class Bzip2 : public Codec {
 public:
  Bzip2() { BZ2_bzDecompressInit(&z_, 0, 0); }
  ~Bzip2() override { BZ2_bzDecompressEnd(&z_); }
  std::string_view magic() const override { return "BZh"; }
  const char* name() const override { return "bzip2 stream"; }
  bool strict() const override { return true; }
  void reset() override {
    BZ2_bzDecompressEnd(&z_);
    z_ = {};
    BZ2_bzDecompressInit(&z_, 0, 0);
  }
  Step step(const char*& in, const char* in_end, char*& out, char* out_end) override {
    z_.next_in = const_cast<char*>(in);
    z_.avail_in = static_cast<unsigned>(in_end - in);
    z_.next_out = out;
    z_.avail_out = static_cast<unsigned>(out_end - out);
    const int code = BZ2_bzDecompress(&z_);
    in = z_.next_in;
    out = z_.next_out;
    return code == BZ_STREAM_END ? Step::kEnd : code == BZ_OK ? Step::kMore : Step::kBad;
  }

 private:
  bz_stream z_{};
};

}  // namespace

std::unique_ptr<Codec> gzip_codec() { return std::make_unique<Zlib>(true); }
std::unique_ptr<Codec> deflate_codec() { return std::make_unique<Zlib>(false); }
std::unique_ptr<Codec> zstd_codec() { return std::make_unique<Zstd>(); }
std::unique_ptr<Codec> xz_codec() { return std::make_unique<Xz>(); }
std::unique_ptr<Codec> bzip2_codec() { return std::make_unique<Bzip2>(); }

}  // namespace milepost::read
