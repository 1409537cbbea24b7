// rules check: every rule against its own examples.
#include <fmt/format.h>

#include "cli/command.h"
#include "pipeline/prove.h"

namespace milepost::cli {

namespace {

struct RulesArguments {
  std::string rules, id;
};

int check(const RulesArguments& a) {
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  const Proof proof = prove(pack->program(), a.id);
  for (const Failure& f : proof.failures) {
    fmt::print("{}: {}, {}\n  {}\n", f.where, f.rule, f.how, f.example);
    for (const std::string& reason : f.reasons) fmt::print("  {}\n", reason);
  }
  fmt::print("{} passed, {} failed\n", proof.passed, proof.failed);
  return proof.failed == 0 ? kDone : kDifferent;
}

}  // namespace

void add_rules_command(CLI::App& app, int& code) {
  auto a = std::make_shared<RulesArguments>();
  CLI::App* rules = app.add_subcommand("rules", "check the rules");
  rules->require_subcommand(1);
  CLI::App* c = rules->add_subcommand("check", "run every rule's examples, alone and in the whole pack");
  c->add_option("id", a->id, "only rules whose id begins like this");
  c->add_option("--rules", a->rules, "rules folder");
  c->callback([a, &code] { code = check(*a); });
}

}  // namespace milepost::cli
