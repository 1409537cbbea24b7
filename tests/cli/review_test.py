#!/usr/bin/env python3
"""milepost test, diff, review, view and export, as a person and a CI use them.

Twenty seeded edits of rules and lexicons are each compared with the rules as they are, over articles of one sentence: exactly the groups
in the table come out, broken where gold knows the article, fixed when the edit is taken back, unjudged where there is no gold.
"""
import csv
import io
import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(os.environ.get("MILEPOST_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
PROGRAM = os.environ.get("MILEPOST", str(ROOT / "build/dev/milepost"))
SLOWDOWN = float(os.environ.get("MILEPOST_SLOWDOWN", "1"))  # under a sanitizer everything takes so many times as long
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    if not ok:
        print(f"FAILED {name}\n{detail}")


def run(*words, cwd, ci=False, code=None):
    env = {k: v for k, v in os.environ.items() if k != "CI"} | ({"CI": "1"} if ci else {})
    done = subprocess.run([PROGRAM, *map(str, words)], cwd=cwd, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if code is not None:
        check(f"exit {code} of {' '.join(map(str, words))}", done.returncode == code, f"{done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done


# --- edits ---------------------------------------------------------------------------------------------------------------------------
def table(path):
    lines = path.read_text(encoding="utf8").split("\n")
    header = next(i for i, line in enumerate(lines) if line and not line.startswith("#"))
    return lines, lines[header].split("\t"), header


def row_of(lines, header, entry):
    rows = [i for i, line in enumerate(lines) if i > header and entry in line.split("\t")[0].split("|") and not line.startswith("#")]
    assert rows, f"no row has the entry {entry!r}"
    return rows


def drop(path, entry):
    """Takes an entry out of every row of a lexicon that has it."""
    lines, _, header = table(path)
    for i in reversed(row_of(lines, header, entry)):
        cells = lines[i].split("\t")
        rest = [e for e in cells[0].split("|") if e != entry]
        if rest:
            lines[i] = "\t".join(["|".join(rest), *cells[1:]])
        else:
            del lines[i]
    path.write_text("\n".join(lines), encoding="utf8")


def put(path, entry, column, value):
    """Sets a cell of the rows that have an entry; the other entries of the row keep theirs."""
    lines, columns, header = table(path)
    for i in reversed(row_of(lines, header, entry)):
        cells = lines[i].split("\t")
        rest = [e for e in cells[0].split("|") if e != entry]
        mine = [entry, *cells[1:]]
        mine[columns.index(column)] = value
        lines[i] = "\t".join(mine)
        if rest:
            lines.insert(i + 1, "\t".join(["|".join(rest), *cells[1:]]))
    path.write_text("\n".join(lines), encoding="utf8")


def like(path, entry, new):
    """Adds a row for a new entry with the cells of another one."""
    lines, _, header = table(path)
    i = row_of(lines, header, entry)[0]
    lines.insert(i + 1, "\t".join([new, *lines[i].split("\t")[1:]]))
    path.write_text("\n".join(lines), encoding="utf8")


def drop_rule(folder, rule):
    """Takes a rule out of whichever file of a pack holds it."""
    for path in sorted(folder.glob("*.rules")):
        text = path.read_text(encoding="utf8")
        new = re.sub(rf"(?ms)^rule {re.escape(rule)} :.*?(?=^\S|\Z)", "", text)
        if new != text:
            path.write_text(new, encoding="utf8")
            return
    raise AssertionError(f"no rule {rule}")


# name, edit, article, groups: (type, kind of change, how many), as they come out and were read
from review_edits import EDITS  # noqa: E402  (beside this file)


def groups_of(report):
    return sorted((g["type"], g["kind"], len(g["changes"])) for g in report["groups"])


def seeded(base):
    corpus = base / "corpus"
    corpus.mkdir()
    for name, _, sentence, _ in EDITS:
        (corpus / f"{name}.txt").write_text(f" date 2024-05-02 {sentence}\n", encoding="utf8")
    (corpus / "control.txt").write_text(" date 2024-05-02 Rain fell on 3 days in 2023, and 40% of it ran off.\n", encoding="utf8")
    run("test", "corpus", "--rules", ROOT / "rules", "--update", "always", cwd=base)
    gold = base / "gold"
    shutil.copytree(corpus, gold)
    for name, edit, _, expected in EDITS:
        rules = base / "rules"
        shutil.rmtree(rules, ignore_errors=True)
        shutil.copytree(ROOT / "rules", rules)
        edit(rules)
        done = run("diff", ROOT / "rules", rules, "--corpus", "corpus", "--gold", "corpus", "--json", cwd=base)
        try:
            report = json.loads(done.stdout)
        except ValueError:
            check(f"{name}: the edit compiles", False, done.stdout[-1500:] + done.stderr[-1500:])
            continue
        if "--show" in sys.argv:
            print(name, groups_of(report), report["rule_changes"], [g["cause"] for g in report["groups"]])
            continue
        check(f"{name}: exactly its groups", groups_of(report) == sorted(expected), f"expected {sorted(expected)}\ncame     {groups_of(report)}")
        check(f"{name}: all broken", all(g["verdict"] == "broken" for g in report["groups"] if g["fields"] != ["rule"]), str([(g["type"], g["verdict"]) for g in report["groups"]]))
        check(f"{name}: only its article", all(c["document"].endswith(f"{name}.txt") for g in report["groups"] for c in g["changes"]), str(groups_of(report)))
        check(f"{name}: the edit is named", len(report["rule_changes"]) >= 1 and all(g["cause"] for g in report["groups"]), str(report["rule_changes"]))
        back = json.loads(run("diff", rules, ROOT / "rules", "--corpus", "corpus", "--gold", "corpus", "--json", cwd=base).stdout)
        check(f"{name}: taken back, all fixed", back["groups"] and all(g["verdict"] == "fixed" for g in back["groups"] if g["fields"] != ["rule"]), str([(g["type"], g["verdict"]) for g in back["groups"]]))
    none = json.loads(run("diff", ROOT / "rules", rules, "--corpus", "corpus", "--json", cwd=base).stdout)
    check("no gold, no verdict", none["groups"] and all(g["verdict"] == "unjudged" for g in none["groups"]))
    same = run("diff", ROOT / "rules", ROOT / "rules", "--corpus", "corpus", cwd=base, code=0)
    check("nothing differs from itself", "0 changes" in same.stdout, same.stdout)
    return rules


# --- decisions -----------------------------------------------------------------------------------------------------------------------
def decisions(base, rules):
    """`rules` is the last edit: the goldens say what it broke."""
    before = {p.name: p.read_bytes() for p in (base / "corpus").iterdir()}
    run("test", "corpus", "--rules", rules, cwd=base, ci=True, code=1)
    check("nothing is written under CI", before == {p.name: p.read_bytes() for p in (base / "corpus").iterdir()})
    run("test", "corpus", "--rules", rules, "--update", "always", cwd=base, ci=True, code=2)
    run("review", "corpus", "--rules", rules, "--accept", "x", cwd=base, ci=True, code=2)
    done = run("test", "corpus", "--rules", rules, "--junit", "junit.xml", cwd=base, code=1)
    check("a proposal stands beside the golden", list((base / "corpus").glob("*.new")), done.stdout)
    junit = (base / "junit.xml").read_text(encoding="utf8")
    check("JUnit counts", f'tests="{len(EDITS) + 1}" failures="1"' in junit, junit[:300])
    listed = run("review", "corpus", "--rules", rules, cwd=base, code=1)
    check("without a terminal the commands are printed", "milepost review corpus --accept" in listed.stdout, listed.stdout)
    groups = json.loads(run("review", "corpus", "--rules", rules, "--json", cwd=base).stdout)["groups"]
    # reject one: it stays failing
    run("review", "corpus", "--rules", rules, "--reject", groups[0]["key"], "--note", "the old one was right", cwd=base, code=0)
    pins = list((base / "corpus").glob("*.pins.jsonl"))
    check("a rejection is pinned", len(pins) == 1 and "the old one was right" in pins[0].read_text(encoding="utf8"))
    done = run("test", "corpus", "--rules", rules, cwd=base, code=1)
    check("a rejected change stays failing", "rejected before" in done.stdout, done.stdout)
    run("test", "corpus", "--rules", ROOT / "rules", cwd=base, code=0)
    broken = json.loads(run("review", "corpus", "--rules", rules, "--json", cwd=base).stdout)["groups"]
    bad = next(g for g in broken if g["verdict"] == "broken")
    run("review", "corpus", "--rules", rules, "--accept", bad["key"], cwd=base, code=2)
    # accept all: the test passes, and only those goldens changed
    for p in pins:
        p.unlink()
    for g in json.loads(run("review", "corpus", "--rules", rules, "--json", cwd=base).stdout)["groups"]:
        run("review", "corpus", "--rules", rules, "--accept", g["key"], cwd=base, code=0)
    done = run("test", "corpus", "--rules", rules, cwd=base, code=0)
    changed = [n for n, b in before.items() if n.endswith(".records.jsonl") and (base / "corpus" / n).read_bytes() != b]
    check("accepting rewrites that article alone", changed == [EDITS[-1][0] + ".records.jsonl"], str(changed))
    log = [json.loads(line) for line in (base / "corpus/review.log.jsonl").read_text(encoding="utf8").splitlines()]
    check("every decision is in the log", [e["decision"] for e in log][0] == "reject" and all(e["decision"] == "accept" for e in log[1:]), str(log))
    # a file of decisions, as the page saves it
    for n, b in before.items():
        (base / "corpus" / n).write_bytes(b)
    keys = [g["key"] for g in json.loads(run("review", "corpus", "--rules", rules, "--json", cwd=base).stdout)["groups"]]
    (base / "decisions.json").write_text(json.dumps({"decisions": [{"group": k, "decision": "accept"} for k in keys]}))
    run("review", "corpus", "--rules", rules, "--apply", "decisions.json", cwd=base, code=0)
    run("test", "corpus", "--rules", rules, cwd=base, code=0)
    (base / "decisions.json").write_text('{"decisions": [{"group": "nosuch", "decision": "accept"}]}')
    run("review", "corpus", "--rules", rules, "--apply", "decisions.json", cwd=base, code=2)
    for n, b in before.items():
        (base / "corpus" / n).write_bytes(b)


def talk(base, rules, answers):
    """Drives milepost review through a pseudo-terminal; returns what it showed and its exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(base)
        os.environ.pop("CI", None)
        os.execv(PROGRAM, [PROGRAM, "review", "corpus", "--rules", str(rules)])
    shown = ""
    answers = list(answers)
    seen = 0
    deadline = time.time() + 60 * SLOWDOWN
    while time.time() < deadline:
        ready, _, _ = select.select([terminal], [], [], 1)
        if ready:
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data.decode("utf8", "replace")
        if "> " in shown[seen:] and shown.endswith("> ") and answers:
            seen = len(shown)
            os.write(terminal, (answers.pop(0) + "\n").encode())
    else:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return shown, os.waitstatus_to_exitcode(status)


def terminal(base, rules):
    before = {p.name: p.read_bytes() for p in (base / "corpus").iterdir()}
    shown, code = talk(base, rules, ["e", "x", "o", "r", "wrong on purpose", "u", "a", "u", "q"])
    check("the terminal shows a group", "[1/" in shown and "(a)ccept" in shown, shown)
    check("examples, explanation and article", "rule:       milepost rules show" in shown and "en.quantity" in shown and ">>>" in shown, shown)
    check("reject, undo, accept, undo", shown.count("taken back") == 2 and "rejected" in shown and "accepted" in shown, shown)
    check("quit leaves the rest open", code == 1 and "left" in shown, shown)
    after = {p.name: p.read_bytes() for p in (base / "corpus").iterdir() if p.name != "review.log.jsonl"}
    check("undo leaves no trace but the log", {k: v for k, v in before.items() if k != "review.log.jsonl"} == after, str(set(after) ^ set(before)))
    shown, code = talk(base, rules, ["A", "q"])
    check("accept the rest", code == 0 and "0 left" in shown, shown)
    run("test", "corpus", "--rules", rules, cwd=base, code=0)
    for n, b in before.items():
        (base / "corpus" / n).write_bytes(b)


# --- sides and pages -----------------------------------------------------------------------------------------------------------------
HOSTILE = "Kazakhstan plans to raise output to 5 million tonnes by 2030</script><script>alert(1)</script> \u202e\u2066 \U0001f600 <!-- & \"quoted\"."


def sides(base, rules):
    (base / "hostile").mkdir()
    (base / "hostile/a.txt").write_text(" date 2024-05-02 ASTANA – " + HOSTILE + "\n", encoding="utf8")
    run("scan", "corpus", "hostile", "--format", "jsonl", "-o", "old.jsonl", cwd=base, code=0)
    run("scan", "corpus", "hostile", "--to", "old.db", cwd=base)
    run("scan", "corpus", "hostile", "--format", "jsonl", "--rules", rules, "-o", "new.jsonl", cwd=base, code=0)
    files = run("diff", "old.jsonl", "new.jsonl", cwd=base, code=1)
    database = run("diff", "old.db", "new.jsonl", cwd=base)
    check("a database is a side", database.returncode in (0, 1) and "changes" in database.stdout, database.stderr)
    subprocess.run(["git", "init", "-q", "."], cwd=base, check=True)
    shutil.copytree(ROOT / "rules", base / "kept")
    subprocess.run(["git", "add", "kept"], cwd=base, check=True)
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "rules"], cwd=base, check=True)
    revision = run("diff", "git:HEAD:kept", rules, "--corpus", "corpus", "--corpus", "hostile", cwd=base, code=1)
    count = lambda done: re.search(r"(\d+) changes", done.stdout).group(1)
    check("files and revisions show the same changes", count(files) == count(revision), files.stdout[:500] + revision.stdout[:500])
    run("diff", "git:nosuchrevision", rules, "--corpus", "corpus", cwd=base, code=2)
    run("diff", "nosuchfile.jsonl", "new.jsonl", cwd=base, code=2)
    md = run("diff", "old.jsonl", "new.jsonl", "--md", cwd=base, code=1)
    check("Markdown for pull requests", md.stdout.startswith("### Extraction changes") and "<details" in md.stdout, md.stdout[:300])
    run("view", "old.jsonl", "--html", "view.html", cwd=base, code=0)
    run("diff", ROOT / "rules", rules, "--corpus", "corpus", "--corpus", "hostile", "--gold", "corpus", "--html", "diff.html", cwd=base, code=1)
    for page in ("view.html", "diff.html"):
        html = (base / page).read_text(encoding="utf8")
        check(f"{page}: one file without a network", "default-src 'none'" in html and not re.search(r"(src|href)\s*=\s*[\"']?(https?:|//)", html))
        check(f"{page}: article text ends no script", html.count("</script>") == 2, str(html.count("</script>")))
    run("export", "old.jsonl", "--to", "brat", "-o", "brat", cwd=base, code=0)
    ann = next((base / "brat").glob("*hostile*.ann")).read_text(encoding="utf8")
    text = next((base / "brat").glob("*hostile*.txt")).read_text(encoding="utf8")
    spans = [(int(m[1]), int(m[2]), m[3]) for m in re.finditer(r"(?m)^T\d+\t\w+ (\d+) (\d+)\t(.*)$", ann)]
    check("brat spans are the words", spans and all(text[b:e].replace("\n", " ") == w for b, e, w in spans), ann)
    run("export", "old.jsonl", "--to", "label-studio", "-o", "tasks.json", cwd=base, code=0)
    tasks = json.loads((base / "tasks.json").read_text(encoding="utf8"))
    check("Label Studio tasks", len(tasks) == len(EDITS) + 2 and all(r["value"]["text"] == t["data"]["text"][r["value"]["start"]:r["value"]["end"]] for t in tasks for r in t["predictions"][0]["result"]))


def crossing(base):
    """A page with two spans that cross: the piece under both carries both."""
    record = lambda i, b, e, kind: json.dumps({"schema": "1.0", "type": kind, "id": f"{i:032x}", "document": "cross", "span": {"bytes": [b, e], "chars": [b, e]},
                                               "text": "abcdefghij"[b:e], "sentence": 1, "rule": "r", "pack": "p", "from": []})
    (base / "cross.txt").write_text("abcdefghij")
    lines = [json.dumps({"schema": "1.0", "type": "document", "id": "0" * 32, "document": "cross", "span": {"bytes": [0, 0], "chars": [0, 0]}, "text": "", "sentence": 0, "rule": "", "pack": "p", "from": [],
                         "title": None, "source": {"path": "cross.jsonl"}})]
    lines += [record(1, 0, 6, "quantity"), record(2, 3, 9, "time")]
    (base / "cross.records").write_text("\n".join(lines) + "\n")
    (base / "cross.jsonl").write_text(json.dumps({"id": "cross", "text": "abcdefghij"}) + "\n")
    run("view", "cross.records", "--html", "cross.html", "--corpus", "cross.jsonl", cwd=base, code=0)


def browser(base):
    """The pages in a real browser: they come up, and nothing is asked of a network or complained about."""
    chromium = shutil.which("chromium")
    if chromium is None:
        check("Chromium is installed (scripts/install.sh test)", False)
        return
    for page, wanted in (("view.html", "articles"), ("view.html#tab=table", "Kazakhstan"), ("view.html#tab=plot", "<circle"), ("diff.html", "BROKEN"), ("diff.html#verdict=fixed", "Nothing differs here"),
                         ("cross.html", ">def</span>")):
        done = subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0", "--virtual-time-budget=5000", f"--user-data-dir={base}/profile", "--dump-dom",
                               f"file://{base}/{page}"], capture_output=True, text=True, timeout=120)
        check(f"{page} comes up", 'data-ready="1"' in done.stdout and wanted in done.stdout, done.stdout[:500] + done.stderr[-1500:])
        check(f"{page}: no console errors", "CONSOLE" not in done.stderr, done.stderr[-1500:])
        check(f"{page}: article text is text", "<script>alert(1)" not in done.stdout.split('id="data"')[0])


def main():
    with tempfile.TemporaryDirectory() as folder:
        base = pathlib.Path(folder)
        rules = seeded(base)
        if "--show" in sys.argv:
            return 0
        decisions(base, rules)
        terminal(base, rules)
        sides(base, rules)
        crossing(base)
        browser(base)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
