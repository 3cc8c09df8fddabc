"""A place and what belongs to it: its map, its figures with their source, its ceiling, its forums."""

from dataclasses import dataclass

from django.urls import reverse

from rembuk.apps.core.format import date_text, number, rupiah
from rembuk.apps.musrenbang.models import Forum
from rembuk.apps.places.models import Region
from rembuk.apps.places.queries import place_name
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.preparation.queries import ceiling_left
from rembuk.rules.fairness import SMALL_CELL_LIMIT, is_small_cell
from rembuk.rules.forums import FORUM_STATE
from rembuk.rules.labels import in_language

from ..remembered import Versions
from .parts import Part, legend_of, level_of, parts_of, steps_of
from .tally import Tally

_FORUMS = 12


@dataclass(frozen=True, slots=True)
class Area:
    """One area as the map component shows it."""

    path: str
    name: str
    url: str
    level: int
    current: bool


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in the list beside the map."""

    name: str
    short: str
    url: str
    count: int
    number: str
    proposals: str


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """The map of a region's parts, and the same as a list."""

    sentence: str
    view_box: str
    areas: tuple[Area, ...]
    legend: tuple[tuple[int, str], ...]
    places: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of a place in words."""

    term: str
    value: str


@dataclass(frozen=True, slots=True)
class Money:
    """The ceiling of a sub-district."""

    year: str
    ceiling: str
    used: str
    left: str
    percent: int
    over: bool


@dataclass(frozen=True, slots=True)
class ForumLine:
    """A sitting that speaks for a place."""

    title: str
    when: str
    where: str
    state: str
    url: str


def map_of(at: Versions, parent_code: str, counted: Tally, lang: str, current: str = "") -> PlaceMap:
    """The parts of a region, shaded by the number of proposals."""
    parts = parts_of(at, parent_code, lang)
    lines = {row.code: _line(row, counted.of_place(row.code), lang) for row in parts.rows}
    steps = steps_of(max((line.count for line in lines.values()), default=0))
    areas = tuple(
        Area(
            path=row.path,
            name=f"{row.name}: {lines[row.code].proposals}",
            url=lines[row.code].url,
            level=level_of(lines[row.code].count, steps),
            current=row.code == current,
        )
        for row in parts.rows
        if row.path
    )
    return PlaceMap(
        sentence=_finding(tuple(lines.values()), lang),
        view_box=parts.view_box,
        areas=areas,
        legend=legend_of(steps, lang) if steps else (),
        places=tuple(lines.values()),
    )


def _line(part: Part, count: int, lang: str) -> PlaceLine:
    word = in_language(lang, "usulan", "proposal" if count == 1 else "proposals")
    said = (
        f"{number(count, lang)} {word}"
        if count
        else in_language(lang, "belum ada usulan", "no proposals yet")
    )
    return PlaceLine(
        name=part.name,
        short=part.short,
        url=reverse("portal:region", args=[part.code]),
        count=count,
        number=number(count, lang),
        proposals=said,
    )


def _finding(lines: tuple[PlaceLine, ...], lang: str) -> str:
    """The title of a map is what it shows."""
    most = max(lines, key=lambda line: line.count, default=None)
    if most is None or not most.count:
        return in_language(lang, "Belum ada usulan.", "No proposals yet.")
    return in_language(
        lang,
        f"Terbanyak dari {most.name}: {most.proposals}.",
        f"Most come from {most.name}: {most.proposals}.",
    )


def facts_of(region: Region, lang: str) -> tuple[tuple[Fact, ...], str]:
    """People, area and need of a place, and where the figures come from; what is unknown is left out."""
    profile = getattr(region, "profile", None)
    men, women = region.population_male, region.population_female
    people = men + women if men is not None and women is not None else None
    rows: list[tuple[str, str]] = []
    if people is not None:
        rows.append((in_language(lang, "Penduduk", "People"), people_text(people, lang)))
        rows.append((in_language(lang, "Perempuan", "Women"), people_text(women or 0, lang)))
    if region.area_km2 is not None:
        rows.append((in_language(lang, "Luas", "Area"), f"{number(round(region.area_km2, 1), lang)} km²"))
    if profile and profile.households is not None:
        rows.append((in_language(lang, "Keluarga", "Households"), people_text(profile.households, lang)))
    if profile and profile.poverty_rate is not None:
        rows.append(
            (
                in_language(lang, "Penduduk miskin", "People in poverty"),
                f"{number(profile.poverty_rate, lang)}%",
            )
        )
    if profile and profile.people_with_disability is not None:
        rows.append(
            (in_language(lang, "Penyandang disabilitas", "People with disabilities"),
             people_text(profile.people_with_disability, lang))
        )  # fmt: skip
    source = f"{profile.source}, {profile.year}" if profile and profile.source else ""
    return tuple(Fact(*row) for row in rows), source


def people_text(count: int, lang: str) -> str:
    """A number of people; a handful is not counted out."""
    if is_small_cell(count):
        return in_language(lang, f"kurang dari {SMALL_CELL_LIMIT}", f"fewer than {SMALL_CELL_LIMIT}")
    return number(count, lang)


def region_with_profile(code: str) -> Region | None:
    """The place and its figures in one query."""
    return Region.objects.select_related("profile").filter(pk=code).first()


def money_of(tenant: str, district_code: str, lang: str) -> Money | None:
    """The ceiling of the latest plan for which one is set."""
    known = PlanningCycle.objects.filter(tenant=tenant, ceilings__region_code=district_code)
    cycle = known.order_by("-plan_year").first()
    row = ceiling_left(cycle, district_code) if cycle else None
    if cycle is None or row is None:
        return None
    return Money(
        year=cycle.title,
        ceiling=rupiah(row.ceiling, lang),
        used=rupiah(row.used, lang),
        left=rupiah(abs(row.left), lang),
        percent=min(100, row.used * 100 // row.ceiling) if row.ceiling else 0,
        over=row.left < 0,
    )


def forums_of(tenant: str, region_code: str, lang: str) -> tuple[ForumLine, ...]:
    """The sittings of this place, the newest first."""
    rows = Forum.objects.filter(tenant=tenant, region_code=region_code).order_by("-starts_at", "-id")[
        :_FORUMS
    ]
    return tuple(
        ForumLine(
            row.title,
            date_text(row.starts_at, lang),
            row.place,
            FORUM_STATE[row.state].label(lang),
            reverse("musrenbang:index") + f"{row.code}/",
        )
        for row in rows
    )


def name_of(region: Region, lang: str) -> str:
    return place_name(region.kind, region.name, lang)
