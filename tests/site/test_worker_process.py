"""A letter that a real worker was writing arrives: whether it is asked to end meanwhile, or killed."""

import os
import signal
import socketserver
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.house.reading import ROOT
from tests.site.test_serve import surroundings

pytestmark = pytest.mark.slow
_PATIENCE = 90.0
_LETTER = """
from rembuk.apps.core.clock import now
from rembuk.apps.exchange.jobs import send
from rembuk.apps.exchange.models import Message
Message.objects.create(
    tenant="99.01", event_id=1, address="siti@example.id", audience="proposer", subject="Kabar", body="Kabar",
    link="/", created_at=now(),
)
send(1)
"""


class SlowServer(socketserver.ThreadingTCPServer):
    """A mail server that takes a letter and says so only when it may."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.has_letter, self.may_answer = threading.Event(), threading.Event()
        self.letters: list[bytes] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Conversation(socketserver.StreamRequestHandler):
    server: SlowServer

    def handle(self) -> None:
        self._say("220 ready")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.has_letter.set()
                self.server.may_answer.wait(_PATIENCE)
                self.server.letters.append(letter)
            self._say("221 bye" if word == b"QUIT" else "250 fine")

    def _say(self, line: str) -> None:
        try:
            self.wfile.write(f"{line}\r\n".encode())
        except OSError:  # whoever wrote was killed
            self.rfile.close()


@pytest.fixture
def mail() -> Iterator[SlowServer]:
    with SlowServer() as server:
        yield server
        server.may_answer.set()
        server.shutdown()


class Installation:
    """An installation with a mail server, and one letter that waits to be sent."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        self._environment = surroundings(folder) | {
            "REMBUK_SMTP_HOST": "127.0.0.1", "REMBUK_SMTP_PORT": str(port), "REMBUK_SMTP_TLS": "no",
        }  # fmt: skip
        self.run("migrate")
        self.run("manage", "shell", "-v", "0", "-c", _LETTER)

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", "rembuk", *words], cwd=ROOT, env=self._environment)

    def run(self, *words: str) -> None:
        assert self.start(*words).wait(_PATIENCE) == 0

    def row(self, query: str) -> tuple[object, ...]:
        with closing(sqlite3.connect(self._folder / "rembuk.sqlite3")) as opened:
            return opened.execute(query).fetchone()

    @property
    def is_done(self) -> bool:
        (status,) = self.row("SELECT status FROM django_tasks_database_dbtaskresult")
        (sent,) = self.row("SELECT sent_at IS NOT NULL FROM exchange_message")
        return status == "SUCCESSFUL" and bool(sent)


@pytest.fixture
def installation(tmp_path, mail) -> Installation:
    return Installation(tmp_path, mail.server_address[1])


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_who_is_asked_to_end_finishes_the_letter_first(installation, mail, ending):
    worker = installation.start("work")
    assert mail.has_letter.wait(_PATIENCE)

    worker.send_signal(ending)
    mail.may_answer.set()

    assert worker.wait(_PATIENCE) == 0
    assert installation.is_done
    assert len(mail.letters) == 1


def test_the_worker_gives_way_to_those_who_wait_for_a_page(installation, mail):
    worker = installation.start("work")
    assert mail.has_letter.wait(_PATIENCE)

    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, worker.pid) == min(own + 10, 19)

    mail.may_answer.set()
    worker.terminate()
    assert worker.wait(_PATIENCE) == 0


def test_the_letter_of_a_worker_that_was_killed_is_sent_by_the_next(installation, mail):
    worker = installation.start("work")
    assert mail.has_letter.wait(_PATIENCE)
    worker.kill()
    worker.wait(_PATIENCE)
    assert not installation.is_done
    mail.may_answer.set()

    installation.run("work", "--once")

    assert installation.is_done
    assert b"Kabar" in mail.letters[-1]
