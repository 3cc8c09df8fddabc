"""The nomenclature of sub-activities (Permendagri 90/2019): its key is level of government and code."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from rembuk.apps.places.models import SubActivity

from .files import open_table
from .report import Faults, Report
from .upsert import Row, upsert
from .writing import write_once

# column of the file -> field, in the order of FIELDS
COLUMNS = {
    "bidang": "field_name",
    "program_code": "program_code",
    "program": "program_name",
    "kegiatan_code": "activity_code",
    "kegiatan": "activity_name",
    "sub_kegiatan": "name",
    "kinerja": "performance",
    "indikator": "indicator",
    "satuan": "unit",
    "definisi_operasional": "definition",
    "pelaksana": "implementer",
    "spm": "minimum_service",
    "jenis": "kind",
    "sub_kegiatan_sebelumnya": "former",
}
REQUIRED = ("jenis_pemda", "bidang_code", "sub_kegiatan_code", *list(COLUMNS)[:6])
KEY = ("government_level", "code")
FIELDS = ("field_code", "tags", *COLUMNS.values())
_LEVELS = frozenset({"PROV", "KABKOT"})
_PART = r"(?:\d|X)\.(?:\d\d|XX)"
_SHAPES = {
    "bidang_code": re.compile(_PART),
    "program_code": re.compile(rf"{_PART}\.\d\d"),
    "kegiatan_code": re.compile(rf"{_PART}\.\d\d\.\d\.\d\d"),
    "sub_kegiatan_code": re.compile(rf"{_PART}\.\d\d\.\d\.\d\d\.\d{{2,4}}"),
}
_LONGEST = {"field_name": 200, "unit": 120, "kind": 40}
_SPACE = re.compile(r"\s+")


def run(path: Path, *, dry_run: bool, progress: Callable[[int, int], None]) -> Report:
    """Bring the table of sub-activities to what the file says."""
    rows = read(path)

    def work() -> Report:
        return upsert(SubActivity, key=KEY, values=FIELDS, rows=rows, dry_run=dry_run, progress=progress)

    return write_once("nomenclature", work, dry_run=dry_run, touches="places")


def read(path: Path) -> list[Row]:
    """Every row of the file, checked; raises BadFileError with all that is wrong."""
    faults, rows, lines = Faults(), list[Row](), dict[tuple[str, str], int]()
    with open_table(path, REQUIRED) as table:
        for line in table.rows:
            row = _row(line.number, line.cells, faults)
            key = (row[0], row[1])
            if key in lines:
                faults.add(
                    line.number, "sub_kegiatan_code",
                    f"Kode {key[1]} ({key[0]}) sudah ada di baris {lines[key]}.",
                    f"Code {key[1]} ({key[0]}) stands in line {lines[key]} already.",
                )  # fmt: skip
            lines.setdefault(key, line.number)
            rows.append(row)
    faults.raise_if_any()
    return rows


def _row(number: int, cells: dict[str, str], faults: Faults) -> Row:
    level = cells["jenis_pemda"].upper()
    if level not in _LEVELS:
        faults.add(number, "jenis_pemda", "Isinya PROV atau KABKOT.", "It is PROV or KABKOT.")
    for column, shape in _SHAPES.items():
        if not shape.fullmatch(cells[column]) or not cells[column].isascii():
            faults.add(
                number, column, f"“{cells[column][:40]}” bukan kode {column.removesuffix('_code')}.",
                f"“{cells[column][:40]}” is no code of this kind.",
            )  # fmt: skip
    texts = []
    for column, field in COLUMNS.items():
        text = _SPACE.sub(" ", cells.get(column, "")).strip()
        if len(text) > _LONGEST.get(field, len(text)):
            faults.add(number, column, "Isinya terlalu panjang.", "The text is too long.")
        texts.append(text)
    if not texts[5]:
        faults.add(number, "sub_kegiatan", "Nama sub kegiatan kosong.", "The sub-activity has no name.")
    tags = _tags(number, cells.get("tag", ""), faults)
    return (level, cells["sub_kegiatan_code"], cells["bidang_code"], tags, *texts)


def _tags(number: int, text: str, faults: Faults) -> list[str]:
    """A JSON list in text, as the official export writes it."""
    if not text:
        return []
    try:
        tags = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        tags = None
    if isinstance(tags, list) and all(isinstance(tag, str) for tag in tags):
        return [_SPACE.sub(" ", tag).strip() for tag in tags]
    faults.add(
        number, "tag", 'Tag ditulis sebagai daftar JSON, misalnya ["INFLASI"].', "Tags are a JSON list."
    )
    return []
