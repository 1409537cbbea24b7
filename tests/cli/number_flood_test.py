#!/usr/bin/env python3
"""A sentence of very many numbers takes time in proportion: eight times the numbers, not more than twenty times the time."""
import json
import os
import resource
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("MILEPOST", "build/dev/milepost")
SLOWDOWN = float(os.environ.get("MILEPOST_SLOWDOWN", "1"))
FLOODS = {
    "tonnes": lambda i: "%d tonnes," % (i % 997 + 3),
    "bare": lambda i: "%d" % (i % 997 + 3),
    "dates": lambda i: "by May %d, 2031" % (i % 28 + 1),
    "changes": lambda i: "rose %d%% to %d" % (i % 90 + 1, i),
    "ranges": lambda i: "from %d to %d million euros," % (i % 90 + 1, i % 90 + 2),
}
SMALL, LARGE, FACTOR = 5000, 40000, 20


def seconds(text):
    """Processor time of a scan, and the records it wrote."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "doc.jsonl")
        with open(path, "w", encoding="utf-8") as f:
            f.write(json.dumps({"id": "flood", "published": "2024-05-10", "text": text}) + "\n")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        out = subprocess.run([PROGRAM, "scan", "--format", "jsonl", path], capture_output=True, text=True, check=True, timeout=300 * SLOWDOWN).stdout
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, out.count("\n")


def main():
    start, _ = seconds("Nothing.")
    failed = 0
    for name, word in FLOODS.items():
        (small, few), (large, many) = (seconds(" ".join(map(word, range(n)))) for n in (SMALL, LARGE))
        small, large = max(small - start, 0.02), max(large - start, 0.02)
        ok = large <= FACTOR * small and many > 4 * few
        failed += not ok
        print("%s %s: %d in %.2f s, %d in %.2f s" % ("ok  " if ok else "FAIL", name, few, small, many, large))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
