"""The area formula, against its own promises: adds up, fair to the order, never past its limits."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rembuk.apps.preparation.ceiling_formula import UNIT, CannotShare, Variable, share_out

PEOPLE = Variable("people", 60)
POOR = Variable("poor", 40)
VALUES = st.integers(0, 10**6).map(Fraction)
FEW = settings(max_examples=40, deadline=None)
AREAS = st.dictionaries(
    st.text("0123456789.", min_size=1, max_size=8),
    st.fixed_dictionaries({"people": VALUES, "poor": VALUES}),
    min_size=1,
    max_size=14,
)
TOTALS = st.integers(0, 10**13)


@FEW
@given(TOTALS, AREAS, st.integers(0, 100), st.booleans())
def test_the_shares_add_up_to_the_last_thousand(total, areas, base, inverse):
    shares = share_out(total, areas, (PEOPLE, Variable("poor", 40, inverse)), base_percent=base)

    assert sum(share.amount for share in shares) == total // UNIT * UNIT
    assert all(share.amount >= 0 and share.amount % UNIT == 0 for share in shares)


@FEW
@given(TOTALS, AREAS, st.integers(0, 100), st.integers(0, 10**12), st.integers(0, 10**13))
def test_no_share_passes_its_limits(total, areas, base, least, most):
    try:
        shares = share_out(total, areas, (PEOPLE, POOR), base_percent=base, least=least, most=most)
    except CannotShare as refusal:
        assert refusal.code == "limits"
        return

    assert all(least <= share.amount <= most for share in shares)
    assert sum(share.amount for share in shares) == total // UNIT * UNIT


@FEW
@given(TOTALS, AREAS, st.integers(0, 100), st.randoms())
def test_the_order_of_the_areas_changes_nothing(total, areas, base, random):
    shuffled = list(areas.items())
    random.shuffle(shuffled)

    assert share_out(total, areas, (PEOPLE, POOR), base_percent=base) == share_out(
        total, dict(shuffled), (PEOPLE, POOR), base_percent=base
    )


@FEW
@given(TOTALS, AREAS)
def test_more_need_never_gets_less(total, areas):
    shares = share_out(total, areas, (PEOPLE,), base_percent=30)

    ranked = sorted(shares, key=lambda share: areas[share.code]["people"])
    for poorer, richer in pairwise(ranked):
        assert poorer.amount <= richer.amount + UNIT  # at most the one thousand of the rounding


def test_the_worked_example():
    areas = {"a": {"people": Fraction(100)}, "b": {"people": Fraction(300)}}

    shares = share_out(1_000_000, areas, (Variable("people", 100),), base_percent=20)

    assert [(share.base, share.amount) for share in shares] == [(100_000, 300_000), (100_000, 700_000)]


def test_where_less_means_more_need_the_smallest_gets_the_most():
    areas = {"a": {"tax": Fraction(10)}, "b": {"tax": Fraction(30)}}

    shares = share_out(1_000_000, areas, (Variable("tax", 1, inverse=True),), base_percent=0)

    assert [share.amount for share in shares] == [750_000, 250_000]


def test_what_the_largest_may_not_have_goes_to_the_others_in_proportion():
    areas = {"a": {"people": Fraction(1)}, "b": {"people": Fraction(2)}, "c": {"people": Fraction(7)}}

    shares = share_out(1_000_000, areas, (Variable("people", 1),), base_percent=0, most=400_000)

    assert [share.amount for share in shares] == [200_000, 400_000, 400_000]


@pytest.mark.parametrize(
    ("areas", "variables", "limits", "code"),
    [
        ({}, (PEOPLE,), {}, "no_areas"),
        ({"a": {}}, (), {}, "no_weights"),
        ({"a": {"people": Fraction(1)}}, (PEOPLE,), {"least": 2_000_000}, "limits"),
        ({"a": {"people": Fraction(1)}}, (PEOPLE,), {"most": 10_000}, "limits"),
    ],
)
def test_contradicting_wishes_are_refused(areas, variables, limits, code):
    with pytest.raises(CannotShare) as refusal:
        share_out(1_000_000, areas, variables, base_percent=10, **limits)

    assert refusal.value.code == code
