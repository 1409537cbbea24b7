// What writers make of hard words, and what they say when they cannot write: tables.
#include "sink/sinks.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/printable.h"
#include "milepost/json.h"
#include "sink/journal.h"
#include "sink/output.h"
#include "sink/query.h"

namespace milepost::sink {
namespace {

namespace fs = std::filesystem;

class Sinks : public testing::Test {
 protected:
  Sinks() { fs::create_directories(folder_); }
  ~Sinks() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string content(const std::string& name) const {
    std::ifstream in(path(name), std::ios::binary);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
  }
  void put(const std::string& name, const std::string& bytes) const { std::ofstream(path(name), std::ios::binary) << bytes; }

  fs::path folder_ = fs::temp_directory_path() / ("milepost_sinks_" + std::to_string(getpid()));
};

Record record(RecordType type, std::string text, std::string body) {
  Record r;
  r.type = type;
  r.document = "d";
  r.id = record_id("d", type, {0, 5}, 0);
  r.text = std::move(text);
  r.bytes = r.chars = {0, 5};
  r.rule = "en.rule";
  r.body = std::move(body);
  return r;
}

/// A document with one record, as write() is given them.
struct Batch {
  explicit Batch(Record r)
      : records{record(RecordType::kDocument, "", "\"title\":\"T\",\"published\":\"2024-05-02\",\"text_sha256\":\"00\""), std::move(r)} {
    for (const Record& x : records) append_json(json, x, "0123456789abcdef");
  }
  std::vector<Record> records;
  std::string json;
};

std::string named(const std::string& name) {
  std::string body;
  JsonFields(body).text("name", name);
  return body;
}

TEST_F(Sinks, CsvCells) {
  const std::pair<const char*, const char*> kCells[] = {{"Norland Power", "Norland Power"},
                                                        {"a,b", "\"a,b\""},
                                                        {"a\"b", "\"a\"\"b\""},
                                                        {"a\nb", "\"a\nb\""},
                                                        {"=1+1", "\"'=1+1\""},
                                                        {"+1", "\"'+1\""},
                                                        {"-1", "\"'-1\""},
                                                        {"@x", "\"'@x\""},
                                                        {"  =x", "\"'  =x\""},
                                                        {"\t=x", "\"'\t=x\""},
                                                        {"\xC2\xA0=x", "\"'\xC2\xA0=x\""},
                                                        {"\xEF\xBC\x9Dx", "\"'\xEF\xBC\x9Dx\""},
                                                        {"x=1", "x=1"}};
  for (const auto& [name, want] : kCells) {
    SCOPED_TRACE(name);
    auto csv = store("csv:" + path("csv"), {});
    ASSERT_TRUE(csv) << describe(csv.error());
    const Batch batch(record(RecordType::kPlace, "words", named(name)));
    ASSERT_TRUE(csv->sink->write(batch.records, batch.json) && csv->sink->finish());
    EXPECT_EQ(content("csv/place.csv"), std::string("document,published,article,url,name,kind,country,text,rule,char_begin,char_end\r\n"
                                                    "d,2024-05-02,T,,") +
                                            want + ",,,words,en.rule,0,5\r\n");
  }
}

TEST_F(Sinks, CsvNumbers) {
  auto csv = store("csv:" + path("csv"), {});
  ASSERT_TRUE(csv);
  const Batch range(record(RecordType::kQuantity, "words", R"("value":[-5,1.5],"unit":"t")")),
      single(record(RecordType::kQuantity, "words", R"("value":-40,"unit":"%")"));
  ASSERT_TRUE(csv->sink->write(range.records, range.json) && csv->sink->write(single.records, single.json));
  ASSERT_TRUE(csv->sink->write({}, "") && csv->sink->finish());
  const std::string out = content("csv/quantity.csv");
  EXPECT_NE(out.find(",,-5,1.5,t,"), std::string::npos) << out;
  EXPECT_NE(out.find(",-40,-40,-40,%,"), std::string::npos) << out;
}

TEST_F(Sinks, TableLines) {
  const std::tuple<RecordType, const char*, const char*> kLines[] = {
      {RecordType::kTarget,
       R"("indicator":"steel output","value":450000,"unit":"t","bound":"at_least","deadline":"2030","actor":"Norland")", "≥ 450 000 t"},
      {RecordType::kTarget, R"("indicator":"x","value":5,"unit":"%","basis":"change","direction":"decrease")", "−5 %"},
      {RecordType::kTarget, R"("indicator":"x","value":5,"unit":"%","basis":"change","bound":"at_most")", "≤ +5 %"},
      {RecordType::kTarget, R"("indicator":"x","value":2,"unit":"1","basis":"multiple","bound":"about")", "~ ×2 "},
      {RecordType::kForecast, R"("indicator":"x","value":[10,15],"unit":"{job}","unit_name":"job")", "10–15 job"},
      {RecordType::kTarget, R"("indicator":"x","value":40,"unit":"%","baseline":{"value":20})", "20 → 40 %"},
      {RecordType::kTarget, R"("indicator":"\u001b[31mred\u202e","value":-1234567.5,"unit":"t")", "\\u{1b}[31mred\\u{202e}"},
      {RecordType::kTarget, R"("indicator":"x","value":-1234567.5)", "-1 234 567.5"},
      {RecordType::kTarget, R"("indicator":"x","value":1e+21)", "1e+21"},
      {RecordType::kDeal, R"("subject":"mine","value":1200000,"currency":"USD","stage":"agreed","kind":"acquisition","parties":["A","B"])",
       "deal: mine"},
      {RecordType::kDeal, R"("subject":"mine","parties":["A","B"])", "A, B"},
      {RecordType::kError, R"("message":"no such file")", "error  d: no such file"},
      {RecordType::kQuantity, R"("value":1)", ""},
      {RecordType::kTarget, "\"broken", ""}};
  for (const auto& [type, body, want] : kLines)
    for (const bool colour : {false, true}) {
      SCOPED_TRACE(body);
      auto out = table(path("out.txt"), colour ? 140 : 90, colour);
      ASSERT_TRUE(out);
      ASSERT_TRUE(out->sink->write({record(type, "words", body)}, "") && out->sink->finish());
      EXPECT_NE(content("out.txt").find(want), std::string::npos) << content("out.txt");
      EXPECT_EQ(content("out.txt").empty(), *want == '\0');
      if (!colour) {
        EXPECT_EQ(content("out.txt").find('\x1b'), std::string::npos);
        if (type != RecordType::kError && content("out.txt").find("\\u{") == std::string::npos) {
          EXPECT_LE(columns(content("out.txt")), 91u);  // the terminal's, and the line's end
        }
      }
    }
}

TEST_F(Sinks, TargetsThatCannotBe) {
  put("file", "no database");
  fs::create_directories(path("folder.db"));
  const std::pair<std::string, const char*> kTargets[] = {{"oracle:x", "names no kind of database"},
                                                          {path("nowhere/x.db"), "unable to open"},
                                                          {"sqlite:" + path("file"), "not a database"},
                                                          {path("folder.db"), "unable to open"},
                                                          {"csv:" + path("file"), "check the path and its permissions"},
                                                          {"csv:" + path("file/below"), "check the path and its permissions"}};
  for (const auto& [target, want] : kTargets) {
    SCOPED_TRACE(target);
    const auto opened = store(target, {});
    ASSERT_FALSE(opened);
    EXPECT_NE(describe(opened.error()).find(want), std::string::npos) << describe(opened.error());
  }
  for (const auto& [file, want] : {std::pair(path("nowhere/x.jsonl"), "cannot be written"), std::pair(folder_.string(), "is a folder")}) {
    for (const auto& opened : {jsonl(file, {}).error(), table(file, 80, false).error()})
      EXPECT_NE(describe(opened).find(want), std::string::npos) << describe(opened);
  }
}

TEST_F(Sinks, ADeviceThatIsFull) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  for (const bool lines : {true, false}) {
    auto out = lines ? jsonl("/dev/full", {}) : table("/dev/full", 80, false);
    ASSERT_TRUE(out);
    const Batch batch(record(RecordType::kTarget, "words", R"("indicator":"x","value":1)"));
    const auto written = out->sink->write(batch.records, batch.json);
    const auto finished = written ? out->sink->finish() : written;
    ASSERT_FALSE(finished);
    EXPECT_NE(describe(finished.error()).find("free some space"), std::string::npos) << describe(finished.error());
  }
}

TEST_F(Sinks, Journals) {
  const std::string file = path("out.jsonl");
  for (const char* torn : {"", "{", "[]", "{\"run\":1", "\xff"}) {
    put("out.jsonl.journal", torn);
    const auto found = read_journal(file + ".journal", "r");
    ASSERT_TRUE(found) << torn;
    EXPECT_FALSE(*found) << torn;
  }
  ASSERT_TRUE(write_journal(file + ".journal", {{"r", 7, "{\"inputs\":7}"}, 123}));
  const auto found = read_journal(file + ".journal", "r");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->at.inputs, 7u);
  EXPECT_EQ((*found)->bytes, 123u);
  EXPECT_EQ((*found)->at.report, "{\"inputs\":7}");
  EXPECT_FALSE(read_journal(file + ".journal", "another run"));
  EXPECT_FALSE(write_journal(path("nowhere/j"), {{"r", 7, "{}"}, 1}));
  // A part that is shorter than its journal says, or gone, is begun anew.
  put("out.jsonl.part", "short");
  auto out = Output::open(file, "r");
  ASSERT_TRUE(out);
  EXPECT_EQ(out->resumed().inputs, 0u);
}

TEST_F(Sinks, Questions) {
  ASSERT_FALSE(questions().empty());
  EXPECT_FALSE(ask(path("nowhere.db"), questions()[0], {}));
  put("file", "no database, and long enough that a header could stand in it: none does, whatever is read of it");
  EXPECT_FALSE(ask(path("file"), questions()[0], {}));
  auto db = store(path("x.db"), {});
  ASSERT_TRUE(db) << describe(db.error());
  const Batch batch(
      record(RecordType::kTarget, "steel output of 5 t", R"("indicator":"steel","value":5,"unit":"t","grade":"A","deadline":"2030")"));
  const auto written = db->sink->write(batch.records, batch.json);
  ASSERT_TRUE(written) << describe(written.error());
  ASSERT_TRUE(db->sink->finish());
  const std::map<std::string, std::string> all = {{"about", "steel"}, {"year", "2030"}, {"grade", "A"}, {"limit", "10"}};
  for (const Question& q : questions()) {
    SCOPED_TRACE(q.name);
    std::map<std::string, std::string> heeded;
    for (const auto& [name, value] : all)
      if ((" " + std::string(q.options) + " ").find(" " + name + " ") != std::string::npos) heeded[name] = value;
    const auto rows = ask(path("x.db"), q, heeded);
    ASSERT_TRUE(rows) << describe(rows.error());
    EXPECT_FALSE(rows->columns.empty());
    const auto odd = ask(path("x.db"), q, {{"colour", "red"}});
    ASSERT_FALSE(odd);
    EXPECT_NE(describe(odd.error()).find("is not heeded"), std::string::npos);
    if (heeded.contains("about")) {
      EXPECT_FALSE(ask(path("x.db"), q, {{"about", "\"unclosed"}}));
    }
  }
}

/// What a fake libduckdb is asked, beside the files that are staged for it.
TEST_F(Sinks, DuckDb) {
  setenv("MILEPOST_DUCKDB", MILEPOST_FAKE_DUCKDB, 1);
  setenv("FAKE_DUCKDB_LOG", path("log").c_str(), 1);
  const Batch batch(record(RecordType::kTarget, "words", R"("indicator":"x","value":1)"));
  for (const char* target : {"duckdb:", "parquet:"}) {
    SCOPED_TRACE(target);
    auto out = store(target + path("it's"), {});
    ASSERT_TRUE(out) << describe(out.error());
    ASSERT_TRUE(out->sink->write(batch.records, batch.json) && out->sink->write({}, "") && out->sink->finish());
    out->sink.reset();
    const std::string asked = content("log");
    EXPECT_NE(asked.find("SET memory_limit"), std::string::npos);
    EXPECT_NE(asked.find("it''s"), std::string::npos) << asked;
    EXPECT_NE(asked.find(*target == 'd' ? "COMMIT" : "FORMAT parquet"), std::string::npos) << asked;
    for (const auto& file : fs::recursive_directory_iterator(folder_)) EXPECT_NE(file.path().extension(), ".jsonl") << file.path();
    fs::remove_all(path("it's"));
  }
  for (const auto& [what, want] :
       {std::pair("open", "locked by a fake"), std::pair("connect", "cannot connect"), std::pair("query", "the fake refuses")}) {
    SCOPED_TRACE(what);
    setenv("FAKE_DUCKDB_FAILS", what, 1);
    auto out = store("duckdb:" + path("x"), {});
    const auto end = out ? (out->sink->write(batch.records, batch.json) ? out->sink->finish() : Result<void>{})
                         : Result<void>(tl::unexpected(out.error()));
    ASSERT_FALSE(end);
    EXPECT_NE(describe(end.error()).find(want), std::string::npos) << describe(end.error());
  }
  unsetenv("FAKE_DUCKDB_FAILS");
  setenv("MILEPOST_DUCKDB", "libz.so.1", 1);
  EXPECT_NE(describe(store("duckdb:" + path("x"), {}).error()).find("lacks a function"), std::string::npos);
  setenv("MILEPOST_DUCKDB", path("nowhere.so").c_str(), 1);
  EXPECT_NE(describe(store("duckdb:" + path("x"), {}).error()).find("not installed"), std::string::npos);
  unsetenv("MILEPOST_DUCKDB");
}

}  // namespace
}  // namespace milepost::sink
