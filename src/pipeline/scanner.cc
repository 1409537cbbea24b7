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

RecordType type_of(Entity::Type t) {
  return t == Entity::Type::kOrganization ? RecordType::kOrganization
         : t == Entity::Type::kPerson     ? RecordType::kPerson
                                          : RecordType::kPlace;
}

RecordType type_of(Goal::Kind k) {
  return k == Goal::Kind::kTarget ? RecordType::kTarget : k == Goal::Kind::kForecast ? RecordType::kForecast : RecordType::kObservation;
}

void write_linked(const Line& line, Written& rows) {
  const auto rule_of = [&](MentionId m) { return m < line.chart.mentions.size() ? line.chart.mentions[m].rule : kNone; };
  for (const Quantity& q : line.linked.quantities) {
    if (!q.emitted) continue;
    rows.remember(q.mention, rows.add(RecordType::kQuantity, q.span, q.sentence, rule_of(q.mention)));
    add_body(rows.body(), q);
  }
  for (const Time& t : line.linked.times) {
    if (!t.emitted) continue;
    rows.remember(t.mention, rows.add(RecordType::kTime, t.span, t.sentence, rule_of(t.mention)));
    add_body(rows.body(), t);
  }
  for (const Entity& e : line.linked.entities) {
    if (e.spans.empty()) continue;
    const std::uint32_t sentence = e.mentions.empty() ? 0 : line.text.sentence_of[line.chart.mentions[e.mentions[0]].first];
    const Written::RowId row = rows.add(type_of(e.type), e.spans[0], sentence, e.rule);
    for (const MentionId m : e.mentions) rows.remember(m, row);
    add_body(rows.body(), e, line.text, line.linked);
  }
}

void write_facts(const Line& line, const ScanOptions& options, Written& rows) {
  std::vector<Written::RowId> said;
  for (const Statement& s : line.facts.statements) {
    said.push_back(rows.add(RecordType::kStatement, s.span, s.sentence, s.rule));
    add_body(rows.body(), s, line.text, line.linked);
  }
  const auto attribution = [&](std::uint32_t s) { return s < said.size() ? rows.id(said[s]) : std::string_view(); };
  for (const Goal& g : line.facts.goals) {
    if (g.kind == Goal::Kind::kTarget && options.grades.find(g.grade) == std::string::npos) continue;
    rows.add(type_of(g.kind), g.span, g.sentence, g.rule);
    rows.cite(g.from);
    add_body(rows.body(), g, attribution(g.statement));
  }
  for (const Deal& d : line.facts.deals) {
    rows.add(RecordType::kDeal, d.span, d.sentence, d.rule);
    rows.cite(d.from);
    add_body(rows.body(), d, attribution(d.statement));
  }
}

}  // namespace

void Line::write(const Document& document, const ScanOptions& options) {
  written.begin(document, text, program, chart.mentions.size());
  if (text.part.begin == 0) {
    written.add(RecordType::kDocument, {0, 0}, kNone, kNone);
    add_body(written.body(), document, {published, published_source, text.view(text.dateline), sha256_hex(document.text)});
  }
  write_linked(*this, written);
  write_facts(*this, options, written);
  written.end(options.types);
}

void Line::write(const Document& document, const ScanOptions& options, std::vector<Record>& out) {
  write(document, options);
  written.records(out);
}

struct Scanner::State {
  State(const Pack& p, ScanOptions o) : pack(p), options(std::move(o)), line(p.program()) {
    line.open_aims = options.grades.find_first_of("CD") != std::string::npos;
  }
  /// Reads and writes piece after piece; `take` says whether to go on.
  template <class Take>
  void pieces_of(const Document& document, const Take& take) {
    const std::uint64_t before = line.capped();
    pieces = capped = 0;
    text::Piece piece;
    do {
      piece = text::next_piece(document.text, piece.bytes.end);
      line.read(document, piece.bytes, options.reference_date);
      line.write(document, options);
      ++pieces;
      capped += line.text.cuts + (piece.within_sentence ? 1 : 0);
    } while (take() && piece.bytes.end < document.text.size());
    capped += line.capped() - before;
  }

  Pack pack;
  ScanOptions options;
  Line line;
  std::vector<Record> records;
  std::string lines;
  std::uint64_t pieces = 0, capped = 0;
};

Scanner::Scanner(const Pack& pack, ScanOptions options) : state_(std::make_unique<State>(pack, std::move(options))) {}
Scanner::~Scanner() = default;
Scanner::Scanner(Scanner&&) noexcept = default;
const std::string& Scanner::published() const { return state_->line.published; }
std::uint64_t Scanner::pieces() const { return state_->pieces; }
std::uint64_t Scanner::capped() const { return state_->capped; }

void Scanner::scan(const Document& document, const std::function<bool(std::vector<Record>&)>& take) {
  state_->pieces_of(document, [&] {
    state_->line.written.records(state_->records);
    return take(state_->records);
  });
}

void Scanner::scan_lines(const Document& document, const std::function<bool(std::string&, const RecordCounts&)>& take) {
  state_->pieces_of(document, [&] {
    state_->lines.clear();
    state_->line.written.append_lines(state_->lines, state_->pack.hash());
    return take(state_->lines, state_->line.written.counts());
  });
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
