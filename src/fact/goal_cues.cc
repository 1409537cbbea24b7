// The cues of a sentence that may hold a goal, gathered from the chart in one pass.
#include <algorithm>
#include <bit>

#include "fact/goal_amount.h"
#include "fact/kept.h"

namespace milepost::fact {

namespace {

constexpr std::uint8_t kNoRow = 0xff, kEstimate = 0xfe;

/// "Norland To Cut Waste By 5%": two thirds of the words begin with a capital.
bool capitalised(const Text& text, const Sentence& s) {
  std::uint32_t capitals = 0, letters = 0;
  for (std::uint32_t t = s.first; t < s.last; ++t)
    if (text.tokens[t].is(Token::kAlpha)) ++letters, capitals += text.tokens[t].is(Token::kCap) ? 1 : 0;
  return capitals * 3 > letters * 2;
}

}  // namespace

Fields::Fields(const rules::Program& program, const GoalWords& ids)
    : rows_{
        {ids.mood, &Field::moods, ids.mood_of, ids.modality, ids.form, Field::kMoodAt, 0},
        {ids.verb, &Field::verbs, ids.role, ids.money, ids.form, 0, Field::kVerbOver},
        {ids.noun, &Field::nouns, ids.role, ids.modality, ids.holds},
        {ids.adjective, &Field::adjectives, ids.mood_of, ids.modality},
        {ids.act, &Field::acts, ids.modality, ids.form, 0, 0, Field::kActOver},
        {ids.say, &Field::says, ids.form, 0, 0, 0, Field::kSayOver},
        {ids.spend, &Field::spends, ids.share_of, 0, 0, 0, Field::kSpendOver},
        {ids.adjunct, &Field::adjuncts, ids.of, 0, 0, Field::kAdjunctAt, 0},
        {ids.condition, &Field::conditions, ids.clause, 0, 0, Field::kConditionAt, 0},
        {ids.restated, &Field::restated, ids.always},
        {ids.additional, &Field::additionals, ids.side},
        {ids.uncounted, &Field::uncounted, ids.of},
        {ids.step, &Field::steps, ids.role},
        {ids.compared, &Field::compared, ids.direction},
        {ids.ended, &Field::ended, ids.unit},
        {ids.level, &Field::levels, ids.kind},
        {ids.capacity, &Field::capacities},
        {ids.reader, &Field::readers},
        {ids.unaimed, &Field::unaimed, ids.reach, ids.becomes},
        {ids.past_word, &Field::pasts},
        {ids.outline, &Field::outlines},
        {ids.done, &Field::dones},
        {ids.share, &Field::shares},
        {ids.place_unit, &Field::place_units},
        {ids.rate, &Field::rates},
        {ids.purpose, &Field::purposes, 0, 0, 0, Field::kPurposeAt, 0},
        {ids.definite, &Field::definites},
        {ids.market, &Field::markets},
        {ids.cover, &Field::covers, ids.side},
        {ids.phase, &Field::phases},
      },
      row_of_(program.types.size(), kNoRow),
      turning_(ids.subordinate | ids.relative | ids.auxiliary | ids.to | ids.verbal | ids.part | ids.ing | ids.past) {
  if (ids.estimate != 0) row_of_[ids.estimate] = kEstimate;
  for (std::size_t r = 0; r < rows_.size(); ++r)
    if (rows_[r].type != 0) row_of_[rows_[r].type] = static_cast<std::uint8_t>(r);
}

template <class Linked>
void Fields::Grouped::read(const std::vector<Linked>& linked, std::size_t sentences) {
  begin.assign(sentences + 2, 0);
  for (const Linked& x : linked)
    if (x.sentence < sentences) ++begin[x.sentence + 2];
  for (std::size_t s = 2; s < begin.size(); ++s) begin[s] += begin[s - 1];
  all.resize(begin.back());
  for (std::uint32_t i = 0; i < linked.size(); ++i)
    if (linked[i].sentence < sentences) all[begin[linked[i].sentence + 1]++] = i;
}

void Fields::open(const Scene& scene) {
  quantities_.read(scene.linked.quantities, scene.text.sentences.size());
  times_.read(scene.linked.times, scene.text.sentences.size());
  busy_.assign(scene.text.sentences.size(), 0);
  for (const Quantity& q : scene.linked.quantities)
    if (q.sentence < busy_.size() && !Amounts::idle(q)) busy_[q.sentence] = 1;
  turns_ = scene.words.kinds().wordless;
  scene.words.add_classed(turning_, turns_);
}

bool Fields::keep(TypeId type) const { return row_of_[type] != kNoRow; }

bool Fields::promising(const Scene& scene, std::uint32_t sentence) const {
  constexpr unsigned kAimed = Openers::kAim | Openers::kVerb;
  return quantities_.begin[sentence] != quantities_.begin[sentence + 1] || figured(scene, sentence) ||
         (scene.kept->openers.hints(sentence) & kAimed) == kAimed;
}

bool Fields::figured(const Scene& scene, std::uint32_t sentence) const {
  return (scene.kept->openers.hints(sentence) & Openers::kLevel) != 0 || busy_[sentence] != 0;
}

void Fields::add(const Chart& chart, MentionId id, std::uint8_t of_row, Field& f) {
  const Mention& m = chart.mentions[id];
  if (of_row == kEstimate) {
    f.estimated = true;
    return;
  }
  const Row& row = rows_[of_row];
  f.filled |= std::uint64_t{1} << of_row;
  GoalCue& cue = (f.*row.cues).emplace_back();
  cue.first = m.first, cue.last = m.last, cue.mention = id;
  for (const Attribute& x : chart.of(m)) {
    if (x.id == row.a) cue.a = x.value.text;
    if (x.id == row.b) cue.b = x.value.text;
    if (x.id == row.c) cue.c = x.value.text;
  }
  f.marks[m.first - f.first] |= row.at;
  turns_.add_if((row.at & Field::kTurns) != 0, m.first);
  if (row.over == 0) return;
  for (std::uint32_t k = m.first; k < std::min(m.last, f.last); ++k) {
    f.marks[k - f.first] |= row.over;
    turns_.add_if((row.over & Field::kTurns) != 0, k);
  }
}

void Fields::lay(const Scene& scene, std::uint32_t sentence, Field& f) {
  const Sentence& at = scene.text.sentences[sentence];
  f.sentence = sentence, f.first = at.first, f.last = at.last;
  f.led = f.led_due = {};
  f.estimated = false;
  f.predicates.clear();
  quantities_.give(sentence, f.quantities);
  times_.give(sentence, f.times);
  for (; f.filled != 0; f.filled &= f.filled - 1) (f.*rows_[static_cast<unsigned>(std::countr_zero(f.filled))].cues).clear();
  f.marks.assign(f.last - f.first, 0);
  const MentionId* const starts = scene.chart.starts.data();
  const Mention* const mentions = scene.chart.mentions.data();
  const std::uint8_t* const row_of = row_of_.data();
  scene.kept->openers.cues().each(f.first, f.last, [&](std::uint32_t t) {
    for (MentionId id = starts[t]; id != kNone; id = mentions[id].next)
      if (const std::uint8_t row = row_of[mentions[id].type]; row != kNoRow) add(scene.chart, id, row, f);
  });
  f.headline = at.block == Sentence::Block::kHead && capitalised(scene.text, at);
  f.question = f.first < f.last && scene.text.view(scene.text.tokens[f.last - 1]) == "?";
}

}  // namespace milepost::fact
