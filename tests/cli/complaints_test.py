#!/usr/bin/env python3
"""Command lines and what must come of them, as a table: exit code, and words that must stand in the output or in the complaint."""
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))
import rig  # noqa: E402

ARTICLE = {"id": "a1", "title": "Norland plans", "published": "2024-05-02",
           "text": "Norland will raise steel output by 5% to 3 million tonnes by 2030, Minister Anna Vale said. Aster Corp bought Helio Ltd for $5 million."}

# command line ({tmp} is a folder of good.jsonl, good.db, records.jsonl, bad.jsonl, empty/), exit code, words
TABLE = [
    ("", 2, "subcommand is required"),
    ("--version", 0, "0."),
    ("nothing", 2, ""),
    ("scan", 2, "inputs"),
    ("scan {tmp}/good.jsonl --types targets", 2, "no record type 'targets'"),
    ("scan {tmp}/good.jsonl --types target,deal --format jsonl", 0, '"type":"target"'),
    ("scan {tmp}/good.jsonl --types \"target, deal\" --format jsonl", 0, '"type":"target"'),
    ("scan {tmp}/good.jsonl --types target,,deal", 2, "no record type ''"),
    ("scan {tmp}/good.jsonl --grade AE", 2, "'AE' is no list of the grades"),
    ("scan {tmp}/good.jsonl --grade a", 2, "'a' is no list of the grades"),
    ("scan {tmp}/good.jsonl --grade \"\"", 2, "is no list of the grades"),
    ("scan {tmp}/good.jsonl --grade A,B --format jsonl", 0, '"grade":"A"'),
    ("scan {tmp}/good.jsonl --grade CD --types target --format jsonl", 0, '"type":"document"'),
    ("scan {tmp}/good.jsonl --checkpoint 0", 2, "'0' is no whole number from 1 on"),
    ("scan {tmp}/arrays.json --format jsonl", 2, "an array without a JSON object"),
    ("scan {tmp}/empty --format jsonl", 0, "no articles there"),
    ("scan {tmp}/good.jsonl --map title", 2, "is not FIELD=KEY"),
    ("scan {tmp}/good.jsonl --map title=", 2, "is not FIELD=KEY"),
    ("scan {tmp}/good.jsonl --from gopher", 2, "gopher"),
    ("scan {tmp}/good.jsonl --since yesterday", 2, "yesterday"),
    ("scan {tmp}/good.jsonl --until 2024-5-2", 2, "2024-5-2"),
    ("scan {tmp}/good.jsonl --since 2024-05-03 --format jsonl", 0, ""),
    ("scan {tmp}/good.jsonl --reference-date 2024-02-30", 2, "2024-02-30"),
    ("scan {tmp}/good.jsonl --format jsonl -o {tmp}/good.jsonl", 2, "is also an input"),
    ("scan {tmp}/good.jsonl --format jsonl --resume", 2, "cannot be gone on with"),
    ("scan - --sample 3", 2, "needs inputs that can be read twice"),
    ("scan {tmp}/good.jsonl --rules {tmp}/nowhere", 2, "no such rules folder"),
    ("scan {tmp}/good.jsonl --rules {tmp}/empty", 2, "no rules in this folder"),
    ("scan {tmp}/good.jsonl --to oracle:x", 2, "names no kind of database"),
    ("scan {tmp}/good.jsonl --to {tmp}/bad.jsonl", 2, "not a database"),
    ("scan {tmp}/good.jsonl --to postgres:x", 2, "postgres"),
    ("scan {tmp}/good.jsonl --format table --color always", 0, "\x1b[1m"),
    ("scan {tmp}/good.jsonl --format table --color never --progress always", 0, "steel output"),
    ("load {tmp}/records.jsonl --to {tmp}/loaded.db", 0, ""),
    ("scan --to {tmp}/two.db {tmp}/good.jsonl {tmp}/good.jsonl", 0, ""),
    ("scan --map title=title {tmp}/good.jsonl {tmp}/good.jsonl --format jsonl", 0, '"type":"target"'),
    ("load --to {tmp}/three.db {tmp}/records.jsonl {tmp}/records.jsonl", 0, ""),
    ("load {tmp}/records.jsonl --to csv:{tmp}/csv", 0, ""),
    ("load {tmp}/bad.jsonl --to {tmp}/bad.db", 2, "bad.jsonl"),
    ("load {tmp}/nowhere.jsonl --to {tmp}/bad.db", 2, "nowhere.jsonl"),
    ("query", 0, "targets"),
    ("query list", 0, "targets"),
    ("query what {tmp}/good.db", 2, "no such question"),
    ("query targets", 2, "no database is named"),
    ("query targets {tmp}/nowhere.db", 2, "unable to open"),
    ("query targets {tmp}/bad.jsonl", 2, "bad.jsonl"),
    ("query targets {tmp}/good.db", 0, "steel output"),
    ("query targets {tmp}/good.db --format jsonl --limit 1", 0, '"indicator":'),
    ("query targets {tmp}/good.db --currency USD", 2, "is not heeded"),
    ("query deals {tmp}/good.db --currency USD", 0, "Helio"),
    ("query words {tmp}/good.db --about steel", 0, "steel"),
    ("query words {tmp}/good.db --about \"", 2, ""),
    ("query targets {tmp}/good.db --format jsonl", 0, '"value":3000000,'),
    ("query targets {tmp}/good.db --year 20x5", 2, "'20x5' is no year"),
    ("query deals {tmp}/good.db --currency usd", 0, "Helio"),
    ("query targets {tmp}/good.db --grade X", 2, "'X' is no list of the grades"),
    ("query targets {tmp}/good.db --limit 2.5", 2, "'2.5' is no whole number from 0 on"),
    ("query due --sql", 0, "SELECT"),
    ("diff --corpus {tmp}/good.jsonl --gold corpus/golden {tmp}/records.jsonl {tmp}/records.jsonl", 0, "0 changes"),
    ("view --corpus {tmp}/good.jsonl {tmp}/records.jsonl --html {tmp}/view.html", 0, ""),
    ("diff {tmp}/records.jsonl {tmp}/nowhere.jsonl", 2, "nowhere.jsonl"),
    ("diff {tmp}/records.jsonl {tmp}/records.jsonl", 0, "0 changes"),
    ("diff {tmp}/records.jsonl {tmp}/fewer.jsonl --json", 1, '"removed"'),
    ("diff {tmp}/records.jsonl {tmp}/fewer.jsonl -f md", 1, "### Extraction changes"),
    ("diff {tmp}/records.jsonl {tmp}/fewer.jsonl -f html", 1, "<html"),
    ("diff {tmp}/records.jsonl {tmp}/fewer.jsonl --color always --types target,deal", 1, "\x1b["),
    ("diff {tmp}/records.jsonl {tmp}/empty", 2, "no pack.json"),
    ("diff {tmp}/records.jsonl rules", 2, "rules need articles"),
    ("diff {tmp}/records.jsonl {tmp}/records.jsonl --gold {tmp}/nowhere", 2, "nowhere"),
    ("diff {tmp}/records.jsonl {tmp}/fewer.jsonl -o {tmp}/nowhere/x", 2, "nowhere"),
    ("diff git:nosuchrevision {tmp}/records.jsonl", 2, "nosuchrevision"),
    ("view {tmp}/records.jsonl --html {tmp}/view.html --corpus {tmp}/good.jsonl", 0, ""),
    ("view {tmp}/nowhere.jsonl --html {tmp}/view.html", 2, "nowhere.jsonl"),
    ("view {tmp}/records.jsonl --html {tmp}/nowhere/view.html", 2, "nowhere"),
    ("test {tmp}/empty", 2, "no article"),
    ("test corpus --update always", 2, "refused under CI"),
    ("test corpus --filter nosuchname", 2, "no article has 'nosuchname'"),
    ("test {tmp}/good.jsonl --gold {tmp}/nowhere", 2, "nowhere"),
    ("review {tmp}/empty", 2, ""),
    ("review corpus --accept x", 2, "nothing is decided under CI"),
    ("explain", 2, "one document"),
    ("explain {tmp}/nowhere.txt", 2, "nowhere.txt"),
    ("explain {tmp}/good.jsonl", 0, "steel output"),
    ("explain {tmp}/good.jsonl:20", 0, ""),
    ("explain {tmp}/good.jsonl --text x", 2, "--text: is for --why-not"),
    ("explain --why-not en.goal.mood", 2, "give one with --text"),
    ("explain --why-not en.goal.mod --text x", 2, "no such rule"),
    ("explain --why-not en.goal.mood --text \"It rained.\"", 0, ""),
    ("explain --why-not en.goal.mood --text \"Norland plans to build a mine.\"", 0, ""),
    ("explain --why-not en.goal.headline --head --text \"Norland to double output\" --date 2024-05-02", 0, ""),
    ("mentions \"Output rose by 5%.\"", 0, "value=5"),
    ("mentions \"Output rose by 5%.\" --type Percent --slow", 0, "Percent"),
    ("mentions \"Output rose.\" --type Pecent", 2, "Pecent"),
    ("rules", 2, ""),
    ("rules list", 0, "en.goal.mood"),
    ("rules show en.goal.mood", 0, "GoalMood"),
    ("rules show en.goal.mod", 2, "no such rule"),
    ("rules check en.nothing", 2, "no rule's id begins like this"),
    ("rules check en.goal.mood", 0, ""),
    ("rules stats {tmp}/good.jsonl", 0, "en.goal.mood"),
    ("rules stats {tmp}/nowhere.jsonl", 2, "nowhere.jsonl"),
    ("rules export", 0, '"rules"'),
    ("bench {tmp}/good.jsonl --rounds 1", 0, "MB/s of text"),
    ("bench {tmp}/good.jsonl --each --rounds 1", 0, '"cpu_seconds"'),
    ("bench {tmp}/nowhere.jsonl --each --rounds 1", 0, ""),
]


def words_of(line, tmp):
    """A command line as a shell would cut it; a lone quotation mark stays."""
    out, quoted, current, any_ = [], False, "", False
    if line.count('"') == 1:
        return [w.format(tmp=tmp) for w in line.split(" ")]
    for c in line:
        if c == '"':
            quoted, any_ = not quoted, True
        elif c == " " and not quoted:
            if current or any_:
                out.append(current)
            current, any_ = "", False
        else:
            current += c
    return [w.format(tmp=tmp) for w in out + ([current] if current or any_ else [])]


def prepare(check, tmp):
    (tmp / "empty").mkdir()
    (tmp / "good.jsonl").write_text(json.dumps(ARTICLE) + "\n")
    (tmp / "arrays.json").write_text("[" * 1000)
    (tmp / "bad.jsonl").write_text("this is no record and no database, but it is long enough to have a header of either\n" * 4)
    check.ran("records", rig.run("scan", tmp / "good.jsonl", "--format", "jsonl", "-o", tmp / "records.jsonl", "--to", tmp / "good.db"), 0)
    lines = (tmp / "records.jsonl").read_text().splitlines(keepends=True)
    (tmp / "fewer.jsonl").write_text("".join(line for line in lines if '"type":"target"' not in line))


# commands that print: what does not go out must not look like success
PRINTING = ["--help", "scan --help", "rules list", "rules check en.goal.mood", "rules export", "rules show en.goal.mood", "query list",
            "mentions \"Output rose by 5%.\"", "explain {tmp}/good.jsonl", "explain --why-not en.goal.mood --text x", "rules stats {tmp}/good.jsonl",
            "query targets {tmp}/good.db", "diff {tmp}/records.jsonl {tmp}/fewer.jsonl", "bench {tmp}/good.jsonl --rounds 1"]


def full_disk(check, tmp, environment):
    with open("/dev/full", "w", encoding="utf-8") as full:
        for line in PRINTING:
            done = subprocess.run([rig.PROGRAM, *words_of(line, tmp)], stdout=full, stderr=subprocess.PIPE, text=True, env=environment, check=False)
            check.that(f"milepost {line} > /dev/full", done.returncode == 2 and "standard output" in done.stderr, f"exit {done.returncode}: {done.stderr[-300:]!r}")


def main():
    check = rig.Check()
    environment = {**os.environ, "CI": "1", "PGHOST": "/nowhere", "PGCONNECT_TIMEOUT": "2"}
    with rig.scratch() as tmp:
        prepare(check, tmp)
        for line, code, words in TABLE:
            done = rig.run(*words_of(line, tmp), env=environment)
            check.that(f"milepost {line}", done.returncode == code and words in done.stdout + done.stderr,
                       f"exit {done.returncode}, wanted {code} and {words!r}: {(done.stdout + done.stderr)[-400:]!r}")
        full_disk(check, tmp, environment)
        shutil.rmtree(tmp / "empty")
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
