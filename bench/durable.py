"""`make bench-durable`: what it costs that a receipt is true, and how fast receipts come all the same."""

import json
import os
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("REMBUK_BENCH_VAR") or tempfile.mkdtemp(prefix="rembuk-bench-"))
os.environ["REMBUK_VAR"] = str(VAR)
os.environ["DJANGO_SETTINGS_MODULE"] = "rembuk.site.settings"
os.environ.setdefault("REMBUK_LOG_LEVEL", "ERROR")
os.environ.pop("DATABASE_URL", None)
sys.path.insert(0, str(ROOT))

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench.machine import keep, machine_line, table  # noqa: E402
from bench.residents import sign_in_residents  # noqa: E402
from rembuk.apps.core import durable  # noqa: E402
from rembuk.apps.core.clock import today  # noqa: E402
from rembuk.apps.core.rates import take  # noqa: E402
from rembuk.apps.practice.build import Wish, build  # noqa: E402

CLIENTS, ROUNDS, SECONDS = 64, 5, float(os.environ.get("REMBUK_BENCH_SECONDS", "6"))
OPEN_RATE, OPEN_SECONDS = 60, float(os.environ.get("REMBUK_BENCH_OPEN_SECONDS", "60"))
WRITE_SECONDS = 2.0
AGAIN = 200
A_RUN = 500  # residents: each may send ten at once
_MODES = ("FULL", "OFF")
_STORED = "SELECT code, count(*) FROM proposals_proposal WHERE submitted_at IS NOT NULL GROUP BY uuid"
_TOLD = "(SELECT last_seq FROM audit_cursor WHERE reader = 'reactions')"
_WAITING = f"SELECT count(*) FROM audit_event WHERE seq IS NULL OR seq > {_TOLD}"
say = print


def main() -> None:
    busy = os.getloadavg()[0]  # other work on the machine stands in every waiting time below
    say(f"{machine_line()}; {busy:.1f} processes were running before\n")
    crowd = set_up()
    sync, (grouped, single) = sync_cost(VAR), write_path()
    with served("FULL") as full, served("OFF") as off:
        rates = rounds(crowd, {"FULL": full, "OFF": off})
    with served("FULL") as full:
        steady = open_loop(crowd, full)
    results: dict[str, object] = {
        "load_before": round(busy, 1),
        "fdatasync_ms": sync,
        "writes_per_second": {"grouped": grouped, "one_commit_each": single},
        "submissions_per_second": rates,
        "open_loop": steady,
    }
    say(summary(sync, grouped, single, rates, steady))
    keep("durable", results)
    shutil.rmtree(VAR, ignore_errors=True)


def set_up() -> Iterator[Path]:
    """The practice regency without proposals, and residents who are signed in: a file for each run."""
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, run_syncdb=True, verbosity=0)
    build(Wish(seed=1, today=today(), proposals=0), lambda line: None)
    runs = ROUNDS + 3
    people = sign_in_residents(A_RUN * runs)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    files = [VAR / f"residents-{run}.json" for run in range(runs)]
    for run, file in enumerate(files):
        file.write_text(json.dumps(people[run * A_RUN : (run + 1) * A_RUN]), encoding="utf-8")
    for mode in _MODES:
        shutil.copytree(VAR, folder_of(mode), ignore=shutil.ignore_patterns(*_MODES, "*.json"))
    return iter(files)


def folder_of(mode: str) -> Path:
    return VAR / mode


def sync_cost(folder: Path) -> float:
    """Milliseconds of one fdatasync after 4 KiB were appended, the median of 200."""
    taken = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(200):
            file.write(bytes(4_096))
            started = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append((time.perf_counter() - started) * 1_000)
    return round(statistics.median(taken), 2)


# The write path alone --------------------------------------------------------------------------


def write_path() -> tuple[float, float]:
    """Writes a second of 64 threads, commits in groups and one commit each: medians of rounds in turn."""
    batch = durable.LARGEST_BATCH
    found: dict[int, list[float]] = {batch: [], 1: []}
    for turn in range(ROUNDS):
        for size, rates in found.items():
            durable.LARGEST_BATCH = size
            rates.append(_writes(turn))
    durable.LARGEST_BATCH = batch
    durable.stop_writer()
    return round(statistics.median(found[batch]), 0), round(statistics.median(found[1]), 0)


def _writes(turn: int) -> float:
    """The smallest real write: a token of a limit that is counted in the database."""
    until = time.perf_counter() + WRITE_SECONDS
    counts = [0] * CLIENTS

    def write(number: int) -> None:
        while time.perf_counter() < until:
            take(f"bench:{turn}:{number}", capacity=1_000_000, per_hour=1_000_000)
            counts[number] += 1

    threads = [threading.Thread(target=write, args=(number,)) for number in range(CLIENTS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - started)


# Through the real server -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens, which process serves, and which one works behind it."""

    port: int
    pid: int
    worker: int

    def cpu_seconds(self) -> float:
        """Of the process that serves: a child of granian's own."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(_cpu_seconds(int(child)) for child in children)

    def worker_seconds(self) -> float:
        return _cpu_seconds(self.worker)


def _cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(mode: str) -> Iterator[Server]:
    """The site as `rembuk serve` runs it: one web process with 64 threads, and the worker beside it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", str(CLIENTS), "--backlog", "1024", "--no-access-log",
        "--log-level", "error", "bench.wsgi:application",
    ]  # fmt: skip
    own = {"PYTHONPATH": str(ROOT), "REMBUK_VAR": str(folder_of(mode)), "REMBUK_SYNCHRONOUS": mode}
    worker = subprocess.Popen([sys.executable, "-m", "rembuk", "work"], cwd=ROOT, env=os.environ | own)
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | own)
    try:
        for _ in range(300):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield Server(port, server.pid, worker.pid)
    finally:
        for process in (server, worker):
            process.terminate()
        for process in (server, worker):
            process.wait(timeout=20)


def load(server: Server, people: Path, *words: object) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.load", str(server.port), str(people), *map(str, words)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return dict(json.loads(said.splitlines()[-1]))


def rounds(crowd: Iterator[Path], servers: dict[str, Server]) -> dict[str, list[float]]:
    """Submissions a second at 64 clients, in rounds that take turns."""
    warm = next(crowd)
    for server in servers.values():
        load(server, warm, "closed", CLIENTS, 2)
    rates: dict[str, list[float]] = {mode: [] for mode in servers}
    for turn in range(ROUNDS):
        people = next(crowd)
        for mode in _MODES if turn % 2 == 0 else reversed(_MODES):
            found = load(servers[mode], people, "closed", CLIENTS, SECONDS)
            assert not found["refused"], found["refused"][:3]
            rates[mode].append(round(len(found["receipts"]) / found["seconds"], 1))
    return rates


def open_loop(crowd: Iterator[Path], server: Server) -> dict[str, float]:
    """Submissions that come whether or not the server keeps up; then some of them once more."""
    load(server, next(crowd), "closed", CLIENTS, 2)
    people, before = next(crowd), _stored()
    cpu, work = server.cpu_seconds(), server.worker_seconds()
    found = load(server, people, "open", OPEN_RATE, OPEN_SECONDS)
    cpu, work = server.cpu_seconds() - cpu, server.worker_seconds() - work
    waiting = _events_waiting()
    sent = VAR / "sent.json"
    sent.write_text(json.dumps([(number, who) for number, _code, who in found["receipts"][:AGAIN]]))
    repeated = load(server, people, "again", sent)
    after = _stored()
    told = [code for _number, code, _who in found["receipts"]]
    late = statistics.quantiles(found["milliseconds"], n=1_000)
    return {
        "offered": int(OPEN_RATE * OPEN_SECONDS),
        "receipts": len(told),
        "no_receipt": len(found["refused"]),
        "p50_ms": round(late[499], 1),
        "p99_ms": round(late[989], 1),
        "cpu_ms": round(cpu * 1_000 / len(told), 1),
        "worker_cpu_ms": round(work * 1_000 / len(told), 1),
        "events_waiting": waiting,
        "most_ms": round(max(found["milliseconds"]), 1),
        "lost": len(set(told) - after),
        "doubled": len(after) - len(before) - len(set(told)),
        "repeated": len(repeated["receipts"]),
        "repeated_with_another_code": sum(
            first != second
            for (_, first, _), (_, second, _) in zip(found["receipts"], repeated["receipts"], strict=False)
        ),
    }


def _asked(query: str) -> list[Any]:
    opened = sqlite3.connect(folder_of("FULL") / "rembuk.sqlite3")
    rows = opened.execute(query).fetchall()
    opened.close()
    return rows


def _events_waiting() -> int:
    """How many acts the worker had not yet sealed and told when the last receipt came."""
    return int(_asked(_WAITING)[0][0])


def _stored() -> set[str]:
    rows = _asked(_STORED)
    assert all(count == 1 for _code, count in rows)
    return {code for code, _count in rows}


def summary(
    sync: float, grouped: float, single: float, rates: dict[str, list[float]], steady: dict[str, float]
) -> str:
    full, off = (statistics.median(rates[mode]) for mode in _MODES)
    wanted = ">= 3x" if sync >= 2 else ">= 3x where fdatasync >= 2 ms"
    rows = [
        ("fdatasync after 4 KiB, p50", f"{sync:.2f} ms", ""),
        (f"write path, {CLIENTS} threads, in groups", f"{grouped:,.0f}/s", ""),
        (f"write path, {CLIENTS} threads, one commit each", f"{single:,.0f}/s", ""),
        ("in groups / one commit each", f"{grouped / single:.1f}x", wanted),
        (f"submissions, {CLIENTS} clients, FULL", f"{full:.0f}/s", ""),
        (f"submissions, {CLIENTS} clients, OFF", f"{off:.0f}/s", ""),
        ("FULL / OFF", f"{full / off:.2f}x", ">= 0.8x"),
        (f"{OPEN_RATE}/s offered for {OPEN_SECONDS:.0f} s, p50", f"{steady['p50_ms']:.0f} ms", ""),
        (f"{OPEN_RATE}/s offered for {OPEN_SECONDS:.0f} s, p99", f"{steady['p99_ms']:.0f} ms", "<= 150 ms"),
        ("CPU of the server for one submission", f"{steady['cpu_ms']:.1f} ms", ""),
        ("CPU of the worker for one submission", f"{steady['worker_cpu_ms']:.1f} ms", ""),
        ("acts that were not yet told at the end", f"{steady['events_waiting']:,}", ""),
        ("receipts of those offered", f"{steady['receipts']:,} of {steady['offered']:,}", "all"),
        ("lost / doubled", f"{steady['lost']} / {steady['doubled']}", "0 / 0"),
        (
            "sent once more, with another code",
            f"{steady['repeated_with_another_code']} of {steady['repeated']}",
            "0",
        ),
    ]
    return table(("durable submissions", "measured", "target"), rows) + "\n"


if __name__ == "__main__":
    main()
