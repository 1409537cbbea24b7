// An amount on its way from mention to Quantity: what the verbs of this room (units, roles, concepts) read and complete.
#pragma once

#include <string_view>
#include <vector>

#include "link/phrase.h"
#include "milepost/linked.h"

namespace milepost::link {

struct Amount {
  std::uint32_t first = 0, last = 0;  ///< tokens of the mention
  std::uint32_t begin = kNone;        ///< where its words begin when before `first`: "from 5" of "from 5 to 6 GW"
  std::uint32_t end = 0;              ///< tokens with the counted noun and what it is counted for
  std::string_view kind;              ///< percent money measure count multiple share number
  std::string_view unit;              ///< the code that the rule gave
  std::string_view form;              ///< digits words mixed fraction vague
  double scale = 1;
  const rules::LexiconTable* units = nullptr;  ///< the lexicon of `row`
  rules::RowId row = kNone;                    ///< the unit, kNone when it has none
  Phrase counted;                              ///< the noun that is counted
  std::uint32_t change = kNone;                ///< index into Cues::changes: the word of change it belongs to
  Quantity q;
};

/// Words around amounts, of one sentence, in text order.
struct Cues {
  struct Bound {
    std::uint32_t first, last;
    milepost::Bound bound;
    bool after;
  };
  struct Change {
    std::uint32_t first, last;
    Direction direction;
    char part;  ///< v n a
    bool used;
    bool money;  ///< false: before money it is no change: raised $5 million
  };
  struct Per {
    std::uint32_t first, last;
    MentionId mention;
  };
  std::vector<Bound> bounds;
  std::vector<Change> changes;
  std::vector<Per> pers;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> times;  ///< tokens of mentions of time
  void clear() { bounds.clear(), changes.clear(), pers.clear(), times.clear(); }
};

/// Single words before an amount that give it a part: rows of the lexicon `amount_cues`.
enum class CueWord : std::uint8_t { kNone, kTo, kFrom, kBy, kAt, kOf, kFor, kIn, kWith, kThan, kBe, kLevel, kWorth, kCapacity, kMore, kOn };

/// What the packs say of amounts.
struct AmountWords {
  explicit AmountWords(const rules::Program& program);
  TypeId quantity;
  AttributeId low, high, kind, form, scale, unit, row, range, assumed, bound, side, direction, part, role, low_form, low_scale, money, noun;
  std::vector<CueWord> cues;  ///< by WordId

  /// What read_amount() asks a mention for, in one look at its attributes.
  enum Part : std::uint8_t {
    kOther,
    kLow,
    kHigh,
    kKind,
    kForm,
    kScale,
    kUnit,
    kRow,
    kRange,
    kAssumed,
    kDirection,
    kLowForm,
    kLowScale,
    kParts
  };
  std::vector<Part> part_of;  ///< by AttributeId
};

/// What the verbs share while a document is linked.
struct QuantityLinking {
  const Text& text;
  const rules::Program& program;
  Chart& chart;
  Arena& arena;
  const Words& words;
  const AmountWords& ids;
  std::uint32_t begin = 0, end = 0;  ///< tokens of the sentence
  Cues cues;
  std::vector<Amount> amounts;  ///< of the sentence, in text order

  CueWord cue(std::uint32_t token) const {
    const WordId w = text.tokens[token].word;
    return w < ids.cues.size() ? ids.cues[w] : CueWord::kNone;
  }
};

// quantity_units.cc
/// Unit code, name, dimension and SI value from the amount's row, the counted noun and what follows ("per year").
void name_unit(QuantityLinking& l, Amount& a);
/// Amounts without a unit beside one that has it: "from 450,000 to 1 million tons", "5, 10 and 15%", "up 1% … by 2".
void spread_units(QuantityLinking& l);

// quantity_roles.cc
/// Bound, direction and role of every amount of the sentence.
void assign_bounds(QuantityLinking& l);
void assign_roles(QuantityLinking& l);

// concept.cc
/// The words that name what is measured; "" when none stand near.
std::string_view find_concept(const QuantityLinking& l, std::size_t amount);

}  // namespace milepost::link
