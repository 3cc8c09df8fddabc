"""Public holidays and cuti bersama, around which a new year's stages and deadlines are laid.

A table, or JSON as calendars publish it: {"2027-01-01": [["public", "Tahun Baru Masehi"]]}.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from rembuk.apps.places.models import Holiday

from .columns import NOTE, Column, day_of, required
from .files import open_table, read_json
from .report import Faults, Report, Sentence
from .upsert import Row, upsert
from .writing import write_once

# fmt: off
COLUMNS: tuple[Column, ...] = (
    Column("tanggal",  10, True, "wajib; misalnya 2027-03-09"),
    Column("nama",    120, True, "wajib; hari yang belum ditetapkan diakhiri (perkiraan)"),
)
# fmt: on
REQUIRED = required(COLUMNS)
_ESTIMATE = re.compile(r"\s*\(perkiraan\)\s*$", re.IGNORECASE)


def run(path: Path, *, dry_run: bool, progress: Callable[[int, int], None]) -> Report:
    """Bring the years that the file covers to what it says; an estimated day that was moved goes."""
    rows = read(path)

    def work() -> Report:
        report = upsert(
            Holiday,
            key=("name", "day"),
            values=("is_estimate",),
            rows=rows,
            dry_run=dry_run,
            progress=progress,
        )
        _forget(rows, report, dry_run=dry_run)
        return report

    return write_once("holidays", work, dry_run=dry_run, touches="calendar")


def read(path: Path) -> list[Row]:
    """Name, day and whether it is an estimate; raises BadFileError with all that is wrong."""
    faults, rows = Faults(), dict[tuple[str, date], Row]()
    for number, cells in _lines(path, faults):
        texts = {column.name: column.text(number, cells.get(column.name, ""), faults) for column in COLUMNS}
        day = _day(number, texts["tanggal"], faults)
        name, is_estimate = _ESTIMATE.subn("", texts["nama"])
        rows[name, day] = (name, day, bool(is_estimate))
    faults.raise_if_any()
    return list(rows.values())


def _lines(path: Path, faults: Faults) -> Iterator[tuple[int, Mapping[str, str]]]:
    if ".json" not in path.suffixes:
        with open_table(path, REQUIRED) as table:
            yield from ((row.number, row.cells) for row in table.rows if row.cells["tanggal"][:1] != NOTE)
        return
    data, text = read_json(path)
    if not isinstance(data, dict):
        faults.add(0, "", "Isinya bukan daftar tanggal.", "It is no list of days.")
        return
    for day, listed in data.items():
        number = text.count("\n", 0, text.find(f'"{day}"')) + 1
        for pair in listed if isinstance(listed, list) else ():
            if isinstance(pair, list) and len(pair) == 2:
                yield number, {"tanggal": str(day), "nama": str(pair[1])}
            else:
                faults.add(number, "", 'Tulis ["public", "nama hari"].', 'Write ["public", "name"].')


def _day(number: int, text: str, faults: Faults) -> date:
    day = day_of(text)
    if day is None:
        faults.add(
            number, "tanggal", "Isi dengan tanggal, misalnya 2027-03-09.",
            "Write a day, for example 2027-03-09.",
        )  # fmt: skip
    return day or date.min


def _forget(rows: list[Row], report: Report, *, dry_run: bool) -> None:
    known = {(name, day) for name, day, _ in rows}
    standing = Holiday.objects.filter(day__year__in={day.year for _, day, _ in rows})
    gone = [row.pk for row in standing if (row.name, row.day) not in known]
    report.changed += len(gone)
    if gone and not dry_run:
        Holiday.objects.filter(pk__in=gone).delete()
    if gone:
        report.notes.append(
            Sentence(
                f"{len(gone)} hari yang tidak ada di berkas ini dihapus dari tahun-tahunnya.",
                f"{len(gone)} days that are not in this file leave its years.",
            )
        )
