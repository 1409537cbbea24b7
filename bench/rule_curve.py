#!/usr/bin/env python3
"""How the cost grows as the rules double: the time to load and to read articles with the shipped rules once, twice and four times.

    bench/rule_curve.py ARTICLES.jsonl [--factors 1 2 4] [--rounds 5] [--out FOLDER]

A copy of all rules is made in two ways, the same on every machine. "other words": its types, ids and words are new ones, as the rules of
another sector or language would be; what rules share (numbers, shapes, names) they share with it. "same words": its ids and types are new,
its words are the shipped ones, so that every copy does all the work again: the dearest rules that could be added. The rate is megabytes
of text for each second of CPU time on one thread, the best of several rounds. Writes rule_curve.md and rule_curve.svg into --out, the folder
of this script if it is not given.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from peers import machine

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = os.environ.get("MILEPOST", str(ROOT / "build/release/milepost"))
SCANNED = {"Number"}  # types that no rule makes
WORDED = ("match", "not", "if", "cue", "stop", "pseudo", "trigger", "slot")  # clauses with words of the text in quotes


def types_of(files):
    """Names of types and lets that a copy has for itself; what the linker makes is shared."""
    found = set()
    for text in files.values():
        found |= set(re.findall(r"^(?:type|let) (\w+)(?! linked)\b", text, re.M)) - set(re.findall(r"^type (\w+) linked", text, re.M))
    return found - SCANNED


def lexicons_of(files):
    return {name for text in files.values() for name in re.findall(r"@(\w+)", text)}


def renamed(text, types, lexicons, k, other_words):
    """The rules of one file as the k-th copy."""
    out, clause = [], ""
    for line in text.split("\n"):
        if re.match(r"\s+(\+|-|\?|-\*|-p) ", line) or line.lstrip().startswith("#"):
            continue  # examples and comments
        if (declared := re.match(r"(?:type|let) (\w+)", line)) and declared[1] not in types:
            continue
        clause = (re.match(r"\s+(\w+)", line) or re.match(r"(\w+)", line) or [None, clause])[1]
        if clause == "doc":
            continue
        pieces = re.split(r'("(?:[^"\\]|\\.)*"|\'[^\']*\'|(?<![\w)\]}])/(?:[^/\\\s]|\\.)+/)', line)
        for i, piece in enumerate(pieces):
            if i % 2 == 0:
                piece = re.sub(r"\b(en|shared)((?:\.\w+)+)", rf"\g<1>{k}\2", piece)
                piece = re.sub(r"(?<![@%\w.])[A-Z]\w*", lambda m: m[0] + f"_{k}" if m[0] in types else m[0], piece)
                if other_words:
                    piece = re.sub(r"@(\w+)", lambda m: f"@{m[1]}_{k}" if m[1] in lexicons else m[0], piece)
            elif other_words and clause in WORDED:
                piece = f"/zq{k}(?:{piece[1:-1]})/" if piece[0] == "/" else re.sub(r"[^\W\d_]+", lambda m: f"zq{k}{m[0]}", piece)
            pieces[i] = piece
        out.append("".join(pieces))
        if re.match(r"(rule|frame|context) ", line):
            out += ["  doc a copy", "  + one", "  + two", "  - three"]
    return "\n".join(out)


def other_entries(text, k):
    """A lexicon whose words are new."""
    out, header = [], True
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if not header:
                cells[0] = "|".join(re.sub(r"[^\W\d_]+", lambda m: f"zq{k}{m[0]}", entry, count=1) for entry in cells[0].split("|"))
            header = False
            line = "\t".join(cells)
        out.append(line)
    return "\n".join(out)


def multiplied(folder, factor, other_words):
    """Fills `folder` with the shipped rules and factor - 1 copies of them."""
    shutil.copytree(ROOT / "rules", folder)
    files = {p.relative_to(folder).as_posix(): p.read_text(encoding="utf8") for p in sorted(folder.rglob("*.rules"))}
    types, lexicons = types_of(files), lexicons_of(files)
    for k in range(2, factor + 1):
        copy = folder / f"copy{k}"
        copy.mkdir()
        for name, text in files.items():
            (copy / name.replace("/", "_")).write_text(renamed(text, types, lexicons, k, other_words), encoding="utf8")
        if not other_words:
            continue
        for lexicon in sorted(folder.glob("*/*.tsv")):
            if lexicon.parent != copy and lexicon.stem in lexicons and not lexicon.parent.name.startswith("copy"):
                target = copy / f"{lexicon.stem}_{k}.tsv"
                rows = other_entries(lexicon.read_text(encoding="utf8"), k)
                if not target.exists():
                    target.write_text(rows, encoding="utf8")
                else:  # a lexicon of several packs
                    (copy / "more").mkdir(exist_ok=True)
                    (copy / "more" / target.name).write_text(rows, encoding="utf8")
    return sum(len(re.findall(r"^(?:rule|frame|context) ", p.read_text(encoding="utf8"), re.M)) for p in folder.rglob("*.rules"))


def measured(rules, articles, rounds):
    """Milliseconds to load, megabytes of text for each second of CPU time, records."""
    empty = pathlib.Path(rules).parent / "empty.jsonl"
    empty.write_text('{"id":"x","text":"x"}\n')
    loads = []
    for _ in range(rounds):
        begin = time.perf_counter()
        done = subprocess.run([PROGRAM, "scan", "--format", "jsonl", "--rules", rules, empty], capture_output=True, text=True, check=False)
        loads.append(time.perf_counter() - begin)
        if done.returncode != 0:
            sys.exit(done.stderr[:3000])
    out = subprocess.run([PROGRAM, "bench", "--each", "--rounds", str(rounds), "--rules", rules, articles], capture_output=True, text=True, check=True)
    found = json.loads(out.stdout.splitlines()[0])
    return 1e3 * min(loads), found["text_bytes"] / 1e6 / found["cpu_seconds"], int(found["records"])


def plot(rows):
    """Relative cost of a megabyte over the factor."""
    most = max(r["cost"] for r in rows)
    factors = sorted({r["factor"] for r in rows})
    x = {f: 60 + 560 * i / max(1, len(factors) - 1) for i, f in enumerate(factors)}

    def y(cost):
        return 260 - 220 * cost / max(most, 2)

    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="700" height="310" font-family="sans-serif" font-size="13">',
           '<text x="60" y="20">time for a megabyte of text, as a multiple of that with the shipped rules</text>']
    for level in range(0, int(max(most, 2)) + 1):
        out.append(f'<line x1="60" y1="{y(level):.0f}" x2="640" y2="{y(level):.0f}" stroke="#ddd"/><text x="30" y="{y(level) + 4:.0f}">{level}</text>')
    for kind, colour in (("other words", "#0a6"), ("same words", "#89a")):
        some = [r for r in rows if r["kind"] == kind]
        points = " ".join(f"{x[r['factor']]:.0f},{y(r['cost']):.0f}" for r in some)
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        if some:
            out.append(f'<text x="{x[some[-1]["factor"]] - 20:.0f}" y="{y(some[-1]["cost"]) - 8:.0f}" fill="{colour}">{kind}</text>')
    out += [f'<text x="{x[f] - 20:.0f}" y="285">{f} × rules</text>' for f in factors]
    return "\n".join(out + ["</svg>", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles")
    parser.add_argument("--factors", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", default=ROOT / "bench")
    a = parser.parse_args()
    rows = []
    for kind in ("other words", "same words"):
        for factor in a.factors:
            with tempfile.TemporaryDirectory() as scratch:
                rules = pathlib.Path(scratch) / "rules"
                count = multiplied(rules, factor, kind == "other words")
                load, rate, records = measured(rules, a.articles, a.rounds)
            base = next((r for r in rows if r["kind"] == kind), {"rate": rate})
            rows.append({"kind": kind, "factor": factor, "rules": count, "load": load, "rate": rate, "records": records, "cost": base["rate"] / rate})
            print(kind, factor, f"{rate:.2f} MB/s", file=sys.stderr)
    lines = [f"{machine()}; {time.strftime('%Y-%m-%d')}.", "", "| the added rules have | rules | loaded in | MB of text for each second of CPU time | time for a megabyte | records |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    lines += [f"| {r['kind']} | {r['factor']} × = {r['rules']} | {r['load']:.0f} ms | {r['rate']:.2f} | {r['cost']:.2f} × | {r['records']} |" for r in rows]
    os.makedirs(a.out, exist_ok=True)
    pathlib.Path(a.out, "rule_curve.md").write_text("\n".join(lines) + "\n", encoding="utf8")
    pathlib.Path(a.out, "rule_curve.svg").write_text(plot(rows), encoding="utf8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
