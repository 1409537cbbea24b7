// What a time is counted from: the document's date, the dates before it, and whether its clause looks ahead.
#include <cmath>
#include <cstdlib>

#include "link/time_resolver.h"

namespace milepost::link {

namespace {

constexpr int kFarYears = 8;            ///< a lone year further away than this does not move a narrative
constexpr std::uint32_t kOpening = 16;  ///< tokens of a sentence in which a lone year sets the scene
constexpr std::uint32_t kReach = 14;    ///< tokens to the left in which a word of the future is looked for

constexpr std::array<const char*, static_cast<std::size_t>(TimeAttribute::kCount)> kNames = {
    "kind", "y",    "m",     "d",       "wd",   "q",      "season", "unit", "n",  "shift", "y2",    "m2",   "d2",
    "era",  "part", "value", "century", "sign", "anchor", "h",      "of",   "n2", "quant", "unit2", "zone",
};

}  // namespace

void TimeContext::take(const Period& p, std::uint32_t sentence, bool narrative) {
  if (!p.known || !p.start || p.granularity == "decade" || p.granularity == "century") return;
  const bool year = p.granularity == "year";
  if (year && narrative && at_ && std::abs(p.start->year - at_->year) > kFarYears) {
    const bool confirmed = waiting_ && std::abs(p.start->year - *waiting_) <= kFarYears;
    waiting_ = p.start->year;
    if (!confirmed) return;
  }
  if (year && at_ && at_->year == p.start->year && names_month()) return;  // "in 1941" after "December 7, 1941"
  waiting_.reset();
  at_ = p.start;
  fineness_ = p.granularity == "day" ? 3 : year ? 1 : 2;
  sentence_ = sentence;
}

TimeWords::TimeWords(const rules::Program& p)
    : time(p.attribute("time")),
      to(p.attribute("to")),
      role(p.attribute("role")),
      prep(p.attribute("prep")),
      prep_type(p.type("TimePrep")),
      ahead_type(p.type("TimeAhead")),
      past(p.class_bit("past")),
      auxiliary(p.class_bit("aux")) {
  for (std::size_t i = 0; i < kNames.size(); ++i) attributes[i] = p.attribute(kNames[i]);
}

Resolver::Resolver(const Text& text, const rules::Program& program, const TimeWords& words, std::string_view reference, const Chart& chart,
                   const std::vector<MentionId>& cores)
    : text_(text), p_(program), chart_(chart), reference_(parse_date(reference)), words_(words) {
  find_narrative(cores);
}

std::string_view Resolver::text(const Mention& m, TimeAttribute a) const {
  const Value* v = chart_.find(m, words_.attributes[static_cast<std::size_t>(a)]);
  return v != nullptr && v->kind == Value::Kind::kText ? v->text : std::string_view{};
}

std::optional<int> Resolver::number(const Mention& m, TimeAttribute a) const {
  const Value* v = chart_.find(m, words_.attributes[static_cast<std::size_t>(a)]);
  const bool fits = v != nullptr && v->kind == Value::Kind::kNumber && std::abs(v->number) < 1e7;
  return fits ? std::optional<int>(static_cast<int>(v->number)) : std::nullopt;
}

const Mention* Resolver::inner(const Mention& m) const {
  const Value v = chart_.get(m, words_.attributes[static_cast<std::size_t>(TimeAttribute::kOf)]);
  return v.kind == Value::Kind::kMention ? &chart_.mentions[v.index] : nullptr;
}

/// A narrative of the past: years written out lie mostly before the year before the document's.
void Resolver::find_narrative(const std::vector<MentionId>& cores) {
  if (!reference_) return;
  int past = 0, near = 0;
  for (const MentionId id : cores) {
    const Mention& m = chart_.mentions[id];
    const auto y = number(m, TimeAttribute::kY);
    if (!y || (*y < 100 && text(m, TimeAttribute::kEra).empty())) continue;
    const bool before = *y < reference_->year - 1 || text(m, TimeAttribute::kEra) == "BC";
    (before ? past : near) += 1;
  }
  narrative_ = past >= 5 && 2 * past > 3 * near;
}

/// Whether a preposition of deadline stands before the mention, or a word of the future in its clause: what comes is in the future.
bool Resolver::looks_ahead(const Mention& m) const {
  std::string folded;
  for (std::uint32_t i = m.first; i-- > 0 && i + kReach > m.first && text_.sentence_of[i] == text_.sentence_of[m.first];) {
    for (MentionId k = chart_.starts[i]; k != kNone; k = chart_.mentions[k].next) {
      const Mention& x = chart_.mentions[k];
      if (x.type == words_.prep_type && x.last >= m.last && chart_.get(x, words_.role).text == "deadline") return true;
      if (x.type == words_.ahead_type) return true;
    }
    const std::string_view v = text_.view(text_.tokens[i]);
    if (v == ";" || v == ":" || v == "\u2014") return false;
    folded.clear();
    if (text_.tokens[i].word == kUnknownWord) fold(v, folded);
    const bool led = i > 0 && (p_.class_of(text_.tokens[i - 1], {}) & words_.auxiliary) != 0;
    if ((p_.class_of(text_.tokens[i], folded) & words_.past) != 0 && !led) return false;
  }
  return false;
}

bool Resolver::context_near(const Mention& m) const { return context_.date() && text_.sentence_of[m.first] <= context_.sentence() + 1; }

Period Resolver::anchored(Period p, std::string_view anchor) const {
  p.anchor = anchor;
  return p;
}

/// Lengths away ("two decades earlier") leave the context; what stands on the calendar moves it.
void Resolver::remember(const Mention& m, const Period& p) {
  const Mention* of = inner(m);
  const std::string_view kind = text(of != nullptr ? *of : m, TimeAttribute::kKind);
  if (kind == "next" || kind == "recent" || kind == "in" || (kind == "ago" && p.granularity == "year")) return;
  if (kind == "unit" && number(of != nullptr ? *of : m, TimeAttribute::kShift).value_or(0) < 0) return;  // than the previous year
  const std::uint32_t sentence = text_.sentence_of[m.first];
  const bool opens = m.first - text_.sentences[sentence].first < kOpening;
  if (narrative_ && p.granularity == "year" && !opens && context_.date()) return;  // what a year adds in passing
  context_.take(p, sentence, narrative_);
}

}  // namespace milepost::link
