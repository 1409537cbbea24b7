// rules check | list | show | stats | export: the rules, and whether they keep what their examples promise.
#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/rule_export.h"
#include "cli/rule_stats.h"
#include "cli/rule_text.h"
#include "pipeline/prove.h"
#include "rules/lint.h"
#include "rules/pack_files.h"
#include "rules/suggest.h"

namespace milepost::cli {

namespace {

struct RulesArguments {
  std::string rules, id;
  std::vector<std::string> inputs;
  bool quiet = false;
};

void print(const std::vector<rules::Diagnostic>& warnings, const rules::Program& program) {
  for (const rules::Diagnostic& d : warnings) fmt::print("{}\n", rules::print(d, program.source));
}

std::size_t print_warnings(const Proof& proof, const rules::Program& program) {
  const std::vector<rules::Diagnostic> lints = rules::lint(program);
  print(lints, program);
  print(proof.untested, program);
  for (const Rivalry& r : proof.shadowed)
    fmt::print("{}: warning: {} says what {} expects, and takes its place\n", r.where, r.rival, r.rule);
  for (const Rivalry& r : proof.ties)
    fmt::print("{}: warning: {} and {} tie; nothing but their ids decides\n    give one a higher prio, or let it beat the other\n", r.where,
               r.rival, r.rule);
  return lints.size() + proof.untested.size() + proof.shadowed.size() + proof.ties.size();
}

int check(const RulesArguments& a) {
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  const Proof proof = prove(pack->program(), a.id);
  if (proof.passed + proof.failed == 0)
    return complain({Error::Code::kBadInput, a.id, 0, "no rule's id begins like this", "see rules list"});
  if (!a.quiet) {
    if (const std::size_t n = print_warnings(proof, pack->program()); n > 0) fmt::print("{} warnings\n", n);
  }
  for (const Failure& f : proof.failures) {
    fmt::print("{}: error: {}, {}\n    {}\n", f.where, f.rule, f.how, f.example);
    for (const std::string& reason : f.reasons) fmt::print("    {}\n", reason);
  }
  fmt::print("{} passed, {} failed\n", proof.passed, proof.failed);
  return proof.failed == 0 ? kDone : kDifferent;
}

int list(const RulesArguments& a) {
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  const rules::Program& p = pack->program();
  std::vector<RuleId> ids;
  for (RuleId r = 0; r < p.rules.size(); ++r)
    if (p.rules[r].id.starts_with(a.id) && !p.rules[r].where.empty()) ids.push_back(r);
  std::sort(ids.begin(), ids.end(), [&](RuleId x, RuleId y) { return p.rules[x].id < p.rules[y].id; });
  for (const RuleId r : ids)
    fmt::print("{:<36} {:<14} {:<28} {}\n", p.rules[r].id, p.types[p.rules[r].type].name, p.rules[r].where, doc_of(p, r));
  return kDone;
}

int show(const RulesArguments& a) {
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  const rules::Program& p = pack->program();
  std::vector<std::string> known;
  for (RuleId r = 0; r < p.rules.size(); ++r) {
    known.push_back(p.rules[r].id);
    if (p.rules[r].id != a.id || p.rules[r].where.empty()) continue;
    fmt::print("{}", rule_text(p, r));
    return kDone;
  }
  std::string cure = rules::did_you_mean(a.id, known);
  return complain({Error::Code::kBadInput, a.id, 0, "no such rule", cure.empty() ? "see rules list" : cure});
}

int stats(const RulesArguments& a) {
  const auto pack = load_pack(rules_folder(a.rules));
  return pack ? print_stats(pack->program(), a.inputs, a.id) : kTrouble;
}

int write_pack(const RulesArguments& a) {
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  fmt::print("{}", exported(pack->program()));
  return kDone;
}

CLI::App* add(CLI::App* rules, const std::shared_ptr<RulesArguments>& a, const char* name, const char* help, const char* id_help) {
  CLI::App* c = rules->add_subcommand(name, help);
  c->add_option("id", a->id, id_help);
  c->add_option("--rules", a->rules, "rules folder");
  return c;
}

}  // namespace

void add_rules_command(CLI::App& app, int& code) {
  auto a = std::make_shared<RulesArguments>();
  CLI::App* rules = app.add_subcommand("rules", "check, list, show and count the rules");
  rules->require_subcommand(1);
  CLI::App* c = add(rules, a, "check", "run every rule's examples, alone and in the whole pack; warn of what asks for a look",
                    "only rules whose id begins like this");
  c->add_flag("-q,--quiet", a->quiet, "no warnings");
  c->callback([a, &code] { code = check(*a); });
  add(rules, a, "list", "one line a rule: id, type, place, what for", "only rules whose id begins like this")->callback([a, &code] {
    code = list(*a);
  });
  CLI::App* s = add(rules, a, "show", "a rule as it stands in its file, and what the compiler made of it", "the rule's id");
  s->get_option("id")->required();
  s->callback([a, &code] { code = show(*a); });
  CLI::App* t = rules->add_subcommand("stats", "hits, losses and time of every rule over articles; silent rules; who loses to whom");
  t->add_option("inputs", a->inputs, "files, folders, archives; - for standard input")->required();
  t->add_option("--id", a->id, "only rules whose id begins like this");
  t->add_option("--rules", a->rules, "rules folder");
  t->callback([a, &code] { code = stats(*a); });
  CLI::App* e = rules->add_subcommand("export", "the typed pack as JSON");
  e->add_option("--rules", a->rules, "rules folder");
  e->callback([a, &code] { code = write_pack(*a); });
}

}  // namespace milepost::cli
