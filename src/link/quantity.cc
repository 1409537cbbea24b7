// Amounts: from Quantity mentions to linked quantities. Door: link_quantities(), by sentences that hold one: read the mentions, find what
// bare numbers count, spread units, then bounds, roles and concepts. Linear in mentions and bounded windows around them.
#include <algorithm>
#include <array>

#include "link/amount.h"
#include "link/link.h"

namespace milepost::link {
namespace {

constexpr std::pair<std::string_view, CueWord> kCueNames[] = {{"to", CueWord::kTo},
                                                              {"from", CueWord::kFrom},
                                                              {"by", CueWord::kBy},
                                                              {"at", CueWord::kAt},
                                                              {"of", CueWord::kOf},
                                                              {"for", CueWord::kFor},
                                                              {"in", CueWord::kIn},
                                                              {"with", CueWord::kWith},
                                                              {"than", CueWord::kThan},
                                                              {"be", CueWord::kBe},
                                                              {"level", CueWord::kLevel},
                                                              {"worth", CueWord::kWorth},
                                                              {"capacity", CueWord::kCapacity},
                                                              {"more", CueWord::kMore},
                                                              {"on", CueWord::kOn}};

std::vector<CueWord> cue_words(const rules::Program& program) {
  std::vector<CueWord> out;
  const rules::LexiconTable* rows = program.lexicon("amount_cues");
  if (rows == nullptr) return out;
  const int role = rows->column("role");
  std::string folded;
  for (rules::RowId r = 0; r < rows->rows.size(); ++r) {
    folded.clear();
    fold(rows->rows[r].entry, folded);
    const WordId w = program.words.find(folded);
    if (w == kUnknownWord) continue;
    if (out.size() <= w) out.resize(w + 1, CueWord::kNone);
    for (const auto& [name, cue] : kCueNames)
      if (name == rows->cell(r, role)) out[w] = cue;
  }
  return out;
}

Bound bound_named(std::string_view name) {
  for (const Bound b : {Bound::kAtLeast, Bound::kAtMost, Bound::kMoreThan, Bound::kLessThan, Bound::kAbout})
    if (name_of(b) == name) return b;
  return Bound::kExact;
}

Direction direction_named(std::string_view name) {
  return name == "up" ? Direction::kUp : name == "down" ? Direction::kDown : Direction::kUnstated;
}

double number_or(const Value& v, double otherwise) { return v.kind == Value::Kind::kNumber ? v.number : otherwise; }

/// "a sharp rise", "of a cut": a word that may be a verb in a noun's place.
bool stands_as_noun(const QuantityLinking& l, std::uint32_t i) {
  const Words& w = l.words;
  if (!w.noun(i) || w.gerund(i) || i == l.begin) return false;
  return (w.alpha(i - 1) && (w.determiner(i - 1) || (w.adjective(i - 1) && !w.noun(i - 1) && !w.adverb(i - 1)))) ||
         l.cue(i - 1) == CueWord::kOf;
}

/// The mentions of a list that begin within the sentence; the cursor stays behind them.
template <typename Take>
void each_cue(const QuantityLinking& l, const std::vector<MentionId>& list, std::size_t& cursor, Take take) {
  while (cursor < list.size() && l.chart.mentions[list[cursor]].first < l.begin) ++cursor;
  for (; cursor < list.size() && l.chart.mentions[list[cursor]].first < l.end; ++cursor) take(l.chart.mentions[list[cursor]], list[cursor]);
}

/// Where the walks through the document's mentions stand.
struct Cursors {
  std::size_t quantity = 0, bound = 0, change = 0, per = 0, time = 0;
};

void read_cues(QuantityLinking& l, const Found& found, const Linked& linked, Cursors& at) {
  const Chart& chart = l.chart;
  const AmountWords& ids = l.ids;
  l.cues.clear();
  each_cue(l, found.of(Found::kBoundCue), at.bound, [&](const Mention& m, MentionId) {
    l.cues.bounds.push_back({m.first, m.last, bound_named(chart.get(m, ids.bound).text), chart.get(m, ids.side).text == "after"});
  });
  each_cue(l, found.of(Found::kChangeCue), at.change, [&](const Mention& m, MentionId) {
    const std::string_view text = chart.get(m, ids.part).text;
    char part = text.empty() ? 'v' : text[0];
    if (part == 'v' && stands_as_noun(l, m.first)) part = 'n';
    l.cues.changes.push_back(
        {m.first, m.last, direction_named(chart.get(m, ids.direction).text), part, false, chart.get(m, ids.money).text != "no"});
  });
  each_cue(l, found.of(Found::kPer), at.per, [&](const Mention& m, MentionId id) { l.cues.pers.push_back({m.first, m.last, id}); });
  const Span span = l.text.span(l.begin, l.end);
  while (at.time < linked.times.size() && linked.times[at.time].span.end <= span.begin) ++at.time;
  for (std::size_t t = at.time; t < linked.times.size() && linked.times[t].span.begin < span.end; ++t) {
    const MentionId m = linked.times[t].mention;
    if (m != kNone && m < chart.mentions.size()) l.cues.times.emplace_back(chart.mentions[m].first, chart.mentions[m].last);
  }
}

/// "$2 to $3 million": the first end has the second's magnitude when it would be out of all proportion without it.
void spread_scale(Amount& a, std::string_view low_form, double low_scale) {
  if (low_scale != 1 || a.scale <= 1 || low_form != "digits") return;
  const double mantissa = a.q.high / a.scale;
  if (a.q.low < 100 || a.q.low <= mantissa) a.q.low *= a.scale;
}

/// The attributes of an amount's mention, by what they are; absent ones too.
struct Parts {
  Parts(const Chart& chart, const AmountWords& ids, const Mention& m) {
    static constexpr Value kAbsent;
    of.fill(&kAbsent);
    for (const Attribute& a : chart.of(m))
      if (a.id < ids.part_of.size()) of[ids.part_of[a.id]] = &a.value;
  }
  std::string_view text(AmountWords::Part part) const { return of[part]->text; }
  double number(AmountWords::Part part, double otherwise) const { return number_or(*of[part], otherwise); }
  std::array<const Value*, AmountWords::kParts> of;
};

Amount read_amount(QuantityLinking& l, MentionId id) {
  using Words = AmountWords;
  const Mention& m = l.chart.mentions[id];
  const Parts parts(l.chart, l.ids, m);
  Amount a;
  a.first = m.first;
  a.last = a.end = m.last;
  a.kind = parts.text(Words::kKind);
  a.form = parts.text(Words::kForm);
  a.unit = parts.text(Words::kUnit);
  a.scale = parts.number(Words::kScale, 1);
  a.q.mention = id;
  a.q.low = parts.number(Words::kLow, 0);
  a.q.high = parts.number(Words::kHigh, a.q.low);
  a.q.direction = direction_named(parts.text(Words::kDirection));
  const bool range = parts.text(Words::kRange) == "yes";
  if (range) spread_scale(a, parts.text(Words::kLowForm), parts.number(Words::kLowScale, 1));
  a.q.range = range || a.q.low != a.q.high;
  const Value& row = *parts.of[Words::kRow];
  if (row.kind == Value::Kind::kRow) {
    a.units = &l.program.lexicons[row.lexicon];
    a.row = row.index;
    const double factor = a.units->number(a.row, a.units->column("factor"));
    if (a.kind == "money" && factor > 0) a.q.low *= factor, a.q.high *= factor;
  }
  if (parts.text(Words::kAssumed) == "yes") a.q.flags.push_back("assumed_currency");
  return a;
}

bool in_time(const QuantityLinking& l, const Amount& a) {
  return std::any_of(l.cues.times.begin(), l.cues.times.end(), [&](const auto& t) { return t.first <= a.first && a.last <= t.second; });
}

/// Four digits without a group mark that may name a year.
bool year_like(const QuantityLinking& l, const Amount& a) {
  return a.form == "digits" && a.q.low >= 1900 && a.q.high <= 2100 && a.q.low == static_cast<double>(static_cast<int>(a.q.low)) &&
         l.text.tokens[a.first].end - l.text.tokens[a.first].begin == 4;
}

/// What a bare number counts; whether it is an amount at all.
void count_noun(QuantityLinking& l, Amount& a) {
  const Words& w = l.words;
  std::uint32_t i = a.last;
  if (i + 1 < l.end && w.hyphen(i) && w.alpha(i + 1)) ++i;
  while (i < l.end && w.alpha(i) &&
         (l.cue(i) == CueWord::kMore || (w.adverb(i) && !w.noun(i) && !w.adjective(i) && !w.preposition(i) && !w.conjunction(i))))
    ++i;
  if (i < l.end && l.cue(i) == CueWord::kOf) {  // one of the world's largest mines
    Phrase p = w.right(i + 1, l.end);
    if (!p.empty() && w.plural(p.head)) a.counted = p;
  } else {
    a.counted = w.counted(i, l.end, a.q.high);
  }
  const bool dated = std::any_of(l.cues.times.begin(), l.cues.times.end(), [&](const auto& t) {
    return t.first < a.counted.last && a.counted.first < t.second && t.first >= a.last;
  });
  if (dated) a.counted = {a.last, a.last, kNone};  // 2.1 last year
  if (!a.counted.empty()) {
    if (a.kind != "share") a.kind = "count";
    a.end = a.counted.last;
  }
  const bool compound = a.last < l.end && l.words.hyphen(a.last) && a.form == "words";  // a six-speed gearbox
  if (compound) a.q.emitted = false;
  const bool spelled = a.form == "words" && a.q.high <= 10 && a.q.low >= 0 && a.last == a.first + 1;
  const auto cap = [&](std::uint32_t t) { return l.text.tokens[t].is(Token::kCap); };
  if (year_like(l, a) && (a.counted.empty() || !w.plural(a.counted.head) || cap(a.counted.head))) a.q.emitted = false;
  const bool name = !a.counted.empty() && cap(a.counted.head) && a.first > l.begin && !cap(a.first - 1);
  const bool runs_on =
      name && a.counted.last < l.end && (cap(a.counted.last) || (a.q.high < 1000 && l.text.tokens[a.counted.last].is(Token::kNumeral)));
  const bool place = a.form == "digits" && a.scale == 1 && l.text.view(l.text.tokens[a.first]).size() < 6 && name &&
                     l.text.view(l.text.tokens[a.first]).find(',') == std::string_view::npos &&
                     ((a.counted.last - a.counted.first >= 2 && cap(a.counted.first)) || (runs_on && !w.plural(a.counted.head)));
  if (place) a.q.emitted = false;  // 30 Hudson Yards
  if (a.q.range && a.form == "digits" && a.scale == 1 && a.q.low >= 1500 && a.q.high <= 2100 && a.q.low != a.q.high) a.q.emitted = false;
  if (a.form == "fraction" && a.kind != "share" && a.last == a.first + 1 && l.words.alpha(a.first)) a.q.emitted = false;
  const bool word_year = a.form == "words" && a.scale == 1000 && a.q.low >= 1900 && a.q.high < 2100 && a.q.low != 2000;
  if (word_year && a.counted.empty()) a.q.emitted = false;
  const bool title = a.form == "words" && a.first > l.begin && l.text.tokens[a.first].is(Token::kCap) && !a.counted.empty() &&
                     l.text.tokens[a.counted.first].is(Token::kCap);
  if (title) a.q.emitted = false;  // the One Health Act
  if (in_time(l, a)) a.q.emitted = false;
  if (spelled && a.counted.empty() && l.end - l.begin > 2) a.q.emitted = false;
}

bool words_joined(const QuantityLinking& l, const Amount& a) {
  for (std::uint32_t t = a.first + 1; t + 1 < a.last; ++t)
    if (l.words.hyphen(t)) return true;
  return false;
}

/// Gives the mention of an amount what was found out about it.
void write_back(QuantityLinking& l, const Amount& a) {
  const AmountWords& ids = l.ids;
  std::array<Attribute, 8> with{{{ids.low, Value::of(a.q.low)},
                                 {ids.high, Value::of(a.q.high)},
                                 {ids.unit, Value::of(a.q.unit)},
                                 {ids.kind, Value::of(a.kind)},
                                 {ids.role, Value::of(name_of(a.q.role))},
                                 {ids.bound, Value::of(name_of(a.q.bound))}}};
  std::size_t count = 6;
  if (a.units != nullptr && a.row != kNone)
    with[count++] = {ids.row, Value::row(static_cast<std::uint32_t>(a.units - l.program.lexicons.data()), a.row)};
  if (a.q.direction != Direction::kUnstated) with[count++] = {ids.direction, Value::of(name_of(a.q.direction))};
  l.chart.set(a.q.mention, std::span(with.data(), count));
}

void link_sentence(QuantityLinking& l, const Found& found, const Linked& linked, Cursors& at) {
  l.amounts.clear();
  each_cue(l, found.of(Found::kQuantity), at.quantity, [&](const Mention&, MentionId id) { l.amounts.push_back(read_amount(l, id)); });
  if (l.amounts.empty()) return;
  read_cues(l, found, linked, at);
  for (Amount& a : l.amounts)
    if (a.kind == "number" || (a.kind == "share" && a.counted.empty())) count_noun(l, a);
  spread_units(l);
  for (Amount& a : l.amounts) {
    name_unit(l, a);
    if (a.form == "words" && a.q.dimension == "time" && words_joined(l, a)) a.q.emitted = false;  // a three-year plan
  }
  assign_bounds(l);
  assign_roles(l);
  for (std::size_t i = 0; i < l.amounts.size(); ++i)
    if (l.amounts[i].q.emitted) l.amounts[i].q.concept_text = find_concept(l, i);
}

/// Where the stretch ends that is linked at once: the sentence's end, or where no amount is cut after kWindow tokens. Lists without a
/// full stop stay linear that way.
std::uint32_t window_end(const QuantityLinking& l, std::uint32_t last) {
  constexpr std::uint32_t kWindow = 100;
  if (last - l.begin <= 2 * kWindow) return last;
  std::uint32_t end = l.begin + kWindow;
  while (end < last && end < l.begin + kWindow + 8 && l.text.tokens[end].is(Token::kNumeral)) ++end;  // a number keeps its unit
  for (std::uint32_t i = l.begin + kWindow - 32; i < end; ++i)
    for (MentionId id = l.chart.starts[i]; id != kNone; id = l.chart.mentions[id].next)
      if (l.chart.mentions[id].last > end && l.chart.mentions[id].last - i < 32) end = l.chart.mentions[id].last;
  return std::min(end, last);
}

void link_sentence_by_windows(QuantityLinking& l, std::uint32_t s, const Found& found, Linked& linked, Cursors& at) {
  const Sentence& sentence = l.text.sentences[s];
  for (l.begin = sentence.first; l.begin < sentence.last; l.begin = l.end) {
    l.end = window_end(l, sentence.last);
    link_sentence(l, found, linked, at);
    for (Amount& a : l.amounts) {
      write_back(l, a);
      a.q.sentence = s;
      a.q.span = l.text.span(std::min(a.begin, a.first), std::max(a.end, a.last));
      linked.set(a.q.mention, static_cast<std::uint32_t>(linked.quantities.size()));
      linked.quantities.push_back(std::move(a.q));
    }
  }
}

}  // namespace

AmountWords::AmountWords(const rules::Program& p)
    : quantity(p.type("Quantity")),
      low(p.attribute("low")),
      high(p.attribute("high")),
      kind(p.attribute("kind")),
      form(p.attribute("form")),
      scale(p.attribute("scale")),
      unit(p.attribute("unit")),
      row(p.attribute("row")),
      range(p.attribute("range")),
      assumed(p.attribute("assumed")),
      bound(p.attribute("bound")),
      side(p.attribute("side")),
      direction(p.attribute("direction")),
      part(p.attribute("part")),
      role(p.attribute("role")),
      low_form(p.attribute("low_form")),
      low_scale(p.attribute("low_scale")),
      money(p.attribute("money")),
      noun(p.attribute("noun")),
      cues(cue_words(p)) {
  const std::pair<AttributeId, Part> parts[] = {{low, kLow},         {high, kHigh},           {kind, kKind},        {form, kForm},
                                                {scale, kScale},     {unit, kUnit},           {row, kRow},          {range, kRange},
                                                {assumed, kAssumed}, {direction, kDirection}, {low_form, kLowForm}, {low_scale, kLowScale}};
  for (const auto& [id, what] : parts) {
    if (id == 0) continue;
    if (part_of.size() <= id) part_of.resize(id + std::size_t{1}, kOther);
    part_of[id] = what;
  }
}

void Linker::link_quantities(const Text& text, Chart& chart, Arena& arena, Linked& linked) {
  QuantityLinking l{text, program_, chart, arena, words_, *amounts_, 0, 0, {}, {}};
  Cursors at;
  const std::vector<MentionId>& quantities = found_.of(Found::kQuantity);
  while (at.quantity < quantities.size())
    link_sentence_by_windows(l, text.sentence_of[chart.mentions[quantities[at.quantity]].first], found_, linked, at);
}

}  // namespace milepost::link
