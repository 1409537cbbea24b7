#!/usr/bin/env bash
# Builds everything without a warning and runs all tests. The last lines are CTest's summary.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/install.sh test
launcher=(); command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
cmake --preset dev "${launcher[@]}" >/dev/null
cmake --build --preset dev
ctest --preset dev -j"$(nproc)"
