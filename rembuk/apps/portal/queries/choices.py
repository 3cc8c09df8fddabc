"""What the lists can be narrowed to: places, groups, kinds of works, years; kept until they change."""

from functools import cache

from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.proposals.queries import GROUPS
from rembuk.rules.categories import CATEGORIES
from rembuk.rules.labels import in_language

from ..remembered import Versions, remembered
from .parts import parts_of

Choices = tuple[tuple[str, str], ...]


def place_choices(at: Versions, parent_code: str, lang: str) -> Choices:
    return tuple((row.code, row.name) for row in parts_of(at, parent_code, lang).rows)


@remembered("calendar")
def year_choices(tenant: str) -> Choices:
    years = PlanningCycle.objects.filter(tenant=tenant).order_by("-plan_year")
    return tuple((str(year), str(year)) for year in years.values_list("plan_year", flat=True))


@cache
def group_choices(lang: str) -> Choices:
    return tuple((code, in_language(lang, row[0], row[1])) for code, row in GROUPS.items())


@cache
def category_choices(lang: str) -> Choices:
    return tuple((str(row.code), row.label(lang)) for row in CATEGORIES)
