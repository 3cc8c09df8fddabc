"""The price standards of a year as the public reads them."""

from dataclasses import dataclass

from rembuk.apps.core.format import rupiah
from rembuk.apps.places.models import PriceStandard
from rembuk.apps.places.queries import region_lines
from rembuk.rules.categories import CATEGORIES, CATEGORY, Category

_MOST = 2_000


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One line."""

    code: str
    name: str
    category: str
    unit: str
    price: str
    place: str
    source: str


@dataclass(frozen=True, slots=True)
class PriceList:
    """The lines of one year and kind of work, and what else can be chosen."""

    year: str
    category: str
    rows: tuple[PriceRow, ...]
    years: tuple[int, ...]
    categories: tuple[tuple[str, str], ...]


def price_list(tenant: str, lang: str, year: str, category: str) -> PriceList:
    """Four reads; what is unknown in the address is ignored."""
    own = PriceStandard.objects.filter(tenant=tenant)
    years = tuple(own.order_by("-year").values_list("year", flat=True).distinct())
    chosen = next((row for row in years if str(row) == year), years[0] if years else 0)
    here = set(own.filter(year=chosen).values_list("category", flat=True).distinct())
    rows = own.filter(year=chosen).order_by("kind", "category", "code", "region_code")
    known = category if category in here else ""
    if known:
        rows = rows.filter(category=known)
    found = list(rows[:_MOST])
    places = region_lines(sorted({row.region_code for row in found}), lang)
    return PriceList(
        year=str(chosen) if chosen else "",
        category=known,
        rows=tuple(
            PriceRow(
                f"{row.kind} {row.code}", row.name, CATEGORY[Category(row.category)].label(lang), row.unit,
                rupiah(row.price, lang), places.get(row.region_code, ""), row.source,
            )
            for row in found
        ),
        years=years,
        categories=tuple((str(row.code), row.label(lang)) for row in CATEGORIES if row.code in here),
    )  # fmt: skip
