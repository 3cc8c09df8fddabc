"""Equal shares: the engine and the textbook agree to the last fraction."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rembuk.algorithms.allocation.model import Election
from rembuk.algorithms.allocation.prepared import prepare
from rembuk.algorithms.allocation.rules import Rule, Start, Stop, Utility
from rembuk.algorithms.allocation.shares import Pot, equal_shares
from tests.algorithms.allocation import oracle
from tests.algorithms.allocation.elections import elections

MANY = settings(max_examples=100)
UTILITIES: list[Utility] = ["cost", "cardinality"]


def plain_agrees(election: Election, utility: Utility) -> None:
    prepared = prepare(election, utility, "id")
    phase = equal_shares(Pot(prepared, election.budget), Rule(utility=utility, completion="none"))
    expected = oracle.equal_shares(
        election, utility, Fraction(election.budget, prepared.weight), list(prepared.lot), election.budget
    )
    assert [r.project for r in phase.deciding.rounds] == [b.project for b in expected]
    scale = 1000 if election.need_permille else 1
    for row, bought in zip(phase.deciding.rounds, expected, strict=True):
        assert row.rho == bought.rho, scale
        payers = [paid for paid in bought.payments if paid]
        assert row.in_full + row.with_rest == len(payers)
        assert row.tied == (tuple(bought.tied) if len(bought.tied) > 1 else ())


@pytest.mark.parametrize("utility", UTILITIES)
def test_every_price_and_every_payer_is_that_of_the_textbook(utility: Utility) -> None:
    @MANY
    @given(elections())
    def agrees(election: Election) -> None:
        plain_agrees(election, utility)

    agrees()


@MANY
@given(elections(most_points=3))
def test_points_too(election: Election) -> None:
    plain_agrees(election, "points")


@settings(max_examples=3)
@given(elections(need=True))
def test_and_the_need_fund_pays_like_voters(election: Election) -> None:
    plain_agrees(election, "cost")


@MANY
@given(
    elections(most_points=2),
    st.sampled_from(["cost", "cardinality", "points"]),
    st.sampled_from(["exact", "floor"]),
    st.sampled_from(["first-exhaustive", "last-feasible"]),
    st.integers(1, 5),
)
def test_raising_the_shares_stops_where_the_textbook_stops(
    election: Election, utility: Utility, start: Start, stop: Stop, unit: int
) -> None:
    prepared = prepare(election, utility, "id")
    rule = Rule(utility=utility, completion="add1", unit=unit, start=start, stop=stop)
    phase = equal_shares(Pot(prepared, election.budget), rule)
    expected = oracle.add1(election, utility, list(prepared.lot), unit, start, stop)
    assert [r.project for r in phase.deciding.rounds] == expected
