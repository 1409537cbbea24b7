// gzip, zstd, xz and bzip2, member by member: a damaged member costs itself, the next one is found by its magic number and believed only
// when its first bytes inflate.
#include <algorithm>
#include <cstring>

#include "read/bytes.h"
#include "read/codec.h"

namespace milepost::read {

namespace {

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
        go_back();
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
  /// Damage may have led past the begin of the next member: it is searched for from the begin of this one, or of what is kept of it. In all
  /// no farther back than the stream is long, so that whoever tries again and again stays linear.
  void go_back() {
    const std::size_t to = std::min(begin_ + 1, end_);
    if (to >= at_ || gone_back_ + (at_ - to) > in_total_ + kBehind) return;
    gone_back_ += at_ - to;
    at_ = to;
  }
  Result<std::size_t> bomb() {
    stopped_ = true;
    return tl::unexpected(Error{Error::Code::kTooLarge, "", 0, "decompresses to more than " + std::to_string(kMaxRatio) + " times its size",
                                "unpack it first if it is to be trusted"});
  }
  Result<std::size_t> finish() {
    if (error_ || !inside_) stopped_ = true;
    if (error_) return tl::unexpected(std::move(*error_));
    if (!inside_) return 0;
    go_back();
    return fail(damage(std::string("ends inside a ") + codec_->name(), "what could be read of it is kept"));
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
  std::vector<char> in_ = std::vector<char>(1 << 19);
  static constexpr std::size_t kBehind = 1 << 18;  ///< more than the longest block that zstd takes as it is
  std::size_t at_ = 0, end_ = 0, begin_ = 0, kept_at_ = 0;
  std::string kept_;
  std::optional<Error> error_;
  std::uint64_t in_total_ = 0, out_total_ = 0, gone_back_ = 0;
  bool inside_ = false, lost_ = false, stopped_ = false, pending_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> decompress(Container how, std::unique_ptr<ByteSource> bytes) {
  return std::make_unique<Members>(std::move(bytes), how == Container::kGzip   ? gzip_codec()
                                                     : how == Container::kZstd ? zstd_codec()
                                                     : how == Container::kXz   ? xz_codec()
                                                                               : bzip2_codec());
}

Result<std::unique_ptr<ByteSource>> open_unpacked(const std::string& path, std::uint64_t* consumed) {
  auto bytes = open_file(path, consumed);
  if (!bytes) return bytes;
  const Container how = container_of(peek(*bytes, 16));
  return how == Container::kNone || how == Container::kZip || how == Container::kTar ? std::move(bytes)
                                                                                     : decompress(how, std::move(*bytes));
}

}  // namespace milepost::read
