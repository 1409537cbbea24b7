// Copies among the documents of a run: the same words, and nearly the same.
#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "milepost/document.h"

namespace milepost {

/// Looks for each document among the last `window` ones and fills its duplicate_of and cluster. Words are compared, without case, spaces
/// and punctuation. Near: at least kNear of the runs of four words are shared, estimated by one-permutation MinHash with 64 bins; found by
/// 16 bands of 4 bins. Memory is a fixed ring, about 400 bytes a document of the window.
class Copies {
 public:
  explicit Copies(std::uint32_t window);
  void mark(Document& document);

  static constexpr double kNear = 0.7;

 private:
  static constexpr std::size_t kBins = 64, kBands = 16, kRows = kBins / kBands, kLeastShingles = 16;
  static constexpr std::uint16_t kEmpty = 0;
  using Signature = std::array<std::uint16_t, kBins>;
  struct Entry {
    std::string id, cluster;
    std::uint64_t words = 0;
    Signature signature{};
  };

  const Entry* near(const Signature& signature, std::uint64_t* keys) const;

  std::uint32_t window_;
  std::vector<Entry> ring_;  ///< grows to window_
  std::uint64_t next_ = 0;   ///< number of the next document; its place in the ring is next_ % window_
  std::unordered_map<std::uint64_t, std::uint32_t> exact_;
  struct Free {
    void operator()(std::uint32_t* p) const { std::free(p); }
  };
  std::unique_ptr<std::uint32_t[], Free> bands_;  ///< kBands tables: place + 1 of the newest document with the key; pages come as touched
  std::uint64_t mask_ = 0;
};

}  // namespace milepost
