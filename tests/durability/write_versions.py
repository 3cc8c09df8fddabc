"""A program for the simulator: rows through `commit_durably`, `ACK <id>` only after it returned.

Usage: python write_versions.py ROWS THREADS     on the database of REMBUK_VAR, as REMBUK_SYNCHRONOUS opens it
"""

import os
import sys
import threading

import django
from django.db import connection

django.setup()

from rembuk.apps.core.durable import commit_durably  # noqa: E402  after Django is set up
from rembuk.apps.core.models import Version  # noqa: E402

rows, threads = int(sys.argv[1]), int(sys.argv[2])


def prepare() -> None:
    # Checkpoint often: a power cut in one of them matters most. It is a property of the writer's connection.
    connection.connection.execute("PRAGMA wal_autocheckpoint=25")


def store(number: int) -> None:
    Version.objects.create(tenant="99.01", kind=f"k{number}", number=number)
    with connection.cursor() as cursor:  # of many sizes, so that pages split
        cursor.execute("INSERT INTO filling VALUES (%s)", ["x" * (200 + number * 7 % 3_000)])


def write(first: int) -> None:
    for number in range(first, rows, threads):
        commit_durably(lambda number=number: store(number))
        os.write(1, b"ACK k%d\n" % number)


with connection.schema_editor() as editor:
    editor.create_model(Version)
    editor.execute("CREATE TABLE filling (words text)")
commit_durably(prepare)
writers = [threading.Thread(target=write, args=(first,)) for first in range(threads)]
for writer in writers:
    writer.start()
for writer in writers:
    writer.join()
os._exit(0)  # no orderly end: the power is gone
