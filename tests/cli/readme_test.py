#!/usr/bin/env python3
"""Runs every command of the README's `console` blocks and compares what it prints with what the README shows.

A block holds commands on lines that begin with "$ ", each followed by its output. `--update` writes the outputs anew; refused under CI.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(os.environ.get("MILEPOST_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
PROGRAM = pathlib.Path(os.environ.get("MILEPOST", str(ROOT / "build/dev/milepost")))
README = ROOT / "README.md"


def run(command, scratch):
    """Runs in the repository, with $TMP as a place to write; a command that fails shows what it said."""
    env = {**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "150", "TMP": scratch}
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout.decode().rstrip("\n").splitlines()


def main():
    update = "--update" in sys.argv[1:]
    if update and os.environ.get("CI"):
        raise SystemExit("--update is refused under CI")
    lines, out, failures, commands = README.read_text(encoding="utf8").splitlines(), [], 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        at = 0
        while at < len(lines):
            out.append(lines[at])
            at += 1
            if out[-1] != "```console":
                continue
            while lines[at] != "```":
                command = lines[at]
                if not command.startswith("$ "):
                    raise SystemExit(f"README.md:{at + 1}: a command that begins with '$ ' should stand here: {command!r}")
                out.append(command)
                at += 1
                shown = []
                while lines[at] != "```" and not lines[at].startswith("$ "):
                    shown.append(lines[at])
                    at += 1
                says = run(command[2:], scratch)
                commands += 1
                if [text.rstrip() for text in says] != [text.rstrip() for text in shown]:
                    failures += 1
                    print(f"README.md: {command}\n  shows\n    " + "\n    ".join(shown) + "\n  says\n    " + "\n    ".join(says))
                out += [text.rstrip() for text in says]
    if update:
        README.write_text("\n".join(out) + "\n", encoding="utf8")
        return 0
    print(f"{commands} commands, {failures} differ")
    return 1 if failures or not commands else 0


if __name__ == "__main__":
    sys.exit(main())
