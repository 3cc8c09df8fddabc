"""A whole installation for one run: own folder, own database, practice regency, web server and worker."""

import csv
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

ROOT = Path(__file__).resolve().parents[2]
_START = 90.0  # seconds until we say that the server did not start
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """One line of practice-accounts.csv."""

    role: str
    username: str
    password: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Running:
    """Where it answers and who can sign in."""

    url: str
    folder: Path
    accounts: dict[str, Account]
    environment: dict[str, str]

    def manage(self, *words: str) -> None:
        """A command of whoever keeps the installation, on its own database."""
        _command(self.environment, "manage", *words)


@contextmanager
def installation(folder: Path, *, proposals: int, undo_seconds: int = 0) -> Iterator[Running]:
    """Migrate, build a small practice regency, serve; everything is ended and dropped afterwards."""
    with own_database() as database:
        own = {
            "REMBUK_VAR": str(folder),
            "PYTHONWARNINGS": "ignore",
            "REMBUK_UNDO_SECONDS": str(undo_seconds),
        }
        environment = os.environ | own | database
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        if not database:
            environment.pop("DATABASE_URL", None)
        port = _free_port()
        _command(environment, "migrate")
        _command(environment, "demo", "--proposals", str(proposals))
        _command(environment, "manage", "collectstatic", "--noinput", "-v", "0")
        environment["REMBUK_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
        log = (folder / "server.log").open("wb")
        server = subprocess.Popen(
            [sys.executable, "-m", "rembuk", "serve", "--port", str(port)],
            cwd=ROOT, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            _wait_until_it_answers(f"http://127.0.0.1:{port}/sehat/", server, folder)
            yield Running(f"http://127.0.0.1:{port}", folder, _accounts(folder), environment)
        finally:
            server.terminate()
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=20)
            server.kill()
            log.close()


@contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """A database of this run alone on the PostgreSQL half; on the SQLite half the folder is enough."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield {}
        return
    name = f"rembuk_{uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
    try:
        yield {"DATABASE_URL": urlunsplit(urlsplit(address)._replace(path=f"/{name}"))}
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _command(environment: dict[str, str], *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rembuk", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"rembuk {' '.join(words)}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(address: str, server: "subprocess.Popen[bytes]", folder: Path) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until:
        assert server.poll() is None, (folder / "server.log").read_text()[-4000:]
        with (
            suppress(urllib.error.URLError, ConnectionError, TimeoutError),
            urllib.request.urlopen(address, timeout=2),
        ):
            return
    raise AssertionError("the server did not answer\n" + (folder / "server.log").read_text()[-4000:])


def _accounts(folder: Path) -> dict[str, Account]:
    with (folder / "practice-accounts.csv").open(encoding="utf-8", newline="") as file:
        rows = [Account(**row) for row in csv.DictReader(file)]
    return {row.username: row for row in rows}
