"""A score follows its figures: supports and details that come later count, each once and many as one."""

import pytest

from rembuk.apps.audit.deliver import deliver
from rembuk.apps.audit.models import Event
from rembuk.apps.audit.seal import seal_all
from rembuk.apps.core.versions import numbers
from rembuk.apps.priorities import jobs
from rembuk.apps.priorities.actions.criteria import default_settings, set_criteria
from rembuk.apps.priorities.jobs import rescore, score_anew
from rembuk.apps.priorities.models import ProposalScore
from rembuk.apps.proposals.actions.move import move
from rembuk.apps.proposals.actions.support import support, withdraw_support
from rembuk.site.reactions import REACTIONS
from tests.factories.people import holder
from tests.factories.places import TENANT, VILLAGE
from tests.factories.proposals import NOW, ProposalFactory, open_year

COMPLETE = {
    "volume": 120, "unit": "meter", "estimated_cost": 150_000_000, "beneficiaries": 300,
    "proposed_work": "Perkerasan jalan.", "change_note": "Dihitung ulang bersama pengusul di balai desa.",
}  # fmt: skip


@pytest.fixture
def proposal(government):
    cycle = open_year("village_deliberation")
    made = ProposalFactory(cycle=cycle, state="village_review", beneficiaries=100, estimated_cost=50_000_000)
    set_criteria(cycle, default_settings(), by=None, now=NOW)
    score_anew()
    made.refresh_from_db()
    seal_all()
    deliver("reactions", REACTIONS)
    return made


@pytest.fixture
def scored(monkeypatch):
    """How often something was scored."""
    calls, real = [], jobs.score_some
    monkeypatch.setattr(jobs, "score_some", lambda *args, **kwargs: (calls.append(1), real(*args, **kwargs)))
    return calls


def delivered():
    seal_all()
    while deliver("reactions", REACTIONS):
        pass


def score_of(proposal):
    proposal.refresh_from_db()
    assert ProposalScore.objects.get(proposal=proposal).total == proposal.score
    return proposal.score


def test_supports_raise_the_score_and_many_of_them_score_once(proposal, scored):
    before, people = proposal.score, [holder("citizen_verified", VILLAGE) for _ in range(12)]
    for person in people:
        support(proposal, by=person, now=NOW)
    delivered()
    raised = score_of(proposal)
    assert raised > before
    assert len(scored) == 1

    for person in people:
        withdraw_support(proposal, by=person, now=NOW)
    delivered()
    assert score_of(proposal) == before
    assert len(scored) == 2


def test_a_support_that_comes_while_others_are_told_is_counted_too(proposal, scored):
    """The log is read in its order: only what is still to come makes an earlier one wait for it."""
    first, second = (holder("citizen_verified", VILLAGE) for _ in range(2))
    support(proposal, by=first, now=NOW)
    seal_all()
    rescore(Event.objects.latest("id"))
    one = score_of(proposal)
    support(proposal, by=second, now=NOW)
    rescore(Event.objects.exclude(seq=None).latest("id"))  # delivered again: the second is not yet sealed
    assert len(scored) == 1
    delivered()
    assert score_of(proposal) > one


def test_details_completed_later_change_the_score(proposal):
    before = proposal.score
    clerk = holder("village_admin", VILLAGE)
    move(proposal, "complete_details", by=clerk, now=NOW, inputs=COMPLETE)
    delivered()
    assert score_of(proposal) != before


def test_what_comes_out_as_before_is_not_written(proposal):
    kept, shown = ProposalScore.objects.get().at, numbers(["priorities"])
    rescore(Event(tenant=TENANT, subject=f"proposal:{proposal.code}", at=NOW))
    assert (ProposalScore.objects.get().at, numbers(["priorities"])) == (kept, shown)
