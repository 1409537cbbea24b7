// SQLite. All values go through prepared statements; the only SQL built here is the schema's own, from the table of views in rows.cc.
#include <sqlite3.h>

#include <charconv>

#include "base/json_scan.h"
#include "sink/rows.h"
#include "sink/sinks.h"

namespace milepost::sink {

namespace {

constexpr int kVersion = 1;
constexpr const char* kSchema = R"(
CREATE TABLE IF NOT EXISTS run(run INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, tool TEXT NOT NULL, pack TEXT NOT NULL, started TEXT,
  state TEXT NOT NULL, inputs INTEGER NOT NULL, documents INTEGER NOT NULL, unchanged INTEGER NOT NULL, records INTEGER NOT NULL,
  errors INTEGER NOT NULL, report TEXT) STRICT;
CREATE TABLE IF NOT EXISTS document(doc INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, run INTEGER NOT NULL, text_sha256 TEXT NOT NULL,
  pack TEXT NOT NULL, title TEXT, url TEXT, published TEXT, published_source TEXT, dateline TEXT, duplicate_of TEXT, cluster TEXT,
  language TEXT, source TEXT, flags TEXT) STRICT;
CREATE TABLE IF NOT EXISTS record(doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, seq INTEGER NOT NULL, id TEXT NOT NULL,
  type TEXT NOT NULL, rule TEXT NOT NULL, byte_begin INTEGER, byte_end INTEGER, char_begin INTEGER, char_end INTEGER, sentence INTEGER,
  text TEXT, data TEXT NOT NULL, PRIMARY KEY(doc, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS error(id TEXT PRIMARY KEY, document TEXT NOT NULL, run INTEGER NOT NULL, data TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS evidence USING fts5(text, tokenize="unicode61 remove_diacritics 2");
)";
/// A record of evidence has the row doc << kSeqBits | seq in the full-text table.
constexpr int kSeqBits = 24;

struct Close {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
  void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

std::string column_sql(const ViewColumn& c) {
  const std::string path = std::string("'$.") + c.path;
  const std::string type = "json_type(r.data, " + path + "')";
  std::string whole = "r.data ->> " + path + "'";
  switch (c.kind) {
    case ViewColumn::Kind::kNumber:
      return "CASE WHEN " + type + " IN ('integer','real') THEN " + whole + " END";
    case ViewColumn::Kind::kLow:
      return "CASE " + type + " WHEN 'array' THEN r.data ->> " + path + "[0]' ELSE " + whole + " END";
    case ViewColumn::Kind::kHigh:
      return "CASE " + type + " WHEN 'array' THEN r.data ->> " + path + "[1]' ELSE " + whole + " END";
    default:
      return whole;
  }
}

constexpr const char* kParties =
    "DROP VIEW IF EXISTS deal_party; CREATE VIEW deal_party AS SELECT d.id AS document, r.seq AS deal, p.value ->> '$.name' AS name, "
    "p.value ->> '$.role' AS role, p.value ->> '$.country' AS country FROM record r JOIN document d USING(doc), json_each(r.data, "
    "'$.roles') p "
    "WHERE r.type = 'deal';";

class Sqlite : public Sink {
 public:
  Sqlite(Database db, std::string path, RunFacts facts) : db_(std::move(db)), path_(std::move(path)), facts_(std::move(facts)) {}
  ~Sqlite() override {
    if (open_) sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }

  Result<Checkpoint> prepare() {
    if (auto ok = exec(
            "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384;");
        !ok)
      return tl::unexpected(ok.error());
    if (auto ok = check_version(); !ok) return tl::unexpected(ok.error());
    if (auto ok = begin(); !ok) return tl::unexpected(ok.error());
    std::string schema = kSchema;
    for (const View& v : views()) schema += view_sql(v, column_sql);
    schema += kParties;
    schema += "PRAGMA user_version = " + std::to_string(kVersion);
    if (auto ok = exec(schema.c_str()); !ok) return tl::unexpected(ok.error());
    if (auto ok = prepare_statements(); !ok) return tl::unexpected(ok.error());
    return find_run();
  }

  Result<void> write(const std::vector<Record>& records, std::string_view json) override {
    if (records.empty()) return {};
    if (records[0].type != RecordType::kDocument) return errors(records);
    seq_ = 0;
    auto row = document_row(json);
    if (!row) return tl::unexpected(row.error());
    ++documents_;
    const auto doc = replace(records[0].document, *row);
    if (!doc) return tl::unexpected(doc.error());
    doc_ = *doc;
    if (doc_ == 0) ++unchanged_;
    return insert_from(records, 1);
  }

  Result<void> write_more(const std::vector<Record>& records, std::string_view) override { return insert_from(records, 0); }

  Result<void> checkpoint(const Checkpoint& at) override {
    inputs_ = static_cast<sqlite3_int64>(at.inputs);
    report_ = at.report;
    if (auto ok = note("running"); !ok) return ok;
    if (auto ok = commit(); !ok) return ok;
    return begin();
  }

  Result<void> finish() override {
    if (auto ok = note("done"); !ok) return ok;
    if (auto ok = exec(kIndexes); !ok) return ok;
    return commit();
  }

 private:
  Result<void> begin() {
    auto ok = exec("BEGIN IMMEDIATE");
    open_ = ok.has_value();
    return ok;
  }
  Result<void> commit() {
    auto ok = exec("COMMIT");
    open_ = !ok.has_value();
    return ok;
  }

  Result<void> check_version() {
    Statement s;
    if (auto ok = prepare_one(
            s, "SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_master WHERE name = 'record')");
        !ok)
      return ok;
    if (sqlite3_step(s.get()) != SQLITE_ROW) return fail();
    const int version = sqlite3_column_int(s.get(), 0);
    const bool ours = sqlite3_column_int(s.get(), 1) > 0;
    if (version == kVersion || (version == 0 && !ours)) return {};
    return tl::unexpected(Error{Error::Code::kStore, path_, 0,
                                version > kVersion ? "written by a newer milepost" : "written by an older milepost, or by another program",
                                "name another file"});
  }

  Result<void> prepare_one(Statement& to, const std::string& sql) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v3(db_.get(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr) != SQLITE_OK) return fail();
    to.reset(made);
    return {};
  }

  Result<void> prepare_statements() {
    std::string names = "id, run", marks = "?, ?", sets = "run = excluded.run";
    for (const char* c : DocumentRow::kColumns) {
      names += std::string(", ") + c;
      marks += ", ?";
      sets += std::string(", ") + c + " = excluded." + c;
    }
    const std::pair<Statement*, std::string> statements[] = {
        {&find_, "SELECT doc, text_sha256, pack, run FROM document WHERE id = ?"},
        {&upsert_, "INSERT INTO document(" + names + ") VALUES(" + marks + ") ON CONFLICT(id) DO UPDATE SET " + sets + " RETURNING doc"},
        {&clear_, "DELETE FROM record WHERE doc = ?"},
        {&forget_, "DELETE FROM evidence WHERE rowid BETWEEN ? AND ?"},
        {&insert_, "INSERT INTO record VALUES(?,?,?,?,?,?,?,?,?,?,?,?)"},
        {&evidence_, "INSERT INTO evidence(rowid, text) VALUES(?,?)"},
        {&failed_, "INSERT INTO error VALUES(?,?,?,?) ON CONFLICT(id) DO UPDATE SET run=excluded.run, data=excluded.data"},
        {&note_, "UPDATE run SET state=?, inputs=?, documents=?, unchanged=?, records=?, errors=?, report=? WHERE run=?"}};
    for (const auto& [to, sql] : statements)
      if (auto ok = prepare_one(*to, sql); !ok) return ok;
    return {};
  }

  /// Goes on with a run that died (or was done: then nothing is left to do), or enters a new one into the history.
  Result<Checkpoint> find_run() {
    Statement s;
    if (facts_.resume) {
      if (auto ok = prepare_one(s,
                                "SELECT run, inputs, report, documents, unchanged, records, errors FROM run WHERE fingerprint = ? "
                                "ORDER BY run DESC LIMIT 1");
          !ok)
        return tl::unexpected(ok.error());
      text(s, 1, facts_.run);
      const int code = sqlite3_step(s.get());
      if (code == SQLITE_ROW) {
        run_ = sqlite3_column_int64(s.get(), 0);
        inputs_ = sqlite3_column_int64(s.get(), 1);
        report_ = column(s, 2);
        documents_ = sqlite3_column_int64(s.get(), 3);
        unchanged_ = sqlite3_column_int64(s.get(), 4);
        rows_ = sqlite3_column_int64(s.get(), 5);
        errors_ = sqlite3_column_int64(s.get(), 6);
        return Checkpoint{facts_.run, static_cast<std::uint64_t>(inputs_), report_};
      }
      if (code != SQLITE_DONE) return tl::unexpected(fail().error());
    }
    if (auto ok = prepare_one(s,
                              "INSERT INTO run(fingerprint, tool, pack, started, state, inputs, documents, unchanged, records, errors) "
                              "VALUES(?,?,?,?,'running',0,0,0,0,0) RETURNING run");
        !ok)
      return tl::unexpected(ok.error());
    text(s, 1, facts_.run);
    text(s, 2, facts_.tool);
    text(s, 3, facts_.pack);
    text_or_null(s, 4, facts_.started);
    if (sqlite3_step(s.get()) != SQLITE_ROW) return tl::unexpected(fail().error());
    run_ = sqlite3_column_int64(s.get(), 0);
    return Checkpoint{};
  }

  /// Makes room for the document's records; 0 when text and rules are as they were.
  Result<sqlite3_int64> replace(const std::string& id, const DocumentRow& row) {
    text(find_, 1, id);
    const int found = sqlite3_step(find_.get());
    const sqlite3_int64 old = found == SQLITE_ROW ? sqlite3_column_int64(find_.get(), 0) : 0;
    const bool same = found == SQLITE_ROW && column(find_, 1) == row.hash() && column(find_, 2) == row.pack();
    sqlite3_reset(find_.get());
    if (found != SQLITE_ROW && found != SQLITE_DONE) return tl::unexpected(fail().error());
    if (same) return 0;
    text(upsert_, 1, id);
    sqlite3_bind_int64(upsert_.get(), 2, run_);
    for (std::size_t i = 0; i < row.values.size(); ++i) text_or_null(upsert_, static_cast<int>(i) + 3, row.values[i]);
    if (sqlite3_step(upsert_.get()) != SQLITE_ROW) return tl::unexpected(fail().error());
    const sqlite3_int64 doc = sqlite3_column_int64(upsert_.get(), 0);
    sqlite3_reset(upsert_.get());
    if (old == 0) return doc;
    sqlite3_bind_int64(clear_.get(), 1, doc);
    sqlite3_bind_int64(forget_.get(), 1, doc << kSeqBits);
    sqlite3_bind_int64(forget_.get(), 2, ((doc + 1) << kSeqBits) - 1);
    for (const Statement* s : {&clear_, &forget_}) {
      if (sqlite3_step(s->get()) != SQLITE_DONE) return tl::unexpected(fail().error());
      sqlite3_reset(s->get());
    }
    return doc;
  }

  Result<void> errors(const std::vector<Record>& records) {
    for (const Record& r : records) {
      const std::string data = "{" + r.body + "}";
      text(failed_, 1, r.id);
      text(failed_, 2, r.document);
      sqlite3_bind_int64(failed_.get(), 3, run_);
      text(failed_, 4, data);
      if (auto ok = done(failed_); !ok) return ok;
      ++errors_;
    }
    return {};
  }

  /// The rest of the records, unless the document is unchanged.
  Result<void> insert_from(const std::vector<Record>& records, std::size_t first) {
    for (std::size_t i = first; doc_ != 0 && i < records.size(); ++i)
      if (auto ok = insert(doc_, ++seq_, records[i]); !ok) return ok;
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
    if (auto ok = done(insert_); !ok) return ok;
    ++rows_;
    if (!is_evidence(r.type) || seq >> kSeqBits != 0) return {};
    sqlite3_bind_int64(evidence_.get(), 1, doc << kSeqBits | seq);
    text(evidence_, 2, r.text);
    return done(evidence_);
  }

  Result<void> note(const char* state) {
    text(note_, 1, state);
    int at = 2;
    for (const sqlite3_int64 n : {inputs_, documents_, unchanged_, rows_, errors_}) sqlite3_bind_int64(note_.get(), at++, n);
    text_or_null(note_, 7, report_);
    sqlite3_bind_int64(note_.get(), 8, run_);
    return done(note_);
  }

  Result<void> done(Statement& s) {
    if (sqlite3_step(s.get()) != SQLITE_DONE) return fail();
    sqlite3_reset(s.get());
    return {};
  }
  static void text(Statement& s, int at, std::string_view value) {
    sqlite3_bind_text(s.get(), at, value.data() == nullptr ? "" : value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
  }
  static void text_or_null(Statement& s, int at, std::string_view value) {
    if (value.empty())
      sqlite3_bind_null(s.get(), at);
    else
      text(s, at, value);
  }
  static std::string_view column(Statement& s, int at) {
    const auto* p = reinterpret_cast<const char*>(sqlite3_column_text(s.get(), at));
    return p == nullptr ? std::string_view() : std::string_view(p, static_cast<std::size_t>(sqlite3_column_bytes(s.get(), at)));
  }
  Result<void> exec(const char* sql) {
    return sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK ? Result<void>{} : fail();
  }
  Result<void> fail() const {
    const int code = sqlite3_errcode(db_.get());
    std::string cure = code == SQLITE_FULL ? "free some space and run again with --resume" : "run again with --resume";
    if (code == SQLITE_BUSY) cure = "another program writes to it; wait for it to end";
    if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT) cure = "name another file";
    return tl::unexpected(Error{Error::Code::kStore, path_, 0, sqlite3_errmsg(db_.get()), cure});
  }

  Database db_;
  std::string path_, data_, report_;
  RunFacts facts_;
  Statement find_, upsert_, clear_, forget_, insert_, evidence_, failed_, note_;
  sqlite3_int64 run_ = 0, inputs_ = 0, documents_ = 0, unchanged_ = 0, rows_ = 0, errors_ = 0;
  sqlite3_int64 doc_ = 0, seq_ = 0;  ///< of the document written last (0: it is unchanged), and of its last record
  bool open_ = false;
};

}  // namespace

Result<Opened> sqlite(const std::string& path, const RunFacts& facts) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database db(raw);
  if (code != SQLITE_OK)
    return tl::unexpected(Error{Error::Code::kStore, path, 0, raw == nullptr ? "cannot be opened" : sqlite3_errmsg(raw),
                                "check the folder and its permissions"});
  sqlite3_busy_timeout(raw, 5000);
  auto made = std::make_unique<Sqlite>(std::move(db), path, facts);
  auto at = made->prepare();
  if (!at) return tl::unexpected(at.error());
  return Opened{std::move(made), std::move(*at)};
}

}  // namespace milepost::sink
