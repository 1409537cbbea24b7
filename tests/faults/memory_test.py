#!/usr/bin/env python3
"""Memory is bounded: at most 64 MB and eight times the largest document, for any number of documents, whatever a document holds.

    MILEPOST_FULL=1 memory_test.py     also a 64 MB article, and a gigabyte of articles
"""
import itertools
import json
import random
import subprocess
import sys

import rig

MB = 1 << 20
BASE, FACTOR = 64, 8


def peak(arguments, blocks=()):
    """(peak of resident memory in MB, exit code) of a scan; `blocks` are written to its standard input."""
    command = [rig.PROGRAM, "scan", "--format", "jsonl", "--max-doc-bytes", "200000000", *map(str, arguments)]
    child = subprocess.Popen([sys.executable, "-c", rig.STARTER, *command], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=rig.ROOT)
    for block in blocks:
        child.stdin.write(block)
    said = child.communicate()[1].split()
    return int(said[-2]) / 1024, int(said[-1])


def corpus():
    return [p.read_text(encoding="utf8") for p in sorted((rig.ROOT / "corpus/golden/en").glob("*.txt"))]


def article(size):
    """News of so many bytes: the articles of the corpus one after the other, figures changed."""
    draw, out, length = random.Random(7), [], 0
    for text in itertools.cycle(corpus()):
        out.append(text.replace("20", str(draw.randrange(10, 99))))
        length += len(out[-1].encode()) + 2
        if length > size:
            return "\n\n".join(out)


FLOODS = {
    "a million numbers in one sentence": lambda n: " ".join("%d tonnes," % (i % 997 + 3) for i in range(n)),
    "a million bare numbers": lambda n: " ".join("%d" % (i % 997 + 3) for i in range(n)),
    "a million dates": lambda n: " ".join("by May %d, 2031" % (i % 28 + 1) for i in range(n // 2)),
    "a million names": lambda n: "".join("Acme Inc. and Mr. Ray Poe of %c " % (65 + i % 26) for i in range(n // 8)),
    "no white space": lambda n: "x" * (8 * n),
    "a million targets": lambda n: "Output will rise to 5 million tonnes by 2030 and " * (n // 8),
}


def long_documents(check, tmp):
    sizes = (16, 64) if rig.FULL else (16,)
    texts = {f"an article of {mb} MB": (lambda mb=mb: article(mb * MB)) for mb in sizes}
    texts.update({what: (lambda make=make: make(rig.size(200_000, 1_000_000))) for what, make in FLOODS.items()})
    for what, make in texts.items():
        text = make()
        (tmp / "long.jsonl").write_text(json.dumps({"id": "long", "published": "2024-05-02", "text": text}, ensure_ascii=False) + "\n", encoding="utf8")
        size = len(text.encode()) / MB
        del text
        for jobs in (1, 2):
            most, code = peak([tmp / "long.jsonl", "-j", jobs])
            check.that(f"{what}, {jobs} jobs: {most:.0f} MB for {size:.1f} MB", code == 0 and most <= BASE + FACTOR * size)


def whole(check, tmp):
    """Nothing of a document in pieces is lost or doubled: ids once, spans in order and within the text, ordinals rising, any number of jobs."""
    text = article(3 * MB)
    with open(tmp / "three.jsonl", "w", encoding="utf8") as out:
        for i in range(3):
            out.write(json.dumps({"id": f"a{i}", "published": "2024-05-02", "text": text if i == 1 else "Output rose 5% in 2023."}, ensure_ascii=False) + "\n")
    runs = [rig.run("scan", "--format", "jsonl", tmp / "three.jsonl", "-j", jobs, "--report", tmp / "report.json", "--to", tmp / f"{jobs}.db") for jobs in (1, 3)]
    check.that("any number of jobs", runs[0].stdout == runs[1].stdout and runs[0].returncode == 0)
    check.that("and in a database", rig.sqlite_content(tmp / "1.db") == rig.sqlite_content(tmp / "3.db"))
    records = [r for r in map(json.loads, runs[0].stdout.splitlines()) if r["document"] == "a1"]
    check.that("one document", [r["type"] for r in records].count("document") == 1 and records[0]["type"] == "document")
    check.that(f"{len(records)} ids, each once", len({r["id"] for r in records}) == len(records) > 10000)
    raw, spans = text.encode(), [tuple(r["span"]["bytes"]) for r in records[1:]]
    check.that("spans in order", spans == sorted(spans, key=lambda s: s[0]))
    check.that("spans are the words", all(raw[b:e].decode() == r["text"] for (b, e), r in zip(spans, records[1:])))
    check.that("characters too", all(text[slice(*r["span"]["chars"])] == r["text"] for r in records[1::97]))
    ordinals = [r["sentence"] for r in records[1:]]
    check.that("sentences count on", all(a <= b for a, b in zip(ordinals, ordinals[1:])) and ordinals[-1] > 10000, ordinals[-1])
    cited = {i for r in records for i in r.get("from", [])}
    check.that("what is cited is there", cited <= {r["id"] for r in records})
    check.that("pieces are counted", json.loads((tmp / "report.json").read_text())["pieces"] >= 12)
    stored = rig.sqlite_content(tmp / "1.db")[3]
    check.that("the database has them all", [r[2] for r in stored if r[0] == "a1"] == [r["id"] for r in records[1:]])
    (tmp / "records.jsonl").write_text(runs[0].stdout, encoding="utf8")
    check.ran("loaded from its records", rig.run("load", tmp / "records.jsonl", "--to", tmp / "loaded.db"), 0)
    check.that("the same", rig.sqlite_content(tmp / "loaded.db", runs=False) == rig.sqlite_content(tmp / "1.db", runs=False))


def many(check):
    """Documents by the thousand: what is kept of each is bounded, so the peak of twice as many is the same."""
    texts = corpus()

    def lines(count):
        for i in range(count):
            yield (json.dumps({"id": f"a{i}", "published": "2024-05-02", "text": f"Lot {i} was sold. " + texts[i % len(texts)][:2000]}) + "\n").encode()

    count = rig.size(6000, 500_000)
    for jobs in (1, 2):
        half, _ = peak(["-", "-j", jobs], lines(count // 2))
        most, code = peak(["-", "-j", jobs], lines(count))
        check.that(f"{count} articles, {jobs} jobs: {most:.0f} MB, half of them {half:.0f} MB", code == 0 and most <= BASE and most - half < 8)


def main():
    check = rig.Check()
    if rig.sanitized():
        print("built with a sanitizer, whose memory is not the program's: nothing was measured")
        return 0
    with rig.scratch() as tmp:
        whole(check, tmp)
        long_documents(check, tmp)
        many(check)
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
