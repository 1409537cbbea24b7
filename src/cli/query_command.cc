// milepost query: a database's answers to questions that are asked often.
#include <fmt/format.h>

#include <algorithm>

#include "base/printable.h"
#include "cli/command.h"
#include "milepost/json.h"
#include "sink/query.h"

namespace milepost::cli {

namespace {

struct QueryArguments {
  std::string question, database, format = "table";
  std::map<std::string, std::string> given;
  std::string country, about, year, currency, grade, limit = "20";
  bool sql = false;
};

constexpr std::size_t kWidest = 60;

void print_table(const sink::Rows& rows) {
  std::vector<std::vector<std::pair<std::string, std::size_t>>> cells(1);
  for (const std::string& c : rows.columns) cells[0].emplace_back(c, c.size());
  for (const auto& row : rows.cells) {
    auto& to = cells.emplace_back();
    for (const std::string& c : row) {
      std::string text = printable(c, kWidest);
      const std::size_t width = columns(text);
      to.emplace_back(std::move(text), width);
    }
  }
  std::vector<std::size_t> widths(rows.columns.size());
  for (const auto& row : cells)
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], row[c].second);
  for (const auto& row : cells) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      line += row[c].first;
      if (c + 1 < row.size()) line.append(widths[c] - row[c].second + 2, ' ');
    }
    fmt::print("{}\n", line);
  }
}

void print_json(const sink::Rows& rows) {
  for (std::size_t r = 0; r < rows.cells.size(); ++r) {
    const std::vector<std::string>& row = rows.cells[r];
    std::string line = "{";
    JsonFields f(line);
    for (std::size_t c = 0; c < row.size(); ++c)
      if (rows.numbers[r][c])
        f.raw(rows.columns[c], row[c]);
      else
        f.text_or_null(rows.columns[c], row[c]);
    fmt::print("{}}}\n", line);
  }
}

int query(QueryArguments a) {
  const auto& all = sink::questions();
  if (a.question.empty() || a.question == "list") {
    for (const sink::Question& q : all) fmt::print("{:<8}  {}; heeds {}\n", q.name, q.about, q.options);
    return kDone;
  }
  const auto q = std::find_if(all.begin(), all.end(), [&](const sink::Question& x) { return a.question == x.name; });
  if (q == all.end()) return complain({Error::Code::kBadInput, a.question, 0, "no such question", "`milepost query list` shows them all"});
  if (a.sql) {
    fmt::print("{}\n", q->sql);
    return kDone;
  }
  if (a.database.empty())
    return complain({Error::Code::kBadInput, "query", 0, "no database is named", "say milepost query QUESTION FILE.db"});
  for (const auto& [name, value] : {std::pair{"country", a.country},
                                    {"about", a.about},
                                    {"year", a.year},
                                    {"currency", a.currency},
                                    {"grade", a.grade},
                                    {"limit", a.limit}})
    if (!value.empty()) a.given[name] = value;
  const auto rows = sink::ask(a.database, *q, a.given);
  if (!rows) return complain(rows.error());
  if (a.format == "jsonl")
    print_json(*rows);
  else
    print_table(*rows);
  return kDone;
}

/// Codes are stored in capitals: kz is KZ.
CLI::Validator capitals() {
  return {[](std::string& s) {
            for (char& c : s) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            return std::string();
          },
          "CODE", "capitals"};
}

CLI::Validator year() {
  return {[](std::string& s) {
            const bool digits = s.size() == 4 && s.find_first_not_of("0123456789") == std::string::npos;
            return digits ? std::string() : "'" + s + "' is no year of the form 2030";
          },
          "YEAR", "year"};
}

}  // namespace

void add_query_command(CLI::App& app, int& code) {
  auto a = std::make_shared<QueryArguments>();
  CLI::App* c = app.add_subcommand("query", "ask a database that scan or load wrote; `query list` shows the questions");
  c->add_option("question", a->question, "targets due deals actors words copies errors runs, or list");
  c->add_option("database", a->database, "an SQLite file");
  c->add_option("--country", a->country, "ISO 3166 code of the actor's country, as KZ")->transform(capitals());
  c->add_option("--about", a->about, "words that the evidence must hold, in SQLite's full-text syntax");
  c->add_option("--year", a->year, "of the deadline; for deals of publication")->check(year());
  c->add_option("--currency", a->currency, "ISO 4217 code, as USD")->transform(capitals());
  c->add_option("--grade", a->grade, "grades of targets, as AB")->transform(grades());
  c->add_option("--limit", a->limit, "rows")->check(at_least(0));
  c->add_option("--format", a->format, "table or jsonl")->check(CLI::IsMember({"table", "jsonl"}));
  c->add_flag("--sql", a->sql, "print the question's SQL instead");
  c->callback([a, &code] { code = query(*a); });
}

}  // namespace milepost::cli
