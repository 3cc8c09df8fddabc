"""Outlines of sub-districts and regencies, joined from their villages where no file gave them.

Official files often hold the borders of villages alone, but the map of a regency shows its sub-districts.
"""

from collections.abc import Iterable

from rembuk.algorithms.tiles import bounds, from_geojson, merge, representative_point, to_geojson
from rembuk.apps.places.models import Boundary, Level, Region

from .upsert import Row, upsert

FIELDS = ("geometry", "west", "south", "east", "north", "label_lon", "label_lat", "source")
_JOINED = "disatukan dari batas bagian-bagiannya"
_DIGITS = 6
_GAP = 1e-4  # degrees, 11 metres: closes every sliver between real villages, and no river


def boundary_row(code: str, geometry: object, source: str) -> Row:
    """A row of Boundary: the code, then FIELDS."""
    west, south, east, north = bounds([geometry])
    lon, lat = representative_point(geometry)
    edges = (round(value, _DIGITS) for value in (west, south, east, north, lon, lat))
    return (code, to_geojson(geometry, _DIGITS), *edges, source[:200])


def join_outlines(codes: Iterable[str]) -> int:
    """Outlines of all that these regions belong to, up to the regency; returns how many were written."""
    written, parents = 0, _parents(codes)
    while parents:
        rows = [row for code in sorted(parents) if (row := _outline(code))]
        report = upsert(Boundary, key=("region_id",), values=FIELDS, rows=rows, dry_run=False)
        written += report.new + report.changed
        parents = _parents(row[0] for row in rows)
    return written


def _parents(codes: Iterable[str]) -> set[str]:
    found = {code.rpartition(".")[0] for code in codes}
    kept = Region.objects.filter(code__in=found, level__in=(Level.DISTRICT, Level.REGENCY))
    return set(kept.values_list("code", flat=True))


def _outline(code: str) -> Row | None:
    """Of a region whose parts are all known, unless a file gave its own outline."""
    given = Boundary.objects.filter(pk=code).values_list("source", flat=True).first()
    if given not in (None, _JOINED):
        return None
    parts = Region.objects.filter(parent_code=code)
    shapes = parts.exclude(boundary=None).values_list("boundary__geometry", flat=True)
    if not shapes or len(shapes) != parts.count():
        return None
    return boundary_row(code, merge(map(from_geojson, shapes), _GAP), _JOINED)
