"""Find one address of every page by following links, as people who between them see everything."""

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext, Page

from rembuk.apps.core.pages import PUBLIC, rule_of

# In this order: a page is shown by the first who reaches it.
PEOPLE = (
    "", "warga-sukamaju", "admin-desa", "kepala-desa", "admin-bappeda", "verifikator-pupr", "kepala-pupr",
    "kepala-bappeda", "admin-sistem",
)  # fmt: skip
_LINK = re.compile(r"""(?:href|action)="(/[^"#]*)""")
UNLINKED = "/komponen/"  # for those who build pages
_TRIES = 3  # links followed of one view: the first proposal may have no photograph, the next has


@dataclass(frozen=True, slots=True)
class Found:
    """A page, where it is, and who sees it there."""

    view: str
    path: str
    username: str


def view_at(path: str) -> str:
    """Which view answers; nothing for files and strangers."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def every_page(
    open_for: Callable[[str], Page], people: tuple[str, ...] = PEOPLE, dead: list[str] | None = None
) -> list[Found]:
    """One address of each view that answers with a page; links that lead nowhere are put into `dead`."""
    found: dict[str, Found] = {}
    for username in people:
        request = open_for(username).context.request
        for path in _reached(request, "/akun/" if username else "/", username, [] if dead is None else dead):
            found.setdefault(view_at(path), Found(view_at(path), path, username))
    return sorted(found.values(), key=lambda row: row.view)


def _reached(request: APIRequestContext, start: str, username: str, dead: list[str]) -> list[str]:
    waiting = deque([(start, ""), ("/", ""), (UNLINKED, "")])
    seen = {path for path, _where in waiting}
    tries: dict[str, int] = {}
    pages: dict[str, str] = {}
    while waiting:
        path, where = waiting.popleft()
        answer = request.get(path, max_redirects=0)
        if answer.status >= 400 and not _is_expected(answer.status, where):
            dead.append(f"{username or 'guest'} {where} -> {path}: {answer.status}")
        if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
            continue
        pages.setdefault(view_at(path), path)
        for link in map(unescape, _LINK.findall(answer.text())):
            view = view_at(link)
            if not view or link in seen or link.startswith("/en/") or tries.get(view, 0) >= _TRIES:
                continue
            seen.add(link)
            tries[view] = tries.get(view, 0) + 1
            waiting.append((link, path))
    return list(pages.values())


def _is_expected(status: int, where: str) -> bool:
    """A form that is only sent to; a page for everybody that offers what some may not open."""
    if status == 405:
        return True
    rule = rule_of(resolve(urlsplit(where).path).func) if where else None
    return status == 403 and rule is not None and rule.who is PUBLIC
