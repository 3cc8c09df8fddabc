"""RKP Desa and DU-RKP Desa: the columns of the official forms, sums by field, the same rows in every form."""

import pytest

from rembuk.algorithms.documents import COLUMNS, VillageList, village_list_pdf, village_rows
from tests.algorithms.documents.reading import (
    HOSTILE,
    LONG,
    STRANGE,
    attached,
    ink_outside,
    is_tagged,
    says,
    sizes_of,
    squeezed,
    text_of,
    times,
)
from tests.algorithms.documents.samples import village_line, village_list

UPWARD = "village_upward_proposals"


def test_the_village_plan_has_the_thirteen_columns_of_its_form() -> None:
    assert len(COLUMNS["village_annual_plan"]) == 13
    assert len(COLUMNS[UPWARD]) == 10


@pytest.mark.parametrize("kind", sorted(COLUMNS))
def test_every_column_is_printed(kind: str) -> None:
    pdf = village_list_pdf(village_list(kind=kind))

    assert is_tagged(pdf)
    printed = text_of(pdf).replace("-", "")  # cells over two rows are read line by line, among the others
    for label in COLUMNS[kind]:
        for word in label.replace("/", " ").split():
            assert squeezed(word) in squeezed(printed), label


def test_the_list_says_whose_it_is_and_adds_up() -> None:
    pdf = village_list_pdf(village_list(5))

    for sentence in (
        "RANCANGAN RENCANA KERJA PEMERINTAH DESA (RKP DESA) TAHUN 2027",
        "DesaSukamaju",
        "KecamatanCiranjang",
        "KabupatenNusawangi",
        "ProvinsiLatihan",
        "Jumlah Total5.000.010",
        "Terbilang: lima juta sepuluh rupiah",
        "KEPALA DESA",
        "DISUSUN OLEH TIM PENYUSUN",
    ):
        assert says(pdf, sentence), sentence
    assert sizes_of(pdf) == [(297, 210)]
    assert sizes_of(village_list_pdf(village_list(), "f4")) == [(330, 215)]


def test_a_village_plan_is_a_draft_until_it_names_its_regulation() -> None:
    adopted = village_list_pdf(village_list(1, basis="Peraturan Desa 4/2026"))

    assert says(adopted, "RENCANA KERJA PEMERINTAH DESA (RKP DESA) TAHUN 2027")
    assert says(adopted, "Peraturan Desa 4/2026")
    assert not says(adopted, "RANCANGAN")


def test_fields_stand_in_their_order_each_with_its_sum() -> None:
    text = squeezed(text_of(village_list_pdf(village_list(6))))

    places = [text.index(f"JumlahPerBidang{number}") for number in (1, 2, 4)]
    assert places == sorted(places)
    assert "JumlahPerBidang12.000.007" in text  # lines 2 and 5
    assert "JumlahPerBidang22.000.003" in text
    assert "JumlahPerBidang42.000.005" in text


def test_the_pattern_is_ticked_in_its_own_column() -> None:
    (row,) = village_rows(village_list(0, lines=(village_line(1, pattern="between_villages"),)))

    assert row[9:12] == ["", "Ya", ""]
    assert times(village_list_pdf(village_list(0, lines=(village_line(1),))), "✓") == 1
    assert times(village_list_pdf(village_list(0, lines=(village_line(1, pattern=""),))), "✓") == 0


@pytest.mark.parametrize("kind", sorted(COLUMNS))
def test_a_sheet_has_a_value_for_each_column_and_numbers_as_numbers(kind: str) -> None:
    rows = list(village_rows(village_list(4, kind=kind)))

    assert {len(row) for row in rows} == {len(COLUMNS[kind])}
    assert [row[0] for row in rows] == [1, 2, 3, 4]
    assert all(isinstance(row[7], int) for row in rows)
    assert rows[0][1] == "1. Penyelenggaraan Pemerintahan Desa"


def test_only_the_list_that_goes_up_names_the_code_of_the_proposal() -> None:
    assert "NSW-28-000001-X" not in text_of(village_list_pdf(village_list()))
    assert says(village_list_pdf(village_list(kind=UPWARD)), "NSW-28-000001-X")


def test_an_empty_list_says_so() -> None:
    assert says(village_list_pdf(village_list(0)), "Tidak ada kegiatan dalam daftar ini.")


def test_an_unknown_amount_is_a_dash_and_counts_nothing() -> None:
    pdf = village_list_pdf(village_list(0, lines=(village_line(1, amount=None), village_line(4))))

    assert says(pdf, "Jumlah Total1.000.004")
    assert says(pdf, "–")


@pytest.mark.parametrize("kind", sorted(COLUMNS))
def test_a_long_list_is_all_there_over_its_pages(kind: str) -> None:
    pdf = village_list_pdf(village_list(120, kind=kind))

    found = squeezed(text_of(pdf))
    assert len(sizes_of(pdf)) > 3
    assert all(found.count(f"ke-{i:03d}") == 1 for i in range(120))


def test_telephone_numbers_leave_the_list_before_it_is_set() -> None:
    pdf = village_list_pdf(village_list(0, lines=(village_line(1, carried_out_by="Budi 0812-3456-7890"),)))

    assert says(pdf, "Budi [dikecualikan]")
    assert "3456" not in str(attached(pdf))


def hostile(text: str) -> VillageList:
    names = ("field", "activity", "place", "volume", "benefit", "time", "source", "carried_out_by", "code")
    line = village_line(1, **dict.fromkeys(names, text))
    return village_list(0, lines=(line,), village=text, district=text, government=text, basis=text)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_printed_as_it_was_typed(text: str) -> None:
    assert times(village_list_pdf(hostile(text)), text) >= 10


@pytest.mark.parametrize("text", STRANGE)
def test_strange_characters_do_no_harm(text: str) -> None:
    assert says(village_list_pdf(hostile(text)), "1.000.001")


def test_long_names_wrap_inside_the_paper() -> None:
    assert not ink_outside(village_list_pdf(hostile(LONG)))
