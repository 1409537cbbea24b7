// Copies among the documents of a run: the same words, and nearly the same.
#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "milepost/document.h"

namespace milepost {

/// Looks for each document among the last `window` ones and fills its duplicate_of and cluster. Words are compared, without case, spaces
/// and punctuation. Near: at least kNear of the runs of four words are shared, estimated by one-permutation MinHash with 64 bins; found by
/// 16 bands of 4 bins. Memory is fixed: about 250 bytes a document of the window, and 6 MB for their ids; where these are so long that they
/// do not fit, the window is shorter; a document with an id of more than 768 KB is not looked for.
class Copies {
 public:
  explicit Copies(std::uint32_t window);
  void mark(Document& document);

  static constexpr double kNear = 0.7;
  static constexpr std::uint32_t kMostDocuments = 65535;
  static constexpr std::size_t kIdBytes = 6u << 20;

 private:
  static constexpr std::size_t kBins = 64, kBands = 16, kRows = kBins / kBands, kLeastShingles = 16;
  static constexpr std::uint16_t kEmpty = 0;
  using Signature = std::array<std::uint16_t, kBins>;
  struct Entry {
    std::uint64_t words;   ///< hash of all words
    std::uint32_t ids_at;  ///< in ids_: the id, then the cluster
    std::uint32_t id_size, cluster_size;
    std::uint32_t next;  ///< place + 1 of the next original in the chain
    Signature signature;
  };

  const Entry* near(const Signature& signature, std::uint64_t* keys) const;
  std::string_view id(const Entry& e) const { return {ids_.get() + e.ids_at, e.id_size}; }
  std::string_view cluster(const Entry& e) const { return {ids_.get() + e.ids_at + e.id_size, e.cluster_size}; }
  const Entry* original(std::uint64_t words) const;
  Entry& add(std::string_view id, std::string_view cluster, std::uint64_t words);
  void forget_oldest();
  std::size_t room_for(std::size_t bytes);

  /// Zeros; pages come as they are touched.
  template <typename T>
  struct Free {
    void operator()(T* p) const { std::free(p); }
  };
  template <typename T>
  using Table = std::unique_ptr<T[], Free<T>>;
  template <typename T>
  static Table<T> table(std::size_t n) {
    return Table<T>(static_cast<T*>(std::calloc(n, sizeof(T))));
  }

  std::uint32_t window_;
  std::uint64_t mask_ = 0;
  std::uint64_t oldest_ = 0, next_ = 0;  ///< numbers of the documents that are remembered; a place is a number % window_
  Table<Entry> ring_;
  Table<char> ids_;                 ///< a ring too: ids follow each other, none across the end
  std::size_t ids_next_ = 0;        ///< where the next one is put
  Table<std::uint32_t> originals_;  ///< by hash of all words: place + 1 of the first of a chain
  Table<std::uint16_t> bands_;      ///< kBands tables: place + 1 of the newest document with the key
};

}  // namespace milepost
