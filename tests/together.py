"""Many threads doing something at the same moment, as many people do."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections

_CONNECTIONS = 40  # a thread is a connection, and a PostgreSQL server has a hundred


def at_once(calls: Sequence[Callable[[], object]]) -> list[object]:
    """Run all calls in threads, begun together; what each returned, or the exception it raised."""
    start = threading.Event()

    def run(call: Callable[[], object]) -> object:
        start.wait()
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls) if connection.vendor == "sqlite" else _CONNECTIONS) as pool:
        jobs = [pool.submit(run, call) for call in calls]
        start.set()
        return [job.result() for job in jobs]
