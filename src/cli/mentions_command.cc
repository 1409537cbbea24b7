// What the rules see: every mention of a text with its attributes, for people who write rules.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "cli/command.h"
#include "pipeline/show.h"
#include "rules/program.h"

namespace milepost::cli {

namespace {

struct MentionsArguments {
  std::vector<std::string> texts;
  std::string rules, type, date;
  bool slow = false;
};

void print(const Line& line, const std::string& type) {
  for (const Sentence& s : line.text.sentences) {
    fmt::print("{}\n", line.text.view(line.text.span(s.first, s.last)));
    for (std::uint32_t t = s.first; t < s.last; ++t) {
      for (MentionId id = line.chart.starts[t]; id != kNone; id = line.chart.mentions[id].next) {
        const Mention& m = line.chart.mentions[id];
        const std::string& name = line.program.types[m.type].name;
        if (!type.empty() && name != type) continue;
        fmt::print("  [{}]\n", show(line, m));
      }
    }
  }
}

int mentions(const MentionsArguments& a) {
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  const auto& types = pack->program().types;
  if (!a.type.empty() && std::none_of(types.begin(), types.end(), [&](const auto& t) { return t.name == a.type; }))
    return complain({Error::Code::kBadInput, "--type", 0, "no type '" + a.type + "'", "types are in rules/*/*.rules, as Quantity"});
  Line line(pack->program());
  const auto one = [&](const std::string& text) {
    Document d;
    d.text = text;
    line.read(d, a.date, {nullptr, nullptr, a.slow, nullptr, nullptr});
    print(line, a.type);
  };
  for (const std::string& text : a.texts) one(text);
  std::string text;
  while (a.texts.empty() && std::getline(std::cin, text)) one(text);
  return kDone;
}

}  // namespace

void add_mentions_command(CLI::App& app, int& code) {
  auto a = std::make_shared<MentionsArguments>();
  CLI::App* c = app.add_subcommand("mentions", "print what the rules find in a text, with attributes");
  c->add_option("texts", a->texts, "texts; lines of standard input otherwise");
  c->add_option("--rules", a->rules, "rules folder");
  c->add_option("--type", a->type, "only mentions of this type");
  c->add_option("--date", a->date, "the document's date")->check(iso_date());
  c->add_flag("--slow", a->slow, "by the reference matcher, which tries every rule from every token");
  c->callback([a, &code] { code = mentions(*a); });
}

}  // namespace milepost::cli
