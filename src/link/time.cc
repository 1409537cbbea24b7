// Times: every mention resolved, with its role, what a preposition opens or closes, and both ends of a range. One pass over the mentions.
#include <algorithm>

#include "link/link.h"
#include "link/time_resolver.h"

namespace milepost::link {

namespace {

constexpr std::uint32_t kOpening = 30;  ///< tokens of the body's begin in which a date may be the document's own

/// A full date that stands by itself in the opening words ("OSLO, March 7, 2024 –", a line of its own): the day of publication.
bool is_dateline(const Text& text, const Mention& m, const Period& p, std::uint32_t opening) {
  if (p.granularity != "day" || p.anchor != "explicit" || !p.start) return false;
  if (text.header.covers(text.span(m.first, m.last))) return true;
  if (m.first < opening || m.first - opening >= kOpening || m.last >= text.tokens.size()) return false;
  const auto plain = [&](std::uint32_t t) { return text.tokens[t].is(Token::kAlpha) && text.tokens[t].is(Token::kLower); };
  return (m.first == 0 || !plain(m.first - 1)) && !plain(m.last);
}

/// The mention that dates the document, where nothing else does; kNone when there is none.
MentionId find_dateline(const Text& text, const Chart& chart, const std::vector<MentionId>& times, Resolver& resolver) {
  if (text.part.begin > 0) return kNone;
  std::uint32_t opening = 0;
  while (opening < text.tokens.size() && text.tokens[opening].begin < text.document->title_bytes) ++opening;
  for (const MentionId i : times) {
    const Mention& m = chart.mentions[i];
    if (m.first >= opening + kOpening) break;
    if (m.first >= opening && is_dateline(text, m, resolver.resolve(m), opening)) return i;
  }
  return kNone;
}

std::string printed(const std::optional<Date>& d) { return d && d->year > 0 ? print(*d) : std::string(); }

/// The linker's own view of a document's times: mentions, their prepositions, what they resolve to.
class Times {
 public:
  Times(const Text& text, const rules::Program& program, const TimeWords& words, const Found& found, Chart& chart, Linked& linked)
      : text_(text), p_(program), words_(words), found_(found), chart_(chart), linked_(linked) {}

  void link(std::string_view reference);

 private:
  void add(Resolver& resolver, MentionId i, const Mention* prep, bool publishes);
  void find_prepositions();
  void set_role(Resolver& resolver, const Mention& m, const Mention* prep, const Period& p, Time& t) const;
  void close_lengths(const Resolver& resolver, const Mention& m, const Period& p, Time& t) const;
  void join(Resolver& resolver);
  void join(Resolver& resolver, const Mention& pair);

  const Text& text_;
  const rules::Program& p_;
  const TimeWords& words_;
  const Found& found_;
  Chart& chart_;
  Linked& linked_;
  std::vector<std::pair<MentionId, MentionId>> preps_;  ///< a time and the TimePrep that holds it, by time
  std::vector<Period> periods_;                         ///< beside linked_.times
};

/// "within 10 years", "over the next five years": a deadline or a period counted from the document's date.
void Times::close_lengths(const Resolver& resolver, const Mention& m, const Period& p, Time& t) const {
  const auto n = resolver.number(m, TimeAttribute::kN), n2 = resolver.number(m, TimeAttribute::kN2);
  const bool two_units = !resolver.text(m, TimeAttribute::kUnit2).empty();
  if (t.role != TimeRole::kDeadline || p.granularity != "duration" || !resolver.reference() || !n || p.start) return;
  constexpr int kFarthest = 2000;
  const int last = two_units ? *n : n2.value_or(*n);
  const std::string_view unit = resolver.text(m, TimeAttribute::kUnit);
  t.anchor = "document";
  if (last >= kFarthest || unit.starts_with("T")) return;
  t.end = print(moved(*resolver.reference(), unit, last));
}

void Times::set_role(Resolver& resolver, const Mention& m, const Mention* prep, const Period& p, Time& t) const {
  const std::string_view cue = prep == nullptr ? std::string_view{} : chart_.get(*prep, words_.role).text;
  if (prep != nullptr) t.preposition = chart_.get(*prep, words_.prep).text;
  const bool spans = p.start && p.end && p.value.starts_with('P');  // from 2014-2018: a range has its own end
  if (p.granularity == "set")
    t.role = TimeRole::kSet;
  else if (p.granularity == "vague")
    t.role = TimeRole::kVague;
  else if (cue == "baseline")
    t.role = TimeRole::kBaseline;
  else if (p.granularity == "duration" && !p.end)
    t.role = cue == "within" ? TimeRole::kDeadline : TimeRole::kDuration;
  else if (cue == "deadline" || (cue == "within" && p.end))
    t.role = TimeRole::kDeadline, t.start.clear();
  else if (cue == "start" && !spans)
    t.role = TimeRole::kPeriod, t.end.clear();
  else if (p.start && p.end && *p.start != *p.end)
    t.role = TimeRole::kPeriod;
  else
    t.role = TimeRole::kEvent;
  close_lengths(resolver, m, p, t);
  t.quantifier = resolver.text(m, TimeAttribute::kQuant);
  if (t.role == TimeRole::kDeadline && !t.end.empty()) t.edtf = (t.start.empty() ? ".." : t.start) + "/" + t.end;
  if (cue == "start" && !spans && !t.start.empty()) t.edtf = t.start + "/..";
}

void Times::find_prepositions() {
  for (const MentionId prep : found_.of(Found::kTimePrep)) {
    const Value v = chart_.get(chart_.mentions[prep], words_.time);
    if (v.kind == Value::Kind::kMention) preps_.emplace_back(v.index, prep);
  }
  std::sort(preps_.begin(), preps_.end());
}

void Times::add(Resolver& resolver, MentionId i, const Mention* prep, bool publishes) {
  const Mention& m = chart_.mentions[i];
  Period p = resolver.resolve(m);
  Time t;
  t.mention = i;
  t.span = text_.span(m.first, m.last);
  t.sentence = text_.sentence_of[m.first];
  t.value = p.value;
  t.mod = p.mod;
  t.start = printed(p.start);
  t.end = printed(p.end);
  t.edtf = p.edtf;
  t.granularity = p.granularity;
  t.anchor = p.anchor;
  set_role(resolver, m, prep, p, t);
  if (publishes || (text_.header.covers(t.span) && t.granularity == "day")) t.role = TimeRole::kPublication;
  t.emitted = !t.value.empty() || p.start.has_value();  // a plan of an unknown country names no time
  resolver.remember(m, p);
  linked_.set(i, static_cast<std::uint32_t>(linked_.times.size()));
  linked_.times.push_back(std::move(t));
  periods_.push_back(std::move(p));
}

/// Both ends of a range: the year of one serves the other, and the first one's record spans to the second's end.
void Times::join(Resolver& resolver, const Mention& pair) {
  const Value first = chart_.get(pair, words_.time), second = chart_.get(pair, words_.to);
  if (first.kind != Value::Kind::kMention || second.kind != Value::Kind::kMention) return;
  const std::uint32_t i = linked_.index(first.index), k = linked_.index(second.index);
  if (i == kNone || k == kNone) return;
  const auto reread = [&](std::uint32_t which, MentionId id, int year, bool earlier) {
    Period p = resolver.resolve(chart_.mentions[id], year);
    const Period& other = periods_[which == i ? k : i];
    if (!p.start || !other.start) return;
    if (earlier && *p.start > *other.start) p = resolver.resolve(chart_.mentions[id], year - 1);
    if (!earlier && *p.start < *other.start) p = resolver.resolve(chart_.mentions[id], year + 1);
    Time& t = linked_.times[which];
    t.value = p.value, t.edtf = p.edtf, t.anchor = p.anchor;
    t.start = t.start.empty() ? "" : printed(p.start);
    t.end = t.end.empty() ? "" : printed(p.end);
    periods_[which] = std::move(p);
  };
  const bool a_stated = periods_[i].anchor == "explicit", b_stated = periods_[k].anchor == "explicit";
  if (!a_stated && b_stated && periods_[k].start) reread(i, first.index, periods_[k].start->year, true);
  const auto order = [&] { return periods_[i].start && periods_[k].start && *periods_[k].start < *periods_[i].start; };
  if (!b_stated && periods_[i].start && (a_stated || order())) reread(k, second.index, periods_[i].start->year, false);
  if (!periods_[i].start || !periods_[k].end || *periods_[k].end < *periods_[i].start) return;
  Time& t = linked_.times[i];
  t.start = printed(periods_[i].start);
  t.end = printed(periods_[k].end);
  t.role = TimeRole::kPeriod;
  t.edtf = periods_[i].edtf.find('/') == std::string::npos && periods_[k].edtf.find('/') == std::string::npos
               ? periods_[i].edtf + "/" + periods_[k].edtf
               : t.start + "/" + t.end;
}

void Times::join(Resolver& resolver) {
  for (const MentionId pair : found_.of(Found::kTimePair)) join(resolver, chart_.mentions[pair]);
}

void Times::link(std::string_view reference) {
  const std::vector<MentionId>& times = found_.of(Found::kTime);
  linked_.times.reserve(times.size());
  periods_.reserve(times.size());
  MentionId dateline = kNone;
  std::string dated(reference);
  if (reference.empty()) {
    Resolver undated(text_, p_, words_, reference, chart_, found_.of(Found::kTimeCore));
    dateline = find_dateline(text_, chart_, times, undated);
    if (dateline != kNone) dated = print(*undated.resolve(chart_.mentions[dateline]).start);
  }
  Resolver resolver(text_, p_, words_, dated, chart_, found_.of(Found::kTimeCore));
  find_prepositions();
  for (const MentionId i : times) {
    const auto behind = std::upper_bound(preps_.begin(), preps_.end(), std::pair{i, kNone});  // the last that the rules made
    const bool held = behind != preps_.begin() && std::prev(behind)->first == i;
    add(resolver, i, held ? &chart_.mentions[std::prev(behind)->second] : nullptr, i == dateline);
  }
  join(resolver);
}

}  // namespace

void Linker::link_times(const Text& text, std::string_view reference, Chart& chart, Linked& linked) {
  if (!found_.of(Found::kTime).empty()) Times(text, program_, *times_, found_, chart, linked).link(reference);
}

}  // namespace milepost::link
