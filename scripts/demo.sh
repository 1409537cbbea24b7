#!/usr/bin/env bash
# Installs what is missing, builds the program, scans the shipped corpus into an SQLite file and prints the targets.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/install.sh
launcher=(); command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
cmake --preset release -DMILEPOST_TESTS=OFF -DMILEPOST_BENCH=OFF "${launcher[@]}" >/dev/null
cmake --build --preset release --target milepost_program
out=${1:-build/targets.db}
build/release/milepost scan corpus --to "$out" --format table
