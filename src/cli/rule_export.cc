#include "cli/rule_export.h"

#include <nlohmann/json.hpp>

#include "rules/unparse.h"

namespace milepost::cli {

namespace {

using Json = nlohmann::ordered_json;

template <class Things>
Json all(const Things& things) {
  Json out = Json::array();
  for (const auto& t : things) out.push_back(rules::unparse(t));
  return out;
}

Json examples(const std::vector<rules::Example>& list) {
  static constexpr const char* kSigns[] = {"+", "-", "-*", "-p", "?"};
  Json out = Json::array();
  for (const rules::Example& e : list) {
    Json one{{"sign", kSigns[static_cast<std::size_t>(e.kind)]}, {"text", e.text}};
    if (!e.date.empty()) one["date"] = e.date;
    if (e.headline) one["headline"] = true;
    if (e.exactly) one["exactly"] = true;
    for (const rules::Expectation& x : e.expected) {
      Json expected{{"type", x.type}, {"fields", Json::object()}};
      for (const auto& [field, value] : x.fields) expected["fields"][field] = value;
      one["expected"].push_back(std::move(expected));
    }
    out.push_back(std::move(one));
  }
  return out;
}

std::string place(const rules::Program& p, const rules::Position& at) { return p.source.files[at.file] + ":" + std::to_string(at.line); }

/// What rules and frames have in common.
template <class Owner>
Json owner(const rules::Program& p, const Owner& r) {
  Json out{{"id", r.id},      {"type", r.type}, {"doc", r.doc}, {"where", place(p, r.position)}, {"prio", r.prio.value_or(50)},
           {"beats", r.beats}};
  out["guards"] = all(r.guards);
  out["make"] = Json::object();
  for (const rules::Assignment& a : r.make) out["make"][a.attribute] = rules::unparse(a.value);
  out["examples"] = examples(r.examples);
  return out;
}

Json context(const rules::Program& p, const rules::Context& c) {
  static constexpr const char* kReaches[] = {"forward", "backward", "both", "sentence"};
  Json out{{"id", c.id}, {"doc", c.doc}, {"where", place(p, c.position)}, {"attribute", c.attribute}, {"value", rules::unparse(c.value)}};
  out["cues"] = all(c.cues);
  out["reach"] = kReaches[static_cast<std::size_t>(c.reach)];
  out["max"] = c.max;
  out["on"] = c.types;
  out["stop"] = c.stop ? Json(rules::unparse(*c.stop)) : Json();
  out["pseudo"] = c.pseudo ? Json(rules::unparse(*c.pseudo)) : Json();
  out["examples"] = examples(c.examples);
  return out;
}

Json lexicon(const rules::LexiconTable& l) {
  static constexpr const char* kMatches[] = {"fold", "exact", "cap", "upper"};
  Json out{{"name", l.name}, {"columns", l.columns}, {"rows", Json::array()}};
  for (const rules::LexiconRow& r : l.rows) {
    Json row{{"entry", r.entry}, {"match", kMatches[static_cast<std::size_t>(r.match)]}};
    for (std::size_t c = 0; c < r.cells.size() && c < l.columns.size(); ++c)
      if (!r.cells[c].empty()) row[l.columns[c]] = r.cells[c];
    out["rows"].push_back(std::move(row));
  }
  return out;
}

}  // namespace

std::string exported(const rules::Program& p) {
  const rules::RuleSet& set = p.source;
  Json out{{"hash", p.hash}};
  for (const char* list : {"types", "rules", "frames", "contexts", "lexicons"}) out[list] = Json::array();
  for (const rules::TypeDecl& t : set.types) {
    Json type{{"name", t.name}, {"group", t.group.empty() ? t.name : t.group}, {"linked", t.linked}, {"attributes", Json::object()}};
    for (const auto& [name, kind] : t.attributes) type["attributes"][name] = kind;
    out["types"].push_back(std::move(type));
  }
  for (const rules::Rule& r : set.rules) {
    Json rule = owner(p, r);
    rule["patterns"] = all(r.matches);
    rule["conditions"] = all(r.where);
    out["rules"].push_back(std::move(rule));
  }
  for (const rules::Frame& f : set.frames) {
    Json frame = owner(p, f);
    frame["triggers"] = all(f.triggers);
    frame["scope"] = f.sentence_scope ? "sentence" : "clause";
    frame["slots"] = all(f.slots);
    frame["conditions"] = all(f.when);
    out["frames"].push_back(std::move(frame));
  }
  for (const rules::Context& c : set.contexts) out["contexts"].push_back(context(p, c));
  for (const rules::LexiconTable& l : p.lexicons) out["lexicons"].push_back(lexicon(l));
  out["settings"] = set.settings;
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace milepost::cli
