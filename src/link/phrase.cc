// Noun phrases by word classes. Doors: counted(), right(), left(). Every walk is bounded by kMaxWords tokens.
#include "link/phrase.h"

#include <algorithm>

#include "base/lanes.h"

namespace milepost::link {
namespace {

constexpr std::uint32_t kMaxWords = 16, kMaxCounted = 7;

bool is_dash(std::string_view s) { return s == "-" || s == "\u2010" || s == "\u2011" || s == "\u2013"; }

}  // namespace

Words::Words(const rules::Program& program) : program_(program), singulars_(program.lexicon("singular")) {
  if (singulars_ != nullptr) {
    add_ = singulars_->column("add");
    for (rules::RowId r = 0; r < singulars_->rows.size(); ++r) {
      const std::string_view entry = singulars_->rows[r].entry;
      const bool ending = entry.starts_with('*');
      if (const std::string_view end = entry.substr(ending ? 1 : 0); !end.empty())
        (end.size() == 1 ? short_plurals_ : plurals_)[ending_of(end)].push_back({end, ending, r});
    }
  }
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
  participle_ = bits({"part"});
  ing_ = bits({"ing"});
  past_ = bits({"past"});
  verbal_ = verb_ | auxiliary_ | ing_;
  base_ = bits({"base"});
  if (const rules::LexiconTable* cues = program.lexicon("amount_cues"); cues != nullptr) {
    const auto word = [&](const char* role) {
      const rules::RowId r = cues->find(cues->column("role"), role);
      return r == kNone ? kUnknownWord : program.words.find(cues->rows[r].entry);
    };
    to_ = word("to");
    of_ = word("of");
    with_ = word("with");
    for (rules::RowId d = 0; d < cues->rows.size(); ++d)
      if (const WordId w = program.words.find(cues->rows[d].entry); w != kUnknownWord && cues->cell(d, cues->column("role")) == "drop")
        dropped_.push_back(w);
  }
  relative_ = bits({"wh", "sub"});
  be_ = bits({"be"});
  number_ = bits({"num"});
  plural_ = bits({"plural"});
  third_ = bits({"s"});
  function_ = bits({"det", "poss", "prep", "pron", "conj", "aux", "modal", "neg"});
}

void Words::read(const Text& text, const std::vector<std::uint32_t>& classes) {
  text_ = &text;
  const auto size = static_cast<std::uint32_t>(text.tokens.size());
  kinds_.read(text.tokens);
  told_.clear(size);
  finite_.clear(size);
  classes_.assign(classes.begin(), classes.begin() + size);
  classes_.push_back(0);
  std::uint32_t* found = classes_.data();
  kinds_.wordless.each(0, size, [&](std::uint32_t i) { found[i] = 0; });
  kinds_.shouted.each(0, size, [&](std::uint32_t i) {  // US, WHO
    if ((found[i] & pronoun_) != 0) found[i] = noun_;
  });
  kinds_.large.each(1, std::max(size, 1U), [&](std::uint32_t i) {  // Part A, Class A
    const Token &t = token(i), &before = token(i - 1);
    if ((found[i] & determiner_) != 0 && t.end - t.begin == 1 && before.is(Token::kCap) && before.end + 1 == t.begin &&
        (i + 1 >= size || !token(i + 1).is(Token::kCap)))
      found[i] = noun_;
  });
}

void Words::add_classed(std::uint32_t bits, TokenSet& out) const {
  const std::size_t size = classes_.size(), even = size / 16 * 16;
  for (std::size_t i = 0; i < even; i += 16) out.add_sixteen(i / 16, have_some(classes_.data() + i, bits));
  for (std::size_t i = even; i < size; ++i) out.add_if((classes_[i] & bits) != 0, static_cast<std::uint32_t>(i));
}

bool Words::joins(std::uint32_t i) const {
  return i > 0 && i + 1 < text_->tokens.size() && is_dash(view(i)) && attached(i) && attached(i + 1);
}

bool Words::possessive(std::uint32_t i) const { return view(i) == "'s" || view(i) == "\u2019s"; }

bool Words::look(std::uint32_t i) const {
  const bool yes = tells(i);
  told_.add(i);
  finite_.add_if(yes, i);
  return yes;
}

bool Words::tells(std::uint32_t i) const {
  if (has(i, auxiliary_)) return true;
  if (has(i, ing_) && !has(i, past_)) return i > 0 && has(i - 1, be_) && !has(i, noun_);
  if (!has(i, verb_)) return false;
  const std::uint32_t last = static_cast<std::uint32_t>(text_->tokens.size());
  const bool has_next = i + 1 < last, has_previous = i > 0 && !token(i).is(Token::kLineStart);
  const bool previous_name = has_previous && ((alpha(i - 1) && has(i - 1, noun_)) || coded(i - 1)) && !hyphen(i - 1);
  const bool shifted = has_previous && token(i - 1).is(Token::kAbbreviation) && has(i, past_) && !has(i, noun_ | adjective_);
  if (token(i).is(Token::kCap) && has_previous && !token(i - 1).is(Token::kPunct) && !shifted) return false;  // the U.S. Planned to
  if (has(i, third_) && has_previous && (token(i - 1).is(Token::kNumeral) || has(i - 1, number_)) && has_next && alpha(i + 1) &&
      !has(i + 1, determiner_ | pronoun_))
    return false;  // "20 million pumps will"
  const bool infinitive = i + 2 < last && is_to(i + 1) && has(i + 2, verb_) && !has(i + 2, plural_) && token(i + 2).is(Token::kLower);
  const bool adverbial = i + 2 < last && has(i + 1, adverb_) && (token(i + 2).is(Token::kNumeral) || has(i + 2, determiner_ | number_));
  const bool opens =
      has_next && (has(i + 1, determiner_ | pronoun_ | number_) || token(i + 1).is(Token::kNumeral) || infinitive || adverbial);
  const bool stops = has_next && !alpha(i + 1) && !attached(i + 1) && !hyphen(i + 1);
  const bool led = has_previous && (has(i - 1, auxiliary_) || (has(i - 1, pronoun_) && !has(i - 1, determiner_)));
  if (has(i, past_)) {
    if (!has(i, noun_ | adjective_) && !has(i, participle_)) return true;
    if (led || ((opens || stops) && !(has_previous && hyphen(i - 1)))) return true;
    const bool inside = has_previous && has(i - 1, determiner_ | adjective_ | number_ | preposition_) && !has(i - 1, noun_);
    const bool before_noun = has_next && alpha(i + 1) && has(i + 1, noun_ | adjective_) && !function(i + 1);
    return !(inside && before_noun) && !(has(i, noun_) && !previous_name) && !(has_previous && hyphen(i - 1));
  }
  if (led) return true;
  if (has(i, third_) && has_next && has(i + 1, auxiliary_)) return false;  // "the plants must"
  if (!has(i, noun_ | adjective_)) {                                       // "copper concentrate": a verb's plain form in a noun's place
    const bool after_modifier =
        has_previous &&
        (possessive(i - 1) || (alpha(i - 1) && has(i - 1, adjective_ | noun_ | determiner_) && !has(i - 1, plural_ | adverb_)));
    return has(i, third_) || opens || !after_modifier || token(i - 1).is(Token::kCap);
  }
  return (previous_name && opens && !has(i - 1, adjective_) && !(has_previous && i > 1 && hyphen(i - 1))) || lone_verb(i);
}

/// "the stock trades on": a noun that may be a verb, in a clause without another one.
bool Words::lone_verb(std::uint32_t i) const {
  const auto last = static_cast<std::uint32_t>(text_->tokens.size());
  if (i == 0 || i + 1 >= last || hyphen(i - 1) || hyphen(i + 1) || !alpha(i - 1) || !token(i).is(Token::kLower)) return false;
  if (!has(i - 1, noun_) || has(i - 1, adjective_ | determiner_ | preposition_ | verb_)) return false;
  const bool agrees = has(i, third_) ? !plural(i - 1) : has(i, base_) && (plural(i - 1) || token(i - 1).is(Token::kUpper));
  const bool owned = i > 1 && (has(i - 2, determiner_) || token(i - 1).is(Token::kCap));  // "the firm plans output of"
  const bool opens = (has(i + 1, preposition_) && token(i + 1).word != of_) || (has(i + 1, adverb_) && !has(i + 1, noun_ | adjective_)) ||
                     (has(i, third_) && owned && alpha(i + 1) && has(i + 1, noun_ | adjective_) && !function(i + 1));
  if (!agrees || !opens) return false;
  const auto other = [&](std::uint32_t t) {
    return has(t, auxiliary_) || (is_to(t) && has(t + 1, verb_)) || (has(t, past_) && !has(t, noun_ | adjective_)) ||
           (has(t, third_) && !has(t, noun_ | plural_));
  };
  constexpr std::uint32_t kClause = 10;
  for (std::uint32_t t = i; t-- > 0 && i - t < kClause && text_->sentence_of[t] == text_->sentence_of[i] && !token(t).is(Token::kPunct);) {
    if (i - t > 1 && has(t, conjunction_) && has(t, relative_ | determiner_)) break;  // said that the ministry targets
    if (other(t)) return false;
  }
  for (std::uint32_t t = i + 1; t < last && t - i < kClause && text_->sentence_of[t] == text_->sentence_of[i]; ++t) {
    if (conjunction(t) || relative(t)) break;
    if (other(t)) return false;
  }
  return true;
}

bool Words::coded(std::uint32_t i) const {
  if (alpha(i) || token(i).is(Token::kPunct) || token(i).is(Token::kNumeral)) return false;
  bool letter = false, digit = false;
  for (const char c : view(i)) letter = letter || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'), digit = digit || (c >= '0' && c <= '9');
  return letter && digit;
}

bool Words::named(std::uint32_t i) const {
  if (token(i).is(Token::kCap)) return true;
  const std::string_view v = view(i);
  return std::any_of(v.begin(), v.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool Words::nominal(std::uint32_t i) const {
  if (coded(i)) return true;
  return alpha(i) &&
         (has(i, noun_ | adjective_ | participle_ | ing_) || (token(i).is(Token::kCap) && !has(i, adverb_)) ||
          (has(i, verb_) && !finite(i))) &&
         !function(i);
}

bool Words::heads(std::uint32_t i) const {
  return noun(i) || coded(i) || token(i).is(Token::kCap) || (has(i, verb_) && !has(i, adjective_ | ing_ | participle_));
}

bool Words::plural(std::uint32_t i) const {
  if (!alpha(i)) return false;
  const auto look = [&] {
    std::string buffer;
    return singular_of(view(i), buffer).data() == buffer.data() ? Number::kPlural : Number::kSingular;
  };
  const Token& t = token(i);
  if (t.word == kUnknownWord || t.is(Token::kNonAscii)) return look() == Number::kPlural;
  if (numbers_.size() <= t.word) numbers_.resize(program_.words.size(), Number::kUnknown);
  Number& number = numbers_[t.word];
  if (number == Number::kUnknown) number = look();
  return number == Number::kPlural;
}

Phrase Words::counted(std::uint32_t i, std::uint32_t end, double value) const {
  Phrase p{i, i, kNone};
  const bool one = value == 1;
  std::uint32_t first_noun = kNone;
  for (std::uint32_t j = i; j < end && j < i + kMaxCounted; ++j) {
    if (j > i && hyphen(j)) continue;
    if (token(j).is(Token::kNumeral) && j > i && hyphen(j - 1)) continue;
    const bool joined = j > i && hyphen(j - 1), joins = j + 1 < end && hyphen(j + 1);
    if (j > i && conjunction(j) && adjective(j - 1) && j + 1 < end && adjective(j + 1)) continue;  // digital and physical sales
    if (!alpha(j) || (!joined && (function(j) || !nominal(j)))) break;
    if (p.head != kNone && !joined) {
      const bool head_plural = plural(p.head);
      if (finite(j) && (head_plural || one || !noun(j))) break;
      if (head_plural && (!plural(j) || one || has(j, verb_))) break;
      if (!noun(j) && !token(j).is(Token::kCap)) break;
      if (token(j).is(Token::kCap) && !token(p.head).is(Token::kCap) && (head_plural || one)) break;
    } else if (p.head == kNone && !joined && finite(j) && !noun(j) && !(has(j, participle_) && j + 1 < end && nominal(j + 1))) {
      break;
    }
    if (joins) continue;
    if (joined && !plural(j) && j + 2 < end && adjective(j + 1) && !noun(j + 1) && nominal(j + 2)) continue;  // low-floor electric buses
    if (noun(j) || (token(j).is(Token::kCap) && !adjective(j))) {
      if (first_noun == kNone) first_noun = j;
      p.head = j;
      p.last = j + 1;
    }
  }
  if (p.head == kNone) {
    p.last = p.first;
    return p;
  }
  if (!one && !plural(p.head) && first_noun != p.head) p.head = first_noun, p.last = first_noun + 1;  // a 12 page document
  while (p.first < p.head && !token(p.first).is(Token::kCap) && has(p.first, ing_ | participle_) && !has(p.first, noun_ | adjective_) &&
         !hyphen(p.first + 1))
    ++p.first;
  return p;
}

Phrase Words::right(std::uint32_t i, std::uint32_t end) const {
  while (i < end && (determiner(i) || (adverb(i) && !noun(i) && !adjective(i) && !preposition(i) && !conjunction(i)))) ++i;
  Phrase p{i, i, kNone};
  bool soft = false;  // the head is the end of a compound that describes: "high-paying"
  for (std::uint32_t j = i; j < end && j < i + kMaxWords; ++j) {
    if (j > i && (hyphen(j) || view(j) == "&")) continue;
    const bool list = j > i + 1 && j + 1 < end && view(j) == "," && (hyphen(j - 2) || (adjective(j - 1) && !noun(j - 1)));
    if (list && alpha(j + 1) && (adjective(j + 1) || (j + 2 < end && hyphen(j + 2)))) continue;  // high-quality, low-cost
    if (token(j).is(Token::kNumeral) && j > i && (hyphen(j - 1) || token(j - 1).is(Token::kCap))) {
      p.last = j + 1;
      continue;
    }
    if (possessive(j)) continue;
    const bool modifier = j > i && (adjective(j - 1) || participle(j - 1)) && !noun(j - 1);
    if (modifier && conjunction(j) && j + 1 < end && (adjective(j + 1) || participle(j + 1))) continue;  // issued and outstanding shares
    if (j > i && hyphen(j - 1) && alpha(j)) {
      p.last = j + 1, p.head = j;
      soft = has(j, participle_ | ing_) && !noun(j);
      continue;
    }
    if (j + 1 < end && hyphen(j + 1) && alpha(j)) continue;  // all-electric
    if (!nominal(j) || (finite(j) && p.head != kNone && !soft)) break;
    if (p.head != kNone && !soft && !noun(j) && !token(j).is(Token::kCap) && has(j, participle_ | ing_)) break;
    if (heads(j)) {
      p.head = j;
      p.last = j + 1;
      soft = false;
    }
  }
  if (p.head == kNone) p.last = p.first;
  return p;
}

Phrase Words::left(std::uint32_t begin, std::uint32_t i, bool alone) const {
  Phrase p{i, i, kNone};
  std::uint32_t j = i, words = 0;
  while (j > begin && words++ < kMaxWords) {
    const std::uint32_t k = j - 1;
    const bool inner = p.head != kNone;  // something nominal stands to the right
    if (nominal(k) && !(finite(k) && (!token(k).is(Token::kCap) || (k > begin && token(k - 1).is(Token::kAbbreviation))))) {
      if (p.head == kNone) {
        if (!heads(k) && !has(k, ing_)) break;
        p.head = k, p.last = k + 1;
      }
      p.first = k;
    } else if (inner && alpha(k) && hyphen(k + 1)) {
      p.first = k;  // out-of-town shops
    } else if (inner && adverb(k) && !preposition(k) && noun(k + 1) && (k == begin || determiner(k - 1) || !alpha(k - 1))) {
      p.first = k;  // a disorderly exit
    } else if (inner &&
               (hyphen(k) || view(k) == "&" || (view(k) == "/" && attached(k) && attached(k + 1)) || possessive(k) || determiner(k))) {
      if (!possessive(k) && determiner(k) && !(k > begin && (preposition(k - 1) || (conjunction(k - 1) && named(k + 1))))) break;
    } else if (token(k).is(Token::kNumeral) && k > begin && (named(k - 1) || hyphen(k - 1))) {
      if (p.head == kNone) p.head = k, p.last = k + 1;
      p.first = k;
    } else if (token(k).is(Token::kNumeral) && k > begin && attached(k) && alpha(k - 1)) {  // i4
      if (p.head == kNone) p.head = k, p.last = k + 1;
      p.first = k - 1;
      j = k - 1;
      continue;
    } else if (inner && (!alone || token(k).word == of_) && k > begin && preposition(k) && !relative(k) && !with(k) && nominal(k - 1) &&
               !finite(k - 1)) {
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
  const std::size_t size = folded_.size();
  bool whole = false;
  const auto look_among = [&](const std::vector<Plural>& plurals) {
    for (const Plural& p : plurals) {
      const std::size_t n = p.end.size();
      if (whole || n > size || !(p.ending ? size > n && n > best && folded_.ends_with(p.end) : folded_ == p.end)) continue;
      found = p.row;
      best = n;
      whole = !p.ending;
    }
  };
  if (size > 1) look_among(plurals_[ending_of(folded_)]);
  if (size > 0 && best == 0) look_among(short_plurals_[static_cast<unsigned char>(folded_.back())]);
  if (found == kNone || singulars_->cell(found, add_) == "=") return word;
  if (best > word.size() || folded_.size() != word.size()) return word;
  buffer.assign(word.substr(0, word.size() - best));
  buffer += singulars_->cell(found, add_);
  return buffer;
}

void Words::append(const Phrase& phrase, std::string& out) const {
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
    if (possessive(i) || dropped(i)) continue;
    const bool slash = view(i) == "/" || (!attached(i) && (is_dash(view(i)) || view(i) == "\u2014"));
    if (!out.empty() && out.back() != ' ' && (slash || token(i).is(Token::kSpaceBefore))) out += ' ';
    if (!slash) out += view(i);
  }
}

std::string_view Words::singular(const Phrase& phrase, char joint, Arena& arena) const {
  std::string out, buffer;
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
    if (possessive(i)) continue;
    if (i > phrase.first && token(i).is(Token::kSpaceBefore)) out += joint;
    out += i == phrase.head ? singular_of(view(i), buffer) : view(i);
  }
  return arena.copy(out);
}

}  // namespace milepost::link
