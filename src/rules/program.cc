#include "rules/program.h"

#include <cmath>

#include "rules/machinery.h"

namespace milepost::rules {

Program::Program() : machinery(std::make_unique<Machinery>()) {}
Program::~Program() = default;

int LexiconTable::column(std::string_view wanted) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] == wanted) return static_cast<int>(i);
  return -1;
}

double LexiconTable::number(RowId row, int column) const {
  return column < 0 ? std::nan("") : numbers[static_cast<std::size_t>(column)][row];
}

RowId LexiconTable::find(int column, std::string_view text) const {
  for (RowId r = 0; column >= 0 && r < rows.size(); ++r)
    if (cell(r, column) == text) return r;
  return kNone;
}

TypeId Program::type(std::string_view name) const {
  for (std::size_t i = 1; i < types.size(); ++i)
    if (types[i].name == name) return static_cast<TypeId>(i);
  return 0;
}

AttributeId Program::attribute(std::string_view name) const {
  for (std::size_t i = 1; i < attributes.size(); ++i)
    if (attributes[i] == name) return static_cast<AttributeId>(i);
  return 0;
}

LexiconId Program::lexicon_id(std::string_view name) const {
  for (std::size_t i = 0; i < lexicons.size(); ++i)
    if (lexicons[i].name == name) return static_cast<LexiconId>(i);
  return 0xffff;
}

const LexiconTable* Program::lexicon(std::string_view name) const {
  const LexiconId id = lexicon_id(name);
  return id == 0xffff ? nullptr : &lexicons[id];
}

std::uint32_t Program::class_bit(std::string_view name) const {
  for (std::size_t i = 0; i < class_names.size(); ++i)
    if (class_names[i] == name) return 1u << i;
  return 0;
}

std::uint32_t Program::class_of(const Token& token, std::string_view folded) const {
  if (token.word != kUnknownWord && token.word < classes.size()) return classes[token.word];
  if (!token.is(Token::kAlpha)) return 0;
  for (const auto& [ending, bits] : machinery->endings)
    if (folded.size() > ending.size() + 1 && folded.ends_with(ending)) return bits;
  return machinery->default_class;
}

std::string_view Program::setting(const std::string& key) const {
  const auto it = source.settings.find(key);
  return it == source.settings.end() ? std::string_view{} : std::string_view(it->second);
}

std::uint32_t Machinery::step(std::uint32_t node, WordId word) const {
  if (edges.empty()) return 0;
  const std::size_t mask = edges.size() - 1;
  std::size_t i =
      (static_cast<std::size_t>(node) * 0x9E3779B97F4A7C15ull ^ static_cast<std::size_t>(word) * 0xC2B2AE3D27D4EB4Full) >> 20 & mask;
  for (;; i = (i + 1) & mask) {
    if (edges[i].node == kNone) return 0;
    if (edges[i].node == node && edges[i].word == word) return edges[i].to;
  }
}

}  // namespace milepost::rules
