// Bump allocation for composed strings that live as long as a document is being read.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace milepost {

/// Hands out bytes that stay valid until clear(). Blocks are kept and reused for the next document.
class Arena {
 public:
  /// A copy of `s` in the arena.
  std::string_view copy(std::string_view s) {
    char* p = allocate(s.size());
    if (!s.empty()) std::memcpy(p, s.data(), s.size());
    return {p, s.size()};
  }
  char* allocate(std::size_t n) {
    while (block_ < blocks_.size() && used_ + n > blocks_[block_].size) ++block_, used_ = 0;
    if (block_ == blocks_.size()) {
      const std::size_t size = n > kBlock ? n : kBlock;
      blocks_.push_back({std::make_unique<char[]>(size), size});
      used_ = 0;
    }
    char* p = blocks_[block_].bytes.get() + used_;
    used_ += n;
    return p;
  }
  void clear() { block_ = 0, used_ = 0; }

 private:
  static constexpr std::size_t kBlock = 16384;
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };
  std::vector<Block> blocks_;
  std::size_t block_ = 0, used_ = 0;
};

}  // namespace milepost
