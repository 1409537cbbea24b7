// The whole line on one page: every arrow of the README is a call here.
#include "pipeline/scanner.h"

#include <algorithm>

#include "base/sha256.h"
#include "link/link.h"
#include "model/bodies.h"
#include "text/text.h"

namespace milepost {

Line::Line(const rules::Program& p) : program(p), scratch_(match::make_scratch(p)), linker_(p), gatherer_(p) {}

void Line::read(const Document& document, std::string_view reference, const match::Options& options) {
  read(document, {0, static_cast<std::uint32_t>(document.text.size())}, reference, options);
}

void Line::read(const Document& document, Span part, std::string_view reference, const match::Options& options) {
  arena_.clear();
  text::segment(document, part, program.words, program.segmentation, text);  // bytes -> sentences, tokens
  if (part.begin == 0) published = document.published, published_source = document.published_source;
  if (published.empty() && !text.header_date.empty()) published = text.header_date, published_source = "header";
  if (published.empty() && !reference.empty()) published = reference, published_source = "argument";
  match::match_lexical(text, program, options, *scratch_, chart, arena_);  // tokens -> mentions
  linker_.link(text, published, chart, arena_, linked);                    // mentions -> linked mentions
  for (const Time& t : linked.times)
    if (published.empty() && t.role == TimeRole::kPublication) published = t.value, published_source = "dateline";
  match::match_linked(text, program, options, *scratch_, chart, arena_);                                   // linked mentions -> frames
  gatherer_.gather({text, program, linker_.words(), chart, linked, arena_, published, open_aims}, facts);  // frames -> facts
}

void Line::read_amounts(const Document& document, std::string_view reference) {
  arena_.clear();
  text::segment(document, {0, static_cast<std::uint32_t>(document.text.size())}, program.words, program.segmentation, text);
  match::match_lexical(text, program, {}, *scratch_, chart, arena_);
  linker_.link_amounts(text, document.published.empty() ? reference : document.published, chart, arena_, linked);
}

namespace {

/// Makes records with ids, spans and words; ordinals tell apart records of one type at one span. The strings of the records of the
/// document before are used again.
class Writer {
 public:
  Writer(const Line& line, const Document& document, const ScanOptions& options, std::vector<Record>& out, std::vector<Record>& spare)
      : line_(line),
        document_(document),
        options_(options),
        out_(out),
        spare_(spare),
        ids_(document.id),
        record_of_(line.chart.mentions.size(), kNone),
        seen_(64, kNone) {
    for (Record& r : out_) spare_.push_back(std::move(r));
    out_.clear();
  }

  Record* add(RecordType type, Span span, std::uint32_t sentence, RuleId rule) {
    if (spare_.empty()) {
      out_.emplace_back();
    } else {
      out_.push_back(std::move(spare_.back()));
      spare_.pop_back();
    }
    Record& r = out_.back();
    r.type = type;
    r.document = document_.id;
    r.bytes = span;
    r.chars = {line_.text.chars_before(span.begin), line_.text.chars_before(span.end)};
    r.text = line_.text.view(span);
    r.sentence = sentence < line_.text.sentences.size() ? line_.text.sentences[sentence].ordinal : 0;
    ids_.write(r.id, type, span, ordinal_of_last());
    r.rule = rule < line_.program.rules.size() ? std::string_view(line_.program.rules[rule].id) : std::string_view();
    r.from.clear();
    r.body.clear();
    return &r;
  }

  bool wanted(RecordType type) const { return (options_.types >> static_cast<unsigned>(type) & 1) != 0; }
  /// The mention stands for this record when others are built from it.
  void remember(MentionId m, const Record& r) {
    if (m < record_of_.size()) record_of_[m] = static_cast<std::uint32_t>(&r - out_.data());
  }
  void cite(Record& r, const std::vector<MentionId>& from) const {
    for (const MentionId m : from) {
      if (m >= record_of_.size() || record_of_[m] == kNone) continue;
      const std::string& id = out_[record_of_[m]].id;
      if (std::find(r.from.begin(), r.from.end(), id) == r.from.end()) r.from.push_back(id);
    }
  }
  /// The records in the contract's order: the document, then by begin, longer first, type.
  void sort() {
    const auto before = [](const Record& a, const Record& b) {
      if ((a.type == RecordType::kDocument) != (b.type == RecordType::kDocument)) return a.type == RecordType::kDocument;
      if (a.bytes.begin != b.bytes.begin) return a.bytes.begin < b.bytes.begin;
      if (a.bytes.end != b.bytes.end) return a.bytes.end > b.bytes.end;
      return a.type < b.type;
    };
    std::vector<std::uint32_t> order(out_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return before(out_[a], out_[b]); });
    std::vector<Record> sorted;
    sorted.reserve(out_.size());
    for (const std::uint32_t i : order) sorted.push_back(std::move(out_[i]));
    out_.swap(sorted);
  }

 private:
  /// How many earlier records have the type and span of the last one: an open table of the latest record of each.
  std::uint32_t ordinal_of_last() {
    const auto last = static_cast<std::uint32_t>(out_.size() - 1);
    if (out_.size() * 2 > seen_.size()) {
      std::vector<std::uint32_t> old(seen_.size() * 2, kNone);
      old.swap(seen_);
      for (const std::uint32_t k : old)
        if (k != kNone) seen_[place(k)] = k;
    }
    std::uint32_t& slot = seen_[place(last)];
    ordinals_.push_back(slot == kNone ? 0 : ordinals_[slot] + 1);
    slot = last;
    return ordinals_.back();
  }
  std::size_t place(std::uint32_t record) const {
    const Record& r = out_[record];
    const std::uint64_t key = (std::uint64_t{r.bytes.begin} << 32 | r.bytes.end) * 16 + static_cast<std::uint64_t>(r.type);
    for (std::size_t i = key * 0x9E3779B97F4A7C15ull >> 32;; ++i) {
      const std::size_t at = i & (seen_.size() - 1);
      if (seen_[at] == kNone) return at;
      const Record& o = out_[seen_[at]];
      if (o.type == r.type && o.bytes == r.bytes) return at;
    }
  }

  const Line& line_;
  const Document& document_;
  const ScanOptions& options_;
  std::vector<Record>&out_, &spare_;
  RecordIds ids_;
  std::vector<std::uint32_t> record_of_;  ///< by mention
  std::vector<std::uint32_t> ordinals_;   ///< by record
  std::vector<std::uint32_t> seen_;       ///< hash table: the latest record of a type and span
};

RecordType type_of(Entity::Type t) {
  return t == Entity::Type::kOrganization ? RecordType::kOrganization
         : t == Entity::Type::kPerson     ? RecordType::kPerson
                                          : RecordType::kPlace;
}

RecordType type_of(Goal::Kind k) {
  return k == Goal::Kind::kTarget ? RecordType::kTarget : k == Goal::Kind::kForecast ? RecordType::kForecast : RecordType::kObservation;
}

void write_linked(const Line& line, Writer& w) {
  const auto rule_of = [&](MentionId m) { return m < line.chart.mentions.size() ? line.chart.mentions[m].rule : kNone; };
  for (const Quantity& q : line.linked.quantities) {
    if (!q.emitted) continue;
    Record* r = w.add(RecordType::kQuantity, q.span, q.sentence, rule_of(q.mention));
    w.remember(q.mention, *r);
    append_body(r->body, q);
  }
  for (const Time& t : line.linked.times) {
    if (!t.emitted) continue;
    Record* r = w.add(RecordType::kTime, t.span, t.sentence, rule_of(t.mention));
    w.remember(t.mention, *r);
    append_body(r->body, t);
  }
  for (const Entity& e : line.linked.entities) {
    if (e.spans.empty()) continue;
    const std::uint32_t sentence = e.mentions.empty() ? 0 : line.text.sentence_of[line.chart.mentions[e.mentions[0]].first];
    Record* r = w.add(type_of(e.type), e.spans[0], sentence, e.rule);
    for (const MentionId m : e.mentions) w.remember(m, *r);
    append_body(r->body, e, line.text, line.linked);
  }
}

void write_facts(const Line& line, const ScanOptions& options, Writer& w) {
  std::vector<std::string> said;  // ids of statements
  for (const Statement& s : line.facts.statements) {
    Record* r = w.add(RecordType::kStatement, s.span, s.sentence, s.rule);
    said.push_back(r->id);
    append_body(r->body, s, line.text, line.linked);
  }
  const auto attribution = [&](std::uint32_t s) { return s < said.size() ? std::string_view(said[s]) : std::string_view(); };
  for (const Goal& g : line.facts.goals) {
    if (g.kind == Goal::Kind::kTarget && options.grades.find(g.grade) == std::string::npos) continue;
    Record* r = w.add(type_of(g.kind), g.span, g.sentence, g.rule);
    w.cite(*r, g.from);
    append_body(r->body, g, attribution(g.statement));
  }
  for (const Deal& d : line.facts.deals) {
    Record* r = w.add(RecordType::kDeal, d.span, d.sentence, d.rule);
    w.cite(*r, d.from);
    append_body(r->body, d, attribution(d.statement));
  }
}

}  // namespace

void Line::write(const Document& document, const ScanOptions& options, std::vector<Record>& out) {
  Writer w(*this, document, options, out, spare_);
  if (text.part.begin == 0) {
    Record* r = w.add(RecordType::kDocument, {0, 0}, kNone, kNone);
    append_body(r->body, document, {published, published_source, text.view(text.dateline), sha256_hex(document.text)});
  }
  write_linked(*this, w);
  write_facts(*this, options, w);
  std::erase_if(out, [&](const Record& x) { return !w.wanted(x.type); });
  w.sort();
}

struct Scanner::State {
  State(const Pack& p, ScanOptions o) : pack(p), options(std::move(o)), line(p.program()) {
    line.open_aims = options.grades.find_first_of("CD") != std::string::npos;
  }
  Pack pack;
  ScanOptions options;
  Line line;
  std::vector<Record> records;
  std::uint64_t pieces = 0, capped = 0;
};

Scanner::Scanner(const Pack& pack, ScanOptions options) : state_(std::make_unique<State>(pack, std::move(options))) {}
Scanner::~Scanner() = default;
Scanner::Scanner(Scanner&&) noexcept = default;
const std::string& Scanner::published() const { return state_->line.published; }
std::uint64_t Scanner::pieces() const { return state_->pieces; }
std::uint64_t Scanner::capped() const { return state_->capped; }

void Scanner::scan(const Document& document, const std::function<bool(std::vector<Record>&)>& take) {
  State& s = *state_;
  const std::uint64_t before = s.line.capped();
  s.pieces = s.capped = 0;
  text::Piece piece;
  do {
    piece = text::next_piece(document.text, piece.bytes.end);
    s.line.read(document, piece.bytes, s.options.reference_date);
    s.line.write(document, s.options, s.records);
    ++s.pieces;
    s.capped += s.line.text.cuts + (piece.within_sentence ? 1 : 0);
  } while (take(s.records) && piece.bytes.end < document.text.size());
  s.capped += s.line.capped() - before;
}

const std::vector<Record>& Scanner::scan(const Document& document) {
  std::vector<Record> all;
  scan(document, [&](std::vector<Record>& records) {
    if (state_->pieces > 1)
      std::move(records.begin(), records.end(), std::back_inserter(all));
    else
      all.swap(records);
    return true;
  });
  state_->records.swap(all);
  return state_->records;
}

}  // namespace milepost
