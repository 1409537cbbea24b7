// Zip in our own hands, for the sake of damage: as a stream, by the headers before the members, whose data tell themselves where they end.
// Behind a broken header the next one that makes sense is searched for; the directory at the end is never needed.
#include <zlib.h>

#include <algorithm>

#include "base/utf8.h"
#include "read/codec.h"
#include "read/window.h"
#include "read/zip_header.h"

namespace milepost::read {

namespace {

enum : std::uint16_t { kStored = 0, kDeflate = 8, kBzip2 = 12, kZstd = 93, kXz = 95 };

/// Where a member's data end. kTold: where the header says, for a mark stands there. kOpen: where the codec ends, or the next mark stands.
enum class Ending : std::uint8_t { kTold, kOpen };

/// The stream and the member that is being read of it.
class Stream : public ByteSource {
 public:
  explicit Stream(std::unique_ptr<ByteSource> bytes) : window_(std::move(bytes)) {}

  std::optional<Result<Archive::Entry>> next(const std::shared_ptr<Stream>& self);
  Result<std::size_t> read(char* to, std::size_t n) override;

 private:
  std::optional<Error> pass_member();
  bool open_member(const ZipHeader& header, std::string_view bytes);
  bool told_end_is_one(std::size_t header);
  std::optional<Error> refused();
  bool find();
  Error lose(const char* what);

  Result<std::size_t> read_stored(char* to, std::size_t n);
  Result<std::size_t> read_packed(char* to, std::size_t n);
  Result<std::size_t> take(char* to, std::string_view bytes);
  bool stored_ends_at(std::string_view bytes) const;
  Result<std::size_t> finish();
  Result<std::size_t> fail(Error why);
  Error cut_off(const char* otherwise);
  std::uint64_t end() const { return begin_ + member_.packed; }
  bool size_told() const { return member_.packed > 0 || !member_.told_behind(); }

  Window window_;
  bool lost_ = false;   ///< no mark is where one should be
  bool ended_ = false;  ///< nothing more comes
  ZipHeader member_;
  Ending ending_ = Ending::kTold;
  std::uint64_t header_ = 0, begin_ = 0;  ///< where the member begins, and its data
  std::uint32_t crc_ = 0;                 ///< of what has come out
  bool done_ = true;                      ///< the member is read
  bool all_out_ = false;                  ///< only what stands behind it is left
  bool broken_ = false;                   ///< its codec refused, which is told after what came out
  bool zip_ = false;                      ///< it is an archive itself: the marks in it are not ours
  std::uint16_t codec_of_ = kStored;
  std::unique_ptr<Codec> codec_;
  std::uint64_t out_ = 0, member_out_ = 0;           ///< bytes of all members, and of this one
  static constexpr std::size_t kTrusted = 1u << 20;  ///< ends within so many bytes are looked at
};

/// A member that is told and not read.
class Refused : public ByteSource {
 public:
  explicit Refused(Error why) : why_(std::move(why)) {}
  Result<std::size_t> read(char*, std::size_t) override {
    if (told_) return 0;
    told_ = true;
    return tl::unexpected(why_);
  }

 private:
  Error why_;
  bool told_ = false;
};

std::unique_ptr<Codec> codec_for(std::uint16_t method) {
  switch (method) {
    case kDeflate:
      return deflate_codec();
    case kBzip2:
      return bzip2_codec();
    case kZstd:
      return zstd_codec();
    case kXz:
      return xz_codec();
    default:
      return nullptr;
  }
}

std::optional<Result<Archive::Entry>> Stream::next(const std::shared_ptr<Stream>& self) {
  if (auto bad = pass_member()) return Result<Archive::Entry>(tl::unexpected(std::move(*bad)));
  for (;;) {
    if (ended_ || (lost_ && !find())) return std::nullopt;
    const std::string_view here = window_.ahead(kZipHeaderMax);
    const ZipMark mark = zip_mark(here);
    if (mark == ZipMark::kDirectory && plausible(mark, here)) {
      ended_ = true;
      return std::nullopt;
    }
    if (here.size() < 4) {
      Error why = cut_off("the zip ends before its directory");
      lost_ = true;  // behind a hole
      return Result<Archive::Entry>(tl::unexpected(std::move(why)));
    }
    const auto header = mark == ZipMark::kMember ? zip_header(here) : std::nullopt;
    if (!header || !open_member(*header, here.substr(0, header->length)))
      return Result<Archive::Entry>(tl::unexpected(lose("damaged zip header")));
    std::string name = header->name;
    repair_utf8(name);
    if (auto why = refused()) {
      if (header->folder() && header->packed == 0) continue;
      return Result<Archive::Entry>(Archive::Entry{std::move(name), std::make_unique<Refused>(std::move(*why))});
    }
    if (header->folder()) {
      if (auto bad = pass_member()) return Result<Archive::Entry>(tl::unexpected(std::move(*bad)));
      continue;
    }
    return Result<Archive::Entry>(Archive::Entry{std::move(name), share(self)});
  }
}

/// Passes the header: how its data are read and where they end. False when the header cannot be right.
bool Stream::open_member(const ZipHeader& header, std::string_view bytes) {
  member_ = header;
  ending_ = size_told() && told_end_is_one(bytes.size()) ? Ending::kTold : Ending::kOpen;
  bytes = window_.ahead(header.length).substr(0, header.length);
  if (ending_ == Ending::kOpen)  // a damaged length may have swallowed the next header
    for (std::size_t at = bytes.find("PK", 4); at != std::string_view::npos; at = bytes.find("PK", at + 1))
      if (zip_mark(bytes.substr(at)) == ZipMark::kMember && plausible(ZipMark::kMember, bytes.substr(at))) return false;
  header_ = window_.position();
  window_.pass(header.length);
  begin_ = window_.position();
  crc_ = 0;
  member_out_ = 0;
  done_ = all_out_ = broken_ = false;
  zip_ = header.method == kStored && window_.ahead(4).starts_with("PK");
  if (zip_ && size_told()) ending_ = Ending::kTold;
  if (header.method != codec_of_) {
    codec_ = codec_for(header.method);
    codec_of_ = header.method;
  }
  if (codec_) codec_->reset();
  return true;
}

/// Whether a mark stands where the header says that the data end.
bool Stream::told_end_is_one(std::size_t header) {
  if (member_.packed > kTrusted) return false;
  const std::size_t n = header + static_cast<std::size_t>(member_.packed);
  const std::string_view there = window_.ahead(n + 64);
  if (there.size() < n) return false;
  return zip_mark(there.substr(n)) != ZipMark::kNone || (member_.told_behind() && zip_behind(there.substr(n)).length > 0);
}

/// Why the member is not read; it is passed over.
std::optional<Error> Stream::refused() {
  const char* why = member_.encrypted()                    ? "an encrypted member"
                    : member_.method != kStored && !codec_ ? "packed in a way that is not read"
                                                           : nullptr;
  if (why == nullptr) return std::nullopt;
  (void)fail({});
  return Error{Error::Code::kBadFormat, "", 0, why, "unpack it first"};
}

/// Passes over what nobody read of the member. A folder is read: a file whose name was damaged must not vanish.
std::optional<Error> Stream::pass_member() {
  if (done_) return std::nullopt;
  if (ending_ == Ending::kTold && !member_.folder()) {
    (void)fail({});
    return std::nullopt;
  }
  std::vector<char> nowhere(1 << 14);
  for (bool data = false;;) {
    const auto got = read(nowhere.data(), nowhere.size());
    if (!got && got.error().code != Error::Code::kTooLarge) return got.error();
    if (got && *got > 0) data = true;
    if (got && *got > 0) continue;
    return member_.folder() && data ? std::optional(damage("a folder that holds data", "they are lost")) : std::nullopt;
  }
}

/// The next place behind damage where a member or the directory begins.
bool Stream::find() {
  for (;;) {
    const std::string_view rest = window_.ahead(1 << 16);
    std::size_t at = 0;
    for (at = rest.find("PK"); at != std::string_view::npos; at = rest.find("PK", at + 1)) {
      const std::string_view here = rest.substr(at);
      if (!plausible(zip_mark(here), here)) continue;
      window_.pass(at);
      lost_ = false;
      return true;
    }
    const bool whole = rest.size() >= 1 << 16;
    window_.pass(whole ? rest.size() - 46 : rest.size());
    if (!whole && !window_.take_hole()) {
      ended_ = true;
      return false;
    }
  }
}

Error Stream::lose(const char* what) {
  window_.pass(1);
  lost_ = true;
  return damage(what, "the member behind it is lost");
}

/// Nothing is left where something should be: a hole, or the end.
Error Stream::cut_off(const char* otherwise) {
  if (auto hole = window_.take_hole()) return *hole;
  return damage(otherwise);
}

Result<std::size_t> Stream::read(char* to, std::size_t n) {
  if (done_) return 0;
  if (broken_) return fail(damage("damaged zip member", "what could be read of it is kept"));
  if (all_out_) return finish();
  return member_.method == kStored ? read_stored(to, n) : read_packed(to, n);
}

Result<std::size_t> Stream::take(char* to, std::string_view bytes) {
  crc_ = static_cast<std::uint32_t>(crc32(crc_, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
  if (to != bytes.data()) std::copy(bytes.begin(), bytes.end(), to);
  out_ += bytes.size();
  member_out_ += bytes.size();
  if (out_ <= kRatioFreeBytes || out_ / kMaxRatio <= window_.position()) return bytes.size();
  out_ -= member_out_;  // the members behind it are not to blame
  return fail({Error::Code::kTooLarge, "", 0, "decompresses to more than " + std::to_string(kMaxRatio) + " times its size", ""});
}

/// Whether bytes met in an open stored member stand behind it.
bool Stream::stored_ends_at(std::string_view bytes) const {
  const ZipMark mark = zip_mark(bytes);
  if (mark == ZipMark::kBehind) return bytes.size() >= 8 && little32(bytes, 4) == crc_;
  return !zip_ && plausible(mark, bytes);
}

Result<std::size_t> Stream::read_stored(char* to, std::size_t n) {
  const std::uint64_t in = window_.position() - begin_;
  if (ending_ == Ending::kTold || (size_told() && in < member_.packed))
    n = static_cast<std::size_t>(std::min<std::uint64_t>(n, member_.packed - in));
  if (n == 0 || (size_told() && in == member_.packed && crc_ == member_.crc)) return finish();
  constexpr std::size_t kMark = 64;
  std::string_view there = window_.ahead(n + kMark);
  if (there.empty()) return fail(cut_off("the zip ends inside this member"));
  if (ending_ == Ending::kOpen) {
    if (stored_ends_at(there)) return finish();
    std::size_t at = 1;
    for (at = there.find("PK", 1);
         at != std::string_view::npos && !stored_ends_at(there.substr(at)) && zip_mark(there.substr(at)) != ZipMark::kBehind;)
      at = there.find("PK", at + 1);
    const std::size_t held = there.size() >= n + kMark ? kMark : 0;  // a mark may begin there
    there = there.substr(0, std::min(at, there.size() - held));
  }
  there = there.substr(0, n);
  window_.pass(there.size());
  return take(to, there);
}

Result<std::size_t> Stream::read_packed(char* to, std::size_t n) {
  for (;;) {
    std::string_view there = window_.ahead(1);
    if (ending_ == Ending::kTold)
      there = there.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(there.size(), end() - window_.position())));
    const char* in = there.data();
    char* out = to;
    const Step step = codec_->step(in, there.data() + there.size(), out, to + n);
    const bool still = in == there.data() && out == to;
    window_.pass(static_cast<std::size_t>(in - there.data()));
    all_out_ = step == Step::kEnd;
    broken_ = step == Step::kBad || (step == Step::kMore && still && !there.empty());
    if (step == Step::kBad && codec_->strict()) out = to;
    if (out > to) return take(to, {to, static_cast<std::size_t>(out - to)});
    if (all_out_) return finish();
    if (!broken_ && still && ending_ == Ending::kOpen) return fail(cut_off("the zip ends inside this member"));
    if (broken_ || still) return fail(damage("damaged zip member", "what could be read of it is kept"));
  }
}

/// Behind the data: the checksum, and the next mark.
Result<std::size_t> Stream::finish() {
  done_ = true;
  if (ending_ == Ending::kTold) window_.pass_to(end());
  const std::string_view there = window_.ahead(32);
  const ZipBehind behind = member_.told_behind() || zip_mark(there) == ZipMark::kBehind ? zip_behind(there) : ZipBehind{};
  window_.pass(behind.length);
  if (crc_ == member_.crc || (behind.length > 0 && crc_ == behind.crc)) return 0;
  if (ending_ == Ending::kOpen) {  // it may have been led past the begin of the next member
    lost_ = true;
    window_.back(header_ + 1);
  }
  return tl::unexpected(damage("damaged zip member", "its checksum does not hold"));
}

/// The member is given up: reading goes on where it ends, or from its begin on where that is not known.
Result<std::size_t> Stream::fail(Error why) {
  done_ = true;
  if (ending_ == Ending::kTold) {
    window_.pass_to(end());
    window_.pass(member_.told_behind() ? zip_behind(window_.ahead(32)).length : 0);
  } else if (!lost_) {
    lost_ = true;
    window_.back(header_ + 1);
  }
  return tl::unexpected(std::move(why));
}

class Zip : public Archive {
 public:
  explicit Zip(std::unique_ptr<ByteSource> bytes) : s_(std::make_shared<Stream>(std::move(bytes))) {}
  std::optional<Result<Entry>> next() override { return s_->next(s_); }

 private:
  std::shared_ptr<Stream> s_;
};

}  // namespace

std::unique_ptr<Archive> open_zip(std::unique_ptr<ByteSource> bytes) { return std::make_unique<Zip>(std::move(bytes)); }

}  // namespace milepost::read
