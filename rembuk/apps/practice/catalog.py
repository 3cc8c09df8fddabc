"""The kamus usulan and the sub-activities of Nusawangi: our own wording, codes that exist nowhere else."""

from collections.abc import Iterable, Iterator

from rembuk.rules.categories import CATEGORY, Category

from .words import needs_building, needs_livelihood, needs_services
from .words.needs import Need
from .words.offices import FIELD_NAMES, OFFICE
from .words.places import REGENCY_CODE, REGENCY_NAME

NEEDS: tuple[Need, ...] = (*needs_building.NEEDS, *needs_services.NEEDS, *needs_livelihood.NEEDS)
NEED = {need.code: need for need in NEEDS}
# Goods that several works are made of (SSH): code, category, name, unit, rupiah.
MATERIALS: tuple[tuple[str, Category, str, str, int], ...] = (
    ("01.01", Category.ROAD, "Semen portland 40 kg", "zak", 62_000),
    ("01.02", Category.ROAD, "Pasir pasang", "m3", 285_000),
    ("01.03", Category.ROAD, "Upah tukang", "hari orang", 140_000),
    ("01.04", Category.CLEAN_WATER, "Pipa PVC 3 inci", "batang", 118_000),
    ("01.05", Category.LIGHTING, "Lampu jalan LED 60 watt", "buah lampu", 1_450_000),
    ("01.06", Category.TRAINING, "Honor pelatih", "jam orang", 300_000),
)
_NO_PROGRAM_YET = "90"  # the official list has no program 90


def field_of(need: Need) -> str:
    """The field of government (bidang urusan) a need belongs to."""
    return CATEGORY[need.category].field_code or OFFICE[need.agency].fields[0]


def sub_activity_code(need: Need) -> str:
    """Shaped like an official code of a regency's own authority."""
    return f"{field_of(need)}.{_NO_PROGRAM_YET}.2.01.9{NEEDS.index(need) + 1:03d}"


SUB_ACTIVITY = {need.code: sub_activity_code(need) for need in NEEDS}

CATALOG_COLUMNS = (
    "tenant", "code", "name", "category", "unit", "unit_price", "agency_code", "sub_activity_code",
)  # fmt: skip
PRICE_COLUMNS = (
    "tenant", "year", "kind", "region_code", "code", "name", "category", "unit", "price", "source",
)  # fmt: skip
SUB_ACTIVITY_COLUMNS = (
    "government_level", "code", "name", "field_code", "field_name", "program_code", "program_name",
    "activity_code",
    "activity_name", "performance", "indicator", "unit", "tags", "definition", "implementer",
    "minimum_service", "kind",
    "former",
)  # fmt: skip


def catalog_rows() -> Iterator[tuple[object, ...]]:
    for need in NEEDS:
        yield (
            REGENCY_CODE, f"KU-{need.code}", need.name, str(need.category), need.unit, need.price,
            OFFICE[need.agency].code, SUB_ACTIVITY[need.code],
        )  # fmt: skip


def price_rows(years: Iterable[int]) -> Iterator[tuple[object, ...]]:
    """The standard of each need in each year: a building work is priced by HSPK, everything else by ASB."""
    for year in years:
        source = f"Keputusan Bupati {REGENCY_NAME} Nomor 900/{year % 89 + 100}/{year - 1} (simulasi)"
        for need in NEEDS:
            kind = "HSPK" if CATEGORY[need.category].is_physical else "ASB"
            yield (
                REGENCY_CODE, year, kind, "", need.code, need.name, str(need.category), need.unit,
                need.price, source,
            )  # fmt: skip
        for code, category, name, unit, price in MATERIALS:
            yield (REGENCY_CODE, year, "SSH", "", code, name, str(category), unit, price, source)


def sub_activity_rows() -> Iterator[tuple[object, ...]]:
    for need in NEEDS:
        field, code = field_of(need), SUB_ACTIVITY[need.code]
        program, activity = f"{field}.{_NO_PROGRAM_YET}", f"{field}.{_NO_PROGRAM_YET}.2.01"
        name = FIELD_NAMES[field]
        yield (
            "KABKOT", code, f"{need.name} atas usulan warga", field, name, program,
            f"Program latihan {name.lower()}", activity,
            f"Kegiatan latihan {name.lower()} di desa dan kelurahan",
            f"Tersedianya {need.name.lower()} yang diusulkan warga",
            f"Jumlah {need.name.lower()} yang selesai dan diperiksa warga", need.unit, [],
            "Sub kegiatan simulasi untuk latihan; bukan bagian nomenklatur resmi.",
            OFFICE[need.agency].name, "",
            "Aktifitas", "",
        )  # fmt: skip
