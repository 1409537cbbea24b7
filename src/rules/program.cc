#include "rules/program.h"

#include <algorithm>
#include <cmath>

#include "base/words8.h"
#include "rules/machinery.h"

namespace milepost::rules {

namespace {

/// The last eight bytes of a word, the last one uppermost; zeros where it is shorter.
std::uint64_t tail_of(std::string_view word) {
  const char* p = word.data();
  const std::size_t n = word.size();
  if (n >= 8) return words8::load(p + n - 8);
  std::uint64_t w = 0;
  if (n >= 4) {
    std::uint32_t low = 0, high = 0;
    std::memcpy(&low, p, 4);
    std::memcpy(&high, p + n - 4, 4);
    w = low | std::uint64_t{high} << (8 * (n - 4));
  } else {
    for (std::size_t i = 0; i < n; ++i) w |= std::uint64_t{static_cast<unsigned char>(p[i])} << (8 * i);
  }
  return n == 0 ? 0 : w << (8 * (8 - n));
}

constexpr std::size_t kByteKinds = 32;  ///< of a letter the last five bits

/// The place of a tail's last two bytes among Machinery::ending_begin.
std::size_t ending_place(std::uint64_t tail) { return (tail >> 56 & 31) * kByteKinds + (tail >> 48 & 31); }

}  // namespace

void Machinery::sort_endings() {
  std::stable_sort(endings.begin(), endings.end(), [&](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  for (std::size_t place = 0; place < kByteKinds * kByteKinds; ++place) {
    ending_begin[place] = static_cast<std::uint32_t>(tails.size());
    for (std::uint32_t i = 0; i < endings.size(); ++i) {
      const std::size_t size = endings[i].first.size(), n = std::min<std::size_t>(size, 8);
      const std::uint64_t tail = tail_of(endings[i].first);
      if ((size == 1 ? ending_place(tail) / kByteKinds != place / kByteKinds : ending_place(tail) != place)) continue;
      tails.push_back({tail, n == 8 ? ~std::uint64_t{0} : ~std::uint64_t{0} << (8 * (8 - n)), size, i});
    }
  }
  ending_begin[kByteKinds * kByteKinds] = static_cast<std::uint32_t>(tails.size());
}

Program::Program() : machinery(std::make_unique<Machinery>()) {}
Program::~Program() = default;

int LexiconTable::column(std::string_view wanted) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] == wanted) return static_cast<int>(i);
  return -1;
}

double LexiconTable::number(RowId row, int column) const {
  if (column < 0 || numbers[static_cast<std::size_t>(column)].empty()) return std::nan("");
  return numbers[static_cast<std::size_t>(column)][row];
}

RowId LexiconTable::find(int column, std::string_view text) const {
  for (RowId r = 0; column >= 0 && r < rows.size(); ++r)
    if (cell(r, column) == text) return r;
  return kNone;
}

namespace {

constexpr std::size_t kAbsent = ~std::size_t{0};

/// Index of a name: by table when there is one, else by looking at each.
template <typename List, typename NameOf>
std::size_t index_of(const std::unordered_map<std::string_view, std::size_t>* table, const List& list, std::string_view name,
                     NameOf name_of) {
  if (table != nullptr) {
    const auto it = table->find(name);
    return it == table->end() ? kAbsent : it->second;
  }
  for (std::size_t i = 0; i < list.size(); ++i)
    if (name_of(list[i]) == name) return i;
  return kAbsent;
}

const std::string& own_name(const std::string& s) { return s; }
const std::string& type_name(const TypeInfo& t) { return t.name; }
const std::string& lexicon_name(const LexiconTable& l) { return l.name; }

template <typename List, typename NameOf>
void number(std::unordered_map<std::string_view, std::size_t>& table, const List& list, NameOf name_of) {
  for (std::size_t i = 0; i < list.size(); ++i) table.try_emplace(name_of(list[i]), i);
}

}  // namespace

void Program::seal() {
  number(type_names_, types, type_name);
  number(attribute_names_, attributes, own_name);
  number(lexicon_names_, lexicons, lexicon_name);
  number(bit_names_, class_names, own_name);
  sealed_ = true;
}

TypeId Program::type(std::string_view name) const {
  const std::size_t i = index_of(sealed_ ? &type_names_ : nullptr, types, name, type_name);
  return i == kAbsent ? TypeId{0} : static_cast<TypeId>(i);
}

AttributeId Program::attribute(std::string_view name) const {
  const std::size_t i = index_of(sealed_ ? &attribute_names_ : nullptr, attributes, name, own_name);
  return i == kAbsent ? AttributeId{0} : static_cast<AttributeId>(i);
}

LexiconId Program::lexicon_id(std::string_view name) const {
  const std::size_t i = index_of(sealed_ ? &lexicon_names_ : nullptr, lexicons, name, lexicon_name);
  return i == kAbsent ? LexiconId{0xffff} : static_cast<LexiconId>(i);
}

const LexiconTable* Program::lexicon(std::string_view name) const {
  const LexiconId id = lexicon_id(name);
  return id == 0xffff ? nullptr : &lexicons[id];
}

std::uint32_t Program::class_bit(std::string_view name) const {
  const std::size_t i = index_of(sealed_ ? &bit_names_ : nullptr, class_names, name, own_name);
  return i == kAbsent ? 0 : 1u << i;
}

std::uint32_t Machinery::class_by_ending(std::uint64_t tail, std::string_view word) const {
  const auto folded = [&] {
    std::string out;
    fold(word, out);
    return out;
  };
  const std::size_t place = ending_place(tail);
  for (std::uint32_t i = ending_begin[place]; i < ending_begin[place + 1]; ++i) {
    const Tail& t = tails[i];
    if (word.size() <= t.size + 1 || ((tail ^ t.bytes) & t.mask) != 0) continue;
    if (t.size <= 8 || folded().ends_with(endings[t.ending].first)) return endings[t.ending].second;
  }
  return default_class;
}

std::uint32_t Program::class_of(const Token& token, std::string_view text) const {
  if (token.word != kUnknownWord && token.word < classes.size()) return classes[token.word];
  if (!token.is(Token::kAlpha)) return 0;
  if (!token.is(Token::kNonAscii))  // a letter with bit 0x20 is in lower case; marks within a word have that bit
    return machinery->class_by_ending(tail_of(text) | words8::kOnes * 0x20, text);
  std::string folded;
  fold(text, folded);
  return machinery->class_by_ending(tail_of(folded), folded);
}

std::string_view Program::setting(const std::string& key) const {
  const auto it = source.settings.find(key);
  return it == source.settings.end() ? std::string_view{} : std::string_view(it->second);
}

}  // namespace milepost::rules
