// Which tokens of a document are of a kind, one bit a token, so that a search goes from one to the next and not over all that stands
// between.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "milepost/token.h"

namespace milepost::link {

/// "Ann Lee left Oslo", capitals: has(0), has(1), has(3); next(2, 4) == 3.
class TokenSet {
 public:
  /// The empty set of tokens [0, size).
  void clear(std::size_t size) { bits_.assign(size / 64 + 1, 0); }
  void add(std::uint32_t token) { bits_[token / 64] |= std::uint64_t{1} << (token % 64); }
  void add_if(bool there, std::uint32_t token) { bits_[token / 64] |= std::uint64_t{there} << (token % 64); }
  void add(const TokenSet& other) {
    for (std::size_t w = 0; w < bits_.size() && w < other.bits_.size(); ++w) bits_[w] |= other.bits_[w];
  }
  /// Adds tokens 16 i … 16 i + 15 by their bits; or 64 w … 64 w + 63.
  void add_sixteen(std::size_t i, std::uint64_t bits) { bits_[i / 4] |= bits << (i % 4 * 16); }
  void add_word(std::size_t w, std::uint64_t bits) { bits_[w] |= bits; }
  /// Keeps those that are in the other set too, or, for remove(), those that are not.
  void keep(const TokenSet& other) {
    for (std::size_t w = 0; w < bits_.size() && w < other.bits_.size(); ++w) bits_[w] &= other.bits_[w];
  }
  void remove(const TokenSet& other) {
    for (std::size_t w = 0; w < bits_.size() && w < other.bits_.size(); ++w) bits_[w] &= ~other.bits_[w];
  }
  bool has(std::uint32_t token) const { return (bits_[token / 64] >> (token % 64) & 1) != 0; }
  /// How many of [first, last) are in the set.
  std::uint32_t count(std::uint32_t first, std::uint32_t last) const {
    std::uint32_t all = 0;
    each_word(first, last, [&](std::uint32_t, std::uint64_t bits) { all += static_cast<std::uint32_t>(std::popcount(bits)); });
    return all;
  }
  /// The first one from `token` on, or `end`.
  std::uint32_t next(std::uint32_t token, std::uint32_t end) const {
    if (token >= end) return end;
    std::size_t w = token / 64;
    std::uint64_t bits = bits_[w] & ~std::uint64_t{0} << (token % 64);
    while (bits == 0) {
      if (++w * 64 >= end) return end;
      bits = bits_[w];
    }
    const auto found = static_cast<std::uint32_t>(w * 64) + static_cast<std::uint32_t>(std::countr_zero(bits));
    return found < end ? found : end;
  }
  /// Calls `f` with each token of [first, last) that is in the set, in order.
  template <typename F>
  void each(std::uint32_t first, std::uint32_t last, F f) const {
    each_word(first, last, [&](std::uint32_t token, std::uint64_t bits) {
      for (; bits != 0; bits &= bits - 1) f(token + static_cast<std::uint32_t>(std::countr_zero(bits)));
    });
  }

 private:
  /// Calls `f` with the first token of each word of bits, and its bits within [first, last).
  template <typename F>
  void each_word(std::uint32_t first, std::uint32_t last, F f) const {
    if (first >= last) return;
    const std::uint32_t end = (last - 1) / 64;
    std::uint64_t within = ~std::uint64_t{0} << (first % 64);
    for (std::uint32_t w = first / 64; w <= end; ++w) {
      if (w == end) within &= ~std::uint64_t{0} >> (63 - (last - 1) % 64);
      f(w * 64, bits_[w] & within);  // one call, so that `f` is compiled into the loop
      within = ~std::uint64_t{0};
    }
  }

  std::vector<std::uint64_t> bits_;
};

/// The kinds of tokens that names, quotations and amounts are looked for at.
struct TokenKinds {
  TokenSet wordless;  ///< what is no word: numerals, marks
  TokenSet marks;     ///< punctuation
  TokenSet large;     ///< words with a capital, and numerals: what a name may begin with
  TokenSet shouted;   ///< words without a small letter
  TokenSet small;     ///< words in small letters behind white space
  TokenSet longer;    ///< words of four bytes or more

  void read(const std::vector<Token>& tokens);
};

}  // namespace milepost::link
