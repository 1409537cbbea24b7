// SQLite. All values go through prepared statements; the schema's own text is the only SQL built here, from the table of views below.
#include <sqlite3.h>

#include <nlohmann/json.hpp>

#include "milepost/json.h"
#include "sink/sinks.h"

namespace milepost::sink {

namespace {

constexpr const char* kSchema = R"(
CREATE TABLE IF NOT EXISTS run(run INTEGER PRIMARY KEY, tool TEXT NOT NULL, pack TEXT NOT NULL, documents INTEGER, records INTEGER, errors INTEGER) STRICT;
CREATE TABLE IF NOT EXISTS document(doc INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text_sha256 TEXT NOT NULL, pack TEXT NOT NULL, run INTEGER NOT NULL,
  title TEXT, url TEXT, published TEXT, language TEXT, source TEXT, flags TEXT) STRICT;
CREATE TABLE IF NOT EXISTS record(doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, seq INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
  rule TEXT NOT NULL, byte_begin INTEGER, byte_end INTEGER, char_begin INTEGER, char_end INTEGER, sentence INTEGER, text TEXT, data TEXT NOT NULL CHECK(json_valid(data)),
  PRIMARY KEY(doc, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS error(id TEXT PRIMARY KEY, document TEXT NOT NULL, run INTEGER NOT NULL, data TEXT NOT NULL CHECK(json_valid(data))) STRICT;
CREATE INDEX IF NOT EXISTS record_type ON record(type);
)";

struct View {
  const char* type;
  const char* columns;  ///< keys of `data`, separated by spaces
};
constexpr View kViews[] = {
    {"quantity", "value unit unit_name dimension bound direction role concept"},
    {"time", "value start end granularity role"},
    {"organization", "name kind country legal_form aliases"},
    {"person", "name role organization country"},
    {"place", "name kind country"},
    {"statement", "speaker cue kind venue date"},
    {"target", "actor indicator direction value unit unit_name basis bound baseline deadline period_start modality grade kind speaker"},
    {"forecast", "actor indicator direction value unit unit_name basis bound baseline deadline period_start modality speaker"},
    {"observation", "actor indicator direction value unit unit_name basis bound baseline period comparator speaker"},
    {"deal", "kind stage parties value currency value_of subject place date speaker"},
};

struct Close {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
  void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

class Sqlite : public Sink {
 public:
  Sqlite(Database db, std::string path, std::string pack) : db_(std::move(db)), path_(std::move(path)), pack_(std::move(pack)) {}
  ~Sqlite() override {
    if (open_) sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }

  Result<void> prepare() {
    if (auto ok = exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"); !ok) return ok;
    if (auto ok = exec("BEGIN IMMEDIATE"); !ok) return ok;
    open_ = true;
    if (auto ok = exec(kSchema); !ok) return ok;
    for (const View& v : kViews)
      if (auto ok = exec(view_sql(v).c_str()); !ok) return ok;
    struct {
      Statement* to;
      const char* sql;
    } const statements[] = {
        {&find_, "SELECT doc, text_sha256, pack FROM document WHERE id = ?"},
        {&upsert_,
         "INSERT INTO document(id, text_sha256, pack, run, title, url, published, language, source, flags) VALUES(?,?,?,?,?,?,?,?,?,?) "
         "ON CONFLICT(id) DO UPDATE SET text_sha256=excluded.text_sha256, pack=excluded.pack, run=excluded.run, title=excluded.title, "
         "url=excluded.url, "
         "published=excluded.published, language=excluded.language, source=excluded.source, flags=excluded.flags RETURNING doc"},
        {&clear_, "DELETE FROM record WHERE doc = ?"},
        {&insert_, "INSERT INTO record VALUES(?,?,?,?,?,?,?,?,?,?,?,?)"},
        {&failed_, "INSERT INTO error VALUES(?,?,?,?) ON CONFLICT(id) DO UPDATE SET run=excluded.run, data=excluded.data"},
        {&start_, "INSERT INTO run(tool, pack) VALUES('milepost', ?) RETURNING run"},
        {&end_, "UPDATE run SET documents=?, records=?, errors=? WHERE run=?"}};
    for (const auto& s : statements) {
      sqlite3_stmt* made = nullptr;
      if (sqlite3_prepare_v2(db_.get(), s.sql, -1, &made, nullptr) != SQLITE_OK) return fail();
      s.to->reset(made);
    }
    text(start_, 1, pack_);
    if (sqlite3_step(start_.get()) != SQLITE_ROW) return fail();
    run_ = sqlite3_column_int64(start_.get(), 0);
    sqlite3_reset(start_.get());
    return {};
  }

  Result<void> write(const std::vector<Record>& records, std::string_view) override {
    if (records.empty()) return {};
    if (records[0].type != RecordType::kDocument) return errors(records);
    const auto head = nlohmann::json::parse("{" + records[0].body + "}", nullptr, false);
    const auto field = [&](const char* key) -> std::string {
      const auto it = head.find(key);
      return it == head.end() || it->is_null() ? std::string() : it->is_string() ? it->get<std::string>() : it->dump();
    };
    const std::string hash = field("text_sha256");
    text(find_, 1, records[0].document);
    const int found = sqlite3_step(find_.get());
    const bool same = found == SQLITE_ROW && column(find_, 1) == hash && column(find_, 2) == pack_;
    sqlite3_reset(find_.get());
    if (found != SQLITE_ROW && found != SQLITE_DONE) return fail();
    ++documents_;
    if (same) return {};
    text(upsert_, 1, records[0].document);
    text(upsert_, 2, hash);
    text(upsert_, 3, pack_);
    sqlite3_bind_int64(upsert_.get(), 4, run_);
    int at = 5;
    std::string kept[6];
    for (const char* key : {"title", "url", "published", "language", "source", "flags"}) {
      std::string& value = kept[at - 5] = field(key);
      if (value.empty()) sqlite3_bind_null(upsert_.get(), at);
      else text(upsert_, at, value);
      ++at;
    }
    if (sqlite3_step(upsert_.get()) != SQLITE_ROW) return fail();
    const sqlite3_int64 doc = sqlite3_column_int64(upsert_.get(), 0);
    sqlite3_reset(upsert_.get());
    sqlite3_bind_int64(clear_.get(), 1, doc);
    if (sqlite3_step(clear_.get()) != SQLITE_DONE) return fail();
    sqlite3_reset(clear_.get());
    for (std::size_t i = 1; i < records.size(); ++i)
      if (auto ok = insert(doc, static_cast<sqlite3_int64>(i), records[i]); !ok) return ok;
    return {};
  }

  Result<void> finish() override {
    sqlite3_bind_int64(end_.get(), 1, documents_);
    sqlite3_bind_int64(end_.get(), 2, rows_);
    sqlite3_bind_int64(end_.get(), 3, errors_);
    sqlite3_bind_int64(end_.get(), 4, run_);
    if (sqlite3_step(end_.get()) != SQLITE_DONE) return fail();
    sqlite3_reset(end_.get());
    if (auto ok = exec("COMMIT"); !ok) return ok;
    open_ = false;
    return {};
  }

 private:
  Result<void> errors(const std::vector<Record>& records) {
    for (const Record& r : records) {
      const std::string data = "{" + r.body + "}";
      text(failed_, 1, r.id);
      text(failed_, 2, r.document);
      sqlite3_bind_int64(failed_.get(), 3, run_);
      text(failed_, 4, data);
      if (sqlite3_step(failed_.get()) != SQLITE_DONE) return fail();
      sqlite3_reset(failed_.get());
      ++errors_;
    }
    return {};
  }

  Result<void> insert(sqlite3_int64 doc, sqlite3_int64 seq, const Record& r) {
    data_.assign("{");
    data_ += r.body;
    data_ += '}';
    sqlite3_bind_int64(insert_.get(), 1, doc);
    sqlite3_bind_int64(insert_.get(), 2, seq);
    text(insert_, 3, r.id);
    text(insert_, 4, type_name(r.type));
    text(insert_, 5, r.rule);
    int at = 6;
    for (const std::uint32_t n : {r.bytes.begin, r.bytes.end, r.chars.begin, r.chars.end, r.sentence})
      sqlite3_bind_int64(insert_.get(), at++, n);
    text(insert_, 11, r.text);
    text(insert_, 12, data_);
    if (sqlite3_step(insert_.get()) != SQLITE_DONE) return fail();
    sqlite3_reset(insert_.get());
    ++rows_;
    return {};
  }

  static std::string view_sql(const View& v) {
    std::string sql = std::string("CREATE VIEW IF NOT EXISTS ") + v.type + " AS SELECT d.id AS document, d.published, d.url";
    std::string_view keys = v.columns;
    while (!keys.empty()) {
      const std::size_t cut = std::min(keys.find(' '), keys.size());
      const std::string key(keys.substr(0, cut));
      keys.remove_prefix(std::min(keys.size(), cut + 1));
      sql += ", r.data ->> '" + key + "' AS \"" + key + "\"";
    }
    return sql + ", r.text, r.rule, r.char_begin, r.char_end FROM record r JOIN document d USING(doc) WHERE r.type = '" + v.type + "'";
  }

  static void text(Statement& s, int at, std::string_view value) {
    sqlite3_bind_text(s.get(), at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
  }
  static std::string column(Statement& s, int at) {
    const auto* p = reinterpret_cast<const char*>(sqlite3_column_text(s.get(), at));
    return p == nullptr ? std::string() : std::string(p);
  }
  Result<void> exec(const char* sql) {
    return sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK ? Result<void>{} : fail();
  }
  Result<void> fail() const {
    return tl::unexpected(Error{Error::Code::kStore, path_, 0, sqlite3_errmsg(db_.get()), "nothing of this run was kept"});
  }

  Database db_;
  std::string path_, pack_, data_;
  Statement find_, upsert_, clear_, insert_, failed_, start_, end_;
  sqlite3_int64 run_ = 0, documents_ = 0, rows_ = 0, errors_ = 0;
  bool open_ = false;
};

}  // namespace

Result<std::unique_ptr<Sink>> sqlite(const std::string& path, const std::string& pack) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Database db(raw);
  if (code != SQLITE_OK)
    return tl::unexpected(Error{Error::Code::kStore, path, 0, raw == nullptr ? "cannot be opened" : sqlite3_errmsg(raw),
                                "check the folder and its permissions"});
  auto made = std::make_unique<Sqlite>(std::move(db), path, pack);
  if (auto ok = made->prepare(); !ok) return tl::unexpected(ok.error());
  return made;
}

}  // namespace milepost::sink
