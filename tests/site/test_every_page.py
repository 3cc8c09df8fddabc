"""Each page asks the database as little for a thousand rows as for ten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rembuk.apps.core.pages import rule_of
from tests.factories.places import DISTRICT, VILLAGE
from tests.security.asking import answer_to, path_of, sessions, view_of
from tests.security.forms import ROLES
from tests.security.world import World, addresses, objects_of
from tests.site.crowd import crowd, renew

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST = 10
# How people narrow and search the lists.
NARROWED = {
    "portal:list": f"?kata=jalan&kecamatan={DISTRICT}&desa={VILLAGE}&kategori=road&tahun=2028",
    "portal:search": "?q=jalan",
    "desk:inbox": "?q=jalan&urut=biaya",
    "people:users": "?semua=1&q=orang",
    "people:residence": "?tampil=warga&q=orang",
    "musrenbang:index": f"?jenis=village_deliberation&keadaan=open&kecamatan={DISTRICT}",
    "preparation:ceilings": "?tahun=2028",
}


def pages_of(world: World, keys: dict[str, str]) -> dict[str, str]:
    """Address -> the role that sees most of it, for every page that is read."""
    found = {}
    for view, pattern in addresses():
        plain = path_of(view, next(iter(objects_of(world, view, pattern).values())))
        if "GET" not in rule_of(view_of(plain)).methods:
            continue
        for path in {plain, plain + NARROWED.get(view, "")}:
            seen = {role: size for role in ROLES if (size := _size(keys[role], path))}
            if seen:
                found[path] = max(seen, key=seen.__getitem__)
    return found


def _size(session: str, path: str) -> int:
    """Letters of the page; 0 where there is none, or a file."""
    answer = answer_to(session, "GET", path)
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    return len(answer.content) if is_page else 0


def asked_by(pages: dict[str, str], keys: dict[str, str]) -> dict[str, int]:
    """How many queries each page makes when nothing of it is kept."""
    renew()
    counts = {}
    for path, role in pages.items():
        with CaptureQueriesContext(connection) as made:
            answer = answer_to(keys[role], "GET", path)
        assert answer.status_code == 200, path
        # The test's own savepoint around each request is no query of the page.
        counts[path] = sum("SAVEPOINT" not in query["sql"] for query in made)
    return counts


def test_a_page_asks_as_much_for_a_thousand_rows_as_for_ten_and_never_more_than_ten_times(filled):
    keys = sessions(filled)
    pages = pages_of(filled, keys)
    assert len(pages) > 65
    crowd(filled, rows=10, by_hand=4)
    few = asked_by(pages, keys)
    crowd(filled, rows=990, by_hand=36)
    many = asked_by(pages, keys)

    grown = {path: (few[path], many[path]) for path in pages if few[path] != many[path]}
    assert not grown
    assert not {path: count for path, count in many.items() if count > MOST}
