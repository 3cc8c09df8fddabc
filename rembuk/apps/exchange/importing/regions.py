"""Region codes (Kepmendagri 300.2.2-2430/2025): provinces, regencies, sub-districts, villages."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path

from rembuk.apps.places.models import Level, Region

from .files import open_table
from .report import Faults, Report
from .upsert import Row, upsert
from .writing import write_once

REQUIRED = ("code", "parent", "level", "kind", "name")
FIELDS = (
    "parent_code", "level", "kind", "name", "population_male", "population_female", "area_km2",
)  # fmt: skip
_LEVELS = {
    "provinsi": (Level.PROVINCE, re.compile(r"\d\d"), frozenset({"provinsi"})),
    "kabupaten_kota": (Level.REGENCY, re.compile(r"\d\d\.\d\d"), frozenset({"kabupaten", "kota"})),
    "kecamatan": (Level.DISTRICT, re.compile(r"\d\d\.\d\d\.\d\d"), frozenset({"kecamatan"})),
    "desa_kelurahan": (
        Level.VILLAGE, re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}"), frozenset({"desa", "kelurahan", "desa_adat"}),
    ),
}  # fmt: skip
_LONGEST_NAME = 120
_MOST_PEOPLE = 2_000_000_000
_LARGEST_AREA = Decimal(10) ** 9


def run(path: Path, *, dry_run: bool, progress: Callable[[int, int], None]) -> Report:
    """Bring the table of regions to what the file says."""
    rows = read(path)

    def work() -> Report:
        return upsert(Region, key=("code",), values=FIELDS, rows=rows, dry_run=dry_run, progress=progress)

    return write_once("regions", work, dry_run=dry_run, touches="places")


def read(path: Path) -> list[Row]:
    """Every row of the file, checked; raises BadFileError with all that is wrong."""
    faults, rows, lines = Faults(), list[Row](), dict[str, int]()
    with open_table(path, REQUIRED) as table:
        for line in table.rows:
            row = _row(line.number, line.cells, faults)
            if row is None:
                continue
            code = row[0]
            if code in lines:
                faults.add(
                    line.number, "code",
                    f"Kode {code} sudah ada di baris {lines[code]}.",
                    f"Code {code} stands in line {lines[code]} already.",
                )  # fmt: skip
            lines.setdefault(code, line.number)
            rows.append(row)
    _check_parents(rows, lines, faults)
    faults.raise_if_any()
    return rows


def _row(number: int, cells: dict[str, str], faults: Faults) -> Row | None:
    code, name = cells["code"], " ".join(cells["name"].split())
    known = _LEVELS.get(cells["level"])
    if known is None:
        faults.add(
            number,
            "level",
            f"Tingkat “{cells['level'][:40]}” tidak dikenal.",
            f"Level “{cells['level'][:40]}” is unknown.",
        )
        return None
    level, shape, kinds = known
    if not shape.fullmatch(code) or not code.isascii():
        faults.add(
            number, "code",
            f"Kode “{code[:40]}” bukan kode tingkat {cells['level']}.",
            f"“{code[:40]}” is no code of level {cells['level']}.",
        )  # fmt: skip
        return None
    parent = code.rpartition(".")[0]
    if cells["parent"] != parent:
        faults.add(
            number, "parent",
            f"Induk dari {code} seharusnya “{parent}”.", f"The parent of {code} should be “{parent}”.",
        )  # fmt: skip
    if cells["kind"] not in kinds:
        faults.add(
            number,
            "kind",
            f"Jenis “{cells['kind'][:40]}” tidak dikenal.",
            f"Kind “{cells['kind'][:40]}” is unknown.",
        )
    if not name or len(name) > _LONGEST_NAME:
        faults.add(number, "name", "Nama kosong atau terlalu panjang.", "The name is empty or too long.")
    return (
        code, parent, str(level), cells["kind"], name,
        _people(number, "population_male", cells, faults), _people(number, "population_female", cells,
        faults),
        _area(number, cells, faults),
    )  # fmt: skip


def _people(number: int, column: str, cells: dict[str, str], faults: Faults) -> int | None:
    text = cells.get(column, "")
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= _MOST_PEOPLE:
        return int(text)
    faults.add(number, column, f"“{text[:40]}” bukan jumlah orang.", f"“{text[:40]}” is no number of people.")
    return None


def _area(number: int, cells: dict[str, str], faults: Faults) -> Decimal | None:
    text = cells.get("area_km2", "")
    if not text:
        return None
    try:
        area = Decimal(text)
        if area.is_finite() and 0 <= area < _LARGEST_AREA:
            return area.quantize(Decimal("0.001"))
    except InvalidOperation:
        pass
    faults.add(
        number, "area_km2", f"“{text[:40]}” bukan luas dalam km2.", f"“{text[:40]}” is no area in km2."
    )
    return None


def _check_parents(rows: list[Row], lines: dict[str, int], faults: Faults) -> None:
    """Every parent stands in the file or in the database: no orphan comes in."""
    missing = {row[1] for row in rows if row[1] and row[1] not in lines}
    standing = (
        set(Region.objects.filter(code__in=missing).values_list("code", flat=True)) if missing else set()
    )
    for row in rows:
        if row[1] and row[1] not in lines and row[1] not in standing:
            faults.add(
                lines[row[0]], "parent",
                f"Wilayah induk {row[1]} tidak ada di berkas ini maupun di basis data.",
                f"The parent region {row[1]} is neither in this file nor in the database.",
            )  # fmt: skip
