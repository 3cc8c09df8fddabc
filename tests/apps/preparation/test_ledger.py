"""The ledger: received against the fair share, its weight, and that nobody needs to use it."""

from fractions import Fraction

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rembuk.apps.preparation.actions.ceiling_versions import adopt_ceilings
from rembuk.apps.preparation.actions.ledger import replace_ledger
from rembuk.apps.preparation.calculation import Wish
from rembuk.apps.preparation.ceiling_formula import SetAside
from rembuk.apps.preparation.models import LedgerLine
from rembuk.apps.preparation.queries.ledger import ledger, ledger_weights
from rembuk.apps.proposals.actions.ledger import write_ledger
from rembuk.rules.fairness import LEDGER_WEIGHTS, ledger_weight
from tests.factories.people import holder
from tests.factories.places import DISTRICT, OTHER_DISTRICT, TENANT
from tests.factories.preparation import PlanningCycleFactory
from tests.factories.proposals import NOW, ProposalFactory

EQUAL = Wish(SetAside(1_000_000_000, 0, 0, 0, 100), base_percent=100, weights=())


@pytest.fixture
def cycle(government):
    found = PlanningCycleFactory(plan_year=2026)
    adopt_ceilings(found, EQUAL, basis="SK", by=holder("planning_admin", TENANT), now=NOW)
    return found


@given(st.integers(0, 10**13), st.integers(0, 10**13))
def test_a_weight_stays_between_its_limits_and_less_received_never_weighs_less(received, fair):
    weight = ledger_weight(received, fair)

    assert LEDGER_WEIGHTS[0] <= weight <= LEDGER_WEIGHTS[1]
    assert ledger_weight(received + 1, fair) <= weight
    assert ledger_weight(0, 0) == 1


def test_what_is_in_the_budget_counts_by_district_and_what_a_village_pays_itself_does_not(cycle):
    for state, budgeted, year in (
        ("apbd", 300, None), ("completed", 50, None), ("village_funded", 900, None), ("rejected", 800, None),
        ("completed", 700, 2026),
    ):  # fmt: skip
        ProposalFactory(
            state=state, plan_year=2026, cycle=cycle, amount_budgeted=budgeted, amount_agreed=1,
            village_plan_year=year,
        )  # fmt: skip
    ProposalFactory(
        state="in_progress", plan_year=2026, cycle=cycle, amount_agreed=50, district_code=OTHER_DISTRICT
    )

    assert write_ledger(TENANT, now=NOW) == 1
    assert write_ledger(TENANT, now=NOW) == 0

    lines = {row.district_code: (row.received, row.fair, row.basis) for row in LedgerLine.objects.all()}
    assert lines == {DISTRICT: (350, 200, "v1"), OTHER_DISTRICT: (50, 200, "v1")}


def test_weights_come_from_the_years_before_and_are_one_where_nothing_is_known(cycle):
    replace_ledger(cycle, {DISTRICT: 300, OTHER_DISTRICT: 100}, now=NOW)
    later = PlanningCycleFactory(plan_year=2028)

    assert ledger_weights(later) == {DISTRICT: Fraction(66, 100), OTHER_DISTRICT: Fraction(2)}
    assert set(ledger_weights(cycle).values()) == {Fraction(1)}
    assert set(ledger_weights(PlanningCycleFactory(plan_year=2035)).values()) == {Fraction(1)}


def test_the_page_puts_those_first_who_received_least_and_says_how_it_is_counted(cycle, client):
    replace_ledger(cycle, {DISTRICT: 300_000, OTHER_DISTRICT: 100_000}, now=NOW)

    assert [row.code for row in ledger(TENANT, "id").rows] == [OTHER_DISTRICT, DISTRICT]
    page = client.get(reverse("preparation:balance")).content.decode()
    assert "1 dari 2 kecamatan menerima kurang" in page and "kurang Rp100.000" in page
    assert "tidak dipakai kecuali daerah menyalakannya" in page
    file = client.get(reverse("preparation:balance_file")).content.decode("utf-8-sig")
    assert f"2026,{OTHER_DISTRICT}" in file and ",100000,200000,2.00" in file


def test_an_empty_ledger_says_when_it_begins(government, client):
    assert "Neraca ini masih kosong." in client.get(reverse("preparation:balance")).content.decode()
