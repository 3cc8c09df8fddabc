"""The village's plan: five fields, and a place in them for every kind of work."""

import pytest

from rembuk.rules.categories import Category
from rembuk.rules.village_annual_plan import VILLAGE_FIELDS, village_field_of


def test_the_fields_stand_in_the_order_of_the_papers() -> None:
    assert [row.number for row in VILLAGE_FIELDS] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("kind", Category)
def test_every_kind_of_work_has_a_field(kind: Category) -> None:
    assert village_field_of(kind) in VILLAGE_FIELDS


@pytest.mark.parametrize(
    ("kind", "number"),
    [("road", 2), ("health", 2), ("youth_sport", 3), ("training", 4), ("disaster", 5), ("", 2), ("x", 2)],
)
def test_a_kind_falls_where_the_papers_of_a_village_look_for_it(kind: str, number: int) -> None:
    assert village_field_of(kind).number == number
