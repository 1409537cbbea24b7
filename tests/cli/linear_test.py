#!/usr/bin/env python3
"""Cost grows with the text and no faster: hostile texts of 64 KB to 1 MB, doubled four times, fit a slope of at most 1.15 (log of CPU time
over log of bytes). CPU time is taken in one warm process; a family that seems too steep is measured
again, and the least time of each size counts, so that other work on the machine hardly matters.

    tests/cli/linear_test.py [FAMILY...]        only these families; a rule's id is one: its examples over and over, without an end
    tests/cli/linear_test.py --rules            every rule; without arguments every tenth
    LINEAR_MB=8 tests/cli/linear_test.py        up to 8 MB instead of 1 MB
"""
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("MILEPOST", "build/release/milepost")
ROOT = pathlib.Path(os.environ.get("MILEPOST_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
LARGEST = int(float(os.environ.get("LINEAR_MB", "1")) * 1048576)
SLOWDOWN = float(os.environ.get("MILEPOST_SLOWDOWN", "1"))
LIMIT = 1.15
DOUBLINGS = 4


def repeated(piece):
    return lambda n: (piece * (n // len(piece.encode()) + 1))


def numbered(piece):
    """The same sentence with ever new names: {i} counts."""

    def make(n):
        parts, size, i = [], 0, 0
        while size < n:
            parts.append(piece.replace("{i}", str(i)).replace("{c}", letters(i)))
            size += len(parts[-1].encode())
            i += 1
        return "".join(parts)

    return make


def letters(i):
    out = ""
    while True:
        out = chr(ord("a") + i % 26) + out
        i //= 26
        if i == 0:
            return out.capitalize()


def nested(n):
    half = n // 4
    return "(a" * half + ")" * half


def nested_quotes(n):
    half = n // 10
    return "“a ‘b " * (half // 2) + "’ c” " * (half // 2)


FAMILIES = {
    "numbers": repeated("12 "),
    "numbers_glued": repeated("1.1.1.1"),
    "groups": repeated("816 000 "),
    "one_number": repeated("7"),
    "dollars": repeated("$"),
    "percents": repeated("%"),
    "money": repeated("$5 million "),
    "ranges": repeated("10-15% "),
    "units": repeated("5 km 6 kg 7 MW "),
    "brackets_open": repeated("("),
    "brackets_nested": nested,
    "one_word": repeated("a"),
    "straight_quotes": repeated('"'),
    "curly_quotes": repeated("“a ”"),
    "apostrophes": repeated("'s"),
    "capitals": repeated("STEEL OUTPUT OF THE MILL "),
    "names": repeated("Anvil Harbour Steel "),
    "names_and": repeated("and A "),
    "legal_forms": repeated("Inc. "),
    "acronyms": repeated("ABC (XYZ) "),
    "same_company": repeated("Anvil Steel Ltd opened a mill. "),
    "new_companies": numbered("{c} Steel Ltd opened a mill. "),
    "new_people": numbered("Minister Anna {c} spoke. "),
    "new_acronyms": numbered("{c} Harbour Steel ({c}HS) grew. {c}HS fell. "),
    "months": repeated("May "),
    "dates": repeated("3 May 2024, "),
    "days": repeated("on Monday, 5 June, "),
    "years": repeated("in 2030 "),
    "triggers": repeated("plans to raise output by 5% to 10% by 2030 from 4% in 2020 "),
    "cues": repeated("will aim to raise, lift, cut and reach "),
    "targets": numbered("The ministry of {c} plans to raise steel output by {i}% by 2030. "),
    "same_target": repeated("The ministry plans to raise steel output by 5% by 2030. "),
    "deals": numbered("{c} Steel Ltd bought {c} Foods Ltd for ${i} million. "),
    "same_deal": repeated("Anvil Steel Ltd signed a $5 million contract with Orbit Foods Ltd. "),
    "statements": repeated("“We will raise output by 5%,” said Anna Vale, the head of Anvil Steel Ltd. "),
    "new_statements": numbered("“We will raise output by {i}%,” said Anna {c} of {c} Steel Ltd. "),
    "pronouns": repeated("He said it would raise output by 5%. "),
    "no_end": repeated("the mill that makes steel and "),
    "commas": repeated(", "),
    "stops": repeated(". "),
    "stops_glued": repeated("."),
    "abbreviations": repeated("U.S. Ltd. No. Jan. "),
    "hyphens": repeated("a-"),
    "dashes": repeated("– "),
    "lines": repeated("\n"),
    "short_lines": repeated("a\n"),
    "list": repeated("- 5% of steel\n"),
    "table": repeated("a\t5\t6\n"),
    "spaces": repeated(" "),
    "no_break_spaces": repeated("\u00a0"),
    "combining": repeated("e\u0301"),
    "combining_alone": repeated("\u0301"),
    "joiners": repeated("a\u200d"),
    "nested_quotes": nested_quotes,
    "joined_emoji": repeated("\U0001f468\u200d\U0001f469\u200d"),
    "right_to_left": repeated("\u200fא "),
    "ideographs": repeated("钢铁产量"),
    "emoji": repeated("🙂"),
    "cyrillic": repeated("План производства стали "),
}


def rule_families():
    """Of each rule the sentences that it must match, as one sentence that never ends."""
    found = {}
    for path in sorted((ROOT / "rules").rglob("*.rules")):
        for statement in re.split(r"^(?=\w)", path.read_text(encoding="utf8"), flags=re.M):
            named = re.match(r"(?:rule|frame|context) (\S+)", statement)
            examples = [re.sub(r"^(\[[^]]*\] ?)+", "", e) for e in re.findall(r"^\s+\+ (.*?)(?: =+> .*)?$", statement, re.M)]
            if named and examples:
                found[named[1]] = repeated(" and ".join(e.strip().rstrip(".!?") for e in examples) + ", and ")
    return found


def sizes():
    return [LARGEST >> k for k in range(DOUBLINGS, -1, -1)]


def measure(make, rounds):
    """CPU seconds for each size."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for n in sizes()[:1] + sizes():  # the first one twice: a warm start
            paths.append(os.path.join(folder, f"{len(paths)}.jsonl"))
            text = make(n).encode()[:n].decode(errors="ignore")
            with open(paths[-1], "w", encoding="utf-8") as f:
                f.write(json.dumps({"id": "x", "published": "2024-05-02", "text": text}, ensure_ascii=False) + "\n")
        out = subprocess.run([PROGRAM, "bench", "--each", "--rounds", str(rounds), *paths], capture_output=True, text=True, timeout=500 * SLOWDOWN)
        if out.returncode != 0:
            raise RuntimeError(out.stderr.strip() or f"exit code {out.returncode}")
        return [json.loads(line)["cpu_seconds"] for line in out.stdout.splitlines()][1:]


def slope(times):
    xs = [math.log(n) for n in sizes()]
    ys = [math.log(max(t, 1e-6)) for t in times]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)


def main():
    rules = rule_families()
    wanted = list(rules) if sys.argv[1:] == ["--rules"] else sys.argv[1:] or list(FAMILIES) + list(rules)[::10]
    families, failed = {**FAMILIES, **rules}, []
    for name in wanted:
        best = measure(families[name], 1)
        for _ in range(8):  # the least of many rounds: a machine's noise only adds
            if slope(best) <= LIMIT:
                break
            best = [min(a, b) for a, b in zip(best, measure(families[name], 5))]
        rate = sizes()[-1] / 1e6 / max(best[-1], 1e-6)
        print(f"{name:30} slope {slope(best):5.2f}  {rate:7.1f} MB/s of CPU time at {sizes()[-1] / 1048576:g} MB", flush=True)
        if slope(best) > LIMIT:
            failed.append(name)
    if failed:
        print("FAILED: grows faster than its text: " + ", ".join(failed))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
