"""A database that was only migrated, and a regency that was only set up: every public page is there."""

import re

import pytest

from rembuk.apps.core.pages import PUBLIC, rule_of
from rembuk.apps.places.models import Level, Region
from rembuk.apps.places.queries import forget_government
from rembuk.site.cli import main
from tests.security.asking import path_of, view_of
from tests.security.world import addresses

pytestmark = pytest.mark.django_db
# What an address takes that names something; here nothing has that name yet.
_NAMES = {
    "code": "nsw-27-000000-0", "pk": 1, "name": "a.webp", "assignment": 1, "place_code": "99.01",
    "year": 2028, "number": 1, "kind": "csv", "slug": "tidak-ada", "token": "t", "step_id": "close",
    "project": "NSW-27-000000-0",
}  # fmt: skip
_NAMES_OF = {"musrenbang:village_file": {"code": "99.01", "slug": "rkp-desa"}}  # its pattern takes no other
_NAMES_NOTHING = {"desk:export"}  # its argument says which kind of file
# What is no plain page here: a link never made, a code that comes after a password, an annex not yet counted.
_OTHERWISE = {"/undangan/t/": 410, "/masuk/kode/": 302, "/pagu/lampiran.pdf": 404}


def read_pages() -> list[tuple[str, bool]]:
    """(path, whether it names something) of every address that is read."""
    found = []
    for view, pattern in addresses():
        names = set(re.findall(r"<(?:\w+:)?(\w+)>", pattern))
        known = _NAMES | _NAMES_OF.get(view, {})
        path = path_of(view, {name: known[name] for name in names})
        if "GET" in rule_of(view_of(path)).methods:
            found.append((path, bool(names) and view not in _NAMES_NOTHING))
    assert len(found) > 60
    return found


def visit(client, language: str) -> tuple[dict[str, int], list[str]]:
    """The addresses that answered something else than they should, and the pages that were shown."""
    wrong, shown = {}, []
    for path, names in read_pages():
        rule = rule_of(view_of(path))
        answer = client.get(language + path)
        plain = 302 if rule.who is not PUBLIC else 404 if names or rule.practice_only else 200
        if answer.status_code != _OTHERWISE.get(path, plain):
            wrong[path] = answer.status_code
        elif answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            shown.append(answer.content.decode())
    return wrong, shown


@pytest.mark.parametrize("language", ["", "/en"], ids=["indonesian", "english"])
def test_a_freshly_migrated_database_serves_every_public_page(client, language):
    wrong, shown = visit(client, language)

    assert not wrong
    assert len(shown) > 15
    assert not [page[:200] for page in shown if ">None<" in page or " None " in page]


@pytest.mark.parametrize("language", ["", "/en"], ids=["indonesian", "english"])
def test_a_regency_that_was_only_set_up_serves_every_public_page(client, capsys, language):
    set_up()

    wrong, shown = visit(client, language)

    assert not wrong
    assert all("Kabupaten Nusawangi" in page for page in shown)
    assert not [page[:200] for page in shown if "DATA SIMULASI" in page or "SIMULATED DATA" in page]


def test_a_server_that_runs_already_shows_the_regency_at_once(client, capsys):
    before = client.get("/").content.decode()

    set_up()
    forget_government()  # the command is another process

    assert "Kabupaten Nusawangi" not in before
    assert "Kabupaten Nusawangi" in client.get("/").content.decode()


def test_the_first_planning_admin_comes_in_by_the_link_of_init(client, capsys):
    set_up()
    link = capsys.readouterr().out.split()[-1]

    page = client.get(link[link.index("/undangan/") :])

    assert page.status_code == 200
    assert "Bappeda" in page.content.decode()


def set_up() -> None:
    Region.objects.create(code="99", level=Level.PROVINCE, kind="provinsi", name="Nusantara Raya")
    Region.objects.create(
        code="99.01", parent_code="99", level=Level.REGENCY, kind="kabupaten", name="Kabupaten Nusawangi"
    )
    assert main(["init", "99.01", "--prefix", "NSW"]) == 0
