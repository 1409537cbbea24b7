// A command is one file with one function that registers it; main.cc lists them.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "milepost/pack.h"

namespace milepost::cli {

/// Exit codes: 0 done, 1 differences or failed checks, 2 usage, rules, input or output that cannot be used, 3 more errors than
/// --max-errors.
enum Exit : int { kDone = 0, kDifferent = 1, kTrouble = 2, kTooManyErrors = 3 };

/// The rules folder: `given`, else $MILEPOST_RULES, else beside the program, else the one it was built with.
std::string rules_folder(const std::string& given);
/// Opens a pack and prints its diagnostics; null when it does not compile.
std::shared_ptr<const Pack> load_pack(const std::string& folder);
/// Prints an error for people; returns kTrouble.
int complain(const Error& error);

/// Lets through what is an ISO date of the calendar: 2024-05-02, but not 2024-02-30.
CLI::Validator iso_date();

/// Lets through whole numbers from `least` on: at_least(1) takes 1 and 500, but neither 0 nor 2.5.
CLI::Validator at_least(std::uint64_t least);
/// Lets through letters of grades, with or without commas: AB, "A,B"; they arrive without.
CLI::Validator grades();

/// Whether to colour a descriptor: --color, then NO_COLOR, CLICOLOR_FORCE, a terminal, TERM=dumb.
bool wants_colour(const std::string& wish, int descriptor);

void add_scan_command(CLI::App& app, int& code);
void add_load_command(CLI::App& app, int& code);
void add_query_command(CLI::App& app, int& code);
void add_bench_command(CLI::App& app, int& code);
void add_mentions_command(CLI::App& app, int& code);
void add_rules_command(CLI::App& app, int& code);
void add_test_command(CLI::App& app, int& code);
void add_diff_command(CLI::App& app, int& code);
void add_review_command(CLI::App& app, int& code);
void add_view_command(CLI::App& app, int& code);
void add_explain_command(CLI::App& app, int& code);

}  // namespace milepost::cli
