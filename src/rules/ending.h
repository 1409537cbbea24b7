// What a paradigm's row asks of a word's end: "[^aeiou]y", "(s|x|z|ch|sh)", "^(un|re)?do".
#pragma once

#include <bitset>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace milepost::rules {

/// An expression (RE2's syntax) that must match up to the end of a word; the whole word, when it begins with "^". One made of letters,
/// groups, `|`, `?`, `^` and classes is written out as the tails that it means, and a word is compared with those whose last byte is its
/// own:
///   ^(un|re)?do    ->   the words "do", "undo", "redo"
///   (e|[^aeiou]y)  ->   the tails "e", "y" behind a byte that is none of aeiou
/// Any other is left to RE2, which takes a hundred times as long to build and to run.
class Ending {
 public:
  explicit Ending(std::string_view expression);
  Ending(Ending&&) noexcept;
  ~Ending();

  bool fits(std::string_view word) const;
  /// Whether a word whose last byte is `last` may fit.
  bool may_end_in(unsigned char last) const { return slow_ != nullptr || empty_ || last_[last]; }
  std::string error() const;                       ///< "" when the expression is sound
  bool plain() const { return slow_ == nullptr; }  ///< written out

 private:
  using Bytes = std::bitset<256>;
  struct Tail {
    bool whole = false;   ///< the word itself, not only its end
    bool behind = false;  ///< a byte of `before` must stand before it
    Bytes before;
    std::string text;
  };
  class Reader;

  std::vector<Tail> tails_;
  Bytes last_;          ///< last bytes of the tails
  bool empty_ = false;  ///< a tail without text is among them
  std::unique_ptr<re2::RE2> slow_;
};

}  // namespace milepost::rules
