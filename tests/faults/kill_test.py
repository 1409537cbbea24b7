#!/usr/bin/env python3
"""Kills a batch with SIGKILL at random moments and resumes it, for every kind of output: what stands there in the end is what an undisturbed
run writes, byte for byte, or row for row.

    MILEPOST_FULL=1 kill_test.py     10,000 articles, 200 kills an output
"""
import random
import sys
import time

import rig

A_ROUND = 10   # kills that one batch takes, about: a leg lasts a tenth of it in the mean; after twice as many it is left alone


class File:
    """An output that is a file: JSON Lines, or a SQLite database."""

    def __init__(self, tmp, ending, content):
        self.tmp, self.ending, self.content_of, self.env = tmp, ending, content, None

    def arguments(self, name):
        path = self.tmp / (name + self.ending)
        return ["--to", path] if self.ending == ".db" else ["--format", "jsonl", "-o", path]

    def content(self, name):
        return self.content_of(self.tmp / (name + self.ending))

    def left(self, name):
        """What lies beside the output and should not: the journal of a run that is done, a part of a file."""
        return sorted(p.name for p in self.tmp.glob(name + self.ending + "*") if p.name != name + self.ending)

    def drop(self, name):
        (self.tmp / (name + self.ending)).unlink()


class Schema:
    """An output that is a schema of a PostgreSQL server."""

    def __init__(self, server):
        self.server, self.env = server, server.env

    def arguments(self, name):
        return ["--to", f"postgres:{name}"]

    def content(self, name):
        return self.server.content(name)

    def left(self, name):
        return self.server.ask("select tablename from pg_tables where tablename like 'staging%'", name).split()

    def drop(self, name):
        self.server.ask(f"set client_min_messages = error; drop schema {name} cascade")


def start_of(tmp):
    """Seconds until a batch begins to write: what a scan of nothing takes."""
    (tmp / "nothing.jsonl").write_text("\n")
    begin = time.monotonic()
    for _ in range(3):
        rig.run("scan", tmp / "nothing.jsonl", "--format", "jsonl")
    return (time.monotonic() - begin) / 3


def main():
    check, draw = rig.Check(), random.Random(20240502)
    count, kills = rig.size(1200, 10000), rig.size(14, 200)
    server = rig.Postgres()
    try:
        with rig.scratch() as tmp:
            rig.articles(tmp / "in.jsonl", count)
            scan = ["scan", tmp / "in.jsonl", "-j2", "--checkpoint", max(20, count // 60)]
            read = lambda path: path.read_bytes()
            outputs = {"JSON Lines": File(tmp, ".jsonl", read), "JSON Lines, gzip": File(tmp, ".jsonl.gz", read),
                       "SQLite": File(tmp, ".db", rig.sqlite_content), "PostgreSQL": Schema(server)}
            start, want, took = start_of(tmp), {}, {}
            for what, output in outputs.items():
                begin = time.monotonic()
                check.ran(f"{what}, an undisturbed run", rig.run(*scan, *output.arguments("whole"), env=output.env), 0)
                took[what], want[what] = time.monotonic() - begin, output.content("whole")
            same = [[list(r[:11]) for r in want["SQLite"][3]]] == [[[*r.values()][:11] for r in want["PostgreSQL"][1]]]
            check.that("both databases hold the same", same)

            taken, rounds = dict.fromkeys(outputs, 0), 0
            while min(taken.values()) < kills:
                rounds += 1
                for what, output in outputs.items():
                    if taken[what] >= kills:
                        continue
                    name = f"round{rounds}"
                    leg = start / 2, start + 2 * max(0.0, took[what] - start) / A_ROUND
                    taken[what] += rig.until_done([*scan, *output.arguments(name), "--resume"], leg, draw, 2 * A_ROUND, output.env)
                    check.that(f"{what}, round {rounds}: the same", output.content(name) == want[what])
                    check.that(f"{what}, round {rounds}: nothing left behind", not output.left(name), output.left(name))
                    output.drop(name)
                print(f"round {rounds}:", ", ".join(f"{what} {n} kills" for what, n in taken.items()), flush=True)
            print(f"{sum(taken.values())} kills over {rounds} rounds of {count} articles; a batch takes", ", ".join(f"{t:.1f} s" for t in took.values()))
    finally:
        server.close()
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
