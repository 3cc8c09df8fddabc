"""A button of the forum pressed twice is one act, and both answers are the same."""

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.musrenbang.models import Forum, Minutes, Participant
from rembuk.apps.proposals.models import Move
from tests.apps.musrenbang.conftest import WHY, signed_in, sit
from tests.factories.people import holder
from tests.factories.places import VILLAGE
from tests.factories.proposals import ProposalFactory


def alike(press):
    """Presses twice; both answers lead to the same page."""
    first, second = press(), press()
    assert first.status_code == 302
    assert (second.status_code, second["Location"]) == (first.status_code, first["Location"])


def test_a_forum_is_called_and_a_guest_invited_once(table):
    table.call("village_deliberation", VILLAGE)
    assert Forum.objects.count() == 1
    guest = {"aksi": "tambah", "name": "Siti", "constituency": "women", "sex": "P", "kind": "resident"}
    alike(lambda: table.clerk.post(table.url("peserta/"), guest))
    assert Participant.objects.count() == 1
    other = table.clerk.post(table.url("peserta/"), guest | {"sex": "L"})
    assert "sudah ada di daftar peserta" in other.content.decode()


def test_each_step_is_taken_once(table, year):
    proposal = ProposalFactory(cycle=year)
    table.invite(("Siti", "women", "P"), ("Budi", "farmers", "L"), ("Wayan", "disability", "L"))
    table.draw()
    alike(lambda: table.step("open_forum"))
    table.attend("Siti", "Budi", "Wayan")
    table.decide(proposal, "not_agreed", reason_code="authority", reason_text=WHY)
    alike(lambda: table.step("close"))
    alike(lambda: table.step("draft_minutes"))
    alike(lambda: table.step("read_aloud", read_by="Siti Aminah"))
    alike(table.sign)
    assert Move.objects.count() == 1
    alike(lambda: table.step("send_minutes"))
    for step in ("open_forum", "close", "draft_minutes", "read_aloud", "sign_minutes", "send_minutes"):
        assert Event.objects.filter(data__step=step).count() == 1, step


def test_what_a_colleague_did_is_told(table):
    sit(table)
    secretary = signed_in(holder("village_secretary", VILLAGE))
    answer = secretary.post(table.url("langkah/open_forum/"))
    assert answer.status_code == 409


@pytest.mark.usefixtures("media")
def test_nobody_else_signs_what_is_signed(table, year):
    sit(table)
    proposal = ProposalFactory(cycle=year)
    table.draw()
    table.decide(proposal, "not_agreed", reason_code="authority", reason_text=WHY)
    table.write_minutes()
    head = table.signer
    assert table.sign().status_code == 302
    table.signer = signed_in(holder("village_council", VILLAGE))
    assert table.sign().status_code in {403, 409, 422}
    table.signer = head
    assert Minutes.objects.get().signed_by.assignments.get().role == "village_head"
