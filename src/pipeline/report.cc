// A run's report as JSON, and back: a run that goes on after its death goes on counting.
#include <charconv>

#include "base/json_scan.h"
#include "milepost/json.h"
#include "milepost/pipeline.h"

namespace milepost {

namespace {

struct Count {
  const char* name;
  std::uint64_t RunReport::*field;
};
constexpr Count kCounts[] = {{"inputs", &RunReport::inputs},         {"documents", &RunReport::documents},
                             {"errors", &RunReport::errors},         {"passed_over", &RunReport::passed_over},
                             {"duplicates", &RunReport::duplicates}, {"near_copies", &RunReport::near_copies},
                             {"repaired", &RunReport::repaired},     {"text_bytes", &RunReport::text_bytes},
                             {"pieces", &RunReport::pieces},         {"capped", &RunReport::capped}};

std::uint64_t number(std::string_view s) {
  std::uint64_t v = 0;
  std::from_chars(s.data(), s.data() + s.size(), v);
  return v;
}

std::string_view code_word(std::size_t i) { return code_name(static_cast<Error::Code>(i)); }
std::string_view type_word(std::size_t i) { return type_name(static_cast<RecordType>(i)); }

template <std::size_t N>
std::string object(const std::array<std::uint64_t, N>& counts, std::string_view (*name)(std::size_t)) {
  std::string out = "{";
  JsonFields f(out);
  for (std::size_t i = 0; i < N; ++i) f.number(name(i), static_cast<double>(counts[i]));
  return out + "}";
}

template <std::size_t N>
void counts(std::string_view json, std::string_view (*name)(std::size_t), std::array<std::uint64_t, N>& to) {
  std::vector<JsonMember> members;
  std::size_t at = 0;
  cut_object(json, members, at);
  for (const JsonMember& m : members)
    for (std::size_t i = 0; i < N; ++i)
      if (m.key == name(i)) to[i] = number(m.value);
}

}  // namespace

std::string to_json(const RunReport& r) {
  std::string out = "{";
  JsonFields f(out);
  for (const Count& c : kCounts) f.number(c.name, static_cast<double>(r.*c.field));
  f.raw("records", object(r.records, type_word)).raw("errors_by_code", object(r.errors_by_code, code_word));
  return out + "}";
}

RunReport report_of_json(std::string_view json) {
  RunReport r;
  std::vector<JsonMember> members;
  std::size_t at = 0;
  cut_object(json, members, at);
  for (const JsonMember& m : members) {
    for (const Count& c : kCounts)
      if (m.key == c.name) r.*c.field = number(m.value);
    if (m.key == "records") counts(m.value, type_word, r.records);
    if (m.key == "errors_by_code") counts(m.value, code_word, r.errors_by_code);
  }
  return r;
}

}  // namespace milepost
