"""Sixty-four at the same moment, through the real server: one submission, one support."""

import json
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import psycopg
import pytest

from rembuk.apps.core.ids import uuid7
from tests.durability.conftest import ROOT, settle, surroundings
from tests.journeys.running import own_database
from tests.together import at_once

pytestmark = pytest.mark.slow
TOKEN = "t" * 32
Post = Callable[..., tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Served:
    """A running site, and how to look into its database."""

    port: int
    place: dict[str, Any]
    stored: Callable[..., list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site as `rembuk serve` runs it, on a database of its own."""
    folder = tmp_path_factory.mktemp("served")
    with own_database() as database:
        environment = surroundings(folder) | database
        settle(environment)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        # On SQLite one process, so that all writes meet in one commit; else more, which share nothing.
        processes, threads = ("2", "16") if database else ("1", "64")
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port",
            str(port), "--workers", processes, "--blocking-threads", threads, "--backlog", "1024",
            "--no-access-log", "--log-level", "error", "rembuk.site.wsgi:application",
        ]  # fmt: skip
        server = subprocess.Popen(command, cwd=ROOT, env=environment)
        try:
            _wait_for(port, server)
            place = json.loads((folder / "sessions.json").read_text(encoding="utf-8"))
            yield Served(port, place, partial(_stored, folder, database.get("DATABASE_URL", "")))
        finally:
            server.terminate()
            server.wait(timeout=20)


def _stored(folder: Path, address: str, query: str, *values: object) -> list[tuple[object, ...]]:
    if address:
        with psycopg.connect(address) as opened:
            return opened.execute(query.replace("?", "%s"), values).fetchall()
    with closing(sqlite3.connect(folder / "rembuk.sqlite3")) as opened:
        return opened.execute(query, values).fetchall()


@pytest.fixture
def post(served: Served) -> Post:
    """A resident sends a form: (status, where it leads)."""

    def send(path: str, resident: int = 0, **words: str) -> tuple[int, str]:
        cookie = f"sessionid={served.place['keys'][resident]}; csrftoken={TOKEN}"
        heads = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({**words, "csrfmiddlewaretoken": TOKEN})
        with closing(HTTPConnection("127.0.0.1", served.port, timeout=60)) as connection:
            connection.request("POST", path, body, heads)
            with connection.getresponse() as answer:
                answer.read()
                return answer.status, answer.headers.get("Location", "")

    return send


def test_sixty_four_submissions_of_one_number_store_one(served, post):
    number = uuid7()
    words = {
        "uuid": str(number),
        "village": served.place["village"],
        "problem": "Sumur umum di dusun kami kering sejak bulan Juli.",
        "contact_phone": "0812 3456 789",
        "truth": "on",
    }

    answers = at_once([lambda: post("/usulan/baru/", **words)] * 64)

    assert len(set(answers)) == 1, set(answers)
    status, receipt = answers[0]
    assert status == 302 and receipt.endswith("/diterima/")
    code = receipt.split("/")[2]
    same = served.stored("SELECT code FROM proposals_proposal WHERE problem = ?", words["problem"])
    assert same == [(code,)]


def test_sixty_four_supports_of_one_person_store_one(served, post):
    code = str(served.place["supported"])

    answers = at_once([lambda: post(f"/usulan/{code}/dukung/")] * 64)

    assert {status for status, _where in answers} == {302}
    assert served.stored("SELECT count(*) FROM proposals_support") == [(1,)]
    assert served.stored("SELECT support_count FROM proposals_proposal WHERE code = ?", code) == [(1,)]


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/sehat/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
