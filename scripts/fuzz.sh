#!/usr/bin/env bash
# Fuzzes every target for SECONDS (60), from the corpora in corpus/fuzz/, under ASan and UBSan. Findings are written to build/fuzz/findings.
#   scripts/fuzz.sh [SECONDS [TARGET…]]      scripts/fuzz.sh --minimise: keeps in corpus/fuzz/ what covers something new
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/install.sh fuzz
launcher=(); command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
cmake --preset fuzz "${launcher[@]}" >/dev/null
cmake --build --preset fuzz
minimise=no seconds=60
if [ "${1:-}" = --minimise ]; then minimise=yes; elif [ $# -gt 0 ]; then seconds=$1; shift; fi
mkdir -p build/fuzz/findings
failed=0 passed=0
for source in tests/fuzz/*_fuzz.cc; do
  target=$(basename "$source" .cc)
  if [ $# -gt 0 ] && [ $minimise = no ] && [[ " $* " != *" $target "* ]]; then continue; fi
  mkdir -p "build/fuzz/corpus/$target" "corpus/fuzz/$target"
  program=build/fuzz/tests/fuzz/$target
  if [ $minimise = yes ]; then
    kept=$(mktemp -d)
    "$program" -merge=1 -max_len=4096 -rss_limit_mb=4096 "$kept" "corpus/fuzz/$target" "build/fuzz/corpus/$target" 2>&1 | tail -n 1
    rm -rf "corpus/fuzz/$target" && mv "$kept" "corpus/fuzz/$target" && chmod 755 "corpus/fuzz/$target"
    continue
  fi
  echo "== $target, $seconds s"
  if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -max_len=4096 -print_final_stats=1 -artifact_prefix="build/fuzz/findings/$target-" \
      "build/fuzz/corpus/$target" "corpus/fuzz/$target" >"build/fuzz/$target.log" 2>&1; then
    passed=$((passed + 1)); grep -E 'number_of_executed_units|average_exec_per_sec' "build/fuzz/$target.log"
  else
    failed=$((failed + 1)); tail -n 30 "build/fuzz/$target.log"
  fi
done
[ $minimise = yes ] || echo "$passed passed, $failed failed"
[ $failed = 0 ]
