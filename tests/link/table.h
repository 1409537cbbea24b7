// What the real rules link in a text, row by row.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "milepost/pack.h"
#include "pipeline/scanner.h"

namespace milepost {

struct Case {
  const char* text;
  const char* want;
  const char* published = "2024-05-02";
};

/// Every row's text, published on its day, comes out as `show` says it should.
template <std::size_t n>
void expect_rows(const Case (&rows)[n], std::string (*show)(const Linked&)) {
  const PackResult pack = open_pack(MILEPOST_SOURCE "/rules");
  ASSERT_TRUE(pack.pack) << (pack.diagnostics.empty() ? "" : pack.diagnostics[0].text);
  Line line(pack.pack->program());
  for (const auto& [text, want, published] : rows) {
    SCOPED_TRACE(text);
    Document document;
    document.id = "t";
    document.text = text;
    document.published = published;
    line.read(document, "");
    EXPECT_EQ(show(line.linked), want);
  }
}

}  // namespace milepost
