"""Who shows or hides their name does so on every proposal of theirs."""

import pytest
from django.test import Client

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.people.actions.assign_role import assign_role
from rembuk.apps.people.actions.keep_account import change_account
from rembuk.apps.proposals.jobs import follow_name_choice
from rembuk.site.reactions import REACTIONS
from tests.factories.people import holder
from tests.factories.places import VILLAGE
from tests.factories.proposals import ProposalFactory, open_year, sent_by


@pytest.fixture
def proposals(government, resident):
    cycle = open_year("village_deliberation")
    return ProposalFactory.create_batch(3, cycle=cycle, proposer=resident)


def choose(person, **fields):
    """Change the account and let the reactions follow."""
    kept = {name: getattr(person, name) for name in ("name", "phone", "email", "village_code", "rt", "rw")}
    change_account(person, now=now(), **{**kept, "shows_name": person.shows_name, **fields})
    return follow_latest()


def follow_latest():
    event = Event.objects.latest("id")
    for reaction in REACTIONS[event.action]:
        reaction(event)
    return event


def lines(proposals):
    for row in proposals:
        row.refresh_from_db()
    return {row.proposer_line for row in proposals}


def test_a_name_appears_and_disappears_on_all_proposals(proposals, resident):
    choose(resident, shows_name=True)
    assert lines(proposals) == {resident.name}

    choose(resident, name="Ibu Siti Rahayu")
    assert lines(proposals) == {"Ibu Siti Rahayu"}

    choose(resident, shows_name=False)
    assert lines(proposals) == {"Warga RT 03/RW 02"}


def test_a_child_is_never_named_whatever_stands_in_the_account(government):
    open_year("hamlet_meeting")
    child = holder("child", VILLAGE, name="Ananda Putri", shows_name=True)
    proposal = sent_by(child)

    assert proposal.proposer_line == "Warga RT 03/RW 02"
    assert "Ananda Putri" not in Client().get(f"/usulan/{proposal.code}/").content.decode()


def test_the_name_goes_from_earlier_proposals_when_its_owner_writes_with_children(
    proposals, resident, sysadmin
):
    choose(resident, shows_name=True)
    assign_role(
        user=resident,
        role="child_companion",
        by=sysadmin,
        now=now(),
        region_code=VILLAGE,
        letter_number="4/2026",
    )
    follow_latest()

    assert lines(proposals) == {"Warga RT 03/RW 02"}


@pytest.mark.parametrize(("role", "asked"), [("child", False), ("citizen", True)])
def test_the_choice_is_not_even_offered_to_a_child(client, government, role, asked):
    client.force_login(holder(role, VILLAGE))
    assert ('name="shows_name"' in client.get("/akun/ubah/").content.decode()) is asked


def test_other_changes_and_other_people_leave_it_alone(proposals, resident, neighbour):
    foreign = ProposalFactory(cycle=proposals[0].cycle, proposer=neighbour, proposer_line="Warga RT 01/RW 01")
    choose(resident, shows_name=True)
    choose(resident, rt="09")

    assert lines(proposals) == {resident.name}
    assert lines([foreign]) == {"Warga RT 01/RW 01"}


def test_twice_is_once(proposals, resident, queries_of):
    event = choose(resident, shows_name=True)
    follow_name_choice(event)

    assert lines(proposals) == {resident.name}
    assert queries_of(lambda: follow_name_choice(event)) <= 3
