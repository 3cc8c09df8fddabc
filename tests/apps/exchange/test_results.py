"""When a result is published everybody concerned is told, winners and losers alike."""

from datetime import date

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.exchange.models import Message
from rembuk.apps.exchange.results import tell_of_result
from rembuk.apps.priorities.actions.adopt import confirm, put_forward, take_back
from rembuk.apps.priorities.actions.change import Decided, record_change
from rembuk.apps.priorities.actions.count import ask_run, count_run
from rembuk.apps.priorities.models import AllocationRun
from rembuk.apps.priorities.packing import forget_elections
from rembuk.apps.priorities.parameters import default_parameters
from rembuk.apps.proposals.models import Follow, Proposal, ProposerContact
from rembuk.rules.actions import Action
from tests.factories.allocation import voted_round
from tests.factories.people import holder
from tests.factories.places import VILLAGE
from tests.factories.proposals import NOW, open_year

WHY = "Hasil ini paling merata bagi kedua desa dan tetap di bawah pagu."


@pytest.fixture
def told(government, media):
    """A published result: one author of a winner and a loser, one follower, one address."""
    forget_elections()
    found, projects = voted_round(open_year("prioritisation"))
    author, follower = holder("citizen", VILLAGE), holder("citizen", VILLAGE)
    bridge, well, light, post, _wall = (row.proposal for row in projects)
    Proposal.objects.filter(pk__in=[bridge.pk, well.pk]).update(proposer=author)
    Follow.objects.create(proposal=light, user=follower, at=NOW)
    ProposerContact.objects.create(proposal=post, email="ibu@contoh.id", consent="paper")
    run = ask_run(found, default_parameters(found, 60), by=None, now=NOW)
    count_run.call(run.pk)
    run = AllocationRun.objects.get(pk=run.pk)
    partner, head = holder("planning_partner"), holder("planning_head")
    adoption = confirm(put_forward(run, reason=WHY, by=partner, now=NOW), by=head, now=NOW)
    tell_of_result(Event.objects.get(action=Action.ALLOCATION_CONFIRM))
    return adoption, author, follower, partner


def test_proposers_and_followers_hear_how_theirs_stands(told):
    adoption, author, follower, _partner = told
    mine = Message.objects.get(user=author)
    assert "Jembatan gantung: Usulan ini masuk rancangan" in mine.body
    assert "Sumur bor: Usulan ini belum masuk rancangan" in mine.body
    assert mine.link == f"/prioritas/hasil/{adoption.round.code}/"
    assert Message.objects.get(user=follower).audience == "follower"
    written = Message.objects.get(address="ibu@contoh.id")
    assert "Balai posyandu: Usulan ini belum masuk rancangan" in written.body
    assert written.link.endswith(f"{written.proposal_code}/")


def test_delivered_twice_it_is_told_once(told):
    before = Message.objects.count()
    tell_of_result(Event.objects.get(action=Action.ALLOCATION_CONFIRM))
    assert Message.objects.count() == before == 3


def test_a_change_by_the_forum_is_told_to_whom_it_concerns(told):
    adoption, author, _follower, partner = told
    decided = Decided(WHY, "Musrenbang Kecamatan", "Kecamatan Cempaka", date(2026, 7, 10))
    well = adoption.run.projects.get(title="Sumur bor")
    record_change(adoption, well, decided, by=partner, now=NOW)
    tell_of_result(Event.objects.get(action=Action.ALLOCATION_CHANGE))
    letter = Message.objects.filter(user=author).order_by("-id")[0]
    assert "Musyawarah memasukkan usulan ini." in letter.body
    assert Message.objects.count() == 4


def test_what_was_sent_back_is_told_to_nobody(government):
    forget_elections()
    found, _projects = voted_round(open_year("prioritisation"))
    run = ask_run(found, default_parameters(found, 60), by=None, now=NOW)
    count_run.call(run.pk)
    run = AllocationRun.objects.get(pk=run.pk)
    adoption = put_forward(run, reason=WHY, by=holder("planning_partner"), now=NOW)
    take_back(adoption, reason=WHY, by=holder("planning_head"), now=NOW)
    tell_of_result(Event.objects.get(action=Action.ALLOCATION_CONFIRM))
    assert not Message.objects.exists()
