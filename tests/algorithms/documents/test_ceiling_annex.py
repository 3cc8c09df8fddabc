"""The annex to the decision on ceilings."""

from dataclasses import replace
from datetime import date

import pytest

from rembuk.algorithms.documents import CeilingAnnex, ceiling_annex_pdf
from tests.algorithms.documents.reading import is_tagged, says, sizes_of

ANNEX = CeilingAnnex(
    government="Kabupaten Nusawangi", basis="Keputusan Bupati Nomor 050/112/2026",
    cycle="RKPD 2028 (disusun 2027)", version=2, calculated_on=date(2026, 12, 9),
    in_time="Dihitung sebelum musyawarah pertama dibuka (5 Januari 2027).",
    url="https://contoh.id/pagu/hitungan/?tahun=2028&versi=2",
    aside=(
        ("Pendapatan daerah", "", 10_000_000_000, "income"),
        ("Disisihkan: pelayanan dasar", "SPM", 2_000_000_000, "less"),
        ("Dibagi ke kecamatan", "PIK/PIWK", 900_000_000, "shared"),
    ),
    measures=(("Jumlah penduduk", "60%"), ("Penduduk miskin", "40%")),
    rules=("40% dibagi rata ke semua kecamatan; 60% dibagi menurut kebutuhan.",),
    areas=(
        ("Cempaka", ("34.210", "5.120"), 180_000_000, 324_000_000, 504_000_000),
        ("Ciranjang", ("21.000", "3.000"), 180_000_000, 216_000_000, 396_000_000),
    ),
    sha256="ab" * 32,
)  # fmt: skip


def test_it_says_what_is_set_aside_and_how_each_ceiling_came_about():
    pdf = ceiling_annex_pdf(ANNEX)

    assert is_tagged(pdf) and sizes_of(pdf) == [(210, 297)]
    for sentence in (
        "Keputusan Bupati Nomor 050/112/2026", "(SPM)", "−2.000.000.000", "900.000.000", "504.000.000",
        "34.210", "Penduduk miskin 40%", "ab" * 32, "Terbilang: sembilan ratus juta rupiah.", "BUPATI",
    ):  # fmt: skip
        assert says(pdf, sentence), sentence


def test_the_same_data_gives_the_same_bytes():
    assert ceiling_annex_pdf(ANNEX) == ceiling_annex_pdf(ANNEX)


def test_thirty_sub_districts_and_five_measures_fit_on_folio_too():
    measures = tuple((f"Ukuran {place}", "20%") for place in range(5))
    areas = tuple(
        (f"Bojongmekar Timur {place}", ("1.234.567",) * 5, 10**12, 10**12, 2 * 10**12) for place in range(30)
    )

    pdf = ceiling_annex_pdf(replace(ANNEX, measures=measures, areas=areas), paper="f4")

    assert sizes_of(pdf)[0] == (215, 330) and says(pdf, "60.000.000.000.000")


def test_an_area_without_all_its_figures_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="one figure for each measure"):
        ceiling_annex_pdf(replace(ANNEX, measures=ANNEX.measures[:1]))
