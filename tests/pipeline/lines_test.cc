// The lines that a document becomes are those of its records.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "milepost/pipeline.h"

namespace milepost {
namespace {

TEST(Lines, AreThoseOfTheRecords) {
  const PackResult opened = open_pack(MILEPOST_SOURCE "/rules");
  ScanOptions options;
  options.types = ~(1u << static_cast<unsigned>(RecordType::kPlace));
  Scanner one(*opened.pack, options), other(*opened.pack, options);
  std::size_t files = 0;
  for (const auto& f : std::filesystem::recursive_directory_iterator(MILEPOST_SOURCE "/corpus/golden")) {
    if (!f.is_regular_file() || f.path().extension() != ".txt") continue;
    std::ifstream file(f.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    Document d;
    d.id = "an \"id\" " + f.path().filename().string();
    d.text = bytes.str();
    if (files % 3 == 0)
      while (d.text.size() < 300000) d.text += "\n\n" + bytes.str();  // several pieces
    std::string lines, want;
    RecordCounts counted{}, counts{};
    one.scan_lines(d, [&](std::string& piece, const RecordCounts& n) {
      lines += piece;
      for (std::size_t t = 0; t < kRecordTypes; ++t) counted[t] += n[t];
      return true;
    });
    other.scan(d, [&](std::vector<Record>& records) {
      for (const Record& r : records) {
        append_json(want, r, opened.pack->hash());
        ++counts[static_cast<std::size_t>(r.type)];
      }
      return true;
    });
    ASSERT_EQ(lines, want) << f.path();
    ASSERT_EQ(counted, counts) << f.path();
    ++files;
  }
  EXPECT_GT(files, 10u);
}

}  // namespace
}  // namespace milepost
