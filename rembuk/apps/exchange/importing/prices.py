"""Price standards (SSH, HSPK, ASB) from our sheet: a code is one line of one kind, year and place."""

from collections.abc import Callable, Mapping
from pathlib import Path

from rembuk.apps.core.typed import amount_of
from rembuk.apps.places.models import PriceStandard, Region
from rembuk.apps.places.queries import within
from rembuk.rules.categories import CATEGORIES
from rembuk.rules.prices import PRICE_KIND

from .columns import NOTE, Column, required
from .files import open_table
from .report import Faults, Report
from .upsert import Row, upsert
from .writing import served_government, write_once

# fmt: off
COLUMNS: tuple[Column, ...] = (
    Column("kode",         40, True,  "wajib; kode baris di dokumen standar, misalnya 02.03.015"),
    Column("jenis",         4, True,  "wajib; SSH, HSPK, atau ASB"),
    Column("nama",        200, True,  "wajib; misalnya Rabat beton jalan lingkungan"),
    Column("satuan",       40, True,  "wajib; misalnya m, m2, unit, paket"),
    Column("harga",        30, True,  "wajib; rupiah penuh untuk satu satuan, misalnya 850000"),
    Column("kategori",     60, True,  "wajib; misalnya Jalan, Air bersih, Kesehatan"),
    Column("kode_wilayah", 13, False, "kosong: berlaku di seluruh daerah; atau kode kecamatan/desa"),
    Column("tahun",         4, True,  "wajib; tahun berlaku, misalnya 2027"),
    Column("sumber",      200, True,  "wajib; misalnya Peraturan Bupati Nomor 12 Tahun 2026"),
)
# fmt: on
REQUIRED = required(COLUMNS)
KEY = ("tenant", "year", "kind", "region_code", "code")
FIELDS = ("name", "category", "unit", "price", "source")
_CATEGORY = {
    loose: str(row.code) for row in CATEGORIES for loose in (row.code.casefold(), row.label_id.casefold())
}
_MOST_RUPIAH = 10**12
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def run(path: Path, *, dry_run: bool, progress: Callable[[int, int], None]) -> Report:
    """Bring the table of price standards to what the file says; lines that are not in it stay."""
    tenant = served_government().code
    rows = read(path, tenant)

    def work() -> Report:
        return upsert(PriceStandard, key=KEY, values=FIELDS, rows=rows, dry_run=dry_run, progress=progress)

    return write_once("prices", work, dry_run=dry_run, touches="places")


def read(path: Path, tenant: str) -> list[Row]:
    """KEY and FIELDS of every line, checked; raises BadFileError with all that is wrong."""
    faults, rows, lines = Faults(), list[Row](), dict[Row, int]()
    places = frozenset(Region.objects.filter(code__startswith=tenant).values_list("code", flat=True))
    with open_table(path, REQUIRED) as table:
        for line in table.rows:
            if line.cells["kode"].startswith(NOTE):
                continue
            row = (tenant, *_row(line.number, line.cells, places, tenant, faults))
            key = row[: len(KEY)]
            if key in lines:
                faults.add(
                    line.number, "kode", f"Baris yang sama ({row[2]} {row[4]} {row[1]}) ada di {lines[key]}.",
                    f"The same line ({row[2]} {row[4]} {row[1]}) stands in {lines[key]} already.",
                )  # fmt: skip
            lines.setdefault(key, line.number)
            rows.append(row)
    faults.raise_if_any()
    return rows


def _row(number: int, cells: Mapping[str, str], places: frozenset[str], tenant: str, faults: Faults) -> Row:
    texts = {column.name: column.text(number, cells.get(column.name, ""), faults) for column in COLUMNS}
    kind, place = texts["jenis"].upper(), texts["kode_wilayah"]
    if texts["jenis"] and kind not in PRICE_KIND:
        faults.add(number, "jenis", "Isi dengan SSH, HSPK, atau ASB.", "It is SSH, HSPK or ASB.")
    category = _CATEGORY.get(texts["kategori"].casefold(), "")
    if texts["kategori"] and not category:
        known = ", ".join(row.label_id for row in CATEGORIES[:6])
        faults.add(
            number, "kategori", f"Kategori “{texts['kategori']}” tidak dikenal. Contoh: {known}.",
            f"Category “{texts['kategori']}” is unknown.",
        )  # fmt: skip
    if place == tenant:
        place = ""
    if place and not (place in places and within(place, tenant)):
        faults.add(
            number, "kode_wilayah", f"Wilayah {place} tidak ada di daerah ini.",
            f"There is no place {place} in this region.",
        )  # fmt: skip
    year, price = _year(number, texts["tahun"], faults), _price(number, texts["harga"], faults)
    return (
        year, kind, place, texts["kode"], texts["nama"], category, texts["satuan"], price, texts["sumber"],
    )  # fmt: skip


def _year(number: int, text: str, faults: Faults) -> int:
    year = int(text) if text.isascii() and text.isdecimal() else 0
    if text and not _FIRST_YEAR <= year <= _LAST_YEAR:
        faults.add(number, "tahun", "Isi dengan empat angka, misalnya 2027.", "Write four digits, like 2027.")
    return year


def _price(number: int, text: str, faults: Faults) -> int:
    price = amount_of(text) if text else None
    if text and (price is None or not 0 < price <= _MOST_RUPIAH):
        faults.add(
            number, "harga", "Isi dengan rupiah penuh lebih dari nol, misalnya 850000.",
            "Write whole rupiah above zero, for example 850000.",
        )  # fmt: skip
        return 0
    return price or 0
