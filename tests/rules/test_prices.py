"""Price standards: what a volume costs by them, and from where on a cost has to be explained."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rembuk.rules.prices import Standard, asks_for_cost, check_price, closest, estimates, unit_key
from rembuk.rules.proposal_flow import STEP

ROAD = Standard("HSPK", "J01", "Rabat beton", "m", 850_000, 2028, "Perbup 1/2027")
ASPHALT = Standard("HSPK", "J02", "Aspal", "meter", 1_350_000, 2028, "Perbup 1/2027")
PAVING = Standard("HSPK", "J04", "Paving", "m2", 265_000, 2028, "Perbup 1/2027")
WHY = "Semua bahan dipikul tiga kilometer karena jembatannya putus."


def test_units_are_the_same_however_an_office_writes_them():
    assert unit_key("Meter") == unit_key("m1") == unit_key("m") != unit_key("m²")
    assert unit_key("m²") == unit_key("M2") == unit_key("meter  persegi")
    assert unit_key("ekor") == "ekor"


def test_a_volume_is_priced_by_every_standard_with_its_unit_the_cheapest_first():
    found = estimates(Decimal("200.5"), "m", (ASPHALT, PAVING, ROAD))

    assert [(row.standard.code, row.amount) for row in found] == [("J01", 170_425_000), ("J02", 270_675_000)]
    assert estimates(Decimal(1), "", (ROAD,)) == ()


def test_a_cost_is_held_against_the_nearest_standard():
    found = estimates(100, "m", (ROAD, ASPHALT))

    assert closest(140_000_000, found).standard is ASPHALT
    assert closest(1, ()) is None


def test_exactly_thirty_percent_off_is_near_enough_and_one_rupiah_more_is_not():
    found = estimates(100, "m", (ROAD,))

    assert check_price(110_500_000, found, "") is None
    assert check_price(59_500_000, found, "") is None
    for far in (110_500_001, 59_499_999):
        problem = check_price(far, found, "mahal")
        assert problem.input == "price_reason"
        assert "HSPK J01 2028" in problem.text_id and "30%" in problem.text_id
        assert check_price(far, found, WHY) is None


@given(st.integers(0, 10**15), st.integers(1, 10**6), st.integers(1, 10**9))
def test_a_reason_in_words_always_opens_the_way(cost, volume, price):
    found = estimates(volume, "m", (Standard("ASB", "1", "x", "m", price, 2028, "x"),))

    assert check_price(cost, found, WHY) is None
    assert (check_price(cost, found, "") is None) == (10 * abs(cost - volume * price) <= 3 * volume * price)


def test_the_village_and_the_surveyor_set_costs_and_the_proposer_is_not_asked():
    asked = {step.id for step in STEP.values() if asks_for_cost(step)}

    assert asked == {"complete_details", "agree_in_village", "report_survey", "survey_early"}
