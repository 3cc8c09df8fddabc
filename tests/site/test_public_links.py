"""What everybody reads offers nothing that is for a few, and leads nowhere that is not there."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve
from django.utils import translation

from rembuk.apps.core.pages import PUBLIC, rule_of
from tests.security.asking import answer_to, path_of, view_of
from tests.security.world import World, addresses, objects_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Each asks who one is, and takes every resident in.
_FOR_RESIDENTS = {"people:account", "people:sign_up", "proposals:new", "proposals:personal"}
_GUEST = ""
_LINK = re.compile(r'<a [^>]*?href="([^"#][^"]*)"')


def links_of(world: World) -> dict[str, str]:
    """Link -> the page it stands on, for every page that is kept and shown to everybody."""
    found = {}
    for view, pattern in addresses():
        path = path_of(view, next(iter(objects_of(world, view, pattern).values())))
        if not rule_of(view_of(path)).is_kept:
            continue
        answer = answer_to(_GUEST, "GET", path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            for link in map(unescape, _LINK.findall(answer.content.decode())):
                if not urlsplit(link).netloc and not link.startswith("/en/"):
                    found.setdefault(urljoin(path, link), path)
    return found


def test_a_page_for_everybody_offers_what_everybody_may_open(filled):
    links = links_of(filled)
    assert len(links) > 50
    for link, page in links.items():
        with translation.override("id"):
            match = resolve(urlsplit(link).path)
        rule = rule_of(match.func)
        assert rule is not None
        assert rule.who is PUBLIC or match.view_name in _FOR_RESIDENTS, f"{page} offers {link}"
        assert answer_to(_GUEST, "GET", link).status_code in {200, 301, 302}, f"{page} leads to {link}"
