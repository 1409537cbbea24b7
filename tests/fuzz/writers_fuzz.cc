// Any strings through what writes: JSON reads back the same, a terminal sees no control character, a page no mark-up of a text, numbers
// keep their value.
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <filesystem>

#include "base/printable.h"
#include "fuzz/law.h"
#include "milepost/json.h"
#include "review/entry.h"
#include "review/report.h"
#include "sink/sinks.h"

namespace {

using namespace milepost;

/// Tables for people and for spreadsheets, begun anew now and then so that the files stay small.
void write_tables(const std::vector<Record>& records, const std::string& lines) {
  static unsigned written = 0;
  static sink::Opened csv, table;
  if (written++ % 1024 == 0) {
    const auto folder = std::filesystem::temp_directory_path() / ("milepost-writers-fuzz-" + std::to_string(getpid()));
    csv = std::move(*sink::csv(folder.string(), {}));
    table = std::move(*sink::table("/dev/null", 140, true));
    std::filesystem::remove_all(folder);
  }
  MILEPOST_LAW(csv.sink->write(records, lines) && table.sink->write(records, lines), "a table is not written");
}

/// What a review says of the record when it is new.
void hold_reports(const std::string& line, const Document& document) {
  const review::DocumentLines after{"d", {review::without_pack(line)}, document.text};
  review::Difference difference;
  review::compare(nullptr, &after, difference.changes);
  difference.texts["d"] = document.text;
  review::group(difference);
  for (const char c : review::text_report(difference, {}))
    MILEPOST_LAW(static_cast<unsigned char>(c) >= 0x20 ? c != 0x7f : c == '\n', "a control character reaches the terminal");
  const std::string escaped = review::escaped(document.text);
  MILEPOST_LAW(escaped.find_first_of("<>\"") == std::string::npos, "mark-up reaches a page");
  MILEPOST_LAW(nlohmann::json::accept(review::json_report(difference, {})), "a report is no JSON");
  MILEPOST_LAW(!review::markdown_report(difference, {}).empty(), "a report says nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 1 << 14) return 0;
  double number = 0;
  if (size >= sizeof number) std::memcpy(&number, data, sizeof number);
  std::string digits;
  append_json_number(digits, number);
  const auto back = nlohmann::json::parse(digits, nullptr, false);
  MILEPOST_LAW(std::isfinite(number) ? back.is_number() && back.get<double>() == number : back.is_null(), "a number changed");
  const Document document = fuzz::document_of(data, size);
  Record r;
  r.type = RecordType::kTarget;
  r.id = record_id("d", r.type, {0, static_cast<std::uint32_t>(document.text.size())}, 0);
  r.document = "d";
  r.bytes = {0, static_cast<std::uint32_t>(document.text.size())};
  r.text = document.text;
  r.rule = "en.rule";
  JsonFields(r.body).text("actor", document.text).number("value", number);
  std::string line;
  append_json(line, r, "0123456789abcdef");
  fuzz::hold(r, document, line);
  const auto entry = review::parse_entry(review::without_pack(line));
  MILEPOST_LAW(entry && entry->text == document.text && entry->data["actor"] == document.text, "review reads another record");
  hold_reports(line, document);
  Record head;
  head.id = record_id("d", RecordType::kDocument, {}, 0);
  head.document = "d";
  JsonFields(head.body).text("title", document.text);
  std::string lines;
  append_json(lines, head, "0123456789abcdef");
  write_tables({head, r}, lines + line);
  const std::string shown = printable(document.text);
  for (const char c : shown) MILEPOST_LAW(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f, "a control character reaches the terminal");
  return 0;
}
