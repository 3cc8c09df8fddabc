"""Behind a login nobody is led to a page that refuses them or is not there, whatever role they hold."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from django.utils import translation

from rembuk.apps.core.pages import PUBLIC, rule_of
from tests.security.asking import answer_to, path_of, sessions, view_of
from tests.security.world import GUEST, addresses, objects_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
_LINK = re.compile(r'<a [^>]*?href="([^"#][^"]*)"')


def own_pages(world) -> list[str]:
    """One address of every page that is not for everybody."""
    found = []
    for view, pattern in addresses():
        path = path_of(view, next(iter(objects_of(world, view, pattern).values())))
        rule = rule_of(view_of(path))
        if "GET" in rule.methods and rule.who is not PUBLIC:
            found.append(path)
    return found


def may_refuse(link: str) -> bool:
    """A page of ours that is for some only; others open to whoever has an account."""
    with translation.override("id"):
        try:
            rule = rule_of(resolve(urlsplit(link).path).func)
        except Resolver404:
            return False
    return "GET" in rule.methods and isinstance(rule.who, tuple)


def test_whoever_sees_a_link_may_follow_it(filled):
    keys, pages, followed, closed = sessions(filled), own_pages(filled), 0, []
    assert len(pages) > 30
    for role in keys.keys() - {GUEST}:
        known: set[str] = set()
        for path in pages:
            answer = answer_to(keys[role], "GET", path)
            if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
                continue
            links = {urljoin(path, unescape(link)) for link in _LINK.findall(answer.content.decode())}
            for link in sorted(links - known):
                known.add(link)
                if link.startswith("/en/") or urlsplit(link).netloc or not may_refuse(link):
                    continue
                followed += 1
                status = answer_to(keys[role], "GET", link).status_code
                if status >= 400:
                    closed.append(f"{role} {path} -> {link}: {status}")
    assert followed > 300
    assert not closed, "\n".join(closed)
