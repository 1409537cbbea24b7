// gzip, zstd, xz and bzip2 by their libraries, member by member: a damaged member costs itself, the next one is found by its magic number
// and believed only when its first bytes inflate.
#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>

#include "read/bytes.h"

namespace milepost::read {

namespace {

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

class Gzip : public Codec {
 public:
  Gzip() { inflateInit2(&z_, 15 + 16); }
  ~Gzip() override { inflateEnd(&z_); }
  std::string_view magic() const override { return std::string_view("\x1F\x8B\x08", 3); }
  const char* name() const override { return "gzip member"; }
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

class Members : public ByteSource {
 public:
  Members(std::unique_ptr<ByteSource> bytes, std::unique_ptr<Codec> codec) : bytes_(std::move(bytes)), codec_(std::move(codec)) {}

  Result<std::size_t> read(char* to, std::size_t n) override {
    for (;;) {
      if (stopped_) return 0;
      if (pending_) {
        pending_ = false;
        return fail(damage(std::string("damaged ") + codec_->name(), "what could be read of it is kept"));
      }
      if (kept_at_ < kept_.size()) return from_kept(to, n);
      if (lost_ && !find_member()) return 0;
      if (kept_at_ < kept_.size()) continue;
      if (at_ == end_ && !refill()) return finish();
      if (error_) return fail(std::move(*error_));
      if (!inside_) {
        if (in_[at_] == '\0') {  // padding between members
          ++at_;
          continue;
        }
        if (!begins_here()) return fail(damage(std::string("bytes that are no ") + codec_->name(), "they are passed over"));
        codec_->reset();
        inside_ = true;
        begin_ = at_;
      }
      const char* in = in_.data() + at_;
      char* out = to;
      const Step step = codec_->step(in, in_.data() + end_, out, to + n);
      const bool stuck = in == in_.data() + at_ && out == to && step == Step::kMore;
      at_ = static_cast<std::size_t>(in - in_.data());
      out_total_ += static_cast<std::uint64_t>(out - to);
      if (step == Step::kEnd) inside_ = false;
      if (step == Step::kBad && codec_->strict()) out = to;  // a block is put out before its checksum is looked at
      if (step == Step::kBad || stuck) {
        at_ = std::min(begin_ + 1, end_);  // damage may have led past the begin of the next member
        pending_ = true;
      }
      if (out > to) return out_total_ > kRatioFreeBytes && out_total_ / kMaxRatio > in_total_ ? bomb() : static_cast<std::size_t>(out - to);
    }
  }

 private:
  Result<std::size_t> fail(Error e) {
    error_.reset();
    inside_ = false;
    lost_ = true;
    return tl::unexpected(std::move(e));
  }
  Result<std::size_t> bomb() {
    stopped_ = true;
    return tl::unexpected(Error{Error::Code::kTooLarge, "", 0, "decompresses to more than " + std::to_string(kMaxRatio) + " times its size",
                                "unpack it first if it is to be trusted"});
  }
  Result<std::size_t> finish() {
    stopped_ = true;
    if (error_) return tl::unexpected(std::move(*error_));
    if (!inside_) return 0;
    return tl::unexpected(damage(std::string("ends inside a ") + codec_->name(), "what could be read of it is kept"));
  }
  std::size_t from_kept(char* to, std::size_t n) {
    const std::size_t take = std::min(n, kept_.size() - kept_at_);
    std::memcpy(to, kept_.data() + kept_at_, take);
    kept_at_ += take;
    return take;
  }

  /// Moves the rest, and of what was consumed the last kBehind bytes, to the front and reads on; false at the end. An error of the stream
  /// below waits in error_.
  bool refill() {
    const std::size_t gone = at_ - std::min(at_, kBehind);
    std::memmove(in_.data(), in_.data() + gone, end_ - gone);
    end_ -= gone;
    at_ -= gone;
    begin_ -= std::min(begin_, gone);
    const auto got = bytes_->read(in_.data() + end_, in_.size() - end_);
    if (!got) error_ = got.error();
    if (!got || *got == 0) return false;
    end_ += *got;
    in_total_ += *got;
    return true;
  }

  bool begins_here() {
    const std::string_view magic = codec_->magic();
    while (end_ - at_ < magic.size())
      if (!refill()) return false;
    return std::string_view(in_.data() + at_, magic.size()) == magic ||
           (magic[0] == '\x28' && in_[at_ + 1] == '\x2A' && in_[at_ + 2] == '\x4D');
  }

  /// The next place behind damage where a member begins and its first bytes inflate; they are kept for read().
  bool find_member() {
    const std::string_view magic = codec_->magic();
    for (;;) {
      if (end_ - at_ < (1u << 16)) {
        while (end_ - at_ < (1u << 16) && refill()) {
        }
        error_.reset();
      }
      const std::string_view rest(in_.data() + at_, end_ - at_);
      const std::size_t hit = rest.find(magic);
      if (hit == std::string_view::npos) {
        at_ = rest.size() < magic.size() ? end_ : end_ - (magic.size() - 1);
        if (rest.size() < (1u << 16)) {
          stopped_ = true;
          return false;
        }
        continue;
      }
      at_ += hit;
      codec_->reset();
      kept_.resize(4096);
      const char* in = in_.data() + at_;
      char* out = kept_.data();
      const Step step = codec_->step(in, in_.data() + end_, out, kept_.data() + kept_.size());
      if (step == Step::kBad || (out == kept_.data() && !codec_->strict())) {
        ++at_;
        continue;
      }
      kept_.resize(static_cast<std::size_t>(out - kept_.data()));
      kept_at_ = 0;
      out_total_ += kept_.size();
      begin_ = at_;
      at_ = static_cast<std::size_t>(in - in_.data());
      inside_ = step != Step::kEnd;
      lost_ = false;
      return true;
    }
  }

  std::unique_ptr<ByteSource> bytes_;
  std::unique_ptr<Codec> codec_;
  std::vector<char> in_ = std::vector<char>(1 << 18);
  static constexpr std::size_t kBehind = 1 << 16;
  std::size_t at_ = 0, end_ = 0, begin_ = 0, kept_at_ = 0;
  std::string kept_;
  std::optional<Error> error_;
  std::uint64_t in_total_ = 0, out_total_ = 0;
  bool inside_ = false, lost_ = false, stopped_ = false, pending_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> decompress(Container how, std::unique_ptr<ByteSource> bytes) {
  std::unique_ptr<Codec> codec;
  if (how == Container::kGzip) codec = std::make_unique<Gzip>();
  if (how == Container::kZstd) codec = std::make_unique<Zstd>();
  if (how == Container::kXz) codec = std::make_unique<Xz>();
  if (how == Container::kBzip2) codec = std::make_unique<Bzip2>();
  return std::make_unique<Members>(std::move(bytes), std::move(codec));
}

Result<std::unique_ptr<ByteSource>> open_unpacked(const std::string& path, std::uint64_t* consumed) {
  auto bytes = open_file(path, consumed);
  if (!bytes) return bytes;
  const Container how = container_of(peek(*bytes, 16));
  return how == Container::kNone || how == Container::kZip || how == Container::kTar ? std::move(bytes)
                                                                                     : decompress(how, std::move(*bytes));
}

}  // namespace milepost::read
