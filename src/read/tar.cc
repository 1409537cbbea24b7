// Tar in our own hands, for the sake of damage: behind a broken header the next block whose checksum holds is searched for, at any offset,
// so that a hole in the compressed stream below costs only the members in it.
#include <algorithm>
#include <array>
#include <cstring>

#include "read/bytes.h"

namespace milepost::read {

namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kMaxName = 1 << 16;

std::uint64_t number(const char* field, std::size_t n) {
  std::uint64_t v = 0;
  if ((static_cast<unsigned char>(field[0]) & 0x80) != 0) {  // GNU base 256
    for (std::size_t i = n - 8; i < n; ++i) v = v << 8 | static_cast<unsigned char>(field[i]);
    return v;
  }
  for (std::size_t i = 0; i < n && field[i] != '\0'; ++i)
    if (field[i] >= '0' && field[i] <= '7') v = v * 8 + static_cast<std::uint64_t>(field[i] - '0');
  return v;
}

std::string text(const char* field, std::size_t n) { return std::string(field, ::strnlen(field, n)); }

bool sound(const char* block) {
  if (std::memcmp(block + 257, "ustar", 5) != 0) return false;
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kBlock; ++i) sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(block[i]);
  return sum == number(block + 148, 8);
}

struct State {
  std::unique_ptr<ByteSource> bytes;
  std::uint64_t left = 0;     ///< bytes of the member not read yet
  std::uint64_t padding = 0;  ///< behind them
  bool lost = false;          ///< a hole was met: blocks are no longer aligned
  bool ended = false;

  /// Fills `to`; what is there at the end of the stream. An error below is a hole.
  Result<std::size_t> take(char* to, std::size_t n) {
    std::size_t have = 0;
    while (have < n) {
      auto got = bytes->read(to + have, n - have);
      if (!got) {
        lost = true;
        return got;
      }
      if (*got == 0) break;
      have += *got;
    }
    return have;
  }
};

class Member : public ByteSource {
 public:
  explicit Member(std::shared_ptr<State> s) : s_(std::move(s)) {}
  Result<std::size_t> read(char* to, std::size_t n) override {
    if (s_->left == 0 || s_->lost || s_->ended) return 0;
    auto got = s_->bytes->read(to, static_cast<std::size_t>(std::min<std::uint64_t>(n, s_->left)));
    if (!got) {
      s_->lost = true;
      return got;
    }
    if (*got == 0) {
      s_->ended = true;
      return tl::unexpected(damage("the tar ends inside this member"));
    }
    s_->left -= *got;
    return *got;
  }

 private:
  std::shared_ptr<State> s_;
};

class Tar : public Archive {
 public:
  explicit Tar(std::unique_ptr<ByteSource> bytes) : s_(std::make_shared<State>()) { s_->bytes = std::move(bytes); }

  std::optional<Result<Entry>> next() override {
    std::string long_name;
    for (;;) {
      if (s_->ended) return std::nullopt;
      if (auto bad = skip()) return bad;
      if (s_->ended) return std::nullopt;
      if (s_->lost && !find()) return std::nullopt;
      if (!have_block_) {
        const auto got = s_->take(block_.data(), kBlock);
        if (!got) return Result<Entry>(tl::unexpected(got.error()));
        if (*got < kBlock) return end(*got);
      }
      have_block_ = false;
      if (std::all_of(block_.begin(), block_.end(), [](char c) { return c == '\0'; })) continue;
      if (!sound(block_.data())) {
        s_->lost = true;
        return Result<Entry>(tl::unexpected(damage("damaged tar header", "the member behind it is lost")));
      }
      s_->left = number(block_.data() + 124, 12);
      s_->padding = (kBlock - s_->left % kBlock) % kBlock;
      const char kind = block_[156];
      if (kind == 'L' || kind == 'x') {
        if (auto bad = name_from(kind, long_name)) return bad;
        continue;
      }
      if (kind != '0' && kind != '\0' && kind != '7') {
        long_name.clear();
        continue;  // folders, links, devices, global headers
      }
      return Result<Entry>(Entry{long_name.empty() ? short_name() : long_name, std::make_unique<Member>(s_)});
    }
  }

 private:
  std::string short_name() const {
    const std::string prefix = text(block_.data() + 345, 155);
    const std::string name = text(block_.data(), 100);
    return prefix.empty() ? name : prefix + "/" + name;
  }

  std::optional<Result<Entry>> end(std::size_t got) {
    s_->ended = true;
    if (got == 0) return std::nullopt;
    return Result<Entry>(tl::unexpected(damage("the tar ends inside a header")));
  }

  /// Passes over what is left of the member.
  std::optional<Result<Entry>> skip() {
    std::array<char, 1 << 14> buffer;
    for (std::uint64_t rest = s_->left + s_->padding; rest > 0 && !s_->lost;) {
      const auto got = s_->take(buffer.data(), static_cast<std::size_t>(std::min<std::uint64_t>(rest, buffer.size())));
      if (!got) {
        s_->left = s_->padding = 0;
        return Result<Entry>(tl::unexpected(got.error()));
      }
      if (*got == 0) s_->ended = true;
      if (*got == 0) break;
      rest -= *got;
    }
    s_->left = s_->padding = 0;
    return std::nullopt;
  }

  /// The name in a GNU long-name or pax member.
  std::optional<Result<Entry>> name_from(char kind, std::string& name) {
    std::string data(static_cast<std::size_t>(std::min<std::uint64_t>(s_->left, kMaxName)), '\0');
    const auto got = s_->take(data.data(), data.size());
    if (!got) return Result<Entry>(tl::unexpected(got.error()));
    s_->left -= *got;
    data.resize(*got);
    if (kind == 'L') {
      name = data.substr(0, data.find('\0'));
      return std::nullopt;
    }
    for (std::size_t at = 0; at < data.size();) {  // "27 path=…\n"
      const std::size_t space = data.find(' ', at);
      std::size_t n = 0;
      for (std::size_t i = at; i < std::min(space, data.size()) && data[i] >= '0' && data[i] <= '9' && n < kMaxName; ++i)
        n = n * 10 + static_cast<std::size_t>(data[i] - '0');
      if (space == std::string::npos || n <= space - at + 1 || at + n > data.size()) break;
      const std::string field = data.substr(space + 1, at + n - space - 2);
      if (field.starts_with("path=")) name = field.substr(5);
      at += n;
    }
    return std::nullopt;
  }

  /// The next sound header at any offset, left in block_.
  bool find() {
    s_->lost = false;
    s_->left = s_->padding = 0;
    std::string window;
    std::array<char, 1 << 14> buffer;
    for (;;) {
      const auto got = s_->bytes->read(buffer.data(), buffer.size());
      if (!got) {
        window.clear();
        continue;
      }
      if (*got == 0) break;
      window.append(buffer.data(), *got);
      for (std::size_t at = window.find("ustar"); at != std::string::npos; at = window.find("ustar", at + 1)) {
        if (at < 257) continue;
        if (at - 257 + kBlock > window.size()) break;
        if (!sound(window.data() + at - 257)) continue;
        std::memcpy(block_.data(), window.data() + at - 257, kBlock);
        have_block_ = true;
        std::unique_ptr<ByteSource> rest = std::move(s_->bytes);
        s_->bytes = with_prefix(window.substr(at - 257 + kBlock), std::move(rest));
        return true;
      }
      if (window.size() > 4 * kBlock) window.erase(0, window.size() - 2 * kBlock);
    }
    s_->ended = true;
    return false;
  }

  std::shared_ptr<State> s_;
  std::array<char, kBlock> block_{};
  bool have_block_ = false;
};

}  // namespace

std::unique_ptr<Archive> open_tar(std::unique_ptr<ByteSource> bytes) { return std::make_unique<Tar>(std::move(bytes)); }

}  // namespace milepost::read
