"""Many people, or one person with a bad connection, at the same moment: one of each is stored."""

import pytest

from rembuk.apps.core.ids import uuid7
from rembuk.apps.proposals.actions.submit import save_draft, submit
from rembuk.apps.proposals.actions.support import support, withdraw_support
from rembuk.apps.proposals.models import Follow, Move, Proposal, Support
from tests.factories.people import holder
from tests.factories.places import VILLAGE
from tests.factories.proposals import NOW, ProposalFactory, open_year, words_of
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def year(government):
    return open_year("hamlet_meeting")


def test_sixty_four_submissions_of_one_number_store_one(government, year):
    person, uuid = holder("citizen", VILLAGE), uuid7()
    data = words_of()

    def send():
        return submit(government=government, uuid=uuid, by=person, now=NOW, data=data).code

    codes = at_once([send] * 64)

    assert len(set(codes)) == 1 and isinstance(codes[0], str), codes[:3]
    assert (Proposal.objects.count(), Move.objects.count(), Follow.objects.count()) == (1, 2, 1)


def test_saves_of_one_draft_at_the_same_moment_keep_one(government, year):
    person, uuid, data = holder("citizen", VILLAGE), uuid7(), words_of()

    def keep():
        return save_draft(government=government, uuid=uuid, by=person, now=NOW, data=data).pk

    assert len(set(at_once([keep] * 16))) == 1
    assert Proposal.objects.count() == 1


def test_sixty_four_supports_of_one_person_are_one(year, neighbour):
    proposal = ProposalFactory(cycle=year)

    answers = at_once([lambda: support(proposal, by=neighbour, now=NOW)] * 64)

    assert answers.count(True) == 1, answers[:3]
    proposal.refresh_from_db()
    assert (Support.objects.count(), proposal.support_count) == (1, 1)


def test_the_count_of_many_supporters_is_right(year):
    proposal = ProposalFactory(cycle=year)
    people = [holder("citizen_verified", VILLAGE) for _ in range(24)]

    at_once([lambda by=by: support(proposal, by=by, now=NOW) for by in people])
    at_once([lambda by=by: withdraw_support(proposal, by=by, now=NOW) for by in people[:8]])

    proposal.refresh_from_db()
    assert (Support.objects.count(), proposal.support_count) == (16, 16)
