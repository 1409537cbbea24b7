// PostgreSQL by libpq and COPY. What stands between two checkpoints is kept in memory until its transaction is committed, so that a server
// that goes away and comes back loses nothing: the stretch is sent again, unless the run's row says that it had arrived.
#include <libpq-fe.h>

#include <chrono>
#include <map>
#include <thread>

#include "sink/rows.h"
#include "sink/sinks.h"

namespace milepost::sink {

namespace {

using namespace std::chrono_literals;
constexpr auto kPatience = 60s;  ///< for a server to come back

struct Close {
  void operator()(PGconn* c) const { PQfinish(c); }
  void operator()(PGresult* r) const { PQclear(r); }
};
using Connection = std::unique_ptr<PGconn, Close>;
using Answer = std::unique_ptr<PGresult, Close>;

constexpr const char* kSchema = R"(
CREATE TABLE IF NOT EXISTS run(run bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, fingerprint text NOT NULL, tool text NOT NULL, pack text NOT NULL,
  started text, state text NOT NULL, inputs bigint NOT NULL, documents bigint NOT NULL, unchanged bigint NOT NULL, records bigint NOT NULL,
  errors bigint NOT NULL, report jsonb);
CREATE TABLE IF NOT EXISTS document(doc bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text NOT NULL UNIQUE, run bigint NOT NULL,
  text_sha256 text NOT NULL, pack text NOT NULL, title text, url text, published text, published_source text, dateline text, duplicate_of text,
  cluster text, language text, source jsonb, flags jsonb);
CREATE TABLE IF NOT EXISTS record(doc bigint NOT NULL, seq integer NOT NULL, id text NOT NULL, type text NOT NULL, rule text NOT NULL,
  byte_begin integer, byte_end integer, char_begin integer, char_end integer, sentence integer, text text, data jsonb NOT NULL, PRIMARY KEY(doc, seq));
CREATE TABLE IF NOT EXISTS error(id text PRIMARY KEY, document text NOT NULL, run bigint NOT NULL, data jsonb NOT NULL);
)";
/// One transaction at a time in a schema. A client that was killed may still have a server process at work; who comes next waits for it
/// and then sees what it committed.
constexpr const char* kLock = "SELECT pg_advisory_xact_lock(5710229, hashtext(current_schema())); ";

std::string column_sql(const ViewColumn& c) {
  std::string path = c.path;
  for (char& p : path)
    if (p == '.') p = ',';
  std::string json = "r.data #> '{" + path + "}'", words = "r.data #>> '{" + path + "}'";
  const auto end = [&](const char* at) {
    return "CASE jsonb_typeof(" + json + ") WHEN 'array' THEN (r.data #>> '{" + path + "," + at +
           "}')::double precision WHEN 'number' THEN (" + words + ")::double precision END";
  };
  switch (c.kind) {
    case ViewColumn::Kind::kNumber:
      return "CASE jsonb_typeof(" + json + ") WHEN 'number' THEN (" + words + ")::double precision END";
    case ViewColumn::Kind::kLow:
      return end("0");
    case ViewColumn::Kind::kHigh:
      return end("1");
    case ViewColumn::Kind::kJson:
      return json;
    default:
      return words;
  }
}

/// A value of COPY's text format.
void copy_text(std::string& out, std::string_view s) {
  std::size_t plain = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char c = s[i];
    if (c != '\\' && c != '\n' && c != '\r' && c != '\t' && c != '\0') continue;
    out.append(s, plain, i - plain);
    plain = i + 1;
    out += c == '\\' ? "\\\\" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : "\xEF\xBF\xBD";
  }
  out.append(s, plain, s.size() - plain);
}
void copy_or_null(std::string& out, std::string_view s) {
  if (s.empty())
    out += "\\N";
  else
    copy_text(out, s);
}

/// The same JSON without what jsonb refuses: escapes of NUL and of surrogates that have no partner.
std::string fit_for_jsonb(std::string json) {
  for (std::size_t at = json.find("\\u"); at != std::string::npos; at = json.find("\\u", at + 2)) {
    std::size_t slashes = 0;
    while (slashes < at && json[at - 1 - slashes] == '\\') ++slashes;
    if (slashes % 2 == 1) continue;  // the backslash is itself escaped
    const std::string digits = json.substr(at + 2, 4);
    const auto surrogate = [&](std::size_t i, char low, char high) {
      return i + 6 <= json.size() && json[i] == '\\' && json[i + 1] == 'u' && (json[i + 2] | 0x20) == 'd' && (json[i + 3] | 0x20) >= low &&
             (json[i + 3] | 0x20) <= high;
    };
    if (surrogate(at, '8', 'b') && (surrogate(at + 6, 'c', 'f'))) {
      at += 6;
      continue;
    }
    const bool high = surrogate(at, '8', '9') || surrogate(at, 'a', 'b'), low = surrogate(at, 'c', 'f');
    if (digits == "0000" || high || low) json.replace(at + 2, 4, "fffd");
  }
  return json;
}

/// A document between two checkpoints: its columns and its records' COPY lines without the first column.
struct Pending {
  std::string id;
  DocumentRow row;
  std::string records;
  std::int64_t count = 0;
};

class Postgres : public Sink {
 public:
  Postgres(std::string schema, RunFacts facts) : schema_(std::move(schema)), facts_(std::move(facts)) {}

  Result<Checkpoint> prepare() {
    connection_.reset(PQconnectdb("application_name=milepost client_encoding=UTF8"));
    if (PQstatus(connection_.get()) != CONNECTION_OK)
      return tl::unexpected(fail("set PGHOST, PGDATABASE, PGUSER and the like, or PGSERVICE"));
    if (auto ok = greet(); !ok) return tl::unexpected(ok.error());
    std::string schema = std::string("BEGIN; ") + kLock;
    schema += kSchema;
    for (const View& v : views()) schema += view_sql(v, column_sql);
    schema +=
        "DROP VIEW IF EXISTS deal_party; CREATE VIEW deal_party AS SELECT d.id AS document, r.seq AS deal, p.value ->> 'name' AS name, "
        "p.value ->> 'role' AS role, p.value ->> 'country' AS country FROM record r JOIN document d USING(doc), "
        "jsonb_array_elements(r.data -> 'roles') p WHERE r.type = 'deal'; COMMIT";
    if (auto ok = exec(schema); !ok) return tl::unexpected(ok.error());
    return find_run();
  }

  Result<void> write(const std::vector<Record>& records, std::string_view json) override {
    if (records.empty()) return {};
    if (records[0].type != RecordType::kDocument) {
      for (const Record& r : records) add_error(r);
      return {};
    }
    auto row = document_row(json);
    if (!row) return tl::unexpected(row.error());
    Pending p;
    p.id = records[0].document;
    p.row = std::move(*row);
    pending_.push_back(std::move(p));
    add_records(records, 1);
    return {};
  }

  Result<void> write_more(const std::vector<Record>& records, std::string_view) override {
    add_records(records, 0);
    return {};
  }

  Result<void> checkpoint(const Checkpoint& at) override { return deliver(at, "running"); }
  Result<void> finish() override {
    const std::string evidence =
        std::string("CREATE INDEX IF NOT EXISTS record_evidence ON record USING gin(to_tsvector('simple', text)) WHERE type IN (") +
        kEvidenceTypes + ")";
    if (auto ok = again_if_lost([&] { return exec(kLock + (kIndexes + evidence) + "; ANALYZE document; ANALYZE record"); }); !ok) return ok;
    return deliver(last_, "done");
  }

 private:
  Result<void> greet() {
    if (auto ok = exec("SET client_min_messages = warning; SET statement_timeout = 0"); !ok) return ok;
    if (schema_.empty()) return {};
    char* quoted = PQescapeIdentifier(connection_.get(), schema_.data(), schema_.size());
    const std::string name = quoted == nullptr ? "" : quoted;
    PQfreemem(quoted);
    const std::string sql = "CREATE SCHEMA IF NOT EXISTS " + name + "; SET search_path = " + name;
    const auto ok = exec(sql);
    return ok ? ok : exec(sql);  // another may have made it between the look and the act
  }

  void add_records(const std::vector<Record>& records, std::size_t first) {
    Pending& p = pending_.back();
    for (std::size_t i = first; i < records.size(); ++i) add_record(p.records, static_cast<std::size_t>(++p.count), records[i]);
  }

  static void add_record(std::string& out, std::size_t seq, const Record& r) {
    out += '\t';
    out += std::to_string(seq);
    for (const std::string_view s : {std::string_view(r.id), type_name(r.type), std::string_view(r.rule)}) {
      out += '\t';
      copy_text(out, s);
    }
    for (const std::uint32_t n : {r.bytes.begin, r.bytes.end, r.chars.begin, r.chars.end, r.sentence}) {
      out += '\t';
      out += std::to_string(n);
    }
    out += '\t';
    copy_text(out, r.text);
    out += "\t{";
    copy_text(out, r.body.find("\\u") == std::string::npos ? r.body : fit_for_jsonb(r.body));
    out += "}\n";
  }

  void add_error(const Record& r) {
    std::string& line = errors_[r.id];
    line.clear();
    copy_text(line, r.id);
    line += '\t';
    copy_text(line, r.document);
    line += '\t' + std::to_string(run_) + "\t{";
    copy_text(line, fit_for_jsonb(r.body));
    line += "}\n";
    ++error_count_;
  }

  /// Goes on with a run that died, or enters a new one into the history.
  Result<Checkpoint> find_run() {
    if (auto ok = exec(kLock); !ok) return tl::unexpected(ok.error());
    const char* values[] = {facts_.run.c_str(), facts_.tool.c_str(), facts_.pack.c_str(),
                            facts_.started.empty() ? nullptr : facts_.started.c_str()};
    if (facts_.resume) {
      const Answer found(PQexecParams(connection_.get(),
                                      "SELECT run, inputs, coalesce(report::text, ''), documents, unchanged, records, errors FROM run "
                                      "WHERE fingerprint = $1 ORDER BY run DESC LIMIT 1",
                                      1, nullptr, values, nullptr, nullptr, 0));
      if (PQresultStatus(found.get()) != PGRES_TUPLES_OK) return tl::unexpected(fail());
      if (PQntuples(found.get()) == 1) {
        const auto number = [&](int column) { return std::strtoll(PQgetvalue(found.get(), 0, column), nullptr, 10); };
        run_ = number(0);
        documents_ = number(3), unchanged_ = number(4), rows_ = number(5), error_count_ = number(6);
        last_ = {facts_.run, static_cast<std::uint64_t>(number(1)), PQgetvalue(found.get(), 0, 2)};
        return last_;
      }
    }
    const Answer made(
        PQexecParams(connection_.get(),
                     "INSERT INTO run(fingerprint, tool, pack, started, state, inputs, documents, unchanged, records, errors) "
                     "VALUES($1, $2, $3, $4, 'running', 0, 0, 0, 0, 0) RETURNING run",
                     4, nullptr, values, nullptr, nullptr, 0));
    if (PQresultStatus(made.get()) != PGRES_TUPLES_OK) return tl::unexpected(fail());
    run_ = std::strtoll(PQgetvalue(made.get(), 0, 0), nullptr, 10);
    return Checkpoint{};
  }

  /// Waits for a server that went away; false when it does not come back in time.
  bool wait_for_server() {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (PQstatus(connection_.get()) != CONNECTION_OK || !greet()) {
      if (std::chrono::steady_clock::now() > until) return false;
      std::this_thread::sleep_for(200ms);
      PQreset(connection_.get());
    }
    return true;
  }

  /// Does what can be done twice, until it is done or fails for another reason than a lost connection.
  template <class Work>
  Result<void> again_if_lost(const Work& work) {
    for (;;) {
      auto ok = work();
      if (ok || PQstatus(connection_.get()) == CONNECTION_OK || !wait_for_server()) return ok;
    }
  }

  /// Sends what is pending until a transaction with it is committed.
  Result<void> deliver(const Checkpoint& at, const char* state) {
    bool sent = false;
    auto ok = again_if_lost([&]() -> Result<void> {
      if (sent && exec(kLock) && arrived(at, state)) return {};
      sent = true;
      Counts c{documents_, unchanged_, rows_};
      auto done = transaction(at, state, c);
      if (done)
        documents_ = c.documents, unchanged_ = c.unchanged, rows_ = c.rows;
      else if (PQstatus(connection_.get()) == CONNECTION_OK)
        (void)exec("ROLLBACK");
      return done;
    });
    if (!ok) return ok;
    pending_.clear();
    errors_.clear();
    last_ = at;
    return {};
  }

  /// Whether the transaction whose answer was lost had been committed.
  bool arrived(const Checkpoint& at, const char* state) {
    const std::string run = std::to_string(run_), inputs = std::to_string(at.inputs);
    const char* values[] = {run.c_str(), inputs.c_str(), state};
    const Answer a(PQexecParams(connection_.get(),
                                "SELECT documents, unchanged, records FROM run WHERE run = $1 AND inputs = $2 AND state = $3", 3, nullptr,
                                values, nullptr, nullptr, 0));
    if (PQresultStatus(a.get()) != PGRES_TUPLES_OK || PQntuples(a.get()) != 1) return false;
    const std::int64_t documents = std::strtoll(PQgetvalue(a.get(), 0, 0), nullptr, 10);
    if (!pending_.empty() && documents == documents_) return false;
    documents_ = documents;
    unchanged_ = std::strtoll(PQgetvalue(a.get(), 0, 1), nullptr, 10);
    rows_ = std::strtoll(PQgetvalue(a.get(), 0, 2), nullptr, 10);
    return true;
  }

  struct Counts {
    std::int64_t documents, unchanged, rows;
  };

  Result<void> transaction(const Checkpoint& at, const char* state, Counts& c) {
    if (auto ok = exec("BEGIN"); !ok) return ok;
    if (auto ok = exec(kLock); !ok) return ok;
    if (!pending_.empty())
      if (auto ok = send_documents(c); !ok) return ok;
    if (!errors_.empty()) {
      std::string lines;
      for (const auto& [id, line] : errors_) lines += line;
      if (auto ok = exec("CREATE TEMP TABLE incoming_error(LIKE error) ON COMMIT DROP"); !ok) return ok;
      if (auto ok = copy("COPY incoming_error FROM STDIN", {&lines}); !ok) return ok;
      if (auto ok =
              exec("INSERT INTO error SELECT * FROM incoming_error ON CONFLICT(id) DO UPDATE SET run = excluded.run, data = excluded.data");
          !ok)
        return ok;
    }
    const std::string numbers[] = {std::to_string(run_),        std::to_string(at.inputs), std::to_string(c.documents),
                                   std::to_string(c.unchanged), std::to_string(c.rows),    std::to_string(error_count_)};
    const char* values[] = {numbers[0].c_str(),
                            numbers[1].c_str(),
                            numbers[2].c_str(),
                            numbers[3].c_str(),
                            numbers[4].c_str(),
                            numbers[5].c_str(),
                            state,
                            at.report.empty() ? nullptr : at.report.c_str()};
    const Answer a(PQexecParams(
        connection_.get(),
        "UPDATE run SET inputs = $2, documents = $3, unchanged = $4, records = $5, errors = $6, state = $7, report = $8 WHERE run = $1", 8,
        nullptr, values, nullptr, nullptr, 0));
    if (PQresultStatus(a.get()) != PGRES_COMMAND_OK) return tl::unexpected(fail());
    return exec("COMMIT");
  }

  /// Documents into staging; the server answers with the numbers of those that are new or changed, whose old records are gone by then.
  Result<void> send_documents(Counts& c) {
    static const std::string kNames = [] {
      std::string names;
      for (const char* column : DocumentRow::kColumns) names += std::string(", ") + column;
      return names;
    }();
    static const std::string kMerge = [] {
      std::string sets, from;
      for (const char* column : DocumentRow::kColumns)
        sets += std::string(", ") + column + " = excluded." + column, from += std::string(", ") + column;
      return "WITH kept AS (SELECT DISTINCT ON (id) * FROM incoming ORDER BY id, n DESC), "
             "changed AS (SELECT k.* FROM kept k LEFT JOIN document d USING(id) WHERE d.id IS NULL OR d.text_sha256 <> k.text_sha256 OR "
             "d.pack <> k.pack), "
             "gone AS (DELETE FROM record r USING document d, changed c WHERE d.id = c.id AND r.doc = d.doc), "
             "put AS (INSERT INTO document(id, run" +
             from + ") SELECT id, run" + from +
             " FROM changed ORDER BY n "
             "ON CONFLICT(id) DO UPDATE SET run = excluded.run" +
             sets +
             " RETURNING doc, id) "
             "SELECT c.n, p.doc FROM put p JOIN changed c USING(id) ORDER BY c.n";
    }();
    std::string lines;
    for (std::size_t i = 0; i < pending_.size(); ++i) {
      lines += std::to_string(i) + '\t';
      copy_text(lines, pending_[i].id);
      lines += '\t' + std::to_string(run_);
      for (const std::string& v : pending_[i].row.values) lines += '\t', copy_or_null(lines, v);
      lines += '\n';
    }
    if (auto ok = exec("CREATE TEMP TABLE incoming ON COMMIT DROP AS SELECT 0 AS n, id, run" + kNames + " FROM document LIMIT 0"); !ok)
      return ok;
    if (auto ok = copy("COPY incoming FROM STDIN", {&lines}); !ok) return ok;
    const Answer changed(PQexec(connection_.get(), kMerge.c_str()));
    if (PQresultStatus(changed.get()) != PGRES_TUPLES_OK) return tl::unexpected(fail());
    const int n = PQntuples(changed.get());
    c.documents += static_cast<std::int64_t>(pending_.size());
    c.unchanged += static_cast<std::int64_t>(pending_.size()) - n;
    return n == 0 ? Result<void>{} : send_records(changed.get(), n, c);
  }

  Result<void> send_records(const PGresult* changed, int n, Counts& c) {
    if (auto ok = begin_copy("COPY record FROM STDIN"); !ok) return ok;
    std::string block;
    for (int i = 0; i < n; ++i) {
      const Pending& p = pending_[static_cast<std::size_t>(std::strtoll(PQgetvalue(changed, i, 0), nullptr, 10))];
      const char* doc = PQgetvalue(changed, i, 1);
      c.rows += p.count;
      for (std::size_t at = 0; at < p.records.size();) {
        const std::size_t end = p.records.find('\n', at) + 1;
        block += doc;
        block.append(p.records, at, end - at);
        at = end;
      }
      if (block.size() > 1 << 16) {
        if (auto ok = put(block); !ok) return ok;
        block.clear();
      }
    }
    if (auto ok = put(block); !ok) return ok;
    return end_copy();
  }

  Result<void> begin_copy(const char* sql) {
    const Answer a(PQexec(connection_.get(), sql));
    return PQresultStatus(a.get()) == PGRES_COPY_IN ? Result<void>{} : Result<void>(tl::unexpected(fail()));
  }
  Result<void> put(const std::string& block) {
    return block.empty() || PQputCopyData(connection_.get(), block.data(), static_cast<int>(block.size())) == 1
               ? Result<void>{}
               : Result<void>(tl::unexpected(fail()));
  }
  Result<void> end_copy() {
    bool good = PQputCopyEnd(connection_.get(), nullptr) == 1;
    Result<void> out;
    for (Answer a(PQgetResult(connection_.get())); a; a.reset(PQgetResult(connection_.get())))
      if (PQresultStatus(a.get()) != PGRES_COMMAND_OK && good) {
        good = false;
        out = tl::unexpected(fail());
      }
    return good || !out ? out : Result<void>(tl::unexpected(fail()));
  }
  Result<void> copy(const char* sql, std::initializer_list<const std::string*> blocks) {
    if (auto ok = begin_copy(sql); !ok) return ok;
    for (const std::string* b : blocks)
      if (auto ok = put(*b); !ok) return ok;
    return end_copy();
  }

  Result<void> exec(const std::string& sql) {
    const Answer a(PQexec(connection_.get(), sql.c_str()));
    const ExecStatusType s = PQresultStatus(a.get());
    return s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK ? Result<void>{} : Result<void>(tl::unexpected(fail()));
  }
  Error fail(std::string cure = "what was committed is kept; run again with --resume") const {
    std::string what = PQerrorMessage(connection_.get());
    while (!what.empty() && (what.back() == '\n' || what.back() == ' ')) what.pop_back();
    for (char& c : what)
      if (c == '\n') c = ' ';
    return {Error::Code::kStore, "postgres:" + schema_, 0, what.empty() ? "no answer" : what, std::move(cure)};
  }

  std::string schema_;
  RunFacts facts_;
  Connection connection_;
  std::vector<Pending> pending_;
  std::map<std::string, std::string> errors_;  ///< by id, COPY lines
  Checkpoint last_;
  std::int64_t run_ = 0, documents_ = 0, unchanged_ = 0, rows_ = 0, error_count_ = 0;
};

}  // namespace

Result<Opened> postgres(const std::string& schema, const RunFacts& facts) {
  auto made = std::make_unique<Postgres>(schema, facts);
  auto at = made->prepare();
  if (!at) return tl::unexpected(at.error());
  return Opened{std::move(made), std::move(*at)};
}

}  // namespace milepost::sink
