#!/usr/bin/env python3
"""Prints the share of lines that ran, by room and for the files with most lines that did not; reads `llvm-cov export -summary-only`.

Fails below the limit.
"""
import collections
import json
import os
import sys

LIMIT = 92.0  # percent of the lines of src/ and include/


def room(path):
    parts = path.split(os.sep)
    return "/".join(parts[:2])


def main():
    rooms, files = collections.defaultdict(lambda: [0, 0]), []
    for file in json.load(sys.stdin)["data"][0]["files"]:
        path = os.path.relpath(file["filename"])
        if path.split(os.sep)[0] not in ("src", "include"):
            continue
        lines = file["summary"]["lines"]
        files.append((lines["count"] - lines["covered"], path, lines["percent"]))
        for key in (room(path), "all"):
            rooms[key][0] += lines["covered"]
            rooms[key][1] += lines["count"]
    for missed, path, percent in sorted(files, reverse=True)[:20]:
        print(f"{missed:5} lines not run  {percent:5.1f} %  {path}")
    for key in sorted(rooms, key=lambda k: (k == "all", k)):
        ran, count = rooms[key]
        print(f"{key:20} {100 * ran / count:6.2f} %  {ran} of {count} lines")
    ran, count = rooms["all"]
    return 0 if 100 * ran >= LIMIT * count else 1


if __name__ == "__main__":
    sys.exit(main())
