// A stream of which some is seen before it is passed, and some kept behind. Private to the room.
#pragma once

#include "read/bytes.h"

namespace milepost::read {

/// auto v = w.ahead(30); … w.pass(30); … w.back(begin): reads on from `begin`, or from as near to it as is kept.
class Window {
 public:
  explicit Window(std::unique_ptr<ByteSource> below) : below_(std::move(below)) {}

  /// What is there from here on: `n` bytes (at most kAhead) or more, fewer only before the end of the stream or a hole in it.
  std::string_view ahead(std::size_t n);
  void pass(std::size_t n);
  /// Passes over what need not be looked at; false when the stream ends before `position`.
  bool pass_to(std::uint64_t position);
  /// Goes back, at most kBehind, and in all not farther than the stream is long: whoever tries again and again stays linear.
  void back(std::uint64_t position);
  std::uint64_t position() const { return base_ + at_; }
  /// The error at which ahead() stopped, once; behind it the stream goes on.
  std::optional<Error> take_hole();

  static constexpr std::size_t kAhead = (1u << 20) + (1u << 18), kBehind = 1u << 18;

 private:
  std::unique_ptr<ByteSource> below_;
  std::vector<char> buffer_;
  std::size_t at_ = 0, end_ = 0;
  std::uint64_t base_ = 0, gone_back_ = 0;  ///< position of the buffer's begin; all ways back together
  std::optional<Error> hole_;
  bool ended_ = false;
};

}  // namespace milepost::read
