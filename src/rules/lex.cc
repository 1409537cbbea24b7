// Lines, clauses, words. One pass over the bytes; positions are counted from the last place asked for.
#include "rules/lex.h"

#include <algorithm>
#include <charconv>

namespace milepost::rules {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_space(char c) { return is_blank(c) || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_'; }
bool continues_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Statements of one piece, whose lines may follow indented.
bool all_in_head(std::string_view line) { return line.starts_with("type ") || line.starts_with("let "); }

}  // namespace

SourceMap::SourceMap(std::uint32_t f, std::string_view t) : file(f), text(t), lines{0} {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') lines.push_back(i + 1);
}

Position SourceMap::at(std::size_t offset) const {
  const auto line = static_cast<std::uint32_t>(std::upper_bound(lines.begin(), lines.end(), offset) - lines.begin());
  std::size_t from = lines[line - 1];
  std::uint32_t column = 1;
  if (line == last_line_ && last_offset_ >= from) {
    if (last_offset_ > offset) {
      for (std::size_t i = offset; i < last_offset_; ++i)
        if (!continues_code_point(text[i])) --last_column_;
      last_offset_ = offset;
    }
    from = last_offset_;
    column = last_column_;
  }
  for (std::size_t i = from; i < offset && i < text.size(); ++i)
    if (!continues_code_point(text[i])) ++column;
  last_line_ = line;
  last_column_ = column;
  last_offset_ = offset;
  return {file, line, column};
}

std::vector<Statement> split_statements(const SourceMap& map, std::vector<Diagnostic>& diagnostics) {
  std::vector<Statement> out;
  std::size_t clause_indent = 0;
  Clause* open = nullptr;  // the clause or head that a deeper line goes on with
  for (std::size_t l = 0; l < map.lines.size(); ++l) {
    const std::size_t line = map.lines[l];
    std::size_t end = l + 1 < map.lines.size() ? map.lines[l + 1] - 1 : map.text.size();
    std::size_t begin = line;
    while (begin < end && is_blank(map.text[begin])) ++begin;
    while (end > begin && is_blank(map.text[end - 1])) --end;
    if (begin == end) {
      open = nullptr;
      continue;
    }
    if (map.text[begin] == '#') continue;
    const std::size_t indent = begin - line;
    if (indent == 0) {
      out.push_back({{begin, end, false}, {}});
      open = all_in_head(map.text.substr(begin, end - begin)) ? &out.back().head : nullptr;
      clause_indent = 0;
      continue;
    }
    if (open != nullptr && indent > clause_indent) {
      open->end = end;
      continue;
    }
    if (out.empty()) {
      diagnostics.push_back(
          {Diagnostic::Severity::kError, map.at(begin), "a clause without a statement", "begin statements at the left margin"});
      continue;
    }
    const char c = map.text[begin];
    const bool example = c == '+' || c == '-' || c == '?';
    out.back().clauses.push_back({begin, end, example});
    open = example ? nullptr : &out.back().clauses.back();
    clause_indent = indent;
  }
  return out;
}

void Cursor::fail_at(const Position& where, std::string message, std::string cure) {
  if (!failed_) diagnostics_.push_back({Diagnostic::Severity::kError, where, std::move(message), std::move(cure)});
  failed_ = true;
}

char Cursor::peek() {
  for (;;) {
    while (at_ < end_ && is_space(map_.text[at_])) ++at_;
    if (at_ >= end_ || map_.text[at_] != '#' || at_ == 0 || !is_space(map_.text[at_ - 1])) break;
    while (at_ < end_ && map_.text[at_] != '\n') ++at_;
  }
  return here();
}

bool Cursor::take(char c) { return peek() == c && take_here(c); }

bool Cursor::take_here(char c) {
  if (here() != c || c == '\0') return false;
  ++at_;
  return true;
}

bool Cursor::take(std::string_view s) {
  peek();
  if (failed_ || map_.text.substr(at_, std::min(s.size(), end_ - at_)) != s) return false;
  at_ += s.size();
  return true;
}

bool Cursor::take_word(std::string_view word) {
  peek();
  if (failed_ || map_.text.substr(at_, std::min(word.size(), end_ - at_)) != word) return false;
  const std::size_t next = at_ + word.size();
  if (next < end_ && is_name(map_.text[next])) return false;
  at_ = next;
  return true;
}

void Cursor::expect(char c) {
  if (take(c) || failed_) return;
  fail(std::string("'") + c + "' is missing here");
}

std::string Cursor::name() {
  peek();
  const std::size_t begin = at_;
  while (is_name(here())) ++at_;
  return std::string(map_.text.substr(begin, at_ - begin));
}

std::string Cursor::dotted() {
  peek();
  const std::size_t begin = at_;
  while (is_name(here()) || (here() == '.' && at_ > begin && is_name(after()))) ++at_;
  return std::string(map_.text.substr(begin, at_ - begin));
}

std::string Cursor::quoted(char quote) {
  const Position begin = position();
  std::string out;
  take_here(quote);
  while (here() != quote && here() != '\n' && here() != '\0') {
    if (here() == '\\' && (after() == quote || after() == '\\')) ++at_;
    out += here();
    ++at_;
  }
  if (!take_here(quote)) fail_at(begin, "the string that begins here is not closed", std::string("end it with ") + quote);
  return out;
}

std::string Cursor::regex() {
  const Position begin = position();
  std::string out;
  take_here('/');
  while (here() != '/' && here() != '\n' && here() != '\0') {
    if (here() == '\\' && after() == '/') {
      ++at_;
    } else if (here() == '\\' && after() != '\0') {
      out += here();
      ++at_;
    }
    out += here();
    ++at_;
  }
  if (!take_here('/')) fail_at(begin, "the expression that begins here is not closed", "end it with /");
  return out;
}

std::string Cursor::until(std::string_view stop) {
  const std::size_t begin = at_;
  while (here() != '\0' && here() != '\n' && stop.find(here()) == std::string_view::npos) ++at_;
  return std::string(map_.text.substr(begin, at_ - begin));
}

std::string Cursor::rest_of_line() {
  peek();
  std::string out = until("\n");
  while (!out.empty() && is_blank(out.back())) out.pop_back();
  return out;
}

bool Cursor::number(double& value) {
  if (!is_digit(peek())) return false;
  const char* begin = map_.text.data() + at_;
  const auto [stop, code] = std::from_chars(begin, map_.text.data() + end_, value);
  if (code != std::errc{}) {
    fail("a number too large");
    return false;
  }
  at_ += static_cast<std::size_t>(stop - begin);
  return true;
}

bool Cursor::small_number(std::uint32_t& value) {
  peek();
  const char* begin = map_.text.data() + at_;
  const auto [stop, code] = std::from_chars(begin, map_.text.data() + end_, value);
  if (failed_ || stop == begin) return false;
  if (code != std::errc{}) value = 0xffffffff;
  at_ += static_cast<std::size_t>(stop - begin);
  return true;
}

}  // namespace milepost::rules
