#!/usr/bin/env python3
"""Input that means harm: bombs, endless lines, a million numbers in a sentence, names that are code elsewhere. It is refused with an error
record or stored as mere words, in bounded memory and in time that grows no faster than the input."""
import contextlib
import csv
import gzip
import io
import json
import math
import os
import pty
import resource
import select
import subprocess
import sys
import tarfile
import zipfile

import rig

ARTICLE = '{"id":"good","published":"2024-05-02","text":"Output will rise to 5 million tonnes by 2030."}\n'


def measured(*arguments, **keywords):
    """(seconds of processor, peak in MB, output) of a run of the program."""
    child = subprocess.Popen([rig.PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=rig.ROOT, **keywords)
    if child.stdin:
        with contextlib.suppress(BrokenPipeError):
            for block in keywords_input:
                child.stdin.write(block)
            child.stdin.close()
    out = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out


keywords_input = []


def feed(blocks):
    keywords_input[:] = blocks


def kinds(out):
    return [json.loads(line)["type"] for line in out.splitlines()]


def bombs(check, tmp):
    most = rig.size(256, 1024)
    with gzip.open(tmp / "bomb.gz", "wb", 9) as out:
        for _ in range(most):
            out.write(b"\0" * (1 << 20))
    inner = gzip.compress((tmp / "bomb.gz").read_bytes())
    (tmp / "double.gz").write_bytes(inner)
    with zipfile.ZipFile(tmp / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("a.jsonl", ARTICLE)
        z.writestr("zeros.txt", b"\0" * (96 << 20))
        z.writestr("b.jsonl", ARTICLE.replace("good", "better"))
    for name, codes in (("bomb.gz", {"too_large", "bad_format"}), ("double.gz", {"too_deep"}), ("bomb.zip", {"too_large", "bad_format"})):
        seconds, peak, out = measured("scan", "--format", "jsonl", tmp / name)
        found = {json.loads(line).get("code") for line in out.splitlines()} - {None}
        check.that(f"{name} is refused", found and found <= codes, found)
        there = [r["document"] for r in map(json.loads, out.splitlines()) if r["type"] == "document"]
        check.that(f"{name}: the members beside it are read", there == (["good", "better"] if name == "bomb.zip" else []), there)
        check.that(f"{name} costs {peak:.0f} MB, {seconds:.1f} s", (rig.sanitized() or peak < 160) and seconds < 30 * rig.SLOWDOWN)
    feed([b'{"text":"', *[b"x" * (1 << 20)] * rig.size(200, 1024), b'"}\n', ARTICLE.encode()])
    seconds, peak, out = measured("scan", "--format", "jsonl", "-", stdin=subprocess.PIPE)
    check.that(f"an endless line: {peak:.0f} MB", kinds(out)[:2] == ["error", "document"] and (rig.sanitized() or peak < 130), kinds(out)[:3])


def names(check, tmp):
    """Members and files whose names would be paths, commands or escapes elsewhere are only names; nothing is written anywhere."""
    evil = ["../../etc/passwd", "/etc/cron.d/x", "C:\\x", "a'; DROP TABLE record; --", "esc\x1b]52;c;aGk=\x07", "n" * 5000, "line\nfeed", "-o", "\u202egpj.txt"]
    with tarfile.open(tmp / "names.tar", "w") as tar, zipfile.ZipFile(tmp / "names.zip", "w") as packed:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(link)
        for i, name in enumerate(evil):
            data = ARTICLE.replace("good", f"m{i}").encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
            packed.writestr(name, data)
    before = {p for p in tmp.rglob("*")}
    for container in ("names.tar", "names.zip"):
        done = rig.run("scan", "--format", "jsonl", tmp / container, "--to", tmp / "names.db")
        check.ran(container, done, 0)
        documents = [r["document"] for r in map(json.loads, done.stdout.splitlines()) if r["type"] == "document"]
        check.that(f"{container}: every member", documents == [f"m{i}" for i in range(len(evil))], documents)
    check.that("nothing unpacked", {p for p in tmp.rglob("*") if not p.name.startswith("names.db")} == before)
    odd = tmp / "odd\x1b[31m\nname.txt"
    odd.write_text("Output will rise to 5 million tonnes by 2030.")
    check.ran("an odd file name", rig.run("scan", "--format", "jsonl", odd, "--to", tmp / "names.db"), 0)
    done = rig.run("scan", "--format", "jsonl", tmp / "gone\x1b[31mred\x07.txt", "--rules", tmp / "no\x1b[2Jrules")
    check.ran("an odd rules folder", done, 2, "no such rules")
    check.that("no escape reaches the terminal", "\x1b" not in done.stderr and "\x07" not in done.stderr, done.stderr)


def terminal(check, tmp):
    """What a terminal gets, on a pseudo-terminal, for words that hold escapes."""
    words = "".join(["\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "\x7f", "\u202e", "\u2066", "\r", "\x08"])
    line = {"id": "x" + words, "title": words + "Output", "published": "2024-05-02", "text": f"The ministry {words} said copper output {words} will rise to 5 million tonnes by 2030."}
    (tmp / "escapes.jsonl").write_text(json.dumps(line) + "\n{broken\n")
    master, slave = pty.openpty()
    child = subprocess.Popen([rig.PROGRAM, "scan", str(tmp / "escapes.jsonl"), "--color", "never"], stdin=slave, stdout=slave, stderr=slave, cwd=rig.ROOT)
    os.close(slave)
    out = b""
    while select.select([master], [], [], 60 * rig.SLOWDOWN)[0]:
        try:
            block = os.read(master, 65536)
        except OSError:
            break
        if not block:
            break
        out += block
    child.wait()
    os.close(master)
    text = out.decode().replace("\r\n", "\n").replace("\x1b[K", "")
    bad = [c for c in text if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066"]
    check.that("no control character reaches a terminal", not bad, bad)
    check.that("but the table does", "5 000 000" in text or "error" in text, text)
    rig.run("scan", "--to", tmp / "escapes.db", tmp / "escapes.jsonl")
    for question in ("targets", "errors", "words"):
        done = rig.run("query", question, tmp / "escapes.db", *(["--about", "output"] if question == "words" else []))
        check.that(f"query {question} is fit for a terminal", done.returncode == 0 and not [c for c in done.stdout if ord(c) < 32 and c != "\n"], done)


def formulas(check, tmp):
    """No cell of a CSV file is a formula to a spreadsheet; numbers stay numbers."""
    evil = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", " =1", "\u00a0=1", "\t=1", "\uff1d1"]
    with open(tmp / "formulas.jsonl", "w", encoding="utf8") as out:
        for i, word in enumerate(evil):
            out.write(json.dumps({"id": word + str(i), "title": word, "url": word, "published": "2024-05-02", "text": "Emissions fell by -5% and output will rise to 5 million tonnes by 2030."}) + "\n")
    check.ran("to CSV", rig.run("scan", tmp / "formulas.jsonl", "--to", f"csv:{tmp}/csv"), 0)
    cells = rows = 0
    for file in (tmp / "csv").glob("*.csv"):
        with open(file, encoding="utf8", newline="") as table:
            for row in csv.DictReader(table):
                rows += 1
                for column, cell in row.items():
                    first = cell.lstrip(" \u00a0\n")[:1]
                    if first in ("=", "+", "-", "@", "\t", "\r", "\uff1d") and first:
                        cells += 0 if column.startswith("value") and math.isfinite(float(cell)) else 1
    check.that(f"{rows} rows without a formula", rows > 0 and cells == 0, cells)


def slope(make, small):
    """Exponent of the time over four doublings: the fit of log time on log size; the start of the program is taken off."""
    empty = min(measured("scan", "--format", "jsonl", "--no-copies", make(1))[0] for _ in range(3))
    points = []
    for n in (small, 2 * small, 4 * small, 8 * small):
        seconds = min(measured("scan", "--format", "jsonl", "--no-copies", make(n))[0] for _ in range(2)) - empty
        points.append((math.log(n), math.log(max(seconds, 1e-3))))
    mean = [sum(p[i] for p in points) / len(points) for i in (0, 1)]
    return sum((x - mean[0]) * (y - mean[1]) for x, y in points) / sum((x - mean[0]) ** 2 for x, _ in points)


def linear(check, tmp):
    """Texts that make careless engines quadratic. Among them what killed parsers, finders and normalisers before: find-all over numbers with
    an open tail, runs of combining marks, nested brackets, sentences without an end."""
    families = {
        "numbers": lambda n: "12 " * n,
        "numbers and an open tail": lambda n: "5 million tonnes and " * n,
        "dotted": lambda n: "1.1." * n,
        "dollars": lambda n: "$" * n,
        "brackets": lambda n: "(" * n,
        "combining marks": lambda n: "a" + "\u0301\u0323" * n,
        "and A and A": lambda n: "and A " * n,
        "May May": lambda n: "May " * n,
        "quotes in quotes": lambda n: "\"'“‘" * n,
        "no spaces": lambda n: "x" * n,
        "joiners": lambda n: "👩\u200d" * n,
        "Inc.": lambda n: "Acme Inc. " * n,
        "targets": lambda n: "Output will rise to 5 million tonnes by 2030 and " * n,
    }
    for what, text in families.items():
        def make(n, text=text):
            path = tmp / "slope.txt"
            path.write_text("Output. " + text(n), encoding="utf8")
            return path

        # A length that takes long enough to be measured.
        n = 2000
        empty = measured("scan", "--format", "jsonl", "--no-copies", make(1))[0]
        while measured("scan", "--format", "jsonl", "--no-copies", make(n))[0] - empty < 0.06 and n < rig.size(150_000, 1_000_000):
            n *= 2
        found = slope(make, n)
        if found > 1.2:
            found = min(found, slope(make, n))  # a busy machine
        check.that(f"{what}: time grows with exponent {found:.2f}", found < 1.25)


def main():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    check = rig.Check()
    with rig.scratch() as tmp:
        for part in (bombs, names, terminal, formulas, linear):
            part(check, tmp)
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
