// Noun phrases by word classes. Doors: counted(), right(), left(). Every walk is bounded by kMaxWords tokens.
#include "link/phrase.h"

#include <algorithm>

namespace milepost::link {
namespace {

constexpr std::uint32_t kMaxWords = 16, kMaxCounted = 7;

bool is_dash(std::string_view s) { return s == "-" || s == "\u2010" || s == "\u2011" || s == "\u2013"; }

}  // namespace

Words::Words(const Text& text, const rules::Program& program)
    : text_(text), program_(program), singulars_(program.lexicon("singular")), cache_(text.tokens.size(), kNone) {
  if (singulars_ != nullptr) add_ = singulars_->column("add");
  const auto bits = [&](std::initializer_list<const char*> names) {
    std::uint32_t all = 0;
    for (const char* name : names) all |= program.class_bit(name);
    return all;
  };
  noun_ = bits({"noun"});
  adjective_ = bits({"adj"});
  verb_ = bits({"verb"});
  auxiliary_ = bits({"aux", "modal"});
  preposition_ = bits({"prep"});
  pronoun_ = bits({"pron"});
  determiner_ = bits({"det", "poss"});
  conjunction_ = bits({"conj"});
  adverb_ = bits({"adv"});
  participle_ = bits({"part", "ing"});
  function_ = bits({"det", "poss", "prep", "pron", "conj", "aux", "modal", "neg"});
}

std::uint32_t Words::classes(std::uint32_t i) const {
  std::uint32_t& cached = cache_[i];
  if (cached == kNone) {
    const Token& t = text_.tokens[i];
    folded_.clear();
    if (t.word == kUnknownWord) fold(text_.view(t), folded_);
    cached = t.is(Token::kAlpha) ? program_.class_of(t, folded_) : 0;
  }
  return cached;
}

bool Words::hyphen(std::uint32_t i) const {
  return i > 0 && i + 1 < text_.tokens.size() && is_dash(view(i)) && attached(i) && attached(i + 1);
}

bool Words::finite(std::uint32_t i) const {
  return alpha(i) && (has(i, auxiliary_) || (has(i, verb_) && !has(i, noun_ | adjective_ | participle_)));
}

bool Words::nominal(std::uint32_t i) const {
  return alpha(i) && (has(i, noun_ | adjective_ | participle_) || token(i).is(Token::kCap)) && !function(i);
}

bool Words::plural(std::uint32_t i) const {
  std::string buffer;
  return alpha(i) && singular_of(view(i), buffer).data() == buffer.data();
}

Phrase Words::counted(std::uint32_t i, std::uint32_t end, double value) const {
  Phrase p{i, i, kNone};
  const bool one = value == 1;
  for (std::uint32_t j = i; j < end && j < i + kMaxCounted; ++j) {
    if (j > i && hyphen(j)) continue;
    if (token(j).is(Token::kNumeral) && j > i && hyphen(j - 1)) continue;
    if (!alpha(j) || function(j) || (!nominal(j) && !noun(j))) break;
    const bool joined = j > i && hyphen(j - 1);
    if (p.head != kNone && !joined) {
      const bool head_plural = plural(p.head);
      if (has(j, verb_) && (head_plural || (one && plural(j)) || !noun(j))) break;
      if (head_plural && (!plural(j) || one)) break;
      if (!noun(j) && !token(j).is(Token::kCap)) break;
      if (token(j).is(Token::kCap) && !token(p.head).is(Token::kCap)) break;
    }
    if (noun(j) || (token(j).is(Token::kCap) && !adjective(j))) {
      p.head = j;
      p.last = j + 1;
    }
  }
  if (p.head == kNone) p.last = p.first;
  return p;
}

Phrase Words::right(std::uint32_t i, std::uint32_t end) const {
  while (i < end && (determiner(i) || (adverb(i) && !noun(i)))) ++i;
  Phrase p{i, i, kNone};
  for (std::uint32_t j = i; j < end && j < i + kMaxWords; ++j) {
    if (j > i && (hyphen(j) || view(j) == "&")) continue;
    if (token(j).is(Token::kNumeral) && j > i && (hyphen(j - 1) || token(j - 1).is(Token::kCap))) {
      p.last = j + 1;
      continue;
    }
    if (view(j) == "'s" || view(j) == "\u2019s") continue;
    if (!nominal(j)) break;
    if (p.head != kNone && has(j, verb_) && !has(j, noun_) && !hyphen(j - 1)) break;
    if (p.head != kNone && !noun(j) && !token(j).is(Token::kCap) && has(j, participle_)) break;
    if (noun(j) || token(j).is(Token::kCap)) {
      p.head = j;
      p.last = j + 1;
    }
  }
  if (p.head == kNone) p.last = p.first;
  return p;
}

Phrase Words::left(std::uint32_t begin, std::uint32_t i) const {
  Phrase p{i, i, kNone};
  std::uint32_t j = i, words = 0;
  while (j > begin && words++ < kMaxWords) {
    const std::uint32_t k = j - 1;
    const bool inner = p.head != kNone;  // something nominal stands to the right
    if (nominal(k) && !(finite(k) && !token(k).is(Token::kCap))) {
      if (p.head == kNone) {
        if (!noun(k) && !token(k).is(Token::kCap)) break;
        p.head = k, p.last = k + 1;
      }
      p.first = k;
    } else if (inner && (hyphen(k) || view(k) == "&" || view(k) == "'s" || view(k) == "\u2019s" || determiner(k))) {
      if (determiner(k) && !(k > begin && (preposition(k - 1) || conjunction(k - 1)))) break;
    } else if (token(k).is(Token::kNumeral) && k > begin && (token(k - 1).is(Token::kCap) || hyphen(k - 1))) {
      if (p.head == kNone) p.head = k, p.last = k + 1;
      p.first = k;
    } else if (inner && k > begin && preposition(k) && nominal(k - 1) && !finite(k - 1)) {
      // "exports to China": go on
    } else if (inner && k > begin && conjunction(k) && nominal(k - 1) && token(k - 1).is(Token::kCap) == token(k + 1).is(Token::kCap)) {
      // "Ross and Marks"
    } else {
      break;
    }
    j = k;
  }
  return p;
}

std::string_view Words::singular_of(std::string_view word, std::string& buffer) const {
  if (singulars_ == nullptr || word.empty()) return word;
  folded_.clear();
  fold(word, folded_);
  std::size_t best = 0;
  rules::RowId found = kNone;
  for (rules::RowId r = 0; r < singulars_->rows.size(); ++r) {
    std::string_view entry = singulars_->rows[r].entry;
    const bool ending = entry.starts_with('*');
    if (ending) entry.remove_prefix(1);
    if (entry.empty() || entry.back() != folded_.back()) continue;
    if (ending ? folded_.size() > entry.size() && folded_.ends_with(entry) && entry.size() > best : folded_ == entry) {
      found = r;
      best = ending ? entry.size() : folded_.size();
    }
    if (!ending && found == r) break;
  }
  if (found == kNone || singulars_->cell(found, add_) == "=") return word;
  if (best > word.size() || folded_.size() != word.size()) return word;
  buffer.assign(word.substr(0, word.size() - best));
  buffer += singulars_->cell(found, add_);
  return buffer;
}

std::string_view Words::singular(const Phrase& phrase, char joint, Arena& arena) const {
  std::string out, buffer;
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
    if (i > phrase.first && token(i).is(Token::kSpaceBefore)) out += joint;
    out += i == phrase.head ? singular_of(view(i), buffer) : view(i);
  }
  return arena.copy(out);
}

}  // namespace milepost::link
