#include "read/window.h"

#include <algorithm>
#include <cstring>

namespace milepost::read {

std::string_view Window::ahead(std::size_t n) {
  if (end_ - at_ < n && !ended_ && !hole_) {
    if (buffer_.size() - at_ < n) {  // behind this place only kBehind stays
      const std::size_t gone = at_ - std::min(at_, kBehind);
      if (gone > 0) std::memmove(buffer_.data(), buffer_.data() + gone, end_ - gone);
      at_ -= gone;
      end_ -= gone;
      base_ += gone;
      if (buffer_.size() - at_ < n) buffer_.resize(std::max<std::size_t>(2 * kBehind, at_ + n + (1u << 16)));
    }
    while (end_ - at_ < n && !ended_ && !hole_) {
      const auto got = below_->read(buffer_.data() + end_, buffer_.size() - end_);
      if (!got) hole_ = got.error();
      ended_ = got && *got == 0;
      if (got) end_ += *got;
    }
  }
  return {buffer_.data() + at_, end_ - at_};
}

void Window::pass(std::size_t n) { at_ += std::min(n, end_ - at_); }

bool Window::pass_to(std::uint64_t to) {
  while (position() < to) {
    const std::size_t there = ahead(1).size();
    if (there == 0) return false;
    pass(static_cast<std::size_t>(std::min<std::uint64_t>(there, to - position())));
  }
  return true;
}

void Window::back(std::uint64_t to) {
  to = std::max(to, base_);
  if (to >= position() || gone_back_ + (position() - to) > position() + kBehind) return;
  gone_back_ += position() - to;
  at_ = static_cast<std::size_t>(to - base_);
}

std::optional<Error> Window::take_hole() {
  auto hole = std::move(hole_);
  hole_.reset();
  return hole;
}

}  // namespace milepost::read
