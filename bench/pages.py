"""`make bench-pages`: what a public page costs, against a trivial answer of the same run and middleware."""

import gzip
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("REMBUK_BENCH_VAR") or tempfile.mkdtemp(prefix="rembuk-bench-"))
os.environ["REMBUK_VAR"] = str(VAR)
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ.setdefault("REMBUK_LOG_LEVEL", "ERROR")
os.environ.pop("DATABASE_URL", None)
sys.path.insert(0, str(ROOT))

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles import finders  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.machine import keep, machine_line, table  # noqa: E402
from bench.rows import add_moves, add_proposals  # noqa: E402
from rembuk.apps.core.clock import today  # noqa: E402
from rembuk.apps.core.versions import bump  # noqa: E402
from rembuk.apps.places.queries import government  # noqa: E402
from rembuk.apps.practice.build import Wish, build  # noqa: E402
from rembuk.apps.proposals.models import Proposal  # noqa: E402

FEW, MANY = 1_000, int(os.environ.get("REMBUK_BENCH_MANY", "1000000"))
ROUNDS, REQUESTS = 7, 60
SECONDS, SERVER_ROUNDS = 3, 5
_NEEDS = re.compile(r'(?:<link rel="stylesheet" href|<script type="module" src)="/static/([^"?]+)"')
_MAPPED = re.compile(r'"/static/(vendor/[^"]+\.js)"')
say = print


class Site:
    """The whole of Rembuk in this process, with or without kept pages."""

    def __init__(self, kept_bytes: int) -> None:
        settings.REMBUK_PAGE_CACHE_BYTES = kept_bytes
        self._handler = WSGIHandler()
        self._factory = RequestFactory()

    def asks(self, path: str, **headers: str) -> Callable[[], tuple[int, dict[str, str], bytes]]:
        """A request made ready, so that only the answer is measured."""
        environ = self._factory.get(path, **headers).environ

        def ask() -> tuple[int, dict[str, str], bytes]:
            got: list[tuple[str, list[tuple[str, str]]]] = []
            body = self._handler(dict(environ), lambda status, heads, _exc=None: got.append((status, heads)))
            content = b"".join(body)
            body.close()
            return int(got[0][0][:3]), dict(got[0][1]), content

        return ask


def main() -> None:
    say(machine_line() + "\n")
    set_up()
    results: dict[str, object] = {}
    few = costs()
    grow(FEW, MANY)
    many = costs()
    results["cpu_ms"] = {str(FEW): few, str(MANY): many}
    say(cost_table(few, many) + "\n")
    results["requests_per_second"] = throughput = through_server()
    say(throughput_table(throughput) + "\n")
    results["pages"] = sizes = weights()
    say(weight_table(sizes) + "\n")
    results["csv"] = streamed = stream()
    say(stream_table(streamed) + "\n")
    keep("pages", results)
    shutil.rmtree(VAR, ignore_errors=True)


def set_up() -> None:
    """The practice regency without its own proposals, and the first few of ours."""
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)
    build(Wish(seed=1, today=today(), proposals=0), lambda line: None)
    grow(0, FEW)
    with transaction.atomic():
        add_moves(_tenant(), 1, 200)


def grow(before: int, to: int) -> None:
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    with transaction.atomic():
        add_proposals(_tenant(), before + 1, to - before)
        bump(_tenant(), "proposals")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA synchronous=FULL")
    say(f"{to:,} proposals, written in {time.perf_counter() - started:.0f} s")


def _tenant() -> str:
    served = government()
    assert served is not None
    return served.code


def addresses() -> dict[str, str]:
    """The pages measured; the trace is of a proposal with steps."""
    code = Proposal.objects.get(pk=100).code
    middle = Proposal.objects.order_by("-id").values_list("id", flat=True)[:1][0] // 2
    return {
        "list": "/usulan/",
        "list, in the middle": f"/usulan/?sebelum={middle}",
        "list of a village": "/usulan/?kecamatan=99.01.01&desa=99.01.01.2001",
        "trace": f"/usulan/{code}/",
        "home": "/",
    }


def costs() -> dict[str, float]:
    """CPU milliseconds a request, the median of rounds that take turns."""
    made, kept = Site(0), Site(64 * 1024 * 1024)
    asks = {"trivial": made.asks("/trivial/")}
    asks |= {name: made.asks(path) for name, path in addresses().items()}
    asks["list, packed for the road"] = made.asks("/usulan/", HTTP_ACCEPT_ENCODING="gzip")
    asks["list, kept"] = kept.asks("/usulan/", HTTP_ACCEPT_ENCODING="gzip")
    etag = asks["list, kept"]()[1]["ETag"]
    asks["list, 304"] = kept.asks("/usulan/", HTTP_IF_NONE_MATCH=etag)
    for name, ask in asks.items():
        status = ask()[0]
        assert status == (304 if name.endswith("304") else 200), (name, status)
    rounds: dict[str, list[float]] = {name: [] for name in asks}
    for _ in range(ROUNDS):
        for name, ask in asks.items():
            started = time.process_time()
            for _request in range(REQUESTS):
                ask()
            rounds[name].append((time.process_time() - started) * 1000 / REQUESTS)
    return {name: round(statistics.median(taken), 3) for name, taken in rounds.items()}


def cost_table(few: dict[str, float], many: dict[str, float]) -> str:
    rows = [
        (
            name, f"{few[name]:.2f}", f"{many[name]:.2f}", f"{many[name] / many['trivial']:.1f}",
            f"{(many[name] / many['trivial']) / (few[name] / few['trivial']):.2f}",
        )
        for name in few
    ]  # fmt: skip
    heads = ("CPU ms a request", f"{FEW:,} proposals", f"{MANY:,}", "x trivial", "many / few")
    return table(heads, rows)


def through_server() -> dict[str, float]:
    """Requests a second through granian, median of rounds that take turns."""
    with served() as address:
        etag = _etag(address)
        wanted = {
            "trivial": ("/trivial/", ()),
            "list, kept": ("/usulan/", ()),
            "list, 304": ("/usulan/", (f"If-None-Match: {etag}",)),
        }
        rounds: dict[str, list[float]] = {name: [] for name in wanted}
        for _ in range(SERVER_ROUNDS):
            for name, (path, headers) in wanted.items():
                rounds[name].append(_rate(address, path, headers))
    return {name: round(statistics.median(found), 1) for name, found in rounds.items()}


@contextmanager
def served() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "64", "--no-access-log", "--log-level", "warning",
        "rembuk.site.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})
    try:
        for _ in range(200):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _etag(address: str) -> str:
    found = subprocess.run(["curl", "-sI", f"{address}/usulan/"], capture_output=True, text=True, check=True)
    return re.search(r"(?im)^etag: (.+?)\r?$", found.stdout)[1]  # type: ignore[index]


def _rate(address: str, path: str, headers: tuple[str, ...]) -> float:
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing: apt-get install wrk")
    given = [part for header in ("Accept-Encoding: gzip", *headers) for part in ("-H", header)]
    command = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", *given, address + path]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx or 3xx" not in said, said
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]


def throughput_table(found: dict[str, float]) -> str:
    rows = [(name, f"{rate:,.0f}", f"{rate / found['trivial']:.2f}") for name, rate in found.items()]
    return table(("granian, wrk -c8", "requests/s", "x trivial"), rows)


def weights() -> dict[str, dict[str, int]]:
    """Bytes as they travel and queries of each page, when nothing is kept."""
    site = Site(0)
    found = {}
    for name, path in addresses().items():
        ask = site.asks(path)
        bump(_tenant(), "proposals")
        with CaptureQueriesContext(connection) as queries:
            _status, _heads, page = ask()
        text = _plain(page).decode()
        files = _NEEDS.findall(text) + (_MAPPED.findall(text) if "live" in text else [])
        with_all = sum(len(gzip.compress(Path(finders.find(_unhashed(file))).read_bytes())) for file in files)
        found[name] = {"page": len(gzip.compress(_plain(page))), "queries": len(queries)}
        found[name]["with_css_and_js"] = found[name]["page"] + with_all
    return found


def _plain(page: bytes) -> bytes:
    return gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page


def _unhashed(name: str) -> str:
    return re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", name)


def weight_table(found: dict[str, dict[str, int]]) -> str:
    rows = [
        (name, f"{row['page']:,}", f"{row['with_css_and_js']:,}", row["queries"])
        for name, row in found.items()
    ]
    return table(("gzip bytes", "page", "with CSS and JS", "queries"), rows)


def stream() -> dict[str, float]:
    """The open data in a process of its own, so that its memory is seen."""
    command = [sys.executable, __file__, "--stream"]
    environment = os.environ | {"REMBUK_BENCH_VAR": str(VAR)}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    return dict(json.loads(said.splitlines()[-1]))


def stream_here() -> None:
    ask = WSGIHandler()
    environ = RequestFactory().get("/data/usulan.csv").environ
    started, size, lines = time.perf_counter(), 0, 0
    first = 0.0
    body = ask(environ, lambda status, heads, _exc=None: None)
    for chunk in body:
        first = first or time.perf_counter() - started
        size += len(chunk)
        lines += chunk.count(b"\r\n")
    taken = time.perf_counter() - started
    # Not ru_maxrss: that remembers the size of the process which started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]
    found = {"rows": lines - 1, "seconds": round(taken, 2), "first_byte": round(first, 3)}
    say(json.dumps(found | {"megabytes": round(size / 1e6, 1), "peak_megabytes": round(peak, 1)}))


def stream_table(found: dict[str, float]) -> str:
    rows = [(
        f"{found['rows']:,}", f"{found['seconds']:.1f}", f"{found['first_byte'] * 1000:.0f}",
        f"{found['megabytes']:.0f}", f"{found['peak_megabytes']:.0f}",
    )]  # fmt: skip
    heads = ("/data/usulan.csv, rows", "seconds", "first bytes after ms", "MB sent", "peak memory MB")
    return table(heads, rows)


if __name__ == "__main__":
    stream_here() if "--stream" in sys.argv else main()
