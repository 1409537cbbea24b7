#!/usr/bin/env python3
"""Every C++ file is laid out as clang-format (14, Debian 12) lays it out with the repository's .clang-format."""
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(os.environ.get("MILEPOST_SOURCE", pathlib.Path(__file__).resolve().parents[2]))


def main():
    program = shutil.which("clang-format-14")
    if program is None:
        print("clang-format-14 is missing: scripts/install.sh test")
        return 1
    files = sorted(str(p) for folder in ("include", "src", "tests", "bench") for ending in ("*.h", "*.cc") for p in (ROOT / folder).rglob(ending))
    done = subprocess.run([program, "--dry-run", "--Werror", *files], cwd=ROOT, capture_output=True, text=True)
    bad = sorted({line.split(":")[0] for line in done.stderr.splitlines() if ": error:" in line})
    for name in bad:
        print(f"{os.path.relpath(name, ROOT)}: run clang-format-14 -i")
    print(f"{len(files) - len(bad)} passed, {len(bad)} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
