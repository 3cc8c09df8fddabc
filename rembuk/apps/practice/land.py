"""The land of Kabupaten Nusawangi: its districts and villages with borders, people and hamlets."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import shapely
from shapely import MultiPolygon, Polygon

from rembuk.algorithms import tiles

from .chance import Dice
from .words import places as words

CENTRE_LON, CENTRE_LAT = 108.9, -7.1
RADIUS_KM = 21.0
AGE_BANDS = ("0-17", "18-30", "31-59", "60+")
_BAND_SHARES = (0.268, 0.213, 0.392, 0.127)
_POINTS_PER_VILLAGE = 240
_ATTEMPTS = 50
_AWAY_FROM_BORDER = 0.0012  # degrees, about 130 m


@dataclass(frozen=True, slots=True)
class Hamlet:
    """A part of a village as people call it, with the neighbourhoods (RT/RW) that lie in it."""

    name: str
    rw: int
    rts: int


@dataclass(frozen=True, slots=True)
class Village:
    """A desa or kelurahan with everything that its proposals need to sound and lie right."""

    place: int  # its position in the list of all villages
    code: str
    name: str
    kind: str
    district: str  # code
    district_name: str
    polygon: MultiPolygon
    points: tuple[tuple[float, float], ...]  # lon, lat, surely inside
    hamlets: tuple[Hamlet, ...]
    streets: tuple[str, ...]
    landmarks: tuple[str, ...]
    ages: dict[str, list[int]]  # band -> [male, female]
    households: int
    poverty: Decimal
    disabled: int

    @property
    def title(self) -> str:
        return f"{'Kelurahan' if self.kind == 'kelurahan' else 'Desa'} {self.name}"

    @property
    def line(self) -> str:
        return f"{self.title}, Kecamatan {self.district_name}"


@dataclass(frozen=True, slots=True)
class District:
    """A kecamatan."""

    code: str
    name: str
    villages: tuple[Village, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """The whole regency."""

    districts: tuple[District, ...]
    villages: tuple[Village, ...]


def make_land(seed: int) -> Land:
    """Twelve districts with a hundred and fifty villages; the same seed draws the same land."""
    outline = tiles.land(CENTRE_LON, CENTRE_LAT, RADIUS_KM, seed)
    sizes = [len(_names(wards)) + len(_names(villages)) for _name, wards, villages in words.DISTRICTS]
    spots, cells, parted = _in_one_piece(outline, sizes, seed)
    groups = _from_the_centre(parted, spots, sizes)
    districts, villages = list[District](), list[Village]()
    for number, ((name, wards, others), members) in enumerate(
        zip(words.DISTRICTS, groups, strict=True), start=1
    ):
        code = f"{words.REGENCY_CODE}.{number:02d}"
        wanted = [("kelurahan", 1001 + i, ward) for i, ward in enumerate(_names(wards))]
        wanted += [("desa", 2001 + i, other) for i, other in enumerate(_names(others))]
        own = [
            _village(seed, len(villages) + i, code, name, kind, digits, title, cells[member])
            for i, ((kind, digits, title), member) in enumerate(zip(wanted, members, strict=True))
        ]
        villages += own
        districts.append(District(code, name, tuple(own)))
    return Land(tuple(districts), tuple(villages))


def _in_one_piece(
    outline: Polygon, sizes: Sequence[int], seed: int
) -> tuple[tuple[tuple[float, float], ...], tuple[MultiPolygon, ...], tuple[tuple[int, ...], ...]]:
    """Villages scattered until every district is one piece of land."""
    attempt = 0
    while True:
        spots = tiles.scatter(outline, sum(sizes), seed * _ATTEMPTS + attempt)
        cells = tiles.voronoi(spots, outline)
        groups = tiles.partition(spots, sizes)
        pieces = [len(tiles.merge(cells[member] for member in group).geoms) for group in groups]
        attempt += 1
        if max(pieces) == 1 or attempt == _ATTEMPTS:
            return spots, cells, groups


def _names(line: str) -> list[str]:
    return line.split()


def _from_the_centre(
    groups: Sequence[tuple[int, ...]], spots: Sequence[tuple[float, float]], sizes: Sequence[int]
) -> list[tuple[int, ...]]:
    """The town in the middle: among groups of one size the most central comes first."""

    def away(group: tuple[int, ...]) -> float:
        lon = sum(spots[member][0] for member in group) / len(group)
        lat = sum(spots[member][1] for member in group) / len(group)
        return (lon - CENTRE_LON) ** 2 + (lat - CENTRE_LAT) ** 2

    left = sorted(groups, key=away)
    ordered = []
    for size in sizes:
        found = next(group for group in left if len(group) == size)
        left.remove(found)
        ordered.append(found)
    return ordered


def _village(
    seed: int,
    place: int,
    district: str,
    district_name: str,
    kind: str,
    digits: int,
    name: str,
    cell: MultiPolygon,
) -> Village:
    dice = Dice(seed, f"village {district} {digits}")
    town = kind == "kelurahan"
    people = dice.between(4200, 11500, 1) if town else dice.between(2100, 7800, 1)
    hamlets = _hamlets(dice, town)
    return Village(
        place=place,
        code=f"{district}.{digits}",
        name=name,
        kind=kind,
        district=district,
        district_name=district_name,
        polygon=cell,
        points=_points(dice, cell),
        hamlets=hamlets,
        streets=tuple(f"Jalan {street}" for street in dice.sample(words.STREETS, 7)),
        landmarks=tuple(dice.sample(words.LANDMARKS, 9)),
        ages=_ages(dice, people),
        households=round(people / dice.uniform(3.1, 3.7)),
        poverty=Decimal(
            round(dice.uniform(3.5, 11.0) if town else dice.triangular(4.5, 24.0, 10.5), 2)
        ).quantize(Decimal("0.01")),
        disabled=round(people * dice.uniform(0.006, 0.019)),
    )


def _hamlets(dice: Dice, town: bool) -> tuple[Hamlet, ...]:
    names = dice.sample(words.HAMLETS, dice.between(4, 7) if town else dice.between(3, 5))
    label = "Lingkungan" if town else "Dusun"
    return tuple(Hamlet(f"{label} {name}", rw, dice.between(3, 6)) for rw, name in enumerate(names, start=1))


def _ages(dice: Dice, people: int) -> dict[str, list[int]]:
    ages = {}
    for band, share in zip(AGE_BANDS, _BAND_SHARES, strict=True):
        count = people * share * dice.uniform(0.94, 1.06)
        male = round(count * (0.505 if band != "60+" else 0.468) * dice.uniform(0.98, 1.02))
        ages[band] = [male, round(count) - male]
    return ages


def _points(dice: Dice, cell: MultiPolygon) -> tuple[tuple[float, float], ...]:
    """Where people live: inside the borders, nearer together around the middle."""
    inner = cell.buffer(-_AWAY_FROM_BORDER)
    room = inner if not inner.is_empty else cell
    shapely.prepare(room)
    west, south, east, north = room.bounds
    mid_lon, mid_lat = tiles.representative_point(cell)
    points: list[tuple[float, float]] = []
    while len(points) < _POINTS_PER_VILLAGE:
        lon = dice.gauss(mid_lon, (east - west) / 4)
        lat = dice.gauss(mid_lat, (north - south) / 4)
        if shapely.contains_xy(room, lon, lat):
            points.append((round(lon, 6), round(lat, 6)))
    return tuple(points)
