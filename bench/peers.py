#!/usr/bin/env python3
"""Times Milepost beside wc, grep and other readers of quantities, dates and names on the same articles.

    bench/peers.py ARTICLES.jsonl [--install DIR] [--peers DIR] [--rounds 5] [--out FOLDER]

--install makes a Python environment and a node_modules folder in DIR with the peers that the registries have; without it those found there
are used. A peer that cannot be loaded is listed as missing, never guessed. Fast programs read all articles, slow ones a sample of whole
articles from the start of the file; every rate is megabytes of article text for each second of wall time, the median of several runs, the
loading of models left out. Writes peers.md and peers.svg into --out, the folder of this script if it is not given.
"""
import argparse
import html
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

# A loop in the peer's own language: reads texts as JSON, prints the seconds of each round; 90 seconds at the most.
PYTHON = """
import json, sys, time
texts = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
{setup}
def once():
    for text in texts:
        {call}
once_begin = time.perf_counter()
for _ in range(int(sys.argv[2])):
    begin = time.perf_counter(); once(); print(time.perf_counter() - begin, flush=True)
    if time.perf_counter() - once_begin > 90: break
"""
NODE = """
const fs = require("fs");
const texts = fs.readFileSync(process.argv[2], "utf8").trim().split("\\n").map(JSON.parse);
{setup}
const start = performance.now();
for (let round = 0; round < Number(process.argv[3]); ++round) {{
  const begin = performance.now();
  for (const text of texts) {{ {call} }}
  console.log((performance.now() - begin) / 1000);
  if (performance.now() - start > 90000) break;
}}
"""
# name, what it finds, language, packages, sample in bytes, setup, call
PEERS = [
    ("quantulum3", "quantities", "python", ["quantulum3"], 60_000, "from quantulum3 import parser", "parser.parse(text)"),
    ("Recognizers-Text", "numbers, units, dates", "python",
     ["recognizers-text-number", "recognizers-text-number-with-unit", "recognizers-text-date-time", "emoji<2"], 10_000,
     "from recognizers_number import recognize_number as a\nfrom recognizers_number_with_unit import recognize_currency as b, "
     "recognize_dimension as c\nfrom recognizers_date_time import recognize_datetime as d",
     "[f(p, 'en-us') for p in text.split('\\n') if p.strip() for f in (a, b, c, d)]"),
    ("spaCy tokenizer + EntityRuler", "tokens, listed names", "python", ["spacy"], 1_000_000,
     "import spacy\nnlp = spacy.blank('en'); nlp.max_length = 10**7\nruler = nlp.add_pipe('entity_ruler')\n"
     "ruler.add_patterns([{'label': 'Q', 'pattern': [{'LIKE_NUM': True}, {'LOWER': w}]} for w in ('million', 'billion', 'percent', 'tonnes')])",
     "nlp(text)"),
    ("dateparser search", "dates", "python", ["dateparser"], 60_000, "from dateparser.search import search_dates",
     "search_dates(text, languages=['en'])"),
    ("wink-nlp", "tokens, entities", "node", ["wink-nlp", "wink-eng-lite-web-model"], 1_000_000,
     'const nlp = require("wink-nlp")(require("wink-eng-lite-web-model")); const its = nlp.its;', "nlp.readDoc(text).entities().out(its.detail);"),
    ("compromise", "tokens, numbers, names", "node", ["compromise", "compromise-numbers"], 60_000, 'const nlp = require("compromise");',
     "const d = nlp(text); d.numbers().out('array'); d.organizations().out('array'); d.places().out('array');"),
    ("chrono-node", "dates", "node", ["chrono-node"], 500_000, 'const chrono = require("chrono-node");', "chrono.parse(text);"),
]


def run(command, **more):
    return subprocess.run(command, capture_output=True, text=True, **more)


def install(folder):
    venv = os.path.join(folder, "venv")
    if not os.path.exists(venv):
        run([sys.executable, "-m", "venv", venv])
    for name, _, language, packages, *_ in PEERS:
        print("installing", name, file=sys.stderr)
        if language == "python":
            run([os.path.join(venv, "bin", "pip"), "install", "-q", *packages])
        elif shutil.which("npm"):
            run(["npm", "install", "--silent", "--prefix", folder, *packages])


def sample(texts, size):
    out, total = [], 0
    for text in texts:
        if total >= size:
            break
        out.append(text)
        total += len(text.encode())
    return out, total


def time_commands(commands, size, rounds):
    """MB/s of each command: the medians of rounds in which they run one after another, so that what else the machine does meets them alike."""
    times = [[] for _ in commands]
    for i in range(rounds + 1):
        for command, taken in zip(commands, times):
            begin = time.perf_counter()
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"}, check=False)
            if done.returncode != 0:
                sys.exit(f"{command[0]}: exit code {done.returncode}")
            if i > 0:  # the first warms the page cache
                taken.append(time.perf_counter() - begin)
    return [size / 1e6 / statistics.median(taken) for taken in times]


def time_peer(peer, texts, folder, rounds, scratch):
    _, _, language, _, size, setup, call = peer
    some, total = sample(texts, size)
    data = os.path.join(scratch, "sample.jsonl")
    with open(data, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(t) + "\n" for t in some)
    program = os.path.join(folder, "peer.py" if language == "python" else "peer.js")
    with open(program, "w", encoding="utf-8") as f:
        f.write((PYTHON if language == "python" else NODE).format(setup=setup, call=call))
    interpreter = os.path.join(folder, "venv", "bin", "python") if language == "python" else shutil.which("node")
    if not interpreter or not os.path.exists(interpreter):
        return None, total
    try:
        done = run([interpreter, program, data, str(rounds)], timeout=600)
    except subprocess.TimeoutExpired:
        return None, total
    times = [float(t) for t in done.stdout.split()]
    return (total / 1e6 / statistics.median(times) if times else None), total


def machine():
    model = next((l.split(":", 1)[1].strip() for l in open("/proc/cpuinfo", encoding="utf-8") if l.startswith("model name")), "")
    return f"{model or platform.processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def plot(rows):
    """Bars on a logarithmic scale, 0.001 to 10,000 MB/s."""
    import math

    known = [(n, r) for n, _, r, _ in rows if r]
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="{40 + 28 * len(known)}" font-family="sans-serif" font-size="13">']
    for i, (name, rate) in enumerate(known):
        width = max(2.0, (math.log10(rate) + 3) / 7 * 420)
        colour = "#0a6" if name.startswith("Milepost") else "#89a"
        y = 20 + 28 * i
        out.append(f'<text x="230" y="{y + 14}" text-anchor="end">{html.escape(name)}</text>'
                   f'<rect x="240" y="{y}" width="{width:.1f}" height="20" fill="{colour}"/>'
                   f'<text x="{246 + width:.1f}" y="{y + 14}">{rate:.3g} MB/s</text>')
    return "\n".join(out + ["</svg>", ""])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("articles")
    parser.add_argument("--install")
    parser.add_argument("--peers", default=os.path.join(tempfile.gettempdir(), "milepost-peers"), help="folder of the installed peers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
    a = parser.parse_args()
    folder = a.install or a.peers
    os.makedirs(folder, exist_ok=True)
    if a.install:
        install(folder)
    program = os.environ.get("MILEPOST", "build/release/milepost")
    with open(a.articles, encoding="utf-8") as f:
        texts = [json.loads(line).get("text", "") for line in f if line.strip()]
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        plain = os.path.join(scratch, "all.txt")
        with open(plain, "w", encoding="utf-8") as f:
            f.write("\n".join(texts))
        size = os.path.getsize(plain)
        scan = [program, "scan", "--format", "jsonl", "-o", os.path.join(scratch, "out.jsonl"), a.articles, "--jobs"]
        rates = time_commands([[*scan, "1"], [*scan, "2"], ["wc", "-w", plain], ["grep", "-cE", "[0-9]", plain]], size, a.rounds)
        names = [("Milepost, 1 thread", "all records, as JSON lines"), ("Milepost, 2 threads", "all records, as JSON lines"), ("wc -w", "words"),
                 ("grep -cE '[0-9]'", "lines with a digit")]
        rows += [(*name, rate, size) for name, rate in zip(names, rates)]
        for peer in PEERS:
            rate, total = time_peer(peer, texts, folder, a.rounds, scratch)
            rows.append((peer[0], peer[1], rate, total))
            print(peer[0], "missing" if rate is None else f"{rate:.3g} MB/s", file=sys.stderr)
    lines = [f"{machine()}; {time.strftime('%Y-%m-%d')}; medians of {a.rounds} runs.", "", "| program | finds | MB/s | × Milepost | of text |", "| --- | --- | ---: | ---: | ---: |"]
    own = rows[0][2]
    lines += [f"| {n} | {what} | missing | | |" if r is None else f"| {n} | {what} | {r:.3g} | {r / own:.2g} | {size / 1e6:.2f} MB |" for n, what, r, size in rows]
    os.makedirs(a.out, exist_ok=True)
    with open(os.path.join(a.out, "peers.md"), "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")
    with open(os.path.join(a.out, "peers.svg"), "w", encoding="utf-8") as f:
        f.write(plot(rows))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
