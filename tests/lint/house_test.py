#!/usr/bin/env python3
"""Holds the house: who may include whom, how long a file may be, that every test is built, that drivers stay in their rooms, that lexicons are read.

bytes -> read -> text -> match -> link -> fact -> sink; rules are read by match, link and fact; only pipeline sees every stage.
To let a room see another, change the table below and say why in the commit.
"""
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(os.environ.get("MILEPOST_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
SOURCE = ROOT / "src"

STAGES = ["read", "text", "rules", "match", "link", "fact", "sink"]
BELOW = {  # room: rooms that it may include besides itself and include/milepost
    "base": [],
    "model": ["base"],
    **{stage: ["base", "model"] for stage in STAGES},
    "pipeline": ["base", "model", *STAGES],
    "review": ["base", "model", "pipeline", *STAGES],
    "cli": ["base", "model", "pipeline", "review", *STAGES],
}
SHARED = {  # single headers of a sibling: room: headers
    "match": ["rules/program.h", "rules/machinery.h"],
    "link": ["rules/program.h"],
    # which words belong together is asked of amounts, goals and statements alike; sets of tokens are walked by names and cues alike
    "fact": ["rules/program.h", "link/phrase.h", "link/token_set.h"],
}
# headers of libraries: pattern: places that may include them
LIBRARIES = {
    r"unicode/": ["text/", "read/charset"],
    r"re2/": ["rules/", "match/"],
    r"utf8proc": ["base/", "text/", "read/", "rules/lexicon"],
    r"sqlite3": ["sink/sqlite", "sink/query", "review/"],
    r"libpq-fe|postgres": ["sink/postgres"],
    r"duckdb": ["sink/duckdb"],
    r"parquet|arrow/": ["sink/parquet"],
    r"libxml/": ["read/"],
    r"archive(_entry)?\.h": ["read/", "review/", "sink/"],
    r"CLI/": ["cli/"],
}
MAX_LINES = 600
TABLES = {}  # files that are tables and may be longer: path: why
HEADER_LINES = 150  # of a public header


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        found = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
        if found:
            yield number, found.group(1), found.group(2)


def directions(complain):
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix not in (".cc", ".h"):
            continue
        name = path.relative_to(SOURCE).as_posix()
        room = name.split("/")[0]
        if room not in BELOW:
            complain(f"src/{name}: no room '{room}' in the table of {pathlib.Path(__file__).name}")
            continue
        for number, kind, header in includes(path):
            other = header.split("/")[0]
            if kind == '"' and other in BELOW and other != room and other not in BELOW[room] and header not in SHARED.get(room, []):
                complain(f"src/{name}:{number}: {room}/ must not include {header}")
            for pattern, places in LIBRARIES.items():
                if kind == "<" and re.match(pattern, header) and not any(name.startswith(p) for p in places):
                    complain(f"src/{name}:{number}: <{header}> belongs to {', '.join(places)} only")
    for path in sorted((ROOT / "include/milepost").glob("*.h")):
        for number, kind, header in includes(path):
            if kind == '"' and not header.startswith("milepost/"):
                complain(f"include/milepost/{path.name}:{number}: a public header includes {header}")
            if kind == "<" and "/" in header and header != "tl/expected.hpp":
                complain(f"include/milepost/{path.name}:{number}: a public header needs <{header}>")


def sizes(complain):
    for path in sorted([*SOURCE.rglob("*"), *(ROOT / "tests").rglob("*"), *(ROOT / "include").rglob("*")]):
        if path.suffix not in (".cc", ".h", ".py"):
            continue
        name = path.relative_to(ROOT).as_posix()
        lines = len(path.read_text(encoding="utf8").splitlines())
        limit = HEADER_LINES if name.startswith("include/") else MAX_LINES
        if lines > limit and name not in TABLES:
            complain(f"{name}: {lines} lines, more than {limit}; split it by what its parts are for")


def tests_built(complain):
    lists = (ROOT / "tests/CMakeLists.txt").read_text(encoding="utf8")
    rooms = re.search(r"foreach\(room ([^)]*)\)", lists).group(1).split()
    for path in sorted((ROOT / "tests").rglob("*_test.*")):
        place = path.relative_to(ROOT / "tests").as_posix()
        room = place.split("/")[0]
        if path.suffix == ".cc" and (room not in rooms or place.count("/") != 1):
            complain(f"tests/{place}: no test program is built from it (tests/CMakeLists.txt names: {' '.join(rooms)})")
        if path.suffix in (".py", ".sh") and f"/{room}/*_test{path.suffix}" not in lists:
            complain(f"tests/{place}: no test runs it")


def lexicons_read(complain):
    """A lexicon is named by a rule as @name, or by a stage as "name"."""
    rules = "".join(path.read_text(encoding="utf8") for path in (ROOT / "rules").rglob("*.rules"))
    stages = "".join(path.read_text(encoding="utf8") for path in SOURCE.rglob("*.cc"))
    for path in sorted((ROOT / "rules").rglob("*.tsv")):
        if not re.search(rf"@{path.stem}\b", rules) and f'"{path.stem}"' not in stages:
            complain(f"{path.relative_to(ROOT)}: no rule and no stage reads it")


def main():
    complaints = []
    for check in (directions, sizes, tests_built, lexicons_read):
        check(complaints.append)
    print("\n".join(complaints))
    print(f"{len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
