#!/usr/bin/env python3
"""Kills a batch with SIGKILL at random moments and resumes it, for every kind of output: what stands there in the end is what an undisturbed
run writes, byte for byte, or row for row.

    MILEPOST_FULL=1 kill_test.py     10,000 articles, 200 kills an output
"""
import random
import sys
import time

import rig


def main():
    check, draw = rig.Check(), random.Random(20240502)
    count, kills = rig.size(1200, 10000), rig.size(14, 200)
    server = rig.Postgres()
    try:
        with rig.scratch() as tmp:
            rig.articles(tmp / "in.jsonl", count)
            common = ["scan", tmp / "in.jsonl", "-j2", "--checkpoint", max(20, count // 60)]
            begin = time.monotonic()
            check.ran("an undisturbed run", rig.run(*common, "--format", "jsonl", "-o", tmp / "whole.jsonl", "--to", tmp / "whole.db"), 0)
            took = time.monotonic() - begin
            want_lines, want_rows = (tmp / "whole.jsonl").read_bytes(), rig.sqlite_content(tmp / "whole.db")
            check.ran("an undisturbed run, compressed", rig.run(*common, "--format", "jsonl", "-o", tmp / "whole.jsonl.gz"), 0)
            done = rig.run("scan", tmp / "in.jsonl", "-j1", "--to", "postgres:whole", env=server.env)
            check.ran("an undisturbed run into PostgreSQL", done, 0)
            want_server = server.content("whole")
            check.that("both databases hold the same", [[list(r[:11]) for r in want_rows[3]]] == [[[*r.values()][:11] for r in want_server[1]]])

            taken = {"JSON Lines": 0, "JSON Lines, gzip": 0, "SQLite": 0, "PostgreSQL": 0}
            rounds = 0
            while min(taken.values()) < kills:
                rounds += 1
                for what, target in (("JSON Lines", "out.jsonl"), ("JSON Lines, gzip", "out.jsonl.gz")):
                    if taken[what] >= kills:
                        continue
                    taken[what] += rig.until_done([*common, "--format", "jsonl", "-o", tmp / target, "--resume"], took, draw, 10)
                    same = (tmp / target).read_bytes() == (want_lines if what == "JSON Lines" else (tmp / "whole.jsonl.gz").read_bytes())
                    check.that(f"{what}, round {rounds}: the same bytes", same)
                    check.that(f"{what}, round {rounds}: nothing left behind", not list(tmp.glob(target + ".*")) or target == "out.jsonl", list(tmp.glob("out*")))
                    (tmp / target).unlink()
                if taken["SQLite"] < kills:
                    taken["SQLite"] += rig.until_done([*common, "--to", tmp / "out.db", "--resume"], took, draw, 10)
                    check.that(f"SQLite, round {rounds}: the same rows", rig.sqlite_content(tmp / "out.db") == want_rows)
                    for file in tmp.glob("out.db*"):
                        file.unlink()
                if taken["PostgreSQL"] < kills:
                    schema = f"round{rounds}"
                    taken["PostgreSQL"] += rig.until_done([*common, "--to", f"postgres:{schema}", "--resume"], took, draw, 10, server.env)
                    got = server.content(schema)
                    check.that(f"PostgreSQL, round {rounds}: the same rows", got == want_server)
                    server.ask(f"set client_min_messages = error; drop schema {schema} cascade")
            print(", ".join(f"{what}: {n} kills" for what, n in taken.items()), f"over {rounds} rounds of {count} articles")
    finally:
        server.close()
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
