"""What people type is made uniform, so that the same contact is the same account."""

import pytest

from rembuk.apps.people.identifiers import (
    Contact,
    contact_in,
    drawn_username,
    masked_phone,
    neighbourhood_number,
    normal_phone,
    normal_username,
    one_line,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("081234567890", "+6281234567890"),
        ("0812-3456-7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("62 (812) 3456.7890", "+6281234567890"),
        ("０８１２３４５６７８９０", "+6281234567890"),
        ("+60 12 345 6789", "+60123456789"),
        ("0812", None),
        ("12345", None),
        ("081234567890123456", None),
        ("nol delapan satu", None),
        ("0812\n3456 7890 <b>", None),
        ("", None),
    ],
)
def test_a_telephone_number_has_one_form(typed, kept):
    assert normal_phone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Siti.Aminah", "siti.aminah"),
        ("budi_7", "budi_7"),
        ("ab", None),
        ("12345", None),
        ("siti aminah", None),
        ("siti@desa", None),
        ("сити", None),
        ("a" * 61, None),
        ("-siti", None),
    ],
)
def test_a_username_is_plain_and_never_a_number(typed, kept):
    assert normal_username(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3", "03"),
        ("03", "03"),
        ("RT 003", "03"),
        ("rw.12", "12"),
        ("120", "120"),
        (" ", ""),
        ("0", None),
        ("tiga", None),
        ("1234", None),
        ("-1", None),
        ("٣", None),
    ],
)
def test_a_neighbourhood_has_one_number(typed, kept):
    assert neighbourhood_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("0812 3456 7890", Contact(phone="+6281234567890")),
        ("Siti@Contoh.ID", Contact(email="siti@contoh.id")),
        ("siti.aminah", Contact(username="siti.aminah")),
        ("0812", None),
        ("😀😀😀", None),
    ],
)
def test_the_shape_tells_which_contact_it_is(typed, found):
    assert contact_in(typed) == found


def test_a_name_hides_nothing():
    assert one_line("  Siti \u202eamin\u0000ah\u200b \n Binti ") == "Siti aminah Binti"
    assert one_line("Raden Ajeng Kartinī") == "Raden Ajeng Kartinī"


def test_a_drawn_username_can_be_typed_again():
    drawn = {drawn_username() for _ in range(50)}

    assert len(drawn) == 50
    assert all(normal_username(name) == name for name in drawn)


def test_the_office_sees_only_the_end_of_a_number():
    assert masked_phone("+6281234567890") == "… 7890"
    assert masked_phone(None) == ""
