// How a complaint is shown: where, what, the line, a caret, the cure.
#include <algorithm>
#include <string>
#include <string_view>

#include "rules/pack_files.h"

namespace milepost::rules {

namespace {

constexpr std::size_t kShownWidth = 160;  ///< code points of a source line

std::string_view line_of(std::string_view source, std::uint32_t line) {
  for (; line > 1; --line) {
    const std::size_t end = source.find('\n');
    if (end == std::string_view::npos) return {};
    source.remove_prefix(end + 1);
  }
  source = source.substr(0, source.find('\n'));
  if (source.ends_with('\r')) source.remove_suffix(1);
  return source;
}

}  // namespace

std::string print(const Diagnostic& d, const RuleSet& set) {
  const bool known = d.position.file < set.files.size();
  std::string out = known ? set.files[d.position.file] : "rules";
  if (d.position.line > 0) out += ":" + std::to_string(d.position.line) + ":" + std::to_string(d.position.column);
  out += d.severity == Diagnostic::Severity::kError ? ": error: " : ": warning: ";
  out += d.message;
  const std::string_view line = known ? line_of(set.sources[d.position.file], d.position.line) : std::string_view{};
  if (!line.empty() && d.position.line > 0) {
    std::string shown = "\n    ", caret = "\n    ";
    std::uint32_t column = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool begins = (static_cast<unsigned char>(line[i]) & 0xC0) != 0x80;
      if (begins && ++column > std::max<std::size_t>(kShownWidth, d.position.column + 20)) break;
      if (column + kShownWidth < d.position.column) continue;  // far behind the begin of a long line
      shown += line[i] == '\t' ? ' ' : line[i];
      if (begins && column < d.position.column) caret += ' ';
    }
    out += shown + caret + "^";
  }
  if (!d.cure.empty()) out += "\n    " + d.cure;
  return out;
}

}  // namespace milepost::rules
