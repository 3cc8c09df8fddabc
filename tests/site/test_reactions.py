"""What follows from what: named by actions that exist, and delivered twice it happens once."""

import pytest
from django.db.models import Count

from rembuk.apps.audit.deliver import deliver
from rembuk.apps.audit.models import Cursor
from rembuk.apps.audit.seal import seal_all
from rembuk.apps.exchange.models import Message
from rembuk.rules.actions import Action
from rembuk.rules.proposal_flow import STEPS
from rembuk.site.reactions import REACTIONS
from tests.factories.proposals import open_year, sent_by


def test_reactions_are_named_by_actions():
    assert set(REACTIONS) <= {str(action) for action in Action}
    assert all(REACTIONS.values())


def test_people_are_told_of_every_step_of_a_proposal():
    """Nobody is left in silence: whatever moves a proposal wakes a reaction."""
    silent = {str(step.action) for step in STEPS} - set(REACTIONS)
    assert silent <= SAID_BY_NOBODY, sorted(silent - SAID_BY_NOBODY)


# Disclosures go to a trained contact alone; a message could reach the wrong eyes.
SAID_BY_NOBODY = {str(Action.SAFEGUARD_REPORT)}


@pytest.mark.django_db
def test_an_event_that_is_delivered_again_tells_nobody_twice(government, resident, village_admin):
    open_year("hamlet_meeting", "neighborhood_meeting")
    sent_by(resident)
    seal_all()
    assert deliver("reactions", REACTIONS)
    told = Message.objects.count()
    assert told

    Cursor.objects.update(last_seq=0)
    assert deliver("reactions", REACTIONS)
    assert Message.objects.count() == told
    twice = Message.objects.values("event_id", "user", "address").annotate(n=Count("id")).filter(n__gt=1)
    assert not twice.exists()
