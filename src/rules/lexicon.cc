// *.tsv to rows, and paradigms to forms. One pass over the lines; a row that cannot be read is reported and left out.
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "rules/ending.h"
#include "rules/pack_files.h"
#include "rules/suggest.h"

namespace milepost::rules {

namespace {

constexpr std::size_t kMaxRows = 2000000;  ///< of all lexicons together, forms included

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\r')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

void split(std::string_view s, char at, std::vector<std::string_view>& out) {
  out.clear();
  for (;;) {
    const std::size_t cut = s.find(at);
    out.push_back(trim(s.substr(0, cut)));
    if (cut == std::string_view::npos) return;
    s.remove_prefix(cut + 1);
  }
}

/// Whether a line is in normalisation form C, as documents are compared.
bool is_composed(std::string_view line) {
  if (is_ascii(line)) return true;
  bool plain = true;  // neither composes with another nor is composed itself: below U+0300, dashes, quotes and currency signs
  for (std::size_t i = 0; plain && i < line.size();) {
    const CodePoint c = decode(line.substr(i));
    plain = c.value < 0x300 || (c.value >= 0x2010 && c.value < 0x20D0);
    i += c.size;
  }
  if (plain) return true;
  utf8proc_uint8_t* composed = nullptr;
  const auto n = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(line.data()), static_cast<utf8proc_ssize_t>(line.size()), &composed,
                              static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const bool same = n >= 0 && std::string_view(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(n)) == line;
  std::free(composed);
  return same;
}

Lexicon& lexicon_named(RuleSet& set, const std::string& name) {
  for (Lexicon& l : set.lexicons)
    if (l.name == name) return l;
  set.lexicons.push_back({name, {}, {}});
  return set.lexicons.back();
}

std::size_t column_named(Lexicon& l, std::string_view name) {
  const auto it = std::find(l.columns.begin(), l.columns.end(), name);
  if (it != l.columns.end()) return static_cast<std::size_t>(it - l.columns.begin());
  l.columns.emplace_back(name);
  return l.columns.size() - 1;
}

/// Reads one file of a lexicon.
class TableReader {
 public:
  TableReader(std::uint32_t file, Lexicon& lexicon, std::vector<Diagnostic>& diagnostics)
      : file_(file), lexicon_(lexicon), diagnostics_(diagnostics) {}

  void line(std::string_view text, std::uint32_t number) {
    line_ = number;
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    if (text.empty() || text[0] == '#' || trim(text).empty()) return;
    if (!is_composed(text)) return error(text, text, "this line is not in normalisation form C", "compose its accents (NFC)");
    split(text, '\t', cells_);
    header_ == 0 ? header(text, cells_) : row(text, cells_);
  }
  bool has_header() const { return header_ != 0; }

 private:
  static constexpr std::size_t kEntry = static_cast<std::size_t>(-1), kMatch = kEntry - 1, kForms = kEntry - 2;

  void error(std::string_view text, std::string_view at, std::string message, std::string cure = "") {
    std::uint32_t column = 1;
    for (const char* c = text.data(); c < at.data(); ++c) column += (static_cast<unsigned char>(*c) & 0xC0) != 0x80;
    diagnostics_.push_back({Diagnostic::Severity::kError, {file_, line_, column}, std::move(message), std::move(cure)});
  }

  void header(std::string_view text, const std::vector<std::string_view>& cells) {
    header_ = cells.size();
    if (cells[0] != "entry") error(text, cells[0], "the first column must be 'entry'", "the first line without '#' is the header row");
    for (const std::string_view c : cells) {
      if (c == "entry" && columns_.empty())
        columns_.push_back(kEntry);
      else if (c == "match")
        columns_.push_back(kMatch);
      else if (c == "forms")
        columns_.push_back(kForms);
      else if (c.empty() || c == ".")
        error(text, c, "a column without a name"), columns_.push_back(kForms);
      else
        columns_.push_back(column_named(lexicon_, c));
      if (std::count(cells.begin(), cells.end(), c) > 1) return error(text, c, "two columns of one name: '" + std::string(c) + "'");
    }
  }

  void row(std::string_view text, const std::vector<std::string_view>& cells) {
    if (cells.size() > header_)
      return error(text, cells[header_], "a row of " + std::to_string(cells.size()) + " cells under a header of " + std::to_string(header_),
                   "cells are separated by one tab; an empty cell is '.'");
    if (columns_.size() < header_) return;
    LexiconRow r;
    r.position = {file_, line_, 1};
    r.cells.resize(lexicon_.columns.size());
    for (std::size_t i = 1; i < cells.size(); ++i) {
      const std::string_view value = cells[i] == "." ? std::string_view{} : cells[i];
      if (columns_[i] == kForms) {
        r.forms = value;
      } else if (columns_[i] == kMatch) {
        if (value == "exact")
          r.match = LexiconRow::Match::kExact;
        else if (value == "cap")
          r.match = LexiconRow::Match::kCap;
        else if (value == "upper")
          r.match = LexiconRow::Match::kUpper;
        else if (!value.empty())
          error(text, cells[i], "no way to match is called '" + std::string(value) + "'", "one of: . exact cap upper");
      } else if (columns_[i] != kEntry && !value.empty()) {
        r.cells[columns_[i]] = value;
      }
    }
    if (cells[0] == "|")
      entries_ = {cells[0]};
    else
      split(cells[0], '|', entries_);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].empty()) {
        error(text, entries_[i], "an empty entry");
        continue;
      }
      r.entry = entries_[i];  // NOLINT(bugprone-use-after-move): only the last turn moves it
      if (i + 1 < entries_.size())
        lexicon_.rows.push_back(r);
      else
        lexicon_.rows.push_back(std::move(r));
    }
  }

  std::uint32_t file_, line_ = 0;
  Lexicon& lexicon_;
  std::vector<Diagnostic>& diagnostics_;
  std::size_t header_ = 0;  ///< cells of the header row
  std::vector<std::size_t> columns_;
  std::vector<std::string_view> cells_, entries_;  ///< of the row
};

struct FormRule {
  std::string form, strip, add;
  std::optional<Ending> ending;  ///< none: any
};
struct Paradigm {
  std::vector<FormRule> rules;
  std::array<std::vector<std::uint32_t>, 256> by_last;  ///< the rules that a word with this last byte may fit, in order

  void finish() {
    for (unsigned last = 0; last < 256; ++last)
      for (std::uint32_t i = 0; i < rules.size(); ++i)
        if (!rules[i].ending || rules[i].ending->may_end_in(static_cast<unsigned char>(last))) by_last[last].push_back(i);
  }
};
using Paradigms = std::map<std::string, Paradigm>;

Paradigms read_paradigms(const RuleSet& set, std::vector<Diagnostic>& diagnostics) {
  Paradigms out;
  for (const Lexicon& l : set.lexicons) {
    if (l.name != "paradigms") continue;
    const auto cell = [&](const LexiconRow& r, std::string_view column) -> std::string {
      const auto it = std::find(l.columns.begin(), l.columns.end(), column);
      const auto i = static_cast<std::size_t>(it - l.columns.begin());
      return i < r.cells.size() ? r.cells[i] : std::string();
    };
    for (const std::string& column : l.columns)
      if (column != "form" && column != "ending" && column != "strip" && column != "add" && !l.rows.empty())
        diagnostics.push_back({Diagnostic::Severity::kError, l.rows[0].position, "paradigms have no column '" + column + "'",
                               "columns: entry form ending strip add"});
    for (const LexiconRow& r : l.rows) {
      FormRule f{cell(r, "form"), cell(r, "strip"), cell(r, "add"), {}};
      if (f.form.empty()) diagnostics.push_back({Diagnostic::Severity::kError, r.position, "a paradigm's row without a form", ""});
      if (const std::string ending = cell(r, "ending"); !ending.empty()) {
        f.ending.emplace(ending);
        if (!f.ending->error().empty()) {
          diagnostics.push_back(
              {Diagnostic::Severity::kError, r.position, "the expression does not compile: " + f.ending->error(), "see RE2's syntax"});
          continue;
        }
      }
      out[r.entry].rules.push_back(std::move(f));
    }
  }
  for (auto& [name, paradigm] : out) paradigm.finish();
  return out;
}

/// The row's forms, the base first; appended to `out`.
void inflect(LexiconRow r, const Paradigm& paradigm, std::size_t form, bool first_word, std::vector<LexiconRow>& out) {
  r.forms.clear();
  if (r.cells[form].empty()) r.cells[form] = "base";
  out.push_back(r);
  const std::size_t space = first_word ? r.entry.find(' ') : r.entry.rfind(' ');
  std::string before, word = r.entry, after;
  if (space != std::string::npos && first_word) {
    word = r.entry.substr(0, space);
    after = r.entry.substr(space);
  } else if (space != std::string::npos) {
    before = r.entry.substr(0, space + 1);
    word = r.entry.substr(space + 1);
  }
  std::vector<std::string_view> done;
  for (const std::uint32_t i : paradigm.by_last[static_cast<unsigned char>(word.empty() ? '\0' : word.back())]) {
    const FormRule& f = paradigm.rules[i];
    if (std::find(done.begin(), done.end(), f.form) != done.end()) continue;
    if ((f.ending && !f.ending->fits(word)) || !word.ends_with(f.strip)) continue;
    done.push_back(f.form);
    r.entry = before;
    r.entry.append(word, 0, word.size() - f.strip.size()).append(f.add).append(after);
    r.cells[form] = f.form;
    out.push_back(r);
  }
}

}  // namespace

void parse_lexicon(std::uint32_t file, const std::string& name, RuleSet& set, std::vector<Diagnostic>& diagnostics) {
  Lexicon& lexicon = lexicon_named(set, name);
  TableReader reader(file, lexicon, diagnostics);
  std::string_view rest = set.sources[file];
  lexicon.rows.reserve(lexicon.rows.size() + static_cast<std::size_t>(std::count(rest.begin(), rest.end(), '\n')));
  for (std::uint32_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    reader.line(rest.substr(0, end), number);
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  if (!reader.has_header())
    diagnostics.push_back(
        {Diagnostic::Severity::kError, {file, 1, 1}, "a lexicon without a header row", "begin it with a row: entry<tab>…"});
}

void expand_forms(RuleSet& set, std::vector<Diagnostic>& diagnostics) {
  const Paradigms paradigms = read_paradigms(set, diagnostics);
  std::vector<std::string> names;
  for (const auto& [name, paradigm] : paradigms) names.push_back(name);
  std::size_t total = 0;
  for (Lexicon& l : set.lexicons) {
    const bool any =
        l.name != "paradigms" && std::any_of(l.rows.begin(), l.rows.end(), [](const LexiconRow& r) { return !r.forms.empty(); });
    if (!any) {
      for (LexiconRow& r : l.rows) r.cells.resize(l.columns.size());
      total += l.rows.size();
      continue;
    }
    const std::size_t form = column_named(l, "form");
    const auto first = std::find(l.columns.begin(), l.columns.end(), "inflect");
    const auto inflect_column = static_cast<std::size_t>(first - l.columns.begin());
    std::vector<LexiconRow> rows;
    rows.reserve(l.rows.size() * 2);
    for (LexiconRow& r : l.rows) {
      r.cells.resize(l.columns.size());
      if (total + rows.size() > kMaxRows) {
        diagnostics.push_back({Diagnostic::Severity::kError, r.position, "more than 2000000 lexicon rows", "leave some out"});
        return;
      }
      if (r.forms.empty()) {
        rows.push_back(std::move(r));
        continue;
      }
      const auto it = paradigms.find(r.forms);
      if (it == paradigms.end()) {
        diagnostics.push_back({Diagnostic::Severity::kError, r.position, "no paradigm '" + r.forms + "'", did_you_mean(r.forms, names)});
        continue;
      }
      if (inflect_column < r.cells.size() && !r.cells[inflect_column].empty() && r.cells[inflect_column] != "first")
        diagnostics.push_back({Diagnostic::Severity::kError, r.position, "no way to inflect is called '" + r.cells[inflect_column] + "'",
                               "one of: . (the last word) first"});
      const bool first_word = inflect_column < r.cells.size() && r.cells[inflect_column] == "first";
      inflect(std::move(r), it->second, form, first_word, rows);
    }
    total += rows.size();
    l.rows = std::move(rows);
  }
}

}  // namespace milepost::rules
