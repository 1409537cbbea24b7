#include "sink/rows.h"

#include "base/json_scan.h"

namespace milepost::sink {

Result<DocumentRow> document_row(std::string_view line) {
  DocumentRow row;
  std::vector<JsonMember> members;
  std::size_t at = 0;
  if (cut_object(line.substr(0, line.find('\n')), members, at) != JsonFault::kNone)
    return tl::unexpected(Error{Error::Code::kBadFormat, "", 0, "a document record that is not valid JSON", ""});
  for (const JsonMember& m : members)
    for (std::size_t i = 0; i < DocumentRow::kColumns.size(); ++i) {
      if (m.key != DocumentRow::kColumns[i] || m.value == "null") continue;
      if (m.value[0] == '"')
        decode_json_string(m.value, row.values[i]);
      else
        row.values[i] = std::string(m.value);
    }
  return row;
}

const std::vector<View>& views() {
  using K = ViewColumn::Kind;
  static const std::vector<View> kViews = [] {
    const std::vector<ViewColumn> goal = {{"actor", "actor"},
                                          {"indicator", "indicator"},
                                          {"object", "object"},
                                          {"direction", "direction"},
                                          {"value", "value", K::kNumber},
                                          {"value_low", "value", K::kLow},
                                          {"value_high", "value", K::kHigh},
                                          {"unit", "unit"},
                                          {"unit_name", "unit_name"},
                                          {"basis", "basis"},
                                          {"bound", "bound"},
                                          {"baseline_value", "baseline.value", K::kNumber},
                                          {"baseline_unit", "baseline.unit"},
                                          {"baseline_time", "baseline.time"}};
    const auto with = [&](std::vector<ViewColumn> more) {
      std::vector<ViewColumn> all = goal;
      all.insert(all.end(), more.begin(), more.end());
      return all;
    };
    return std::vector<View>{
        {"quantity",
         {{"value", "value", K::kNumber},
          {"value_low", "value", K::kLow},
          {"value_high", "value", K::kHigh},
          {"unit", "unit"},
          {"unit_name", "unit_name"},
          {"dimension", "dimension"},
          {"bound", "bound"},
          {"direction", "direction"},
          {"role", "role"},
          {"concept", "concept"}}},
        {"time",
         {{"value", "value"},
          {"start_date", "start"},
          {"end_date", "end"},
          {"edtf", "edtf"},
          {"granularity", "granularity"},
          {"role", "role"}}},
        {"organization",
         {{"name", "name"},
          {"kind", "kind"},
          {"country", "country"},
          {"legal_form", "legal_form", K::kJson},
          {"aliases", "aliases", K::kJson}}},
        {"person", {{"name", "name"}, {"role", "role"}, {"organization", "organization"}, {"country", "country"}}},
        {"place", {{"name", "name"}, {"kind", "kind"}, {"country", "country"}}},
        {"statement", {{"speaker", "speaker"}, {"cue", "cue"}, {"kind", "kind"}, {"venue", "venue"}, {"date", "date"}}},
        {"target", with({{"deadline", "deadline"},
                         {"period_start", "period_start"},
                         {"modality", "modality"},
                         {"grade", "grade"},
                         {"kind", "kind"},
                         {"instrument", "instrument"},
                         {"place", "place"},
                         {"speaker", "speaker"}})},
        {"forecast", with({{"deadline", "deadline"}, {"period_start", "period_start"}, {"place", "place"}, {"speaker", "speaker"}})},
        {"observation", with({{"period", "period"}, {"comparator", "comparator"}, {"place", "place"}, {"speaker", "speaker"}})},
        {"deal",
         {{"kind", "kind"},
          {"stage", "stage"},
          {"parties", "parties", K::kJson},
          {"value", "value", K::kNumber},
          {"value_low", "value", K::kLow},
          {"value_high", "value", K::kHigh},
          {"currency", "currency"},
          {"value_of", "value_of"},
          {"subject", "subject"},
          {"place", "place"},
          {"date", "date"},
          {"speaker", "speaker"}}},
    };
  }();
  return kViews;
}

std::string view_sql(const View& v, std::string (*column)(const ViewColumn&)) {
  std::string sql = std::string("DROP VIEW IF EXISTS \"") + v.type + "\"; CREATE VIEW \"" + v.type +
                    "\" AS SELECT d.id AS document, d.published, d.title AS article, d.url";
  for (const ViewColumn& c : v.columns) sql += ", " + column(c) + " AS \"" + c.name + "\"";
  return sql +
         ", r.text, r.rule, r.char_begin, r.char_end, d.duplicate_of, d.cluster, r.doc, r.seq FROM record r JOIN document d USING(doc) "
         "WHERE r.type = '" +
         v.type + "';";
}

bool is_evidence(RecordType t) {
  return t == RecordType::kTarget || t == RecordType::kForecast || t == RecordType::kObservation || t == RecordType::kDeal ||
         t == RecordType::kStatement;
}

}  // namespace milepost::sink
