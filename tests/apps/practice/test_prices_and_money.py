"""Prices, readiness, the calculated ceilings and the ledger of the practice regency."""

import pytest

from rembuk.apps.places.models import PriceStandard
from rembuk.apps.places.queries import price_rows
from rembuk.apps.preparation.calculation import shares_of
from rembuk.apps.preparation.models import CeilingVersion, LedgerLine
from rembuk.apps.preparation.queries.ledger import ledger, ledger_weights
from rembuk.apps.proposals.models import AffectedStatement, Proposal, ReadinessAnswer
from rembuk.apps.proposals.prices import estimates_of
from rembuk.rules.prices import check_price
from rembuk.rules.readiness import Answer, check_answer, check_statement

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_every_cost_has_a_standard_and_none_is_so_far_off_that_a_reason_is_asked(nusawangi):
    tenant = PriceStandard.objects.values_list("tenant", flat=True).first()
    found = Proposal.objects.filter(tenant=tenant, volume__gt=0, estimated_cost__gt=0)[:300]
    rows = price_rows(tenant, {proposal.category for proposal in found})

    assert len(found) > 100
    for proposal in found:
        estimates = estimates_of(proposal, rows=rows)
        assert estimates, proposal
        assert check_price(proposal.estimated_cost, estimates, "") is None


def test_the_open_year_was_calculated_before_its_forums_and_its_ceilings_follow(nusawangi):
    version = CeilingVersion.objects.get()
    ceilings = dict(version.cycle.ceilings.filter(sector="").values_list("region_code", "amount"))

    assert {row["code"]: row["amount"] for row in version.result} == ceilings
    assert sum(ceilings.values()) == version.shared
    first = version.cycle.stages.filter(code="district_deliberation").get()
    assert version.at < first.opens_at and sum(shares_of(version.result).values()) == 1


def test_the_ledger_shares_out_what_was_received(nusawangi):
    lines = list(LedgerLine.objects.all())
    version = CeilingVersion.objects.get()
    weights = ledger_weights(version.cycle)

    assert lines and ledger(version.cycle.tenant, "id").rows
    for year in {line.plan_year for line in lines}:
        of_year = [line for line in lines if line.plan_year == year]
        assert abs(sum(row.received for row in of_year) - sum(row.fair for row in of_year)) <= len(of_year)
    assert len(set(weights.values())) > 1 and all(0.5 <= weight <= 2 for weight in weights.values())


def test_what_waits_has_its_readiness_and_statements_name_nobody(nusawangi):
    answers = list(ReadinessAnswer.objects.all())

    assert {row.answer for row in answers} == set(Answer)
    assert not [row for row in answers if check_answer(row.answer, row.note)]
    assert AffectedStatement.objects.exists()
    for row in AffectedStatement.objects.all():
        check_statement(f"{row.what} {row.statement}")
