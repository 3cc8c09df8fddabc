"""`rembuk demo` from the console: wrong calls, and that real people are safe from it."""

import pytest

from rembuk.apps.people.models import User
from rembuk.apps.places.models import Government, Region
from rembuk.apps.places.queries import forget_government
from rembuk.apps.practice.commands.demo import main
from rembuk.apps.practice.wiping import check_practice, is_free, wipe
from rembuk.apps.practice.words.places import REGENCY_CODE


@pytest.mark.parametrize("words", [["--scale", "0"], ["--proposals", "-1"], ["--today", "besok"], ["lagi"]])
def test_a_wrong_call_ends_with_two(words):
    with pytest.raises(SystemExit) as end:
        main(words, "id")

    assert end.value.code == 2


def test_a_real_installation_is_never_touched(government, neighbour, capsys):
    Government.objects.update(practice=False)
    forget_government()

    assert main(["--proposals", "1"], "id") == 1

    assert "warga sungguhan" in capsys.readouterr().err
    assert User.objects.filter(pk=neighbour.pk).exists()


def test_an_empty_database_may_become_a_practice_regency(db):
    assert is_free()
    check_practice()


def test_official_regions_without_a_government_yet_are_never_wiped(db, capsys):
    Region.objects.create(code="98", level="province", kind="provinsi", name="Contoh")

    assert main(["--proposals", "1"], "en") == 1

    assert "for real people" in capsys.readouterr().err
    assert Region.objects.get().code == "98"


def test_what_stands_here_is_left_alone_where_only_an_empty_installation_is_meant(government, capsys):
    before = Region.objects.count()

    assert main(["--if-empty", "--proposals", "1"], "id") == 0

    assert capsys.readouterr() == ("", "")
    assert Region.objects.count() == before


def test_a_practice_regency_that_was_never_finished_counts_as_empty(db):
    Region.objects.create(code=REGENCY_CODE, level="regency", kind="kabupaten", name="Nusawangi")

    assert is_free()


@pytest.mark.parametrize("stood", [True, False])
def test_files_go_with_the_practice_regency_they_belong_to(db, media, stood):
    if stood:
        Region.objects.create(code=REGENCY_CODE, level="regency", kind="kabupaten", name="Nusawangi")
    media.mkdir()
    (media / "foto.jpg").write_bytes(b"")

    wipe()

    assert (media / "foto.jpg").exists() is not stood
    assert not Region.objects.exists()
