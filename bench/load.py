"""Residents with telephones: a load generator in a process of its own, with connections that stay open.

    python -m bench.load PORT RESIDENTS.json closed CLIENTS SECONDS     each sends the next after the receipt
    python -m bench.load PORT RESIDENTS.json open RATE SECONDS          so many a second, whatever comes back
    python -m bench.load PORT RESIDENTS.json again SENT.json            the same numbers once more

The last line is JSON: milliseconds of each receipt, [number, code, resident] of each, and what was no
receipt. In an open loop a submission's time runs from when it was due: standing still is not forgiven.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rembuk.apps.core.ids import uuid7

Resident = tuple[str, str]
_WORDS = {
    "rt": "03",
    "rw": "02",
    "problem": "Jalan di depan sekolah berlubang dan banjir setiap hujan, anak-anak sering jatuh.",
    "work": "Perbaiki jalan sepanjang 200 meter.",
    "category": "road",
    "beneficiaries": "120",
    "contact_phone": "0812 3456 789",
    "truth": "on",
}
_TOKEN = "b" * 32
_EDGE = "rembuk-bench"


@dataclass
class Found:
    """What came back, and how long it took until the last had."""

    seconds: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    receipts: list[tuple[str, str, int]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def request(number: str, resident: Resident) -> bytes:
    """The form as a telephone sends it."""
    key, village = resident
    fields = _WORDS | {"uuid": number, "village": village, "csrfmiddlewaretoken": _TOKEN}
    parts = [
        f'--{_EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    body = ("".join(parts) + f"--{_EDGE}--\r\n").encode()
    head = (
        "POST /usulan/baru/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Cookie: sessionid={key}; csrftoken={_TOKEN}\r\n"
        f"Content-Type: multipart/form-data; boundary={_EDGE}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Telephone:
    """One connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter | None = None

    async def send(self, message: bytes) -> str:
        """The code on the receipt; raises with the answer where there is none."""
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._writer.write(message)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        heads = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
        body = await self._reader.readexactly(int(heads.get("content-length", "0")))
        place = heads.get("location", "")
        if not head.startswith("HTTP/1.1 302") or not place.endswith("/diterima/"):
            raise ValueError(f"{head.splitlines()[0]} {body[:200]!r}")
        return place.split("/")[-3].upper()

    def hang_up(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None


class Village:
    """All residents, the door they knock at, and what came back."""

    def __init__(self, port: int, residents: list[Resident]) -> None:
        self._port, self._residents = port, residents
        self.found = Found()

    async def send(self, telephone: Telephone, number: str, turn: int, since: float) -> None:
        found, who = self.found, turn % len(self._residents)
        try:
            code = await telephone.send(request(number, self._residents[who]))
        except (ValueError, OSError, asyncio.IncompleteReadError) as error:
            found.refused.append(str(error))
            telephone.hang_up()
        else:
            found.milliseconds.append(round((time.perf_counter() - since) * 1_000, 2))
            found.receipts.append((number, code, who))

    async def closed(self, clients: int, seconds: float) -> None:
        until = time.perf_counter() + seconds

        async def client(first: int) -> None:
            telephone, turn = Telephone(self._port), first
            while (now := time.perf_counter()) < until:
                await self.send(telephone, str(uuid7()), turn, now)
                turn += clients
            telephone.hang_up()

        await asyncio.gather(*(client(first) for first in range(clients)))
        self.found.seconds = round(time.perf_counter() - until + seconds, 3)

    async def open(self, rate: float, seconds: float) -> None:
        free, under_way = list[Telephone](), set[asyncio.Task[None]]()
        start = time.perf_counter() + 0.2

        async def one(turn: int, due: float) -> None:
            telephone = free.pop() if free else Telephone(self._port)
            await self.send(telephone, str(uuid7()), turn, due)
            free.append(telephone)

        for turn in range(int(rate * seconds)):
            due = start + turn / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            task = asyncio.create_task(one(turn, due))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)

    async def again(self, sent: list[tuple[str, int]]) -> None:
        telephone = Telephone(self._port)
        for number, who in sent:
            await self.send(telephone, number, who, time.perf_counter())


def main(port: str, people: str, kind: str, *given: str) -> None:
    village = Village(int(port), [(key, place) for key, place in json.loads(Path(people).read_text())])
    if kind == "again":
        asyncio.run(village.again(json.loads(Path(given[0]).read_text())))
    elif kind == "open":
        asyncio.run(village.open(float(given[0]), float(given[1])))
    else:
        asyncio.run(village.closed(int(given[0]), float(given[1])))
    print(json.dumps(asdict(village.found)))


if __name__ == "__main__":
    main(*sys.argv[1:])
