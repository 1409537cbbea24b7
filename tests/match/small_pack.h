// A rule pack from strings, for tests: files are written to a fresh folder and opened as any pack is.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "milepost/pack.h"
#include "pipeline/scanner.h"

namespace milepost {

inline PackResult small_pack(const std::vector<std::pair<std::string, std::string>>& files) {
  static int counter = 0;
  namespace fs = std::filesystem;
  const fs::path root = fs::temp_directory_path() / ("milepost_pack_" + std::to_string(getpid()) + "_" + std::to_string(counter++));
  fs::create_directories(root / "en");
  std::ofstream(root / "en/pack.json") << R"({"name": "en", "language": "en", "decimal": ".", "group": ","})";
  for (const auto& [name, text] : files) std::ofstream(root / "en" / name) << text;
  PackResult result = open_pack(root.string());
  fs::remove_all(root);
  return result;
}

/// "[Type words attr=v attr=v] [Type …]" of the mentions of phase 1 and 2, in text order; types of `skip` left out.
inline std::string show_mentions(const Line& line, const std::string& skip = "Number") {
  std::string out;
  for (std::uint32_t t = 0; t < line.chart.starts.size(); ++t) {
    for (MentionId id = line.chart.starts[t]; id != kNone; id = line.chart.mentions[id].next) {
      const Mention& m = line.chart.mentions[id];
      const std::string& type = line.program.types[m.type].name;
      if (type == skip) continue;
      if (!out.empty()) out += ' ';
      out += "[" + type + " " + std::string(line.text.view(line.text.span(m.first, m.last)));
      for (std::uint32_t a = 0; a < m.attribute_count; ++a) {
        const Attribute& at = line.chart.of(m)[a];
        out += " " + line.program.attributes[at.id] + "=";
        if (at.value.kind == Value::Kind::kNumber) {
          char buffer[32];
          std::snprintf(buffer, sizeof buffer, "%g", at.value.number);
          out += buffer;
        } else if (at.value.kind == Value::Kind::kMention) {
          const Mention& inner = line.chart.mentions[at.value.index];
          out += std::string(line.text.view(line.text.span(inner.first, inner.last)));
        } else {
          out += std::string(at.value.text);
        }
      }
      out += "]";
    }
  }
  return out;
}

/// The mentions that a small pack makes of a text, by the engine, by the engine being watched and by its reference.
inline void expect_mentions(const std::vector<std::pair<std::string, std::string>>& files, const std::string& text, const std::string& want,
                            const std::string& skip = "Number") {
  const PackResult opened = small_pack(files);
  for (const PackDiagnostic& d : opened.diagnostics)
    if (d.error) ADD_FAILURE() << d.text;
  if (!opened.pack) return;
  Document document;
  document.text = text;
  for (const char* how : {"machine", "watched", "reference"}) {
    Line line(opened.pack->program());
    std::vector<match::Suppressed> suppressed;
    match::Options options;
    options.slow = how[0] == 'r';
    if (how[0] == 'w') options.suppressed = &suppressed;
    line.read(document, "", options);
    EXPECT_EQ(show_mentions(line, skip), want) << how;
  }
}

}  // namespace milepost
