#!/usr/bin/env python3
"""Laws that amounts keep whatever the words around them: a changed writing gives the same value, ten times the number ten times the value."""
import json
import os
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("MILEPOST", "build/dev/milepost")

SENTENCES = [
    "Output rose to {} tonnes last spring.",
    "The ministry set aside ${} for the new bridge.",
    "About {} households will get a heat pump.",
    "The line carries up to {} MW of wind power.",
    "Freight volumes fell by {} tonnes over the winter.",
    "Farmers planted at least {} hectares of flax.",
]
NUMBERS = ["3", "4.7", "12", "450", "2,300", "3 million", "1.2 billion", "7bn"]

# Every line: writings of one sentence that must give the same values, units and bounds.
SAME = [
    ["Growth of 10-15% is likely.", "Growth of 10–15% is likely.", "Growth of 10% to 15% is likely.", "Growth of 10 to 15 percent is likely.",
     "Growth of between 10 and 15 per cent is likely.", "Growth of 10%–15% is likely."],
    ["The plant makes 450,000 tonnes.", "The plant makes 450 000 tonnes.", "The plant makes 450\u00a0000\u00a0tonnes.",
     "The plant makes 450\u202f000 tonnes.", "The plant makes 450,000\u2009t.", "The plant makes 450,000 metric tons."],
    ["The road is 30 kilometres long.", "The road is 30 kilometers long.", "The road is 30 km long.", "The road is 30km long.",
     "The road is thirty kilometres long."],
    ["They paid $3 million.", "They paid $3m.", "They paid $3 mln.", "They paid US$3 million.", "They paid 3 million dollars.",
     "They paid USD 3 million.", "They paid three million dollars."],
    ["It needs at least 40 MW.", "It needs 40 MW or more.", "It needs no less than 40 MW.", "It needs a minimum of 40 MW."],
    ["It may cost $2m to $3m.", "It may cost $2-3m.", "It may cost $2–3 million.", "It may cost between $2 million and $3 million."],
    ["Two-thirds of homes have it.", "Two thirds of homes have it."],
    ["A 300-megawatt plant opened.", "A 300 MW plant opened.", "A 300MW plant opened.", "A 300-MW plant opened."],
]


def scan(texts):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "docs.jsonl")
        with open(path, "w", encoding="utf-8") as f:
            for i, text in enumerate(texts):
                f.write(json.dumps({"id": str(i), "text": text}, ensure_ascii=False) + "\n")
        out = subprocess.run([PROGRAM, "scan", "--format", "jsonl", path], capture_output=True, text=True, check=True).stdout
    found = [[] for _ in texts]
    for line in out.splitlines():
        record = json.loads(line)
        if record["type"] == "quantity":
            found[int(record["document"])].append(record)
    return found


def close(a, b):
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b))


def ten_times(number):
    head, _, tail = number.partition(" ")
    suffix = ""
    while head and head[-1].isalpha():
        suffix, head = head[-1] + suffix, head[:-1]
    value = float(head.replace(",", "")) * 10
    return "%g%s%s" % (value, suffix, " " + tail if tail else "")


def main():
    failures = []
    pairs = [(s.format(n), s.format(ten_times(n))) for s in SENTENCES for n in NUMBERS]
    found = scan([t for pair in pairs for t in pair])
    for i, (one, ten) in enumerate(pairs):
        a, b = found[2 * i], found[2 * i + 1]
        ok = len(a) == len(b) == 1 and close(10 * a[0]["value"], b[0]["value"])
        ok = ok and all(a[0][k] == b[0][k] for k in ("unit", "bound", "direction", "role"))
        if not ok:
            failures.append("ten times: %r %r: %r" % (one, ten, [(q["value"], q["unit"], q["bound"], q["role"]) for q in a + b]))
    for group in SAME:
        found = scan(group)
        seen = [[(q["value"], q["unit"], q["bound"]) for q in f] for f in found]
        for text, got in zip(group, seen):
            if got != seen[0] or not got:
                failures.append("same: %r gives %r, %r gives %r" % (text, got, group[0], seen[0]))
    for f in failures:
        print(f)
    print("%d passed, %d failed" % (len(pairs) + sum(map(len, SAME)) - len(failures), len(failures)))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
