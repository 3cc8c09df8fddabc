"""`rembuk serve` as a newcomer sees it: calm words, one address, and nothing left running afterwards."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.house.reading import ROOT

pytestmark = pytest.mark.slow
_PATIENCE = 90.0


def surroundings(folder: Path) -> dict[str, str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("REMBUK", "DATABASE", "DJANGO"))
    }
    return kept | {"REMBUK_VAR": str(folder)}


def _rembuk(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "rembuk", *words], cwd=ROOT, env=surroundings(folder), capture_output=True,
        text=True, check=False, timeout=_PATIENCE,
    )  # fmt: skip


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that may be served: database and files of the pages, nothing else."""
    folder = tmp_path_factory.mktemp("served")
    done = _rembuk(folder, "migrate")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "Basis data dan berkas halaman siap."
    return folder


@contextmanager
def _serving(folder: Path, port: int) -> "Iterator[subprocess.Popen[str]]":
    running = subprocess.Popen(
        [sys.executable, "-m", "rembuk", "serve", "--port", str(port)], cwd=ROOT, env=surroundings(folder),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        yield running
    finally:
        if running.poll() is None:
            running.terminate()
        running.wait(timeout=_PATIENCE)
        assert running.stdout is not None
        running.stdout.close()


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _line(running: "subprocess.Popen[str]") -> str:
    assert running.stdout is not None
    return running.stdout.readline().rstrip("\n")


def _descendants(of: int) -> dict[int, str]:
    """Every process below this one, with its command line."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it ended meanwhile
        parents.setdefault(parent, []).append(int(folder.name))
    found, waiting = dict[int, str](), [of]
    while waiting:
        for child in parents.get(waiting.pop(), ()):
            found[child] = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
            waiting.append(child)
    return found


def _alive(pids: dict[int, str]) -> list[str]:
    return [command for pid, command in pids.items() if _state(pid) not in "XZ"]


def _state(pid: int) -> str:
    """One letter; X and Z are dead, whoever still has to be told."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "X"


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
def test_one_line_says_where_it_is_and_one_signal_ends_all_of_it(migrated, port, ending):
    with _serving(migrated, port) as running:
        assert _line(running) == f"Rembuk: http://127.0.0.1:{port}/"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sehat/") as answer:
            assert answer.status == 200
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.status == 200
        below = _descendants(running.pid)
        assert any("granian" in command for command in below.values())
        assert any("rembuk work" in command for command in below.values())

        running.send_signal(ending)

        assert running.wait(timeout=_PATIENCE) == 0
        assert _line(running) == ""
    assert _alive(below) == []


def _worker(running: "subprocess.Popen[str]") -> int | None:
    below = _descendants(running.pid)
    return next((pid for pid, command in below.items() if "rembuk work" in command), None)


def test_a_worker_that_falls_is_started_again_and_the_web_goes_on(migrated, port):
    with _serving(migrated, port) as running:
        _line(running)
        first = _worker(running)
        assert first is not None

        os.kill(first, signal.SIGKILL)

        assert "dinyalakan lagi dalam 2 detik" in _line(running)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.status == 200
        until = time.monotonic() + _PATIENCE
        while _worker(running) in (None, first):
            assert time.monotonic() < until, "no second worker came"
        below = _descendants(running.pid)
    assert _alive(below) == []


def test_where_the_web_is_gone_the_worker_ends_as_well(migrated, port):
    with _serving(migrated, port) as running:
        _line(running)
        below = _descendants(running.pid)
        os.kill(min(pid for pid, command in below.items() if "granian" in command), signal.SIGKILL)

        assert "berhenti sendiri" in _line(running)
        assert running.wait(timeout=_PATIENCE) == 1
    assert _alive(below) == []


def test_a_port_that_is_taken_is_told(migrated):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = _rembuk(migrated, "serve", "--port", str(port))

    assert done.returncode == 1
    assert done.stderr.startswith(f"Porta {port} tidak dapat dipakai (sedang dipakai program lain).")


def test_an_installation_that_is_not_ready_says_what_to_do(tmp_path, port):
    done = _rembuk(tmp_path, "serve", "--port", str(port))

    assert done.returncode == 1
    assert "Basis data belum siap. Jalankan dulu: rembuk migrate" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", ["demo", "init 33.10", "import regions a.csv", "audit verify"])
def test_commands_that_need_tables_say_that_there_are_none(tmp_path, words):
    done = _rembuk(tmp_path, *words.split())

    assert (done.returncode, done.stderr) == (1, "Basis data belum siap. Jalankan dulu: rembuk migrate\n")
