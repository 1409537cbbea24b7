#!/usr/bin/env bash
# Installs what Milepost is built with, from Debian 12's packages; with "test" also what its tests drive,
# with "fuzz" or "coverage" clang and its tools. Does nothing where all is there.
set -euo pipefail
packages=(cmake ninja-build g++ pkg-config ccache python3 python3-jsonschema libre2-dev libicu-dev libutf8proc-dev nlohmann-json3-dev
  libcli11-dev libfmt-dev libexpected-dev libsqlite3-dev libpq-dev libssl-dev libxml2-dev libarchive-dev libzstd-dev liblzma-dev libbz2-dev zlib1g-dev libgtest-dev
  libbenchmark-dev sqlite3)
[ "${1:-}" = test ] && packages+=(git chromium clang-format-14 postgresql strace zstd)
case ${1:-} in fuzz | coverage) packages+=(clang-14 libclang-rt-14-dev llvm-14) ;; esac
missing=()
for p in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'install ok installed' || missing+=("$p")
done
[ ${#missing[@]} -eq 0 ] && exit 0
sudo=$([ "$(id -u)" = 0 ] || echo sudo)
echo "installing: ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
