#!/usr/bin/env python3
"""Input, options and outputs that cannot be used: a clear message or an error record, the documented exit code, nothing half-written."""
import json
import os
import pwd
import subprocess
import sys

import rig

ARTICLE = '{"id":"a","published":"2024-05-02","text":"Output will rise to 5 million tonnes by 2030."}\n'


def records(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def errors(done):
    return [(r["code"], r["message"]) for r in records(done) if r["type"] == "error"]


def inputs(check, tmp):
    """A row: what, the file's bytes, its name, exit code, the codes of its error records, how many documents."""
    (tmp / "good.jsonl").write_text(ARTICLE)
    many = b"".join(b'{"a":' for _ in range(100000))
    rows = [
        ("an empty file", b"", "empty.txt", 2, ["bad_format"], 0),
        ("an empty packed file", __import__("gzip").compress(b""), "empty.gz", 2, ["bad_format"], 0),
        ("blank lines", b"\n\n \n", "blank.jsonl", 0, [], 0),
        ("binary", bytes(range(256)) * 40, "x.bin", 2, ["bad_format"], 0),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1" + b"\0" * 300, "x.png", 2, ["bad_format"], 0),
        ("deep JSON", many + b"\n" + ARTICLE.encode(), "deep.jsonl", 0, ["too_deep"], 1),
        ("deep JSON in an array", b'[{"text":' + b"[" * 100000 + b"]" * 100000 + b"}]", "deep.json", 2, ["too_deep"], 0),
        ("wrong keys", b'{"headline":"x","words":"y"}\n' + ARTICLE.encode(), "keys.jsonl", 0, ["bad_input"], 1),
        ("text that is no text", b'{"text":{"a":1}}\n{"text":null}\n{"text":false}\n', "kinds.jsonl", 0, [], 3),
        ("a torn line", ARTICLE.encode() + ARTICLE.encode()[:40], "torn.jsonl", 0, ["bad_format"], 1),
        ("numbers beyond all measure", b'{"id":1e999,"text":"' + b"9" * 100000 + b' tonnes by 2030"}\n', "big.jsonl", 0, [], 1),
        ("a text of one word", b"x", "word.txt", 0, [], 1),
        ("only a byte order mark", b"\xef\xbb\xbf", "mark.txt", 0, [], 1),
        ("bad UTF-8", b"\xff\xfe\xfd\xc0\x80\xed\xa0\x80 words", "utf8.txt", 0, [], 1),
    ]
    for what, data, name, code, codes, documents in rows:
        (tmp / name).write_bytes(data)
        done = rig.run("scan", "--format", "jsonl", tmp / name)
        check.ran(what, done, code)
        check.that(f"{what}: errors", [c for c, _ in errors(done)] == codes, errors(done))
        check.that(f"{what}: documents", sum(r["type"] == "document" for r in records(done)) == documents, done.stdout[:200])


def long_line(check):
    """A line of 100 MB on standard input is passed over without being held, the next one is read."""
    child = subprocess.Popen([rig.PROGRAM, "scan", "--format", "jsonl", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=rig.ROOT)
    child.stdin.write(b'{"text":"')
    for _ in range(100):
        child.stdin.write(b"x" * (1 << 20))
    child.stdin.write(b'"}\n' + ARTICLE.encode())
    child.stdin.close()
    kinds = [json.loads(line)["type"] for line in child.stdout.read().splitlines()]
    _, _, usage = os.wait4(child.pid, 0)
    check.that("a line of 100 MB: an error and the next article", kinds[:2] == ["error", "document"], kinds[:3])
    check.that("a line of 100 MB is not held", rig.sanitized() or usage.ru_maxrss < 120_000, f"{usage.ru_maxrss} KB")


def folders(check, tmp):
    loop = tmp / "loop/inner"
    loop.mkdir(parents=True)
    (loop / "back").symlink_to(tmp / "loop")
    (loop / "self").symlink_to("self")
    (loop / "a.txt").write_text("Output will rise to 5 million tonnes by 2030.")
    (loop / "nowhere.txt").symlink_to(tmp / "gone.txt")
    done = rig.run("scan", "--format", "jsonl", tmp / "loop")
    check.ran("a folder that leads into itself", done, 0)
    check.that("is walked once", sum(r["type"] == "document" for r in records(done)) == 1 and len(errors(done)) == 2, errors(done))
    (tmp / "meta").mkdir()
    (tmp / "meta/a.txt").write_text("Output will rise to 5 million tonnes by 2030.")
    (tmp / "meta/a.meta.json").write_text('{"id":"own","title":"T","published":"2024-05-02"}')
    (tmp / "meta/b.txt").write_text("x")
    (tmp / "meta/b.json").write_text("{no json")
    done = rig.run("scan", "--format", "jsonl", tmp / "meta")
    heads = [(r["document"], r["title"], r["published"]) for r in records(done) if r["type"] == "document"]
    check.that("metadata beside a text", heads == [("own", "T", "2024-05-02")] and errors(done)[0][0] == "bad_format", (heads, errors(done)))
    check.ran("no such file", rig.run("scan", "--format", "jsonl", tmp / "none.txt"), 2)
    check.ran("one of two", rig.run("scan", "--format", "jsonl", tmp / "none.txt", tmp / "good.jsonl"), 0, "1 of 2 inputs")
    check.ran("more errors than allowed", rig.run("scan", "--format", "jsonl", tmp / "none.txt", tmp / "good.jsonl", "--max-errors", 0), 3)


def options(check, tmp):
    good = tmp / "good.jsonl"
    for what, arguments, says in [
        ("no input", [], "inputs"),
        ("an option that is none", [good, "--frobnicate"], "frobnicate"),
        ("a rules folder that is none", [good, "--rules", tmp / "nowhere"], "no such rules folder"),
        ("a rules folder without rules", [good, "--rules", tmp / "meta"], ""),
        ("a type that is none", [good, "--types", "tragedy"], "no record type"),
        ("a format that is none", [good, "--from", "papyrus"], "formats: text"),
        ("a field that is none", [good, "--map", "author=by"], "no field"),
        ("a map that is none", [good, "--map", "title"], "FIELD=KEY"),
        ("resuming a pipe", [good, "--resume"], "--resume"),
        ("sampling a pipe", ["-", "--sample", 3], "twice"),
        ("output onto the input", [good, "-o", good], "also an input"),
        ("output onto a folder", [good, "--format", "jsonl", "-o", tmp], "folder"),
        ("output into a folder that is none", [good, "--format", "jsonl", "-o", tmp / "none/out.jsonl"], "cannot be written"),
        ("a database in a folder that is none", [good, "--to", tmp / "none/out.db"], "unable to open"),
        ("a database that is none", [good, "--to", good], "not a database"),
        ("a kind of database that is none", [good, "--to", "oracle:x"], "names no kind of database"),
        ("standard output is full", None, "No space left"),
    ]:
        if arguments is None:
            with open("/dev/full", "w", encoding="utf8") as full:
                done = subprocess.run([rig.PROGRAM, "scan", "--format", "jsonl", str(good)], stdout=full, stderr=subprocess.PIPE, text=True, cwd=rig.ROOT)
        else:
            done = rig.run("scan", *arguments, stdin=subprocess.DEVNULL)
        check.ran(what, done, 2, says)
    check.that("the input is as it was", good.read_text() == ARTICLE)
    check.ran("-o /dev/full", rig.run("scan", good, "--format", "jsonl", "-o", "/dev/full"), 2, "No space left")
    check.that("nothing half-written", not [p for p in tmp.rglob("*") if p.suffix in (".part", ".journal", ".new")])


def readonly(check, tmp):
    """As a user who may not write there; root may everywhere."""
    locked = tmp / "locked"
    locked.mkdir(mode=0o555)
    (locked / "old.db").write_bytes(b"")
    tmp.chmod(0o755)
    user = pwd.getpwnam("nobody") if os.getuid() == 0 else None

    def drop():
        if user:
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)

    if user and subprocess.run([rig.PROGRAM, "--version"], preexec_fn=drop, capture_output=True, check=False).returncode != 0:
        print("the program cannot be run by another user here: a folder that may only be read was not tried")
        return
    for target in (["--format", "jsonl", "-o", locked / "out.jsonl"], ["--to", locked / "out.db"], ["--to", f"csv:{locked}/csv"]):
        check.ran(f"a folder that may only be read, {target[-1]}", rig.run("scan", tmp / "good.jsonl", *target, preexec_fn=drop), 2, "")
    check.that("nothing was written there", [p.name for p in locked.iterdir()] == ["old.db"])


def main():
    check = rig.Check()
    with rig.scratch() as tmp:
        inputs(check, tmp)
        long_line(check)
        folders(check, tmp)
        options(check, tmp)
        readonly(check, tmp)
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
