#include "pipeline/written.h"

#include <algorithm>
#include <utility>

#include "model/line.h"

namespace milepost {

void Written::begin(const Document& document, const Text& text, const rules::Program& program, std::size_t mentions) {
  document_ = &document;
  text_ = &text;
  program_ = &program;
  ids_.emplace(document.id);
  rows_.clear();
  bodies_.restart();
  from_.clear();
  row_of_.assign(mentions, kNone);
  seen_.assign(64, kNone);
}

Written::RowId Written::add(RecordType type, Span span, std::uint32_t sentence, RuleId rule) {
  Row& r = rows_.emplace_back();
  r.type = type;
  r.bytes = span;
  r.chars = {text_->chars_before(span.begin), text_->chars_before(span.end)};
  r.sentence = sentence < text_->sentences.size() ? text_->sentences[sentence].ordinal : 0;
  r.rule = rule;
  r.ordinal = ordinal_of_last();
  r.id = ids_->of(type, span, r.ordinal);
  r.body = static_cast<std::uint32_t>(bodies_.size());
  r.from = static_cast<std::uint32_t>(from_.size());
  return static_cast<RowId>(rows_.size() - 1);
}

void Written::cite(const std::vector<MentionId>& from) {
  const std::size_t first = from_.size();
  for (const MentionId m : from) {
    if (m >= row_of_.size() || row_of_[m] == kNone) continue;
    if (std::find(from_.begin() + static_cast<std::ptrdiff_t>(first), from_.end(), row_of_[m]) == from_.end()) from_.push_back(row_of_[m]);
  }
}

/// How many earlier rows have the type and span of the last one: an open table of the latest row of each.
std::uint32_t Written::ordinal_of_last() {
  const auto last = static_cast<RowId>(rows_.size() - 1);
  if (rows_.size() * 2 > seen_.size()) {
    std::vector<RowId> old(seen_.size() * 2, kNone);
    old.swap(seen_);
    for (const RowId k : old)
      if (k != kNone) seen_[place(k)] = k;
  }
  RowId& slot = seen_[place(last)];
  const RowId before = std::exchange(slot, last);
  return before == kNone ? 0 : rows_[before].ordinal + 1;
}

std::size_t Written::place(RowId row) const {
  const Row& r = rows_[row];
  const std::uint64_t key = (std::uint64_t{r.bytes.begin} << 32 | r.bytes.end) * 16 + static_cast<std::uint64_t>(r.type);
  for (std::size_t i = key * 0x9E3779B97F4A7C15ull >> 32;; ++i) {
    const std::size_t at = i & (seen_.size() - 1);
    if (seen_[at] == kNone) return at;
    const Row& o = rows_[seen_[at]];
    if (o.type == r.type && o.bytes == r.bytes) return at;
  }
}

void Written::end(std::uint32_t types) {
  order_.clear();
  for (RowId i = 0; i < rows_.size(); ++i) {
    const Row& r = rows_[i];
    if ((types >> static_cast<unsigned>(r.type) & 1) == 0) continue;
    const bool heads = r.type == RecordType::kDocument;
    order_.push_back({heads ? 0 : std::uint64_t{r.bytes.begin} << 32 | ~r.bytes.end, static_cast<std::uint32_t>(r.type), i});
  }
  std::sort(order_.begin(), order_.end());
}

std::string_view Written::body(RowId row) const {
  const std::size_t end = row + 1 < rows_.size() ? rows_[row + 1].body : bodies_.size();
  return bodies_.view().substr(rows_[row].body, end - rows_[row].body);
}

std::span<const Written::RowId> Written::from(RowId row) const {
  const std::size_t end = row + 1 < rows_.size() ? rows_[row + 1].from : from_.size();
  return {from_.data() + rows_[row].from, end - rows_[row].from};
}

RecordCounts Written::counts() const {
  RecordCounts out{};
  for (const Place& p : order_) ++out[p.type];
  return out;
}

void Written::append_lines(std::string& out, std::string_view pack) {
  const LineFrame frame(document_->id, pack);
  std::vector<std::string_view> cited;
  for (const Place& p : order_) {
    const Row& r = rows_[p.row];
    cited.clear();
    for (const RowId f : from(p.row)) cited.push_back(id(f));
    line_.restart();
    frame.add(line_, {r.type, id(p.row), r.bytes, r.chars, text_->view(r.bytes), r.sentence, rule(r), cited, body(p.row)});
    out += line_.view();
  }
}

void Written::records(std::vector<Record>& out) const {
  out.resize(order_.size());
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const RowId row = order_[i].row;
    const Row& r = rows_[row];
    Record& to = out[i];
    to.type = r.type;
    to.id = id(row);
    to.document = document_->id;
    to.bytes = r.bytes;
    to.chars = r.chars;
    to.text = text_->view(r.bytes);
    to.sentence = r.sentence;
    to.rule = rule(r);
    to.from.clear();
    for (const RowId f : from(row)) to.from.emplace_back(id(f));
    to.body = body(row);
  }
}

}  // namespace milepost
