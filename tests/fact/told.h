// A text with given names, read up to its facts: so that this room is tested alone.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "fact/fact.h"
#include "link/link.h"
#include "match/match.h"
#include "milepost/pack.h"
#include "text/text.h"

namespace milepost {

using Type = Entity::Type;

struct Name {
  std::string_view name;
  Type type = Type::kOrganization;
  std::string_view kind = "company", role = {};
};

/// A row of a table: a text, who is named in it, and what is read.
struct Case {
  const char* text;
  std::vector<Name> names;
  const char* expected;
};

inline const Pack& real_pack() {
  static const PackResult opened = open_pack(std::string(MILEPOST_SOURCE) + "/rules");
  if (!opened.pack) {
    for (const auto& d : opened.diagnostics) ADD_FAILURE() << d.text;
    std::abort();
  }
  return *opened.pack;
}

/// Everything that the facts of a text point into.
struct Told {
  Document document;
  Text text;
  Chart chart;
  Linked linked;
  Facts facts;
  Arena arena;

  Told(const std::string& words, const std::vector<Name>& names) {
    const rules::Program& program = real_pack().program();
    document.text = words;
    const match::ScratchPtr scratch = match::make_scratch(program);
    text::segment(document, program.words, program.segmentation, text);
    match::match_lexical(text, program, {}, *scratch, chart, arena);
    link::Linker linker(program);
    linker.begin(text, chart, true, linked);
    linker.link_times(text, "2024-05-02", chart, linked);
    linker.link_quantities(text, chart, arena, linked);
    for (const Name& n : names) add(n, words);
    fact::Gatherer(program).gather({text, program, linker.words(), chart, linked, arena, "2024-05-02"}, facts);
  }

 private:
  void add(const Name& n, const std::string& words) {
    Entity e;
    e.type = n.type;
    e.name = n.name;
    e.kind = n.kind;
    e.role = n.role;
    for (std::size_t at = words.find(n.name); at != std::string::npos; at = words.find(n.name, at + 1)) {
      std::uint32_t first = kNone, last = kNone;
      for (std::uint32_t t = 0; t < text.tokens.size(); ++t) {
        if (text.tokens[t].begin == at) first = t;
        if (text.tokens[t].end == at + n.name.size()) last = t + 1;
      }
      if (first == kNone || last == kNone) continue;
      e.mentions.push_back(chart.add(first, last, TypeId{0}, 0, {}, {}));
      e.spans.push_back(text.span(first, last));
    }
    linked.entities.push_back(std::move(e));
  }
};

}  // namespace milepost
