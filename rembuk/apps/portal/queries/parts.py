"""The parts of a region, by name and on a map; drawn once, kept until a place or its boundary changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rembuk.algorithms.tiles import bounds, fit, from_geojson, simplify, svg_path
from rembuk.apps.core.format import number
from rembuk.apps.places.models import Region
from rembuk.apps.places.queries import place_name
from rembuk.rules.labels import in_language

from ..remembered import remembered

_WIDTH = 640
_TOLERANCE = 1.0  # units of the sheet
_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One place inside the region; without a boundary it has no path."""

    code: str
    name: str  # "Desa Sukamaju"
    short: str  # "Sukamaju"
    path: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The places directly inside one region, by name; `view_box` is empty where no boundary is known."""

    view_box: str
    rows: tuple[Part, ...]


@remembered("places")
def parts_of(parent_code: str, lang: str) -> Parts:
    """One query and a few milliseconds of drawing."""
    rows = list(
        Region.objects.filter(parent_code=parent_code)
        .order_by("name", "code")
        .values_list("code", "kind", "name", "boundary__geometry")
    )
    view_box, paths = _drawn({code: geometry for code, _kind, _name, geometry in rows if geometry})
    return Parts(
        view_box,
        tuple(
            Part(code, place_name(kind, name, lang), name, paths.get(code, ""))
            for code, kind, name, _ in rows
        ),
    )


def _drawn(geometries: dict[str, dict[str, object]]) -> tuple[str, dict[str, str]]:
    if not geometries:
        return "", {}
    shapes = [from_geojson(geometry) for geometry in geometries.values()]
    frame = fit(bounds(shapes), width=_WIDTH)
    simpler = simplify(shapes, frame.unit * _TOLERANCE)
    paths = (svg_path(shape, frame) for shape in simpler)
    return frame.view_box, dict(zip(geometries, paths, strict=True))


def steps_of(largest: int) -> tuple[int, ...]:
    """The upper ends of the shades: at most four equal steps that read well."""
    if largest <= 0:
        return ()
    size = next(round_one for round_one in _round_numbers() if round_one * _LEVELS >= largest)
    return tuple(size * step for step in range(1, -(-largest // size) + 1))


def _round_numbers() -> Iterator[int]:
    """1 2 5 10 20 25 50 100 200 250 ..."""
    yield from (1, 2, 5)
    power = 10
    while True:
        yield from (power, 2 * power, 25 * power // 10, 5 * power)
        power *= 10


def level_of(count: int, steps: tuple[int, ...]) -> int:
    """The shade of a number: 0 is none at all."""
    if count <= 0:
        return 0
    return next((level for level, top in enumerate(steps, start=1) if count <= top), len(steps))


def legend_of(steps: tuple[int, ...], lang: str) -> tuple[tuple[int, str], ...]:
    """What the shades mean."""
    none = (0, in_language(lang, "belum ada", "none yet"))
    spans = (
        (level, f"{number(low + 1, lang)}–{number(top, lang)}" if top > low + 1 else number(top, lang))
        for level, (low, top) in enumerate(pairwise((0, *steps)), start=1)
    )
    return (none, *spans)
