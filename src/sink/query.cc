#include "sink/query.h"

#include <sqlite3.h>

#include <memory>

namespace milepost::sink {

namespace {

// An actor's country is what the organization, place or person of that name in the same article has.
#define MILEPOST_OF_COUNTRY(table)                                           \
  "(:country IS NULL OR EXISTS (SELECT 1 FROM record n WHERE n.doc = " table \
  ".doc AND n.type IN ('organization', 'place', 'person') "                  \
  "AND n.data ->> 'name' = " table ".actor AND n.data ->> 'country' = :country))"
#define MILEPOST_ABOUT(table) \
  "(:about IS NULL OR (" table ".doc << 24 | " table ".seq) IN (SELECT rowid FROM evidence WHERE evidence MATCH :about))"
#define MILEPOST_ORIGINAL(table) table ".duplicate_of IS NULL"

}  // namespace

const std::vector<Question>& questions() {
  static const std::vector<Question> kQuestions = {
      {"targets", "who wants what by when, the soonest first", "country about grade year limit",
       "SELECT t.actor, t.indicator, t.baseline_value AS baseline, coalesce(t.value, t.value_low) AS value, t.unit, t.deadline, "
       "t.modality, t.grade, t.published, "
       "t.text, t.document FROM target t WHERE " MILEPOST_ORIGINAL("t") " AND " MILEPOST_OF_COUNTRY("t") " AND " MILEPOST_ABOUT(
           "t") " AND (:grade IS NULL OR instr(:grade, t.grade) > 0) AND (:year IS NULL OR substr(t.deadline, 1, 4) = :year) "
                "ORDER BY t.deadline IS NULL, t.deadline, t.doc, t.seq LIMIT :limit"},
      {"due", "targets and forecasts for one year (--year)", "country about year limit",
       "SELECT t.deadline, t.actor, t.indicator, coalesce(t.value, t.value_low) AS value, t.unit, t.published, t.text, t.document FROM "
       "(SELECT deadline, actor, indicator, value, value_low, unit, published, text, document, doc, seq, duplicate_of FROM target UNION "
       "ALL "
       "SELECT deadline, actor, indicator, value, value_low, unit, published, text, document, doc, seq, duplicate_of FROM forecast) t "
       "WHERE " MILEPOST_ORIGINAL("t") " AND " MILEPOST_OF_COUNTRY("t") " AND " MILEPOST_ABOUT(
           "t") " AND substr(t.deadline, 1, 4) = coalesce(:year, substr((SELECT max(published) FROM document), 1, 4)) ORDER BY t.deadline, "
                "t.doc, t.seq LIMIT :limit"},
      {"deals", "the largest deals of each currency (--currency for one)", "about currency year limit",
       "SELECT coalesce(d.value, d.value_low) AS value, d.currency, d.kind, d.stage, (SELECT group_concat(p.name, ', ') FROM deal_party p "
       "WHERE p.document = "
       "d.document AND p.deal = d.seq) AS parties, d.subject, d.published, d.text, d.document FROM deal d WHERE " MILEPOST_ORIGINAL(
           "d") " AND d.currency IS NOT NULL AND " MILEPOST_ABOUT("d") " AND (:currency IS NULL OR d.currency = :currency) AND (:year IS "
                                                                       "NULL OR substr(d.published, 1, 4) = "
                                                                       ":year) ORDER BY d.currency, coalesce(d.value, d.value_low) DESC, "
                                                                       "d.doc, d.seq LIMIT :limit"},
      {"actors", "who has set how many targets", "country about grade year limit",
       "SELECT t.actor, count(*) AS targets, min(t.deadline) AS first_deadline, max(t.deadline) AS last_deadline, count(DISTINCT "
       "t.document) AS articles FROM target "
       "t WHERE t.actor IS NOT NULL AND " MILEPOST_ORIGINAL("t") " AND " MILEPOST_OF_COUNTRY("t") " AND " MILEPOST_ABOUT(
           "t") " AND (:grade IS NULL OR instr(:grade, t.grade) > 0) AND (:year IS NULL OR substr(t.deadline, 1, 4) = :year) GROUP BY "
                "t.actor ORDER BY targets DESC, t.actor "
                "LIMIT :limit"},
      {"words", "records whose words match (--about)", "about limit",
       "SELECT r.type, d.published, d.title AS article, e.text, d.id AS document FROM evidence e JOIN record r ON r.doc = e.rowid >> 24 "
       "AND r.seq = (e.rowid & "
       "16777215) JOIN document d ON d.doc = r.doc WHERE evidence MATCH :about ORDER BY rank, r.doc, r.seq LIMIT :limit"},
      {"copies", "stories that were printed more than once", "limit",
       "SELECT cluster AS first, count(*) AS copies, sum(duplicate_of IS NOT NULL) AS exact, min(published) AS from_date, max(published) "
       "AS to_date FROM document WHERE "
       "cluster IS NOT NULL GROUP BY cluster ORDER BY copies DESC, cluster LIMIT :limit"},
      {"errors", "inputs that the last run could not read", "limit",
       "SELECT data ->> 'code' AS code, document, data ->> 'message' AS message FROM error WHERE run = (SELECT max(run) FROM run) ORDER BY "
       "code, document LIMIT :limit"},
      {"runs", "what was loaded when", "limit",
       "SELECT run, started, state, tool, pack, inputs, documents, unchanged, records, errors FROM run ORDER BY run DESC LIMIT :limit"},
  };
  return kQuestions;
}

#undef MILEPOST_OF_COUNTRY
#undef MILEPOST_ABOUT
#undef MILEPOST_ORIGINAL

Result<Rows> ask(const std::string& path, const Question& question, const std::map<std::string, std::string>& options) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> db(raw, sqlite3_close);
  const auto fail = [&] {
    return tl::unexpected(Error{Error::Code::kStore, path, 0, raw == nullptr ? "cannot be opened" : sqlite3_errmsg(raw),
                                "name a file that scan --to or load --to wrote"});
  };
  sqlite3_stmt* made = nullptr;
  if (code != SQLITE_OK || sqlite3_prepare_v2(raw, question.sql, -1, &made, nullptr) != SQLITE_OK) return fail();
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> s(made, sqlite3_finalize);
  for (const auto& [name, value] : options) {
    const int at = sqlite3_bind_parameter_index(made, (":" + name).c_str());
    if (at == 0)
      return tl::unexpected(Error{Error::Code::kBadInput, "--" + name, 0,
                                  std::string("is not heeded by the question '") + question.name + "'",
                                  std::string("it heeds ") + question.options});
    if (name == "limit")
      sqlite3_bind_int64(made, at, std::strtoll(value.c_str(), nullptr, 10));
    else
      sqlite3_bind_text(made, at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
  }
  Rows rows;
  for (int c = 0; c < sqlite3_column_count(made); ++c) rows.columns.emplace_back(sqlite3_column_name(made, c));
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(made)) == SQLITE_ROW) {
    std::vector<std::string>& row = rows.cells.emplace_back();
    std::vector<bool>& numbers = rows.numbers.emplace_back();
    for (int c = 0; c < sqlite3_column_count(made); ++c) {
      const int kind = sqlite3_column_type(made, c);  // before the column is read as text
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(made, c));
      row.emplace_back(text == nullptr ? "" : text);
      numbers.push_back(kind == SQLITE_INTEGER || kind == SQLITE_FLOAT);
    }
  }
  if (step != SQLITE_DONE) return fail();
  return rows;
}

}  // namespace milepost::sink
