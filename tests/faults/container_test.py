#!/usr/bin/env python3
"""Containers that are damaged or cut: the documents outside the damage are all there, with their records as they were; every loss is an error
record; inputs = documents + errors.

    MILEPOST_FULL=1 container_test.py     200 flips and 200 cuts a container
"""
import bz2
import gzip
import io
import json
import lzma
import random
import shutil
import subprocess
import sys
import tarfile
import zipfile

import rig

MEMBERS = 12


def article(i, draw):
    """A line whose bytes do not compress away: a flip meets something."""
    return (json.dumps({"id": f"d{i}", "published": "2024-05-02", "text": f"Output of plant {i} will rise to {i + 2} million tonnes by 2030. " + " ".join(str(draw.randrange(10**9)) for _ in range(60))}) + "\n").encode()


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for i, data in enumerate(members):
            info = tarfile.TarInfo(f"m{i}.jsonl")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for i, data in enumerate(members):
            z.writestr(f"m{i}.jsonl", data)
    return out.getvalue()


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c", "--check"], input=data, stdout=subprocess.PIPE, check=True).stdout


def pieces(name, members):
    """The container's bytes, and for each member where its own lie in it."""
    if name == "tar":
        whole = tarred(members)
    elif name == "zip":
        whole = zipped(members)
    else:
        pack = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstd}[name]
        parts = [pack(m) for m in members]
        ends = [sum(map(len, parts[: i + 1])) for i in range(len(parts))]
        return b"".join(parts), [(e - len(p), e) for p, e in zip(parts, ends)]
    starts = [whole.index(f"m{i}.jsonl".encode()) - (30 if name == "zip" else 0) for i in range(len(members))] + [len(whole)]
    return whole, list(zip(starts, starts[1:]))


def scan(tmp, name, data):
    """Records by document, error records, and the run's report."""
    (tmp / f"x.{name}").write_bytes(data)
    done = rig.run("scan", "--format", "jsonl", "--no-copies", tmp / f"x.{name}", "--report", tmp / "report.json")
    found, errors = {}, 0
    for line in done.stdout.splitlines():
        r = json.loads(line)
        if r["type"] == "error":
            errors += 1
        else:
            for key in ("source", "pack"):
                r.pop(key, None)
            found.setdefault(r["document"], []).append(r)
    report = json.loads((tmp / "report.json").read_text()) if (tmp / "report.json").exists() else {}
    return done.returncode, found, errors, report


def damaged(check, tmp, name, whole, places, want, draw):
    """One byte of one member is another: all other members' documents are there."""
    lost = 0
    for _ in range(rig.size(12, 200)):
        hit = draw.randrange(MEMBERS)
        begin, end = places[hit]
        at = draw.randrange(begin, end)
        code, found, errors, report = scan(tmp, name, whole[:at] + bytes([whole[at] ^ draw.randrange(1, 256)]) + whole[at + 1:])
        gone = [i for i in range(MEMBERS) if found.get(f"d{i}") != want[f"d{i}"]]
        lost += len(gone)
        check.that(f"{name}, byte {at} of member {hit}: the others are there", gone in ([], [hit]) and code in (0, 2), (code, gone, errors))
        if name != "tar":  # which has no checksums: a flipped byte of a text is another text
            check.that(f"{name}, byte {at} of member {hit}: a loss is an error", not gone or errors > 0, (gone, errors))
        check.that(f"{name}, byte {at}: inputs = documents + errors", report.get("inputs") == report.get("documents", 0) + report.get("errors", 0), report)
    return lost


def cut(check, tmp, name, whole, places, want, draw):
    """The file ends too early: what stands whole before the end is there."""
    lost = 0
    for _ in range(rig.size(12, 200)):
        at = draw.randrange(100, len(whole))
        code, found, errors, report = scan(tmp, name, whole[:at])
        safe = [i for i in range(MEMBERS) if places[i][1] <= at]
        gone = [i for i in range(MEMBERS) if found.get(f"d{i}") != want[f"d{i}"]]
        lost += len(gone)
        check.that(f"{name}, cut at {at}: what is whole is there", all(i not in gone for i in safe) and code in (0, 2), (code, gone, safe))
        border = any(at in (b, e) for b, e in places) or name in ("tar", "zip")
        check.that(f"{name}, cut at {at}: the cut is an error", border or errors > 0, (gone, errors))
        check.that(f"{name}, cut at {at}: inputs = documents + errors", report.get("inputs") == report.get("documents", 0) + report.get("errors", 0), report)
    return lost


def main():
    check, draw = rig.Check(), random.Random(7)
    with rig.scratch() as tmp:
        members = [article(i, draw) for i in range(MEMBERS)]
        for name in ("gz", "zst", "xz", "bz2", "zip", "tar"):
            if name == "zst" and shutil.which("zstd") is None:
                print("zstd is not installed: not tried")
                continue
            whole, places = pieces(name, members)
            code, want, errors, _ = scan(tmp, name, whole)
            check.that(f"{name} whole", code == 0 and len(want) == MEMBERS and errors == 0, (code, len(want), errors))
            lost = damaged(check, tmp, name, whole, places, want, draw), cut(check, tmp, name, whole, places, want, draw)
            print(f"{name}: {rig.size(12, 200)} flips lost {lost[0]} of {rig.size(12, 200) * MEMBERS} documents, as many cuts lost {lost[1]}")
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
