"""The polygon of a region as it comes from official files: read, repaired, measured.

Such files hold swapped coordinates, crossing borders and open rings; each is mended and named, so that
whoever imports knows what is no longer as the file said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt
import shapely
from shapely import MultiPolygon, Polygon

# Indonesia with half a degree of sea around it.
WEST, SOUTH, EAST, NORTH = 94.5, -11.5, 141.5, 6.5
MOST_VERTICES = 1_000_000

_LEAST_AREA = 1e-12  # square degrees, a hundredth of a square metre: less is a line with rounding errors

Coordinates = npt.NDArray[np.float64]


class Finding(Enum):
    """What can be found in a geometry: a code, and a sentence for the person who imports."""

    SWAPPED = (
        "swapped",
        "Lintang dan bujur tertukar; sudah dibalik.",
        "Latitude and longitude were swapped; turned round.",
    )
    REPAIRED = (
        "repaired",
        "Garis batas saling memotong; sudah dirapikan.",
        "The border crossed itself; put right.",
    )
    CLOSED = ("closed", "Garis batas belum tertutup; sudah ditutup.", "The border was open; closed.")
    FLATTENED = ("flattened", "Nilai ketinggian dibuang.", "Heights were left out.")
    DROPPED = (
        "dropped",
        "Bagian yang bukan bidang (titik atau garis) dibuang.",
        "Parts that are no area (points or lines) were left out.",
    )
    NOT_AREA = (
        "not_area",
        "Geometri harus berupa Polygon atau MultiPolygon.",
        "The geometry must be a Polygon or a MultiPolygon.",
    )
    NOT_NUMBERS = (
        "not_numbers",
        "Ada koordinat yang bukan angka.",
        "Some coordinates are not numbers.",
    )
    TOO_LARGE = (
        "too_large",
        "Batas ini memiliki lebih dari 1.000.000 titik; sederhanakan dahulu.",
        "This border has more than 1,000,000 points; simplify it first.",
    )
    EMPTY = ("empty", "Tidak ada bidang di dalam geometri ini.", "There is no area in this geometry.")
    PROJECTED = (
        "projected",
        "Koordinat tampaknya dalam meter (misalnya UTM); simpan ulang sebagai WGS 84 (EPSG:4326).",
        "The coordinates seem to be metres (UTM, for example); save the file again as WGS 84 (EPSG:4326).",
    )
    ELSEWHERE = (
        "elsewhere",
        "Koordinat berada di luar Indonesia.",
        "The coordinates lie outside Indonesia.",
    )

    def __init__(self, code: str, text_id: str, text_en: str) -> None:
        self.code = code
        self.text_id = text_id
        self.text_en = text_en

    def sentence(self, lang: str = "id") -> str:
        return self.text_en if lang == "en" else self.text_id


class UnusableGeometryError(ValueError):
    """A geometry nothing can be made of; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.sentence())
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Reading:
    """A usable geometry and everything that had to be done to make it so."""

    geometry: MultiPolygon
    done: tuple[Finding, ...]


def read_geometry(data: object) -> Reading:
    """A GeoJSON geometry or feature as a valid MultiPolygon in longitude and latitude."""
    polygons = list(_polygons(data))
    rings = sum(len(polygon) for polygon in polygons)
    vertices = sum(len(ring) for polygon in polygons for ring in polygon if isinstance(ring, list))
    if max(vertices, rings) > MOST_VERTICES:
        raise UnusableGeometryError(Finding.TOO_LARGE)
    done: list[Finding] = []
    shells = [shell for polygon in polygons if (shell := _rings(polygon, done))]
    if not shells:
        raise UnusableGeometryError(Finding.EMPTY)
    if _swapped(np.vstack([ring for shell in shells for ring in shell])):
        done.append(Finding.SWAPPED)
        shells = [[ring[:, ::-1] for ring in shell] for shell in shells]
    geometry = MultiPolygon([Polygon(shell[0], shell[1:]) for shell in shells])
    if not geometry.is_valid:
        done.append(Finding.REPAIRED)
        # "structure" joins a shell inside a shell, where "linework" would cut it out as a hole.
        with np.errstate(divide="ignore", invalid="ignore"):  # of coordinates a hair from one another
            geometry = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    whole = only_polygons(geometry)
    if whole.is_empty:
        raise UnusableGeometryError(Finding.EMPTY)
    if len(whole.geoms) < len(shapely.get_parts(geometry)):
        done.append(Finding.DROPPED)
    return Reading(whole, tuple(sorted(set(done), key=list(Finding).index)))


def only_polygons(geometry: shapely.Geometry) -> MultiPolygon:
    """The areas of any geometry; points and lines fall away."""
    parts = shapely.get_parts(geometry, return_index=False)
    while any(part.geom_type.startswith(("Multi", "GeometryCollection")) for part in parts):
        parts = shapely.get_parts(parts)
    return MultiPolygon([part for part in parts if part.geom_type == "Polygon" and part.area > _LEAST_AREA])


def to_geojson(geometry: MultiPolygon, digits: int = 6) -> dict[str, object]:
    """A MultiPolygon as plain lists, ready to be stored; 6 digits are 11 cm."""

    def ring(line: shapely.LinearRing) -> list[list[float]]:
        return [list(pair) for pair in np.round(shapely.get_coordinates(line), digits).tolist()]

    parts = [[ring(part.exterior), *(ring(hole) for hole in part.interiors)] for part in geometry.geoms]
    return {"type": "MultiPolygon", "coordinates": parts}


def from_geojson(data: Mapping[str, object]) -> MultiPolygon:
    """What `to_geojson` wrote, without the checks for foreign files."""
    polygons = data["coordinates"]
    assert isinstance(polygons, list)
    return MultiPolygon([Polygon(rings[0], rings[1:]) for rings in polygons])


def merge(geometries: Iterable[shapely.Geometry], gap: float = 0.0) -> MultiPolygon:
    """One area out of many: the villages of a district.

    Borders drawn one by one seldom meet: what is less than twice `gap` (degrees) wide between them is closed.
    """
    if not gap:
        return only_polygons(shapely.union_all(list(geometries)))
    grown = shapely.union_all([geometry.buffer(gap, join_style="mitre") for geometry in geometries])
    return only_polygons(grown.buffer(-gap, join_style="mitre"))


def bounds(geometries: Iterable[shapely.Geometry]) -> tuple[float, float, float, float]:
    """West, south, east and north of all of them together."""
    boxes = [geometry.bounds for geometry in geometries if not geometry.is_empty]
    if not boxes:
        raise UnusableGeometryError(Finding.EMPTY)
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def representative_point(geometry: shapely.Geometry) -> tuple[float, float]:
    """Longitude and latitude of a point surely inside, in the widest part: where a label stands."""
    largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
    point = shapely.point_on_surface(largest)
    return point.x, point.y


def area_km2(geometry: shapely.Geometry) -> float:
    """Square kilometres on the WGS 84 ellipsoid, by an equal-area cylinder."""
    return float(shapely.area(shapely.transform(geometry, _equal_area))) / 1e6


_SEMI_MAJOR = 6_378_137.0
_ECCENTRICITY = 0.0818191908426215


def _equal_area(points: Coordinates) -> Coordinates:
    e = _ECCENTRICITY
    sine = np.sin(np.radians(points[:, 1]))
    q = (1 - e * e) * (sine / (1 - (e * sine) ** 2) + np.arctanh(e * sine) / e)
    return np.column_stack((np.radians(points[:, 0]) * _SEMI_MAJOR, q * _SEMI_MAJOR / 2))


def _polygons(data: object) -> Iterable[list[object]]:
    if isinstance(data, Mapping) and data.get("type") == "Feature":
        data = data.get("geometry")
    if not isinstance(data, Mapping):
        raise UnusableGeometryError(Finding.NOT_AREA)
    kind, lists = data.get("type"), data.get("coordinates")
    if kind == "Polygon":
        lists = [lists]
    elif kind != "MultiPolygon":
        raise UnusableGeometryError(Finding.NOT_AREA)
    if not isinstance(lists, list) or not all(isinstance(polygon, list) for polygon in lists):
        raise UnusableGeometryError(Finding.NOT_AREA)
    return lists


def _rings(polygon: list[object], done: list[Finding]) -> list[Coordinates]:
    """The usable rings of one polygon, outer ring first; nothing when the outer ring is none."""
    rings: list[Coordinates] = []
    for position, points in enumerate(polygon):
        ring = _ring(points, done)
        if ring is not None:
            rings.append(ring)
        elif position == 0:
            return []
    return rings


def _ring(points: object, done: list[Finding]) -> Coordinates | None:
    if not isinstance(points, list):
        raise UnusableGeometryError(Finding.NOT_AREA)
    if not points:
        done.append(Finding.DROPPED)
        return None
    if any(not isinstance(point, list | tuple) or len(point) < 2 for point in points):
        raise UnusableGeometryError(Finding.NOT_NUMBERS)
    if any(len(point) > 2 for point in points):
        done.append(Finding.FLATTENED)
    if not all(type(number) in (int, float) for point in points for number in point[:2]):
        raise UnusableGeometryError(Finding.NOT_NUMBERS)
    try:
        ring = np.array([point[:2] for point in points], dtype=np.float64)
    except OverflowError:
        raise UnusableGeometryError(Finding.NOT_NUMBERS) from None
    if not np.isfinite(ring).all():
        raise UnusableGeometryError(Finding.NOT_NUMBERS)
    if len(np.unique(ring, axis=0)) < 3:
        done.append(Finding.DROPPED)
        return None
    if (ring[0] != ring[-1]).any():
        done.append(Finding.CLOSED)
        ring = np.vstack((ring, ring[:1]))
    return ring


def _swapped(points: Coordinates) -> bool:
    """Whether latitude stands first; refuses what lies in Indonesia neither way."""
    first, second = points[:, 0], points[:, 1]
    if _in_indonesia(first, second):
        return False
    if _in_indonesia(second, first):
        return True
    degrees = (np.abs(first) <= 180).all() and (np.abs(second) <= 180).all()
    raise UnusableGeometryError(Finding.ELSEWHERE if degrees else Finding.PROJECTED)


def _in_indonesia(lon: Coordinates, lat: Coordinates) -> bool:
    return bool(((lon >= WEST) & (lon <= EAST)).all() and ((lat >= SOUTH) & (lat <= NORTH)).all())
