// The whole line on one page: every arrow of the README is a call here.
#include "pipeline/scanner.h"

#include <algorithm>
#include <map>

#include "base/sha256.h"
#include "link/link.h"
#include "model/bodies.h"
#include "text/text.h"

namespace milepost {

Line::Line(const rules::Program& p) : program(p), scratch_(match::make_scratch(p)) {}

void Line::read(const Document& document, std::string_view reference, const match::Options& options) {
  arena_.clear();
  text::segment(document, program.words, program.segmentation, text);  // bytes -> sentences, tokens
  published = document.published;
  published_source = document.published_source;
  if (published.empty() && !text.header_date.empty()) published = text.header_date, published_source = "header";
  if (published.empty() && !reference.empty()) published = reference, published_source = "argument";
  match::match_lexical(text, program, options, *scratch_, chart, arena_);  // tokens -> mentions
  link::link(text, program, published, chart, arena_, linked);             // mentions -> linked mentions
  for (const Time& t : linked.times)
    if (published.empty() && t.role == TimeRole::kPublication) published = t.value, published_source = "dateline";
  match::match_linked(text, program, options, *scratch_, chart, arena_);  // linked mentions -> frames
  fact::gather({text, program, chart, linked, arena_, published}, facts);            // frames -> facts
}

namespace {

/// Makes records with ids, spans and words; ordinals tell apart records of one type at one span.
class Writer {
 public:
  Writer(const Line& line, const Document& document, const ScanOptions& options, std::vector<Record>& out)
      : line_(line), document_(document), options_(options), out_(out), ids_(line.chart.mentions.size()) {}

  Record* add(RecordType type, Span span, std::uint32_t sentence, RuleId rule) {
    const std::uint32_t ordinal = seen_[{span, type}]++;
    Record r;
    r.type = type;
    r.document = document_.id;
    r.bytes = span;
    r.chars = {line_.text.chars_before(span.begin), line_.text.chars_before(span.end)};
    r.text = line_.text.view(span);
    r.sentence = sentence < line_.text.sentences.size() ? line_.text.sentences[sentence].ordinal : 0;
    r.id = record_id(document_.id, type, span, ordinal);
    if (rule < line_.program.rules.size()) r.rule = line_.program.rules[rule].id;
    out_.push_back(std::move(r));
    return &out_.back();
  }

  bool wanted(RecordType type) const { return (options_.types >> static_cast<unsigned>(type) & 1) != 0; }
  void remember(MentionId m, const std::string& id) {
    if (m < ids_.size()) ids_[m] = id;
  }
  void cite(Record& r, const std::vector<MentionId>& from) const {
    for (const MentionId m : from)
      if (m < ids_.size() && !ids_[m].empty() && std::find(r.from.begin(), r.from.end(), ids_[m]) == r.from.end())
        r.from.push_back(ids_[m]);
  }

 private:
  const Line& line_;
  const Document& document_;
  const ScanOptions& options_;
  std::vector<Record>& out_;
  std::vector<std::string> ids_;  ///< by mention
  std::map<std::pair<Span, RecordType>, std::uint32_t> seen_;
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
    w.remember(q.mention, r->id);
    append_body(r->body, q);
  }
  for (const Time& t : line.linked.times) {
    if (!t.emitted) continue;
    Record* r = w.add(RecordType::kTime, t.span, t.sentence, rule_of(t.mention));
    w.remember(t.mention, r->id);
    append_body(r->body, t);
  }
  for (const Entity& e : line.linked.entities) {
    if (e.spans.empty()) continue;
    const std::uint32_t sentence = e.mentions.empty() ? 0 : line.text.sentence_of[line.chart.mentions[e.mentions[0]].first];
    Record* r = w.add(type_of(e.type), e.spans[0], sentence, e.rule);
    for (const MentionId m : e.mentions) w.remember(m, r->id);
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
  out.clear();
  Writer w(*this, document, options, out);
  Record* r = w.add(RecordType::kDocument, {0, 0}, kNone, kNone);
  append_body(r->body, document, {published, published_source, text.view(text.dateline), sha256_hex(document.text)});
  write_linked(*this, w);
  write_facts(*this, options, w);
  std::erase_if(out, [&](const Record& x) { return !w.wanted(x.type); });
  std::stable_sort(out.begin(), out.end(), [](const Record& a, const Record& b) {
    if ((a.type == RecordType::kDocument) != (b.type == RecordType::kDocument)) return a.type == RecordType::kDocument;
    if (a.bytes.begin != b.bytes.begin) return a.bytes.begin < b.bytes.begin;
    if (a.bytes.end != b.bytes.end) return a.bytes.end > b.bytes.end;
    return a.type < b.type;
  });
}

struct Scanner::State {
  State(const Pack& p, ScanOptions o) : pack(p), options(std::move(o)), line(p.program()) {}
  Pack pack;
  ScanOptions options;
  Line line;
  std::vector<Record> records;
};

Scanner::Scanner(const Pack& pack, ScanOptions options) : state_(std::make_unique<State>(pack, std::move(options))) {}
Scanner::~Scanner() = default;
Scanner::Scanner(Scanner&&) noexcept = default;
const std::string& Scanner::published() const { return state_->line.published; }

const std::vector<Record>& Scanner::scan(const Document& document) {
  state_->line.read(document, state_->options.reference_date);
  state_->line.write(document, state_->options, state_->records);
  return state_->records;
}

}  // namespace milepost
