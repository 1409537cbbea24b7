#!/usr/bin/env python3
"""Containers that are damaged or cut: the documents outside the damage are all there, with their records as they were; every loss is an error
record; inputs = documents + errors.

    MILEPOST_FULL=1 container_test.py          400 flips and 200 cuts a container
    container_test.py gz "zip stored"          only these
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


class Pipe(io.BytesIO):
    """What cannot be sought in: a zip tells sizes and checksums behind the members."""

    def seekable(self):
        return False

    def tell(self):
        raise io.UnsupportedOperation("a pipe")

    seek = tell


def zipped(name, members):
    out = Pipe() if "piped" in name else io.BytesIO()
    method = zipfile.ZIP_STORED if "stored" in name else zipfile.ZIP_BZIP2 if "bzip2" in name else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", method) as z:
        for i, data in enumerate(members):
            z.writestr(f"m{i}.jsonl", data)
    return out.getvalue()


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c", "--check"], input=data, stdout=subprocess.PIPE, check=True).stdout


def pieces(name, members):
    """The container's bytes, and for each member where its own lie in it."""
    if name == "tar":
        whole = tarred(members)
    elif name.startswith("zip"):
        whole = zipped(name, members)
    else:
        pack = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstd}[name]
        parts = [pack(m) for m in members]
        ends = [sum(map(len, parts[: i + 1])) for i in range(len(parts))]
        return b"".join(parts), [(e - len(p), e) for p, e in zip(parts, ends)]
    starts = [whole.index(f"m{i}.jsonl".encode()) - (30 if name != "tar" else 0) for i in range(len(members))]
    starts.append(len(whole) if name == "tar" else whole.index(b"PK\x01\x02"))
    return whole, list(zip(starts, starts[1:]))


def scan(tmp, name, data):
    """Records by document, error records, and the run's report."""
    path = tmp / f"x.{name.split()[0]}"
    path.write_bytes(data)
    done = rig.run("scan", "--format", "jsonl", "--no-copies", path, "--report", tmp / "report.json")
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


def flipped(check, tmp, name, whole, places, want, draw, begins):
    """One byte of one member is another, with `begins` one of its first 40, where its header is: all other members' documents are there."""
    lost = 0
    for _ in range(rig.size(12, 200)):
        hit = draw.randrange(MEMBERS)
        begin, end = places[hit]
        at = draw.randrange(begin, min(end, begin + 40) if begins else end)
        code, found, errors, report = scan(tmp, name, whole[:at] + bytes([whole[at] ^ draw.randrange(1, 256)]) + whole[at + 1:])
        gone = [i for i in range(MEMBERS) if found.get(f"d{i}") != want[f"d{i}"]]
        lost += len(gone)
        check.that(f"{name}, byte {at} of member {hit}: the others are there", gone in ([], [hit]) and code in (0, 2), (code, gone, errors))
        if name != "tar":  # which has no checksums: a flipped byte of a text is another text
            check.that(f"{name}, byte {at} of member {hit}: a loss is an error", not gone or errors > 0, (gone, errors))
        check.that(f"{name}, byte {at}: inputs = documents + errors", report.get("inputs") == report.get("documents", 0) + report.get("errors", 0), report)
    return lost


def directory(check, tmp, whole, places, want, draw):
    """One byte of a zip's directory is another, or the directory is missing: nothing is lost."""
    begin = places[-1][1]
    for i in range(rig.size(12, 200)):
        at = draw.randrange(begin, len(whole))
        data = whole[:at] if i % 4 == 0 else whole[:at] + bytes([whole[at] ^ draw.randrange(1, 256)]) + whole[at + 1:]
        code, found, _, _ = scan(tmp, "zip", data)
        check.that(f"zip, byte {at} of {len(whole)}, in the directory: nothing is lost", code == 0 and found == want, code)


def cut(check, tmp, name, whole, places, want, draw):
    """The file ends too early: what stands whole before the end is there."""
    lost = 0
    for _ in range(rig.size(12, 200)):
        at = draw.randrange(100, places[-1][1])
        code, found, errors, report = scan(tmp, name, whole[:at])
        safe = [i for i in range(MEMBERS) if places[i][1] <= at]
        gone = [i for i in range(MEMBERS) if found.get(f"d{i}") != want[f"d{i}"]]
        lost += len(gone)
        check.that(f"{name}, cut at {at}: what is whole is there", all(i not in gone for i in safe) and code in (0, 2), (code, gone, safe))
        border = at in (b for b, _ in places) or at >= places[-1][1] or name == "tar"  # a zip's directory is not missed
        check.that(f"{name}, cut at {at}: the cut is an error", border or errors > 0, (gone, errors))
        check.that(f"{name}, cut at {at}: inputs = documents + errors", report.get("inputs") == report.get("documents", 0) + report.get("errors", 0), report)
    return lost


def main():
    check, draw = rig.Check(), random.Random(7)
    with rig.scratch() as tmp:
        members = [article(i, draw) for i in range(MEMBERS)]
        for name in sys.argv[1:] or ("gz", "zst", "xz", "bz2", "zip", "zip stored", "zip piped", "zip stored piped", "zip bzip2", "tar"):
            if name == "zst" and shutil.which("zstd") is None:
                print("zstd is not installed: not tried")
                continue
            whole, places = pieces(name, members)
            code, want, errors, _ = scan(tmp, name, whole)
            check.that(f"{name} whole", code == 0 and len(want) == MEMBERS and errors == 0, (code, len(want), errors))
            some = check, tmp, name, whole, places, want, draw
            lost = flipped(*some, False), flipped(*some, True), cut(*some)
            if name == "zip":
                directory(check, tmp, whole, places, want, draw)
            n = rig.size(12, 200)
            print(f"{name}: of {n * MEMBERS} documents {n} flips lost {lost[0]}, {n} in headers {lost[1]}, {n} cuts {lost[2]}", flush=True)
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
