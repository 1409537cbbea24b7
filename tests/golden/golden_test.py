#!/usr/bin/env python3
"""The golden articles by `milepost test`, as anybody runs it, and what SOURCES.tsv says of them.

Every article is listed there; those listed with no target hold none. `milepost review corpus/golden` is how a change of the goldens is read
and accepted; the hash of the rule pack is no part of a golden record.
"""
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(os.environ.get("MILEPOST_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
PROGRAM = os.environ.get("MILEPOST", str(ROOT / "build/dev/milepost"))


def main():
    rows = [line.split("\t") for line in (ROOT / "corpus/SOURCES.tsv").read_text(encoding="utf8").splitlines()[1:]]
    listed = {row[0]: row[3] for row in rows}
    failures = 0
    for article in sorted((ROOT / "corpus/golden").glob("*/*.txt")):
        name = str(article.relative_to(ROOT / "corpus"))
        golden = article.with_suffix(".records.jsonl")
        records = [json.loads(line) for line in golden.read_text(encoding="utf8").splitlines()] if golden.exists() else []
        targets = [r["text"] for r in records if r["type"] == "target"]
        if name not in listed:
            failures += 1
            print(f"{name}: not listed in corpus/SOURCES.tsv")
        elif listed[name] == "none" and targets:
            failures += 1
            print(f"{name}: a target where there is none: {targets}")
    done = subprocess.run([PROGRAM, "test", "corpus/golden", "--update", "no"], cwd=ROOT)
    return 1 if failures or done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
