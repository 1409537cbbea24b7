#!/usr/bin/env python3
"""Laws that times keep: another document date moves exactly what is counted from it; another writing of a time says the same."""
import json
import os
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("MILEPOST", "build/dev/milepost")

# Counted from the document's date: so many years later they name times so many years later.
ANCHORED = ["The mill closed last year.", "A ballot is due next month.", "Rents rose this year.", "Talks end by the end of the year.",
            "The fair was held on April 29.", "Output fell in the first half of the year.", "The dam will be full within 10 years.",
            "Over the next five years, 40 homes will be built.", "Two years ago the pier burned.", "Sales rose in the third quarter.",
            "Harvests were poor last autumn.", "The rest of the year looks dry.", "A cable was laid in January-March.",
            "The choir met yesterday.", "Prices rose in the past 18 months.", "The line opens in two years' time."]
# Said in full: whatever the document's date, they name the same time.
EXPLICIT = ["The mill closed in 1998.", "A ballot is due on 3 March 2031.", "By 2035 coal is gone.", "The fair opens on May 5, 2029.",
            "In Q3 2024 output fell.", "The first half of 2024 was dry.", "In FY2025/26 it spent more.", "The plan runs from 2024 to 2028.",
            "Jazz faded in the 1990s.", "It is dated 2024-05-02.", "Steel rose in January-September 2023.", "Spring 2027 is the aim.",
            "Emissions fall 40% from 1990 levels.", "By the end of 2028 it opens.", "Mid-2026 is the aim."]
DATES = ["2019-05-10", "2021-05-10", "2022-05-10", "2023-05-10", "2025-05-10"]  # the first is what the others are held against

# Every line: writings of one sentence that must give the same first and last day and role.
SAME = [
    ["The plan covers 2024-2028.", "The plan covers 2024–2028.", "The plan covers 2024—2028.", "The plan covers 2024-28.",
     "The plan covers 2024\u00a0–\u00a02028."],
    ["The fair is on May 5-12, 2025.", "The fair is on May 5–12, 2025.", "The fair is on May 5 to 12, 2025.", "The fair is on 5-12 May 2025.",
     "The fair is on 5 to 12 May 2025.", "The fair is on May 5 through 12, 2025."],
    ["It is due on 3 March 2031.", "It is due on March 3, 2031.", "It is due on March 3rd, 2031.", "It is due on the 3rd of March 2031.",
     "It is due on 3\u00a0March\u00a02031.", "It is due on 2031-03-03.", "It is due on 03.03.2031.", "It is due on 3\u2009March\u20092031.",
     "It is due on the third of March, 2031.", "It is due on 3rd March 2031."],
    ["It opened in September 2021.", "It opened in Sept. 2021.", "It opened in Sep 2021.", "It opened in September of 2021.",
     "It opened in September, 2021."],
    ["By the end of 2028 it opens.", "By end-2028 it opens.", "By 2028's end it opens.", "By the close of 2028 it opens."],
    ["In the third quarter of 2024 it fell.", "In Q3 2024 it fell.", "In 3Q24 it fell.", "In the third quarter, 2024 it fell."],
    ["In fiscal 2025 it rose.", "In FY2025 it rose.", "In FY25 it rose.", "In fiscal year 2025 it rose.", "In financial year 2025 it rose."],
    ["Output rose in January-March 2024.", "Output rose in January–March 2024.", "Output rose in Jan-Mar 2024."],
    ["It will be done within 10 years.", "It will be done within ten years.", "It will be done within 10\u00a0years."],
]
# Every line: the two ends of one range, whatever stands between them.
RANGES = [
    ["The tax applies from 2025 to 2030.", "The tax applies from 2025 through 2030.", "The tax applies between 2025 and 2030.",
     "The tax applies from 2025 until 2030.", "The tax applies 2025–2030.", "The tax applies 2025-2030."],
    ["It is shut from May to July 2025.", "It is shut from May through July 2025.", "It is shut between May and July 2025.",
     "It is shut from May until July 2025.", "It is shut May–July 2025.", "It is shut May-July 2025."],
    ["It lasts from June 3, 2025 to July 5, 2025.", "It lasts from 3 June 2025 to 5 July 2025.", "It lasts from June 3 to July 5, 2025.",
     "It lasts between June 3 and July 5, 2025.", "It lasts from June 3, 2025 through July 5, 2025."],
]


def scan(texts):
    """The time records of each (date, text)."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "docs.jsonl")
        with open(path, "w", encoding="utf-8") as f:
            for i, (date, text) in enumerate(texts):
                f.write(json.dumps({"id": str(i), "published": date, "text": text}, ensure_ascii=False) + "\n")
        out = subprocess.run([PROGRAM, "scan", "--format", "jsonl", path], capture_output=True, text=True, check=True).stdout
    found = [[] for _ in texts]
    for line in out.splitlines():
        record = json.loads(line)
        if record["type"] == "time":
            found[int(record["document"])].append(record)
    return found


def span(records):
    """First and last day and role of the record that says most."""
    dated = [(r["start"], r["end"], r["role"]) for r in records if r["start"] or r["end"]]
    return dated[0] if dated else None


def later(day, years):
    return day and "%04d%s" % (int(day[:4]) + years, day[4:])


def moved(records, years):
    return [(later(r["start"], years), later(r["end"], years), r["role"]) for r in records]


def shifts(failures):
    tests = 0
    for text in ANCHORED + EXPLICIT:
        found = scan([(d, text) for d in DATES])
        base = found[0]
        for date, have in zip(DATES[1:], found[1:]):
            tests += 1
            years = int(date[:4]) - int(DATES[0][:4]) if text in ANCHORED else 0
            if not base or moved(base, years) != moved(have, 0):
                failures.append("%r: %s at %s, %s at %s" % (text, moved(base, 0), DATES[0], moved(have, 0), date))
    return tests


def same(groups, failures):
    tests = 0
    for group in groups:
        seen = [span(r) for r in scan([("2024-05-10", t) for t in group])]
        for text, got in zip(group, seen):
            tests += 1
            if got is None or got != seen[0]:
                failures.append("%r gives %s, %r gives %s" % (text, got, group[0], seen[0]))
    return tests


def main():
    failures = []
    tests = shifts(failures) + same(SAME, failures) + same(RANGES, failures)
    for f in failures:
        print(f)
    print("%d passed, %d failed" % (tests - len(failures), len(failures)))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
