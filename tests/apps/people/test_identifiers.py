"""What people type is made uniform, so that the same contact is the same account."""

import pytest

from rembuk.apps.people.forms.fields import NameField
from rembuk.apps.people.identifiers import (
    Contact,
    contact_in,
    drawn_username,
    masked_phone,
    normal_username,
)


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
    assert NameField().clean("  Siti \u202eamin\u0001ah\u200b \n Binti ") == "Siti aminah Binti"
    assert NameField().clean("Raden Ajeng Kartinī") == "Raden Ajeng Kartinī"


def test_a_drawn_username_can_be_typed_again():
    drawn = {drawn_username() for _ in range(50)}

    assert len(drawn) == 50
    assert all(normal_username(name) == name for name in drawn)


def test_the_office_sees_only_the_end_of_a_number():
    assert masked_phone("+6281234567890") == "… 7890"
    assert masked_phone(None) == ""
