// The words of the scanner of numbers, from the lexicons of a pack. Door: NumeralTable::from().
#include <array>
#include <cmath>

#include "match/numerals.h"
#include "rules/program.h"

namespace milepost::match {
namespace {

using Kind = NumeralKind;

constexpr std::array<std::string_view, 26> kKindNames = {
    "",         "unit",          "teen",  "ten",   "hundred", "scale",     "group",     "vague",      "half",
    "fraction", "fraction_sign", "point", "sign",  "article", "connector", "of",        "indefinite", "ordinal",
    "times",    "exponent",      "caret", "slash", "plain",   "link",      "magnitude", "money"};

}  // namespace

bool NumeralTable::add(WordId id, std::string_view kind, double value, std::string_view where) {
  std::size_t k = 1;
  while (k < kKindNames.size() && kKindNames[k] != kind) ++k;
  if (k == kKindNames.size() || id == kUnknownWord) return false;
  if (slots_.size() <= id) slots_.resize(id + 1);
  if (slots_[id] == 0) {
    slots_[id] = static_cast<std::uint16_t>(words_.size());
    words_.emplace_back();
  }
  NumeralWord& w = words_[slots_[id]];
  w.kinds |= std::uint64_t{1} << k;
  for (const Kind b : {Kind::kUnit, Kind::kTeen, Kind::kTen, Kind::kHundred, Kind::kScale, Kind::kVague, Kind::kHalf, Kind::kFractionSign,
                       Kind::kArticle, Kind::kIndefinite, Kind::kSign, Kind::kLink})
    if (w.is(b)) {
      if (begins_.size() <= id / 64) begins_.resize(id / 64 + 1);
      begins_[id / 64] |= std::uint64_t{1} << (id & 63);
    }
  if (k == static_cast<std::size_t>(Kind::kMagnitude)) {
    w.magnitude = value;
    w.where = where == "any" ? 'y' : where == "attached" ? 'd' : 'm';
  } else if (!std::isnan(value)) {
    w.value = value;
  }
  return true;
}

NumeralTable NumeralTable::from(const rules::Program& program) {
  NumeralTable table;
  std::string folded;
  const auto id_of = [&](std::string_view entry) {
    folded.clear();
    fold(entry, folded);
    return program.words.find(folded);
  };
  if (const rules::LexiconTable* rows = program.lexicon("numerals")) {
    const int kind = rows->column("kind"), value = rows->column("value");
    for (rules::RowId r = 0; r < rows->rows.size(); ++r) table.add(id_of(rows->rows[r].entry), rows->cell(r, kind), rows->number(r, value));
  }
  if (const rules::LexiconTable* rows = program.lexicon("magnitudes")) {
    const int value = rows->column("value"), where = rows->column("where");
    for (rules::RowId r = 0; r < rows->rows.size(); ++r)
      table.add(id_of(rows->rows[r].entry), "magnitude", rows->number(r, value), rows->cell(r, where));
  }
  if (const rules::LexiconTable* rows = program.lexicon("currencies")) {  // the last token of each sign or code: "$" of "US$"
    const int place = rows->column("place");
    for (rules::RowId r = 0; r < rows->rows.size(); ++r) {
      if (rows->cell(r, place) == "after") continue;
      std::string_view entry = rows->rows[r].entry;
      if (entry.ends_with('.')) entry.remove_suffix(1);
      std::size_t cut = entry.size();
      const auto letter = [&](std::size_t i) { return (entry[i] | 32) >= 'a' && (entry[i] | 32) <= 'z'; };
      if (cut > 0 && letter(cut - 1)) {
        while (cut > 0 && letter(cut - 1)) --cut;
        if (cut > 0 && entry[cut - 1] == '.') continue;
      } else
        while (cut > 0 && !letter(cut - 1) && entry[cut - 1] != ' ') --cut;
      table.add(id_of(entry.substr(cut)), "money", NAN);
    }
  }
  const std::string_view decimal = program.setting("en.decimal"), group = program.setting("en.group");
  if (decimal.size() == 1) table.decimal = decimal[0];
  if (group.size() == 1) table.group = group[0];
  return table;
}

}  // namespace milepost::match
