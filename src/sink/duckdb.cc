// DuckDB and Parquet by libduckdb, loaded at run time: it is in no distribution's packages. Records are staged as JSON Lines beside the
// target and taken over by SQL in one transaction.
#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "milepost/json.h"
#include "sink/output.h"
#include "sink/rows.h"
#include "sink/sinks.h"

namespace milepost::sink {

namespace {

namespace fs = std::filesystem;

/// The dozen functions of duckdb.h that are needed, declared as that header declares them.
struct Library {
  struct Outcome {  // duckdb_result
    std::uint64_t deprecated[3];
    void* deprecated_columns;
    char* deprecated_error;
    void* internal;
  };
  int (*open)(const char*, void**, void*, char**) = nullptr;
  int (*connect)(void*, void**) = nullptr;
  int (*query)(void*, const char*, Outcome*) = nullptr;
  const char* (*error)(Outcome*) = nullptr;
  void (*destroy)(Outcome*) = nullptr;
  void (*disconnect)(void**) = nullptr;
  void (*close)(void**) = nullptr;
  void (*free)(void*) = nullptr;

  static Result<Library> load() {
    const char* given = std::getenv("MILEPOST_DUCKDB");
    void* handle = dlopen(given != nullptr ? given : "libduckdb.so", RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr)
      return tl::unexpected(Error{Error::Code::kStore, "libduckdb", 0,
                                  "libduckdb.so is not installed, so DuckDB and Parquet cannot be written",
                                  "get it from duckdb.org and put it where the loader looks, or name it in MILEPOST_DUCKDB"});
    Library l;
    bool all = true;
    const auto find = [&](auto& function, const char* name) {
      function = reinterpret_cast<std::decay_t<decltype(function)>>(dlsym(handle, name));
      all = all && function != nullptr;
    };
    find(l.open, "duckdb_open_ext");
    find(l.connect, "duckdb_connect");
    find(l.query, "duckdb_query");
    find(l.error, "duckdb_result_error");
    find(l.destroy, "duckdb_destroy_result");
    find(l.disconnect, "duckdb_disconnect");
    find(l.close, "duckdb_close");
    find(l.free, "duckdb_free");
    if (!all)
      return tl::unexpected(
          Error{Error::Code::kStore, "libduckdb", 0, "this libduckdb lacks a function that is needed", "use 1.0 or later"});
    return l;
  }
};

std::string literal(std::string_view s) {
  std::string out = "'";
  for (const char c : s) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out + "'";
}

class Duck : public Sink {
 public:
  Duck(Library l, std::string target, bool parquet, Output records, Output documents, std::string staged)
      : l_(l),
        target_(std::move(target)),
        parquet_(parquet),
        records_(std::move(records)),
        documents_(std::move(documents)),
        staged_(std::move(staged)) {}
  ~Duck() override {
    if (connection_ != nullptr) l_.disconnect(&connection_);
    if (database_ != nullptr) l_.close(&database_);
    std::error_code code;
    for (const char* s : {".records.jsonl", ".documents.jsonl"}) fs::remove(staged_ + s, code);
  }

  Result<void> open() {
    char* why = nullptr;
    if (l_.open(parquet_ ? nullptr : target_.c_str(), &database_, nullptr, &why) != 0) {
      Error e{Error::Code::kStore, target_, 0, why == nullptr ? "cannot be opened" : why, "name another file"};
      l_.free(why);
      return tl::unexpected(std::move(e));
    }
    if (l_.connect(database_, &connection_) != 0) return tl::unexpected(Error{Error::Code::kStore, target_, 0, "cannot connect", ""});
    return exec("SET memory_limit='2GB'; SET threads=2");
  }

  Result<void> write(const std::vector<Record>& records, std::string_view json) override {
    if (records.empty() || records[0].type != RecordType::kDocument) return {};
    auto row = document_row(json);
    if (!row) return tl::unexpected(row.error());
    std::string line = "{";
    JsonFields d(line);
    d.text("id", records[0].document);
    for (std::size_t i = 0; i < row->values.size(); ++i) d.text_or_null(DocumentRow::kColumns[i], row->values[i]);
    if (auto ok = documents_.write(line + "}\n"); !ok) return ok;
    seq_ = 0;
    return stage(records, 1);
  }
  Result<void> write_more(const std::vector<Record>& records, std::string_view) override { return stage(records, 0); }

  Result<void> stage(const std::vector<Record>& records, std::size_t first) {
    std::string line;
    for (std::size_t i = first; i < records.size(); ++i) {
      const Record& r = records[i];
      line = "{";
      JsonFields(line)
          .text("document", r.document)
          .number("seq", static_cast<double>(++seq_))
          .text("id", r.id)
          .text("type", type_name(r.type))
          .text("rule", r.rule)
          .number("byte_begin", r.bytes.begin)
          .number("byte_end", r.bytes.end)
          .number("char_begin", r.chars.begin)
          .number("char_end", r.chars.end)
          .number("sentence", r.sentence)
          .text("text", r.text)
          .raw("data", "{" + r.body + "}");
      if (auto ok = records_.write(line + "}\n"); !ok) return ok;
    }
    return {};
  }

  Result<void> finish() override {
    for (Output* o : {&records_, &documents_})
      if (auto ok = o->finish(); !ok) return ok;
    std::string document = "{id: 'VARCHAR'";
    for (const char* c : DocumentRow::kColumns) document += std::string(", ") + c + ": 'VARCHAR'";
    const std::string records =
        "read_ndjson(" + literal(staged_ + ".records.jsonl") +
        ", columns={document: 'VARCHAR', seq: 'INTEGER', id: 'VARCHAR', type: 'VARCHAR', rule: 'VARCHAR', byte_begin: 'INTEGER', "
        "byte_end: 'INTEGER', char_begin: 'INTEGER', char_end: 'INTEGER', sentence: 'INTEGER', text: 'VARCHAR', data: 'JSON'}, "
        "maximum_object_size=33554432)";
    const std::string documents =
        "read_ndjson(" + literal(staged_ + ".documents.jsonl") + ", columns=" + document + "}, maximum_object_size=33554432)";
    if (parquet_) {
      return exec("COPY (SELECT * FROM " + records + ") TO " + literal(target_ + "/record") +
                  " (FORMAT parquet, PARTITION_BY (type), COMPRESSION zstd, OVERWRITE_OR_IGNORE); COPY (SELECT * FROM " + documents +
                  ") TO " + literal(target_ + "/document.parquet") + " (FORMAT parquet, COMPRESSION zstd)");
    }
    std::string sql =
        "BEGIN; CREATE TEMP TABLE new_document AS SELECT * FROM " + documents + "; CREATE TEMP TABLE new_record AS SELECT * FROM " +
        records +
        "; CREATE TABLE IF NOT EXISTS document AS SELECT * FROM new_document LIMIT 0; CREATE TABLE IF NOT EXISTS record AS SELECT * FROM "
        "new_record LIMIT 0; DELETE FROM new_record USING document d, new_document n WHERE new_record.document = n.id AND d.id = n.id AND "
        "d.text_sha256 = n.text_sha256 AND d.pack = n.pack; DELETE FROM new_document USING document d WHERE new_document.id = d.id AND "
        "new_document.text_sha256 = d.text_sha256 AND new_document.pack = d.pack; DELETE FROM record WHERE document IN (SELECT id FROM "
        "new_document); DELETE FROM document WHERE id IN (SELECT id FROM new_document); INSERT INTO document SELECT * FROM new_document; "
        "INSERT INTO record SELECT * FROM new_record;";
    for (const View& v : views()) sql += view_sql(v);
    return exec(sql + "COMMIT");
  }

 private:
  static std::string view_sql(const View& v) {
    std::string sql = std::string("CREATE OR REPLACE VIEW \"") + v.type + "\" AS SELECT r.document, d.published, d.title AS article, d.url";
    for (const ViewColumn& c : v.columns) {
      const std::string path = std::string("'$.") + c.path;
      const bool number = c.kind != ViewColumn::Kind::kText && c.kind != ViewColumn::Kind::kJson;
      std::string value = "r.data ->> " + path + "'";
      if (c.kind == ViewColumn::Kind::kLow) value = fmt::format("coalesce(r.data ->> {0}[0]', r.data ->> {0}')", path);
      if (c.kind == ViewColumn::Kind::kHigh) value = fmt::format("coalesce(r.data ->> {0}[1]', r.data ->> {0}')", path);
      sql += ", " + (number ? "TRY_CAST(" + value + " AS DOUBLE)" : value) + " AS \"" + c.name + "\"";
    }
    return sql + ", r.text, r.rule, r.char_begin, r.char_end FROM record r JOIN document d ON d.id = r.document WHERE r.type = '" + v.type +
           "';";
  }

  Result<void> exec(const std::string& sql) {
    Library::Outcome outcome{};
    const bool good = l_.query(connection_, sql.c_str(), &outcome) == 0;
    const char* why = good ? nullptr : l_.error(&outcome);
    Error e{Error::Code::kStore, target_, 0, why == nullptr ? "the query failed" : why, "nothing of this run was kept"};
    l_.destroy(&outcome);
    return good ? Result<void>{} : Result<void>(tl::unexpected(std::move(e)));
  }

  Library l_;
  std::string target_;
  bool parquet_;
  Output records_, documents_;
  std::string staged_;
  std::uint64_t seq_ = 0;  ///< of the record staged last, within its document
  void *database_ = nullptr, *connection_ = nullptr;
};

Result<Opened> open(const std::string& target, bool parquet) {
  auto library = Library::load();
  if (!library) return tl::unexpected(library.error());
  if (parquet) {
    std::error_code code;
    fs::create_directories(target, code);
    if (code) return tl::unexpected(Error{Error::Code::kIo, target, 0, code.message(), "check the path and its permissions"});
  }
  const std::string staged = parquet ? target + "/.staged" : target + ".staged";
  auto records = Output::open(staged + ".records.jsonl"), documents = Output::open(staged + ".documents.jsonl");
  if (!records) return tl::unexpected(records.error());
  if (!documents) return tl::unexpected(documents.error());
  auto made = std::make_unique<Duck>(*library, target, parquet, std::move(*records), std::move(*documents), staged);
  if (auto ok = made->open(); !ok) return tl::unexpected(ok.error());
  return Opened{std::move(made), {}};
}

}  // namespace

Result<Opened> duckdb(const std::string& path, const RunFacts&) { return open(path, false); }
Result<Opened> parquet(const std::string& folder, const RunFacts&) { return open(folder, true); }

}  // namespace milepost::sink
