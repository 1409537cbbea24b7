// The program: finds the command, runs it, ends with its code.
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <system_error>
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

CLI::Validator at_least(std::uint64_t least) {
  return {[least](std::string& s) {
            std::uint64_t n = 0;
            const auto [end, code] = std::from_chars(s.data(), s.data() + s.size(), n);
            const bool number = code == std::errc{} && end == s.data() + s.size();
            return number && n >= least ? std::string() : fmt::format("'{}' is no whole number from {} on", s, least);
          },
          "UINT", "at_least"};
}

CLI::Validator grades() {
  return {[](std::string& s) {
            std::erase(s, ',');
            return !s.empty() && s.find_first_not_of("ABCD") == std::string::npos ? std::string()
                                                                                  : "'" + s + "' is no list of the grades A B C D";
          },
          "GRADES", "grades"};
}

int complain(const Error& error) {
  fmt::print(stderr, "milepost: {}\n", printable(describe(error)));
  return kTrouble;
}

namespace {

int output_lost(int number) {
  return complain({Error::Code::kIo, "standard output", 0, std::strerror(number), number == ENOSPC ? "free some space" : ""});
}

/// What was printed is out, or the exit code says so.
int end(int code) {
  std::cout.flush();
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good()) return code;
  return output_lost(errno == 0 ? EIO : errno);
}

}  // namespace

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
    return milepost::cli::end(status == 0 ? 0 : milepost::cli::kTrouble);
  } catch (const std::system_error& e) {  // as fmt tells that it could not write
    return milepost::cli::output_lost(e.code().value());
  }
  return milepost::cli::end(code);
}
