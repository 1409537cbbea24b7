#!/usr/bin/env bash
# Builds everything without a warning and runs all tests. The last lines are CTest's summary.
#   scripts/test.sh                        the whole suite, and each fuzz target for a minute from a fixed seed; scripts/fuzz.sh fuzzes longer
#   scripts/test.sh --sanitize [PATTERN]   the suite under ASan and UBSan, and what has threads under TSan
#   scripts/test.sh --coverage [PATTERN]   the suite, and which lines of src/ and include/ it runs (llvm-cov); pages in build/coverage/html
set -euo pipefail
cd "$(dirname "$0")/.."
mode=${1:-} pattern=${2:-.}
bash scripts/install.sh test
launcher=(); command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)

# build PRESET TARGET OPTION…: configures a preset and builds a target of it
build() {
  cmake --preset "$1" "${launcher[@]}" "${@:3}" >/dev/null
  cmake --build --preset "$1" --target "$2"
}

# run_suite PRESET TARGET OPTION…: builds a target of a preset and runs tests of it
run_suite() {
  build "$1" "$2"
  ctest --preset "$1" -j"$(nproc)" "${@:3}"
}

case $mode in
  --sanitize)
    export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1
    run_suite asan all -R "$pattern"
    run_suite tsan milepost_program -L threads -R "$pattern"
    ;;
  --coverage)
    bash scripts/install.sh coverage
    folder=$PWD/build/coverage
    rm -rf "$folder/raw" && mkdir -p "$folder/raw"
    LLVM_PROFILE_FILE="$folder/raw/%4m.profraw" run_suite coverage all -LE measure -R "$pattern"
    llvm-profdata-14 merge -sparse "$folder"/raw/*.profraw -o "$folder/suite.profdata"
    programs=(); for p in "$folder"/tests/*_test; do programs+=(-object "$p"); done
    reported=("$folder/milepost" "${programs[@]}" -instr-profile="$folder/suite.profdata" -ignore-filename-regex='(/tests/|^/usr/)')
    llvm-cov-14 show "${reported[@]}" -format=html -output-dir="$folder/html" >/dev/null
    llvm-cov-14 export "${reported[@]}" -summary-only | python3 scripts/coverage.py
    ;;
  "")
    bash scripts/install.sh fuzz
    build fuzz fuzz_targets
    build dev all -DMILEPOST_FUZZ_SECONDS=60
    run_suite dev all
    ;;
  *) sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
