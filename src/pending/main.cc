// Stand-in program: milepost scan [--rules DIR] [--mentions] FILE.jsonl|-|FILE.txt
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include "milepost/pipeline.h"
#include "pipeline/scanner.h"
using namespace milepost;
static void show(const Line& line) {
  for (std::uint32_t t = 0; t < line.chart.starts.size(); ++t)
    for (MentionId id = line.chart.starts[t]; id != kNone; id = line.chart.mentions[id].next) {
      const Mention& m = line.chart.mentions[id];
      std::cout << "  [" << line.program.types[m.type].name << " \"" << line.text.view(line.text.span(m.first, m.last)) << "\" " << (m.rule < line.program.rules.size() ? line.program.rules[m.rule].id : std::string("-"));
      for (std::uint32_t a = 0; a < m.attribute_count; ++a) {
        const Attribute& at = line.chart.attributes[m.attributes + a];
        std::cout << " " << line.program.attributes[at.id] << "=";
        if (at.value.kind == Value::Kind::kNumber) std::cout << at.value.number;
        else if (at.value.kind == Value::Kind::kMention) { const Mention& i = line.chart.mentions[at.value.index]; std::cout << "<" << line.text.view(line.text.span(i.first, i.last)) << ">"; }
        else if (at.value.kind == Value::Kind::kRow) std::cout << "row" << at.value.index;
        else std::cout << at.value.text;
      }
      std::cout << "]\n";
    }
}
int main(int argc, char** argv) {
  std::string rules = MILEPOST_RULES, in = "-";
  bool mentions = false;
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    if (a == "scan") continue;
    if (a == "--rules") rules = argv[++i];
    else if (a == "--format") ++i;
    else if (a == "--mentions") mentions = true;
    else in = a;
  }
  const PackResult r = open_pack(rules);
  for (const auto& d : r.diagnostics) std::cerr << d.text << "\n";
  if (!r.pack) return 2;
  std::ifstream file(in);
  std::istream& is = in == "-" ? std::cin : file;
  ScanOptions options;
  Line line(r.pack->program());
  std::vector<Record> records;
  std::string l;
  const auto one = [&](const Document& d) {
    line.read(d, "");
    if (mentions) { std::cout << d.text << "\n"; show(line); return; }
    line.write(d, options, records);
    std::string out;
    for (const Record& x : records) append_json(out, x, r.pack->hash());
    std::cout << out;
  };
  if (in.ends_with(".txt")) { std::stringstream ss; ss << is.rdbuf(); Document d; d.id = in; d.text = ss.str(); one(d); return 0; }
  while (std::getline(is, l)) {
    const auto j = nlohmann::json::parse(l, nullptr, false);
    Document d;
    if (!j.is_object()) { d.text = l; d.id = "line"; d.published = "2024-05-02"; one(d); continue; }
    d.id = j["id"].is_string() ? j["id"].get<std::string>() : j["id"].dump();
    d.published = j.value("published", "");
    if (j.contains("title") && j["title"].is_string() && !j["title"].get<std::string>().empty()) { d.title = j["title"]; d.text = d.title + "\n"; d.title_bytes = static_cast<std::uint32_t>(d.title.size()); }
    d.text += j.value("text", "");
    one(d);
  }
}
