"""Whatever was typed becomes something every font can show, and looks as harmless as it is."""

import json

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from rembuk.algorithms.documents.printable import STAND_IN, covered, printable, printable_data
from rembuk.algorithms.documents.typesetting import TEMPLATES

LINES = b"""
#import "look.typ": body-fonts
#let data = json(bytes(sys.inputs.data))
#set document(title: "Uji", date: datetime(year: 2026, month: 1, day: 1))
#set text(lang: "id", font: body-fonts)
= Uji
#for line in data [#line \\ ]
"""


def compiles(lines: list[str]) -> bool:
    """Does the strictest standard accept them in the fonts of our documents?"""
    return bool(
        typst.compile(
            LINES,
            root=TEMPLATES,
            sys_inputs={"data": json.dumps(lines)},
            ignore_system_fonts=True,
            pdf_standards=["a-3a", "ua-1"],
        )
    )


@pytest.mark.parametrize(
    "typed, printed",
    [
        ("Jalan  desa\trusak ", "Jalan desa rusak"),
        ("baris satu\r\nbaris dua\u2028tiga", "baris satu\nbaris dua\ntiga"),
        ("emoji 😀!", f"emoji {STAND_IN}!"),
        ("👍🏽 ❤️", f"{STAND_IN} ❤"),
        ("\u202eterbalik\u202c \x00\x07\ufeff", "terbalik"),
        ("e\u0301", "é"),
        ("a\u0337\u0338\u0335\u0336b\u0337", "a\u0337\u0338b\u0337"),
        ("\u0301awal", "awal"),
        ("\ud800 \ue000", f"{STAND_IN} {STAND_IN}"),
        ("ꦗꦮ", STAND_IN * 2),
        ("m² ½ ≤ “kutip” – … Rp", "m² ½ ≤ “kutip” – … Rp"),
        ("#sys.inputs $x$ *a* _b_", "#sys.inputs $x$ *a* _b_"),
        ("pertanggungjawaban", "pertanggungjawaban"),
        ("x\u0323\u0331" * 19, ("x\u0323\u0331" * 6 + "\u200b") * 3 + "x\u0323\u0331"),
        ("Abcdefghijklmnopqrst", "Abcdef\u200bghijkl\u200bmnopqr\u200bst"),
    ],
)
def test_typed_and_printed(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_every_covered_character_has_a_glyph() -> None:
    assert compiles([f"a{character}" for character in sorted(covered())])


@given(st.text(max_size=60))
def test_any_text_is_printable_once_and_for_all(text: str) -> None:
    shown = printable(text)

    assert set(shown) <= covered() | {"\n", "\u200b"}
    assert printable(shown.replace("\u200b", "")) == shown


def test_a_pile_of_random_texts_compiles() -> None:
    found: list[str] = []

    @given(st.lists(st.text(max_size=40), min_size=20, max_size=60))
    def collect(texts: list[str]) -> None:
        found.extend(texts)

    collect()
    assert compiles([printable(text) for text in found[:2000]])


def test_marks_on_every_kind_of_letter_compile() -> None:
    marks = [chr(point) for point in (*range(0x300, 0x370), 0x5B0, 0x64B, 0x1B36)]

    assert compiles([printable(f"{letter}{mark}{mark}") for letter in "aẤЖبא9□☎∑– " for mark in marks])


@pytest.mark.parametrize(
    "typed, printed", [("9\u0301", "9"), ("ب\u064b", "ب"), ("□\u0301", "□"), (" \u0301", "")]
)
def test_marks_stand_on_letters_that_can_carry_them(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_addresses_and_pictures_are_left_alone() -> None:
    address = "https://nusawangi.contoh.go.id/usulan/"

    data = printable_data({"url": address, "qr": "<svg>", "rows": [(address, 3, True)]})

    assert data["url"] == address
    assert data["qr"] == "<svg>"
    assert data["rows"] == [[printable(address), 3, True]]
    assert "\u200b" in printable(address)
