#!/usr/bin/env python3
"""PostgreSQL with a real server: the same rows as SQLite, loading twice changes nothing, a rule that is gone takes its records with it, hostile
words are only words, and a server that is restarted while it is being loaded loses nothing."""
import json
import subprocess
import sys
import threading
import time

import rig


def without_rule(source, target, rule):
    """The same records as another pack would give them: without those of a rule."""
    with open(source, encoding="utf8") as lines, open(target, "w", encoding="utf8") as out:
        for line in lines:
            record = json.loads(line)
            if record["rule"] == rule:
                continue
            record["pack"] = "f" * 16
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def hostile(path):
    words = ["'); DROP TABLE record; --", 'x" OR 1=1', "\\N", "a\tb\\", "\\.", "tab\there", "$$;", "%s%n", "\u202egnp", "NUL \u0000", "e\u0301", "🚀"]
    with open(path, "w", encoding="utf8") as out:
        for i, word in enumerate(words):
            text = f"{word} said output of {word} will rise to {i + 2} million tonnes by 2030."
            out.write(json.dumps({"id": f"{word}{i}", "title": word, "url": word, "published": "2024-05-02", "text": text}) + "\n")
        out.write('{"id":"lone","text":"a \\ud800 surrogate, 5 million tonnes by 2030"}\n')
    return len(words) + 1


def restarts(check, server, tmp):
    """Restarts the server again and again while records are loaded."""
    child = subprocess.Popen([rig.PROGRAM, "load", str(tmp / "a.jsonl"), "--to", "postgres:restart", "--checkpoint", "15"], env=server.env, stderr=subprocess.PIPE)
    done, said = threading.Event(), []
    reader = threading.Thread(target=lambda: (said.append(child.stderr.read().decode()), done.set()))
    reader.start()
    count = 0
    while not done.wait(0.15):
        server.stop("immediate" if count % 2 else "fast")
        time.sleep(0.1)
        server.start()
        count += 1
        if count >= 6:
            done.wait(120 * rig.SLOWDOWN)
            break
    reader.join()
    check.that("a load over restarts ends well", child.wait() == 0, said)
    check.that("restarts met the load", count > 0)
    check.that("nothing lost, nothing double", server.content("restart", runs=False) == server.content("load", runs=False))
    print(f"{count} restarts")


def main():
    check = rig.Check()
    server = rig.Postgres()
    try:
        with rig.scratch() as tmp:
            rig.articles(tmp / "in.jsonl", rig.size(600, 10000))
            check.ran("scan", rig.run("scan", tmp / "in.jsonl", "--format", "jsonl", "-o", tmp / "a.jsonl", "--to", tmp / "a.db", "--to", "postgres:scan", env=server.env), 0)
            check.ran("load", rig.run("load", tmp / "a.jsonl", "--to", "postgres:load", "--to", tmp / "load.db", env=server.env), 0)
            check.that("loaded is scanned", server.content("load", runs=False) == server.content("scan", runs=False))
            check.that("loaded is scanned, SQLite", rig.sqlite_content(tmp / "load.db", runs=False) == rig.sqlite_content(tmp / "a.db", runs=False))
            here = [[*r[:11], json.loads(r[11])] for r in rig.sqlite_content(tmp / "a.db")[3]]
            check.that("both databases hold the same", here == [[*r.values()] for r in server.content("scan")[1]])

            before = server.content("load", runs=False), rig.sqlite_content(tmp / "load.db", runs=False)
            check.ran("load again", rig.run("load", tmp / "a.jsonl", "--to", "postgres:load", "--to", tmp / "load.db", env=server.env), 0)
            check.that("loading twice changes nothing", before == (server.content("load", runs=False), rig.sqlite_content(tmp / "load.db", runs=False)))
            check.that("and says so", server.ask("select unchanged = documents and records = 0 from run order by run desc limit 1", "load").strip() == "t")

            rule = server.ask("select rule from record where type = 'target' group by rule order by count(*) desc limit 1", "load").strip()
            without_rule(tmp / "a.jsonl", tmp / "b.jsonl", rule)
            check.ran("load without a rule", rig.run("load", tmp / "b.jsonl", "--to", "postgres:without", "--to", tmp / "load.db", env=server.env), 0)
            check.ran("over what was there", rig.run("load", tmp / "a.jsonl", "--to", "postgres:without", env=server.env), 0)
            check.ran("and back", rig.run("load", tmp / "b.jsonl", "--to", "postgres:without", env=server.env), 0)
            left = server.ask(f"select count(*) from record where rule = '{rule}'", "without").strip()
            check.that("a rule that is gone takes its records along", left == "0", left)
            check.that("and nothing else", len(server.content("without")[1]) == len(rig.sqlite_content(tmp / "load.db")[3]) > 0)
            found = rig.sqlite_content(tmp / "load.db")
            facts = sum(r[3] in ("target", "forecast", "observation", "deal", "statement") for r in found[3])
            check.that("the full-text index follows", found[1] == facts, (found[1], facts))

            for view in ("quantity", "time", "organization", "person", "place", "statement", "target", "forecast", "observation", "deal", "deal_party"):
                server.ask(f'select * from "{view}" limit 5', "scan")
            check.that("full text", int(server.ask("select count(*) from record where type in ('target','forecast','observation','deal','statement') and "
                                                   "to_tsvector('simple', text) @@ to_tsquery('simple', 'copper')", "scan")) > 0)

            n = hostile(tmp / "hostile.jsonl")
            check.ran("hostile words", rig.run("scan", tmp / "hostile.jsonl", "--to", "postgres:it's \"odd\"", "--to", tmp / "hostile.db", env=server.env), 0)
            kept = server.ask("select count(*) from document", 'it\'s ""odd""').strip()
            check.that("are stored", kept == str(n), kept)
            check.that("as they are", any(r[0] == "'); DROP TABLE record; --0" for r in rig.sqlite_content(tmp / "hostile.db")[2]))
            there = server.ask("select string_agg(d.id || r.text, '|' order by d.id, r.seq) from record r join document d using(doc)", 'it\'s ""odd""')
            check.that("and their records", "DROP TABLE" in there)

            restarts(check, server, tmp)
            server.stop()
            done = rig.run("scan", tmp / "in.jsonl", "--to", "postgres:", env=server.env)
            check.ran("no server", done, 2, "PGHOST")
            server.start()
    finally:
        server.close()
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
