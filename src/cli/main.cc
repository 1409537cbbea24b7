// The program: finds the command, runs it, ends with its code.
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "base/printable.h"
#include "cli/command.h"
#include "link/calendar.h"

namespace milepost::cli {

std::string rules_folder(const std::string& given) {
  if (!given.empty()) return given;
  if (const char* set = std::getenv("MILEPOST_RULES"); set != nullptr && *set != '\0') return set;
  std::error_code code;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", code);
  const std::filesystem::path beside = self.parent_path() / "../share/milepost/rules";
  if (!code && std::filesystem::is_directory(beside, code)) return beside.lexically_normal().string();
  return MILEPOST_RULES;
}

std::shared_ptr<const Pack> load_pack(const std::string& folder) {
  std::error_code code;
  if (!std::filesystem::is_directory(folder, code)) {
    complain({Error::Code::kBadRules, folder, 0, "no such rules folder", "give one with --rules or MILEPOST_RULES"});
    return nullptr;
  }
  const PackResult opened = open_pack(folder);
  for (const PackDiagnostic& d : opened.diagnostics) fmt::print(stderr, "{}\n", d.text);
  if (!opened.pack) complain({Error::Code::kBadRules, folder, 0, "the rules do not compile", "mend the lines above"});
  static auto* const kKept = new std::vector<std::shared_ptr<const Pack>>;  // the system takes the program's memory back faster than this
  kKept->push_back(opened.pack);
  return opened.pack;
}

CLI::Validator iso_date() {
  return {[](std::string& s) {
            const auto day = link::parse_date(s);
            return day && link::print(*day) == s ? std::string() : "'" + s + "' is no date of the form 2024-05-02";
          },
          "DATE", "iso_date"};
}

int complain(const Error& error) {
  fmt::print(stderr, "milepost: {}\n", printable(describe(error)));
  return kTrouble;
}

}  // namespace milepost::cli

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);
  mallopt(M_MMAP_THRESHOLD, 128 << 10);  // what a large document took is given back, whatever the next ones take
  CLI::App app{"Milepost reads news and writes down what was promised in figures.", "milepost"};
  app.set_version_flag("--version", MILEPOST_VERSION);
  app.require_subcommand(1);
  int code = 0;
  milepost::cli::add_scan_command(app, code);
  milepost::cli::add_load_command(app, code);
  milepost::cli::add_query_command(app, code);
  milepost::cli::add_mentions_command(app, code);
  milepost::cli::add_rules_command(app, code);
  milepost::cli::add_explain_command(app, code);
  milepost::cli::add_bench_command(app, code);
  milepost::cli::add_test_command(app, code);
  milepost::cli::add_diff_command(app, code);
  milepost::cli::add_review_command(app, code);
  milepost::cli::add_view_command(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const int status = app.exit(e);
    return status == 0 ? 0 : milepost::cli::kTrouble;
  }
  return code;
}
