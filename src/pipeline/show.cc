#include "pipeline/show.h"

#include <fmt/format.h>

namespace milepost {

std::string_view words_of(const Line& line, std::uint32_t first, std::uint32_t last) {
  return first < last ? line.text.view(line.text.span(first, last)) : std::string_view{};
}

std::string_view rule_name(const rules::Program& program, RuleId rule) {
  return rule < program.rules.size() ? std::string_view(program.rules[rule].id) : "link";
}

std::string show(const Line& line, const Value& v) {
  switch (v.kind) {
    case Value::Kind::kNumber:
      return fmt::format("{}", v.number);
    case Value::Kind::kText:
      return std::string(v.text);
    case Value::Kind::kMention: {
      const Mention& m = line.chart.mentions[v.index];
      return fmt::format("<{}>", words_of(line, m.first, m.last));
    }
    case Value::Kind::kRow:
      return fmt::format("{}:{}", line.program.lexicons[v.lexicon].name, line.program.lexicons[v.lexicon].rows[v.index].entry);
    case Value::Kind::kAbsent:
      break;
  }
  return {};
}

std::string show(const Line& line, const Mention& m) {
  std::string out =
      fmt::format("{} \"{}\" {}", line.program.types[m.type].name, words_of(line, m.first, m.last), rule_name(line.program, m.rule));
  for (const Attribute& a : line.chart.of(m)) out += fmt::format(" {}={}", line.program.attributes[a.id], show(line, a.value));
  return out;
}

}  // namespace milepost
