// milepost review: the groups of changes against the goldens, one at a time, decided by a person.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>

#include "base/printable.h"
#include "cli/command.h"
#include "pipeline/explain.h"
#include "review/decide.h"
#include "review/report.h"

namespace milepost::cli {

namespace {

struct ReviewArguments {
  std::string folder = "corpus/golden", rules, apply, accept, reject, note, colour = "auto";
  std::vector<std::string> gold;
  bool pending = false, json = false, force = false;
};

review::Session::Stamp stamp() {
  const char* user = std::getenv("USER");
  return {user == nullptr ? "" : user, fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)))};
}

/// The conversation with the terminal.
class Talk {
 public:
  Talk(review::Session& session, const Pack& pack, const ReviewArguments& a) : session_(session), pack_(pack) {
    look_.colour = wants_colour(a.colour, 1);
  }

  int run() {
    std::size_t at = 0;
    const auto& groups = session_.difference().groups;
    bool took = false;  ///< a decision that may still be taken back
    for (;;) {
      if (at == groups.size()) {
        if (!took || !last_chance(at)) break;
        continue;
      }
      if (session_.decided(groups[at].key)) {
        ++at;
        continue;
      }
      fmt::print("\n{}", review::text_group(session_.difference(), at, look_));
      const char key = ask();
      if (key == 0 || key == 'q') break;
      if (!act(key, at)) return kTrouble;
      took = took || key == 'a' || key == 'A' || key == 'r';
    }
    std::size_t open = 0;
    for (const review::Group& g : groups) open += !session_.decided(g.key);
    fmt::print("{} groups decided, {} left\n", groups.size() - open, open);
    return open == 0 ? kDone : kDifferent;
  }

 private:
  char ask() {
    fmt::print("(a)ccept (r)eject (s)kip  A/S rest  (e)xamples (x)plain (o)pen article (u)ndo (q)uit > ");
    std::fflush(stdout);
    std::string line;
    if (!std::getline(std::cin, line)) return 0;
    return line.empty() ? '?' : line[0];
  }

  /// At the end of the list: true when the last decision was taken back.
  bool last_chance(std::size_t& at) {
    fmt::print("that was the last group: (u)ndo (q)uit > ");
    std::fflush(stdout);
    std::string line;
    if (!std::getline(std::cin, line) || line != "u") return false;
    undo(at);
    return true;
  }

  /// Takes the last decision back and goes to the first open group.
  void undo(std::size_t& at) {
    if (!said(session_.undo(stamp()))) return;
    const auto& groups = session_.difference().groups;
    at = 0;
    while (at < groups.size() && session_.decided(groups[at].key)) ++at;
    fmt::print("taken back\n");
  }

  bool said(const Result<void>& result) {
    if (!result) complain(result.error());
    return result.has_value();
  }

  /// What a key does to the group `at`, which is one of the list.
  bool act(char key, std::size_t& at) {
    const review::Group& g = session_.difference().groups[at];
    switch (key) {
      case 'a':
        if (g.verdict == review::Verdict::kBroken && !sure()) return true;
        if (!said(session_.accept(g, stamp()))) return false;
        fmt::print("accepted {}\n", g.key);
        ++at;
        return true;
      case 'r': {
        fmt::print("why is it wrong? > ");
        std::fflush(stdout);
        std::string note;
        std::getline(std::cin, note);
        if (!said(session_.reject(g, note, stamp()))) return false;
        fmt::print("rejected {}\n", g.key);
        ++at;
        return true;
      }
      case 's':
        ++at;
        return true;
      case 'A':
        return rest(at);
      case 'S':
        at = session_.difference().groups.size();
        return true;
      case 'e': {
        review::ReportOptions all = look_;
        all.examples = 1000;
        fmt::print("\n{}", review::text_group(session_.difference(), at, all));
        return true;
      }
      case 'x':
        explain(g);
        return true;
      case 'o':
        article(g);
        return true;
      case 'u':
        undo(at);
        return true;
      default:
        fmt::print("a r s A S e x o u q\n");
        return true;
    }
  }

  bool sure() {
    fmt::print("this group is broken by gold; accept it all the same? (yes) > ");
    std::fflush(stdout);
    std::string line;
    return std::getline(std::cin, line) && line == "yes";
  }

  /// Accepts what is left, but never a broken group.
  bool rest(std::size_t& at) {
    const auto& groups = session_.difference().groups;
    std::size_t accepted = 0, broken = 0;
    for (; at < groups.size(); ++at) {
      if (session_.decided(groups[at].key)) continue;
      if (groups[at].verdict == review::Verdict::kBroken) {
        ++broken;
        continue;
      }
      if (!said(session_.accept(groups[at], stamp()))) return false;
      ++accepted;
    }
    fmt::print("accepted {} groups; {} broken ones were left: decide them one at a time\n", accepted, broken);
    return true;
  }

  void explain(const review::Group& g) {
    const review::Change& c = session_.difference().changes[g.changes.front()];
    const review::Entry& e = c.shown();
    fmt::print("rule {}{}\n", g.rule_before.empty() ? "" : g.rule_before + " -> ", g.rule);
    for (const std::string& line : review::field_lines(c)) fmt::print("  {}\n", line);
    fmt::print("{}", milepost::explain(pack_.program(), session_.document(c.document), e.bytes.begin));
    fmt::print("rule:       milepost rules show {}\n", e.rule);
  }

  void article(const review::Group& g) {
    const review::Change& c = session_.difference().changes[g.changes.front()];
    review::ReportOptions whole = look_;
    whole.context = 1u << 20;
    const review::Excerpt x = review::excerpt_of(c, session_.difference(), whole.context);
    fmt::print("\n{}\n{}>>>{}<<<{}\n", printable(c.document), x.left, x.words, x.right);
  }

  review::Session& session_;
  const Pack& pack_;
  review::ReportOptions look_;
};

/// What to type where there is no terminal.
void commands(const review::Session& session, const ReviewArguments& a) {
  const auto& d = session.difference();
  for (std::size_t i = 0; i < d.groups.size(); ++i) {
    if (session.decided(d.groups[i].key)) continue;
    fmt::print("{}", review::text_group(d, i, {}));
    fmt::print("    milepost review {} --accept {}{}\n    milepost review {} --reject {} --note '…'\n\n", a.folder, d.groups[i].key,
               d.groups[i].verdict == review::Verdict::kBroken ? " --force" : "", a.folder, d.groups[i].key);
  }
}

int decide_one(review::Session& session, const ReviewArguments& a) {
  const std::string& key = a.accept.empty() ? a.reject : a.accept;
  const review::Group* g = session.find(key);
  if (g == nullptr) return complain({Error::Code::kBadInput, key, 0, "no such group, or several", "see milepost review --pending"});
  if (!a.accept.empty() && g->verdict == review::Verdict::kBroken && !a.force)
    return complain({Error::Code::kBadInput, key, 0, "this group is broken by gold", "reject it, or accept it with --force"});
  const auto done = a.accept.empty() ? session.reject(*g, a.note, stamp()) : session.accept(*g, stamp());
  if (!done) return complain(done.error());
  fmt::print("{} {}: {} changes in {} articles\n", a.accept.empty() ? "rejected" : "accepted", g->key, g->changes.size(), g->documents);
  return kDone;
}

int review_goldens(const ReviewArguments& a) {
  const bool writes = !a.apply.empty() || !a.accept.empty() || !a.reject.empty();
  if (writes && std::getenv("CI") != nullptr)
    return complain({Error::Code::kBadInput, "review", 0, "nothing is decided under CI", "decide on your own machine"});
  const auto pack = load_pack(rules_folder(a.rules));
  if (!pack) return kTrouble;
  auto session = review::Session::open(a.folder, *pack, a.gold);
  if (!session) return complain(session.error());
  if (!a.apply.empty()) {
    const auto applied = session->apply(a.apply, stamp());
    if (!applied) return complain(applied.error());
    fmt::print("{} decisions applied\n", *applied);
    return kDone;
  }
  if (!a.accept.empty() || !a.reject.empty()) return decide_one(*session, a);
  const bool nothing = session->difference().groups.empty();
  if (a.json) {
    fmt::print("{}", review::json_report(session->difference(), {80, 3, false, "golden", rules_folder(a.rules)}));
    return nothing ? kDone : kDifferent;
  }
  if (nothing) {
    fmt::print("nothing to review: {} articles are as their goldens say\n", session->difference().documents);
    return kDone;
  }
  if (a.pending || ::isatty(0) == 0 || ::isatty(1) == 0) {
    commands(*session, a);
    return kDifferent;
  }
  return Talk(*session, *pack, a).run();
}

}  // namespace

void add_review_command(CLI::App& app, int& code) {
  auto a = std::make_shared<ReviewArguments>();
  CLI::App* c = app.add_subcommand("review", "decide, group by group, on what differs from the golden articles");
  c->add_option("folder", a->folder, "golden articles");
  c->add_option("--rules", a->rules, "rules folder");
  c->add_option("--gold", a->gold, "judged articles for the verdicts; one each time")->allow_extra_args(false);
  c->add_option("--apply", a->apply, "take the decisions that a report's \"save decisions\" made");
  c->add_option("--accept", a->accept, "accept the group with this key");
  c->add_option("--reject", a->reject, "reject the group with this key");
  c->add_option("--note", a->note, "why it is rejected");
  c->add_flag("--force", a->force, "accept a group that gold says is broken");
  c->add_flag("--pending", a->pending, "list the open groups and the commands that decide them");
  c->add_flag("--json", a->json, "list the open groups as JSON");
  c->add_option("--color", a->colour, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}));
  c->callback([a, &code] { code = review_goldens(*a); });
}

}  // namespace milepost::cli
