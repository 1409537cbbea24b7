#!/usr/bin/env python3
"""Batches: the same bytes for any number of workers, what is taken and what is left out, counts that add up, copies, outputs and questions."""
import bz2
import collections
import gzip
import json
import lzma
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))
import rig  # noqa: E402


def documents(path):
    return [json.loads(line) for line in open(path, encoding="utf8") if '"type":"document"' in line]


def workers(check, tmp):
    want = None
    for jobs in (1, 2, 3, 8):
        check.ran(f"-j{jobs}", rig.run("scan", "--format", "jsonl", tmp / "in.jsonl", "corpus/golden/en", "-j", jobs, "-o", tmp / "out.jsonl", "--report", tmp / "r.json"), 0)
        got = (tmp / "out.jsonl").read_bytes(), (tmp / "r.json").read_bytes()
        check.that(f"-j{jobs}: the same bytes, the same report", want in (None, got))
        want = got
    report, lines = json.loads(want[1]), [json.loads(line) for line in want[0].decode().splitlines()]
    kinds = collections.Counter(r["type"] for r in lines)
    check.that("inputs = documents + errors", report["inputs"] == report["documents"] + report["errors"] > 0, report)
    check.that("the report counts what is there", report["records"] == {k: kinds.get(k, 0) for k in report["records"]}, report)
    check.that("errors by code add up", sum(report["errors_by_code"].values()) == report["errors"] == kinds["error"])
    for environment in ({"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Almaty"}, {"LC_ALL": "C", "TZ": "UTC"}):
        done = rig.run("scan", "--format", "jsonl", tmp / "in.jsonl", "corpus/golden/en", env={**os.environ, **environment})
        check.that(f"the same bytes with {environment}", done.stdout.encode() == want[0])


def packed(check, tmp):
    check.ran("plain", rig.run("scan", "--format", "jsonl", tmp / "in.jsonl", "-o", tmp / "p.jsonl"), 0)
    plain = (tmp / "p.jsonl").read_bytes()
    for ending, opener in ((".gz", gzip.open), (".xz", lzma.open), (".bz2", bz2.open)):
        check.ran(ending, rig.run("scan", "--format", "jsonl", tmp / "in.jsonl", "-o", tmp / f"p.jsonl{ending}"), 0)
        with opener(tmp / f"p.jsonl{ending}") as out:
            check.that(f"{ending} holds the same", out.read() == plain)
    check.ran(".zst", rig.run("scan", "--format", "jsonl", tmp / "in.jsonl", "-o", tmp / "p.jsonl.zst"), 0)
    check.ran("load .zst", rig.run("load", tmp / "p.jsonl.zst", "--to", tmp / "zst.db"), 0)
    check.ran("load plain", rig.run("load", tmp / "p.jsonl", "--to", tmp / "plain.db"), 0)
    check.that("the same rows", rig.sqlite_content(tmp / "zst.db", runs=False) == rig.sqlite_content(tmp / "plain.db", runs=False))
    check.that("no file is left over", not list(tmp.glob("p.jsonl*.part")) and not list(tmp.glob("*.journal")))


def taken(check, tmp):
    def ids(*options):
        check.ran(" ".join(map(str, options)), rig.run("scan", "--format", "jsonl", tmp / "in.jsonl", "-o", tmp / "t.jsonl", "--report", tmp / "t.json", *options), 0)
        return [d["document"] for d in documents(tmp / "t.jsonl")], json.loads((tmp / "t.json").read_text())

    everything, _ = ids()
    some, _ = ids("--limit", 7)
    check.that("--limit", some == everything[:7], some)
    one, report = ids("--sample", 20)
    check.that("--sample takes so many, in order", len(one) == 20 and one == [i for i in everything if i in set(one)], one)
    check.that("and counts the others", report["passed_over"] == len(everything) - 20 and report["inputs"] == report["documents"] + report["errors"], report)
    check.that("--sample again", ids("--sample", 20)[0] == one)
    check.that("--seed", ids("--sample", 20, "--seed", 5)[0] != one)
    dated, report = ids("--since", "2024-03-01", "--until", "2024-04-30")
    dates = {d["published"] for d in documents(tmp / "t.jsonl")}
    check.that("--since, --until", dated and min(dates) >= "2024-03-01" and max(dates) <= "2024-04-30", sorted(dates)[:3])
    check.that("and counts the others", report["passed_over"] + report["documents"] == len(everything), report)
    (tmp / "header.txt").write_text(" date 2024-05-02 ASTANA - Copper output will rise to 5 million tonnes by 2030.\n")
    done = rig.run("scan", "--format", "jsonl", tmp / "header.txt", "--since", "2024-05-03")
    check.that("a date that only the text knows counts too", done.stdout == "", done.stdout[:200])


def copies(check, tmp):
    text = (rig.ROOT / "corpus/golden/en/astana-2024-05-02.txt").read_text(encoding="utf8")
    other = (rig.ROOT / "corpus/golden/en/hanoi-rice-2024-04-16.txt").read_text(encoding="utf8")
    words = text.split(" ")
    rows = [("first", text), ("other", other), ("same", text.upper().replace("  ", " ")), ("near", " ".join(words[:40] + ["reportedly"] + words[40:-15])), ("far", " ".join(words[:200]) + other[: len(other) // 2]), ("short", "x"), ("again", "x")]
    with open(tmp / "copies.jsonl", "w", encoding="utf8") as out:
        for key, body in rows:
            out.write(json.dumps({"id": key, "text": body}) + "\n")
    check.ran("copies", rig.run("scan", "--format", "jsonl", tmp / "copies.jsonl", "-o", tmp / "c.jsonl", "--report", tmp / "c.json", "--to", tmp / "c.db"), 0)
    got = {d["document"]: (d["duplicate_of"], d["cluster"]) for d in documents(tmp / "c.jsonl")}
    check.that("links", got == {"first": (None, None), "other": (None, None), "same": ("first", "first"), "near": (None, "first"), "far": (None, None), "short": (None, None),
                                "again": ("short", "short")}, got)
    report = json.loads((tmp / "c.json").read_text())
    check.that("counted, never dropped", (report["documents"], report["duplicates"], report["near_copies"]) == (7, 2, 1), report)
    check.that("asked", "first" in rig.run("query", "copies", tmp / "c.db").stdout)
    check.ran("not looked for", rig.run("scan", "--format", "jsonl", tmp / "copies.jsonl", "-o", tmp / "c.jsonl", "--no-copies"), 0)
    check.that("not found", all(d["cluster"] is None for d in documents(tmp / "c.jsonl")))


def resumed(check, tmp):
    """A journal is only gone on with by the run that it belongs to."""
    out = tmp / "j.jsonl"
    (tmp / "j.jsonl.part").write_text("torn")
    (tmp / "j.jsonl.journal").write_text('{"run":"0000","inputs":5,"bytes":4,"report":{}}\n')
    check.ran("another run's journal", rig.run("scan", "--format", "jsonl", tmp / "in.jsonl", "-o", out, "--resume"), 2, "other inputs")
    check.ran("begun anew", rig.run("scan", "--format", "jsonl", tmp / "in.jsonl", "-o", out), 0)
    whole = out.read_bytes()
    check.ran("stopped by a limit on files", rig.run("scan", "--format", "jsonl", tmp / "in.jsonl", "-o", out, "--resume"), 0)
    check.that("the same", out.read_bytes() == whole)


def interrupted(check, tmp):
    """Control-C ends a run with 130 and a hint; what was there under the name before is still there."""
    out = tmp / "i.jsonl"
    read, write = os.pipe()
    child = subprocess.Popen([rig.PROGRAM, "scan", "--format", "jsonl", "-", "-o", str(out), "--checkpoint", "5"], stdin=read, stderr=subprocess.PIPE, cwd=rig.ROOT)
    os.close(read)
    os.write(write, "".join(open(tmp / "in.jsonl", encoding="utf8").readlines()[:20]).encode())
    for _ in range(200):
        if list(tmp.glob("i.jsonl.part")):
            break
        __import__("time").sleep(0.05)
    child.send_signal(2)
    os.write(write, b'{"id":"last","text":"x"}\n')
    os.close(write)
    _, said = child.communicate()
    check.that("interrupted", child.returncode == 130 and b"--resume" in said and not out.exists(), (child.returncode, said))


def questions(check, tmp):
    check.ran("a database", rig.run("scan", "corpus/golden/en", "--to", tmp / "q.db"), 0)
    names = [line.split()[0] for line in rig.run("query", "list").stdout.splitlines()]
    check.that("questions", len(names) >= 6, names)
    for name in names:
        done = rig.run("query", name, tmp / "q.db", "--format", "jsonl", *(["--about", "copper"] if name == "words" else []))
        check.ran(name, done, 0)
        check.that(f"{name}: rows of JSON", name in ("errors", "copies", "due") or all(json.loads(line) for line in done.stdout.splitlines()) and done.stdout, done.stdout[:200])
    kz = [json.loads(line) for line in rig.run("query", "targets", tmp / "q.db", "--country", "KZ", "--limit", 100, "--format", "jsonl").stdout.splitlines()]
    check.that("targets of a country", kz and any(r["actor"] == "Kazakhstan" for r in kz) and not any(r["actor"] == "Norway" for r in kz), [r["actor"] for r in kz][:5])
    for arguments, says in ((["nothing", tmp / "q.db"], "no such question"), (["targets"], "no database"), (["targets", tmp / "none.db"], "unable to open"),
                            (["runs", tmp / "q.db", "--country", "KZ"], "not heeded"), (["targets", tmp / "in.jsonl"], "not a database")):
        check.ran(f"query {arguments}", rig.run("query", *arguments), 2, says)
    check.ran("the SQL of a question", rig.run("query", "deals", "--sql"), 0)
    (tmp / "torn.jsonl").write_text((tmp / "out.jsonl").read_text()[:5000])
    check.ran("a torn file of records", rig.run("load", tmp / "torn.jsonl", "--to", tmp / "torn.db"), 2, "not valid JSON")
    check.ran("no records", rig.run("load", tmp / "in.jsonl", "--to", tmp / "torn.db"), 2, "not a record")


def duckdb(check, tmp):
    done = rig.run("scan", "corpus/golden/en", "--to", tmp / "d.duckdb", env={**os.environ, "MILEPOST_DUCKDB": str(tmp / "nowhere.so")})
    check.ran("without libduckdb", done, 2, "libduckdb.so is not installed")
    if "MILEPOST_DUCKDB" not in os.environ:
        print("MILEPOST_DUCKDB names no libduckdb: DuckDB and Parquet were not tried")
        return
    for _ in range(2):
        check.ran("DuckDB", rig.run("scan", "corpus/golden/en", "--to", tmp / "d.duckdb", "--to", f"parquet:{tmp}/pq"), 0)
    check.that("Parquet, a folder a type", (tmp / "pq/document.parquet").exists() and len(list((tmp / "pq/record").glob("type=*"))) >= 5)
    check.that("no staged file is left", not list(tmp.glob("**/*staged*")))


def main():
    check = rig.Check()
    with rig.scratch() as tmp:
        rig.articles(tmp / "in.jsonl", 400)
        for part in (workers, packed, taken, copies, resumed, interrupted, questions, duckdb):
            part(check, tmp)
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
