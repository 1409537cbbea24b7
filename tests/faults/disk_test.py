#!/usr/bin/env python3
"""Disks that are full and calls that fail: exit 2, a message that says what to do, no half-written output under its name, and a resumed run
that ends with the bytes of an undisturbed one. Uses a small tmpfs (where mounting is allowed), RLIMIT_FSIZE, and strace's fault injection."""
import os
import resource
import shutil
import signal
import subprocess
import sys

import rig


def limited(bytes_):
    """For a child: no file may grow beyond this; the call fails instead of a signal."""
    def set_limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))
    return set_limit


def same(kind, path, whole):
    return rig.sqlite_content(path) == rig.sqlite_content(whole) if kind == "db" else path.read_bytes() == whole.read_bytes()


def remove(path):
    for file in path.parent.glob(path.name + "*"):
        file.unlink()


def file_limit(check, tmp, command, whole):
    for kind, target in (("jsonl", ["--format", "jsonl", "-o"]), ("db", ["--to"])):
        out = tmp / f"limited.{kind}"
        size = whole[kind].stat().st_size
        for share in (0.02, 0.3, 0.8):
            done = rig.run(*command, *target, out, "--resume", preexec_fn=limited(int(size * share)), restore_signals=False)
            check.ran(f"{kind}: no room beyond {share:.0%}", done, 2, "")
            check.that(f"{kind}: says why", "too large" in done.stderr or "full" in done.stderr or "I/O" in done.stderr, done.stderr)
            check.that(f"{kind}: nothing under its name", kind == "db" or not out.exists())
        check.ran(f"{kind}: resumed", rig.run(*command, *target, out, "--resume"), 0)
        check.that(f"{kind}: as if nothing had been", same(kind, out, whole[kind]))
        remove(out)


def small_disk(check, tmp, command, whole):
    disk = tmp / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False).returncode != 0:
        print("no tmpfs can be mounted here: not tried")
        return
    try:
        for kind, target in (("jsonl", ["--format", "jsonl", "-o"]), ("db", ["--to"])):
            out = disk / f"out.{kind}"
            subprocess.run(["mount", "-o", "remount,size=1m", str(disk)], check=True)
            done = rig.run(*command, *target, out, "--resume")
            check.ran(f"{kind}: a disk of 1 MB", done, 2, "free some space")
            check.that(f"{kind}: nothing under its name", kind == "db" or not out.exists())
            done = rig.run(*command, *target, out, "--resume")
            check.ran(f"{kind}: still full", done, 2, "free some space")
            subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
            check.ran(f"{kind}: with room again", rig.run(*command, *target, out, "--resume"), 0)
            check.that(f"{kind}: as if nothing had been", same(kind, out, whole[kind]))
            remove(out)
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def injected(check, tmp, command, whole):
    """Lets the k-th call of a kind fail, for every k until none fails any more; a resumed run must end well each time."""
    if shutil.which("strace") is None or subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode != 0:
        print("strace cannot be used here: not tried")
        return
    faults = [("jsonl", "fsync", "EIO"), ("jsonl", "write", "ENOSPC"), ("jsonl", "rename", "EIO"), ("db", "fdatasync", "EIO"), ("db", "pwrite64", "ENOSPC")]
    traced = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}  # leaks cannot be looked for under strace
    tries = 0
    for kind, call, error in faults:
        target = ["--format", "jsonl", "-o"] if kind == "jsonl" else ["--to"]
        out, k, failed = tmp / f"injected.{kind}", 1, 0
        step = 1 if call != "pwrite64" else rig.size(170, 17)
        while True:
            paths = [a for p in (out, f"{out}.part", f"{out}.journal", f"{out}.journal.new", f"{out}-wal") for a in ("-P", str(p))] if call in ("write", "pwrite64") else []
            trace = ["strace", "-f", "-qq", "-o", str(tmp / "trace"), *paths, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={k}"]
            done = subprocess.run([*trace, rig.PROGRAM, *map(str, command), "-j1", *target, str(out)], capture_output=True, text=True, cwd=rig.ROOT, env=traced, check=False)
            tries += 1
            met = "INJECTED" in (tmp / "trace").read_text()
            # A database may mend some failures by itself; what counts is that success means all is there.
            if done.returncode == 0:
                check.that(f"{kind}, {call} {k} failed unnoticed: all is there", same(kind, out, whole[kind]))
                check.that(f"{kind}, {call} {k}: a file's error is never unnoticed", kind == "db" or not met)
            else:
                failed += 1
                check.ran(f"{kind}, {call} {k} fails with {error}", done, 2)
                check.that(f"{kind}, {call} {k}: nothing under its name", kind == "db" or call == "fsync" or not out.exists())
                check.ran(f"{kind}, {call} {k}: resumed", rig.run(*command, "-j1", *target, out, "--resume"), 0)
                check.that(f"{kind}, {call} {k}: as if nothing had been", same(kind, out, whole[kind]))
            remove(out)
            if not met:
                break
            k += step
            if k > rig.size(9, 400) * step:
                break
        check.that(f"{kind}, {call}: some call failed", failed > 0)
    print(f"{tries} injected faults")


def main():
    check = rig.Check()
    with rig.scratch() as tmp:
        rig.articles(tmp / "in.jsonl", 300)
        command = ["scan", tmp / "in.jsonl", "--checkpoint", 40]
        whole = {"jsonl": tmp / "whole.jsonl", "db": tmp / "whole.db"}
        check.ran("an undisturbed run", rig.run(*command, "--format", "jsonl", "-o", whole["jsonl"], "--to", whole["db"]), 0)
        file_limit(check, tmp, command, whole)
        small_disk(check, tmp, command, whole)
        injected(check, tmp, ["scan", tmp / "in.jsonl", "--limit", 100, "--checkpoint", 40], {**whole, **part(check, tmp)})
    return check.end()


def part(check, tmp):
    """The undisturbed output of the shorter run that faults are injected into."""
    short = {"jsonl": tmp / "short.jsonl", "db": tmp / "short.db"}
    check.ran("a short run", rig.run("scan", tmp / "in.jsonl", "--limit", 100, "--checkpoint", 40, "--format", "jsonl", "-o", short["jsonl"], "--to", short["db"]), 0)
    return short


if __name__ == "__main__":
    sys.exit(main())
