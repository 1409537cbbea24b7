#!/usr/bin/env bash
# Fuzzes every target for SECONDS (60) under ASan and UBSan, beginning with the inputs in tests/fuzz/corpus/; as many at once as there are
# cores. Findings are written to build/fuzz/findings; what covered something new stays in build/fuzz/corpus for the next run.
#   scripts/fuzz.sh [SECONDS [TARGET…]]
#   scripts/fuzz.sh --minimise [TARGET…]   keeps in tests/fuzz/corpus/ what covers something that no other input does
#   scripts/fuzz.sh --test SECONDS TARGET  one target that is built, from a fixed seed and the committed inputs alone: what scripts/test.sh runs
set -euo pipefail
cd "$(dirname "$0")/.."
export MODE=fuzz SECONDS_EACH=60
if [ "${1:-}" = --minimise ]; then MODE=minimise; shift; elif [ "${1:-}" = --test ]; then MODE=test SECONDS_EACH=$2; shift 2; elif [ $# -gt 0 ]; then SECONDS_EACH=$1; shift; fi
targets=("$@")
if [ $# = 0 ]; then for source in tests/fuzz/*_fuzz.cc; do targets+=("$(basename "$source" .cc)"); done; fi
if [ "$MODE" != test ]; then
  bash scripts/install.sh fuzz
  launcher=(); command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  cmake --preset fuzz "${launcher[@]}" >/dev/null
  cmake --build --preset fuzz --target "${targets[@]}"
fi
mkdir -p build/fuzz/findings

# one TARGET: fuzzes it, or minimises its inputs
one() {
  local program=build/fuzz/tests/fuzz/$1 kept=tests/fuzz/corpus/$1 found=build/fuzz/corpus/$1 log=build/fuzz/$1.log
  local seed=()
  if [ "$MODE" = test ]; then
    seed=(-seed=1) found=$(mktemp -d)
    trap "rm -rf '$found'" EXIT
  fi
  mkdir -p "$kept" "$found"
  if [ "$MODE" = minimise ]; then
    local small; small=$(mktemp -d)
    "$program" -merge=1 -use_counters=0 -max_len=4096 -rss_limit_mb=4096 "$small" "$kept" "$found" 2>&1 | tail -n 1
    rm -rf "$kept" && mv "$small" "$kept" && chmod 755 "$kept"
    return
  fi
  if "$program" "${seed[@]}" -max_total_time="$SECONDS_EACH" -timeout=120 -report_slow_units=60 -rss_limit_mb=4096 -max_len=4096 -print_final_stats=1 \
      -artifact_prefix="build/fuzz/findings/$1-" "$found" "$kept" >"$log" 2>&1; then
    echo "passed $1: $(ls "$kept" | wc -l) inputs replayed, $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") runs"
  else
    tail -n 40 "$log"; echo "FAILED $1"; return 1
  fi
}
export -f one
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c 'set -euo pipefail; one {}'
