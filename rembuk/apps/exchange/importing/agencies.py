"""The agencies (perangkat daerah) of the government served: who reviews, and for which affairs."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from rembuk.apps.places.models import Agency

from .columns import NOTE, Column, required
from .files import open_table
from .report import Faults, Report
from .upsert import Row, upsert
from .writing import served_government, write_once

# fmt: off
COLUMNS: tuple[Column, ...] = (
    Column("kode",       40, True,  "wajib; kode perangkat daerah, misalnya 1.03.0.00.0.00.01.0000"),
    Column("nama",      160, True,  "wajib; misalnya Dinas Pekerjaan Umum dan Penataan Ruang"),
    Column("singkatan",  40, False, "misalnya DPUPR"),
    Column("bidang",    200, True,  "wajib; kode bidang urusan, dipisah titik koma, misalnya 1.03; 1.04"),
    Column("mitra",      40, True,  "wajib; bidang Bappeda yang menjadi mitranya, misalnya infrastruktur"),
)
# fmt: on
REQUIRED = required(COLUMNS)
FIELDS = ("name", "short_name", "sectors", "group")
_SECTOR = re.compile(r"(?:\d|X)\.(?:\d\d|XX)", re.ASCII)
_BETWEEN = re.compile(r"[;,\s]+")
_LONGEST_SHORT = 40


def run(path: Path, *, dry_run: bool, progress: Callable[[int, int], None]) -> Report:
    """Bring the table of agencies to what the file says; agencies that are not in it stay."""
    tenant = served_government().code
    rows = [(tenant, *row) for row in read(path)]

    def work() -> Report:
        key = ("tenant", "code")
        return upsert(Agency, key=key, values=FIELDS, rows=rows, dry_run=dry_run, progress=progress)

    return write_once("agencies", work, dry_run=dry_run, touches="places")


def read(path: Path) -> list[Row]:
    """Code and FIELDS of every agency, checked; raises BadFileError with all that is wrong."""
    faults, rows, lines = Faults(), list[Row](), dict[str, int]()
    with open_table(path, REQUIRED) as table:
        for line in table.rows:
            if line.cells["kode"].startswith(NOTE):
                continue
            row = _row(line.number, line.cells, faults)
            if row[0] in lines:
                faults.add(
                    line.number, "kode", f"Kode {row[0]} sudah ada di baris {lines[row[0]]}.",
                    f"Code {row[0]} stands in line {lines[row[0]]} already.",
                )  # fmt: skip
            lines.setdefault(row[0], line.number)
            rows.append(row)
    faults.raise_if_any()
    return rows


def _row(number: int, cells: Mapping[str, str], faults: Faults) -> Row:
    texts = {column.name: column.text(number, cells.get(column.name, ""), faults) for column in COLUMNS}
    sectors = [part for part in _BETWEEN.split(texts["bidang"]) if part]
    for sector in sectors:
        if not _SECTOR.fullmatch(sector):
            faults.add(
                number, "bidang", f"“{sector}” bukan kode bidang urusan. Contoh: 1.03.",
                f"“{sector}” is no code of an affair. Example: 1.03.",
            )  # fmt: skip
    short = texts["singkatan"] or texts["nama"][:_LONGEST_SHORT]
    return (texts["kode"], texts["nama"], short, sectors, texts["mitra"].casefold())
