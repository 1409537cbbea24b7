// From a checked RuleSet to a Program: numbers for names, one trie for all lexicons, word classes, strata. Patterns are compiled in
// patterns.cc, triggers chosen in triggers.cc. Door: compile(). One pass over the set; cost linear in its size.
#include "rules/compile.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/utf8.h"
#include "rules/ending.h"

namespace milepost::rules {

std::uint8_t CaptureTable::slot(const std::string& name) {
  const int known = find(name);
  if (known >= 0) return static_cast<std::uint8_t>(known);
  names.push_back(name);
  return static_cast<std::uint8_t>(names.size() - 1);
}

int CaptureTable::find(const std::string& name) const {
  const auto it = std::find(names.begin(), names.end(), name);
  return it == names.end() ? -1 : static_cast<int>(it - names.begin());
}

void Compiler::error(const Position& at, std::string message, std::string cure) {
  diagnostics_.push_back({Diagnostic::Severity::kError, at, std::move(message), std::move(cure)});
}

AttributeId Compiler::attribute(const std::string& name) {
  const auto [it, fresh] = attribute_ids_.try_emplace(name, static_cast<AttributeId>(program_.attributes.size()));
  if (fresh) program_.attributes.push_back(name);
  return it->second;
}

WordId Compiler::word(std::string_view text) {
  folded_.clear();
  fold(text, folded_);
  return program_.words.intern(folded_);
}

const std::vector<WordId>& Compiler::cut(std::string_view text) {
  tokens_.clear();
  ids_.clear();
  tokenize_(text, tokens_);
  for (const Token& t : tokens_) ids_.push_back(word(text.substr(t.begin, t.end - t.begin)));
  return ids_;
}

std::vector<WordId> Compiler::phrase(std::string_view text, std::vector<std::string>* exact) {
  std::vector<WordId> out = cut(text);
  if (exact != nullptr)
    for (const Token& t : tokens_) exact->emplace_back(text.substr(t.begin, t.end - t.begin));
  return out;
}

void Compiler::number_types() {
  program_.types.push_back({});
  program_.attributes.emplace_back();
  group_of_.push_back(0);
  std::map<std::string, std::uint16_t> groups;
  for (const TypeDecl& t : program_.source.types) {
    type_ids_[t.name] = static_cast<TypeId>(program_.types.size());
    const std::string group = t.group.empty() ? "=" + t.name : t.group;
    program_.types.push_back({t.name, group, t.linked});
    const auto [it, fresh] = groups.try_emplace(group, static_cast<std::uint16_t>(groups.size()));
    group_of_.push_back(it->second);
    for (const auto& [name, kind] : t.attributes) attribute(name);
  }
  m_.groups = static_cast<std::uint32_t>(groups.size());
}

namespace {

/// Names of lexicons that some pattern mentions.
void note_lexicons(const Pattern& p, std::set<std::string>& out) {
  if (p.kind == Pattern::Kind::kLexicon) out.insert(p.text);
  for (const Pattern& c : p.children) note_lexicons(c, out);
}

std::set<std::string> lexicons_in_use(const RuleSet& set) {
  std::set<std::string> used{"barrier", "numerals", "magnitudes"};
  for (const Rule& r : set.rules) {
    for (const Pattern& p : r.matches) note_lexicons(p, used);
    for (const Guard& g : r.guards) note_lexicons(g.argument, used);
  }
  for (const Frame& f : set.frames) {
    for (const Pattern& p : f.triggers) note_lexicons(p, used);
    for (const Guard& g : f.guards) note_lexicons(g.argument, used);
    for (const Slot& s : f.slots) {
      for (const Pattern& p : s.types) note_lexicons(p, used);
      if (s.cue) note_lexicons(*s.cue, used);
    }
  }
  for (const Context& c : set.contexts) {
    for (const Pattern& p : c.cues) note_lexicons(p, used);
    if (c.stop) note_lexicons(*c.stop, used);
    if (c.pseudo) note_lexicons(*c.pseudo, used);
  }
  return used;
}

std::uint32_t to32(std::size_t n) { return static_cast<std::uint32_t>(n); }

double to_number(const std::string& text) {
  if (text.empty() || (text[0] >= 'a' && text[0] <= 'z' && text[0] != 'i')) return std::nan("");  // "inf" is one
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc{} && end == text.data() + text.size() ? value : std::nan("");
}

/// A column's cells as numbers; empty when none is one.
std::vector<double> numbers_of(const std::vector<LexiconRow>& rows, std::size_t column) {
  std::vector<double> out;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const double n = to_number(rows[r].cells[column]);
    if (std::isnan(n)) continue;
    if (out.empty()) out.assign(rows.size(), std::nan(""));
    out[r] = n;
  }
  return out;
}

}  // namespace

void Compiler::build_lexicons() {
  const std::set<std::string> used = lexicons_in_use(program_.source);
  m_.edges.assign(1024, {});
  for (Lexicon& l : program_.source.lexicons) {
    const auto id = static_cast<LexiconId>(program_.lexicons.size());
    lexicon_ids_[l.name] = id;
    LexiconTable& table = program_.lexicons.emplace_back();
    table.name = l.name;
    table.columns = l.columns;
    table.rows = std::move(l.rows);
    table.rows.shrink_to_fit();
    for (LexiconRow& r : table.rows) r.cells.resize(l.columns.size());
    for (std::size_t c = 0; c < l.columns.size(); ++c) table.numbers.push_back(numbers_of(table.rows, c));
    m_.exact.emplace_back();
    m_.longest.push_back(1);
    if (!used.contains(l.name)) continue;
    m_.exact.back().resize(table.rows.size());
    for (RowId r = 0; r < table.rows.size(); ++r) add_entry(id, r);
  }
  finish_trie();
  m_.barrier = program_.lexicon_id("barrier");
}

std::uint32_t Compiler::step(std::uint32_t node, WordId word) {
  const auto place = [&](std::uint32_t from, WordId by) {
    const std::size_t mask = m_.edges.size() - 1;
    std::size_t i = Machinery::edge_place(from, by) & mask;
    while (m_.edges[i].node != kNone && (m_.edges[i].node != from || m_.edges[i].word != by)) i = (i + 1) & mask;
    return i;
  };
  std::size_t i = place(node, word);
  if (m_.edges[i].node != kNone) return m_.edges[i].to;
  if (std::size_t{nodes_} * 2 > m_.edges.size()) {
    std::vector<Machinery::Edge> old(m_.edges.size() * 2);
    old.swap(m_.edges);
    for (const Machinery::Edge& e : old)
      if (e.node != kNone) m_.edges[place(e.node, e.word)] = e;
    i = place(node, word);
  }
  m_.edges[i] = {node, word, nodes_};
  return nodes_++;
}

void Compiler::add_entry(LexiconId lexicon, RowId row) {
  const LexiconRow& r = program_.lexicons[lexicon].rows[row];
  if (r.entry.starts_with('*') && r.entry.size() > 1) return;  // an ending
  const std::vector<WordId>& words = cut(r.entry);
  if (words.empty()) return;
  std::uint32_t node = 0;
  for (const WordId w : words) node = step(node, w);
  node_rows_.push_back({node, lexicon, row});
  m_.longest[lexicon] = std::max(m_.longest[lexicon], static_cast<std::uint32_t>(words.size()));
  if (r.match == LexiconRow::Match::kExact) {
    std::string& joined = m_.exact[lexicon][row];
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      joined.append(r.entry, tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
      joined += i + 1 < tokens_.size() && tokens_[i + 1].begin > tokens_[i].end ? '\t' : '\n';
    }
  }
}

void Compiler::finish_trie() {
  m_.nodes.resize(nodes_);
  for (const Machinery::Edge& e : m_.edges)
    if (e.node != kNone) m_.nodes[e.node].inner = true;
  // Rows by node; within a node they stay in the order of lexicons and rows.
  std::vector<std::uint32_t> place(nodes_ + 1);
  for (const NodeRow& n : node_rows_) ++place[n.node + 1];
  for (std::size_t i = 0; i < nodes_; ++i) place[i + 1] += place[i];
  std::vector<NodeRow> rows(node_rows_.size());
  for (const NodeRow& n : node_rows_) rows[place[n.node]++] = n;
  m_.entry_rows.reserve(rows.size());
  std::size_t i = 0;
  for (std::uint32_t node = 0; node < nodes_; ++node) {
    m_.nodes[node].entries_begin = static_cast<std::uint32_t>(m_.entries.size());
    for (const std::size_t first = i; i < rows.size() && rows[i].node == node; ++i) {
      const NodeRow& n = rows[i];
      if (i == first || n.lexicon != rows[i - 1].lexicon) m_.entries.push_back({n.lexicon, true, to32(i), to32(i)});
      m_.entry_rows.push_back(n.row);
      if (program_.lexicons[n.lexicon].rows[n.row].match != LexiconRow::Match::kFold) m_.entries.back().plain = false;
      ++m_.entries.back().rows_end;
    }
    m_.nodes[node].entries_end = static_cast<std::uint32_t>(m_.entries.size());
  }
  node_rows_ = {};
}

void Compiler::read_classes() {
  const LexiconTable* words = program_.lexicon("words");
  if (words == nullptr) return;
  std::unordered_map<std::string_view, std::uint32_t> known;  // lists of classes
  const auto bits_of = [&](std::string_view list) {
    const auto [it, fresh] = known.try_emplace(list, 0);
    while (fresh && !list.empty()) {
      const std::size_t cut = std::min(list.find(' '), list.size());
      const std::string_view name = list.substr(0, cut);
      list.remove_prefix(std::min(list.size(), cut + 1));
      if (name.empty()) continue;
      if (program_.class_bit(name) == 0 && program_.class_names.size() < 32) program_.class_names.emplace_back(name);
      it->second |= program_.class_bit(name);
    }
    return it->second;
  };
  const int column = words->column("class"), form = words->column("form");
  for (RowId r = 0; r < words->rows.size(); ++r) {
    const std::uint32_t bits = bits_of(words->cell(r, column)) | bits_of(words->cell(r, form));
    const std::string& entry = words->rows[r].entry;
    if (entry == "*") {
      m_.default_class = bits;
    } else if (entry.starts_with('*')) {
      m_.endings.emplace_back(entry.substr(1), bits);
    } else if (const std::vector<WordId>& w = cut(entry); w.size() == 1) {
      if (classified_.size() <= w[0]) classified_.resize(program_.words.size()), program_.classes.resize(program_.words.size());
      classified_[w[0]] = true;
      program_.classes[w[0]] |= bits;
    }
  }
  m_.sort_endings();
  m_.verb_class = program_.class_bit("verb");
  for (const char* c : {"det", "prep", "conj", "pron", "aux", "modal", "to"}) common_classes_ |= program_.class_bit(c);
}

/// Words of no row have the classes of their endings; patterns may have added some since the last call.
void Compiler::fill_classes() {
  if (program_.lexicon("words") == nullptr) return;
  classified_.resize(program_.words.size());
  program_.classes.resize(program_.words.size());
  for (WordId w = 1; w < program_.words.size(); ++w) {
    if (classified_[w]) continue;
    const std::string_view text = program_.words.text(w);
    const unsigned char c = static_cast<unsigned char>(text.empty() ? 0 : text[0]);
    Token t;
    if ((c >= 'a' && c <= 'z') || c >= 0xC3) t.shape = Token::kAlpha;
    if (!is_ascii(text)) t.shape |= Token::kNonAscii;
    program_.classes[w] = program_.class_of(t, text);
    classified_[w] = true;
  }
}

namespace {

/// Reads a header by an expression with the groups `date` and `dateline`.
std::function<Segmentation::Header(std::string_view)> header_reader(const std::string& source) {
  auto expression = std::make_shared<const re2::RE2>(source, re2::RE2::Quiet);
  const auto group = [&](const char* name) {
    const auto it = expression->NamedCapturingGroups().find(name);
    return it == expression->NamedCapturingGroups().end() ? 0 : it->second;
  };
  const int groups = std::min(7, expression->NumberOfCapturingGroups()), date = group("date"), dateline = group("dateline");
  return [expression, groups, date, dateline](std::string_view text) -> Segmentation::Header {
    std::array<re2::StringPiece, 8> found;
    if (!expression->Match(text, 0, text.size(), re2::RE2::ANCHOR_START, found.data(), groups + 1)) return {};
    const auto piece = [&](int n) {
      const re2::StringPiece& p = found[static_cast<std::size_t>(n)];
      return n == 0 || n > groups ? std::string_view() : std::string_view(p.data(), p.size());
    };
    return {std::string_view(found[0].data(), found[0].size()), piece(date), piece(dateline)};
  };
}

}  // namespace

void Compiler::build_segmentation() {
  if (const LexiconTable* table = program_.lexicon("abbreviations"); table != nullptr) {
    const int column = table->column("kind");
    for (RowId r = 0; r < table->rows.size(); ++r) {
      std::vector<WordId> words = phrase(table->rows[r].entry);
      if (words.empty()) continue;
      auto& flags = program_.segmentation.flags;
      if (flags.size() <= words[0]) flags.resize(words[0] + 1, 0);
      const std::string_view kind = table->cell(r, column);
      flags[words[0]] |= kind == "never"     ? Segmentation::kNeverEnds
                         : kind == "starter" ? Segmentation::kStarter
                                             : Segmentation::kAbbreviation;
    }
  }
  for (const auto& [key, value] : program_.source.settings)
    if (key.find(".headers.") != std::string::npos) program_.segmentation.headers.push_back(header_reader(value));
}

void Compiler::note_types(const Pattern& pattern, std::vector<TypeId>& out) const {
  if (pattern.kind == Pattern::Kind::kType) {
    const auto it = type_ids_.find(pattern.text);
    if (it != type_ids_.end()) out.push_back(it->second);
  }
  for (const Pattern& c : pattern.children) note_types(c, out);
}

/// What a rule and a frame are told apart and ranked by.
CompiledRule Compiler::begin_rule(const std::string& id, const std::string& type, std::optional<int> prio, const Position& at) {
  CompiledRule out;
  out.id = static_cast<RuleId>(program_.rules.size());
  out.type = type_ids_[type];
  out.group = group_of_[out.type];
  out.prio = prio.value_or(50);
  program_.rules.push_back({id, out.type, out.prio, fmt::format("{}:{}", program_.source.files[at.file], at.line)});
  m_.rules.emplace_back();  // its place: branches name it before it is whole
  return out;
}

void Compiler::add_rule(const Rule& rule) {
  const auto index = static_cast<std::uint32_t>(m_.rules.size());
  CompiledRule out = begin_rule(rule.id, rule.type, rule.prio, rule.position);
  CaptureTable captures;
  guards_ = &rule.guards;
  add_branches(rule.matches, index, captures);
  for (const Expr& e : rule.where) out.where.push_back(expression(e, captures, out.expressions));
  for (const Guard& g : rule.guards) out.guards.push_back(guard(g));
  for (const Assignment& a : rule.make) out.make.emplace_back(attribute(a.attribute), expression(a.value, captures, out.expressions));
  out.captures = captures.names;
  std::vector<TypeId>& uses = uses_.emplace_back();
  for (const Pattern& p : rule.matches) note_types(p, uses);
  for (const Guard& g : rule.guards) note_types(g.argument, uses);
  m_.rules[index] = std::move(out);
}

void Compiler::add_rules() {
  for (const Rule& r : program_.source.rules) add_rule(r);
  for (const Frame& f : program_.source.frames) add_frame(f);
  std::map<std::string, std::uint32_t> by_id;
  for (std::uint32_t i = 0; i < m_.rules.size(); ++i) by_id[program_.rules[m_.rules[i].id].id] = i;
  const auto link_beats = [&](const std::string& id, const std::vector<std::string>& beats) {
    for (const std::string& b : beats)
      if (by_id.contains(b)) m_.rules[by_id[id]].beats.push_back(m_.rules[by_id[b]].id);
  };
  for (const Rule& r : program_.source.rules) link_beats(r.id, r.beats);
  for (const Frame& f : program_.source.frames) link_beats(f.id, f.beats);
  for (const Context& c : program_.source.contexts) add_context(c);
  program_.rules.push_back({"scanner.number", type_ids_.contains("Number") ? type_ids_["Number"] : TypeId{0}, 0, ""});
  for (std::size_t pass = 0; pass < 16; ++pass)  // depth of the beats relation, which check() proved acyclic
    for (CompiledRule& r : m_.rules)
      for (const RuleId b : r.beats)
        for (CompiledRule& other : m_.rules)
          if (other.id == b && r.beats_depth <= other.beats_depth) r.beats_depth = other.beats_depth + 1;
}

void Compiler::order_strata() {
  for (std::size_t i = 0; i < m_.rules.size(); ++i) m_.rules[i].uses = uses_[i];
  std::vector<std::uint32_t> level(m_.groups, 0);
  std::vector<bool> linked(m_.groups, false), framed(m_.groups, false);
  for (std::size_t t = 1; t < program_.types.size(); ++t)
    if (program_.types[t].linked) linked[group_of_[t]] = true;
  for (const CompiledRule& r : m_.rules)
    if (r.frame >= 0) framed[r.group] = linked[r.group] = true;
  bool changed = true;
  for (std::size_t pass = 0; changed; ++pass) {
    changed = false;
    for (std::size_t i = 0; i < m_.rules.size(); ++i) {
      const CompiledRule& r = m_.rules[i];
      for (const TypeId used : uses_[i]) {
        const std::uint16_t g = group_of_[used];
        if (g == r.group) continue;
        if (level[r.group] <= level[g]) level[r.group] = level[g] + 1, changed = true;
        if (linked[g] && !linked[r.group]) linked[r.group] = changed = true;
        if (framed[g] && !framed[r.group]) framed[r.group] = changed = true;
      }
    }
    if (pass > m_.groups + 1)
      return error({}, "rules of several types use each other in a circle", "break the circle with a type of its own");
  }
  for (const CompiledRule& r : m_.rules)
    if (!framed[r.group]) m_.first_frame_stratum = std::max(m_.first_frame_stratum, level[r.group] + 1);
  for (CompiledRule& r : m_.rules) {
    r.stratum = level[r.group] + (framed[r.group] ? m_.first_frame_stratum : 0);
    r.linked = linked[r.group];
    m_.strata = std::max(m_.strata, r.stratum + 1);
  }
  for (CompiledContext& c : m_.contexts)
    for (const TypeId t : c.types) (framed[group_of_[t]] ? c.behind_frames : c.before_frames).push_back(t);
}

/// Puts the branches in order of strata.
void Compiler::order_branches() {
  std::vector<std::uint32_t> order(m_.branches.size()), place(m_.branches.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto stratum = [&](std::uint32_t b) { return m_.rules[m_.branches[b].rule].stratum; };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return stratum(a) < stratum(b); });
  m_.stratum_begin.assign(m_.strata + 1, 0);
  std::vector<Branch> branches;
  std::vector<BranchNote> notes;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    ++m_.stratum_begin[stratum(order[i]) + 1];
    branches.push_back(m_.branches[order[i]]);
    notes.push_back(std::move(m_.branch_notes[order[i]]));
  }
  for (std::uint32_t s = 0; s < m_.strata; ++s) m_.stratum_begin[s + 1] += m_.stratum_begin[s];
  m_.branches = std::move(branches);
  m_.branch_notes = std::move(notes);
  for (auto& [atom, branch] : wakes_) branch = place[branch];
}

void Compiler::finish_regexes() {
  for (const auto& re : m_.regexes) {
    std::vector<bool>& hits = m_.regex_words.emplace_back(program_.words.size(), false);
    const Ending whole("^(" + re->pattern() + ")");  // most are a few words, which it writes out
    std::string low, high;
    if (whole.plain() || !re->PossibleMatchRange(&low, &high, 8)) low.clear(), high.assign(1, '\xff');
    for (WordId w = 1; w < program_.words.size(); ++w) {
      const std::string_view text = program_.words.text(w);
      hits[w] = whole.plain() ? whole.fits(text) : text >= low && text <= high && re2::RE2::FullMatch(text, *re);
    }
  }
}

void Compiler::finish_cells() {
  m_.row_match.resize(program_.lexicons.size());
  for (std::size_t l = 0; l < program_.lexicons.size(); ++l) {
    if (m_.exact[l].empty()) continue;
    for (const LexiconRow& r : program_.lexicons[l].rows) m_.row_match[l].push_back(r.match);
  }
  std::unordered_map<std::string_view, std::uint32_t> known;
  m_.cell_values.emplace_back();
  m_.cells.resize(program_.lexicons.size());
  for (std::size_t l = 0; l < program_.lexicons.size(); ++l) {
    const LexiconTable& table = program_.lexicons[l];
    if (m_.exact[l].empty()) continue;  // no rule names it
    Machinery::Cells& cells = m_.cells[l];
    cells.columns = static_cast<std::uint32_t>(table.columns.size());
    cells.values.reserve(table.rows.size() * table.columns.size());
    for (RowId r = 0; r < table.rows.size(); ++r)
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const std::string_view cell = table.cell(r, static_cast<int>(c));
        if (cell.empty() || (r > 0 && cell == table.cell(r - 1, static_cast<int>(c)))) {
          cells.values.push_back(cell.empty() ? 0 : cells.values[cells.values.size() - cells.columns]);
          continue;
        }
        const auto [it, fresh] = known.try_emplace(cell, static_cast<std::uint32_t>(m_.cell_values.size()));
        const double number = table.number(r, static_cast<int>(c));
        if (fresh) m_.cell_values.push_back(std::isnan(number) ? Value::of(cell) : Value::of(number));
        cells.values.push_back(it->second);
      }
  }
}

void Compiler::finish_columns() {
  for (const std::string& name : program_.attributes)
    for (const LexiconTable& l : program_.lexicons) m_.columns.push_back(static_cast<std::int16_t>(l.column(name)));
}

void Compiler::finish_ranks() {
  std::set<int, std::greater<>> prios;
  for (const CompiledRule& r : m_.rules) prios.insert(r.prio);
  std::vector<std::uint32_t> by_id(m_.rules.size());
  for (std::uint32_t i = 0; i < by_id.size(); ++i) by_id[i] = i;
  std::sort(by_id.begin(), by_id.end(),
            [&](std::uint32_t a, std::uint32_t b) { return program_.rules[m_.rules[a].id].id < program_.rules[m_.rules[b].id].id; });
  m_.ranks.resize(m_.rules.size());
  for (std::uint32_t i = 0; i < by_id.size(); ++i) {
    const CompiledRule& r = m_.rules[by_id[i]];
    const auto prio = static_cast<std::uint16_t>(std::distance(prios.begin(), prios.find(r.prio)));
    m_.ranks[by_id[i]] = {r.group, prio, i, !r.beats.empty(), !r.guards.empty()};
  }
}

void Compiler::run() {
  number_types();
  build_lexicons();
  read_classes();
  fill_classes();
  for (const char* name : {"value", "low", "high", "form", "approx"}) attribute(name);
  add_rules();
  order_strata();
  order_branches();
  build_segmentation();
  fill_classes();
  finish_regexes();
  for (Branch& b : m_.branches) b.direct = is_direct(b);
  finish_wakes();
  finish_columns();
  finish_cells();
  finish_directs();
  finish_starts();
  finish_ranks();
  finish_required();
  m_.any_linked = !m_.contexts.empty() || std::any_of(m_.rules.begin(), m_.rules.end(), [](const CompiledRule& r) { return r.linked; });
  program_.seal();
}

std::shared_ptr<const Program> compile(RuleSet&& set, const Tokenizer& tokenize, std::vector<Diagnostic>& diagnostics) {
  const auto errors = [&] {
    return std::count_if(diagnostics.begin(), diagnostics.end(),
                         [](const Diagnostic& d) { return d.severity == Diagnostic::Severity::kError; });
  };
  const auto before = errors();
  auto program = std::make_shared<Program>();
  program->source = std::move(set);
  std::uint64_t h = 0xcbf29ce484222325ull;
  for (std::size_t i = 0; i < program->source.files.size(); ++i)
    for (const std::string* s : {&program->source.files[i], &program->source.sources[i]})
      for (const char c : *s + '\0') h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  program->hash = fmt::format("{:016x}", h);
  Compiler(*program, tokenize, diagnostics).run();
  if (errors() == before) return program;
  set = std::move(program->source);
  return nullptr;
}

}  // namespace milepost::rules
