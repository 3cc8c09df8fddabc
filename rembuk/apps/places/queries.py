"""Reading places and offices: whose installation this is, what lies inside what, and how a place is called.

A region's dotted code is the key everywhere, so most questions need a code and no row.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q, QuerySet

from rembuk.apps.core.remembered import remembered
from rembuk.rules.labels import in_language
from rembuk.rules.prices import Standard

from .models import Agency, Government, Level, PriceStandard, Region, SubActivity

_DOTS_OF_A_VILLAGE = 3
Track = Literal["desa", "kelurahan"]

# How a kind stands before the name in Indonesian, and after it in English.
_KINDS: dict[str, tuple[str, str]] = {
    "provinsi": ("Provinsi", "Province"),
    "kabupaten": ("Kabupaten", "Regency"),
    "kota": ("Kota", "City"),
    "kecamatan": ("Kecamatan", "Sub-district"),
    "desa": ("Desa", "Village"),
    "desa_adat": ("Desa Adat", "Customary Village"),
    "kelurahan": ("Kelurahan", "Urban Village"),
}


@dataclass(frozen=True, slots=True)
class VillageLine:
    """A village as one chooses it from a list: "Desa Sukamaju, Kecamatan Ciranjang"."""

    code: str
    name: str
    kind: str
    district_code: str
    line: str


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency by its code, and the planning partner (mitra) it belongs to."""

    code: str
    group: str


class _Served:
    """The one government of this installation, read once a process: every page asks for it."""

    found: Government | None = None


def government() -> Government | None:
    """Whose installation this is; None until `rembuk init` or `rembuk demo` has run."""
    if _Served.found is None:
        _Served.found = Government.objects.order_by("code").first()
    return _Served.found


def forget_government() -> None:
    """For whoever writes the row: the next question reads it again."""
    _Served.found = None


def within(code: str, root: str) -> bool:
    """Is this place the root or below it? On the boundary of a dot: 99.01 does not contain 99.011."""
    return code == root or code.startswith(f"{root}.")


def parent_code(code: str) -> str:
    """The code one level up; empty above a province."""
    return code.rpartition(".")[0]


def region(code: str) -> Region | None:
    return Region.objects.filter(pk=code).first()


def children(code: str) -> QuerySet[Region]:
    """What lies directly inside, by name."""
    return Region.objects.filter(parent_code=code).order_by("name", "code")


def districts(tenant: str) -> QuerySet[Region]:
    """The sub-districts of a regency or city, by code."""
    return Region.objects.filter(parent_code=tenant, level=Level.DISTRICT).order_by("code")


def villages(tenant: str) -> QuerySet[Region]:
    """All villages of a regency or city, by code."""
    inside = Region.objects.filter(parent_code=tenant).values("code")
    return Region.objects.filter(level=Level.VILLAGE, parent_code__in=inside).order_by("code")


def agencies(tenant: str) -> QuerySet[Agency]:
    return Agency.objects.filter(tenant=tenant).order_by("name", "code")


def agency(tenant: str, code: str) -> Agency | None:
    return Agency.objects.filter(tenant=tenant, code=code).first()


def track_of(region: Region | VillageLine) -> Track:
    """Which calendar a village follows: that of its kind."""
    return "kelurahan" if region.kind == "kelurahan" else "desa"


def place_name(kind: str, name: str, lang: str = "id") -> str:
    """ "Desa Sukamaju", or "Sukamaju Village": the kind stands where the language puts it."""
    if kind not in _KINDS:
        return name
    word_id, word_en = _KINDS[kind]
    proper = name.removeprefix(f"{word_id} ")  # the official list says "Kabupaten Bantul" itself
    return in_language(lang, f"{word_id} {proper}", f"{proper} {word_en}")


@remembered("places", most=5_000)
def region_line(code: str, lang: str = "id") -> str:
    """ "Desa Sukamaju, Kecamatan Ciranjang"; above a sub-district the name alone; empty if unknown."""
    return region_lines([code], lang).get(code, "")


def region_lines(codes: list[str], lang: str = "id") -> dict[str, str]:
    """The lines of many places in one query."""
    wanted = {code for code in codes if code}
    asked = wanted | {parent_code(code) for code in wanted}
    found = {row.code: row for row in Region.objects.filter(code__in=asked - {""})}
    return {code: _line(found[code], found.get(parent_code(code)), lang) for code in wanted if code in found}


def village_lines(tenant: str, lang: str = "id", *, inside: Iterable[str] | None = None) -> list[VillageLine]:
    """Every village to choose from, or those inside some places; by sub-district and name, in one query."""
    return list(_village_lines(tenant, lang, None if inside is None else tuple(sorted(inside))))


@remembered("places")
def _village_lines(tenant: str, lang: str, inside: tuple[str, ...] | None) -> tuple[VillageLine, ...]:
    if inside is None:
        rows = Region.objects.filter(parent_code=tenant) | villages(tenant)
    else:
        rows = Region.objects.filter(_around(inside))
    by_parent: dict[str, list[Region]] = defaultdict(list)
    for row in rows.order_by("name", "code"):
        by_parent[row.parent_code].append(row)
    return tuple(
        VillageLine(village.code, village.name, village.kind, district.code, _line(village, district, lang))
        for district in by_parent[tenant]
        for village in by_parent[district.code]
    )


def _around(roots: tuple[str, ...]) -> Q:
    """These places, what they lie in and what lies in them."""
    wanted = Q(code__in={code for root in roots for code in (root, parent_code(root))})
    for root in roots:
        if root.count(".") < _DOTS_OF_A_VILLAGE:
            wanted |= Q(code__startswith=f"{root}.")
    return wanted


def find_in(lines: Sequence[VillageLine], words: str) -> list[VillageLine]:
    """The villages that somebody's words mean: the exact line, name or code, else those with every word."""
    asked = words.strip().casefold()
    parts = asked.replace(",", " ").split()
    exact = [row for row in lines if asked in (row.line.casefold(), row.code, row.name.casefold())]
    return exact or [row for row in lines if parts and all(part in row.line.casefold() for part in parts)]


def _line(place: Region, above: Region | None, lang: str) -> str:
    own = place_name(place.kind, place.name, lang)
    if above is None or place.level != Level.VILLAGE:
        return own
    return f"{own}, {place_name(above.kind, above.name, lang)}"


@remembered("places")
def agency_for_field(tenant: str, field_code: str) -> AgencyLine | None:
    """The agency that answers an affair field (bidang urusan): the first by code that carries it."""
    rows = Agency.objects.filter(tenant=tenant).order_by("code")
    carrying = [row for row in rows if field_code and field_code in row.sectors]
    first = carrying[0] if carrying else next(iter(rows), None)
    return AgencyLine(first.code, first.group) if first else None


@remembered("places")
def nomenclature_of(tenant: str, agency_code: str, most: int) -> tuple[str, ...]:
    """The sub-activities of an agency's fields, "code name", to choose from while one types."""
    owner = agency(tenant, agency_code)
    rows = SubActivity.objects.filter(field_code__in=owner.sectors if owner else ()).order_by("code")
    return tuple(f"{code} {name}" for code, name in rows.values_list("code", "name")[:most])


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A price standard as it is held in memory: where it holds, and what one unit costs."""

    region_code: str
    category: str
    standard: Standard


def price_rows(tenant: str, categories: Iterable[str]) -> list[PriceRow]:
    """Every price standard of these kinds of work, wherever and whenever it holds."""
    return [row for category in sorted({*categories} - {""}) for row in _price_rows(tenant, category)]


@remembered("places")
def _price_rows(tenant: str, category: str) -> tuple[PriceRow, ...]:
    return tuple(
        PriceRow(
            row.region_code, category,
            Standard(row.kind, row.code, row.name, row.unit, row.price, row.year, row.source),
        )
        for row in PriceStandard.objects.filter(tenant=tenant, category=category)
    )  # fmt: skip


def price_standards(
    rows: Iterable[PriceRow], category: str, place: str, year: int | None
) -> tuple[Standard, ...]:
    """Those of `rows` that hold for a kind of work in a place: of each code the newest up to this year.

    A price of the village or sub-district goes before that of the whole region.
    """
    where = ("", parent_code(place), place)
    best: dict[tuple[str, str], Standard] = {}
    usable = (row for row in rows if row.category == category and row.region_code in where)
    for row in sorted(usable, key=lambda row: (row.standard.year, where.index(row.region_code))):
        if year is None or row.standard.year <= year:
            best[row.standard.kind, row.standard.code] = row.standard
    return tuple(sorted(best.values(), key=lambda row: (row.kind, row.code)))
