"""What stands before anybody proposes: land, offices, calendar and accounts, as rows."""

from collections.abc import Iterator
from datetime import date, datetime

from rembuk.algorithms import tiles
from rembuk.apps.exchange.importing.bulk import insert
from rembuk.apps.people.models import RoleAssignment, User
from rembuk.apps.places.models import (
    Agency,
    Boundary,
    CatalogEntry,
    Holiday,
    Level,
    PriceStandard,
    Region,
    RegionProfile,
    SubActivity,
)

from . import catalog
from . import people as people_rows
from .holidays import holidays_of
from .land import Land
from .people import People
from .words.offices import OFFICES
from .words.places import PROVINCE_CODE, PROVINCE_NAME, REGENCY_CODE, REGENCY_NAME

SOURCE = "Data simulasi Rembuk"
_REGION_COLUMNS = (
    "code", "parent_code", "level", "kind", "name", "population_male", "population_female", "area_km2",
)  # fmt: skip
_BOUNDARY_COLUMNS = (
    "region_id", "geometry", "west", "south", "east", "north", "label_lon", "label_lat", "source",
)  # fmt: skip
_PROFILE_COLUMNS = (
    "region_id", "year", "households", "poverty_rate", "people_with_disability", "ages", "source",
)  # fmt: skip


def write_places(land: Land, year: int) -> None:
    """Regions with their figures and borders."""
    insert(Region, _REGION_COLUMNS, _regions(land))
    insert(Boundary, _BOUNDARY_COLUMNS, _boundaries(land))
    insert(RegionProfile, _PROFILE_COLUMNS, _profiles(land, year))


def write_offices() -> None:
    """Agencies, the kamus usulan and its sub-activities."""
    insert(
        Agency, ("tenant", "code", "name", "short_name", "group", "sectors"),
        ((REGENCY_CODE, row.code, row.name, row.short, row.group, list(row.fields)) for row in OFFICES),
    )  # fmt: skip
    insert(SubActivity, catalog.SUB_ACTIVITY_COLUMNS, catalog.sub_activity_rows())
    insert(CatalogEntry, catalog.CATALOG_COLUMNS, catalog.catalog_rows())


def write_prices(years: range) -> None:
    """The price standards of each plan year."""
    insert(PriceStandard, catalog.PRICE_COLUMNS, catalog.price_rows(years))


def write_holidays(years: range) -> frozenset[date]:
    """Public holidays; the days are what the calendar steps around."""
    rows = [row for year in years for row in holidays_of(year)]
    insert(Holiday, ("day", "name", "is_estimate"), rows)
    return frozenset(day for day, _name, _estimate in rows)


def write_people(people: People, since: datetime, hashes: dict[int, str]) -> None:
    """Accounts and the roles they hold."""
    insert(User, people_rows.USER_COLUMNS, people_rows.user_rows(people, REGENCY_CODE, since, hashes))
    insert(
        RoleAssignment,
        people_rows.ASSIGNMENT_COLUMNS,
        people_rows.assignment_rows(people, REGENCY_CODE, since.date()),
    )


def _regions(land: Land) -> Iterator[tuple[object, ...]]:
    men = {v.code: sum(pair[0] for pair in v.ages.values()) for v in land.villages}
    women = {v.code: sum(pair[1] for pair in v.ages.values()) for v in land.villages}
    area = {v.code: round(tiles.area_km2(v.polygon), 3) for v in land.villages}
    all_men, all_women, whole = sum(men.values()), sum(women.values()), _km2(sum(area.values()))
    yield (PROVINCE_CODE, "", str(Level.PROVINCE), "provinsi", PROVINCE_NAME, all_men, all_women, whole)
    yield (
        REGENCY_CODE,
        PROVINCE_CODE,
        str(Level.REGENCY),
        "kabupaten",
        REGENCY_NAME,
        all_men,
        all_women,
        whole,
    )
    for district in land.districts:
        codes = [village.code for village in district.villages]
        yield (
            district.code, REGENCY_CODE, str(Level.DISTRICT), "kecamatan", district.name,
            sum(men[code] for code in codes), sum(women[code] for code in codes),
            _km2(sum(area[code] for code in codes)),
        )  # fmt: skip
    for v in land.villages:
        yield (
            v.code,
            v.district,
            str(Level.VILLAGE),
            v.kind,
            v.name,
            men[v.code],
            women[v.code],
            _km2(area[v.code]),
        )


def _km2(area: float) -> str:
    return f"{area:.3f}"


def _boundaries(land: Land) -> Iterator[tuple[object, ...]]:
    shapes = {village.code: village.polygon for village in land.villages}
    for district in land.districts:
        shapes[district.code] = tiles.merge(village.polygon for village in district.villages)
    shapes[REGENCY_CODE] = tiles.merge(shapes[district.code] for district in land.districts)
    for code, shape in shapes.items():
        edges = (round(edge, 6) for edge in (*tiles.bounds([shape]), *tiles.representative_point(shape)))
        yield (code, tiles.to_geojson(shape), *edges, SOURCE)


def _profiles(land: Land, year: int) -> Iterator[tuple[object, ...]]:
    for v in land.villages:
        yield (v.code, year, v.households, str(v.poverty), v.disabled, v.ages, SOURCE)
    for district in land.districts:
        own = district.villages
        people = [sum(map(sum, v.ages.values())) for v in own]
        poor = sum(count * v.poverty for count, v in zip(people, own, strict=True)) / sum(people)
        ages = {band: [sum(v.ages[band][sex] for v in own) for sex in (0, 1)] for band in own[0].ages}
        yield (
            district.code, year, sum(v.households for v in own), f"{poor:.2f}",
            sum(v.disabled for v in own), ages, SOURCE,
        )  # fmt: skip
