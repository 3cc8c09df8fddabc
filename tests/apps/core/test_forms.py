"""Fields forgive, and refuse with a sentence; what was typed comes back."""

from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from rembuk.apps.core.forms import (
    CleanCharField,
    DecimalVolumeField,
    PhoneField,
    PhotosField,
    PointFields,
    RupiahField,
)
from tests.apps.core.test_photos import picture


class Everything(PointFields, forms.Form):
    line = CleanCharField(max_length=20, required=False)
    words = CleanCharField(max_length=200, required=False, widget=forms.Textarea)
    hidden = CleanCharField(required=False, widget=forms.HiddenInput)
    cost = RupiahField(required=False)
    volume = DecimalVolumeField(required=False)
    phone = PhoneField(required=False)
    photos = PhotosField(required=False, most=2)


def filled(files=None, **data) -> Everything:
    form = Everything(data, MultiValueDict(files or {}))
    form.is_valid()
    return form


def test_an_empty_form_is_empty_words_and_nothings():
    form = filled()

    assert form.is_valid()
    assert form.cleaned_data == {
        "line": "", "words": "", "hidden": "", "cost": None, "volume": None, "phone": "", "photos": [],
        "lat": None, "lon": None,
    }  # fmt: skip


def test_everything_is_read_as_it_was_meant():
    form = filled(
        line=" RT 03\n RW 02 ", words="satu\r\ndua", hidden="a\r\nb", cost="Rp1,2 juta", volume="1.500,25",
        phone="0812-3456-7890", lat="-6,8148", lon="107.1425",
    )  # fmt: skip

    assert form.errors == {}
    data = form.cleaned_data
    assert (data["line"], data["words"], data["hidden"]) == ("RT 03 RW 02", "satu\ndua", "a\nb")
    assert (data["cost"], data["volume"], data["phone"]) == (1_200_000, Decimal("1500.25"), "+6281234567890")
    assert (data["lat"], data["lon"]) == (-6.8148, 107.1425)


@pytest.mark.parametrize(
    "given",
    [
        {"line": "x" * 21},
        {"words": "a\ud800"},
        {"cost": "-5"},
        {"cost": "banyak"},
        {"cost": str(10**15 + 1)},
        {"volume": "0"},
        {"volume": "0,001"},
        {"volume": "-3"},
        {"volume": "NaN"},
        {"volume": str(10**12)},
        {"volume": "999999999999,999"},
        {"volume": "1,500"},
        {"volume": "9" * 35},
        {"phone": "123"},
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence_and_comes_back(given):
    form = filled(**given)

    ((name, value),) = given.items()
    assert list(form.errors) == [name]
    assert len(str(form.errors[name][0])) > 15
    assert form[name].value() == value


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        ("107.1425", "-6.8148", "tertukar|exchanged"),
        ("51.5", "-0.1", "Indonesia"),
        ("0", "0", "Indonesia"),
        ("nan", "inf", "7,1234"),
        ("-6.8", "", "7,1234"),
        ("", "107.1", "7,1234"),
    ],
)
def test_a_point_that_is_none_is_asked_about(lat, lon, words):
    form = filled(lat=lat, lon=lon)

    assert any(word in form.errors["lat"][0] for word in words.split("|"))
    assert (form.cleaned_data.get("lat"), form.cleaned_data["lon"]) == (None, None)


@pytest.mark.parametrize("pasted", ["-6.8148, 107.1425", "-6.8148,107.1425", " -6.8148 107.1425 "])
def test_a_point_copied_from_a_map_is_read_from_the_first_box(pasted):
    assert filled(lat=pasted).cleaned_data["lon"] == 107.1425


def test_initial_values_are_shown_as_people_write_them():
    form = Everything(initial={"cost": 1_200_000, "volume": Decimal("1500.50"), "lat": -6.8148})

    assert (form["cost"].value(), form["volume"].value(), form["lat"].value()) == (
        "1.200.000",
        "1500,5",
        -6.8148,
    )


def test_what_is_shown_is_read_back():
    shown = Everything(initial={"cost": 1_200_000, "volume": Decimal("1500.50")})
    form = filled(cost=shown["cost"].value(), volume=shown["volume"].value())

    assert (form.cleaned_data["cost"], form.cleaned_data["volume"]) == (1_200_000, Decimal("1500.50"))


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_2041.jpg", data)


def test_photographs_are_made_anew_in_their_order():
    form = filled(files={"photos": [upload(picture(size=(40, 30))), upload(picture(size=(30, 40)))]})

    assert [(photo.width, photo.height) for photo in form.cleaned_data["photos"]] == [(40, 30), (30, 40)]


@pytest.mark.parametrize(
    "files", [[upload(b"<svg/>")], [upload(picture())] * 3, [upload(picture()), upload(b"\xff\xd8\xff")]]
)
def test_one_bad_photograph_or_one_too_many_is_said(files):
    for file in files:
        file.seek(0)

    assert len(str(filled(files={"photos": files}).errors["photos"][0])) > 15


def test_a_photograph_that_must_be_there_is_asked_for():
    with pytest.raises(forms.ValidationError):
        PhotosField().clean([])
