"""`rembuk init`: a real regency, empty, and the one link that opens it."""

import pytest
from django.conf import settings

from rembuk.apps.people.models import Invitation
from rembuk.apps.places.models import Government, Region
from rembuk.apps.places.queries import government
from rembuk.apps.publishing.models import Article
from rembuk.site.commands.init import main

_PUBLIC = ("/", "/usulan/", "/jadwal/", "/pagu/", "/dokumen/", "/data/", "/panduan/", "/musyawarah/")


@pytest.fixture
def regions(db):
    """A province with one regency."""
    Region.objects.create(code="98", level="province", kind="provinsi", name="Contoh")
    Region.objects.create(
        code="98.01", parent_code="98", level="regency", kind="kabupaten", name="Kabupaten Contoh"
    )


def _link(capsys: pytest.CaptureFixture[str]) -> str:
    line = capsys.readouterr().out.splitlines()[-1]
    assert line.startswith(f"{settings.REMBUK_PUBLIC_URL}/")
    return line.removeprefix(settings.REMBUK_PUBLIC_URL)


def test_it_prints_a_link_that_opens_the_sign_up_of_the_first_planning_admin(regions, capsys, client):
    assert main(["98.01"], "id") == 0

    link = _link(capsys)
    served = government()
    assert (served.code, served.name, served.practice) == ("98.01", "Kabupaten Contoh", False)
    assert client.get(link).status_code == 200
    assert Invitation.objects.get().role == "planning_admin"
    assert set(Article.objects.values_list("kind", flat=True)) == {"guide", "question", "law"}


def test_run_again_only_the_newest_link_works(regions, capsys, client):
    main(["98.01"], "id")
    first, articles = _link(capsys), Article.objects.count()

    assert main(["98.01"], "id") == 0

    second = _link(capsys)
    assert client.get(first).status_code in {404, 410}
    assert client.get(second).status_code == 200
    assert (Government.objects.count(), Article.objects.count()) == (1, articles)


@pytest.mark.parametrize(
    ("code", "told"), [("98", "tidak ada di daftar"), ("97.01", "rembuk import regions")]
)
def test_a_code_that_is_no_regency_leaves_nothing_behind(regions, capsys, code, told):
    assert main([code], "id") == 1

    assert told in capsys.readouterr().err
    assert not Government.objects.exists()
    assert not Invitation.objects.exists()


def test_a_second_regency_is_refused(regions, capsys):
    Region.objects.create(code="98.02", parent_code="98", level="regency", kind="kota", name="Kota Lain")
    main(["98.01"], "id")

    assert main(["98.02"], "en") == 1

    assert "already serves Kabupaten Contoh (98.01)" in capsys.readouterr().err


def test_the_prefix_of_codes_may_be_chosen(regions, capsys):
    main(["98.01", "--prefix", "cth"], "id")

    assert Government.objects.get().code_prefix == "CTH"


def test_no_page_of_a_real_regency_speaks_of_simulation(regions, client):
    main(["98.01"], "id")

    for address in _PUBLIC:
        page = client.get(address)
        assert page.status_code == 200
        assert "SIMULASI" not in page.content.decode().upper()
    assert client.get("/komponen/").status_code == 404
