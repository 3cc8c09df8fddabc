"""`rembuk serve`: one web server and one worker, ended together; the last line says where it is."""

import argparse
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from types import FrameType

from rembuk.apps.exchange.commands.console import complain, parser, say

_SLOW_START = 60.0  # seconds until we say that the server did not come up
_RAN_WELL, _LONGEST_REST = 60.0, 60.0  # seconds: who ran longer rests shortly before it is started again
_SLOW_END = 15.0  # seconds in which requests and jobs may finish
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  how to call a server that listens everywhere
_HELP = {
    "id": """Jalankan server web dan satu pekerja; Ctrl-C menghentikan keduanya.
Baris terakhir menyebut alamatnya. Pengaturan lain: docs/guide/settings.md.""",
    "en": """Run the web server and one worker; Ctrl-C ends both.
The last line says where it is. Other settings: docs/guide/settings.md.""",
}
_OPTIONS = {
    "host": {"id": "alamat yang didengarkan (bawaan: 127.0.0.1)", "en": "address to listen on (127.0.0.1)"},
    "port": {"id": "porta (bawaan: PORT, atau 8000)", "en": "port (default: PORT, or 8000)"},
    "workers": {
        "id": "jumlah proses web (bawaan: 1 pada SQLite, 2 pada PostgreSQL)",
        "en": "web processes (default: 1 on SQLite, 2 on PostgreSQL)",
    },
    "threads": {
        "id": "utas tiap proses (bawaan: 64 pada SQLite, 16 pada PostgreSQL)",
        "en": "threads of each process (default: 64 on SQLite, 16 on PostgreSQL)",
    },
}
_TAKEN = {
    "id": "Porta {port} tidak dapat dipakai ({reason}). Pilih yang lain, misalnya PORT=8001.",
    "en": "Port {port} cannot be used ({reason}). Choose another one, for example PORT=8001.",
}
_REASONS = {
    errno.EADDRINUSE: {"id": "sedang dipakai program lain", "en": "another program uses it"},
    errno.EACCES: {"id": "tidak diizinkan", "en": "not allowed"},
}
_NOT_STARTED = {"id": "Rembuk tidak berhasil menyala.", "en": "Rembuk did not start."}
_WEB_ENDED = {
    "id": "Server web berhenti sendiri; pekerja dihentikan juga.",
    "en": "The web server ended by itself; the worker is ended too.",
}
_WORKER_ENDED = {
    "id": "Pekerja berhenti sendiri; dinyalakan lagi dalam {seconds} detik. Server web tetap berjalan.",
    "en": "The worker ended by itself; it is started again in {seconds} seconds. The web server goes on.",
}


def main(argv: list[str], lang: str) -> int:
    words = parser("serve", lang, text_id=_HELP["id"], text_en=_HELP["en"])
    port = os.environ.get("PORT", "8000")
    words.add_argument("--host", default="127.0.0.1", metavar="IP", help=_OPTIONS["host"][lang])
    words.add_argument("--port", type=int, default=port, metavar="N", help=_OPTIONS["port"][lang])
    words.add_argument("--workers", type=int, metavar="N", help=_OPTIONS["workers"][lang])
    words.add_argument("--threads", type=int, metavar="N", help=_OPTIONS["threads"][lang])
    given = words.parse_args(argv)
    taken = _why_taken(given.host, given.port, lang)
    if taken:
        complain(_TAKEN[lang].format(port=given.port, reason=taken))
        return 1
    host = _EVERYWHERE.get(given.host, given.host)
    address = f"http://{f'[{host}]' if ':' in host else host}:{given.port}"
    environment = {"REMBUK_PUBLIC_URL": address, **os.environ}
    environment["DJANGO_SETTINGS_MODULE"] = "rembuk.site.settings"
    ended = _endings()
    worker = _Running([sys.executable, "-m", "rembuk", "work", "--lang", lang], environment)
    web = _Running(_web_command(given), environment)
    try:
        if not _is_up(worker, web, host, given.port, ended):
            if ended.is_set():
                return 0
            complain(_NOT_STARTED[lang])
            return 1
        say(f"Rembuk: {address}/")
        return _together(worker, web, ended, lang)
    finally:
        _end((worker, web))


class _Running:
    """A process of ours, which may be started again after a rest."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._command, self._environment = command, environment
        self._falls = 0
        self.start()

    def start(self) -> None:
        # In a session of its own, so that Ctrl-C reaches us alone and it is ended once, by us.
        self.process = subprocess.Popen(self._command, env=self._environment, start_new_session=True)
        self._since = time.monotonic()
        self._again_at: float | None = None

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def rest(self) -> float:
        """Note that it fell; how many seconds it rests, longer each time, unless it had run well."""
        now = time.monotonic()
        self._falls = 1 if now - self._since > _RAN_WELL else self._falls + 1
        seconds = min(2.0**self._falls, _LONGEST_REST)
        self._again_at = now + seconds
        return seconds

    @property
    def rests(self) -> bool:
        return self._again_at is not None

    @property
    def has_rested(self) -> bool:
        return self._again_at is not None and time.monotonic() >= self._again_at


def _web_command(given: argparse.Namespace) -> list[str]:
    # SQLite: one process, so that all writes meet in one group commit (docs/adr/0003). PostgreSQL: each
    # thread keeps a connection, and all of them must fit into what a server usually accepts (100).
    served = os.environ.get("DATABASE_URL", "").startswith("postgres")
    workers = given.workers or (2 if served else 1)
    threads = given.threads or (16 if served else 64)
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", given.host, "--port",
        str(given.port), "--workers", str(workers), "--blocking-threads", str(threads), "--backlog", "1024",
        # Its warnings are advice about these numbers, which are ours on purpose; its errors are shown.
        "--no-access-log", "--log-level", "error", "rembuk.site.wsgi:application",
    ]  # fmt: skip


def _why_taken(host: str, port: int, lang: str) -> str:
    """Asked before we start: a server would share the port with another one that allows it. "" is free."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except (OSError, OverflowError) as error:
            known = _REASONS.get(getattr(error, "errno", 0) or 0)
            return known[lang] if known else str(error)
    return ""


def _endings() -> threading.Event:
    """Set as soon as somebody ends us: Ctrl-C, a service manager, or a terminal that is closed."""
    ended = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in _ENDINGS:
        # Under nohup a closed terminal ends nothing; an interrupt is meant even where a script started it.
        if number is not signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)
    return ended


def _is_up(worker: _Running, web: _Running, host: str, port: int, ended: threading.Event) -> bool:
    """Whether it answers, before somebody ends it, one of the two falls, or it takes too long."""
    until = time.monotonic() + _SLOW_START
    while not _answers(host, port):
        if ended.wait(0.1) or time.monotonic() > until or worker.has_ended() or web.has_ended():
            return False
    return True


def _together(worker: _Running, web: _Running, ended: threading.Event, lang: str) -> int:
    """Until somebody ends us. Without the worker people can still read and submit: it is started again."""
    while not ended.wait(0.5):
        if web.has_ended():
            complain(_WEB_ENDED[lang])
            return 1
        if worker.has_rested:
            worker.start()
        elif worker.has_ended() and not worker.rests:
            complain(_WORKER_ENDED[lang].format(seconds=round(worker.rest())))
    return 0


def _answers(host: str, port: int) -> bool:
    """Whether the health page answers; a redirect to https or a refused host name is an answer as well."""
    asking = http.client.HTTPConnection(host, port, timeout=2)
    try:
        asking.request("GET", "/sehat/")
        return asking.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


def _end(all_of_them: tuple[_Running, ...]) -> None:
    for running in all_of_them:
        running.process.terminate()
    until = time.monotonic() + _SLOW_END
    for running in all_of_them:
        with suppress(subprocess.TimeoutExpired):
            running.process.wait(timeout=max(0.0, until - time.monotonic()))
        with suppress(ProcessLookupError):  # also those that it started and did not end
            os.killpg(running.process.pid, signal.SIGKILL)
