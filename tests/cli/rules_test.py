#!/usr/bin/env python3
"""`rules check|list|show` and `explain` by the real program: what they print, and the codes they end with.

The rows of TABLE are (name, rules, arguments, exit code, lines that must stand in the output). `rules` is a pack as text, or None for the
shipped one.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(os.environ.get("MILEPOST_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
PROGRAM = pathlib.Path(os.environ.get("MILEPOST", str(ROOT / "build/dev/milepost")))

GOOD = """type A group g { k:text n:number }
rule t.gold : A
  doc    a metal and how much of it
  match  "gold" n:%num?
  not    prev("no")
  where  not has(n) or n.value < 100
  make   { k = "ore"; n = n.value }
  + old gold => A(k=ore)
  + gold 5 => A(n=5)
  - silver
rule t.mine : A
  doc    where it comes from
  prio   60
  match  "gold" "mine"
  make   { k = "mine" }
  + a gold mine => A(k=mine)
  + the gold mine => A
  - a mine
"""
LOSING = GOOD.replace("  - silver\n", "  + a gold mine => A(k=ore)\n  - gold 7\n")
ONE_EXAMPLE = GOOD.replace("  + the gold mine => A\n  - a mine\n", "")
UNKNOWN = GOOD.replace('prev("no")', "prev(@goldd)").replace("prio   60", "prio   six")
HEAVY = GOOD.replace('prev("no")', "prev((%any | %alpha | %lower){1,16} \"no\")")

TABLE = [
    ("a good pack", GOOD, ["rules", "check"], 0, ["6 passed, 0 failed"]),
    ("one rule", GOOD, ["rules", "check", "t.mine"], 0, ["3 passed, 0 failed"]),
    ("no such rule to check", GOOD, ["rules", "check", "u."], 2, ["no rule's id begins like this"]),
    ("examples that fail", LOSING, ["rules", "check"], 1,
     ["en/t.rules:10: error: t.gold, in the whole pack", "+ a gold mine", "expected: A(k=ore)",
      'found: A "gold mine" t.mine k=mine', '"gold" lost to t.mine', "en/t.rules:11: error: t.gold, alone", "5 passed, 2 failed"]),
    ("too few examples", ONE_EXAMPLE, ["rules", "check"], 2,
     ["en/t.rules:11:1: error: rule t.mine has only one '+' example", "rule t.mine has no '-' example", "^", "give two sentences it must match"]),
    ("all errors at once", UNKNOWN, ["rules", "list"], 2, ["en/t.rules:5:15: error", "goldd", "en/t.rules:13:", "do not compile"]),
    ("a look that promises no linear cost", HEAVY, ["rules", "check"], 2, ["en/t.rules:5:", "steps"]),
    ("no such folder", None, ["rules", "check", "--rules", "/no/such/folder"], 2, ["no such rules folder"]),
    ("list", GOOD, ["rules", "list"], 0, ["t.gold", "A", "en/t.rules:2", "a metal and how much of it", "t.mine"]),
    ("list some", GOOD, ["rules", "list", "t.m"], 0, ["t.mine"]),
    ("show", GOOD, ["rules", "show", "t.gold"], 0,
     ["en/t.rules:2", '  match  "gold" n:%num?', "  + gold 5 => A(n=5)", "stratum 0", 'woken by "gold"', "competes with rules that make A"]),
    ("show what is not there", GOOD, ["rules", "show", "t.gald"], 2, ["did you mean 't.gold'?"]),
    ("stats", GOOD, ["rules", "stats", str(ROOT / "corpus/golden/en/lusaka-copper-2024-02-13.txt")], 0,
     ["1 documents", "t.gold", "2 rules speak only in their own examples"]),
    ("stats of nothing", GOOD, ["rules", "stats", "/no/such/file"], 2, ["/no/such/file"]),
    ("export", GOOD, ["rules", "export"], 0, ['"id": "t.gold"', '"\\"gold\\" n:%num?"', '"not prev(\\"no\\")"', '"sign": "+"']),
    ("it speaks", GOOD, ["explain", "--why-not", "t.gold", "--text", "old gold"], 0, ['it speaks: A "gold" t.gold k=ore']),
    ("a guard", GOOD, ["explain", "--why-not", "t.gold", "--text", "no gold"], 0, ['"gold" matches, but is refused by: not prev("no")']),
    ("a condition", GOOD, ["explain", "--why-not", "t.gold", "--text", "gold 500"], 0, ["where not has(n) or n.value < 100"]),
    ("a rival", GOOD, ["explain", "--why-not", "t.gold", "--text", "a gold mine"], 0,
     ['"gold" matches, but t.mine took the words (prio 60 over 50)']),
    ("an element", GOOD, ["explain", "--why-not", "t.mine", "--text", "old gold coins"], 0,
     ['"gold" is "gold"', 'then "mine" is expected; it is not at "coins"']),
    ("nothing at all", GOOD, ["explain", "--why-not", "t.mine", "--text", "silver"], 0, ["nothing in the text begins its pattern", 'it needs "']),
    ("why-not without text", GOOD, ["explain", "--why-not", "t.mine"], 2, ["no text"]),
    ("why-not of no rule", GOOD, ["explain", "--why-not", "t.mind", "--text", "x"], 2, ["did you mean 't.mine'?"]),
    ("nothing to explain", GOOD, ["explain"], 2, ["one document"]),
    ("a document that is not there", None, ["explain", "/no/such/file.txt"], 2, ["/no/such/file.txt"]),
    ("a record's tree", None, ["explain", str(ROOT / "corpus/golden/en/lusaka-copper-2024-02-13.txt") + ":55"], 0,
     ['target "Zambia aims to raise', "value=3000000", '└─ Measure "3 million tonnes" en.measure', "n:Number", "scanner.number",
      "won over en.quantity.number", "en/quantity.rules:"]),
    ("no record there", None, ["explain", str(ROOT / "corpus/golden/en/lusaka-copper-2024-02-13.txt") + ":999999"], 1, ["no record there"]),
]


def main():
    failures = 0
    with tempfile.TemporaryDirectory() as scratch:
        for number, (name, rules, arguments, code, wanted) in enumerate(TABLE):
            arguments = list(arguments)
            if rules is not None:
                folder = pathlib.Path(scratch, str(number), "en")
                folder.mkdir(parents=True)
                (folder / "pack.json").write_text('{"name": "en", "language": "en", "decimal": ".", "group": ","}', encoding="utf8")
                (folder / "t.rules").write_text(rules, encoding="utf8")
                arguments += ["--rules", str(folder.parent)]
            elif "--rules" not in arguments:
                arguments += ["--rules", str(ROOT / "rules")]
            done = subprocess.run([str(PROGRAM), *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            text = done.stdout.decode()
            missing = [w for w in wanted if w not in text]
            if done.returncode != code or missing:
                failures += 1
                print(f"{name}: exit {done.returncode}, expected {code}; missing {missing}\n{text}")
    print(f"{len(TABLE)} cases, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
