"""Borders of regions from GeoJSON: repaired where they cross, turned where latitude came first; both told."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rembuk.algorithms.tiles import UnusableGeometryError, read_geometry
from rembuk.apps.places.models import Boundary, Region

from .files import read_json
from .outlines import FIELDS, boundary_row, join_outlines
from .report import Faults, Report, Sentence
from .upsert import Row, upsert
from .writing import write_once

_CODE_NAMES = ("kode", "code", "kode_wilayah", "kd_wilayah", "id")


def run(path: Path, *, dry_run: bool, progress: Callable[[int, int], None]) -> Report:
    """Bring the borders to what the file says; what was repaired stands in the report's notes."""
    rows, notes = read(path)

    def work() -> Report:
        report = upsert(
            Boundary, key=("region_id",), values=FIELDS, rows=rows, dry_run=dry_run, progress=progress
        )
        report.notes += notes
        joined = 0 if dry_run else join_outlines(row[0] for row in rows)
        if joined:
            report.notes.append(_joined(joined))
        return report

    return write_once("boundaries", work, dry_run=dry_run, touches="places")


def _joined(count: int) -> Sentence:
    return Sentence(
        f"{count} batas kecamatan dan kabupaten/kota disatukan dari batas bagian-bagiannya.",
        f"{count} outlines of sub-districts and regencies joined from those of their parts.",
    )


def read(path: Path) -> tuple[list[Row], list[Sentence]]:
    """A row for each feature, and a sentence for each that had to be mended."""
    data, text = read_json(path)
    faults, rows, notes = Faults(), [], list[Sentence]()
    seen: set[str] = set()
    source = path.name.removesuffix(".gz")
    for number, code, feature in _features(data, faults):
        line = _line(text, code)
        if code in seen:
            faults.add(line, "kode", f"Kode {code} muncul dua kali.", f"Code {code} occurs twice.")
        seen.add(code)
        if not code:
            faults.add(
                0,
                "kode",
                f"Bidang ke-{number} tidak menyebut kode wilayah.",
                f"Feature {number} names no region code.",
            )
            continue
        try:
            reading = read_geometry(feature.get("geometry"))
        except UnusableGeometryError as error:
            found = error.finding
            faults.add(line, "geometry", f"{code}: {found.text_id}", f"{code}: {found.text_en}")
            continue
        notes += [Sentence(f"{code}: {found.text_id}", f"{code}: {found.text_en}") for found in reading.done]
        rows.append(boundary_row(code, reading.geometry, source))
    _check_regions(rows, text, faults)
    faults.raise_if_any()
    return rows, notes


def _features(data: object, faults: Faults) -> Iterator[tuple[int, str, dict[str, Any]]]:
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not features:
        faults.add(
            0, "features", "Ini bukan FeatureCollection GeoJSON.", "This is no GeoJSON FeatureCollection."
        )
        return
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict):
            faults.add(0, "features", f"Bidang ke-{number} bukan Feature.", f"Feature {number} is none.")
            continue
        yield number, _code(feature), feature


def _code(feature: dict[str, Any]) -> str:
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return ""
    loose = {str(name).lower(): value for name, value in properties.items()}
    found = next((loose[name] for name in _CODE_NAMES if loose.get(name)), "")
    return str(found).strip()[:40]


def _check_regions(rows: list[Row], text: str, faults: Faults) -> None:
    codes = {row[0] for row in rows}
    known = set(Region.objects.filter(code__in=codes).values_list("code", flat=True))
    for code in sorted(codes - known):
        faults.add(
            _line(text, code), "kode",
            f"Wilayah {code} belum ada. Impor kode wilayah lebih dulu: rembuk import regions BERKAS.",
            f"There is no region {code} yet. Import the region codes first: rembuk import regions FILE.",
        )  # fmt: skip


def _line(text: str, code: str) -> int:
    """The line on which a code stands; GeoJSON is often one line long."""
    place = text.find(f'"{code}"') if code else -1
    return text.count("\n", 0, place) + 1 if place >= 0 else 0
