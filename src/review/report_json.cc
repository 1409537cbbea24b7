#include "review/report.h"

namespace milepost::review {

namespace {

Json tally_json(const std::optional<Tally>& t) {
  if (!t) return nullptr;
  return {{"right", t->right},           {"lenient", t->lenient}, {"found", t->found}, {"gold", t->gold},
          {"precision", t->precision()}, {"recall", t->recall()}, {"f1", t->f1()}};
}

Json entry_json(const std::optional<Entry>& e) {
  if (!e) return nullptr;
  Json j = {{"id", e->id},
            {"type", e->type},
            {"rule", e->rule},
            {"bytes", {e->bytes.begin, e->bytes.end}},
            {"chars", {e->chars.begin, e->chars.end}},
            {"text", e->text}};
  j["data"] = e->data;
  return j;
}

}  // namespace

Json report_data(const Difference& d, const ReportOptions& o) {
  Json out = {{"before", o.before}, {"after", o.after}, {"documents", d.documents}, {"rule_changes", d.rule_changes}};
  for (const auto& [type, t] : d.types)
    out["types"][type] = {{"before", t.before},
                          {"after", t.after},
                          {"added", t.added},
                          {"removed", t.removed},
                          {"changed", t.changed},
                          {"fixed", t.fixed},
                          {"broken", t.broken},
                          {"still_wrong", t.still_wrong},
                          {"unjudged", t.unjudged},
                          {"gold_before", tally_json(t.gold_before)},
                          {"gold_after", tally_json(t.gold_after)}};
  out["groups"] = Json::array();
  for (const Group& g : d.groups) {
    Json group = {
        {"key", g.key},   {"verdict", name_of(g.verdict)}, {"type", g.type},           {"kind", name_of(g.kind)}, {"fields", g.fields},
        {"rule", g.rule}, {"rule_before", g.rule_before},  {"documents", g.documents}, {"cause", g.cause}};
    group["changes"] = Json::array();
    for (const std::size_t i : g.changes) {
      const Change& c = d.changes[i];
      group["changes"].push_back({{"document", c.document},
                                  {"fields", c.fields},
                                  {"before", entry_json(c.before)},
                                  {"after", entry_json(c.after)},
                                  {"note", c.note}});
    }
    out["groups"].push_back(std::move(group));
  }
  return out;
}

std::string json_report(const Difference& d, const ReportOptions& o) {
  return report_data(d, o).dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace milepost::review
