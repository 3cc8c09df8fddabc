"""The plan: called what it is, complete, and quick enough for a whole regency."""

import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from rembuk.algorithms.documents import Plan, plan_pdf
from tests.algorithms.documents.reading import (
    HOSTILE,
    LONG,
    STRANGE,
    attached,
    ink_outside,
    is_tagged,
    says,
    sizes_of,
    text_of,
    times,
    title_of,
)
from tests.algorithms.documents.samples import plan


def test_a_draft_says_what_it_is_on_every_page() -> None:
    pdf = plan_pdf(plan(60))

    assert is_tagged(pdf)
    assert title_of(pdf) == "Rancangan Awal Rencana Kerja Pemerintah Daerah Kabupaten Nusawangi Tahun 2028"
    assert says(pdf, "Dokumen ini masih rancangan dan belum ditetapkan")
    pages = sizes_of(pdf)
    assert pages[0] == (210, 297)
    assert pages[-1] == (297, 210)
    assert times(pdf, "Rancangan Awal RKPD Kabupaten Nusawangi 2028 · versi 1") == len(pages) > 2


def test_an_office_with_folio_in_the_tray_gets_folio() -> None:
    pages = sizes_of(plan_pdf(plan(3), "f4"))

    assert (pages[0], pages[-1]) == ((215, 330), (330, 215))


@pytest.mark.parametrize("status", ["initial_draft", "draft", "final_draft"])
def test_before_it_is_adopted_it_is_never_called_rkpd(status: str) -> None:
    pdf = plan_pdf(plan(status=status))

    assert not re.search(r"(?<!Rancangan )(?<!Awal )(?<!Akhir )\bRKPD", text_of(pdf))
    assert plan(status=status).title().startswith("Rancangan")


def test_an_adopted_plan_names_its_regulation() -> None:
    adopted = plan(
        status="adopted", regulation="Peraturan Bupati", regulation_number="21", regulation_year=2027
    )

    pdf = plan_pdf(adopted)

    assert title_of(pdf) == "Rencana Kerja Pemerintah Daerah (RKPD) Kabupaten Nusawangi Tahun 2028"
    assert says(pdf, "Ditetapkan dengan Peraturan Bupati Nomor 21 Tahun 2027.")
    assert not says(pdf, "Rancangan")


def test_an_adopted_plan_without_a_regulation_is_refused() -> None:
    with pytest.raises(ValueError, match="regulation"):
        plan(status="adopted")


def test_every_line_is_there_once_with_sums_by_agency_and_district() -> None:
    pdf = plan_pdf(plan(100))

    text = text_of(pdf)
    assert sorted(re.findall(r"NSW-27-(\d{6})-X", text)) == [f"{i:06d}" for i in range(100)]
    for sentence in (
        "100.004.950",
        "Terbilang: seratus juta empat ribu sembilan ratus lima puluh rupiah",
        "Jumlah Dinas Pendidikan",
        "50.002.450",
        "Kecamatan Mekarjaya",
        "1.03.10.2.01.0045",
    ):
        assert says(pdf, sentence), sentence


def test_lines_without_an_agency_stand_under_a_plain_name() -> None:
    one = plan(1)

    pdf = plan_pdf(replace(one, lines=(replace(one.lines[0], agency=""),)))

    assert says(pdf, "Perangkat Daerah belum ditentukan")


def test_an_empty_plan_says_so() -> None:
    assert says(plan_pdf(plan(0, note="Versi pertama.")), "Belum ada kegiatan dalam versi ini.")


def test_the_plan_carries_its_data() -> None:
    data = attached(plan_pdf(plan(3)))

    assert [line["code"] for line in data["lines"]] == [
        "NSW-27-000000-X",
        "NSW-27-000001-X",
        "NSW-27-000002-X",
    ]
    assert data["dated"] == "2027-03-12"


def hostile_plan(text: str) -> Plan:
    line = plan(1).lines[0]
    names = ("code", "title", "agency", "district", "place", "volume", "sub_activity", "funding_source")
    return plan(0, lines=(replace(line, **dict.fromkeys(names, text)),), note=text, government=text)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_plans_is_printed_as_it_was_typed(text: str) -> None:
    assert times(plan_pdf(hostile_plan(text)), text) >= 8


@pytest.mark.parametrize("text", STRANGE)
def test_strange_characters_in_plans_do_no_harm(text: str) -> None:
    assert says(plan_pdf(hostile_plan(text)), "Rp1.000.000")


def test_long_names_in_plans_wrap_inside_the_paper() -> None:
    pdf = plan_pdf(hostile_plan(LONG))

    assert not ink_outside(pdf)
    assert times(pdf, LONG) >= 8


def test_a_text_longer_than_a_page_is_not_cut() -> None:
    line = replace(plan(1).lines[0], title=" ".join(f"kata{i:04d}" for i in range(2000)))

    text = text_of(plan_pdf(plan(0, lines=(line,))))

    assert all(f"kata{i:04d}" in text for i in range(2000))


@pytest.mark.slow
def test_two_thousand_lines_are_all_there() -> None:
    text = text_of(plan_pdf(plan(2000)))

    assert sorted(re.findall(r"NSW-27-(\d{6})-X", text)) == [f"{i:06d}" for i in range(2000)]


@pytest.mark.slow
def test_another_process_makes_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.algorithms.documents.samples import plan;"
        "from rembuk.algorithms.documents import plan_pdf;"
        "print(hashlib.sha256(plan_pdf(plan(30))).hexdigest())"
    )
    root = Path(__file__).parents[3]

    other = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)

    assert other.stdout.strip() == sha256(plan_pdf(plan(30))).hexdigest()


@pytest.mark.slow
def test_many_different_plans_in_a_row_need_no_more_memory_than_two() -> None:
    code = (
        "import resource; from tests.algorithms.documents.samples import plan;"
        "from rembuk.algorithms.documents import plan_pdf;"
        "most = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024;"
        "[plan_pdf(plan(600, plan_year=2020 + year)) for year in range(2)]; after_two = most();"
        "[plan_pdf(plan(600, plan_year=2030 + year)) for year in range(6)]; print(most() - after_two)"
    )
    root = Path(__file__).parents[3]

    other = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)

    assert int(other.stdout) < 100  # megabytes; kept in the compiler's memory they would be some 300
