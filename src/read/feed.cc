#include "read/feed.h"

#include <algorithm>
#include <cstring>

namespace milepost::read {

bool Feed::more() {
  if (at_ < have_) return true;
  if (ended_ || damage_) return false;
  const auto got = bytes_->read(buffer_.data(), buffer_.size());
  at_ = have_ = 0;
  if (!got) {
    damage_ = got.error();
    return false;
  }
  have_ = *got;
  ended_ = have_ == 0;
  return !ended_;
}

std::optional<Error> Feed::damage() {
  std::optional<Error> e = std::move(damage_);
  damage_.reset();
  return e;
}

namespace {

/// A piece that grows up to a limit and is then only counted.
class Piece {
 public:
  Piece(std::string& to, std::uint64_t limit) : to_(to), limit_(limit) {}
  void add(std::string_view bytes) {
    if (!too_long_ && to_.size() + bytes.size() > limit_) {
      too_long_ = true;
      to_.clear();
      to_.shrink_to_fit();
    }
    if (!too_long_) to_ += bytes;
  }
  Cut done() const { return too_long_ ? Cut::kTooLong : Cut::kPiece; }
  bool empty() const { return to_.empty() && !too_long_; }

 private:
  std::string& to_;
  std::uint64_t limit_;
  bool too_long_ = false;
};

/// What the end of the stream means for the piece that was being cut: one that damage broke off goes with the damage.
Cut behind(const Feed& feed, const Piece& piece) { return feed.damaged() ? Cut::kDamaged : piece.empty() ? Cut::kEnd : piece.done(); }

}  // namespace

Cut cut_line(Feed& feed, std::string& line, std::uint64_t limit) {
  line.clear();
  Piece piece(line, limit);
  while (feed.more()) {
    const std::string_view here = feed.here();
    const auto* stop = static_cast<const char*>(std::memchr(here.data(), '\n', here.size()));
    const std::size_t n = stop == nullptr ? here.size() : static_cast<std::size_t>(stop - here.data());
    piece.add(here.substr(0, n));
    feed.drop(stop == nullptr ? n : n + 1);
    if (stop != nullptr) return piece.done();
  }
  return behind(feed, piece);
}

Cut cut_json_object(Feed& feed, std::string& object, std::uint64_t limit, std::uint64_t& begin) {
  object.clear();
  Piece piece(object, limit);
  int depth = 0;
  bool quoted = false, escaped = false;
  while (feed.more()) {
    const std::string_view here = feed.here();
    std::size_t i = 0;
    if (depth == 0) {
      i = std::min(here.find('{'), here.size());
      feed.drop(i);
      if (i == here.size()) continue;
      begin = feed.offset();
    }
    const std::size_t from = i;
    for (; i < here.size(); ++i) {
      const char c = here[i];
      if (escaped) {
        escaped = false;
      } else if (quoted) {
        escaped = c == '\\';
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        ++i;
        break;
      }
    }
    piece.add(here.substr(from, i - from));
    feed.drop(i - from);
    if (depth == 0) return piece.done();
  }
  return behind(feed, piece);
}

Cut cut_between(Feed& feed, std::string_view open, std::string_view close, std::string& piece_text, std::uint64_t limit,
                std::uint64_t& begin) {
  piece_text.clear();
  Piece piece(piece_text, limit);
  bool inside = false;
  std::string tail;  // the last bytes, in which a mark may have begun
  while (feed.more()) {
    const std::string_view mark = inside ? close : open;
    const std::string_view here = feed.here();
    const std::string window = tail + std::string(here.substr(0, std::min<std::size_t>(here.size(), 1 << 14)));
    const std::size_t taken = window.size() - tail.size();
    const std::size_t hit = window.find(mark);
    if (hit == std::string::npos) {
      if (inside) piece.add(std::string_view(window).substr(tail.size()));
      feed.drop(taken);
      tail = window.substr(window.size() - std::min(window.size(), mark.size() - 1));
      continue;
    }
    const std::size_t end = hit + mark.size();
    const std::size_t use = end - tail.size();  // the mark ends in the new bytes
    feed.drop(use);
    if (inside) {
      piece.add(std::string_view(window).substr(tail.size(), use));
      return piece.done();
    }
    inside = true;
    begin = feed.offset() - mark.size();
    piece.add(mark);
    tail.clear();
  }
  return behind(feed, piece);
}

}  // namespace milepost::read
