"""A program for the simulator: residents submit through the real view, `ACK <id>` only after each receipt.

Usage: python submit_proposals.py SUBMISSIONS THREADS     in a place made by prepare.py
"""

import json
import os
import sys
import threading

import django
from django.db import connection
from django.test import Client

django.setup()

from django.conf import settings  # noqa: E402  after Django is set up

from rembuk.apps.core.durable import commit_durably  # noqa: E402
from rembuk.apps.core.ids import uuid7  # noqa: E402

submissions, threads = int(sys.argv[1]), int(sys.argv[2])
place = json.loads((settings.REMBUK_VAR / "sessions.json").read_text(encoding="utf-8"))


def prepare() -> None:
    # Checkpoint often: a power cut in one of them matters most. It is a property of the writer's connection.
    connection.connection.execute("PRAGMA wal_autocheckpoint=100")


def submit(resident: int) -> None:
    client = Client(headers={"Accept-Language": "id"})
    client.cookies["sessionid"] = place["keys"][resident]
    for number in range(resident, submissions, threads):
        uuid = uuid7()
        words = {
            "uuid": str(uuid),
            "village": place["village"],
            "rt": "03",
            "rw": "02",
            "problem": f"Jalan di gang {number} berlubang. "
            + "Anak sekolah sering jatuh. " * (number * 7 % 40),
            "work": "Perbaiki jalan sepanjang 200 meter.",
            "category": "road",
            "contact_phone": "0812 3456 789",
            "truth": "on",
        }
        answer = client.post("/usulan/baru/", words)
        if answer.status_code != 302 or not answer["Location"].endswith("/diterima/"):
            os.write(2, f"no receipt: {answer.status_code} {answer.content[:2000]!r}\n".encode())
            os._exit(1)
        os.write(1, b"ACK %s\n" % uuid.hex.encode())


commit_durably(prepare)
residents = [threading.Thread(target=submit, args=(number,)) for number in range(threads)]
for resident in residents:
    resident.start()
for resident in residents:
    resident.join()
os._exit(0)  # no orderly end: the power is gone
