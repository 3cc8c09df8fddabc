"""What people type into the boxes of a proposal, and the title that is made of their words."""

import pytest
from django.core.exceptions import ValidationError

from rembuk.apps.proposals.forms.fields import PeopleField
from rembuk.apps.proposals.words import title_of


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("30", 30),
        ("30 orang", 30),
        ("1.200", 1200),
        ("1,200 people", 1200),
        ("250 jiwa", 250),
        ("0", 0),
        ("", None),
    ],
)
def test_a_number_of_people_is_read_as_it_is_written(typed, people):
    assert PeopleField(required=False).clean(typed) == people


@pytest.mark.parametrize("typed", ["tiga puluh", "30 KK", "-1", "12,5", "9" * 5_000, "1e9", str(10**9)])
def test_what_is_no_number_of_people_is_asked_again(typed):
    with pytest.raises(ValidationError, match=r"angka|digits"):
        PeopleField(required=False).clean(typed)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Assalamualaikum. Jembatan bambu lapuk. Anak takut.", "Jembatan bambu lapuk"),
        (
            "Assalamu'alaikum Wr. Wb. Yth. Bapak Bupati, kami mohon jalan diperbaiki.",
            "Kami mohon jalan diperbaiki",
        ),
        ("Selamat siang. Saya mewakili tetangga di RT 02/RW 04. Lampu mati.", "Lampu mati"),
        ("Pak, bu, jalan rusak sejak 2020", "Jalan rusak sejak 2020"),
        ("Nama saya Siti\nSumur kering", "Sumur kering"),
        ("Usulan hasil rembuk warga. mata air mengecil.", "Mata air mengecil"),
        ("warga menjemur padi di jalan", "Warga menjemur padi di jalan"),
        ("Ibu hamil harus berjalan tiga kilometer.", "Ibu hamil harus berjalan tiga kilometer"),
        ("Pak RT rumahnya bocor, atap rusak", "Pak RT rumahnya bocor, atap rusak"),
        ("Halaman sekolah becek", "Halaman sekolah becek"),
        ("Yth.", "Yth"),
        ("Selamat pagi", "Selamat pagi"),
    ],
)
def test_a_title_is_the_first_sentence_after_the_greetings(said, title):
    assert title_of(said) == title


def test_a_long_text_of_greetings_ends():
    assert title_of("Yth. " * 400 + "Jalan rusak") == "Jalan rusak"
