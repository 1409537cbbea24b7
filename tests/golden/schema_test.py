#!/usr/bin/env python3
"""Every record that the golden articles give, and every golden record itself, is what schemas/record-1.0.schema.json says."""
import collections
import json
import os
import pathlib
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    sys.exit("python3-jsonschema is missing: apt-get install python3-jsonschema")

ROOT = pathlib.Path(os.environ.get("MILEPOST_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
PROGRAM = os.environ.get("MILEPOST", str(ROOT / "build/dev/milepost"))


def main():
    schema = json.loads((ROOT / "schemas/record-1.0.schema.json").read_text(encoding="utf8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    # The branch of a record's own type alone: the messages then name the field, not twelve branches that failed.
    by_type = {}
    for name in schema["properties"]["type"]["enum"]:
        by_type[name] = jsonschema.Draft202012Validator({**{k: v for k, v in schema.items() if k != "oneOf"}, "allOf": [{"$ref": f"#/$defs/{name}"}]})
    run = subprocess.run([PROGRAM, "scan", "--format", "jsonl", "--grade", "ABCD", "corpus/golden/en", "no/such/file"], cwd=ROOT, capture_output=True)
    if run.returncode != 0:
        print(run.stderr.decode())
        return 1
    lines = [("scan", text) for text in run.stdout.decode().splitlines()]
    for golden in sorted((ROOT / "corpus/golden").glob("*/*.records.jsonl")):
        lines += [(golden.name, text) for text in golden.read_text(encoding="utf8").splitlines()]
    wrong, kinds = 0, collections.Counter()
    for place, text in lines:
        record = json.loads(text)
        kinds[record["type"]] += 1
        for error in by_type[record["type"]].iter_errors(record):
            wrong += 1
            if wrong <= 20:
                print(f"{place}: {record['type']} {record['text'][:60]!r}: {'/'.join(map(str, error.path))}: {error.message[:200]}")
    print(f"{len(lines)} records, {wrong} errors; {dict(kinds)}")
    return 1 if wrong or not lines else 0


if __name__ == "__main__":
    sys.exit(main())
