"""What the fault tests share: articles by the thousand, a PostgreSQL server of their own, databases as text, processes that are killed."""
import contextlib
import json
import os
import pathlib
import pwd
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

# A process inherits the peak of memory of the one that started it, so a small one starts the program.
STARTER = "import os, subprocess, sys; c = subprocess.Popen(sys.argv[1:]); _, s, u = os.wait4(c.pid, 0); print(u.ru_maxrss, os.waitstatus_to_exitcode(s), file=sys.stderr)"

ROOT = pathlib.Path(os.environ.get("MILEPOST_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
PROGRAM = os.environ.get("MILEPOST", str(ROOT / "build/dev/milepost"))
SLOWDOWN = float(os.environ.get("MILEPOST_SLOWDOWN", "1"))  # under a sanitizer everything takes so many times as long
FULL = os.environ.get("MILEPOST_FULL") == "1"  # the sizes that a release is tested with


def size(small, full):
    """A number of articles, kills and the like: small in CI, whole with MILEPOST_FULL=1."""
    return full if FULL else small


def sanitized():
    """A sanitizer's own memory is not the program's."""
    program = pathlib.Path(PROGRAM).read_bytes()
    return b"__asan_init" in program or b"__tsan_init" in program


def articles(path, count, seed=1):
    """Writes `count` articles made of the corpus, each with figures of its own; now and then a line that is none, and a copy."""
    texts = [p.read_text(encoding="utf8") for p in sorted((ROOT / "corpus/golden/en").glob("*.txt"))]
    draw = random.Random(seed)
    with open(path, "w", encoding="utf8") as out:
        for i in range(count):
            if i % 97 == 50:
                out.write('{"id": "broken-%d", "text": \n' % i)
                continue
            text = texts[(i * 7) % len(texts)][:1500]
            if i % 41:
                text = text.replace("200", str(draw.randrange(201, 900))) + f"\nLot {draw.randrange(10**9)} of the {i}th list was closed.\n"
            out.write(json.dumps({"id": f"a{i:06d}", "title": f"Report {i}", "published": f"2024-0{1 + i % 9}-{1 + i % 28:02d}", "text": text}) + "\n")


def run(*arguments, **keywords):
    """The program with arguments; gives its CompletedProcess, output as text."""
    return subprocess.run([PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="surrogateescape", cwd=ROOT, **keywords)


def until_done(command, leg, draw, kills, env=None):
    """Runs a command that can be resumed, kills it -9 after random times, resumes it, until it ends by itself. Gives the kills it took.
    `leg`: the least and the most seconds from a start to a kill.

    Once `kills` is used up the command is left alone."""
    killed = 0
    while True:
        process = subprocess.Popen([PROGRAM, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, env=env)
        try:
            _, said = process.communicate(timeout=draw.uniform(*leg) if killed < kills else None)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            killed += 1
            continue
        if process.returncode != 0:
            raise SystemExit(f"ended with {process.returncode}: {said.decode(errors='replace')}")
        return killed


DOCUMENTS = "select id, text_sha256, pack, title, url, published, published_source, duplicate_of, cluster, language from document order by id"
RECORDS = ("select d.id as article, r.seq, r.id, r.type, r.rule, r.byte_begin, r.byte_end, r.char_begin, r.char_end, r.sentence, r.text, r.data "
           "from record r join document d on d.doc = r.doc order by d.id, r.seq")
ERRORS = "select id, document, data from error order by id"
RUNS = "select state, inputs, documents, records, errors from run order by run"


def sqlite_content(path, runs=True):
    """Everything in a database that does not depend on the hour or on rowids."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        check = db.execute("pragma integrity_check").fetchone()[0]
        found = db.execute("select count(*) from evidence").fetchone()[0]
        parts = [db.execute(sql).fetchall() for sql in (DOCUMENTS, RECORDS, ERRORS)]
        return [check, found, *parts, db.execute(RUNS).fetchall() if runs else None]


class Postgres:
    """A server of its own, on a socket in a temporary folder, as a user who is not root."""

    def __init__(self):
        self.bin = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), default=None)
        if self.bin is None or not (self.bin / "initdb").exists():
            sys.exit("PostgreSQL is missing: apt-get install postgresql")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="milepost_pg_"))
        self.user = None
        if os.getuid() == 0:
            self.user = next(u for u in ("postgres", "nobody") if u in {p.pw_name for p in pwd.getpwall()})
            shutil.chown(self.folder, self.user)
        self.env = {**os.environ, "PGHOST": str(self.folder), "PGPORT": "5432", "PGDATABASE": "postgres", "PGUSER": "milepost"}
        self.call("initdb", "-D", self.folder / "data", "-U", "milepost", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
        with open(self.folder / "data/postgresql.conf", "a", encoding="utf8") as conf:
            conf.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\nmax_wal_size = '2GB'\nshared_buffers = '128MB'\n")
        self.start()

    def call(self, tool, *arguments):
        def drop():
            if self.user:
                entry = pwd.getpwnam(self.user)
                os.setgid(entry.pw_gid)
                os.setuid(entry.pw_uid)

        done = subprocess.run([str(self.bin / tool), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=drop, cwd="/", env=getattr(self, "env", None))
        if done.returncode != 0:
            raise SystemExit(f"{tool}: {done.stdout.decode()}")

    def start(self):
        self.call("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "start")

    def stop(self, how="fast"):
        self.call("pg_ctl", "-D", self.folder / "data", "-m", how, "-w", "stop")

    def close(self):
        with contextlib.suppress(SystemExit):
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, sql, schema="public"):
        done = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", f'set search_path = "{schema}"', "-c", sql], env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise SystemExit(f"psql: {done.stderr}")
        return done.stdout

    def content(self, schema, runs=True):
        as_json = "select coalesce(json_agg(x)::text, '[]') from ({}) x"
        parts = [json.loads(self.ask(as_json.format(sql), schema)) for sql in (DOCUMENTS, RECORDS, ERRORS)]
        return [*parts, json.loads(self.ask(as_json.format(RUNS), schema)) if runs else None]


@contextlib.contextmanager
def scratch():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="milepost_fault_"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Check:
    """Counts what was looked at; prints what is wrong; its code ends the test."""

    def __init__(self):
        self.wrong = self.all = 0
        self.begin = time.monotonic()

    def that(self, what, good, detail=""):
        self.all += 1
        if not good:
            self.wrong += 1
            print(f"WRONG: {what} {str(detail)[:600]}")

    def ran(self, what, done, code, says=""):
        """A run that ended with `code`, said `says` on standard error and did not die of a signal."""
        self.that(what, done.returncode == code and says in done.stderr, f"code {done.returncode}, wanted {code}; said: {done.stderr[:400]!r}")

    def end(self):
        print(f"{self.all} checks, {self.wrong} wrong, {time.monotonic() - self.begin:.0f} s")
        return 1 if self.wrong or not self.all else 0
