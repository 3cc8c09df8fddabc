"""Who gets which answer where: every address, each role and a guest, at home and elsewhere, read and sent."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation

from rembuk.apps.core.pages import rule_of
from rembuk.apps.people.models import User
from tests.security.world import GUEST, World, addresses, objects_of

TABLE = Path(__file__).with_name("matrix.csv")
HEAD = ("address", "object", "method", "answer", "roles")
_WORDS = {
    200: "opens", 204: "nothing", 304: "opens", 400: "not understood", 403: "no right", 404: "not there",
    405: "wrong method", 409: "too late", 413: "too big", 429: "too often",
}  # fmt: skip

# Who is asked for where the answer comes before the question who it is.
_FEW = (GUEST, "citizen", "village_admin", "planning_admin", "sysadmin")


class Undo(Exception):  # noqa: N818  nothing went wrong
    """Takes back what one request changed."""


def sessions(world: World) -> dict[str, str]:
    """One signed-in session a role; a guest has none."""
    if "sessions" not in world.known:
        world.known["sessions"] = {
            GUEST: "",
            **{role: _signed_in(user) for role, user in world.people.items()},
        }
    return world.known["sessions"]


def _signed_in(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@cache
def _client() -> Client:
    """One for all: a client of its own for each request would load all middleware each time."""
    return Client(raise_request_exception=False)


def answer_to(session: str, method: str, path: str, **sent: object) -> HttpResponseBase:
    """The answer to one person's request; whatever it changed is undone."""
    client = _client()
    client.cookies.clear()
    if session:
        client.cookies["sessionid"] = session
    try:
        with transaction.atomic():
            answer = client.generic(method, path, **sent) if method not in ("GET", "POST") else (
                client.get(path, **sent) if method == "GET" else client.post(path, **sent)
            )  # fmt: skip
            if answer.streaming:
                answer.streaming_content = [answer.getvalue()]  # read now, while the rows are there
            raise Undo
    except Undo:
        return answer


def word_for(answer: HttpResponseBase) -> str:
    """The kind of answer in a word or two."""
    status = answer.status_code
    if status in (301, 302, 303):
        return "sign in" if answer["Location"].startswith("/masuk/?next=") else "goes on"
    return _WORDS.get(status, str(status))


def path_of(view: str, arguments: dict[str, Any]) -> str:
    """The Indonesian address, whatever language was spoken last."""
    with translation.override("id"):
        return reverse(view, kwargs=arguments)


def view_of(path: str) -> Any:
    with translation.override("id"):
        return resolve(path).func


def paths(world: World) -> list[tuple[str, Any]]:
    """(path, view) of one object for every address: the nearest there is."""
    found = []
    for view, pattern in addresses():
        path = path_of(view, next(iter(objects_of(world, view, pattern).values())))
        found.append((path, view_of(path)))
    return found


def rows(world: World) -> Iterator[tuple[str, str, str, str, str]]:
    """The table: the roles that share an answer stand on one line, the largest group as "all others"."""
    keys = sessions(world)
    for view, pattern in sorted(addresses(), key=lambda row: row[1]):
        for which, arguments in objects_of(world, view, pattern).items():
            path = path_of(view, arguments)
            for method in ("GET", "POST"):
                asking = keys if _asks_who(path, method) else {role: keys[role] for role in _FEW}
                yield from ((pattern, which, method, *line) for line in _answers(asking, method, path))


def _asks_who(path: str, method: str) -> bool:
    """A wrong method and a kept page are answered before anybody looks who it is."""
    rule = rule_of(view_of(path))
    assert rule is not None
    return method in rule.methods and not rule.is_kept


def _answers(keys: dict[str, str], method: str, path: str) -> list[tuple[str, str]]:
    by_answer: dict[str, list[str]] = defaultdict(list)
    for role, key in keys.items():
        by_answer[word_for(answer_to(key, method, path))].append(role)
    largest = max(by_answer, key=lambda word: len(by_answer[word]))
    lines = [(word, " ".join(sorted(roles))) for word, roles in sorted(by_answer.items()) if word != largest]
    return [*lines, (largest, "all others" if lines else "everybody")]


def as_text(world: World) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(rows(world))
    return out.getvalue()
