// Containers, whole and damaged: what is hurt costs itself and one error, what is not hurt comes out.
#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>

#include "tests/read/documents.h"

namespace milepost::read {
namespace {

std::string gzip(const std::string& s) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, static_cast<uLong>(s.size())) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(s.data()));
  z.avail_in = static_cast<uInt>(s.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::string zstd(const std::string& s) {
  std::string out(ZSTD_compressBound(s.size()), '\0');
  ZSTD_CCtx* c = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(c, ZSTD_c_checksumFlag, 1);
  out.resize(ZSTD_compress2(c, out.data(), out.size(), s.data(), s.size()));
  ZSTD_freeCCtx(c);
  return out;
}

/// Through libarchive: `add` chooses format and filter.
std::string packed(const std::vector<std::pair<std::string, std::string>>& members, const std::function<void(::archive*)>& add) {
  std::string out(1 << 20, '\0');
  std::size_t used = 0;
  ::archive* a = archive_write_new();
  add(a);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  for (const auto& [name, data] : members) {
    ::archive_entry* e = archive_entry_new();
    archive_entry_set_pathname(e, name.c_str());
    archive_entry_set_size(e, static_cast<la_int64_t>(data.size()));
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    archive_write_header(a, e);
    archive_write_data(a, data.data(), data.size());
    archive_entry_free(e);
  }
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
}

void raw_xz(::archive* a) { archive_write_set_format_raw(a), archive_write_add_filter_xz(a); }
void raw_bzip2(::archive* a) { archive_write_set_format_raw(a), archive_write_add_filter_bzip2(a); }
void tar(::archive* a) { archive_write_set_format_pax_restricted(a); }
void zip(::archive* a) { archive_write_set_format_zip(a); }

std::string xz(const std::string& s) { return packed({{"x", s}}, raw_xz); }
std::string bzip2(const std::string& s) { return packed({{"x", s}}, raw_bzip2); }

std::string line(int i) {
  std::string noise;
  for (int k = 0; k < 40; ++k) noise += std::to_string((i * 7919 + k * 104729) % 99991) + " ";
  return "{\"id\":\"d" + std::to_string(i) + "\",\"text\":\"" + noise + "\"}\n";
}

/// Ids of the documents in order, "!" for each error.
std::vector<std::string> ids(const std::string& bytes, const std::string& name) {
  const auto folder = std::filesystem::temp_directory_path() / ("milepost_read_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = (folder / name).string();
  std::ofstream(path, std::ios::binary) << bytes;
  auto reader = open_inputs({path}, {});
  std::vector<std::string> out;
  while (auto d = (*reader)->next()) out.push_back(*d ? (*d)->id.substr((*d)->id.find('#') + 1) : "!");
  std::filesystem::remove_all(folder);
  return out;
}

using Ids = std::vector<std::string>;

TEST(Containers, EachKindIsReadByItsContent) {
  const std::string lines = line(0) + line(1);
  const std::vector<std::pair<std::string, std::string>> members = {
      {"a.txt", "x"}, {"sub/b.jsonl", lines}, {std::string(180, 'n') + ".txt", "y"}, {"c.jsonl.gz", gzip(line(2))}};
  const Ids want = {"a.txt", "d0", "d1", std::string(180, 'n') + ".txt", "d2"};
  EXPECT_EQ(ids(lines, "plain"), (Ids{"d0", "d1"}));
  EXPECT_EQ(ids(gzip(lines), "x"), (Ids{"d0", "d1"}));
  EXPECT_EQ(ids(zstd(lines), "x"), (Ids{"d0", "d1"}));
  EXPECT_EQ(ids(xz(lines), "x"), (Ids{"d0", "d1"}));
  EXPECT_EQ(ids(bzip2(lines), "x"), (Ids{"d0", "d1"}));
  EXPECT_EQ(ids(packed(members, tar), "x"), want);
  EXPECT_EQ(ids(gzip(packed(members, tar)), "x"), want);
  EXPECT_EQ(ids(zstd(packed(members, tar)), "x"), want);
  EXPECT_EQ(ids(packed(members, zip), "x"), want);
}

TEST(Containers, AZipMemberThatIsNotReadIsToldByItsName) {
  std::string bytes = packed({{"a.jsonl", line(0)}, {"b.jsonl", line(1)}, {"c.jsonl", line(2)}, {"d.jsonl", line(3)}}, zip);
  const auto header = [&](const char* name) { return bytes.data() + bytes.find(name) - 30; };
  header("a.jsonl")[6] |= 1;        // encrypted
  header("b.jsonl")[8] = 14;        // LZMA
  header("c.jsonl")[30 + 6] = '/';  // a folder that holds data
  EXPECT_EQ(ids(bytes, "x"), (Ids{"!", "!", "!", "d3"}));
}

TEST(Containers, ManyMembersOneAfterTheOther) {
  EXPECT_EQ(ids(gzip(line(0)) + gzip(line(1)) + std::string(512, '\0'), "x"), (Ids{"d0", "d1"}));
  EXPECT_EQ(ids(zstd(line(0)) + zstd(line(1)), "x"), (Ids{"d0", "d1"}));
  EXPECT_EQ(ids(gzip(line(0)) + "junk at the end", "x"), (Ids{"d0", "!"}));
}

TEST(Containers, PackedTwiceIsRefused) {
  EXPECT_EQ(ids(gzip(gzip(line(0))), "x"), Ids{"!"});
  EXPECT_EQ(ids(packed({{"inner.zip", packed({{"a", line(0)}}, zip)}, {"b.jsonl", line(1)}}, zip), "x"), (Ids{"!", "d1"}));
}

TEST(Containers, ADamagedMemberCostsItself) {
  for (const auto& pack : {gzip, zstd, xz, bzip2}) {
    const int numbers[] = {0, 3, 5, 6, 9};  // no one flip apart
    std::vector<std::string> members;
    for (const int i : numbers) members.push_back(pack(line(i)));
    for (const std::size_t hurt : {0, 2, 4})
      for (std::size_t at = 0; at < members[hurt].size(); at += at < 40 ? 1 : 7)
        for (const char flip : {'\1', '\x41', '\x55', '\x80'}) {
          std::string bytes;
          for (std::size_t i = 0; i < members.size(); ++i) {
            bytes += members[i];
            if (i == hurt) bytes[bytes.size() - members[i].size() + at] ^= flip;
          }
          const char* name = members[0][0] == 'B' ? "x.bz2" : members[0][0] == '\xFD' ? "x.xz" : members[0][0] == '\x28' ? "x.zst" : "x.gz";
          Ids got = ids(bytes, name), want;
          // A flipped byte may sit where nothing depends on it, or be noticed only by the checksum behind the text.
          for (const std::string id : {"d0", "d3", "d5", "d6", "d9"})
            if (id != "d" + std::to_string(numbers[hurt])) want.push_back(id);
          std::erase_if(got, [&](const std::string& id) { return std::find(want.begin(), want.end(), id) == want.end(); });
          EXPECT_EQ(got, want) << name << " " << hurt << " " << at << " ^ " << int(flip);
        }
  }
}

TEST(Containers, CutAnywhereTheDocumentsBeforeAreKept) {
  for (const auto& pack : {gzip, zstd}) {
    const std::string whole = pack(line(0)) + pack(line(1)) + pack(line(2));
    const std::size_t first = pack(line(0)).size(), second = first + pack(line(1)).size();
    for (std::size_t n = 300; n < whole.size(); n += 3) {
      const Ids got = ids(whole.substr(0, n), "x");
      const bool clean = n == first || n == second;
      const std::size_t kept = n >= second ? 2 : n >= first ? 1 : 0;
      ASSERT_GE(got.size(), kept) << n;
      for (std::size_t i = 0; i < kept; ++i) EXPECT_EQ(got[i], "d" + std::to_string(i)) << n;
      const bool hurt = !clean && n > first + 12 && (n < second || n > second + 12);
      EXPECT_TRUE(!hurt || got.back() == "!") << n;
    }
  }
}

TEST(Containers, ABrokenTarHeaderCostsItsMember) {
  std::string bytes = packed({{"a.jsonl", line(0)}, {"b.jsonl", line(1)}, {"c.jsonl", line(2)}}, tar);
  const std::size_t header = bytes.find("b.jsonl");
  bytes[header + 3] = '?';
  EXPECT_EQ(ids(bytes, "x"), (Ids{"d0", "!", "d2"}));
}

TEST(Containers, AHoleUnderATarCostsTheMembersInIt) {
  const std::string bytes = packed({{"a.jsonl", line(0)}, {"b.jsonl", line(1)}, {"c.jsonl", line(2)}}, tar);
  const std::size_t cut = bytes.find("b.jsonl") + 600, end = bytes.find("c.jsonl") - 100;
  std::string hole = gzip(bytes.substr(cut, end - cut));
  hole[hole.size() / 2] = static_cast<char>(hole[hole.size() / 2] ^ 0x55);
  hole[hole.size() / 2 + 1] = static_cast<char>(hole[hole.size() / 2 + 1] ^ 0x55);
  Ids got = ids(gzip(bytes.substr(0, cut)) + hole + gzip(bytes.substr(end)), "x");
  EXPECT_NE(std::find(got.begin(), got.end(), "!"), got.end());
  std::erase(got, "!");
  std::erase(got, "d1");  // it may still be text; that it is not what was packed stands in the error
  EXPECT_EQ(got, (Ids{"d0", "d2"}));
}

/// Every byte of the members, flipped in three ways, costs its own member at most, one error, and no other member; every byte behind them
/// costs nothing.
TEST(Containers, ADamagedZipMemberCostsItself) {
  for (const char* how : {"compression=store", "compression=deflate"}) {
    const auto make = [&](::archive* a) { zip(a), archive_write_set_options(a, how); };
    const std::string whole = packed({{"a.jsonl", line(0)}, {"b.jsonl", line(3)}, {"c.jsonl", line(5)}, {"d.jsonl", line(6)}}, make);
    std::vector<std::size_t> begins;
    for (std::size_t at = whole.find("PK\3\4"); at != std::string::npos; at = whole.find("PK\3\4", at + 1)) begins.push_back(at);
    ASSERT_EQ(begins.size(), 4u);
    const std::size_t directory = whole.find("PK\1\2");
    for (std::size_t at = 0; at < whole.size(); at += at >= directory || at % 100 < 40 ? 1 : 3) {
      for (const char flip : {'\1', '\x55', '\x80'}) {
        std::string bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ flip);
        Ids got = ids(bytes, "x.zip");
        if (at < directory) {
          const std::size_t hurt = static_cast<std::size_t>(std::upper_bound(begins.begin(), begins.end(), at) - begins.begin()) - 1;
          const bool told = std::erase(got, "!") > 0;
          Ids want = {"d0", "d3", "d5", "d6"};  // no one flip apart
          if (got != want) {
            EXPECT_TRUE(told) << how << at;
            want.erase(want.begin() + static_cast<std::ptrdiff_t>(hurt));
            std::erase_if(got, [&](const std::string& id) { return std::find(want.begin(), want.end(), id) == want.end(); });
          }
          EXPECT_EQ(got, want) << how << " " << at << " ^ " << int(flip) << ", member " << hurt;
        } else {
          std::erase(got, "!");
          EXPECT_EQ(got, (Ids{"d0", "d3", "d5", "d6"})) << how << " " << at;
        }
      }
    }
    for (std::size_t n = 100; n < directory; n += 7) EXPECT_EQ(ids(whole.substr(0, n), "x.zip").back(), "!") << how << n;
  }
}

TEST(Containers, ALengthThatSwallowsMembersCostsItsOwn) {
  std::string bytes = packed({{"a.jsonl", line(0)}, {"b.jsonl", line(1)}, {"c.jsonl", line(2)}},
                             [](::archive* a) { zip(a), archive_write_set_options(a, "compression=store"); });
  const std::size_t b = bytes.find("b.jsonl") - 30;
  for (const std::size_t field :
       {19, 27, 29}) {  // the second bytes of size, which the next mark mends, length of the name, of the extra fields
    std::string hurt = bytes;
    hurt[b + field] = static_cast<char>(hurt[b + field] ^ 2);
    Ids got = ids(hurt, "x.zip");
    EXPECT_EQ(std::count(got.begin(), got.end(), "d2"), 1) << field;
    EXPECT_EQ(std::count(got.begin(), got.end(), field == 19 ? "d1" : "!"), 1) << field;
    EXPECT_EQ(got.front(), "d0") << field;
    EXPECT_EQ(got.back(), "d2") << field;
  }
}

TEST(Containers, ADamagedBeginIsKnownByTheName) {
  std::string z = packed({{"a.jsonl", line(0)}, {"b.jsonl", line(1)}}, zip);
  std::string t = packed({{"a.jsonl", line(0)}, {"b.jsonl", line(1)}}, tar);
  std::string g = gzip(line(0)) + gzip(line(1));
  z[1] = t[258] = g[1] = '?';
  EXPECT_EQ(ids(z, "x.zip"), (Ids{"!", "d1"}));
  EXPECT_EQ(ids(t, "x.tar"), (Ids{"!", "d1"}));
  EXPECT_EQ(ids(gzip(t), "x.tar.gz"), (Ids{"!", "d1"}));
  EXPECT_EQ(ids(g, "x.gz"), (Ids{"!", "d1"}));
  EXPECT_EQ(ids(line(0), "x.zip"), Ids{"d0"});
}

TEST(Containers, WhatDamageMadeOfTheBeginTellsNoFormat) {
  const std::string member = gzip("noise " + line(0));  // what comes out before the checksum is seen not to hold looks like a text
  std::string hurt = member;
  hurt[hurt.size() - 7] = static_cast<char>(hurt[hurt.size() - 7] ^ 1);
  EXPECT_EQ(ids(hurt + gzip(line(1)), "x"), (Ids{"!", "d1"}));
  EXPECT_EQ(ids(hurt + hurt + gzip(line(1)), "x"), (Ids{"!", "d1"}));  // one stretch, one error
  EXPECT_EQ(ids(hurt, "x"), Ids{"!"});
  EXPECT_EQ(ids(hurt + gzip(line(1)), "x.txt.gz"), Ids{"!"});
}

TEST(Containers, ABombIsRefused) {
  // One member of 96 MB of zeros in 100 KB: over the free 64 MB at a thousandfold.
  std::string zeros(96u << 20, ' ');
  zeros += "\n" + line(1);
  EXPECT_EQ(ids(gzip(zeros), "x").back(), "!");
  EXPECT_EQ(ids(zstd(zeros), "x").back(), "!");
  const Ids got = ids(packed({{"zeros.txt", zeros}, {"b.jsonl", line(2)}}, zip), "x");
  EXPECT_EQ(got, (Ids{"!", "d2"}));
}

}  // namespace
}  // namespace milepost::read
