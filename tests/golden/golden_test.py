#!/usr/bin/env python3
"""Scans every golden article and compares what comes out with the records beside it, key by key.

    golden_test.py             fails with a readable difference
    golden_test.py --update    writes what the program says now; refused under CI, where nothing is ever accepted

The hash of the rule pack is left out of the comparison: a rule that changes no record changes no golden file.
"""
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(os.environ.get("MILEPOST_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
PROGRAM = os.environ.get("MILEPOST", str(ROOT / "build/dev/milepost"))
ARTICLES = sorted((ROOT / "corpus/golden").glob("*/*.txt"))
SHOWN = 12  # differences printed for one article


def scan(article):
    """The records of one article as the program writes them, without the pack's hash."""
    run = subprocess.run([PROGRAM, "scan", "--format", "jsonl", str(article.relative_to(ROOT))], cwd=ROOT, capture_output=True)
    if run.returncode != 0:
        raise SystemExit(f"{article.name}: scan ended with {run.returncode}\n{run.stderr.decode()}")
    records = [json.loads(line) for line in run.stdout.decode().splitlines()]
    for record in records:
        record.pop("pack", None)
    return records


def line(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def golden_of(article):
    path = article.with_suffix(".records.jsonl")
    return [json.loads(text) for text in path.read_text(encoding="utf8").splitlines()] if path.exists() else None


def words(record):
    return f"{record['type']} {record['span']['bytes']} {record['text'][:70]!r}"


def difference(was, now):
    """Lines that say what is missing, new or changed; records are paired by id."""
    old, new = {r["id"]: r for r in was}, {r["id"]: r for r in now}
    for key, record in old.items():
        if key not in new:
            yield f"  missing  {words(record)}"
    for key, record in new.items():
        if key not in old:
            yield f"  new      {words(record)}"
            continue
        for field in dict.fromkeys([*old[key], *record]):
            a, b = old[key].get(field), record.get(field)
            if a != b:
                yield f"  changed  {words(record)}\n           {field}: {json.dumps(a, ensure_ascii=False)} -> {json.dumps(b, ensure_ascii=False)}"


def declared_clean():
    rows = [text.split("\t") for text in (ROOT / "corpus/SOURCES.tsv").read_text(encoding="utf8").splitlines()]
    return {row[0] for row in rows[1:] if row[3] == "none"}, {row[0] for row in rows[1:]}


def main():
    update = "--update" in sys.argv[1:]
    if update and os.environ.get("CI"):
        raise SystemExit("--update is refused under CI: goldens are read and accepted by a person")
    clean, listed = declared_clean()
    failures = 0
    for article in ARTICLES:
        name = str(article.relative_to(ROOT / "corpus"))
        now, was = scan(article), golden_of(article)
        if name not in listed:
            print(f"{name}: not listed in corpus/SOURCES.tsv")
            failures += 1
        if name in clean and any(r["type"] == "target" for r in now):
            print(f"{name}: a target where there is none: {[r['text'] for r in now if r['type'] == 'target']}")
            failures += 1
        if update:
            article.with_suffix(".records.jsonl").write_text("".join(line(r) + "\n" for r in now), encoding="utf8")
        elif was is None or [line(r) for r in was] != [line(r) for r in now]:
            failures += 1
            print(f"{name}: differs")
            for number, text in enumerate(difference(was or [], now)):
                if number == SHOWN:
                    print("  …")
                    break
                print(text)
    print(f"{len(ARTICLES)} articles, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
